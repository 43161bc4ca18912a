"""The lines of a participants list: label and bullets gone, wraps undone, columns one below the other (FORMAT 5.3)."""

from cablecli.facts import tables
from cablecli.parser.body.paragraphs import Draft
from cablecli.parser.body.runs import BLANK, LINE, Part, join, single, single_lines
from cablecli.parser.lines.index import Lines
from cablecli.parser.meeting import sides
from cablecli.parser.meeting.sides import Row
from cablecli.parser.people import names
from cablecli.parser.tokens import paragraph_labels, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_BULLETS = "-*•·–"
_FEWEST_ENDED = 3  # lines that end in a comma before commas are taken to divide
_SHORTEST_WRAP = 45  # characters; a line of running text that ends before has not been wrapped
_ORDINAL = pattern("label of a person's line", r"""(?:[(]?[0-9]{1,2}[.)]|[(]?[a-z][.)]|o)[ ]+(?=\S)""")
_COLUMN = pattern("blank between columns", r"""[ \t]{3,}""")
_LEAD = pattern(
    "opening of a sentence that lists",
    r"""(?:ALSO[ ])?(?:PRESENT|ATTENDING|IN[ ]ATTENDANCE|PARTICIPATING|PARTICIPANTS|ATTENDEES)\b[^,;:.]{0,60}?\b
        (?:WERE|WAS|INCLUDED|INCLUDE|ARE)[ :]+""",
    ignore_case=True,
)
_NEVER_FIRST = frozenset("affairs relations cooperation organizations studies section division".split())
_GENERIC = frozenset(
    """officer director counselor counsellor advisor adviser attache coordinator manager chief specialist
    assistant""".split()
)
_VERBS = frozenset(
    """was were are has had have met said held began will would saw took made came went told called visited noted
    agreed""".split()
)


def rows(source: Lines, draft: Draft) -> list[Row]:
    """The rows of a paragraph that lists people; none where it is prose."""
    parts = _without_label(source, draft)
    return (
        []
        if not parts or _is_prose(source, parts)
        else _unwrapped(source, _without_commas(_beneath(source, _unlabelled(parts))))
    )


def _without_label(source: Lines, draft: Draft) -> list[Part]:
    """The list's lines without its label; what follows the label on its line is the first of them."""
    parts = single_lines(source, [p for p in draft.parts if p.text])
    if not parts:
        return []
    end = paragraph_labels.opens_list_of_people(parts[0].text) or 0
    rest = parts[0].text[end:].strip()
    lead = _LEAD.match(rest)
    if not end and not lead:
        return parts
    rest = rest[lead.end() :] if lead else rest
    parts[0:1] = [single(rest, LINE, parts[0].piece)] if rest else []
    return _one_block(parts, source) if rest else parts


def _one_block(parts: list[Part], source: Lines) -> list[Part]:
    """Running text behind the label is one line: a block of which all lines but the last are full."""
    stop = next((k for k, p in enumerate(parts) if k and p.before == BLANK), len(parts))
    if any(len(source.text[part.piece]) < _SHORTEST_WRAP for part in parts[: stop - 1]):
        return parts
    text = parts[0].text
    for part in parts[1:stop]:
        text = join(text, part.text, source)
    return [single(text, LINE, parts[0].piece), *parts[stop:]]


def _is_prose(source: Lines, parts: list[Part]) -> bool:
    """Sentences behind the label, not a list: `participants agreed that ...`."""
    text = " ".join(p.text for p in parts)
    words = text.lower().split()
    verbs = sum(word.strip(",.;") in _VERBS for word in words)
    running = all(len(source.text[part.piece]) >= _SHORTEST_WRAP for part in parts[:-1])
    if running and (verbs or text[0].islower()):
        return True
    return verbs > 1 + len(words) // 40


def _unlabelled(parts: list[Part]) -> list[Part]:
    """The lines without `1.`, `a.` or `o`, where more than one has such a label."""
    found = [_ORDINAL.match(part.text) for part in parts]
    if sum(one is not None for one in found) < 2:
        return parts
    return [
        single(part.text[one.end() :], part.before, part.piece) if one else part
        for part, one in zip(parts, found, strict=True)
    ]


def _without_commas(parts: list[Part]) -> list[Part]:
    """The lines without the comma at their end, where several have one and most of them name a person of their own."""
    ended = [part.text.rstrip(",").rstrip() for part in parts if part.text[-1] == ","]
    if len(ended) < _FEWEST_ENDED or sum(map(_begins_person, ended)) * 4 < len(ended) * 3:
        return parts
    return [part._replace(text=part.text.rstrip(",").rstrip() or part.text) for part in parts]


def _begins_person(text: str) -> bool:
    """Whether a line begins with a person, who is no post: `Embassy Rome` ends a role."""
    name = names.take_notetaker(text.lstrip(_BULLETS + " "))[0].split(",")[0].strip()
    return names.is_whole(name) and not tables.post(name.upper().removeprefix("EMBASSY").strip())


# -- columns ---------------------------------------------------------------------------------------


