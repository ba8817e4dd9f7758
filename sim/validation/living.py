"""Offices that live side by side: variants of one office in several worlds, all in one call of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from sim import measures
from sim.experiment import inputs_of, organization_of
from sim.run import Inputs, live, open_lanes, tie_counts
from sim.scenario import Scenario, load
from sim.validation.worlds import World

if TYPE_CHECKING:
    from sim.lanes import Lanes
    from sim.measures import Array

Thing = TypeVar("Thing")
Result = TypeVar("Result")


@lru_cache(maxsize=256)
def office(name: str, overrides: tuple[str, ...] = ()) -> Scenario:
    """A shipped scenario with values set over it."""
    return load(name, overrides=overrides)


@dataclass(frozen=True)
class Variant:
    """A scenario under a name.

    Attributes:
        name: What it is called among the others.
        scenario: A shipped scenario.
        overrides: Values set over it.
    """

    name: str
    scenario: str = "cubicle_farm"
    overrides: tuple[str, ...] = ()

    def inputs(self, seed: int, days: int, size: float) -> Inputs:
        """The inputs of its run on a seed, in the world as declared."""
        return _inputs(self, days, size, seed)

    def office(self, days: int, size: float) -> Scenario:
        """The scenario, over so many days, its departments made smaller or larger by a factor."""
        sizes = () if size == 1.0 else _sizes(self.scenario, size)
        return office(self.scenario, (f"days={days}", *sizes, *self.overrides))


@lru_cache(maxsize=256)
def _tables(variant: Variant, days: int, size: float) -> Inputs:
    return inputs_of(variant.office(days, size), 0)


def _inputs(variant: Variant, days: int, size: float, seed: int) -> Inputs:
    found = _tables(variant, days, size)
    return Inputs(seed, found.levers, found.world, found.coefficients)


@lru_cache(maxsize=64)
def _sizes(scenario: str, size: float) -> tuple[str, ...]:
    departments = office(scenario).organization.departments
    return tuple(
        f"organization.departments.{name}.size={max(6, round(size * each.size))}" for name, each in departments.items()
    )


def side_by_side(
    variants: Sequence[Variant], worlds: Sequence[World], seed: int, days: int, size: float = 1.0
) -> Lanes:
    """Open the variants in each of the worlds: lane ``w * len(variants) + v`` is variant v in world w.

    Args:
        variants: Scenarios of one and the same office.
        worlds: The worlds.
        seed: The seed of all.
        days: How many days they will live.
        size: A factor on the sizes of the departments.
    """
    organization = organization_of(variants[0].office(days, size), seed)
    inputs = []
    for world in worlds:
        for variant in variants:
            own = variant.inputs(seed, days, size)
            inputs.append(Inputs(seed, own.levers, own.world, world.row(own.coefficients)))
    return open_lanes(organization, inputs)


def courses(
    variants: Sequence[Variant], worlds: Sequence[World], seed: int, days: int, size: float = 1.0
) -> dict[str, Array]:
    """Every measure by day, shape (days, worlds, variants)."""
    organization = organization_of(variants[0].office(days, size), seed)
    lanes = side_by_side(variants, worlds, seed, days, size)
    live(lanes, 0, days)
    found = measures.series(lanes.tally, lanes.office_days, tie_counts(organization))
    return {name: each.reshape(days, len(worlds), len(variants)) for name, each in found.items()}


def all_of(
    task: Callable[[Thing], Result],
    things: Iterable[Thing],
    workers: int | None = None,
    told: Callable[[int, int], object] | None = None,
) -> list[Result]:
    """Do a task on each thing, several at once: the compiled days let go of Python's lock.

    Args:
        task: The task.
        things: On what.
        workers: How many at once; as many as there are processors where none is given.
        told: Is told how many are done, and of how many.
    """
    import os

    listed = list(things)
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        results = []
        for number, result in enumerate(pool.map(task, listed), start=1):
            results.append(result)
            if told:
                told(number, len(listed))
        return results


def in_batches(worlds: Sequence[World], variants: int, lanes: int = 48) -> list[list[World]]:
    """Worlds in batches, so that not too many lanes stand side by side."""
    many = max(1, lanes // variants)
    return [list(worlds[start : start + many]) for start in range(0, len(worlds), many)]


def stacked(found: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """Results of batches, by name, put together along their first axis."""
    return {name: np.concatenate([each[name] for each in found]) for name in found[0]}
