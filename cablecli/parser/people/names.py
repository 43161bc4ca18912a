"""Names, titles and roles: which words of `Amb. Jean Korvat, Advisor to the President` are which."""

from functools import lru_cache
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.patterns import pattern

# Nouns that end a title before a name. Compounds (`Deputy Assistant Secretary`) end in one of them.
RANKS = frozenset(
    """ambassador amb secretary minister minister-counselor counselor counsellor counsel consul general director
    director-general chief officer deputy acting assistant president premier chancellor king queen prince
    princess emir amir sheikh sheik shaykh sultan senator sen congressman congresswoman representative rep
    governor gov mayor judge justice dr mr mrs ms miss prof professor admiral adm radm vadm colonel col
    captain capt major maj lieutenant lt ltc lt-col brigadier brig commander cdr lcdr marshal sergeant sgt
    attache attaché advisor adviser analyst staff desk chairman chairwoman chair speaker spokesman
    spokeswoman spokesperson envoy coordinator commissioner administrator executive head dean father bishop
    archbishop cardinal sir lord lady h.e he excellency charge chargé charge' d'affaires d’affaires affairs
    dcm cda adcm das pdas dasd u/s a/s d/s poloff poloffs econoff emboff emboffs conoff polcouns econcouns
    polmincouns polcounselor econcounselor specialist intern fellow member delegate interpreter translator
    interpreters translators officials officers aides advisors advisers aide gen bg mg ltg hon aide-de-camp
    undersecretary sub-secretary vice-minister vice-president rapporteur ombudsman prosecutor fm pm dpm vfm
    defmin finmin formin dg ddg mfa leader polad datt dao pao rso legatt conoff control cg po codel staffdel
    notetaker ayatollah imam mullah councilor councillor
    secretary-general negotiator nuncio crown permrep pra m/c mc pol/c econ/c ecopol econmin pol econ p/e
    polchief a.i ad-interim interim designate manager editor ceo cfo coo chod coas sg syg nsa vp""".split()
)
# Fields of office: they go on with a title (`Minister of Defense Korvat`), never begin a name there.
_PORTFOLIOS = frozenset(
    """defense defence state interior finance economy economics foreign trade commerce industry agriculture energy
    health education culture labor labour transport transportation communications environment tourism
    justice planning development science technology information security intelligence oil petroleum mines
    parliament senate parliamentary assembly mission section economic political consular public policy
    international national research europe european africa african asia asian america american americas
    staff treasury police army navy force protocol cabinet press prime studies law legal relations operations
    cooperation congress representatives deputies council bureau department division office party embassy
    production works water power housing railways youth sports women social religious human rights local
    government regional arms nonproliferation disarmament verification industries investment mining
    fisheries forestry aviation ports maritime telecommunications employment welfare reconstruction
    committee subcommittee commission caucus""".split()
)
JOINERS = frozenset("of for to the and & in on at".split())
OFFICES = _PORTFOLIOS | JOINERS | {"u.s.", "u.s"}
_NOTETAKER = pattern(
    "notetaker mark",
    r"""[ ]*(?:,|;|-{1,2}|\u2013)?[ ]*[(\[][ ]*(?:embassy[ ]|and[ ])?note[ \-]?taker[ ]*[)\]] | [ ]*(?:,|;
        |-{1,2}|\u2013|/)[ ]*note[ \-]?taker\b
      | [ ]+note[ \-]?taker$ | ^note[ \-]?taker:?[ ]*""",
    ignore_case=True,
)
_REDACTED = pattern("redacted name", r"""[xX]{5,}|\[[A-Za-z ]{4,30}\]""")
_SECOND_TASK = pattern(
    "task beside taking notes",
    r"""[(\[][ ]*(?:note[ \-]?taker[ ]*(?:and|&|/|,)[ ]*(?P<task>[A-Z]{3,20})|(?P<first>[A-Z]{3,20})[ ]*(?:and|&|/|,)
        [ ]*note[ \-]?taker)[ ]*[)\]]""",
    ignore_case=True,
)
_TASKS = frozenset("int interp interpreter interpreting translator recorder".split())
_DASH = pattern("dash between blanks", r"""[ ](?:--?|\u2013)[ ]""")
_APOSTROPHES = ("'", "’")
_COURTESY = frozenset("mr mrs ms miss dr".split())
_ROLE_IN_BRACKETS = pattern("role in brackets", r"""(?P<who>[^(),;]{3,60})[ ]\((?P<role>[^()]{2,150})\)""")
_ABBREVIATION = pattern("abbreviation in brackets", r"""\([A-Z]{2,6}\)""")
_NOT_NAMES = frozenset(
    """unidentified unnamed
    the a an his her their our this that these and or of for to in on at by with was were is are had
    has said""".split()
)


