"""Finds section headings: underlined, boxed, bare, or with rules on the same line (FORMAT 4.4).

Each form is checked first by its shape and then by its words (`heading_words`).
"""

from collections.abc import Callable
from typing import NamedTuple

from cablecli.facts.words import words as listed
from cablecli.parser.body.heading_words import has_address, has_heading_case, is_in_title_case, title_like
from cablecli.parser.body.runs import BLANK, LINE, PAGE, SHORT, Part, closed, follows_short_line
from cablecli.parser.lines.normal import join_words
from cablecli.parser.lines.widths import WRAPPED_LINE
from cablecli.parser.people import names
from cablecli.parser.tokens import numbers, paragraph_labels, portion_markings
from cablecli.parser.tokens.numbers import Number
from cablecli.parser.tokens.rules import SHORTEST, SIGNS, is_rule
from cablecli.patterns import pattern

_INLINE = pattern(
    "heading between rules",
    r"""
        # the rule before: dashes with blanks between, or a run of one character, perhaps broken by the relay
        (?:-[ ](?:-[ ]){1,20}|-{2,}(?:[ ]-{1,45})?|\*{2,}|={2,}|_{2,}|/{2,}|~{2,})[ ]*
        # the words, in which only the dash may be a character of rules
        (?P<title>[^\s\-*=_/~][^*=_~]*?)[ ]*
        # the rule after, and perhaps a stop
        (?:-{2,}(?:[ ]-{1,45})?|\*{2,}|={2,}|_{2,}|/{2,}|~{2,}|-[ ](?:-[ ]?){1,20})[ .:]*""",
)
_RULE_AFTER = pattern(
    "heading before its rule",
    # at least five characters: `--` after words is a dash
    r"""(?P<title>[A-Z"'“(][^\s].{0,80}?)[ ]*(?:-{5,}|={5,}|_{5,}|\*{5,})(?:[ ]-+)?[ ]*""",
)
LONGEST = 240  # characters of a heading with its rules; anything longer is prose
_MOST_LINES = 3  # of a heading; more are a paragraph
_LONGEST_TITLE = 90  # characters between rules, wrapped once
_LONGEST_ALONE = 60  # characters of a heading without rule and number; a longer line is wrapped text
_SHORTEST_PROSE = 45  # characters of a sentence's first line
_LONG_LINE = 35  # characters: a longer heading may go on in a second line
_NEAR = 4  # characters by which a rule may be longer or shorter than the words it underlines
_EXACT = 2  # the same, where the length is the only evidence for a heading
_RULE_SIGNS = " -*=_/~"
_RULE_ENDS = frozenset("-*=_/~")
_RULE_STARTS = frozenset((*_RULE_SIGNS, *SIGNS))


class Title(NamedTuple):
    """A heading found among the parts."""

    text: str
    places: tuple[int, ...]  # of its lines
    rules: tuple[int, ...]  # the places of its rules
    end: int  # the place after it


class Context(NamedTuple):
    """The parts of the body, as the search for headings needs them."""

    parts: list[Part]
    ruled: list[int | None]  # for each place, that of the rule under its one to three lines
    likely: list[bool]  # for each place, whether a heading or a rule may begin there
    flat: bool  # blank lines mean nothing
    opens: Callable[[int], bool]  # whether a numbered paragraph begins at a place

    def text_above(self, at: int) -> str:
        """The text above place `at`, or a full stop if there is none."""
        return self.parts[at - 1].text if at else "."

    def joins(self, at: int) -> bool:
        """Whether no blank line or page marker precedes place `at`."""
        return self.parts[at].before == LINE and not self.flat


def survey(
    parts: list[Part], numbered: list[Number | None], flat: bool, opens: Callable[[int], bool]
) -> Context:
    """The parts of the body, and the numbers that they begin with, made ready for the search."""
    ruled = _rules_below(parts, flat)
    apart = [part.before != LINE or number is not None for part, number in zip(parts, numbered, strict=True)]
    return Context(parts, ruled, _likely(parts, ruled, apart), flat, opens)


def _likely(parts: list[Part], ruled: list[int | None], apart: list[bool]) -> list[bool]:
    """For each place, whether rules stand in or below its line, or one of the next two is `apart`, as by its number."""
    places = zip(parts, ruled, [*apart[1:], False], [*apart[2:], False, False], strict=False)
    return [
        below or second or rule is not None or _may_be_ruled(part.text)
        for part, rule, below, second in places
    ]


def _may_be_ruled(text: str) -> bool:
    """Whether a line is or may hold a rule, by its signs at both ends: the last a stop, or in the line below."""
    if len(text) < SHORTEST or text[-1] in _RULE_STARTS:
        return len(text) >= SHORTEST
    return text[0] in _RULE_STARTS and (text[-1] in ".:" or text.startswith("- - "))


def _rules_below(parts: list[Part], flat: bool) -> list[int | None]:
    """For each place, that of the rule under it and at most two more lines, without a blank line between them."""
    found: list[int | None] = [None] * len(parts)
    for at in range(len(parts) - 2, -1, -1):
        below = found[at + 1]
        text = parts[at + 1].text
        if is_rule(text):
            found[at] = at + 1
        elif below and below <= at + _MOST_LINES and (flat or parts[at + 1].before != BLANK):
            found[at] = below
    return found


