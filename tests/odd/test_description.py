"""The model description is made from the declarations, whole and in the form of ODD."""

from __future__ import annotations

import inspect

import pytest

from sim import day
from sim.glossary import laws
from sim.mechanisms import GROUPS
from sim.odd import description
from sim.odd.process import parts_of_day
from sim.odd.register import counts
from sim.patterns import PATTERNS
from sim.quantity import quantities
from sim.sources import sources


@pytest.fixture(scope="module")
def text() -> str:
    return description()


def test_the_seven_parts_of_odd_stand_in_order_with_the_register_first(text: str) -> None:
    heads = [
        "Register of assumptions", "1 Purpose and patterns", "2 Entities, state variables, and scales",
        "3 Process overview and scheduling", "4 Design concepts", "5 Initialization", "6 Input data", "7 Submodels",
    ]  # fmt: skip
    places = [text.index(f"\n## {head}\n") for head in heads]
    assert places == sorted(places)


def test_every_coefficient_law_pattern_and_source_is_described(text: str) -> None:
    for group in GROUPS:
        for number in quantities(group):
            assert f"| `{number.name}` | {number.meaning} | {number.unit} | {number.default:g} |" in text
    for law in laws():
        assert f"**{law.name}**(" in text
        assert law.formula in text
    for pattern in PATTERNS:
        assert pattern.statement in text
    for key in sources():
        assert f"- `{key}`: " in text


def test_the_order_of_the_day_is_the_order_of_the_function() -> None:
    source = inspect.getsource(day)
    steps = [step for part in parts_of_day() for step in part.steps]
    assert [part.name for part in parts_of_day()] == ["morning", "working_hours", "evening"]
    places = [source.index(f"    {step.name}(") for step in steps]
    assert places == sorted(places)
    assert all(step.words for step in steps), "a step without a comment tells the reader nothing"


def test_the_register_counts_every_coefficient_once() -> None:
    assert sum(counts().values()) == sum(1 for group in GROUPS for _ in quantities(group))
