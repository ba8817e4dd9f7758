"""Which values of the coefficients that rest on judgement fit the published figures and the patterns best?

First each coefficient is moved alone, to see which figures it moves beyond chance; those that move none stay where they
are, since nothing tells them apart. The others start where bounded least squares would put them and are then searched
with CMA-ES (Hansen 2016), on calibration seeds only (1 to 999). The result is a file: values, their spread over
the trials that fit nearly as well, the fit figure by figure on fresh calibration seeds, and the coefficients that stay.
It changes no default: that is decided by hand, and the file named.

    uv run python experiments/calibrate.py --minutes 60
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
from cmaes import CMA

import sim
from sim.compiled import sources_hash
from sim.validation.fitting import FITTED_OFFICES, Screening, Trial, figures_of, lacks, losses, means, proposal, screen
from sim.validation.holding import readings
from sim.validation.observing import Span
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS, OPEN, World

FRESH = tuple(range(101, 104))
"""Calibration seeds on which the fit is told; the search does not see them."""

QUICK = Trial(seeds=(1,), pattern_seeds=(1,), span=Span(60, 40, 60), size=0.15)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
NEARLY = 2.0
"""Trials whose loss is at most so much above the best fit nearly as well."""

MEMBERS = 40
"""So many of these are kept, for whoever draws from what calibration left open."""


def screening_of(folder: Path, trial: Trial, follow: int) -> Screening:
    """What each coefficient does; from the folder where it is known already."""
    path = folder / "screening.json"
    if path.is_file():
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Screening(
            kept["names"], kept["values"], np.array(kept["changes"]), np.array(kept["chance"]), kept["shown"]
        )
    span = Span(trial.span.burn_in, trial.span.window, follow)
    found = screen(trial.seeds, span, trial.size, trial.workers, OPEN[::12] if trial is QUICK else OPEN)
    told = asdict(found) | {"changes": found.changes.tolist(), "chance": found.chance.tolist()}
    path.write_text(json.dumps(told), encoding="utf-8")
    return found


def chosen(screening: Screening, many: int) -> list[str]:
    """The coefficients that figures tell apart, those that move most first."""
    telling = screening.telling()
    strength = {name: sum(change**2 for change in moves.values()) for name, moves in telling.items() if moves}
    return sorted(strength, key=lambda name: -strength[name])[:many]


class Search:
    """Trials of a search, kept in a file as they come: the same command replays them and goes on."""

    def __init__(self, folder: Path, names: list[str], starts: list[dict[str, float]], trial: Trial) -> None:
        self.path, self.names, self.starts, self.trial = folder / "trials.jsonl", names, starts, trial
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.is_file() else []
        self.known = [(each["values"], each["loss"]) for each in map(json.loads, lines)]
        self.done: list[tuple[dict[str, float], float]] = []
        self.ranges = np.array([COEFFICIENTS[name].plausible for name in names])

    def run(self, until: float, most: int) -> None:
        """Try the starts, then search around the best of them with CMA-ES, a generation at a time."""
        self._try(self.starts)
        best = min(self.done, key=lambda each: each[1])[0]
        start = (np.array([best[name] for name in self.names]) - self.ranges[:, 0]) / np.ptp(self.ranges, axis=1)
        inside = np.clip(start, 0.02, 0.98)
        bounds = np.tile([0.0, 1.0], (len(self.names), 1))
        optimiser = CMA(mean=inside, sigma=0.1, bounds=bounds, seed=1)
        while len(self.done) < most and (time.time() < until or len(self.done) < len(self.known)):
            asked = [optimiser.ask() for _ in range(optimiser.population_size)]
            losses_found = self._try([self._values(each) for each in asked])
            optimiser.tell(list(zip(asked, losses_found, strict=True)))

    @property
    def best(self) -> tuple[dict[str, float], float]:
        """The trial that fits best, and its loss."""
        return min(self.done, key=lambda each: each[1])

    def _values(self, point: np.ndarray) -> dict[str, float]:
        values = self.ranges[:, 0] + point * np.ptp(self.ranges, axis=1)
        return {name: float(value) for name, value in zip(self.names, values, strict=True)}

    def _try(self, many: list[dict[str, float]]) -> list[float]:
        first = len(self.done)
        kept = self.known[first : first + len(many)]
        if len(kept) == len(many) and all(old == new for (old, _), new in zip(kept, many, strict=True)):
            found = [loss for _, loss in kept]
        else:
            found = [float(loss) for loss in losses([World("", each) for each in many], self.trial)]
            with self.path.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps({"values": v, "loss": x}) + "\n" for v, x in zip(many, found, strict=True))
        self.done += list(zip(many, found, strict=True))
        print(
            f"{len(self.done)} trials, best loss {self.best[1]:.2f} (as declared {self.done[0][1]:.2f})",
            file=sys.stderr,
        )
        return found


def fit_of(world: World, trial: Trial, seeds: tuple[int, ...], size: float) -> dict[str, dict[str, float]]:
    """Figures and patterns of a world on some seeds."""
    shown = means(figures_of([world], FITTED_OFFICES, seeds, trial.span, size, trial.workers))
    lacking = lacks(readings([world], seeds, size=size, workers=trial.workers))[:, 0]
    return {
        "figures": {number: round(float(value[0]), 4) for number, value in shown.items()},
        "claims_short": int((lacking > 0).sum()),
    }


def result(found: Search, screening: Screening, trial: Trial, quick: bool) -> dict[str, object]:
    """What was found, as it is written."""
    names, (best, least) = found.names, found.best
    near = sorted((each for each in found.done if each[1] <= least + NEARLY), key=lambda each: each[1])[:MEMBERS]
    rows = np.array([[values[name] for name in names] for values, _ in near])
    seeds, size = (trial.seeds, trial.size) if quick else (FRESH, 1.0)
    before, after = (fit_of(w, trial, seeds, size) for w in (World(""), World("", best)))
    low, high = np.quantile(rows, [0.05, 0.95], axis=0)
    told = screening.telling()
    return {
        "command": shlex.join(["python", *sys.argv]), "version": sim.__version__, "model": sources_hash(),
        "seeds": {"search": trial.seeds, "patterns": trial.pattern_seeds, "fit": seeds}, "trials": len(found.done),
        "size_of_departments": trial.size,
        "loss": {"declared": round(found.done[0][1], 3), "best": round(least, 3)},
        "figures": {
            t.number: {
                "name": t.name, "published": t.figure, "accepted": [round(t.low, 3), round(t.high, 3)],
                "declared": before["figures"][t.number], "calibrated": after["figures"][t.number],
                "met": t.is_met(after["figures"][t.number]),
            } for t in TARGETS
        },
        "claims_short": {"declared": before["claims_short"], "calibrated": after["claims_short"]},
        "values": {
            name: {
                "declared": COEFFICIENTS[name].default, "calibrated": round(best[name], 5),
                "low": round(float(low[k]), 5), "high": round(float(high[k]), 5), "moves": sorted(told[name]),
            } for k, name in enumerate(names)
        },
        "told_apart_but_not_searched": sorted(name for name, moves in told.items() if moves and name not in names),
        "not_told_apart": sorted(name for name, moves in told.items() if not moves),
        "ensemble": {"names": names, "rows": [[float(f"{x:.4g}") for x in row] for row in rows.tolist()]},
    }  # fmt: skip


def main() -> None:
    """Calibrate, or go on with a calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0, help="how long to search (default: %(default)s)")
    parser.add_argument("--trials", type=int, default=100_000, help="at most so many trials")
    parser.add_argument("--coefficients", type=int, default=28, help="search at most so many (default: %(default)s)")
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
    until = time.time() + 60.0 * said.minutes
    screening = screening_of(said.folder, trial, 30 if said.quick else 150)
    names = chosen(screening, 3 if said.quick else said.coefficients)
    print(f"{len(OPEN)} coefficients are open, {len(names)} are searched: {', '.join(names)}", file=sys.stderr)
    starts = [proposal(screening, names, share) for share in (SHARES[::2] if said.quick else SHARES)]
    found = Search(said.folder, names, starts, trial)
    found.run(until, len(starts) + 2 if said.quick else said.trials)
    said.output.parent.mkdir(parents=True, exist_ok=True)
    said.output.write_text(json.dumps(result(found, screening, trial, said.quick), indent=1) + "\n", encoding="utf-8")
    print(f"Wrote {said.output}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on with the rest.")
