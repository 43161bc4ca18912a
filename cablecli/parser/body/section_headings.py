"""Section headings: underlined, boxed, bare, or with their rules on the same line (FORMAT 4.4)."""

from collections.abc import Callable
from typing import NamedTuple

from cablecli.parser.body.runs import BLANK, LINE, PAGE, SHORT, Part, closed, follows_short_line
from cablecli.parser.lines.normal import join_words
from cablecli.parser.lines.stamps import is_withheld
from cablecli.parser.people import names
from cablecli.parser.tokens import numbers, paragraph_labels, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_INLINE = pattern(
    "heading between rules",
    r"""
        (?:-[ ](?:-[ ]){1,20}|-{2,}(?:[ ]-{1,45})?|\*{2,}|={2,}|_{2,}|/{2,}|~{2,})[ ]*
        (?P<title>[^\s\-*=_/~][^*=_~]*?)[ ]*
        (?:-{2,}(?:[ ]-{1,45})?|\*{2,}|={2,}|_{2,}|/{2,}|~{2,}|-[ ](?:-[ ]?){1,20})[ .:]*""",
)
_BEHIND = pattern(
    "heading before its rule",
    r"""(?P<title>[A-Z"'“(][^\s].{0,80}?)[ ]*(?:-{5,}|={5,}|_{5,}|\*{5,})(?:[ ]-+)?[ ]*""",
)
_WEB = pattern("web address in a heading", r"""https?:|www\.|\bsgov\b|@|\.gov\b""", ignore_case=True)
_ABBREVIATED = pattern(
    "abbreviation at the end",
    r"""(?:\b[A-Z]\.[A-Z]\.|\b(?:Inc|Co|Corp|Jr|etc|Ltd|St|No)\.|\.\.\.)$""",
    ignore_case=True,
)
LONGEST = 240  # characters of a heading with its rules; anything longer is prose
_SMALL = frozenset(
    """a an and as at but by for from in into is of on or over the to under vs with its his their not
    no are was will can be has have that than who why how what when where do does""".split()
)


class Title(NamedTuple):
    """A heading that begins at some place: its words, the places of its lines and of its rules."""

    text: str
    places: tuple[int, ...]
    rules: tuple[int, ...]
    end: int  # the place after it


def find(parts: list[Part], at: int, flat: bool, opens: Callable[[int], bool], listing: bool) -> Title | None:
    """The heading that begins at place `at` of the body's parts, or None.

    `opens(place)` says whether a numbered paragraph begins there.
    """
    text = parts[at].text
    if text[0].islower() and not text.startswith("xxxx"):
        return None
    if is_rule(text):
        return _boxed(parts, at)
    if found := _on_one_line(text, parts, at):
        return found
    rule = _rule_below(parts, at, flat)
    if rule is not None and (
        found := _each_line_ruled(parts, at) or _underlined(parts, at, rule, flat, opens)
    ):
        return found
    if listing:
        return _bare(parts, at, True, opens, True) if _is_topic(text) else None
    return _bare(parts, at, flat, opens, False)


def _is_topic(text: str) -> bool:
    """Whether a line below a list of people is a heading rather than one more person."""
    words = text.split()
    joined = any(w in _SMALL or w == "--" for w in words)
    return joined and "," not in text and "(" not in text and not any(names.is_rank(w) for w in words)


def _on_one_line(text: str, parts: list[Part], at: int) -> Title | None:
    if (
        text.startswith("- - ")
        and text[-1] != "-"
        and at + 1 < len(parts)
        and parts[at + 1].before == LINE
        and parts[at + 1].text.endswith("- -")
    ):
        both = _INLINE.fullmatch(join_words([text, parts[at + 1].text]))
        return Title(both["title"].strip(" -"), (at, at + 1), (), at + 2) if both else None
    if not (text[-1] in "-*=_/~.:" and text[0] in "-*=_/~ABCDEFGHIJKLMNOPQRSTUVWXYZ(\"'“"):
        return None
    found = _INLINE.fullmatch(text) or _BEHIND.fullmatch(text)
    if (
        not found
        or not any(c.isalpha() for c in found["title"])
        or _WEB.search(found["title"])
        or len(found["title"]) > 90
    ):
        return None
    title = found["title"].strip(" -*=_/~")
    if not title or title[0].islower() or title.upper().startswith(("END ", "BEGIN ")) or is_rule(title):
        return None
    rules = (at + 1,) if at + 1 < len(parts) and is_rule(parts[at + 1].text) else ()
    return Title(title, (at,), rules, at + 1 + len(rules))


