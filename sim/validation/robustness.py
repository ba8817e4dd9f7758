"""How far a verdict hangs on coefficients that no source gives: the policy and its twin in many admissible worlds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim import measures
from sim.experiment import inputs_of, organization_of
from sim.run import Inputs, live, open_lanes, tie_counts
from sim.scenario import Scenario
from sim.validation.kept import Calibrated, kept_calibration
from sim.validation.living import all_of
from sim.validation.paired import Interval, interval
from sim.validation.worlds import OPEN, World, random_worlds

Array = npt.NDArray[np.float64]

WORLDS_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Dependence:
    """A coefficient on which the verdict depends.

    Attributes:
        name: The coefficient.
        correlation: Rank correlation of its value with the net gain over the worlds (Spearman).
        low: The mean net gain in the third of the worlds in which it is lowest, in percent of productivity.
        high: The same where it is highest.
        sure: Whether so strong a correlation is no chance, all coefficients considered (5 % in all).
    """

    name: str
    correlation: float
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
        net: The net gain of each world, in percent of productivity.
        productivity: The rise of productivity of each world, in percent.
        animosity: The rise of animosity of each world.
        as_declared: The net gain with the declared values.
        on: The coefficients, those on which it depends most first.
    """

    worlds: int
    drawn_from: str
    pays: int
    loses: int
    depends: int
    net: list[float]
    productivity: list[float]
    animosity: list[float]
    as_declared: Interval
    on: list[Dependence]


def worlds_of(many: int, seed: int, calibrated: Calibrated | None) -> list[World]:
    """Worlds from what is open: a set of values that fits nearly as well each, and plausible values for the rest."""
    drawn = random_worlds(many, seed)
    known = {each.name for each in OPEN}
    members = [{n: x for n, x in each.items() if n in known} for each in calibrated.members] if calibrated else []
    if not members:
        return drawn
    chosen = np.random.default_rng(seed).integers(len(members), size=many)
    return [World(each.name, {**each.values, **members[k]}) for each, k in zip(drawn, chosen, strict=True)]


def robustness(
    scenario: Scenario, *, worlds: int = 100, seeds: tuple[int, ...] = (1, 2, 3), price: float = 100.0,
    calibration: Path | None = None, workers: int | None = None, told: Callable[[int, int], object] | None = None,
) -> Robustness:  # fmt: skip
    """Compare a scenario with its twin in many worlds.

    Args:
        scenario: The scenario.
        worlds: How many worlds.
        seeds: On which seeds each; the same in all.
        price: Percent of productivity per unit of animosity.
        calibration: A result of ``experiments/calibrate.py`` to draw from, rather than what comes with the program.
        workers: How many processors to use.
        told: Is told how many parts are done, and of how many.
    """
    calibrated = kept_calibration(calibration)
    drawn_from = "the plausible ranges of all open coefficients"
    if calibrated is not None:
        drawn_from = f"{len(calibrated.members)} sets of values that fit nearly as well ({calibrated.named}), "
        drawn_from += "and the plausible ranges of the rest"
    listed = [World("as declared"), *worlds_of(worlds, seeds[0], calibrated)]
    batches = [listed[start : start + WORLDS_AT_ONCE] for start in range(0, len(listed), WORLDS_AT_ONCE)]
    jobs = [(batch, seed) for batch in batches for seed in seeds]
    found = all_of(lambda job: _paired(scenario, job[0], job[1]), jobs, workers, told)
    of_batch = [np.stack(found[k : k + len(seeds)], axis=-1) for k in range(0, len(found), len(seeds))]
    work, grudge = np.concatenate(of_batch, axis=1)  # each of shape (worlds, seeds)
    net = work - price * grudge
    signs = [_sign(interval(row)) for row in net[1:]]
    return Robustness(
        worlds=worlds,
        drawn_from=drawn_from,
        pays=signs.count("pays"),
        loses=signs.count("loses"),
        depends=signs.count("depends"),
        net=net[1:].mean(axis=1).tolist(),
        productivity=work[1:].mean(axis=1).tolist(),
        animosity=grudge[1:].mean(axis=1).tolist(),
        as_declared=interval(net[0]),
        on=depends_on([world.values for world in listed[1:]], net[1:].mean(axis=1)),
    )


def _sign(net: Interval) -> str:
    return "pays" if net.low > 0 else "loses" if net.high < 0 else "depends"


def _paired(scenario: Scenario, worlds: list[World], seed: int) -> Array:
    """Rise of productivity in percent, and of animosity, against the twin; shape (2, worlds)."""
    organization = organization_of(scenario, seed)
    sides = [inputs_of(each, seed) for each in (scenario.twin(), scenario)]
    inputs = [Inputs(seed, own.levers, own.world, world.row(own.coefficients)) for world in worlds for own in sides]
    lanes = open_lanes(organization, inputs)
    live(lanes, 0, scenario.days)
    found = measures.series(lanes.tally, lanes.office_days, tie_counts(organization))
    work, grudge = (measures.last_quarter(found[name]).reshape(-1, 2) for name in ("productivity", "animosity"))
    return np.array([100.0 * (work[:, 1] / work[:, 0] - 1.0), grudge[:, 1] - grudge[:, 0]])


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
                float(outcome[order[:third]].mean()),
                float(outcome[order[-third:]].mean()),
                bool(abs(r) > limit),
            )
        )
    return sorted(made, key=lambda each: -abs(each.correlation))
