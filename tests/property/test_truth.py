"""Cables invented from parts that are known: in any layout the parser gives the parts back."""

import random
import textwrap
from collections.abc import Callable

import pytest

from cablecli.model import Cable
from cablecli.parser import parse

SEEDS = range(25)
HEADING = """\
R 251432Z AUG 09
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC 1876
S E C R E T VALLETTA 001912

E.O. 12958: DECL: 08/25/2019
TAGS: PREL, EWWT, MT
SUBJECT: HARBOR NOTES

"""
WORDS = """the harbor master said that quay was closed until spring when engineers come back with cranes from
    port and pilots want more money for night work because ships wait outside breakwater ministry has promised law
    on fees but parliament will not vote before June according to our contacts in city council around dock""".split()
TITLES = (
    "Background",
    "HARBOR FEES",
    "Port Security: A Slow Start",
    "Fees, Fines and Fuel",
    "Comment",
    "What Next?",
)
FRAMES: tuple[Callable[[str], str], ...] = (
    lambda title: title,
    lambda title: f"{title}\n{'-' * len(title)}",
    lambda title: f"{'-' * len(title)}\n{title}\n{'-' * len(title)}",
    lambda title: f"//{title}//",
    lambda title: f"--- {title} ---",
)
LABELS = (
    ("-- ",) * 4,
    ("- ",) * 4,
    ("* ",) * 4,
    ("(a) ", "(b) ", "(c) ", "(d) "),
    ("1) ", "2) ", "3) ", "4) "),
)
LAYOUTS: dict[str, Callable[[str], str]] = {
    "as typed": lambda text: text,
    "double-spaced": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: textwrap.indent(text, "        "),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
    "padded": lambda text: "\n".join(line.ljust(80) for line in text.split("\n")),
}
OFFICES = (
    "Ambassador", "DCM", "CDA", "Charge d'Affaires, a.i.", "Pol/Econ Counselor", "PolCouns", "A/PolCouns", "EUR A/S",
    "Minister Counselor for Political Affairs", "Mission Director", "Embassy Political Counselor", "P/E Counselor",
    "Environment, Science, Technology and Health Counselor", "Deputy Principal Officer", "NEA/ELA Director",
)  # fmt: skip
NAMES = (
    "Dana Whitcombe",
    "Nils E. Berg",
    "Ruth de la Cruz",
    "Satu O'Hara",
    "Karl Smith-Jones",
    "Ana McAllister",
)
OFFICERS = (
    "Classified By: {office} {name} for reasons 1.4 (b) and (d).",
    "CLASSIFIED BY: {name}, {office}; REASONS: 1.4(B), (D)",
    "(U) Classified by {office} {name}. Reasons 1.4 (b) and (d).",
    "Classified By: {name}, {office}, for reasons 1.4 b and d.",
    "Classified By: {office} {name}, E.O. 12958, Reasons 1.4(b),(d)",
)
POSTS = (("LA PAZ", "LAPAZ"), ("ROME", "ROME"), ("STATE", "STATE"), ("HO CHI MINH CITY", "HOCHIMINHCITY"),
         ("TEL AVIV", "TELAVIV"), ("OSLO", "OSLO"), ("DA NANG", "DANANG"))  # fmt: skip

HOLDERS = (
    "Ambassador",
    "DCM",
    "PolCouns",
    "Assistant Secretary",
    "Minister of Transport",
    "Foreign Minister",
    "Dr.",
    "Col.",
)
ROLES = ("Political Officer", "Director for Ports", "USAID Mission Director", "EUR/NB", "Adviser to the Minister",
         "Deputy Director, Office of Maritime Affairs", "Governor of the Central Bank")  # fmt: skip
LISTS: tuple[Callable[[str, list[str]], str], ...] = (
    lambda side, people: "\n".join([side, *people]),
    lambda side, people: "\n".join([f"{side}:", *people]),
    lambda side, people: "\n".join([side, "-" * len(side), *people]),
    lambda side, people: "\n".join([side, *(f"-- {one}" for one in people)]),
    lambda side, people: "\n".join([side, "", *(f"    {one}" for one in people)]),
    lambda side, people: f"{side}: {'; '.join(people)}",
)

Paragraph = tuple[int, str | None, str | None, str, list[str]]


def prose(luck: random.Random, sentences: int) -> str:
    made = (" ".join(luck.choices(WORDS, k=luck.randint(8, 22))).capitalize() for _ in range(sentences))
    return " ".join(f"{sentence}." for sentence in made)


