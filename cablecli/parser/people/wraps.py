"""Which row of a list goes on with the one above: by words, room and layout (FORMAT 5)."""

from cablecli.parser.people import evidence as e
from cablecli.parser.people import sides
from cablecli.parser.people.layout import (
    OF_OFFICE,
    WIDE_OPEN,
    ListLayout,
    is_aside,
    is_deep,
    is_open,
    is_sided,
    room,
)
from cablecli.parser.people.rows import Row
from cablecli.parser.people.words import kinds, words
from cablecli.patterns import pattern

_SIDE_LAST = pattern(
    "side at the end of a line of people",
    r"""[.;)][ ]+(?:(?:FOR[ ]|For[ ])?U\.S\.|[^.;:)]{1,40})(?::|[ ]--?)$""",
)
_BEFORE_AGENT = (e.FIELD, e.MODIFIER, e.SYMBOL)  # `Pol/Econ` / `Officer`
_NAME = e.NAMING | {e.PARTICLE, e.SUFFIX}
_LEADS = (e.RANK, e.AGENT)
_TITLES = e.RANKS | {e.COURTESY}
_FULL_OFFICE = 3  # words of an office that would not stand alone, as `Interpreter` does
_HALF = 22  # characters left on a line; no wrap leaves as many, whatever the layout


def wrap(rows: list[Row], place: int, layout: ListLayout) -> int | None:
    """What speaks for a row going on with the one above; None where it cannot."""
    row, above = rows[place], rows[place - 1]
    # the next column begins higher up
    if _begins_anew(row, layout) or is_sided(row, above) or row.piece < above.piece:
        return None
    if _SIDE_LAST.search(above.text):
        return e.RUN_IN  # `; South:` at a line's end
    if above.text[-1] in (":;" if layout.parted or not layout.run_in else ":"):
        return None
    cut = _cut(row, above, layout)
    if row.gap:
        alone = any(one.opens for one in rows[place + 1 : place + 2])  # a section heading's place
        heading = alone and row.text[0].isupper() and not is_open(above.text)
        return cut + e.OVER_GAP if cut and not heading else None
    return _on_next_line(row, above, layout, cut)


def _begins_anew(row: Row, layout: ListLayout) -> bool:
    """Whether its bullet, its number, its table or its place shows that a row goes on with none."""
    return bool(row.bullet) or row.opens or row.tabled or (layout.stepped and not is_deep(row, layout.edge))


def _on_next_line(row: Row, above: Row, layout: ListLayout, cut: int) -> int:
    """What speaks for it where no blank line is between: the words (`cut`) or else the room, and the layout."""
    left = room(row, above, layout)
    return (
        (cut or _fit(row, above, layout, left))
        + e.BULLETED * layout.bulleted
        + e.RUN_IN * (layout.run_in and (left < 0 or cut > 0))
        + e.HANGING * (row.indent > above.indent + 1)
        + e.HUNG * (layout.hanging and is_deep(row, layout.edge))
    )


def _cut(row: Row, above: Row, layout: ListLayout) -> int:
    """What the words say for a line cut in two; 0 where either may stand alone."""
    inside = layout.parted and above.text[-1] not in ";.:" and not sides.opens(row.text)
    comma = above.text[-1] == "," and not (layout.commas and not sides.PERSONAL.isdisjoint(kinds(row.text)))
    # not `two aides`, `dr. Borg`
    lower = row.text[0].islower() and kinds(row.text)[:1] not in (e.INDEFINITE, e.COURTESY)
    return (
        e.OPEN_ENDED * (inside or is_open(above.text) or _share_office(above.text, row.text, layout))
        + e.ASIDE * is_aside(row)
        + e.COMMA_LAST * comma
        + e.LOWER_FIRST * lower
    )


def _share_office(above: str, text: str, layout: ListLayout) -> bool:
    """Whether two lines hold the parts of one office, an office and its name, or a person and a bracket."""
    return kinds(text) == e.BRACKET or _is_rest_of_office(above, text, layout) or _is_name_of(above, text)


def _is_name_of(above: str, text: str) -> bool:
    """Whether a bare name follows an office that has none: `Central Bank Governor` / `Berg`, `Consul Tim` / `Berg`."""
    name, office = (kinds(line).replace(e.NOTED, "") for line in (text, above))
    if not name or not _NAME.issuperset(name):
        return False
    full = len(name) > 1 and len(office) >= _FULL_OFFICE and office[-1] in _LEADS
    most = 1 + ("," in above)  # behind other people on a line that is cut: `..., Major Jo` / `Sal Borg`
    if len(name) <= most and office[-1:] == e.GIVEN and office[-2:-1] in _TITLES:
        return not any(w.mark for w in words(f"{above} {text}")[-len(name) - 1 :])
    return full and not any(w.mark for w in words(f"{above} {text}"))


def _is_rest_of_office(above: str, text: str, layout: ListLayout) -> bool:
    """Whether a line goes on with an office: `Water Transport`, and `Officer, Embassy Rome` after `Political`."""
    if "," in above and not layout.bulleted and OF_OFFICE.issuperset(kinds(text)):
        return True
    if not kinds(text).startswith(e.AGENT):
        return False
    if not kinds(above).endswith(_BEFORE_AGENT) and not above.lower().endswith(" assistant"):
        return False
    second = words(text)[1:2]
    return not second or bool(second[0].mark) or second[0].kind in (e.BRACKET, e.NOTED)


def _fit(row: Row, above: Row, layout: ListLayout, left: int) -> int:
    """What the space left on the line above says."""
    hangs = layout.bulleted and not sides.is_organ(row.text)  # `Embassy` without a bullet heads those below
    unended = layout.bulleted and not kinds(above.text).endswith(_LEADS)  # `Ocean Science` / `Board`
    laid_out = unended or layout.blocks
    if layout.run_in and left == WIDE_OPEN:
        return 0  # the people run on, and so do the lines of this copy, however long
    return e.FULL if left < 0 or hangs or (laid_out and left < _HALF) else max(e.FITS, -left)
