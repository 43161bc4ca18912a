"""A cable as Markdown, for Python."""

from cablecli.model import Cable
from cablecli.render import Layout
from cablecli.render.document import markdown
from cablecli.views.reading import whole


def cable(cable: Cable) -> str:
    """The whole cable as CommonMark."""
    return "".join(markdown(iter([whole(cable)]), Layout()))
