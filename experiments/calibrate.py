"""Which values of the coefficients that rest on judgement fit the published figures and the patterns best?

In waves. Each wave runs worlds around a centre, every one on a calibration seed (1 to 999) of its own, so that no seed is
learned by heart; learns from them an emulator for each figure and each pattern; and moves the centre to where the
emulators and the prior together predict the least loss. Coefficients that nothing tells apart stay at their priors. In the
end the centre is run against the declared values on calibration seeds that no wave saw. The result is a file: values, their
spread over all that fits nearly as well, the fit figure by figure, and the coefficients that stay. It changes no default:
that is decided by hand, and the file named.

    uv run python experiments/calibrate.py
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from scipy.stats import qmc

import sim
from sim.compiled import sources_hash
from sim.validation.emulating import Emulator, best, emulate, reach, values_of
from sim.validation.fitting import Seen, Trial, see
from sim.validation.living import all_of
from sim.validation.observing import Span
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS, OPEN, World

FRESH = tuple(range(901, 909))
"""Calibration seeds on which the fit is told; no wave sees them."""

QUICK = Trial(span=Span(60, 40, 60), size=0.15, pattern_size=0.15)

NEARLY = 2.0
"""Predicted losses that are at most so much above the least fit nearly as well."""

MEMBERS = 40
"""So many of these are kept, for whoever draws from what calibration left open."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave: how many worlds, and how far around the centre, in half plausible ranges."""

    worlds: int
    reach: float


WAVES = (Wave(80, 0.6), Wave(30, 0.3))


class Runs:
    """The runs of all waves, kept in a file as they come: the same command replays them and goes on."""

    def __init__(self, folder: Path, trial: Trial) -> None:
        self.path, self.trial = folder / "runs.jsonl", trial
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.is_file() else []
        self.known = [json.loads(line) for line in lines]
        self.worlds: list[dict[str, float]] = []
        self.seen: list[Seen] = []

    def add(self, worlds: list[dict[str, float]], seeds: list[int]) -> list[Seen]:
        """Run worlds, each on its seed, unless the file knows them."""
        first = len(self.seen)
        found = [
            Seen(tuple(each["figures"]), tuple(each["claims"]))
            for each, world, seed in zip(self.known[first:], worlds, seeds, strict=False)
            if each["values"] == world and each["seed"] == seed
        ]
        missing = list(zip(worlds, seeds, strict=True))[len(found) :]

        at_once = 4 * (self.trial.workers or 2)
        for start in range(0, len(missing), at_once):
            jobs = missing[start : start + at_once]
            made = all_of(lambda job: see(World("", job[0]), job[1], self.trial), jobs, self.trial.workers)
            with self.path.open("a", encoding="utf-8") as file:
                for (values, seed), seen in zip(jobs, made, strict=True):
                    told = {"values": values, "seed": seed, "figures": seen.figures, "claims": seen.claims}
                    file.write(json.dumps(told) + "\n")
            found += made
            print(f"{first + len(found)} runs", file=sys.stderr)
        self.worlds += worlds
        self.seen += found
        return found


def drawn(names: list[str], centre: np.ndarray, wave: Wave, number: int) -> list[dict[str, float]]:
    """The worlds of a wave: a Latin hypercube around the centre, cut to the plausible ranges."""
    low, high = reach(names)
    low, high = np.maximum(low, centre - wave.reach), np.minimum(high, centre + wave.reach)
    design = qmc.LatinHypercube(len(names), rng=np.random.default_rng(number)).random(wave.worlds)
    return [values_of(low + row * (high - low), names) for row in design]


def calibrated(runs: Runs, names: list[str], waves: tuple[Wave, ...]) -> tuple[Emulator, list[str], np.ndarray]:
    """Run the waves: the last emulator, the coefficients that are told apart, and the best moves of all."""
    centre, searched, emulator = np.zeros(len(names)), names, None
    for number, wave in enumerate(waves):
        first = len(runs.seen)
        runs.add(
            drawn(searched, _only(centre, names, searched), wave, number), [first + k + 1 for k in range(wave.worlds)]
        )
        emulator = emulate(names, runs.worlds, runs.seen)
        telling = emulator.telling()
        searched = [name for name in names if telling[name]]
        centre = best(emulator, searched, wave.reach, centre)
        before, after = emulator.losses(np.array([np.zeros(len(names)), centre]))
        told = f"{len(searched)} coefficients are told apart, predicted loss {after:.2f} (as declared {before:.2f})"
        print(f"wave {number + 1}: {told}", file=sys.stderr)
    assert emulator is not None
    return emulator, searched, centre


def _only(centre: np.ndarray, names: list[str], searched: list[str]) -> np.ndarray:
    return np.array([centre[names.index(name)] for name in searched])


