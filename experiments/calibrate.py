"""Which values of the coefficients that rest on judgement fit the published figures and the patterns best?

An ensemble of worlds is drawn from the plausible ranges, around the declared values, and lived, a few worlds on each
calibration seed (1 to 899), so that no seed is learned by heart. It is then drawn towards what fits, in several steps: an
ensemble smoother with multiple data assimilation (ES-MDA: Emerick & Reynolds 2013), with correlations that chance can make
left out (adaptive localization), from the library iterative_ensemble_smoother. What is left of the ensemble in the end is the
spread that the figures leave open. Coefficients that nothing tells apart stay at their priors. The middle of the ensemble is
then run against the declared values on calibration seeds that no step saw (901 to 908). The result is a file: values, their
spread, the fit figure by figure, and the coefficients that stay. It changes no default: that is decided by hand, and the
file named.

    uv run --group calibration python experiments/calibrate.py
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
from iterative_ensemble_smoother import AdaptiveESMDA

import sim
from sim.compiled import sources_hash
from sim.validation.aims import aims, statistics, told_apart, values_of
from sim.validation.fitting import Seen, Trial, see
from sim.validation.living import all_of
from sim.validation.observing import Span
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS, OPEN, World

FRESH = tuple(range(901, 909))
"""Calibration seeds on which the fit is told; no step sees them."""

QUICK = Trial(span=Span(60, 40, 60), size=0.15, pattern_size=0.15)

TOGETHER = 4
"""So many worlds live on the same seed: they share the walk over the ties."""

WIDTH = 0.7
"""Standard deviation of the first ensemble's moves: most of them stay within three quarters of the plausible range."""

MEMBERS = 40
"""So many worlds of the last ensemble are kept, for whoever draws from what calibration left open."""

LUCK = 1
"""Seed of the ensemble's own draws."""


