"""Worlds: admissible values, and mechanisms that do nothing when they are switched off."""

from __future__ import annotations

import numpy as np
import pytest

from sim.mechanisms import Coefficients, K
from sim.validation.living import Variant, courses
from sim.validation.worlds import COEFFICIENTS, DECLARED, MECHANISMS, OF_THE_OFFICE, OPEN, World, random_worlds, without


def test_neutral_values_are_admissible_values_of_coefficients() -> None:
    for _, group in Coefficients():
        for name, value in type(group).neutral.items():
            assert COEFFICIENTS[name].low <= value <= COEFFICIENTS[name].high
            assert value != COEFFICIENTS[name].default
    assert set(dict(Coefficients())) - set(MECHANISMS) == {"demand"}, "without work there is no office"


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_an_office_is_another_without_a_mechanism(mechanism: str) -> None:
    """Every mechanism is felt somewhere within half a year under a full campaign in a recession."""
    levers = (
        "client_mindset=0.7",
        "promise=0.7",
        "open_communication=0.3",
        "process_improvement=0.5",
        "recognition=0.5",
    )
    busy = Variant("busy", "recession", (*(f"policy.{each}" for each in levers), "policy.start=5", _SOON))
    found = courses([busy], [DECLARED, without(mechanism)], 1, 125, 0.15)
    assert any(not np.array_equal(each[:, 0], each[:, 1], equal_nan=True) for each in found.values())


_SOON = "environment.shocks=[{kind: recession, start: 20, length: 90, fall: 0.3, layoffs: 0.08, fear: 0.6}]"


def test_a_world_leaves_alone_what_the_scenario_sets() -> None:
    row = np.array([each.default for each in COEFFICIENTS.values()])
    row[K.offence] = 0.05
    made = World("", {"offence": 0.3, "healing": 0.1}).row(row)
    assert (made[K.offence], made[K.healing]) == (0.05, 0.1)
    assert row[K.healing] == COEFFICIENTS["healing"].default, "the scenario's own row was written to"


def test_random_worlds_are_plausible_and_repeatable() -> None:
    worlds = random_worlds(9, 3, {"offence": 0.21})
    assert [each.values for each in worlds] == [each.values for each in random_worlds(9, 3, {"offence": 0.21})]
    for name in COEFFICIENTS:
        values = [each.values[name] for each in worlds if name in each.values]
        if name not in {each.name for each in OPEN}:
            assert not values, "a size that a source gives, or a scenario, is not drawn"
        elif name == "offence":
            assert set(values) == {0.21}
        else:
            low, high = COEFFICIENTS[name].plausible
            assert len(values) == 9
            assert low <= min(values) <= max(values) <= high
    assert not {"forgiveness", *OF_THE_OFFICE} & {each.name for each in OPEN}
