"""Finds and claims the signature at the end of the body (FORMAT 6.1)."""

from itertools import compress, islice, takewhile

from cablecli.facts import lexicon
from cablecli.facts.words import words
from cablecli.model.role import Role
from cablecli.parser.body import trailers
from cablecli.parser.body.heading_words import has_address
from cablecli.parser.body.runs import has_columns
from cablecli.parser.lines.index import Lines
from cablecli.parser.people.names import is_rank
from cablecli.parser.tokens import field_labels, numbers
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_LONGEST_ABBREVIATION = 6  # characters of a title with its full stop: `Amb.`, `Capt.`
_STRAY = r"\#&*/_<>=~|^+@$%\-"  # signs that terminals and copies leave behind a name: `WHITLOCK>>`
_SIGNS = " .,;#&*/_<>=~|^+@$%-"  # the same, and stops
_TYPIST = r"""[A-Z]{2,3}-[A-Z]{2,3}(?![A-Z])"""  # of an office and a typist: `CWO-JSW`
_SURNAME = rf"""(?!{_TYPIST})
    (?:(?:MC|MAC|O|D|DE|ST\.?)[ '’])?[A-ZÀ-Þ][A-ZÀ-Þ'’]+(?:-[A-ZÀ-Þ'’]+)?"""
_NAME = rf"""{_SURNAME}(?:[ ]{_SURNAME}){{0,2}}(?:,?[ ](?:(?i:JR\.?|SR\.?|III?|IV)|ACTING))?"""
_ALONE = pattern(
    "signature alone",
    # `WHITLOCK`, `McBRIDE`, `D.WHITLOCK`, perhaps with stray signs around them
    rf"""[.*/]{{0,3}}(?:{_NAME}|[A-Z][A-Z][a-z]+[A-Z]+|[A-Z][.][A-Z]{{3,}})[ ]?[.;{_STRAY}]{{0,4}}""",
)
_MIXED = pattern(
    "signature in mixed case",  # without its particles
    r"""(?:[A-ZÀ-Þ][A-Za-zÀ-ÿ'’\-]+|[a-z]{4,14}|[a-z]{2,4}[A-Z][a-z]+)(?:[ ][A-ZÀ-Þ][A-Za-zÀ-ÿ'’\-]+){0,2}
        (?:,?[ ](?i:[JS]r\.?|III?|IV))?[.]?""",
)
_AFTER_TEXT = pattern(
    "signature after the last sentence",
    # several words only in capitals, or led by particles
    rf"""{_NAME} | (?:[a-z]{{2,4}})?[A-ZÀ-Þ][a-zß-ÿ]+[A-Z]?[a-zß-ÿ]*(?:-[A-ZÀ-Þ][a-zß-ÿ]+)? | [DO]['’][A-Z][a-z]+""",
)
_TOUCHING = pattern(
    "signature that touches a full stop, or what closes a quotation or bracket behind it",
    r"""(?:(?:[A-Za-z]{3}|[ .])\.|[.!?]["”)])
        (?P<name>(?:[A-Z]{2,3}[ ]){0,2}(?:[A-Z]{1,3}['’\-])?[A-Z]{4,}(?:-[A-Z]{3,})?)$""",
)
_ENDED = pattern(
    "end of a text without a full stop",
    r"""
        # an END label
        \bEND[ ](?:OF[ ])?(?:COMMENT|SUMMARY|NOTE|TEXT|FYI|MESSAGE|REPORT|(?:PART|SECTION)[ ][A-Z0-9]{1,5})$
        # a redaction, a rule, a stop and a dash, a trailer
        | [XZ]{6}$ | [*=\-]{4}$ | [.][ ]-$ | \bUNQ(?:UO)?TE$ | ^MINIMIZE[ ](?:FOR[ ][A-Z ,]+[ ])?CONSIDERED$""",
    ignore_case=True,
)
_INITIAL = pattern("initial of a name", r"""(?<![A-Za-z.])[A-Z]\.$""")
_LONGEST = 32  # characters of a name
_TAIL = 60  # characters at the end of a line that are searched for a name
_MOST_WORDS = 3  # of a name
_MOST_PARTICLES = 2  # before a surname
_ARTICLES = ("La ", "Las ", "Los ")  # what places begin with as often: `La Paz`
_SHORT_LINE = 26  # characters: the last line of an address or a form is shorter
_LONGEST_FURNITURE = 110  # characters of a newspaper's stamp
_FURNITURE = 3  # lines that a newspaper may add below a signature
_ENDS = frozenset(".!?:)\"”’']*")


