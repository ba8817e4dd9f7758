"""A scenario told in plain English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.cli.examining import request_effort
from sim.organization import HEAD_OFFICE, expected_loads, expected_size
from sim.policy import LeverCosts, Levers
from sim.quantity import quantities
from sim.scenario import Change, Recession, Scenario, Surge
from sim.state import DAYS_PER_YEAR

WEEK = 5
"""Working days in a week."""

_LEVERS = {each.name: each for each in quantities(Levers)}
_COSTS = {each.name.removeprefix("cost_") for each in quantities(LeverCosts)}
_SCOPES = {
    "departments": "between departments",
    "bosses": "to the boss, who counts as a client of those who report",
    "reports": "to those who report, who count as clients of their boss",
    "peers": "between peers of a team",
}


def day_in_words(day: int) -> str:
    """A day of a run with its date: ``day 250 (year 2, week 1)``."""
    year, rest = divmod(day, DAYS_PER_YEAR)
    return f"day {day} (year {year + 1}, week {rest // WEEK + 1})"


def change_in_words(change: Change, neutral: float) -> str:
    """What a lever does, without its name: ``to 0.8 from day 60 on, over 20 days``."""
    start, ramp = change.start or 0, change.ramp or 0
    pace = f", over {ramp} days" if ramp else ", at once"
    told = f"to {change.level:g} from {day_in_words(start)} on{pace}"
    return f"{told}, and back to {neutral:g} from {day_in_words(change.end)} on" if change.end is not None else told


def lever_in_words(scenario: Scenario, lever: str) -> str:
    """What a lever does all along: ``stays at 0``, or its changes in order."""
    neutral = _LEVERS[lever].default
    changes = scenario.policy.changes(lever)
    if not changes:
        return f"stays at {neutral:g}"
    if len(changes) == 1 and changes[0].start == 0 and not changes[0].ramp and changes[0].end is None:
        return f"stands at {changes[0].level:g} all along"
    return "goes " + ", then ".join(change_in_words(each, neutral) for each in changes)


def office(scenario: Scenario) -> str:
    """Who works here."""
    part = scenario.organization
    if part.people is not None:
        return (
            f"A real office, imported from {part.people} (people) and {part.ties} (who asks whom). The mean client makes "
            f"{part.requests:g} requests a day."
        )
    departments, people = part.departments, expected_size(part)[0]
    facing = [name for name, each in departments.items() if each.faces_customers]
    behind = [name for name in departments if name not in facing]
    head = len(departments) > 1 and HEAD_OFFICE not in departments
    told = f"{_people(people)} in {_count(len(departments), 'department')}{', one head above them included' if head else ''}. "
    told += f"Customers meet {_and(facing)}" if facing else "Nobody meets customers"
    told += f"; {_and(behind)} {'work' if len(behind) > 1 else 'works'} behind. " if behind and facing else ". "
    told += f"A boss has up to {part.span_of_control} people. "
    loads = expected_loads(part, request_effort(scenario), scenario.environment.demand)
    busiest = max(loads, key=lambda name: loads[name].total)
    lightest = min(loads, key=lambda name: loads[name].total)
    if busiest == lightest:
        return told + f"Its work fills {100 * loads[busiest].total:.0f} % of an ordinary day."
    return (
        told
        + f"The work fills {100 * loads[busiest].total:.0f} % of an ordinary day in {busiest}, the busiest department, "
        f"and {100 * loads[lightest].total:.0f} % in {lightest}, which has the most air."
    )


def people(scenario: Scenario) -> str:
    """What they are like."""
    each = scenario.people
    return (
        f"People are hired with a morale around {each.morale:g}, a cynicism around {each.cynicism:g} and a readiness to "
        f"cooperate around {each.cooperation:g}; they differ by about {each.morale_spread:.2g}, {each.cynicism_spread:.2g} and "
        f"{each.cooperation_spread:g}. All three are shares of 1."
    )


def policy(scenario: Scenario) -> Iterator[str]:
    """What management does, a line each lever."""
    pulled = [lever for lever in _LEVERS if not lever.startswith("scope_") and scenario.policy.changes(lever)]
    if not pulled:
        yield "Management does nothing: every lever stays at neutral."
        return
    for lever in pulled:
        costs = "" if lever in _COSTS else "; it takes no working time"
        yield f"{lever} {lever_in_words(scenario, lever)}: {_LEVERS[lever].meaning}{costs}."
    changed = [lever for lever in _LEVERS if lever.startswith("scope_") and scenario.policy.changes(lever)]
    if changed:
        for lever in changed:
            yield f"Its scope {_SCOPES[lever.removeprefix('scope_')]} {lever_in_words(scenario, lever)}."
    else:
        yield "It holds for everybody: other departments, bosses, those who report, and peers."


def world(scenario: Scenario) -> Iterator[str]:
    """What the world does, a line each shock."""
    demand = scenario.environment.demand
    ordinary = "Customers' demand is ordinary" if demand == 1 else f"Customers' demand is {demand:g} times the ordinary"
    yield ordinary + ("." if scenario.environment.shocks else ", and nothing happens to it.")
    yield from shocks(scenario)


def shocks(scenario: Scenario) -> Iterator[str]:
    """What shocks the market has in store, a line each."""
    return shocks_in_words(scenario.environment.shocks)


def shocks_in_words(coming: Iterable[Recession | Surge]) -> Iterator[str]:
    """What some shocks do, a line each."""
    for shock in coming:
        until = f"It comes over {shock.onset} days, and begins to go after {shock.length} days."
        if isinstance(shock, Recession):
            yield (
                f"From {day_in_words(shock.start)} on there is a recession: {100 * shock.fall:g} % of the demand is lost, "
                f"{100 * shock.layoffs:g} % of the staff is laid off, nobody is hired, and other jobs are "
                f"{shock.jobs:g} times as easy to find. {until}"
            )
        elif isinstance(shock, Surge):
            yield f"From {day_in_words(shock.start)} on demand surges by {100 * shock.rise:g} %. {until}"


def horizon(scenario: Scenario) -> str:
    """How long it lasts."""
    days = scenario.days
    return f"It lasts {days} working days, {days / DAYS_PER_YEAR:g} years; results are read from the last quarter."


def _people(number: int) -> str:
    return "One person works" if number == 1 else f"{number:,} people work"


def _count(number: int, word: str) -> str:
    return f"one {word}" if number == 1 else f"{number} {word}s"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
