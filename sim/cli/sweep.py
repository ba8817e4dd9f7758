"""``sim sweep``: a scenario varied over a grid, each point against its twin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment import Experiment

MOST_ROWS = 40
"""Design points that the printed table shows; all of them are in the files."""


@click.command(short_help="Vary a scenario over a grid, each point against its twin.")
@options.scenario_argument
@click.option(
    "--vary", "vary", multiple=True, required=True, metavar="NAME=LOW:HIGH:COUNT",
    help="What to vary: evenly spaced values, or a list (NAME=0,0.5,1). Can be given several times; the design "
    "has every combination.",
)  # fmt: skip
@options.replications_option(10)
@options.seed_option
@options.days_option
@options.set_option
@options.price_option
@options.workers_option
@options.folder_option
@click.option("--report", "page", is_flag=True, help="Write the HTML report too, as `sim report` does.")
@options.json_option
def sweep(
    scenario: str,
    vary: tuple[str, ...],
    replications: int,
    seed: int,
    days: int | None,
    overrides: tuple[str, ...],
    price: float | None,
    workers: int | None,
    folder: str | None,
    page: bool,
    as_json: bool,
) -> None:
    """Vary SCENARIO over a grid, run each point and its twin, and show gain against animosity."""
    from sim.analysis import Price, summary
    from sim.cli import asking, telling
    from sim.experiment import Experiment, parse_factor
    from sim.scenario import load

    told = load(scenario, options.with_days(overrides, days))
    telling.say_if_too_late(scenario, options.with_days(overrides, days))
    factors = tuple(parse_factor(each, told) for each in vary)
    experiment = Experiment(
        name=Path(scenario).stem, scenario=told, factors=factors, replications=replications, seed=seed
    )
    price = Price().animosity_price if price is None else price
    answer = asking.ask(experiment, "sweep", folder, workers)
    points = summary(answer.table, [each.name for each in factors], experiment.policy_start, price)
    files = [answer.folder / "runs.parquet", answer.folder / "manifest.json"]
    if page:
        from sim.report import write_report

        files.append(write_report(answer, price))
    if as_json:
        telling.print_json(_told(experiment, points, price, files))
    else:
        _show(experiment, points, price)
        if not page:
            telling.say(f"For figures and a verdict: sim report {answer.folder}")
    telling.say_files(*files)


def _told(experiment: Experiment, points: pd.DataFrame, price: float, files: list[Path]) -> dict[str, Any]:
    return {
        "scenario": experiment.name,
        "against": experiment.against_name,
        "seed": experiment.seed,
        "replications": experiment.replications,
        "days": experiment.days,
        "runs": experiment.runs,
        "price": price,
        "factors": {each.name: list(each.levels) for each in experiment.factors},
        "points": points.to_dict(orient="records"),
        "files": [str(each) for each in files],
    }


def _show(experiment: Experiment, points: pd.DataFrame, price: float) -> None:
    from sim.cli import telling

    names = [each.name for each in experiment.factors]
    made = telling.table(
        *((each.removeprefix("policy."), "right") for each in names),
        ("productivity %", "right"), ("animosity", "right"), ("net %", "right"), ("break-even", "right"),
        ("frontier", "left"),
        title=f"{experiment.name}: {len(points)} points against their twins · {experiment.days} days · "
        f"{experiment.replications} replications from seed {experiment.seed} · last quarter, ± 95 % interval · price {price:g}",
    )  # fmt: skip
    shown = points if len(points) <= MOST_ROWS else points.sort_values("net", ascending=False).head(MOST_ROWS)
    for row in shown.to_dict(orient="records"):
        made.add_row(
            *(f"{row[each]:g}" for each in names),
            telling.give_or_take(row["gain"], row["gain_high"], "+.1f"),
            telling.give_or_take(row["rise"], row["rise_high"], "+.4f"),
            telling.give_or_take(row["net"], row["net_high"], "+.1f"),
            telling.number(row["break_even_day"], ".0f"),
            "●" if row["on_frontier"] else "",
        )  # fmt: skip
    out = telling.console()
    out.print(made)
    if len(shown) < len(points):
        out.print(f"The {len(shown)} best of {len(points)} points; all are in the files.")
