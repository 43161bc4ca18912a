"""The end of the body, read backwards: trailers, the website notice, the signature."""

from cablecli.model.role import Role
from cablecli.parser.body.runs import has_columns
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.website_notices import mark_boilerplate
from cablecli.parser.tokens import classification, field_labels, numbers
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_TRAILER = pattern(
    "trailer",
    r"""N{3,8}[A-Z]{0,8}|BT|\#[0-9]{3,5}|[.>,\-_=*\u00bf]{1,99}|END[ ]CABLE(?:[ ]TEXT)?\.?
        |<<[ ]?END[ ]OF[ ]DOCUMENT[ ]?>>|GP-[0-9]|YYY
      | [0-9]{4}-[0-9]{2}-[0-9]{2} | [0-9]{4}[A-Z]{4,12}[0-9]{4,6}[ ]-[ ][A-Z]+ | =+[ ]?CABLE[ ]ENDS[ ]?=+
          | UNQUOTE | EXEMPT
      | \*{3}[ ]CURRENT[ ].* | NOTE[ ]BY[ ]O.* | SELECT[ ].* | INSERT[ ].* | \)?[ ]?(?:AND|WHERE
          |FROM)[ ][^=]{1,60}=.* | .{0,60}DECLASSIFIED/RELEASED.*
      | \#?[ ]?MINIMIZE[ ]CONSIDERED(?:[ ]FOR[ ][A-Z ,]+)?\.?""",
    ignore_case=True,
)
_DATED = pattern("date behind the signature", r"""(?<=[A-Z]{3})[ ]+[0-9]{4}-[0-9]{2}-[0-9]{2}$""")
_SURNAME = r"""(?:(?:MC|MAC|O|D|VAN|VON|DE|DI|LA|LE|DEL|ST\.?)[ '’])?[A-ZÀ-Þ][A-ZÀ-Þ'’]+(?:-[A-ZÀ-Þ'’]+)?"""
_NAME = rf"""{_SURNAME}(?:[ ]{_SURNAME}){{0,2}}(?:,?[ ](?:JR\.?|SR\.?|II|III|IV|ACTING))?"""
_ALONE = pattern("signature alone", rf"""{_NAME}[ ]?\.?|[A-Z][A-Z][a-z]+[A-Z]+|[A-Z][.][A-Z]{{3,}}""")
_MIXED = pattern(
    "signature in mixed case",
    r"""(?:[A-Z][A-Za-z'’\-]+|[a-z]{4,14})(?:[ ][A-Z][A-Za-z'’\-]+){0,2}(?:,?[ ](?:Jr\.?|III?))?""",
)
_GLUED = pattern(
    "signature behind the last sentence",
    rf"""(?:(?<=[.!?)"”’'\]:;*])|(?<=[.][ ]-)|(?<=\bEND[ ]COMMENT)|(?<=\bEnd[ ]Comment)
        |(?<=\bEnd[ ]comment)|(?<=\bEND[ ]SUMMARY)|(?<=\bEND[ ]NOTE)|(?<=\bEND[ ]TEXT)|(?<=[XZ]{{6}})
    |(?<=[*=\-]{{4}}))
        [ ]+(?P<name>{_NAME}|(?:[A-Z][a-z]+[A-Z]?[a-z]*(?:-[A-Z][a-z]+)?)|(?:Mc|Mac|O')[A-Z][a-z]+)$""",
)
_BEHIND_FIGURES = pattern("signature behind a table row", rf"""(?<=[0-9%])[ ]+(?P<name>{_SURNAME})$""")
_NOT_NAMES = frozenset(
    """END COMMENT SUMMARY UNQUOTE QUOTE TEXT NOTE CONSIDERED MINIMIZE BT SIPDIS NOFORN SENSITIVE
    SECRET CONFIDENTIAL UNCLASSIFIED UNCLAS STATE FYI THE AND FOR WITH FROM POINTS CABLE REPORT NATO
    USG EMBASSY XXXXXXXXXXXX THANKS REGARDS BEST COMMENTS TRANSLATION PARAGRAPH SECTION EXEMPT""".split()
)


def read(source: Lines, start: int, signed: bool = True) -> str | None:
    """Take trailers and signature off the end of the body that begins at piece `start`; give the signature.

    A text that is not `signed` ends without one.
    """
    mark_boilerplate(source, start)
    trailers: list[int] = []
    k = len(source) - 1
    while k >= start:
        text = source.text[k]
        if source.role[k] is not Role.LEFTOVER or is_rule(text):
            if is_rule(text):
                source.take(k, Role.RULE, "rule below the text")
        elif dated := _DATED.search(text):
            source.split(k, dated.start())
            trailers = [t + 1 for t in trailers] + [k + 1]
            continue
        elif (len(text) < 120 and _TRAILER.fullmatch(text)) or _is_banner(text):
            trailers.append(k)
        else:
            break
        k -= 1
    for t in trailers:
        source.take(t, Role.TRAILER, "trailer")
    if k > start and _is_mangled(source, k, start):
        source.take(k, Role.TRAILER, "rest of NNNN")
        k -= 1
    if k < start or not signed:
        return None
    return _signature(source, k, start) or _signature_above(source, k, start)


