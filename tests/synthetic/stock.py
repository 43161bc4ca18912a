"""What synthetic cables are made of: posts, people, words and prose, all invented, in the shares of real ones."""

from bisect import bisect
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

SEED = 2010


def _choices(text: str) -> list[str]:
    """What stands between the bars; a line's end is a blank."""
    return text.replace("\n", " ").split("|")


class Shares:
    """Variants and how often each is met."""

    def __init__(self, *shares: tuple[float, Any]) -> None:
        self.values = [value for _, value in shares]
        self.bounds = [sum(share for share, _ in shares[: k + 1]) for k in range(len(shares))]

    def pick(self, chance: Random) -> Any:
        """One variant."""
        return self.values[bisect(self.bounds, chance.random() * self.bounds[-1])]


def shares_of(text: str) -> Shares:
    """Shares written as `60 one|40 another`; lines are broken behind the bars."""
    pairs = (part.split(" ", 1) for part in text.replace("|\n", "|").split("|"))
    return Shares(*((float(share), value) for share, value in pairs))


class Post(NamedTuple):
    kind: str  # as in the dump's column of origins
    name: str
    routing: str
    tag: str

    @property
    def sender(self) -> str:
        prefix = {"Embassy": "AMEMBASSY ", "Consulate": "AMCONSUL ", "Mission": "USMISSION "}
        return prefix.get(self.kind, "") + ("SECSTATE WASHDC" if self.name == "STATE" else self.name)

    @property
    def origin(self) -> str:
        return "Secretary of State" if self.name == "STATE" else f"{self.kind} {self.name.title()}"


POSTS = [
    Post(*line.split("|"))
    for line in """\
Department|STATE|RUEHC|US
Embassy|VALLETTA|RUEHVT|MT
Embassy|NICOSIA|RUEHNC|CY
Embassy|TALLINN|RUEHTL|EN
Embassy|SAN SALVADOR|RUEHSN|ES
Embassy|TEGUCIGALPA|RUEHTG|HO
Embassy|PORT LOUIS|RUEHPL|MP
Embassy|LJUBLJANA|RUEHLJ|SI
Embassy|ANTANANARIVO|RUEHAN|MA
Embassy|OSLO|RUEHNY|NO
Embassy|LISBON|RUEHLI|PO
Embassy|MONTEVIDEO|RUEHMN|UY
Embassy|WINDHOEK|RUEHWD|WA
Embassy|GABORONE|RUEHOR|BC
Embassy|MUSCAT|RUEHMS|MU
Embassy|SUVA|RUEHSV|FJ
Embassy|WELLINGTON|RUEHWL|NZ
Embassy|REYKJAVIK|RUEHRK|IC
Embassy|BUENOS AIRES|RUEHBU|AR
Embassy|PORT AU PRINCE|RUEHPU|HA
Embassy|DAR ES SALAAM|RUEHDR|TZ
Embassy|ULAANBAATAR|RUEHUM|MG
Embassy|PHNOM PENH|RUEHPF|CB
Embassy|OUAGADOUGOU|RUEHOU|UV
Embassy|ROME|RUEHRO|IT
Embassy|ATHENS|RUEHTH|GR
Embassy|HELSINKI|RUEHHE|FI
Embassy|TUNIS|RUEHTU|TS
Embassy|QUITO|RUEHQT|EC
Embassy|LUSAKA|RUEHLS|ZA
Consulate|NAPLES|RUEHNP|IT
Consulate|RIO DE JANEIRO|RUEHRI|BR
Consulate|GUAYAQUIL|RUEHGL|EC
Consulate|MARSEILLE|RUEHMRE|FR
Mission|USNATO|RUEHNO|NATO
Mission|UNVIE VIENNA|RUEHUNV|AU
""".splitlines()
]
AGENCIES = """\
RUEAIIA/CIA WASHINGTON DC
RHEHNSC/NSC WASHINGTON DC
RUEKJCS/SECDEF WASHINGTON DC
RUEKJCS/JOINT STAFF WASHINGTON DC//J-2/J-5//
RHMFISS/HQ USEUCOM VAIHINGEN GE//ECJ2/POLAD//
RHMFISS/CDR USSOUTHCOM MIAMI FL
RUCPDOC/USDOC WASHDC
RUEATRS/DEPT OF TREASURY WASHINGTON DC
RUCNMEM/EU MEMBER STATES COLLECTIVE
RUEHZL/EUROPEAN POLITICAL COLLECTIVE
RUCNDT/USMISSION USUN NEW YORK
RUEHGV/USMISSION GENEVA
RUEHBS/USEU BRUSSELS
RHEFDIA/DIA WASHDC//DHO-2//
ZEN/AMCONSUL VENICE
WESTERN HEMISPHERIC AFFAIRS DIPL POSTS""".splitlines()
SUBJECT_TAGS = """PREL PGOV ECON ETRD EINV EFIN EAIR EWWT EFIS ENRG EPET ETTC EAGR EAID BEXP SENV SOCI SNAR SMIG SCUL
PHUM PTER PINR PARM PBTS MARR MASS MOPS MNUC OVIP OREP AMGT ASEC CVIS CASC CMGT TBIO TSPL TPHY ELAB KDEM KIPR KPAO
KCRM KTIP KWMN KISL KNNP KGHG""".split()
SURNAMES = """Ardenne Balcombe Carrick Dunmore Eastlake Farrow Gantry Hathersage Inskip Jessop Kettering Lorrimer
Maddock Northam Okonedo Prendergast Quarles Rennick Sallow Tarrant Umber Vance Wexcombe Yardley Zeller Abershaw
Bramhall Coldwell Driscoll Ellery Fenwick Garside Holbeck Ingram Joliffe Kinsale Larkhill Melrose Nettles
Ormerod""".split()
FOREIGN = """Amaro Belcik Castrovan Dimarro Eskelund Ferhani Galdavi Hoxmark Ilvesto Jarnevi Kolvoda Lagunda Merrivan
Nostrelli Obrenko Pelagris Quintavo Rastegan Solmaki Tervani Uldrigo Vasmeri Wendrago Xanthou Ystrand Zembala
Adebari Bonsavo Corrigo Delmaska""".split()
FORENAMES = """Ada Boris Clara Dario Edith Felix Greta Hugo Irene Jonas Katya Leon Marta Nils Olga Pavel Rita Stefan
Tessa Viktor""".split()
MINISTRIES = """Harbors Fisheries Transport Energy Forestry Tourism Agriculture Trade Education Health Mines
Telecommunications""".split()

