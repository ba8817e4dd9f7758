"""Runs that last: what they will need is said before, how far they have come meanwhile, and what is done survives Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.cli import telling

if TYPE_CHECKING:
    from sim.measures import Array
    from sim.scenario import Scenario

LARGE = 250_000_000
"""Bytes from which on a run is said to be large before it starts, and shows how far it has come."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What came of a run.

    Attributes:
        series: Every measure by day, each of shape (days,), of the days that are done.
        days: How many days are done.
        notes: What a reader should know of the office.
    """

    series: dict[str, Array]
    days: int
    notes: tuple[str, ...]


def live(scenario: Scenario, seed: int) -> Lived:
    """Live through a scenario once, or as far as somebody lets it go.

    Args:
        scenario: The scenario.
        seed: Seed of the luck.

    Raises:
        DesignError: If this machine has not the memory.
        KeyboardInterrupt: If somebody stopped it on its first day.
    """
    from sim.experiment import Progress, refuse_too_large

    needed = refuse_too_large(scenario)
    if needed < LARGE:
        return _live(scenario, seed, lambda _: None)
    _say_size(scenario, needed)
    with telling.progress("days") as told:
        told(Progress(0, 0, scenario.days))
        return _live(scenario, seed, lambda day: told(Progress(0, day, scenario.days)))


def _live(scenario: Scenario, seed: int, told: Callable[[int], None]) -> Lived:
    from sim.experiment.blocks import Block, Job, live_on, open_block
    from sim.measures import series
    from sim.run import tie_counts

    lanes, organization = open_block(Block((Job(0, seed, scenario),)))
    done = 0
    try:
        for done in live_on(lanes):
            told(done)
    except KeyboardInterrupt:
        if done == 0:
            raise
    by_day = series(lanes.tally[:done], lanes.office_days[:done], tie_counts(organization))
    return Lived({name: values[:, 0] for name, values in by_day.items()}, done, organization.notes)


def _say_size(scenario: Scenario, needed: int) -> None:
    from sim.experiment.foreseeing import BYTES_OF_PROGRAM
    from sim.organization import expected_size
    from sim.scenario.fitting import available_memory

    part, free = scenario.organization, available_memory()
    people, ties = expected_size(part) if part.people is None else (None, None)
    who = "This office" if people is None else f"An office of {people:,} people and {ties:,} ties"
    of = "" if free is None else f" of the {free / 1e9:.1f} GB that are free"
    whole = (needed + BYTES_OF_PROGRAM) / 1e9
    telling.say(f"{who} takes about {whole:.1f} GB of memory{of}. Ctrl-C stops it and keeps the days that are done.")
