"""Offices that are imported from two files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from invariants import assert_sound
from office_plans import PlannedOffice, an_office, offices

from sim.organization import Organization, check_files, grow, read
from sim.policy import Kind

PEOPLE = """\
id,department,manager,team,skill,facing,morale,age
ann,top,,,,,,60
bob,sales,ann,field,1.2,1,0.9,50
cid,sales,bob,field,,,,40
dan,sales,bob,desk,,0,,30
eva,it,ann,,0.8,,,20
flo,it,eva,,,,,20
"""

TIES = """\
client,provider,kind,weight
cid,bob,advice,1
bob,cid,advice,2
cid,dan,advice,3
flo,eva,advice,4
dan,eva,advice,5
cid,dan,email,1
eva,eva,email,9
bob,ann,upward,2
"""

Write = Callable[[str, str], tuple[Path, Path]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the two files of an office."""

    def written(people: str, ties: str) -> tuple[Path, Path]:
        paths = tmp_path / "people.csv", tmp_path / "ties.csv"
        for path, text in zip(paths, (people, ties), strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    return written


def requests(office: Organization) -> dict[tuple[str, str, str], float]:
    """The ties in words."""
    return {
        (office.ids[client], office.ids[provider], Kind(kind).name): weight
        for client, provider, kind, weight in zip(
            office.client.tolist(),
            office.provider.tolist(),
            office.kind.tolist(),
            office.weight.tolist(),
            strict=True,
        )
    }


def test_ties_are_classified_by_where_people_stand(write: Write) -> None:
    office = read(*write(PEOPLE, TIES), requests=None)
    assert_sound(office)
    assert {tie[:2]: tie[2] for tie in requests(office)} == {
        ("cid", "bob"): "upward",
        ("bob", "cid"): "downward",
        ("cid", "dan"): "department",  # other teams
        ("flo", "eva"): "upward",
        ("dan", "eva"): "department",
        ("bob", "ann"): "upward",
    }


def test_rows_of_one_tie_are_added_and_own_ones_left_out(write: Write) -> None:
    office = read(*write(PEOPLE, TIES.replace(",3\n", ",0.25\n")), requests=None)
    assert requests(office)["cid", "dan", "department"] == 1.25
    assert "1 rows of ties from people to themselves were left out" in office.notes
    assert "1 rows were added to others of the same tie" in office.notes


def test_weights_are_scaled_to_the_mean_client(write: Write) -> None:
    office = read(*write(PEOPLE, TIES), requests=0.6)
    clients = len(np.unique(office.client))
    assert clients == 4
    assert office.weight.sum() == pytest.approx(0.6 * clients)
    assert requests(office)["dan", "eva", "department"] == pytest.approx(0.6 * clients * 5 / 18)


def test_what_a_tie_cannot_carry_is_cut_and_said(write: Write) -> None:
    office = read(*write(PEOPLE, TIES), requests=None)
    assert office.weight.max() == 2.0
    assert "3 ties were cut to 2 requests a day (the heaviest had 5)" in office.notes


def test_kinds_and_least_weight_can_be_chosen(write: Write) -> None:
    office = read(*write(PEOPLE, TIES), kinds=["advice"], minimum_weight=3)
    assert {tie[:2] for tie in requests(office)} == {("cid", "dan"), ("flo", "eva"), ("dan", "eva")}
    assert "2 rows of ties lighter than 3 were left out" in office.notes


def test_what_the_file_says_of_people_holds_and_the_rest_is_filled(write: Write) -> None:
    office = read(*write(PEOPLE, TIES), own_work=0.5, boss_own_work=0.25, facing_departments=["sales"])
    assert office.ids == ["ann", "bob", "cid", "dan", "eva", "flo"]
    assert office.departments == ["top", "sales", "it"]
    assert office.boss.tolist() == [-1, 0, 1, 1, 0, 4]
    assert office.level.tolist() == [0, 1, 2, 2, 1, 2]
    assert office.own_work.tolist() == [0.25, 0.25, 0.5, 0.5, 0.25, 0.5]
    assert office.facing.tolist() == [0, 1, 1, 0, 0, 0]
    np.testing.assert_array_equal(office.skill, [np.nan, 1.2, np.nan, np.nan, 0.8, np.nan])
    np.testing.assert_allclose(office.skill_mean, [1, 3.2 / 3, 3.2 / 3, 3.2 / 3, 0.9, 0.9])
    np.testing.assert_array_equal(office.morale_set, [np.nan, 0.9, *[np.nan] * 4])
    teams = {frozenset(np.flatnonzero(office.team == team).tolist()) for team in range(office.teams)}
    assert teams == {frozenset(team) for team in ([0], [1, 2], [3], [4], [5])}


def test_nobody_faces_customers_unless_it_is_said(write: Write) -> None:
    office = read(*write("id,department\na,x\nb,x\n", "client,provider,kind\na,b,advice\n"))
    assert not office.facing.any()
    assert "nobody faces external customers: their satisfaction will not move" in office.notes


def test_reporting_ties_name_managers_and_carry_no_requests(write: Write) -> None:
    people = "id,department\na,x\nb,x\nc,y\n"
    office = read(*write(people, "client,provider,kind\nb,a,reports_to\nc,a,reports_to\nb,c,advice\nc,a,advice\n"))
    assert_sound(office)
    assert office.boss.tolist() == [-1, 0, 0]
    assert set(requests(office)) == {("b", "c", "department"), ("c", "a", "upward")}


def test_without_managers_a_department_is_a_team_and_levels_are_the_files(write: Write) -> None:
    people = "id,department,level\na,x,0\nb,x,1\nc,y,1\n"
    office = read(*write(people, "client,provider,kind\na,b,advice\nb,c,advice\n"))
    assert (office.boss == -1).all()
    assert office.level.tolist() == [0, 1, 1]
    assert set(requests(office)) == {("a", "b", "peer"), ("b", "c", "department")}


def test_files_as_spreadsheets_write_them(write: Write) -> None:
    people = '\ufeffID , Department,,\r\n"a","x, y",,\r\n\r\n b ,"x, y",,\r\n,,,\r\n'
    office = read(*write(people, "Client,Provider,Kind\r\na,b,advice\r\n"))
    assert (office.ids, office.departments) == (["a", "b"], ["x, y"])


@given(plan=offices(most_sites=1))
def test_a_grown_office_can_be_written_and_read_again(
    tmp_path_factory: pytest.TempPathFactory, plan: PlannedOffice
) -> None:
    office = grow(plan, 7)
    if not office.weight.any():
        return
    people, ties = write_office(tmp_path_factory.mktemp("office"), office)
    again = read(people, ties, requests=None)
    assert_sound(again)
    assert check_files(people, ties) == (office.headcount, office.tie_count)
    for name in ("boss", "level", "team", "own_work", "facing", "client", "provider", "kind", "weight"):
        assert getattr(again, name).tolist() == getattr(office, name).tolist(), name
    assert again.tie_address.tolist() == office.tie_address.tolist()


def write_office(folder: Path, office: Organization) -> tuple[Path, Path]:
    boss = [office.ids[k] if k >= 0 else "" for k in office.boss.tolist()]
    people = ["id,department,manager,own_work,facing"]
    for k, name in enumerate(office.ids):
        department = office.departments[office.department[k]]
        people.append(f"{name},{department},{boss[k]},{float(office.own_work[k])!r},{office.facing[k]:g}")
    ties = ["client,provider,kind,weight"]
    ties += [f"{c},{p},{kind},{weight!r}" for (c, p, kind), weight in requests(office).items()]
    paths = folder / "people.csv", folder / "ties.csv"
    for path, lines in zip(paths, (people, ties), strict=True):
        path.write_text("\n".join(lines), encoding="utf-8")
    return paths


def test_reading_and_planning_need_no_compiler(write: Write) -> None:
    people, ties = write(PEOPLE, TIES)
    code = (
        "import sys, sim.organization as o; o.check_files(*sys.argv[1:]); "
        "print([name for name in ('numba', 'pandas', 'mesa') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, people, ties], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_plans_are_the_tests_own_and_yet_fit() -> None:
    assert grow(an_office(), 1).headcount == 86
