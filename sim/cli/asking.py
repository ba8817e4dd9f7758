"""Performing an experiment from the command line: progress, what failed, and a word after Ctrl-C on how to go on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis import Answer, Precision
    from sim.experiment import Experiment

INTERRUPTED, ENDED = 130, 143
"""Exit statuses after Ctrl-C, and after SIGTERM."""

MOST_FAILURES = 5
"""Kinds of failures that are told; all are in the file."""


def ask(
    experiment: Experiment,
    purpose: str,
    folder: str | None,
    workers: int | None,
    *,
    cluster: str | None = None,
    courses: Sequence[str] | None = None,
    precision: Precision | None = None,
    retry: bool = False,
) -> Answer:
    """Do what is missing, show how far it has come, and read the answer.

    Args:
        experiment: What is asked.
        purpose: The command, after which the folder is called.
        folder: Where results are kept; a folder in ``results/`` where none is given.
        workers: How many processors to use.
        cluster: Address of the scheduler of a Dask cluster that does the runs instead.
        courses: Measures whose course by week is kept.
        precision: How precise the answer is to be.
        retry: Whether runs that failed before are tried again.
    """
    from sim.analysis import answer, folder_of
    from sim.cli import telling

    place = folder if folder is not None else folder_of(experiment, purpose)
    if cluster is None:
        telling.say_if_cold()
    done, runs = 0, experiment.runs
    try:
        with _ended_as_by_ctrl_c(), telling.progress() as told:

            def note(state: object) -> None:
                nonlocal done, runs
                done, runs = state.before + state.done, state.runs  # type: ignore[attr-defined]
                told(state)  # type: ignore[arg-type]

            found = answer(
                experiment, folder=place, purpose=purpose, command=telling.command_line(), workers=workers,
                cluster=cluster, told=note, courses=courses, precision=precision, retry=retry,
            )  # fmt: skip
    except KeyboardInterrupt as stopped:
        telling.say(
            f"Stopped after {done} of {runs} runs, which are kept in {place}. The same command goes on with the rest."
        )
        raise click.exceptions.Exit(ENDED if isinstance(stopped, _EndedError) else INTERRUPTED) from None
    say_failures(found.failures, runs)
    if found.table.empty:
        raise click.ClickException(f"no run came to its end together with its twin; see {place}/failures.parquet")
    return found


class _EndedError(KeyboardInterrupt):
    """The process was asked to end."""


@contextmanager
def _ended_as_by_ctrl_c() -> Iterator[None]:
    """Let SIGTERM, by which a batch system or a container ends a program, keep what is done, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():  # only there can a signal be caught
        yield
        return

    def end(_number: int, _frame: object) -> None:
        raise _EndedError

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def say_failures(failures: pd.DataFrame, runs: int) -> None:
    """Say which runs failed, why, and what repeats one of each kind."""
    from sim.cli import telling

    if failures.empty:
        return
    telling.say(f"{len(failures)} of {runs} runs failed; they are left out, and listed in failures.parquet:")
    kinds = failures.groupby("error", sort=False)
    for error, same in list(kinds)[:MOST_FAILURES]:
        told = str(error).replace("\n", "\n      ")
        telling.say(f"  {len(same)} × {told}\n    to see one: {same['command'].iloc[0]}")
    telling.say("To try them again: the same command with --retry.")
