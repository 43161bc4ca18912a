"""Reads `Classified By`: the officer who classified the cable, with title and reasons (FORMAT 3.10)."""

from typing import NamedTuple

from cablecli.model import ClassifiedBy, Span
from cablecli.parser.heading import continuations
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.widths import CHOPPED_LINE, UNWRAPPED
from cablecli.parser.tokens import captions, field_labels, numbers, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_FULL = 40  # characters: a shorter line was not wrapped: `Classified By: Ambassador Dana Whitlock`
_LONGEST = 7  # lines: no longer field was seen
_INNER_FIELDS = (field_labels.REASON, field_labels.DERIVED, field_labels.DECLASSIFY)
_LABEL = pattern(
    "classified by",
    r"""(?:[¶0-9. ]{0,6}\([A-Z/]{1,5}\)[ ]*)?  # number and marking
        (?:¶?[ ]?[0-9]{1,2}\.[ ]*(?:\([A-Z]+\)[ ]*)?(?=CLASSIFIED))?
        # twice where both the form and the typist wrote it
        (?:(?:THIS[ ]CABLE[ ](?:IS|WAS)[ ])?
            (?:CLASSIFIED[ ]+(?:BY|PER)|DERIVED[ ]+FROM|CLASSIFIED(?=:)
                |[A-Z]{4,16}[ ]+BY(?=[ ]?:))  # mis-keyed: the caller has recognized the label
            \b[ ]*[:;]?[ ]*(?:\([A-Z/]{1,5}\)[ ]+(?=CLASSIFIED))?)++(?:BY[ ]+)?""",
    ignore_case=True,
)
_REASON = pattern(
    "reasons",
    r"""(?:[,;.:(\-/ ]{1,4}+|^)
        # an introduction, the number of the order, and words between the two; each may be missing
        (?:(?:F[ ]?O[ ]?R|PER|UNDER|DUE[ ]TO|BASED[ ]ON|IN[ ]ACCORDANCE[ ]WITH|PURSUANT[ ]TO)[ ]+)?(?:THE[ ]+)?
        (?:(?:E\.?[ ]?O\.?|EXECUTIVE[ ]ORDER)[ ]*1[0-9]{4}[,;: ]*)?(?:AND[ ]|FOR[ ]|PER[ ])?(?:THE[ ]FOLLOWING[ ])?
        # up to three words: `REASONS`, also mis-keyed or broken by the wrap, or the part of the order
        (?:(?:R[ ]?E[ ]?A[ ]?S[ ]?O[ ]?N[ ]?S?|RSNS?|RESONS?|REAS[A-Z0]*|SECTIONS?|SEC\.
            |PARA(?:GRAPH)?)(?![A-Z])[ ]*[:;.,]*[ ]*){0,3}+(?:UNDER[ ]|OF[ ]
        |IN[ ])?(?:E\.?O\.?[ ]*1[0-9]{4}[,;: ]*)?(?:SECTIONS?[ ])?
        # a section must follow, else it is no reason; its point may be lost before a letter
        (?=[1L][ ]?[./:,][ ]?[45]|14[ ]?\(?[A-H]\b|15[ ]?\(?[A-H]\b)""",
    ignore_case=True,
)
_CODES = pattern(
    "reason codes",
    r"""(?P<section>[1L])[ ]?[./:,]?[ ]?(?P<digit>[45])[ ]?[.:,]?[ ]*
        (?:(?:SUB)?(?:PARA(?:GRAPH)?|SECTION)S?[ ]+)?  # `1.4, paragraphs (b) and (d)`
        (?P<letters>\(?[ ]?[A-H](?![A-Z]).*)""",
    ignore_case=True,
)
_LETTER = pattern(
    "reason letter",
    r"""(?P<stop>E\.?[ ]?O\.?[ ]*1[0-9]{4}|\bC/O\b|DECL|DERIVED|\b(?:ON|BY)\b|[A-Z]{4,})  # words after the reasons
        |A[ ]?N[ ]?D  # perhaps broken by the wrap
        |(?<![A-Z0-9])(?P<letter>[A-H])(?:\)?[ ]?(?:-|THROUGH)[ ]?\(?(?P<last>[A-H]))?(?![A-Z0-9])
        |(?P<section>1[ ]?[./:][ ]?[45])""",
    ignore_case=True,
)
_REASON_WORD = pattern(
    "reason label",
    r"""[,;. ]{0,4}+\b(?:FOR[ ]+)?(?:REAS(?:[O0]NS?)?|RSNS?)\b[ ]*[:;.]?.*$
        |[,;:. ]{0,4}+\b1[.:][0-9][ ]?\(?[A-H]\b.*$  # a section that gives no reasons
        |[,;. ]{0,4}+\b(?:(?:FOR|PER)[ ]+)?E\.?O\.?[ ]?1[0-9]{4}.*$
""",
    ignore_case=True,
)
_SECTION = pattern(
    "section with a reason letter",
    r"""(?<![0-9.,/])1[ ]?[./:,][ ]?[45][ .:,(]{0,4}[A-H](?![A-Z])""",
    ignore_case=True,
)
_REST = pattern(
    "rest of a reason",
    r"""(?:[ ,;:.()/&+\-]
        |(?<![A-Z0-9])(?:(?:F?O)?R|R?E?A?S?O?N?S?|A?N?D|[A-H]|1[./:,][45])(?![A-Z0-9]))++""",
    ignore_case=True,
)
_OPEN_ENDS = ("1.4", "1.5", "and", "AND", ",", "&")
_TAILS = ("1.4", "1.5", "1:4", "4 (", "4(", "Reason", "REASON")
_DECLASSIFY = pattern(
    "declassify on",
    r"""(?<![.;, ])[.;, ]*+\b(?:DECLASSIFY[ ]ON|DECL)[ ]*:[ ]*(?P<date>.*)$""",
    ignore_case=True,
)
_SURNAME = pattern(
    "surname Reason",
    # the label follows it: `Ambassador Ada Reason for reasons 1.4 (b)`
    r"""(?<=[a-z][ ])Reason(?=[,;.]?[ ]+(?:for[ ]+)?(?:the[ ]+following[ ]+)?(?i:reasons?)\b)""",
)
_FOR_WORD = pattern("mis-keyed word for reasons", r"""(?<![ ])[ ]+for[ ]+[a-z]+$""", ignore_case=True)
# A line cut at the chop ends inside a word, unless it ends with one of these or the next line begins with one.
_WHOLE = frozenset(("for", "and", "by", "of", "the", "reason", "reasons", "reasons:", "reason:", "in"))
_OPENERS = ("for ", "reason", "1.4", "1.5")


