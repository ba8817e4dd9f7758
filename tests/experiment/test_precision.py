"""Precision: replications are added where an interval is too wide, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from small_experiments import experiment, tiny

from sim.analysis import Precision, answer, paired_difference, reopen
from sim.analysis.precise import next_counts
from sim.experiment import Progress


def test_more_where_the_interval_is_wide() -> None:
    counts = np.array([4, 4, 4, 4, 4])
    off = np.array([0.5, 1.1, 9.0, np.inf, np.nan])
    found = next_counts(counts, off, np.zeros(5), Precision(1.0, 1.0, 100))
    assert found.tolist() == [4, 5, 8, 8, 4], "enough; a few; twice as many at most; nothing known; nothing to know"
    assert next_counts(counts, off, np.zeros(5), Precision(1.0, 1.0, 6)).tolist() == [4, 5, 6, 6, 4]
    assert next_counts(counts, np.zeros(5), off, Precision(1.0, 1.0, 100)).tolist() == found.tolist()


def test_until_precise(tmp_path: Path) -> None:
    """In the end each interval is narrow enough, or the point has as many replications as it may have."""
    asked = experiment(tiny(tmp_path, "days=100"), "promise=0,0.4,1", replications=3)
    wanted = Precision(1.0, 0.005, 12)
    found = answer(asked, folder=tmp_path / "r", precision=wanted)
    counts = found.table.groupby("point").size()
    assert counts.min() >= 3
    assert 3 < counts.max() <= 12
    for point, count in counts.items():
        own = found.point(int(str(point)))
        assert own["replication"].tolist() == list(range(count))
        work = paired_difference(own["productivity"], own["twin_productivity"])
        grudge = paired_difference(own["animosity"], own["twin_animosity"])
        wide = 100 * (work.high - work.difference) / work.twin > 1.0 or grudge.high - grudge.difference > 0.005
        assert not wide or count == 12
    assert found.is_complete
    assert reopen(tmp_path / "r").is_complete
    seen: list[Progress] = []
    again = answer(asked, folder=tmp_path / "r", precision=wanted, told=seen.append)
    assert all(each.done == 0 for each in seen), "asked again it repeats nothing"
    pd.testing.assert_frame_equal(again.table, found.table, check_exact=True)
