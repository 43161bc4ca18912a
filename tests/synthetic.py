"""Synthetic cables, any number of them, the same for the same seed: invented people and events, real layouts.

Long, because each variant of a layout is one entry of a list.

    for cable in cables(1000): print(cable.text)
    python -m tests.synthetic --csv 100000 cables.csv

The shares of the variants are those that were counted in real cables. Whole paragraphs are built once and then
composed, so that a gigabyte takes a minute or two.
"""

import argparse
import io
import re
import tarfile
import zipfile
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

SEED = 2010


def _choices(text: str) -> list[str]:
    """What stands between the bars; a line's end is a blank."""
    return text.replace("\n", " ").split("|")


class Truth(NamedTuple):
    """What a reader of the cable should find."""

    tags: tuple[str, ...]
    subject: str
    numbers: int
    signature: str | None


class Synthetic(NamedTuple):
    """One cable: its values as a dump's columns have them, heading and body as transmitted."""

    id: str
    date: datetime
    origin: str
    classification: str
    references: tuple[str, ...]
    header: str
    body: str
    truth: Truth

    @property
    def text(self) -> str:
        """Heading and body as one text."""
        return f"{self.header}\n\n{self.body}\n"


class Shares:
    """Variants and how often each is met."""

    def __init__(self, *shares: tuple[float, Any]) -> None:
        self.values = [value for _, value in shares]
        self.bounds = [sum(share for share, _ in shares[: k + 1]) for k in range(len(shares))]

    def pick(self, chance: Random) -> Any:
        """One variant."""
        return self.values[bisect(self.bounds, chance.random() * self.bounds[-1])]


def _shares(text: str) -> Shares:
    """Shares written as `60 one|40 another`; lines are broken behind the bars."""
    pairs = (part.split(" ", 1) for part in text.replace("|\n", "|").split("|"))
    return Shares(*((float(share), value) for share, value in pairs))


class Post(NamedTuple):
    kind: str  # as in the dump's column of origins
    name: str
    routing: str
    tag: str

    @property
    def sender(self) -> str:
        prefix = {"Embassy": "AMEMBASSY ", "Consulate": "AMCONSUL ", "Mission": "USMISSION "}
        return prefix.get(self.kind, "") + ("SECSTATE WASHDC" if self.name == "STATE" else self.name)

    @property
    def origin(self) -> str:
        return "Secretary of State" if self.name == "STATE" else f"{self.kind} {self.name.title()}"


_POSTS = [
    Post(*line.split("|"))
    for line in """\
Department|STATE|RUEHC|US
Embassy|VALLETTA|RUEHVT|MT
Embassy|NICOSIA|RUEHNC|CY
Embassy|TALLINN|RUEHTL|EN
Embassy|SAN SALVADOR|RUEHSN|ES
Embassy|TEGUCIGALPA|RUEHTG|HO
Embassy|PORT LOUIS|RUEHPL|MP
Embassy|LJUBLJANA|RUEHLJ|SI
Embassy|ANTANANARIVO|RUEHAN|MA
Embassy|OSLO|RUEHNY|NO
Embassy|LISBON|RUEHLI|PO
Embassy|MONTEVIDEO|RUEHMN|UY
Embassy|WINDHOEK|RUEHWD|WA
Embassy|GABORONE|RUEHOR|BC
Embassy|MUSCAT|RUEHMS|MU
Embassy|SUVA|RUEHSV|FJ
Embassy|WELLINGTON|RUEHWL|NZ
Embassy|REYKJAVIK|RUEHRK|IC
Embassy|BUENOS AIRES|RUEHBU|AR
Embassy|PORT AU PRINCE|RUEHPU|HA
Embassy|DAR ES SALAAM|RUEHDR|TZ
Embassy|ULAANBAATAR|RUEHUM|MG
Embassy|PHNOM PENH|RUEHPF|CB
Embassy|OUAGADOUGOU|RUEHOU|UV
Embassy|ROME|RUEHRO|IT
Embassy|ATHENS|RUEHTH|GR
Embassy|HELSINKI|RUEHHE|FI
Embassy|TUNIS|RUEHTU|TS
Embassy|QUITO|RUEHQT|EC
Embassy|LUSAKA|RUEHLS|ZA
Consulate|NAPLES|RUEHNP|IT
Consulate|RIO DE JANEIRO|RUEHRI|BR
Consulate|GUAYAQUIL|RUEHGL|EC
Consulate|MARSEILLE|RUEHMRE|FR
Mission|USNATO|RUEHNO|NATO
Mission|UNVIE VIENNA|RUEHUNV|AU
""".splitlines()
]
_AGENCIES = """\
RUEAIIA/CIA WASHINGTON DC
RHEHNSC/NSC WASHINGTON DC
RUEKJCS/SECDEF WASHINGTON DC
RUEKJCS/JOINT STAFF WASHINGTON DC//J-2/J-5//
RHMFISS/HQ USEUCOM VAIHINGEN GE//ECJ2/POLAD//
RHMFISS/CDR USSOUTHCOM MIAMI FL
RUCPDOC/USDOC WASHDC
RUEATRS/DEPT OF TREASURY WASHINGTON DC
RUCNMEM/EU MEMBER STATES COLLECTIVE
RUEHZL/EUROPEAN POLITICAL COLLECTIVE
RUCNDT/USMISSION USUN NEW YORK
RUEHGV/USMISSION GENEVA
RUEHBS/USEU BRUSSELS
RHEFDIA/DIA WASHDC//DHO-2//
ZEN/AMCONSUL VENICE
WESTERN HEMISPHERIC AFFAIRS DIPL POSTS""".splitlines()
_SUBJECT_TAGS = """PREL PGOV ECON ETRD EINV EFIN EAIR EWWT EFIS ENRG EPET ETTC EAGR EAID BEXP SENV SOCI SNAR SMIG SCUL
PHUM PTER PINR PARM PBTS MARR MASS MOPS MNUC OVIP OREP AMGT ASEC CVIS CASC CMGT TBIO TSPL TPHY ELAB KDEM KIPR KPAO
KCRM KTIP KWMN KISL KNNP KGHG""".split()
_SURNAMES = """Ardenne Balcombe Carrick Dunmore Eastlake Farrow Gantry Hathersage Inskip Jessop Kettering Lorrimer
Maddock Northam Okonedo Prendergast Quarles Rennick Sallow Tarrant Umber Vance Wexcombe Yardley Zeller Abershaw
Bramhall Coldwell Driscoll Ellery Fenwick Garside Holbeck Ingram Joliffe Kinsale Larkhill Melrose Nettles
Ormerod""".split()
_FOREIGN = """Amaro Belcik Castrovan Dimarro Eskelund Ferhani Galdavi Hoxmark Ilvesto Jarnevi Kolvoda Lagunda Merrivan
Nostrelli Obrenko Pelagris Quintavo Rastegan Solmaki Tervani Uldrigo Vasmeri Wendrago Xanthou Ystrand Zembala
Adebari Bonsavo Corrigo Delmaska""".split()
_FORENAMES = """Ada Boris Clara Dario Edith Felix Greta Hugo Irene Jonas Katya Leon Marta Nils Olga Pavel Rita Stefan
Tessa Viktor""".split()
_MINISTRIES = """Harbors Fisheries Transport Energy Forestry Tourism Agriculture Trade Education Health Mines
Telecommunications""".split()

