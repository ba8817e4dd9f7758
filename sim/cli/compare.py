"""``sim compare``: a scenario against its twin, or against another scenario."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.analysis import Answer, Difference

ROOM_FOR_LUCK = 100
"""Columns that a terminal needs for the differences in units of luck to be shown."""

ROOM_FOR_UNITS = 150
"""Columns that it needs for the units to be shown, too; `sim run` always shows them."""

IN_LUCK = (
    "× luck: the difference in standard deviations of the twin from seed to seed; it says nothing of how people differ."
)
"""What that column means, which is easily taken for an effect size between people."""

MANY = "About one in twenty of so many intervals misses by chance alone; the question is productivity and animosity."
"""What to keep in mind where so many measures are called better or worse."""


@click.command(short_help="Compare a scenario with its twin, or with another.")
@options.scenario_argument
@click.option(
    "--against", metavar="SCENARIO",
    help="Compare with this scenario on the same luck, rather than with the twin, the same office without the policy.",
)  # fmt: skip
@options.replications_option(20)
@options.seed_option
@options.days_option
@options.set_option
@options.price_option
@options.workers_option
@options.folder_option
@options.json_option
def compare(
    scenario: str,
    against: str | None,
    replications: int,
    seed: int,
    days: int | None,
    overrides: tuple[str, ...],
    price: float | None,
    workers: int | None,
    folder: str | None,
    as_json: bool,
) -> None:
    """Say what SCENARIO's policy changes: paired differences with 95 % intervals.

    Both sides live with the same people and the same luck. --set and --days hold for both.
    """
    from sim.scenario import load

    said = options.with_days(overrides, days)
    ours = load(scenario, said)  # before the slow imports, so that a mistake is answered at once
    theirs = load(against, (*said, f"days={ours.days}")) if against is not None else None

    from sim.analysis import Price, break_even_interval, break_even_of, differences, paired_courses
    from sim.cli import asking, telling
    from sim.experiment import Experiment

    telling.say_if_too_late(scenario, said)
    other = "twin" if against is None else Path(against).stem
    experiment = Experiment(
        name=Path(scenario).stem,
        scenario=ours,
        replications=replications,
        seed=seed,
        against=theirs,
        against_name=other,
    )
    answer = asking.ask(experiment, "compare", folder, workers)
    found = differences(answer.table)
    price = Price().animosity_price if price is None else price
    day = interval = None
    if "productivity_by_week" in answer.table:
        day = break_even_of(answer.table, experiment.policy_start, price)
        interval = break_even_interval(*paired_courses(answer.table), experiment.policy_start, price)
    if as_json:
        telling.print_json(_as_data(answer, found, day, interval))
    else:
        _show(answer, found, day, interval, price)
    telling.say_files(answer.folder)


def _as_data(
    answer: Answer, found: dict[str, Difference], day: int | None, interval: tuple[int, int | None] | None
) -> dict[str, Any]:
    experiment = answer.experiment
    told = ("twin", "policy", "difference", "low", "high", "percent")
    return {
        "scenario": experiment.name,
        "against": experiment.against_name,
        "seed": experiment.seed,
        "replications": experiment.replications,
        "days": experiment.days,
        "measures": {name: {key: asdict(each)[key] for key in told} for name, each in found.items()},
        "break_even_day": day,
        "break_even_interval": interval,
    }


def _show(
    answer: Answer, found: dict[str, Difference], day: int | None, interval: tuple[int, int | None] | None, price: float
) -> None:
    from rich.text import Text

    from sim.analysis import balance, verdict
    from sim.analysis.paired import FEW
    from sim.cli import telling
    from sim.measures import MEASURES

    experiment = answer.experiment
    out = telling.console()
    roomy, vast = out.width >= ROOM_FOR_LUCK, out.width >= ROOM_FOR_UNITS
    sides = ("twin", "policy") if experiment.against is None else (experiment.against_name, experiment.name)
    made = telling.table(
        ("measure", "left"), *((each, "right") for each in sides), ("difference", "right"), ("percent", "right"),
        *([("× luck", "right")] if roomy else []), ("", "left"), *([("unit", "left")] if vast else []),
        title=f"{experiment.name} against {experiment.against_name} · {experiment.days} days · "
        f"{telling.counted(experiment.replications, 'replication')} from seed {experiment.seed} · last quarter, ± 95 % interval",
    )  # fmt: skip
    for name, each in found.items():
        better = MEASURES[name].better * each.difference
        word = "" if not each.is_sure or each.pairs < FEW or better == 0 else "better" if better > 0 else "worse"
        made.add_row(
            name, telling.number(each.twin), telling.number(each.policy),
            telling.give_or_take(each.difference, each.high), telling.number(each.percent, "+.1f"),
            *([telling.number(each.effect if each.pairs >= FEW else math.nan, "+.1f")] if roomy else []),
            Text(word, style={"better": "blue", "worse": "yellow"}.get(word, "")),
            *(["" if MEASURES[name].unit == "1" else MEASURES[name].unit] if vast else []),
        )  # fmt: skip
    out.print(made)
    if experiment.replications >= FEW:
        out.print(f"{IN_LUCK} {MANY}" if roomy else MANY, style="dim")
    out.print(verdict(found, balance(answer.table, price), day, price, experiment.against_name, interval))
