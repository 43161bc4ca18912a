"""Telegrams that were sent in sections."""

from collections.abc import Iterator

import pytest
from carried import raws, stream, telegram, texts

from cablecli.carriers import telegram_sections, unpack

SECTIONS = [telegram(112, f"SECTION 0{k} OF 03 ", body=f"{k}. (C) Part {k} says more.\n") for k in (1, 2, 3)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_sections_are_joined_in_order(order: tuple[int, ...]) -> None:
    (raw,) = raws("".join(SECTIONS[k] + "BT\n#0112\nNNNN\n\n" for k in order))
    text = str(raw.content)
    assert [text.index(f"Part {k}") for k in (1, 2, 3)] == sorted(text.index(f"Part {k}") for k in (1, 2, 3))
    assert (text.count("SUBJECT"), text.count("VZCZC"), raw.notes, raw.member) == (1, 1, (), None)


def test_sections_keep_the_lines_of_the_input() -> None:
    source = "".join(SECTIONS[k] for k in (1, 0, 2))
    (raw,) = raws(source)
    lines = source.split("\n")
    assert raw.lines
    for text, number in zip(str(raw.content).split("\n"), raw.lines, strict=True):
        assert text in ("", lines[number - 1])


def test_a_sentence_that_a_section_cuts() -> None:
    one = telegram(112, "SECTION 01 OF 02 ", body="1. (C) He said that the")
    two = telegram(112, "SECTION 02 OF 02 ", body="harbor would open.\nSMITH")
    (raw,) = raws(one + two)
    assert "He said that the\nharbor would open." in str(raw.content)


def test_a_level_ends_a_section_and_a_rule_is_not_repeated() -> None:
    box = "--------\n{}\n--------\n\n{}. (C) He spoke.\n"
    one = telegram(112, "SECTION 01 OF 02 ", body=box.format("PILOTS", 1)) + "\nCONFIDENTIAL\n\nNNNN\n"
    two = telegram(112, "SECTION 02 OF 02 ", body=box.format("OUTLOOK", 2))
    (raw,) = raws(one + two)
    assert str(raw.content).partition("1. (C)")[2].split() == (
        "He spoke. -------- OUTLOOK -------- 2. (C) He spoke.".split()
    )


def test_a_final_section_lacks_its_number() -> None:
    one = telegram(112, "SECTION 01 OF 02 ", body="1. (C) He said that the")
    two = telegram(112, "FINAL SECTION OF 2 ", body="harbor would open.\nSMITH")
    assert len(texts(one + two)) == 1
    assert len(texts(one + two.replace("000112", "000113"))) == 2


@pytest.mark.parametrize(
    ("have", "lost"), [((0, 2), "2"), ((1, 2), "1"), ((1,), "1, 3"), ((0, 1), "3"), ((0,), None)]
)
def test_missing_sections_are_told(have: tuple[int, ...], lost: str | None) -> None:
    (raw,) = raws("".join(SECTIONS[k] for k in have))
    assert [(note.code, note.message.rpartition(": ")[2]) for note in raw.notes] == (
        [("section-missing", lost)] if lost else []
    )


def test_sections_with_other_telegrams_between_keep_their_place() -> None:
    found = texts(
        telegram(1) + SECTIONS[0] + telegram(2) + SECTIONS[2] + telegram(3) + SECTIONS[1] + telegram(4)
    )
    assert [("Part 3" in text, text[8:12]) for text in found] == [
        (False, "0001"), (True, "0112"), (False, "0002"), (False, "0003"), (False, "0004"),
    ]  # fmt: skip


def test_sections_of_another_date_or_number_are_not_joined() -> None:
    assert len(texts(SECTIONS[0] + SECTIONS[1].replace("251432Z", "261432Z"))) == 2
    assert len(texts(SECTIONS[0] + SECTIONS[1].replace("000112", "000113"))) == 2


def test_a_copy_that_was_joined_before_waits_for_nothing() -> None:
    whole = SECTIONS[0] + "VALLETTA 00000112  003 OF 003\n"
    found = unpack(stream(whole + telegram(2)))
    assert next(found).content == whole  # type: ignore[union-attr]


def test_the_sections_that_wait_are_bounded_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_sections, "_HELD", 3000)
    taken = 0

    def telegrams() -> Iterator[telegram_sections.Telegram]:
        nonlocal taken
        for number in range(100, 110):
            taken += 1
            text = f"S E C R E T SECTION 01 OF 09 VALLETTA 000{number}\n\n1. (S) " + "words " * 200
            yield telegram_sections.Telegram(text.encode(), 1)

    next(telegram_sections.joined(telegrams()))
    assert taken == 3


@pytest.mark.parametrize("row_of", [(1,), (2,), (1, 2)])
def test_a_row_of_a_database_below_a_section_is_left_over(row_of: tuple[int, ...]) -> None:
    row = "123456  2009-02-26  09ROME12  Embassy Rome  CONFIDENTIAL    x"
    parts = [telegram(112, f"SECTION 0{k} OF 02 ", body=f"{k}. (C) Part {k} ...") for k in (1, 2)]
    source = "".join(part + f" \n \n{row}\n" * (k in row_of) for k, part in enumerate(parts, 1))
    (raw,) = raws(source)
    lines = source.split("\n")
    for text, number in zip(str(raw.content).split("\n"), raw.lines or (), strict=True):
        assert text in ("", lines[number - 1])
    assert [one.text for one in raw.rest] == [row] * len(row_of)
    assert [lines[one.lines[0] - 1] for one in raw.rest] == [row] * len(row_of)
    assert [note.line for note in raw.notes] == [one.lines[0] for one in raw.rest]
