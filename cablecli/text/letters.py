"""The case of the letters of a text."""

from cablecli.text.blanks import LONG


def lowered(text: str) -> bytes | bytearray:
    """Return the text in lower case, one byte a character, so that offsets found in it hold for the text.

    `str.lower` would not do: it makes two characters of `İ`, and unless all are ASCII it takes twelve bytes for each.
    Python holds nearly all texts as Latin-1, so that encoding them is a mere copy.
    """
    if len(text) <= LONG:
        return text.encode("latin-1", "replace").lower()
    low = bytearray()  # of parts, so that a long text is not held twice
    for at in range(0, len(text), LONG):
        low += lowered(text[at : at + LONG])
    return low
