"""What does the client mindset gain, what does it cost, and when does it tip?

Sweeps the campaign (client_mindset), its other half (promise) and the load (environment.demand), compares every policy
with the same office without it, and writes one page beside the finding, report.html.

    uv run python experiments/tradeoff.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from reading import PRICE
from study import Bench, Study, Told, main
from wording import interval, moves, number, sentence, sign

from sim.report import points_of, tipping_figure, verdict_of, write_report

WORDS = {
    "title": "Productivity gained, animosity paid",
    "question": "When does treating coworkers as clients pay, and when has the animosity eaten the gain?",
    "claim": "Treating coworkers as clients brings productivity; it brings hard feelings too, where people feel that they are "
    "not treated so themselves.",
    "story": "The cubicle farm, with the campaign (client mindset) and its other half (promise: you too are a client) from "
    "nothing to full strength, in slack and in busy times (demand).",
}

MINDSET, PROMISE, DEMAND = "policy.client_mindset", "policy.promise", "environment.demand"

FULL = (f"{MINDSET}=0:1:5", f"{PROMISE}=0:1:6", f"{DEMAND}=0.7:1.3:5")
QUICK = (f"{MINDSET}=0.5,1", f"{PROMISE}=0,0.5,1", f"{DEMAND}=0.9,1.1")

CAMPAIGN, LOUD = 0.75, 0.6
"""The campaign that is told of, and a promise beside it."""


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Sweep mindset × promise × load."""
    office = bench.office("cubicle_farm", 750).model_copy(update=WORDS)
    answer = bench.ask("sweep", office, QUICK if bench.is_quick else FULL, courses=("productivity", "animosity"))
    points = points_of(answer, PRICE)
    print(f"Wrote {write_report(answer, PRICE, path=bench.folder / 'report.html')}")
    campaign, loud = _nearest(points[MINDSET], CAMPAIGN), _nearest(points[PROMISE], LOUD)
    own = points[points[MINDSET] == campaign]
    alone = points[(points[MINDSET] == points[MINDSET].min()) & (points[PROMISE] > 0)]
    found = {
        "verdict": verdict_of(answer, PRICE)[0],
        "campaign": campaign,
        "loud": loud,
        "alone": [_told(row) for _, row in own[own[PROMISE] == 0].iterrows()],
        "with_promise": [_told(row) for _, row in own[own[PROMISE] == loud].iterrows()],
        "without_campaign": {
            "mindset": points[MINDSET].min(),
            "policies": len(alone),
            "pay": int((alone["net_low"] > 0).sum()),
            "cost": int((alone["net_high"] < 0).sum()),
        },
    }
    return found, tipping_figure(own, PROMISE, DEMAND)


def words(found: Mapping[str, Any]) -> list[str]:
    """What the sweep found."""
    told = [found["verdict"]]
    for name, head in (
        ("alone", f"The campaign at {found['campaign']:g} without any promise"),
        ("with_promise", f"The same campaign with a promise of {found['loud']:g}"),
    ):
        parts = [
            f"at demand {each['demand']:g} {moves('productivity', each['gain'])}, and "
            f"{moves('animosity', each['rise'], '.3f', '')}"
            for each in (found[name][0], found[name][-1])
        ]
        told.append(f"{head}: {'; '.join(parts)}.")
    nets = "; ".join(
        f"{number(each['net']['mean'], '+.1f')} % {interval(each['net'])} at demand {each['demand']:g}"
        + ("" if sign(each["net"]) else ", not sure")
        for each in found["with_promise"]
    )
    told.append(sentence(f"With that promise the net gain is {nets}"))
    bare = found["without_campaign"]
    what = f"with a campaign of {bare['mindset']:g}" if bare["mindset"] else "without a campaign"
    told.append(
        f"Of {bare['policies']} policies that promise something {what}, at all loads, {bare['pay']} surely pay and {bare['cost']} "
        "surely cost."
    )
    return told


def _nearest(levels: pd.Series[float], wanted: float) -> float:
    return float(levels.iloc[(levels - wanted).abs().argmin()])


def _told(row: Any) -> Told:
    ends = {
        name: {"mean": row[name], "low": row[f"{name}_low"], "high": row[f"{name}_high"]}
        for name in ("gain", "rise", "net")
    }
    return {"demand": row[DEMAND], **ends}


STUDY = Study("tradeoff", WORDS["question"], 4, ask, words)

if __name__ == "__main__":
    main(STUDY)
