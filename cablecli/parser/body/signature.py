"""The end of the body, read backwards: trailers, the website notice, the signature (format 4.11)."""

from cablecli.facts.words import words
from cablecli.model.role import Role
from cablecli.parser.body import trailers
from cablecli.parser.body.runs import has_columns
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.website_notices import mark_boilerplate
from cablecli.parser.tokens import field_labels, numbers
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_SURNAME = r"""(?:(?:MC|MAC|O|D|VAN|VON|DE|DI|LA|LE|DEL|ST\.?)[ '’])?[A-ZÀ-Þ][A-ZÀ-Þ'’]+(?:-[A-ZÀ-Þ'’]+)?"""
_NAME = rf"""{_SURNAME}(?:[ ]{_SURNAME}){{0,2}}(?:,?[ ](?:JR\.?|SR\.?|II|III|IV|ACTING))?"""
_ALONE = pattern(
    "signature alone",
    # `WHITLOCK`, `McBRIDE`, `D.WHITLOCK`
    rf"""{_NAME}[ ]?\.?|[A-Z][A-Z][a-z]+[A-Z]+|[A-Z][.][A-Z]{{3,}}""",
)
_MIXED = pattern(
    "signature in mixed case",
    r"""(?:[A-Z][A-Za-z'’\-]+|[a-z]{4,14})(?:[ ][A-Z][A-Za-z'’\-]+){0,2}(?:,?[ ](?:Jr\.?|III?))?""",
)
_GLUED = pattern(
    "signature behind the last sentence",
    rf"""
        # what ends a text: a sign, an END label without its stop, a redaction, a rule
        (?:(?<=[.!?)"”’'\]:;*])|(?<=[.][ ]-)
            |(?<=\bEND[ ]COMMENT)|(?<=\bEnd[ ]Comment)|(?<=\bEnd[ ]comment)
            |(?<=\bEND[ ]SUMMARY)|(?<=\bEND[ ]NOTE)|(?<=\bEND[ ]TEXT)
            |(?<=[XZ]{{6}})|(?<=[*=\-]{{4}}))
        [ ]+(?P<name>{_NAME}|(?:[A-Z][a-z]+[A-Z]?[a-z]*(?:-[A-Z][a-z]+)?)|(?:Mc|Mac|O')[A-Z][a-z]+)$""",
)
_BEHIND_FIGURES = pattern("signature behind a table row", rf"""(?<=[0-9%])[ ]+(?P<name>{_SURNAME})$""")
_LONGEST = 32  # characters of a name
_TAIL = 60  # characters at the end of a line in which a name is looked for
_SHORT_LINE = 26  # the last line of an address or a form is shorter
_FURNITURE = 3  # lines that a newspaper may put below a signature
_ENDS = frozenset(".!?:)\"”’']*")


def read(source: Lines, start: int, signed: bool = True) -> str | None:
    """Take trailers and signature off the end of the body that begins at piece `start`; give the signature.

    A text that is not `signed` ends without one.
    """
    mark_boilerplate(source, start)
    k = trailers.take(source, start)
    if k > start and _is_mangled(source, k, start):
        source.take(k, Role.TRAILER, "rest of NNNN")
        k -= 1
    if k < start or not signed:
        return None
    return _alone(source, k, start) or _glued(source, k) or _above_furniture(source, k, start)


def _is_mangled(source: Lines, k: int, start: int) -> bool:
    """Whether a last word of up to four letters below a surname is what is left of `NNNN`."""
    text, above = source.text[k], source.text[k - 1]
    if len(text) > 4 or not text.isalpha() or not above.isupper() or above == text:
        return False
    if source.gap[k] and not source.gap[k - 1] and above[-1] == ".":
        return False  # the words above are the end of the text
    glued = _GLUED.search(above[-_TAIL:])
    if glued and _is_name(glued["name"]):
        return True
    return _ALONE.fullmatch(above) is not None and _stands_alone(source, k - 1, start)


# -- where it stands -----------------------------------------------------------------------------------


def _alone(source: Lines, k: int, start: int) -> str | None:
    """A signature on the last line."""
    if not _stands_alone(source, k, start):
        return None
    text = source.text[k]
    source.take(k, Role.SIGNATURE, "signature alone")
    if k - 1 > start and source.text[k - 1].casefold() == text.casefold():
        k, text = k - 1, source.text[k - 1]
        source.take(k, Role.SIGNATURE, "signature typed twice")
    _valediction(source, k, start)
    return _tidy(text)


