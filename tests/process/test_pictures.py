"""README's pictures are what the program shows."""

import re

from tests.pictures import HERE, pictures


def _words(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_pictures_are_of_today_and_load_nothing() -> None:
    made = dict(pictures())
    assert {path.name for path in HERE.glob("*.svg")} == made.keys()
    for name, svg in made.items():
        # The words alone: how it draws them is rich's own matter, and of its version.
        drawn = (HERE / name).read_text(encoding="utf-8")
        assert _words(drawn) == _words(svg), f"{name}: run python -m tests.pictures"
        links = re.findall(r"https?://[^\s\"'<]+", drawn)
        assert {*links} <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
        assert "@font-face" not in drawn and "url(http" not in drawn
