"""Extracts the summary, from its label or heading to `End summary`, over several paragraphs (FORMAT 4.3)."""

from collections.abc import Sequence

from cablecli.model import Item, Paragraph
from cablecli.parser.tokens import paragraph_labels, portion_markings
from cablecli.patterns import pattern
from cablecli.text.letters import lowered

_LABEL = pattern(
    "summary label without its point",
    # in capitals, or with a gap or a capital letter behind it: not `Summary executions went on`
    r"""^(?:(?:BEGIN|Begin)[ ])?+(?:(?:EXECUTIVE|Executive)[ ])?+
        (?:SUMMARY(?:[ ](?:AND|&)[ ]COMMENT)?+[ ]+
            | [Ss]ummary(?:[ ](?:and|&)[ ][Cc]omment)?+(?:[ ]{2,}|[ ](?=[A-Z])))""",
)
_REACH = 8  # paragraphs from the label on that are searched for END SUMMARY


def opens_without_point(text: str) -> bool:
    """Whether a text is a whole summary whose label lacks its point: `SUMMARY KORVAT LEFT. END SUMMARY.`"""
    return _LABEL.match(text) is not None and paragraph_labels.END_SUMMARY.search(text) is not None


def whole(paragraph: Paragraph) -> str:
    """The text and the items of a paragraph in reading order."""
    pieces, at = [], 0
    for item in paragraph.items:
        if item.at > at:
            pieces.append(paragraph.text[at : item.at])
            at = item.at
        pieces += _lines((item,))
    return "\n".join([*pieces, paragraph.text[at:].strip()]).rstrip() if pieces else paragraph.text


def _lines(items: Sequence[Item]) -> list[str]:
    out = []
    for item in items:
        sign = item.label if not item.label[:1].isalnum() else f"{item.label}."
        head = f"{sign} ({item.marking})" if item.marking else sign
        out.append(f"{head} {item.text}" if item.text else head)
        if item.items:
            out.extend(_lines(item.items))
    return out


def read(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the text between label and end mark, or None if nothing is labelled a summary."""
    first = _first(paragraphs)
    if first is None:
        return _unlabelled(paragraphs[:_REACH])
    opened = paragraph_labels.opening_label(paragraphs[first].text)
    inline = opened is not None and opened[0] == "summary"
    texts = list(map(whole, paragraphs[first : first + _REACH]))
    if opened and inline:
        marked = portion_markings.portion(texts[0], opened[1])
        texts[0] = texts[0][marked[1] if marked else opened[1] :]
    elif opens_without_point(texts[0]):
        texts[0], inline = _LABEL.sub("", texts[0]), True
    under = [p.heading == paragraphs[first].heading for p in paragraphs[first : first + _REACH]]
    return _span(texts, under, inline)


def _first(paragraphs: Sequence[Paragraph]) -> int | None:
    """The first paragraph of the summary. Below a SUMMARY heading, one with its own label is preferred."""
    labelled = [k for k, paragraph in enumerate(paragraphs) if paragraph.label == "summary"]
    if not labelled:
        return None
    heading = paragraphs[labelled[0]].heading
    under = [k for k in labelled if heading and paragraphs[k].heading == heading]
    return next((k for k in under if _begins(paragraphs[k].text)), labelled[0])


def _begins(text: str) -> bool:
    """Whether a paragraph begins with the label itself, not with `Summary continued`."""
    opened = paragraph_labels.opening_label(text)
    return opened is not None and "cont" not in text[: opened[1]].lower()


def _unlabelled(paragraphs: Sequence[Paragraph]) -> str | None:
    """The summary of a text with `End summary` and no label: it begins with the first paragraph."""
    texts = list(map(whole, paragraphs))
    for k, text in enumerate(texts):
        if (end := _end_mark(text)) is not None:
            texts[k] = text[:end]
            return _clean([_LABEL.sub("", texts[0]), *texts[1 : k + 1]])
    return None


def _span(texts: list[str], under: list[bool], inline: bool) -> str | None:
    """The summary, from the first text to its end. `under` tells which texts are below its heading."""
    for k, text in enumerate(texts):
        end = _end_mark(text)
        if end is not None:
            return _clean([*texts[:k], text[:end]])
        if not under[k] and not inline:
            break  # the next heading ends a summary that a heading opened
    if inline:
        return _clean(texts[:1])
    return _clean(texts[: under.index(False)] if False in under else texts)


def _end_mark(text: str) -> int | None:
    """The offset of `End summary` in a text, with brackets and dashes before it, or None."""
    low = lowered(text)
    at = low.find(b"end")
    while at >= 0:
        start = at
        while start and text[start - 1] in "([-/* ":
            start -= 1
        if paragraph_labels.END_SUMMARY.match(text, start):
            return start
        at = low.find(b"end", at + 1)
    return None


def _clean(texts: list[str]) -> str | None:
    text = "\n\n".join(t.strip() for t in texts if t.strip())
    return text.lstrip(" -/*").rstrip(" -/*([") or None
