"""Options that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import click

LONGEST = 25_000
"""The most days of a run; a test holds that it is what a scenario allows."""


class Finite(click.FloatRange):
    """A number within a range, which may be open: unlike click's own it refuses NaN, which no comparison refuses."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number that is written.

        Raises:
            click.BadParameter: If it is none, not finite, or out of range.
        """
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number.", param, ctx)
        return number


class Folder(click.Path):
    """A folder that is written to; an empty name, as an unset variable of a shell leaves, does not mean the present one."""

    def __init__(self) -> None:
        super().__init__(file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder that is named.

        Raises:
            click.BadParameter: If nothing is named, or it is a file.
        """
        if not str(value).strip():
            self.fail("the name of the folder is empty.", param, ctx)
        return super().convert(value, param, ctx)


scenario_argument = click.argument("scenario")

set_option = click.option(
    "--set", "overrides", multiple=True, metavar="NAME=VALUE",
    help="Set a value of the scenario, such as policy.promise=0.8. Can be given several times.",
)  # fmt: skip

days_option = click.option(
    "--days", type=click.IntRange(1, LONGEST), metavar="DAYS", help="How many days; the scenario's own by default."
)

seed_option = click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True, metavar="SEED",
    help="Seed of the luck. Replication r lives on seed + r.",
)  # fmt: skip

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object to standard output and nothing else."
)

folder_option = click.option(
    "--output", "-o", "folder", type=Folder(), metavar="FOLDER",
    help="Where results are kept; a folder of its own in results/ by default. The same command goes on "
    "with what is missing there.",
)  # fmt: skip

workers_option = click.option(
    "--workers", type=click.IntRange(1, 1024), metavar="N", help="How many processors to use; all by default."
)


def replications_option(default: int) -> Callable[[Any], Any]:
    """The option that says how often each point is run."""
    return click.option(
        "--replications", type=click.IntRange(1, 1_000_000), default=default, show_default=True, metavar="N",
        help="How many runs of each, on seeds of their own; the twin runs on the same.",
    )  # fmt: skip


def price_option(command: Any) -> Any:
    """The option that says what animosity is worth; its default is declared with the verdict."""
    return click.option(
        "--price", type=Finite(0, 10_000), metavar="PERCENT",
        help="Percent of productivity that one unit of animosity is worth (100: a rise by 0.01 weighs "
        "as much as one percent of productivity). 100 by default.",
    )(command)  # fmt: skip


cluster_option = click.option(
    "--cluster", metavar="ADDRESS", help="Do the runs on a Dask cluster, such as tcp://scheduler:8786."
)


def together(*those: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Options that several commands have side by side, as one, in the order in which `--help` shows them."""

    def decorate(command: Any) -> Any:
        for each in reversed(those):
            command = each(command)
        return command

    return decorate


search_options = together(
    seed_option, days_option, set_option, price_option, workers_option, cluster_option, folder_option
)
"""What every command that asks many experiments takes."""

closer_options = together(
    click.option(
        "--output", "-o", type=click.Path(dir_okay=False), metavar="FILE",
        help="Write every measure by day, as CSV or Parquet by the file's ending.",
    ),
    click.option(
        "--panel", type=click.Path(file_okay=False), metavar="FOLDER",
        help="Write people, ties and quits on sampled days, as Parquet.",
    ),
    click.option(
        "--every", type=click.IntRange(1, LONGEST), default=25, show_default=True, metavar="DAYS",
        help="How many days lie between two sampled days of the panel.",
    ),
    json_option,
)  # fmt: skip
"""What every command takes that looks at one run closely."""


def with_days(overrides: tuple[str, ...], days: int | None) -> tuple[str, ...]:
    """The overrides, the number of days among them."""
    return overrides if days is None else (*overrides, f"days={days}")
