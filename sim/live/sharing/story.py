"""A story, recorded: each chapter's days, and what its reveal says to every guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.live.chapters import Telling
from sim.live.history import POLICY, TWIN
from sim.live.offices import Offices
from sim.live.story import goes_on, lived_anew

if TYPE_CHECKING:
    import pandas as pd

    from sim.lanes import Numbers
    from sim.live.sharing.box import Box
    from sim.live.sharing.recording import Take
    from sim.live.side import Side
    from sim.organization import Organization
    from sim.scenario import Scenario


def days_of(scenario: Scenario) -> int:
    """How many office-days a story's recording takes: both offices, over and over where chapters go back."""
    days, here = 0, 0
    for each in scenario.chapters:
        here = here if each.back_to is None else each.back_to
        days += 2 * max(0, each.run_to - here)
        here = each.run_to
    return days


def record_story(box: Box, scenario: Scenario, seed: int, another: Callable[[int], object]) -> dict[str, Any]:
    """Tell a story from its first chapter to its last, and record it: the films go into the box.

    Args:
        box: The box.
        scenario: The scenario, which has chapters.
        seed: The seed of its luck.
        another: Is told how many more office-days have been recorded.

    Returns:
        The chapters, and the films of each: one pair of offices for all chapters between two that go back in time.
    """
    from sim.live.sharing.recording import keep

    offices, telling = Offices(scenario, seed), Telling(scenario)
    pairs: list[list[int]] = []
    takes: list[Take] = []
    chapters: list[dict[str, Any]] = []

    def wrap() -> None:
        """Put the films of the days up to here away."""
        pairs.append(
            [keep(box, take, offices.history.rows[:, lane], offices.plans[lane]) for lane, take in enumerate(takes)]
        )

    for number in range(len(telling.chapters)):
        entry = telling.enter(number)
        if number and entry.day < offices.day:
            wrap()
        if number == 0:
            lived_anew(offices, telling, 0, lambda _: None)
        elif not goes_on(offices, telling, entry, in_order=True):
            raise AssertionError(f"chapter {number + 1} begins on day {entry.day}, after day {offices.day}")
        takes = [each.until(entry.day) for each in takes] or _opened(offices)
        telling.look(offices.side(POLICY))
        begun = {"message": telling.message(), "pair": len(pairs), "from": entry.day}
        _film(offices, takes, telling.run_to, another)
        telling.arrive()
        chapters.append({**begun, **_reveals(telling, *(Remembered.of(offices.side(each)) for each in (POLICY, TWIN)))})
    wrap()
    return {"pairs": pairs, "chapters": chapters}


def _opened(offices: Offices) -> list[Take]:
    """Films of both offices that begin on the morning of day 0."""
    from sim.live.sharing.recording import Take

    policy, twin = offices.side(POLICY), offices.side(TWIN)
    takes = [Take(policy, twin), Take(twin)]
    for each in takes:
        each.evening()
    return takes


def _film(offices: Offices, takes: Sequence[Take], until: int, another: Callable[[int], object]) -> None:
    """Let the offices live up to a day, and film them."""
    while offices.day < until:
        offices.live(1)
        for take in takes:
            take.evening()
        another(len(takes))


@dataclass(frozen=True)
class Remembered:
    """An office as a reveal reads it, which counts its days once however many guesses are answered."""

    organization: Organization
    people: Numbers
    ties: Numbers
    series: Callable[[str | None], pd.DataFrame]

    @classmethod
    def of(cls, side: Side) -> Remembered:
        """What is to be remembered of an office as it stands."""
        return cls(side.organization, side.people, side.ties, cache(side.series))


def _reveals(telling: Telling, policy: Any, twin: Any) -> dict[str, Any]:
    """What the reveal says without a guess, and then to every guess that the slider can give."""
    asked = telling.message()["guess"]
    guesses: list[float | None] = [None]
    if asked is not None:
        steps = int(np.floor((asked["high"] - asked["low"]) / asked["step"] + 1e-9))
        guesses += [min(asked["high"], round(asked["low"] + k * asked["step"], 10)) for k in range(steps + 1)]
    told = []
    for guess in guesses:
        if asked is not None:
            telling.phase = "guess"
            telling.guess(guess)
            telling.arrive()
        telling.reveal(policy, twin)
        told.append(telling.message())
    reveal = told[0]["reveal"]
    return {
        "reveal": {**reveal, "guess": None},
        "texts": _once([each["reveal"]["text"] for each in told]),
        "words": [each["reveal"]["words"] for each in told],
        "debrief": told[0]["debrief"],
    }


def _once(texts: list[str]) -> list[str]:
    """All texts, or the one that they all are."""
    return texts[:1] if len(set(texts)) == 1 else texts
