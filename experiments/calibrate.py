"""Which values of the coefficients that rest on judgement fit the published figures and the patterns best?

A Gauss-Newton step with a prior. Every coefficient that rests on judgement is moved by itself, with the same people and the
same luck, on several calibration seeds: that gives the slope of every figure and every claim of the patterns, and how sure
it is. Coefficients that move nothing beyond chance stay at their priors. The others move to where the slopes and the prior
together predict the least miss (bounded linear least squares), for several weights of the prior; which weight to trust is
decided by runs on further seeds. The fit is told on seeds that neither saw. All are calibration seeds, 1 to 999. The
result is a file: values, their spread, the fit figure by figure, and the coefficients that stay. It changes no default: that
is decided by hand, and the file named.

    uv run python experiments/calibrate.py
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import lsq_linear

import sim
from sim.compiled import sources_hash
from sim.validation.aims import misses, reach, readings, told_apart, values_of
from sim.validation.fitting import Seen, Trial, see
from sim.validation.living import all_of
from sim.validation.observing import Span
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS, OPEN, World

SLOPES, CHOICE, FRESH = tuple(range(1, 7)), tuple(range(101, 109)), tuple(range(901, 909))
"""Seeds on which slopes are measured, on which the weight of the prior is chosen, and on which the fit is told."""

STEP = 0.6
"""By how much a coefficient is moved to see what moves with it, in half plausible ranges."""

FURTHEST = 0.8
"""The furthest move, in half plausible ranges: beyond that nobody has looked at the slopes."""

WEIGHTS = (1.0, 3.0, 10.0, 30.0)
"""Weights of the prior that are tried: a move by half the plausible range counts as so many squared deviations of a figure."""

TOGETHER = 8
"""So many worlds live side by side: they share the walk over the ties."""

MEMBERS = 200
"""So many worlds that fit nearly as well are kept, for whoever draws from what calibration left open."""

QUICK = Trial(span=Span(60, 40, 60), size=0.15, pattern_size=0.15)

Values = dict[str, float]


class Runs:
    """All runs, kept in a file as they come: the same command replays them and goes on."""

    def __init__(self, folder: Path, trial: Trial) -> None:
        self.path, self.trial = folder / "runs.jsonl", trial
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.is_file() else []
        told = [json.loads(line) for line in lines]
        self.known = {
            self._key(each["values"], each["seed"]): Seen(tuple(each["figures"]), tuple(each["claims"]))
            for each in told
            if each["model"] == sources_hash()
        }

    @staticmethod
    def _key(values: Values, seed: int) -> str:
        return f"{seed} {json.dumps(values, sort_keys=True)}"

    def of(self, worlds: Sequence[Values], seeds: Sequence[int]) -> list[list[Seen]]:
        """Live some worlds on each of some seeds, unless the file knows them: by world, then by seed."""
        jobs = []
        for seed in seeds:
            wanted = {self._key(each, seed): each for each in worlds}
            missing = [each for key, each in wanted.items() if key not in self.known]
            jobs += [(missing[first : first + TOGETHER], seed) for first in range(0, len(missing), TOGETHER)]
        at_once = 4 * (self.trial.workers or 2)
        for start in range(0, len(jobs), at_once):
            part = jobs[start : start + at_once]
            made = all_of(
                lambda job: see([World("", each) for each in job[0]], job[1], self.trial), part, self.trial.workers
            )
            for (group, seed), seen in zip(part, made, strict=True):
                self._keep(group, seed, seen)
            print(f"{start + len(part)} of {len(jobs)} batches", file=sys.stderr)
        return [[self.known[self._key(each, seed)] for seed in seeds] for each in worlds]

    def _keep(self, group: Sequence[Values], seed: int, seen: Sequence[Seen]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            for values, each in zip(group, seen, strict=True):
                told = {"values": values, "seed": seed, "figures": each.figures, "claims": each.claims}
                file.write(json.dumps({**told, "model": sources_hash()}) + "\n")
                self.known[self._key(values, seed)] = each


@dataclass(frozen=True)
class Slopes:
    """What each coefficient moves.

    Attributes:
        missed: How far the declared values miss each aim, shape (statistics,).
        of_misses: The change of these per move, shape (statistics, coefficients).
        telling: By coefficient, the figures and patterns that move with it beyond chance.
    """

    missed: np.ndarray
    of_misses: np.ndarray
    telling: dict[str, list[str]]


def slopes(runs: Runs, names: list[str], seeds: Sequence[int]) -> Slopes:
    """Move every coefficient by itself, towards the farther end of its plausible range."""
    low, high = reach(names)
    steps = np.where(high >= -low, np.minimum(STEP, high), -np.minimum(STEP, -low))
    worlds = [{}, *(values_of(np.array([step]), [name]) for step, name in zip(steps, names, strict=True))]
    seen = runs.of(worlds, seeds)
    shown, missed = (
        np.array([[read(each) for each in by_seed] for by_seed in seen]) for read in (readings, misses)
    )  # both of shape (worlds, seeds, statistics)
    shown = np.nan_to_num(shown)
    per_move = ((shown[1:] - shown[0]) / steps[:, None, None]).transpose(1, 2, 0)
    mean = missed.mean(axis=1)
    return Slopes(mean[0], ((mean[1:] - mean[0]) / steps[:, None]).T, told_apart(per_move, names))


def moved(found: Slopes, apart: np.ndarray, names: list[str], weight: float) -> np.ndarray:
    """The moves that are predicted to miss least, the prior having some weight; of those told apart, shape (apart,)."""
    if not len(apart):
        return np.zeros(0)
    low, high = reach(names)
    low, high = np.maximum(low, -FURTHEST)[apart], np.minimum(high, FURTHEST)[apart]
    rows = np.concatenate([found.of_misses[:, apart], np.sqrt(weight) * np.eye(len(apart))])
    goal = np.concatenate([-found.missed, np.zeros(len(apart))])
    made: np.ndarray = lsq_linear(rows, goal, bounds=(np.minimum(low, -1e-9), np.maximum(high, 1e-9))).x
    return made


def mean_of(seen: Sequence[Seen]) -> Seen:
    """What was seen on several seeds, averaged."""
    figures = np.array([each.figures for each in seen])
    known = np.isfinite(figures)
    counts = known.sum(axis=0)
    sums = np.where(known, figures, 0.0).sum(axis=0)
    means = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    return Seen(tuple(means.tolist()), tuple(np.mean([each.claims for each in seen], axis=0).tolist()))


def left_open(found: Slopes, apart: np.ndarray, weight: float) -> np.ndarray:
    """Covariance of the moves that slopes and prior leave, shape (apart, apart); the prior's alone is 1 / weight."""
    by_move = found.of_misses[:, apart]
    made: np.ndarray = np.linalg.inv(by_move.T @ by_move + weight * np.eye(len(apart)))
    return made


