"""Runs of worlds that a calibration asks for, kept in a file as they come, so that it goes on where it was stopped."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.compiled import sources_hash
from sim.validation.fitting import Seen, Trial, see
from sim.validation.living import all_of
from sim.validation.worlds import World

TOGETHER = 8
"""So many worlds live side by side: they share the walk over the ties."""

Values = dict[str, float]
"""Values of coefficients, by name; the others stand as declared."""


class Runs:
    """All runs, kept in a file as they come: the same command replays them and goes on."""

    def __init__(self, folder: Path, trial: Trial) -> None:
        self.path, self.trial = folder / "runs.jsonl", trial
        self.of_what = {"model": sources_hash(), "trial": {**asdict(trial), "workers": None}}
        self.known: dict[str, Seen] = {}
        for each in _whole_lines(self.path):
            if all(each.get(name) == value for name, value in self.of_what.items()):
                self.known[self._key(each["values"], each["seed"])] = Seen(
                    tuple(each["figures"]), tuple(each["claims"])
                )

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
                file.write(json.dumps({**told, **self.of_what}) + "\n")
                self.known[self._key(values, seed)] = each


def _whole_lines(path: Path) -> list[dict[str, Any]]:
    """What a file of runs holds; a line that was cut off where somebody pulled the plug is taken away."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        path.write_text(whole, encoding="utf-8")
    return [json.loads(line) for line in whole.splitlines()]
