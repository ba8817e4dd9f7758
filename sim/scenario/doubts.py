"""What is allowed in a scenario and hardly meant: levers without effect, and what comes after the last day."""

from __future__ import annotations

from collections.abc import Iterator

from sim.quantity import Quantity
from sim.scenario.changes import empty_values, near_departments
from sim.scenario.declared import paths
from sim.scenario.loading import Traced
from sim.scenario.problems import Problem, listed
from sim.scenario.telling import unbelievable_chapters
from sim.scenario.timeline import LEVERS, SCOPE, Change
from sim.scenario.tree import Place

LAST_PART = 4
"""Results tell the last quarter of a run; a policy that comes during it is told half."""

_CAMPAIGNS = ("client_mindset", "promise")
"""The levers that reach people by way of client ties."""

_SIZES = ("coefficients.", "people.", "lever_costs.")
"""How the names of the numbers begin that have a range beyond which they are hardly meant."""


def doubts(traced: Traced) -> list[Problem]:
    """What a reader of this scenario should ask its writer, each at its place.

    Args:
        traced: A scenario without mistakes.
    """
    finders = (_without_reach, _without_effect, too_late, _unusual, _without_customers, _alone,
               empty_values, near_departments, unbelievable_chapters)  # fmt: skip
    return [each for find in finders for each in find(traced)]


def doubt(
    traced: Traced, name: str, message: str, *, found: str = "", allowed: str = "", suggestion: str = ""
) -> Problem:
    """A doubt about a value, at the place that says it, or about the file where none does.

    Args:
        traced: The scenario.
        name: The value's dotted name.
        message: The doubt, in one sentence.
        found: What stands there.
        allowed: What would raise no doubt.
        suggestion: What to do about it.
    """
    place = traced.origin(name) or Place(traced.files[0])
    return place.problem(message, found=found, allowed=allowed, suggestion=suggestion)


def _name(lever: str) -> str:
    return f"policy.scope.{lever.removeprefix(SCOPE)}" if lever.startswith(SCOPE) else f"policy.{lever}"


def _changes(traced: Traced, lever: str) -> tuple[Change, ...]:
    return traced.scenario.policy.changes(lever)


def _without_reach(traced: Traced) -> Iterator[Problem]:
    """Campaigns for nobody, and a scope without a campaign."""
    campaigns = [each for each in _CAMPAIGNS if _changes(traced, each)]
    scopes = [lever for lever in LEVERS if lever.startswith(SCOPE)]
    nobody = all(_stays_at_zero(_changes(traced, each), LEVERS[each]) for each in scopes)
    for lever in campaigns if nobody else ():
        kept = "people work with more zeal, and nobody is served better" if lever == "client_mindset" else ""
        yield doubt(
            traced,
            _name(lever),
            f"{lever} reaches nobody: the scope is empty, so no tie counts as a client tie"
            + (f" ({kept})" if kept else " and nobody is promised anything"),
            allowed="a scope with departments, bosses, reports or peers above 0",
            suggestion="raise one of policy.scope.departments, bosses, reports, peers",
        )
    if not campaigns and not _changes(traced, "service_agreements"):
        for lever in scopes:
            if _changes(traced, lever):
                yield doubt(
                    traced,
                    _name(lever),
                    f"{_name(lever)} has no effect: there is no campaign whose reach it could say",
                    suggestion="set policy.client_mindset or policy.promise",
                )


def _without_effect(traced: Traced) -> Iterator[Problem]:
    """A start without a policy, and team building where nobody has a teammate to turn to."""
    if not any(_changes(traced, lever) for lever in LEVERS):
        for name in ("policy.start", "policy.ramp"):
            place = traced.origin(name)
            if place is not None and place.source == traced.files[0]:
                yield place.problem(
                    f"{name} has no effect: every lever stays at neutral",
                    suggestion="set a lever, such as policy.promise",
                )
    part = traced.scenario.organization
    if _changes(traced, "team_building") and part.people is None and part.peers == 0:
        yield doubt(
            traced,
            "policy.team_building",
            "team_building has no effect but its cost: organization.peers is 0, so nobody turns to a teammate",
            suggestion="raise organization.peers",
        )


def _stays_at_zero(changes: tuple[Change, ...], declared: Quantity) -> bool:
    """Whether a scope is 0 all the time from the start of a campaign on."""
    if not changes:
        return declared.default == 0.0
    return all(each.level == 0.0 and each.end is None for each in changes)


def too_late(traced: Traced) -> Iterator[Problem]:
    """What begins after the run has ended, or is not yet there when results are read."""
    days = traced.scenario.days
    for lever in LEVERS:
        for change in _changes(traced, lever)[:1]:
            assert change.start is not None  # changes() filled both in
            assert change.ramp is not None
            place = "policy.start" if traced.origin(f"{_name(lever)}.start") is None else f"{_name(lever)}.start"
            place = place if traced.origin(place) else _name(lever)
            if change.start >= days:
                yield doubt(
                    traced,
                    place,
                    f"{lever} begins on day {change.start}, when the run has ended",
                    allowed=f"days before {days}, the end of the run",
                    suggestion="let it begin earlier, or raise days",
                )
            elif change.start + change.ramp > days - days // LAST_PART:
                yield doubt(
                    traced,
                    place,
                    f"{lever} is not yet at its level when the last quarter begins, from which results are read",
                    found=f"at its level on day {change.start + change.ramp}",
                    allowed=f"up to day {days - days // LAST_PART}",
                    suggestion="let it begin earlier, or raise days",
                )
    for number, shock in enumerate(traced.scenario.environment.shocks):
        if shock.start >= days:
            yield doubt(
                traced,
                f"environment.shocks.{number}",
                f"the {shock.kind} begins on day {shock.start}, when the run has ended",
                allowed=f"days before {days}, the end of the run",
                suggestion="let it begin earlier, or raise days",
            )


def _unusual(traced: Traced) -> Iterator[Problem]:
    """Sizes that are allowed and lie beyond what is plausible."""
    for name, number in paths().items():
        place = traced.origin(name) if name.startswith(_SIZES) else None
        if place is None:
            continue
        value = _value(traced, name)
        if not number.plausible[0] <= value <= number.plausible[1]:
            unit = "" if number.unit == "1" else f" {number.unit}"
            yield place.problem(
                f"{name} is allowed and unusual",
                found=f"{value:g}",
                allowed=f"usual: {number.plausible[0]:g} to {number.plausible[1]:g}{unit}",
            )


def _value(traced: Traced, name: str) -> float:
    value: object = traced.scenario
    for part in name.split("."):
        value = getattr(value, part)
    assert isinstance(value, (int, float))  # all that begins so is a number
    return float(value)


def _without_customers(traced: Traced) -> Iterator[Problem]:
    part = traced.scenario.organization
    if part.people is None and not any(each.faces_customers for each in part.departments.values()):
        yield doubt(
            traced,
            "organization.departments",
            "nobody faces customers: revenue stays 0 and their satisfaction tells nothing",
            suggestion="write faces_customers: true in one department",
        )


def _alone(traced: Traced) -> Iterator[Problem]:
    """Departments that have nothing to do with any other."""
    departments = traced.scenario.organization.departments
    asked = {other for each in departments.values() for other, requests in each.depends_on.items() if requests > 0}
    for name, each in departments.items() if len(departments) > 1 else ():
        if name not in asked and not any(each.depends_on.values()):
            yield doubt(
                traced,
                f"organization.departments.{name}",
                f"{name} depends on nobody and nobody on it, so nothing that happens elsewhere reaches it",
                suggestion=f"write depends_on with one of {listed([other for other in departments if other != name])}",
            )