_SUBJECTS = _choices("""\
The ministry's director for {m}|{t} {f}|Embassy contacts in the port authority|The Ambassador|Poloff
and Econoff|A member of the parliamentary committee on {m}|{t} {f}'s deputy|The head of the chamber
of commerce|Local newspapers|An adviser to the prime minister|The governor of the central bank|Two
visiting members of the {m} board|The opposition's spokesman, {n} {f},|Representatives of four
shipping lines|The regional governor|{t} {f} and his staff|The country's largest union|A senior
official of the {m} ministry|The visiting delegation|Our contact at the customs service""")
_VERBS = _choices("""\
told us on {d} that|argued that|repeated that|expects that|denied that|conceded in private
that|asked whether it was true that|wrote to the Ambassador on {d} that|announced on {d}
that|complained that|was confident that|doubted that|said, when asked by the DCM, that|noted with
some heat that|has long maintained that|explained that""")
_CLAUSES = _choices("""\
the new law on {m} would be sent to parliament before the summer recess|the budget for {m} will be
cut by {p} percent|no decision could be taken without the coalition partners|the harbor works at the
northern pier are {k} months behind schedule|foreign investors had lost patience with the licensing
procedure|the two governments would sign the agreement in {mo}|a quarter of the fleet is older than
{k} years|the ferry company owes its suppliers ${k}.{p} million|the commission will publish its
report on {d}|neither side wished to reopen the question of fishing quotas|the price of diesel had
risen by {p} percent since {mo}|the training program should be extended to {k} districts|he would
raise the matter with the cabinet at its next meeting|the airport could not handle more than {k}
flights a day|U.S. companies remain welcome to bid for the {m} contract|the census results would be
contested in at least {k} constituencies|the rules on visas for seamen ought to be simplified|the
warehouse fire of {d} was an accident|two of the three turbines were out of service""")
_TAILS = _choices("""\
|, although few of our contacts believe it| (ref A)|, and that nothing more would be done until
after the elections| and asked for our support in Brussels|, a figure that the Finance Ministry
disputes|; the press has reported much the same| in spite of the objections of the {m} lobby|, as he
had done in {mo}|, a point he made three times|, which would be the first such step since 1998| (see
septel for details)|. His staff later sent us a paper on the subject|, pending a review by the
auditors""")
_TITLES = _choices(
    "Minister|Deputy Minister|Vice Minister|Director General|Ambassador|Dr.|Governor|Senator|General"
)
_MONTHS = """January February March April May June July August September October November December""".split()
_HEADINGS = _choices("""\
A Cautious Minister|Harbor Works Behind Schedule|Who Pays for the Pier?|Fisheries|Next Steps|The
Unions' View|Diesel Prices and the Fleet|Background|An Old Quarrel|Licenses|The Visa
Question|Looking Ahead|Ports and Customs|Trade Agreement Delayed|Press Reaction|Reactions in
Parliament|Energy: Two Turbines Down""")
_TOPICS = _choices("""\
HARBOR WORKS|FISHING QUOTAS|THE FERRY CONTRACT|DIESEL PRICES|PORT SECURITY|CUSTOMS REFORM|SEAMEN'S
VISAS|CENSUS RESULTS|THE {m} BUDGET|TURBINE REPAIRS|AIR SERVICES|THE NORTHERN PIER""")
_EVENTS = _choices("""\
MINISTER {f} PREVIEWS TALKS ON {t}|{t}: NO DECISION BEFORE {mo}|PARLIAMENT DEBATES {t}|AMBASSADOR'S
MEETING WITH {f} ON {t}|{t} AND {u}: AN UPDATE|DEMARCHE ON {t} DELIVERED|SCENESETTER FOR THE VISIT
OF SENATOR {s}|{f} RESIGNS OVER {t}|REQUEST FOR GUIDANCE ON {t}""")
_OFFICES = "EUR/SE|NEA/MAG|WHA/CEN|AF/S|EAP/ANP|EEB/TRA|INL/C|PM/B|OES/OA|DRL/NESCA|CA/VO|INR/B".split("|")


def _filled(template: str, chance: Random) -> str:
    """A template with its blanks filled in."""
    values = {
        "m": chance.choice(_MINISTRIES),
        "t": chance.choice(_TITLES),
        "f": chance.choice(_FOREIGN),
        "n": chance.choice(_FORENAMES),
        "s": chance.choice(_SURNAMES).upper(),
        "d": f"{chance.choice(_MONTHS)} {chance.randint(1, 28)}",
        "mo": chance.choice(_MONTHS),
        "p": chance.randint(2, 48),
        "k": chance.randint(3, 60),
    }
    return template.format_map(values)


