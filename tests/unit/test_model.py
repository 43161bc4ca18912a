"""The model's values: what they inherit instead of having it made is what `dataclass` would have made."""

import pickle
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from typing import Any

import pytest
from making import cable

from cablecli import model
from cablecli.model import Cable, Mrn, Span, Tag
from cablecli.model.places import Element, runs
from cablecli.model.role import Role
from cablecli.model.value import Value


def values(found: Any) -> Iterator[Value]:
    """A value and all those in it."""
    if isinstance(found, Value):
        yield found
        for field in fields(found):  # type: ignore[arg-type]
            yield from values(getattr(found, field.name))
    elif isinstance(found, tuple):
        for one in found:
            yield from values(one)


def test_a_value_equals_its_copy_and_no_other_one() -> None:
    for value in values(cable()):
        copy = pickle.loads(pickle.dumps(value)) if not isinstance(value, Cable) else replace(value)
        assert copy is not value and copy == value and hash(copy) == hash(value)
    assert Mrn(2009, "VALLETTA", 112) != Mrn(2009, "VALLETTA", 113)
    assert Mrn(None, None, None) != Tag("PREL", "subject")
    assert Mrn(2009, "VALLETTA", 112) != (2009, "VALLETTA", 112)


def test_a_field_that_is_not_to_be_compared_or_shown_is_not() -> None:
    made = cable()
    assert replace(made, elements=list) == made
    assert replace(made, content="other") != made
    assert "content=" not in repr(replace(made, content="other")) and "elements=" not in repr(made)


def test_the_repr_is_that_of_a_dataclass() -> None:
    @dataclass(frozen=True)
    class Plain:
        tag: str
        kind: str
        name: str | None = None

    assert repr(Tag("PREL", "subject")) == repr(Plain("PREL", "subject")).rpartition(".")[2].replace(
        "Plain", "Tag"
    )


@pytest.mark.parametrize("name", [n for n in model.__all__ if n not in ("NOWHERE", "SCHEMA_VERSION")])
def test_a_value_is_frozen_and_slotted(name: str) -> None:
    kind = getattr(model, name)
    if issubclass(kind, tuple):
        return
    assert issubclass(kind, Value) and not hasattr(object.__new__(kind), "__dict__")
    own = {"Cable": {"__repr__"}}.get(name, set())  # a cable has a shorter one
    assert {"__eq__", "__hash__", "__repr__"} & set(vars(kind)) == own, "made anew, where Value has it"
    with pytest.raises(FrozenInstanceError):
        setattr(object.__new__(kind), fields(kind)[0].name, None)


def test_all_names_of_the_model_are_found_and_no_others() -> None:
    assert model.Span is Span
    assert sorted(model.__all__) == sorted(
        ["SCHEMA_VERSION", *(n for names in model._HOMES.values() for n in names)]
    )
    with pytest.raises(AttributeError, match="no attribute 'Cabel'"):
        _ = model.Cabel


def test_neighbours_of_one_rule_are_one_run_but_not_a_line_from_farther_up() -> None:
    def line(number: int, role: Role = Role.PARAGRAPH_TEXT) -> Element:
        return Element(role, Span(10 * number, 10 * number + 9), (number, number), role)

    above, start = line(3), line(9, Role.PARAGRAPH_START)
    texts = [line(7), line(8), start, start, above, line(4), line(5, Role.RULE)]
    assert [(one.role, one.span, one.lines) for one in runs(texts)] == [
        (Role.PARAGRAPH_TEXT, (70, 89), (7, 8)),
        (start.role, start.span, (9, 9)),
        (start.role, start.span, (9, 9)),
        (Role.PARAGRAPH_TEXT, (30, 49), (3, 4)),
        (Role.RULE, (50, 59), (5, 5)),
    ]
    assert [one.lines for one in runs([line(7), above])] == [(7, 7), (3, 3)]
    assert not [*runs([])]
