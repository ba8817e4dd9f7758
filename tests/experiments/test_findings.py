"""What the README of the experiments says is what was found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "experiments"


def test_every_study_is_told_of(script: Callable[[str], ModuleType], folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    studies = script("all").STUDIES
    assert set(studies) == {
        each.stem for each in folder.glob("*.py") if "\nSTUDY = " in each.read_text(encoding="utf-8")
    }
    for name, study in studies.items():
        assert f"| [`{name}.py`]({name}.py) | {study.question} | `uv run python experiments/{name}.py` |" in readme
        assert f"## {study.question}\n" in readme
        assert f"<!-- found: {name} -->\n" in readme


def test_the_words_are_those_of_the_findings(script: Callable[[str], ModuleType], folder: Path) -> None:
    """A sentence that somebody wrote by hand, or a finding that was exchanged without its words."""
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme == script("all").rewritten(readme, folder)


def test_what_is_kept_is_small_and_names_no_place(folder: Path) -> None:
    for kept in (*folder.glob("findings/*.json"), *folder.glob("figures/*.svg")):
        assert kept.stat().st_size < 60_000, kept
    for kept in folder.glob("findings/*.json"):
        told = json.loads(kept.read_text(encoding="utf-8"))
        assert told["name"] == kept.stem
        assert told["command"].startswith(f"uv run python experiments/{kept.stem}.py --replications ")
        assert "--quick" not in told["command"]


def test_one_command_makes_them_again(
    script: Callable[[str], ModuleType], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(script("study"), "write_svg", lambda _, path: bool(path.write_text("<svg/>\n")))
    readme = "# x\n<!-- found: scope -->\n<!-- end -->\n<!-- found: real_office -->\nstays\n<!-- end -->\n"
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    places = ["--into", str(tmp_path), "--output", str(tmp_path / "made"), "--data", str(tmp_path)]
    script("all").main(["--quick", "--only", "scope", "real_office", *places])
    assert "real_office is skipped: no krackhardt_hightech" in capsys.readouterr().out
    written = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "](figures/scope.svg)" in written
    assert "<!-- found: real_office -->\nstays\n<!-- end -->" in written
    assert "experiments/scope.py --replications 2 --quick`: 64 pairs of runs of 60 days" in written
    (tmp_path / "README.md").write_text(written.replace("What reaching", "What not reaching"), encoding="utf-8")
    script("all").main(["--words", *places])
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == written


SURE = {"mean": -2.04, "low": -3.0, "high": -1.0, "pairs": 4}
OPEN = {"mean": 0.5, "low": -1.0, "high": 2.0, "pairs": 4}
NONE = {"mean": None, "low": None, "high": None, "pairs": 0}


class TestWords:
    def test_a_sure_change_is_told_with_its_interval(self, script: Callable[[str], ModuleType]) -> None:
        assert script("wording").moves("work", SURE) == "work falls by 2.0 % (1.0 to 3.0)"

    def test_an_open_change_is_told_as_open(self, script: Callable[[str], ModuleType]) -> None:
        told = script("wording").moves("work", OPEN)
        assert told == "whether work rises or falls cannot be told (−1.0 to 2.0 %)"

    def test_what_has_no_value_is_not_told_as_nothing(self, script: Callable[[str], ModuleType]) -> None:
        assert script("wording").moves("work", NONE) == "for work there is no value"

    @pytest.mark.parametrize(
        ("signs", "told"), [((1, 1), "so it is here"), ((1, 0), "the runs cannot tell"), ((0, -1), "here it is not so")]
    )
    def test_a_claim_holds_where_all_of_it_is_sure(
        self, script: Callable[[str], ModuleType], signs: tuple[int, ...], told: str
    ) -> None:
        assert script("wording").holds("They gain", *signs) == f"They gain: {told}."