def _beneath(source: Lines, parts: list[Part]) -> list[Part]:
    """Two columns one below the other where each has a side above; else the cells of a line as one entry."""
    if not any("   " in part.text for part in parts):
        return parts
    cells = [_COLUMN.split(part.text) for part in parts]
    pairs = sum(len(row) == 2 for row in cells[1:])
    rest = len(cells) - 1 - sum(map(_is_ruled, cells))
    if len(cells[0]) == 2 and pairs * 2 > rest and all(map(sides.may_head, cells[0])):
        return _columns(source, parts, cells)
    return [line for part, row in zip(parts, cells, strict=True) for line in _one_line(part, row)]


def _is_ruled(row: list[str]) -> bool:
    return all(map(is_rule, row))


def _columns(source: Lines, parts: list[Part], cells: list[list[str]]) -> list[Part]:
    second = _column(source, parts[0].piece) + parts[0].text.rindex(cells[0][1])
    left, right = [], []
    for part, row in zip(parts, cells, strict=True):
        if _is_ruled(row):
            continue
        if len(row) == 1 and _column(source, part.piece) > second - 4:
            row.insert(0, "")
        sign, before = (":", BLANK) if part is parts[0] else ("", LINE)
        left += [single(row[0].rstrip(":") + sign, before, part.piece)] if row[0] else []
        right += [single(cell.rstrip(":") + sign, before, part.piece) for cell in row[1:]]
    return left + right


def _column(source: Lines, piece: int) -> int:
    start = source.start[piece]
    return start - source.content.rfind("\n", 0, start) - 1


def _one_line(part: Part, row: list[str]) -> list[Part]:
    """`Dana Whitlock    Ambassador` is one person; two names or two titled people are two."""
    if len(row) == 1:
        return [part]
    if all(map(names.is_whole, row)):
        return [single(cell, part.before if k == 0 else LINE, part.piece) for k, cell in enumerate(row)]
    return [single(", ".join(cell.rstrip(",") for cell in row), part.before, part.piece)]


# -- wraps -----------------------------------------------------------------------------------------


def _unwrapped(source: Lines, parts: list[Part]) -> list[Row]:
    """The entries, wrapped lines joined."""
    out: list[Row] = []
    for place, part in enumerate(parts):
        if _underlines(part.text):
            if out:
                out[-1] = out[-1]._replace(underlined=True)
            continue
        if found := portion_markings.portion(part.text):
            part = single(part.text[found[1] :].strip() or part.text, part.before, part.piece)
        text = part.text.lstrip("-*•·–¶\ufffd ").strip() or part.text
        ruled = place + 1 < len(parts) and _underlines(parts[place + 1].text)
        if out and not ruled and _wraps(out[-1], part, text):
            whole = join(out[-1].text, text, source)
            out[-1] = out[-1]._replace(text=whole, last=part.piece, tail=text)
        else:
            out.append(Row(text, part.before, False, part.piece, part.piece, text))
    return out


def _underlines(text: str) -> bool:
    """A rule; in a list also the short one below `US`."""
    return is_rule(text) or text in ("--", "==")


def _wraps(row: Row, part: Part, text: str) -> bool:
    """Whether a line goes on with the entry before it: after a comma or `of`, in lower case, in mid-role."""
    old = row.text
    if row.underlined or part.text[0] in _BULLETS or old[-1] in ":;" or old.endswith("; and"):
        return False
    tail = old.rsplit(" ", 1)[-1].lower()
    if old[-1] == "," and _begins_person(old) and _has_role(text):
        return False
    if old[-1] in ",&" or tail in ("of", "and", "the", "for"):
        return True
    if part.before == BLANK or sides.is_known(text):
        return False
    if tail in ("to", "in", "at", "on", "de") or (text[0].islower() and not text.startswith("xxx")):
        return True
    return old[-1] not in ".)" and not text.startswith("The ") and _ends_in_mid_entry(row, text)


def _has_role(text: str) -> bool:
    """Whether a line is a person's name and, behind a comma, the rank: `Nils Berg, Political Officer`."""
    name, _, role = text.partition(",")
    return _begins_person(name) and any(map(names.is_rank, role.split(",")[0].split()))


def _is_open_title(text: str) -> bool:
    """Whether a text is an office whose field goes on: `Assistant Secretary of Defense for Nuclear and Missile`."""
    last = text.rsplit(" ", 1)[-1]
    return (
        names.split_title(text)[1] is None and not names.is_rank(last) and last.lower() not in names.OFFICES
    )


def _ends_in_mid_entry(row: Row, text: str) -> bool:
    """Whether a row breaks off: what follows is no beginning, one word behind a full line, or only words of office."""
    words = text.split()
    full = _SHORTEST_WRAP < len(row.tail) < 80
    if words[0].lower() in _NEVER_FIRST or (
        full and len(words) == 1 and len(row.tail) >= 50 and text[-1] != ":"
    ):
        return len(row.tail) < 80
    if full and sides.inline(row.text)[0].side and not sides.inline(text)[0].side:
        return "," in row.text or ";" in row.text
    if "," not in row.text:
        return full and words[0].lower() in names.OFFICES and _is_open_title(row.text)
    alone = names.take_notetaker(text)[0].lower()
    if alone in _GENERIC:
        return True
    head = text.split(",")[0]
    office = names.split_title(head)[1] is None and all(
        w.lower().strip(".,") in names.OFFICES or names.is_rank(w) for w in head.split()
    )
    return office and len(row.text) >= 34 and len(row.tail) < 80