_SIGN = pattern("bracket, comma or dash", r"""[()\[\],;]|[ ][\-\u2013][ ]|--[ ]""")
_SEPARATORS = frozenset(",;-–")  # what may cut an entry


class Person(NamedTuple):
    """The three parts of one entry; each may be missing."""

    title: str | None
    name: str | None
    role: str | None


def take_notetaker(text: str) -> tuple[str, bool]:
    """(entry without its notetaker mark, whether it had one): `Berg (note taker)`, `Berg, POL Notetaker`."""
    if "note" not in text.lower():
        return text, False
    if second := _SECOND_TASK.search(text):
        task = second["task"] or second["first"]
        return f"{text[: second.start()]}({task}){text[second.end() :]}", True
    found = _NOTETAKER.search(text)
    if not found:
        return text, False
    rest = (
        f"{text[: found.start()]} {text[found.end() :]}"
        if text[found.end() :][:1].isalnum()
        else text[: found.start()] + text[found.end() :]
    )
    return " ".join(rest.split()).strip(" ,;-").removesuffix(" and").rstrip(" ,"), True


def read(entry: str) -> Person:
    """Split an entry at its commas: title and name before the first that ends a name, the role after it."""
    bracketed = _ROLE_IN_BRACKETS.fullmatch(entry) if entry.endswith(")") else None
    if bracketed and _is_role(bracketed["role"]):
        title, name = split_title(bracketed["who"])
        if name:
            return Person(title, name, bracketed["role"])
    segments = [s for s in (part.strip() for part in _commas(_with_comma(entry))) if s]
    if not segments:
        return Person(None, None, None)
    title, name = split_title(segments[0])
    used = 1
    field = name is not None and name.lower() in _PORTFOLIOS
    if len(segments) > 1 and (name is None or field or (_is_symbol(name) and not entry.isupper())):
        title, name, used = _behind_comma(segments)  # an office or its symbol: `S/CT DAS, Dana Whitlock`
    if name is None:
        return Person(None, None, entry)
    while used < len(segments) and segments[used].lower().rstrip(".") in ("jr", "sr", "ii", "iii", "iv"):
        name = f"{name}, {segments[used]}"
        used += 1
    return Person(title, name, ", ".join(segments[used:]) or None)


def _is_symbol(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) < 6 and not _REDACTED.fullmatch(name)


def _behind_comma(segments: list[str]) -> tuple[str | None, str | None, int]:
    """(title, name, segments used) where the first segment is an office; name None where no name follows."""
    if segments[1].lower().startswith("a.i. "):
        segments[1:2] = [segments[1][:4], segments[1][5:]]
    first, second, *others = segments
    if first.lower() in _PORTFOLIOS:  # `Environment, Science, Technology and Health Counselor Ada Stone`
        for used, (title, name) in enumerate(map(split_title, segments), 1):
            if title and name:
                return ", ".join([*segments[: used - 1], title]), name, used
    words = second.split()
    if others and second.lower().strip(".") in ("a.i", "ad interim"):
        return f"{first}, {second}", others[0], 3
    if "&" in second or " and " in second:
        title, name = _behind_list(f"{first}, {second}")
        if name:
            return title, name, 2
    elif len(words) > 1 and is_name(second) and not any(w.lower() in _PORTFOLIOS for w in words):
        return first, second, 2
    if others and is_rank(first.split()[0]) and _is_plain_name(others[-1]):
        return ", ".join(segments[:-1]), others[-1], len(segments)  # `Director General, MFA, Jean Korvat`
    return None, None, 1


