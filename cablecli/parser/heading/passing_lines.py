"""Passing lines, which tell the receiving post whom to give the cable to: `STATE FOR EUR/WE` (FORMAT 3.5)."""

from cablecli.facts import tables
from cablecli.facts.words import words
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import join_words
from cablecli.parser.lines.widths import WRAPPED_LINE
from cablecli.parser.tokens import captions, field_labels, numbers, paragraph_labels
from cablecli.patterns import pattern

_REACH = 80  # lines within which they end: one for each post of a region
_MOST_OTHERS = 11  # other lines among them: notes, unknown captions
_BELOW = (field_labels.EO, field_labels.TAGS, field_labels.SUBJECT)  # not REF, which may also stand in a text
_OPEN = pattern("passing line that goes on", r"""[ ](?:FOR|PASS|TO)$""", ignore_case=True)
_LISTS = pattern("list of offices that goes on", r"""(?:[,/&]|[ ]AND)$""", ignore_case=True)
_DEPARTMENT = ("STATE", "DEPT", "DEPARTMENT", "PLEASE", "PLS", "ALSO")  # or nobody, with a request
_COMMANDS = ("CINC", "COMUS")
_PASSED_ON = pattern(
    "line that passes a cable on",
    r"""(?:(?P<post>[A-Z][A-Z ]{1,24}?)[ ](?:(?:PLEASE|PLS|ALSO)[ ])?(?P<asked>PASS|FOR):?[ ] | FOR:[ ]?)
            [A-Z][A-Z0-9/,():;. \-]{1,48}
            (?:'S?[ ][0-9][A-Z0-9/,():;. \-]{0,48}){0,3}  # under a post's own number: `PASS ROME AS VALLETTA'S 12`
        | (?:FOR|PASS)[ ][A-Z]{1,6}(?:/[A-Z]{1,6}){0,3}  # one office; more words are a heading: `FOR THE RECORD`""",
)

_FROM_FOR = pattern(
    "line that names the writer of a text and for whom it is",
    r"""FROM:?[ ][A-Z][A-Z0-9/,.'() \-]{2,60}[ ]FOR[ ][A-Z][A-Z0-9/,.'() \-]{2,60}""",
)


def label_below(lines: Lines, i: int) -> int:
    """The piece with a label below the passing lines that begin at piece `i`, or 0."""
    others = 0  # lines that are not passing lines
    for k, text in enumerate(lines.text[i + 1 : i + _REACH], i + 1):
        label = field_labels.head_label(text)
        if label and label.field in _BELOW:
            return k
        others += not captions.passes(text)
        if others > _MOST_OTHERS:
            break
    return 0


def stands_among_addresses(text: str) -> bool:
    """Whether a line is no address but a passing line: `STATE PASS OPIC`, `LILONGWE FOR HOLLIS`.

    An address names the mission, never just the post or the agency.
    """
    if text.startswith("FOR "):
        return True
    asks = ("FOR" in text or "PASS" in text) and " FOR POLAD" not in text  # a POLAD is addressed himself
    found = _PASSED_ON.match(text) if asks else None
    return found is not None and (_is_post(found["post"]) or found["post"] in words("agencies"))


def stands_alone(lines: Lines, i: int) -> bool:
    """Whether piece `i` is a passing line by its own words, for a cable without E.O., TAGS and SUBJECT lines."""
    text = lines.text[i]
    more = lines.following(i) < len(lines) - 1
    return more and text.isupper() and len(text) < WRAPPED_LINE and "FOR" in text.split()


def stands_below(lines: Lines, i: int) -> bool:
    """Whether piece `i`, below the subject, is a passing line: the line above ended, and the text begins below."""
    if lines.text[i].startswith("FROM") or lines.text[i - 1].startswith("FROM"):
        return goes_on(lines, i) or _names_writer(lines, i)
    found = _PASSED_ON.fullmatch(lines.text[i])
    if not found or not _is_post(found["post"]) or not _text_begins(lines, lines.following(i)):
        return False
    above = lines.text[lines.preceding(i)]
    parted = lines.ends_early(i - 1) and (found["asked"] != "FOR" or above[-1] == ".")
    return (lines.gap[i] > 0 or parted) and not _LISTS.search(above)


def stands_on_form(text: str) -> bool:
    """Whether a line in the heading of a printed form is a passing line, as `CINCPAC FOR POLAD`, `Department pass AID`.

    In small letters it asks the Department; another post may begin a text: `Rome pass holders asked for more.`
    """
    found = _PASSED_ON.fullmatch(text)
    if found:
        return _is_post(found["post"]) or found["post"].startswith(_COMMANDS)
    asked = _PASSED_ON.fullmatch(text.upper()) if " pass " in text else None
    return asked is not None and asked["post"] in _DEPARTMENT


def of_form(lines: Lines, first: int, end: int) -> tuple[str, ...]:
    """Claim and return the passing lines in the heading of a printed form, from below its title to piece `end`."""
    for k in range(first + 1, end):
        if stands_on_form(lines.text[k]):
            lines.take(k, Role.PASSING, "passing line on a form")
    return joined(lines, end)


def _is_post(name: str | None) -> bool:
    """Whether a passing line names a known post or the Department, or nobody: `FOR: ARA/BC`."""
    return name is None or name in _DEPARTMENT or tables.post(name) is not None


def _text_begins(lines: Lines, k: int) -> bool:
    """Whether piece `k` is below a blank line, or opens a paragraph or a field."""
    if k >= len(lines) or lines.gap[k] > 0:
        return k < len(lines)
    text = lines.text[k]
    opens = numbers.numbered(text) or paragraph_labels.opening_label(text) or field_labels.head_label(text)
    return opens is not None


def _names_writer(lines: Lines, i: int) -> bool:
    """Whether one line or two, set off from what is above and below, say from whom a text is and for whom.

    In a copy without blank lines the colon of `FROM:` and the end of the line above set them off.
    """
    wrapped = " FOR " not in lines.text[i] and i + 1 < len(lines) and lines.gap[i + 1] == 0
    after = i + 1 + wrapped
    tight = lines.text[i].startswith("FROM:") and lines.ends_early(i - 1) and _text_begins(lines, after)
    apart = tight or (lines.gap[i] > 0 and after < len(lines) and lines.gap[after] > 0)
    return apart and _FROM_FOR.fullmatch(join_words(lines.text[i:after])) is not None


def goes_on(lines: Lines, i: int) -> bool:
    """Whether piece `i` is the rest of a passing line."""
    return i > 0 and lines.role[i - 1] is Role.PASSING and not lines.gap[i]


def _continues(above: str, text: str) -> bool:
    """Whether a passing line is the rest of the one above, since it names nobody or continues a list of offices."""
    if text.startswith("AND ") or (above.startswith("FROM") and " FOR " not in above):
        return True
    first = text.partition(";")[0]  # `ATTACHE; USDOT FOR OST`
    if _OPEN.search(above) or not (captions.passes(first) or _OPEN.search(first)):
        return True
    return _LISTS.search(above) is not None and " " not in text.replace(", ", ",")


def joined(lines: Lines, end: int) -> tuple[str, ...]:
    """The passing lines before piece `end`, unwrapped."""
    out: list[str] = []
    for k in range(end):
        if lines.role[k] is Role.PASSING:
            wrapped = out and not lines.gap[k] and _continues(out[-1], lines.text[k])
            above = [out.pop()] if wrapped else []
            out.append(join_words([*above, lines.text[k]]))
    return tuple(out)