def read(lines: Lines, start: int, last: int, officer: str | None = None) -> str | None:
    """Claim the signature of the body from piece `start` to piece `last`, below which only trailers stand.

    Returns the name as written, or None if the text ends without one. The `officer` who classified often signs.
    """
    found = (
        _alone(lines, last, start)
        or _of_officer(lines, last, officer)
        or _glued(lines, last)
        or _above_furniture(lines, last, start)
    )
    if found:
        trailers.take_above(lines, start)
        _take_earlier(lines, start, found)
    return found


def above_mangled_end(lines: Lines, start: int, last: int) -> int:
    """Claim piece `last` if it is what is left of `NNNN`. Return the last piece of the text."""
    if last > start and _is_mangled(lines, last, start):
        lines.take(last, Role.END_MARK, "rest of NNNN")
        return last - 1
    return last


def _take_earlier(lines: Lines, start: int, name: str) -> None:
    """Claim the same surname at the end of an earlier section or quotation, right above the marks below that."""
    if f"\n{name}\n" not in lines.content:
        return
    marks = (passed or role is Role.TRAILER for passed, role in zip(lines.passed, lines.role, strict=True))
    for k in compress(range(start, len(lines) - 1), islice(marks, start + 1, None)):
        if lines.text[k] == name and lines.role[k] is Role.LEFTOVER:
            lines.take(k, Role.SIGNATURE, "signature of a section")


def _is_mangled(lines: Lines, k: int, start: int) -> bool:
    """Whether the last line, a word of up to four letters below a surname, is what is left of `NNNN`."""
    text, above = lines.text[k], lines.text[k - 1]
    if len(text) > 4 or not text.isalpha() or not above.isupper() or above == text:
        return False
    if (lines.gap[k] or " " in above) and not lines.gap[k - 1] and above[-1] == ".":
        return False  # the line above ends the text
    return _name_at(above) is not None or (
        _ALONE.fullmatch(above) is not None and stands_alone(lines, k - 1, start)
    )


def is_of(text: str, officer: str | None) -> bool:
    """Whether a line in capitals is the surname of the classifying `officer`."""
    if not officer or not text.isupper() or not _is_name(text):
        return False
    return f" {officer}".upper().endswith(f" {_tidy(text)}")


# -- where it stands -----------------------------------------------------------------------------------


def _alone(lines: Lines, k: int, start: int) -> str | None:
    """Claim and return a signature that fills the last line."""
    if not stands_alone(lines, k, start):
        return None
    text = lines.text[k]
    lines.take(k, Role.SIGNATURE, "signature alone")
    if k - 1 > start and lines.text[k - 1].casefold() == text.casefold():
        k, text = k - 1, lines.text[k - 1]
        lines.take(k, Role.SIGNATURE, "signature typed twice")
    _valediction(lines, k, start)
    return _tidy(text)


def _of_officer(lines: Lines, k: int, officer: str | None) -> str | None:
    """Claim and return a last line that is the surname of the `officer`.

    In capitals the line above may be any; else it must not lead to a name, as `of` and `minister` do.
    """
    text, before = lines.text[k], lines.text[k - 1].rpartition(" ")[2] if k else ""
    leads = not before.islower() or before in words("small_words") or is_rank(before)
    if text[-1] == "." or not is_of(text if leads else text.upper(), officer):
        return None
    lines.take(k, Role.SIGNATURE, "surname of the classifying officer")
    return _tidy(text)


def _glued(lines: Lines, k: int) -> str | None:
    """Claim and return a signature that follows the last sentence or table row on its line."""
    at = _name_at(lines.text[k], _end_above(lines, k))
    if at is None or field_labels.head_label(lines.text[k]):
        return None
    lines.split(k, at)
    lines.take(k + 1, Role.SIGNATURE, "signature behind the last sentence")
    name = _tidy(lines.text[k + 1])
    rest = lines.text[k].replace(name, "").strip()
    if not rest or trailers.is_trailer(rest):  # `WHITLOCK UNQUOTE WHITLOCK`
        lines.take(k, Role.TRAILER, "trailer before a signature")
    return name


