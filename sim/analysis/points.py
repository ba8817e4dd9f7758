"""Design points beside each other: the summary of a sweep, its frontier, and the map of its tipping point."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.break_even import break_even_of
from sim.analysis.paired import Difference, paired_difference
from sim.experiment.question import POLICY


def net_gain(table: pd.DataFrame, price: float) -> npt.NDArray[np.float64]:
    """Each run's net gain over the last quarter, in percent of its twin's productivity.

    Args:
        table: A tidy table (:func:`sim.experiment.tidy`).
        price: Percent of productivity per unit of animosity.
    """
    twin = table["twin_productivity"].to_numpy(dtype=np.float64)
    gain = table["productivity"].to_numpy(dtype=np.float64) - twin
    rise = (table["animosity"] - table["twin_animosity"]).to_numpy(dtype=np.float64)
    made = np.divide(100.0 * gain, twin, out=np.full(len(table), np.nan), where=twin > 0) - price * rise
    return np.asarray(made, dtype=np.float64)


def balance(table: pd.DataFrame, price: float) -> Difference:
    """The mean net gain of one design point and its interval over the pairs, in percent; what every verdict tells.

    Args:
        table: A tidy table of one design point.
        price: Percent of productivity per unit of animosity.
    """
    return paired_difference(net_gain(table, price), np.zeros(len(table)))


def summary(table: pd.DataFrame, factors: list[str], start: int, price: float) -> pd.DataFrame:
    """One row per design point.

    Args:
        table: A tidy table.
        factors: Names of the columns of factors.
        start: Day on which the policy begins.
        price: Percent of productivity per unit of animosity.

    Returns:
        Columns: point, the factors, pairs; ``gain``, ``gain_low``, ``gain_high`` (productivity, percent of the
        twins' mean); ``rise``, ``rise_low``, ``rise_high`` (animosity); ``net``, ``net_low``, ``net_high``
        (percent); ``break_even_day`` (NaN for none); ``on_frontier``, among the points of the same circumstances and
        their twin, where nothing is done.
    """
    rows: list[dict[str, Any]] = []
    for point, own in table.groupby("point", sort=True):
        work = paired_difference(own["productivity"], own["twin_productivity"])
        grudge = paired_difference(own["animosity"], own["twin_animosity"])
        net = balance(own, price)
        share = 100.0 / work.twin if work.twin > 0 else float("nan")
        day = break_even_of(own, start, price)
        rows.append(
            {
                "point": int(str(point)),
                **{name: float(own[name].iloc[0]) for name in factors},
                "pairs": work.pairs,
                **_ends("gain", work, share),
                **_ends("rise", grudge, 1.0),
                **_ends("net", net, 1.0),
                "break_even_day": float("nan") if day is None else float(day),
            }
        )
    made = pd.DataFrame(rows)
    made["on_frontier"] = False
    for _, rest in made.groupby(circumstances(factors)) if circumstances(factors) else [((), made)]:
        made.loc[rest.index, "on_frontier"] = frontier(rest["gain"].to_numpy(), rest["rise"].to_numpy())
    return made


def circumstances(factors: list[str]) -> list[str]:
    """The factors that nobody chooses: a policy can beat another one only where these are the same."""
    return [each for each in factors if not each.startswith(POLICY)]


def _ends(name: str, found: Difference, factor: float) -> dict[str, float]:
    return {
        name: factor * found.difference,
        f"{name}_low": factor * found.low,
        f"{name}_high": factor * found.high,
    }


def frontier(gain: npt.ArrayLike, rise: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Which points neither another point nor doing nothing beats.

    One beats another that has at least its gain at no more rise, and is better in one of the two. Doing nothing is the
    twin itself, no gain and no rise: whatever gains nothing must at least spare animosity to be a choice.

    Args:
        gain: More is better, shape (points,).
        rise: Less is better, shape (points,).

    Returns:
        Shape (points,); points with a NaN are never on the frontier.
    """
    more, less = (np.append(np.asarray(each, dtype=np.float64), 0.0) for each in (gain, rise))  # nothing done: last
    best = np.zeros(len(more), dtype=np.bool_)
    counted = np.flatnonzero(np.isfinite(more) & np.isfinite(less))
    order = counted[np.lexsort((less[counted], -more[counted]))]  # from the greatest gain down
    cheapest, at_gain = np.inf, np.nan
    for each in order:
        if less[each] < cheapest or (less[each] == cheapest and more[each] == at_gain):
            best[each] = True
            cheapest, at_gain = less[each], more[each]
    return best[:-1]


def tipping_map(points: pd.DataFrame, across: str, up: str) -> pd.DataFrame:
    """The net gain over two factors, mean over all others: where it changes its sign is the tipping point.

    Args:
        points: A :func:`summary`.
        across: The factor whose levels become columns.
        up: The factor whose levels become rows.
    """
    return points.pivot_table(index=up, columns=across, values="net", aggfunc="mean", dropna=False)
