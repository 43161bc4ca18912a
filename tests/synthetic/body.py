"""The body of a synthetic cable and its end: paragraphs, headings, lists, tables, signature."""

from collections.abc import Callable

from tests.synthetic.heading import Draft
from tests.synthetic.stock import (
    FOREIGN,
    FORENAMES,
    HEADINGS,
    MINISTRIES,
    MONTHS,
    SURNAMES,
    TITLES,
    Prose,
    Shares,
    shares_of,
    wrapped,
)

# The body


def body_of(draft: Draft) -> list[list[str]]:
    """Blocks of lines, a blank line to come between each two."""
    blocks: list[list[str]] = []
    if draft.often(0.035):
        blocks += _participants(draft)
    size = sum(len(line) + 1 for block in blocks for line in block)
    style: Callable[[str], list[str]] = _HEADING_STYLES.pick(draft.chance)
    has_headings, label = draft.often(0.71), _SUMMARIES.pick(draft.chance)
    while size < draft.size:
        new = []
        if has_headings and draft.numbers > 1 and draft.often(0.35):
            new.append(style(draft.chance.choice(HEADINGS)))
        new += _paragraph(draft, label)
        label = None
        blocks += new
        size += sum(len(line) + 1 for block in new for line in block)
    if draft.often(0.5):
        blocks += _paragraph(draft, _COMMENTS.pick(draft.chance))
    return blocks


_SUMMARIES = Shares(
    (32, ("SUMMARY: ", "  END SUMMARY.")),
    (18, ("Summary: ", "  End Summary.")),
    (12, ("Summary. ", " End summary.")),
    (6, ("SUMMARY AND COMMENT: ", " END SUMMARY AND COMMENT.")),
    (4, ("SUMMARY: ", "")),
    (2, ("Introduction and Summary: ", " End Summary.")),
    (26, None),
)
_COMMENTS = Shares(
    (50, ("COMMENT: ", "  END COMMENT.")),
    (35, ("Comment: ", "")),
    (10, ("Comment. ", " End comment.")),
    (5, None),
)


def _underlined(title: str) -> list[str]:
    return [title, "-" * len(title)]


def _boxed(title: str) -> list[str]:
    return ["-" * len(title), title.upper(), "-" * len(title)]


def _two_lines(title: str) -> list[str]:
    lines = wrapped(f"{title} and Other Matters before the Budget Committee", 34)
    return [*lines, "-" * max(map(len, lines))]


def _broken_rule(title: str) -> list[str]:
    """A rule of more than 45 signs, into which the channel put a blank."""
    return ["-" * 45 + " " + "-" * 12, title.upper(), "-" * 45 + " " + "-" * 12]


_HEADING_STYLES = Shares(
    (53, _underlined),
    (26, _boxed),
    (16, lambda title: [title]),
    (3, _two_lines),
    (1, _broken_rule),
    (1, lambda title: [f"*** {title.upper()} ***"]),
)


def _start(draft: Draft) -> str:
    """Number and marking of the next paragraph."""
    draft.numbers += 1
    is_marked = draft.letter != "U" or draft.often(0.5)
    form: str = _STARTS.pick(draft.chance) if is_marked else "{n}. "
    return form.format(n=draft.numbers, m=draft.marking)


_STARTS = shares_of("91 {n}. ({m}) |7 {n}.  ({m}) |1 {n}.({m}) |0.5 {n}.. ({m}) |0.5 {n}, ({m}) ")


def _set(draft: Draft, start: str, prose: Prose, end: str = "") -> list[str]:
    if not draft.is_wrapped:
        return [f"{start}{prose.line}{end}"]
    if end or len(start) > 9:
        return wrapped(f"{start}{prose.line}{end}", 61)
    return [start + prose.lines[0], *prose.lines[1:]]


def _paragraph(draft: Draft, label: tuple[str, str] | None) -> list[list[str]]:
    """A numbered paragraph and what hangs on it: more text, bullets, a table, a quoted text."""
    before, after = label or ("", "")
    blocks = [_set(draft, _start(draft) + before, draft.chance.choice(draft.paragraphs), after)]
    kind = draft.chance.random()
    if kind < 0.04:
        blocks.append(list(draft.chance.choice(draft.paragraphs).lines))
    elif kind < 0.09:
        blocks += _bullets(draft)
    elif kind < 0.10:
        blocks += _quotation(draft)
    elif kind < 0.105 or (draft.letter == "U" and kind < 0.12):
        blocks.append(_table(draft))
    elif kind < 0.14:
        line = draft.chance.randrange(len(blocks[0]))
        blocks[0][line] = blocks[0][line].replace(" the ", " XXXXXXXXXXXX ", 1)
    return blocks