def wrap(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def body(luck: random.Random) -> tuple[str, list[Paragraph]]:
    """A text and its paragraphs: number, marking, heading, text, items."""
    width, frame, marked = luck.choice((62, 66, 70)), luck.choice(FRAMES), luck.random() < 0.8
    blocks: list[str] = []
    truth: list[Paragraph] = []
    heading = None
    for number in range(1, luck.randint(4, 12)):
        if luck.random() < 0.3:
            heading = luck.choice([title for title in TITLES if title != heading])
            blocks.append(frame(heading))
        marking = luck.choice(("C", "S", "U", "SBU", "C/NF")) if marked else None
        text, items = prose(luck, luck.randint(1, 4)), []
        if luck.random() < 0.3:
            text = f"{text[:-1]}:"
            items = [prose(luck, 1) for _ in range(luck.randint(2, 4))]
        blocks.append(wrap(f"{number}. " + (f"({marking}) " if marking else "") + text, width))
        labels = luck.choice(LABELS)
        blocks += [wrap(label + item, width) for label, item in zip(labels, items, strict=False)]
        truth.append((number, marking, heading, text, items))
    return "\n\n".join(blocks), truth


def with_markers(text: str) -> str:
    """The same with a page marker behind each 40th line, also in mid-sentence."""
    lines = text.split("\n")
    for page, place in enumerate(range(40, len(lines), 40)):
        lines[place - 1] += f"\n\nVALLETTA 00001912  {page + 2:03}.2 OF 009\n\n"
    return "\n".join(lines)


def read(fields: str, text: str) -> Cable:
    return parse(f"{HEADING.rstrip()}\n{fields}\n\n{text}\n\nBORG\n")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_paragraphs_headings_and_items(seed: int, layout: str) -> None:
    text, truth = body(random.Random(seed))
    cable = parse(LAYOUTS[layout](f"{HEADING}{with_markers(text)}\n\nBORG\n"))
    found = [
        (p.number, p.marking, p.heading, p.text, [item.text for item in p.items]) for p in cable.paragraphs
    ]
    assert found == truth
    assert (cable.id, cable.subject, cable.signature) == ("09VALLETTA1912", "HARBOR NOTES", "BORG")
    assert not cable.leftovers


@pytest.mark.parametrize("form", OFFICERS)
@pytest.mark.parametrize("office", OFFICES)
def test_officers(office: str, form: str) -> None:
    for name in NAMES:
        cable = read(wrap(form.format(office=office, name=name), 68), "1. (C) The quay is closed.")
        officer = cable.classified_by
        assert officer
        assert (officer.title, officer.name, officer.reasons) == (office, name, ("1.4(b)", "1.4(d)"))
        assert len(cable.paragraphs) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_references(seed: int) -> None:
    luck = random.Random(seed)
    label, between = luck.choice((("", ", "), ("", "; "), ("{}. ", " "), ("({}) ", "; "), ("{}) ", "   ")))
    items, truth = [], []
    for letter in "ABCDE"[: luck.randint(1, 5)]:
        (name, post), number, year = (
            luck.choice(POSTS),
            luck.randint(10, 900),
            luck.choice(("", "08 ", "2007 ")),
        )
        items.append(f"{label.format(letter)}{year}{name} {number}{luck.choice(('', '', ' (NOTAL)'))}")
        truth.append(f"{year.strip()[-2:] or '09'}{post}{number}")
    cable = read(wrap(f"REF: {between.join(items)}", 66), "1. (C) The quay is closed.")
    assert [reference.id for reference in cable.references] == truth


@pytest.mark.parametrize("form", range(len(LISTS)))
@pytest.mark.parametrize("seed", SEEDS)
def test_participants(seed: int, form: int) -> None:
    luck = random.Random(seed)
    groups, truth = [], []
    for side in (
        luck.choice(("U.S.", "United States", "USG", "US")),
        luck.choice(("Malta", "Finnish Side", "GOM")),
    ):
        people = []
        for name in luck.sample(NAMES, luck.randint(2, 5)):
            title, role = luck.choice(((luck.choice(HOLDERS), None), (None, luck.choice(ROLES))))
            noted = luck.random() < 0.2
            people.append(f"{f'{title} ' if title else ''}{name}{f', {role}' if role else ''}")
            people[-1] += luck.choice((" (notetaker)", ", notetaker", " (note taker)")) if noted else ""
            truth.append((side, title, name, role, noted))
        groups.append(LISTS[form](side, people))
    cable = read(
        "REF: ROME 11", "1. (U) Participants:\n\n" + "\n\n".join(groups) + "\n\n2. (C) The quay is closed."
    )
    assert [(p.side, p.title, p.name, p.role, p.notetaker) for p in cable.participants] == truth