def spread(found: Slopes, apart: np.ndarray, names: list[str], at: np.ndarray, weight: float) -> list[Values]:
    """Worlds that fit nearly as well: drawn from the normal distribution that slopes and prior leave around the best."""
    if not len(apart):
        return [{}] * MEMBERS
    drawn = np.random.default_rng(1).multivariate_normal(at, left_open(found, apart, weight), size=MEMBERS)
    return [values_of(each, [names[k] for k in apart]) for each in drawn]


def fit_of(seen: Seen) -> dict[str, object]:
    """Figures and loss of what was seen."""
    figures = {t.number: round(x, 4) for t, x in zip(TARGETS, seen.figures, strict=True)}
    return {"figures": figures, "loss": round(seen.loss, 3), "met": sum(t.is_met(figures[t.number]) for t in TARGETS)}


def calibrated(
    runs: Runs, names: list[str], seeds: tuple[Sequence[int], Sequence[int], Sequence[int]]
) -> dict[str, object]:
    """Measure, move, choose and check: what was found, as it is written."""
    of_slopes, of_choice, of_fit = seeds
    found = slopes(runs, names, of_slopes)
    apart = np.array([k for k, name in enumerate(names) if found.telling[name]], dtype=int)
    chosen = [names[k] for k in apart]
    print(f"{len(apart)} of {len(names)} coefficients are told apart", file=sys.stderr)
    moves = [moved(found, apart, names, weight) for weight in WEIGHTS]
    tried = runs.of([{}, *(values_of(each, chosen) for each in moves)], of_choice)
    losses = [mean_of(each).loss for each in tried]
    print("loss as declared, and by weight:", *(f"{each:.2f}" for each in losses), file=sys.stderr)
    best = int(np.argmin(losses[1:]))
    values, weight = values_of(moves[best], chosen), WEIGHTS[best]
    members = spread(found, apart, names, moves[best], weight)
    rows = np.array([[each[name] for name in chosen] for each in members]).reshape(len(members), -1)
    low, high = np.quantile(rows, [0.05, 0.95], axis=0) if len(apart) else np.zeros((2, 0))
    narrowed = 1.0 - np.sqrt(weight * np.diag(left_open(found, apart, weight)))
    before, after = (fit_of(mean_of(each)) for each in runs.of([{}, values], of_fit))
    return {
        "command": shlex.join(["python", *sys.argv]), "version": sim.__version__, "model": sources_hash(),
        "method": "Gauss-Newton step on slopes under common random numbers, with a prior (scipy.optimize.lsq_linear)",
        "seeds": {"slopes": list(of_slopes), "choice": list(of_choice), "fit": list(of_fit)}, "runs": len(runs.known),
        "trial": asdict(runs.trial), "prior_weight": weight, "choice": dict(zip(("declared", *WEIGHTS), losses, strict=True)),
        "loss": {"declared": before["loss"], "calibrated": after["loss"]},
        "met": {"declared": before["met"], "calibrated": after["met"]},
        "figures": {
            t.number: {
                "name": t.name, "published": t.figure, "accepted": [round(t.low, 3), round(t.high, 3)],
                "declared": before["figures"][t.number], "calibrated": after["figures"][t.number],
            } for t in TARGETS
        },
        "values": {
            name: {
                "declared": COEFFICIENTS[name].default, "calibrated": float(f"{values[name]:.3g}"),
                "low": float(f"{low[k]:.3g}"), "high": float(f"{high[k]:.3g}"),
                "narrowed": round(float(narrowed[k]), 3), "moves": found.telling[name],
            } for k, name in enumerate(chosen)
        },
        "not_told_apart": sorted(set(names) - set(chosen)),
        "ensemble": {"names": chosen, "rows": [[float(f"{x:.4g}") for x in row] for row in rows]},
    }  # fmt: skip


def main() -> None:
    """Calibrate, or go on with a calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, help="processors to use; all by default")
    parser.add_argument(
        "--folder", type=Path, default=Path("results/calibration"), help="where to go on (default: %(default)s)"
    )
    parser.add_argument(
        "--output", type=Path, default=Path("experiments/calibration/latest.json"),
        help="the result (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--quick", action="store_true", help="a tiny run, to see that it works; its numbers mean nothing"
    )
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    names = [each.name for each in (OPEN[::30] if said.quick else OPEN)]
    seeds = (SLOPES[:3], CHOICE[:1], FRESH[:1]) if said.quick else (SLOPES, CHOICE, FRESH)
    told = calibrated(Runs(said.folder, QUICK if said.quick else Trial(workers=said.workers)), names, seeds)
    said.output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told, indent=1)
    by_row = re.sub(r"\[[^][{}\"]*\]", lambda numbers: " ".join(numbers.group().split()), text)
    said.output.write_text(by_row + "\n", encoding="utf-8")
    print(f"Wrote {said.output}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on with the rest.")
