"""How a session stands, for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.policy import X

if TYPE_CHECKING:
    from sim.live.events import Event
    from sim.live.offices import Offices
    from sim.live.plan import Plan
    from sim.live.session import Session

TOLD_EVENTS = 200
"""How many entries of the log a page gets."""


def state(session: Session) -> dict[str, Any]:
    """The message ``state``, without its name."""
    offices = session.offices
    assert offices is not None  # there is no state before a scenario is open
    plan, day = offices.plans[0], offices.day
    return {
        "playing": session.playing,
        "speed": session.speed,
        "day": day,
        "last_day": max(day, offices.history.known),
        "most_days": offices.most_days,
        "levers": plan.heading(day),
        "now": {row.name: float(level) for row, level in zip(X, plan.levers(day, day + 1)[0], strict=True)},
        "happened": [each for each in _own(plan) if each["day"] <= day],
        "planned": _planned(offices),
        "log": [_entry(each) for each in offices.events[-TOLD_EVENTS:]],
        "beside": "first" if session.beside == 2 else "twin",
        "has_first": offices.has_first,
        "busy": session.busy,
        "chapter": None if session.telling is None else session.telling.message(),
    }


def _planned(offices: Offices) -> list[dict[str, Any]]:
    """What is in store: changes of levers and shocks on days to come."""
    return [each for each in course_of(offices.plans[0]) if each["day"] > offices.day]


def has_turned(offices: Offices, since: int) -> bool:
    """Whether something that was in store has begun after some day: the page is told then, for its levers to follow."""
    return any(since < each["day"] <= offices.day for each in course_of(offices.plans[0]))


def course_of(plan: Plan) -> list[dict[str, Any]]:
    """All that a plan does, by day: the scenario's changes of levers, as far as they stand, what was moved, and shocks.

    Args:
        plan: The plan.

    Returns:
        Entries ``{day, do, name, value, text}`` as the page's log has them.
    """
    added = [_told(each.start, "shock", each.kind, 1.0) for each in plan.shocks]
    added += [_told(each.day, "lever", each.name, each.level) for each in plan.moves]
    return sorted([*_own(plan), *added], key=lambda each: each["day"])


def _own(plan: Plan) -> list[dict[str, Any]]:
    """What the scenario itself does, as far as no lever of it was moved, by day."""
    moved: dict[str, int] = {}
    for move in plan.moves:  # in the order of their days: the first one ends what the scenario says of its lever
        moved.setdefault(move.name, move.day)
    made = [
        _told(change.start, "lever", row.name, change.level)
        for row in X
        for change in plan.scenario.policy.changes(row.name)
        if change.start is not None and (row.name not in moved or change.start < moved[row.name])
    ]
    made += [
        _told(end, "lever", row.name, level)
        for row in X
        for end, level in plan.ends(row.name)
        if row.name not in moved or end < moved[row.name]
    ]
    made += [_told(each.start, "shock", each.kind, 1.0) for each in plan.scenario.environment.shocks]
    return sorted(made, key=lambda each: each["day"])


def _entry(event: Event) -> dict[str, Any]:
    return _told(event.day if event.day_of is None else event.day_of, event.do, event.name, event.value)


def _told(day: int, do: str, name: str, value: float) -> dict[str, Any]:
    text = {
        "lever": f"{name.replace('_', ' ')} to {value:g}",
        "rewind": f"back to day {value:g}",
        "forget": "plans given up",
    }.get(do, name)
    return {"day": day, "do": do, "name": name, "value": value, "text": text}
