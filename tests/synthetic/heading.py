"""The transmission heading and the text heading of a synthetic cable, each in its variants."""

from datetime import datetime, timedelta
from random import Random

from tests.synthetic.stock import (
    AGENCIES,
    EVENTS,
    FOREIGN,
    FORENAMES,
    MONTHS,
    OFFICES,
    POSTS,
    SUBJECT_TAGS,
    SURNAMES,
    TOPICS,
    Post,
    Shares,
    fill,
    pool,
    shares_of,
    wrapped,
)


class Draft:
    """A cable in the making: the choices that more than one part of it depends on."""

    def __init__(self, chance: Random, post: Post, number: int, date: datetime) -> None:
        self.chance, self.post, self.number, self.date = chance, post, number, date
        self.level: str = _LEVELS.pick(chance)
        self.is_secret = self.level.startswith(("SECRET", "CONFIDENTIAL"))
        self.is_wrapped = chance.random() < 0.8
        self.precedence: str = _PRECEDENCES.pick(chance)
        self.size = min(56_000.0, max(700.0, chance.lognormvariate(8.9, 0.68)))
        self.paragraphs, self.short = pool()
        self.signer = chance.choice(SURNAMES)
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


_LEVELS = shares_of("""\
30 UNCLASSIFIED|23 UNCLASSIFIED//FOR OFFICIAL USE ONLY|37 CONFIDENTIAL|
4 CONFIDENTIAL//NOFORN|4 SECRET|2 SECRET//NOFORN""")
_MARKINGS = {
    "UNCLASSIFIED": shares_of("70 U|30 SBU"),
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY": shares_of("80 SBU|15 U|4 U//FOUO|1 sbu"),
    "CONFIDENTIAL": shares_of("80 C|10 SBU|8 U|1 c|0.5 C//REL ISAF|0.5 ( C )"),
    "CONFIDENTIAL//NOFORN": shares_of("75 C/NF|12 C//NF|7 C|3 SBU|3 U"),
    "SECRET": shares_of("70 S|15 C|10 SBU|4 U|1 S/REL NATO"),
    "SECRET//NOFORN": shares_of("75 S/NF|12 S//NF|5 S|5 C|1 S//FGI//NF|2 S-NF"),
}
_SPELLINGS = {
    "U": shares_of("92 UNCLAS|4 UNCLASSIFIED|2 Unclas|2 UUNCLAS"),
    "C": shares_of("""\
96 C O N F I D E N T I A L|1 CONFIDENTIAL|1 C o n f i d e n t i a l|1 C ONFIDENTIAL|
1 O N F I D E N T I A L"""),
    "S": shares_of("96 S E C R E T|1 SECRET|1 S e c r e t|1 SS E C R E T|1 E C R E T"),
}
_PRECEDENCES = shares_of("36 O|35 P|25 R|2 O R|1.4 O P|0.5 P R|0.1 Z")
_WORDS = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}


# The transmission heading


def _relayed(draft: Draft) -> list[str]:
    """Format lines 1 to 8 as the relay prints them: `XRO` for what was relayed, else `XYZ`."""
    chance, post, date = draft.chance, draft.post, draft.date
    first, section = draft.precedence[0] * 2, "/01" if draft.sections > 1 or draft.often(0.3) else ""
    lines = [f"VZCZC{_TRANSMISSIONS.pick(chance)}{chance.randint(0, 9999):04}"]
    if draft.sections > 1 or draft.often(0.1):
        routes = sorted({p.routing for p in chance.sample(POSTS[1:], chance.randint(1, 14))})
        lines += wrapped(" ".join([first, *routes]), 66)
    else:
        lines[0] = f"VZCZCXYZ{chance.randint(0, 9999):04}"
        lines += [f"{first} RUEHWEB", ""]
    zny = f"ZNR {draft.letter * 5} ZZH" if draft.letter == "U" else f"ZNY {draft.letter * 5} ZZH"
    lines += [f"DE {post.routing} #{draft.number % 10000:04}{section} {date:%j%H%M}", zny]
    tail = _SIGNALS.pick(chance)
    return [*lines, f"{draft.precedence} {dtg(date)}{tail}", f"FM {post.sender}", *_addressees(draft)]


