"""A published figure, and what counts as met."""

from __future__ import annotations

from dataclasses import dataclass

from sim.sources import RECALLED, SECONDARY, SEEN, VERIFIED

__all__ = ["HALF_WIDTH", "RECALLED", "SAME_SOURCE", "SECONDARY", "SEEN", "VERIFIED", "Target", "about"]

HALF_WIDTH = 0.15
"""What is accepted on both sides of a figure whose spread between studies is not published."""

SAME_SOURCE = 0.7
"""The part of a figure that may be left where both sides of it were told by the same person."""


@dataclass(frozen=True, slots=True)
class Target:
    """A published figure.

    Attributes:
        number: Its number, C1 to C14, with a letter where a number has several figures; Q for the shape of queues.
        name: What it is about, in a few words.
        figure: The published figure.
        low: The smallest value of the model that is accepted.
        high: The largest.
        source: Keys of ``sources.bib``.
        seen: How far the figure was checked, a key of :data:`sim.sources.SEEN`.
        simulated: What is computed in the model.
        why: Why the model does not meet it, in words; empty where it does, or where nobody knows.
    """

    number: str
    name: str
    figure: float
    low: float
    high: float
    source: str
    seen: str
    simulated: str
    why: str = ""

    @property
    def half_width(self) -> float:
        """Half of what is accepted, the unit in which misses are counted."""
        return (self.high - self.low) / 2.0

    def is_met(self, value: float) -> bool:
        """Whether a value is accepted; NaN is not."""
        return self.low <= value <= self.high

    def miss(self, value: float) -> float:
        """How far a value is from the figure, in half widths; never more than ten, which NaN counts as."""
        if value != value:
            return 10.0
        reach = (self.high - self.figure) if value > self.figure else (self.figure - self.low)
        return min(10.0, abs(value - self.figure) / (reach if reach > 0 else self.half_width))


def about(
    number: str,
    name: str,
    figure: float,
    source: str,
    seen: str,
    simulated: str,
    *,
    same_source: bool = False,
    why: str = "",
) -> Target:
    """A figure without a published spread between studies."""
    low, high = figure - HALF_WIDTH, figure + HALF_WIDTH
    if same_source:
        low, high = (low, max(high, SAME_SOURCE * figure)) if figure < 0 else (min(low, SAME_SOURCE * figure), high)
    return Target(number, name, figure, low, high, source, seen, simulated, why)
