"""The evidence by which an entry is taken apart, in one table: what each kind of word speaks for, in whole points.

A point is worth about one ordinary word. A name of two unknown words outweighs a comma between two people (4 to 2),
never a line on which one person is expected (4 to 6).
"""

COURTESY, RANK, AGENT, HOLDER, PLURAL, LOW_RANK, SURNAME_TOO, GIVEN_TOO, MODIFIER = "crRHpysGm"
FIELD, OFFICE, SYMBOL, PLACE, US, OWNER = "foaluh"
JOINER, AND, ARTICLE, INDEFINITE, FIGURE, VERB, LOW = "j&tqdvw"
GIVEN, CAPITAL, UPPER, INITIAL, PARTICLE, SUFFIX, LETTERS, REDACTED = "gCUinxzX"
BRACKET, NOTED, SCRIBE = "bkK"
# Several kinds that say the same to many rules.
RANKS = frozenset((RANK, AGENT, HOLDER, PLURAL, LOW_RANK, SURNAME_TOO, GIVEN_TOO))
OFFICES = frozenset((RANK, AGENT, HOLDER, PLURAL))  # they tell what somebody is
TITLE_WORDS = frozenset((RANK, AGENT, HOLDER, PLURAL, MODIFIER, COURTESY))  # a title begins with one
UNKNOWN = frozenset((CAPITAL, UPPER))  # words that no list knows
NAMING = UNKNOWN | {GIVEN, INITIAL}  # words of a name

#                 title name role   why
WORDS = {
    COURTESY:     (5, -9, -4),  # `Dr.` stands before a name and nowhere else
    RANK:         (4, -4, 2),   # `Ambassador` stands before a name, or tells the office of one after a comma
    AGENT:        (4, -4, 2),   # `Director`: the same, and the fields before it are its own
    HOLDER:       (4, -6, 1),   # `Poloff`: an office that often stands for its holder
    PLURAL:       (4, -6, 2),   # `Poloffs Berg and Stone`
    LOW_RANK:     (1, -8, 3),   # `intern`: in lower case after a name, seldom before it
    SURNAME_TOO:  (2, 1, 1),    # `King`, `Bishop`: the words about it decide
    GIVEN_TOO:    (1, 3, 0),    # `Dean Rusk`, and `Dean Ada Stone`
    MODIFIER:     (3, -5, 1),   # `Deputy` begins a title
    FIELD:        (1, -5, 2),   # `Political` goes on with a title, and a role may consist of fields
    OFFICE:       (0, -9, 3),   # `Bureau` is what a role names
    SYMBOL:       (2, -4, 2),   # `NEA`, `EUR/CE`: before a title or as a role
    PLACE:        (1, -2, 1),   # `Swedish Ambassador`, `Embassy Rome`; a few are surnames
    US:           (1, -9, 2),
    OWNER:        (1, -5, 2),   # `Prime Minister's Office`
    JOINER:       (0, -9, 1),   # `of`
    AND:          (0, -9, 0),
    ARTICLE:      (1, -9, 0),   # `The Secretary`
    INDEFINITE:   (2, -9, -2),  # `two aides`
    FIGURE:       (-4, -9, -2),  # a date, a telephone
    VERB:         (-25, -25, -25),  # a sentence is no entry
    LOW:          (-3, -7, 0),
    GIVEN:        (-5, 4, -3),  # `Maria` begins a name
    CAPITAL:      (-2, 2, 0),
    UPPER:        (-2, 2, 0),   # `OSTERHOUT` in a line of mixed case
    INITIAL:      (-6, 3, -3),
    PARTICLE:     (-2, 1, -2),
    SUFFIX:       (-9, 3, -1),  # `Jr.`
    LETTERS:      (1, -9, 2),  # `OBE` after a name, `MP` also before one
    REDACTED:     (-9, 7, -4),
    BRACKET:      (0, -9, 1),
    NOTED:        (1, -9, 1),
    SCRIBE:       (6, -9, 1),   # `Embassy notetaker`: nobody's title, but somebody
}  # fmt: skip
# The last word of a title before the name: what leads to a name and what cannot end a title.
TO_NAME = {COURTESY: 4, RANK: 2, AGENT: 2, HOLDER: 2, PLURAL: 2, SURNAME_TOO: 1, GIVEN_TOO: -1, SYMBOL: 1, BRACKET: 1,
           NOTED: 1, LETTERS: 1, LOW_RANK: 0, FIELD: -1, UPPER: -2, OFFICE: -3, PLACE: -3, US: -3, MODIFIER: -3,
           OWNER: -4, INDEFINITE: -4, CAPITAL: -7}  # fmt: skip
