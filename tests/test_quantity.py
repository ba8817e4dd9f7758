"""Numbers are declared once, and everything else is read off the declaration."""

from __future__ import annotations

import math

import pytest
from pydantic import BaseModel, ValidationError

from sim.quantity import ASSUMPTION, DEFINITION, Declared, quantities, quantity, rows


class Weather(Declared):
    """A group of declared numbers."""

    rain: float = quantity(2.0, high=10.0, unit="mm", meaning="rain in a day", source="noah", published=True)
    sun: float = quantity(0.0, meaning="share of the day with sun", source=DEFINITION)
    name: str = "weather"
    wind: float = quantity(0.4, plausible=(0.1, 0.5), meaning="wind, relative to a storm")


class Tides(BaseModel):
    """Another group."""

    ebb: float = quantity(0.5, meaning="how low the water is")


def test_declarations_are_read_in_their_order_and_other_fields_passed_over() -> None:
    rain, sun, wind = quantities(Weather)
    assert [each.name for each in (rain, sun, wind)] == ["rain", "sun", "wind"]
    assert (rain.default, rain.low, rain.high, rain.unit, rain.meaning) == (2.0, 0.0, 10.0, "mm", "rain in a day")
    assert (rain.source, sun.source, wind.source) == ("noah", DEFINITION, ASSUMPTION)
    assert (rain.basis, sun.basis, wind.basis) == ("published", DEFINITION, ASSUMPTION)


def test_plausible_is_half_to_double_or_everything_for_zero() -> None:
    rain, sun, wind = quantities(Weather)
    assert rain.plausible == (1.0, 4.0)
    assert sun.plausible == (0.0, 1.0)
    assert wind.plausible == (0.1, 0.5)
    (high,) = quantities(
        type("High", (Declared,), {"__annotations__": {"x": float}, "x": quantity(0.9, meaning="high")})
    )
    assert high.plausible == (0.45, 1.0)


@pytest.mark.parametrize(
    "declaration",
    [
        {"default": 2.0},
        {"default": -0.1},
        {"default": 0.5, "plausible": (0.4, 1.2)},
        {"default": 0.5, "plausible": (0.6, 0.4)},
    ],
)
def test_a_default_outside_its_own_range_is_refused(declaration: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="outside"):
        quantity(meaning="wrong", **declaration)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, 10.1, "much"])
def test_a_value_outside_the_range_or_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="rain"):
        Weather.model_validate({"rain": value})


def test_unknown_names_are_refused_and_instances_do_not_change() -> None:
    with pytest.raises(ValidationError, match="snow"):
        Weather.model_validate({"snow": 1.0})
    with pytest.raises(ValidationError, match="frozen"):
        Weather().rain = 1.0


def test_rows_number_the_quantities_of_all_groups() -> None:
    R = rows("R", Weather, Tides)
    assert [(row.name, int(row)) for row in R] == [("rain", 0), ("sun", 1), ("wind", 2), ("ebb", 3)]


def test_a_name_that_is_declared_twice_is_told() -> None:
    with pytest.raises(ValueError, match="declared twice: rain, sun, wind"):
        rows("R", Weather, Tides, Weather)
