"""How commands talk."""

from __future__ import annotations

import math

from sim.cli.telling import give_or_take, number, plain, sparkline


def test_json_has_null_for_what_is_not_finite() -> None:
    assert plain({"a": [math.nan, 1.0, (math.inf,)], 3: "x"}) == {"a": [None, 1.0, [None]], "3": "x"}


def test_numbers() -> None:
    assert number(0.123456) == "0.1235"
    assert number(1.0, "+.1f") == "+1.0"
    assert number(None) == number(math.nan) == "–"


def test_give_or_take() -> None:
    assert give_or_take(0.31, 0.35) == "+0.31 ± 0.04"
    assert give_or_take(-2.0, -1.5, "+.1f") == "-2.0 ± 0.5"
    assert give_or_take(1.0, math.nan) == "+1"


def test_sparkline() -> None:
    assert sparkline(range(8), 8) == "▁▂▃▄▅▆▇█"
    assert sparkline([1.0, math.nan, 2.0], 3) == "▁ █"
    assert sparkline([3.0] * 4, 2) == "▁▁"
    assert sparkline([math.nan] * 4, 2) == ""
