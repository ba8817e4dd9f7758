"""The verdict in words, and the price at which animosity is weighed against productivity."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sim.analysis.paired import CONFIDENCE, Difference
from sim.quantity import Declared, quantity


class Price(Declared):
    """What animosity is worth in productivity: no fact, but a judgement that every verdict on both has to make."""

    animosity_price: float = quantity(
        100.0,
        high=10_000.0,
        plausible=(25.0, 400.0),
        unit="percent of productivity per unit of animosity",
        meaning="the productivity that one would give up to be rid of animosity: at 100, a rise of mean animosity by "
        "0.01 weighs as much as one percent of productivity",
    )


CONFIDENCE_WORDS = f"{100 * CONFIDENCE:g} % interval"


def verdict(
    found: Mapping[str, Difference], net: Difference, break_even: float | None, price: float, against: str = "twin",
    interval: tuple[int, int | None] | None = None,
) -> str:  # fmt: skip
    """What a comparison found, in two or three sentences.

    Args:
        found: The paired differences by measure; productivity and animosity are read.
        net: The net gain (:func:`sim.analysis.balance`), in percent.
        break_even: The break-even day, or None.
        price: Percent of productivity per unit of animosity.
        against: What the policy is compared with.
        interval: The interval of the break-even day (:func:`sim.analysis.break_even_interval`).
    """
    work, grudge = found["productivity"], found["animosity"]
    other = "the same office without the policy" if against == "twin" else against
    told = f"Compared with {other}, {_moved('productivity', work, _percent)}, and {_moved('animosity', grudge, _absolute)}."
    if work.pairs < 2:
        told += " One replication tells nothing of chance, so there is no interval: ask for more."
    told += f" At a price of {price:g} percent of productivity per unit of animosity, {_balance(net)}"
    if break_even is not None:
        told += f"; {_eaten(work, price * grudge.difference, _since(break_even, interval))}"
    return told + "."


def _eaten(work: Difference, cost: float, since: str) -> str:
    """Which of the two it was: animosity only where productivity's own gain is still there, and animosity costs."""
    if work.difference > 0 and cost > 0:
        return f"{since}, animosity has eaten the gain that there was"
    return f"{since}, the gain that there was is gone, for productivity itself fell"


def _since(day: float, interval: tuple[int, int | None] | None) -> str:
    if interval is None:
        return f"from day {day:g} on"
    low, high = interval
    return f"from day {day:g} on ({CONFIDENCE_WORDS}: {low} to {'beyond the end' if high is None else high})"


def _balance(net: Difference) -> str:
    over = "the balance over the last quarter"
    if net.pairs == 0:
        return f"{over} has no value"
    if net.difference == 0 and not net.low < 0:
        return f"{over} is even"
    word = "gain" if net.difference > 0 else "loss"
    if net.pairs < 2:
        return f"{over} is a {word} of {abs(net.difference):.1f} percent, one pair of runs, without an interval"
    if net.is_sure:
        low, high = sorted((abs(net.low), abs(net.high)))
        return f"{over} is a {word} of {abs(net.difference):.1f} percent ({CONFIDENCE_WORDS}: {low:.1f} to {high:.1f})"
    return (
        f"whether {over} is a gain or a loss cannot be told "
        f"({CONFIDENCE_WORDS}: {signed(f'{net.low:.1f}')} to {signed(f'{net.high:.1f}')} percent)"
    )


def _moved(name: str, found: Difference, tell: Callable[[Difference, float], str]) -> str:
    if found.pairs == 0:
        return f"{name} has no value"
    if found.difference == 0 and not found.low < 0:
        return f"{name} stays the same"
    direction = "rises" if found.difference > 0 else "falls"
    if found.pairs < 2:
        return f"{name} {direction} by {tell(found, abs(found.difference))}"
    low, high = (found.low, found.high) if not found.is_sure else sorted((abs(found.low), abs(found.high)))
    interval = f"{CONFIDENCE_WORDS}: {tell(found, low)} to {tell(found, high)}"
    if found.is_sure:
        return f"{name} {direction} by {tell(found, abs(found.difference))} ({interval})"
    return f"whether {name} rises or falls cannot be told ({interval})"


def _percent(found: Difference, value: float) -> str:
    return signed(f"{100.0 * value / abs(found.twin):.1f} %" if found.twin else f"{value:.3g}")


def _absolute(_: Difference, value: float) -> str:
    return signed(f"{value:.3f}")


def signed(text: str) -> str:
    """A number with a true minus sign."""
    return text.replace("-", "−")
