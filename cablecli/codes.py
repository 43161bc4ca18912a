"""The codes of diagnostics: what each means, and whether it tells of the reading or of the cable itself.

`doubt`: the text was hard to read here; look before quoting. `finding`: the text is clear and contradicts itself
or is incomplete. The cross-checks are those of format A.2; the values always stay as written.
"""

CODES = {
    # of the reading
    "classification-damaged": ("doubt", "the classification line is misspelt; its level was recognised"),
    "dtg-impossible": ("doubt", "the date-time group names a day or hour that cannot be; no date was taken"),
    "encoding-guessed": ("doubt", "the bytes are not UTF-8; the encoding was guessed"),
    "number-out-of-sequence": ("doubt", "a paragraph number skips, repeats or goes back"),
    "quotation-open": ("doubt", "a quoted text has no END; it was taken to end at the next paragraph"),
    "year-from-name": ("doubt", "the text holds no date; the year is that of the file's name"),
    "year-before": ("doubt", "a reference without year was put in the year before the cable's"),
    "tag-unknown": ("doubt", "a TAGS entry is in no list of TAGS; it may be mis-keyed"),
    "date-unread": ("doubt", "the declassification instruction looks like a date but cannot be read as one"),
    # of the cable
    "partial-extract": ("finding", "the text says that it is a partial extract of the cable"),
    "truncated": ("finding", "the text breaks off"),
    "serial-differs": ("finding", "the number on the classification line is not that of the DE line"),
    "julian-differs": ("finding", "the day of the DE line is more than a day from the date-time group"),
    "other-cable": ("finding", "the heading is one cable's and the text another's"),
    "sections-differ": ("finding", "page markers and classification line count different sections"),
    "level-differs": ("finding", "the security line and the classification line name different levels"),
    "marking-above-level": ("finding", "a paragraph is marked higher than the cable"),
    "declassified-before": ("finding", "the declassification date lies before the cable's own"),
    "meeting-date-differs": ("finding", "the meeting line and the subject name different dates"),
}
