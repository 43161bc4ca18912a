import io
from pathlib import Path
from typing import Any

import pytest
from carried import raws, stream, telegram, texts

from cablecli import carriers
from cablecli.carriers import CARRIERS, RawCable, splitting, unpack
from cablecli.errors import CableError, NotACable, Unreadable
from cablecli.model import Cable, Page
from cablecli.parser import parse
from cablecli.reader import read_each
from cablecli.sources import Failure

GOLDEN = Path(__file__).parents[1] / "golden-carriers"
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize("name", ["page", "html", "csv", "web", "text", "sas", "smart"])
def test_each_carrier_is_known_by_its_content(name: str) -> None:
    for path in (GOLDEN / name).iterdir():
        head = path.read_bytes().decode()[: 1 << 16]
        known = "text" if name in ("web", "sas", "smart") else name  # told apart cable by cable
        assert carriers.recognised(head) == known
        assert carriers.recognised(head, "x.unknown") == known


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('{"schema": 1, "id": "09X1"}\n{"schema"', "jsonl"),
        ('{"schema": 1, "id": "' + "x" * 70_000, "jsonl"),
        ('{\n  "schema": 1', "json"),
        ('[\n{"schema": 1', "json"),
        ("[]\n", "json"),
        ("[bold] words", "text"),
        ("{braces} here", "text"),
        ('"40117","2/25/2009 14:32","09VALLETTA112",', "csv"),
        ("40117;2009-02-25 14:32;09VALLETTA112;", "csv"),
        ('id,date,refid\n1\t2/25/2009 14:32\t"09', "csv"),
        ('"12","none"', "text"),
        ("<p>one</p><p>two</p>" * 5, "html"),
        ("<!doctype html>\n<title>x</title>", "html"),
        ("He wrote to <korvat@example.org> and <b@c.d>.", "text"),
        ("the Message Text of\n", "text"),
        ("x\n\tMessage Text\r\n", "text"),
        ("MRN: 23 ROME 1\n", "text"),
        ("| **MRN:** | 23 VALLETTA 644 |\n| **Date/DTG:** | x |", "text"),
        ("MRN:\nDate/DTG:\nFrom:\n23 VALLETTA 644\n", "text"),
        ("Reference ID\tCreated\tReleased\tClassification\tOrigin\n", "text"),
        ("Key fingerprint = 8BA2\n-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQIN", "text"),
        ("", "text"),
    ],
)
def test_sniffing(head: str, name: str) -> None:
    assert carriers.recognised(head) == name


def test_the_ending_of_a_name_counts_only_where_the_content_says_nothing() -> None:
    assert carriers.recognised("nothing at all", "a/b.CSV") == "csv"
    assert carriers.recognised("nothing at all", "a/b.html") == "html"
    assert carriers.recognised(telegram(1), "a/b.csv") == "text"


def test_the_carrier_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("<b>1</b>\n" + telegram(1))
    (failure,) = read_each([str(path)], "json")
    assert isinstance(failure, Failure)
    assert "JSON" in str(failure.error)
    assert len(list(read_each([str(path)], "text"))) == 1
    assert set(CARRIERS) == {
        "json",
        "jsonl",
        "sql",
        "csv",
        "mail",
        "page",
        "html",
        "sas",
        "smart",
        "web",
        "text",
    }


def test_several_telegrams_in_one_text() -> None:
    one, two, three = telegram(1), telegram(2), telegram(3)
    assert texts(one + two + three) == [one, two, three]
    separated = f"{one}\n=====\n\n{two}\n=======CABLE ENDS=======\n{three}"
    assert [text.rstrip() for text in texts(separated)] == [one.rstrip(), two.rstrip(), three.rstrip()]
    short = one[one.index("P 25") :]
    assert [text.count("SUBJECT") for text in texts(f"{short}NNNN\n\n{short}\f{short}")] == [1, 1, 1]
    assert [raw.member for raw in raws(one + two)] == ["1", "2"]
    assert [raw.member for raw in raws(one)] == [None]
    assert [next(iter(raw.lines or ())) for raw in raws(one + two)] == [1, one.count("\n") + 1]


