"""How a story is told: predict, then run, then reveal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.live.chapters import ChapterError, Telling, step_of
from sim.live.offices import Offices, Side
from sim.live.script import LeverCommand, ShockCommand
from sim.live.spread import bins, spread
from sim.live.story import goes_on, lived_anew
from sim.scenario import Scenario, load

STORY = """\
extends: small_shop
policy: {client_mindset: 0, promise: {level: 0.9, start: 5, ramp: 0}}
chapters:
  - title: First
    run_to: 10
    look_at: {measures: [morale], department: workshop, person: lowest_morale}
    reveal: "On day {day}: {shown}, {policy.should}, {difference.should}"
  - title: Second
    guess: {measure: should, of: difference, over: 1, low: -1, high: 0.5}
    moves: [{lever: recognition, level: 1, start: 12}, {lever: promise, level: 0.2, ramp: 4}]
    shocks: [{kind: surge, start: 15}]
    run_to: 30
    reveal: "You said {guess}, shown is {shown}."
    expect: [{measure: morale, of: twin, below: -1}]
    otherwise: "It was {shown}."
    debrief: Why?
  - title: Third
    back_to: 8
    moves: [{lever: promise, level: 0}]
    run_to: 20
notes: {aim: To see, minutes: 3}
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")
    return load(path)


def quiet(day: int) -> None:
    """Whom nobody asks how far it is."""


def at_the_end_of(scenario: Scenario, number: int, seed: int = 1) -> tuple[Telling, Offices]:
    """A story whose chapter has come to its end, the guess skipped."""
    telling, offices = Telling(scenario), Offices(scenario, seed)
    entry = telling.enter(number)
    lived_anew(offices, telling, entry.day, quiet)
    if telling.phase == "guess":
        telling.guess(None)
    offices.live(telling.stops_at - offices.day)
    telling.arrive()
    return telling, offices


def test_nothing_runs_before_the_guess_is_given_or_skipped(scenario: Scenario) -> None:
    telling = Telling(scenario)
    assert (telling.phase, telling.may_run) == ("run", True)  # the first chapter asks nothing
    telling.arrive()
    assert telling.next().follows
    assert (telling.phase, telling.may_run) == ("guess", False)
    telling.guess(0.25)
    assert telling.may_run
    assert telling.message()["guess"]["value"] == 0.25
    telling.guess(None)
    assert telling.message()["guess"]["skipped"]
    telling.arrive()
    assert not telling.may_run
    with pytest.raises(ChapterError, match="no guess is asked for now"):
        telling.guess(0.1)


@pytest.mark.parametrize("value", [-1.01, 0.51, float("nan"), float("inf")])
def test_a_guess_is_bounded(scenario: Scenario, value: float) -> None:
    telling = Telling(scenario)
    telling.enter(1)
    with pytest.raises(ChapterError, match=r"allowed are -1 to 0\.5"):
        telling.guess(value)
    assert telling.phase == "guess"


def test_nothing_is_revealed_before_it_has_run(scenario: Scenario) -> None:
    telling, offices = Telling(scenario), Offices(scenario, 1)
    with pytest.raises(ChapterError, match="nothing to reveal before day 10"):
        telling.reveal(offices.side(0), offices.side(1))
    assert telling.message()["reveal"] is None


def test_there_is_an_end(scenario: Scenario) -> None:
    telling = Telling(scenario)
    for number in (-1, 3):
        with pytest.raises(ChapterError, match="allowed are 1 to 3"):
            telling.enter(number)
    telling.enter(2)
    with pytest.raises(ChapterError, match="the last chapter"):
        telling.next()
    with pytest.raises(ChapterError, match="no chapters"):
        Telling(load("cubicle_farm"))


def test_a_jump_does_not_follow(scenario: Scenario) -> None:
    """A chapter that goes on from offices that stand elsewhere."""
    telling = Telling(scenario)
    assert not telling.enter(1).follows  # the first has not been lived to its end
    telling.arrive()
    assert telling.enter(2) == type(telling.enter(2))(8, False)  # back in time
    telling.arrive()
    assert not telling.enter(1).follows


def test_the_script_forgets_what_a_chapter_goes_back_behind(scenario: Scenario) -> None:
    telling = Telling(scenario)
    assert telling.script() == ()
    telling.enter(1)
    assert telling.script() == (
        LeverCommand(10, "promise", 0.2, 4),
        LeverCommand(12, "recognition", 1.0, 0),
        ShockCommand(15, scenario.chapters[1].shocks[0]),
    )
    telling.enter(2)
    assert telling.script() == telling.fresh() == (LeverCommand(8, "promise", 0.0, 0),)


