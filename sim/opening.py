"""From a scenario and a seed to an office and the inputs of a run."""

from __future__ import annotations

from functools import lru_cache

from sim.lanes import Numbers, room_for, tiles_of
from sim.measures import Y
from sim.organization import Ground, Organization, OrganizationError, expected_size, grow_on, lay, read
from sim.organization.structure import BYTES_OF_A_PERSON, BYTES_OF_A_TIE
from sim.policy import W, X
from sim.run import Inputs
from sim.scenario import Same, Scenario, coefficient_row, lever_table, world_table
from sim.scenario.office import OrganizationPart
from sim.state import O, P, T

_BYTES = 8


def organization_of(scenario: Scenario, seed: int) -> Organization:
    """Who works in a scenario's office.

    Args:
        scenario: The scenario; its office is imported where it names files, and grown otherwise.
        seed: The run's seed, from which the office is grown unless ``organization.seed`` is set.

    Raises:
        OrganizationError: If the office cannot be.
    """
    part = scenario.organization
    grown_from = None if part.people is not None else (seed if part.seed is None else part.seed)
    return _organization(part.model_dump_json(), grown_from)


@lru_cache(maxsize=4)  # blocks of the same office come one after the other
def _organization(part_text: str, seed: int | None) -> Organization:
    part = OrganizationPart.model_validate_json(part_text)
    if seed is not None:
        return grow_on(_ground(part_text), seed)
    if part.people is None or part.ties is None:  # a scenario holds both or neither
        raise OrganizationError(["organization.people and organization.ties name one file each"])
    return read(
        part.people,
        part.ties,
        kinds=part.kinds,
        minimum_weight=part.minimum_weight,
        requests=part.requests,
        own_work=part.own_work,
        facing_departments=part.facing,
        boss_own_work=part.boss_own_work,
    )


@lru_cache(maxsize=2)  # runs on different seeds share what does not depend on them
def _ground(part_text: str) -> Ground:
    return lay(OrganizationPart.model_validate_json(part_text))


def inputs_of(scenario: Scenario, seed: int, days: int | None = None) -> Inputs:
    """What a run of a scenario is made of, beside its organization; the scenario's own days where none are given."""
    return Inputs(seed, *_tables(Same(scenario), scenario.days if days is None else days))


@lru_cache(maxsize=32)  # runs on different seeds share what does not depend on them
def _tables(same: Same, days: int) -> tuple[Numbers, Numbers, Numbers]:
    scenario = same.scenario
    tables = lever_table(scenario, days), world_table(scenario, days), coefficient_row(scenario)
    for table in tables:
        table.flags.writeable = False
    return tables


def bytes_of_a_run(scenario: Scenario) -> int:
    """The memory that one run takes, its office included: see :func:`bytes_of_runs`."""
    return bytes_of_runs(scenario, 1)


def bytes_of_runs(scenario: Scenario, runs: int) -> int:
    """The memory that some runs side by side take, without ledger; the lanes are counted that only fill up a group.

    Found by arithmetic for grown offices and by reading imported ones.

    Args:
        scenario: The scenario of each.
        runs: How many there are.
    """
    part = scenario.organization
    if part.people is None:
        people, ties = expected_size(part)
        departments = len(part.departments) + 1
    else:
        organization = organization_of(scenario, 0)
        people, ties, departments = organization.headcount, organization.tie_count, len(organization.departments)
    by_day = scenario.days * (len(Y) * departments + len(O) + len(X) + len(W))
    tiles = len(tiles_of(people, departments)) - 1
    lane = _BYTES * (people * len(P) + ties * len(T) + tiles * len(Y) * departments + by_day)
    nearness = 2 * _BYTES * people  # where each provider's distant ties begin
    return people * BYTES_OF_A_PERSON + ties * BYTES_OF_A_TIE + nearness + room_for(runs) * lane
