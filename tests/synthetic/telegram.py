"""A synthetic cable as a whole, with the marks of the channel and of later editors, and what is true of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from tests.synthetic.body import body_of, ending
from tests.synthetic.heading import HEADERS, Draft, text_heading
from tests.synthetic.stock import POSTS, SEED, Shares, shares_of


class Truth(NamedTuple):
    """What a reader of the cable should find."""

    tags: tuple[str, ...]
    subject: str
    numbers: int
    signature: str | None


class Synthetic(NamedTuple):
    """One cable: its values as a dump's columns have them, heading and body as transmitted."""

    id: str
    date: datetime
    origin: str
    classification: str
    references: tuple[str, ...]
    header: str
    body: str
    truth: Truth

    @property
    def text(self) -> str:
        """Heading and body as one text."""
        return f"{self.header}\n\n{self.body}\n"


def _joined(blocks: Iterable[list[str]]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += block
        lines.append("")
    return lines[:-1]


def _paged(draft: Draft, lines: list[str]) -> None:
    """Put the page markers of a telegram of several sections in, most of them into the middle of a sentence."""
    chance, total = draft.chance, draft.sections
    suffix = f".{chance.choice((2, 2, 2, 3, 4, 6))}" if draft.often(0.28) else ""
    before, after = _MARGINS.pick(chance)
    for page in range(total, 1, -1):
        at = len(lines) * (page - 1) // total
        marker = f"{draft.post.name[:10]} {draft.number:08}  {page - bool(suffix):03}{suffix} OF {total:03}"
        if not draft.is_wrapped and len(lines[at]) > 200 and draft.often(0.5):
            cut = lines[at].find(" ", 120)
            lines[at] = f"{lines[at][:cut]} {marker}{lines[at][cut:]}"
        else:
            lines[at:at] = [""] * before + [marker] + [""] * after


_MARGINS = Shares((50, (1, 2)), (36, (0, 0)), (10, (1, 1)), (4, (0, 1)))


# What the channel and later editors did to some texts.
_DAMAGES: Shares = Shares(
    (92, lambda text: text),
    (3, lambda text: text.replace("'s ", ",s ")),
    (4, lambda text: text.replace("'", "\u2019").replace("--", "\u2013")),
    (1, lambda text: text.replace("Castrovan", "Castrov\u00e1n")),
)


def _composed(draft: Draft) -> Synthetic:
    """The whole cable of a draft."""
    body = body_of(draft)
    end = ending(draft, body)
    paragraphs = [*_joined(body), *end]
    length = sum(map(len, paragraphs))
    draft.sections = 1 + int(length / draft.chance.uniform(5200, 6400))
    if draft.sections > 1 and draft.often(0.95):
        _paged(draft, paragraphs)
    mark: str = _LINE_ENDS.pick(draft.chance)
    lines = [*text_heading(draft), *paragraphs]
    make: Callable[[Draft], list[str]] = HEADERS.pick(draft.chance)
    damaged: Callable[[str], str] = _DAMAGES.pick(draft.chance)
    return Synthetic(
        id=f"{draft.date:%y}{draft.post.name.replace(' ', '')}{draft.number}",
        date=draft.date,
        origin=draft.post.origin,
        classification=draft.level,
        references=tuple(draft.references),
        header="\n".join(make(draft)),
        body=damaged(mark.join(lines)),
        truth=Truth(tuple(draft.tags), damaged(draft.subject), draft.numbers, draft.signature),
    )


_LINE_ENDS = shares_of("60  \n|40 \n")


def cables(count: int, seed: int = SEED) -> Iterator[Synthetic]:
    """`count` cables, no two with the same id; the same ones for the same seed."""
    chance = Random(seed)
    numbers: Counter[tuple[str, int]] = Counter()
    for _ in range(count):
        post = chance.choice(POSTS)
        date = datetime(2004, 1, 1) + timedelta(minutes=chance.randrange(6 * 365 * 24 * 60))
        numbers[post.name, date.year] += chance.randint(1, 9)
        yield _composed(Draft(chance, post, numbers[post.name, date.year], date))