def _end_above(lines: Lines, k: int) -> str:
    """The beginning of an END label that the wrap broke off above piece `k`, behind a sentence: `END` / `COMMENT`."""
    above = lines.text[k - 1].upper() if k and not lines.gap[k] else ""
    end = next((end for end in (" END", " END OF") if above.endswith(end)), "")
    return f"{end} " if end and above.removesuffix(end).rstrip()[-1:] in _ENDS else ""


def _name_at(text: str, above: str = "") -> int | None:
    """The offset of a surname of up to three words at the end of a line, after the end of the text; or None.

    The label that ends the text may have begun `above`.
    """
    if touching := _TOUCHING.search(text):
        name = touching["name"]
        return touching.start("name") if _is_name(name) and " " not in _unled(name) else None
    words = text[-_TAIL:].split(" ")
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[-count:])
        before = above + text[: len(text) - len(name)].rstrip()
        fits = _AFTER_TEXT.fullmatch(_unled(name)) and not name.startswith(_ARTICLES)
        if before != above and fits and _is_name(name) and _may_follow(before, name):
            return len(text) - len(name)
    return None


def _may_follow(before: str, name: str) -> bool:
    """Whether the text ends with `before`, so that a surname after it is the signature."""
    if has_columns(before) and before[-1] in "0123456789%":
        return name.isupper()
    if _INITIAL.search(before) or _is_abbreviated(before.rpartition(" ")[2]):
        return name.isupper() and not before.isupper()  # `Peter J. Hollis`, `Amb. Stone`
    return before[-1] in _ENDS or before[-1] == ";" or _ENDED.search(before) is not None


def _is_abbreviated(word: str) -> bool:
    """Whether a word with a full stop is a title or particle: `Amb.`, `St.`"""
    short = word[-1] == "." and word[:-1].isalpha() and len(word) < _LONGEST_ABBREVIATION
    return short and (is_rank(word) or _is_particle(word))


def _above_furniture(lines: Lines, k: int, start: int) -> str | None:
    """Claim and return a signature with a few added lines below it, as a newspaper's stamp."""
    for up in range(k - 1, max(start, k - _FURNITURE - 1), -1):
        below = range(up + 1, k + 1)
        if not _is_furniture(lines.text[up + 1]):
            return None
        if _is_clearly_signed(lines, up, start):
            lines.take(up, Role.SIGNATURE, "signature above furniture")
            lines.take(below, Role.TRAILER, "below a signature")
            return _tidy(lines.text[up])
    return None


def _is_furniture(text: str) -> bool:
    """Whether a line below a signature can be an addition to the cable."""
    return len(text) <= _LONGEST_FURNITURE and not is_rule(text) and not numbers.numbered(text)


def _is_clearly_signed(lines: Lines, k: int, start: int) -> bool:
    """Whether a line after the end of the text is a surname, and set off from the lines below it."""
    text, above, below = lines.text[k], lines.text[k - 1], lines.text[k + 1]
    ended = above[-1] in _ENDS or lines.role[k - 1] is Role.BOILERPLATE or is_rule(above)
    if not ended or not stands_alone(lines, k, start):
        return False
    if lines.gap[k + 1] and text.isupper():
        return _ALONE.fullmatch(text) is not None
    if lines.gap[k + 1]:  # a heading of one word has a blank line above it too, and sentences below
        return not lines.gap[k] and " " not in text and below[-1] not in _ENDS
    return _is_above_remark(lines, k)


def _is_above_remark(lines: Lines, k: int) -> bool:
    """Whether the rest of a remark in capitals stands below piece `k`, perhaps below a date, and none above it."""
    remark = next((one for one in lines.text[k + 1 :] if not trailers.is_trailer(one)), "")
    return remark.isupper() and not lines.text[k - 1].isupper()


def stands_alone(lines: Lines, k: int, start: int) -> bool:
    """Whether a line is a surname, and not the end of the sentence above."""
    text = lines.text[k]
    if not _is_name(text):
        return False
    above = lines.preceding(k)
    if above > start and lines.text[above].casefold() == text.casefold():
        return True  # typed twice
    ended = _is_end(lines, above)
    apart = lines.gap[k] > 0 and above == k - 1  # a page join leaves blank lines too
    if _is_in_capitals(text):
        return ended or _stands_out(text, lines.text[above], apart)
    return (ended or (apart and text[0].isupper())) and _is_in_mixed_case(lines, text, above)


