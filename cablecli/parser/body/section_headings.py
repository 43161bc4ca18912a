"""Section headings: underlined, boxed, bare, or with their rules on the same line (FORMAT 4.4).

Each form asks first for its shape and then for the words (`heading_words`).
"""

from collections.abc import Callable
from typing import NamedTuple

from cablecli.facts.words import words as listed
from cablecli.parser.body.heading_words import has_address, is_high, is_in_title_case, title_like
from cablecli.parser.body.runs import BLANK, LINE, PAGE, SHORT, Part, closed, follows_short_line
from cablecli.parser.lines.normal import join_words
from cablecli.parser.people import names
from cablecli.parser.tokens import numbers, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_INLINE = pattern(
    "heading between rules",
    r"""
        # the rule before: dashes set apart, or a run of one sign, which the relay may have broken after 45
        (?:-[ ](?:-[ ]){1,20}|-{2,}(?:[ ]-{1,45})?|\*{2,}|={2,}|_{2,}|/{2,}|~{2,})[ ]*
        # the words: no sign of a rule but the dash inside them
        (?P<title>[^\s\-*=_/~][^*=_~]*?)[ ]*
        # the rule behind, and the stop that some put there
        (?:-{2,}(?:[ ]-{1,45})?|\*{2,}|={2,}|_{2,}|/{2,}|~{2,}|-[ ](?:-[ ]?){1,20})[ .:]*""",
)
_BEHIND = pattern(
    "heading before its rule",
    # five signs at least: `--` behind words is a dash
    r"""(?P<title>[A-Z"'“(][^\s].{0,80}?)[ ]*(?:-{5,}|={5,}|_{5,}|\*{5,})(?:[ ]-+)?[ ]*""",
)
LONGEST = 240  # characters of a heading with its rules; anything longer is prose
_MOST_LINES = 3  # of a heading; text of more is a paragraph
_LONGEST_TITLE = 90  # characters between rules, wrapped once
_LONGEST_ALONE = 60  # characters of a heading without rule and number: at the wrap it is a line of text
_SHORTEST_PROSE = 45  # characters of a sentence's first line
_LINE_WRAP = 74  # the relay breaks every line before; what is longer has lost its line ends
_LONG_LINE = 35  # characters from which a heading may have wrapped to a second line
_NEAR = 4  # characters that a rule may be longer or shorter than the words it underlines
_EXACT = 2  # where nothing else speaks for a heading, only so many
_RULE_SIGNS = " -*=_/~"
_RULE_ENDS = frozenset("-*=_/~")


class Title(NamedTuple):
    """A heading that begins at some place: its words, the places of its lines and of its rules."""

    text: str
    places: tuple[int, ...]
    rules: tuple[int, ...]
    end: int  # the place after it


class Scene(NamedTuple):
    """What the search for headings looks at: the parts of the body, and how far their blank lines can be trusted."""

    parts: list[Part]
    flat: bool  # blank lines say nothing
    opens: Callable[[int], bool]  # whether a numbered paragraph begins at a place

    def text_above(self, at: int) -> str:
        """The line above place `at`; a full stop above the first."""
        return self.parts[at - 1].text if at else "."

    def joins(self, at: int) -> bool:
        """Whether the line at a place stands directly below another."""
        return self.parts[at].before == LINE and not self.flat


def find(scene: Scene, at: int, listing: bool) -> Title | None:
    """The heading that begins at place `at`, or None; `listing` tells that the paragraph above lists people."""
    if is_rule(scene.parts[at].text):
        return _boxed(scene.parts, at)
    if found := _on_one_line(scene.parts, at) or _ruled(scene, at):
        return found
    if not listing:
        return _bare(scene, at)
    return _bare(scene._replace(flat=True), at, True) if _is_topic(scene.parts[at].text) else None


def _is_topic(text: str) -> bool:
    """Whether a line below a list of people is a heading rather than one more person."""
    words = text.split()
    joined = any(w in listed("small_words") or w == "--" for w in words)
    return joined and "," not in text and "(" not in text and not any(names.is_rank(w) for w in words)


