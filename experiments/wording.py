"""Words for numbers with an interval: what the interval does not tell, the words do not tell either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Told = Mapping[str, Any]
"""A difference as a finding holds it: ``mean``, ``low``, ``high``; the ends are None with one pair of runs."""


def sign(told: Told) -> int:
    """1 or -1 where the interval leaves out zero, else 0."""
    if told["low"] is None or told["mean"] is None:
        return 0
    return 1 if told["low"] > 0 else -1 if told["high"] < 0 else 0


def number(value: float | None, form: str) -> str:
    """A number with a true minus sign."""
    return "–" if value is None else f"{value:{form}}".replace("-", "−")


def interval(told: Told, form: str = ".1f", unit: str = "") -> str:
    """The interval in brackets."""
    if told["low"] is None:
        return "(no interval: fewer than two pairs of runs)"
    return f"({number(told['low'], form)} to {number(told['high'], form)}{unit})"


def moves(what: str, told: Told, form: str = ".1f", unit: str = " %", up: str = "rises", down: str = "falls") -> str:
    """What something does: it rises or falls by so much, or it cannot be told which.

    Args:
        what: What moves.
        told: By how much.
        form: How numbers are written.
        unit: Their unit, with its space.
        up: The verb for more.
        down: The verb for less.
    """
    if told["mean"] is None:
        return f"for {what} there is no value"
    if sign(told) == 0:
        return f"whether {what} {up} or {down} cannot be told {interval(told, form, unit)}"
    verb = up if sign(told) > 0 else down
    ends = sorted((abs(told["low"]), abs(told["high"])))
    return f"{what} {verb} by {abs(told['mean']):{form}}{unit} ({ends[0]:{form}} to {ends[1]:{form}})"


def holds(claim: str, *signs: int) -> str:
    """Whether a claim holds, given for each of its parts 1 (surely so), -1 (surely the opposite) or 0 (not sure)."""
    if all(each > 0 for each in signs):
        return f"{claim}: so it is here."
    if any(each < 0 for each in signs):
        return f"{claim}: here it is not so."
    return f"{claim}: the runs cannot tell."


def listed(words: list[str]) -> str:
    """Words joined by commas and an “and”."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "none"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return text[0].upper() + text[1:].rstrip(".") + "."
