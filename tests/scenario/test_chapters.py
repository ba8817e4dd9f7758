"""Chapters and notes: what may stand there, how mistakes are told, and that no run depends on them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from sim.experiment import Experiment
from sim.measures import MEASURES
from sim.scenario import ScenarioError, doubts, first_days, load, trace, with_values
from sim.scenario.readings import MeasureName, is_placeholder
from sim.store import folder_name

STORY = """\
extends: small_shop
days: 300
chapters:
  - title: A quiet year
    text: Nothing happens.
    run_to: year 1, week 21
  - title: A loud one
    question: What then?
    guess: {measure: productivity, of: percent, low: -40, high: 40}
    moves: [{lever: promise, level: 0.9, ramp: 10}]
    shocks: [{kind: surge, start: 120}]
    run_to: 200
    reveal: It came to {shown}, and morale to {policy.morale}.
    expect: [{measure: morale, of: difference, below: 0, since: 100}]
  - title: Once more
    back_to: 100
    run_to: 250
notes: {aim: To try, minutes: 5, limits: [Nothing at all.]}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "story.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_measures_are_those_of_the_model() -> None:
    """A measure that a story cannot ask for, or one that is not there any more."""
    assert get_args(MeasureName) == tuple(MEASURES)


def test_a_story_is_read(tmp_path: Path) -> None:
    story = load(written(tmp_path, STORY))
    quiet, loud, again = story.chapters
    assert quiet.run_to == 100
    assert loud.guess is not None
    assert (loud.guess.over, loud.moves[0].lever, loud.shocks[0].kind) == (20, "promise", "surge")
    assert again.back_to == 100
    assert first_days(story.chapters) == (0, 100, 100)
    assert (story.notes.minutes, story.notes.limits) == (5, ("Nothing at all.",))
    assert load("cubicle_farm").chapters == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "said"),
    [
        ("measure: productivity", "measure: productivty", 9, 22, "did you mean productivity?"),
        ("of: percent", "of: per cent", 9, 40, "policy, twin, difference or percent"),
        ("low: -40, high: 40", "low: 40, high: -40", 9, 64, "chapters.1.guess.high is not above low"),
        ("lever: promise", "lever: promises", 10, 21, "did you mean promise?"),
        ("level: 0.9", "level: 9", 10, 37, "a number from 0 to 1"),
        ("start: 120", "start: 90", 11, 35, "chapters.1.shocks.0.start is before its chapter"),
        ("start: 120", "start: 220", 11, 35, "chapters.1.shocks.0.start is not before run_to"),
        ("back_to: 100\n    run_to: 250", "run_to: 150", 16, 13, "chapters.2.run_to is not after the chapter before"),
        ("{shown}", "{showed}", 13, 13, "holds a placeholder that nothing can fill"),
        ("{policy.morale}", "{policy.moral}", 13, 13, "holds a placeholder that nothing can fill"),
        ("below: 0, ", "", 14, 14, "chapters.1.expect.0 expects nothing"),
        ("since: 100", "since: 200", 14, 65, "chapters.1.expect.0.since is not before the day"),
        ("back_to: 100", "back_to: 220", 16, 14, "chapters.2.back_to is no earlier day"),
        ("back_to: 100", "back_to: 260", 16, 14, "chapters.2.back_to is not before run_to"),
        ("  - title: Once more\n    back_to", "  - back_to", 15, 5, "chapters.2.title is missing"),
        ("minutes: 5", "minute: 5", 18, 22, "did you mean minutes?"),
    ],
)  # fmt: skip
def test_mistakes_are_told_where_they_stand(
    tmp_path: Path, old: str, new: str, line: int, column: int, said: str
) -> None:
    assert old in STORY
    with pytest.raises(ScenarioError) as error:
        load(written(tmp_path, STORY.replace(old, new)))
    assert [(each.line, each.column) for each in error.value.problems] == [(line, column)]
    assert said in str(error.value)


def test_what_a_story_can_hardly_mean_is_doubted(tmp_path: Path) -> None:
    text = STORY.replace("days: 300", "days: 240").replace("low: -40", "department: workshp, low: -40")
    told = [str(each) for each in doubts(trace(written(tmp_path, text)))]
    assert any("chapters.2 ends on day 250, when the run has ended" in each for each in told)
    assert any("chapters.1.guess names a department" in each and "did you mean workshop?" in each for each in told)
    assert not any("chapters" in str(each) for each in doubts(trace(written(tmp_path, STORY))))


def test_placeholders_are_measures_of_an_office() -> None:
    assert all(is_placeholder(f"{office}.morale") for office in ("policy", "twin", "difference", "percent"))
    assert not any(
        is_placeholder(word) for word in ("", "morale", "policy", "policy.", "shown.morale", "policy.morale.x")
    )


def test_no_experiment_depends_on_what_is_told(tmp_path: Path) -> None:
    """A text that, when it is changed, makes the program throw a night's results away."""
    story = load(written(tmp_path, STORY))
    other = load(
        written(tmp_path, STORY.replace("Nothing happens.", "Hardly anything happens.").replace("To try", "To see"))
    )
    without = story.model_copy(update={"chapters": (), "notes": type(story.notes)()})
    asked = [Experiment("x", each).asked() for each in (story, other, without)]
    assert asked[0] == asked[1] == asked[2]
    assert len({folder_name("x", "compare", each, "model") for each in asked}) == 1
    again = Experiment.from_asked(asked[0], 10)
    assert again.scenario == without
    assert Experiment("x", story, against=other).asked()["against"] == asked[0]["scenario"]


def test_other_numbers_leave_the_story_as_it_is(tmp_path: Path) -> None:
    story = load(written(tmp_path, STORY))
    assert with_values(story, {"policy.promise": 0.2}).chapters == story.chapters
    assert story.twin().chapters == story.chapters
