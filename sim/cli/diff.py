"""``sim diff``: what differs between two scenarios, and what comes of it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.analysis import Difference
    from sim.scenario import Scenario

REPLICATIONS = 10


@click.command(short_help="Say what differs between two scenarios, and what comes of it.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@options.replications_option(REPLICATIONS)
@options.seed_option
@options.days_option
@click.option("--no-run", is_flag=True, help="Say what differs in the scenarios only.")
@options.json_option
def diff(first: str, second: str, replications: int, seed: int, days: int | None, no_run: bool, as_json: bool) -> None:
    """Say what B says differently from A, and what comes of it on the same luck.

    The outcome is that of B less that of A: paired differences with 95 % intervals. Where one lasts longer, both are
    lived through for as long as the shorter.

    --json prints the differences as {"name", "meaning", "first", "second"}, and each measure as {"first", "second",
    "difference", "low", "high"}, the last three those of B less A.
    """
    from sim.cli import telling
    from sim.cli.contrast import contrasts
    from sim.scenario import load

    ours, theirs = load(first), load(second)
    found = contrasts(ours, theirs)
    changes: dict[str, Difference] | None = None
    shorter = days or min(ours.days, theirs.days)
    if found and not no_run:
        changes = _outcome(ours, theirs, shorter, replications, seed)
    names = [Path(each).stem for each in (first, second)]
    if as_json:
        told: dict[str, Any] = {"first": first, "second": second, "differences": [asdict(each) for each in found]}
        if changes is not None:
            told |= {"days": shorter, "replications": replications, "seed": seed}
            told["measures"] = {name: _plain(each) for name, each in changes.items()}
        telling.print_json(told)
        return
    if not found:
        click.echo(f"{names[0]} and {names[1]} say the same, but for their texts.")
        return
    _tell(found, names)
    if changes is not None:
        _show(changes, names, f"{replications} pairs of runs of {shorter} days from seed {seed}")


def _plain(change: Difference) -> dict[str, float]:
    return {
        "first": change.twin,
        "second": change.policy,
        "difference": change.difference,
        "low": change.low,
        "high": change.high,
    }


def _outcome(ours: Scenario, theirs: Scenario, days: int, replications: int, seed: int) -> dict[str, Difference]:
    from sim.cli import telling
    from sim.cli.trying import paired
    from sim.scenario import with_values

    telling.say_if_cold()
    first, second = (each if each.days == days else with_values(each, {"days": days}) for each in (ours, theirs))
    return paired(second, first, replications, seed)


def _tell(found: list[Any], names: list[str]) -> None:
    from sim.cli.meaning import wrapped

    width = max(len(each) for each in names)
    for each in found:
        click.echo(wrapped(f"{each.name}" + (f": {each.meaning}" if each.meaning else "")))
        for name, told in zip(names, (each.first, each.second), strict=True):
            click.echo(f"  {name:<{width}}  {told}")


def _show(changes: dict[str, Difference], names: list[str], title: str) -> None:
    """The measures that surely differ."""
    from sim.cli import telling
    from sim.cli.trying import sense
    from sim.measures import MEASURES

    sure = {name: each for name, each in changes.items() if each.is_sure}
    made = telling.table(
        ("measure", "left"), (names[0], "right"), (names[1], "right"), ("difference", "right"),
        ("95 % interval", "right"), ("", "left"),
        title=f"What comes of it: last quarter, {title}",
    )  # fmt: skip
    for name, each in sure.items():
        made.add_row(
            name, telling.number(each.twin), telling.number(each.policy), telling.number(each.difference, "+.4f"),
            f"{telling.number(each.low, '+.4f')} … {telling.number(each.high, '+.4f')}",
            sense(each.difference, MEASURES[name].better),
        )  # fmt: skip
    click.echo()
    if sure:
        telling.console().print(made)
    rest = len(changes) - len(sure)
    click.echo(f"Of {len(changes)} measures, {rest} do not differ by more than chance alone could do.")
