"""The order in which people stand in a file changes nothing: luck is addressed by names."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sim.opening import inputs_of, organization_of
from sim.organization import Organization
from sim.run import live, open_lanes
from sim.scenario import load
from sim.state import O, P

PEOPLE = ["ann,desk,", "bob,desk,ann", "cid,desk,ann", "dan,back,ann", "eva,back,dan", "fay,back,dan"]
TIES = [
    "ann,bob,advice,1",
    "bob,cid,advice,1",
    "cid,bob,advice,1",
    "bob,dan,advice,1",
    "eva,fay,advice,1",
    "fay,eva,advice,1",
    "cid,eva,advice,1",
]
DAYS = 30


def imported(folder: Path, people: list[str], facing: str) -> tuple[Organization, dict[str, float], np.ndarray]:
    """An office of six after some days: the office, everybody's mood by name, and the organization's course."""
    folder.mkdir()
    (folder / "people.csv").write_text("\n".join(["id,department,manager", *people]) + "\n", encoding="utf-8")
    (folder / "ties.csv").write_text("\n".join(["client,provider,kind,weight", *TIES]) + "\n", encoding="utf-8")
    (folder / "office.yaml").write_text(
        f"extends: cubicle_farm\ndays: {DAYS}\n"
        f"organization: {{people: people.csv, ties: ties.csv, facing: {facing}}}\n",
        encoding="utf-8",
    )
    scenario = load(folder / "office.yaml")
    organization = organization_of(scenario, 1)
    lanes = open_lanes(organization, [inputs_of(scenario, 1)])
    live(lanes, 0, DAYS)
    return (
        organization,
        dict(zip(organization.ids, lanes.people[P.mood, :, 0], strict=True)),
        lanes.office_days[:, :, 0],
    )


def test_people_have_the_same_luck_wherever_they_stand_in_the_file(tmp_path: Path) -> None:
    """A draw by number and not by name: somebody else's day, because a row was moved."""
    _, mood, course = imported(tmp_path / "one", PEOPLE, "[desk]")
    order = [PEOPLE[k] for k in (0, 2, 1, 3, 5, 4)]  # those of one team change places
    _, moved, other = imported(tmp_path / "other", order, "[desk]")
    assert {name: float(f"{x:.9g}") for name, x in mood.items()} == {
        name: float(f"{x:.9g}") for name, x in moved.items()
    }
    assert np.allclose(course, other, rtol=1e-9)


def test_nobody_is_satisfied_where_nobody_meets_a_customer(tmp_path: Path) -> None:
    """A satisfaction that wanders off by chance alone, and a customer base that follows it."""
    _, _, course = imported(tmp_path / "one", PEOPLE, "[]")
    assert np.ptp(course[:, O.satisfaction]) == 0.0
