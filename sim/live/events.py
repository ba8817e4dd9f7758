"""What was done to the offices, day by day, and the same run again from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.live.offices import Offices
    from sim.live.plan import Shock
    from sim.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to the offices on the morning of a day: the log of these makes the same run again.

    Attributes:
        day: The day.
        do: ``lever``, ``shock``, ``rewind``, or ``forget``: what was planned from this day on.
        name: The lever or the kind of shock.
        value: The lever's level, or the day that was gone back to.
        ramp: Days until the level is reached.
        shock: The shock.
        day_of: The day on which it shall happen, where that is not ``day`` itself.
    """

    day: int
    do: str
    name: str
    value: float
    ramp: int = 0
    shock: Shock | None = None
    day_of: int | None = None


def replay(scenario: Scenario, seed: int, events: Iterable[Event], day: int) -> Offices:
    """Live a session again from its log: the same numbers, bit for bit.

    Args:
        scenario: The scenario.
        seed: The seed.
        events: What was done (:attr:`Offices.events`).
        day: How many days to live at the end.
    """
    from sim.live.offices import Offices

    again = Offices(scenario, seed)
    for event in events:
        again.live(event.day - again.day)
        if event.do == "lever":
            again.move(event.name, event.value, event.ramp, event.day_of)
        elif event.shock is not None:
            again.strike(event.name, event.shock)
        elif event.do == "forget":
            again.forget()
        else:
            again.go_to(int(event.value))
    again.live(day - again.day)
    return again
