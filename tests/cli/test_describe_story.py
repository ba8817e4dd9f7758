"""``sim describe`` and ``sim diff`` on a story: chapters and notes can be read, and are no difference between offices."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import Sim
from sim.scenario import load, shipped

STORIES = [name for name in sorted(shipped()) if load(name).chapters]


@pytest.mark.parametrize("name", STORIES)
def test_a_trainer_reads_the_whole_story_and_the_notes(name: str, sim: Sim) -> None:
    flat = " ".join(sim("describe", name).out.split())
    story = load(name)
    for number, each in enumerate(story.chapters, 1):
        assert f"{number}. {each.title} (days " in flat
        for text in (each.text, each.question, each.reveal, each.debrief):
            assert " ".join(text.split()) in flat
        assert all(f"{move.lever} goes to {move.level:g}" in flat for move in each.moves)
    for text in (story.notes.aim, *story.notes.questions, *story.notes.debrief, *story.notes.limits):
        assert " ".join(text.split()) in flat
    assert f"It takes about {story.notes.minutes} minutes" in flat
    assert "chapters.0" not in flat  # texts are no values whose origin matters


def test_nothing_is_said_where_there_is_no_story(sim: Sim) -> None:
    said = sim("describe", "cubicle_farm").out
    assert "The story" not in said
    assert "For whoever tells it" not in said


def test_two_offices_do_not_differ_by_what_is_told_of_them(
    tmp_path: Path, sim: Sim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, chapter in (("one", "A"), ("other", "B")):
        text = f"extends: small_shop\ndays: 4\nchapters: [{{title: {chapter}, run_to: 3}}]\nnotes: {{aim: {chapter}}}\n"
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    said = sim("diff", "one.yaml", "other.yaml")
    assert said.status == 0
    assert "chapters" not in said.out
    assert "notes" not in said.out


def test_a_broken_chapter_is_told_by_check(tmp_path: Path, sim: Sim) -> None:
    path = tmp_path / "story.yaml"
    path.write_text("extends: small_shop\nchapters:\n  - title: A\n    run_too: 9\n", encoding="utf-8")
    said = sim("check", path)
    assert said.status == 2
    assert f"{path}:4:5: run_too is not a name that chapters.0 knows" in said.out + said.err
    assert "did you mean run_to?" in said.out + said.err
