"""A story told to its end without a page, on the offices that the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.live.chapters import Telling
from sim.live.offices import Offices
from sim.live.story import goes_on, lived_anew
from sim.scenario import Chapter, Expectation, Scenario


@dataclass(frozen=True)
class Told:
    """A chapter that was told: what was revealed, and which of its expectations were not met, with what came instead."""

    chapter: Chapter
    message: dict[str, Any]
    readings: tuple[tuple[Expectation, float], ...]


def told(scenario: Scenario, seed: int) -> list[Told]:
    """Every chapter of a story, in order, as a trainer goes through it."""
    from sim.live.readings import outcome

    telling, offices, chapters = Telling(scenario), Offices(scenario, seed), []
    for number in range(len(telling.chapters)):
        entry = telling.enter(number)
        if number == 0:
            lived_anew(offices, telling, entry.day, print)
        else:
            assert entry.follows or telling.chapter.back_to is not None
            assert goes_on(offices, telling, entry, in_order=True)
        if telling.phase == "guess":
            telling.guess(None)
        assert telling.may_run
        offices.live(telling.stops_at - offices.day)
        telling.arrive()
        policy, twin = offices.side(0), offices.side(1)
        telling.look(policy)
        telling.reveal(policy, twin)
        expected = telling.chapter.expect
        readings = tuple((each, outcome(each, policy, twin, telling.run_to)) for each in expected)
        chapters.append(Told(telling.chapter, telling.message(), readings))
    return chapters
