"""Claims the lines below the signature: end marks, banners, additions of databases and newspapers (FORMAT 6.2)."""

from cablecli.model.role import Role
from cablecli.parser.lines import stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import classification, numbers
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_LONGEST = 120  # characters of a trailer
_LONGEST_BANNER = 40  # characters of a level with captions
_END_MARK = pattern(
    "end mark",
    r"""
        # of the relay, whole or mangled, and the station's serial
        N{3,8}[A-Z]{0,8} | E{8,16} | BT | \#[0-9]{3,5} | YYY | [.>,\-_=*`\u00bf]{1,99}
        # of drafters and archives
        | END[ ]CABLE(?:[ ]TEXT)?\.? | [<«]{1,3}[ ]?END[ ]OF[ ]DOCUMENT[ ]?[>»]{1,3} | =+[ ]?CABLE[ ]ENDS[ ]?=+""",
    ignore_case=True,
)
_TRAILER = pattern(
    "trailer",
    r"""
        UNQ(?:UO)?TE | EXEMPT | GP-[0-9] | \*{3}[ ]CURRENT[ ].* | .{0,60}DECLASSIFIED/RELEASED.*
        | NOTE[ ]BY[ ]O.* | \#?[ ]?MINIMIZE[ ]CONSIDERED(?:[ ]FOR[ ][A-Z ,]+)?\.?
        # what programs add below a mail
        | THIS[ ](?:E-?MAIL|MESSAGE)[ ]IS[ ](?:CLASSIFIED|UNCLASSIFIED|SENSITIVE|SBU|CONFIDENTIAL|SECRET)\b.{0,90}
        | SENT[ ]FROM[ ]MY[ ][A-Z].{1,40}
        # the date and the id that a database adds below a text, and its query
        | [0-9]{4}-[0-9]{2}-[0-9]{2} | [0-9]{4}[A-Z]{4,12}[0-9]{4,6}[ ]-[ ][A-Z]+
        | SELECT[ ].* | INSERT[ ].* | \)?[ ]?(?:AND|WHERE|FROM)[ ][^=]{1,60}=.*""",
    ignore_case=True,
)
_HALVES = ["LIMITED", "OFFICIAL USE"]  # of a level that a release prints on two lines
_MOST_BELOW = 6  # lines that a release or a web page adds below the end of the message
_LONGEST_BELOW = 24  # characters of such a line
_MOST_SENDER, _LONGEST_SENDER = 9, 70  # lines below a mail's `--`, and characters of one
_BROKEN_OFF = "EEEEEEEE"  # an operator's error: eight or more
_GROUP = pattern("downgrading group", r"""GP-?[ ]?[0-9]\.?""")
_UNQUOTE = pattern("end of a quotation", r"""UNQ(?:UO)?TE\.?""")
_GLUED_ENDS = frozenset("0123456789NT")  # the last characters of all matches of the next pattern
_GLUED = pattern(
    "trailer after the signature on its line",
    # a date; or an end mark after a name alone or a sentence
    r"""(?<=[A-Z]{3})(?P<date>[ ]+[0-9]{4}-[0-9]{2}-[0-9]{2})$
        | (?:^[A-Z][A-Za-z'’.\-]{2,20}(?:[ ][A-Z][A-Za-z'’.\-]{1,20})?|[.!?)"”'][ ]+[A-Z][A-Za-z'’\-]{3,20})
            (?P<mark>[ ]+(?:(?:BT|N{4,8})[ ]*(?:\#[0-9]{3,5}[ ]*)?(?:N{4,8})?|\#[0-9]{3,5}))$""",
)


