"""Arithmetic that gives the same bits on every processor."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.numerics import exponential

KNOWN = {
    -40.0: "0x1.39792499b1a46p-58",
    -12.0: "0x1.9c54c3b43bc98p-18",
    -2.0: "0x1.152aaa3bf81e1p-3",
    -0.8: "0x1.cc1ce4581db5cp-2",
    -0.1: "0x1.cf46d99d52b35p-1",
    0.0: "0x1.0000000000000p+0",
    0.5: "0x1.a61298e1e0655p+0",
    1.0: "0x1.5bf0a8b14579bp+1",
    40.0: "0x1.a220d397972d5p+57",
}
"""The bits that these arguments gave when the test was written, in hexadecimal."""


@pytest.mark.parametrize("x", KNOWN)
def test_known_bits(x: float) -> None:
    assert exponential(x).hex() == KNOWN[x]


@given(st.floats(-40.0, 40.0))
def test_twelve_digits(x: float) -> None:
    assert math.isclose(exponential(x), math.exp(x), rel_tol=1e-12)


def test_twelve_digits_over_the_whole_range() -> None:
    grid = [step / 500.0 for step in range(-20_000, 20_001)]
    assert max(abs(exponential(x) / math.exp(x) - 1.0) for x in grid) < 1e-12


@given(st.floats(40.0, allow_nan=False))
def test_arguments_are_cut_to_the_range(x: float) -> None:
    assert exponential(x) == exponential(40.0)
    assert exponential(-x) == exponential(-40.0)


@given(st.floats(-40.0, 40.0), st.floats(1e-6, 1.0))
def test_a_larger_argument_gives_a_larger_value(x: float, step: float) -> None:
    assert exponential(min(40.0, x + step)) >= exponential(x)
