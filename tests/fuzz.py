"""Damaged inputs of every kind: does any crash, lose a word, give a false record, or take long?

    python -m tests.fuzz --seconds 900 --seed 3 --keep FOLDER

Each input is made of synthetic cables, damaged, with one piece or one of its own lines planted again and again, and put
in its carrier. Its time is that of this thread, set against its size and the median of the run. Prints a line for
each fault, a table by kind, and the slowest. `--keep` writes the inputs with faults and the slow ones to a folder.
"""

import argparse
import csv
import io
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from quopri import encodestring
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator

import cablecli
from cablecli.model import Cable
from tests import synthetic
from tests.damage import SAMPLES, SHAPES, check, damaged
from tests.synthetic.people import lists

SLOW = 8  # times the median a kilobyte
_SUFFIXES = {"text": "txt", "stream": "txt", "page": "html", "json": "jsonl"}
SMALLEST = 2_000  # characters: below this, what a cable costs in any case outweighs its text
_PIECES = r""" |x(|1|A |& |, |(1) x\n|\nBT|\nA. ROME 1|\nTAGS: PREL, OVIP (STONE, ADA), |X-|\n\n|- |1. |(|1.4 |R|RUEHC |
AND |: |E N D |-- |END OF |reason |JUNE 1 |BEGIN TEXT:\n|1. x\n|¶2. (C) y. |Ambassador Stone\n|Participants:\n|U.S.\n|
----\n|Title\n-----\n|REF: A|PAGE 02 ROME 1 0910Z\n|CONFIDENTIAL\n|SECTION 02 OF 03\n|FM AMEMBASSY ROME\n|TO SECSTATE\n|
a, b; c: d. |"|<p>|&#10;|{"a":|','|NNNN\n|UNQUOTE """
PIECES = (*SHAPES, "\f", "\t", *(piece.strip("\n").replace(r"\n", "\n") for piece in _PIECES.split("|")))


class Tried(NamedTuple):
    """An input and what became of it."""

    kind: str
    data: bytes
    seconds: float
    faults: tuple[str, ...]

    @property
    def pace(self) -> float:
        """Milliseconds a kilobyte."""
        return self.seconds * 1e6 / len(self.data)


def texts(chance: Random) -> Iterator[str]:
    """Damaged texts without end."""
    samples = [path.read_text(encoding="utf-8") for path in SAMPLES]
    while True:
        seed = chance.randrange(1 << 30)
        cable = next(synthetic.cables(1, seed))
        made = [write(cable) for write in (synthetic.text, synthetic.record, synthetic.message)]
        text = planted(chance.choice([*made, next(lists(1, seed)).text, chance.choice(samples)]), chance)
        yield damaged(text, seed) if chance.random() < 0.8 else text