def take(lines: Lines, start: int) -> int:
    """Claim the trailers at the end of the body that begins at piece `start`. Return the last piece above them."""
    k = _above_sender(lines, start, _end_of_message(lines, start))
    trailers = list(range(k + 1, len(lines)))
    while k >= start:
        text = lines.text[k]
        if is_rule(text):
            lines.take(k, Role.RULE, "rule below the text")
        elif lines.role[k] is not Role.LEFTOVER:
            pass  # claimed already: a stamp, a notice
        elif size := _glued(text):
            lines.split(k, len(text) - size)
            trailers = [t + 1 for t in trailers] + [k + 1]
            continue
        elif is_trailer(text) or _is_half(lines, k):
            trailers.append(k)
        else:
            break
        k -= 1
    for t in trailers:
        role = _role(lines.text[t])  # unknown lines among trailers are trailers too
        lines.take(t, Role.TRAILER if role is Role.LEFTOVER else role, "trailer")
    return k


def _glued(text: str) -> int:
    """The length of a trailer after the signature on its line, or 0."""
    found = _GLUED.search(text[-_LONGEST:]) if text[-1] in _GLUED_ENDS else None
    return len(found["date"] or found["mark"]) if found else 0


def _end_of_message(lines: Lines, start: int) -> int:
    """The piece with the end of the message, if only a few short lines follow it, else the last piece."""
    below = 0
    for k in range(len(lines) - 1, start, -1):
        text = lines.text[k]
        if lines.role[k] is Role.END_MARK:
            return k
        if lines.role[k] is Role.REPEATED_HEADING:
            break
        if lines.role[k] is not Role.LEFTOVER:
            continue
        if stamps.is_end_of_message(lines, k):
            lines.take(k, Role.END_MARK, "end of message")
            return k
        below += 1
        if below > _MOST_BELOW or len(text) > _LONGEST_BELOW or text[-1] in ".!?":
            break
    return len(lines) - 1


def _above_sender(lines: Lines, start: int, last: int) -> int:
    """The piece above the block with which a mail's sender signs, `--` and a few short lines; `last` without one."""
    if lines.text[last].isupper():
        return last  # the cable's own signature, below a list or a rule
    for k in range(last - 1, max(start, last - _MOST_SENDER - 1), -1):
        if lines.text[k] == "--" and lines.text[k - 1][-1] != ":":
            below = lines.text[k + 1 : last + 1]
            is_text = max(map(len, below)) > _LONGEST_SENDER or any(map(numbers.numbered, below))
            return last if is_text else k - 1
    return last


def take_above(lines: Lines, start: int) -> None:
    """Claim the line of a downgrading group, `GP-3`, of an operator's error, or of UNQUOTE, above the signature.

    UNQUOTE is the text's own unless the same name stands above it too.
    """
    k = next(lines.of_role(Role.SIGNATURE), 0) - 1
    if k < start:
        return
    if _GROUP.fullmatch(lines.text[k]):
        lines.take(k, Role.TRAILER, "downgrading group")
    elif _UNQUOTE.fullmatch(lines.text[k]) and lines.text[k - 1] == lines.text[k + 1]:
        lines.take(k, Role.TRAILER, "trailer between two signatures")
    elif lines.text[k].startswith(_BROKEN_OFF) and not lines.text[k].strip("E"):
        lines.take(k, Role.END_MARK, "sign of an error")


def is_trailer(text: str) -> bool:
    """Whether a line is a trailer by itself: an end mark, a note or a banner."""
    return _role(text) is not Role.LEFTOVER


def _role(text: str) -> Role:
    """The role of a line below a text, LEFTOVER if its form is unknown."""
    if len(text) < _LONGEST and _END_MARK.fullmatch(text):
        return Role.END_MARK
    if len(text) < _LONGEST and _TRAILER.fullmatch(text):
        return Role.TRAILER
    return Role.BANNER if _is_banner(text) else Role.LEFTOVER


def _is_half(lines: Lines, k: int) -> bool:
    """Whether piece `k` is half of a level whose other half is above or below it."""
    return _HALVES in (lines.text[k - 1 : k + 1], lines.text[k : k + 2])


def _is_banner(text: str) -> bool:
    """Whether a line is a level in capitals without post and number; letters may be misread: `CONTIDENTIAL`."""
    if len(text) >= _LONGEST_BANNER:
        return False
    found = classification.classification_line(text) if text.isupper() else None
    return (found is not None and found.serial is None) or classification.is_misread_level(text)
