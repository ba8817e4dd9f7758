"""Which policies does no other beat in productivity gained and animosity paid?

A genetic search (NSGA-II) over all levers but those of the scope, in the cubicle farm. What seemed best is run again on
seeds that the search did not see.

    uv run python experiments/frontier.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from reading import PRICE
from study import Bench, Study, Told, main
from wording import interval, listed, number

from sim.analysis import Goal, optimize, outcome
from sim.experiment import Factor
from sim.policy import Levers
from sim.quantity import quantities
from sim.report import front_figure

LEVERS = [each.name for each in quantities(Levers) if not each.name.startswith("scope_")]

FULL = {"population": 24, "generations": 10}
QUICK = {"population": 4, "generations": 2}

FRESH = 8
"""Runs of each policy of the front, on fresh seeds."""


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Search, and look again."""
    size = QUICK if bench.is_quick else FULL
    office = bench.office("cubicle_farm", 500)
    factors = [Factor(f"policy.{name}", (0.0, 1.0), is_range=True) for name in LEVERS]
    goals = [Goal(outcome("productivity", PRICE), 1), Goal(outcome("animosity", PRICE), -1)]
    fresh = 2 if bench.is_quick else FRESH
    steps = bench.steps("search", office, factors, {**size, "replications": bench.replications, "fresh": fresh})
    found = optimize(
        steps, goals, **size, replications=bench.replications, fresh=fresh, seed=bench.seed,
        told=lambda generation, many: print(f"generation {generation + 1} of {many}"),
    )  # fmt: skip
    steps.finish({"front": found.front.to_dict(orient="records")}, bench.command)
    front = found.front[found.front["on_frontier"]].sort_values("productivity")
    rows = [
        {
            "levers": {name: row[f"policy.{name}"] for name in LEVERS},
            **{
                key: {"mean": row[key], "low": row[f"{key}_low"], "high": row[f"{key}_high"]}
                for key in ("productivity", "animosity")
            },
        }
        for row in front.to_dict(orient="records")
    ]
    luck = found.flattery(goals[0])
    told = {"tried": len(found.tried), "again": len(found.front), "fresh": fresh, "flattery": luck, "front": rows}
    return told, front_figure(found, goals)


def words(found: Mapping[str, Any]) -> list[str]:
    """Where the front lies, and what its policies have in common."""
    rows = found["front"]
    told = [
        f"{found['tried']} policies were tried, {found['again']} that no other beat were run again on {found['fresh']} fresh "
        f"seeds, and {len(rows)} of them still stand: neither another nor doing nothing beats them."
    ]
    if not rows:
        return told
    for head, row in (("The most productive of them", rows[-1]), ("The most peaceful", rows[0])):
        high = [f"{name.replace('_', ' ')} {value:.2f}" for name, value in row["levers"].items() if value >= 0.5]
        told.append(
            f"{head}: productivity {number(row['productivity']['mean'], '+.1f')} % {interval(row['productivity'])}, animosity "
            f"{number(row['animosity']['mean'], '+.4f')} {interval(row['animosity'], '.4f')}; its levers above a half are "
            f"{listed(high)}."
        )
    told.append(
        f"On the seeds of the search those that were run again looked better by {number(found['flattery'], '.1f')} % of "
        "productivity: a search finds luck, too."
        if found["flattery"] > 0
        else "On fresh seeds those that were run again are no less productive than in the search."
    )
    both = sum(1 for row in rows if row["productivity"]["low"] > 0 and row["animosity"]["high"] < 0)
    told.append(f"{both} of {len(rows)} surely gain productivity and surely spare animosity at once.")
    ranges = {name: (min(v), max(v)) for name in LEVERS for v in [[row["levers"][name] for row in rows]]}
    low = [f"{name.replace('_', ' ')} (at most {ends[1]:.2f})" for name, ends in ranges.items() if ends[1] < 0.5]
    high = [f"{name.replace('_', ' ')} (at least {ends[0]:.2f})" for name, ends in ranges.items() if ends[0] > 0.5]
    wide = [name.replace("_", " ") for name, ends in ranges.items() if ends[0] <= 0.5 <= ends[1]]
    for head, own in (("All of them have much", high), ("All of them have little", low), ("They differ in", wide)):
        if own:
            told.append(f"{head} {listed(own)}.")
    return told


STUDY = Study("frontier", "Which policies does no other beat in productivity gained and animosity paid?", 2, ask, words)

if __name__ == "__main__":
    main(STUDY)
