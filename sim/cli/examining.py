"""Examining a scenario: its mistakes, or, where there are none, its doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.mechanisms.service import rework_share
from sim.scenario import Problem, Scenario, ScenarioError, Traced, doubt, doubts, trace

FULL = 1.0
"""The load at which as much work comes in as can be done."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What there is to say about a scenario.

    Attributes:
        file: The scenario, as it was asked for.
        mistakes: What has to be repaired; the scenario cannot be run.
        doubts: What is allowed and hardly meant; only looked for where there is no mistake.
    """

    file: str
    mistakes: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()


def examine(file: str) -> Findings:
    """Find every mistake in a scenario, and in the files of its office; or, where there are none, every doubt.

    Args:
        file: A path, or the name of a scenario that comes with the program.
    """
    try:
        traced = trace(file)
    except ScenarioError as error:
        return Findings(file, mistakes=error.problems)
    if traced.scenario.organization.people is not None:
        return Findings(file, tuple(_in_files(traced)), _in_order(doubts(traced)))
    return Findings(file, doubts=_in_order([*doubts(traced), *_overloaded(traced)]))


def _in_order(found: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(found, key=lambda each: (each.file, each.line, each.column)))


def _in_files(traced: Traced) -> Iterator[Problem]:
    """The mistakes in the files of an imported office."""
    from sim.organization import OrganizationError, check_files

    part = traced.scenario.organization
    assert part.people is not None  # an imported office names both files
    assert part.ties is not None
    try:
        check_files(part.people, part.ties, kinds=part.kinds, facing_departments=part.facing)
    except OrganizationError as error:
        yield from (Problem(each) for each in error.problems)
    except OSError as error:
        yield Problem(f"{error.filename}: {error.strerror}")


def _overloaded(traced: Traced) -> Iterator[Problem]:
    """The departments of a grown office to which more work comes than their people can do."""
    from sim.organization import expected_loads

    scenario = traced.scenario
    loads = expected_loads(scenario.organization, request_effort(scenario), scenario.environment.demand)
    for name, load in loads.items():
        if load.total > FULL:
            yield doubt(
                traced,
                f"organization.departments.{name}",
                f"{name} is overloaded before anything begins: its people would need {load.total:.2f} days a day, "
                f"{load.own:.2f} for its own work and {load.requests:.2f} for the requests of others",
                allowed=f"less than {FULL:g}, which an ordinary day holds; around 0.8 an office has air to breathe",
                suggestion="lower its own_work, what others depend on it for, or environment.demand",
            )


def request_effort(scenario: Scenario) -> float:
    """The work that a request takes in days, with the answers that come back when nothing is done about them."""
    service = scenario.coefficients.service
    again = rework_share(0.0, service.misunderstanding, service.clarity)
    return scenario.coefficients.demand.request_effort / max(1.0 - again, 1e-9)
