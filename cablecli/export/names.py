"""Names for the files of cables."""

import re
from pathlib import PurePath

from cablecli.model import Cable

# What some file system, shell or address of a page takes for a sign of its own.
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Of Windows, with any ending.
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST = 100  # characters; with number and ending it stays below the 255 bytes that all systems allow


def stem(cable: Cable) -> str:
    """A name that any file system takes: of the id, without one of the source."""
    name = cable.id or PurePath(cable.source.member or cable.source.path or "").stem
    safe = _UNSAFE.sub("_", name)[:_LONGEST].strip("._-") or "cable"
    return f"_{safe}" if _DEVICES.fullmatch(safe) else safe


class UniqueNames:
    """Gives each cable a name of its own: `07PARIS2827`, `07PARIS2827-2`. Some systems take `a` and `A` for one."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """The name itself, or with the next number that makes it new."""
        name, key = wanted, wanted.lower()
        while name.lower() in self._taken:
            self._last[key] = self._last.get(key, 1) + 1
            name = f"{wanted}-{self._last[key]}"
        self._taken.add(name.lower())
        return name
