"""Does internal service carry an office through a recession?

The recession of recession.yaml, mild, as it stands there, and deep, strikes two offices that have had a year to prepare: one
with the policy of recession_with_internal_service.yaml, and one that only talked: the same campaign with a loud promise and
nothing behind it. Each is compared with the same office in the same recession where nothing was done. A recovery is the first
week, from the depth on, in which an office has nineteen in twenty of the customers again that it had before.

    uv run python experiments/recession.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from drawing import lines_figure
from reading import mean_of
from study import QUICK, Bench, Study, Told, main
from wording import holds, interval, number, sign

from sim.experiment import Design, Factor

FALL = "environment.shocks.0.fall"
LEVERS = ("policy.promise", "policy.open_communication", "policy.recognition")

ARMS = {"prepared": (0.2, 0.6, 0.4), "only talked": (0.9, 0.0, 0.0)}
"""The levers of both offices beside the campaign; the first as in recession_with_internal_service.yaml."""

FALLS = {"mild": 0.15, "as told": 0.3, "deep": 0.45}

WEEK = 5
BACK = 0.95
"""Share of the customers before the recession that counts as a recovery."""


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Send both offices through three recessions."""
    start, length = (QUICK["days"] // 3, QUICK["days"] // 3) if bench.is_quick else (250, 250)
    office = bench.office(
        "recession_with_internal_service", 1000,
        f"environment.shocks.0.start={start}", f"environment.shocks.0.length={length}",
    )  # fmt: skip
    rows = [(*levers, fall) for fall in FALLS.values() for levers in ARMS.values()]
    factors = [Factor(name, tuple(dict.fromkeys(row[k] for row in rows))) for k, name in enumerate((*LEVERS, FALL))]
    answer = bench.ask(
        "offices", office, factors, Design("table", table=tuple(rows)), courses=("customers", "productivity")
    )
    before, depth = start // WEEK - 1, (start + length) // WEEK - 1
    found: Told = {"before": before * WEEK, "depth": depth * WEEK, "falls": FALLS}
    courses = {}
    for number_, (fall, arm) in enumerate((fall, arm) for fall in FALLS for arm in ARMS):
        own = answer.point(number_)
        with_policy, without = (
            np.stack(own[f"{side}customers_by_week"].to_list()) for side in ("", "twin_")
        )  # (replications, weeks)
        end = {side: _back(each, before, depth) for side, each in (("with", with_policy), ("without", without))}
        found.setdefault(arm, {})[fall] = {
            "kept_at_depth": mean_of((with_policy - without)[:, depth]),
            "kept_at_end": mean_of((with_policy - without)[:, -1]),
            "twin_at_depth": mean_of(without[:, depth]),
            "recovered": {side: int(np.isfinite(each).sum()) for side, each in end.items()},
            "runs": len(own),
            "weeks_sooner": mean_of(end["without"] - end["with"]),
        }
        if fall == "as told":
            courses[arm] = [mean_of(column) for column in (with_policy - without).T]
    weeks = [WEEK * each for each in range(len(next(iter(courses.values()))))]
    shown = {"customer base against the twin": courses}
    return found, lines_figure(shown, weeks, "day", marked={start: "demand falls", start + length: "recovery begins"})


def words(found: Mapping[str, Any]) -> list[str]:
    """What the preparation, and the talk, were worth."""
    told = []
    for arm in ARMS:
        parts = [
            f"{fall}, demand down by {100 * found['falls'][fall]:.0f} %: "
            f"{number(own['kept_at_depth']['mean'], '+.3f')} {interval(own['kept_at_depth'], '.3f')} of the customer base at "
            f"its depth, where the office without it has {own['twin_at_depth']['mean']:.2f}, and "
            f"{number(own['kept_at_end']['mean'], '+.3f')} {interval(own['kept_at_end'], '.3f')} two years later"
            for fall, own in found[arm].items()
        ]
        told.append(f"The office that {'was prepared' if arm == 'prepared' else arm}: {'; '.join(parts)}.")
    own = found["prepared"]["as told"]
    saved = own["weeks_sooner"]
    told.append(
        f"Of {own['runs']} pairs, {own['recovered']['with']} prepared offices have their customers back before the end, and "
        f"{own['recovered']['without']} of those where nothing was done"
        + (
            f"; where both have, preparation saves {number(saved['mean'], '.1f')} weeks {interval(saved)}."
            if saved["pairs"]
            else "."
        )
    )
    told.append(
        holds(
            "The documents say that offices with better internal service lose fewer customers",
            *(sign(each["kept_at_depth"]) for each in found["prepared"].values()),
        )
    )
    mild, deep = (found["prepared"][fall]["twin_at_depth"] for fall in ("mild", "deep"))
    known = all(
        each[end] is not None for each in (mild, deep) for end in ("low", "high")
    )  # a single pair has no interval
    deeper = (1 if deep["high"] < mild["low"] else -1 if deep["low"] > mild["high"] else 0) if known else 0
    told.append(holds("Where nothing is done, a deeper recession takes more customers than a mild one", deeper))
    told.append(
        holds(
            "Talk in place of service loses customers",
            *(-sign(each["kept_at_depth"]) for each in found["only talked"].values()),
        )
    )
    return told


def _back(customers: Any, before: int, depth: int) -> Any:
    """The first week from the depth on at which a run is back, shape (replications,); NaN for never."""
    there = customers[:, depth:] >= BACK * customers[:, [before]]
    return np.where(there.any(axis=1), depth + there.argmax(axis=1), np.nan)


STUDY = Study("recession", "Does internal service carry an office through a recession?", 10, ask, words)

if __name__ == "__main__":
    main(STUDY)