def _sentence(chance: Random) -> str:
    parts = f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_CLAUSES)}{chance.choice(_TAILS)}."
    return _filled(parts, chance)


def _wrapped(text: str, width: int, first: int = 0) -> list[str]:
    """`text` in lines of at most `width`, the first one shorter by `first`."""
    lines, line, room = [], "", width - first
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line, room = word, width
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


class Prose(NamedTuple):
    """A text without number and marking: with its lines, which leave room for those, and as one line."""

    lines: tuple[str, ...]
    line: str


@lru_cache(maxsize=1)
def _pool() -> tuple[list[Prose], list[Prose]]:
    """Whole paragraphs and short ones, the stock that all cables are made of."""
    chance = Random(SEED)

    def prose(sentences: int) -> Prose:
        text = chance.choice((" ", "  ")).join(_sentence(chance) for _ in range(sentences))
        return Prose(tuple(_wrapped(text, chance.randint(55, 61), 9)), text)

    return [prose(chance.randint(2, 9)) for _ in range(3000)], [prose(1) for _ in range(600)]


class Draft:
    """A cable in the making: the choices that more than one part of it depends on."""

    def __init__(self, chance: Random, post: Post, number: int, date: datetime) -> None:
        self.chance, self.post, self.number, self.date = chance, post, number, date
        self.level: str = _LEVELS.pick(chance)
        self.is_secret = self.level.startswith(("SECRET", "CONFIDENTIAL"))
        self.is_wrapped = chance.random() < 0.8
        self.precedence: str = _PRECEDENCES.pick(chance)
        self.size = min(56_000.0, max(700.0, chance.lognormvariate(8.9, 0.68)))
        self.paragraphs, self.short = _pool()
        self.signer = chance.choice(_SURNAMES)
        self.tags: list[str] = []
        self.subject = ""
        self.references: list[str] = []
        self.numbers = 0
        self.sections = 1
        self.signature: str | None = None

    def often(self, share: float) -> bool:
        """True in this share of all cases."""
        return self.chance.random() < share

    @property
    def letter(self) -> str:
        return {"S": "S", "C": "C"}.get(self.level[0], "U")

    @property
    def marking(self) -> str:
        """A portion marking fit for the cable's level."""
        return str(_MARKINGS[self.level].pick(self.chance))


_LEVELS = _shares("""\
30 UNCLASSIFIED|23 UNCLASSIFIED//FOR OFFICIAL USE ONLY|37 CONFIDENTIAL|
4 CONFIDENTIAL//NOFORN|4 SECRET|2 SECRET//NOFORN""")
_MARKINGS = {
    "UNCLASSIFIED": _shares("70 U|30 SBU"),
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY": _shares("80 SBU|15 U|4 U//FOUO|1 sbu"),
    "CONFIDENTIAL": _shares("80 C|10 SBU|8 U|1 c|0.5 C//REL ISAF|0.5 ( C )"),
    "CONFIDENTIAL//NOFORN": _shares("75 C/NF|12 C//NF|7 C|3 SBU|3 U"),
    "SECRET": _shares("70 S|15 C|10 SBU|4 U|1 S/REL NATO"),
    "SECRET//NOFORN": _shares("75 S/NF|12 S//NF|5 S|5 C|1 S//FGI//NF|2 S-NF"),
}
_SPELLINGS = {
    "U": _shares("92 UNCLAS|4 UNCLASSIFIED|2 Unclas|2 UUNCLAS"),
    "C": _shares("""\
96 C O N F I D E N T I A L|1 CONFIDENTIAL|1 C o n f i d e n t i a l|1 C ONFIDENTIAL|
1 O N F I D E N T I A L"""),
    "S": _shares("96 S E C R E T|1 SECRET|1 S e c r e t|1 SS E C R E T|1 E C R E T"),
}
_PRECEDENCES = _shares("36 O|35 P|25 R|2 O R|1.4 O P|0.5 P R|0.1 Z")
_WORDS = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}


# The transmission heading


def _relayed(draft: Draft) -> list[str]:
    """Format lines 1 to 8 as the relay prints them: `XRO` for what was relayed, else `XYZ`."""
    chance, post, date = draft.chance, draft.post, draft.date
    first, section = draft.precedence[0] * 2, "/01" if draft.sections > 1 or draft.often(0.3) else ""
    lines = [f"VZCZC{_TRANSMISSIONS.pick(chance)}{chance.randint(0, 9999):04}"]
    if draft.sections > 1 or draft.often(0.1):
        routes = sorted({p.routing for p in chance.sample(_POSTS[1:], chance.randint(1, 14))})
        lines += _wrapped(" ".join([first, *routes]), 66)
    else:
        lines[0] = f"VZCZCXYZ{chance.randint(0, 9999):04}"
        lines += [f"{first} RUEHWEB", ""]
    zny = f"ZNR {draft.letter * 5} ZZH" if draft.letter == "U" else f"ZNY {draft.letter * 5} ZZH"
    lines += [f"DE {post.routing} #{draft.number % 10000:04}{section} {date:%j%H%M}", zny]
    tail = _SIGNALS.pick(chance)
    return [*lines, f"{draft.precedence} {_dtg(date)}{tail}", f"FM {post.sender}", *_addressees(draft)]


_TRANSMISSIONS = _shares("99 XRO|0.4 MDI|0.3 ADI|0.3 DOI")
_SIGNALS = _shares("96 |2.3  ZDK CTG RUEHSD 0020 0571042|1  ZDS|0.4  ZFF4|0.3  ZEL")


def _dtg(date: datetime) -> str:
    return f"{date:%d%H%M}Z {_MONTHS[date.month - 1][:3].upper()} {date:%y}"


