"""What drives the outcomes of an experiment: the analysis that its design was made for, kept beside its results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from math import isnan, nan
from pathlib import Path
from typing import Any

from sim.analysis.answering import Answer
from sim.analysis.foreign import Table, method_of
from sim.analysis.indices import Index, Sensitivity, morris, sobol
from sim.analysis.outcomes import AnalysisError, Outcome, by_point, refuse_not_finite
from sim.store import StoreError, write_json

KEPT = "sensitivity.json"
"""The file in a folder of results that holds its sensitivities."""


def analyse(answer: Answer, chosen: Sequence[Outcome], *, seed: int = 1) -> list[Sensitivity]:
    """What drives some outcomes, and keep it in the folder.

    Args:
        answer: The results of a Saltelli or a Morris design; an outcome is the mean over a point's replications.
        chosen: The outcomes.
        seed: Of the bootstrap.

    Raises:
        AnalysisError: If the design is another one, runs are missing, or an outcome has no value somewhere.
    """
    experiment = answer.experiment
    kind = experiment.design.kind
    if kind not in ("saltelli", "morris"):
        raise AnalysisError(
            f"{answer.folder}: has a design of kind {kind}, and sensitivities need one of kind saltelli or morris "
            "(sim sensitivity makes one; so does sim sweep --design saltelli)"
        )
    missing = len(experiment.points) - answer.table["point"].nunique()
    if missing:
        raise AnalysisError(
            f"{answer.folder}: {missing:,} of {len(experiment.points):,} points have no run yet, or all of theirs failed; "
            f"this goes on: {answer.manifest['command']}"
        )
    names = [each.name for each in experiment.factors]
    found = []
    for each in chosen:
        values = refuse_not_finite(by_point(answer.table, each).sort_index(), each.words)
        if kind == "saltelli":
            found.append(sobol(names, values, outcome=each.words, unit=each.unit, seed=seed))
        else:
            found.append(morris(names, experiment.unit, values, outcome=each.words, unit=each.unit, seed=seed))
    write_json(answer.folder / KEPT, plain(found))
    return found


def analyse_table(table: Table, *, seed: int = 1) -> list[Sensitivity]:
    """What drives the outcomes of a table that was computed elsewhere.

    Args:
        table: A design with outcomes (:func:`sim.analysis.foreign.read_table`).
        seed: Of the bootstrap.

    Raises:
        AnalysisError: If the points are no Saltelli and no Morris design, or an outcome has no value somewhere.
    """
    method = method_of(table.x)
    if method is None:
        raise AnalysisError(
            f"the columns {', '.join(table.names)} are neither a Saltelli nor a Morris design as --design-only writes one; "
            "rows may be missing, changed or of two designs; if one of the columns is an outcome, name it with --outcome"
        )
    if method == "sobol":
        return [sobol(table.names, y, outcome=name, seed=seed) for name, y in table.outcomes.items()]
    return [morris(table.names, table.x, y, outcome=name, seed=seed) for name, y in table.outcomes.items()]


def kept_sensitivities(folder: Path) -> list[Sensitivity]:
    """The sensitivities that a folder of results holds; none where nobody asked for any.

    Raises:
        StoreError: If the file is damaged.
    """
    path = folder / KEPT
    if not path.exists():
        return []
    try:
        return [_kept(each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"{path}: is damaged ({error}); remove it, and ask sim sensitivity again") from None


def _kept(told: dict[str, Any]) -> Sensitivity:
    lines: list[dict[str, Any]] = told["indices"]
    indices = [_index({key: nan if value is None else value for key, value in line.items()}) for line in lines]
    return Sensitivity(**{**told, "indices": indices})


def _index(line: dict[str, Any]) -> Index:
    return Index(**line)


def plain(found: Sequence[Sensitivity]) -> list[dict[str, Any]]:
    """Sensitivities as JSON data, null for what Sobol indices do not have."""
    told = []
    for each in found:
        lines = [
            {key: None if isinstance(value, float) and isnan(value) else value for key, value in asdict(line).items()}
            for line in each.indices
        ]
        told.append({**asdict(each), "indices": lines})
    return told
