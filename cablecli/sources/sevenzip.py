"""Reads the members of 7z files, in the order in which they are packed. The only module that uses py7zr.

The library pushes what it unpacks to a writer. A thread runs it, so that a member can be pulled like any other. The
library's `extract` refuses paths that climb out of a directory; here they are only names, so its worker is used.
"""

from collections.abc import Iterator
from contextlib import suppress
from io import BufferedIOBase, BytesIO
from queue import SimpleQueue
from threading import Semaphore, Thread

from py7zr import SevenZipFile
from py7zr.archiveinfo import Folder, HeaderStreamsInfo, SignatureHeader
from py7zr.exceptions import CrcError, PasswordRequired
from py7zr.io import MemIO, Py7zIO, WriterFactory
from py7zr.properties import COMPRESSION_METHOD, PROPERTY

from cablecli.errors import CableError, Unreadable
from cablecli.sources import containers
from cablecli.sources.containers import Member
from cablecli.sources.streams import Bytes, damage

_Event = str | bytes | CableError | None
_AHEAD = 2  # pieces unpacked before they are read
_MOST_HEADER = 1 << 20  # bytes of the header, which says where the list of members is and how it is packed
_BOUNDED = frozenset((  # methods that damage cannot crash, and that unpack only as much as requested
    COMPRESSION_METHOD.COPY, COMPRESSION_METHOD.LZMA, COMPRESSION_METHOD.LZMA2, COMPRESSION_METHOD.MISC_DEFLATE,
    COMPRESSION_METHOD.MISC_BZIP2, COMPRESSION_METHOD.P7Z_BCJ, COMPRESSION_METHOD.BCJ, COMPRESSION_METHOD.DELTA,
))  # fmt: skip
_NAMES = {
    COMPRESSION_METHOD.PPMD: "PPMd",
    COMPRESSION_METHOD.MISC_DEFLATE64: "deflate64",
    COMPRESSION_METHOD.MISC_ZSTD: "zstd",
    COMPRESSION_METHOD.MISC_BROTLI: "brotli",
    COMPRESSION_METHOD.P7Z_BCJ2: "BCJ2",
}


def members(data: Bytes) -> Iterator[Member]:
    """Yield every file in the archive. Directories, links and devices are skipped."""
    file = data.seekable()
    try:
        _check_coders(_folders_of_header(file))
        archive = SevenZipFile(file)
        _check_coders(_folders(archive))
        _check(archive, file.seek(0, 2))
    except Exception as error:  # whatever a damaged archive makes the library raise
        raise _explained(error) from error
    turned = _Turned()
    for one in archive.files:
        if not (one.is_directory or one.is_symlink or one.is_junction or one.is_socket):
            archive.worker.register_filelike(one.id, MemIO(one.filename, turned))
    try:
        yield from turned.members(archive)
    finally:
        turned.stop()


def _folders_of_header(file: BufferedIOBase) -> list[Folder]:
    """How the list of members is packed, if it is. The library unpacks it as soon as it opens the file."""
    start = SignatureHeader.retrieve(file)
    file.seek(start.nextheaderofs, 1)
    header = BytesIO(file.read(min(start.nextheadersize, _MOST_HEADER)))
    is_packed = header.read(1) == PROPERTY.ENCODED_HEADER
    file.seek(0)
    return list(HeaderStreamsInfo.retrieve(header).unpackinfo.folders) if is_packed else []


def _folders(archive: SevenZipFile) -> list[Folder]:
    streams = archive.header.main_streams
    return list(streams.unpackinfo.folders) if streams and streams.unpackinfo else []


def _check_coders(folders: list[Folder]) -> None:
    for coder in (coder for folder in folders for coder in folder.coders):
        method = coder["method"]
        if method == COMPRESSION_METHOD.CRYPT_AES256_SHA256:
            raise Unreadable("is encrypted")
        if method not in _BOUNDED:
            name = _NAMES.get(method, f"method {method.hex()}")
            raise Unreadable(f"is packed with {name}, which is not read")


def _check(archive: SevenZipFile, packed: int) -> None:
    """Refuse an archive whose members claim too much. The library unpacks no member beyond its claimed size."""
    size = sum(one.uncompressed for one in archive.files)
    if size > containers.MAX_RATIO * packed + containers.SLACK:
        raise Unreadable(f"unpacks to more than {containers.MAX_RATIO} times its size; not read")


def _explained(error: Exception) -> CableError:
    """An error of the library as a CableError. Its text is the last of the arguments that is a string."""
    if isinstance(error, CableError):
        return error
    if isinstance(error, PasswordRequired):
        return Unreadable("is encrypted")
    if isinstance(error, CrcError):
        return Unreadable("is damaged: its checksum is wrong")
    texts = [part for part in error.args if isinstance(part, str)]
    return damage(ValueError(texts[-1] if texts else type(error).__name__))


class _Stopped(Exception):
    pass


class _Turned(WriterFactory):  # type: ignore[misc]
    """Turns what the library writes into events: a name, its pieces, the next name ..., an error or None."""

    def __init__(self) -> None:
        self._events: SimpleQueue[_Event] = SimpleQueue()
        self._room = Semaphore(_AHEAD)
        self._is_stopped = False

    def members(self, archive: SevenZipFile) -> Iterator[Member]:
        """Yield the members. Each must be read before the next."""
        Thread(target=self._unpack, args=(archive,), daemon=True).start()
        event = self.take()
        while isinstance(event, str):
            member = _Piecewise(self)
            yield Member(event, member.read)
            event = member.rest()
        if isinstance(event, CableError):
            raise event

    def stop(self) -> None:
        """Let the thread end."""
        self._is_stopped = True
        self._room.release()

    def create(self, filename: str) -> Py7zIO:
        """Begin a member."""
        self.put(filename)
        return _Writer(self)

    def put(self, event: str | bytes) -> None:
        """Add an event when there is room."""
        self._room.acquire()
        if self._is_stopped:
            raise _Stopped
        self._events.put(event)

    def take(self) -> _Event:
        """The next event."""
        event = self._events.get()
        self._room.release()
        return event

    def _unpack(self, archive: SevenZipFile) -> None:
        last = None
        try:
            archive.worker.extract(archive.fp, None, parallel=False)
        except _Stopped:
            return
        except Exception as error:
            last = _explained(error)
        self._events.put(last)


class _Piecewise:
    """Reads one member's bytes from the events, up to the first event that is not a piece."""

    def __init__(self, events: _Turned) -> None:
        self._events = events
        self._piece = b""
        self._next: list[_Event] = []  # the event after the member, once it has come

    def read(self, size: int) -> bytes:
        """The next bytes."""
        while not self._piece and not self._next:
            event = self._events.take()
            if isinstance(event, bytes):
                self._piece = event
            else:
                self._next.append(event)
        if self._next and isinstance(self._next[0], CableError):
            raise self._next[0]
        data, self._piece = self._piece[:size], self._piece[size:]
        return data

    def rest(self) -> _Event:
        """Skip the unread bytes, and return the event after the member."""
        while not self._next:
            self._piece = b""
            with suppress(CableError):
                self.read(1)
        return self._next[0]


class _Writer(Py7zIO):  # type: ignore[misc]
    """The writer to which the library writes one member."""

    def __init__(self, events: _Turned) -> None:
        self._events = events

    def write(self, s: bytes | bytearray) -> int:
        self._events.put(bytes(s))
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        pass

    def size(self) -> int:
        return 0
