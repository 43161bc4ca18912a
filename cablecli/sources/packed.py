"""Reads files compressed as a whole, gz, bz2, xz and zst, in bounded memory whatever they claim.

Also zip members packed with bzip2 or lzma, for which the standard library has no bound.
"""

from collections.abc import Callable
from io import BufferedReader
from typing import IO, Any, Protocol

from cablecli.errors import Unreadable
from cablecli.sources.containers import KINDS, Member

_BLOCK = 1 << 16
_PIECE = 1 << 10
_MOST_MEMORY = 256 << 20  # of a decompressor


class _Engine(Protocol):
    """The interface of the decompressors of bz2 and lzma, which return at most `max_length` bytes a call."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def member(name: str, stream: BufferedReader) -> Member:
    """The content of a compressed file."""
    unpacking = _Unpacking(stream, _ENGINES[name], KINDS[name].magic)
    return Member(None, unpacking.read, lambda: unpacking.taken)


def zip_member(name: str, stream: IO[bytes], method: str) -> Member:
    """A member of a zip file, given the stream of its compressed bytes."""
    engine = _bzip2() if method == "bzip2" else _zip_lzma(stream)
    unpacking = _Unpacking(stream, lambda: engine)
    return Member(name, unpacking.read, lambda: unpacking.taken)


class _Unpacking:
    """Unpacks a stream, and with `magic` also further streams that begin so after its end."""

    def __init__(self, stream: IO[bytes], engine: Callable[[], _Engine], magic: bytes = b"") -> None:
        self.taken = 0
        self._stream = stream
        self._start = engine
        self._engine = engine()
        self._magic = magic

    def read(self, size: int) -> bytes:
        """The next bytes. Zeros and other data after the end are ignored, as by gzip."""
        while True:
            block = b""
            is_hungry = self._engine.eof or self._engine.needs_input
            if self._engine.eof:
                block = self._next_stream()
                if not block:
                    return b""
                self._engine = self._start()
            elif is_hungry:
                block = self._block()
            if data := self._engine.decompress(block, size):
                return data
            if is_hungry and not block and not self._engine.eof:
                raise EOFError

    def _block(self) -> bytes:
        block: bytes = self._stream.read1(_BLOCK)  # type: ignore[attr-defined]  # which all streams here have
        self.taken += len(block)
        return block

    def _next_stream(self) -> bytes:
        """The first bytes of another stream after the one that has ended, or none."""
        if not self._magic:
            return b""
        rest = self._engine.unused_data.lstrip(b"\0")
        while len(rest) < len(self._magic) and (block := self._block()):
            rest = (rest + block).lstrip(b"\0")
        return rest if rest.startswith(self._magic) else b""


class _Deflate:
    """gzip as an `_Engine`. Its decompressor leaves unused input to the caller."""

    def __init__(self) -> None:
        import zlib

        self._inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


class _Zstandard:
    """zst as an `_Engine`. Its decompressor has no `max_length`, so it gets little input at a time."""

    def __init__(self) -> None:
        import zstandard

        self._inner: Any = zstandard.ZstdDecompressor(max_window_size=_MOST_MEMORY >> 1).decompressobj()
        self._held = self._ready = b""

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof) and not self._ready

    @property
    def needs_input(self) -> bool:
        return not (self._held or self._ready)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._inner.unused_data) + self._held

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        self._held += data
        while not self._ready and self._held and not self._inner.eof:
            piece, self._held = self._held[:_PIECE], self._held[_PIECE:]
            self._ready = self._inner.decompress(piece)
        data, self._ready = self._ready[:max_length], self._ready[max_length:]
        return data


def _bzip2() -> _Engine:
    import bz2

    return bz2.BZ2Decompressor()


def _lzma() -> _Engine:
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


def _zip_lzma(stream: IO[bytes]) -> _Engine:
    """The decompressor for a zip member, which begins with a version, the size of the properties, and these."""
    import lzma

    size = int.from_bytes(stream.read(4)[2:], "little")
    found = lzma._decode_filter_properties(lzma.FILTER_LZMA1, stream.read(size))  # type: ignore[attr-defined]
    if found["dict_size"] > _MOST_MEMORY:
        raise Unreadable("needs too much memory to unpack")
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[found])


_ENGINES: dict[str, Callable[[], _Engine]] = {"gz": _Deflate, "bz2": _bzip2, "xz": _lzma, "zst": _Zstandard}
