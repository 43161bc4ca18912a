"""`Bytes`, a stream that knows its head, and `Input` and `Failure`, which all sources yield."""

import codecs
import io
import os
import stat
from collections.abc import Callable
from errno import EINVAL
from typing import NamedTuple

from cablecli.errors import CableError, Unreadable, forget
from cablecli.text.decoding import HEAD, byte_order

Read = Callable[[int], bytes]
MAX_HELD = 64 << 20  # of an archive in memory


class Input(NamedTuple):
    """One input, under the name that the user gave it or that a directory or archive lists."""

    path: str
    member: str | None  # its name in an archive
    stream: io.BufferedReader
    data: bytes | None = None  # all of a short input, which the stream gives too

    @property
    def name(self) -> str:
        """The input's name in messages."""
        return label(self.path, self.member)


def label(path: str, member: str | None) -> str:
    """The name of a member, as `archive.zip!path/in/it`, or just the path."""
    return f"{path}!{member}" if member else path


class _Failure(NamedTuple):
    name: str
    error: CableError


class Failure(_Failure):
    """An input that could not be read or is not a cable. `str(error)` says why; nothing of the input is kept."""

    __slots__ = ()

    def __new__(cls, name: str, error: CableError) -> "Failure":
        forget(error)
        return super().__new__(cls, name, error)


class Bytes:
    """The bytes of an input, pulled by `read`. With a `descriptor` or an open `file` they can also be sought."""

    def __init__(
        self, read: Read, descriptor: int | None = None, file: io.BufferedIOBase | None = None
    ) -> None:
        self._raw = _Pulled(read)
        self.stream: io.BufferedReader = io.BufferedReader(self._raw, HEAD)
        self._descriptor = descriptor
        self._file = file

    @property
    def head(self) -> bytes:
        """The first 64 KB, or all bytes if there are fewer. Ask before reading."""
        return self.stream.peek(HEAD)[:HEAD]

    @property
    def is_short(self) -> bool:
        """Whether the head is all there is. Ask for the head first."""
        return self._raw.is_short

    @property
    def size(self) -> int | None:
        """The number of bytes, if they come from a regular file."""
        if self._file:
            here = self._file.tell()
            size = self._file.seek(0, os.SEEK_END)
            self._file.seek(here)
            return size
        if self._descriptor is None:
            return None
        state = os.fstat(self._descriptor)
        return state.st_size if stat.S_ISREG(state.st_mode) else None

    @property
    def failure(self) -> CableError | None:
        """The error that ended the reading, if any."""
        return self._raw.failure

    def seekable(self) -> io.BufferedIOBase:
        """The bytes as a seekable file, for formats with their index at the end. Held in memory if there is no file."""
        if self._file:
            self._file.seek(0)
            return self._file
        if self._descriptor is not None:
            file = io.FileIO(self._descriptor, closefd=False)
            if file.seekable():
                file.seek(0)
                return io.BufferedReader(file)
        held = self.stream.read(MAX_HELD + 1)
        if len(held) > MAX_HELD:
            size = f"{MAX_HELD >> 20} MB"
            raise Unreadable(f"is an archive of more than {size} that comes from no file; unpack it first")
        return io.BytesIO(held)


def as_text(data: Bytes) -> Bytes:
    """The bytes in an encoding that keeps ASCII: UTF-16 and UTF-32 become UTF-8, and a byte order mark is dropped."""
    mark, encoding = byte_order(data.head)
    if encoding is None:
        return data
    data.stream.read(len(mark))
    return Bytes(data.stream.read1 if encoding == "utf-8" else _recoded(data.stream, encoding))


def _recoded(stream: io.BufferedReader, encoding: str) -> Read:
    decoder = codecs.getincrementaldecoder(encoding)()
    is_over = False
    held = b""  # a character of two bytes may take three in UTF-8: more than was asked for

    def read(size: int) -> bytes:
        nonlocal is_over, held
        while not (held or is_over):
            block = stream.read1(size)
            is_over = not block
            try:
                held = decoder.decode(block, is_over).encode()
            except UnicodeError as error:
                raise Unreadable(f"is damaged: it says {encoding[:6]} but is not") from error
        text, held = held[:size], held[size:]
        return text

    return read


class _Pulled(io.RawIOBase):
    """A raw stream over a function. Its first block is full unless the bytes end; every error becomes a CableError."""

    failure: CableError | None = None
    is_short = False
    _started = False

    def __init__(self, read: Read) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.failure:
            raise self.failure
        data = self._next(len(buffer))
        if not self._started:
            self._started = True
            data = self._filled(data, len(buffer))
        if self.failure and not data:
            raise self.failure
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        try:
            return self._read(size)
        except Exception as error:  # whatever a damaged archive makes its library raise
            self.failure = damage(error)
            return b""

    def _filled(self, data: bytes, size: int) -> bytes:
        # One line is enough to recognize a record or a row of a dump, so a slow producer need not fill the head.
        blocks, have = [data], len(data)
        while 0 < have < size and not (data[:1] in b'{"' and b"\n" in blocks[-1]):
            block = self._next(size - have)
            if not block:
                self.is_short = self.failure is None
                break
            blocks.append(block)
            have += len(block)
        return b"".join(blocks)


def explain(error: Exception) -> CableError:
    """The error as a CableError that says what is wrong with an input."""
    if isinstance(error, CableError):
        return error
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    explained = Unreadable(reason[:1].lower() + reason[1:])
    explained.__cause__ = error
    return explained


def damage(error: Exception) -> CableError:
    """`explain` for errors raised while unpacking, which may come from damage."""
    is_place = isinstance(error, OSError) and error.errno == EINVAL  # a seek to an impossible place
    if isinstance(error, CableError) or (isinstance(error, OSError) and error.strerror and not is_place):
        return explain(error)
    if is_place:
        reason = "is damaged: it names a place outside the file"
    elif isinstance(error, EOFError):
        reason = "is cut off in the middle"
    elif isinstance(error, MemoryError):
        reason = "needs too much memory to unpack"
    else:
        reason = f"is damaged: {explain(error)}".rstrip(": ")
    explained = Unreadable(reason)
    explained.__cause__ = error
    return explained
