"""The codes of diagnostics: what each means, and whether it is about the reading or about the cable itself.

`doubt`: the text was hard to read here; look at it before quoting. `finding`: the text is clear, but contradicts itself
or is incomplete. The cross-checks are those of FORMAT 8.1; the values always stay as written.
"""

CODES = {
    # of the reading
    "classification-damaged": ("doubt", "the classification line is misspelt; its level was recognised"),
    "dtg-impossible": ("doubt", "the date-time group names an impossible day or hour; no date was taken"),
    "dtg-misread": ("doubt", "letters stood for figures in the date-time group; they were read as figures"),
    "label-misread": ("doubt", "a scanner misread FM, TO, INFO or the precedence; the line was corrected"),
    "encoding-guessed": ("doubt", "the bytes are not UTF-8; the encoding was guessed"),
    "mojibake-undone": ("doubt", "UTF-8 had been read as windows-1252; the characters were restored"),
    "control-characters": ("doubt", "the text contained control characters; they were left out"),
    "entities-decoded": ("doubt", "the text contained HTML entities or tags; they were decoded"),
    "other-cable-behind": ("doubt", "the text breaks off and another cable follows, which is left over"),
    "no-cable-behind": ("doubt", "text that is no cable follows the end; it is left over"),
    "text-behind-end": ("doubt", "much text follows the end; it may be another cable or section"),
    "id-from-page": ("doubt", "the text holds no complete id; that of the page or dump was taken"),
    "classification-from-page": (
        "doubt",
        "the text holds no classification; that of the page or dump was taken",
    ),
    "number-misread": (
        "doubt",
        "letters stood for figures in the number of a paragraph or reference; they were read as figures",
    ),
    "number-out-of-sequence": ("doubt", "a paragraph number skips, repeats or goes back"),
    "no-paragraph": ("doubt", "a long text without a paragraph; its words may be in other fields"),
    "entry-whole": (
        "doubt",
        "an entry of a list of people could not be divided; all of it is the role",
    ),
    "list-unread": (
        "doubt",
        "a list of people is in a line of more than 4,000 characters; nobody was read from it",
    ),
    "quotation-open": ("doubt", "a quoted text has no END; it was taken to end at the next paragraph"),
    "year-from-name": ("doubt", "the text holds no date; the year is that of the file's name"),
    "year-before": ("doubt", "a reference without year was put in the year before the cable's"),
    "field-long": (
        "doubt",
        "the subject or a reference is over 300 characters long, or TAGS over 65,536; text may have got into it",
    ),
    "heading-in-text": (
        "doubt",
        "a classification line, date-time group, TAGS or SUBJECT is in the text; it may hold another cable",
    ),
    "tag-unknown": ("doubt", "a TAGS entry is in no list of TAGS; it may be mis-keyed"),
    "date-unread": ("doubt", "the declassification instruction looks like a date but cannot be read as one"),
    "from-attributes": ("doubt", "the text lacks a value; it was taken from a field of the archive record"),
    "level-from-markings": (
        "doubt",
        "the only banner is the release's; the level is that of the highest portion marking",
    ),
    "level-from-security-line": (
        "doubt",
        "the text holds no classification line; the level is that of the security line",
    ),
    "time-placeholder": ("doubt", "the time 0000 of a message may stand for no time"),
    "second-record": ("doubt", "another archive record follows in the text and was not read"),
    "text-above": ("doubt", "much text stands above the heading; it may belong to another document"),
    # of the cable
    "section-missing": ("finding", "sections of the telegram are missing"),
    "page-id-differs": ("finding", "the page or dump and the text name different cables"),
    "page-classification-differs": ("finding", "the page or dump and the text name different levels"),
    "page-date-differs": ("finding", "the page or dump and the text differ in day or hour"),
    "partial-extract": ("finding", "the text says that it is a partial extract of the cable"),
    "truncated": ("finding", "the text breaks off"),
    "serial-differs": ("finding", "the number on the classification line is not that of the DE line"),
    "julian-differs": ("finding", "the day of the DE line is more than a day from the date-time group"),
    "other-cable": ("finding", "the heading and the text belong to different cables"),
    "sections-differ": ("finding", "page markers and classification line count different sections"),
    "level-differs": ("finding", "the security line and the classification line name different levels"),
    "marking-above-level": ("finding", "a paragraph is marked higher than the cable"),
    "declassified-before": ("finding", "the declassification date is before the cable's own"),
    "attribute-differs": ("finding", "a field of the archive record or message contradicts the text"),
    "text-not-online": ("finding", "the archive holds only the attributes of this cable, not its text"),
    "subject-date-differs": ("finding", "the meeting line and the subject name different dates"),
}
