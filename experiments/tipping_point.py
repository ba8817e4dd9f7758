"""At which promise does the campaign tip, and how does the load move that point?

Bisects the promise beside a full campaign (client mindset 0.8) for the point where the net gain is gone, at several loads.
Every interval is corrected for all the values that were looked at.

    uv run python experiments/tipping_point.py
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from reading import PRICE
from study import Bench, Study, Told, main
from wording import holds, sentence

from sim.analysis import Plan, Tipping, outcome, tip
from sim.experiment import parse_factor
from sim.report import crossings_figure, looks_figure

PROMISE, DEMAND = "policy.promise", "environment.demand"


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Bisect the promise at each load."""
    office = bench.office("client_coworker", 500)
    promise = parse_factor(f"{PROMISE}=0:1", office)
    loads = parse_factor(f"{DEMAND}={'0.9,1.1' if bench.is_quick else '0.7:1.3:5'}", office)
    plan = Plan(0.0, 1.0, first=5, width=0.2 if bench.is_quick else 0.03, replications=bench.replications,
                most=2 * bench.replications)  # fmt: skip
    steps = bench.steps("search", office, [promise, loads], plan)
    chosen = outcome("net", PRICE)
    tips = tip(steps, plan, [loads], chosen, bench.seed)
    if any(each.search.crossings() for each in tips):
        figure = crossings_figure(tips, PROMISE, DEMAND)
    else:
        figure = looks_figure(tips, PROMISE, "net gain, %")
    steps.finish({"found": [each.told() for each in tips]}, bench.command)
    return {"loads": [_told(each) for each in tips]}, figure


def words(found: Mapping[str, Any]) -> list[str]:
    """Where it tips at each load."""
    told = [sentence(f"at demand {each['demand']:g} the net gain {each['words']}") for each in found["loads"]]
    first = [each["crossings"][0] if each["crossings"] else None for each in found["loads"]]
    orders = [_order(one, other) for one, other in pairwise(first)]
    ends = _order(first[0], first[-1])
    told.append(
        holds("The busier the office, the smaller the promise at which it tips, from the slackest to the busiest", ends)
    )
    sure = sum(1 for each in orders if each > 0)
    told.append(f"Between neighbouring loads that is sure in {sure} of {len(orders)} cases.")
    return told


def _order(one: Mapping[str, float] | None, other: Mapping[str, float] | None) -> int:
    """1 where the second point surely lies below the first, -1 where above, else 0; None for no such point."""
    if one is None or other is None:
        return 0
    return 1 if other["high"] <= one["low"] else -1 if other["low"] >= one["high"] else 0


def _told(tipping: Tipping) -> Told:
    told = tipping.told()
    quiet = not told["crossings"]
    return {
        "demand": tipping.at[DEMAND],
        "words": f"tips nowhere that was seen: {told['words']}" if quiet else told["words"],
        "crossings": told["crossings"],
        "looks": len(told["looks"]),
    }


STUDY = Study(
    "tipping_point", "At which promise does the campaign tip, and how does the load move that point?", 6, ask, words
)

if __name__ == "__main__":
    main(STUDY)
