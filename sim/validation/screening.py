"""The screening over all open coefficients: how often each pattern holds in admissible worlds, and what turns it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.patterns import PATTERNS
from sim.validation.claims import CLAIMS
from sim.validation.holding import readings, signs
from sim.validation.kept import PatternScreened, PatternScreening, Turning
from sim.validation.robustness import depends_on
from sim.validation.worlds import random_worlds

TURNING = 5
"""So many coefficients are named for each pattern."""


def screen_patterns(
    worlds: int, seeds: tuple[int, ...], *, size: float, model: str, command: str, workers: int | None = None,
    told: Callable[[int, int], object] | None = None,
) -> PatternScreening:  # fmt: skip
    """See in many worlds which patterns point the right way, and what that depends on.

    Args:
        worlds: How many worlds.
        seeds: On which seeds each.
        size: A factor on the sizes of the departments.
        model: The hash of the model's sources.
        command: The command that repeats it.
        workers: How many processors to use.
        told: Is told how many parts are done, and of how many.
    """
    drawn = random_worlds(worlds, seeds[0])
    read = readings(drawn, seeds, size=size, workers=workers, told=told)
    holds = [signs(read[:, place]) for place in range(worlds)]
    margin = np.array([
        [claim.direction * (float(row.mean()) - claim.zero) / scale for row in rows]
        for claim, rows in zip(CLAIMS, read, strict=True)
        if (scale := float(rows.mean(axis=1).std()) or 1.0)
    ])  # fmt: skip
    found = []
    for pattern in PATTERNS:
        own = [k for k, claim in enumerate(CLAIMS) if claim.pattern == pattern.number]
        held = np.array([each[pattern.number] for each in holds], dtype=np.float64)
        clearly = margin[own].min(axis=0)
        sure = [each for each in depends_on([world.values for world in drawn], clearly) if each.sure][:TURNING]
        shares = {each.name: each for each in depends_on([world.values for world in drawn], held)}
        found.append(
            PatternScreened(
                pattern.number, float(held.mean()),
                {CLAIMS[k].words: float((margin[k] > 0).mean()) for k in own},
                [Turning(s.name, s.correlation, shares[s.name].low, shares[s.name].high) for s in sure],
            )
        )  # fmt: skip
    return PatternScreening(worlds, list(seeds), model, command, found)
