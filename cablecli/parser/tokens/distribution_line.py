"""Sources of the patterns of distribution lines: `INFO  OCT-01 AF/W-03 /033 W` (FORMAT 1.8)."""

LABEL = r"""(?:ACTION|ORIGIN|INFO|COPY)"""
# An office and how many copies it gets, for whose figures scanners read O and l; columns may have run together.
CODE = r"""[A-Z/]{1,6}-[0-9Ol]{2}"""
COPIES = r"""/[0-9Ol]{3}[ ]?[A-Z]{0,2}"""  # their sum, perhaps on a line of its own
LINE = rf"""(?:{LABEL}[ ]+)?(?:{CODE}[ ]*)++(?:{COPIES})? | {COPIES}"""