def test_the_same_telegram_twice_is_two() -> None:
    assert len(texts(telegram(1) * 2)) == 2


@pytest.mark.parametrize(
    "text",
    [
        telegram(1).replace("\n\nC O N", "\n=====\nC O N"),
        telegram(1).replace("\n\nC O N", "\n-----\nC O N"),
        telegram(1, body="1. (C) Text.\n\nA Heading\n=========\n\n2. (C) More.\nSMITH"),
        "My collection\n\n" + telegram(1),
        telegram(1) + "VZCZC\nVZCZCXXX1 in a text\n",
    ],
)
def test_what_is_no_boundary(text: str) -> None:
    assert texts(text) == [text]


def test_nothing_at_all() -> None:
    for text in ("=====\n\n" * 9, "\f\f\f"):
        with pytest.raises(NotACable):
            texts(text)


def test_what_a_block_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(telegram(k) + "\n=====\n" * (k % 2) for k in range(60))
    whole = texts(text)
    assert len(whole) == 60
    for size in (1, 7, 100, 5000):
        monkeypatch.setattr(splitting, "_BLOCK", size)
        assert texts(text) == whole


def test_what_came_before_a_fault_is_not_lost() -> None:
    class Torn(io.RawIOBase):  # gives a second block and then fails
        parts = (f"{telegram(1)}{telegram(2)}{telegram(3)}".encode(), b"x" * 9000)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            if not self.parts:
                raise Unreadable("is cut off in the middle")
            part, *self.parts = self.parts  # type: ignore[assignment]
            buffer[: len(part)] = part
            return len(part)

    found = []
    with pytest.raises(Unreadable):
        for raw in unpack(io.BufferedReader(Torn(), 1 << 16)):
            found.append(raw)  # noqa: PERF402
    assert [raw.content for raw in found] == [telegram(1), telegram(2)]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["text", "sas", "smart", "csv"])
