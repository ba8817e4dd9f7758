"""A folder of results with made-up runs, for tests of what is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sim.store import Results, parts_of

ASKED = {"name": "tiny", "seed": 1, "factors": [{"name": "b", "levels": [1.0]}, {"name": "a", "levels": [2.0]}]}


def opened(folder: Path, **other: object) -> Results:
    how = {"model": "m1", "command": "sim sweep tiny", "replications": 2, **other}
    return Results(folder, ASKED, **how)  # type: ignore[arg-type]


def rows(*runs: int) -> dict[str, np.ndarray]:
    numbers = np.array(runs)
    return {"run": numbers, "x": numbers / 2, "x_by_week": np.stack([np.ones(len(runs)), numbers * 1.0], axis=1)}


def everything(results: Results) -> dict[str, list[object]]:
    reader = results.reader()
    try:
        return dict(reader.read(results.finished()).to_pydict())
    finally:
        reader.close()


def held(folder: Path) -> list[int]:
    """The runs of each part, one after the other: a run that is there twice comes twice."""
    return [run for part in parts_of(folder) for run in part.runs.tolist()]
