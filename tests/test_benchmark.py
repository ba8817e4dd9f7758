"""The model by hand in C and in NumPy, which the benchmark compares with the engine, is the same model: bit for bit."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from small_runs import grown, inputs, recession, surge

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "experiments"))

from benchmark.in_c import compiler, differences, in_c
from benchmark.in_numpy import live as live_in_numpy

from sim.lanes import Lanes
from sim.run import Inputs, live, open_lanes
from sim.state import P

DAYS = 60
POLICY = {
    "client_mindset": 0.8, "promise": 0.6, "scope_bosses": 0.5, "scope_peers": 0.7, "open_communication": 0.3,
    "process_improvement": 0.4, "empowerment": 0.5, "recognition": 0.6, "team_building": 0.4, "service_agreements": 0.2,
}  # fmt: skip


def run(seed: int) -> Inputs:
    """Sixty days with a policy, a recession with layoffs, and a surge of demand."""
    return surge(recession(inputs(seed, DAYS, levers=POLICY, coefficients={"quit_rate": 0.01}), 15, 15), 40, 20)


def assert_same(other: Callable[[Lanes, int, int], None], lanes: int) -> None:
    """The engine and another implementation, on the same runs, evening by evening."""
    engine = open_lanes(grown(3), [run(11 + lane) for lane in range(lanes)])
    theirs = engine.copy()
    left = 0.0
    for day in range(DAYS):
        live(engine, day, day + 1)
        other(theirs, day, day + 1)
        assert not differences(engine, theirs), f"day {day}"
        left += engine.people[P.left].sum()
    assert left > 3.0, "the test is to see people leave"
    assert engine.people[P.thanks].any()


@pytest.mark.skipif(compiler() is None, reason="there is no gcc")
@pytest.mark.parametrize("lanes", [1, 8])
def test_c_is_the_same_model(lanes: int) -> None:
    """A law, a sum or a draw that C does in another way, so that the yardstick measures another model."""
    assert_same(in_c(lanes).live, lanes)


@pytest.mark.skipif(compiler() is None, reason="there is no gcc")
def test_c_goes_on_where_it_stopped() -> None:
    """Something that C remembers from day to day beside the engine's arrays, which is lost between two calls."""
    at_once = open_lanes(grown(3), [run(5)])
    in_parts = at_once.copy()
    in_c(1).live(at_once, 0, DAYS)
    for first in range(0, DAYS, 7):
        in_c(1).live(in_parts, first, min(DAYS, first + 7))
    assert not differences(at_once, in_parts)


@pytest.mark.skipif(compiler() is None, reason="there is no gcc")
def test_c_refuses_what_it_was_not_made_for() -> None:
    """Arrays of another shape, which C would read beyond their end."""
    with pytest.raises(ValueError, match="2 runs, compiled for 1"):
        in_c(1).live(open_lanes(grown(3), [run(1), run(2)]), 0, 1)
    with pytest.raises(ValueError, match="ledger"):
        in_c(1).live(open_lanes(grown(3), [run(1)], ledger=True), 0, 1)


def test_numpy_is_the_same_model() -> None:
    """A law, a sum or a draw that NumPy does in another way."""
    with np.errstate(all="raise", under="ignore"):
        assert_same(live_in_numpy, 1)


def test_numpy_refuses_what_it_was_not_made_for() -> None:
    """Several runs, of which it would live the first alone."""
    with pytest.raises(ValueError, match="lives one run"):
        live_in_numpy(open_lanes(grown(3), [run(1), run(2)]), 0, 1)
