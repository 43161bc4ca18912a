"""Splitting into words without a list of all words, which for a long text would take much memory."""

from collections.abc import Iterator

LONG = 1 << 16  # characters: a longer text is taken in parts; a field as long is left as it is


def single_spaced(text: str) -> str:
    """Return the text with one blank between its words."""
    if len(text) < LONG:
        return " ".join(text.split())
    return " ".join(filter(None, (" ".join(part.split()) for part in chunks(text))))


def chunks(text: str) -> Iterator[str]:
    """The text in parts that end between words. A list of all its words would take twenty times its size."""
    at = 0
    while (end := text.find(" ", at + LONG)) > 0:
        yield text[at:end]
        at = end
    yield text[at:]
