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
    made = InternalError(f"internal error: {type(error).__name__}: {error}".rstrip(": "))
    forget(error)
    return made


def forget(error: BaseException) -> None:
    """Drop where an error was raised, and the errors behind it.

    The frames of a traceback hold the text that was read, often in a circle with the error; some errors hold it too.
    """
    behind = [error]
    while behind:
        one = behind.pop()
        behind += [other for other in (one.__cause__, one.__context__) if other]
        one.__traceback__ = one.__cause__ = one.__context__ = None