# The last word of an office that stands for a person by itself: `Chief of Protocol`, `PAO`; a bureau alone is none.
ALONE = {SCRIBE: 3, HOLDER: 3, NOTED: 1, RANK: 0, AGENT: 0, PLURAL: 0, LOW_RANK: 0, SURNAME_TOO: 0, GIVEN_TOO: 0,
         BRACKET: -1, LOW: -2, INDEFINITE: -2, SYMBOL: -3, CAPITAL: -3, UPPER: -3, FIELD: -4, PLACE: -4,
         OFFICE: -5}  # fmt: skip
OF_RANK = 4  # what it is less where a rank opens the office: `Director of Social Welfare`
UNFIT = -9  # for words that the two tables do not name
THIRD, FURTHER = -1, -5  # names of three parts are fewer than of two; of more, fewer still
LATE_INITIAL = -4  # an initial stands between given name and surname, or begins the name of the next
GIVEN_LATE = -5  # a given name after two parts of a name begins another one
NAMED_IN_ROLE = -4  # `Prime Minister` / `Satu Koskela`: an unknown word right after a rank is no office
SENTENCE = -40  # a verb among them
SEAM = -4  # between two unknown words nothing shows where a name begins
DOUBTFUL = -6  # a reading with fewer points is none: the entry stands whole
PARTICLE_FIRST = -2  # `al Regeors` goes on with a name more often than it begins one
BARE_ONLY = -2  # neither title nor role
GIVEN_ONLY = -3  # a title and a given name: the surname is to come
SPLIT = -6  # a rank after a field goes on with the role: `Senior Legal` / `Adviser`
NAMED = -7  # an unknown word between two ranks is a name: `Secretary Hart Assistant Secretary`
LED = -7  # an unknown word before `Mr.` or `Major` belongs to the person before
AGAIN = -5  # a second rank after `Minister of Trade` begins another title
DASHED = -1  # the same behind a dash: `Chief of Defense -- Gen. Berg`
SURNAME = 1  # a place, field or office right after `Poloff` or a given name is a surname: `Poloff Power`, `Ana Mills`
SINGLE = -6  # a name of one word without a title is more often an office or a heading
SURNAME_TOLD = 4  # of which a rank after a comma takes back as much: `Neitzke, Poloff`
MIXED = -5  # some have an office before and one after, others only one after
PARTED_TWICE = -9  # commas part the people and lead to offices, yet some have none
CROWDED = 5  # words of a name that are two names
TITLED = -9  # a title before the next name, where those above have their offices after them
UNTOLD = -9  # after a comma a bare name has its role, not the next title
UNFINISHED = -6  # no role ends in `Deputy` or `of`
OFFICE_ONLY = -3  # most entries have a name
# Between words: a role may follow a name after a mark, the title goes on, its name follows, the role goes on.
TO_ROLE = {"": -9, ",": 0, "-": 0, "/": 0, "\t": 1, ":": -1, ".": -4, ";": -9}
TITLE_ON = {"": 0, ",": -5, "-": -2, "/": 2, "\t": -4, ":": -2, ".": -9, ";": -9}
NAME_AFTER = {"": 0, ",": -6, "-": 0, "/": -6, "\t": 0, ":": 0, ".": -9, ";": -9}
ROLE_ON =     {"": 0, ",": 0, "-": -1, "/": 0, "\t": -1, ":": -2, ".": -5, ";": -6}  # fmt: skip
# From one person to another: people are one a line, several between commas, several with nothing between them, the
# same with their offices after their names, or one in all. Where the first of several has a title, others may too.
_BARE = {";": 2, ".": 1, ",": -7, "-": 0, "/": 1, "\t": -6, ":": -3, "": -3, "&": -2, "noted": 1, "bracket": -2,
         "redacted": 0}  # fmt: skip
