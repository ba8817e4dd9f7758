"""The page opens offline in a real browser, with its figures drawn and nothing to complain about."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from small_experiments import experiment, tiny

from sim.analysis import Answer, answer, look_closer, reopen, summary
from sim.report import (
    courses_figure,
    frontier_figure,
    ledger_figure,
    line_figure,
    tipping_figure,
    verdict_of,
    write_report,
)

FACTORS = ["policy.promise", "policy.client_mindset", "environment.demand"]


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """A sweep of three factors."""
    here = tmp_path_factory.mktemp("report")
    asked = experiment(
        tiny(here, "title=Promises & <b>grudges</b>"),
        "promise=0:1:3",
        "client_mindset=0,1",
        "environment.demand=0.9,1.1",
    )
    return answer(asked, folder=here / "results", command="sim sweep tiny.yaml --vary 'promise=0:1:3'")


def opened(chromium: str, page: Path, width: int, tmp_path: Path) -> tuple[str, str]:
    """The page as the browser made it, and what its console said; without a network."""
    frame = tmp_path / "frame.html"  # a headless window cannot be as narrow as a phone; a frame can
    frame.write_text(
        f'<body style="margin:0"><iframe id="f" style="width:{width}px;height:9000px;border:0" src="{page.as_uri()}"></iframe>'
        "<pre id=told></pre><script>f.onload = () => setTimeout(() => { const d = f.contentDocument; told.textContent ="
        "JSON.stringify({svgs: d.querySelectorAll('svg.main-svg').length, plots: d.querySelectorAll('.js-plotly-plot').length,"
        "wide: d.documentElement.scrollWidth, text: d.body.innerText.length}) }, 1500)</script>"
    )
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--allow-file-access-from-files", "--enable-logging=stderr",
            f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=20000", "--dump-dom", frame.as_uri(),
        ],
        capture_output=True, text=True, timeout=180, check=True,
    )  # fmt: skip
    said = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    return done.stdout, said


@pytest.mark.parametrize("width", [1280, 390])
def test_it_opens_without_a_network(swept: Answer, chromium: str, tmp_path: Path, width: int) -> None:
    page = write_report(swept, 100.0, path=tmp_path / "page.html")
    made, said = opened(chromium, page, width, tmp_path)
    assert said == ""
    told = re.search(r'"svgs":(\d+),"plots":(\d+),"wide":(\d+)', made)
    assert told, made[-500:]
    svgs, plots, wide = map(int, told.groups())
    assert plots == 1 + 2 + 3 + 1, "frontier, two maps, three waterfalls, courses"
    assert svgs >= plots
    assert wide <= width, "nothing sticks out to the side"


def test_the_page_asks_for_nothing_from_elsewhere(swept: Answer, tmp_path: Path) -> None:
    text = write_report(swept, 100.0, path=tmp_path / "page.html").read_text(encoding="utf-8")
    own = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert not re.findall(r'(?:src|href)="(?!data:)[^"]+"', own)
    assert "@import" not in own
    assert "Promises &amp; &lt;b&gt;grudges&lt;/b&gt;" in own
    assert "it is not evidence that the claim is true" in own
    assert "sim sweep tiny.yaml --vary &#x27;promise=0:1:3&#x27;" in own
    assert own.index("Verdict") < own.index("What is gained")
    assert "nothing is done" in own
    for paragraph in verdict_of(swept, 100.0):
        assert paragraph in own


def test_a_comparison_has_a_page_too(tmp_path: Path) -> None:
    found = answer(experiment(tiny(tmp_path)), folder=tmp_path / "r", purpose="compare")
    text = write_report(found, 100.0).read_text(encoding="utf-8")
    assert "What made the difference" in text
    assert "What is gained" not in text


def test_results_of_another_version_are_shown_without_new_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer(experiment(tiny(tmp_path)), folder=tmp_path / "r")
    monkeypatch.setattr("sim.analysis.answering.model_hash", lambda: "0123456789abcdef")
    text = write_report(reopen(found.folder), 100.0).read_text(encoding="utf-8")
    assert "another version of the model" in text


def test_an_unfinished_sweep_says_so(swept: Answer, tmp_path: Path) -> None:
    rest = Answer(swept.experiment, swept.table.head(14), swept.folder, swept.manifest)
    assert "unfinished: 14 of 24 runs" in verdict_of(rest, 100.0)[-1]


class TestFigures:
    def test_frontier(self, swept: Answer) -> None:
        points = summary(swept.table, FACTORS, 6, 100.0)
        figure = frontier_figure(points, FACTORS, marked=3)
        shown = sorted(x for each in figure.data[:-1] for x in each.x)
        assert shown == pytest.approx(sorted(points["rise"]))
        (origin,) = figure.layout.annotations
        assert (origin.x, origin.y, origin.text) == (0, 0, "nothing is done")
        lines = [each for each in figure.data if each.mode == "lines+markers"]
        assert [each.name for each in lines] == ["frontier, demand 0.9", "frontier, demand 1.1"]
        assert sum(len(each.x) for each in lines) == points["on_frontier"].sum()
        for each in lines:
            assert (np.diff(each.y) >= 0).all(), "more gain for more animosity"

    @pytest.mark.parametrize(("shift", "anchor"), [(-10.0, "right"), (10.0, "left")])
    def test_words_at_the_origin_stand_where_the_dots_leave_them_room(
        self, swept: Answer, shift: float, anchor: str
    ) -> None:
        points = summary(swept.table, FACTORS, 6, 100.0)
        (origin,) = frontier_figure(points.assign(rise=points["rise"] + shift), FACTORS).layout.annotations
        assert origin.xanchor == anchor, "beside the edge they would be cut"

    def test_tipping_map_shows_the_zero_line_where_there_is_one(self, swept: Answer) -> None:
        points = summary(swept.table, FACTORS, 6, 100.0)
        points["net"] = points["policy.promise"] - 0.6
        figure = tipping_figure(points, "policy.promise", "environment.demand")
        heat, line = figure.data
        assert heat.z.tolist() == [pytest.approx([-0.6, -0.1, 0.4])] * 2
        assert heat.zmin == -heat.zmax, "white is zero"
        assert line.contours.start == line.contours.end == 0
        points["net"] = 1.0
        assert len(tipping_figure(points, "policy.promise", "environment.demand").data) == 1

    def test_a_cell_that_may_be_zero_stands_in_brackets(self, swept: Answer) -> None:
        points = summary(swept.table, FACTORS, 6, 100.0)
        points["net"] = points["policy.promise"] - 0.6
        points["net_low"], points["net_high"] = points["net"] - 0.2, points["net"] + 0.2
        alone = points[points["policy.client_mindset"] == 0]
        heat = tipping_figure(alone, "policy.promise", "environment.demand").data[0]
        assert [list(row) for row in heat.text] == [["-0.6", "(-0.1)", "+0.4"]] * 2
        heat = tipping_figure(points, "policy.promise", "environment.demand").data[
            0
        ]  # a mean has no interval of its own
        assert [list(row) for row in heat.text] == [["-0.6", "-0.1", "+0.4"]] * 2

    def test_line_of_one_factor(self, tmp_path: Path) -> None:
        found = answer(experiment(tiny(tmp_path), "promise=1,0,0.5"), folder=tmp_path / "r")
        points = summary(found.table, ["policy.promise"], 6, 100.0)
        band, line = line_figure(points, "policy.promise").data
        assert list(line.x) == [0, 0.5, 1]
        assert len(band.x) == 6
        assert "Where it tips" in write_report(found, 100.0).read_text(encoding="utf-8")

    def test_waterfall_adds_up(self, swept: Answer) -> None:
        closer = look_closer(swept.experiment, 11)
        figure = ledger_figure(closer, "animosity")
        moves = figure.data[0].x[:-1]
        own = swept.point(11)
        assert sum(moves) == pytest.approx((own["animosity"] - own["twin_animosity"]).mean(), abs=1e-12)
        assert figure.data[0].measure[-1] == "total"
        assert len(figure.layout.annotations) == len(moves) + 1

    def test_courses(self, swept: Answer) -> None:
        figure = courses_figure(look_closer(swept.experiment, 11), 6)
        lines = [each for each in figure.data if each.mode == "lines" and each.name]
        assert {each.name for each in lines} == {"with the policy", "without the policy"}
        assert all(list(each.x) == list(range(0, 40, 5)) for each in lines)


def test_the_first_experiment(repository: Path, tmp_path: Path) -> None:
    import sys

    script = repository / "experiments" / "tradeoff.py"
    done = subprocess.run(
        [sys.executable, str(script), "--quick", "--scenario", "small_shop", "--output", str(tmp_path / "r")],
        capture_output=True, text=True, timeout=300, cwd=repository,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Of 12 policies at some values of demand" in done.stdout
    assert (tmp_path / "r" / "report.html").stat().st_size > 1_000_000
    assert f"`{script.name}`" in (script.parent / "README.md").read_text(encoding="utf-8")
