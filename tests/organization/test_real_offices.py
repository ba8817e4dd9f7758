"""Offices that other people have measured; the expected numbers are the publishers' own, see each README."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from invariants import assert_sound

from sim.organization import Organization, read
from sim.policy import Kind


def read_office(folder: Path, **choices: object) -> Organization:
    if not folder.is_dir():
        pytest.skip(f"no such office: {folder}")
    office = read(folder / "people.csv", folder / "ties.csv", **choices)  # type: ignore[arg-type]
    assert_sound(office)
    assert office.weight.sum() == pytest.approx(0.8 * len(np.unique(office.client)))
    return office


def test_krackhardts_managers(shared_data: Path) -> None:
    office = read_office(shared_data / "krackhardt_hightech", kinds=["advice"])
    assert (office.headcount, office.tie_count) == (21, 190)
    assert office.ids[int(np.flatnonzero(office.boss < 0)[0])] == "A07"
    vice_presidents = {office.ids[k] for k in np.flatnonzero(office.level == 1)}
    assert vice_presidents == {"A02", "A14", "A18", "A21"}
    assert np.bincount(office.level).tolist() == [1, 4, 16]
    assert set(office.kind.tolist()) == {int(kind) for kind in Kind}


def test_consultants_of_cross_and_parker(shared_data: Path) -> None:
    folder = shared_data / "cross_parker_consulting"
    office = read_office(folder, kinds=["advice"], minimum_weight=3, facing_departments=["Europe", "USA"])
    assert (office.headcount, office.tie_count) == (46, 142 + 84 + 84)
    assert (office.boss == -1).all()
    assert office.facing.all()
    assert set(office.kind.tolist()) == {Kind.department, Kind.peer}


def test_a_research_institution(shared_data: Path) -> None:
    office = read_office(shared_data / "email_eu_core")
    assert (office.headcount, office.tie_count) == (1005, 25571 - 642)
    assert len(office.departments) == office.teams == 42
    assert "642 rows of ties from people to themselves were left out" in office.notes
    inside = np.count_nonzero(office.kind == Kind.peer) / office.tie_count
    assert inside == pytest.approx(0.3468, abs=5e-5)
