"""Who comes first, the customer or the colleague?

Sweeps whom people serve first when time is short (internal_priority: 0 the external customer, 0.5 in proportion, 1 the
colleague) and the load (environment.demand) in the cubicle farm, without any campaign. The twin serves in proportion.

    uv run python experiments/who_comes_first.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from drawing import lines_figure
from reading import change
from study import Bench, Study, Told, main
from wording import holds, moves, sentence, sign

PRIORITY, DEMAND = "policy.internal_priority", "environment.demand"

OUTCOMES = {
    "satisfaction": "satisfaction of customers",
    "productivity": "productivity, % of the twin",
    "approval_wait": "wait for the boss, days",
    "blocked": "share of cases blocked",
}

NAMES = {0.0: "customer first", 0.25: "rather the customer", 0.75: "rather the colleague", 1.0: "colleague first"}


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Sweep priority × load."""
    office = bench.office("cubicle_farm", 500)
    levels, loads = ("0,1", "0.9,1.1") if bench.is_quick else ("0,0.25,0.75,1", "0.7:1.3:7")
    answer = bench.ask("attention", office, (f"{PRIORITY}={levels}", f"{DEMAND}={loads}"))
    lines: dict[str, list[Told]] = {}
    for priority, own in answer.table.groupby(PRIORITY):
        lines[NAMES[priority]] = [
            {"demand": demand, **{name: change(rows, name) for name in OUTCOMES}}
            for demand, rows in own.groupby(DEMAND)
        ]
    shown = {
        OUTCOMES[each]: {name: [at[each] for at in rows] for name, rows in lines.items()}
        for each in ("satisfaction", "productivity")
    }
    demands = [each["demand"] for each in next(iter(lines.values()))]
    return {"lines": lines}, lines_figure(shown, demands, "demand")


def words(found: Mapping[str, Any]) -> list[str]:
    """What each order of service does, in slack and in tight times."""
    first, last = found["lines"]["customer first"], found["lines"]["colleague first"]
    told = [
        f"{name}, at demand {at['demand']:g}: {moves('satisfaction of customers', at['satisfaction'], '.3f', '')}, "
        f"{moves('productivity', at['productivity'])}, and {moves('the wait for the boss', at['approval_wait'], '.1f', ' days')}."
        for name, rows in (("The customer first", first), ("The colleague first", last))
        for at in (rows[0], rows[-1])
    ]
    told.append(_from("Serving the customer first surely costs satisfaction of those very customers", first, -1))
    told.append(_from("Serving the colleague first surely raises their satisfaction", last, 1))
    told.append(
        holds(
            "The documents say that who cannot get time with the boss cannot serve the client either, in busy times",
            sign(first[-1]["approval_wait"]), sign(first[-1]["blocked"]), -sign(first[-1]["satisfaction"]),
        )
    )  # fmt: skip
    slack, busy = first[0]["satisfaction"], first[-1]["satisfaction"]
    dearer = 1 if busy["high"] < slack["low"] else -1 if busy["low"] > slack["high"] else 0
    told.append(
        holds("One would expect it to cost more of customers' satisfaction in busy times than in slack ones", dearer)
    )
    return told


def _from(head: str, rows: list[Any], wanted: int) -> str:
    """At which loads something is sure."""
    at = [f"{each['demand']:g}" for each in rows if sign(each["satisfaction"]) == wanted]
    if len(at) in (0, len(rows)):
        return f"{head} at {'every' if at else 'no'} load that was looked at."
    return sentence(f"{head} at demand {', '.join(at)}")


STUDY = Study("who_comes_first", "Who comes first, the customer or the colleague?", 8, ask, words)

if __name__ == "__main__":
    main(STUDY)
