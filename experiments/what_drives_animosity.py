"""What drives animosity: the policy, the load, or the people?

Sobol indices of the change of animosity against the twin, over the levers, the load, and the cynicism and the sense of
entitlement with which people come. Each index is a share of the variance between random policies in random circumstances.

    uv run python experiments/what_drives_animosity.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from reading import PRICE
from study import Bench, Study, Told, main
from wording import listed

from sim.analysis import Sensitivity, analyse, outcome
from sim.experiment import Design
from sim.report import sensitivity_figure

VARY = (
    "policy.client_mindset", "policy.promise", "policy.open_communication", "policy.process_improvement", "policy.recognition",
    "policy.empowerment", "policy.team_building", "policy.service_agreements", "policy.internal_priority=0:1",
    "environment.demand", "people.cynicism", "people.entitlement",
)  # fmt: skip

SAMPLES, QUICK_SAMPLES = 256, 2


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Draw policies and circumstances, and take the variance apart."""
    office = bench.office("cubicle_farm", 400)
    samples = QUICK_SAMPLES if bench.is_quick else SAMPLES
    answer = bench.ask("indices", office, VARY, Design("saltelli", samples=samples, seed=bench.seed))
    animosity, work = analyse(answer, [outcome(each, PRICE) for each in ("animosity", "productivity")])
    return {"animosity": _told(animosity), "productivity": _told(work)}, sensitivity_figure(animosity)


def words(found: Mapping[str, Any]) -> list[str]:
    """What matters most, and what hardly matters."""
    told = []
    for key, what in (("animosity", "the change of animosity"), ("productivity", "the gain in productivity")):
        own = found[key]
        lines = own["indices"]
        most = [
            f"{each['factor']} {each['total']:.2f} ({each['total_low']:.2f} to {each['total_high']:.2f})"
            for each in lines[:4]
        ]
        told.append(
            f"Of {own['points']:,} policies and circumstances, the share of the variance of {what} that would be left if all but "
            f"this were known: {listed(most)}."
        )
        small = [each["factor"] for each in lines if each["total_high"] < 0.05]
        told.append(f"Surely below 0.05 are {listed(small)}." if small else "None is surely below 0.05.")
    own = found["animosity"]
    first = own["indices"][0]
    alone = f"{first['main']:.2f} ({first['main_low']:.2f} to {first['main_high']:.2f})"
    sure = "surely" if own["ranked"][0] else "but not surely"
    told.append(
        f"For animosity {first['factor']} stands {sure} above {own['indices'][1]['factor']}; alone it explains {alone}, the rest "
        f"of its share is what it does together with others."
    )
    return told


def _told(found: Sensitivity) -> Told:
    names = ("main", "main_low", "main_high", "total", "total_low", "total_high")
    return {
        "points": found.points,
        "mean": found.mean,
        "deviation": found.deviation,
        "ranked": found.ranked,
        "indices": [
            {
                "factor": each.factor.rpartition(".")[2].replace("_", " "),
                **{name: getattr(each, name) for name in names},
            }
            for each in found.indices
        ],
    }


STUDY = Study("what_drives_animosity", "What drives animosity: the policy, the load, or the people?", 1, ask, words)

if __name__ == "__main__":
    main(STUDY)
