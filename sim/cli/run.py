"""``sim run``: one office through its days."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import INTERRUPTED, options

if TYPE_CHECKING:
    from sim.measures import Array
    from sim.scenario import Scenario


@click.command(short_help="Live through a scenario once.")
@options.scenario_argument
@options.seed_option
@options.days_option
@options.set_option
@options.closer_options
def run(
    scenario: str,
    seed: int,
    days: int | None,
    overrides: tuple[str, ...],
    output: str | None,
    panel: str | None,
    every: int,
    as_json: bool,
) -> None:
    """Live through SCENARIO once, and show what its last quarter was like.

    Ctrl-C ends a run early: what is done is shown, and kept as a CSV file.
    """
    from sim.cli import telling
    from sim.scenario import load

    told = load(scenario, options.with_days(overrides, days))
    telling.say_if_too_late(scenario, options.with_days(overrides, days))
    live_and_tell(told, Path(scenario).stem, seed, output=output, panel=panel, every=every, as_json=as_json)


def live_and_tell(
    told: Scenario, name: str, seed: int, *, output: str | None, panel: str | None, every: int, as_json: bool
) -> None:
    """Live through a scenario once, show what its last quarter was like, and write what was asked for.

    Args:
        told: The scenario.
        name: What it is called.
        seed: Seed of the luck.
        output: File for every measure by day.
        panel: Folder for people, ties and quits on sampled days.
        every: How many days lie between two of these.
        as_json: Whether to print JSON.
    """
    from sim.cli import lasting, telling
    from sim.measures import last_quarter

    if output is not None and Path(output).suffix not in {".csv", ".parquet"}:
        raise click.BadParameter("the file's name must end in .csv or .parquet", param_hint="--output")
    if output is not None and not Path(output).parent.is_dir():
        raise click.BadParameter(f"there is no folder {Path(output).parent}", param_hint="--output")
    telling.say_if_cold()
    found = lasting.live(told, seed)
    series, days = found.series, found.days
    means = {name: float(last_quarter(values)) for name, values in series.items()}
    written: list[Path] = []
    stopped = days < told.days
    if stopped:
        output = output or f"{name}_seed_{seed}_{days}_days.csv"
    if output is not None:
        written.append(_write(Path(output), series))
    if panel is not None and not stopped:
        from sim.panel import write_panel

        written += write_panel(panel, told, seed, every=every)
    if as_json:
        by_day = {name: values.tolist() for name, values in series.items()}
        telling.print_json({"scenario": name, "seed": seed, "days": days, "measures": means, "series": by_day})
    else:
        _show(told.title or name, seed, days, series, means)
    for note in found.notes:
        telling.say(f"Note: {note}")
    telling.say_files(*written)
    if stopped:
        without = ", and no panel is written" if panel is not None else ""
        telling.say(f"Stopped after {days} of {told.days} days: what is shown and written is of these{without}.")
        raise click.exceptions.Exit(INTERRUPTED)


def _write(path: Path, series: dict[str, Array]) -> Path:
    import pandas as pd

    days = len(next(iter(series.values())))
    frame = pd.DataFrame({"day": range(days), **series})
    if path.suffix == ".csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_parquet(path, index=False)
    return path


def _show(title: str, seed: int, days: int, series: dict[str, Any], means: dict[str, float]) -> None:
    from sim.cli import telling
    from sim.measures import MEASURES

    made = telling.table(
        ("measure", "left"), ("last quarter", "right"), ("course", "left"), ("unit", "left"),
        title=f"{title} · {days} days · seed {seed}",
    )  # fmt: skip
    for name, measure in MEASURES.items():
        unit = "" if measure.unit == "1" else measure.unit
        made.add_row(name, telling.number(means[name]), telling.sparkline(series[name]), unit)
    telling.console().print(made)
