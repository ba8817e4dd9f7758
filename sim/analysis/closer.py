"""A closer look at one comparison: courses by week with bands, and the ledger of what made the difference."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from sim.analysis.answering import Answer
from sim.analysis.paired import paired_difference
from sim.experiment import Experiment, inputs_of, organization_of
from sim.experiment.blocks import WEEK, by_week
from sim.ledger import ENTRIES
from sim.measures import series
from sim.run import live, open_lanes, tie_counts
from sim.store import StoreError, write_json

SHOWN = ("productivity", "animosity", "service_quality", "cynicism", "morale", "peer_camaraderie")
"""Measures whose courses are shown."""

BOOKED = ("animosity", "cynicism", "camaraderie")
"""Quantities whose ledger is shown."""

OF_TIES = ("animosity", "camaraderie")
"""Those that are booked summed over a client's ties."""

MOST_REPLICATIONS = 8
"""Replications that are looked at: enough for a band, few enough to wait for."""


@dataclass(frozen=True)
class Closer:
    """One design point and its twin, looked at closely.

    Attributes:
        point: The number of the design point.
        replications: How many replications were looked at.
        days: The first day of each week.
        courses: By measure, then ``policy`` and ``twin``, then ``mean``, ``low``, ``high``: weekly values; None for none.
        ledger: By quantity and mechanism: how much more it moved the quantity than in the twin, up to the mean of the
            last quarter, with the ends of its interval (None with one replication). The mechanisms of a quantity add
            up to its difference.
    """

    point: int
    replications: int
    days: list[int]
    courses: dict[str, dict[str, dict[str, list[float | None]]]]
    ledger: dict[str, dict[str, list[float | None]]]


def look_closer(experiment: Experiment, number: int) -> Closer:
    """Run some replications of one design point and its twin again, with the ledger.

    Args:
        experiment: The experiment.
        number: Which of its points.
    """
    point, twin = experiment.variant(number), experiment.variant(len(experiment.points) + experiment.twin_of[number])
    replications = min(MOST_REPLICATIONS, experiment.replications)
    courses: dict[str, dict[str, list[npt.NDArray[np.float64]]]] = {name: {"policy": [], "twin": []} for name in SHOWN}
    booked: dict[str, list[npt.NDArray[np.float64]]] = {"policy": [], "twin": []}
    for seed in range(experiment.seed, experiment.seed + replications):
        for side, scenario in (("policy", point), ("twin", twin)):
            organization = organization_of(scenario, seed)
            lanes = open_lanes(organization, [inputs_of(scenario, seed)], ledger=True)
            live(lanes, 0, experiment.days)
            by_day = series(lanes.tally, lanes.office_days, tie_counts(organization))
            for name in SHOWN:
                courses[name][side].append(by_week(by_day[name][:, 0]))
            moved = np.cumsum(lanes.ledger_days[..., 0].sum(axis=2), axis=0)
            late = moved[experiment.days - max(1, experiment.days // 4) :].mean(axis=0)
            shares = [
                organization.tie_count if each.quantity in OF_TIES else organization.headcount for each in ENTRIES
            ]
            booked[side].append(late / np.maximum(1, shares))
    return Closer(
        point=number,
        replications=replications,
        days=list(range(0, experiment.days, WEEK)),
        courses={name: {side: _band(np.stack(runs)) for side, runs in both.items()} for name, both in courses.items()},
        ledger=_ledger(np.stack(booked["policy"]), np.stack(booked["twin"])),
    )


def closer_of(answer: Answer, number: int) -> Closer | None:
    """The closer look at a point of an answer: read from its folder, or made and kept there.

    None where it is not there and another version of the model is installed than the one that did the runs.
    """
    path = answer.folder / f"closer-{number}.json"
    with suppress(OSError, ValueError, TypeError, KeyError):  # missing or damaged: it is made again
        kept = Closer(**json.loads(path.read_text(encoding="utf-8")))
        if kept.replications == min(MOST_REPLICATIONS, answer.experiment.replications):
            return kept
    if not answer.is_of_this_model:
        return None
    made = look_closer(answer.experiment, number)
    with suppress(StoreError):  # a folder that is only read has its report too; the next one looks again
        write_json(path, asdict(made))
    return made


def _band(runs: npt.NDArray[np.float64]) -> dict[str, list[float | None]]:
    """Mean by week, and the interval of the mean; runs has shape (replications, weeks)."""
    found = [paired_difference(week, np.zeros(len(week))) for week in runs.T]
    return {
        "mean": [_plain(each.difference) for each in found],
        "low": [_plain(each.low) for each in found],
        "high": [_plain(each.high) for each in found],
    }


def _ledger(policy: npt.NDArray[np.float64], twin: npt.NDArray[np.float64]) -> dict[str, dict[str, list[float | None]]]:
    made: dict[str, dict[str, list[float | None]]] = {name: {} for name in BOOKED}
    for row, each in enumerate(ENTRIES):
        if each.quantity in BOOKED:
            found = paired_difference(policy[:, row], twin[:, row])
            made[each.quantity][each.mechanism] = [_plain(found.difference), _plain(found.low), _plain(found.high)]
    return made


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