def _addressees(draft: Draft) -> list[str]:
    chance = draft.chance
    words = Shares((40, ""), (50, " " + _WORDS[draft.precedence[0]]), (10, " PRIORITY"))
    action = f"TO RUEHC/SECSTATE WASHDC{words.pick(chance)} {chance.randint(1, 9999):04}"
    if draft.post.name == "STATE":
        posts = chance.sample(_POSTS[1:], 3)
        action = f"TO {posts[0].routing}/{posts[0].sender} IMMEDIATE"
    lines = [action]
    if draft.often(0.92):
        posts = chance.sample(_POSTS[1:], chance.randint(0, 7))
        info = [f"{p.routing}/{p.sender}{words.pick(chance)} {chance.randint(1, 9999):04}" for p in posts]
        info += [a + words.pick(chance) for a in chance.sample(_AGENCIES, chance.randint(1, 6))]
        lines += ["INFO " + info[0], *info[1:]]
    return lines


def _short(draft: Draft) -> list[str]:
    """Date-time group, from, to and info alone."""
    return [
        f"{draft.precedence} {_dtg(draft.date)}",
        f"FM {draft.post.sender}",
        "TO SECSTATE WASHDC PRIORITY 1876",
        *(["INFO AMEMBASSY ROME", "AMEMBASSY ATHENS PRIORITY"] if draft.often(0.8) else []),
    ]


def _distributed(draft: Draft) -> list[str]:
    """The copy that main State distributed."""
    counter = f"                  ------------------A54E38  {draft.date:%d%H%M}Z /38"
    return ["INFO LOG-00  EUR-00  NEA-00  INR-00  /012W", counter, *_short(draft)]


def _extract(draft: Draft) -> list[str]:
    notice = "This record is a partial extract of the original cable."
    more = "The full text of the original cable is not available."
    return [f"{notice} {more}", *([] if draft.often(0.85) else ["", _dtg(draft.date).title()])]


_HEADERS = Shares((91.5, _relayed), (4.5, _short), (1.5, _distributed), (2.5, _extract))


# The text heading


def _text_heading(draft: Draft) -> list[str]:
    """From the classification line to Classified By, each group with a blank line behind it."""
    lines = [_classification(draft), ""]
    for group in (_captions(draft), _slugs(draft), [_order(draft)]):
        lines += [*group, ""] if group else []
    lines.pop()
    lines += [*_tags(draft), *_subject(draft), ""]
    references = _references(draft)
    lines += [*references, ""] if references else []
    officer = _classified_by(draft) if draft.is_secret else []
    return [*lines, *officer, ""] if officer else lines


def _classification(draft: Draft) -> str:
    section = f" SECTION 01 OF {draft.sections:02}" if draft.sections > 1 else ""
    return f"{_SPELLINGS[draft.letter].pick(draft.chance)}{section} {draft.post.name} {draft.number:06}"


def _captions(draft: Draft) -> list[str]:
    captions = list(_CAPTIONS.pick(draft.chance))
    if draft.level.endswith("NOFORN"):
        captions.insert(draft.chance.randint(0, len(captions)), "NOFORN")
    elif draft.level.endswith("ONLY"):
        captions.insert(0, "SENSITIVE")
    if draft.often(0.023):
        captions.insert(draft.chance.randint(0, len(captions)), _CORRECTED.pick(draft.chance))
    return [line for caption in captions for line in (caption, "")][:-1]


_CAPTIONS = Shares((75, ("SIPDIS",)), (18, ("SIPDIS", "SIPDIS")), (5, ()), (1, ("AIDAC",)), (1, ("Sipdis",)))
_CORRECTED = _shares("""\
4 C O R R E C T E D  C O P Y (CHANGED SUBJECT)|2 C O R R E C T E D COPY CAPTION|
2 CORRECTED COPY -TEXT|1 CORRECTED COPY - ADDED NOFORN CAPTION|1 ***CORRECTED COPY***""")


def _slugs(draft: Draft) -> list[str]:
    offices = draft.chance.sample(_OFFICES, 3)
    name = draft.chance.choice(_SURNAMES).upper()
    forms = (
        [],
        [f"STATE FOR {offices[0]}"],
        [f"STATE FOR {offices[0]} ({name}) AND {offices[1]}"],
        [f"DEPT ALSO FOR {offices[0]}, {offices[1]}"],
        [f"DEPARTMENT PASS TO USTR FOR {name}", "TREASURY FOR OASIA"],
        [f"NSC FOR {name}"],
        [f"STATE FOR {offices[0]}, {offices[1]}", f"AND {offices[2]}"],
    )
    return draft.chance.choice(forms)


def _order(draft: Draft) -> str:
    label: str = _ORDER_LABELS.pick(draft.chance)
    if not draft.is_secret:
        return f"{label.rstrip(':')}: N/A"
    form: str = _DECLASSIFY.pick(draft.chance)
    day = draft.date + timedelta(days=1)
    year = draft.date.year + _YEARS.pick(draft.chance)
    return f"{label} " + form.format(m=day.month, d=min(day.day, 28), y=year, s=year % 100)


_ORDER_LABELS = _shares("67 E.O. 12958:|30 EO 12958|1 E.O. 12958|1 E.o. 12958:|1 E.0. 12958:")
_YEARS = Shares((82, 10), (8, 25), (5, 20), (4, 9), (1, 5))
_DECLASSIFY = _shares("""\
86 DECL: {m:02}/{d:02}/{y}|6 DECL: {y}/{m:02}/{d:02}|3 DECL: {m}/{d}/{y}|
1 DECL: {m:02}/{d:02}/{s:02}|1 {m:02}/{d:02}/{y}|0.5 DNG: CO {m:02}/{d:02}/{y}|0.5 DECL: OADR|0.5 DECL: MR|
0.5 DECL: CLOSURE OF THE MISSION|0.5 DECL: 25X1-HUMAN|0.5 DECL {m:02}/{d:02}/{y}""")


def _tags(draft: Draft) -> list[str]:
    chance = draft.chance
    count = chance.choice((2, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8, 12, 16))
    tags = [*chance.sample(_SUBJECT_TAGS, count), draft.post.tag]
    if draft.often(0.3):
        tags.append(chance.choice([p.tag for p in _POSTS if p.tag not in tags]))
    draft.tags = list(tags)
    if "OVIP" in tags and draft.often(0.3):
        name = f"{chance.choice(_FOREIGN).upper()}, {chance.choice(_FORENAMES).upper()}"
        tags[tags.index("OVIP")] = f"OVIP ({name})"
        draft.tags.insert(draft.tags.index("OVIP") + 1, name)
    label = _TAGS_LABELS.pick(chance)
    return _wrapped(f"{label} {_TAGS_MARKS.pick(chance).join(tags)}", 62)


