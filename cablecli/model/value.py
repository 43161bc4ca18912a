"""What the classes of the model share: made anew for each by `dataclass`, it would be 40 % of their loading."""

from dataclasses import fields
from typing import Any


class Value:
    """Equal to another of its class whose fields are equal."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self) -> int:
        return hash(_compared(self))

    def __repr__(self) -> str:
        it: Any = self
        shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(it) if f.repr)
        return f"{self.__class__.__name__}({shown})"


def _compared(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, f.name) for f in fields(value) if f.compare)
