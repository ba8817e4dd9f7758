"""What a story does to the offices, day by day, beside the scenario's own policy and world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sim.scenario import Chapter, Recession, Surge, first_days


@dataclass(frozen=True, slots=True)
class LeverCommand:
    """A lever moves from the morning of a day on, in the office with the policy.

    Attributes:
        day: The day before which it is given.
        lever: The lever.
        level: Where it goes.
        ramp: Days until it is there.
    """

    day: int
    lever: str
    level: float
    ramp: int


@dataclass(frozen=True, slots=True)
class ShockCommand:
    """The market changes, for both offices; ``shock.start`` is its day.

    Attributes:
        day: The day before which it is made known.
        shock: What comes.
    """

    day: int
    shock: Recession | Surge


Command: TypeAlias = LeverCommand | ShockCommand


def script(chapters: Sequence[Chapter], number: int) -> tuple[Command, ...]:
    """All that the story does up to the end of a chapter, in the order of days, beside the scenario's own policy.

    A chapter that goes back in time forgets what was done from that day on.

    Args:
        chapters: The story's chapters.
        number: The chapter, from 0.
    """
    said: list[Command] = []
    for each, chapter in enumerate(chapters[: number + 1]):
        if chapter.back_to is not None:
            said = [command for command in said if command.day < chapter.back_to]
        said.extend(own(chapters, each))
    return tuple(sorted(said, key=lambda command: command.day))


def own(chapters: Sequence[Chapter], number: int) -> tuple[Command, ...]:
    """What one chapter does itself, in the order of days.

    Args:
        chapters: The story's chapters.
        number: The chapter, from 0.
    """
    first = first_days(tuple(chapters))[number]
    return tuple(sorted(_commands(chapters[number], first), key=lambda command: command.day))


def _commands(chapter: Chapter, first: int) -> Iterator[Command]:
    for move in chapter.moves:
        yield LeverCommand(first if move.start is None else move.start, move.lever, move.level, move.ramp)
    for shock in chapter.shocks:
        yield ShockCommand(shock.start, shock)
