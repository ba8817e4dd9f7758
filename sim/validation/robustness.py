"""How far a verdict hangs on coefficients that no source gives: the policy and its twin in many admissible worlds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sim import measures
from sim.analysis import Difference, balance
from sim.analysis.discovery import Discovery, discover
from sim.analysis.outcomes import AnalysisError
from sim.experiment import inputs_of, organization_of
from sim.run import Inputs, live, open_lanes, tie_counts
from sim.scenario import Scenario
from sim.validation.kept import Calibrated, kept_calibration
from sim.validation.living import all_of
from sim.validation.worlds import OPEN, World, random_worlds

if TYPE_CHECKING:
    import pandas as pd

Array = npt.NDArray[np.float64]

WORLDS_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Dependence:
    """A coefficient on which the verdict depends.

    Attributes:
        name: The coefficient.
        correlation: Rank correlation of its value with the net gain over the worlds (Spearman).
        correlation_low: Lower end of its 95 % interval (Fisher's z), for this coefficient alone.
        correlation_high: Upper end.
        low: The mean net gain in the third of the worlds in which it is lowest, in percent of productivity.
        high: The same where it is highest.
        sure: Whether so strong a correlation is no chance, all coefficients considered (5 % in all).
    """

    name: str
    correlation: float
    correlation_low: float
    correlation_high: float
    low: float
    high: float
    sure: bool


@dataclass(frozen=True)
class Robustness:
    """What becomes of a verdict in many worlds.

    Attributes:
        worlds: How many worlds.
        drawn_from: What they were drawn from, in words.
        pays: In how many the net gain is surely positive (95 % interval over seeds).
        loses: In how many it is surely negative.
        depends: In how many the seeds do not agree.
        signs: What it does in each world: ``pays``, ``loses`` or ``depends``.
        net: The net gain of each world, in percent of productivity.
        productivity: The rise of productivity of each world, in percent.
        animosity: The rise of animosity of each world.
        as_declared: The net gain with the declared values.
        on: The coefficients, those on which the net gain depends most first.
        losing: The boxes of coefficients in which it loses, among the worlds in which it surely pays or surely loses; None
            where these are too few.
    """

    worlds: int
    drawn_from: str
    pays: int
    loses: int
    depends: int
    signs: list[str]
    net: list[float]
    productivity: list[float]
    animosity: list[float]
    as_declared: Difference
    on: list[Dependence]
    losing: Discovery | None


def worlds_of(many: int, seed: int, calibrated: Calibrated | None) -> list[World]:
    """Worlds from what is open: a set of values that fits nearly as well each, and plausible values for the rest.

    No set is taken twice, so there are no more worlds than sets: two of the same set are not two witnesses.
    """
    known = {each.name for each in OPEN}
    members = [{n: x for n, x in each.items() if n in known} for each in calibrated.members] if calibrated else []
    if not members:
        return random_worlds(many, seed)
    chosen = np.random.default_rng(seed).permutation(len(members))[:many]
    drawn = random_worlds(len(chosen), seed)
    return [World(each.name, {**each.values, **members[k]}) for each, k in zip(drawn, chosen, strict=True)]


def robustness(
    scenario: Scenario, *, worlds: int = 100, seeds: tuple[int, ...] = (1, 2, 3), price: float = 100.0,
    calibration: Path | None = None, workers: int | None = None, told: Callable[[int, int], object] | None = None,
) -> Robustness:  # fmt: skip
    """Compare a scenario with its twin in many worlds.

    Args:
        scenario: The scenario.
        worlds: How many worlds, at most; no more than the calibration tells of.
        seeds: On which seeds each; the same in all.
        price: Percent of productivity per unit of animosity.
        calibration: A result of ``experiments/calibrate.py`` to draw from, rather than what comes with the program.
        workers: How many processors to use.
        told: Is told how many parts are done, and of how many.
    """
    calibrated = kept_calibration(calibration)
    drawn_from = "the plausible ranges of all open coefficients"
    if calibrated is not None:
        drawn_from = (
            f"{len(calibrated.members)} sets of values that runs found to fit nearly as well ({calibrated.named}), "
        )
        drawn_from += "and the plausible ranges of the rest"
    listed = [World("as declared"), *worlds_of(worlds, seeds[0], calibrated)]
    batches = [listed[start : start + WORLDS_AT_ONCE] for start in range(0, len(listed), WORLDS_AT_ONCE)]
    jobs = [(batch, seed) for batch in batches for seed in seeds]
    found = all_of(lambda job: _paired(scenario, job[0], job[1]), jobs, workers, told)
    of_batch = [np.stack(found[k : k + len(seeds)], axis=-1) for k in range(0, len(found), len(seeds))]
    runs = np.concatenate(of_batch, axis=1)  # of shape (columns, worlds, seeds)
    nets = [balance(_table(runs[:, place]), price) for place in range(len(listed))]
    signs = [_sign(each) for each in nets[1:]]
    values, net = [world.values for world in listed[1:]], np.array([each.difference for each in nets[1:]])
    work, work_twin, grudge, grudge_twin = runs[:, 1:].mean(axis=2)
    return Robustness(
        worlds=len(values),
        drawn_from=drawn_from,
        pays=signs.count("pays"),
        loses=signs.count("loses"),
        depends=signs.count("depends"),
        signs=signs,
        net=net.tolist(),
        productivity=(100.0 * (work / work_twin - 1.0)).tolist(),
        animosity=(grudge - grudge_twin).tolist(),
        as_declared=nets[0],
        on=depends_on(values, net),
        losing=separating(values, signs),
    )


def separating(values: Sequence[Mapping[str, float]], signs: Sequence[str]) -> Discovery | None:
    """What separates the worlds in which a policy loses from those in which it pays.

    Args:
        values: The values of each world, by the name of the coefficient.
        signs: Of each world ``pays``, ``loses``, or something else, which is left out.

    Returns:
        The boxes of losing worlds; None where too few worlds are sure.
    """
    told = [place for place, sign in enumerate(signs) if sign != "depends"]
    names = list(values[0])
    places = np.array([[values[place][name] for name in names] for place in told]).reshape(-1, len(names))
    try:
        return discover(names, places, [signs[place] == "loses" for place in told])
    except AnalysisError:  # too few of them
        return None


COLUMNS = ("productivity", "twin_productivity", "animosity", "twin_animosity")


def _sign(net: Difference) -> str:
    """What a comparison would say of a world, by the same balance."""
    if not net.is_sure:
        return "depends"
    return "pays" if net.difference > 0 else "loses"


def _table(runs: Array) -> pd.DataFrame:
    """The runs of a world as the analysis wants them, from the shape (columns, seeds)."""
    import pandas as pd

    return pd.DataFrame(dict(zip(COLUMNS, runs, strict=True)))


def _paired(scenario: Scenario, worlds: list[World], seed: int) -> Array:
    """Productivity and animosity late, with the policy and of the twin: shape (columns, worlds)."""
    organization = organization_of(scenario, seed)
    sides = [inputs_of(each, seed) for each in (scenario, scenario.twin())]
    inputs = [Inputs(seed, own.levers, own.world, world.row(own.coefficients)) for world in worlds for own in sides]
    lanes = open_lanes(organization, inputs)
    live(lanes, 0, scenario.days)
    found = measures.series(lanes.tally, lanes.office_days, tie_counts(organization))
    late = (measures.last_quarter(found[name]).reshape(-1, 2) for name in ("productivity", "animosity"))
    return np.array([side for each in late for side in each.T])


def depends_on(values: list[Mapping[str, float]], outcome: Array) -> list[Dependence]:
    """On which coefficients an outcome depends, strongest first.

    Args:
        values: The values of each world.
        outcome: What came out there, shape (worlds,).
    """
    from scipy.special import ndtri
    from scipy.stats import rankdata

    names = [name for name in values[0] if len({each[name] for each in values}) > 1] if len(values) > 3 else []
    limit = -ndtri(0.025 / max(1, len(names))) / max(1.0, len(values) - 1.0) ** 0.5
    ranked = rankdata(outcome)
    made = []
    for name in names:
        x = np.array([each[name] for each in values])
        order, third = np.argsort(x), max(1, len(x) // 3)
        r = float(np.corrcoef(rankdata(x), ranked)[0, 1]) if np.ptp(ranked) > 0 else 0.0
        made.append(
            Dependence(
                name,
                r,
                *_fisher(r, len(x)),
                float(outcome[order[:third]].mean()),
                float(outcome[order[-third:]].mean()),
                bool(abs(r) > limit),
            )
        )
    return sorted(made, key=lambda each: -abs(each.correlation))


def _fisher(r: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a rank correlation (Fisher's z, with the wider variance that ranks have)."""
    reach = 1.96 * ((1.0 + r**2 / 2.0) / (n - 3.0)) ** 0.5
    z = np.arctanh(np.clip(r, -0.999999, 0.999999))
    return float(np.tanh(z - reach)), float(np.tanh(z + reach))