_TAGS_LABELS = _shares("68 TAGS:|30 TAGS|1 Tags:|0.5 TAG:|0.5 TAGS: ")
_TAGS_MARKS = _shares("66  |33 , |0.5 ; |0.5 ,")


def _subject(draft: Draft) -> list[str]:
    chance = draft.chance
    topics = chance.sample(_TOPICS, 2)
    template = chance.choice(_EVENTS).replace("{t}", topics[0]).replace("{u}", topics[1])
    text = _filled(template, chance).upper()
    if draft.often(0.4):
        text += chance.choice((", PART 3 OF 4", ": WHAT NEXT?", " AHEAD OF THE MAY 15 VOTE IN PARLIAMENT"))
    if draft.often(0.05):
        text = text.title()
    if draft.often(0.045):
        text = f"({draft.marking.strip('() ').upper()}) {text}"
    draft.subject = text
    label = "SUBJECT" if draft.often(0.99) else "Subject"
    return _wrapped(f"{label}: {text}", 57) if draft.is_wrapped else [f"{label}: {text}"]


def _reference(draft: Draft) -> str:
    """One reference; `draft` learns the id of a cable."""
    chance = draft.chance
    kind = chance.random()
    if kind > 0.96:
        email = f"{draft.signer.upper()}-{chance.choice(_SURNAMES).upper()} EMAIL"
        return str(chance.choice(("SEPTEL", "IIR 6 123 4567 09", email)))
    post = draft.post if draft.often(0.5) else chance.choice(_POSTS)
    number = chance.randint(1, max(2, draft.number - 1)) if post is draft.post else chance.randint(1, 9000)
    year = draft.date.year - (kind > 0.8)
    draft.references.append(f"{year % 100:02}{post.name.replace(' ', '')}{number}")
    if year != draft.date.year:
        written = chance.choice((f"{year % 100:02} {post.name} {number}", f"{year} {post.name} {number}"))
    else:
        written = f"{post.name} {number}"
    return written + (" (NOTAL)" if draft.often(0.03) else "")


def _references(draft: Draft) -> list[str]:
    chance = draft.chance
    count: int = _REFERENCE_COUNTS.pick(chance)
    items = [_reference(draft) for _ in range(count)]
    style: str = _REFERENCE_LABELS.pick(chance)
    if count < 2 or not style:
        return _wrapped("REF: " + ", ".join(items), 60) if items else []
    labelled = [f"{style.format(chr(65 + k))} {item}" for k, item in enumerate(items)]
    if draft.is_wrapped:
        return ["REF: " + labelled[0], *("     " + item for item in labelled[1:])]
    return ["REF: " + " ".join(labelled)]


_REFERENCE_COUNTS = Shares((44, 0), (26, 1), (15, 2), (8, 3), (4, 4), (2, 6), (1, 11))
_REFERENCE_LABELS = _shares("20 |60 {}.|10 {})|5 ({})|4 {0}. {0})|1 {}:")


def _classified_by(draft: Draft) -> list[str]:
    name = f"{draft.chance.choice(_FORENAMES)} {draft.signer}"
    line = _OFFICERS.pick(draft.chance).format(name, f"{draft.post.name.title()}", name.upper())
    if len(line) <= 71:
        return [line]
    if line[70] != " " and line[71] != " " and draft.often(0.7):
        return [line[:71], line[71:]]
    return _wrapped(line, 70)


_OFFICERS = _shares("""\
30 Classified By: Ambassador {0} for reasons 1.4 (b) and (d).|
15 Classified By: DCM {0}; Reasons 1.4(b), (d)|
15 Classified By: {0}, Political Counselor, Embassy {1}, for reasons 1.4 (b) and (d).|
10 CLASSIFIED BY: POL/ECON COUNSELOR {2}, REASON 1.4 (B,D)|
10 Classified By: Charge d'Affaires {0} for reasons 1.4 (b) and (d).|
8 Classified By: {0}, Deputy Chief of Mission, for reasons 1.4(b) and (d).|
4 Classified By: Classified by A/DCM {0} for reasons 1.4 b and d.|
4 Classified By: Consul General {0}, reason 1.5 (b) and (d)|2 Classified By: {0}, Charge d'Affaires.|
1 DERIVED FROM: DSCG 05-1 B, D""")


# The body


def _body(draft: Draft) -> list[list[str]]:
    """Blocks of lines, a blank line to come between each two."""
    blocks: list[list[str]] = []
    if draft.often(0.035):
        blocks += _participants(draft)
    size = sum(len(line) + 1 for block in blocks for line in block)
    style: Callable[[str], list[str]] = _HEADING_STYLES.pick(draft.chance)
    has_headings, label = draft.often(0.71), _SUMMARIES.pick(draft.chance)
    while size < draft.size:
        new = []
        if has_headings and draft.numbers > 1 and draft.often(0.35):
            new.append(style(draft.chance.choice(_HEADINGS)))
        new += _paragraph(draft, label)
        label = None
        blocks += new
        size += sum(len(line) + 1 for block in new for line in block)
    if draft.often(0.5):
        blocks += _paragraph(draft, _COMMENTS.pick(draft.chance))
    return blocks


_SUMMARIES = Shares(
    (32, ("SUMMARY: ", "  END SUMMARY.")),
    (18, ("Summary: ", "  End Summary.")),
    (12, ("Summary. ", " End summary.")),
    (6, ("SUMMARY AND COMMENT: ", " END SUMMARY AND COMMENT.")),
    (4, ("SUMMARY: ", "")),
    (2, ("Introduction and Summary: ", " End Summary.")),
    (26, None),
)
_COMMENTS = Shares(
    (50, ("COMMENT: ", "  END COMMENT.")),
    (35, ("Comment: ", "")),
    (10, ("Comment. ", " End comment.")),
    (5, None),
)