def _with_comma(entry: str) -> str:
    """A comma for the sign in `Ada Stone: Director` and `Ada Stone - Director, EUR`; none in `Director: Ada Stone`."""
    if found := _DASH.search(entry) if "- " in entry or "\u2013" in entry else None:
        before = entry[: found.start()]
        return f"{before}, {entry[found.end() :]}" if is_whole(before) else entry
    before, _, after = entry.partition(": ")
    if not (before.split() and after.split()):  # no colon, or nothing on one side of it
        return entry
    if _is_plain_name(before) and is_rank(after.split()[0]):
        return f"{before}, {after}"
    office = split_title(before)[1] is None and is_rank(before.split()[-1])
    return f"{before} {after}" if office and is_name(after.split(",")[0]) else entry


def _is_role(text: str) -> bool:
    """Whether brackets behind a name hold an office: no nickname `(HbN)`, party `(D-CA)` or warning."""
    if " " in text:
        return "protect" not in text.lower()
    return "/" in text or text.lower().strip(".") in _TASKS or is_rank(text)


def _behind_list(text: str) -> tuple[str | None, str | None]:
    """`Minister of Commerce, Industry & Trade Ana Korvat`: the name begins two words after the last joiner."""
    words = text.split()
    cut = max(k for k, w in enumerate(words) if w in ("&", "and")) + 2
    name = " ".join(words[cut:])
    return (" ".join(words[:cut]), name) if is_name(name) else (text, None)


def _commas(entry: str) -> list[str]:
    """Cut at commas and semicolons outside brackets, and at a dash between blanks."""
    if _SEPARATORS.isdisjoint(entry):
        return [entry]
    parts, depth, start = [], 0, 0
    no_comma = "," not in entry
    for found in _SIGN.finditer(entry):
        sign = found[0]
        depth += (sign in "([") - (sign in ")]")
        dash = no_comma and len(sign) > 1 and found.start() > start
        if depth <= 0 and (sign in ",;" or dash):
            parts.append(entry[start : found.start()])
            start = found.end()
    parts.append(entry[start:])
    return parts


@lru_cache(maxsize=1024)
def split_title(text: str) -> tuple[str | None, str | None]:
    """(title, name) of words without commas; name None where all of them are an office."""
    words = text.split()
    if words and words[0].lower() == "the" and len(words) < 5 and is_rank(words[-1]):
        return text, None
    cut = _last_title_word(words)
    owned = max((k for k, w in enumerate(words, 1) if w[-1] == "s" and w[-2:-1] in _APOSTROPHES), default=0)
    if owned and cut <= owned:
        return text, None  # `Foreign Minister's Chef de Cabinet`
    if cut and cut < len(words) and words[cut].startswith("(") and words[cut].endswith(")"):
        cut += 1  # `Colonel (ret.) Korvat`
    if bracket := _ABBREVIATION.search(text) if "(" in text else None:
        inner = len(text[: bracket.end()].split())
        if cut and inner < len(words):
            cut = max(cut, inner)
    elif 0 < cut < len(words) and words[cut].lower() in JOINERS:
        named = [w for w in words[cut:] if w.lower() not in JOINERS]
        cut = len(words) - 2 if len(named) > 2 else len(words)
    if cut == 0:
        cut = _acronyms(words)
        if cut and is_rank(words[-1]):
            return text, None  # `USAID Mission Director`
        if cut == 0 and any(w in ("of", "for", "to") for w in words[1:-1]) and len(words) > 4:
            cut = len(words) - 2
    name = " ".join(words[cut:])
    name = name.partition(" (")[0] if name.endswith(")") and " (" in name else name
    if cut == len(words) or not is_name(name):
        return text, None
    return " ".join(words[:cut]).rstrip(":") or None, name


