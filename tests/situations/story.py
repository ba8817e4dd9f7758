"""How a situation's people and ties become an office whose mornings and evenings can be lived through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from small_runs import COEFFICIENTS, LEVERS, WORLD, table

from sim.lanes import Lanes
from sim.mechanisms import K
from sim.organization import Organization
from sim.organization.assembly import levels, number_off, organize
from sim.policy import Kind, W, X
from sim.run import Inputs, open_lanes
from sim.state import P, T

DRAWN = ("skill", "entitlement", "morale_set", "cynicism_set", "cooperation_set")
"""Traits that are drawn where a situation does not give them."""


def tie_name(client: str, provider: str) -> str:
    """How a situation names a tie."""
    return f"{client} -> {provider}"


def organization(situation: Mapping[str, Any]) -> Organization:
    """The people and ties of a situation."""
    people: dict[str, dict[str, Any]] = {name: each or {} for name, each in situation["people"].items()}
    ids = list(people)
    departments = sorted({each.get("department", "office") for each in people.values()})
    department = np.array([departments.index(each.get("department", "office")) for each in people.values()])
    boss = np.array([ids.index(each["boss"]) if "boss" in each else -1 for each in people.values()])
    ties = []
    for name, given in situation["ties"].items():
        each = given or {}
        client, provider = (ids.index(who) for who in name.split(" -> "))
        ties.append((client, int(Kind[each.get("kind", "peer")]), provider, float(each.get("requests", 0.0))))
    client, kind, provider, weight = (np.array(column) for column in zip(*sorted(ties), strict=True))
    plain = {"own_work": 0.0, "facing": 0.0, "load": 1.0, **dict.fromkeys(DRAWN, np.nan)}
    return organize(
        ids=ids,
        departments=departments,
        department=department,
        team=number_off(department, boss),
        boss=boss,
        level=levels(boss),
        traits={
            name: np.array([float(each.get(name, usual)) for each in people.values()]) for name, usual in plain.items()
        },
        skill_mean=np.ones(len(ids)),
        client=client,
        provider=provider,
        kind=kind,
        weight=weight,
        notes=(),
    )


def inputs(seed: int, days: int, story: Mapping[str, Any]) -> Inputs:
    """A run of a story: its policy from the first day on, its world day by day, its coefficients."""
    levers, world = table(LEVERS, days), table(WORLD, days)
    for name, level in story.get("policy", {}).items():
        levers[:, X[name]] = level
    for name, levels_by_day in story.get("world", {}).items():
        if isinstance(levels_by_day, list):
            world[: len(levels_by_day), W[name]] = levels_by_day
        else:
            world[:, W[name]] = levels_by_day
    row = np.array([each.default for each in COEFFICIENTS.values()])
    for name, value in story.get("coefficients", {}).items():
        row[K[name]] = value
    return Inputs(seed, levers, world, row)


def set_before(o: Lanes, office: Organization, before: Mapping[str, Mapping[str, float]], lanes: slice) -> None:
    """Set what holds on the first morning: states of people and ties, by name."""
    for who, states in before.items():
        for name, value in states.items():
            if who in office.ids:
                o.people[P[name], office.ids.index(who), lanes] = value
            else:
                o.ties[T[name], tie_number(office, who), lanes] = value


def tie_number(office: Organization, name: str) -> int:
    """The number of a tie by its name."""
    names = [tie_name(office.ids[c], office.ids[p]) for c, p in zip(office.client, office.provider, strict=True)]
    return names.index(name)


def opened(situation: Mapping[str, Any], runs: int) -> tuple[Organization, Lanes]:
    """The office of a situation on the first morning: first the runs of the story, then as many of how it is otherwise."""
    office, days = organization(situation), situation["days"]
    parts = ("policy", "world", "coefficients", "before")
    changed = {part: merged(situation.get(part, {}), situation.get("otherwise", {}).get(part, {})) for part in parts}
    both = (situation, changed)
    o = open_lanes(office, [inputs(seed, days, story) for story in both for seed in range(runs)], ledger=True)
    for which, story in enumerate(both):
        set_before(o, office, story.get("before", {}), slice(which * runs, (which + 1) * runs))
    return office, o


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One mapping laid over another, down to the names of the states."""
    result = dict(base)
    for name, value in over.items():
        below = result.get(name)
        result[name] = merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return result
