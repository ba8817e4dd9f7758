"""``sim discover``: the conditions under which a policy fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis import Discovery
    from sim.analysis.outcomes import Outcome

BESIDE = {"below": "is below", "above": "is above"}

OPEN = "A point is on one side by its mean; at {unsure:,} of {points:,} the 95 % interval over replications leaves it open."
"""What to keep in mind where replications are few."""


@click.command(short_help="Find the conditions under which a policy fails.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--measure", default="net", show_default=True, metavar="NAME",
    help="What fails: the net gain, or the change of a measure against the twin.",
)  # fmt: skip
@click.option("--below", type=options.Finite(), metavar="VALUE", help="It fails below this; below 0 by default.")
@click.option("--above", type=options.Finite(), metavar="VALUE", help="It fails above this.")
@click.option("--absolute", is_flag=True, help="Take the measure itself rather than its change against the twin.")
@click.option(
    "--density", type=options.Finite(0.01, 1.0), default=0.5, show_default=True, metavar="SHARE",
    help="The share of the points in a box that must fail.",
)  # fmt: skip
@options.price_option
@click.option("--report", "page", is_flag=True, help="Write an HTML page with a figure, discover.html in the folder.")
@options.json_option
def discover(
    folder: str, measure: str, below: float | None, above: float | None, absolute: bool, density: float, price: float | None,
    page: bool, as_json: bool,
) -> None:  # fmt: skip
    """Find the boxes of conditions in which the policy fails, in the results of a sweep in FOLDER.

    It is best asked of many points scattered over the ranges: sim sweep --design lhs.
    """
    from dataclasses import asdict

    from sim.analysis import AnalysisError, Price, by_point, outcome, reopen
    from sim.analysis import discover as find
    from sim.analysis.discovery import in_words, scattered
    from sim.analysis.outcomes import refuse_not_finite
    from sim.cli import telling

    if below is not None and above is not None:
        raise click.UsageError("Give --below or --above, not both.")
    answer = reopen(folder)
    names = [each.name for each in answer.experiment.factors]
    if not names:
        raise AnalysisError(f"{folder}: nothing is varied there, so there are no conditions to tell apart")
    price = Price().animosity_price if price is None else price
    chosen = outcome(measure, price, absolute=absolute)
    values = by_point(answer.table, chosen)
    values = values[values.index.isin(scattered(answer.experiment))]
    refuse_not_finite(values, chosen.words)
    side, edge = ("above", above) if above is not None else ("below", 0.0 if below is None else below)
    fails = (values > edge) if side == "above" else (values < edge)
    points = answer.table.drop_duplicates("point").set_index("point").loc[values.index, names]
    found = find(names, points, fails, density=density)
    what = f"the {chosen.words} {BESIDE[side]} {edge:g}"
    unsure = _unsure(answer.table[answer.table["point"].isin(values.index)], chosen, edge)
    words = in_words(found, what)
    words += f"{'' if words.endswith('.') else '.'} {OPEN.format(unsure=unsure, points=len(values))}" if unsure else ""
    files = []
    if page:
        from sim.report.searches import write_discovery

        files.append(write_discovery(answer, found, points, fails.to_numpy(), values, words, telling.command_line()))
    if as_json:
        telling.print_json(
            {
                "folder": folder,
                "fails": what,
                "unsure": unsure,
                "words": words,
                **asdict(found),
                "files": [str(each) for each in files],
            }
        )
    else:
        _show(found, what)
        telling.console().print(words[0].upper() + words[1:])
    telling.say_files(*files)


def _unsure(table: pd.DataFrame, chosen: Outcome, edge: float) -> int:
    """At how many points the interval over replications holds the edge; a point of one replication is unsure, too."""
    import numpy as np
    from scipy.special import stdtrit  # as in sim.analysis.paired

    from sim.analysis.paired import CONFIDENCE

    points = (table.assign(gap=chosen.read(table) - edge).groupby("point")["gap"]).agg(["count", "mean", "std"])
    reach = stdtrit(points["count"] - 1, 0.5 + CONFIDENCE / 2) * points["std"] / np.sqrt(points["count"])
    return int((~(points["mean"].abs() > reach)).sum())


def _show(found: Discovery, what: str) -> None:
    from sim.analysis.boxes import conditions
    from sim.cli import telling

    if not found.boxes:
        return
    made = telling.table(
        ("box", "left"), ("points", "right"), ("failing", "right"), ("density", "right"), ("coverage", "right"),
        title=f"Where {what}",
    )  # fmt: skip
    for each in found.boxes:
        made.add_row(
            conditions(each),
            f"{each.points:,}",
            f"{each.failures:,}",
            f"{100 * each.density:.0f} %",
            f"{100 * each.coverage:.0f} %",
        )
    telling.console().print(made)
