"""What a line of a cable is: one role each, given by the rule that claims the line."""

from enum import StrEnum


class Role(StrEnum):
    """The roles of lines; the values are what `layout` shows."""

    FURNITURE = "furniture"
    HEADING = "heading line"
    DISTRIBUTION = "distribution"
    MARKING = "marking"
    CAPTION = "caption"
    SLUG = "passing line"
    FIELD = "field"
    PAGE_MARKER = "page marker"
    RULE = "rule"
    SECTION_HEADING = "section heading"
    PARAGRAPH_START = "paragraph start"
    PARAGRAPH_TEXT = "paragraph text"
    ITEM = "item"
    PARTICIPANTS = "participants"
    BOILERPLATE = "boilerplate"
    SIGNATURE = "signature"
    TRAILER = "trailer"
    LEFTOVER = "leftover"
