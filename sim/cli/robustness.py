"""``sim robustness``: whether a verdict survives what nobody knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options, targets

if TYPE_CHECKING:
    from sim.validation.robustness import Robustness

SHOWN = 8
"""Coefficients that are shown to a person."""


@click.command(short_help="Say whether a verdict survives what nobody knows.")
@options.scenario_argument
@click.option(
    "--worlds", type=click.IntRange(4, 100_000), default=60, show_default=True, metavar="N",
    help="How many worlds to draw; no more than calibration found."
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
@click.option("--html", type=click.Path(dir_okay=False), metavar="FILE", help="Write a page with a figure as well.")
@options.workers_option
@options.json_option
def robustness(
    scenario: str, worlds: int, replications: int, seed: int, days: int | None, overrides: tuple[str, ...],
    price: float | None, calibration: Path | None, html: str | None, workers: int | None, as_json: bool,
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

    if html is not None:
        targets.refuse_other_ending(html, targets.PAGES, "--html")
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
    if html is not None:
        from sim.report.robustness_page import write_robustness

        write_robustness(found, chosen.title, [*in_words(chosen.title, found, price), separated(found)], html)
        telling.say_files(html)


def in_words(title: str, found: Robustness, price: float) -> list[str]:
    """What became of the verdict, in three sentences.

    Args:
        title: What the scenario is called.
        found: What was found.
        price: Percent of productivity per unit of animosity.
    """
    import numpy as np

    low, middle, high = np.quantile(found.net, [0.1, 0.5, 0.9])
    return [
        f"{title}: in {found.worlds} worlds the policy pays in {found.pays}, loses in {found.loses}, and in "
        f"{found.depends} it depends on chance (at {price:g} percent of productivity per unit of animosity).",
        f"Net gain: {found.as_declared.difference:+.1f} % as declared; over the worlds {middle:+.1f} % in the middle, 80 % of them "
        f"between {low:+.1f} and {high:+.1f} %.",
        f"Drawn from {found.drawn_from}.",
    ]


def _show(title: str, found: Robustness, price: float) -> None:
    from sim.cli import telling

    out = telling.console()
    for words in in_words(title, found, price):
        out.print(words)
    made = telling.table(
        ("the net gain depends most on", "left"), ("rank correlation", "right"), ("95 % interval", "right"),
        ("net gain where low, %", "right"), ("where high, %", "right"), ("", "left"),
    )  # fmt: skip
    for each in found.on[:SHOWN]:
        made.add_row(
            each.name, f"{each.correlation:+.2f}", f"{each.correlation_low:+.2f} … {each.correlation_high:+.2f}",
            f"{each.low:+.1f}", f"{each.high:+.1f}", "" if each.sure else "may be chance, among so many",
        )  # fmt: skip
    out.print(made)
    out.print(separated(found))


def separated(found: Robustness) -> str:
    """What separates worlds in which the policy loses from worlds in which it pays, in words."""
    from sim.analysis import discovery

    if found.losing is None:
        return (
            f"Only in {found.pays + found.loses} worlds it is sure whether the policy pays or loses: too few to tell what "
            "separates them. Ask for more --worlds or --replications."
        )
    return "Among the worlds in which it is sure, " + discovery.in_words(found.losing, "the policy loses").replace(
        "points", "worlds"
    )
