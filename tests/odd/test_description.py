"""The model description is made from the declarations, whole and in the form of ODD."""

from __future__ import annotations

import pytest
from small_runs import grown, inputs

from sim import day
from sim.compiled.phases import Phase
from sim.glossary import laws, laws_of
from sim.glossary.changes import changes, local_names, terms_with
from sim.glossary.formulas import in_full
from sim.ledger import ENTRIES
from sim.mechanisms import GROUPS
from sim.odd import description
from sim.odd.concepts import CONCEPTS
from sim.odd.process import parts_of_day
from sim.odd.register import counts
from sim.patterns import PATTERNS
from sim.policy import LeverCosts
from sim.quantity import quantities
from sim.run import open_lanes
from sim.sources import sources
from sim.state import PeopleTraits


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
        assert f"\n#### {law.mechanism}.{law.name}\n" in text
        assert law.formula in text
        assert in_full(law).split("; ")[-1] in text
    for pattern in PATTERNS:
        assert pattern.statement in text
    for key, source in sources().items():
        assert f"- `{key}`: {source.words} [{source.seen}]" in text


def test_the_eleven_design_concepts_are_told_in_order_also_those_that_do_not_apply(text: str) -> None:
    names = [
        "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
        "Stochasticity", "Collectives", "Observation",
    ]  # fmt: skip
    assert [name for name, _ in CONCEPTS] == names
    assert dict(CONCEPTS)["Objectives"].startswith("Does not apply")
    places = [text.index(f"**{name}.** ") for name in names]
    assert places == sorted(places)


def test_what_answers_speak_of_is_defined(text: str) -> None:
    for word in ("twin", "gain", "rise", "price", "net", "break-even day"):
        assert f"\n| {word} | " in text


def test_every_coefficient_stands_in_a_formula(text: str) -> None:
    """In a law, or in the day itself: a number that enters nothing could be left out."""
    submodels = text[text.index("\n## 7 Submodels\n") :]
    for group in GROUPS:
        for number in quantities(group):
            of_laws = [in_full(law) for law in laws_of(number.name)]
            in_day = [term.amount for term in terms_with(number.name)]
            assert any(number.name in formula for formula in (*of_laws, *in_day)), number.name
            assert f"`{number.name}`" in submodels


def test_every_line_of_the_ledger_has_its_amount(text: str) -> None:
    booked = {each.entry for each in changes()}
    assert booked == {each.name for each in ENTRIES}
    assert "| `−hindrance × blocked` | own work held up by others | `feelings.feel` |" in text


def test_the_order_of_the_day_is_the_order_in_which_a_day_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A description that tells another day than the one that is lived."""
    gone: list[str] = []

    def goes(phase: Phase, o: object, number: int, *part: int) -> None:
        if phase.function.__module__ == day.__name__:
            phase.function(o, number, *(part or (0, 1)))
        else:
            gone.append(phase.function.__name__)

    monkeypatch.setattr(Phase, "__call__", goes)
    day.live_one_day(open_lanes(grown(1), [inputs(1, 1)]), 0)
    steps = [step for part in parts_of_day() for step in part.steps]
    assert [part.name for part in parts_of_day()] == ["morning", "working_hours", "evening"]
    assert [step.name for step in steps] == gone
    assert all(step.words for step in steps), "a step without a comment tells the reader nothing"


def test_the_register_counts_every_coefficient_once() -> None:
    assert sum(counts().values()) == sum(1 for group in (*GROUPS, LeverCosts, PeopleTraits) for _ in quantities(group))


def test_names_that_only_the_day_knows_are_told(text: str) -> None:
    told = local_names("animosity")
    assert told["below"] == "weight × shortfall(seen, entitled, tolerance)"
    assert told["seen"] == "perceived(came, will, assimilation)"
    assert f"`below = {told['below']}`" in text