def _is_mangled(source: Lines, k: int, start: int) -> bool:
    """Whether a last word of up to four letters below a surname is what is left of `NNNN`."""
    text, above = source.text[k], source.text[k - 1]
    if len(text) > 4 or not text.isalpha() or not above.isupper() or above == text:
        return False
    if source.gap[k] and not source.gap[k - 1] and above[-1] == ".":
        return False  # the words above are the end of the text
    glued = _GLUED.search(above[-60:])
    return bool(glued and _is_name(glued["name"])) or (
        bool(_ALONE.fullmatch(above)) and _stands_alone(source, k - 1, start)
    )


def _signature_above(source: Lines, k: int, start: int) -> str | None:
    """A signature in capitals with a few lines of somebody's furniture below it (a newspaper's stamp)."""
    for up in range(k - 1, max(start, k - 4), -1):
        text = source.text[up]
        if any(
            len(source.text[b]) > 110 or numbers.numbered(source.text[b]) or is_rule(source.text[b])
            for b in range(up + 1, k + 1)
        ):
            return None
        if (
            text.isupper()
            and _ALONE.fullmatch(text)
            and source.gap[up + 1]
            and _stands_alone(source, up, start)
            and source.text[up - 1][-1] in ".!?:)\"”'’]*"
        ):
            source.take(up, Role.SIGNATURE, "signature above furniture")
            for below in range(up + 1, k + 1):
                source.take(below, Role.TRAILER, "below a signature")
            return _tidy(text)
    return None


def _is_banner(text: str) -> bool:
    found = classification.classification_line(text) if len(text) < 40 else None
    return bool(found and found.serial is None and text.isupper())


def _signature(source: Lines, k: int, start: int) -> str | None:
    text = source.text[k]
    if _stands_alone(source, k, start):
        source.take(k, Role.SIGNATURE, "signature alone")
        if source.text[k - 1].casefold() == text.casefold() and k - 1 > start:
            k, text = k - 1, source.text[k - 1]
            source.take(k, Role.SIGNATURE, "signature typed twice")
        _valediction(source, k, start)
        return _tidy(text)
    found = _GLUED.search(text[-60:]) if len(text) > 3 else None
    if not found and has_columns(text):
        found = _BEHIND_FIGURES.search(text)
    if found and _is_name(found["name"]) and not field_labels.head_label(text):
        at = len(text) - len(found["name"])
        source.split(k, at)
        source.take(k + 1, Role.SIGNATURE, "signature behind the last sentence")
        return _tidy(source.text[k + 1])
    return None


def _stands_alone(source: Lines, k: int, start: int) -> bool:
    text = source.text[k]
    if len(text) > 32 or not _is_name(text):
        return False
    before = source.preceding(k)
    done = (
        before < 0
        or is_rule(source.text[before])
        or source.role[before] != Role.LEFTOVER
        or source.text[before][-1] in ".!?:)\"”'’]*"
    )
    done = done or has_columns(source.text[before])
    if before > start and source.text[before].casefold() == text.casefold():
        return True
    done = done or (len(source.text[before]) < 26 and source.gap[before] > 0)
    if (text.isupper() and text.isascii() and text.isalpha()) or _ALONE.fullmatch(text):
        return (
            done
            or source.gap[k] > 0
            or (" " not in text and len(text) > 3 and text[-1] != "." and not source.text[before].isupper())
        )
    return bool(_MIXED.fullmatch(text)) and (done or (source.gap[k] > 0 and text[0].isupper()))


def _is_name(text: str) -> bool:
    words = text.upper().replace(",", " ").replace(".", " ").split()
    return bool(words) and not any(w in _NOT_NAMES or "XXXX" in w for w in words) and len("".join(words)) > 1


def _tidy(text: str) -> str:
    """The surname as written; once where it was typed twice."""
    name = text.strip(" .,")
    words = name.split()
    half = len(words) // 2
    if len(words) % 2 == 0 and [w.casefold() for w in words[:half]] == [w.casefold() for w in words[half:]]:
        return " ".join(words[:half])
    return name + "." if name.upper().endswith((" JR", " SR")) and text.rstrip().endswith(".") else name


def _valediction(source: Lines, k: int, start: int) -> None:
    """`Best,` and a first name above the signature of a letter belong to it."""
    one, two = k - 1, k - 2
    if (
        two > start
        and source.text[two].endswith(",")
        and len(source.text[two].split()) < 4
        and len(source.text[one].split()) < 4
    ):
        source.take(range(two, k), Role.SIGNATURE, "valediction")
