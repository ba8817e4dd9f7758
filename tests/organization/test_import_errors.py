"""Files that are no office: every error names the file, the line, what was found and what is allowed."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.organization import OrganizationError, read

GOOD_PEOPLE = "id,department,manager,skill\na,x,,1\nb,x,a,1\nc,y,a,1\n"
GOOD_TIES = "client,provider,kind,weight\na,b,advice,1\nb,c,advice,2\n"


def problems_of(folder: Path, people: str | bytes, ties: str | bytes = GOOD_TIES, **choices: object) -> list[str]:
    """What reading says, with the folder left out."""
    (folder / "people.csv").write_bytes(people if isinstance(people, bytes) else people.encode())
    (folder / "ties.csv").write_bytes(ties.encode())
    with pytest.raises(OrganizationError) as caught:
        read(folder / "people.csv", folder / "ties.csv", **choices)  # type: ignore[arg-type]
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


def test_the_good_files_are_good(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(GOOD_PEOPLE)
    (tmp_path / "ties.csv").write_text(GOOD_TIES)
    assert read(tmp_path / "people.csv", tmp_path / "ties.csv").tie_count == 2


WRONG_PEOPLE = {
    "people.csv:1: missing column 'department'; found 'id', 'dept'": "id,dept\na,x\n",
    "people.csv:1: columns are separated by ';'; allowed is the comma": "id;department\na;x\n",
    "people.csv:1: columns are separated by '\\t'; allowed is the comma": "id\tdepartment\na\tx\n",
    "people.csv:1: the file is empty; allowed is a header with the columns id, department": "\n\n",
    "people.csv:1: there is nobody in the file; an office has at least one person": "id,department\n",
    "people.csv:1: the column 'id' comes 2 times": "id,department,ID\na,x,a\n",
    "people.csv:3: id: 'a' comes a second time; the first is in line 2": ("id,department\na,x\na,y\nb,x\nc,x\n"),
    "people.csv:3: id is empty; everybody has a name of their own": "id,department\na,x\n,y\nb,x\nc,x\n",
    "people.csv:3: department is empty; everybody belongs to one": "id,department\na,x\nb,\nc,x\n",
    "people.csv:3: id: found 'b\\x00'; allowed are printable characters": ("id,department\na,x\nb\0,x\nb,x\nc,x\n"),
    "people.csv:4: found 3 fields; the header has 2": "id,department\na,x\n\nb,x,1\nc,x\n",
    "people.csv:3: manager: nobody is called 'anna'; did you mean 'ana'?": (
        "id,department,manager\nana,x,\na,x,anna\nb,x,\nc,x,\n"
    ),
    "people.csv:3: managers go round in a circle: 'b' reports to 'c' reports to 'b'": (
        "id,department,manager\na,x,b\nb,x,c\nc,x,b\n"
    ),
    "people.csv:2: managers go round in a circle: 'a' reports to 'a'": ("id,department,manager\na,x,a\nb,x,\nc,x,\n"),
    "people.csv:2: skill: found 'NaN'; allowed are numbers from 0.3 to 2": (
        "id,department,skill\na,x,NaN\nb,x,\nc,x,\n"
    ),
    "people.csv:2: skill: found '1,5'; allowed are numbers from 0.3 to 2": (
        'id,department,skill\na,x,"1,5"\nb,x,\nc,x,\n'
    ),
    "people.csv:2: morale: found '1.5'; allowed are numbers from 0 to 1": (
        "id,department,morale\na,x,1.5\nb,x,\nc,x,\n"
    ),
    "people.csv:2: facing: found 0.5; allowed are 0 and 1": "id,department,facing\na,x,0.5\nb,x,\nc,x,\n",
    "people.csv:3: not readable as CSV from here on: a quotation mark is never closed": (
        'id,department\na,x\n"b,x\nc,x\n'
    ),
}


@pytest.mark.parametrize("problem", WRONG_PEOPLE)
def test_people(tmp_path: Path, problem: str) -> None:
    assert problems_of(tmp_path, WRONG_PEOPLE[problem]) == [problem]


WRONG_TIES = {
    "ties.csv:1: missing column 'provider', 'kind'; found 'client', 'to'": "client,to\na,b\n",
    "ties.csv:2: provider: nobody is called 'q'; allowed are the ids in people.csv": (
        "client,provider,kind\na,q,advice\n"
    ),
    "ties.csv:2: client is empty; allowed are the ids in people.csv": "client,provider,kind\n,b,advice\n",
    "ties.csv:2: kind is empty; allowed are department, upward, downward, peer or any other word": (
        "client,provider,kind\na,b,\n"
    ),
    "ties.csv:2: weight: found '-1'; allowed are numbers from 0": ("client,provider,kind,weight\na,b,advice,-1\n"),
    "ties.csv:2: weight: found 'inf'; allowed are numbers from 0": ("client,provider,kind,weight\na,b,advice,inf\n"),
    "ties.csv: no request flows on any tie that is left": "client,provider,kind,weight\na,b,advice,0\n",
    "ties.csv: no request flows on any tie that is left (1 rows of ties from people to themselves were left out)": (
        "client,provider,kind\na,a,advice\n"
    ),
}


@pytest.mark.parametrize("problem", WRONG_TIES)
def test_ties(tmp_path: Path, problem: str) -> None:
    assert problems_of(tmp_path, GOOD_PEOPLE, WRONG_TIES[problem]) == [problem]


def test_two_managers(tmp_path: Path) -> None:
    ties = "client,provider,kind\nc,a,reports_to\nc,b,reports_to\na,b,advice\n"
    found = problems_of(tmp_path, "id,department\na,x\nb,x\nc,x\n", ties)
    assert found == ["ties.csv:3: 'c' reports to 'a' and to 'b'; allowed is one manager"]


def test_choices_that_no_file_knows(tmp_path: Path) -> None:
    found = problems_of(tmp_path, GOOD_PEOPLE, kinds=["advise"], facing_departments=["z"])
    assert found == [
        "ties.csv: there are no ties of kind 'advise'; allowed are advice",
        "people.csv: there is no department 'z'; allowed are x, y",
    ]


def test_all_problems_of_both_files_at_once(tmp_path: Path) -> None:
    people = "id,department,manager,skill\na,x,z,9\nb,,a,1\nc,y,a,1\n"
    found = problems_of(tmp_path, people, "client,provider,kind,weight\na,b,advice,much\nb,d,advice,2\n")
    assert [problem.split(": ")[0] for problem in found] == [
        "people.csv:2",
        "people.csv:3",
        "people.csv:2",
        "ties.csv:3",
        "ties.csv:2",
    ]


def test_a_row_that_cannot_be_read_is_said_once_and_not_at_each_tie(tmp_path: Path) -> None:
    found = problems_of(tmp_path, "id,department\na,x\nb,x,1\nc,x\n")
    assert found == ["people.csv:3: found 3 fields; the header has 2"]


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, "id,department\nä,x\n".encode("latin-1"))
    assert found.startswith("people.csv: not UTF-8 text (")


def test_a_gigantic_field(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    (found,) = problems_of(tmp_path, "id,department\na,x\n" + "b" * 1_000_000 + ",x\nc,x\n")
    assert found.startswith("people.csv:3: not readable as CSV from here on: field larger than field limit")
    assert csv.field_size_limit() == before


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(OrganizationError) as caught:
        read(tmp_path / "nobody.csv", tmp_path)
    assert str(caught.value).splitlines() == [
        f"{tmp_path}/nobody.csv: cannot be read: No such file or directory",
        f"{tmp_path}: cannot be read: Is a directory",
    ]


def test_thousands_of_problems_are_counted(tmp_path: Path) -> None:
    ties = "client,provider,kind\n" + "a,nobody,advice\n" * 2000
    assert len(problems_of(tmp_path, GOOD_PEOPLE, ties)) == 2000
    with pytest.raises(OrganizationError, match="… and 1950 more"):
        read(tmp_path / "people.csv", tmp_path / "ties.csv")


@given(people=st.binary(max_size=80), ties=st.text("abc,;\"'\n\r\0é0.5", max_size=80), header=st.booleans())
def test_no_file_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, people: bytes, ties: str, header: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "people.csv").write_bytes(b"id,department,manager\na,x,\n" * header + people)
    (folder / "ties.csv").write_text("client,provider,kind,weight\n" * header + ties, encoding="utf-8")
    with contextlib.suppress(OrganizationError):
        assert read(folder / "people.csv", folder / "ties.csv").headcount >= 1
