"""Design points beside each other: the summary of a sweep, its frontier, and the map of its tipping point."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.break_even import break_even_of
from sim.analysis.paired import CONFIDENCE, Difference, paired_difference
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
        (percent); ``break_even_day`` (NaN for none, and where courses were not kept); ``on_frontier``, among the points
        of the same circumstances and their twin, where nothing is done.
    """
    work = _paired(table, table["productivity"], table["twin_productivity"])
    twin = work["twin"].to_numpy()
    share = np.divide(100.0, twin, out=np.full(len(twin), np.nan), where=twin > 0)
    grudge = _paired(table, table["animosity"], table["twin_animosity"])
    net = _paired(table, pd.Series(net_gain(table, price), index=table.index), pd.Series(0.0, index=table.index))
    first = table.drop_duplicates("point").sort_values("point")
    made = pd.DataFrame({"point": first["point"].to_numpy(), **{each: first[each].to_numpy() for each in factors}})
    made["pairs"] = work["pairs"].to_numpy()
    for name, found, factor in (("gain", work, share), ("rise", grudge, 1.0), ("net", net, 1.0)):
        for column, end in (("difference", ""), ("low", "_low"), ("high", "_high")):
            made[f"{name}{end}"] = factor * found[column].to_numpy()
    made["break_even_day"] = _break_even_days(table, made["point"], start, price)
    made["on_frontier"] = False
    for _, rest in made.groupby(circumstances(factors)) if circumstances(factors) else [((), made)]:
        made.loc[rest.index, "on_frontier"] = frontier(rest["gain"].to_numpy(), rest["rise"].to_numpy())
    return made


def circumstances(factors: list[str]) -> list[str]:
    """The factors that nobody chooses: a policy can beat another one only where these are the same."""
    return [each for each in factors if not each.startswith(POLICY)]


def _paired(table: pd.DataFrame, policy: pd.Series[float], twin: pd.Series[float]) -> pd.DataFrame:
    """What :func:`sim.analysis.paired_difference` tells of each point, for all points at once, by point."""
    from scipy.special import stdtrit  # as in sim.analysis.paired

    gap = policy.astype(np.float64) - twin
    whole = np.isfinite(gap)
    pairs = pd.DataFrame({"gap": gap.where(whole), "twin": twin.where(whole), "point": table["point"]})
    groups = pairs.groupby("point", sort=True)
    count = groups["gap"].count().to_numpy()
    mean = groups["gap"].mean()
    spread = groups["gap"].std(ddof=1).to_numpy()
    reach = np.full(len(count), np.nan)
    told = count > 1
    reach[told] = stdtrit(count[told] - 1, 0.5 + CONFIDENCE / 2) * spread[told] / np.sqrt(count[told])
    return pd.DataFrame(
        {"pairs": count, "twin": groups["twin"].mean(), "difference": mean, "low": mean - reach, "high": mean + reach}
    )


def _break_even_days(table: pd.DataFrame, points: pd.Series[int], start: int, price: float) -> list[float]:
    """The break-even day of each point; NaN for none, and where courses were not kept."""
    if "productivity_by_week" not in table:
        return [float("nan")] * len(points)
    own = dict(iter(table.groupby("point", sort=True)))
    days = [break_even_of(own[point], start, price) for point in points]
    return [float("nan") if day is None else float(day) for day in days]


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
