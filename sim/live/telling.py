"""How a session stands, for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.live.session import TOLD_EVENTS
from sim.policy import X

if TYPE_CHECKING:
    from sim.live.events import Event
    from sim.live.offices import Offices
    from sim.live.plan import Plan
    from sim.live.session import Session


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


def course_of(plan: Plan) -> list[dict[str, Any]]:
    """All that a plan does, by day: the scenario's changes of levers, as far as they stand, what was moved, and shocks.

    Args:
        plan: The plan.

    Returns:
        Entries ``{day, do, name, value, text}`` as the page's log has them.
    """
    moved: dict[str, int] = {}
    for move in plan.moves:  # in the order of their days: the first one ends what the scenario says of its lever
        moved.setdefault(move.name, move.day)
    coming = [
        _told(change.start, "lever", row.name, change.level)
        for row in X
        for change in plan.scenario.policy.changes(row.name)
        if change.start is not None and (row.name not in moved or change.start < moved[row.name])
    ]
    shocks = (*plan.scenario.environment.shocks, *plan.shocks)
    coming += [_told(each.start, "shock", each.kind, 1.0) for each in shocks]
    coming += [_told(each.day, "lever", each.name, each.level) for each in plan.moves]
    return sorted(coming, key=lambda each: each["day"])


def _entry(event: Event) -> dict[str, Any]:
    return _told(event.day if event.day_of is None else event.day_of, event.do, event.name, event.value)


def _told(day: int, do: str, name: str, value: float) -> dict[str, Any]:
    text = {
        "lever": f"{name.replace('_', ' ')} to {value:g}",
        "rewind": f"back to day {value:g}",
        "forget": "plans given up",
    }.get(do, name)
    return {"day": day, "do": do, "name": name, "value": value, "text": text}