_TRANSMISSIONS = shares_of("99 XRO|0.4 MDI|0.3 ADI|0.3 DOI")
_SIGNALS = shares_of("96 |2.3  ZDK CTG RUEHSD 0020 0571042|1  ZDS|0.4  ZFF4|0.3  ZEL")


def dtg(date: datetime) -> str:
    return f"{date:%d%H%M}Z {MONTHS[date.month - 1][:3].upper()} {date:%y}"


def _addressees(draft: Draft) -> list[str]:
    chance = draft.chance
    words = Shares((40, ""), (50, " " + _WORDS[draft.precedence[0]]), (10, " PRIORITY"))
    action = f"TO RUEHC/SECSTATE WASHDC{words.pick(chance)} {chance.randint(1, 9999):04}"
    if draft.post.name == "STATE":
        posts = chance.sample(POSTS[1:], 3)
        action = f"TO {posts[0].routing}/{posts[0].sender} IMMEDIATE"
    lines = [action]
    if draft.often(0.92):
        posts = chance.sample(POSTS[1:], chance.randint(0, 7))
        info = [f"{p.routing}/{p.sender}{words.pick(chance)} {chance.randint(1, 9999):04}" for p in posts]
        info += [a + words.pick(chance) for a in chance.sample(AGENCIES, chance.randint(1, 6))]
        lines += ["INFO " + info[0], *info[1:]]
    return lines


