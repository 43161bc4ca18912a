"""Reads a reference on a printed form, which names a direction and no post: `Embtel 54`, `Your 455`, `A-60`."""

from collections.abc import Iterator

from cablecli.parser.dialects import form_addressees
from cablecli.patterns import pattern

_REFERENCE = pattern(
    "telegram or airgram referred to",
    # a sentence that begins with one goes on with another word than these
    r"""(?P<text>(?:(?:[A-Z]{2,10}TELS?|OUR|YOUR)[ ][0-9]{1,5}
        | (?:OUR|YOUR|EMBASSY(?:'S)?)[ ](?P<airgram>C?A-[0-9]{1,5}))
        (?:(?:[,;]|[ ](?:AND|OF|TO|SENT|REPEATED)\b|[ ]?\().{1,60}?)?)\.?""",
    ignore_case=True,
)
_AIRGRAM = pattern(
    "airgram after REF",
    # perhaps with its owner: `A-60 of March 20, 1964`, `Department's CA-3400`
    r"""(?P<text>(?:[A-Z]{2,12}(?:'S)?[ ]){0,3}(?P<airgram>C?A-[0-9]{1,5}(?![0-9])).{0,60}?)\.?""",
    ignore_case=True,
)
_LETTER = pattern("letter of a reference", r"""[(]?(?P<letter>[A-Z])[).]{1,2}[ ]{1,3}""")
_PARTS = pattern("joint of two references", r""";[ ]{1,3} | [,.]?[ ]{1,3}(?=[(]?[B-Z][).]{1,2}[ ])""")
_OWNER = pattern("owner of a telegram", r"""['’]S[ ]""", ignore_case=True)


def read(text: str, labelled: bool = False) -> Iterator[tuple[str | None, str, str]]:
    """The letter, text and kind of each reference on a line, or of those behind a label."""
    for part in _PARTS.split(text) if labelled else (text,):
        letter = _LETTER.match(part)
        text = part[letter.end() :] if letter else part
        if kind := _kind(text, labelled):
            yield (letter["letter"] if letter else None), *kind


def _kind(text: str, labelled: bool) -> tuple[str, str] | None:
    """The text and kind of a reference, or None; after a label it may be an airgram or `NICOSIA'S 655`."""
    if found := _REFERENCE.fullmatch(text) or (labelled and _AIRGRAM.fullmatch(text)):
        return found["text"], "airgram" if found["airgram"] else "cable"
    is_cable = labelled and text[-1:].isdigit() and form_addressees.is_addressed(_OWNER.sub(" ", text))
    return (text, "cable") if is_cable else None
