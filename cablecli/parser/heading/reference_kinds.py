"""Tells the kind of an item of REF that is not a cable: e-mail, report, airgram, message, letter, book (FORMAT 3.9)."""

from cablecli.patterns import pattern

# Tried in this order. Each match of the pattern holds one of the words; most items hold none and need no search.
_KINDS = (
    ("email", ("MAIL", "@"), pattern("e-mail reference", r"""\bE-?MAILS?\b|@""", ignore_case=True)),
    ("report", ("IIR", "TD", "OSC", "FBIS", "INTEL", "CIR", "DIA", "NIE", "CRS"), pattern(
        "report reference", r"""\bIIR\b|\bTD[ \-]?[0-9/]{2}|\bTDX?-|\bOSC\b|\bFBIS\b
        |\bINTEL(?:LIGENCE)?\b|\bCIR-?[0-9]|\bDIA\b.*[0-9]|\bNIE\b|\bCRS\b""", ignore_case=True)),
    ("airgram", ("AIRGRAM", "A-"), pattern(
        "airgram reference", r"""\bAIRGRAM\b|(?:\b[A-Z]+[ ])?\bC?A-[0-9]{1,5}\b""", ignore_case=True)),
    ("message", ("Z", "DTG"), pattern("message by date-time group", r"""\b[0-9]{6}Z[ ]?(?:[A-Z]{3}|[0-9]{2})?
        |\bDTG\b""", ignore_case=True)),
    ("letter", ("LETTER",), pattern("letter reference", r"""\bLETTERS?\b""", ignore_case=True)),
    ("book", ("FA",), pattern("book reference", r"""\b[0-9]{1,2}[ ]FA[MH]\b""", ignore_case=True)),
)  # fmt: skip


def by_words(text: str) -> str | None:
    """The kind of an item by its words, or None for a cable and for other items."""
    capitals = text.upper()
    for kind, hints, form in _KINDS:
        for hint in hints:
            if hint in capitals:
                if form.search(text):
                    return kind
                break
    return None
