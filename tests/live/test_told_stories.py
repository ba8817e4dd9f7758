"""Every story that comes with the program, told to its end on several seeds: what it claims to show is what is shown."""

from __future__ import annotations

import re

import pytest
from storytelling import told

from sim.live.history import COLUMNS
from sim.scenario import Scenario, load, shipped

STORIES = {name: scenario for name in sorted(shipped()) if (scenario := load(name)).chapters}

SEEDS = range(7001, 7005)
"""Seeds on which no story was written."""

story_by_story = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())


def test_five_stories_ship() -> None:
    assert set(STORIES) == {
        "story_promise", "story_wise_manager", "story_client_first", "story_recession", "story_no_internal_customer"
    }  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
@story_by_story
def test_what_a_story_says_is_what_the_model_shows(story: Scenario, seed: int) -> None:
    for chapter in told(story, seed):
        shown = [(expected, value) for expected, value in chapter.readings]
        reveal = chapter.message["reveal"]
        assert reveal["met"], f"{chapter.chapter.title}: {shown}"
        assert not re.search(r"[{}–]|nan", reveal["text"])
        asked = chapter.chapter.guess
        assert (reveal["shown"] is None) == (asked is None)
        assert asked is None or asked.low < reveal["shown"] < asked.high  # a guess could have been right


@story_by_story
def test_a_story_is_complete(story: Scenario) -> None:
    """A chapter without a question, a reveal that claims what nothing checks, or notes that leave a trainer alone."""
    assert 3 <= len(story.chapters) <= 5
    assert sum(each.guess is not None for each in story.chapters) >= 3
    for each in story.chapters:
        assert all((each.text, each.question, each.reveal, each.expect))
        assert each.otherwise or each.guess is None
        assert each.debrief or each.guess is None
        assert set(each.look_at.measures) <= set(COLUMNS), each.title
    notes = story.notes
    assert notes.aim
    assert 8 <= notes.minutes <= 15
    assert all(len(each) >= 2 for each in (notes.questions, notes.debrief, notes.limits))


@story_by_story
def test_a_reveal_claims_by_sign_and_takes_its_numbers_from_the_run(story: Scenario) -> None:
    """A size in words that the next calibration makes untrue."""
    for each in story.chapters:
        for text in (each.reveal, each.otherwise):
            assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", text)), text
