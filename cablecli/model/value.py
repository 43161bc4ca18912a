"""Methods shared by the classes of the model. Having `dataclass` make them for each would add 40 % to their loading."""

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")
_SHOWN = 60  # characters of a text in a repr, which should fit a line of a debugger


class Value:
    """A value that equals another of its class if all their fields are equal."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self) -> int:
        return hash(_compared(self))

    def __repr__(self) -> str:
        it: Any = self
        shown = ", ".join(f"{f.name}={_short(getattr(self, f.name))!r}" for f in fields(it) if f.repr)
        return f"{self.__class__.__name__}({shown})"


class Values(tuple[T, ...]):
    """A list of the model, which a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from cablecli.render.notebook import table

        return table(self)


def _short(value: object) -> object:
    return f"{value[:_SHOWN]}…" if isinstance(value, str) and len(value) > _SHOWN else value


def _compared(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, f.name) for f in fields(value) if f.compare)
