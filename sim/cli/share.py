"""``sim share``: a scenario in one file that opens anywhere, with sliders that work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options, targets

if TYPE_CHECKING:
    from sim.live.sharing.axes import Axis
    from sim.scenario import Scenario

DAYS = 250
"""Days that are recorded where nothing else is said: a year."""

MOST_DAYS = 2_500
"""The most days of a recording."""

LARGE = 10_000_000
"""Bytes from which on mail servers begin to refuse a file."""


@click.command(short_help="Write one file with sliders that opens anywhere, offline.")
@options.scenario_argument
@click.option(
    "--output", "-o", "target", required=True, type=click.Path(dir_okay=False), metavar="FILE",
    help="The file to write; its name ends in .html.",
)  # fmt: skip
@click.option(
    "--vary", "vary", multiple=True, metavar="LEVER=VALUES",
    help="A slider of the file: policy.promise=0:1:5 (evenly spaced) or promise=0,0.5,1. Levers joined by + share "
    "one. Can be given several times; by default the levers that matter most in the scenario.",
)  # fmt: skip
@click.option(
    "--days", type=click.IntRange(1, MOST_DAYS), metavar="DAYS",
    help=f"How many days of every policy; {DAYS} by default, and for a story as many as it tells.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**53 - 1), default=1, show_default=True, metavar="SEED", help="Seed of the luck."
)  # fmt: skip
@options.set_option
def share(
    scenario: str, target: str, vary: tuple[str, ...], days: int | None, seed: int, overrides: tuple[str, ...]
) -> None:
    """Record SCENARIO under many policies, and write them into one file that needs no program, server or network.

    The page of `sim live` draws it. Play, one day, rewind, the story and the recorded sliders work in the file; other
    sliders, shocks, seeds and the ledger behind "why?" are what `sim live` has.
    """
    from sim.cli import telling

    targets.refuse_other_ending(target, targets.PAGES, "--output")
    telling.say_if_too_late(scenario, overrides)
    telling.say_if_cold()
    from sim.live.sharing.axes import parse_axes, policies, usual_axes
    from sim.live.sharing.page import page
    from sim.live.sharing.recording import Wish, record
    from sim.scenario import load

    loaded = load(scenario, overrides)
    days = days or max((each.run_to for each in loaded.chapters), default=DAYS)
    axes = parse_axes(vary, loaded) if vary else usual_axes(loaded, days)
    many = len(policies(axes))
    telling.say(f"Sliders: {'; '.join(_told(each) for each in axes)}: {many} policies, {days} days each.")
    with _bar() as told:
        box = record(Wish(loaded, _key(scenario), seed, days, axes), told)
    written = page(box)
    Path(target).write_text(written, encoding="utf-8", newline="\n")
    telling.say_files(target)
    _say_size(len(written.encode()), many, loaded)


def _told(axis: Axis) -> str:
    """A slider in words."""
    levels = ", ".join(
        f"{stop[0]:g}" if len(set(stop)) == 1 else "/".join(f"{each:g}" for each in stop) for stop in axis.stops
    )
    return f"{' + '.join(each.replace('_', ' ') for each in axis.levers)} at {levels}"


def _key(scenario: str) -> str:
    """What the page calls the scenario: its own name, never the folder of whoever made the file."""
    return Path(scenario).stem


def _say_size(size: int, many: int, scenario: Scenario) -> None:
    """Say how large the file is, and what would make it smaller where it is too large for a mail."""
    from sim.cli import telling

    telling.say(f"{size / 1e6:.1f} MB, to be opened in any browser of the last years, without a network.")
    if size > LARGE:
        less = "fewer values in --vary" if many > 10 else "a smaller office"
        story = "; the days of its story are kept in any case" if scenario.chapters else ""
        telling.say(
            f"Mind: over {LARGE // 10**6} MB, which many mail servers refuse. Take {less}, or fewer --days{story}."
        )


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that shows how many days have been recorded; nothing where no one looks."""
    import sys

    if not sys.stderr.isatty():
        yield lambda done, many: None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Recording"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Recording")
        yield lambda done, many: bar.update(task, completed=done, total=many)
