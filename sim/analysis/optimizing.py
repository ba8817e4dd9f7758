"""Policies that no other beats: a search by NSGA-II (pymoo), each generation a sweep, and the front seen again on fresh luck.

All policies of a search live on the same seeds, so the search favours those that these seeds happen to favour. The front is
therefore run again on seeds that the search never saw, and what is reported are those numbers; how much the search had
flattered it is told beside. Doing nothing is the twin itself: no change, and a choice like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.outcomes import AnalysisError, Array, Outcome, by_point
from sim.analysis.paired import paired_difference
from sim.analysis.stepwise import Steps
from sim.experiment import Factor

GRID = 1000
"""Values that are tried are thousandths of a factor's range, so that they can be read, and typed again."""

MOST_ON_FRONT = 24
"""Policies of the front that are run again, evenly spread over it."""

WORST = 1e12
"""What stands for an outcome without a value: worse than any."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Goal:
    """An outcome to be made as large (``sign`` 1) or as small (-1) as possible."""

    outcome: Outcome
    sign: int


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        tried: One row per policy that was tried: ``generation``, the factors, the goals' mean outcomes.
        front: One row per policy of the front: the factors; for each goal ``<name>``, ``<name>_low``, ``<name>_high``
            on fresh seeds and ``<name>_searched`` on those of the search; ``pairs``; ``on_frontier``, whether no other
            of them, nor doing nothing, beats it on the fresh seeds.
    """

    tried: pd.DataFrame
    front: pd.DataFrame

    def flattery(self, goal: Goal) -> float:
        """How much better than on fresh seeds the front looked in the search, on average, in the goal's unit."""
        name = goal.outcome.name
        return float(goal.sign * (self.front[f"{name}_searched"] - self.front[name]).mean())


def best(gains: npt.ArrayLike, *, nothing: bool = True) -> Flags:
    """Which rows no other beats: shape (rows, goals), more is better.

    One beats another that is nowhere worse and somewhere better. Rows with a NaN are never best.

    Args:
        gains: The rows.
        nothing: Whether doing nothing, a row of zeros, is a choice too.
    """
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    rows = np.asarray(gains, dtype=np.float64)
    known = np.asarray(np.isfinite(rows).all(axis=1), dtype=np.bool_)
    filled = np.where(known[:, np.newaxis], rows, -WORST)
    choices = np.vstack([filled, np.zeros((1, rows.shape[1]))]) if nothing else filled
    made = np.zeros(len(choices), dtype=np.bool_)
    made[NonDominatedSorting().do(-choices, only_non_dominated_front=True)] = True
    return np.asarray(made[: len(rows)] & known, dtype=np.bool_)


