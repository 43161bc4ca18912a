"""What no test holds: single random changes of the parser, each judged by golden cases, tables and unit tests.

    python -m tests.mutants --seed 1 --count 188 --only parser/heading

A change that turns no test red is a rule that can go, if no record of the texts in ../shared changes either; else it
wants a case. Each is tried in a child of its own, which is ended when it takes too long.
"""

import argparse
import ast
import contextlib
import copy
import hashlib
import json
import multiprocessing
import os
import random
import re
import resource
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from importlib.machinery import SourceFileLoader
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "cablecli"
SHARED = TOP.parent / "shared"
TEXTS = [SHARED / "corpus", SHARED / "eras" / "texts", SHARED / "lists" / "texts"]
UNITS = """body_rules citing codes coverage heading_rules limits lost_ends messages notices other_forms people_entries
people_layout people_lists people_openings people_wraps repair sections""".split()  # the tests that ask the parser
PROCESSES = 2
SECONDS = 120  # of work for a child: five times what all tests and all texts take
MEMORY = 2 << 30  # bytes for a child: some changes make lists without end
KILLED, IDLE, UNTESTED = "killed", "survived, changes nothing", "survived, changes records"


class Mutant(NamedTuple):
    """An expression in a file, and what stands in its place."""

    path: Path
    line: int
    kind: str
    span: tuple[int, int]  # bytes of the file
    other: str

    def __str__(self) -> str:
        old = " ".join(self.path.read_bytes()[slice(*self.span)].decode().split())
        place = f"{self.path.relative_to(TOP)}:{self.line}"
        return f"{place}: {self.kind}: {shortened(old)}  ->  {shortened(self.other)}"

    @property
    def source(self) -> bytes:
        """The whole changed file."""
        old = self.path.read_bytes()
        return old[: self.span[0]] + f"({self.other})".encode() + old[self.span[1] :]


def shortened(text: str) -> str:
    return text if len(text) < 80 else f"{text[:76]} ..."


# What may be changed

_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPILED = ("pattern", "lazy", "compile")


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST, ast.AST]]:
    """Of a node: the kind of change, the expression in it, what stands in the expression's place."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _OPPOSITES:
            yield "comparison flipped", node, changed(node, ops=[_OPPOSITES[type(operator)]()])
        case ast.BoolOp(op=operator, values=parts):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield "and/or swapped", node, changed(node, op=other)
            for rest in without_one(parts):
                yield "part of a condition dropped", node, changed(node, values=rest)
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", node, node.operand
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            yield "one more", node, ast.Constant(number + 1)
            yield "one less", node, ast.Constant(number - 1)
        case ast.If(test=test) | ast.IfExp(test=test):
            yield "always true", test, ast.Constant(True)
            yield "always false", test, ast.Constant(False)
        case ast.comprehension(ifs=[test, *_]):
            yield "condition dropped", test, ast.Constant(True)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "returns None", value, ast.Constant(None)
        case ast.Tuple(elts=words) | ast.List(elts=words) | ast.Set(elts=words) if len(words) > 1:
            if all(is_text(word) for word in words):
                for rest in without_one(words):
                    yield "word dropped", node, changed(node, elts=rest)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _COMPILED:
            for source in filter(is_text, node.args):
                for shorter in alternatives_dropped(source.value):
                    yield "alternative dropped", source, ast.Constant(shorter)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def changed(node: Any, **fields: Any) -> Any:
    """A copy of a node with some fields changed."""
    made = copy.copy(node)
    vars(made).update(fields)
    return made


def without_one(parts: list[Any]) -> Iterator[list[Any]]:
    for k in range(len(parts)):
        yield parts[:k] + parts[k + 1 :]


_SIGNS = re.compile(
    r"""\\.  |  \#[^\n]*               # what is escaped, a comment
    |  \[ \^? \]? (?:\\.|[^]\\])* \]  # a set
    |  \( (?:\?P<\w+>|\?[^\s\w]*[:=!])?
    |  [|)]""",
    re.VERBOSE | re.DOTALL,
)


def alternatives_dropped(source: str) -> Iterator[str]:
    """A pattern with one of its alternatives dropped, in each way that still compiles."""
    groups: list[list[int]] = [[0]]  # of each open group: where its alternatives begin
    signs = [(*match.span(), match.group()[0]) for match in _SIGNS.finditer(source)]
    for begin, end, sign in [*signs, (len(source), len(source), ")")]:
        if not groups:
            return  # a piece of a pattern, that closes more than it opens
        if sign == "(":
            groups.append([end])
        elif sign == "|":
            groups[-1].append(end)
        elif sign == ")" and len(starts := groups.pop()) > 1:
            yield from filter(compiles, (source[: starts[0]] + source[starts[1] :],))
            for start, stop in pairwise([*starts[1:], begin + 1]):
                yield from filter(compiles, (source[: start - 1] + source[stop - 1 :],))


def compiles(source: str) -> bool:
    try:
        re.compile(source, re.VERBOSE)
    except re.error:
        return False
    return True


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes, but for annotations and what stands in f-strings, whose places are unknown before Python 3.12."""
    yield tree
    for field, value in ast.iter_fields(tree):
        if field not in ("annotation", "returns") and not isinstance(value, ast.JoinedStr):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                    yield from nodes(child)


