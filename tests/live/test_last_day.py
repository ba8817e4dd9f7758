"""Play comes to rest on the scenario's last day, and what stands there is what ``sim compare`` says of the same seed."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest

from sim.cli import main
from sim.live.acting import act, live
from sim.live.commands import understood
from sim.live.hall import Hall
from sim.live.history import COLUMNS
from sim.live.offices import Offices
from sim.live.opening import Moment
from sim.live.viewer import Viewer
from sim.live.weighing import weigh
from sim.measures import last_quarter
from sim.scenario import load

SEED = 7


def test_play_rests_on_the_last_day_and_goes_on_when_asked_again() -> None:
    async def play() -> None:
        hall = Hall("small_shop")
        session, _ = hall.session(None)
        viewer = Viewer(asyncio.get_running_loop().time)
        await session.begin(viewer, Moment())
        offices = session.offices
        assert offices is not None
        last = offices.scenario.days
        async with session.turn:
            await act(session, understood('{"do":"play"}'))
            live(session, last - 3)
            assert session.playing
            live(session, 10)
            assert (offices.day, session.playing) == (last, False)
            await asyncio.sleep(0)  # the notice comes by the loop
            assert "the last day of this scenario" in "".join(viewer.texts())
            await act(session, understood('{"do":"play"}'))
            live(session, 10)
            assert (offices.day, session.playing) == (last + 10, True)
            await act(session, understood(f'{{"do":"rewind","day":{last - 20}}}'))
            await act(session, understood('{"do":"play"}'))
            live(session, 1_000)
            assert (offices.day, session.playing) == (last, False)
        hall.close()

    asyncio.run(play())


def test_the_last_day_agrees_with_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(
            ["compare", "small_shop", "--replications", "1", "--seed", str(SEED), "--json", "-o", str(tmp_path / "run")]
        )
    assert left.value.code == 0
    compared = json.loads(capsys.readouterr().out)["measures"]
    offices = Offices(load("small_shop"), SEED)
    offices.live(offices.scenario.days)
    for name in COLUMNS:
        for side, office in enumerate(("policy", "twin")):
            shown = last_quarter(offices.side(side).course(name))
            assert float(shown) == pytest.approx(compared[name][office], rel=1e-5), (
                name
            )  # the page keeps 4 bytes a number
    text = weigh(offices.side(0), offices.side(1), offices.scenario.days)["text"]
    work, twin_work = (compared["productivity"][office] for office in ("policy", "twin"))
    assert f"productivity {work:.4f} against {twin_work:.4f}" in text
    gain, more = re.search(r"([\d.]+) % (more|less) work done", text).groups()  # type: ignore[union-attr]
    assert float(gain) * (1 if more == "more" else -1) == pytest.approx(compared["productivity"]["percent"], abs=0.051)


def test_before_and_after_the_last_day_the_latest_days_are_told() -> None:
    offices = Offices(load("small_shop"), SEED)
    last = offices.scenario.days
    for days in (last - 1, 2):
        offices.live(days)
        assert "over the last 25 days" in weigh(offices.side(0), offices.side(1), last)["text"]