@lru_cache(maxsize=4096)
def is_rank(word: str) -> bool:
    """Whether a word is that of a rank or office before a name."""
    plain = word.lower().strip(".,()")
    if len(plain) == 1 or word in ("he", "He", "don", "Don", "Post", "Mission"):
        return False
    return (
        plain in RANKS
        or plain.replace("’", "'") in RANKS
        or plain in tables.role_titles()
        or plain in tables.titles()
        or word.lower() in tables.titles()
    )


def is_whole(text: str) -> bool:
    """Whether words without commas are a titled or plain name, and no office."""
    title, name = split_title(text) if "," not in text else (None, None)
    return (title is not None and name is not None) or _is_plain_name(text)


def _is_plain_name(text: str) -> bool:
    """Two or three words, none of them of an office."""
    words = text.split()
    office = (is_rank(w) or w.lower() in OFFICES or (w.isupper() and len(w) > 2) or "/" in w for w in words)
    return len(words) in (2, 3) and is_name(text) and not any(office)


def _last_title_word(words: list[str]) -> int:
    """How many leading words are the title, judged by the last rank or portfolio among them."""
    cut = 0
    if len(words) == 2 and words[0].lower().strip(".") in _COURTESY:
        return 1  # `Mr. Dean`
    for place, word in enumerate(words[:-1]):
        plain = word.lower().strip(".,()")
        if (
            is_rank(word)
            or ("/" in word and word.upper() == word and len(word) > 2)
            or ("/" in word and any(is_rank(p) for p in word.split("/")[:-1]))
        ):
            cut = place + 1
        elif cut == place and place and (plain in _PORTFOLIOS or plain in JOINERS):
            cut = place + 1 if plain in _PORTFOLIOS else cut
            if (
                plain in JOINERS
                and place + 1 < len(words) - 1
                and words[place + 1].lower().strip(".,") in _PORTFOLIOS | {"the"}
            ):
                cut = place + 1
        elif place and words[place - 1].lower() in JOINERS and plain in _PORTFOLIOS:
            cut = place + 1
    if cut < len(words) and cut and is_rank(words[-1]) and not is_name(" ".join(words[cut:])):
        return len(words)
    if len(words) == 1 and (is_rank(words[0]) or words[0].lower().endswith(("off", "offs", "couns"))):
        return 1
    if (
        cut == len(words) - 1
        and is_rank(words[-1])
        and words[-1].lower() not in ("king", "judge", "major", "bishop", "father", "dean", "marshal", "po")
    ):
        return len(words)
    return cut


def _acronyms(words: list[str]) -> int:
    """How many leading words are office symbols (`NEA`, `POL/Econ`, `P Staff`) before a name in mixed case."""
    if all(w.isupper() for w in words):
        return 0
    cut = 0
    for word in words[:-1]:
        if (
            (
                len(word) > 1
                and word.isupper()
                and not word.endswith(".")
                and "'" not in word
                and not _REDACTED.fullmatch(word)
            )
            or "/" in word
            or (len(word) == 1 and cut == 0 and word.isupper())
        ):
            cut += 1
        else:
            break
    return cut


def is_name(text: str) -> bool:
    """Whether words look like a person's name: capitals, initials, particles; one to seven of them."""
    words = text.split()
    if not 1 <= len(words) <= 7 or any(w.lower() in _NOT_NAMES for w in words):
        return False
    if _REDACTED.fullmatch(text.strip()):
        return True
    return (
        words[-1][:1].isalpha()
        and any(w[:1].isupper() for w in words)
        and not any(sign in text for sign in ":;@=0123456789")
    )
