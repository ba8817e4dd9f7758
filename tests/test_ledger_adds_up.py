"""The ledger's entries add up to every change, for every person on every day, through departures and hirings."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from small_runs import grown, inputs, recession

from sim.lanes import Lanes
from sim.ledger import ENTRIES, E
from sim.measures import Y
from sim.run import live, open_lanes
from sim.state import P, T

DAYS = 80
ON_PEOPLE = ("mood", "morale", "cynicism", "cooperation")
ON_TIES = ("animosity", "camaraderie")

LEVERS = {
    "client_mindset": 1.0, "promise": 0.9, "recognition": 0.6, "team_building": 0.8, "empowerment": 0.5,
    "service_agreements": 0.3,
}  # fmt: skip


def held(o: Lanes) -> dict[str, np.ndarray]:
    """What each person holds of each quantity, shape (n, lanes); of grudges and warmth, summed over the client's ties."""
    amounts = {name: o.people[P[name]].copy() for name in ON_PEOPLE}
    for name in ON_TIES:
        amounts[name] = np.zeros(o.people.shape[1:])
        np.add.at(amounts[name], o.client, o.ties[T[name]])
    return amounts


def booked(ledger: np.ndarray, quantity: str) -> np.ndarray:
    """The sum of a quantity's entries, (lines, …) to (…)."""
    return sum(ledger[E[entry.name]] for entry in ENTRIES if entry.quantity == quantity)  # type: ignore[return-value]


def an_eventful_run(lanes: int = 2) -> Lanes:
    """An office in a recession, in which people quit, are laid off, and are followed, and often are rude to each other."""
    often = {"quit_rate": 0.01, "vacancy": 8.0, "offence": 0.6, "friction_rate": 0.02}
    runs = [inputs(seed, DAYS, levers=LEVERS, coefficients=often) for seed in range(lanes)]
    return open_lanes(grown(5, span_of_control=4), [recession(run, 30, 20) for run in runs], ledger=True)


def days(o: Lanes) -> Iterator[int]:
    """Live day by day."""
    for day in range(DAYS):
        live(o, day, day + 1)
        yield day


def test_entries_add_up_to_the_change_of_each_person_on_each_day() -> None:
    """A mechanism that moves somebody without being booked, or that is booked twice."""
    o = an_eventful_run()
    before = held(o)
    for day in days(o):
        now = held(o)
        for name, amount in now.items():
            np.testing.assert_allclose(
                booked(o.ledger, name), amount - before[name], rtol=0, atol=1e-12, err_msg=f"{name}, {day}"
            )
        before = now
    for event in ("quit", "laid_off", "hired"):
        assert o.tally[:, Y[event]].sum() > 0, f"nobody was ever {event}: the run is not eventful enough"


def test_days_and_departments_and_people_tell_the_same() -> None:
    """A department's account that is not that of its people, or a total that is not that of its days."""
    o = an_eventful_run()
    start, by_person = held(o), np.zeros_like(o.ledger)
    for day in days(o):
        by_person += o.ledger
        by_department = np.zeros(o.ledger_days.shape[1:])
        np.add.at(by_department, (slice(None), o.department), o.ledger)
        np.testing.assert_allclose(o.ledger_days[day], by_department, rtol=0, atol=1e-12)
    np.testing.assert_allclose(o.ledger_total, by_person, rtol=0, atol=1e-12)
    np.testing.assert_allclose(o.ledger_days.sum(axis=(0, 2)), o.ledger_total.sum(axis=1), rtol=0, atol=1e-10)
    for name, amount in held(o).items():
        np.testing.assert_allclose(booked(o.ledger_total, name), amount - start[name], rtol=0, atol=1e-11)


def test_every_line_is_moved_by_something() -> None:
    """A line that is written and is always 0."""
    o = an_eventful_run()
    live(o, 0, DAYS)
    idle = [entry.name for entry in ENTRIES if not o.ledger_days[:, E[entry.name]].any()]
    assert not idle


def test_keeping_the_ledger_changes_nothing() -> None:
    """A run that goes another way when somebody looks at its books."""
    kept = an_eventful_run()
    plain = kept.copy()._replace(ledger=kept.ledger[:, :0].copy(), ledger_total=kept.ledger[:, :0].copy())
    for o in (kept, plain):
        live(o, 0, DAYS)
    for name in ("people", "ties", "office", "tally"):
        assert np.array_equal(getattr(kept, name), getattr(plain, name)), name


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_lines_are_named_by_quantity_and_mechanism(entry: object) -> None:
    assert E[entry.name].name == f"{entry.quantity}_{entry.mechanism}"  # type: ignore[attr-defined]
    assert entry.quantity in ON_PEOPLE + ON_TIES  # type: ignore[attr-defined]
