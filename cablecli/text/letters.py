"""The case of the letters of a text."""


def lowered(text: str) -> bytes:
    """Return the text in lower case, one byte a character, so that offsets found in it hold for the text.

    `str.lower` would not do: it makes two characters of `İ`, and unless all are ASCII it takes twelve bytes for each.
    Python holds nearly all texts as Latin-1, so that encoding them is a mere copy.
    """
    return text.encode("latin-1", "replace").lower()
