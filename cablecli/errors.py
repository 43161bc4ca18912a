"""The errors of the package: a class for each kind, whose text is the sentence that a user reads."""

import os
import sys


class CableError(Exception):
    """Something about an input is wrong; `str(error)` says what, without the input's name."""


class NotACable(CableError):
    """The text has too little in it that looks like a cable."""


class Unreadable(CableError):
    """The input could not be opened, decoded or unpacked."""


class InternalError(CableError):
    """A fault of this program in handling one cable, which fails alone."""


def internal(error: Exception) -> InternalError:
    """The fault as a sentence. With CABLECLI_TRACEBACK set its traceback goes to standard error as well."""
    if os.environ.get("CABLECLI_TRACEBACK"):
        from traceback import print_exception

        print_exception(error, file=sys.stderr)
    return InternalError(f"internal error: {type(error).__name__}: {error}".rstrip(": "))
