"""Where a policy tips: the value of one factor at which an outcome changes its sign, in given circumstances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np

from sim.analysis.bisection import Plan, Search, in_words
from sim.analysis.outcomes import Array, Outcome
from sim.analysis.stepwise import Steps
from sim.experiment import DesignError, Factor


@dataclass(frozen=True)
class Tipping:
    """What a search found in one set of circumstances.

    Attributes:
        at: The values of the other factors, by name.
        search: What was looked at, and the crossings.
    """

    at: dict[str, float]
    search: Search

    def told(self) -> dict[str, Any]:
        """The same as JSON data."""
        return {
            "at": self.at,
            "words": in_words(self.search),
            "crossings": [asdict(each) for each in self.search.crossings()],
            "looks": [asdict(each) for _, each in sorted(self.search.looks.items())],
        }


def refuse_unsearchable(factor: Factor) -> None:
    """Refuse a factor that cannot be bisected.

    Raises:
        DesignError: If it is no range, or takes whole numbers only.
    """
    if not factor.is_range or factor.is_whole:
        raise DesignError(f"{factor.name}: a tipping point is searched within a range of fractions; write low:high")


def tip(steps: Steps, plan: Plan, at: Sequence[Factor], chosen: Outcome, seed: int) -> list[Tipping]:
    """Search in all circumstances at once, a step for all of them.

    Args:
        steps: Asks for runs; its factors are the one that is searched, then those of the circumstances.
        plan: How to search.
        at: The circumstances; every combination of their levels.
        chosen: The outcome whose sign is looked at.
        seed: Seed of the first replication; every value is run on the same seeds.

    Returns:
        What was found in each set of circumstances, in the order of their levels.
    """
    places = list(product(*(each.levels for each in at)))
    searches = [Search(plan) for _ in places]
    known: dict[tuple[int, float], Array] = {}
    while True:
        wanted = [(k, value, runs) for k, search in enumerate(searches) for value, runs in search.wanted()]
        if not wanted:
            break
        groups: dict[tuple[int, int], list[tuple[int, float]]] = {}
        for k, value, runs in wanted:
            groups.setdefault((len(known.get((k, value), ())), runs), []).append((k, value))
        for (begun, runs), own in sorted(groups.items()):  # a value that has some runs gets those that it lacks
            for key, found in zip(own, _outcomes(steps, own, places, chosen, runs - begun, seed + begun), strict=True):
                known[key] = np.concatenate([known.get(key, np.empty(0)), found])
        for k, value, _ in wanted:
            searches[k].tell(value, known[k, value])
    return [
        Tipping(dict(zip([each.name for each in at], place, strict=True)), search)
        for place, search in zip(places, searches, strict=True)
    ]


def _outcomes(
    steps: Steps, own: list[tuple[int, float]], places: list[tuple[float, ...]], chosen: Outcome, runs: int, seed: int
) -> list[Array]:
    """The outcomes of some values, each of shape (runs,)."""
    table = steps.ask(np.array([[value, *places[k]] for k, value in own]), runs, seed)
    values = chosen.read(table)
    points = table["point"].to_numpy()
    return [_filled(values[points == number], runs) for number in range(len(own))]


def _filled(values: Array, runs: int) -> Array:
    """Runs that failed have no value."""
    return np.concatenate([values, np.full(runs - len(values), np.nan)])