class Field(NamedTuple):
    """The officer, and the date of a `Declassify on` in the same field."""

    officer: ClassifiedBy | None
    declassify: str | None


def extent(lines: Lines, i: int) -> int:
    """The piece after the field that begins at piece `i`."""
    end, k = i + 1, lines.following(i)
    while k < min(len(lines), i + _LONGEST) and _goes_on(lines, i, k):
        end, k = k + 1, lines.following(k)
    return end


def _goes_on(lines: Lines, first: int, k: int) -> bool:
    """Whether the field that begins at piece `first` goes on at piece `k`.

    Until the reason has come it goes on to the next blank line; after a blank line only with the rest of a reason.
    """
    before, text = lines.text[lines.preceding(k)], lines.text[k]
    label = field_labels.head_label(text)
    if label and not (label.field == field_labels.EO and _SECTION.search(text)):  # `E.O. 12958, 1.4 (b)`
        return label.field in _INNER_FIELDS
    if len(text) >= UNWRAPPED or _opens_other(text, before) or _is_title(lines, k):
        return False
    if _is_tail(text, before):
        return True
    if (lines.gap[k] and not lines.flat) or _CODES.search(joined(lines, first, k)):
        return False
    return _is_wrapped(lines, k, before) or _reason_follows(lines, k)


def _is_wrapped(lines: Lines, k: int, before: str) -> bool:
    """Whether the line before piece `k` is full, and no heading begins there."""
    return len(before) > _FULL and not lines.flat and not continuations.is_titled(lines, k)