def planted(text: str, chance: Random) -> str:
    """The text with a piece, or a line of its own, again and again at some place; or with its own end cut off."""
    lines = text.split("\n")
    piece = chance.choice(PIECES) if chance.random() < 0.5 else chance.choice(lines) + "\n"
    at = chance.choice((chance.randrange(len(text)), text.find("\n", chance.randrange(len(text))) + 1))
    return text[:at] + piece * (chance.choice((0, 1, 300, 3_000, 20_000)) // len(piece)) + text[at:]


def inputs(chance: Random) -> Iterator[tuple[str, bytes]]:
    """Inputs without end: the suffix of a file, and its bytes."""
    source = texts(chance)
    while True:
        kind = chance.choice(("text", "text", "stream", "page", "html", "csv", "json", "sql", "mail"))
        some = [
            next(source)
            for _ in range(1 if kind in ("text", "page", "html", "mail") else chance.randint(2, 6))
        ]
        data = carried(kind, some, chance).encode("utf-8", "surrogatepass")
        if len(data) >= SMALLEST:
            yield kind, data


def carried(kind: str, some: list[str], chance: Random) -> str:
    """Texts in a carrier, which is itself damaged now and then."""
    if kind in ("text", "stream"):
        return "\n".join(some)
    seed = chance.randrange(1 << 30)
    if kind == "page":
        cable = next(synthetic.cables(1, seed))._replace(body=some[0])
        made = synthetic.page(cable)
    elif kind == "html":
        made = f"<html><body><pre>{some[0].replace('&', '&amp;').replace('<', '&lt;')}</pre></body></html>"
    elif kind == "mail":
        made = f"From: a\nContent-Transfer-Encoding: quoted-printable\n\n{encodestring(some[0].encode()).decode()}"
    elif kind == "csv":
        file = io.StringIO()
        csv.writer(file, quoting=csv.QUOTE_ALL, escapechar="\\", doublequote=False).writerows(
            (n, "2/25/2009 14:32", f"09ROME{n}", "Embassy Rome", "SECRET", "", "", text)
            for n, text in enumerate(some, 1)
        )
        made = file.getvalue()
    elif kind == "json":
        made = "\n".join(json.dumps({"id": f"09ROME{n}", "text": text}) for n, text in enumerate(some))
    else:
        escaped = (text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") for text in some)
        values = (
            f"({n},'09ROME{n}','2009-02-25','SECRET','Rome','','{text}')" for n, text in enumerate(escaped)
        )
        columns = "`id`, `refid`, `date`, `level`, `origin`, `header`, `content`"
        made = f"INSERT INTO `cable` ({columns}) VALUES {','.join(values)};\n"
    return damaged(made, seed) if chance.random() < 0.3 else made


def tried(kind: str, data: bytes, valid: Draft202012Validator, folder: Path) -> Tried:
    """Reads an input as a file, twice for the time, and looks at what came of it."""
    path = folder / f"input.{_SUFFIXES.get(kind, kind)}"
    path.write_bytes(data)
    start = time.thread_time()
    try:
        cables = list(cablecli.read(path, errors="skip"))
    except Exception as error:
        return Tried(kind, data, time.thread_time() - start, (f"crash: {error!r}",))
    first = time.thread_time() - start  # perhaps with a pattern's compilation
    start = time.thread_time()
    list(cablecli.read(path, errors="skip"))
    taken = min(first, time.thread_time() - start)
    return Tried(kind, data, taken, tuple(fault for cable in cables for fault in wrong(cable, valid)))


def wrong(cable: Cable, valid: Draft202012Validator) -> Iterator[str]:
    """What is wrong with a record."""
    try:
        check(cable)
    except AssertionError as error:
        yield f"broken: {error}"
    record: Any = cable.to_dict()
    yield from (f"invalid: {error.message[:100]}" for error in valid.iter_errors(record))
    if re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", cable.to_markdown()):
        yield "control character in Markdown"


def main() -> None:
    """Tries inputs until the time is up, then prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    schema = json.loads(resources.files("cablecli.model").joinpath("cable.schema.json").read_bytes())
    valid, found = Draft202012Validator(schema), []
    end = time.monotonic() + args.seconds
    with TemporaryDirectory() as folder:
        for kind, data in inputs(Random(args.seed)):
            found.append(tried(kind, data, valid, Path(folder)))
            if found[-1].faults:
                print(len(found), kind, *found[-1].faults, sep="\t", flush=True)
            if time.monotonic() > end:
                break
    report(found, args.keep)


def report(found: list[Tried], keep: Path | None) -> None:
    """Prints a table by kind and the slowest inputs."""
    by_kind = defaultdict(list)
    for one in found:
        by_kind[one.kind].append(one)
    pace = median(one.pace for one in found)
    size = sum(len(one.data) for one in found)
    print(f"{len(found)} inputs, {size / 1e6:.0f} MB, median {pace:.2f} ms/kB")
    print("kind\tinputs\tfaults\tslowest over the median\tslow")
    for kind, some in sorted(by_kind.items()):
        worst = max(one.pace for one in some) / pace
        slow = sum(one.pace > SLOW * pace for one in some)
        print(kind, len(some), sum(bool(one.faults) for one in some), f"{worst:.1f}", slow, sep="\t")
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        kept = [one for one in found if one.faults or one.pace > SLOW * pace]
        for number, one in enumerate(sorted(kept, key=lambda one: -one.pace)):
            (keep / f"{number:03}-{one.kind}-{one.pace / pace:.1f}.txt").write_bytes(one.data)


if __name__ == "__main__":
    main()
