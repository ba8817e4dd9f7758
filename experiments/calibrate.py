"""Which values of the coefficients that rest on judgement fit the published figures and the patterns best?

A Gauss-Newton step with a prior. Every coefficient that rests on judgement is moved by itself, with the same people and the
same luck, on several calibration seeds: that gives the slope of every figure and every claim of the patterns, and how sure
it is. Coefficients that move nothing beyond chance stay at their priors. The others move to where the slopes and the prior
together predict the least miss (bounded linear least squares), for several weights of the prior; which weight to trust is
decided by runs on further seeds. Worlds that fit nearly as well are drawn from what slopes and prior leave open, and kept if
runs of their own bear it out. The fit is told on seeds that none of this saw. All are calibration seeds, 1 to 999. The result
is a file: values, their spread, the fit figure by figure, and the coefficients that stay. It changes no default: that is
decided by hand, and the file named.

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
from runs_of_worlds import Runs, Values
from scipy.optimize import lsq_linear

import sim
from sim.compiled import sources_hash
from sim.validation.aims import misses, reach, readings, told_apart, values_of
from sim.validation.fitting import Seen, Trial
from sim.validation.observing import Span
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS, OPEN

SLOPES, CHOICE, NEAR, FRESH = tuple(range(1, 7)), tuple(range(101, 109)), (711, 712), tuple(range(921, 929))
"""Seeds on which slopes are measured, the weight of the prior is chosen, worlds are accepted, and the fit is told."""

STEP = 0.6
"""By how much a coefficient is moved to see what moves with it, in half plausible ranges."""

FURTHEST = 0.8
"""The furthest move, in half plausible ranges: beyond that nobody has looked at the slopes."""

WEIGHTS = (1.0, 3.0, 10.0, 30.0)
"""Weights of the prior that are tried: a move by half the plausible range counts as so many squared deviations of a figure."""

CANDIDATES = 300
"""So many worlds are drawn from what slopes and prior leave open."""

NEARLY = 2.0
"""A world fits nearly as well if its loss is at most so many times that of the best values, on the same seeds."""

QUICK = Trial(span=Span(60, 40, 60), size=0.15, pattern_size=0.15)


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


def left_open(found: Slopes, apart: np.ndarray, weight: float, statistics: int | None = None) -> np.ndarray:
    """Covariance of the moves that slopes and prior leave, shape (apart, apart); the prior's alone is 1 / weight.

    Args:
        found: The slopes.
        apart: The coefficients that are told apart.
        weight: Weight of the prior.
        statistics: How many of the statistics count, the figures first; all where none are given.
    """
    by_move = found.of_misses[:statistics, apart]
    made: np.ndarray = np.linalg.inv(by_move.T @ by_move + weight * np.eye(len(apart)))
    return made


def narrowed(found: Slopes, apart: np.ndarray, weight: float, statistics: int | None = None) -> np.ndarray:
    """By what share of its prior's spread each coefficient is narrowed, shape (apart,)."""
    made: np.ndarray = 1.0 - np.sqrt(weight * np.diag(left_open(found, apart, weight, statistics)))
    return made


def nearly_as_good(
    runs: Runs, covariance: np.ndarray, chosen: list[str], at: np.ndarray, many: int, seeds: Sequence[int]
) -> tuple[list[Values], list[float]]:
    """Worlds that fit nearly as well as the best values, and the loss of each; found by runs.

    Args:
        runs: The runs.
        covariance: What slopes and prior leave open around the best moves.
        chosen: The coefficients that are moved.
        at: The best moves.
        many: How many candidates are drawn.
        seeds: Seeds on which they live.
    """
    if not chosen:
        return [], []
    drawn = np.random.default_rng(1).multivariate_normal(at, covariance, size=many)
    worlds = [values_of(each, chosen) for each in (at, *drawn)]
    losses = [mean_of(each).loss for each in runs.of(worlds, seeds)]
    kept = [k for k, loss in enumerate(losses) if loss <= NEARLY * losses[0]]
    return [worlds[k] for k in kept], [losses[k] for k in kept]


