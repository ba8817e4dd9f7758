"""Who is compared: the engine, plain Mesa with an object per employee, vectorised NumPy, and C by hand."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from benchmark.in_c import compiler, in_c
from benchmark.in_numpy import live as live_in_numpy
from benchmark.timing import Task, ratio, take_turns
from sim.lanes import Lanes
from sim.opening import inputs_of, organization_of
from sim.organization import Organization, grow
from sim.run import live, open_lanes
from sim.scenario import Scenario, load
from sim.scenario.office import OrganizationPart

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "scenarios" / "client_coworker.yaml"
LARGEST = ROOT / "scenarios" / "largest_employer.yaml"
LANES = 8
"""Runs side by side: as many as the engine does at once, and as numbers fit into a vector of 512 bits."""

DAYS = 60
"""Days that are timed in one go, from the first day on."""


@cache
def scenario(days: int) -> Scenario:
    """The office of about 200 people under the campaign."""
    return load(str(SCENARIO), (f"days={days}",))


@cache
def office(days: int) -> Organization:
    """Who works in it."""
    return organization_of(scenario(days), 1)


def grown(people: int) -> Organization:
    """The same office with other numbers of people in each department, as near as can be to so many."""
    part = scenario(1).organization.model_dump(exclude_none=True)
    usual = sum(department["size"] for department in part["departments"].values())
    for department in part["departments"].values():
        department["size"] = max(1, round(department["size"] * people / usual))
    return grow(OrganizationPart.model_validate(part), 1)


def large(sites: int) -> Organization:
    """The world's largest employer with some of its stores, and all of its head office."""
    return organization_of(load(str(LARGEST), (f"organization.sites={sites}",)), 1)


def opened(organization: Organization, days: int, lanes: int, *, ledger: bool = False) -> Lanes:
    """Runs of an office side by side, which differ in their seeds."""
    told = scenario(days)
    return open_lanes(organization, [inputs_of(told, seed) for seed in range(1, lanes + 1)], ledger=ledger)


def mesa() -> type:
    """The oracle of the tests: the model written plainly in Mesa."""
    tests = str(ROOT / "tests")
    if tests not in sys.path:
        sys.path.insert(0, tests)
    return cast(type, import_module("oracle.office").Office)


def tasks(days: int, days_of_mesa: int) -> dict[str, Task]:
    """The same days of the same office, by everybody; work is counted in tie-days.

    Mesa lives the first of them only, since it takes as long for each day.
    """
    organization = office(days)
    amount = float(days * organization.tie_count)
    one, many = opened(organization, days, 1), opened(organization, days, LANES)
    booked = opened(organization, days, 1, ledger=True)
    told = inputs_of(scenario(days), 1)
    plain = mesa()

    def step(model: object) -> None:
        for _ in range(days_of_mesa):
            model.step()  # type: ignore[attr-defined]

    found = {
        "mesa": Task(lambda: plain(organization, told), step, float(days_of_mesa * organization.tie_count)),
        "numpy": Task(one.copy, lambda o: live_in_numpy(o, 0, days), amount),
        "engine, one run": Task(one.copy, lambda o: live(o, 0, days, threads=1), amount),
        "engine, one run with ledger": Task(booked.copy, lambda o: live(o, 0, days, threads=1), amount),
        "engine, sweep": Task(many.copy, lambda o: live(o, 0, days, threads=1), amount * LANES),
    }
    if compiler() is not None:
        with ThreadPoolExecutor(2) as pool:
            alone, together = pool.map(in_c, (1, LANES))
        found["c, one run"] = Task(one.copy, lambda o: alone.live(o, 0, days), amount)
        found["c, lanes"] = Task(many.copy, lambda o: together.live(o, 0, days), amount * LANES)
    return found


def compared(rounds: int, days_of_mesa: int, patience: float) -> dict[str, object]:
    """Time everybody, and say by how much the engine is faster or slower."""
    clocks = take_turns(tasks(DAYS, days_of_mesa), rounds, patience)
    one, sweep = clocks["engine, one run"], clocks["engine, sweep"]
    figures: dict[str, object] = {
        "times_faster_than_mesa": {
            "sweep": ratio(clocks["mesa"], sweep),
            "one_run": ratio(clocks["mesa"], one),
            "one_run_with_ledger": ratio(clocks["mesa"], clocks["engine, one run with ledger"]),
        },
        "times_slower_than_c": None,
        "times_faster_than_numpy": {"sweep": ratio(clocks["numpy"], sweep), "one_run": ratio(clocks["numpy"], one)},
        "nanoseconds_per_tie_day": {name: 1e9 * clock.seconds for name, clock in clocks.items()},
    }
    if "c, lanes" in clocks:
        figures["times_slower_than_c"] = {
            "one_run": ratio(one, clocks["c, one run"]),
            "lanes": ratio(sweep, clocks["c, lanes"]),
        }
    return figures


def sizes() -> dict[str, float]:
    """Memory that one run takes, per tie and per employee: what changes from day to day, and who sits where."""
    o = opened(office(1), 1, 1)
    ties = (o.ties, o.client, o.provider, o.kind, o.weight, o.tie_address, o.by_provider)
    people = (
        o.people,
        o.person_address,
        o.department,
        o.team,
        o.boss,
        o.team_members,
        o.client_start,
        o.provider_start,
    )
    return {
        "bytes_per_tie": sum(array.nbytes for array in ties) / o.ties.shape[1],
        "bytes_per_employee": sum(array.nbytes for array in people) / o.people.shape[1],
    }
