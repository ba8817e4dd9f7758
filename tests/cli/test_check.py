"""``sim check``: all mistakes at once, each where it stands, and doubts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.calling import Sim
from sim.cli.check import MOST_TOLD
from sim.scenario import shipped

MOST_SECONDS = 0.5
"""Processor time that an answer may take."""

BAD = """\
extends: small_shop
policy:
  promis: 0.6
  client_mindset: 1.7
  start: year 2, weak 3
  start: 4
organization:
  departments:
    counter:
      size: "5"
      depends_on: { workshp: 1.0 }
days: 500,5
environment: { demand: .nan }
"""


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    return "bad.yaml"


def test_every_mistake_is_told_at_once_with_place_line_and_caret(bad: str, sim: Sim) -> None:
    said = sim("check", bad)
    assert said.status == 2
    assert said.err == ""
    for place in ("3:3", "4:19", "5:10", "6:3", "10:13", "11:21", "12:7", "13:24"):
        assert f"bad.yaml:{place}: " in said.out
    assert "     4 |   client_mindset: 1.7\n       |                   ^\n" in said.out
    assert "  allowed: a number from 0 to 1\n" in said.out
    assert "did you mean promise?" in said.out
    assert "did you mean workshop?" in said.out
    assert "write it without quotes" in said.out
    assert said.out.endswith("bad.yaml: 8 mistakes, doubts are told once there are none\n")


def test_json_holds_what_the_help_says(bad: str, sim: Sim) -> None:
    told = sim("check", "--json", bad, "overloaded").json
    assert told["ok"] is False
    mistakes, fine = told["files"]
    assert (mistakes["file"], mistakes["ok"], len(mistakes["mistakes"]), mistakes["doubts"]) == (bad, False, 8, [])
    assert fine["file"] == "overloaded"
    assert fine["ok"] is True
    assert fine["doubts"]
    described = sim("check", "--help").out
    for each in (*mistakes["mistakes"], *fine["doubts"]):
        assert set(each) == {"message", "file", "line", "column", "found", "allowed", "suggestion", "text"}
        assert all(f'"{name}"' in described for name in each)
    first = mistakes["mistakes"][0]
    assert (first["line"], first["column"], first["text"]) == (3, 3, "  promis: 0.6")
    assert BAD.splitlines()[first["line"] - 1] == first["text"]


def test_following_the_messages_repairs_the_file(bad: str, tmp_path: Path, sim: Sim) -> None:
    good = (
        BAD.replace("promis:", "promise:").replace("1.7", "0.7").replace("weak", "week").replace("  start: 4\n", "")
        .replace('"5"', "5").replace("workshp", "workshop").replace("500,5", "500").replace(".nan", "1.1")
    )  # fmt: skip
    (tmp_path / bad).write_text(good, encoding="utf-8")
    said = sim("check", bad)
    assert said.status == 0


def test_shipped_scenarios_have_no_mistakes_and_only_the_overloaded_one_raises_doubts(sim: Sim) -> None:
    told = sim("check", "--json", *sorted(shipped())).json
    assert told["ok"] is True
    assert {each["file"] for each in told["files"] if each["doubts"]} <= {"overloaded"}


def test_one_bad_file_among_good_ones_is_status_2(bad: str, sim: Sim) -> None:
    said = sim("check", "small_shop", bad, "nowhere.yaml")
    assert said.status == 2
    assert "small_shop: no mistakes, no doubts\n" in said.out
    assert "nowhere.yaml: there is no such scenario" in said.out
    assert all(name in said.out for name in shipped())


def test_doubts_alone_are_status_0(tmp_path: Path, sim: Sim) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("extends: small_shop\npolicy: {start: 'year 9'}\n")
    said = sim("check", path)
    assert said.status == 0
    assert f"{path}:2:17: doubt: promise begins on day 2000, when the run has ended" in said.out
    assert said.out.endswith(f"{path}: no mistakes, 2 doubts\n")


def test_an_imported_office_is_checked_with_its_files(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "people.csv").write_text("id,department,manager\nann,a,\nbob,a,zoe\n")
    (tmp_path / "ties.csv").write_text("client,provider,kind\nann,bob,advice\n")
    path = tmp_path / "x.yaml"
    path.write_text("organization: {people: people.csv, ties: ties.csv}\n")
    said = sim("check", path)
    assert said.status == 2
    assert "people.csv" in said.out
    assert "zoe" in said.out
    (tmp_path / "people.csv").write_text("id,department,manager\nann,a,\nbob,a,ann\n")
    assert sim("check", path).status == 0


BEGINNERS = [
    ("policy:\n  promise:0.5\n", ":3:3: ", "put a blank behind the colon"),
    ("policy:\n  promise: 0.5\n   client_mindset: 0.5\n", ":4:18: ", "as many blanks as its neighbours have"),
    ("policy: promise: 0.5\n", ":2:16: ", "a line of its own"),
    ("extend: x\n", ":2:1: ", "did you mean extends?"),
    ("promise: 0.5\n", ":2:1: ", "did you mean policy.promise?"),
    ("policy:\npromise: 0.5\n", ":3:1: ", "did you mean policy.promise?"),
    ("organization:\n  sales: {size: 3}\n", ":3:3: ", "under departments:"),
    ("environment:\n  shocks:\n    kind: surge\n", ":4:5: ", "begin each entry of the list with a dash"),
    ("environment:\n  shocks:\n    - kind: recesion\n", ":4:13: ", "did you mean recession?"),
    ("policy:\n  - promise: 0.5\n", ":3:3: ", "without dashes"),
    ("organization:\n  departments:\n    - name: x\n      size: 3\n", ":4:5: ", "without dashes"),
    ("policy: {start: week 3}\n", ":2:17: ", "write year 1, week 3"),
    ("policy: {promise: 50%}\n", ":2:19: ", "write it as a share: 0.5"),
    ("policy: {promise: '0.5'}\n", ":2:19: ", "write it without quotes"),
    ("policy:\n  promise: 0,5\n", ":3:12: ", "write the decimal with a point"),
    ("organization: {departments: {counter: {faces_customers: yes}}}\n", ":2:57: ", "write true"),
    ("organization: {departments: {cellar: {own_work: 0.5}}}\n", ":2:30: ", "the number of people"),
    ("policy:\n\tpromise: 0.5\n", ":3:1: ", "use blanks instead"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "advice"), BEGINNERS)
def test_what_beginners_do_is_answered_with_what_to_do(
    text: str, place: str, advice: str, tmp_path: Path, sim: Sim
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"extends: small_shop\n{text}", encoding="utf-8")
    said = sim("check", path)
    assert said.status == 2
    assert f"{path}{place}" in said.out
    assert advice in said.out


def test_a_date_that_a_comma_takes_apart_is_asked_to_be_put_in_quotes(tmp_path: Path, sim: Sim) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("extends: small_shop\npolicy: {promise: {level: 0.5, start: year 2, week 3}}\n")
    said = sim("check", path)
    assert said.status == 2
    assert "put the date in quotes" in said.out
    path.write_text(
        path.read_text()
        .replace("year 2, week 3", "'year 2, week 3'")
        .replace("extends: small_shop", "extends: cubicle_farm")
    )
    assert sim("check", path).status == 0


def test_very_many_mistakes_are_counted_and_not_all_printed(tmp_path: Path, sim: Sim) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("extends: small_shop\n" + "".join(f"k{each}: 1\n" for each in range(90)))
    said = sim("check", path)
    assert f"and {90 - MOST_TOLD} more" in said.out
    assert len(sim("check", "--json", path).json["files"][0]["mistakes"]) == 90


def test_nothing_heavy_is_imported_and_the_answer_comes_at_once(tmp_path: Path) -> None:
    heavy = ("mesa", "numba", "numpy", "pandas", "plotly", "pyarrow", "rich", "scipy")
    code = (
        "import sys\nfrom sim.cli import main\n"
        f"def loaded(): return [each for each in {heavy} if each in sys.modules]\n"
        "for asked in (['check', 'small_shop', 'overloaded'], ['check', '--json', 'small_shp'], ['new', 'x.yaml']):\n"
        "    try: main(asked)\n    except SystemExit: pass\n"
        "sys.exit(', '.join(loaded()) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="processor time of one process is told on POSIX systems")
def test_it_takes_well_under_half_a_second_of_processor_time(tmp_path: Path) -> None:
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = str(tmp_path)  # what an installed program has: compiled files
    taken = []
    for _ in range(8):  # the first compiles, and others may be slow where much else is going on
        process = subprocess.Popen(
            [sys.executable, "-m", "sim", "check", "small_shop"], env=surroundings, stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        taken.append(used.ru_utime + used.ru_stime)
        if taken[-1] < MOST_SECONDS:
            break
    assert taken[-1] < MOST_SECONDS, taken
