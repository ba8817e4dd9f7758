"""The README is true: what it shows can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from small_experiments import experiment, tiny

from sim.analysis import answer
from sim.cli import COMMANDS, commands
from sim.scenario import load, shipped


@pytest.fixture(scope="module")
def readme() -> str:
    return (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def typed(text: str) -> list[list[str]]:
    """The command lines of ``sim`` that the README shows, without the part before ``sim``."""
    return [
        shlex.split(line, comments=True) for line in re.findall(r"^ {4}(?:.*&& )?uv run sim (.*)$", text, re.MULTILINE)
    ]


def test_every_command_is_shown(readme: str) -> None:
    assert {words[0] for words in typed(readme)} >= set(COMMANDS)


def test_every_command_line_is_understood(readme: str, tmp_path: Path) -> None:
    """An option that was renamed, or never was."""
    for shown in typed(readme):
        words = [str(tmp_path) if word.endswith("…") else word for word in shown]
        command = commands.get_command(click.Context(commands), words[0])
        assert command is not None, words
        command.make_context(words[0], words[1:], parent=click.Context(commands))


def test_every_scenario_is_told_of(readme: str) -> None:
    for name in shipped():
        assert f"(scenarios/{name}.yaml)" in readme


def test_every_link_leads_somewhere(readme: str, repository: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", readme):
        assert (repository / target).exists(), target


@pytest.mark.parametrize("number", range(2))
def test_the_python_runs(readme: str, number: int, capsys: pytest.CaptureFixture[str]) -> None:
    code = [block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "Workplace" in block][number]
    exec(compile(code, "README.md", "exec"), {})  # the README is ours
    assert number == 1 or capsys.readouterr().out


def test_the_figures_of_a_notebook(readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer(experiment(tiny(tmp_path), "promise=0,0.5,1", "demand=0.9,1.1"), folder=tmp_path / "here")
    (block,) = (each for each in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "sim.report" in each)
    monkeypatch.setattr("plotly.graph_objects.Figure.show", lambda *_, **__: None)  # it would open a browser
    exec(compile(block.replace("results/…", "here"), "README.md", "exec"), {})  # the README is ours
    assert "net gain" in Path("map.html").read_text(encoding="utf-8")


def test_the_yaml_of_a_real_office_is_a_scenario(readme: str, tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    for name in ("people.csv", "ties.csv"):
        (tmp_path / name).write_text("id\n", encoding="utf-8")
    (tmp_path / "office.yaml").write_text(block, encoding="utf-8")
    assert load(tmp_path / "office.yaml").organization.kinds == ("advice",)
