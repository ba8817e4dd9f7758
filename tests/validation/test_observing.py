"""What is observed is what the panel says, and worlds side by side do not touch each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import write_panel
from sim.validation.living import Variant
from sim.validation.observing import Span, observe
from sim.validation.reading import figures
from sim.validation.worlds import DECLARED, World

SPAN, SIZE = Span(burn_in=5, window=10, follow=10), 0.15
FARM, CAMPAIGN = Variant("nothing"), Variant("campaign", overrides=("policy.client_mindset=0.7", "policy.start=1"))


def test_snapshots_are_those_of_the_panel(tmp_path: Path) -> None:
    seen = observe([FARM], [DECLARED], 4, SPAN, SIZE)
    write_panel(tmp_path, FARM.office(SPAN.days, SIZE), 4, every=1)
    people = pd.read_parquet(tmp_path / "people.parquet")
    window = people[(people["day"] >= 5) & (people["day"] < 15)]
    by_person = window.groupby("person", observed=True, sort=False)
    assert seen.means["morale"][:, 0] == pytest.approx(by_person["morale"].mean().to_numpy())
    assert seen.sums["received_quality"][:, 0] == pytest.approx(by_person["received_quality"].sum().to_numpy())
    assert seen.daily["mood"][:, :, 0].ravel() == pytest.approx(window["mood"].to_numpy())
    assert (~seen.subordinate).sum() == people["manager"].dropna().nunique()
    ties = pd.read_parquet(tmp_path / "ties.parquet")
    before, now = (ties[(ties["day"] >= first) & (ties["day"] < first + 10)] for first in (4, 5))
    days, answers = seen.waits[0]
    assert answers.sum() == pytest.approx(now["served"].sum())
    waited = (np.minimum(before["waiting"].to_numpy(), 199).astype(int) + 0.5) * now["served"].to_numpy()
    assert (days * answers).sum() == pytest.approx(waited.sum())


def test_worlds_side_by_side_are_worlds_alone() -> None:
    other = World("other", {"offence": 0.4})
    variants = [FARM, CAMPAIGN]
    both = figures([observe(variants, [DECLARED, other], 4, SPAN, SIZE)], 2)
    alone = figures([observe(variants, [other], 4, SPAN, SIZE)], 1)
    for number, values in both.items():
        assert values.shape == (2, 2)
        assert values[1] == pytest.approx(alone[number][0], nan_ok=True), number


def test_departments_of_all_seeds_are_pooled() -> None:
    seen = [observe([FARM], [DECLARED], seed, SPAN, 0.3) for seed in (1, 2)]
    found = figures(seen, 1)
    assert found["C14"].shape == (1, 1)
    assert found["C1"].shape == (1, 2)
    assert np.isfinite(found["C14"]).all()
