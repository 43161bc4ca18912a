"""Finds which lines of a message of 2009 on are the value of which named field (FORMAT 1.11).

A value is on the line of its name, on the next line, in a row of a Markdown table, or, where a page was read in
columns, after all the names. In that case each value goes to the first name whose form it has.
"""

from collections.abc import Sequence

from cablecli.model.role import Role
from cablecli.parser.body import behind
from cablecli.parser.heading import tags
from cablecli.parser.lines import stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import captions, numbers, portion_markings
from cablecli.patterns import pattern

_MOST = 1000  # lines of fields, a limit for hostile input: each may cut a line, which takes time
_MOST_LINES = 40  # lines of a column of values beyond one a name: lists of addresses and clearances
REACH = 80  # pieces of stamps and banners above the first field; and pieces from there to the text
_WORDS = r"""MRN|DATE/DTG|FROM|ACTION|INFO|XMT|E\.?[O0]\.?|TAGS|CAPTIONS?|PASS[ ]LINE
    |REFERENCES?|REF|SUBJEC[TF]|CLASSIFIED[ ]BY|REASONS?|DECLASSIFY[ ]ON|ATTACHMENTS?|PRECEDENCE
    |CLASSIFICATION|SIGNATURE|DRAFTED[ ]BY|CLEARED[ ]BY|APPROVED[ ]BY|RELEASED[ ]BY
    |DISSEMINATION[ ]RULE"""
_NAME = pattern(
    "field of a message",
    rf"""(?P<row>\|)?[ ]{{0,9}}\*{{0,2}}(?P<name>{_WORDS})[ ]{{0,9}}
        (?::\*{{0,2}}[ ]{{0,40}}\|?|\*{{0,2}}[ ]{{0,40}}\|)[ \t]*""",
    ignore_case=True,
)
_INNER = pattern("field in mid-line", rf"""(?<=\s)(?:{_WORDS}):(?=\s|$)""", ignore_case=True)
_NAMES = """MRN|Date/DTG|From|Action|Info|XMT|E.O.|TAGS|Captions|Pass Line|Reference|Subject|Classified By|Reason
Declassify On|Attachments|Precedence|Classification|Signature|Drafted By|Cleared By|Approved By|Released By
Dissemination Rule"""
_FREE = ("Subject", "Reference", "Attachments")  # fields of free words
_SPELLED = {name.upper().replace(".", ""): name for name in _NAMES.replace("\n", "|").split("|")} | {
    "E0": "E.O.",
    "CAPTION": "Captions",
    "REF": "Reference",
    "REFERENCES": "Reference",
    "SUBJECF": "Subject",
    "REASONS": "Reason",
    "ATTACHMENT": "Attachments",
}
_LEVELS = ("Classification", "Captions")  # fields whose value looks like a banner
LISTS = frozenset(("Action", "Info", "XMT", "TAGS", "Reference", "Cleared By", "Attachments"))
_BELOW = frozenset(
    ("Signature", "Drafted By", "Cleared By", "Approved By", "Released By", "Dissemination Rule")
)
NOTHING = frozenset(("", "n/a", "na", "none", "unknown", "null", "-"))
TABLE_SIGNS = "|* "  # around a cell of a Markdown table
_TABLE_RULE = pattern(
    "rule of a Markdown table", r"""\|[ ]{0,9}:?-{2,99}:?[ ]{0,9}(?:\|[ ]{0,9}:?-{2,99}:?[ ]{0,9}){0,4}\|?"""
)
_ADDRESS = pattern(
    "address of a message",
    # place first, or several with semicolons, or an address with a precedence or of a group of posts
    r"""\A(?=.{0,400}(?:,[ ]|;)|.{0,400}(?:COLLECTIVE|POSTS|STATES|ROUTINE|PRIORITY|IMMEDIATE|FLASH
            |Routine|Priority|Immediate|Flash)$)
        (?:[^a-z]++|(?<=[ ]R)outine|(?<=[ ]P)riority|(?<=[ ]I)mmediate|(?<=[ ]F)lash)+""",
)
_OFFICER = r"""[A-Z0-9][A-Za-z0-9/ _\-]{0,30}:[ ]?\S.*"""
_FORMS = {
    "MRN": r"""(?:[0-9]{2}|[0-9]{4})[ ]?[A-Z][A-Z .'/\-]{1,30}[ ]?[0-9]{1,6}""",
    "Date/DTG": r""".{0,40}\b[0-9]{6}Z\b.{0,20}""",
    "From": r"""[A-Z][A-Z ,.'()/\-]{2,80}""",
    "E.O.": r"""1[0-9]{4}\b.*""",
    "Reference": r"""(?:\(?[A-Z][.):]{1,2}[ ]?)?(?:[0-9]{2,4}[ ]?)?[A-Z][A-Z .'\-]{2,24}[ ]?[0-9]{1,7}\b.*""",
    "Precedence": r"""(?:NIACT[ ])?(?:ROUTINE|PRIORITY|IMMEDIATE|FLASH)""",
    "Reason": r"""(?:E\.?O\.?[ ])?1\.[0-9].*""",
    "Declassify On": r"""[0-9]{1,4}[/\-].*|25X.*|[A-Z][a-z]+[ ][0-9].*""",
    "Signature": r"""[A-Z][A-Za-z'.\-]+(?:,?[ ][A-Za-z'.\-]+){0,3}""",
    "Drafted By": _OFFICER,
    "Cleared By": _OFFICER,
    "Approved By": _OFFICER,
    "Released By": _OFFICER,
}
_FORM = {name: pattern(f"form of {name}", source) for name, source in _FORMS.items()}


