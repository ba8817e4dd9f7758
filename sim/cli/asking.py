"""Performing an experiment from the command line: progress, and a word after Ctrl-C on how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.analysis import Answer
    from sim.experiment import Experiment

INTERRUPTED = 130


def ask(experiment: Experiment, purpose: str, folder: str | None, workers: int | None) -> Answer:
    """Do what is missing, show how far it has come, and read the answer.

    Args:
        experiment: What is asked.
        purpose: The command, after which the folder is called.
        folder: Where results are kept; a folder in ``results/`` where none is given.
        workers: How many processors to use.
    """
    from sim.analysis import answer, folder_of
    from sim.cli import telling

    place = folder if folder is not None else folder_of(experiment, purpose)
    telling.say_if_cold()
    done = 0
    try:
        with telling.progress() as told:

            def note(state: object) -> None:
                nonlocal done
                done = state.before + state.done  # type: ignore[attr-defined]
                told(state)  # type: ignore[arg-type]

            return answer(
                experiment, folder=place, purpose=purpose, command=telling.command_line(), workers=workers, told=note
            )
    except KeyboardInterrupt:
        telling.say(
            f"Stopped after {done} of {experiment.runs} runs, which are kept in {place}. "
            "The same command goes on with the rest."
        )
        raise click.exceptions.Exit(INTERRUPTED) from None
