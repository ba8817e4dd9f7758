"""How the guesses of a room are spread."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

BINS = 12
"""Bars of the histogram."""


def bins(guesses: Sequence[float], low: float, high: float) -> list[dict[str, float | int]]:
    """Count guesses in equal steps from the lowest to the highest that were offered.

    Args:
        guesses: The guesses, all within the ends.
        low: The lowest that was offered.
        high: The highest.
    """
    width = (high - low) / BINS
    counts = [0] * BINS
    for each in guesses:
        counts[min(BINS - 1, max(0, int((each - low) / width)))] += 1
    return [
        {"low": low + k * width, "high": high if k + 1 == BINS else low + (k + 1) * width, "count": count}
        for k, count in enumerate(counts)
    ]


def spread(guesses: Sequence[float], low: float, high: float) -> dict[str, Any]:
    """How many guesses there are, their median and ends, and the histogram.

    Args:
        guesses: The guesses; at least one.
        low: The lowest that was offered.
        high: The highest.
    """
    return {
        "count": len(guesses),
        "median": statistics.median(guesses),
        "low": min(guesses),
        "high": max(guesses),
        "bins": bins(guesses, low, high),
    }
