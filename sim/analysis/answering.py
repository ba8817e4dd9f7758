"""From a question to its answer: runs that are missing are done, runs that are there are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from sim.analysis.keeping import HELD, ResultsKeeper, tables_of, write_tidy
from sim.analysis.precise import Precision, until_precise
from sim.experiment import COURSES, Crew, Experiment, Progress, model_hash, perform
from sim.store import (
    TIDY,
    Reader,
    Results,
    StoreError,
    all_runs_of,
    folder_name,
    parts_of,
    read_failures,
    read_manifest,
)

FOLDER = "results"
"""Where folders of results are made when nobody names another place."""

MOST_WITH_COURSES = 20_000
"""Runs of an experiment up to which the courses by week are kept where nobody says which."""


class Answer:
    """The runs of an experiment.

    Args:
        experiment: What was asked.
        table: The tidy table (:func:`sim.experiment.tidy`), or what reads it.
        folder: Where the results are.
        manifest: What was asked, by which model, with which command.
        is_complete: Whether all runs are done or have failed; found by counting where it is None.
    """

    def __init__(
        self,
        experiment: Experiment,
        table: pd.DataFrame | Callable[[], pd.DataFrame],
        folder: Path,
        manifest: dict[str, Any],
        is_complete: bool | None = None,
    ) -> None:
        self.experiment = experiment
        self.folder = folder
        self.manifest = manifest
        self._table = table
        self._is_complete = is_complete

    @cached_property
    def table(self) -> pd.DataFrame:
        """The tidy table; read when it is first asked for."""
        return self._table if isinstance(self._table, pd.DataFrame) else self._table()

    @cached_property
    def failures(self) -> pd.DataFrame:
        """Runs that failed: run, point (of the twin where twin is true), twin, replication, seed, error, command."""
        columns = ["run", "point", "twin", "replication", "seed", "error", "command"]
        return pd.DataFrame(list(read_failures(self.folder).values()), columns=columns)

    @property
    def courses(self) -> tuple[str, ...]:
        """Measures whose course by week is in the table."""
        return tuple(self.manifest["courses"])

    @property
    def is_complete(self) -> bool:
        """Whether all runs are done, or have failed and are told of."""
        if self._is_complete is not None:
            return self._is_complete
        return len(self.table) == len(self.experiment.points) * self.experiment.replications

    @property
    def is_of_this_model(self) -> bool:
        """Whether the model that is installed is the one that made these results."""
        return bool(self.manifest["model"] == model_hash())

    def point(self, number: int) -> pd.DataFrame:
        """The rows of one design point."""
        return self.table[self.table["point"] == number]


def folder_of(experiment: Experiment, purpose: str, within: str | os.PathLike[str] = FOLDER) -> Path:
    """Where the results of an experiment are kept: a folder of its own for each question and model."""
    return Path(within) / folder_name(experiment.name, purpose, experiment.asked(), model_hash())


def answer(
    experiment: Experiment,
    *,
    folder: str | os.PathLike[str] | None = None,
    purpose: str = "sweep",
    command: str = "sim.analysis.answer(experiment)",
    executor: Executor | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    told: Callable[[Progress], object] | None = None,
    courses: Sequence[str] | None = None,
    precision: Precision | None = None,
    retry: bool = False,
) -> Answer:
    """Do the runs of an experiment that its folder does not hold yet, and read them all.

    Args:
        experiment: What is asked.
        folder: Where results are kept; one in ``results/`` where none is given.
        purpose: What that folder is called after.
        command: What repeats the question; kept with the results.
        executor: See :func:`sim.experiment.perform`.
        workers: See :func:`sim.experiment.perform`.
        cluster: Address of the scheduler of a Dask cluster that does the runs, instead of an executor.
        told: Is told how far it has come.
        courses: Measures whose course by week is kept; for None those of a break-even day, in experiments of up to
            :data:`MOST_WITH_COURSES` runs.
        precision: Adds replications until the answer is as precise as this.
        retry: Whether runs that failed before are tried again.

    Raises:
        StoreError: If the folder holds something else, or cannot be written to.
        DesignError: If the runs do not fit into memory.
        ScenarioError: If a level of a factor makes no scenario.
        WorkerError: If the workers are gone, or cannot do what they are sent.
    """
    place = Path(folder) if folder is not None else folder_of(experiment, purpose)
    with ExitStack() as stack:
        results = stack.enter_context(
            Results(
                place, experiment.asked(), model=model_hash(), command=command, replications=experiment.replications,
                samples=experiment.design.samples, courses=None if courses is None else tuple(courses),
                default_courses=COURSES if experiment.runs <= MOST_WITH_COURSES else (),
            )
        )  # fmt: skip
        crew = _crew(stack, executor, workers, cluster)
        keeper = ResultsKeeper(experiment, results)
        if precision is None:
            perform(experiment, keeper, workers=workers, crew=crew, told=told, courses=results.courses, retry=retry)
            reached = experiment
        else:
            reached = until_precise(experiment, precision, results, keeper, workers, crew, told, retry)
        results.compact()
        if not _is_up_to_date(results.folder, len(results.finished())):
            write_tidy(experiment_of(results.manifest), results)
        is_complete = None if precision is None and not len(results.failed()) else True
        return Answer(reached, lambda: _within(read_tidy(place), reached), place, results.manifest, is_complete)


def _crew(stack: ExitStack, executor: Executor | None, workers: int | None, cluster: str | None) -> Crew | None:
    if cluster is not None:
        from sim.experiment.cluster import cluster as connected

        return stack.enter_context(connected(cluster))
    return None if executor is None else Crew(executor, workers or os.cpu_count() or 1)


def experiment_of(manifest: dict[str, Any]) -> Experiment:
    """The experiment of a folder, with all replications and samples that were ever asked for.

    Raises:
        StoreError: If the question is damaged.
    """
    try:
        return Experiment.from_asked(manifest["asked"], manifest["replications"], manifest["samples"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        told = f"{type(error).__name__}: {str(error).splitlines()[0]}"
        raise StoreError(f"the question in the manifest of these results is damaged ({told})") from None


def reopen(folder: str | os.PathLike[str]) -> Answer:
    """Read the results in a folder, whether or not all runs are done.

    Raises:
        StoreError: If it is no such folder, or holds no pair of runs yet.
    """
    manifest = read_manifest(folder)
    experiment, place = experiment_of(manifest), Path(folder)
    parts = parts_of(place)
    finished = all_runs_of(parts)
    if not len(finished):
        raise StoreError(f"{folder}: holds no runs yet")
    if _is_up_to_date(place, len(finished)):
        table = read_tidy(place)
    else:
        table = pd.concat(tables_of(experiment, Reader(parts), finished), ignore_index=True)
    if table.empty:
        raise StoreError(f"{folder}: holds no run together with its twin yet")
    is_complete = True if manifest.get("until_precise") and _is_up_to_date(place, len(finished)) else None
    return Answer(experiment, table, place, manifest, is_complete)


def read_tidy(folder: Path) -> pd.DataFrame:
    """The tidy table of a folder.

    Raises:
        StoreError: If it is damaged.
    """
    try:
        return pd.read_parquet(folder / TIDY)
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder / TIDY}: is damaged ({str(error).splitlines()[0]}); remove it") from None


def _within(table: pd.DataFrame, experiment: Experiment) -> pd.DataFrame:
    """The rows that an experiment asks for: the folder may hold more replications and points."""
    asked = (table["replication"] < experiment.replications) & (table["point"] < len(experiment.points))
    return table if asked.all() else table[asked].reset_index(drop=True)


def _is_up_to_date(folder: Path, runs: int) -> bool:
    """Whether the tidy table was written when as many runs were there."""
    try:
        held = (pq.read_metadata(folder / TIDY).metadata or {}).get(HELD)
    except (OSError, ValueError):
        return False
    return held == str(runs).encode()


__all__ = ["Answer", "answer", "experiment_of", "folder_of", "read_tidy", "reopen"]
