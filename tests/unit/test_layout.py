"""Who decides on format, width and colour."""

import io

import pytest

from cablecli.render import decide, pick


class Stream(io.StringIO):
    def __init__(self, is_terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__()
        self.is_terminal, self.name_of_encoding = is_terminal, encoding

    def isatty(self) -> bool:
        return self.is_terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.name_of_encoding


def test_auto_is_rich_on_a_terminal_only() -> None:
    assert pick("auto", "tsv", Stream(True)) == "rich"
    assert pick("auto", "text", Stream(False)) == "text"
    assert pick("csv", "tsv", Stream(True)) == "csv"


@pytest.mark.parametrize(
    ("environ", "option", "terminal", "colored"),
    [
        ({}, "auto", True, True),
        ({}, "auto", False, False),
        ({"TERM": "dumb"}, "auto", True, False),
        ({"NO_COLOR": "1"}, "auto", True, False),
        ({"NO_COLOR": ""}, "auto", True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", True, False),
        ({"NO_COLOR": "1"}, "always", False, True),
        ({"FORCE_COLOR": "1"}, "auto", False, True),
        ({"FORCE_COLOR": "0"}, "auto", True, False),
        ({"CLICOLOR_FORCE": "1"}, "auto", False, True),
        ({"FORCE_COLOR": "1"}, "never", True, False),
    ],
)
def test_who_decides_on_colour(environ: dict[str, str], option: str, terminal: bool, colored: bool) -> None:
    assert (decide(Stream(terminal), environ, option).colors is not None) is colored


def test_who_decides_on_the_width() -> None:
    assert decide(Stream(False), {}, width=33).width == 33
    assert decide(Stream(False), {"COLUMNS": "120"}).width == 120
    assert decide(Stream(False), {"COLUMNS": "5"}).width == 20
    assert decide(Stream(False), {"COLUMNS": "wide"}).width == 80
    assert decide(Stream(False, "iso8859-1"), {}).unicode is False
