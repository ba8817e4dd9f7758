"""What a story says that its scenario hardly bears out: departments that are not there, chapters after the last day."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.chapters import Chapter
from sim.scenario.loading import Traced
from sim.scenario.problems import Problem, did_you_mean, listed
from sim.scenario.tree import Place


def unbelievable_chapters(traced: Traced) -> Iterator[Problem]:
    """Doubts about chapters; they are no mistakes, since no run depends on them.

    Args:
        traced: A scenario without mistakes.
    """
    scenario = traced.scenario
    for number, chapter in enumerate(scenario.chapters):
        here = f"chapters.{number}"
        if chapter.run_to > scenario.days:
            place = traced.origin(f"{here}.run_to") or Place(traced.files[0])
            yield place.problem(
                f"{here} ends on day {chapter.run_to}, when the run has ended",
                allowed=f"days up to {scenario.days}, the end of the run",
                suggestion="let it end earlier, or raise days",
            )
        if scenario.organization.people is None:
            yield from _strangers(traced, here, chapter)


def _strangers(traced: Traced, here: str, chapter: Chapter) -> Iterator[Problem]:
    known = list(traced.scenario.organization.departments)
    named = [(f"{here}.look_at", chapter.look_at.department)]
    named += [(f"{here}.guess", chapter.guess.department)] if chapter.guess else []
    named += [(f"{here}.expect.{k}", each.department) for k, each in enumerate(chapter.expect)]
    for path, name in named:
        if name is not None and name not in known:
            place = traced.origin(f"{path}.department") or Place(traced.files[0])
            yield place.problem(
                f"{path} names a department that is not there",
                found=name[:60],
                allowed=listed(known),
                suggestion=did_you_mean(name, known),
            )