def find(context: Context, at: int, listing: bool) -> Title | None:
    """The heading that begins at place `at`, or None. With `listing` the paragraph above lists people."""
    text = context.parts[at].text
    if context.ruled[at] or _may_be_ruled(text):
        if is_rule(text):
            return _boxed(context.parts, at)
        if found := _on_one_line(context.parts, at) or _ruled(context, at):
            return found
    if not listing:
        return _bare(context, at)
    apart = context.parts[at].before == BLANK or _is_topic(text)
    return _bare(context._replace(flat=True), at, True) if apart else None


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
    """Whether a heading between dashes ends in the line below: `- - FLEETS OF THE` / `OUTER HARBOR - -`."""
    return text.startswith("- - ") and text[-1] != "-" and below.text.endswith("- -")


def _between_rules(text: str) -> str | None:
    """The words of a heading with a rule on both sides or after it, or None."""
    between = text[0] in _RULE_SIGNS
    if (text.rstrip(" .:") if between else text)[-1:] not in _RULE_ENDS:
        return None
    found = (_INLINE if between else _RULE_AFTER).fullmatch(text)
    title = found["title"].strip(_RULE_SIGNS) if found else ""
    return title if title and _is_title(title) else None


def _is_title(title: str) -> bool:
    """Whether words between rules can be a heading: not an address, figures or the mark of a quotation."""
    if len(title) > _LONGEST_TITLE or has_address(title) or not any(map(str.isalpha, title)):
        return False
    return not title[0].islower() and not title.upper().startswith(("END ", "BEGIN "))


# -- rules above or below ------------------------------------------------------------------------------


def _boxed(parts: list[Part], at: int) -> Title | None:
    """The heading in one to three lines between the rule at `at` and another, or None."""
    for stop in range(at + 1, min(at + _MOST_LINES + 2, len(parts))):
        if is_rule(parts[stop].text):
            words = [p.text for p in parts[at + 1 : stop]]
            if words and _is_framed(words):
                return Title(_words(words), tuple(range(at + 1, stop)), (at, stop), stop + 1)
            return None
    return None


def _is_framed(words: list[str]) -> bool:
    """Whether lines in a box are a heading. In title case they may end with a full stop."""
    if title_like(words):
        return True
    stopped = words[-1][-1] == "." and has_heading_case(" ".join(words), tight=True)
    return stopped and title_like([*words[:-1], words[-1][:-1]])


def _ruled(context: Context, at: int) -> Title | None:
    """The heading at `at` with a rule below it or below each of its lines, or None."""
    rule = context.ruled[at]
    if rule is None or not context.parts[at].text.strip("Xx"):
        return None  # a blacked-out line is in place of a paragraph, not of a heading's first line
    each = _each_line_ruled(context.parts, at) if rule == at + 1 else None
    return each or _underlined(context, at, rule)


def _underlined(context: Context, at: int, rule: int) -> Title | None:
    """The heading of the lines from `at` to the rule below them, or None."""
    parts = context.parts
    words = [p.text for p in parts[at:rule]]
    if _is_cut(words, len(parts[rule].text)) or not title_like(words) or _opens_box(parts, rule):
        return None
    end = rule + 1
    while end < len(parts) and is_rule(parts[end].text) and parts[end].before == LINE:
        end += 1
    fits = _length_fits(words, parts, at) or _is_between(context, at, end)
    if not fits or not (_is_set_off(context, at) or _is_proved(context, rule, end)):
        return None
    return Title(_words(words), tuple(range(at, rule)), tuple(range(rule, end)), end)


def _is_set_off(context: Context, at: int) -> bool:
    """Whether no sentence runs on from the line above into an underlined one."""
    above = context.text_above(at)
    return not context.joins(at) or closed(above) or is_rule(above)


def _is_proved(context: Context, rule: int, end: int) -> bool:
    """Whether a heading after an unfinished line is proved by a rule of its length and a numbered paragraph below."""
    exact = abs(len(context.parts[rule].text) - len(context.parts[rule - 1].text)) <= _EXACT
    return exact and end < len(context.parts) and context.opens(end)


def _is_between(context: Context, at: int, end: int) -> bool:
    """Whether one line and its rule, of whatever length, stand between a finished text and a numbered paragraph."""
    return (
        end == at + 2 and closed(context.text_above(at)) and end < len(context.parts) and context.opens(end)
    )


def _is_cut(words: list[str], rule: int) -> bool:
    """Whether one of the upper lines ends a sentence. A colon does not count if the rule is as long as its line."""
    ends = "".join(w[-1] for w in words[:-1])
    return any(sign in ".!?:;)" for sign in ends) and not (
        ends == ":" and abs(rule - len(words[0])) <= _EXACT < abs(rule - len(words[1]))
    )


