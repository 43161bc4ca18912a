"""Lines made from a template: `{id}\\t{heading.dtg:.10}`. It has names of values and widths, no expressions."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

from cablecli.render import Layout, Rendering, Slot
from cablecli.text.terminal import sanitize
from cablecli.views import cell

# A side to align to, a width, a greatest length: what format() knows of text, without what could fill a memory.
_SPEC = re.compile(r"[<>^]?[0-9]{0,3}(?:\.[0-9]{1,3})?")
_ESCAPE = re.compile(r"\\([tn\\])")
_ESCAPES = {"t": "\t", "n": "\n", "\\": "\\"}
_BLANKS = str.maketrans("\n\t", "  ")


def parsed(template: str) -> tuple[Slot, ...]:
    """The pieces of a template; ValueError says what is wrong with it."""
    slots = []
    for words, name, spec, conversion in Formatter().parse(template):
        if conversion or not _SPEC.fullmatch(spec or ""):
            sign = f"!{conversion}" if conversion else f":{spec}"
            raise ValueError(f"{{{name}{sign}}} is not {{name}}, {{name:>10}} or {{name:.10}}")
        slots.append(Slot(_ESCAPE.sub(lambda m: _ESCAPES[m[1]], words), name, spec or ""))
    return tuple(slots)


def lines(layout: Layout) -> Rendering:
    """A line for each row; a line break or tab in a value becomes a blank."""
    return Rendering(lambda rows: "".join("".join(_pieces(row, layout.template)) + "\n" for row in rows))


def _pieces(row: dict[str, Any], template: tuple[Slot, ...]) -> Iterator[str]:
    for words, name, spec in template:
        yield words
        if name is not None:
            yield format(sanitize(cell(row[name])).translate(_BLANKS), spec)
