"""Small offices and runs in them, for tests that live through days."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from sim.mechanisms import GROUPS, K
from sim.organization import Organization, grow, read
from sim.policy import Environment, LeverCosts, Levers, W, X
from sim.quantity import Quantity, quantities
from sim.run import Inputs
from sim.scenario.office import OrganizationPart
from sim.state import PeopleTraits

COEFFICIENTS = {each.name: each for group in (*GROUPS, LeverCosts, PeopleTraits) for each in quantities(group)}
LEVERS = {each.name: each for each in quantities(Levers)}
WORLD = {each.name: each for each in quantities(Environment)}

SHOPS = {
    "sales": {"size": 9, "faces_customers": True, "own_work": 0.6, "depends_on": {"it": 0.4, "stock": 0.3}},
    "stock": {"size": 7, "own_work": 0.6, "depends_on": {"it": 0.3}},
    "it": {"size": 5, "own_work": 0.4, "depends_on": {"stock": 0.1}},
}
"""Three departments that need each other."""

CREW = "id,department,facing\n" + "".join(f"p{k},{'deck' if k % 3 else 'bridge'},{k % 2}\n" for k in range(12))
"""Twelve people without any hierarchy."""

MIXED_TEAM = """\
id,department,manager,team,facing
ann,top,,,
bob,sales,ann,field,1
cid,sales,bob,field,1
dan,sales,bob,field,0
eva,sales,ann,field,1
flo,sales,eva,field,0
"""
"""A team whose members report to different bosses, two of whom belong to it."""


def imported(people: str, steps: Iterable[int]) -> Organization:
    """An office of n people from a file; number k asks numbers k * step + 1 modulo n for advice."""
    names = [line.split(",")[0] for line in people.splitlines()[1:]]
    asked = [(k, (k * step + 1) % len(names)) for k in range(len(names)) for step in steps]
    ties = "client,provider,kind\n" + "".join(f"{names[k]},{names[j]},advice\n" for k, j in asked)
    return from_files(people, ties)


def from_files(people: str, ties: str) -> Organization:
    """An office from the text of two files."""
    with tempfile.TemporaryDirectory() as folder:
        people_path, ties_path = Path(folder, "people.csv"), Path(folder, "ties.csv")
        people_path.write_text(people, encoding="utf-8")
        ties_path.write_text(ties, encoding="utf-8")
        return read(people_path, ties_path, requests=1.2)


def office_of(people: int, asks: Iterable[tuple[int, int]]) -> Organization:
    """An office of so many people in three departments, whose rows alternate, from who asks whom, by number."""
    table = "id,department,facing\n" + "".join(f"p{k},d{k % 3},{k % 2}\n" for k in range(people))
    ties = "client,provider,kind\n" + "".join(f"p{client},p{provider},advice\n" for client, provider in asks)
    return from_files(table, ties)


def without_bosses() -> Organization:
    """Twelve people without any hierarchy."""
    return imported(CREW, (2, 3, 5))


def with_a_mixed_team() -> Organization:
    """Six people, five of them in one team with three bosses."""
    return imported(MIXED_TEAM, (1, 2, 3, 4))


def grown(seed: int, departments: Mapping[str, Mapping[str, object]] = SHOPS, **plan: float) -> Organization:
    """A small office that grows from a plan."""
    return grow(OrganizationPart.model_validate({"departments": departments, **plan}), seed)


def table(declared: Mapping[str, Quantity], days: int) -> np.ndarray:
    """The defaults of some declarations on every day, shape (days, declarations)."""
    return np.tile([each.default for each in declared.values()], (days, 1))


def inputs(
    seed: int,
    days: int,
    *,
    levers: Mapping[str, float] | None = None,
    start: int = 5,
    ramp: int = 10,
    coefficients: Mapping[str, float] | None = None,
) -> Inputs:
    """A run in ordinary times: levers go up over the days of a ramp, coefficients are the declared ones."""
    policy = table(LEVERS, days)
    share = np.clip((np.arange(days) - start) / ramp, 0.0, 1.0)
    for name, level in (levers or {}).items():
        policy[:, X[name]] += (level - policy[0, X[name]]) * share
    row = np.array([each.default for each in COEFFICIENTS.values()])
    for name, value in (coefficients or {}).items():
        row[K[name]] = value
    return Inputs(seed, policy, table(WORLD, days), row)


def recession(run: Inputs, start: int, length: int, layoffs: float = 0.01) -> Inputs:
    """Hard times: demand falls, everybody is afraid, jobs are scarce, nobody is hired, people are laid off."""
    hard = slice(start, start + length)
    run.world[hard, W.market] = 0.7
    run.world[hard, W.fear] = 0.6
    run.world[hard, W.jobs] = 0.5
    run.world[hard, W.hiring] = 0.0
    run.world[hard, W.layoffs] = layoffs
    return run


def surge(run: Inputs, start: int, length: int) -> Inputs:
    """Demand rises by half."""
    run.world[start : start + length, W.market] = 1.5
    return run


@st.composite
def small_offices(draw: st.DrawFn) -> Organization:
    """Offices of a few to thirty people: of one, two or three departments, or without bosses."""
    if draw(st.integers(0, 4)) == 0:
        return without_bosses()
    names = draw(st.sampled_from([("sales",), ("sales", "it"), ("sales", "stock", "it")]))
    departments = {
        name: {
            "size": draw(st.integers(1, 9)),
            "faces_customers": name == "sales",
            "own_work": draw(st.floats(0.2, 1.0)),
            "depends_on": {other: draw(st.floats(0.0, 1.0)) for other in names if other != name},
        }
        for name in names
    }
    return grown(
        draw(st.integers(0, 2**63 - 1)),
        departments,
        span_of_control=draw(st.integers(2, 6)),
        contacts=draw(st.integers(1, 3)),
        peers=draw(st.integers(0, 3)),
    )


@st.composite
def runs(draw: st.DrawFn, days: int) -> Inputs:
    """Runs of some days in any admissible policy, with some coefficients anywhere in their admissible ranges."""
    levers = draw(st.dictionaries(st.sampled_from(sorted(LEVERS)), st.floats(0.0, 1.0)))
    chosen = draw(st.lists(st.sampled_from(sorted(COEFFICIENTS)), unique=True, max_size=len(K) // 2))
    run = inputs(
        draw(st.integers(0, 2**63 - 1)),
        days,
        levers=levers,
        start=draw(st.integers(0, days)),
        ramp=draw(st.integers(1, days)),
        coefficients={name: draw(st.floats(COEFFICIENTS[name].low, COEFFICIENTS[name].high)) for name in chosen},
    )
    start, length = draw(st.integers(0, days)), draw(st.integers(1, days))
    if draw(st.booleans()):
        recession(run, start, length, draw(st.floats(0.0, 0.1)))
    if draw(st.booleans()):
        surge(run, draw(st.integers(0, days)), length)
    return run
