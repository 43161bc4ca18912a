"""What a list of people costs: each row is read a few times, whatever the list is like. Calls are counted, no clock."""

from random import Random

import pytest

from cablecli.parser import parse
from cablecli.parser.people import search

HEAD = "C O N F I D E N T I A L VALLETTA 000112\n\nSUBJECT: FERRIES\n\n1. (C) Participants:\n\n"
NAMES = "Ada Oren Mila Tomas Karin Joao Wei van der Berg de la Cruz Stone Whitlock Korvat".split()
FORMS = ("- %s\n", "%s\n", "%s,\n", "--%s;\n", "  %s\n", "(%s)\n", "%s, Minister\n")
CHANCE = Random(12)
ROWS = [CHANCE.choice(FORMS) % " ".join(CHANCE.choices(NAMES, k=1 + n % 3)) for n in range(200)]


def test_rows_without_bullets_are_read_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    run = search._Search._run

    def counted(self: search._Search, first: int, last: int) -> tuple[search.Group, int]:
        read.append(last - first + 1)
        return run(self, first, last)

    monkeypatch.setattr(search._Search, "_run", counted)
    parse(HEAD + "".join(ROWS))
    assert 200 <= sum(read) < 900