_SUBJECTS = _choices("""\
The ministry's director for {m}|{t} {f}|Embassy contacts in the port authority|The Ambassador|Poloff
and Econoff|A member of the parliamentary committee on {m}|{t} {f}'s deputy|The head of the chamber
of commerce|Local newspapers|An adviser to the prime minister|The governor of the central bank|Two
visiting members of the {m} board|The opposition's spokesman, {n} {f},|Representatives of four
shipping lines|The regional governor|{t} {f} and his staff|The country's largest union|A senior
official of the {m} ministry|The visiting delegation|Our contact at the customs service""")
_VERBS = _choices("""\
told us on {d} that|argued that|repeated that|expects that|denied that|conceded in private
that|asked whether it was true that|wrote to the Ambassador on {d} that|announced on {d}
that|complained that|was confident that|doubted that|said, when asked by the DCM, that|noted with
some heat that|has long maintained that|explained that""")
_CLAUSES = _choices("""\
the new law on {m} would be sent to parliament before the summer recess|the budget for {m} will be
cut by {p} percent|no decision could be taken without the coalition partners|the harbor works at the
northern pier are {k} months behind schedule|foreign investors had lost patience with the licensing
procedure|the two governments would sign the agreement in {mo}|a quarter of the fleet is older than
{k} years|the ferry company owes its suppliers ${k}.{p} million|the commission will publish its
report on {d}|neither side wished to reopen the question of fishing quotas|the price of diesel had
risen by {p} percent since {mo}|the training program should be extended to {k} districts|he would
raise the matter with the cabinet at its next meeting|the airport could not handle more than {k}
flights a day|U.S. companies remain welcome to bid for the {m} contract|the census results would be
contested in at least {k} constituencies|the rules on visas for seamen ought to be simplified|the
warehouse fire of {d} was an accident|two of the three turbines were out of service""")
_TAILS = _choices("""\
|, although few of our contacts believe it| (ref A)|, and that nothing more would be done until
after the elections| and asked for our support in Brussels|, a figure that the Finance Ministry
disputes|; the press has reported much the same| in spite of the objections of the {m} lobby|, as he
had done in {mo}|, a point he made three times|, which would be the first such step since 1998| (see
septel for details)|. His staff later sent us a paper on the subject|, pending a review by the
auditors""")
TITLES = _choices(
    "Minister|Deputy Minister|Vice Minister|Director General|Ambassador|Dr.|Governor|Senator|General"
)
MONTHS = """January February March April May June July August September October November December""".split()
HEADINGS = _choices("""\
A Cautious Minister|Harbor Works Behind Schedule|Who Pays for the Pier?|Fisheries|Next Steps|The
Unions' View|Diesel Prices and the Fleet|Background|An Old Quarrel|Licenses|The Visa
Question|Looking Ahead|Ports and Customs|Trade Agreement Delayed|Press Reaction|Reactions in
Parliament|Energy: Two Turbines Down""")
TOPICS = _choices("""\
HARBOR WORKS|FISHING QUOTAS|THE FERRY CONTRACT|DIESEL PRICES|PORT SECURITY|CUSTOMS REFORM|SEAMEN'S
VISAS|CENSUS RESULTS|THE {m} BUDGET|TURBINE REPAIRS|AIR SERVICES|THE NORTHERN PIER""")
EVENTS = _choices("""\
MINISTER {f} PREVIEWS TALKS ON {t}|{t}: NO DECISION BEFORE {mo}|PARLIAMENT DEBATES {t}|AMBASSADOR'S
MEETING WITH {f} ON {t}|{t} AND {u}: AN UPDATE|DEMARCHE ON {t} DELIVERED|SCENESETTER FOR THE VISIT
OF SENATOR {s}|{f} RESIGNS OVER {t}|REQUEST FOR GUIDANCE ON {t}""")
OFFICES = "EUR/SE|NEA/MAG|WHA/CEN|AF/S|EAP/ANP|EEB/TRA|INL/C|PM/B|OES/OA|DRL/NESCA|CA/VO|INR/B".split("|")