# -- rules on the line itself --------------------------------------------------------------------------


def _on_one_line(parts: list[Part], at: int) -> Title | None:
    """A heading with its rules on its own line: `--- Fleets ---`, `Fleets -----`."""
    after = at + 1
    if after < len(parts) and _is_half(parts[at].text, parts[after]):
        both = _INLINE.fullmatch(join_words([parts[at].text, parts[after].text]))
        return Title(both["title"].strip(" -"), (at, after), (), after + 1) if both else None
    title = _between_rules(parts[at].text)
    if not title:
        return None
    rules = (after,) if after < len(parts) and is_rule(parts[after].text) else ()
    return Title(title, (at,), rules, after + len(rules))


def _is_half(text: str, below: Part) -> bool:
    """Whether a heading between dashes goes on in the line below: `- - FLEETS OF THE` / `OUTER HARBOR - -`."""
    return text.startswith("- - ") and text[-1] != "-" and below.text.endswith("- -")


def _between_rules(text: str) -> str | None:
    """The words of a heading with a rule on either side, or behind it."""
    between = text[0] in _RULE_SIGNS
    if (text.rstrip(" .:") if between else text)[-1:] not in _RULE_ENDS:
        return None
    found = (_INLINE if between else _BEHIND).fullmatch(text)
    title = found["title"].strip(_RULE_SIGNS) if found else ""
    return title if title and _is_title(title) else None


def _is_title(title: str) -> bool:
    """Whether words between rules are a heading's: no address, no line of signs, no mark of a quotation's end."""
    if len(title) > _LONGEST_TITLE or has_address(title) or not any(map(str.isalpha, title)):
        return False
    return not title[0].islower() and not title.upper().startswith(("END ", "BEGIN "))


# -- rules above or below ------------------------------------------------------------------------------


def _boxed(parts: list[Part], at: int) -> Title | None:
    """One to three lines between the rule at `at` and another."""
    for stop in range(at + 1, min(at + _MOST_LINES + 2, len(parts))):
        if is_rule(parts[stop].text):
            words = [p.text for p in parts[at + 1 : stop]]
            if words and _is_framed(words):
                return Title(_words(words), tuple(range(at + 1, stop)), (at, stop), stop + 1)
            return None
    return None


def _is_framed(words: list[str]) -> bool:
    """Whether lines in a box are a heading; in title case they may end with a full stop."""
    if title_like(words):
        return True
    stopped = words[-1][-1] == "." and is_high(" ".join(words), tight=True)
    return stopped and title_like([*words[:-1], words[-1][:-1]])


def _ruled(scene: Scene, at: int) -> Title | None:
    """A heading with a rule below it, or one below each of its lines."""
    rule = _rule_below(scene, at)
    if rule is None or not scene.parts[at].text.strip("Xx"):
        return None  # a blacked-out line stands in place of a paragraph, not of a heading's first line
    return _each_line_ruled(scene.parts, at) or _underlined(scene, at, rule)


def _rule_below(scene: Scene, at: int) -> int | None:
    """The place of the rule under one to three lines without a blank line between them."""
    for stop in range(at + 1, min(at + _MOST_LINES + 1, len(scene.parts))):
        if is_rule(scene.parts[stop].text):
            return stop
        if scene.parts[stop].before == BLANK and not scene.flat:
            return None
    return None


def _underlined(scene: Scene, at: int, rule: int) -> Title | None:
    """The lines from `at` to the rule below them, where they are a heading."""
    parts = scene.parts
    words = [p.text for p in parts[at:rule]]
    if _is_cut(words, len(parts[rule].text)) or not title_like(words) or _opens_box(parts, rule):
        return None
    end = rule + 1
    while end < len(parts) and is_rule(parts[end].text) and parts[end].before == LINE:
        end += 1
    if not (_length_fits(words, parts, at) and (_is_set_off(scene, at) or _is_proved(scene, at, rule, end))):
        return None
    return Title(_words(words), tuple(range(at, rule)), tuple(range(rule, end)), end)


