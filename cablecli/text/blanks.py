"""The words of a text, however long it is."""

from collections.abc import Iterator

LONG = 1 << 16  # characters of a text that is taken in parts; a field as long is left as it is


def single_spaced(text: str) -> str:
    """The text with one blank between its words."""
    if len(text) < LONG:
        return " ".join(text.split())
    return " ".join(filter(None, (" ".join(part.split()) for part in chunks(text))))


def chunks(text: str) -> Iterator[str]:
    """The text in parts that end with a word, because a list of all words takes twenty times the size of the text."""
    at = 0
    while (end := text.find(" ", at + LONG)) > 0:
        yield text[at:end]
        at = end
    yield text[at:]
