"""Every study in small: it runs, goes on where it was, and leaves what it promises."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

OWN = (
    "tradeoff", "tipping_point", "frontier", "careful_implementation", "scope", "who_comes_first", "recession",
    "cynical_offices", "what_drives_animosity",
)  # fmt: skip


@pytest.fixture
def without_browser(script: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no figure can be drawn as SVG: a browser takes seconds to start."""
    monkeypatch.setattr(script("study"), "write_svg", lambda *_: False)


def intervals(found: Any) -> Iterator[dict[str, Any]]:
    """All differences in a finding."""
    if isinstance(found, dict):
        if {"mean", "low", "high"} <= found.keys():
            yield found
        for each in found.values():
            yield from intervals(each)
    elif isinstance(found, list):
        for each in found:
            yield from intervals(each)


@pytest.mark.usefixtures("without_browser")
@pytest.mark.parametrize("name", OWN)
def test_a_study_in_small(
    name: str, script: Callable[[str], ModuleType], bench: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    study = script(name).STUDY
    assert study.name == name
    first, again = bench(), bench()
    told = study.make(first)
    assert "0 of" in capsys.readouterr().err
    finding = json.loads((first.folder / "finding.json").read_text(encoding="utf-8"))
    assert finding == told
    assert finding["pairs"] == first.pairs > 0
    assert (first.folder / "figure.html").stat().st_size > 1_000_000
    found = list(intervals(finding["found"]))
    for each in found:
        known = [each[end] for end in ("low", "mean", "high") if each[end] is not None]
        assert len(known) == 3 or each["pairs"] < 2
        assert known == sorted(known)
        assert all(math.isfinite(one) for one in known)
    words = study.words(finding["found"])
    assert all(each.endswith(".") and (each[0].isupper() or each[0].isdigit()) for each in words)
    assert not any(bad in each for each in words for bad in ("nan", "inf ", "None of", "None ("))

    assert study.make(again) == told
    assert " 0 of" not in capsys.readouterr().err  # nothing was run again


@pytest.mark.usefixtures("without_browser")
def test_more_replications_add_to_those_that_are_there(
    script: Callable[[str], ModuleType], bench: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    study = script("who_comes_first").STUDY
    study.make(bench())
    capsys.readouterr()
    more = bench(replications=3)
    study.make(more)
    assert "12 of 18 runs" in capsys.readouterr().err
    assert more.pairs == 12


@pytest.mark.usefixtures("without_browser")
def test_real_offices(script: Callable[[str], ModuleType], bench: Callable[..., Any], shared_data: Path) -> None:
    study = script("real_office").STUDY
    made = bench(data=shared_data)
    found = study.make(made)["found"]
    assert list(found) == ["21 managers", "cubicle farm"]
    assert found["21 managers"]["twin"] != found["cubicle farm"]["twin"]
    assert all(math.isfinite(each["mean"]) for each in intervals(found))
    assert str(shared_data) not in (made.folder / "finding.json").read_text(encoding="utf-8")


def test_real_offices_are_skipped_where_there_are_none(
    script: Callable[[str], ModuleType], bench: Callable[..., Any], tmp_path: Path
) -> None:
    with pytest.raises(script("study").SkippedError, match=r"krackhardt_hightech.*--data"):
        script("real_office").STUDY.make(bench(data=tmp_path))


def test_a_figure_as_svg(script: Callable[[str], ModuleType], tmp_path: Path, chromium: str) -> None:
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    drawing, analysis = script("drawing"), script("sim.analysis")
    near = analysis.paired_difference([1.0, 2.0], [0.5, 0.5])
    figure = drawing.lines_figure({"gain": {"one": [near, near], "other": [near, near]}}, [0, 1], "load")
    paths = [tmp_path / "one.svg", tmp_path / "other.svg"]
    assert all(drawing.write_svg(figure, path) for path in paths)
    drawn = paths[0].read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert ">load<" in drawn
    assert drawn == paths[1].read_text(encoding="utf-8")
