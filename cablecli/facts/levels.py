"""The levels of classification, from low to high: the one list from which all patterns of levels are made."""

from cablecli.patterns import one_of

UNCLASSIFIED, OFFICIAL_USE, RESTRICTED = "UNCLASSIFIED", "LIMITED OFFICIAL USE", "RESTRICTED"
CONFIDENTIAL, SECRET, TOP_SECRET = "CONFIDENTIAL", "SECRET", "TOP SECRET"
RANKS = {UNCLASSIFIED: 0, OFFICIAL_USE: 1, RESTRICTED: 1, CONFIDENTIAL: 2, SECRET: 3, TOP_SECRET: 4}
LEVELS = tuple(RANKS)
SECURITY = {  # letters of the security line; those sent encrypted only (EEEEE) are unclassified
    "U": UNCLASSIFIED, "E": UNCLASSIFIED, "R": RESTRICTED, "C": CONFIDENTIAL, "S": SECRET, "T": TOP_SECRET,
}  # fmt: skip
SHORT = "UNCLAS"  # the telegrams' short form of the lowest level
FOUO = f"{UNCLASSIFIED}//FOR OFFICIAL USE ONLY"

# Sources of patterns: a level with its controls, as pages show it ...
WITH_CONTROLS = one_of(LEVELS) + "(?://FOR OFFICIAL USE ONLY)?(?://NOFORN)?"
# ... and one with its letters spaced out or not, as telegrams do: `C O N F I D E N T I A L`, `UNCLAS`.
_SPACED = ("[ ]+".join(map("[ ]?".join, level.split())) for level in (*LEVELS, SHORT))
SPACED = f"(?:{'|'.join(_SPACED)})"