def _boxed(parts: list[Part], at: int) -> Title | None:
    for lines in (1, 2, 3):
        stop = at + lines + 1
        if stop >= len(parts):
            return None
        if is_rule(parts[stop].text):
            words = [p.text for p in parts[at + 1 : stop]]
            if lines and all(not is_rule(w) for w in words) and title_like(words) and _fits(parts, at, stop):
                return Title(_words(words), tuple(range(at + 1, stop)), (at, stop), stop + 1)
            return None
    return None


def _fits(parts: list[Part], at: int, stop: int) -> bool:
    """Both rules of a box are dashes or alike; asterisks often frame a notice instead."""
    return parts[at].text[0] == parts[stop].text[0]


def _underlined(
    parts: list[Part], at: int, stop: int, flat: bool, opens: Callable[[int], bool]
) -> Title | None:
    """The lines from `at` to the rule at `stop`, where they are a heading."""
    words = [p.text for p in parts[at:stop]]
    if _is_cut(words, len(parts[stop].text)) or not title_like(words) or _opens_box(parts, stop):
        return None
    end = stop + 1
    while end < len(parts) and is_rule(parts[end].text) and parts[end].before == LINE:
        end += 1
    before = parts[at - 1].text if at and parts[at].before == LINE and not flat else "."
    if not closed(before) and not is_rule(before):
        # Behind an unfinished line only a rule of just this length and a numbered paragraph below are proof enough.
        exact = abs(len(parts[stop].text) - len(words[-1])) <= 2
        if not (exact and end < len(parts) and opens(end)):
            return None
    if not _length_fits(words, parts[stop].text, parts, at, len(words)):
        return None
    return Title(_words(words), tuple(range(at, stop)), tuple(range(stop, end)), end)


def _is_cut(words: list[str], rule: int) -> bool:
    """Whether one of the upper lines ends what they say; not by a colon where the rule is as long as that line."""
    ends = "".join(w[-1] for w in words[:-1])
    return any(sign in ".!?:;)" for sign in ends) and not (
        ends == ":" and abs(rule - len(words[0])) <= 2 < abs(rule - len(words[1]))
    )


def _rule_below(parts: list[Part], at: int, flat: bool) -> int | None:
    """The place of the rule under one to three lines without a blank line between them."""
    for stop in range(at + 1, min(at + 4, len(parts))):
        if is_rule(parts[stop].text):
            return stop
        if parts[stop].before == BLANK and not flat:
            return None
    return None


def _each_line_ruled(parts: list[Part], at: int) -> Title | None:
    """A heading of two or three lines, each with a rule below it."""
    places: list[int] = []
    while (
        at + 1 < len(parts)
        and len(places) < 3
        and is_rule(parts[at + 1].text)
        and _is_ruled(parts, at, bool(places))
    ):
        places.append(at)
        at += 2
        if parts[at - 2].text[-1] in ".?!:":
            break
    words = [parts[p].text for p in places]
    if len(places) < 2 or not title_like([join_words(words)]):
        return None
    return Title(_words(words), tuple(places), tuple(p + 1 for p in places), places[-1] + 2)


def _is_ruled(parts: list[Part], at: int, later: bool) -> bool:
    text, rule = parts[at].text, parts[at + 1].text
    return (
        not is_rule(text)
        and abs(len(rule.replace(" ", "")) - len(text)) <= 4
        and parts[at + 1].before != BLANK
        and (not later or parts[at].before != BLANK)
        and not numbers.numbered(text)
    )


def _opens_box(parts: list[Part], rule: int) -> bool:
    """Whether a rule is the top of a boxed heading below it rather than the underline of the text above."""
    if parts[rule].before == LINE:
        return False
    return _boxed(parts, rule) is not None


def _length_fits(words: list[str], rule: str, parts: list[Part], at: int, lines: int) -> bool:
    width = len(rule.replace(" ", ""))
    longest = max(len(w) for w in words)
    if abs(width - longest) <= 4 or len(rule.split()) > 1:
        return True
    alone = at == 0 or parts[at].before != LINE or is_rule(parts[at - 1].text)
    return alone and (lines == 1 or width <= longest + 12)


def title_like(words: list[str]) -> bool:
    """Whether lines can be a heading: no sentence, no item, no number of a paragraph, no web address."""
    text = " ".join(words)
    if len(text) > 150 or max(len(w) for w in words) > 110 or not any(c.isalpha() for c in text):
        return False
    if (
        (text[0].islower() and not text.startswith("xxxx"))
        or (text[0] in "•·;,." and not text.startswith("..."))
        or text[:2] in ("- ", "--")
        or _WEB.search(text)
        or not text.strip("Xx .")
        or is_withheld(text)
    ):
        return False
    if text[-1] in ",;" or (text[-1] == "." and not _ABBREVIATED.search(text) and not _label_only(text)):
        return False
    number = numbers.numbered(text)
    if number and (number.marking or number.pilcrow):
        return False
    upper = text.upper()
    return (
        not upper.startswith(("END ", "BEGIN ", "VISIT ", "PLEASE ", "FOR MORE "))
        and upper.strip(" -*\"'.") not in ("QUOTE", "UNQUOTE")
        and " WEBSITE" not in upper
        and " WEB SITE" not in upper
    )