def _underlined(title: str) -> list[str]:
    return [title, "-" * len(title)]


def _boxed(title: str) -> list[str]:
    return ["-" * len(title), title.upper(), "-" * len(title)]


def _two_lines(title: str) -> list[str]:
    lines = _wrapped(f"{title} and Other Matters before the Budget Committee", 34)
    return [*lines, "-" * max(map(len, lines))]


def _broken_rule(title: str) -> list[str]:
    """A rule of more than 45 signs, into which the channel put a blank."""
    return ["-" * 45 + " " + "-" * 12, title.upper(), "-" * 45 + " " + "-" * 12]


_HEADING_STYLES = Shares(
    (53, _underlined),
    (26, _boxed),
    (16, lambda title: [title]),
    (3, _two_lines),
    (1, _broken_rule),
    (1, lambda title: [f"*** {title.upper()} ***"]),
)


def _start(draft: Draft) -> str:
    """Number and marking of the next paragraph."""
    draft.numbers += 1
    is_marked = draft.letter != "U" or draft.often(0.5)
    form: str = _STARTS.pick(draft.chance) if is_marked else "{n}. "
    return form.format(n=draft.numbers, m=draft.marking)


_STARTS = _shares("91 {n}. ({m}) |7 {n}.  ({m}) |1 {n}.({m}) |0.5 {n}.. ({m}) |0.5 {n}, ({m}) ")


def _set(draft: Draft, start: str, prose: Prose, end: str = "") -> list[str]:
    if not draft.is_wrapped:
        return [f"{start}{prose.line}{end}"]
    if end or len(start) > 9:
        return _wrapped(f"{start}{prose.line}{end}", 61)
    return [start + prose.lines[0], *prose.lines[1:]]


def _paragraph(draft: Draft, label: tuple[str, str] | None) -> list[list[str]]:
    """A numbered paragraph and what hangs on it: more text, bullets, a table, a quoted text."""
    before, after = label or ("", "")
    blocks = [_set(draft, _start(draft) + before, draft.chance.choice(draft.paragraphs), after)]
    kind = draft.chance.random()
    if kind < 0.04:
        blocks.append(list(draft.chance.choice(draft.paragraphs).lines))
    elif kind < 0.09:
        blocks += _bullets(draft)
    elif kind < 0.10:
        blocks += _quotation(draft)
    elif kind < 0.105 or (draft.letter == "U" and kind < 0.12):
        blocks.append(_table(draft))
    elif kind < 0.14:
        line = draft.chance.randrange(len(blocks[0]))
        blocks[0][line] = blocks[0][line].replace(" the ", " XXXXXXXXXXXX ", 1)
    return blocks


def _bullets(draft: Draft) -> list[list[str]]:
    """A list; the continuation of a bullet is not indented."""
    sign: str = _BULLETS.pick(draft.chance)
    items = draft.chance.sample(draft.short, draft.chance.randint(2, 6))
    return [_set(draft, sign.format(chr(65 + k), k + 1, chr(97 + k)), item) for k, item in enumerate(items)]


_BULLETS = _shares("55 -- |15 - |12 --|8 {1}) |5 {0}. |2 o |2 ({2}) |1 * ")


def _quotation(draft: Draft) -> list[list[str]]:
    """A document with paragraph numbers of its own."""
    begin, end = draft.chance.choice((("BEGIN TEXT:", "END TEXT."), ("Begin text of letter:", "End text.")))
    items = draft.chance.sample(draft.short, draft.chance.randint(2, 5))
    inner = [_set(draft, f"{k}. ", item) for k, item in enumerate(items, 1)]
    return [[begin], *inner, [end]]


def _table(draft: Draft) -> list[str]:
    rows = [("", "2007", "2008", "Change")]
    for _ in range(draft.chance.randint(3, 9)):
        name = draft.chance.choice(_MINISTRIES)
        rows.append((name, *(str(draft.chance.randint(10, 9999)) for _ in range(3))))
    lines = [f"{a:<20}  {b:>8}  {c:>8}  {d:>8}".rstrip() for a, b, c, d in rows]
    return [lines[0], "-" * 50, *lines[1:]]


def _participants(draft: Draft) -> list[list[str]]:
    """A meeting line and the people by side, in one of the ways they are listed."""
    chance = draft.chance
    day = f"{chance.choice(_MONTHS)} {chance.randint(1, 28)}, {draft.date.year}"
    blocks = [[f"{_start(draft)}{day}; 10:30 a.m.; {draft.post.name.title()}"]] if draft.often(0.4) else []
    ours = [f"Ambassador {draft.signer}", f"Poloff {chance.choice(_SURNAMES)} (notetaker)"]
    names = [f"{chance.choice(_FORENAMES)} {chance.choice(_FOREIGN)}" for _ in range(chance.randint(1, 5))]
    theirs = [
        f"{chance.choice(_TITLES)} {names[0]}",
        *(f"{n}, Director for {chance.choice(_MINISTRIES)}" for n in names[1:]),
    ]
    country = draft.post.name.title()
    if draft.often(0.4):
        sides = [["U.S.:", *(f"-- {name}" for name in ours)], [f"{country}:", *(f"-- {n}" for n in theirs)]]
        return [*blocks, ["PARTICIPANTS", "------------"], *sides]
    return [*blocks, [f"{_start(draft)}Participants:"], ["U.S.", *ours], [country, *theirs]]


# Its end, and the marks of the channel


