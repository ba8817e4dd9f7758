"""Adding up."""

from __future__ import annotations

from collections.abc import Iterable


def total(numbers: Iterable[float]) -> float:
    """Add from left to right, rounding after each step.

    Python's own ``sum`` carries the rounding errors along since 3.12, and so gives other bits on other Pythons.
    """
    added = 0.0
    for number in numbers:
        added += number
    return added