def name_of(text: str) -> str | None:
    """The name of the field that a line opens, in its standard spelling, or None."""
    found = _NAME.match(text)
    return _spelled(found["name"]) if found else None


def _spelled(name: str) -> str:
    return _SPELLED[" ".join(name.upper().replace(".", "").split())]


def first(lines: Lines) -> int | None:
    """The piece of the first field, `MRN:` or one directly above it; None without MRN."""
    k = next((k for k in range(min(REACH, len(lines))) if name_of(lines.text[k]) == "MRN"), None)
    while k and name_of(lines.text[k - 1]):
        k -= 1
    return k


def below(lines: Lines, start: int) -> int:
    """The piece of the first field below the text that begins at piece `start`, or the number of pieces.

    It comes after the last numbered paragraph, perhaps after an end mark.
    """
    last = max((k for k in range(start, len(lines)) if numbers.numbered(lines.text[k])), default=start - 1)
    found = (k for k in range(last + 1, len(lines)) if _ends_text(lines, k))
    k = next(found, len(lines))
    while start < k < len(lines) and _has_form(lines.text[k - 1]):
        k -= 1
    return k


def _ends_text(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a field below the text: one that occurs only there, or any after the end mark."""
    name = name_of(lines.text[k])
    return name in _BELOW or (name is not None and stamps.is_end(lines.text[k - 1]))


def _has_form(text: str) -> bool:
    """Whether a line opens a field with a value of its form."""
    found = _NAME.match(text)
    return found is not None and fits(_spelled(found["name"]), text[found.end() :].strip(" |*")) is not False


def _later_names(text: str, at: int, free: bool) -> list[int]:
    """The offsets of further fields on the same line, where names or lines ran together.

    In free words a single name is one of them: `Subject: Visit From: Paris`.
    """
    cuts = [found.start() for found in _INNER.finditer(text, at)]
    single = len(cuts) == 1 and free and text[at : cuts[0]].strip()
    return [] if single else cuts


def take_behind(lines: Lines, start: int) -> None:
    """Claim what stands below the last field, from piece `start` on, if it is of another kind."""
    if named := [k for k in range(start, len(lines)) if name_of(lines.text[k])]:
        behind.take_below_fields(lines, named[-1])


class Values:
    """Collects the names and the places of their values, in order, and claims the lines."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.places: dict[str, list[int]] = {}  # the offsets of the lines of each value
        self.bare: list[str] = []  # names whose value has not come yet
        self.current: str | None = None
        self.column = 0  # the column at which the current name begins

    def take_furniture(self, k: int) -> bool:
        """Claim a rule, or a banner that is not the value of a field. Return whether it was one."""
        text = self.lines.text[k]
        if _TABLE_RULE.fullmatch(text):
            self.lines.take(k, Role.FURNITURE, "rule of a table")
        elif self.current not in _LEVELS and stamps.is_banner(text):
            self.lines.take(k, Role.BANNER, "banner between fields", passed=True)
        else:
            return False
        return True

    def read(self, k: int, above: bool) -> int:
        """Read the fields from piece `k` on. Return the piece where the text begins, or the end."""
        limit = k + _MOST
        while k < min(len(self.lines), limit) and self.lines.rule[k] != behind.RULE:
            text = self.lines.text[k]
            found = _NAME.match(text)
            if self.lines.passed[k] or self.take_furniture(k):
                k += 1
            elif found:
                k = self.take_name(k, _spelled(found["name"]), found.end(), found["row"] is not None)
            elif above and _opens_text(text):
                break
            elif self.bare:
                k = self.take_columns(k, above)
            elif self.current and (not above or self.goes_on(k)):
                k = self.take_line(k)
            else:
                break
        return k

    def take_name(self, k: int, name: str, at: int, row: bool) -> int:
        text = self.lines.text[k]
        self.places.setdefault(name, [])
        self.column = self._column(k)
        self.current = name
        if text[at:].strip(" |*"):
            run_on = k > 0 and self.lines.number[k] == self.lines.number[k - 1]
            if cuts := _later_names(text, at, name in _FREE and not run_on):
                self.lines.split(k, *cuts)
                return self.take_name(k, name, at, row)
            self.bare.clear()
            last = self._cut(k, at)
            self.places[name].append(self.lines.start[last])
            return last + (2 if text.endswith("|") else 1)
        self.lines.take(k, Role.FIELD, "field of a message")
        if not row:
            self.bare.append(name)
        return k + 1

    def _cut(self, k: int, at: int) -> int:
        """Cut the value at offset `at` out of piece `k`, without the edges of a table row. Return its piece."""
        text = self.lines.text[k]
        stop = len(text[:-1].rstrip() if text.endswith("|") else text)
        parts = self.lines.split(k, at, stop)
        for part in parts:
            self.lines.take(part, Role.FIELD, "field of a message")
        return k + (1 if at else 0)

    def take_line(self, k: int) -> int:
        """Add a line to the current value."""
        text = self.lines.text[k]
        at = len(text) - len(text.lstrip("| *")) if text[0] == "|" else 0
        if at == len(text):
            self.lines.take(k, Role.FIELD, "field of a message")
            return k + 1
        place = self._cut(k, at)
        self.places[self.current or ""].append(self.lines.start[place])
        return place + (2 if text.endswith("|") else 1)

    def goes_on(self, k: int) -> bool:
        """Whether the line at `k`, above the text, belongs to the value before it."""
        lines = self.lines
        text = lines.text[k]
        if text[0] == "|" or (lines.gap[k] == 0 and not lines.flat):
            return True
        if self._column(k) > self.column + 3:
            return True
        return self._name_follows(k) and not portion_markings.portion(text)

    def _name_follows(self, k: int) -> bool:
        for text in self.lines.text[k + 1 : k + 7]:
            if _opens_text(text):
                return False
            if _NAME.match(text):
                return True
        return False

    def _column(self, k: int) -> int:
        start = self.lines.start[k]
        return start - self.lines.content.rfind("\n", 0, start) - 1

    # -- columns -----------------------------------------------------------------------------------

    def take_columns(self, k: int, above: bool) -> int:
        """Deal the values after a run of names to the names. Return the piece after the values."""
        lines, names = self.lines, self.bare
        places, named = self._column_places(k, above)
        texts = [lines.text[place] for place in places]
        counts = deal(names, texts, named or not above or not lines.flat)
        at = 0
        for name, count in zip(names, counts, strict=True):
            self.places[name] += (lines.start[place] for place in places[at : at + count])
            at += count
        for place in places[:at]:
            lines.take(place, Role.FIELD, "field of a message")
        self.current = names[-1] if at else None
        self.bare = []
        return places[at] if at < len(places) else places[-1] + 1 if places else k

    def _column_places(self, k: int, above: bool) -> tuple[list[int], bool]:
        """The pieces from `k` on that may be values of the waiting names, and whether another name ends them."""
        lines, wanted = self.lines, len(self.bare)
        places: list[int] = []
        for place in range(k, min(len(lines), k + wanted + _MOST_LINES)):
            text = lines.text[place]
            if lines.passed[place]:
                continue
            if _NAME.match(text):
                return places, True
            if above and (_opens_text(text) or (len(places) >= wanted and lines.gap[place])):
                break
            places.append(place)
        return places, False


def deal(names: Sequence[str], texts: Sequence[str], loose: bool) -> list[int]:
    """How many of the texts, in order, belong to each name. With `loose` the last name takes all that are left."""
    counts = []
    at = 0
    for place, name in enumerate(names):
        later = names[place + 1 :]
        start = at
        if at < len(texts) and _is_value(name, texts[at], later):
            at += 1
            while at < len(texts) and _more(name, texts[at], later, len(texts) - at, loose):
                at += 1
        counts.append(at - start)
    return counts


def _more(name: str, text: str, later: Sequence[str], left: int, loose: bool) -> bool:
    """Whether another line belongs to the value of `name`, though each later name that it fits may need one."""
    if not later:
        return loose or (name in LISTS and fits(name, text) is True)
    elsewhere = any(fits(one, text) for one in later)
    if name in LISTS:
        return fits(name, text) is True and (left > len(later) or not elsewhere)
    return left > len(later) and fits(later[0], text) is False and not elsewhere


def _is_value(name: str, text: str, later: Sequence[str]) -> bool:
    known = fits(name, text)
    return known if known is not None else not any(fits(one, text) for one in later)


def fits(name: str, text: str) -> bool | None:
    """Whether a text has the form of the field's values, or None for a field of free text."""
    if text.casefold() in NOTHING:
        return True
    if name in ("Action", "Info", "XMT"):
        return _ADDRESS.fullmatch(text) is not None
    if name == "TAGS":
        return tags.all_tags(text) or tags.are_some_tags(text)
    if name == "Captions":
        return bool(captions.captions_in(text))
    form = _FORM.get(name)
    return form.fullmatch(text) is not None if form else None


def _opens_text(text: str) -> bool:
    """Whether a line begins the text: with a marked paragraph number, or with 1."""
    number = numbers.numbered(text)
    return bool(number and (number.marking or number.number == 1))
