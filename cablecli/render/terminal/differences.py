"""Two copies of a text: what one has and the other has not is lit, or signed where there is no colour."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cablecli.render.terminal.pieces import DIM, GAP, HEADING, Pen, flat, safe, stacked
from cablecli.views.blocks import Difference, Variant, signed

_NEAR = 12  # words that are shown between a change and those left out
_KINDS = {"redacted": "bold yellow", "added": "green", "lost": "red", "equal": DIM}
_CHANGED = ("strike red", "bold green")  # what A has, what B has
_REDACTED = ("bold black on yellow", "bold black on yellow")


def difference(pen: Pen, one: Difference) -> RenderableType:
    head = flat(one.label, HEADING if one.pieces else DIM)
    head.append("  ").append(one.kind, _KINDS.get(one.kind, "cyan"))
    if not one.pieces:
        return head
    text = Text().join(part for k in range(len(one.pieces)) for part in _piece(pen, one.pieces, k))
    return stacked((head, Padding(text, (0, 0, 0, GAP))))


def _piece(pen: Pen, found: Sequence[Variant], k: int) -> Iterator[Text]:
    """A piece after its gap; the first piece has none."""
    piece = found[k]
    yield safe(piece.gap if k else "")
    if piece.kind == "equal":
        before, behind = k == 0, k == len(found) - 1
        yield safe(_shortened(piece.a, before, behind, "…" if pen.unicode else "..."))
    elif not pen.colored:
        yield safe(signed(piece))
    else:
        styles = _REDACTED if piece.kind == "redacted" else _CHANGED
        texts = [safe(text, style) for text, style in zip((piece.a, piece.b), styles, strict=True) if text]
        yield Text(" ").join(texts)


def _shortened(text: str, is_first: bool, is_last: bool, sign: str) -> str:
    """The words next to a change; blanks and line ends between them stay."""
    words = text.split(" ")
    start, end = 0 if is_first else _NEAR, 0 if is_last else _NEAR
    if len(words) <= start + end + 1 or (is_first and is_last):
        return text
    return " ".join([*words[:start], sign, *words[len(words) - end :]])