def _ending(draft: Draft, blocks: list[list[str]]) -> list[str]:
    """The lines behind the last paragraph: website, signature, end marks."""
    name = draft.signer.upper()
    kind: str = _SIGNATURES.pick(draft.chance)
    lines = []
    if draft.often(0.14):
        city = draft.post.name.lower().replace(" ", "")
        address = f"http://www.state.sgov.gov/p/eur/{city}/index.c fm"
        lines += ["", "Visit our Classified Web Site at:", address, ""]
    if kind == "glued" and not lines:
        blocks[-1][-1] += f" {name}"
    elif kind != "none":
        lines += {"blank": [""], "mixed": []}.get(kind, [])
        lines.append({"mixed": draft.signer, "suffix": f"{name} JR"}.get(kind, name))
    draft.signature = None if kind == "none" else lines[-1] if lines and kind != "glued" else name
    if kind == "glued" and lines:
        lines.append(name)
    return lines + (_ENDS.pick(draft.chance) if kind != "none" else [])


_SIGNATURES = _shares("48 line|24 blank|14 mixed|10 glued|1 suffix|3 none")
_ENDS = Shares(
    (97, []), (1, ["NNNN"]), (0.5, ["BT", "#0112", "", "NNNN"]), (0.5, ["."]), (1, ["", "End Cable Text"])
)


