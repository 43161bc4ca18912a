"""What a line of a cable is: one role each, given by the rule that claims the line."""

from enum import StrEnum


class Role(StrEnum):
    """The roles of lines; the values are what `layout` shows."""

    LEFTOVER = "leftover"  # no rule has claimed it
    # what carriers, pages and relays put between the lines of a cable
    FURNITURE = "furniture"
    PAGE_MARKER = "page marker"
    STAMP = "stamp"
    BANNER = "banner"
    END_MARK = "end mark"
    REPEATED_HEADING = "repeated heading"
    STRAY_CAPTION = "stray caption"
    # above the text
    HEADING = "heading line"
    DISTRIBUTION = "distribution"
    MARKING = "classification line"
    CAPTION = "caption"
    PASSING = "passing line"
    FIELD = "field"
    # the text
    SECTION_HEADING = "section heading"
    RULE = "rule"
    PARAGRAPH_START = "paragraph start"
    PARAGRAPH_TEXT = "paragraph text"
    ITEM = "item"
    PARTICIPANTS = "participants"
    # below the text
    BOILERPLATE = "boilerplate"
    SIGNATURE = "signature"
    TRAILER = "trailer"
