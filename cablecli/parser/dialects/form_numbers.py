"""Reads post, number and year of a telegram or airgram on a printed form: `NO: 37, June 12, 3 p.m.`, `A-628`."""

from cablecli.facts import tables
from cablecli.model import Addressee, Mrn
from cablecli.parser.tokens.dates import MONTH_WORD
from cablecli.patterns import pattern

NUMBER = pattern(
    "number and date of a telegram",
    # `37, March 5, 6 p.m.`; a scanner may misread the letters of the hour, and spots for stops
    rf"""(?P<number>[0-9]{{1,5}}),[ ](?P<date>{MONTH_WORD}[ .:,]{{1,4}}[0-9]{{1,2}},[ .]{{1,2}}
        (?:NOON|MIDNIGHT|[0-9]{{1,2}}(?::[0-9]{{2}})?[ .]{{0,2}}[AP]\.?[ ]?[A-Z]\.?))""",
    ignore_case=True,
)
LABELLED = pattern(
    "number after its label, alone or whatever became of the hour",
    rf"""NO[.:;][ ]{{1,9}}(?P<number>[0-9]{{1,5}})(?:,[ ]{MONTH_WORD}|$)""",
    ignore_case=True,
)
SERIAL = pattern(
    "number alone",
    # an airgram's, or one with its precedence
    r"""(?:C?A-)?(?P<number>(?<=-)[0-9]{1,5}|[0-9]{1,5}(?=[ ]))(?:[ ](?:PRIORITY|IMMEDIATE|FLASH))?""",
)
_YEAR = pattern(
    "date with its year",
    # or on a sheet, in figures
    rf"""(?:{MONTH_WORD}[ .:,]{{1,4}}(?:[0-9]{{1,2}}[^0-9A-Z\n]{{1,3}})?
        |^[0-9]{{1,2}}/[0-9]{{1,2}}/)(?P<year>19[0-9]{{2}})\b""",
    ignore_case=True,
)
_SHEET = pattern("line of an archive's sheet", r"""(?P<label>FROM|DATE)[ ]{0,9}:[ ]{0,9}(?P<value>\S.*)""")
_DEPARTMENT = ("DEPARTMENT", "DEPT", "SECSTATE", "STATE", "SECRETARY OF STATE", "DEPARTMENT OF STATE")


def number(text: str) -> str | None:
    """The number of a telegram that a line gives with its date; or None."""
    found = NUMBER.search(text)
    return found["number"] if found else None


def sheet(texts: list[str]) -> dict[str, str]:
    """The values of an archive's sheet above the form."""
    found = filter(None, map(_SHEET.fullmatch, texts))
    return {f"SHEET {one['label']}": one["value"] for one in found}


def mrn(texts: list[str], values: dict[str, str], action: tuple[Addressee, ...]) -> Mrn:
    """Post, number (`37, June 12, 3 p.m.`, `96 PRIORITY`, `A-628`) and year, with gaps filled from the sheet above.

    If no line gives the number, it is the one that the Department got.
    """
    forms = (LABELLED.match, NUMBER.search, SERIAL.fullmatch)
    found = next(
        (match for form in forms for text in (*texts, values.get("NO", "")) if (match := form(text))), None
    )
    sent = next((one.number for one in action if one.address.upper() in _DEPARTMENT), None)
    year = next(filter(None, map(_YEAR.search, [*texts, values.get("SHEET DATE", "")])), None)
    post = _post(values.get("FROM", "")) or _post(values.get("SHEET FROM", ""))
    number = found["number"] if found else sent
    return Mrn(int(year["year"]) if year else None, post, int(number) if number else None)


def _post(sender: str) -> str | None:
    """The post of a sender, as `Amcongen, SAO PAULO`, perhaps misspelt or with stray words after it; or None.

    Some posts had shorter names: the embassy was TAIPEI, the institute of later years is AIT TAIPEI.
    """
    parts = sender.upper().replace(",", "").split()
    heads = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
    known = next(filter(None, map(tables.post_of_address, heads)), None)
    if not known:
        return tables.post_near(" ".join(parts))
    ends = ("".join(parts[k:]) for k in range(len(parts)))
    return next(filter(known.endswith, ends), known)
