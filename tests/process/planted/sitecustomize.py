"""Loaded by each interpreter that a test starts with this folder on its path: a fault is planted in the parser."""

import os
import signal
from typing import Any

import cablecli.reader
from cablecli.parser import parse


def planted(text: str, *args: Any, **more: Any) -> Any:
    """The parser, which a word in the text lets fail as no parser should."""
    if "PLANTED DIVISION" in text:
        return 1 // 0
    if "PLANTED RECURSION" in text:
        return planted(text)
    if "PLANTED MEMORY" in text:
        raise MemoryError
    if "PLANTED DEATH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return parse(text, *args, **more)


cablecli.reader.parse = planted
