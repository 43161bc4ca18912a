"""The end of the body, read backwards: trailers, the website notice, the signature."""

from collections.abc import Iterator

from cablecli.parser import labels, lines, marking
from cablecli.parser.lines import Lines, is_rule
from cablecli.parser.parts import has_columns
from cablecli.parser.pattern import pattern

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
_VISIT = pattern(
    "website notice",
    r"""[*"'\-( ]{0,9}(?:FOR[ ]MORE[ ].{0,60})?(?:PLEASE[ ])?(?:VISIT|SEE|ACCESS)\b.{0,90}
        (?:\bWEB[ \-]?(?:SITE|PAGE)|\bCLASSIFIED[ ][A-Z]{2,12}[ ]SITE[ ]AT\b)""",
    ignore_case=True,
)
_MORE = pattern(
    "line above a website notice",
    r"""(?:FOR|TO)[ ](?:MORE|READ)\b.{0,90}\b(?:VISIT|SEE|AT)[ ]?:?""",
    ignore_case=True,
)
_SIGNED = pattern(
    "signature behind a web address",  # which the relay broke after 45 characters
    r"""://[^\s]{1,200}(?:[ ][a-z]{1,3})?[ ]+(?P<name>[A-Z][A-Za-z'’\-]{2,})$""",
)
_GLUED_NOTICE = pattern(
    "website notice behind a sentence",
    r"""(?<=[.!?)"”])[ ]+(?=(?:PLEASE[ ])?VISIT[ ].{3,60}\b(?:WEB[ ]?SITE|WEB[ ]?PAGE)\b)""",
    ignore_case=True,
)
_STARS = pattern("rule of asterisks inside a line", r"""\*{8,}(?:[ ]\*{8,})*+""")
_ADDRESS = pattern("web address", r"""[*"'\[(<\- ]{0,9}(?:https?://|www\.|[a-z]{3,6}://)""", ignore_case=True)
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


def mark_boilerplate(source: Lines, start: int) -> None:
    """Give website notices (182 measured cables) their role, wherever they stand in the body.

    `Visit Embassy Valletta's Classified Web Site at:` and the address on the next lines, also glued behind a sentence.
    """
    named = list(_websites(source.content))
    if not named:
        return
    _cut_notices(source, start)
    for k in map(source.at, named):
        text = source.text[k]
        if (
            k >= start
            and source.role[k] is lines.LEFTOVER
            and len(text) < 240
            and _VISIT.match(text)
            and _has_address(source, k)
        ):
            _notice(source, k)


def _websites(content: str) -> Iterator[int]:
    """Offsets of the words `Web site` and their kin, in any case."""
    low = content.encode("ascii", "replace").lower()  # as many signs, and lowered in a fifth of the time
    for word in (b"web", b" site at"):
        at = low.find(word)
        while at >= 0:
            if word != b"web" or low[at + 3 : at + 8].lstrip(b" -").startswith((b"site", b"page")):
                yield at
            at = low.find(word, at + 3)


def _cut_notices(source: Lines, start: int) -> None:
    """Give a notice glued behind the last sentence a piece of its own."""
    for k in range(len(source) - 1, start - 1, -1):
        text = source.text[k]
        if "********" in text and text.strip("* "):
            cuts = [at for found in _STARS.finditer(text) for at in found.span()]
            source.split(k, *cuts)
        elif "isit" in text or "ISIT" in text:
            found = _GLUED_NOTICE.search(text, max(0, len(text) - 260))
            if found:
                source.split(k, found.end())


def _has_address(source: Lines, k: int) -> bool:
    near = " ".join(source.text[k : k + 3]).lower()
    return "://" in near or "www." in near or "sgov" in near or "classified web" in near


def _notice(source: Lines, k: int) -> None:
    source.role[k] = lines.BOILERPLATE
    if k and source.role[k - 1] is lines.LEFTOVER and _MORE.fullmatch(source.text[k - 1]):
        source.role[k - 1] = lines.BOILERPLATE
    if "://" in source.text[k]:
        if signed := _SIGNED.search(source.text[k]):
            source.role[source.split(k, signed.start("name"))[-1]] = lines.LEFTOVER
        return
    k += 1
    for step in range(3):
        if k < len(source) and (
            _ADDRESS.match(source.text[k])
            or source.text[k].lower().startswith(("at http", "at: http", "www."))
            or (step == 1 and " " not in source.text[k] and "." in source.text[k])
        ):
            source.role[k] = lines.BOILERPLATE
            k += 1


def read(source: Lines, start: int, signed: bool = True) -> str | None:
    """Take trailers and signature off the end of the body that begins at piece `start`; give the signature.

    A text that is not `signed` ends without one.
    """
    mark_boilerplate(source, start)
    trailers: list[int] = []
    k = len(source) - 1
    while k >= start:
        text = source.text[k]
        if source.role[k] != lines.LEFTOVER or is_rule(text):
            if is_rule(text):
                source.role[k] = lines.RULE
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
        source.role[t] = lines.TRAILER
    if k > start and _is_mangled(source, k, start):
        source.role[k] = lines.TRAILER
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
            len(source.text[b]) > 110 or labels.numbered(source.text[b]) or is_rule(source.text[b])
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
            source.role[up] = lines.SIGNATURE
            for below in range(up + 1, k + 1):
                source.role[below] = lines.TRAILER
            return _tidy(text)
    return None


def _is_banner(text: str) -> bool:
    found = marking.classification(text) if len(text) < 40 else None
    return bool(found and found.serial is None and text.isupper())


def _signature(source: Lines, k: int, start: int) -> str | None:
    text = source.text[k]
    if _stands_alone(source, k, start):
        source.role[k] = lines.SIGNATURE
        if source.text[k - 1].casefold() == text.casefold() and k - 1 > start:
            k, text = k - 1, source.text[k - 1]
            source.role[k] = lines.SIGNATURE
        _valediction(source, k, start)
        return _tidy(text)
    found = _GLUED.search(text[-60:]) if len(text) > 3 else None
    if not found and has_columns(text):
        found = _BEHIND_FIGURES.search(text)
    if found and _is_name(found["name"]) and not labels.head_label(text):
        at = len(text) - len(found["name"])
        source.split(k, at)
        source.role[k + 1] = lines.SIGNATURE
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
        or source.role[before] != lines.LEFTOVER
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
        source.role[one] = source.role[two] = lines.SIGNATURE