def _glued(source: Lines, k: int) -> str | None:
    """A signature behind the last sentence, or behind the last row of a table."""
    text = source.text[k]
    found = _GLUED.search(text[-_TAIL:])
    if not found and has_columns(text):
        found = _BEHIND_FIGURES.search(text)
    if not found or not _is_name(found["name"]) or field_labels.head_label(text):
        return None
    source.split(k, len(text) - len(found["name"]))
    source.take(k + 1, Role.SIGNATURE, "signature behind the last sentence")
    return _tidy(source.text[k + 1])


def _above_furniture(source: Lines, k: int, start: int) -> str | None:
    """A signature in capitals with a few lines of somebody's furniture below it (a newspaper's stamp)."""
    for up in range(k - 1, max(start, k - _FURNITURE - 1), -1):
        below = range(up + 1, k + 1)
        if not _is_furniture(source.text[up + 1]):
            return None
        if _is_clearly_signed(source, up, start):
            source.take(up, Role.SIGNATURE, "signature above furniture")
            source.take(below, Role.TRAILER, "below a signature")
            return _tidy(source.text[up])
    return None


def _is_furniture(text: str) -> bool:
    """Whether a line below a signature is nothing of the cable's text."""
    return len(text) <= 110 and not is_rule(text) and not numbers.numbered(text)


def _is_clearly_signed(source: Lines, k: int, start: int) -> bool:
    """Whether a line in capitals between the end of the text and a blank line is a surname."""
    text = source.text[k]
    apart = source.gap[k + 1] > 0 and source.text[k - 1][-1] in _ENDS
    return apart and text.isupper() and bool(_ALONE.fullmatch(text)) and _stands_alone(source, k, start)


def _stands_alone(source: Lines, k: int, start: int) -> bool:
    """Whether a line is a surname that no sentence above goes on with."""
    text = source.text[k]
    if len(text) > _LONGEST or not _is_name(text):
        return False
    above = source.preceding(k)
    if above > start and source.text[above].casefold() == text.casefold():
        return True
    ended = above < 0 or _is_end(source, above)
    if _ALONE.fullmatch(text) or (text.isupper() and text.isascii() and text.isalpha()):
        return ended or source.gap[k] > 0 or _differs(text, source.text[above])
    return _MIXED.fullmatch(text) is not None and (ended or (source.gap[k] > 0 and text[0].isupper()))


def _is_end(source: Lines, k: int) -> bool:
    """Whether a line above a name ends the text: by its sign, as a rule, a notice, a table's row or an address."""
    text = source.text[k]
    return (
        text[-1] in _ENDS
        or is_rule(text)
        or source.role[k] != Role.LEFTOVER
        or has_columns(text)
        or (len(text) < _SHORT_LINE and source.gap[k] > 0)
    )


def _differs(text: str, above: str) -> bool:
    """Whether one word in capitals stands below a line in mixed case."""
    return " " not in text and len(text) > 3 and text[-1] != "." and not above.isupper()


# -- the name ------------------------------------------------------------------------------------------


def _is_name(text: str) -> bool:
    found = text.upper().replace(",", " ").replace(".", " ").split()
    redacted = any("XXXX" in word for word in found)
    return len("".join(found)) > 1 and not redacted and words("no_surnames").isdisjoint(found)


def _tidy(text: str) -> str:
    """The surname as written; once where it was typed twice."""
    name = text.strip(" .,")
    parts = name.casefold().split()
    half = len(parts) // 2
    if parts[:half] == parts[half:]:
        return " ".join(name.split()[:half])
    return name + "." if name.upper().endswith((" JR", " SR")) and text.rstrip().endswith(".") else name


def _valediction(source: Lines, k: int, start: int) -> None:
    """`Best,` and a first name above the signature of a letter belong to it."""
    two = k - 2
    if two > start and source.text[two].endswith(",") and all(_is_brief(t) for t in source.text[two:k]):
        source.take(range(two, k), Role.SIGNATURE, "valediction")


def _is_brief(text: str) -> bool:
    return len(text.split()) < 4
