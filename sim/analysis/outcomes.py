"""Outcomes: the one number of a design point that an analysis explains, searches or bisects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.points import net_gain
from sim.experiment import Factor
from sim.measures import MEASURES
from sim.scenario import nearest

Array = npt.NDArray[np.float64]

NET = "net"
"""The name of the net gain among the outcomes."""

DEFAULT_OUTCOMES = ("productivity", "animosity")
"""What is looked at where nobody names anything else."""


class AnalysisError(ValueError):
    """Results that cannot be analysed so; the text says what was found and what is needed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number per run.

    Attributes:
        name: What it is called in tables, JSON and files.
        words: What it is, for headings.
        unit: Its unit; ``"1"`` for a pure number.
        better: 1 if more is better, -1 if less is, 0 if neither.
        read: Reads it off a tidy table, one value a row; NaN where there is none.
    """

    name: str
    words: str
    unit: str
    better: int
    read: Callable[[pd.DataFrame], Array]


def outcome(name: str, price: float, *, absolute: bool = False) -> Outcome:
    """An outcome by its name.

    Args:
        name: ``net`` for the net gain, or a measure. Productivity is its gain in percent of the twin's, any other measure
            its change against the twin.
        price: Percent of productivity per unit of animosity; only the net gain asks for it.
        absolute: Take the measure itself rather than its change against the twin.

    Raises:
        AnalysisError: If there is no such outcome.
    """
    if name == NET and not absolute:
        return Outcome(NET, "net gain", "%", 1, lambda table: net_gain(table, price))
    if name not in MEASURES:
        near = nearest(name, [NET, *MEASURES])
        hint = f"; did you mean {near}?" if near else ""
        raise AnalysisError(f"{name!r} is no outcome{hint}; allowed: {NET} and the measures {', '.join(MEASURES)}")
    measure = MEASURES[name]
    if absolute:
        return Outcome(name, _plain(name), measure.unit, measure.better, lambda table: _column(table, name))
    if name == "productivity":
        return Outcome(name, "gain in productivity", "% of the twin", 1, _gain)
    return Outcome(
        name, f"change of {_plain(name)}", measure.unit, measure.better,
        lambda table: _column(table, name) - _column(table, f"twin_{name}"),
    )  # fmt: skip


def by_point(table: pd.DataFrame, chosen: Outcome) -> pd.Series[float]:
    """The mean of an outcome at each design point, by the point's number; NaN where a run has no value.

    Args:
        table: A tidy table (:func:`sim.experiment.tidy`).
        chosen: The outcome.
    """
    values = pd.Series(chosen.read(table), index=table["point"].to_numpy(), dtype=np.float64)
    return values.groupby(level=0).agg(lambda own: float(own.to_numpy().mean()))


def refuse_not_finite(values: npt.ArrayLike, name: str) -> Array:
    """The values, if all are finite.

    Raises:
        AnalysisError: If one is not: it would make an index of zero, or of nothing.
    """
    checked = np.asarray(values, dtype=np.float64)
    missing = np.flatnonzero(~np.isfinite(checked))
    if len(missing):
        first = ", ".join(str(each) for each in missing[:5])
        raise AnalysisError(
            f"{name} has no value at {len(missing):,} of {len(checked):,} points (the first: {first}), so nothing can be said of "
            "what drives it; narrow the ranges until it has one everywhere, or take another outcome"
        )
    return checked


def refuse_constant(factors: Iterable[Factor]) -> None:
    """Refuse factors that do not vary: there is nothing to search in them, and nothing that they could drive.

    Raises:
        AnalysisError: If one has but one value.
    """
    for each in factors:
        if not each.low < each.high:
            raise AnalysisError(
                f"{each.name} has the one value {each.low:g}; write a range, low:high, or set it with --set"
            )


def _column(table: pd.DataFrame, name: str) -> Array:
    return table[name].to_numpy(dtype=np.float64)


def _gain(table: pd.DataFrame) -> Array:
    return net_gain(table, 0.0)


def _plain(name: str) -> str:
    return name.replace("_", " ")
