"""``sim robustness``: whether a verdict survives what nobody knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.validation.robustness import Robustness

SHOWN = 8
"""Coefficients that are shown to a person."""


@click.command(short_help="Say whether a verdict survives what nobody knows.")
@options.scenario_argument
@click.option(
    "--worlds", type=click.IntRange(4, 100_000), default=60, show_default=True, metavar="N", help="How many worlds to draw."
)  # fmt: skip
@click.option(
    "--replications", type=click.IntRange(2, 1000), default=3, show_default=True, metavar="N",
    help="How many seeds each world is run on, with its twin.",
)  # fmt: skip
@options.seed_option
@options.days_option
@options.set_option
@options.price_option
@click.option(
    "--calibration", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="A result of experiments/calibrate.py to draw from, rather than what comes with the program.",
)  # fmt: skip
@options.workers_option
@options.json_option
def robustness(
    scenario: str, worlds: int, replications: int, seed: int, days: int | None, overrides: tuple[str, ...],
    price: float | None, calibration: Path | None, workers: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Compare SCENARIO with its twin in many worlds, drawn from what calibration left open.

    A world is the same model with other values of the coefficients whose size no source gives. The policy pays
    in a world if the net gain (productivity gained less the price of animosity) is surely positive there, loses if it
    is surely negative, and depends on chance otherwise.
    """
    from dataclasses import asdict

    from sim.analysis import Price
    from sim.cli import telling
    from sim.scenario import load
    from sim.validation.robustness import robustness as examine

    chosen = load(scenario, options.with_days(overrides, days))
    price = Price().animosity_price if price is None else price
    telling.say_if_cold()
    try:
        with telling.parts() as told:
            found = examine(
                chosen, worlds=worlds, seeds=tuple(range(seed, seed + replications)), price=price, calibration=calibration,
                workers=workers, told=told,
            )  # fmt: skip
    except ValueError as error:
        if calibration is None:
            raise
        raise click.BadParameter(str(error), param_hint="--calibration") from None
    if as_json:
        telling.print_json(
            {"scenario": scenario, "price": price, "seed": seed, "replications": replications, **asdict(found)}
        )
    else:
        _show(chosen.title, found, price)


def _show(title: str, found: Robustness, price: float) -> None:
    import numpy as np

    from sim.cli import telling

    low, middle, high = np.quantile(found.net, [0.1, 0.5, 0.9])
    out = telling.console()
    out.print(
        f"{title}: in {found.worlds} worlds the policy pays in {found.pays}, loses in {found.loses}, and in "
        f"{found.depends} it depends on chance (at {price:g} percent of productivity per unit of animosity)."
    )
    out.print(
        f"Net gain: {found.as_declared.mean:+.1f} % as declared; over the worlds {middle:+.1f} % in the middle, 80 % of them "
        f"between {low:+.1f} and {high:+.1f} %."
    )
    out.print(f"Drawn from {found.drawn_from}.")
    made = telling.table(
        ("it depends most on", "left"), ("rank correlation", "right"), ("net gain where low, %", "right"),
        ("where high, %", "right"), ("", "left"),
    )  # fmt: skip
    for each in found.on[:SHOWN]:
        made.add_row(
            each.name, f"{each.correlation:+.2f}", f"{each.low:+.1f}", f"{each.high:+.1f}", "" if each.sure else "may be chance"
        )  # fmt: skip
    out.print(made)
