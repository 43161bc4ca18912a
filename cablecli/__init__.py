"""Read U.S. diplomatic cables: `parse` a text, `read` files, get `Cable` records.

Data flows one way: bytes -> source -> carrier -> text -> parser -> Cable -> view -> rendering.
Names are loaded on first use, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cablecli.errors import CableError, NotACable
    from cablecli.model import Cable
    from cablecli.parser import parse
    from cablecli.reader import read
    from cablecli.store.collection import Collection
    from cablecli.store.filters import Filters

__version__ = "0.1.0"
__all__ = ["Cable", "CableError", "Collection", "Filters", "NotACable", "__version__", "parse", "read"]

_HOMES = {
    "Cable": "cablecli.model",
    "CableError": "cablecli.errors",
    "Collection": "cablecli.store.collection",
    "Filters": "cablecli.store.filters",
    "NotACable": "cablecli.errors",
    "parse": "cablecli.parser",
    "read": "cablecli.reader",
}


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cablecli' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
