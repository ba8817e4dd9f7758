"""Searches that ask step by step, each step a sweep of its own in a folder that is kept.

    results/<scenario>-<purpose>-<hash>/
        steps/000, 001, …        folders of results, one a step
        <purpose>.json           what was found
        runs.parquet             the runs of all steps

What a search asks next depends on nothing but what it asked, so the same command takes the same steps: those that are
done are read, and the search goes on where it was cut short, without a run lost or repeated.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

import sim
from sim.analysis.answering import FOLDER, Answer, answer
from sim.experiment import Design, Experiment, Factor, model_hash
from sim.scenario import Scenario
from sim.store import folder_name, write_json, write_table

Array = npt.NDArray[np.float64]

Do = Callable[[Experiment, Path], Answer]
"""Does the runs of an experiment that its folder does not hold yet, and reads them."""

STEPS = "steps"


class Steps:
    """The steps of a search.

    Args:
        name: What the scenario is called.
        scenario: The scenario.
        factors: What is varied.
        purpose: The command, after which the folder is called.
        plan: How it is searched, as JSON data.
        folder: Where results are kept; a folder in ``results/`` where none is given.
        do: Does the runs; :func:`sim.analysis.answer` where none is given.
    """

    def __init__(
        self, name: str, scenario: Scenario, factors: Sequence[Factor], *, purpose: str, plan: Any,
        folder: str | os.PathLike[str] | None = None, do: Do | None = None,
    ) -> None:  # fmt: skip
        self.name, self.scenario, self.factors, self.purpose = name, scenario, tuple(factors), purpose
        asked = {"scenario": scenario.model_dump(mode="json"), "factors": [each.name for each in factors], "plan": plan}
        self.folder = (
            Path(folder) if folder is not None else Path(FOLDER) / folder_name(name, purpose, asked, model_hash())
        )
        self._do = do or (lambda experiment, place: answer(experiment, folder=place, purpose=purpose))
        self._tables: list[pd.DataFrame] = []

    def ask(self, points: Array, replications: int, seed: int) -> pd.DataFrame:
        """Run some points and their twins.

        Args:
            points: Values in the order of the factors, shape (points, factors).
            replications: Runs of each.
            seed: Seed of the first; the others follow.

        Returns:
            The tidy table; ``point`` numbers the rows of ``points``.
        """
        experiment = Experiment(
            name=self.name, scenario=self.scenario, factors=self.factors, replications=replications, seed=seed,
            design=Design("table", table=tuple(map(tuple, points.tolist()))),
        )  # fmt: skip
        table = self._do(experiment, self.folder / STEPS / f"{len(self._tables):03d}").table
        self._tables.append(table.assign(step=len(self._tables)))
        return table

    @property
    def pairs(self) -> int:
        """Pairs of runs that were asked for so far."""
        return sum(len(each) for each in self._tables)

    def finish(self, found: dict[str, Any], command: str) -> Path:
        """Keep what was found, with what repeats it, and the runs of all steps in one table.

        Args:
            found: What was found, as JSON data.
            command: The command line, or whatever else repeats it.
        """
        table = pd.concat(self._tables, ignore_index=True)
        numbers = table[[each for each in table if not str(each).endswith("_by_week")]]
        write_table(self.folder / "runs.parquet", pa.Table.from_pandas(numbers, preserve_index=False))
        told = {
            "command": command, "version": sim.__version__, "model": model_hash(), "scenario": self.name,
            "title": self.scenario.title, "question": self.scenario.question, "days": self.scenario.days, **found,
        }  # fmt: skip
        return write_json(self.folder / f"{self.purpose}.json", told)
