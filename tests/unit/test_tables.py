"""The tables of facts: what is looked up, how the files are formed, and that nothing is read unasked."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cablecli.facts import tables

DATA = Path(tables.__file__).with_name("data")
FILES = {"posts.tsv": 6, "tag_variants.tsv": 2, "tags.tsv": 5, "titles.tsv": 1}
KINDS = {"subject", "program", "geographic", "organization"}


def rows(file: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / file).read_text(encoding="utf-8").splitlines()[1:]]


# TAGS


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("GE", 1975, "Germany (East)"),
        ("GE", 1985, "Germany, Federal Republic (West)"),
        ("GE", 2005, None),  # in these years a mistake for GG or GM
        ("GE", 2015, "Georgia"),
        ("CS", 1975, "Costa Rica"),
        ("CS", 2005, "Costa Rica"),
        ("CS", 2015, "Costa Rica"),  # known in the earlier eras only
        ("SR", 1975, "Serbia"),  # the nearest era
        ("SR", 2005, "Serbia"),
        ("SR", 2012, "Serbia"),
        ("SR", 2013, "Suriname"),
        ("SR", 2015, "Suriname"),
        ("RS", 2005, "Russia"),
        ("RS", 2015, "Serbia"),
        ("KN", 2008, "Korea, North"),
        ("XK", 2008, "Central America"),
        ("XK", 2015, "Kosovo"),
        ("US", 2015, "United States"),
        ("1A", 1966, "Africa"),
    ],
)
def test_a_geographic_code_means_what_it_meant_in_the_year(code: str, year: int, name: str | None) -> None:
    assert tables.tag(code, year) == ("geographic", name)


@pytest.mark.parametrize(
    ("code", "year", "meaning"),
    [
        ("PGOV", 2007, ("subject", "Internal Governmental Affairs")),
        ("ACLM", 2009, ("subject", "Claims for Private Personal Property")),  # of the 1970s only
        ("KWMN", 2007, ("program", "Women's Issues")),
        ("KGB", 1988, ("organization", "Committee for State Security (USSR)")),
        ("WTO", 1975, ("organization", "Warsaw Treaty Organization")),
        ("WTO", 2005, ("organization", "World Trade Organization")),
        ("AL", 2005, ("geographic", "Albania")),  # also the Arab League
        ("AI", 2005, ("organization", "Amnesty International")),  # Anguilla from 2013 on
        ("AI", 2015, ("geographic", "Anguilla")),
        ("PHALANGE PARTY", 1984, ("organization", "Phalange Party (Lebanon)")),
    ],
)
def test_a_tag_has_kind_and_name(code: str, year: int, meaning: tuple[str, str]) -> None:
    assert tables.tag(code, year) == meaning


def test_without_a_year_the_meaning_of_most_known_cables_counts() -> None:
    assert tables.tag("SR", None) == ("geographic", "Serbia")
    assert tables.tag("WTO", None) == ("organization", "World Trade Organization")


@pytest.mark.parametrize("code", ["KSPR", "KSEO", "KGIC", "ECUN", "BTOP", "ZC", "ZB", "UE", "HKA"])
def test_a_name_that_nobody_confirmed_is_not_given(code: str) -> None:
    meaning = tables.tag(code, 2008)
    assert meaning is not None
    assert meaning[1] is None


@pytest.mark.parametrize("code", ["BIDEN", "MOPPS", "PRELPGOV", "pgov", "", "#", "PGO"])
def test_an_unknown_tag_is_none(code: str) -> None:
    assert tables.tag(code, 2007) is None
    assert not tables.is_tag(code)


@pytest.mark.parametrize("code", ["PGOV", "GE", "KDEM", "NATO", "EL AL", "UNGA/C-1", "BUNDESBANK"])
def test_a_code_of_any_era_is_a_tag(code: str) -> None:
    assert tables.is_tag(code)


@pytest.mark.parametrize(
    ("variant", "codes"),
    [
        ("MOPPS", ("MOPS",)),
        ("EINDETRD", ("EIND", "ETRD")),
        ("KPAOKMDRKE", ("KPAO", "KMDR", "KE")),
        ("COUNTER TERRORISM", ("PTER",)),
        ("HUMAN RIGHTS", ("PHUM",)),
        ("POL MIL", ("PGOV", "MARR")),
        ("SYR", ("SY",)),
        ("PGOV", ()),
        ("BIDEN", ()),
        ("", ()),
    ],
)
def test_a_mis_keyed_tag_stands_for_codes(variant: str, codes: tuple[str, ...]) -> None:
    assert tables.tag_variant(variant) == codes


@pytest.mark.parametrize("word", ["PREL", "MOPPS", "EL AL", "HUMAN RIGHTS"])
def test_a_tag_and_what_stands_for_one_are_written_so(word: str) -> None:
    assert tables.is_written(word)
    assert not tables.is_written(f"{word}X")


# posts


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("PARIS", "PARIS"),
        ("SAN SALVADOR", "SANSALVADOR"),
        ("PORT-AU-PRINCE", "PORTAUPRINCE"),
        ("ST. PETERSBURG", "STPETERSBURG"),
        ("N'DJAMENA", "NDJAMENA"),
        ("N’DJAMENA", "NDJAMENA"),
        ("HCMC", "HOCHIMINHCITY"),
        ("HO CHI MINH", "HOCHIMINHCITY"),
        ("USUN", "USUNNEWYORK"),
        ("UNVIE", "UNVIEVIENNA"),
        ("AIT", "AITTAIPEI"),
        ("EU BRUSSELS", "USEUBRUSSELS"),
        ("USOECD PARIS", "OECDPARIS"),
        ("PARISFR", "UNESCOPARISFR"),
        ("THE HAGUE", "THEHAGUE"),
        ("HAGUE", "THEHAGUE"),
        ("HK", "HONGKONG"),
        ("KL", "KUALALUMPUR"),
        ("DAR", "DARESSALAAM"),
        ("BSB", "BANDARSERIBEGAWAN"),
        ("PAP", "PORTAUPRINCE"),
        ("TEGUC", "TEGUCIGALPA"),
        ("STATE DEPT", "STATE"),
        ("DEPT", "STATE"),
        ("WASHDC", "STATE"),
        ("PEKING", "BEIJING"),
        ("YANGON", "RANGOON"),
    ],
)
def test_a_post_has_many_spellings(name: str, post: str) -> None:
    assert tables.post(name) == post


@pytest.mark.parametrize("post", ["KIEV", "KYIV", "BOMBAY", "MUMBAI", "LENINGRAD", "STPETERSBURG", "SAIGON"])
def test_a_renamed_post_keeps_the_name_that_stands(post: str) -> None:
    assert tables.post(post) == post


@pytest.mark.parametrize(
    ("cut", "post"),
    [
        ("SAN SALVAD", "SANSALVADOR"),
        ("RIO DE JAN", "RIODEJANEIRO"),
        ("OUAGADOUGO", "OUAGADOUGOU"),
        ("VALLET", "VALLETTA"),
        ("PHNOM", "PHNOMPENH"),
        ("USUN N", "USUNNEWYORK"),
        ("PORTO", "PORTOFSPAIN"),
        ("PORT A", "PORTAUPRINCE"),
        ("TANANA", "ANTANANARIVO"),
    ],
)
def test_a_cut_post_is_completed(cut: str, post: str) -> None:
    assert tables.post(cut) == post


@pytest.mark.parametrize(
    "name", ["SAN", "PORT", "TEHR", "MARTINI X", "SANTI AGO DE", "SECTION", "R 10", "7", ""]
)
def test_an_ambiguous_short_or_unknown_post_is_none(name: str) -> None:
    assert tables.post(name) is None


def test_a_start_shared_by_posts_is_not_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = ["SANTAANA\t\t\t\t\t", "SANTAFE\t\t\t\t\t"]
    monkeypatch.setattr(tables, "_posts", lambda: shared)
    assert tables.post("SANTA") is None
    assert tables.post("SANTAF") == "SANTAFE"


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("0TTAWA", "OTTAWA"),
        ("COTON0U", "COTONOU"),
        ("BRAS1LIA", "BRASILIA"),
        ("ARSAW", "WARSAW"),
        ("SOIA", "SOFIA"),
        ("NEW DEHLI", "NEWDELHI"),
        ("QXICO", "MEXICO"),
    ],
)
def test_a_mis_keyed_post_is_known(name: str, post: str) -> None:
    assert tables.post(name) == post


@pytest.mark.parametrize(
    ("address", "post"),
    [
        ("AMEMBASSY SAN SALVADOR", "SANSALVADOR"),
        ("AMEMBASSYHANOI", "HANOI"),
        ("AMEMB PARIS", "PARIS"),
        ("EMBASSY PARIS", "PARIS"),
        ("AMCONGEN LEIPZIG", "LEIPZIG"),
        ("CONGEN NAHA", "NAHA"),
        ("PRT KIRKUK", "KIRKUK"),
        ("REO BASRAH", "BASRAH"),
        ("USINT CAIRO", "CAIRO"),
        ("AMCONSUL RIO DE JANEIRO", "RIODEJANEIRO"),
        ("AMCONSULATE MILAN", "MILAN"),
        ("USMISSION USUN NEW YORK", "USUNNEWYORK"),
        ("USMISSION GENEVA", "GENEVA"),
        ("SECSTATE WASHDC", "STATE"),
        ("SECSTATE WASHDC//EAP/CM//", "STATE"),
        ("USINT HAVANA", "HAVANA"),
        ("AIT TAIPEI", "AITTAIPEI"),
        ("RPO DUBAI", "RPODUBAI"),
        ("IRAN RPO DUBAI", "RPODUBAI"),
        ("USOFFICE PRISTINA", "PRISTINA"),
        ("USEU BRUSSELS", "USEUBRUSSELS"),
        ("USLO TRIPOLI", "TRIPOLI"),
        ("APP LYON", "LYON"),
        ("CIA WASHDC", None),
        ("AIT WASHDC", None),
        ("DEPT OF ENERGY WASHDC", None),
        ("USDEL SECRETARY", None),
        ("AMEMBASSY", None),
        ("EU MEMBER STATES COLLECTIVE", None),
    ],
)
def test_an_address_gives_its_post(address: str, post: str | None) -> None:
    assert tables.post_of_address(address) == post


def test_the_annual_volume_of_a_post_is_known_or_none() -> None:
    assert tables.annual_volume("STATE", 2009) == 135_000
    assert tables.annual_volume("STATE", 1976) == 320_000
    assert tables.annual_volume("LAPAZ", 2004) == 3_400
    assert tables.annual_volume("LAPAZ", 1985) == 27_200
    assert tables.annual_volume("VALLETTA", 2009) is None
    assert tables.annual_volume("NOWHERE", 2009) is None


# titles


def test_titles_stand_before_names() -> None:
    assert {"ambassador", "dcm", "a/s", "charge d'affaires", "lt. gen."} <= tables.titles()
    assert not {"poloff", "rso", "notetaker"} & tables.titles()
    assert all(title == title.lower() for title in tables.titles())


# the files


def test_the_files_are_these() -> None:
    assert {path.name for path in DATA.glob("*.tsv")} >= set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_one_comment_and_sorted_rows_of_full_width(file: str) -> None:
    text = (DATA / file).read_bytes().decode()
    comment, *lines = text.split("\n")
    assert comment.startswith("# ")
    assert lines.pop() == ""
    assert text.splitlines() == [comment, *lines], "a sign inside a row breaks it"
    assert lines == sorted(set(lines))
    for line in lines:
        fields = line.split("\t")
        assert len(fields) == FILES[file], line
        assert fields[0] and fields == [field.strip() for field in fields], line


def test_tags_have_a_kind_ordered_years_and_no_second_meaning_at_a_time() -> None:
    taken: Counter[tuple[str, str, int]] = Counter()
    for code, kind, first, last, name in rows("tags.tsv"):
        assert code == code.upper()
        assert kind in KINDS, code
        assert int(first) <= int(last), code
        assert not any(doubt in name.lower() for doubt in ("confirmed", "inferred", "mistake", "usage")), name
        side = "organization" if kind == "organization" else "code"
        taken.update((code, side, year) for year in range(max(int(first), 1966), min(int(last), 2030) + 1))
    assert [key for key, count in taken.items() if count > 1] == []


def test_program_codes_start_with_k() -> None:
    assert all(row[0].startswith("K") for row in rows("tags.tsv") if row[1] == "program")
    assert not any(row[0].startswith("K") for row in rows("tags.tsv") if row[1] == "subject")


def test_tag_variants_are_no_codes_and_stand_for_codes() -> None:
    variants = [row[0] for row in rows("tag_variants.tsv")]
    assert len(variants) == len(set(variants))
    assert [variant for variant in variants if tables.is_tag(variant)] == []
    for variant in variants:
        codes = tables.tag_variant(variant)
        assert codes and all(tables.is_tag(code) for code in codes), variant


def test_every_post_and_every_spelling_leads_to_one_post() -> None:
    table = rows("posts.tsv")
    canonical = [row[0] for row in table]
    assert canonical == sorted(set(canonical))
    spellings = [name for row in table for name in row[5].split(";") if name]
    assert len(spellings) == len(set(spellings))
    assert not set(spellings) & set(canonical)
    for post, volume, city, country, kind, others in table:
        assert post.isalpha() and post.isupper()
        assert volume == "" or int(volume) > 0
        assert city and country
        assert kind in {"embassy", "consulate", "mission", "department", "other"}
        for name in [post, *filter(None, others.split(";"))]:
            assert name.isalpha() and name.isupper()
            assert tables.post(name) == post


def test_each_title_stands_once() -> None:
    counts = Counter(title.lower() for (title,) in rows("titles.tsv"))
    assert set(counts.values()) == {1}


# loading

OPENED = """
import os, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from cablecli.facts import tables
{call}
print(*(os.path.basename(path) for path in opened if path.endswith(".tsv")))
"""


@pytest.mark.parametrize(
    ("call", "files"),
    [
        ("", []),
        ("tables.tag('PREL', 2007); tables.is_tag('PGOV')", ["tags.tsv"]),
        ("tables.tag_variant('MOPPS'); tables.tag_variant('MOPPS')", ["tag_variants.tsv"]),
        (
            "tables.post('VALLET'); tables.post_of_address('X'); tables.annual_volume('PARIS', 2009)",
            ["posts.tsv"],
        ),
        ("tables.titles(); tables.titles()", ["titles.tsv"]),
    ],
)
def test_a_file_is_read_once_and_only_when_asked_for(call: str, files: list[str]) -> None:
    script = OPENED.format(call=call)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == files


@pytest.mark.parametrize("file", [file.name for file in sorted(DATA.glob("*.tsv"))])
def test_a_file_begins_with_its_comment(file: str) -> None:
    """The first line is skipped, whatever it holds."""
    assert (DATA / file).read_text(encoding="utf-8").startswith("# ")