def fill(template: str, chance: Random) -> str:
    """A template with its blanks filled in."""
    values = {
        "m": chance.choice(MINISTRIES),
        "t": chance.choice(TITLES),
        "f": chance.choice(FOREIGN),
        "n": chance.choice(FORENAMES),
        "s": chance.choice(SURNAMES).upper(),
        "d": f"{chance.choice(MONTHS)} {chance.randint(1, 28)}",
        "mo": chance.choice(MONTHS),
        "p": chance.randint(2, 48),
        "k": chance.randint(3, 60),
    }
    return template.format_map(values)


def _sentence(chance: Random) -> str:
    parts = f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_CLAUSES)}{chance.choice(_TAILS)}."
    return fill(parts, chance)


def wrapped(text: str, width: int, first: int = 0) -> list[str]:
    """`text` in lines of at most `width`, the first one shorter by `first`."""
    lines, line, room = [], "", width - first
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line, room = word, width
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


class Prose(NamedTuple):
    """A text without number and marking: with its lines, which leave room for those, and as one line."""

    lines: tuple[str, ...]
    line: str


@lru_cache(maxsize=1)
def pool() -> tuple[list[Prose], list[Prose]]:
    """Whole paragraphs and short ones, the stock that all cables are made of."""
    chance = Random(SEED)

    def prose(sentences: int) -> Prose:
        text = chance.choice((" ", "  ")).join(_sentence(chance) for _ in range(sentences))
        return Prose(tuple(wrapped(text, chance.randint(55, 61), 9)), text)

    return [prose(chance.randint(2, 9)) for _ in range(3000)], [prose(1) for _ in range(600)]
