"""Designs that go out as CSV and come back with a stranger's outcome."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.analysis import AnalysisError
from sim.analysis.foreign import factors_of_a_stranger, method_of, read_table, write_design
from sim.experiment import Design
from sim.experiment.designs import unit_points


def written(path: Path, kind: str = "saltelli") -> pd.DataFrame:
    """A design of three factors as a file, and what stands in it."""
    factors = factors_of_a_stranger([f"x{k}=-3.14159265358979:{k + 1}" for k in range(3)])
    unit = unit_points(Design(kind, 8), 3)
    points = np.stack([each.at(unit[:, k]) for k, each in enumerate(factors)], axis=1)
    write_design(path, [each.name for each in factors], points)
    back = read_table(path, [])
    return pd.DataFrame(back.x, columns=back.names).rename_axis("point").reset_index()


@pytest.mark.parametrize(
    ("kind", "method"), [("saltelli", "sobol"), ("morris", "morris"), ("lhs", None), ("sobol", None)]
)
def test_a_design_is_recognised_by_its_points(tmp_path: Path, kind: str, method: str | None) -> None:
    table = written(tmp_path / "d.csv", kind)
    assert method_of(table[["x0", "x1", "x2"]].to_numpy()) == method


def test_a_table_may_be_sorted_and_not_be_cut_or_changed(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    table = written(path).assign(y=lambda own: own["x0"] * 2)
    table.sort_values("y").to_csv(path, index=False)
    back = read_table(path, ["y"])
    assert back.names == ["x0", "x1", "x2"]
    assert method_of(back.x) == "sobol"
    assert back.outcomes["y"].tolist() == (2 * back.x[:, 0]).tolist()
    table.drop(index=3).to_csv(path, index=False)
    with pytest.raises(AnalysisError, match="rows are missing or come twice"):
        read_table(path, ["y"])
    table.loc[4, "x1"] += 0.1
    table.to_csv(path, index=False)
    assert method_of(read_table(path, ["y"]).x) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("point,x\n0,1\n1,2\n", "has no column 'y'; its columns are point, x"),
        ("x,y\n0,1\n", "has no column 'point'"),
        ("point,x,y\n0,1,2\n1,2,much\n", ":3: y is 'much', which is not a number"),
        ("point,y\n0,1\n1,2\n", "no column left for a factor"),
        ("", "is no table"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "d.csv").write_text(text)
    with pytest.raises(AnalysisError, match=told):
        read_table(tmp_path / "d.csv", ["y"])


def test_a_file_with_outcomes_is_not_written_over(tmp_path: Path) -> None:
    written(tmp_path / "d.csv")
    with pytest.raises(AnalysisError, match="not overwritten"):
        write_design(tmp_path / "d.csv", ["x"], np.zeros((2, 1)))


@pytest.mark.parametrize("text", ["x", "x=1", "x=2:1", "x=a:b", "=0:1", "x=0:inf"])
def test_a_factor_that_is_none(text: str) -> None:
    with pytest.raises(AnalysisError, match="--vary"):
        factors_of_a_stranger([text])


@pytest.mark.parametrize(
    ("texts", "told"),
    [(["x=0:1", "x=0:2"], "x is varied twice"), (["point=0:1"], "cannot be called point")],
)
def test_factors_that_the_table_could_not_tell_apart(texts: list[str], told: str) -> None:
    with pytest.raises(AnalysisError, match=told):
        factors_of_a_stranger(texts)