def _is_set_off(scene: Scene, at: int) -> bool:
    """Whether the line above an underlined one is no sentence that goes on in it."""
    above = scene.text_above(at)
    return not scene.joins(at) or closed(above) or is_rule(above)


def _is_proved(scene: Scene, at: int, rule: int, end: int) -> bool:
    """Behind an unfinished line only a rule of just this length and a numbered paragraph below are proof enough."""
    exact = abs(len(scene.parts[rule].text) - len(scene.parts[rule - 1].text)) <= _EXACT
    return exact and end < len(scene.parts) and scene.opens(end)


def _is_cut(words: list[str], rule: int) -> bool:
    """Whether one of the upper lines ends what they say; not by a colon where the rule is as long as that line."""
    ends = "".join(w[-1] for w in words[:-1])
    return any(sign in ".!?:;)" for sign in ends) and not (
        ends == ":" and abs(rule - len(words[0])) <= _EXACT < abs(rule - len(words[1]))
    )


def _each_line_ruled(parts: list[Part], at: int) -> Title | None:
    """A heading of two or three lines, each with a rule below it."""
    places: list[int] = []
    while at + 1 < len(parts) and len(places) < _MOST_LINES and _is_ruled(parts, at, bool(places)):
        places.append(at)
        at += 2
        if parts[at - 2].text[-1] in ".?!:":
            break
    words = [parts[p].text for p in places]
    if len(places) < 2 or not title_like([join_words(words)]):
        return None
    return Title(_words(words), tuple(places), tuple(p + 1 for p in places), places[-1] + 2)


def _is_ruled(parts: list[Part], at: int, later: bool) -> bool:
    """Whether a line has a rule of its length below it; a `later` line of a heading follows the rule before it."""
    text, rule = parts[at].text, parts[at + 1].text
    if is_rule(text) or not is_rule(rule) or parts[at + 1].before == BLANK:
        return False
    fits = abs(len(rule.replace(" ", "")) - len(text)) <= _NEAR
    return fits and not (later and parts[at].before == BLANK) and not numbers.numbered(text)


def _opens_box(parts: list[Part], rule: int) -> bool:
    """Whether a rule is the top of a boxed heading below it rather than the underline of the text above."""
    return parts[rule].before != LINE and _boxed(parts, rule) is not None


def _length_fits(words: list[str], parts: list[Part], at: int) -> bool:
    """Whether the rule below is as long as the words, or the words stand so alone that any rule will do."""
    rule = parts[at + len(words)].text
    width, longest = len(rule.replace(" ", "")), max(map(len, words))
    if abs(width - longest) <= _NEAR or " " in rule:
        return True
    alone = at == 0 or parts[at].before != LINE or is_rule(parts[at - 1].text)
    return alone and (len(words) == 1 or width <= longest + 12)


# -- without a rule ------------------------------------------------------------------------------------


def _may_be_title(text: str) -> bool:
    return len(text) <= _LINE_WRAP and not text[0].islower()


def _bare(scene: Scene, at: int, listing: bool = False) -> Title | None:
    """A heading without rule: alone between blank lines (or after a finished text), before a numbered paragraph."""
    parts = scene.parts
    if not _may_be_title(parts[at].text):
        return None
    if not scene.flat and _over_text(parts, at):
        return Title(_words([parts[at].text]), (at,), (), at + 1)
    after = at + 1 + _has_second_line(scene, at)
    if after >= len(parts) or not scene.opens(after) or not (listing or _is_apart(scene, at, after)):
        return None
    words = [p.text for p in parts[at:after]]
    if not title_like(words) or not is_high(" ".join(words), scene.joins(at)):
        return None
    return Title(_words(words), tuple(range(at, after)), (), after)


