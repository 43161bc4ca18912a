"""The evidence by which an entry is taken apart, in one table: what each kind of word speaks for, in whole points.

A point is worth about one ordinary word. A name of two unknown words outweighs a comma between two people (4 to 2),
never a line on which one person is expected (4 to 6).
"""

COURTESY, RANK, AGENT, HOLDER, PLURAL, LOW_RANK, SURNAME_TOO, MODIFIER = "crRHpysm"
FIELD, OFFICE, SYMBOL, PLACE, US, OWNER = "foaluh"
JOINER, AND, ARTICLE, INDEFINITE, FIGURE, VERB, LOW = "j&tqdvw"
GIVEN, CAPITAL, UPPER, INITIAL, PARTICLE, SUFFIX, LETTERS, REDACTED = "gCUinxzX"
BRACKET, NOTED = "bk"

#                 title name role   why
WORDS = {
    COURTESY:     (5, -9, -4),  # `Dr.` stands before a name and nowhere else
    RANK:         (4, -4, 2),   # `Ambassador` stands before a name, or tells the office of one behind a comma
    AGENT:        (4, -4, 2),   # `Director`: the same, and the fields before it are its own
    HOLDER:       (4, -6, 1),   # `Poloff`: an office that often stands for its holder
    PLURAL:       (4, -6, 2),   # `Poloffs Berg and Stone`
    LOW_RANK:     (1, -8, 3),   # `intern`: in lower case behind a name, seldom before it
    SURNAME_TOO:  (2, 1, 1),    # `King`, `Bishop`: the words about it decide
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
    LETTERS:      (-9, -9, 2),  # `OBE` behind a name
    REDACTED:     (-9, 7, -4),
    BRACKET:      (0, -9, 1),
    NOTED:        (1, -9, 1),
}  # fmt: skip
# The last word of a title before the name: what leads to a name and what cannot end a title.
TO_NAME = {COURTESY: 4, RANK: 2, AGENT: 2, HOLDER: 2, PLURAL: 2, SURNAME_TOO: 1, SYMBOL: 1, BRACKET: 1, NOTED: 1, LOW_RANK: 0, FIELD: -1,
           OFFICE: -3, PLACE: -3, US: -3, OWNER: -4, MODIFIER: -3, CAPITAL: -5, UPPER: -2, INDEFINITE: -4}  # fmt: skip
# The last word of an office that stands for a person by itself: `Chief of Protocol`, `PAO`; a bureau alone is none.
ALONE = {RANK: 0, AGENT: 0, HOLDER: 3, PLURAL: 0, LOW_RANK: 0, NOTED: 1, FIELD: -4, OFFICE: -5, SYMBOL: -3, BRACKET: -1, PLACE: -4,
         SURNAME_TOO: 0, CAPITAL: -3, LOW: -2, MODIFIER: -3, INDEFINITE: -2}  # fmt: skip
OF_RANK = 4  # what it is less where a rank opens the office: `Director of Social Welfare`
UNFIT = -9  # for words that the two tables do not name
THIRD, FURTHER = -1, -5  # names of three parts are fewer than of two; of more, fewer still
LATE_INITIAL = -4  # an initial stands between given name and surname, or begins the name of the next
GIVEN_LATE = -5  # a given name behind two parts of a name begins another one
WHOLE_BRACKET = -3  # a role in brackets is whole
NAMED_IN_ROLE = -4  # `Prime Minister` / `Satu Koskela`: an unknown word right behind a rank is no office
SENTENCE = -40  # a verb among them
SEAM = -4  # between two unknown words nothing shows where a name begins
UPPER_FIRST = -4  # a surname in capitals comes last
DOUBTFUL = -6  # a reading with fewer points is none: the entry stands whole
PARTICLE_FIRST = -2  # `al Regeors` goes on with a name more often than it begins one
BARE_ONLY = -2  # neither title nor role
PLACE_ONLY = -6  # `Embassy Rome` names nobody
GIVEN_ONLY = -3  # a title and a given name: the surname is to come
SPLIT = -6  # a rank behind a field goes on with the role: `Senior Legal` / `Adviser`
NAMED = -7  # an unknown word between two ranks is a name: `Secretary Hart Assistant Secretary`
AGAIN = -5  # a second rank behind `Minister of Trade` begins another title
SINGLE = -6  # a name of one word without a title is more often an office or a heading
MIXED = -5  # some have an office before and one behind, others only one behind
PARTED_TWICE = -9  # commas part the people and lead to offices, yet some have none
CROWDED = 5  # words of a name that are two names
TITLED = -9  # a title before the next name, where those above have their offices behind them
UNTOLD = -9  # behind a comma a bare name has its role, not the next title
UNFINISHED = -6  # no role ends in `Deputy` or `of`
OFFICE_ONLY = -3  # most entries have a name
# Between words: a role may follow a name behind a sign; one person another, dearest where nothing stands between.
TO_ROLE = {"": -9, ",": 0, "-": 0, "\t": 1, ":": -1, ".": -4, ";": -9}
TITLE_ON = {
    "": 0,
    ",": -5,
    "-": -2,
    "\t": -4,
    ":": -2,
    ".": -9,
    ";": -9,
}  # the title goes on, or its name follows
NAME_BEHIND = {"": 0, ",": -6, "-": 0, "\t": 0, ":": 0, ".": -9, ";": -9}
ROLE_ON = {"": 0, ",": 0, "-": -1, "\t": -1, ":": -2, ".": -5, ";": -6}
# Where people are one a line, several between commas, or several with nothing between them.
NEXT = {
    "line":   {";": 1, ".": -5, ",": -7, "-": -6, "\t": -4, ":": -9, "": -13, "&": -7, "noted": -4, "bracket": -9, "redacted": -4},
    "commas": {";": 2, ".": 1, ",": 0, "-": 0, "\t": -6, ":": -3, "": -7, "&": -2, "noted": 1, "bracket": -2, "redacted": 0},
    "bare":   {";": 2, ".": 1, ",": -7, "-": 0, "\t": -6, ":": -3, "": -3, "&": -2, "noted": 1, "bracket": -2, "redacted": 0},
    "one":    dict.fromkeys((";", ".", ",", "-", "\t", ":", "", "&", "noted", "bracket", "redacted"), -99),
}  # fmt: skip