def _is_title(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a title and no reason, behind a blank line or underlined: `Reasons for Hope`."""
    if lines.flat or not lines.text[k].startswith(_TAILS):
        return False
    parted, titled = lines.gap[k] > 0, continuations.is_titled(lines, k)
    if parted == titled:
        return parted
    return not (_reason_follows(lines, k) or _REST.fullmatch(lines.text[k]))


def _opens_other(text: str, before: str) -> bool:
    """Whether a line clearly begins something else: a number, a caption, a rule, or a marking that is no reason."""
    marked = portion_markings.portion(text) and not before.endswith(_OPEN_ENDS)
    number = numbers.numbered(text) or numbers.bracketed(text)
    return bool(marked or number or is_rule(text) or captions.captions_in(text))


def _is_tail(text: str, before: str) -> bool:
    """Whether a line must be the rest of another: in lower case, or only reason letters, `AND`, `1.4` and brackets."""
    bracket = text[0] == "(" and not text[1:5].isalpha()  # `(Note: ...)` is a text of its own
    if text[0].islower() or text[0] in "&.,)" or bracket or text.startswith(_TAILS):
        return True
    likely = "1" in text or before.endswith(_OPEN_ENDS) or before[-1] != "."
    return likely and _REST.fullmatch(text) is not None


def _reason_follows(lines: Lines, k: int) -> bool:
    """Whether the reason is in piece `k`, or in the next piece without a blank line between."""
    if _SECTION.search(lines.text[k]):
        return True
    after = k + 1
    close = after < len(lines) and not lines.flat and not lines.gap[after]
    return close and _SECTION.search(lines.text[after]) is not None


def joined(lines: Lines, first: int, end: int) -> str:
    """The field on one line. A line that the relay cut inside a word is joined to the next without a blank.

    It cut at one length; a line longer than that never passed through it, and was wrapped at a blank.
    """
    text = ""
    for k in range(first, end):
        if lines.passed[k]:
            continue
        piece = lines.text[k]
        chopped = text and len(lines.text[k - 1]) == CHOPPED_LINE and not lines.indented(k)
        whole = text.rsplit(" ", 1)[-1].lower() in _WHOLE or piece.lower().startswith(_OPENERS)
        whole = whole or ("1." in text and piece[:4].upper() == "AND ")
        text += piece if not text or (chopped and not whole) else f" {piece}"
    return text


def read(text: str, span: Span) -> Field:
    """Read name, title and reasons from a joined `Classified By` field."""
    from cablecli.parser.heading import officers  # loads the lexicon of people

    derived, rest = _after_label(text)
    declassify = None
    if "DECL" in rest.upper() and (found := _DECLASSIFY.search(rest)):
        declassify, rest = found["date"].strip(" ."), rest[: found.start()]
    surname = _SURNAME.search(rest) if "Reason" in rest else None
    rest, reasons = _before_reason(rest, surname.end() if surname else 0)
    title, name = (None, None) if derived else officers.read(rest, surname is None)
    if not (name or title or reasons):
        return Field(None, declassify)
    return Field(ClassifiedBy(name, title, reasons, span), declassify)


def _after_label(text: str) -> tuple[bool, str]:
    """Whether the label is `Derived From`, which names no officer, and the text after the label."""
    if label := _LABEL.match(text):
        return "DERIVED" in label[0].upper(), text[label.end() :]
    mis_keyed = field_labels.mis_keyed_classifier(text)
    return False, text[mis_keyed.end :] if mis_keyed else text


def _before_reason(text: str, at: int) -> tuple[str, tuple[str, ...]]:
    """The text before the reasons, and the reasons, looked for from `at` on."""
    if label := _REASON.search(text, at):
        return _FOR_WORD.sub("", text[: label.start()]), _reasons(text[label.end() :])
    if word := _REASON_WORD.search(text, at):
        return text[: word.start()], _reasons(text[word.start() :])
    return text, ()


def _reasons(text: str) -> tuple[str, ...]:
    """The codes `1.4(b)` and `1.4(d)` of `1.4 (b) and (d)`, `1.4 (b/d)`, `1.4 b,d` or `1:4 (B) (D)`."""
    found = _CODES.search(text)
    if not found:
        return ()
    section = f"1.{found['digit']}"
    codes: list[str] = []
    for letter in _LETTER.finditer(found["letters"]):
        if letter["stop"]:
            break
        if letter["section"]:
            section = f"1.{letter['section'][-1]}"
        elif letter["letter"]:
            first = letter["letter"].lower()
            last = (letter["last"] or first).lower()
            codes += (f"{section}({a})" for a in "abcdefgh" if first <= a <= last)  # `b-d` is a range
    return tuple(dict.fromkeys(codes))
