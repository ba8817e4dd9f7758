"""A story being told: predict, then run, then reveal. No thread and no input or output: whoever tells it asks and acts.

The chapters are declared in :mod:`sim.scenario.chapters`. A chapter goes through four phases: ``guess`` (nothing runs until
the room has guessed or skipped), ``run`` (it may run, up to the chapter's last day), ``arrived`` (that day is over) and
``revealed``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sim.live.readings import Office, filled, in_words, is_shown, meaning_of, named, read, unit_of, written
from sim.live.script import Command, own, script
from sim.live.spread import spread
from sim.scenario import Chapter, Guess, Scenario, first_days

Phase: TypeAlias = Literal["guess", "run", "arrived", "revealed"]

STEPS = 50
"""Into how many steps the range of a guess is divided at least: nobody guesses finer."""


class ChapterError(ValueError):
    """Something that the story does not allow now; the text is written for whoever asked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the offices must stand for a chapter to begin.

    Attributes:
        day: How many days they must have lived, under the script.
        follows: Whether they stand there already after the chapter before; else they go back, or are lived anew.
    """

    day: int
    follows: bool


class Telling:
    """One story, told to one viewer or room, chapter by chapter.

    Attributes:
        chapters: The story's chapters.
        number: The chapter that is told, from 0.
        phase: How far it has come.
    """

    def __init__(self, scenario: Scenario) -> None:
        """Open the story at its first chapter.

        Raises:
            ChapterError: If the scenario has no chapters.
        """
        if not scenario.chapters:
            raise ChapterError(f"{scenario.title or 'this scenario'} has no chapters: there is no story to tell")
        self.chapters = scenario.chapters
        self._notes = scenario.notes.model_dump(mode="json")
        self._first = first_days(scenario.chapters)
        self.number = 0
        self._begin()

    @property
    def chapter(self) -> Chapter:
        """The chapter that is told."""
        return self.chapters[self.number]

    @property
    def run_to(self) -> int:
        """How many days the offices have lived when the chapter has arrived."""
        return self.chapter.run_to

    @property
    def may_run(self) -> bool:
        """Whether the offices may live on: the guess is given or skipped, and the chapter has not come to its end."""
        return self.phase == "run"

    @property
    def stops_at(self) -> int:
        """The number of days beyond which nothing is lived while this chapter is told."""
        return self.run_to

    @property
    def is_over(self) -> bool:
        """Whether the last chapter is revealed: nothing comes after it but what whoever plays does."""
        return self.number + 1 == len(self.chapters) and self.phase == "revealed"

    def script(self) -> tuple[Command, ...]:
        """As :func:`sim.live.script.script`, up to the chapter that is told."""
        return script(self.chapters, self.number)

    def fresh(self) -> tuple[Command, ...]:
        """What the chapter that is told does itself, in the order of days."""
        return own(self.chapters, self.number)

    def enter(self, number: int) -> Entry:
        """Turn to a chapter, from its beginning.

        Args:
            number: Which, from 0.

        Raises:
            ChapterError: If there is no such chapter.
        """
        if not 0 <= number < len(self.chapters):
            raise ChapterError(f"there is no chapter {number + 1}; allowed are 1 to {len(self.chapters)}")
        has_ended = self.phase in ("arrived", "revealed")
        follows = number == self.number + 1 and has_ended and self.chapters[number].back_to is None
        self.number = number
        self._begin()
        return Entry(self._first[number], follows)

    def _begin(self) -> None:
        self.phase: Phase = "guess" if self.chapter.guess is not None else "run"
        self._guess: float | None = None
        self._skipped = False
        self._reveal: dict[str, Any] | None = None
        self._department: int | None = None
        self._person: int | None = None

    def next(self) -> Entry:
        """Turn to the chapter after this one.

        Raises:
            ChapterError: If this is the last.
        """
        if self.number + 1 == len(self.chapters):
            raise ChapterError("this was the last chapter; the sliders are yours")
        return self.enter(self.number + 1)

    def guess(self, value: float | None) -> None:
        """Take the guess of whoever tells the story, or skip it; it may be changed until the run begins.

        Args:
            value: The guess; None to skip.

        Raises:
            ChapterError: If nothing is asked now, or the guess is out of range.
        """
        asked = self.chapter.guess
        if asked is None or self.phase not in ("guess", "run"):
            raise ChapterError("no guess is asked for now")
        if value is not None and not (math.isfinite(value) and asked.low <= value <= asked.high):
            raise ChapterError(f"the guess is {value:g}; allowed are {asked.low:g} to {asked.high:g}")
        self._guess, self._skipped, self.phase = value, value is None, "run"

    def arrive(self) -> None:
        """The chapter's last day is over."""
        if self.phase in ("guess", "run"):
            self.phase = "arrived"

    def reveal(self, policy: Office, twin: Office, guesses: Sequence[float] = ()) -> None:
        """Read off the offices what happened, and compare it with what was guessed.

        Args:
            policy: The office with the policy, which has lived at least to the chapter's last day.
            twin: The office without.
            guesses: What the room guessed.

        Raises:
            ChapterError: If the chapter has not come to its end.
        """
        if self.phase not in ("arrived", "revealed"):
            raise ChapterError(f"there is nothing to reveal before day {self.run_to}")
        chapter, asked = self.chapter, self.chapter.guess
        shown = None if asked is None else _finite(read(asked, policy, twin, self.run_to))
        met = all(is_shown(each, policy, twin, self.run_to) for each in chapter.expect)
        text = chapter.reveal if met or not chapter.otherwise else chapter.otherwise
        self._reveal = {
            "text": filled(text, policy, twin, self.run_to, self._guess, asked, shown),
            "shown": shown,
            "guess": self._guess,
            "words": _compared(self._guess, shown, asked),
            "met": met,
            "room": spread(guesses, asked.low, asked.high) if asked is not None and guesses else None,
        }
        self.phase = "revealed"

    def look(self, policy: Office) -> None:
        """Find the room and the person that the chapter points at, as they are now.

        Args:
            policy: The office with the policy.
        """
        wanted, departments = self.chapter.look_at, policy.organization.departments
        self._department = departments.index(wanted.department) if wanted.department in departments else None
        self._person = None if wanted.person is None else named(wanted.person, policy)

    def message(self) -> dict[str, Any]:
        """The story as it stands, for the page: plain data."""
        chapter = self.chapter
        return {
            "number": self.number + 1,
            "of": len(self.chapters),
            "titles": [each.title for each in self.chapters],
            "title": chapter.title,
            "text": chapter.text,
            "question": chapter.question,
            "run_to": chapter.run_to,
            "back_to": chapter.back_to,
            "phase": self.phase,
            "look_at": {
                "measures": list(chapter.look_at.measures),
                "department": self._department,
                "person": self._person,
            },
            "guess": self._asked(),
            "reveal": self._reveal,
            "debrief": chapter.debrief if self.phase == "revealed" else "",
            "notes": self._notes,
        }

    def _asked(self) -> dict[str, Any] | None:
        asked = self.chapter.guess
        if asked is None:
            return None
        return {
            "measure": asked.measure,
            "title": written(asked),
            "of": asked.of,
            "meaning": meaning_of(asked),
            "unit": unit_of(asked),
            "low": asked.low,
            "high": asked.high,
            "step": step_of(asked.low, asked.high),
            "by": self.run_to,
            "over": asked.over,
            "value": self._guess,
            "skipped": self._skipped,
        }


def step_of(low: float, high: float) -> float:
    """The step of a slider: 1, 2 or 5 times a power of ten, so that there are at least fifty of them."""
    rough = (high - low) / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    return float(f"{power * max(each for each in (1, 2, 5) if each * power <= rough * (1 + 1e-9)):.3g}")


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _compared(guess: float | None, shown: float | None, asked: Guess | None) -> str:
    if asked is None:
        return ""
    told = f"Shown: {in_words(shown, asked)}."
    return told if guess is None else f"Guessed: {in_words(guess, asked)}. {told}"
