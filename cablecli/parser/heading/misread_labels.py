"""Corrects FM, TO, INFO and the precedence where a scanner misread a letter: `EM`, `IO`, `INTO`, `0 070405Z`.

The letters alone would prove nothing. FM is recognized by the address of a post after it, TO by its place below FM,
and INFO by its place below TO (FORMAT 1.12).
"""

from collections.abc import Iterator

from cablecli.facts import tables
from cablecli.facts.edits import is_one_edit
from cablecli.model import Diagnostic
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import numbers

_REACH = 60  # pieces from the top within which a heading ends
_SENDER, _ACTION, _INFO = "FM ", "TO ", "INFO "
_LABELS = (_SENDER, _ACTION, _INFO)


def mended(lines: Lines) -> tuple[dict[int, str], list[Diagnostic]]:
    """Return the corrected lines by piece, and a diagnostic for each. Most texts have none."""
    if all(f"\n{label}" in lines.content for label in _LABELS):
        return {}, []
    found = dict(_mended(lines.text[:_REACH]))
    return found, [_note(lines, k, text) for k, text in found.items()]


def _note(lines: Lines, k: int, text: str) -> Diagnostic:
    return Diagnostic("label-misread", f"{lines.text[k]} was read as {text}", lines.number[k])


def _mended(texts: list[str]) -> Iterator[tuple[int, str]]:
    wanted = list(_LABELS)  # the labels still to come, in order
    for k, text in enumerate(texts):
        if not wanted or numbers.numbered(text):
            return
        word, _, rest = text.partition(" ")
        if text.startswith(wanted[0]):
            del wanted[0]
        elif rest and _is_label(word, rest, wanted[0]):
            yield k, wanted.pop(0) + rest
        elif word == "0" and rest[:6].isdecimal() and wanted[0] == _SENDER:
            yield k, f"O {rest}"


def _is_label(word: str, rest: str, label: str) -> bool:
    """Whether a word is the label with one letter wrong, and a known address follows; INFO needs none."""
    if not rest.isupper() or not is_one_edit(word, label.strip()):
        return False
    return label == _INFO or tables.is_address(rest)
