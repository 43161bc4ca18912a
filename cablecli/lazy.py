"""A regular expression that is compiled when it is first used: compiling all of them would be most of the start."""

import re
from typing import Any, AnyStr, cast


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, as far as its methods are concerned."""
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))


class _Lazy:
    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, method: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for name in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, name, getattr(compiled, name))
        return getattr(compiled, method)