def fit_of(seen: Seen) -> dict[str, object]:
    """Figures and loss of what was seen."""
    figures = {t.number: round(x, 4) for t, x in zip(TARGETS, seen.figures, strict=True)}
    return {"figures": figures, "loss": round(seen.loss, 3), "met": sum(t.is_met(figures[t.number]) for t in TARGETS)}


def calibrated(runs: Runs, names: list[str], seeds: Sequence[Sequence[int]], candidates: int) -> dict[str, object]:
    """Measure, move, choose and check: what was found, as it is written.

    Args:
        runs: The runs.
        names: The coefficients that may move.
        seeds: Those of the slopes, of the choice of the weight, of the worlds that fit nearly as well, and of the fit.
        candidates: How many worlds are drawn to find these.
    """
    of_slopes, of_choice, of_near, of_fit = seeds
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
    near = nearly_as_good(runs, left_open(found, apart, weight), chosen, moves[best], candidates, of_near)
    print(f"{len(near[0])} of {1 + candidates} worlds fit nearly as well", file=sys.stderr)
    before, after = (fit_of(mean_of(each)) for each in runs.of([{}, values], of_fit))
    by_all, by_figures = narrowed(found, apart, weight), narrowed(found, apart, weight, len(TARGETS))
    shares = {name: (float(by_all[k]), float(by_figures[k])) for k, name in enumerate(chosen)}
    return {
        "command": shlex.join(["python", *sys.argv]), "version": sim.__version__, "model": sources_hash(),
        "method": "Gauss-Newton step on slopes under common random numbers, with a prior (scipy.optimize.lsq_linear)",
        "seeds": {"slopes": list(of_slopes), "choice": list(of_choice), "near": list(of_near), "fit": list(of_fit)},
        "runs": len(runs.known), "trial": asdict(runs.trial), "prior_weight": weight,
        "choice": dict(zip(("declared", *WEIGHTS), losses, strict=True)),
        "loss": {"declared": before["loss"], "calibrated": after["loss"]},
        "met": {"declared": before["met"], "calibrated": after["met"]},
        "figures": {
            t.number: {
                "name": t.name, "published": t.figure, "accepted": [round(t.low, 3), round(t.high, 3)],
                "declared": before["figures"][t.number], "calibrated": after["figures"][t.number],
            } for t in TARGETS
        },
        "values": told(values, near[0], shares, found.telling),
        "not_told_apart": sorted(set(names) - set(chosen)),
        "ensemble": {
            "candidates": candidates, "at_most": NEARLY, "losses": [round(each, 2) for each in near[1]], "names": chosen,
            "rows": [[float(f"{each[name]:.4g}") for name in chosen] for each in near[0]],
        },
    }  # fmt: skip


def told(
    values: Values, near: Sequence[Values], shares: dict[str, tuple[float, float]], telling: dict[str, list[str]]
) -> dict[str, object]:
    """Each value that was moved, with what it was, its spread, what narrowed it, and what it moves."""
    made: dict[str, object] = {}
    for name, value in values.items():
        low, high = np.quantile([each[name] for each in near], [0.05, 0.95])
        made[name] = {
            "declared": COEFFICIENTS[name].default, "calibrated": float(f"{value:.3g}"), "low": float(f"{low:.3g}"),
            "high": float(f"{high:.3g}"), "narrowed": round(shares[name][0], 3),
            "narrowed_by_figures": round(shares[name][1], 3), "moves": telling[name],
        }  # fmt: skip
    return made


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
    seeds = (SLOPES[:3], CHOICE[:1], NEAR[:1], FRESH[:1]) if said.quick else (SLOPES, CHOICE, NEAR, FRESH)
    runs = Runs(said.folder, QUICK if said.quick else Trial(workers=said.workers))
    found = calibrated(runs, names, seeds, 4 if said.quick else CANDIDATES)
    said.output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, indent=1)
    by_row = re.sub(r"\[[^][{}\"]*\]", lambda numbers: " ".join(numbers.group().split()), text)
    said.output.write_text(by_row + "\n", encoding="utf-8")
    print(f"Wrote {said.output}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on with the rest.")