_COMMAS = {**_BARE, ",": 0, "": -12}  # where commas part people, a name of four parts is one
NEXT = {
    "line": {";": 1, ".": -5, ",": -7, "-": -6, "/": -7, "\t": -4, ":": -9, "": -13, "&": -10, "noted": -4,
             "bracket": -12, "redacted": -4},
    "commas": _COMMAS,
    "titled": _COMMAS,
    "bare": _BARE,
    "named": _BARE,
    "one": dict.fromkeys((";", ".", ",", "-", "/", "\t", ":", "", "&", "noted", "bracket", "redacted"), -99),
}  # fmt: skip

# Of rows, beside the points of their words.
ENTRY = 2  # an entry of its own, so that lines that may stand alone do
UNNAMED = 5  # `his son`, `two aides` have no word that speaks for them
OWN_SIDE = 6  # its side stands on the line
IN_GROUP = 3  # right below another row, where blank lines part the groups
SIDE_ALONE = -20  # `Indonesia` is nobody
RULED = -12  # a rule below makes a heading
LIKE_HEADING = -9  # alone above the next paragraph, where blank lines part groups: a section heading's place
ANNOUNCES = -6  # a colon at the end
ALL_BARE = 1  # where several are expected, two bare names are two people, not one and an unknown office
OF_ROW = 3  # that two people of a row with a bullet must have more than one: `Mr. Park, Dong Nai Woodcraft`
SEVERAL = -9  # people on a line of a list that has one on each
LEAST = -20  # of the lines of an entry; a sentence has less, and there the list ends
NEVER = -1000
# A row that heads a side or unit.
ANNOUNCEMENT = 6  # `Joining the Minister were:`
HEAD_KNOWN, HEAD_NONE = 9, -20  # a country; words that are too many, hold a comma or begin with a mark
HEAD_PERSONAL = -7  # each word of a person's: a rank, a given name, an initial
HEAD_ORGAN = 3  # a word of an office, agency or place
HEAD_COLON = 6  # `Embassy:`
HEAD_RULED = 5  # a rule below
HEAD_APART = 3  # a blank line above
HEAD_UNBULLETED = 4  # plain above one with a bullet
HEAD_LIKE = 5  # plain words over those of a person
HEAD_SINGLE = 8  # one word, set apart or where no country heads a side
HEAD_STEPPED = 12  # people are indented below it
HEAD_LONE = 12  # the only single word of the list, where a side is known
HEAD_TIGHT = -3  # nothing in the layout marks anything
HEAD_NOT_SET = -5  # the layout marks others, not this one
HEAD_OF_NOBODY = -30  # bare words right below a side
# A row that goes on with the one above.
NO_WRAP = -5  # with so few points or fewer it is not tried
ASIDE = 20  # `(notetaker)` alone
OPEN_ENDED = 7  # `Bureau of`
COMMA_LAST, LOWER_FIRST = 4, 5  # `Korvat,`; `of Ports`
FULL, FITS = 1, -8  # the line above was full; it had room for the first word, so nothing was wrapped
BULLETED, HANGING = 7, 3  # others have bullets; indented below it
HUNG = 9  # indented where indented lines go on with those above
RUN_IN = 6  # people follow on the lines of their sides
OVER_GAP = -5  # a blank line between
LABELLED, ANNOUNCED, UNLABELLED = 5, 10, 24  # that a list must have below a label, a sentence, without either
SPOKEN = 10  # below words that say nothing of a meeting, where the people speak in the text below
