"""Whether the patterns hold: their offices, lived on some seeds and in some worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.validation.claims import CLAIMS, DAYS, LONG_DAYS, LONG_OFFICES, OFFICES, Claim, Run
from sim.validation.living import all_of, courses, in_batches
from sim.validation.paired import Interval, interval
from sim.validation.worlds import DECLARED, World


@dataclass(frozen=True, slots=True)
class Held:
    """One claim of a pattern, with what the model shows.

    Attributes:
        claim: The claim.
        shown: The mean over seeds with its interval.
        met: Whether the whole interval has the size that is asked for.
    """

    claim: Claim
    shown: Interval
    met: bool


def runs_of(worlds: Sequence[World], seed: int, size: float = 1.0) -> list[Run]:
    """The courses of all offices of the patterns on one seed, in each of the worlds."""
    short = courses(OFFICES, worlds, seed, DAYS, size)
    long = courses(LONG_OFFICES, worlds, seed, LONG_DAYS, size)
    return [
        {
            **{v.name: {m: each[:, w, k] for m, each in short.items()} for k, v in enumerate(OFFICES)},
            **{v.name: {m: each[:, w, k] for m, each in long.items()} for k, v in enumerate(LONG_OFFICES)},
        }
        for w in range(len(worlds))
    ]


def readings(
    worlds: Sequence[World],
    seeds: Sequence[int],
    *,
    size: float = 1.0,
    workers: int | None = None,
    told: Callable[[int, int], object] | None = None,
) -> npt.NDArray[np.float64]:
    """Every claim in every world on every seed, shape (claims, worlds, seeds)."""
    batches = in_batches(worlds, len(OFFICES))
    jobs = [(batch, seed) for batch in batches for seed in seeds]

    def read(job: tuple[list[World], int]) -> npt.NDArray[np.float64]:
        batch, seed = job
        runs = runs_of(batch, seed, size)
        return np.array([[claim.read(run) for run in runs] for claim in CLAIMS])

    found = all_of(read, jobs, workers, told)
    per_batch = [np.stack(found[start : start + len(seeds)], axis=-1) for start in range(0, len(found), len(seeds))]
    return np.concatenate(per_batch, axis=1)


def held(seeds: Sequence[int], world: World = DECLARED, *, size: float = 1.0, workers: int | None = None,
         told: Callable[[int, int], object] | None = None) -> list[Held]:  # fmt: skip
    """Every claim of the patterns, on some seeds."""
    return judged(readings([world], seeds, size=size, workers=workers, told=told)[:, 0])


def judged(values: npt.NDArray[np.float64]) -> list[Held]:
    """Claims with their intervals, from readings of shape (claims, seeds)."""
    made = []
    for claim, row in zip(CLAIMS, values, strict=True):
        shown = interval(row)
        made.append(Held(claim, shown, claim.is_met(shown.low, shown.high)))
    return made


def signs(values: npt.NDArray[np.float64]) -> dict[int, bool]:
    """Whether each pattern points the right way in all its claims, from readings of shape (claims, seeds)."""
    holds: dict[int, bool] = {}
    for claim, row in zip(CLAIMS, values, strict=True):
        right = claim.has_sign(float(np.mean(row)))
        holds[claim.pattern] = holds.get(claim.pattern, True) and right
    return holds
