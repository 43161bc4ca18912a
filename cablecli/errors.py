"""What can go wrong: each kind is one class, and its text is the sentence a user reads."""


class CableError(Exception):
    """Something about an input is wrong; `str(error)` says what, without the input's name."""


class NotACable(CableError):
    """The text holds too few signs of a cable to be read as one."""


class Unreadable(CableError):
    """The input could not be opened, decoded or unpacked."""
