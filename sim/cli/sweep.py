"""``sim sweep``: a scenario varied over a design, each point against its twin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sim.cli import options


def _whole(*names: str, low: int, high: int, metavar: str, text: str) -> Callable[[Any], Any]:
    return click.option(*names, type=click.IntRange(low, high), metavar=metavar, help=text)


@click.command(short_help="Vary a scenario, each design point against its twin.")
@click.argument("scenario", metavar="SCENARIO|PLAN")
@click.option(
    "--vary", "vary", multiple=True, metavar="NAME[=VALUES]",
    help="What to vary: a range (NAME=0:1), evenly spaced values (NAME=0:1:11), a list (NAME=0,0.5,1), or nothing for the "
    "range that the number's declaration calls plausible. 'policy.*' names all that fit. Can be given several times.",
)  # fmt: skip
@click.option(
    "--design", metavar="DESIGN",
    help="full (every combination; ranges at their two ends), fractional (two levels, resolution IV), oat (one at a time), "
    "lhs, sobol, saltelli and morris (for `sim sensitivity`), or a CSV file with a column for each number. full by default.",
)  # fmt: skip
@_whole("--samples", low=1, high=1_000_000, metavar="N", text="Points of lhs and sobol, base samples of saltelli, "
        "trajectories of morris. 100, 128, 128 and 20 by default.")  # fmt: skip
@_whole("--design-seed", low=0, high=2**63 - 1, metavar="SEED", text="Seed of what the design draws; 0 by default.")
@_whole("--replications", low=1, high=1_000_000, metavar="N", text="How many runs of each point, on seeds of their own; "
        "the twin runs on the same. 10 by default. More of them later add the missing runs.")  # fmt: skip
@click.option(
    "--until-precise", metavar="PERCENT",
    help="Add replications where the 95 % interval of the difference is wider than ± this: 0.5%, or 0.5%,0.005 for "
    "productivity and animosity.",
)  # fmt: skip
@_whole("--at-most", low=2, high=1_000_000, metavar="N", text="The most replications of a point for the sake of "
        "precision; 1000 by default.")  # fmt: skip
@_whole(
    "--seed",
    low=0,
    high=2**63 - 1,
    metavar="SEED",
    text="Seed of the luck; replication r lives on seed + r. 1 by default.",
)
@options.days_option
@options.set_option
@options.price_option
@click.option(
    "--series", metavar="MEASURES",
    help="Measures whose course by week is kept for every run: names with commas, all, or none. productivity,animosity by "
    "default, none beyond 20,000 runs.",
)  # fmt: skip
@options.workers_option
@options.cluster_option
@options.folder_option
@click.option("--retry", is_flag=True, help="Try runs again that failed before.")
@click.option("--report", is_flag=True, default=None, help="Write the HTML report too, as `sim report` does.")
@click.option("--dry-run", is_flag=True, help="Say how many runs, how long, how much disk and memory, and do nothing.")
@click.option(
    "--write-yaml", type=click.Path(dir_okay=False), metavar="FILE", help="Write all this as a plan, and do nothing."
)
@options.json_option
def sweep(
    scenario: str,
    overrides: tuple[str, ...],
    retry: bool,
    dry_run: bool,
    write_yaml: str | None,
    folder: str | None,
    as_json: bool,
    **said: Any,
) -> None:
    """Vary SCENARIO over a design, run each point and its twin, and show gain against animosity.

    A PLAN is a YAML file that says what the options say, beginning with `scenario:`; options go before it.
    """
    from sim.cli import sweeping
    from sim.experiment import is_plan, write_plan

    plan = sweeping.plan_of(scenario, {**said, "set": overrides, "output": folder})
    if write_yaml is not None:
        from sim.cli import targets, telling

        targets.refuse_other_ending(write_yaml, targets.YAML, "--write-yaml")
        if Path(write_yaml).exists() and not is_plan(write_yaml):
            raise click.BadParameter(
                f"{click.format_filename(write_yaml)} is there already and is no plan, and is not overwritten; take another name",
                param_hint="--write-yaml",
            )
        plan.experiment()  # so that no plan is written that cannot be carried out
        telling.say_files(write_plan(plan, write_yaml))
    elif dry_run:
        sweeping.foretell(plan, as_json)
    else:
        sweeping.carry_out(plan, retry, as_json)
