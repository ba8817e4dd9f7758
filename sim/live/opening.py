"""From what a page asks for to offices that have lived up to that moment."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.live.shocks import CAMPAIGN, SHOCKS

if TYPE_CHECKING:
    from sim.live.commands import Done, Hello
    from sim.live.hall import Hall
    from sim.live.offices import Offices
    from sim.scenario import Scenario

MOST_PEOPLE = 5_000
"""The most people of an office that is drawn."""

FARTHEST = 5_000
"""How many days a link is lived to at most."""

AT_ONCE = 50


_log = logging.getLogger("sim.live")


class LiveError(ValueError):
    """Something that the live view cannot do, in words for the page."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in a scenario: what a link holds.

    Attributes:
        scenario: The name under which the scenario is asked for; none for the one that was given at the start.
        seed: The seed.
        levers: Levers that stand for what the scenario's policy says of them.
        moves: What was done, in the order of days.
        day: How many days have been lived.
    """

    scenario: str | None = None
    seed: int = 1
    levers: tuple[tuple[str, float], ...] = ()
    moves: tuple[Done, ...] = ()
    day: int = 0


def moment_of(hello: Hello, seed: int) -> Moment:
    """The moment that a page asks for.

    Args:
        hello: Its first message.
        seed: The seed where it says none.
    """
    return Moment(
        hello.scenario,
        seed if hello.seed is None else hello.seed,
        tuple((hello.levers or {}).items()),
        tuple(sorted(hello.moves or (), key=lambda each: each.day)),
        hello.day or 0,
    )


def open_moment(hall: Hall, moment: Moment, told: Callable[[str], object]) -> tuple[Offices, str, list[str]]:
    """Open the offices of a moment, and let them live up to it; in a thread.

    Returns:
        The offices, the name of their scenario, and what is to be said to the page.

    Raises:
        ScenarioError: If the scenario cannot be used.
        OrganizationError: If the office cannot be.
        LiveError: If it is too large to be drawn.
    """
    from sim.live.offices import Offices
    from sim.scenario import with_values

    key, scenario = hall.load(moment.scenario)
    if moment.levers:
        scenario = with_values(scenario, {path_of(name): level for name, level in moment.levers})
    refuse_too_large(scenario)
    offices = Offices(scenario, moment.seed)
    refuse_too_many(offices)
    day, notices = min(moment.day, FARTHEST), list(offices.organization.notes)
    if day < moment.day:
        notices.append(
            f"This link is to day {moment.day}; no link is lived further than to day {FARTHEST}. Play goes on from there."
        )
    for done in (each for each in moment.moves if each.day <= day):
        _live_to(offices, done.day, hall, told)
        do(offices, done.do, done.name, done.value)
    _live_to(offices, day, hall, told)
    return offices, key, notices


def do(offices: Offices, what: str, name: str, value: float) -> None:
    """Move a lever from tomorrow on, as fast as the scenario's policy comes, or let a shock come.

    Args:
        offices: The offices.
        what: ``lever`` or ``shock``.
        name: The lever, or the kind of shock.
        value: Where the lever goes.
    """
    if what == "lever":
        offices.move(name, value, 0 if name.startswith("scope_") else offices.scenario.policy.ramp)
    elif name == "campaign":
        for lever, level in CAMPAIGN.items():
            offices.move(lever, level, offices.scenario.policy.ramp)
    else:
        offices.strike(name, SHOCKS[name].on(offices.day))


def path_of(lever: str) -> str:
    """The dotted name of a lever in a scenario."""
    scope = lever.removeprefix("scope_")
    return f"policy.{lever}" if scope == lever else f"policy.scope.{scope}"


def _live_to(offices: Offices, day: int, hall: Hall, told: Callable[[str], object]) -> None:
    while offices.day < day and offices.live(min(AT_ONCE, day - offices.day)):
        hall.go_on()
        if offices.day % 250 == 0:
            told(f"living to day {day}: {offices.day} …")


def refuse_too_large(scenario: Scenario) -> None:
    """Refuse an office that is too large to be drawn, before it is made.

    Raises:
        LiveError: If it is.
    """
    from sim.organization import expected_size

    if scenario.organization.people is None:
        people, _ = expected_size(scenario.organization)
        if people > MOST_PEOPLE:
            raise LiveError(_too_large(people))


def refuse_too_many(offices: Offices) -> None:
    """The same of one that is there.

    Raises:
        LiveError: If it has more people than can be drawn.
    """
    if offices.organization.headcount > MOST_PEOPLE:
        raise LiveError(_too_large(offices.organization.headcount))


def _too_large(people: int) -> str:
    return f"This office has {people} people; the live view draws {MOST_PEOPLE} at most. sim run takes it."


def in_words(error: Exception) -> str:
    """What a page is told of an error: scenarios, offices, chapters and days say in words what is wrong."""
    if isinstance(error, ValueError):
        return f"{error}"
    if isinstance(error, MemoryError):
        return "The memory of this machine is too small for this office."
    _log.error("this is a mistake of the program", exc_info=error)
    return "This went wrong in the program; the terminal tells more. Reset, or choose another scenario, to go on."
