"""Whether the patterns hold: their offices, lived on some seeds and in some worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.measures import MEASURES
from sim.validation.claims import CLAIMS, DAYS, LONG_DAYS, LONG_OFFICES, OFFICES, Claim, Run
from sim.validation.living import Variant, all_of, courses, in_batches
from sim.validation.paired import Interval, interval
from sim.validation.worlds import DECLARED, World

NO_REASON = "No reason is known."
"""What is said where a row is not met and nobody knows why."""


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

    @property
    def reason(self) -> str:
        """Why the claim is not met, in words; empty where it is."""
        if self.met:
            return ""
        if self.claim.is_met(self.shown.mean, self.shown.mean):
            return "The mean has the size that is asked for; the interval over the seeds is too wide to be sure of it."
        return self.claim.why or NO_REASON


class _Noting(dict[str, dict[str, npt.NDArray[np.float64]]]):
    """Courses in which nothing ever happens, which note the offices that are read."""

    def __missing__(self, office: str) -> dict[str, npt.NDArray[np.float64]]:
        long = office in {each.name for each in LONG_OFFICES}
        self[office] = dict.fromkeys(MEASURES, np.ones(LONG_DAYS if long else DAYS))
        return self[office]


def offices_read(claims: Sequence[Claim]) -> frozenset[str]:
    """The names of the offices that some claims look at."""
    noted = _Noting()
    for claim in claims:
        claim.read(noted)
    return frozenset(noted)


def runs_of(
    worlds: Sequence[World], seed: int, size: float = 1.0, offices: frozenset[str] | None = None
) -> list[Run]:  # fmt: skip
    """The courses of the offices of the patterns on one seed, in each of the worlds.

    Args:
        worlds: The worlds.
        seed: The seed.
        size: A factor on the sizes of the departments.
        offices: The names of those that are wanted; all where none are given.
    """
    made: list[dict[str, dict[str, npt.NDArray[np.float64]]]] = [{} for _ in worlds]
    for variants, days in ((OFFICES, DAYS), (LONG_OFFICES, LONG_DAYS)):
        wanted: list[Variant] = [each for each in variants if offices is None or each.name in offices]
        if wanted:
            found = courses(wanted, worlds, seed, days, size)
            for w, run in enumerate(made):
                run |= {v.name: {m: each[:, w, k] for m, each in found.items()} for k, v in enumerate(wanted)}
    return list(made)


def readings(
    worlds: Sequence[World],
    seeds: Sequence[int],
    claims: Sequence[Claim] = CLAIMS,
    *,
    size: float = 1.0,
    workers: int | None = None,
    told: Callable[[int, int], object] | None = None,
) -> npt.NDArray[np.float64]:
    """Some claims, all by default, in every world on every seed: shape (claims, worlds, seeds)."""
    offices = offices_read(claims)
    batches = in_batches(worlds, max(1, len(offices)))
    jobs = [(batch, seed) for batch in batches for seed in seeds]

    def read(job: tuple[list[World], int]) -> npt.NDArray[np.float64]:
        batch, seed = job
        runs = runs_of(batch, seed, size, offices)
        return np.array([[claim.read(run) for run in runs] for claim in claims])

    found = all_of(read, jobs, workers, told)
    per_batch = [np.stack(found[start : start + len(seeds)], axis=-1) for start in range(0, len(found), len(seeds))]
    return np.concatenate(per_batch, axis=1)


def held(seeds: Sequence[int], world: World = DECLARED, claims: Sequence[Claim] = CLAIMS, *, size: float = 1.0,
         workers: int | None = None, told: Callable[[int, int], object] | None = None) -> list[Held]:  # fmt: skip
    """Some claims of the patterns, all by default, on some seeds."""
    return judged(readings([world], seeds, claims, size=size, workers=workers, told=told)[:, 0], claims)


def judged(values: npt.NDArray[np.float64], claims: Sequence[Claim] = CLAIMS) -> list[Held]:
    """Claims with their intervals, from readings of shape (claims, seeds)."""
    made = []
    for claim, row in zip(claims, values, strict=True):
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