def _each_line_ruled(parts: list[Part], at: int) -> Title | None:
    """The heading of two or three lines, each with a rule below it, or None."""
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
    """Whether a line has a rule of its length below it. A `later` line must directly follow the rule above."""
    text, rule = parts[at].text, parts[at + 1].text
    if is_rule(text) or not is_rule(rule) or parts[at + 1].before == BLANK:
        return False
    fits = abs(len(rule.replace(" ", "")) - len(text)) <= _NEAR
    return fits and not (later and parts[at].before == BLANK) and not numbers.numbered(text)


def _opens_box(parts: list[Part], rule: int) -> bool:
    """Whether a rule is the top of a box below it, not the underline of the text above."""
    return parts[rule].before != LINE and _boxed(parts, rule) is not None


def _length_fits(words: list[str], parts: list[Part], at: int) -> bool:
    """Whether the rule below is as long as the words. Words that stand alone may have almost any rule."""
    rule = parts[at + len(words)].text
    width, longest = len(rule.replace(" ", "")), max(map(len, words))
    if abs(width - longest) <= _NEAR or " " in rule:
        return True
    alone = at == 0 or parts[at].before != LINE or is_rule(parts[at - 1].text)
    return alone and (len(words) == 1 or width <= longest + 12)


# -- without a rule ------------------------------------------------------------------------------------


def _bare(context: Context, at: int, listing: bool = False) -> Title | None:
    """The heading without a rule at `at`, between blank lines or after a finished text, or None."""
    parts, text, below = context.parts, context.parts[at].text, at + 1
    if below == len(parts) or text[0].islower() or len(text) >= WRAPPED_LINE:
        return None
    if parts[below].before != LINE and not context.flat and _over_text(parts, at):
        return Title(_words([text]), (at,), (), below)
    if not (context.opens(below) or (below + 1 < len(parts) and context.opens(below + 1))):
        return None
    after = below + _has_second_line(context, at)
    if not (context.opens(after) and (listing or _is_apart(context, at, after))):
        return None
    words = [p.text for p in parts[at:after]]
    if not title_like(words) or not has_heading_case(" ".join(words), context.joins(at)):
        return None
    return Title(_words(words), tuple(range(at, after)), (), after)


def _is_apart(context: Context, at: int, after: int) -> bool:
    """Whether one or two lines do not belong to the text above, by a marking of their own or by their place."""
    if _is_marked(context.parts, at, after):
        return True
    return _begins_block(context, at) and (after == at + 1 or _is_pair(context.parts, at))


def _is_marked(parts: list[Part], at: int, after: int) -> bool:
    """Whether a line begins with a marking, and the paragraph at `after` has both number and marking."""
    if after >= len(parts) or portion_markings.portion(parts[at].text) is None:
        return False
    return numbers.is_marked(parts[after].text)


def _has_second_line(context: Context, at: int) -> bool:
    """Whether a heading without a rule may go on in the line below."""
    below = at + 1
    if _is_marked(context.parts, at, at + 2):
        return not numbers.numbered(context.parts[below].text)
    return context.joins(below) and not context.opens(below) and len(context.parts[at].text) > _LONG_LINE


def _is_pair(parts: list[Part], at: int) -> bool:
    """Whether two lines stand alone between blank lines."""
    wrapped = len(parts[at + 1].text) < WRAPPED_LINE
    return wrapped and parts[at].before != LINE and parts[at + 2].before != LINE


def _begins_block(context: Context, at: int) -> bool:
    """Whether a line does not continue the text above.

    If it is directly below another, that one must be too long for a wrapped line, and end a sentence.
    """
    if not at:
        return True
    above, tail = context.parts[at - 1].text, context.parts[at - 1].tail
    if above[-1] == ":" and not context.parts[at].text.isupper() and not paragraph_labels.closes(above):
        return False  # an entry of a list
    if context.joins(at):
        return len(tail) > WRAPPED_LINE and _ends_sentence(above)
    if len(tail) >= SHORT and not closed(above) and above.isupper():
        return False  # in a text of capitals, the rest of a sentence after a lost or blank line
    return context.parts[at].before == BLANK or closed(above) or is_rule(above)


def _over_text(parts: list[Part], at: int, more: int = 2) -> bool:
    """Whether a heading in capitals or title case stands alone above text without a number.

    At most `more` other headings may come between the heading and the text.
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
    """Whether a line has a blank line on both sides, or a page marker where it was not wrapped."""
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
    """Whether the text at place `at` is a sentence without a number, or another heading above one."""
    body = parts[at].text
    if found := portion_markings.portion(body):
        body = body[found[1] :].strip() or body
    if not (body[0].isupper() or body[0] in '"“') or numbers.numbered(body):
        return False
    if len(body) >= _SHORTEST_PROSE and any(map(str.islower, body)):
        return True
    return more > 0 and _over_text(parts, at, more - 1)


def _ends_sentence(text: str) -> bool:
    """Whether a line ends a sentence, and does not introduce something with a colon."""
    return closed(text) and (text[-1] != ":" or paragraph_labels.closes(text))


def _words(words: list[str]) -> str:
    return join_words(words).strip(" -*=_/~¶\ufffd")
