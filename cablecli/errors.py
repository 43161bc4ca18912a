"""What can go wrong: each kind is one class, and its text is the sentence a user reads."""

import os
import sys


class CableError(Exception):
    """Something about an input is wrong; `str(error)` says what, without the input's name."""


class NotACable(CableError):
    """The text holds too few signs of a cable to be read as one."""


class Unreadable(CableError):
    """The input could not be opened, decoded or unpacked."""


class InternalError(CableError):
    """A fault of this program that one cable met; the cable fails alone."""


def internal(error: Exception) -> InternalError:
    """The fault as a sentence. With CABLECLI_TRACEBACK set its traceback goes to standard error as well."""
    if os.environ.get("CABLECLI_TRACEBACK"):
        from traceback import print_exception

        print_exception(error, file=sys.stderr)
    return InternalError(f"internal error: {type(error).__name__}: {error}".rstrip(": "))
