"""An office as a picture of text: departments, tiers, and who asks whom."""

from __future__ import annotations

from collections.abc import Iterator

from sim.cli.examining import request_effort
from sim.organization import HEAD_OFFICE, Load, expected_loads, headcounts, tiers
from sim.scenario import Scenario

BAR = 24
"""Columns of a full day."""


def picture(scenario: Scenario) -> Iterator[str]:
    """The lines of the picture.

    Args:
        scenario: Its office is grown or imported; an imported one is read.
    """
    yield from _imported(scenario) if scenario.organization.people is not None else _grown(scenario)


def _grown(scenario: Scenario) -> Iterator[str]:
    part = scenario.organization
    loads = expected_loads(part, request_effort(scenario), scenario.environment.demand)
    width = max(len(name) for name in part.departments)
    people_of = headcounts(part)
    is_tree = len(part.departments) > 1 and HEAD_OFFICE not in part.departments
    if is_tree:
        yield f"{HEAD_OFFICE} (1)"
    last = len(part.departments) - 1
    for number, (name, each) in enumerate(part.departments.items()):
        branch, trunk = ("└─ ", "   ") if number == last else ("├─ ", "│  ")
        lines = " → ".join(f"{size:,}" for size in tiers(each.size, part.span_of_control))
        where = " · meets customers" if each.faces_customers else ""
        where = f" at each of {part.sites:,} sites{where}" if each.at_every_site and part.sites > 1 else where
        told = f"{name:<{width}}  {_bar(loads[name])} {people_of[name]:,} people ({lines}){where}"
        yield (branch if is_tree else "") + told
        if asked := [
            f"{other} {people_of[name] * requests:.3g}" for other, requests in each.depends_on.items() if requests > 0
        ]:
            yield (trunk if is_tree else "") + f"{'':<{width}}  asks {', '.join(asked)} times a day"
    yield "█ own work  ▒ colleagues' requests  100 % an ordinary day  (head → leaders → others)"


def _bar(load: Load) -> str:
    """A day as a bar, and in percent."""
    own = round(BAR * min(load.own, 1.0))
    bar = "█" * own + "▒" * max(round(BAR * min(load.total, 1.0)) - own, 0)
    return f"{bar:<{BAR}}{'!' if load.total > 1 else ' '}{100 * load.total:4.0f} % "


def _imported(scenario: Scenario) -> Iterator[str]:
    """Departments with their people and levels; a line each."""
    import numpy as np

    from sim.experiment import organization_of

    organization = organization_of(scenario, 0)
    names, sizes = organization.departments, organization.department_sizes
    width = max(len(name) for name in names)
    asked = np.zeros((len(names), len(names)))
    np.add.at(
        asked,
        (organization.department[organization.client], organization.department[organization.provider]),
        organization.weight,
    )
    yield f"{organization.headcount:,} people, {organization.tie_count:,} ties"
    for number in np.argsort(-sizes, kind="stable"):
        others = [k for k in np.argsort(-asked[number], kind="stable") if k != number and asked[number, k] > 0][:4]
        told = ", ".join(f"{names[k]} {asked[number, k]:.3g}" for k in others)
        yield f"  {names[number]:<{width}}  {sizes[number]:,} people" + (f", asks {told} times a day" if told else "")
    yield from (f"  ({note})" for note in organization.notes)
