"""``sim new``: a scenario to begin with."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from cli.calling import Sim
from sim.scenario import load, shipped, shipped_folder, trace


@pytest.mark.parametrize("base", sorted(shipped()))
def test_what_it_writes_is_the_base_under_another_title(base: str, tmp_path: Path, sim: Sim) -> None:
    path = tmp_path / "my_office.yaml"
    assert sim("new", path, "--from", base).status == 0
    assert load(path).model_copy(update={"title": ""}) == load(base).model_copy(update={"title": ""})
    assert load(path).title == "My office"
    said = sim("check", path)
    assert said.status == 0
    assert "no mistakes" in said.out


def test_the_five_things_stand_there_with_meaning_range_and_what_the_base_says(tmp_path: Path, sim: Sim) -> None:
    path = tmp_path / "my_office.yaml"
    sim("new", path, "--from", "small_shop")
    lines = path.read_text(encoding="utf-8").splitlines()
    for name in ("client_mindset", "promise", "open_communication", "size", "demand"):
        at = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{name}:"))
        assert re.match(r" +# [a-z]", lines[at - 2])
        assert re.match(r" +# a (whole )?number from .* to .*; small_shop says ", lines[at - 1])
    traced = trace(path)
    names = {"policy.client_mindset", "policy.promise", "environment.demand", "organization.departments.counter.size"}
    for each in names:
        place = traced.origin(each)
        assert place is not None
        assert place.source.path == str(path.resolve())
    assert len(lines) < 40


def test_it_never_overwrites(tmp_path: Path, sim: Sim) -> None:
    path = tmp_path / "my_office.yaml"
    path.write_text("mine")
    said = sim("new", path)
    assert said.status == 2
    assert "is there already" in said.err
    assert path.read_text() == "mine"
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    assert sim("new", link).status == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


def schema_of(path: Path) -> Path:
    """The file that an editor would open: an address, or a path from the scenario's folder."""
    said = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", path.read_text(encoding="utf-8").splitlines()[0])
    assert said is not None
    address = said[1]
    return Path(unquote(urlparse(address).path)) if address.startswith("file:") else path.parent / address


@pytest.mark.parametrize("folder", ["", "a folder with blanks", "Büro", "deep/er/than/that"])
def test_editors_find_the_schema_wherever_the_file_is(folder: str, tmp_path: Path, sim: Sim) -> None:
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    path = tmp_path / folder / "x.yaml"
    sim("new", path)
    assert schema_of(path).samefile(shipped_folder() / "scenario.schema.json")


def test_in_the_clone_the_schema_is_a_path_that_holds_after_moving_the_clone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sim: Sim
) -> None:
    clone = tmp_path / "my clone"
    (clone / "scenarios").mkdir(parents=True)
    (clone / "scenarios" / "scenario.schema.json").write_text("{}")
    monkeypatch.setattr("sim.cli.beginning.shipped_folder", lambda: clone / "scenarios")
    path = clone / "mine" / "x.yaml"
    path.parent.mkdir()
    sim("new", path)
    assert path.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../scenarios/scenario.schema.json\n"
    )


def test_it_extends_a_file_by_a_path_from_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sim: Sim
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other folder").mkdir()
    (tmp_path / "base: 1.yaml").write_text("extends: small_shop\npolicy: {promise: 0.9}\n")
    path = tmp_path / "other folder" / "x.yaml"
    assert sim("new", path, "--from", "base: 1.yaml").status == 0
    assert load(path).policy.promise == 0.9


def test_a_lever_with_a_timeline_is_carried_over(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "base.yaml").write_text(
        "extends: small_shop\npolicy: {promise: [{level: 0.9, start: 'year 1, week 3'}, {level: 0.1, start: 90}]}\n"
    )
    sim("new", tmp_path / "x.yaml", "--from", tmp_path / "base.yaml")
    assert load(tmp_path / "x.yaml").policy.promise == load(tmp_path / "base.yaml").policy.promise


def test_departments_with_odd_names_are_carried_over(tmp_path: Path, sim: Sim) -> None:
    for name in ("12", "true", "Büro 2", "null", "日本", "-", "a#b", "a # b", "é'", "😀", "~"):
        (tmp_path / "base.yaml").write_text(
            f'organization: {{departments: {{"{name}": {{size: 3}}}}}}', encoding="utf-8"
        )
        (tmp_path / "x.yaml").unlink(missing_ok=True)
        assert sim("new", tmp_path / "x.yaml", "--from", tmp_path / "base.yaml").status == 0
        assert load(tmp_path / "x.yaml").organization == load(tmp_path / "base.yaml").organization


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("x",), "write x.yaml"),
        (("x.yaml", "--from", "small_shp"), "did you mean small_shop?"),
        (("no/folder/x.yaml",), "No such file or directory"),
        (("x.yaml", "--from", "broken.yaml"), "is too large"),
    ],
)
def test_what_cannot_be_written_is_said(
    arguments: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sim: Sim
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.yaml").write_text("extends: small_shop\npolicy: {promise: 7}\n")
    said = sim("new", *arguments)
    assert said.status == 2
    assert says in said.err
    assert not (tmp_path / "x.yaml").exists()