def search(
    factors: Sequence[Factor], goals: Sequence[Goal], outcomes_of: Callable[[Array], Array], *, population: int, generations: int,
    seed: int, told: Callable[[int, int], object] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Search for policies that no other beats.

    Args:
        factors: What may be varied.
        goals: What is sought.
        outcomes_of: Answers for points, shape (points, factors), the goals' outcomes, shape (points, goals).
        population: Policies in a generation.
        generations: How many generations.
        seed: Of the search.
        told: Is told which generation begins, and of how many.

    Returns:
        Every policy that was tried, once: ``generation``, the factors, the goals' outcomes.
    """
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.core.problem import Problem

    problem = Problem(n_var=len(factors), n_obj=len(goals), xl=0.0, xu=1.0)
    algorithm = NSGA2(pop_size=population)
    algorithm.setup(problem, termination=("n_gen", generations), seed=seed, verbose=False)
    signs = np.array([each.sign for each in goals], dtype=np.float64)
    known: dict[tuple[float, ...], tuple[int, Array]] = {}
    for generation in range(generations):
        if told:
            told(generation, generations)
        asked = algorithm.ask()
        unit = np.round(asked.get("X") * GRID) / GRID
        points = [tuple(map(float, row)) for row in values_at(factors, unit)]
        new = [each for each in dict.fromkeys(points) if each not in known]
        if new:
            known.update(zip(new, ((generation, row) for row in outcomes_of(np.array(new))), strict=True))
        outcomes = np.array([known[each][1] for each in points])
        asked.set("X", unit)
        asked.set("F", np.where(np.isfinite(outcomes), -signs * outcomes, WORST))
        algorithm.tell(infills=asked)
    rows = [
        [generation, *point, *outcomes] for point, (generation, outcomes) in known.items()
    ]  # dictionaries keep the order in which policies were tried
    return pd.DataFrame(
        rows, columns=["generation", *(each.name for each in factors), *(each.outcome.name for each in goals)]
    )


def values_at(factors: Sequence[Factor], unit: Array) -> Array:
    """The values at places of the unit cube, as short as they can be written; shape (points, factors)."""
    made = np.stack([each.at(unit[:, k]) for k, each in enumerate(factors)], axis=1)
    return np.array([[float(f"{value:.6g}") for value in row] for row in made]).reshape(made.shape)


def optimize(
    steps: Steps, goals: Sequence[Goal], *, population: int, generations: int, replications: int, fresh: int, seed: int,
    told: Callable[[int, int], object] | None = None,
) -> Found:  # fmt: skip
    """Search, and run the front again on fresh seeds.

    Args:
        steps: Asks for runs.
        goals: What is sought.
        population: Policies in a generation.
        generations: How many generations.
        replications: Runs of each policy in the search, on the seeds from ``seed`` on.
        fresh: Runs of each policy of the front, on the seeds after those.
        seed: Seed of the first run, and of the search.
        told: Is told which generation begins, and of how many.

    Raises:
        AnalysisError: If no policy has a value in all goals.
    """

    def outcomes_of(points: Array) -> Array:
        table = steps.ask(points, replications, seed)
        return np.stack(
            [by_point(table, each.outcome).reindex(range(len(points))).to_numpy() for each in goals], axis=1
        )

    tried = search(
        steps.factors, goals, outcomes_of, population=population, generations=generations, seed=seed, told=told
    )
    front = _spread(tried[best(_gains(tried, goals), nothing=False)], goals[0])
    if front.empty:
        raise AnalysisError(f"none of the {len(tried)} policies that were tried has a value in all goals")
    names = [each.name for each in steps.factors]
    table = steps.ask(front[names].to_numpy(), fresh, seed + replications)
    rows = [
        {**dict(zip(names, row, strict=True)), **_seen_again(table[table["point"] == number], goals)}
        for number, row in enumerate(front[names].to_numpy())
    ]
    made = pd.DataFrame(rows)
    for each in goals:
        made[f"{each.outcome.name}_searched"] = front[each.outcome.name].to_numpy()
    made["on_frontier"] = best(_gains(made, goals))
    return Found(tried, made)


def in_words(found: Found, goals: Sequence[Goal], fresh: int) -> str:
    """What a search found, in a few sentences."""
    kept, seen = int(found.front["on_frontier"].sum()), len(found.front)
    stand = (
        f"{kept} of them still stand: neither another nor doing nothing beats them"
        if kept
        else "none of them still stands: doing nothing beats them all"
    )
    told = (
        f"{len(found.tried)} policies were tried; {seen} that no other beat were run again on {fresh} seeds that the search "
        f"had not seen, and {stand}."
    )
    for goal in goals:
        much = found.flattery(goal)
        unit = "" if goal.outcome.unit == "1" else f" {goal.outcome.unit}"
        word = "worse" if much > 0 else "better"
        told += f" Their {goal.outcome.words} is {abs(much):.2g}{unit} {word} there than in the search."
    return told


def _gains(rows: pd.DataFrame, goals: Sequence[Goal]) -> Array:
    return np.stack([each.sign * rows[each.outcome.name].to_numpy(dtype=np.float64) for each in goals], axis=1)


def _spread(front: pd.DataFrame, along: Goal) -> pd.DataFrame:
    """At most so many of a front as are run again, evenly spread along a goal, its ends among them."""
    ordered = front.sort_values(along.outcome.name, kind="stable")
    if len(ordered) <= MOST_ON_FRONT:
        return ordered
    return ordered.iloc[np.unique(np.linspace(0, len(ordered) - 1, MOST_ON_FRONT).round().astype(int))]


def _seen_again(own: pd.DataFrame, goals: Sequence[Goal]) -> dict[str, Any]:
    made: dict[str, Any] = {"pairs": len(own)}
    for each in goals:
        mean = paired_difference(each.outcome.read(own), np.zeros(len(own)))
        name = each.outcome.name
        made |= {name: mean.difference, f"{name}_low": mean.low, f"{name}_high": mean.high}
    return made