def _is_apart(scene: Scene, at: int, after: int) -> bool:
    """Whether one or two lines are no rest of the text above: by a marking of their own, or by their place."""
    if _is_marked(scene.parts, at, after):
        return True
    return _begins_block(scene, at) and (after == at + 1 or _is_pair(scene.parts, at))


def _is_marked(parts: list[Part], at: int, after: int) -> bool:
    """Whether a line bears a marking and no number, and the paragraph below at `after` both."""
    number = numbers.numbered(parts[after].text) if after < len(parts) else None
    return bool(number and number.marking) and portion_markings.portion(parts[at].text) is not None


def _has_second_line(scene: Scene, at: int) -> bool:
    """Whether a bare heading may go on in the line below."""
    below = at + 1
    if _is_marked(scene.parts, at, at + 2):
        return not numbers.numbered(scene.parts[below].text)
    return (
        below < len(scene.parts)
        and scene.joins(below)
        and not scene.opens(below)
        and len(scene.parts[at].text) > _LONG_LINE
    )


def _is_pair(parts: list[Part], at: int) -> bool:
    """Whether two lines stand alone between blank lines."""
    wrapped = len(parts[at + 1].text) <= _LINE_WRAP
    return wrapped and parts[at].before != LINE and parts[at + 2].before != LINE


def _begins_block(scene: Scene, at: int) -> bool:
    """Whether a line goes on with nothing above it.

    Directly below another only where that one has lost its line end and ends a sentence, no introduction.
    """
    above = scene.text_above(at)
    if above[-1] == ":" and not scene.parts[at].text.isupper():
        return False  # an entry of a list
    if at and scene.joins(at):
        return len(scene.parts[at - 1].tail) > _LINE_WRAP + 1 and _ends_sentence(above)
    if at and len(scene.parts[at - 1].tail) >= SHORT and not closed(above) and above.isupper():
        return False  # in a text of capitals, the rest of a sentence behind a lost or blank line
    return scene.parts[at].before == BLANK or closed(above) or is_rule(above)


def _over_text(parts: list[Part], at: int, more: int = 2) -> bool:
    """A heading in capitals or title case, alone between blank lines, over text without number.

    Up to so many `more` headings may stand between the heading and the text.
    """
    return (
        at + 1 < len(parts)
        and len(parts[at].text) <= _LONGEST_ALONE
        and _is_alone(parts, at)
        and _is_over_prose(parts, at + 1, more)
        and title_like([parts[at].text])
        and is_in_title_case(parts[at].text)
    )


def _is_alone(parts: list[Part], at: int) -> bool:
    """Whether a line has a blank line on either side, or a page marker where the wrap did not end it."""
    below = parts[at + 1].before
    if below != BLANK and (below != PAGE or len(parts[at].text) >= SHORT):
        return False
    if at == 0:
        return parts[at].before == BLANK
    above = parts[at - 1]
    if parts[at].before != BLANK and not (parts[at].before == PAGE and follows_short_line(above, parts[at])):
        return False
    heading_above = above.before == BLANK and len(above.text) < _LONGEST_ALONE
    return heading_above or is_rule(above.text) or _ends_sentence(above.text)


def _is_over_prose(parts: list[Part], at: int, more: int) -> bool:
    """Whether the text at place `at` is a sentence without number, or one more heading over such a one."""
    body = parts[at].text
    if found := portion_markings.portion(body):
        body = body[found[1] :].strip() or body
    if not (body[0].isupper() or body[0] in '"“') or numbers.numbered(body):
        return False
    if len(body) >= _SHORTEST_PROSE and any(c.islower() for c in body):
        return True
    return more > 0 and len(body) < _LONGEST_ALONE and _over_text(parts, at, more - 1)


def _ends_sentence(text: str) -> bool:
    """Whether a line ends what it says and introduces nothing."""
    return closed(text) and text[-1] != ":"


def _words(words: list[str]) -> str:
    return join_words(words).strip(" -*=_/~¶\ufffd")
