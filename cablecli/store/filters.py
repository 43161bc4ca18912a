"""Filters for cables, in files and collections alike. Values of one option widen them, different options narrow."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts import tables
from cablecli.in_short import LEVELS, NOFORN, address_post, date_of, post_of
from cablecli.patterns import pattern
from cablecli.store import ids

if TYPE_CHECKING:
    from cablecli.model import Cable

_DATE = pattern(
    "date of a filter", r"(?:19|20)[0-9]{2} (?: - (?:0[1-9]|1[0-2]) (?: - (?:0[1-9]|[12][0-9]|3[01]) )? )?"
)


class Filters(NamedTuple):
    """What a cable must have: for each field that is not empty, one of its values.

    `senders` and `recipients` are posts (canonical where known), `refs` ids; dates are as long as they are exact.
    """

    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    tags: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()

    def fit_heading(self, cable: "Cable") -> bool:
        """Whether the heading of a cable passes. Addressees are not tested: a cable read only that far has none."""
        head, date = cable.heading, date_of(cable)
        return (
            _any(self.senders, lambda name: is_address(name, head.sender, post_of(cable)))
            and (not self.since or bool(date and date >= self.since))
            and (not self.until or bool(date and date[: len(self.until)] <= self.until))
            and _any(self.tags, {t.tag for t in cable.tags}.__contains__)
            and _any(self.levels, lambda level: cable.classification in (level, level + NOFORN))
        )

    @property
    def need_all(self) -> bool:
        """Whether the heading alone cannot decide."""
        return bool(self.recipients or self.refs or self.participants)

    def fit(self, cable: "Cable") -> bool:
        """Whether a cable, read to its end, passes."""
        people = [p.text.casefold() for p in cable.participants]
        addressees = (*cable.heading.action, *cable.heading.info)
        return (
            self.fit_heading(cable)
            and _any(self.recipients, lambda name: any(map(_addressed(name), addressees)))
            and _any(self.refs, {r.id for r in cable.references}.__contains__)
            and _any(self.participants, lambda name: any(name in text for text in people))
        )


def _any(wanted: tuple[str, ...], fits: Callable[[str], bool]) -> bool:
    return not wanted or any(map(fits, wanted))


def _addressed(name: str) -> Callable[..., bool]:
    return lambda one: is_address(name, one.address, address_post(one.address))


def is_address(name: str, address: str | None, post: str | None) -> bool:
    """Whether `name` is the post of an address or, if it is not a known post, part of its words."""
    if is_post(name):
        return name == post
    return bool(address and " " + name.casefold() in " " + address.casefold())


def is_post(name: str) -> bool:
    """Whether a filter names a known post, which is compared; any other name is searched for in addresses."""
    return tables.post(name) == name


def made(
    senders: Iterable[str] = (),
    recipients: Iterable[str] = (),
    since: Iterable[str] = (),
    until: Iterable[str] = (),
    tags: Iterable[str] = (),
    levels: Iterable[str] = (),
    refs: Iterable[str] = (),
    participants: Iterable[str] = (),
) -> Filters:
    """The filters for the values that a user gave; ValueError names a value that means nothing."""
    return Filters(
        tuple(map(_post, senders)),
        tuple(map(_post, recipients)),
        min(map(_date, since), default=None),
        max(map(_date, until), default=None),
        tuple(tag.strip().upper() for tag in tags),
        tuple(map(_level, levels)),
        tuple(map(_id, refs)),
        tuple(name.strip().casefold() for name in participants),
    )


def checked(one: Filters) -> Filters:
    """The filters of a Python user as `made` gives them: `C` is CONFIDENTIAL there too; ValueError likewise."""
    since, until = filter(None, [one.since]), filter(None, [one.until])
    return made(one.senders, one.recipients, since, until, one.tags, one.levels, one.refs, one.participants)


def _post(name: str) -> str:
    name = " ".join(name.upper().split())
    if not name:
        raise ValueError("a post without a name")
    return tables.post_of_address(name) or name


def _date(text: str) -> str:
    if not _DATE.fullmatch(text.strip()):
        raise ValueError(f"{text!r} is no date such as 2007, 2007-06 or 2007-06-13")
    return text.strip()


def _level(text: str) -> str:
    """A level, as it is called or printed; with its caption, `S/NF` or `SECRET//NOFORN`, only with that."""
    name = " ".join(text.upper().split())
    plain, _, caption = name.rpartition("/")
    end = NOFORN if plain and caption in ("NF", "NOFORN") else ""
    plain = plain.rstrip("/") if end else name
    level = LEVELS.get(plain.lower(), plain)
    if level not in LEVELS.values():
        names = ", ".join(f"{short} ({long})" for short, long in LEVELS.items())
        raise ValueError(f"{text!r} is no classification; there are {names}")
    return level + end


def _id(text: str) -> str:
    found = ids.read(text)
    if not found or not found.id:
        raise ValueError(f"{text!r} is no id such as 07PARIS2827")
    return found.id
