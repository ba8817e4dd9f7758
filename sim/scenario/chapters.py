"""The parts ``chapters`` and ``notes`` of a scenario: a story told to a room, which predicts before it sees.

They are texts about runs and change none: an experiment's results do not depend on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import InitErrorDetails

from sim.quantity import Declared
from sim.scenario.dates import LAST_DAY, Day
from sim.scenario.parts import mistake, refuse
from sim.scenario.readings import PLACEHOLDER, Expectation, Guess, Line, MeasureName, is_placeholder
from sim.scenario.timeline import LEVERS
from sim.scenario.world import AnyShock

MOST_CHAPTERS = 20
"""How many chapters a story may have."""

Person: TypeAlias = Literal["head", "lowest_morale", "most_cynical", "most_resented", "most_asked"]
"""Whom a chapter may point at."""

if TYPE_CHECKING:
    LeverName: TypeAlias = str
else:
    LeverName = Literal[tuple(LEVERS)]

_Text = Annotated[str, Field(max_length=5_000)]
_Lines = Annotated[tuple[Line, ...], Field(max_length=30)]


class Look(Declared):
    """What to look at while a chapter runs."""

    measures: Annotated[tuple[MeasureName, ...], Field(max_length=6)] = Field((), description="lines of the charts")
    department: Line | None = Field(None, description="a room of the office")
    person: Person | None = Field(
        None,
        description="a person: the head, whoever has the lowest morale, is the most cynical, resented most or asked most",
    )


class Move(Declared):
    """A lever that management moves in a chapter."""

    lever: LeverName = Field(..., description="the lever; scope_peers for policy.scope.peers")
    level: float = Field(..., ge=0.0, le=1.0, description="how far it is pulled then")
    start: Day | None = Field(
        None, ge=0, le=LAST_DAY, description="day on which it begins to move; the chapter's first where none is given"
    )
    ramp: int = Field(0, ge=0, le=LAST_DAY, description="days until the level is reached; at once for 0")


class Chapter(Declared):
    """One step of a story: what is told, what the room predicts, until when it runs, and what that showed."""

    title: Line = Field(..., min_length=1, description="what the chapter is called")
    text: _Text = Field("", description="what is told before the chapter runs")
    look_at: Look = Field(Look(), description="what to look at while it runs")
    question: _Text = Field("", description="what the room is asked before it runs")
    guess: Guess | None = Field(
        None, description="the room's prediction, asked before it runs; none where nothing is asked"
    )
    back_to: Day | None = Field(
        None, ge=0, le=LAST_DAY, description="an earlier day to go back to, from where another policy is tried"
    )
    moves: Annotated[tuple[Move, ...], Field(max_length=50)] = Field(
        (), description="levers that are moved, beside policy"
    )
    shocks: Annotated[tuple[AnyShock, ...], Field(max_length=20)] = Field(
        (), description="recessions and surges that come, beside those of environment"
    )
    run_to: Day = Field(..., ge=1, le=LAST_DAY, description="the day on which the chapter ends")
    reveal: _Text = Field(
        "",
        description="what is told when it has run; {shown}, {guess}, {day}, and such as {policy.morale}, {twin.morale}, "
        "{difference.morale} and {percent.productivity} are filled from the run",
    )
    expect: Annotated[tuple[Expectation, ...], Field(max_length=20)] = Field(
        (), description="what the reveal says that is shown"
    )
    otherwise: _Text = Field("", description="what is told in place of the reveal where the run shows otherwise")
    debrief: _Text = Field("", description="what to talk about then")

    @model_validator(mode="after")
    def _is_told_in_order(self) -> Self:
        refuse("chapter", [*self._unknown_placeholders(), *self._out_of_time()])
        return self

    def _unknown_placeholders(self) -> Iterator[InitErrorDetails]:
        for name in ("reveal", "otherwise"):
            for word in PLACEHOLDER.findall(getattr(self, name)):
                if not is_placeholder(word):
                    yield mistake(
                        (name,),
                        getattr(self, name),
                        "holds a placeholder that nothing can fill",
                        found=f"{{{word}}}"[:60],
                        allowed="{shown}, {guess}, {day}, or policy, twin, difference or percent with a measure, as "
                        "{percent.productivity}",
                    )

    def _out_of_time(self) -> Iterator[InitErrorDetails]:
        before = f"days before {self.run_to}, on which the chapter ends"
        if self.back_to is not None and self.back_to >= self.run_to:
            yield mistake(
                ("back_to",), self.back_to, "is not before run_to", found=f"day {self.back_to}", allowed=before
            )
        for number, name, start in _starts(self):
            if start >= self.run_to:
                here = (name, number, "start")
                yield mistake(here, start, "is not before run_to", found=f"day {start}", allowed=before)
        for number, expected in enumerate(self.expect):
            by = self.run_to if expected.by is None else expected.by
            if by > self.run_to:
                allowed = f"days up to {self.run_to}, on which the chapter ends"
                yield mistake(("expect", number, "by"), by, "is after run_to", found=f"day {by}", allowed=allowed)
            since = expected.since
            if since is not None and since >= by:
                here = ("expect", number, "since")
                yield mistake(here, since, "is not before the day", found=f"day {since}", allowed=f"days before {by}")


class Notes(Declared):
    """What whoever tells the story should know; the room does not see it."""

    aim: _Text = Field("", description="what the room should have understood in the end")
    minutes: int = Field(0, ge=0, le=480, description="how long it takes in a room, in minutes")
    questions: _Lines = Field((), description="questions to ask on the way")
    debrief: _Lines = Field((), description="questions to talk about afterwards")
    limits: _Lines = Field((), description="what the model may not be used to claim")


def out_of_order(chapters: tuple[Chapter, ...]) -> Iterator[InitErrorDetails]:
    """Chapters that do not begin before they end, seen from the chapters before them.

    Args:
        chapters: A story's chapters.
    """
    for number, day in enumerate(first_days(chapters)):
        each = chapters[number]
        told: dict[str, Any] = {"allowed": f"days after {day}, on which the chapter begins"}
        if each.run_to <= day:
            here = ("chapters", number, "run_to")
            yield mistake(here, each.run_to, "is not after the chapter before", found=f"day {each.run_to}", **told)
        for place, name, start in _starts(each):
            if start < day:
                early = ("chapters", number, name, place, "start")
                yield mistake(early, start, "is before its chapter", found=f"day {start}", **told)
        before = chapters[number - 1].run_to if number else 0
        if each.back_to is not None and each.back_to > before:
            back = ("chapters", number, "back_to")
            allowed = f"days up to {before}, on which the chapter before ends"
            yield mistake(back, each.back_to, "is no earlier day", found=f"day {each.back_to}", allowed=allowed)


def _starts(chapter: Chapter) -> Iterator[tuple[int, str, int]]:
    for number, move in enumerate(chapter.moves):
        if move.start is not None:
            yield number, "moves", move.start
    for number, shock in enumerate(chapter.shocks):
        yield number, "shocks", shock.start


def first_days(chapters: tuple[Chapter, ...]) -> tuple[int, ...]:
    """The day on which each chapter begins: where the one before ends, or the one to which it goes back."""
    ends = (0, *(each.run_to for each in chapters))
    return tuple(end if each.back_to is None else each.back_to for each, end in zip(chapters, ends, strict=False))
