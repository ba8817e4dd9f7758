"""Carrying out the plan of a sweep, or foretelling what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import telling

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis import Answer
    from sim.experiment import Experiment, Plan

MOST_ROWS = 40
"""Design points that the printed table shows; all of them are in the files."""

MOST_SUMMED = 20_000
"""Design points up to which each is summed up; whoever has more has a question of their own for the table."""

MOST_ALIASES = 6
"""Groups of interactions that are named; a large design has hundreds."""


def plan_of(scenario: str, said: Mapping[str, Any]) -> Plan:
    """The plan that a command line makes: of a scenario, or of a plan in YAML over which the options go.

    Args:
        scenario: A scenario, or the file of a plan.
        said: The options; None and empty where they were not given.
    """
    from sim.experiment import Plan, is_plan, read_plan

    given = {name: value for name, value in said.items() if value is not None and value != ()}
    if not is_plan(scenario):
        return Plan(scenario, **given)
    plan = read_plan(scenario)
    given["set"] = (*plan.set, *said["set"])
    if str(given.get("design", "")).endswith(".csv"):
        plan = replace(plan, vary=(), samples=None)
    return replace(plan, **given)


def courses_of(series: str | None) -> tuple[str, ...] | None:
    """The measures of ``--series``; None for the usual."""
    from sim.measures import MEASURES
    from sim.scenario import nearest

    if series is None or series == "none":
        return None if series is None else ()
    names = list(MEASURES) if series == "all" else [each.strip() for each in series.split(",")]
    for each in names:
        if each not in MEASURES:
            near = nearest(each, list(MEASURES))
            hint = f"; did you mean {near}?" if near else ""
            raise click.BadParameter(f"{each!r} is no measure{hint}", param_hint="--series")
    return tuple(dict.fromkeys(names))


def carry_out(plan: Plan, retry: bool, as_json: bool) -> None:
    """Do what is missing, and show the answer."""
    from sim.analysis import Precision, Price, summary
    from sim.cli import asking
    from sim.experiment import extension

    experiment = plan.experiment()
    price = Price().animosity_price if plan.price is None else plan.price
    wanted = plan.precision(price)
    courses = courses_of(plan.series)
    telling.say_if_too_late(plan.scenario, plan.overrides)
    _say_design(experiment)
    answer = asking.ask(
        experiment, "sweep", plan.output, plan.workers, cluster=plan.cluster, courses=courses,
        precision=Precision(*wanted) if wanted else None, retry=retry,
    )  # fmt: skip
    files = [answer.folder / "runs.parquet", answer.folder / "manifest.json"]
    points = None
    if len(experiment.points) <= MOST_SUMMED:
        factors = [each.name for each in experiment.factors]
        points = summary(answer.table, factors, experiment.policy_start, price)
    if plan.report:
        from sim.report import write_report

        files.append(write_report(answer, price))
    if as_json:
        telling.print_json(_told(answer, points, price, files))
    else:
        if points is not None:
            _show(answer, points, price)
        if not plan.report:
            telling.say(f"For figures and a verdict: sim report {answer.folder}")
        if extension(experiment.design):
            telling.say(extension(experiment.design))
    telling.say_files(*files)


def _say_design(experiment: Experiment) -> None:
    """Say what a fractional design cannot tell, and what a pattern stood for."""
    from sim.experiment import aliases

    names = [each.name for each in experiment.factors]
    if experiment.design.kind != "fractional":
        return
    shared = aliases(len(names))
    if not shared:
        telling.say(
            f"Fractional design: {len(experiment.points)} points, which are all combinations of {len(names)} factors."
        )
        return
    telling.say(
        f"Fractional design of resolution IV: {len(experiment.points)} points instead of {2 ** len(names):,}. Main effects are "
        "clear of interactions of two factors; these cannot be told from one another:"
    )
    for group in shared[:MOST_ALIASES]:
        telling.say("  " + " = ".join(f"{names[a]} × {names[b]}" for a, b in group))
    if len(shared) > MOST_ALIASES:
        telling.say(f"  and {len(shared) - MOST_ALIASES} more groups")


def foretell(plan: Plan, as_json: bool) -> None:
    """Say what a plan takes, from a short measurement on this machine."""
    import os

    import numpy as np

    from sim.analysis import folder_of
    from sim.experiment import COURSES, foresee
    from sim.store import MANIFEST, all_runs_of, parts_of

    experiment = plan.experiment()
    plan.precision(plan.price or 100.0)
    folder = Path(plan.output) if plan.output is not None else folder_of(experiment, "sweep")
    finished = all_runs_of(parts_of(folder)) if (folder / MANIFEST).exists() else np.zeros(0, dtype=np.int64)
    courses = courses_of(plan.series)
    if courses is None:
        courses = COURSES if experiment.runs <= 20_000 else ()
    telling.say_if_cold()
    found = foresee(experiment, finished, plan.workers or os.cpu_count() or 1, len(courses))
    if as_json:
        telling.print_json(
            {
                "points": len(experiment.points), "twins": len(experiment.twins), "runs": found.runs, "done": found.done,
                "seconds": found.seconds, "disk": found.disk, "memory": found.memory, "folder": str(folder),
            }
        )  # fmt: skip
        return
    least = "at least " if plan.until_precise else ""
    names = ", ".join(each.name for each in experiment.factors)
    telling.console().print(
        f"{len(experiment.points):,} points and {len(experiment.twins):,} twins × {experiment.replications:,} replications: "
        f"{least}{found.runs:,} runs of {experiment.days} days, of which {found.done:,} are done.\n"
        f"Varied: {names}.\n"
        f"Time: about {least}{duration(found.seconds)} on {found.slots} processors of this machine, at its present load.\n"
        f"Disk: about {size(found.disk)}. Memory: about {size(found.memory)}.\n"
        f"Folder: {folder}"
    )


def shortened(name: str, names: list[str]) -> str:
    """The last part of a name where no other ends so, and the last two otherwise."""
    last = name.rpartition(".")[2]
    return last if [each.rpartition(".")[2] for each in names].count(last) == 1 else ".".join(name.split(".")[-2:])


def duration(seconds: float) -> str:
    """A time as a person says it."""
    for unit, length in (("days", 86_400.0), ("hours", 3_600.0), ("minutes", 60.0)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def size(count: float) -> str:
    """A number of bytes as a person says it."""
    for unit, length in (("GB", 1e9), ("MB", 1e6)):
        if count >= length:
            return f"{count / length:.1f} {unit}"
    return f"{max(1, round(count / 1e3))} kB"


def _told(answer: Answer, points: pd.DataFrame | None, price: float, files: list[Path]) -> dict[str, Any]:
    experiment = answer.experiment
    return {
        "scenario": experiment.name,
        "against": experiment.against_name,
        "design": experiment.design.kind,
        "seed": experiment.seed,
        "replications": experiment.replications,
        "days": experiment.days,
        "runs": experiment.runs,
        "failed": len(answer.failures),
        "price": price,
        "factors": {each.name: list(each.levels) for each in experiment.factors},
        "points": None if points is None else points.to_dict(orient="records"),
        "folder": str(answer.folder),
        "files": [str(each) for each in files],
    }


def _show(answer: Answer, points: pd.DataFrame, price: float) -> None:
    from sim.analysis import idle_words, is_idle

    experiment = answer.experiment
    names = [each.name for each in experiment.factors]
    counts = points["pairs"]
    many = f"{counts.min()}" if counts.min() == counts.max() else f"{counts.min()} to {counts.max()}"
    made = telling.table(
        *((shortened(each, names), "right") for each in names),
        ("productivity %", "right"), ("animosity", "right"), ("net %", "right"), ("break-even", "right"),
        ("frontier", "left"),
        title=f"{experiment.name}: {len(points)} points against their twins · {experiment.days} days · "
        f"{many} replications from seed {experiment.seed} · last quarter, ± 95 % interval · price {price:g}",
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
    if is_idle(answer.experiment):
        out.print(idle_words(answer.experiment))
    if len(shown) < len(points):
        out.print(f"The {len(shown)} best of {len(points)} points; all are in the files.")
