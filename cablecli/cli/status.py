"""The exit statuses, here and nowhere else; a command returns one of them."""

OK = 0
FAILED = 1  # an input, the output or the collection could not be used; what could be printed was
USAGE = 2
SAME, DIFFERENT, TROUBLE = 0, 1, 2  # of `diff`, as of cmp and grep: trouble must not look like an answer
INTERRUPTED = 130
READER_GONE = 141


def of_signal(number: int) -> int:
    """The status of a program that this signal ended, as shells give it."""
    return 128 + number