class Runs:
    """The runs of all steps, kept in a file as they come: the same command replays them and goes on."""

    def __init__(self, folder: Path, trial: Trial) -> None:
        self.path, self.trial = folder / "runs.jsonl", trial
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.is_file() else []
        self.known = [json.loads(line) for line in lines]
        self.count = 0

    def of(self, worlds: list[dict[str, float]]) -> list[Seen]:
        """Live some worlds, each group on the next seed, unless the file knows them."""
        groups = [worlds[first : first + TOGETHER] for first in range(0, len(worlds), TOGETHER)]
        first_seed = 1 + self.count // TOGETHER
        jobs = [(group, first_seed + number) for number, group in enumerate(groups)]
        found = [seen for job in self._missing(jobs) for seen in job]
        self.count += len(groups) * TOGETHER
        return found

    def _missing(self, jobs: list[tuple[list[dict[str, float]], int]]) -> list[list[Seen]]:
        known = {(json.dumps(each["values"]), each["seed"]): each for each in self.known}
        at_once = 4 * (self.trial.workers or 2)
        found: list[list[Seen]] = []
        for start in range(0, len(jobs), at_once):
            part = jobs[start : start + at_once]
            kept = [[known.get((json.dumps(values), seed)) for values in group] for group, seed in part]
            lacking = [job for job, told in zip(part, kept, strict=True) if None in told]
            lived = iter(
                all_of(lambda job: see([World("", v) for v in job[0]], job[1], self.trial), lacking, self.trial.workers)
            )
            for (group, seed), told in zip(part, kept, strict=True):
                if None in told:
                    found.append(next(lived))
                    self._keep(group, seed, found[-1])
                else:
                    found.append([Seen(tuple(each["figures"]), tuple(each["claims"])) for each in told if each])
            if lacking:
                print(f"{sum(map(len, found))} of {sum(len(group) for group, _ in jobs)} runs", file=sys.stderr)
        return found

    def _keep(self, group: list[dict[str, float]], seed: int, seen: list[Seen]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            for values, each in zip(group, seen, strict=True):
                told = {"values": values, "seed": seed, "figures": each.figures, "claims": each.claims}
                file.write(json.dumps(told) + "\n")


def shown_by(runs: Runs, moves: np.ndarray, names: list[str]) -> np.ndarray:
    """What the worlds of an ensemble show, shape (statistics, worlds).

    A figure that a world lacks is the others' mean, and one that all lack is as it should be, so that it tells nothing.
    """
    seen = runs.of([values_of(each, names) for each in moves.T])
    shown = np.array([statistics(each) for each in seen]).T
    known = np.isfinite(shown)
    sums, counts = np.where(known, shown, 0.0).sum(axis=1), known.sum(axis=1)
    instead = np.where(counts > 0, sums / np.maximum(counts, 1), aims()[0])
    return np.where(known, shown, instead[:, None])


def assimilated(runs: Runs, names: list[str], worlds: int, steps: int) -> tuple[np.ndarray, dict[str, list[str]]]:
    """The ensemble after all steps, moves of shape (coefficients, worlds), and what the first one told apart."""
    goal, deviation = aims()
    rng = np.random.default_rng(LUCK)
    moves = WIDTH * rng.standard_normal((len(names), worlds))
    smoother = AdaptiveESMDA(covariance=deviation**2, observations=goal, alpha=steps, seed=LUCK)
    telling: dict[str, list[str]] = {}
    for step in range(steps):
        shown = shown_by(runs, moves, names)
        telling = telling or dict(told_apart(moves, shown, names))
        missed = (((shown - goal[:, None]) / deviation[:, None]) ** 2).mean(axis=1)
        told = f"mean squared miss {missed[: len(TARGETS)].mean():.2f} (figures), {missed[len(TARGETS) :].mean():.2f} (patterns)"
        print(f"step {step + 1} of {steps}: {told}", file=sys.stderr)
        steady = shown + 1e-9 * rng.standard_normal(shown.shape)  # what never differs has no correlation
        smoother.prepare_assimilation(Y=steady)
        moves = smoother.assimilate_batch(X=moves, n_jobs=1)
    return moves, telling


def fit_of(world: World, trial: Trial, seeds: tuple[int, ...]) -> dict[str, object]:
    """Figures and loss of a world on some seeds."""
    seen = [each for (each,) in all_of(lambda seed: see([world], seed, trial), seeds, trial.workers)]
    mean = Seen(
        tuple(float(x) for x in np.nanmean([each.figures for each in seen], axis=0)),
        tuple(float(x) for x in np.mean([each.claims for each in seen], axis=0)),
    )
    figures = {t.number: round(x, 4) for t, x in zip(TARGETS, mean.figures, strict=True)}
    return {"figures": figures, "loss": round(mean.loss, 3), "met": sum(t.is_met(figures[t.number]) for t in TARGETS)}


def result(
    runs: Runs, names: list[str], moves: np.ndarray, telling: dict[str, list[str]], fresh: tuple[int, ...]
) -> dict[str, object]:
    """What was found, as it is written."""
    apart = [name for name in names if telling[name]]
    chosen = np.array([names.index(name) for name in apart], dtype=int)
    middle = values_of(np.median(moves, axis=1)[chosen], apart)
    members = [values_of(each, apart) for each in moves[chosen].T[:MEMBERS]]
    rows = np.array([[each[name] for name in apart] for each in members]).reshape(len(members), -1)
    low, high = np.quantile(rows, [0.05, 0.95], axis=0)
    before, after = (fit_of(world, runs.trial, fresh) for world in (World(""), World("", middle)))
    return {
        "command": shlex.join(["python", *sys.argv]), "version": sim.__version__, "model": sources_hash(),
        "method": "ES-MDA with adaptive localization (iterative_ensemble_smoother)",
        "seeds": {"waves": [1, 1 + runs.count // TOGETHER], "fit": list(fresh)}, "runs": runs.count, "trial": asdict(runs.trial),
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
                "declared": COEFFICIENTS[name].default, "calibrated": float(f"{middle[name]:.4g}"),
                "low": float(f"{low[k]:.4g}"), "high": float(f"{high[k]:.4g}"), "moves": telling[name],
            } for k, name in enumerate(apart)
        },
        "not_told_apart": sorted(set(names) - set(apart)),
        "ensemble": {"names": apart, "rows": [[float(f"{x:.4g}") for x in row] for row in rows]},
    }  # fmt: skip


def main() -> None:
    """Calibrate, or go on with a calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=240, help="worlds of the ensemble (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=4, help="steps of assimilation (default: %(default)s)")
    parser.add_argument(
        "--fresh", type=int, default=len(FRESH), help="seeds on which the fit is told (default: %(default)s)"
    )
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
    trial = QUICK if said.quick else Trial(workers=said.workers)
    said.folder.mkdir(parents=True, exist_ok=True)
    names = [each.name for each in (OPEN[::30] if said.quick else OPEN)]
    worlds, steps = (8, 2) if said.quick else (said.worlds, said.steps)
    if worlds * steps > TOGETHER * (FRESH[0] - 2):
        parser.error(f"{worlds} worlds in {steps} steps need more seeds than the 899 that belong to the steps")
    runs = Runs(said.folder, trial)
    moves, telling = assimilated(runs, names, worlds, steps)
    told = result(runs, names, moves, telling, FRESH[:1] if said.quick else FRESH[: said.fresh])
    said.output.parent.mkdir(parents=True, exist_ok=True)
    said.output.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"Wrote {said.output}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on with the rest.")
