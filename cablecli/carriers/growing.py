"""`Growing`: the text of a stream, of which only the part that is needed is held in memory."""

from codecs import getincrementaldecoder
from io import BufferedReader

from cablecli.carriers.splitting import TOO_LARGE
from cablecli.errors import Unreadable
from cablecli.text.decoding import MAX_BYTES

_BLOCK = 1 << 16


class Growing:
    """The text from `position` on. The text before it may have been dropped."""

    def __init__(self, stream: BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder(encoding)("replace")
        # the place whose line was last requested: its line, and the place itself
        self._line, self._counted = 1, 0
        self.is_over = False
        self.buffer = ""
        self.position = 0

    def more(self) -> bool:
        """Double the text held, so that few tries are needed. Return whether there was more."""
        if self.is_over:
            return False
        have = len(self.buffer) - self.position
        if have > MAX_BYTES:
            raise Unreadable(f"line {self.line()}: {TOO_LARGE}")
        self.add(max(have, 1))
        return len(self.buffer) > have

    def line(self, position: int | None = None) -> int:
        """The line of a place in the buffer. Lines are counted from the last requested place, which is near."""
        place = self.position if position is None else position
        if place < self._counted:
            return self._line - self.buffer.count("\n", place, self._counted)
        self._line += self.buffer.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def add(self, wanted: int) -> None:
        """Read `wanted` more characters, or all that are left."""
        parts = [self.buffer[self.position :]]
        have = 0
        while have < wanted and not self.is_over:
            block = self._stream.read1(_BLOCK)
            self.is_over = not block
            parts.append(self._decoder.decode(block, self.is_over))
            have += len(parts[-1])
        self._line, self._counted = self.line(), 0
        self.buffer = "".join(parts)
        self.position = 0
