"""Finds the items that the command line names: files are read directly, ids and whole collections from the database."""
# ruff: noqa: PTH109, PTH110, PTH113, PTH118, PTH120, PTH121

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cablecli.cli import inputs
from cablecli.cli.options import Settings, is_given
from cablecli.cli.status import FAILED
from cablecli.errors import CableError, Unreadable
from cablecli.reader import Item, Raw, items
from cablecli.sources import STDIN, Failure
from cablecli.sources.containers import EMPTY
from cablecli.store import DATABASE, StoreError

if TYPE_CHECKING:
    from cablecli.model import Cable
    from cablecli.store.collection import Collection


def found(settings: Settings, guard: inputs.Guard) -> Iterator[Item]:
    """The items that the command line names, in order."""
    if reads_collection(settings):
        return _answers(settings, lambda collection: _raw(collection, collection.cables(settings.filters)))
    if settings.files or settings.files_from is not None or not (path := database(settings)):
        return _items(settings, inputs.paths(settings, guard), guard)
    return (_advised(item, path) for item in _items(settings, inputs.paths(settings, guard), guard))


def _advised(item: Item, database: str) -> Item:
    """An item; if it is an empty standard input, the failure says how to read the collection instead."""
    if not isinstance(item, Failure) or str(item.error) != EMPTY:
        return item
    return Failure(item.name, Unreadable(f"{EMPTY}; name the collection to read that: -d {database}"))


def database(settings: Settings) -> str | None:
    """The path of the collection: as the user named it, else the nearest `cables.db` here or above."""
    return settings.database or nearest()


def nearest() -> str | None:
    """The `cables.db` of this directory, else of the nearest one above that has one."""
    folder = os.getcwd()
    while not os.path.isfile(path := os.path.join(folder, DATABASE)):
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)
    return os.path.relpath(path)


def spare(settings: Settings, output: str | None, name: str = "--output") -> None:
    """Refuse an output that would replace the collection, or the folder that it is in."""
    if output is None or not os.path.exists(output):
        return
    path = database(settings)
    if path and os.path.exists(path) and _holds(os.path.realpath(output), os.path.realpath(path), path):
        from click import UsageError, get_current_context

        is_file = os.path.isfile(output)
        raise UsageError(
            f"{name} {output} {'is' if is_file else 'holds'} the collection.", get_current_context()
        )


def _holds(output: str, path: str, file: str) -> bool:
    return os.path.samefile(output, file) or path.startswith(os.path.join(output, ""))


def reads_collection(settings: Settings) -> bool:
    """Whether cables come from the collection: no input is named, and it is named or standard input is a terminal."""
    if settings.files or settings.files_from is not None:
        return False
    return bool(is_given("database") or ((sys.stdin is None or sys.stdin.isatty()) and database(settings)))


def _items(settings: Settings, paths: Iterable[str | Failure], guard: inputs.Guard) -> Iterator[Item]:
    if settings.files_from is None:  # a list of names holds one a line
        paths = _grouped(list(paths))
    for path in paths:
        if isinstance(path, Failure) or _is_input(path) or not _is_id(path):
            yield from items([path], settings.input_format, guard.check, settings.globs)
        else:
            yield from _answers(settings, partial(_by_id, path), path)


def _grouped(words: list[str | Failure]) -> Iterator[str | Failure]:
    """The words of a command line, with words that together form an id joined: `07 PARIS 2827`."""
    while words:
        count = 1
        if isinstance(words[0], str) and not _is_input(words[0]):
            from cablecli.store.ids import grouped

            end = next(
                (k for k, word in enumerate(words) if not isinstance(word, str) or _is_input(word)), None
            )
            _, count = grouped([word for word in words[:end] if isinstance(word, str)])
        yield " ".join(map(str, words[:count])) if count > 1 else words[0]
        del words[:count]


def _is_input(path: str) -> bool:
    """Whether a word is a file, standard input or a pattern of names. These take precedence over ids."""
    return path == STDIN or os.path.lexists(path) or any(sign in path for sign in "*?[/\\")


def _is_id(text: str) -> bool:
    from cablecli.store.ids import read

    return read(text) is not None


def _answers(
    settings: Settings, ask: "Callable[[Collection], Iterator[Item]]", name: str | None = None
) -> Iterator[Item]:
    """The items with which the collection answers; one Failure if it cannot be read."""
    from cablecli.store.collection import Collection

    path = database(settings)
    if path is None:
        reason = (
            f"no such file, and no collection ({DATABASE}) is here or above to look it up in;"
            " `cablecli index FILE...` makes one"
        )
        yield Failure(name or DATABASE, StoreError(reason))
        return
    try:
        with Collection(path) as collection:
            yield from ask(collection)
    except CableError as error:
        yield Failure(path, error)


def asked(settings: Settings, answer: "Callable[[Collection], int]") -> int:
    """The exit status that `answer` returns for the collection; FAILED, with a message, if it cannot be read."""
    import click

    from cablecli.store.collection import Collection
    from cablecli.text.terminal import one_line

    path = database(settings) or DATABASE
    try:
        with Collection(path) as collection:
            return answer(collection)
    except ValueError as error:
        raise click.UsageError(f"{error}.", click.get_current_context()) from error
    except StoreError as error:
        click.echo(f"cablecli: {one_line(f'{path}: {error}')}", err=True)
        return FAILED


def _by_id(spelling: str, collection: "Collection") -> Iterator[Item]:
    known = collection.ids(spelling)
    if len(known) == 1:
        cable = collection.get(known[0])
        yield from _raw(collection, iter([cable] if cable else []))
    elif known:
        yield Failure(spelling, StoreError(f"of which year? {collection.path} holds {', '.join(known)}"))
    else:
        hint = _hint(spelling, collection)
        yield Failure(spelling, StoreError(f"is no file and not in {collection.path}{hint}"))


def _hint(spelling: str, collection: "Collection") -> str:
    """Advice about a cable that is not there: list those that refer to it, or look at the nearest id."""
    from cablecli.store.ids import read

    meant = read(spelling)
    if meant and meant.id and next(iter(collection.citing(meant.id)), None):
        return f"; `cablecli list --ref {meant.id}` lists those there that refer to it"
    nearest = collection.nearest(spelling)
    return f"; the nearest there is {nearest}" if nearest else ""


def _raw(collection: "Collection", cables: "Iterator[Cable]") -> Iterator[Item]:
    from cablecli.carriers import RawCable

    return (Raw(collection.path, cable.id, RawCable(cable)) for cable in cables)
