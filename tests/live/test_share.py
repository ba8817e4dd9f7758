"""A shared file holds what the live view would show, and nothing that could break out of it."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from unpacking import film_of, head_of, inside

from sim.cli import main
from sim.experiment import DesignError
from sim.live.chapters import Telling
from sim.live.frames import picture
from sim.live.offices import Offices
from sim.live.opening import path_of
from sim.live.sharing.axes import Axis, parse_axes, policies, usual_axes
from sim.live.sharing.box import Box
from sim.live.sharing.bundling import BundleError, bundle
from sim.live.sharing.page import page
from sim.live.sharing.recording import Wish, record
from sim.live.story import goes_on, lived_anew
from sim.scenario import load, shipped, with_values

SMALL, DAYS, SEED = "small_shop", 80, 7


def silent(done: int, many: int) -> None:
    assert 0 < done <= many


@pytest.fixture(scope="module")
def box() -> Box:
    scenario = load(SMALL)
    return record(Wish(scenario, SMALL, SEED, DAYS, parse_axes(["promise=0:1:3", "recognition=0,1"], scenario)), silent)


@pytest.fixture(scope="module")
def read(box: Box) -> tuple[dict[str, Any], bytes]:
    return head_of(inside(page(box), "recording"))


def live_through(levers: dict[str, float]) -> tuple[Offices, list[bytes]]:
    """The offices as the live view lives them under a policy, and its pictures of the office with the policy."""
    scenario = with_values(load(SMALL), {path_of(name): level for name, level in levers.items()})
    offices = Offices(scenario, SEED)
    pictures = [picture((offices.side(0),)).offices[0]]
    while offices.day < DAYS:
        offices.live(1)
        pictures.append(picture((offices.side(0),)).offices[0])
    return offices, pictures


def test_every_policy_of_the_grid_is_there_once(read: tuple[dict[str, Any], bytes]) -> None:
    head, _ = read
    levers = [tuple(each["levers"].items()) for each in head["policies"]]
    assert len(levers) == len(set(levers)) == 3 * 2 - 1  # the scenario's own policy is recorded anyway
    films = [head["twin"], head["own"], *(each["film"] for each in head["policies"])]
    assert sorted(films) == list(range(7))


@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_film_shows_what_the_live_view_shows(read: tuple[dict[str, Any], bytes], place: int) -> None:
    head, parts = read
    policy = head["policies"][place]
    offices, pictures = live_through(policy["levers"])
    film = film_of(head, parts, policy["film"])
    many = offices.organization.headcount
    planes = np.stack([np.frombuffer(each, np.uint8, 4 * many).reshape(4, many) for each in pictures], axis=1)
    assert np.abs(film.morale / 63 - planes[0] / 255).max() <= 0.5 / 63 + 1e-9
    assert np.abs(film.piles / 10 - planes[2] / 255).max() <= 0.5 / 10 + 1e-9
    assert np.array_equal(film.flags, planes[3])
    assert np.array_equal(film.rows, offices.history.rows[:DAYS, 0], equal_nan=True)  # to the last bit
    every = [int.from_bytes(each[4 * many + 2 : 4 * many + 6], "little") for each in pictures]
    assert film.pulses.tolist() == every
    assert film.grudges.shape == (DAYS // 5 + 1,)


def test_the_twin_is_kept_once_and_is_the_office_without(read: tuple[dict[str, Any], bytes]) -> None:
    head, parts = read
    offices, _ = live_through({})
    assert np.array_equal(film_of(head, parts, head["twin"]).rows, offices.history.rows[:DAYS, 1], equal_nan=True)
    assert np.array_equal(film_of(head, parts, head["own"]).rows, offices.history.rows[:DAYS, 0], equal_nan=True)


def test_the_same_wish_makes_the_same_file(box: Box) -> None:
    scenario = load(SMALL)
    again = record(
        Wish(scenario, SMALL, SEED, DAYS, parse_axes(["promise=0:1:3", "recognition=0,1"], scenario)), silent
    )
    assert page(again) == page(box)


def test_a_title_cannot_break_out() -> None:
    title = "</title></script><script>alert(1)</script><!-- & \u2028"
    scenario = load(SMALL).model_copy(update={"title": title})
    text = page(record(Wish(scenario, SMALL, 1, 5, (Axis(("promise",), ((0.0,), (1.0,))),)), silent))
    assert "alert(1)</script>" not in text
    assert f"<title>{html.escape(title)}: two offices</title>" in text
    assert head_of(inside(text, "recording"))[0]["stage"]["scenario"]["title"] == title
    assert text.count("<script") == text.count("</script>") == 3
    assert "default-src 'none'" in text


def test_the_file_names_nothing_beyond_itself(box: Box) -> None:
    text = page(box)
    without = text.replace(inside(text, "plotly").decode(), "")
    for word in ('src="', "url(", "@import", "http://", "https://"):
        found = [line for line in without.splitlines() if word in line and "www.w3.org" not in line]
        assert not [line[:200] for line in found if len(line) < 100_000], word


@pytest.mark.parametrize("name", sorted(shipped()))
def test_usual_sliders(name: str) -> None:
    scenario = load(name)
    for days in (250, 600):
        axes = usual_axes(scenario, days)
        assert 2 <= len(axes) <= 3
        assert 9 <= len(policies(axes)) <= 64
        assert len({lever for axis in axes for lever in axis.levers}) == sum(len(axis.levers) for axis in axes)
        for axis in axes:
            assert axis.stops[0] == (0.0,) * len(axis.levers)
            assert axis.stops[-1] == (1.0,) * len(axis.levers)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("promise", "says no values"),
        ("promse=0:1:3", "did you mean"),
        ("promise=0:2:3", "out of range"),
        ("market=0:1:3", "no such number"),
        ("policy.start=0:100:3", "is no lever"),
        ("promise+promise=0:1:3", "stands on two sliders"),
        ("promise=0:1:1000", "at most"),
    ],
)
def test_sliders_that_cannot_be(text: str, told: str) -> None:
    with pytest.raises(DesignError, match=told):
        parse_axes([text], load(SMALL))


def test_levers_that_share_a_slider() -> None:
    (axis,) = parse_axes(["recognition+policy.promise+policy.scope.peers=0,0.4"], load(SMALL))
    assert axis == Axis(("recognition", "promise", "scope_peers"), ((0.0, 0.0, 0.0), (0.4, 0.4, 0.4)))


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ({"a.js": 'import { b } from "./b.js";\n'}, "not there"),
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}, "one another"),
        ({"a.js": 'import b from "./b.js";\n'}, "form"),
        ({"a.js": "export default 1;\n"}, "form"),
        ({"a.js": "const end = '</script>';\n"}, "tag"),
    ],
)
def test_modules_that_cannot_be_put_together(sources: dict[str, str], told: str) -> None:
    with pytest.raises(BundleError, match=told):
        bundle(sources, "a.js")


def test_another_ending_is_refused_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, told in (
        (["-o", str(tmp_path / "demo.yaml")], "does not end in .html"),
        (["-o", str(tmp_path / "demo.html"), "--vary", "policy.start=1,2"], "is no lever"),
        (["-o", str(tmp_path / "demo.html"), "--days", "0"], "1<=x<="),
        ([], "--output"),
    ):
        with pytest.raises(SystemExit) as left:
            main(["share", SMALL, *arguments])
        assert left.value.code == 2
        assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_a_file_and_says_its_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "demo.html"
    with pytest.raises(SystemExit) as left:
        main(["share", SMALL, "-o", str(target), "--vary", "promise=0,1", "--days", "70"])
    assert left.value.code == 0
    told = capsys.readouterr().err
    assert f"Wrote {target}" in told
    assert f"{target.stat().st_size / 1e6:.1f} MB" in told
    assert str(tmp_path) not in target.read_text(encoding="utf-8")


STORY = "story_wise_manager"


@pytest.fixture(scope="module")
def told_story() -> tuple[dict[str, Any], bytes]:
    scenario = load(STORY)
    wish = Wish(scenario, STORY, 1, 30, (Axis(("promise",), ((0.0,), (1.0,))),))
    return head_of(inside(page(record(wish, silent)), "recording"))


def test_a_story_is_recorded_as_it_is_told(told_story: tuple[dict[str, Any], bytes]) -> None:
    head, parts = told_story
    offices, telling = Offices(load(STORY), 1), Telling(load(STORY))
    assert [each["pair"] for each in head["story"]["chapters"]] == [0, 0, 1, 2]
    for number, chapter in enumerate(head["story"]["chapters"]):
        entry = telling.enter(number)
        if number == 0:
            lived_anew(offices, telling, 0, lambda _: None)
        else:
            assert goes_on(offices, telling, entry, in_order=True)
        telling.look(offices.side(0))
        assert (chapter["from"], chapter["message"]) == (entry.day, telling.message())
        offices.live(telling.run_to - offices.day)
        telling.guess(12.0)
        telling.arrive()
        telling.reveal(offices.side(0), offices.side(1))
        asked, live = chapter["message"]["guess"], telling.message()["reveal"]
        place = 1 + round((12.0 - asked["low"]) / asked["step"])
        assert chapter["words"][place] == live["words"]
        assert chapter["texts"][place if len(chapter["texts"]) > 1 else 0] == live["text"]
        assert chapter["reveal"]["shown"] == live["shown"]
        for lane, film in enumerate(head["story"]["pairs"][chapter["pair"]]):
            rows = film_of(head, parts, film).rows[: telling.run_to]
            assert np.array_equal(rows, offices.history.rows[: telling.run_to, lane], equal_nan=True)
