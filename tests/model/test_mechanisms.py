"""Mechanisms of one's own slot into the day without changing the program."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import numba
import numpy as np
import pytest

from sim import Workplace, mechanism
from sim.model.slots import SLOTS
from sim.scenario import Scenario
from sim.state import P


@mechanism(after="working_hours")
def coffee_machine(model: Workplace) -> None:
    """On employees, in plain Python."""
    for employee in model.agents.select(lambda each: each.department == "back"):
        employee.mood = min(1.0, employee.mood + 0.05)


@numba.njit
def _rest(strain: np.ndarray) -> None:
    for i in range(len(strain)):
        strain[i] *= 0.5


@mechanism(after="morning")
def holidays(model: Workplace) -> None:
    """On an array, compiled."""
    _rest(model.people[P.strain])


class Memory:
    """Notes when it was called; acts after the evening, where it does not say."""

    def __init__(self) -> None:
        self.days: list[int] = []

    def __call__(self, model: Workplace) -> None:
        """Note the day."""
        self.days.append(model.day)


def nothing(after: str) -> Callable[[Workplace], None]:
    def act(model: Workplace) -> None:
        pass

    return mechanism(after=after)(act)  # type: ignore[arg-type]


def test_mechanisms_that_do_nothing_change_nothing(scenario: Scenario) -> None:
    plain = Workplace(scenario, seed=3, client_mindset=1.0)
    idle = Workplace(scenario, seed=3, client_mindset=1.0, mechanisms=[nothing(slot) for slot in SLOTS])
    for model in (plain, idle):
        model.run_days(25)
    for name in ("people", "ties", "office", "teams", "ledger", "ledger_total", "ledger_days", "tally", "office_days"):
        np.testing.assert_array_equal(getattr(plain.lanes, name), getattr(idle.lanes, name), err_msg=name)
    assert plain.ledger().equals(idle.ledger())


def test_a_mechanism_on_employees(scenario: Scenario) -> None:
    plain, own = Workplace(scenario, seed=3), Workplace(scenario, seed=3, mechanisms=[coffee_machine])
    for model in (plain, own):
        model.run_days(15)
    assert own.series("back")["morale"].iloc[-1] > plain.series("back")["morale"].iloc[-1] + 0.01
    table = own.ledger(department="back").set_index(["quantity", "mechanism"])
    assert table.loc[("mood", "by_hand"), "amount"] > 0.0
    assert ("mood", "by_hand") not in own.ledger(department="sales").set_index(["quantity", "mechanism"]).index


def test_a_compiled_mechanism_on_arrays(scenario: Scenario) -> None:
    plain, own = Workplace(scenario, seed=3), Workplace(scenario, seed=3, mechanisms=[holidays])
    for model in (plain, own):
        model.run_days(15)
    assert own.measures["strain"] < plain.measures["strain"]


def test_a_mechanism_with_a_memory_is_called_every_day_and_copied_with_the_office(scenario: Scenario) -> None:
    memory = Memory()
    model = Workplace(scenario, seed=3, mechanisms=[memory])
    model.run_days(3)
    fork, thawed = model.fork(), pickle.loads(pickle.dumps(model))
    fork.step()
    thawed.step()
    assert memory.days == [0, 1, 2]
    for other in (fork, thawed):
        assert other.mechanisms[0].days == [0, 1, 2, 3]


def test_each_slot_sees_what_the_part_of_the_day_before_it_has_made(scenario: Scenario) -> None:
    seen: dict[str, tuple[float, float]] = {}

    def look(slot: str) -> Callable[[Workplace], None]:
        @mechanism(after=slot)  # type: ignore[arg-type]
        def act(model: Workplace) -> None:
            if model.day == 5:
                seen[slot] = (float(model.people[P.arrived].sum()), float(model.lanes.tally[5].sum()))

        return act

    Workplace(scenario, seed=3, mechanisms=[look(slot) for slot in SLOTS]).run_days(6)
    assert list(seen) == list(SLOTS)
    assert seen["morning"][0] == seen["working_hours"][0] == seen["evening"][0] > 0.0
    assert seen["morning"][1] == seen["working_hours"][1] == 0.0 < seen["evening"][1]


def test_what_is_no_mechanism(scenario: Scenario) -> None:
    with pytest.raises(TypeError, match="cannot be called"):
        Workplace(scenario, seed=3, mechanisms=[3])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="after one of morning, working_hours, evening; found 'noon'"):
        mechanism(after="noon")  # type: ignore[arg-type]
    broken = nothing("evening")
    broken.after = "noon"  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="found 'noon'"):
        Workplace(scenario, seed=3, mechanisms=[broken])