def _joined(blocks: Iterable[list[str]]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += block
        lines.append("")
    return lines[:-1]


def _paged(draft: Draft, lines: list[str]) -> None:
    """Put the page markers of a telegram of several sections in, most of them into the middle of a sentence."""
    chance, total = draft.chance, draft.sections
    suffix = f".{chance.choice((2, 2, 2, 3, 4, 6))}" if draft.often(0.28) else ""
    before, after = _MARGINS.pick(chance)
    for page in range(total, 1, -1):
        at = len(lines) * (page - 1) // total
        marker = f"{draft.post.name[:10]} {draft.number:08}  {page - bool(suffix):03}{suffix} OF {total:03}"
        if not draft.is_wrapped and len(lines[at]) > 200 and draft.often(0.5):
            cut = lines[at].find(" ", 120)
            lines[at] = f"{lines[at][:cut]} {marker}{lines[at][cut:]}"
        else:
            lines[at:at] = [""] * before + [marker] + [""] * after


_MARGINS = Shares((50, (1, 2)), (36, (0, 0)), (10, (1, 1)), (4, (0, 1)))


# What the channel and later editors did to some texts.
_DAMAGES: Shares = Shares(
    (92, lambda text: text),
    (3, lambda text: text.replace("'s ", ",s ")),
    (4, lambda text: text.replace("'", "\u2019").replace("--", "\u2013")),
    (1, lambda text: text.replace("Castrovan", "Castrov\u00e1n")),
)


def _composed(draft: Draft) -> Synthetic:
    """The whole cable of a draft."""
    body = _body(draft)
    end = _ending(draft, body)
    paragraphs = [*_joined(body), *end]
    length = sum(map(len, paragraphs))
    draft.sections = 1 + int(length / draft.chance.uniform(5200, 6400))
    if draft.sections > 1 and draft.often(0.95):
        _paged(draft, paragraphs)
    mark: str = _LINE_ENDS.pick(draft.chance)
    lines = [*_text_heading(draft), *paragraphs]
    make: Callable[[Draft], list[str]] = _HEADERS.pick(draft.chance)
    damaged: Callable[[str], str] = _DAMAGES.pick(draft.chance)
    return Synthetic(
        id=f"{draft.date:%y}{draft.post.name.replace(' ', '')}{draft.number}",
        date=draft.date,
        origin=draft.post.origin,
        classification=draft.level,
        references=tuple(draft.references),
        header="\n".join(make(draft)),
        body=damaged(mark.join(lines)),
        truth=Truth(tuple(draft.tags), damaged(draft.subject), draft.numbers, draft.signature),
    )


_LINE_ENDS = _shares("60  \n|40 \n")


def cables(count: int, seed: int = SEED) -> Iterator[Synthetic]:
    """`count` cables, no two with the same id; the same ones for the same seed."""
    chance = Random(seed)
    numbers: Counter[tuple[str, int]] = Counter()
    for _ in range(count):
        post = chance.choice(_POSTS)
        date = datetime(2004, 1, 1) + timedelta(minutes=chance.randrange(6 * 365 * 24 * 60))
        numbers[post.name, date.year] += chance.randint(1, 9)
        yield _composed(Draft(chance, post, numbers[post.name, date.year], date))


# Carriers

_SITE_SIGN = re.compile(r"^([0-9]{1,3}|[A-Z])\.", re.MULTILINE)


def text(cable: Synthetic) -> str:
    """A text file: in half of them numbers have the sign that the site put before them."""
    if cable.date.minute % 2:
        return cable.text
    body = _SITE_SIGN.sub(r"¶\1.", cable.body)
    return f"{cable.header}\n\n{body}\n"


def record(cable: Synthetic) -> str:
    """The record of the archive of 1973-79 for a telegram from the same post: capitals, pages, attributes."""
    chance = Random(cable.id)
    date = cable.date.replace(year=1973 + cable.date.year % 7)
    post, number, dtg = cable.id.strip("0123456789"), chance.randint(1, 9999), _dtg(date)
    level = chance.choice(("UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET"))
    tags, subject = ", ".join(cable.truth.tags[:4]), cable.truth.subject[:60].upper()
    number_line = f"PAGE {{:02}}        {post[:6]} {number:05}  {dtg[:7]}"
    lines = [_STAMP, "Message Text", "", level, "", number_line.format(1), *_DISTRIBUTION, f"R {dtg}"]
    lines += [f"FM AMEMBASSY {post}", "TO SECSTATE WASHDC 4821", "INFO AMEMBASSY ROME", ""]
    lines += [f"{level} {post} {number:04}", "", f"E.O. 11652: {'GDS' if level[0] in 'CS' else 'N/A'}"]
    lines += [f"TAGS: {tags}", f"SUBJ: {subject}", ""]
    for k in range(1, chance.randint(3, 14)):
        lines += [*_wrapped(f"{k}.   {chance.choice(_pool()[0]).line.upper()}", 65), ""]
        lines += [level, "", level, "", number_line.format(k // 4 + 1), ""] if k % 4 == 0 else []
    lines += [(cable.truth.signature or "Stone").upper(), "", level, "", "NNN", "<< END OF DOCUMENT >>", ""]
    lines += ["Message Attributes", "", f"Document Number: {date.year}{post[:6]}{number:05}", f"From: {post}"]
    lines += [f"Draft Date: {dtg[:2]} {dtg[8:11]} {date.year}", f"Original Classification: {level}"]
    lines += [f"Subject: {subject}", f"TAGS: {tags}", "Type: TE", "Locator: TEXT ON-LINE"]
    return "\n".join([*lines, "Current Classification: UNCLASSIFIED", _STAMP, ""])


_STAMP = f"{' ' * 25}Declassified/Released US Department of State EO Systematic Review 04 MAY 2006"
_DISTRIBUTION = (
    "ACTION EUR-12",
    "",
    "INFO  OCT-01  ISO-00  CIAE-00  INR-07  L-03  /033 W",
    f"{' ' * 21}--------------------- 054819",
)


def message(cable: Synthetic) -> str:
    """A message of the years after 2009, with its fields by name."""
    chance = Random(cable.id)
    date = cable.date.replace(year=cable.date.year + 10)
    post, number = cable.id.strip("0123456789"), chance.randint(1, 2000)
    fields = {
        "MRN": f"{date:%y} {post} {number}",
        "Date/DTG": f"{_MONTHS[date.month - 1][:3]} {date:%d, %Y} / {_dtg(date)}",
        "From": f"AMEMBASSY {post}",
        "Action": "WASHDC, SECSTATE ROUTINE; ROME, AMEMBASSY ROUTINE",
        "E.O.": "13526",
        "TAGS": ", ".join(cable.truth.tags),
        "Captions": "SENSITIVE",
        "Reference": f"A) {date:%y} {post} {max(1, number - 9)}",
        "Subject": f"(SBU) {cable.truth.subject.title()}",
    }
    lines = ["UNCLASSIFIED", *(f"{name + ':':<16}{value}" for name, value in fields.items()), ""]
    for k in range(1, chance.randint(4, 16)):
        lines += [f"(SBU) {chance.choice(_HEADINGS)}", ""] if k % 3 == 2 else []
        lines += [f"{k}. ({chance.choice(('U', 'SBU', 'SBU'))}) {chance.choice(_pool()[0]).line}", ""]
    lines += [f"Signature:      {cable.truth.signature or 'STONE'}", "Drafted By:     POL:Balcombe, Ada"]
    lines += [
        "Dissemination Rule: Archive Copy",
        "UNCLASSIFIED                                  Page 1 of 1",
        "",
    ]
    return "\n".join(lines)


def page(cable: Synthetic) -> str:
    """The page of 2010 for a cable."""

    def linked(found: re.Match[str]) -> str:
        return f"<a id='par{found[1]}' href='#par{found[1]}'>¶</a>{found[1]}."

    day = f"{cable.date:%Y-%m-%d %H:%M}"
    cells = (cable.id, day, "2010-12-01 12:12", cable.classification, cable.origin)
    row = "\n".join(
        f"<td>\n<a href='/x/{k}.html' title='x'>{value}</a>\n</td>" for k, value in enumerate(cells)
    )
    header, body = (
        block.replace("\n", "&#x000A;") for block in (cable.header, _SITE_SIGN.sub(linked, cable.body))
    )
    first = cable.truth.subject[:49]
    return _PAGE.format(id=cable.id, first=first, row=row, header=header, body=body)


_PAGE = """\
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
<title>Cable Viewer</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
</head>
<body>
<div class='main'>
<h3>Viewing cable {id}, {first}</h3>
<table class='cable'>
<tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th></tr>
<tr>
{row}
</tr>
</table>
<code><pre>{header}</pre></code>
<code><pre>{body}</pre></code>
</div>
</body>
</html>
"""


def row(line: int, cable: Synthetic) -> str:
    """A row of `cables.csv`: eight quoted fields, quotes and backslashes in them escaped by a backslash."""
    date = cable.date
    fields = (
        str(line),
        f"{date.month}/{date.day}/{date.year} {date.hour}:{date.minute:02}",
        cable.id,
        cable.origin,
        cable.classification,
        "|".join(cable.references),
        cable.header,
        cable.body,
    )
    escaped = (field.replace("\\", "\\\\").replace('"', '\\"') for field in fields)
    return '"' + '","'.join(escaped) + '"\n'


def write_csv(path: Path, found: Iterable[Synthetic]) -> None:
    """Write a dump."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(row(line, cable) for line, cable in enumerate(found, 1))


def members(
    found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text
) -> Iterator[tuple[str, bytes]]:
    """File names, a directory a year, and their bytes."""
    suffix = "html" if write is page else "txt"
    for cable in found:
        yield f"{cable.date.year}/{cable.id}.{suffix}", write(cable).encode()


def write_files(folder: Path, found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text) -> None:
    """Write a file a cable."""
    for name, data in members(found, write):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_zip(path: Path, found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text) -> None:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(found, write):
            archive.writestr(zipfile.ZipInfo(name, (2010, 12, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def write_tar(path: Path, found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text) -> None:
    """Write a tar archive, compressed as its suffix says."""
    kind = {".gz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz", ".tgz": "w:gz"}.get(path.suffix, "w:")
    with tarfile.open(path, kind) as archive:  # type: ignore[call-overload]
        for name, data in members(found, write):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


_WRITERS: dict[str, Callable[[Path, Iterable[Synthetic]], None]] = {
    "csv": write_csv,
    "text": write_files,
    "pages": lambda path, found: write_files(path, found, page),
    "records": lambda path, found: write_files(path, found, record),
    "messages": lambda path, found: write_files(path, found, message),
    "zip": write_zip,
    "tar": write_tar,
}


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic", description="Write synthetic cables.")
    kinds = parser.add_mutually_exclusive_group(required=True)
    for name in _WRITERS:
        kinds.add_argument(f"--{name}", type=int, metavar="N", help=f"N cables as {name}")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    for name, write in _WRITERS.items():
        if (count := getattr(args, name)) is not None:
            write(args.out, cables(count, args.seed))


if __name__ == "__main__":
    main()