def test_a_piece_that_is_too_large(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MAX_BYTES", 100_000)
    text = (GOLDEN / kind).iterdir().__next__().read_text() + "x" * 400_000
    with pytest.raises(CableError, match="too large") if kind != "csv" else pytest.MonkeyPatch.context():
        assert [raw for raw in unpack(stream(text)) if isinstance(raw, Unreadable)]


def test_lines_of_a_text_with_entities_form_feeds_and_other_line_ends() -> None:
    (raw,) = raws("TAGS: PREL&#x000A;SUBJECT: A\nB\fC\r\nD\vE\r\r\nF")
    assert raw.content == "TAGS: PREL\nSUBJECT: A\nB\nC\nD\nE\nF"
    assert list(raw.lines or ()) == [1, 1, 2, 2, 3, 3, 4]
    (raw,) = raws("TAGS: PREL\rSUBJECT: A\rB")
    assert (raw.content, list(raw.lines or ())) == ("TAGS: PREL\nSUBJECT: A\nB", [1, 2, 3])


def test_a_cable_hung_on_where_the_text_breaks_off() -> None:
    row = "50133  2006-01-19  06THEHAGUE131  Embassy The Hague  CONFIDENTIAL    C O N F I D E N T I A L  x"
    text = f"{telegram(1)} ...\n\n\n{row}\n\nTAGS: NL"
    (raw,) = raws(text)
    assert str(raw.content).endswith("...")
    assert [note.code for note in raw.notes] == ["other-cable-behind"]
    (rest,) = raw.rest
    assert rest.text == f"{row}\n\nTAGS: NL"
    assert rest.lines == (text.count("\n") - 1, text.count("\n") + 1)
    assert texts(telegram(1) + row) == [telegram(1) + row]


@pytest.mark.parametrize(
    ("above", "page"),
    [
        (
            "Reference ID Created Released Classification Origin\n"
            "07SKOPJE301 2007-06-11 10:10 2011-08-30 01:44 CONFIDENTIAL Embassy Skopje\n\n",
            Page("07SKOPJE301", "2007-06-11 10:10", "2011-08-30 01:44", "CONFIDENTIAL", "Embassy Skopje"),
        ),
        (
            "Viewing cable 07SKOPJE301, X\n\nReference ID\tCreated\tReleased\tClassification\tOrigin\n07SKOPJE301\t"
            "2007-06-11 10:10\t2011-08-30 01:44\tUNCLASSIFIED//FOR OFFICIAL USE ONLY\tSecretary of State\n",
            Page(
                "07SKOPJE301", "2007-06-11 10:10", "2011-08-30 01:44", "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
                "Secretary of State",
            ),
        ),
        (
            "Reference ID\n\nCreated\n\nOrigin\n\n07SKOPJE301\n\n2007-06-11 10:10\n\nEmbassy Skopje\n\n",
            Page("07SKOPJE301", "2007-06-11 10:10", None, None, "Embassy Skopje"),
        ),
        ("Viewing cable 07SKOPJE301, TALKS\nShare this\n", Page("07SKOPJE301")),
        ("Cable Viewer\nReference ID Created Released Classification Origin\n", None),
        (
            "Key fingerprint = 8BA2\n-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQINBE\n-----END PGP PUBLIC KEY BLOCK-----\n"
            "Date:\n1975 April 25, 16:25\nCanonical ID:\n1975STATE099768_b\nOriginal Classification:\nSECRET\n",
            Page("1975STATE099768_b", "1975 April 25, 16:25", None, "SECRET"),
        ),
    ],
)  # fmt: skip
def test_what_a_page_put_above_its_text(above: str, page: Page | None) -> None:
    (raw,) = raws(above + telegram(1))
    assert raw.page == page
    assert raw.content == telegram(1)
    assert next(iter(raw.lines or ())) == above.count("\n") + 1


def test_copies_of_pages_one_after_the_other() -> None:
    above = (
        "Reference ID Created Released Classification Origin\n0{}ROME1 2007-06-11 10:10 SECRET Embassy Rome\n"
    )
    found = raws(above.format(7) + telegram(1) + above.format(8) + telegram(2))
    assert [raw.page.id for raw in found if raw.page] == ["07ROME1", "08ROME1"]
    assert [raw.content for raw in found] == [telegram(1), telegram(2)]


def test_archive_records_without_text_or_label() -> None:
    attributes = "Message Attributes\n\nDocument Number: 1976ROME0000{}\nLocator: TEXT ON MICROFILM\n\n"
    found = raws(attributes.format(1) + attributes.format(2) + "Message Text\n\nX\n\n" + attributes.format(3))
    assert [raw.member for raw in found] == ["1976ROME00001", "1976ROME00002", "1976ROME00003"]
    (raw,) = raws("A stamp\n\nMessage Text\n\nX\n\n" + attributes.format(3))
    assert (str(raw.content).startswith("A stamp"), raw.member) == (True, None)


@pytest.mark.parametrize("length", [40, 121, 3000])
def test_a_cable_right_behind_the_last_word_of_a_line(length: int) -> None:
    """As `cat` leaves files without a line end; the line may be a whole paragraph."""
    first = telegram(1).rstrip("\n") + "\n" + "word " * (length // 5) + "WHITLOCK"
    found = raws(first + telegram(2))
    assert [str(raw.content).rstrip("\n") for raw in found] == [first, telegram(2).rstrip("\n")]


@pytest.mark.parametrize("name", ["TAGO", "WHITLOCK"])
@pytest.mark.parametrize("beginning", ["VZCZC", "UNCLASSIFIED   STATE   00100153 \nO 251814Z SEP 09\nFM "])
def test_a_heading_right_behind_a_name(name: str, beginning: str) -> None:
    second = telegram(2) if beginning == "VZCZC" else beginning + telegram(2).partition("FM ")[2]
    found = texts(telegram(1).rstrip("\n").replace("SMITH", name) + second)
    assert [parse(text).signature for text in found] == [name, "SMITH"]


@pytest.mark.parametrize("label", ["Message Text\n", "Message Attributes\n"])
def test_a_label_of_the_archive_above_another_begins_no_record(label: str) -> None:
    attributes = "Message Attributes\n\nDocument Number: 1976ROME00001\nLocator: TEXT ON MICROFILM\n"
    record = attributes if "Attributes" in label else f"Message Text\n\nX\n\n{attributes}"
    assert len(raws(label * 3 + "\n" + record)) == 1


def test_a_release_keeps_the_banner_above_it_and_the_foot_below() -> None:
    one = (
        "UNCLASSIFIED\nSBU\n\nMRN:  23 ROME {}\nDate/DTG: x\n\n1. (U) Text.\nUNCLASSIFIED      Page 1 of 1\n"
    )
    assert texts(one.format(1) + one.format(2)) == [one.format(1), one.format(2)]


def test_a_number_that_a_release_only_mentions_begins_no_other() -> None:
    one = "MRN:  23 ROME {}\nDate/DTG: x\n\n1. (U) Text, see\nMRN: 23 ROME 9\nand more.\n"
    text = "A cover\n\n" + one.format(1) + one.format(2)
    assert texts(text) == ["A cover\n\n" + one.format(1), one.format(2)]


def test_a_line_about_sections_behind_a_paragraph_is_no_heading() -> None:
    (raw,) = raws("1. Text.\n\nUNCLAS SECTION 02 OF 02 ROME 0147\n\n2. More.\nSMITH\n")
    assert raw.notes == ()


@pytest.mark.parametrize("end", ["\n", ""])
def test_all_samples_in_one_stream_are_a_record_each(end: str) -> None:
    paths = sorted(SAMPLES.glob("*.txt"))
    whole = "".join(path.read_text().rstrip("\n") + end for path in paths)
    found = [parse(text).id for text in texts(whole)]
    assert found == [parse(path.read_text()).id for path in paths]
    assert len(found) == len(paths) > 7


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_samples_are_one_cable_each(sample: Path) -> None:
    (found,) = read_each([str(sample)])
    assert isinstance(found, Cable)
    assert found.source.member is None


QUOTED = "FM AMEMBASSY ROME\nTO AMEMBASSY VALLETTA\nUNCLAS ROME 000099\nSUBJECT: QUOTED\nHe read the text.\n"


@pytest.mark.parametrize("above", ["1. (C) Rome sent this:\n\n", "1. (C) Text.\n\nBEGIN TEXT\n", "QUOTE\n"])
def test_a_telegram_that_is_announced_is_quoted_though_it_begins_with_its_sender(above: str) -> None:
    for text in (telegram(112), telegram(112).partition("FM ")[2].partition("\n\n")[2]):
        (found,) = texts(text.replace("1. (C) Text.\n", above + QUOTED + "\n2. (C) End.\n"))
        assert parse(found).subject == "HARBOR DUES"


def test_one_that_is_not_announced_begins_with_its_sender() -> None:
    assert [parse(found).subject for found in texts(telegram(112) + "\n" + QUOTED)] == [
        "HARBOR DUES",
        "QUOTED",
    ]


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("kind", ["page", "html"])
def test_pages_behind_texts_and_texts_behind_pages(kind: str, end: str) -> None:
    page = (GOLDEN / kind / "meeting.html").read_text().rstrip() + end
    other = (SAMPLES / "press.txt").read_text().rstrip() + end
    alone = [parse(text).id for text in texts(other)]
    (meeting,) = (parse(text).id for text in texts(page))
    for order in ([other, page, other], [page, other, page], [other, other, page, page], [telegram(7), page]):
        wanted = [meeting if one is page else alone[0] if one is other else "09VALLETTA7" for one in order]
        assert [parse(text).id for text in texts("".join(order))] == wanted


def test_a_printed_form_is_known_by_its_number_or_its_control() -> None:
    form = (
        "INCOMING TELEGRAM Department of State\n\nCONFIDENTIAL\nControl: {}\nRec'd: June 12, 1963\nFROM: Valletta\n"
        "TO: Secretary of State\nNO: {}, June 12, 3 p.m.\n\nKorvat spoke to the Ambassador about the harbor dues.\n"
    )
    sheet = "JFK ASSASSINATION SYSTEM\nIDENTIFICATION FORM\n\nAGENCY : DOS\n"
    assert len(texts(form.format(17584, 37) + form.format(17584, 37))) == 1  # a copy
    assert len(texts(sheet + form.format(17584, 37) + form.format(17601, 37))) == 1  # another section
    assert len(texts(form.format(17584, 37) + form.format(17601, 38))) == 2
    assert len(texts(sheet + form.format(17584, 37) + sheet + form.format(17601, 38))) == 2
    unread = form.replace("Control: {}", "Contro1:").replace("NO: {}, June", "NC June")
    assert len(texts(unread + unread.replace("dues", "pilots"))) == 2  # nothing says that it is the same


def test_another_sender_is_another_cable_though_no_number_can_be_read() -> None:
    damaged = "J: 111450 MAR 75\nFM AMEMBASSY TUNIS\nTO AMEMBASSY ALGIERS\nUNCLA5 TUN15\nSUBJECT: X\n\nHe said no.\n"
    assert len(texts(telegram(1, body="1. (C) Text.\nSMITH\nNNN") + damaged)) == 2


FIELDS = "E.O. 11652: GDS\nTAGS: EWWT, MT\nSUBJ: HARBOR DUES\n"
BODY = "THE HARBOR MASTER TOLD US THAT DUES WOULD RISE IN JULY.\nHE SAW NO OTHER WAY TO PAY THE PILOTS.\nWHITLOCK\n"
PAGE = "PAGE 01\nACTION EUR-12\nVALLET 00468 231655Z\nINFO OCT-01\nISO-00\n/031 W\n---------\n085602\n"


def worn(group: str, sender: str, level: str = "CONFIDENT I A I VALLETTA 468") -> str:
    return f"{group}\n{sender}\nTO SECSTATE WASHDC 1876\n{level}\n{FIELDS}{BODY}"


@pytest.mark.parametrize(
    "second",
    [
        worn(
            "R 2316552 NOV 76", "EM AMEMBASSY VALLETTA"
        ),  # the Z of a group read as a figure, the F of FM as E
        worn("J: 231655 NOV 76", "FM AMEMBASSY VALLETTA"),
        worn("P \u00d8231655 N0V 76", "IM AMEMBASST VALLETTA"),
        worn("R 231655Z NOV/76", "1 AMEMDASSY VALLETTA"),
        worn("\u2022 23I65SZ NOV 76", "EM AMEMBASSY VALLETTA"),
        worn("P : 231655 NOV 7@", "EM USDAO VALLETTA"),
        PAGE + worn("R 2316552 NOV 76", "EM AMEMBASSY VALLETTA"),
        PAGE.replace("01", "OI", 1) + worn("R 2316552 NOV 76", "EM AMEMBASSY VALLETTA"),
        "1. THE DUES WILL RISE IN JULY.\n2. THE PILOTS ARE CONTENT.\nWHITLOCK\nNNNN\n",  # no heading
        "DEPARTMENT OF STATE\n\nAIRG\n\nGRAM\n\nA-234\n\nTO\n\n: DEPARTMENT OF STATE\n\nFROM : Valletta\n\n"
        + BODY,
    ],
)
def test_a_heading_that_a_scan_spoiled_begins_a_cable(second: str) -> None:
    first = telegram(1, body="1. (C) The ferry was late again, said the pilot.\nSMITH\nNNNN")
    third = second.replace("23", "24").replace("468", "471").replace("A-234", "A-244")
    found = texts(first + second + third)
    assert len(found) == 3
    assert "PAGE" not in found[0]  # what stands above a heading goes with it
    if second.startswith(("R ", "PAGE", "1.")):  # the others cannot be told from a last line without its end
        assert len(texts((first + second).rstrip() + third)) == 3
        assert len(texts(first.rstrip() + second + third)) == 3


@pytest.mark.parametrize(
    "body",
    [
        "REF: (A) VALLETTA 410\nB. 2316552 NOV 76\nROME SAID SO.\n\n1. (C) Text.\nSMITH",
        "1. (C) The ferry left at\n1430 14 DEC 76\nAM informed that it is back.\nSMITH",
        "1. (C) Rome sent this:\n\nR 2316552 NOV 76\nEM AMEMBASSY ROME\nUNCLAS ROME 99\n\n2. (C) End.\nSMITH",
        "1. (C) Text.\n\nBEGIN TEXT\nR 2316552 NOV 76\nEM AMEMBASSY ROME\nEND TEXT\n\n2. (C) End.\nSMITH",
        "1. (C) He went to the\nCONFERENCE NOVEMBER 10-30, 1979\nTAGS: PREL\nwas said.\nSMITH",
        "1. (C) It was the\nSECRETARY MEETING OF 2006\nSUBJECT: x\n2. (C) More.\nSMITH",
        "1. (C) Text.\nPAGE 02 VALLET 00001 251432Z\nof the harbor.\n2. (C) More.\nSMITH\nNNNN",
        "1. (C) One.\nSMITH\nNNNN\n\nUNITED STATES DEPARTMENT OF STATE\nREVIEW AUTHORITY: WHITLOCK",
        "1. (C) The code is NNN1. it is said.\n\n2. (C) More.\nSMITH",
        "1. (C) By AIRGRAM he wrote\nto Rome, FROM: there.\nSMITH",
        "1. (C) HE SPOKE ON 98.4\nFM RADIO VALLETTA, WHICH HE ASKED US\nTO HEAR AND TO TELL.\n\n2. (C) More.\nSMITH",
    ],
)
def test_what_only_looks_like_a_spoiled_heading(body: str) -> None:
    assert len(texts(telegram(1, body=body))) == 1


def test_pages_of_a_text_without_heading_belong_to_the_section_that_has_one() -> None:
    first = "1. ITEM 123 WAS TAKEN UP.\n\nPAGE 02 VALLET 05161 01 OF 02 020119Z\n\nHE SPOKE.\n\nNNN\n"
    second = worn("P R 012312Z DEC 77", "FM AMEMBASSY VALLETTA", "CONFIDENTIAL SECTION 2 OF 2 VALLETTA 5161")
    assert len(texts(first + "CONFIDENTIAL\nPAGE 01 VALLET 05161 02 OF 02 020132Z\n" + second)) == 1


MAIL = (
    "From: Berg, Nils\nSent: Monday, May 12, 2008 9:14 AM\nTo: Stone, Ada\nSubject: FW: the ferry\n\n"
    "Ada, as promised.\n\n"
)


@pytest.mark.parametrize("above", [MAIL, "```\n\n# 09VALLETTA2\n\n```\n", "```\n\n```\n"])
def test_what_stands_between_two_cables_belongs_to_the_second(above: str) -> None:
    found = texts(telegram(1) + "\n" + above + telegram(2))
    assert found == [telegram(1), above + telegram(2)]
    assert [parse(text).signature for text in found] == ["SMITH", "SMITH"]


@pytest.mark.parametrize(
    "body",
    [
        "1. (C) Text.\n" + MAIL + "2. (C) More.\nSMITH",  # quoted
        "1. (C) Text.\n# 09 of them\n2. (C) More.\nSMITH",
    ],
)
def test_what_stands_inside_a_cable_belongs_to_it(body: str) -> None:
    assert texts(telegram(1, body=body) + telegram(2)) == [telegram(1, body=body), telegram(2)]


def test_a_telegram_below_a_printed_form_is_another_if_the_form_has_its_own_number() -> None:
    form = "INCOMING TELEGRAM\n\nControl: 41\nRec'd: March 3, 1963\n\nFROM: Lome\n\n{}Roofs are of tin.\n\nBERG\n\n"
    assert len(texts(form.format("NO: 288, March 3\n\n") + telegram(1))) == 2
    assert len(texts(form.format("") + telegram(1))) == 1  # the form on which it was printed


def test_words_of_a_site_above_a_heading_are_no_text() -> None:
    above = (
        "Viewing cable 09VALLETTA1, HARBOR DUES\n\n"
        "If you are new to these pages, please read an introduction on the structure of a cable.\n\n"
        "Reference ID Created Released Classification Origin\n09VALLETTA1 2009-02-25 14:32 CONFIDENTIAL Embassy\n\n"
    )
    (found,) = raws(above + telegram(1).partition("ZZH\n")[2])
    assert (found.page and found.page.id, str(found.content)[:2]) == ("09VALLETTA1", "P ")


PAGE = "<html><head><title>{}</title></head>\n<body>\n<pre>\nnothing\n</pre>\n</body></html>\n"


@pytest.mark.parametrize(
    "above", [PAGE.format("Some page"), PAGE.format("Cable Viewer"), telegram(1) + "\n\n" + PAGE]
)
def test_text_behind_a_page_keeps_its_lines(above: str) -> None:
    row = "123456  2009-02-26  09ROME12  Embassy Rome  CONFIDENTIAL    x"
    source = above + telegram(2, body=f"1. (C) A page\x01.\n\n2. (C) So ...\n\n{row}")
    *_, raw = unpack(stream(source))
    assert isinstance(raw, RawCable)
    lines = source.split("\n")
    assert [lines[note.line - 1] for note in raw.notes if note.line] == ["1. (C) A page\x01.", row]
    assert [lines[one.lines[0] - 1] for one in raw.rest] == [row]
    assert raw.lines
    assert lines[raw.lines[str(raw.content).split("\n").index("VZCZCXRO0002")] - 1] == "VZCZCXRO0002"
    *_, damaged = unpack(stream(above + telegram(2) + '{"schema": 1, x\n'))
    assert str(damaged).startswith(f"line {(above + telegram(2)).count(chr(10)) + 1}: is not JSON")


def _body(count: int, name: str, last: str = "THE PILOTS ARE CONTENT.") -> str:
    """A text without a heading, as archives have them."""
    told = (
        f"THE DUES OF THE HARBOR WILL RISE IN THE SPRING, KORVAT SAID TO POLOFF {k}." for k in range(count)
    )
    return "".join(f"{k}. {text}\n\n\n" for k, text in enumerate((*told, last), 1)) + f"{name}\n"


@pytest.mark.parametrize(
    "above",
    [
        _body(2, "WHITLOCK"),
        _body(3, "O'BRIEN"),
        _body(2, "CONNALLY"),  # begins like CONFIDENTIAL
        _body(2, "VAN DER BERG", "THE PILOTS ARE CONTENT.\n\n\nEXEMPT"),
        _body(2, "WHITLOCK").replace("\n\n\nWHITLOCK", "\nWHITLOCK"),
        telegram(1, body=_body(2, "WHITLOCK"))[:-1],
    ],
)
def test_numbers_that_begin_again_right_below_a_surname_are_of_another_cable(above: str) -> None:
    below = _body(3, "BERG")
    assert texts(above + below + _body(2, "STONE")) == [above, below, _body(2, "STONE")]


@pytest.mark.parametrize(
    "text",
    [
        # headings of sections, each numbered from 1
        telegram(1, body=_body(2, "ECONOMY").replace("\nECONOMY", "\nECONOMY\n") + _body(2, "WHITLOCK")),
        telegram(1, body=_body(2, "COMMENT") + _body(2, "WHITLOCK")),
        telegram(1, body=_body(2, "UNCLASSIFIED") + _body(2, "WHITLOCK")),
        # the heading of the first paragraph, and of a list in it
        telegram(1, body="SUMMARY\n" + _body(2, "WHITLOCK")),
        telegram(1, body="1. THE HARBORS ARE:\nROME\n1. THE OLD ONE\nVALLETTA\n1. THE NEW ONE\nWHITLOCK"),
        # the name above a list, in a text with a heading
        telegram(1, body=_body(2, "BORODIN") + "1. TWO BOATS.\n2. A CRANE.\n\n3. THEY ARE CONTENT.\nWHITLOCK"),
        # numbers go on below the signature of a section
        telegram(1, body=_body(2, "WHITLOCK") + "4. HE CAME BACK.\nWHITLOCK"),
        # what stands above a heading
        "NOTES\n1. SEE THE FERRIES.\n\n" + telegram(1),
        # the last words of a sentence
        telegram(1, body=_body(2, "X", "HE WENT TO THE HARBOR OF").replace("\n\n\nX", "\nROME") + _body(2, "STONE")),
    ],
)  # fmt: skip
def test_numbers_that_begin_again_below_a_heading_are_of_the_same_cable(text: str) -> None:
    assert texts(text) == [text]