def test_what_is_revealed_is_read_off_the_offices(scenario: Scenario) -> None:
    telling, offices = at_the_end_of(scenario, 1)
    policy, twin = offices.side(0), offices.side(1)
    telling.enter(1)
    telling.guess(0.25)
    telling.arrive()
    telling.reveal(policy, twin, [0.1, 0.2, -0.4])
    told = telling.message()
    difference = float(policy.series()["should"].iloc[29] - twin.series()["should"].iloc[29])
    assert told["phase"] == "revealed"
    assert told["reveal"]["shown"] == pytest.approx(difference)
    assert told["reveal"]["words"].startswith("Guessed: +0.25. Shown: +0.")
    assert (told["reveal"]["met"], told["reveal"]["text"]) == (
        False,
        told["reveal"]["words"].replace("Guessed: +0.25. Shown: ", "It was "),
    )
    assert (told["reveal"]["room"]["count"], told["reveal"]["room"]["median"]) == (3, 0.1)
    assert told["debrief"] == "Why?"


def test_placeholders_are_filled_from_the_run(scenario: Scenario) -> None:
    telling, offices = at_the_end_of(scenario, 0)
    policy, twin = offices.side(0), offices.side(1)
    telling.reveal(policy, twin)
    should = float(policy.series()["should"].mean())
    change = float((policy.series()["should"] - twin.series()["should"]).mean())
    text = telling.message()["reveal"]["text"]
    assert text == f"On day 10: –, {should:.2f}, {change:+.3f}".replace("-", "−")


def test_what_to_look_at_is_found(scenario: Scenario) -> None:
    telling, offices = at_the_end_of(scenario, 0)
    telling.look(offices.side(0))
    look = telling.message()["look_at"]
    assert offices.organization.departments[look["department"]] == "workshop"
    from sim.state import P

    assert look["person"] == int(np.argmin(offices.side(0).people[P.morale]))
    assert look["measures"] == ["morale"]


def assert_same(first: Side, second: Side) -> None:
    pd.testing.assert_frame_equal(first.series(), second.series(), check_exact=True)


def test_the_offices_stand_where_the_story_says_whatever_way_it_came(scenario: Scenario) -> None:
    """A chapter that shows other numbers after a jump than in order, or after a going back in time."""
    telling, offices = at_the_end_of(scenario, 0)
    for number in (1, 2):
        entry = telling.enter(number)
        assert goes_on(offices, telling, entry, in_order=True)
        offices.live(telling.stops_at - offices.day)
        telling.arrive()
        _, jumped = at_the_end_of(scenario, number)
        for side in (0, 1):
            assert_same(offices.side(side), jumped.side(side))


def test_a_lever_of_the_story_is_moved_on_its_day(scenario: Scenario) -> None:
    telling, offices = Telling(scenario), Offices(scenario, 1)
    lived_anew(offices, telling, telling.enter(1).day, quiet)
    levels = []
    while offices.day < 16:
        levels.append((offices.day, offices.side(0).levers["promise"], offices.side(0).levers["recognition"]))
        offices.live(1)
    promise, recognition = ({day: each[k] for day, *each in levels} for k in (0, 1))
    assert promise[10] == pytest.approx(0.9)
    assert promise[14] == pytest.approx(0.2)
    assert promise[10] > promise[11] > promise[13]
    assert (recognition[11], recognition[12]) == (0.0, 1.0)
    assert offices.side(1).levers["promise"] == 0.0


def test_the_spread_counts_every_guess_once() -> None:
    guesses = [-40.0, -39.9, 0.0, 0.0, 40.0]
    told = spread(guesses, -40.0, 40.0)
    assert sum(each["count"] for each in told["bins"]) == 5
    assert (told["bins"][0]["count"], told["bins"][-1]["count"], told["bins"][6]["count"]) == (2, 1, 2)
    assert (told["low"], told["median"], told["high"]) == (-40.0, 0.0, 40.0)
    assert bins([], 0.0, 1.0)[-1]["high"] == 1.0


@pytest.mark.parametrize(("low", "high", "step"), [(-40, 40, 1.0), (0, 1, 0.02), (0, 5, 0.1), (-0.4, 0.4, 0.01)])
def test_steps_are_round(low: float, high: float, step: float) -> None:
    assert step_of(low, high) == step
