"""What an item of REF is, if no cable: an e-mail, a report, an airgram, a message, a letter, a book (FORMAT 7.5)."""

from cablecli.patterns import pattern

# Asked in this order. The letters are those of which each form holds one: most items hold none, and spare the pattern.
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
    """What an item names by its words; None for a cable and for what no word tells."""
    capitals = text.upper()
    for kind, signs, form in _KINDS:
        for sign in signs:
            if sign in capitals:
                if form.search(text):
                    return kind
                break
    return None