def _short(draft: Draft) -> list[str]:
    """Date-time group, from, to and info alone."""
    return [
        f"{draft.precedence} {dtg(draft.date)}",
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
    return [f"{notice} {more}", *([] if draft.often(0.85) else ["", dtg(draft.date).title()])]


HEADERS = Shares((91.5, _relayed), (4.5, _short), (1.5, _distributed), (2.5, _extract))


# The text heading


def text_heading(draft: Draft) -> list[str]:
    """From the classification line to Classified By, each group with a blank line behind it."""
    lines = [_classification(draft), ""]
    for group in (_captions(draft), _passing_lines(draft), [_order(draft)]):
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
_CORRECTED = shares_of("""\
4 C O R R E C T E D  C O P Y (CHANGED SUBJECT)|2 C O R R E C T E D COPY CAPTION|
2 CORRECTED COPY -TEXT|1 CORRECTED COPY - ADDED NOFORN CAPTION|1 ***CORRECTED COPY***""")


def _passing_lines(draft: Draft) -> list[str]:
    offices = draft.chance.sample(OFFICES, 3)
    name = draft.chance.choice(SURNAMES).upper()
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


_ORDER_LABELS = shares_of("67 E.O. 12958:|30 EO 12958|1 E.O. 12958|1 E.o. 12958:|1 E.0. 12958:")
_YEARS = Shares((82, 10), (8, 25), (5, 20), (4, 9), (1, 5))
_DECLASSIFY = shares_of("""\
86 DECL: {m:02}/{d:02}/{y}|6 DECL: {y}/{m:02}/{d:02}|3 DECL: {m}/{d}/{y}|
1 DECL: {m:02}/{d:02}/{s:02}|1 {m:02}/{d:02}/{y}|0.5 DNG: CO {m:02}/{d:02}/{y}|0.5 DECL: OADR|0.5 DECL: MR|
0.5 DECL: CLOSURE OF THE MISSION|0.5 DECL: 25X1-HUMAN|0.5 DECL {m:02}/{d:02}/{y}""")


def _tags(draft: Draft) -> list[str]:
    chance = draft.chance
    count = chance.choice((2, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8, 12, 16))
    tags = [*chance.sample(SUBJECT_TAGS, count), draft.post.tag]
    if draft.often(0.3):
        tags.append(chance.choice([p.tag for p in POSTS if p.tag not in tags]))
    draft.tags = list(tags)
    if "OVIP" in tags and draft.often(0.3):
        name = f"{chance.choice(FOREIGN).upper()}, {chance.choice(FORENAMES).upper()}"
        tags[tags.index("OVIP")] = f"OVIP ({name})"
        draft.tags.insert(draft.tags.index("OVIP") + 1, name)
    label = _TAGS_LABELS.pick(chance)
    return wrapped(f"{label} {_TAGS_MARKS.pick(chance).join(tags)}", 62)


_TAGS_LABELS = shares_of("68 TAGS:|30 TAGS|1 Tags:|0.5 TAG:|0.5 TAGS: ")
_TAGS_MARKS = shares_of("66  |33 , |0.5 ; |0.5 ,")


def _subject(draft: Draft) -> list[str]:
    chance = draft.chance
    topics = chance.sample(TOPICS, 2)
    template = chance.choice(EVENTS).replace("{t}", topics[0]).replace("{u}", topics[1])
    text = fill(template, chance).upper()
    if draft.often(0.4):
        text += chance.choice((", PART 3 OF 4", ": WHAT NEXT?", " AHEAD OF THE MAY 15 VOTE IN PARLIAMENT"))
    if draft.often(0.05):
        text = text.title()
    if draft.often(0.045):
        text = f"({draft.marking.strip('() ').upper()}) {text}"
    draft.subject = text
    label = "SUBJECT" if draft.often(0.99) else "Subject"
    return wrapped(f"{label}: {text}", 57) if draft.is_wrapped else [f"{label}: {text}"]


def _reference(draft: Draft) -> str:
    """One reference; `draft` learns the id of a cable."""
    chance = draft.chance
    kind = chance.random()
    if kind > 0.96:
        email = f"{draft.signer.upper()}-{chance.choice(SURNAMES).upper()} EMAIL"
        return str(chance.choice(("SEPTEL", "IIR 6 123 4567 09", email)))
    post = draft.post if draft.often(0.5) else chance.choice(POSTS)
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
        return wrapped("REF: " + ", ".join(items), 60) if items else []
    labelled = [f"{style.format(chr(65 + k))} {item}" for k, item in enumerate(items)]
    if draft.is_wrapped:
        return ["REF: " + labelled[0], *("     " + item for item in labelled[1:])]
    return ["REF: " + " ".join(labelled)]


_REFERENCE_COUNTS = Shares((44, 0), (26, 1), (15, 2), (8, 3), (4, 4), (2, 6), (1, 11))
_REFERENCE_LABELS = shares_of("20 |60 {}.|10 {})|5 ({})|4 {0}. {0})|1 {}:")


def _classified_by(draft: Draft) -> list[str]:
    name = f"{draft.chance.choice(FORENAMES)} {draft.signer}"
    line = _OFFICERS.pick(draft.chance).format(name, f"{draft.post.name.title()}", name.upper())
    if len(line) <= 71:
        return [line]
    if line[70] != " " and line[71] != " " and draft.often(0.7):
        return [line[:71], line[71:]]
    return wrapped(line, 70)


_OFFICERS = shares_of("""\
30 Classified By: Ambassador {0} for reasons 1.4 (b) and (d).|
15 Classified By: DCM {0}; Reasons 1.4(b), (d)|
15 Classified By: {0}, Political Counselor, Embassy {1}, for reasons 1.4 (b) and (d).|
10 CLASSIFIED BY: POL/ECON COUNSELOR {2}, REASON 1.4 (B,D)|
10 Classified By: Charge d'Affaires {0} for reasons 1.4 (b) and (d).|
8 Classified By: {0}, Deputy Chief of Mission, for reasons 1.4(b) and (d).|
4 Classified By: Classified by A/DCM {0} for reasons 1.4 b and d.|
4 Classified By: Consul General {0}, reason 1.5 (b) and (d)|2 Classified By: {0}, Charge d'Affaires.|
1 DERIVED FROM: DSCG 05-1 B, D""")