def _stands_out(text: str, above: str, apart: bool) -> bool:
    """Whether capitals are set `apart` or differ from the line above; `BE CLEARED BEF` below capitals is their rest."""
    return (apart and (" " not in text or not above.isupper())) or _differs(text, above)


def _is_in_mixed_case(lines: Lines, text: str, above: int) -> bool:
    """Whether a line is a surname in mixed case, and does not end the sentence in piece `above`."""
    name = _unled(text.removeprefix("/s/").lstrip())
    return _MIXED.fullmatch(name) is not None and not _ends_sentence_of(lines, text, above)


def _ends_sentence_of(lines: Lines, text: str, above: int) -> bool:
    """Whether a line with a full stop is the last words of the sentence in piece `above`."""
    return text[-1] == "." and above >= 0 and lines.text[above][-1] not in _ENDS


def _is_in_capitals(text: str) -> bool:
    """Whether a surname is in capitals: one word, or a known form."""
    return (text.isupper() and text.isascii() and text.isalpha()) or _ALONE.fullmatch(text) is not None


def _is_end(lines: Lines, k: int) -> bool:
    """Whether piece `k`, the line above a name, ends the text, by punctuation or because it is not prose."""
    if k < 0:
        return True  # there is no line above
    text = _unnumbered(lines.text[k])
    return (
        (text[-1] in _ENDS and not _is_abbreviated(text.rpartition(" ")[2]))
        or is_rule(text)
        or lines.role[k] != Role.LEFTOVER
        or has_columns(text)
        or _ends_in_address(text)
        or _ENDED.search(text) is not None
        or _breaks_off(lines, k)
        or (len(text) < _SHORT_LINE and lines.gap[k] > 0)
    )


def _unnumbered(text: str) -> str:
    """The text without a paragraph's number: the blanks behind `2.   ` are no columns."""
    number = numbers.numbered(text)
    return text[number.rest :] or text if number else text


def _ends_in_address(text: str) -> bool:
    """Whether a line ends with a whole web or mail address, after which many set no full stop."""
    return text[-1].isalnum() and has_address(text.rpartition(" ")[2])


def _breaks_off(lines: Lines, k: int) -> bool:
    """Whether the line below is one surname that would have fit on this line, so that the break is meant."""
    below = lines.text[k + 1]
    word = below.isalpha() and len(below) > 3 and below[0].isupper()
    return (word or (below[0].isupper() and _unled(below) != below)) and lines.ends_early(k)


def _differs(text: str, above: str) -> bool:
    """Whether a line is one word in capitals, below a line in mixed case."""
    return " " not in text and len(text) > 3 and text[-1] != "." and not above.isupper()


# -- the name ------------------------------------------------------------------------------------------


def _is_name(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    found = text.upper().rstrip(_SIGNS).replace(",", " ").replace(".", " ").split()
    redacted = any("XXXX" in word for word in found)
    return len("".join(found)) > 1 and not redacted and words("no_surnames").isdisjoint(found)


def _unled(name: str) -> str:
    """A name without the particles that lead it: `De la Torre`, `van den Heuvel`, `St. John`."""
    words = name.split(" ", _MOST_PARTICLES)
    led = sum(1 for _ in takewhile(_is_particle, words[:-1]))
    return " ".join(words[led:])


def _is_particle(word: str) -> bool:
    return "particle" in lexicon.features(word.lower())


def _tidy(text: str) -> str:
    """The surname as written, but only once if it was typed twice."""
    name = text.removeprefix("/s/").strip(_SIGNS)
    parts = name.casefold().split()
    half = len(parts) // 2
    if parts[:half] == parts[half:]:
        return " ".join(name.split()[:half])
    return name + "." if name.upper().endswith((" JR", " SR")) and text.rstrip().endswith(".") else name


def _valediction(lines: Lines, k: int, start: int) -> None:
    """Claim `Best,` and a first name above the signature of a letter."""
    two = k - 2
    if two > start and lines.text[two].endswith(",") and all(_is_brief(t) for t in lines.text[two:k]):
        lines.take(range(two, k), Role.SIGNATURE, "valediction")


def _is_brief(text: str) -> bool:
    return len(text.split()) < 4
