"""A run that ends before its policy begins says so, since it would look like the result that nothing happens."""

from __future__ import annotations

import pytest

from sim.cli.telling import say_if_too_late


def test_what_begins_after_the_last_day_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    say_if_too_late("small_shop", ("days=30",))
    told = capsys.readouterr()
    assert not told.out
    assert "Mind: client_mindset begins on day 60, when the run has ended" in told.err


def test_what_is_still_rising_when_results_are_read_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    say_if_too_late("small_shop", ("days=90",))
    assert "is not yet at its level when the last quarter begins" in capsys.readouterr().err


def test_a_run_that_is_long_enough_needs_no_word(capsys: pytest.CaptureFixture[str]) -> None:
    say_if_too_late("small_shop", ())
    assert not capsys.readouterr().err
