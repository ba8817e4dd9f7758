"""A recording: the offices under every policy of a grid, the same office without, and the scenario's story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.live.offices import Offices
from sim.live.opening import path_of, refuse_too_large, refuse_too_many
from sim.live.plan import Plan
from sim.live.sharing.axes import Axis, Policy, policies
from sim.live.sharing.box import Box
from sim.live.sharing.film import Film
from sim.live.sharing.flock import Flock
from sim.live.stage import stage
from sim.live.telling import course_of
from sim.live.weighing import weigh
from sim.policy import X
from sim.scenario import with_values

if TYPE_CHECKING:
    from sim.live.history import Rows
    from sim.live.side import Seen
    from sim.scenario import Scenario

SIDE_BY_SIDE = 15
"""Policies that are lived at once, beside the office without: two whole groups of the engine."""

VERDICTS_EVERY = 5
"""Days between two verdicts that are kept."""

Told = Callable[[int, int], object]
"""Is told how many days of how many have been recorded."""


@dataclass(frozen=True)
class Wish:
    """What is to be recorded.

    Attributes:
        scenario: The scenario.
        key: What it is called.
        seed: The seed of its luck.
        days: How many days.
        axes: The sliders.
    """

    scenario: Scenario
    key: str
    seed: int
    days: int
    axes: tuple[Axis, ...]


def record(wish: Wish, told: Told) -> Box:
    """Record the scenario's own policy, every policy of the grid, and the story where there is one.

    Args:
        wish: What is to be recorded.
        told: Is told how far it has come.

    Raises:
        OrganizationError: If the office cannot be made.
        LiveError: If it is too large to be drawn.
    """
    from sim.live.sharing.story import days_of, record_story

    scenario, box = wish.scenario, Box()
    refuse_too_large(scenario)
    offices = Offices(scenario, wish.seed)
    refuse_too_many(offices)
    grid, variants = _variants(wish)
    variants = [scenario, *variants]
    all_days = (len(variants) + 1) * wish.days + days_of(scenario)
    done = 0

    def another(days: int) -> None:
        nonlocal done
        done += days
        told(done, all_days)

    films = _record_all(box, wish, offices, variants, another)
    box.head.update(
        stage={
            **stage(offices, wish.key), "days": wish.days, "most_days": wish.days, "shocks": [], "token": None,
            "scenarios": [{"name": wish.key, "title": scenario.title or wish.key, "has_chapters": bool(scenario.chapters)}],
        },
        axes=[{"levers": each.levers, "stops": each.stops} for each in wish.axes],
        start=scenario.policy.start,
        verdicts_every=VERDICTS_EVERY,
        twin=films[0],
        own=films[1],
        policies=[{"film": film, "levers": each} for film, each in zip(films[2:], grid, strict=True)],
    )  # fmt: skip
    if scenario.chapters:
        box.head["story"] = record_story(box, scenario, wish.seed, another)
    return box


def _variants(wish: Wish) -> tuple[list[Policy], list[Scenario]]:
    """The policies of the grid and the scenario under each; not the scenario's own policy, which is recorded anyway."""
    own = Plan(wish.scenario).levers(0, wish.days)
    grid: list[Policy] = []
    variants: list[Scenario] = []
    for each in policies(wish.axes):
        made = with_values(wish.scenario, {path_of(name): level for name, level in each.items()})
        if not np.array_equal(Plan(made).levers(0, wish.days), own):
            grid.append(each)
            variants.append(made)
    return grid, variants


def _record_all(
    box: Box, wish: Wish, offices: Offices, variants: Sequence[Scenario], another: Callable[[int], object]
) -> list[int]:
    """Record the twin and then all variants; their numbers in the box. The twin is lived with each batch, and kept once."""
    films: list[int] = []
    twin = wish.scenario.twin()
    for first in range(0, len(variants), SIDE_BY_SIDE):
        batch = list(variants[first : first + SIDE_BY_SIDE])
        flock = Flock(offices.organization, [twin, *batch], wish.seed, wish.days)
        seen = flock.offices()
        takes = [Take(seen[0])] if first == 0 else []
        takes += [Take(each, seen[0]) for each in seen[1:]]
        for day in range(wish.days + 1):
            for take in takes:
                take.evening()
            if day < wish.days:
                flock.live()
                another(len(takes))
        rows = flock.rows if first == 0 else flock.rows[1:]
        plans = [Plan(each) for each in ([twin, *batch] if first == 0 else batch)]
        films += [keep(box, take, row, plan) for take, row, plan in zip(takes, rows, plans, strict=True)]
    return films


class Take:
    """The film of an office while it is made, with what the policy has brought from week to week.

    Attributes:
        office: The office.
        film: Its film.
        twin: The office that it is measured against; none where it is that office itself.
        verdicts: What :func:`sim.live.weighing.weigh` says on every fifth day, from day 0.
    """

    def __init__(self, office: Seen, twin: Seen | None = None) -> None:
        self.office, self.twin, self.film = office, twin, Film()
        self.verdicts: list[dict[str, Any]] = []

    def evening(self) -> None:
        """Take the picture of an evening, and the verdict where it is due."""
        self.film.take(self.office)
        if self.twin is not None and self.film.days % VERDICTS_EVERY == 0:
            self.verdicts.append(weigh(self.office, self.twin))

    def until(self, day: int) -> Take:
        """The same up to an evening, to go on with from there."""
        made = Take(self.office, self.twin)
        made.film, made.verdicts = self.film.until(day), self.verdicts[: day // VERDICTS_EVERY + 1]
        return made


def keep(box: Box, take: Take, rows: Rows, plan: Plan) -> int:
    """Put a film into the box.

    Args:
        box: The box.
        take: The film with its verdicts.
        rows: What the charts draw, shape (days or more, columns).
        plan: What was planned for this office.

    Returns:
        The number of the film.
    """
    days = take.film.days
    films: list[dict[str, Any]] = box.head.setdefault("films", [])
    films.append(
        {
            "days": days,
            "parts": {name: box.put(part) for name, part in take.film.parts(rows[:days]).items()},
            "levers": _headings(plan),
            "timed": _is_timed(plan),
            "course": course_of(plan),
            "verdicts": take.verdicts,
        }
    )
    return len(films) - 1


def _headings(plan: Plan) -> list[tuple[int, dict[str, float]]]:
    """Where the sliders stand, by the day from which on they do so."""
    turns = {0, *(each["day"] for each in course_of(plan)), *_ends(plan)}
    return [(day, plan.heading(day)) for day in sorted(turns)]


def _ends(plan: Plan) -> set[int]:
    """Days on which levers begin to go back to neutral, and on which they have gone."""
    changes = [change for row in X for change in plan.scenario.policy.changes(row.name)]
    return {day for each in changes if each.end is not None for day in (each.end, each.end + (each.ramp or 0) + 1)}


def _is_timed(plan: Plan) -> bool:
    """Whether a lever changes more than once, or was moved."""
    many = any(len(plan.scenario.policy.changes(row.name)) > 1 for row in X)
    return bool(many or _ends(plan) or plan.moves)
