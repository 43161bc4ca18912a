"""Reads JSON objects from outside, checking the type of each value, so that nothing unexpected gets into a record."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
_MOST = 1 << 31  # of a number, an offset, a line


class Fields:
    """The keys of one JSON object; a ValueError names the key whose value is not as it should be."""

    __slots__ = ("_values", "_where")

    def __init__(self, values: Any, where: str = "") -> None:
        if not isinstance(values, dict):
            raise ValueError(f"{where or 'the record'} is no object")
        self._values = values
        self._where = where

    def text(self, key: str, least: int = 1) -> str | None:
        """A string of at least so many characters, or null."""
        if self._value(key) is None:
            return None
        if len(found := self._of(str, key, "text")) < least:
            raise self._wrong(key, "null, but empty")
        return found

    def optional(self, key: str) -> str | None:
        """A string or null; a key that is not there counts as null, as records written before it have none."""
        return self.text(key) if key in self._values else None

    def string(self, key: str) -> str:
        """A string."""
        return self._of(str, key, "text")

    def one_of(self, key: str, words: tuple[str, ...]) -> str:
        """One of a few words."""
        if (found := self.string(key)) not in words:
            raise self._wrong(key, f"one of {', '.join(words)}")
        return found

    def number(self, key: str, least: int = 0, most: int = _MOST) -> int | None:
        """A whole number in these bounds, or null."""
        if self._value(key) is None:
            return None
        found = self._of(int, key, "a whole number")
        if not least <= found <= most:
            raise self._wrong(key, f"a number from {least} to {most}")
        return found

    def flag(self, key: str) -> bool:
        """True or false."""
        if not isinstance(found := self._value(key), bool):
            raise self._wrong(key, "true or false")
        return found

    def part(self, key: str) -> "Fields":
        """An object."""
        return Fields(self._value(key), self._name(key))

    def part_or_none(self, key: str) -> "Fields | None":
        """An object or null; a key that is not there counts as null."""
        return None if self._values.get(key) is None else self.part(key)

    def made(self, key: str, make: "Callable[[Fields], T]") -> T | None:
        """What `make` makes of an object; None where `part_or_none` gives none."""
        part = self.part_or_none(key)
        return make(part) if part else None

    def each(self, key: str, make: "Callable[[Fields], T]") -> tuple[T, ...]:
        """What `make` makes of each of a list of objects."""
        return tuple(map(make, self.parts(key)))

    def parts(self, key: str) -> "Iterator[Fields]":
        """A list of objects."""
        for index, value in enumerate(self._of(list, key, "a list")):
            yield Fields(value, f"{self._name(key)}[{index}]")

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        return self._list(str, key)

    def has(self, key: str) -> bool:
        """Whether the key is there; records of earlier versions lack some."""
        return key in self._values

    def strings_if_any(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty if the key is missing, as in records of earlier versions."""
        return self.strings(key) if self.has(key) else ()

    def pair(self, key: str) -> tuple[int, int]:
        """A list of two whole numbers, the second no less than the first."""
        return _pair(self._list(int, key), self._name(key))

    def pairs(self, key: str) -> Iterator[tuple[int, int]]:
        """A list of pairs as `pair` reads them."""
        for value in self._of(list, key, "a list"):
            yield _pair(tuple(value) if isinstance(value, list) else (), self._name(key))

    def _value(self, key: str) -> Any:
        try:
            return self._values[key]
        except KeyError:
            raise ValueError(f"{self._name(key)} is missing") from None

    def _of(self, kind: type[T], key: str, what: str) -> T:
        found = self._value(key)
        if not isinstance(found, kind) or isinstance(found, bool):
            raise self._wrong(key, what)
        return found

    def _list(self, kind: type[T], key: str) -> tuple[T, ...]:
        found: list[Any] = self._of(list, key, "a list")
        if not all(isinstance(value, kind) for value in found):
            raise self._wrong(key, f"a list of {'texts' if kind is str else 'numbers'}")
        return tuple(found)

    def _name(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key

    def _wrong(self, key: str, what: str) -> ValueError:
        return ValueError(f"{self._name(key)} is not {what}")


def _pair(values: tuple[Any, ...], where: str) -> tuple[int, int]:
    if len(values) != 2 or not all(type(value) is int for value in values):
        raise ValueError(f"{where} is not a pair of numbers")
    if not 0 <= values[0] <= values[1] <= _MOST:
        raise ValueError(f"{where} is not a span")
    return values[0], values[1]
