"""From a question to its answer: runs that are missing are done, runs that are there are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from sim.compiled import sources_hash
from sim.experiment import Experiment, Progress, perform, tidy
from sim.measures import MEASURES
from sim.scenario import paths
from sim.store import Results, StoreError, folder_name, read_manifest, read_rows

FOLDER = "results"
"""Where folders of results are made when nobody names another place."""


@dataclass(frozen=True)
class Answer:
    """The runs of an experiment.

    Attributes:
        experiment: What was asked.
        table: The tidy table (:func:`sim.experiment.tidy`).
        folder: Where the results are.
        manifest: What was asked, by which model, with which command.
    """

    experiment: Experiment
    table: pd.DataFrame
    folder: Path
    manifest: dict[str, Any]

    @property
    def is_complete(self) -> bool:
        """Whether all runs are done."""
        return len(self.table) == len(self.experiment.points) * self.experiment.replications

    @property
    def is_of_this_model(self) -> bool:
        """Whether the model that is installed is the one that made these results."""
        return bool(self.manifest["model"] == sources_hash())

    def point(self, number: int) -> pd.DataFrame:
        """The rows of one design point."""
        return self.table[self.table["point"] == number]


def folder_of(experiment: Experiment, purpose: str, within: str | os.PathLike[str] = FOLDER) -> Path:
    """Where the results of an experiment are kept: a folder of its own for each question and model."""
    return Path(within) / folder_name(experiment.name, purpose, experiment.asked(), sources_hash())


def answer(
    experiment: Experiment,
    *,
    folder: str | os.PathLike[str] | None = None,
    purpose: str = "sweep",
    command: str = "sim.analysis.answer(experiment)",
    executor: Executor | None = None,
    workers: int | None = None,
    told: Callable[[Progress], object] | None = None,
) -> Answer:
    """Do the runs of an experiment that its folder does not hold yet, and read them all.

    Args:
        experiment: What is asked.
        folder: Where results are kept; one in ``results/`` where none is given.
        purpose: What that folder is called after.
        command: What repeats the question; kept with the results.
        executor: See :func:`sim.experiment.perform`.
        workers: See :func:`sim.experiment.perform`.
        told: Is told how far it has come.

    Raises:
        StoreError: If the folder holds something else, or cannot be written to.
        DesignError: If the runs do not fit into memory.
        ScenarioError: If the values of a design point together make no scenario.
        OrganizationError: If an office cannot be.
    """
    place = Path(folder) if folder is not None else folder_of(experiment, purpose)
    with Results(
        place, experiment.asked(), model=sources_hash(), command=command, replications=experiment.replications
    ) as results:
        perform(experiment, results, executor=executor, workers=workers, told=told)
        rows = results.rows()
        everything = Experiment.from_asked(results.manifest["asked"], results.manifest["replications"])
        table = tidy(everything, rows)
        results.finish(described(table, everything))
        asked = table[table["replication"] < experiment.replications]
        return Answer(experiment, asked, place, results.manifest)


def reopen(folder: str | os.PathLike[str]) -> Answer:
    """Read the results in a folder, whether or not all runs are done.

    Raises:
        StoreError: If it is no such folder, or holds no pair of runs yet.
    """
    manifest = read_manifest(folder)
    experiment = Experiment.from_asked(manifest["asked"], manifest["replications"])
    rows = read_rows(folder)
    if not rows:
        raise StoreError(f"{folder}: holds no runs yet")
    table = tidy(experiment, rows)
    if table.empty:
        raise StoreError(f"{folder}: holds no run together with its twin yet")
    return Answer(experiment, table, Path(folder), manifest)


def described(table: pd.DataFrame, experiment: Experiment) -> pa.Table:
    """A tidy table in Arrow, each column with its unit and meaning."""
    known = paths(experiment.scenario)
    made = pa.Table.from_pandas(table, preserve_index=False)
    fields = []
    for field in made.schema:
        name = field.name.removeprefix("twin_").removesuffix("_by_week")
        declared = MEASURES.get(name) or known.get(name)
        told = {"unit": declared.unit, "meaning": declared.meaning} if declared else {}
        fields.append(field.with_metadata(told) if told else field)
    return made.cast(pa.schema(fields, metadata=made.schema.metadata))