def spread(emulator: Emulator, searched: list[str], centre: np.ndarray, within: float) -> np.ndarray:
    """Moves that are predicted to fit nearly as well, best first, shape (members, coefficients)."""
    rng = np.random.default_rng(1)
    free = np.array([name in searched for name in emulator.names])
    low, high = reach(emulator.names)
    found, least = [centre], float(emulator.losses(centre[None])[0])
    at = centre
    for _ in range(20_000):  # a random walk that stays where the fit is nearly as good
        step = np.where(free, at + 0.1 * within * rng.standard_normal(len(free)), 0.0)
        step = np.clip(step, np.maximum(low, centre - within), np.minimum(high, centre + within))
        if emulator.losses(step[None])[0] <= least + NEARLY:
            at = step
        found.append(at)
    kept: np.ndarray = np.array(found)[np.linspace(0, len(found) - 1, MEMBERS).astype(int)]
    return kept


def fit_of(world: World, trial: Trial, seeds: tuple[int, ...]) -> dict[str, object]:
    """Figures and loss of a world on some seeds."""
    seen = all_of(lambda seed: see(world, seed, trial), seeds, trial.workers)
    mean = Seen(
        tuple(float(x) for x in np.nanmean([each.figures for each in seen], axis=0)),
        tuple(float(x) for x in np.mean([each.claims for each in seen], axis=0)),
    )
    figures = {t.number: round(x, 4) for t, x in zip(TARGETS, mean.figures, strict=True)}
    return {"figures": figures, "loss": round(mean.loss, 3), "met": sum(t.is_met(figures[t.number]) for t in TARGETS)}


def result(
    runs: Runs, found: tuple[Emulator, list[str], np.ndarray], within: float, fresh: tuple[int, ...]
) -> dict[str, object]:
    """What was found, as it is written."""
    emulator, searched, centre = found
    names, telling = list(emulator.names), emulator.telling()
    values = values_of(centre, names)
    members = spread(emulator, searched, centre, within)
    rows = [[values_of(row, names)[name] for name in searched] for row in members]
    low, high = np.quantile(np.array(rows).reshape(len(rows), -1), [0.05, 0.95], axis=0)
    before, after = (fit_of(w, runs.trial, fresh) for w in (World(""), World("", {n: values[n] for n in searched})))
    return {
        "command": shlex.join(["python", *sys.argv]), "version": sim.__version__, "model": sources_hash(),
        "seeds": {"waves": [1, len(runs.seen)], "fit": list(fresh)}, "runs": len(runs.seen), "trial": asdict(runs.trial),
        "loss": {"declared": before["loss"], "calibrated": after["loss"]},
        "met": {"declared": before["met"], "calibrated": after["met"]},
        "figures": {
            t.number: {
                "name": t.name, "published": t.figure, "accepted": [round(t.low, 3), round(t.high, 3)],
                "declared": before["figures"][t.number], "calibrated": after["figures"][t.number],
                "predictable": round(float(emulator.skill[k]), 2),
            } for k, t in enumerate(TARGETS)
        },
        "values": {
            name: {
                "declared": COEFFICIENTS[name].default, "calibrated": round(values[name], 5),
                "low": round(float(low[k]), 5), "high": round(float(high[k]), 5), "moves": telling[name],
            } for k, name in enumerate(searched)
        },
        "not_told_apart": sorted(set(names) - set(searched)),
        "ensemble": {"names": searched, "rows": [[float(f"{x:.4g}") for x in row] for row in rows]},
    }  # fmt: skip


def main() -> None:
    """Calibrate, or go on with a calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0, help="a factor on the worlds of each wave (default: 1)")
    parser.add_argument("--workers", type=int, help="processors to use; all by default")
    parser.add_argument(
        "--folder", type=Path, default=Path("results/calibration"), help="where to go on (default: %(default)s)"
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("experiments/calibration/latest.json"),
        help="the result (default: %(default)s)",
    )
    parser.add_argument(
        "--quick", action="store_true", help="a tiny run, to see that it works; its numbers mean nothing"
    )
    said = parser.parse_args()
    trial = QUICK if said.quick else Trial(workers=said.workers)
    said.folder.mkdir(parents=True, exist_ok=True)
    names = [each.name for each in (OPEN[::30] if said.quick else OPEN)]
    sizes = 0.1 if said.quick else said.scale
    waves = tuple(replace(wave, worlds=max(4, round(sizes * wave.worlds))) for wave in WAVES)
    runs = Runs(said.folder, trial)
    found = calibrated(runs, names, waves)
    told = result(runs, found, waves[-1].reach, FRESH[:1] if said.quick else FRESH)
    said.output.parent.mkdir(parents=True, exist_ok=True)
    said.output.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"Wrote {said.output}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on with the rest.")
