"""``sim tipping``: where a policy tips, found by bisection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.analysis import Outcome, Tipping


@click.command(short_help="Find where a policy tips: the value at which its gain is gone.")
@options.scenario_argument
@click.option(
    "--vary", required=True, metavar="NAME[=LOW:HIGH]",
    help="The factor to search, over its plausible range unless another is given."
)  # fmt: skip
@click.option(
    "--at", "at", multiple=True, metavar="NAME=LOW:HIGH:COUNT",
    help="Search at each of these values of another factor. Can be given several times; every combination is searched.",
)  # fmt: skip
@click.option(
    "--measure", default="net", show_default=True, metavar="NAME",
    help="What changes its sign: the net gain, or the change of a measure against the twin.",
)  # fmt: skip
@click.option(
    "--within", type=options.Finite(0.0001, 0.2), default=0.02, show_default=True, metavar="SHARE",
    help="How narrow the answer should be, as a share of the range.",
)  # fmt: skip
@click.option(
    "--first", type=click.IntRange(3, 101), default=5, show_default=True, metavar="N",
    help="Evenly spaced values to look at first; two tipping points between neighbours are not seen.",
)  # fmt: skip
@options.replications_option(8)
@click.option(
    "--most-replications", type=click.IntRange(2, 1_000_000), default=32, show_default=True, metavar="N",
    help="How many runs a value gets at most while its sign is not sure.",
)  # fmt: skip
@options.search_options
@click.option("--report", "page", is_flag=True, help="Write an HTML page with figures, too.")
@options.json_option
def tipping(
    scenario: str, vary: str, at: tuple[str, ...], measure: str, within: float, first: int, replications: int,
    most_replications: int, seed: int, days: int | None, overrides: tuple[str, ...], price: float | None,
    workers: int | None, cluster: str | None, folder: str | None, page: bool, as_json: bool,
) -> None:  # fmt: skip
    """Find the value of a factor at which SCENARIO's policy tips, with its uncertainty, or say that there is none."""
    from sim.analysis import Plan, Price, Steps, outcome, tip
    from sim.analysis.tipping import refuse_unsearchable
    from sim.cli import asking, telling
    from sim.experiment import parse_factor, parse_factors, refuse_set_in_vain
    from sim.scenario import load

    if replications < 2:
        raise click.BadParameter("a sign cannot be sure with fewer than 2 runs", param_hint="--replications")
    said = options.with_days(overrides, days)
    told = load(scenario, said)
    telling.say_if_too_late(scenario, said)
    factor, others = parse_factor(vary, told), parse_factors(at, told)
    refuse_unsearchable(factor)
    refuse_set_in_vain(said, (factor, *others))
    price = Price().animosity_price if price is None else price
    chosen = outcome(measure, price)
    plan = Plan(factor.low, factor.high, first, within, replications, max(replications, most_replications))
    steps = Steps(
        Path(scenario).stem, told, [factor, *others], purpose="tipping", folder=folder,
        plan={**plan.told(), "at": [[each.name, list(each.levels)] for each in others], "outcome": measure, "price": price,
              "seed": seed},
        do=lambda experiment, place: asking.ask(experiment, "tipping", str(place), workers, cluster=cluster),
    )  # fmt: skip
    found = tip(steps, plan, others, chosen, seed)
    data = {
        "factor": factor.name, "low": factor.low, "high": factor.high, "outcome": chosen.words, "unit": chosen.unit,
        "price": price, "seed": seed, "pairs": steps.pairs, "found": [each.told() for each in found],
    }  # fmt: skip
    files = [steps.finish(data, telling.command_line())]
    if page:
        from sim.report.searches import write_tipping

        files.append(write_tipping(steps, found, chosen, telling.command_line()))
    if as_json:
        telling.print_json({"scenario": steps.name, **data, "files": [str(each) for each in files]})
    else:
        _show(found, factor.name, chosen, steps.pairs)
    telling.say_files(steps.folder, *files)


def _show(found: Sequence[Tipping], factor: str, chosen: Outcome, pairs: int) -> None:
    from sim.analysis.bisection import in_words
    from sim.cli import telling

    out = telling.console()
    made = telling.table(
        *((name.removeprefix("policy."), "right") for name in found[0].at),
        ("tips at", "right"), ("95 % interval", "right"), ("looks", "right"), ("", "left"),
        title=f"Where the {chosen.words} changes its sign over {factor.removeprefix('policy.')} · {pairs:,} pairs of runs",
    )  # fmt: skip
    for each in found:
        crossings = each.search.crossings()
        where = "; ".join(f"{one.value:.3g}" for one in crossings) or "–"
        ends = "; ".join(f"{one.low:.3g} … {one.high:.3g}" for one in crossings) or "–"
        word = "; ".join("falls below zero" if one.falls else "rises above zero" for one in crossings)
        made.add_row(
            *(f"{value:g}" for value in each.at.values()),
            where,
            ends,
            str(len(each.search.looks)),
            word or in_words(each.search),
        )
    out.print(made)
    if len(found) == 1:
        out.print(
            f"The {chosen.words} {in_words(found[0].search)}."
            if found[0].search.crossings()
            else in_words(found[0].search).capitalize() + "."
        )