def mutants(path: Path) -> Iterator[Mutant]:
    """All single changes of a file."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in nodes(ast.parse(source)):
        for kind, old, new in changes(node):
            span = starts[old.lineno - 1] + old.col_offset, starts[old.end_lineno - 1] + old.end_col_offset
            yield Mutant(path, old.lineno, kind, span, ast.unparse(new))


# What is found out about one


def in_child(work: Callable[[], Any]) -> Any:
    """What a forked child finds out; None when it was ended."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            said = answer.read()
        os.waitpid(child, 0)
        return json.loads(said) if said else None
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        os.write(writing, json.dumps(work()).encode())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def changed_file(mutant: Mutant) -> None:
    """From now on the mutant's file is imported as it is changed."""
    load = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> Any:
        if Path(loader.path) == mutant.path:
            return compile(mutant.source, loader.path, "exec")
        return load(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def first_red() -> str | None:
    """The first case that fails."""
    from tests import test_golden, test_tables

    for path in test_golden.CASES:
        if test_golden.wrong(path):
            return f"{path.parent.name}/{path.stem}"
    return next((row.name for row in test_tables.ROWS if test_tables.wrong(row)), None) or red_unit()


def red_unit() -> str | None:
    """The first unit test that fails; pytest's own words go nowhere."""
    failed = Failed()
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        files = [str(TOP / f"tests/unit/test_{name}.py") for name in UNITS]
        status = pytest.main(
            [*files, "-x", "-p", "no:cacheprovider", "--rootdir", str(TOP)], plugins=[failed]
        )
    return None if status is pytest.ExitCode.OK else (failed.name or status.name)


class Failed:
    """A plug-in of pytest that keeps the name of what failed."""

    name = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.name = report.nodeid


def records() -> dict[str, str]:
    """A digest of the record of each text in ../shared."""
    from cablecli import parse

    found = {}
    for path in (path for folder in TEXTS for path in sorted(folder.glob("*.txt"))):
        try:
            record = json.dumps(parse(path.read_bytes().decode("utf-8", "replace")).to_dict())
        except Exception as error:
            record = repr(error)
        found[path.name] = hashlib.md5(record.encode()).hexdigest()
    return found


def verdict(mutant: Mutant, before: dict[str, str]) -> tuple[str, str]:
    """Of a changed parser: what it is, and by what that was seen."""
    changed_file(mutant)
    try:
        red = first_red()
    except Exception as error:
        red = repr(error)[:80]
    if red:
        return KILLED, red
    differing = [name for name, digest in records().items() if digest != before[name]] if before else []
    return (UNTESTED, f"{len(differing)} texts, {differing[0]}") if differing else (IDLE, "")


def judge(mutant: Mutant, before: dict[str, str]) -> tuple[Mutant, str, str]:
    return mutant, *(in_child(lambda: verdict(mutant, before)) or (KILLED, "took too long"))


def main() -> None:
    """Judge as many changes as the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=188)
    parser.add_argument("--only", default="parser", help="a file or folder below cablecli/")
    parser.add_argument("--kind", default="", help="changes of one kind, such as 'alternative dropped'")
    args = parser.parse_args()
    place = PACKAGE / args.only
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    possible = [mutant for path in paths for mutant in mutants(path) if mutant.kind.startswith(args.kind)]
    chosen = random.Random(args.seed).sample(possible, min(args.count, len(possible)))
    assert in_child(first_red) is None, "the cases must be green"
    before = in_child(records)
    figures: Counter[str] = Counter()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        for mutant, found, why in pool.imap(partial(judge, before=before), chosen):
            figures[found] += 1
            print(f"{found}{f' ({why})' if why else ''}: {mutant}", flush=True)
    print(
        f"{len(chosen)} of {len(possible)} changes:", *(f"{n} {found};" for found, n in figures.most_common())
    )


if __name__ == "__main__":
    sys.exit(main())
