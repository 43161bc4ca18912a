"""The summary: from its label or heading to `End summary`, over all the paragraphs that it spans."""

from collections.abc import Sequence

from cablecli.model import Item, Paragraph
from cablecli.parser import labels

_REACH = 8  # paragraphs after the label in which an END SUMMARY still closes it


def whole(paragraph: Paragraph) -> str:
    """Text and items of a paragraph, as a reader would read them on."""
    return "\n".join([paragraph.text, *_lines(paragraph.items)]) if paragraph.items else paragraph.text


def _lines(items: Sequence[Item]) -> list[str]:
    out = []
    for item in items:
        sign = item.label if not item.label[:1].isalnum() else f"{item.label}."
        out.append(" ".join(x for x in (sign, f"({item.marking})" if item.marking else "", item.text) if x))
        out.extend(_lines(item.items))
    return out


def read(paragraphs: Sequence[Paragraph]) -> str | None:
    """The text after the label and before the end mark; None where nothing is labelled a summary."""
    for place, paragraph in enumerate(paragraphs):
        if paragraph.label != "summary":
            continue
        opened = labels.opening_label(paragraph.text)
        inline = bool(opened and opened[0] == "summary")
        first = paragraph.text[opened[1] :] if opened and inline else paragraph.text
        return _span(paragraphs, place, first, inline)
    return None


def _span(paragraphs: Sequence[Paragraph], place: int, first: str, inline: bool) -> str | None:
    texts: list[str] = []
    for k in range(place, min(place + _REACH, len(paragraphs))):
        paragraph = paragraphs[k]
        text = whole(paragraph)
        if k == place:
            text = text[len(paragraph.text) - len(first) :]
        end = _end_mark(text)
        if end is not None:
            texts.append(text[:end])
            return _clean(texts)
        if k > place and not inline and paragraph.heading != paragraphs[place].heading:
            break
        texts.append(text)
    if inline:
        return _clean(texts[:1])
    stop = next(
        (k for k in range(place, len(paragraphs)) if paragraphs[k].heading != paragraphs[place].heading),
        len(paragraphs),
    )
    return _clean(texts[: stop - place])


def _end_mark(text: str) -> int | None:
    """Where `End summary` begins, its brackets and dashes included; None where it does not stand in the text."""
    low = text.lower()
    at = low.find("end")
    while at >= 0:
        start = at
        while start and text[start - 1] in "([-/* ":
            start -= 1
        if labels.END_SUMMARY.match(text, start):
            return start
        at = low.find("end", at + 1)
    return None


def _clean(texts: list[str]) -> str | None:
    text = "\n\n".join(t.strip() for t in texts if t.strip())
    return text.strip(" -/*([") or None
