"""Which policies a recording holds: every combination of the stops of some sliders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from sim.experiment import DesignError, parse_factor
from sim.experiment.places import value_at
from sim.live.opening import path_of
from sim.policy import Levers, X
from sim.quantity import quantities
from sim.scenario import Scenario
from sim.scenario.timeline import SCOPE

MOST_POLICIES = 400
"""The most policies of a recording."""

MESSAGE = ("client_mindset", "promise")
"""The levers of the message itself: a slider each."""

WISE = ("open_communication", "process_improvement", "recognition")
"""What a wise manager adds; together on one slider where the scenario adds nothing itself."""

ADDED = (*WISE, "empowerment", "team_building", "service_agreements")
"""All that can be added."""

MOST_AXES = 3
"""Sliders that are recorded where nothing is asked for."""

STOPS = (0.0, 0.3, 0.7, 1.0)
"""The stops of a slider where nothing is asked for."""

FEW_STOPS = (0.0, 0.5, 1.0)
"""The same where many days are recorded."""

MANY_DAYS = 300
"""Days from which on there are fewer stops, so that the file stays small."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One or several levers that move together.

    Attributes:
        levers: Their names.
        stops: Where they stand together, from the first stop to the last: each a level for every lever.
    """

    levers: tuple[str, ...]
    stops: tuple[tuple[float, ...], ...]


Policy = dict[str, float]
"""Levels of levers by name."""


def parse_axes(texts: Iterable[str], scenario: Scenario) -> tuple[Axis, ...]:
    """Read sliders as they stand on the command line.

    Args:
        texts: ``policy.promise=0:1:5``, as for ``sim sweep``; levers joined by ``+`` share a slider:
            ``recognition+open_communication=0:1:3``.
        scenario: The scenario.

    Raises:
        DesignError: If a text, a name or a value is wrong, or a lever comes twice.
    """
    made = tuple(_parsed(text, scenario) for text in texts)
    names = [name for axis in made for name in axis.levers]
    for name in names:
        if names.count(name) > 1:
            raise DesignError(f"{name} stands on two sliders")
    _refuse_too_many(made)
    return made


def _parsed(text: str, scenario: Scenario) -> Axis:
    written, sign, values = text.partition("=")
    if not sign:
        raise DesignError(f"--vary {text!r} says no values; write {text}=0:1:5 or {text}=0,0.5,1")
    factors = [parse_factor(f"{name.strip()}={values}", scenario) for name in written.split("+")]
    levers = {path_of(row.name): row.name for row in X}
    for each in factors:
        if each.name not in levers:
            raise DesignError(
                f"--vary {text!r}: {each.name} is no lever; only levers stand on sliders, such as policy.promise"
            )
    return Axis(
        tuple(levers[each.name] for each in factors), tuple(zip(*(each.levels for each in factors), strict=True))
    )


def usual_axes(scenario: Scenario, days: int) -> tuple[Axis, ...]:
    """The sliders that matter most in a scenario: those that it moves, then those of the message, then what is added.

    Args:
        scenario: The scenario.
        days: How many days are recorded: where they are many, the sliders have fewer stops.
    """
    moved = _moved(scenario)
    own = {name: level for name in moved if (level := _level(scenario, name)) is not None}
    together = tuple(name for name in moved if name in ADDED) or WISE
    scopes = tuple(name for name in moved if name.startswith(SCOPE))
    groups: list[tuple[str, ...]] = [(name,) for name in moved if name not in (*ADDED, *scopes)]
    groups += [together] if together[0] in moved else []
    groups += [scopes] if scopes else []
    groups += [group for group in ((MESSAGE[1],), (MESSAGE[0],), together) if group not in groups]
    order = [row.name for row in X]
    chosen = sorted(groups[:MOST_AXES], key=lambda group: order.index(group[0]))
    return tuple(_usual(group, own, STOPS if days < MANY_DAYS else FEW_STOPS) for group in chosen)


def _moved(scenario: Scenario) -> list[str]:
    """The levers that the scenario moves, or its story."""
    told = {move.lever for chapter in scenario.chapters for move in chapter.moves}
    return [row.name for row in X if row.name in told or scenario.policy.changes(row.name)]


def _level(scenario: Scenario, name: str) -> float | None:
    """The level that a scenario gives a lever; none where that is a timeline."""
    value = value_at(scenario, path_of(name))
    return float(value) if isinstance(value, (int, float)) else None


def _usual(group: tuple[str, ...], own: dict[str, float], even: tuple[float, ...]) -> Axis:
    """Even stops; what the scenario itself says takes the place of the stop that is nearest to it."""
    neutral = {each.name: each.default for each in quantities(Levers)}
    stops = [tuple(level for _ in group) for level in even]
    replaceable = all(neutral[name] in (even[0], even[-1]) for name in group)
    if not replaceable:  # a neutral level between the ends keeps a stop of its own
        stops = [stops[0], tuple(neutral[name] for name in group), stops[-1]]
    said = tuple(own.get(name, neutral[name]) for name in group)
    if said not in stops:
        near = min(range(1, len(stops) - 1), key=lambda k: sum(abs(a - b) for a, b in zip(stops[k], said, strict=True)))
        stops[near : near + replaceable] = [said]
    return Axis(group, tuple(sorted(set(stops))))


def policies(axes: Iterable[Axis]) -> list[Policy]:
    """Every combination of the stops, the last slider moving fastest."""
    sides = tuple(axes)
    return [
        {
            name: level
            for axis, stop in zip(sides, stops, strict=True)
            for name, level in zip(axis.levers, stop, strict=True)
        }
        for stops in product(*(axis.stops for axis in sides))
    ]


def _refuse_too_many(axes: tuple[Axis, ...]) -> None:
    count = 1
    for each in axes:
        count *= len(each.stops)
    if count > MOST_POLICIES:
        raise DesignError(
            f"--vary makes {count} policies; a recording takes {MOST_POLICIES} at most: take fewer values"
        )