def _bullets(draft: Draft) -> list[list[str]]:
    """A list; the continuation of a bullet is not indented."""
    sign: str = _BULLETS.pick(draft.chance)
    items = draft.chance.sample(draft.short, draft.chance.randint(2, 6))
    return [_set(draft, sign.format(chr(65 + k), k + 1, chr(97 + k)), item) for k, item in enumerate(items)]


_BULLETS = shares_of("55 -- |15 - |12 --|8 {1}) |5 {0}. |2 o |2 ({2}) |1 * ")


def _quotation(draft: Draft) -> list[list[str]]:
    """A document with paragraph numbers of its own."""
    begin, end = draft.chance.choice((("BEGIN TEXT:", "END TEXT."), ("Begin text of letter:", "End text.")))
    items = draft.chance.sample(draft.short, draft.chance.randint(2, 5))
    inner = [_set(draft, f"{k}. ", item) for k, item in enumerate(items, 1)]
    return [[begin], *inner, [end]]


def _table(draft: Draft) -> list[str]:
    rows = [("", "2007", "2008", "Change")]
    for _ in range(draft.chance.randint(3, 9)):
        name = draft.chance.choice(MINISTRIES)
        rows.append((name, *(str(draft.chance.randint(10, 9999)) for _ in range(3))))
    lines = [f"{a:<20}  {b:>8}  {c:>8}  {d:>8}".rstrip() for a, b, c, d in rows]
    return [lines[0], "-" * 50, *lines[1:]]


def _participants(draft: Draft) -> list[list[str]]:
    """A meeting line and the people by side, in one of the ways they are listed."""
    chance = draft.chance
    day = f"{chance.choice(MONTHS)} {chance.randint(1, 28)}, {draft.date.year}"
    blocks = [[f"{_start(draft)}{day}; 10:30 a.m.; {draft.post.name.title()}"]] if draft.often(0.4) else []
    ours = [f"Ambassador {draft.signer}", f"Poloff {chance.choice(SURNAMES)} (notetaker)"]
    names = [f"{chance.choice(FORENAMES)} {chance.choice(FOREIGN)}" for _ in range(chance.randint(1, 5))]
    theirs = [
        f"{chance.choice(TITLES)} {names[0]}",
        *(f"{n}, Director for {chance.choice(MINISTRIES)}" for n in names[1:]),
    ]
    country = draft.post.name.title()
    if draft.often(0.4):
        sides = [["U.S.:", *(f"-- {name}" for name in ours)], [f"{country}:", *(f"-- {n}" for n in theirs)]]
        return [*blocks, ["PARTICIPANTS", "------------"], *sides]
    return [*blocks, [f"{_start(draft)}Participants:"], ["U.S.", *ours], [country, *theirs]]


# Its end, and the marks of the channel


def ending(draft: Draft, blocks: list[list[str]]) -> list[str]:
    """The lines behind the last paragraph: website, signature, end marks."""
    name = draft.signer.upper()
    kind: str = _SIGNATURES.pick(draft.chance)
    lines = []
    if draft.often(0.14):
        city = draft.post.name.lower().replace(" ", "")
        address = f"http://www.state.sgov.gov/p/eur/{city}/index.c fm"
        lines += ["", "Visit our Classified Web Site at:", address, ""]
    if kind == "glued" and not lines:
        blocks[-1][-1] += f" {name}"
    elif kind != "none":
        lines += {"blank": [""], "mixed": []}.get(kind, [])
        lines.append({"mixed": draft.signer, "suffix": f"{name} JR"}.get(kind, name))
    draft.signature = None if kind == "none" else lines[-1] if lines and kind != "glued" else name
    if kind == "glued" and lines:
        lines.append(name)
    return lines + (_ENDS.pick(draft.chance) if kind != "none" else [])


_SIGNATURES = shares_of("48 line|24 blank|14 mixed|10 glued|1 suffix|3 none")
_ENDS = Shares(
    (97, []), (1, ["NNNN"]), (0.5, ["BT", "#0112", "", "NNNN"]), (0.5, ["."]), (1, ["", "End Cable Text"])
)
