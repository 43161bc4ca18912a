"""HTML to read, print and link to: pages that need nothing but themselves. The only home of jinja2.

The templates escape whatever they are given. A page allows no script, no request and no style but its own, so that a
cable could do nothing even if something of it came through.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cablecli.model import Cable
from cablecli.text.terminal import sanitize
from cablecli.views.blocks import grouped
from cablecli.views.reading import gutter, whole

Lines = Iterable[tuple[str, ...]]  # of an index: address, date, id, level, sender, subject
_NO_LINKS: dict[str, str] = {}


def page(cable: Cable, links: Mapping[str, str] = _NO_LINKS, index: str | None = None) -> str:
    """A cable as a page of its own. `links` are the addresses of other cables by id, `index` that of their list."""
    values = {"groups": _groups(cable), "links": links, "index": index, "title": _title(cable)}
    return str(_environment().get_template("cable.html").render(values))


def index(title: str, lines: Lines) -> Iterator[str]:
    """A page that lists cables, piece by piece."""
    return _pieces("index.html", title=title, lines=lines)


def single(
    title: str, lines: Lines, cables: Iterable[tuple[str, Cable]], links: Mapping[str, str]
) -> Iterator[str]:
    """One page: the list of cables, then the cables, each with its anchor."""
    articles = ((anchor, _groups(cable)) for anchor, cable in cables)
    return _pieces("single.html", title=title, lines=lines, articles=articles, links=links)


def _pieces(name: str, **values: Any) -> Iterator[str]:
    stream = _environment().get_template(name).stream(values)
    stream.enable_buffering(100)  # a template yields each value apart
    return iter(stream)


def _groups(cable: Cable) -> list[Any]:
    return list(grouped(whole(cable, full=True)))


def _title(cable: Cable) -> str:
    return ": ".join(filter(None, (cable.id, cable.subject))) or "A cable"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__name__), autoescape=True, undefined=StrictUndefined, finalize=_visible,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    style = files(__name__).joinpath("templates", "style.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    environment.globals.update(style=Markup(style), style_hash=f"sha256-{digest}", gutter=gutter)
    return environment


def _visible(value: Any) -> Any:
    """A value made safe for a page: without control and bidi characters, unless it is the page's own markup."""
    return value if isinstance(value, Markup) else sanitize(str(value))