def _label_only(text: str) -> bool:
    opened = paragraph_labels.opening_label(text)
    return bool(opened and opened[1] >= len(text))


def _bare(
    parts: list[Part], at: int, flat: bool, opens: Callable[[int], bool], listing: bool
) -> Title | None:
    """A heading without rule: alone between blank lines (or after a finished text), before a numbered paragraph."""
    part = parts[at]
    if len(part.text) > 74 or part.text[0].islower():
        return None
    lines = 1
    if (
        at + 1 < len(parts)
        and parts[at + 1].before == LINE
        and not flat
        and not opens(at + 1)
        and len(part.text) > 35
    ):
        lines = 2
    if not flat and _over_text(parts, at):
        return Title(_words([part.text]), (at,), (), at + 1)
    after = at + lines
    if after >= len(parts) or not opens(after) or any(len(p.text) > 74 for p in parts[at:after]):
        return None
    if (
        at
        and not flat
        and part.before == LINE
        and len(parts[at - 1].tail) < 76
        and not is_rule(parts[at - 1].text)
    ):
        return None
    if (
        at
        and not flat
        and part.before == LINE
        and not (closed(parts[at - 1].text) and parts[at - 1].text[-1] not in ":,")
    ):
        return None
    if (
        at
        and not listing
        and not closed(parts[at - 1].text)
        and not is_rule(parts[at - 1].text)
        and part.before != BLANK
    ):
        return None
    if lines == 2 and (parts[after].before == LINE or part.before == LINE):
        return None
    words = [p.text for p in parts[at:after]]
    if not title_like(words) or not _capitals(" ".join(words), part.before == LINE and not flat):
        return None
    return Title(_words(words), tuple(range(at, after)), (), after)


def _over_text(parts: list[Part], at: int, more: int = 2) -> bool:
    """A heading in capitals or title case, alone between blank lines, over text without number.

    Up to so many `more` headings may stand between the heading and the text, and a page marker in place of the blank
    line where the heading ends well before the wrap.
    """
    text = parts[at].text
    if at + 1 >= len(parts) or len(text) > 60:
        return False
    if parts[at + 1].before != BLANK and (parts[at + 1].before != PAGE or len(text) >= SHORT):
        return False
    alone = parts[at].before == BLANK
    if not alone and not (at and parts[at].before == PAGE and follows_short_line(parts[at - 1], parts[at])):
        return False
    if at and not (
        (closed(parts[at - 1].text) and parts[at - 1].text[-1] not in ":,")
        or is_rule(parts[at - 1].text)
        or (parts[at - 1].before == BLANK and len(parts[at - 1].text) < 60)
    ):
        return False
    body = parts[at + 1].text
    if found := portion_markings.portion(body):
        body = body[found[1] :].strip() or body
    stacked = more > 0 and len(body) < 60 and at + 2 < len(parts) and _over_text(parts, at + 1, more - 1)
    if (
        (not stacked and (len(body) < 45))
        or not (body[0].isupper() or body[0] in '"“')
        or numbers.numbered(body)
        or (not stacked and not any(c.islower() for c in body))
    ):
        return False
    words = [w.strip("\"'“”(),?!-–") for w in text.split()]
    long = [w for w in words if w and w.lower() not in _SMALL and w[0].isalpha()]
    return (
        title_like([text])
        and text[-1] not in ".:;,!"
        and len(long) > 0
        and all(w[0].isupper() for w in long)
        and len(words) <= 9
    )


def _capitals(text: str, tight: bool) -> bool:
    """Title case or capitals; a short phrase in sentence case only where it stands alone."""
    found = portion_markings.portion(text)
    words = [w.strip("\"'“”()[]:,?!-–") for w in (text[found[1] :] if found else text).split()]
    long = [w for w in words if len(w) > 3 and w.lower() not in _SMALL and w[0].isalpha()]
    high = sum(w[0].isupper() for w in long)
    if text[-1] == ":" and not _label_only(text):
        return bool(long) and high == len(long) and len(words) <= 6
    if not long or high >= len(long) * 0.6:
        return True
    return not tight and len(words) <= 9 and text[0].isupper()


def _words(words: list[str]) -> str:
    return join_words(words).strip(" -*=_/~¶\ufffd")
