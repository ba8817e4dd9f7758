"""Offices of a session: they go back, branch, are lived again from their log, and take bounded memory; and their clock."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_view import small_offices

from sim.live.acting import act, live
from sim.live.chapters import Telling
from sim.live.commands import understood
from sim.live.events import replay
from sim.live.hall import MOST_SESSIONS, Hall
from sim.live.history import COLUMNS, FIRST, FIRST_TWIN, POLICY, SIDES, TWIN
from sim.live.offices import Offices
from sim.live.opening import LiveError, Moment, do, open_moment
from sim.live.session import LATEST
from sim.live.shocks import SHOCKS
from sim.live.snapshots import MOST, STATE
from sim.live.story import lived_anew
from sim.live.telling import course_of, state
from sim.live.viewer import Viewer
from sim.live.weighing import gone_on, weigh
from sim.policy import W, X
from sim.scenario import load


def same(one: Offices, other: Offices) -> bool:
    """Whether two sessions' offices are the same, bit for bit."""
    return one.day == other.day and all(
        np.array_equal(getattr(one.lanes, name), getattr(other.lanes, name)) for name in STATE
    )


def test_going_back_lives_the_same_days_again() -> None:
    offices = small_offices()
    offices.live(130)
    there = small_offices()
    there.live(97)
    offices.go_to(97)
    assert same(offices, there)
    offices.go_to(130)
    there.live(33)
    assert same(offices, there)
    assert not offices.has_first


def test_a_lever_moved_after_going_back_leaves_the_first_run_beside() -> None:
    offices = small_offices()
    offices.live(200)
    before = offices.history.rows[:200, POLICY].copy()
    offices.go_to(80)
    assert not offices.has_first
    offices.move("promise", 0.0, 0)
    assert offices.has_first
    assert np.array_equal(offices.history.rows[:200, FIRST], before, equal_nan=True)
    offices.live(120)
    assert np.array_equal(offices.history.rows[:200, FIRST], before, equal_nan=True)
    assert not np.array_equal(offices.history.rows[:200, POLICY], before, equal_nan=True)
    first = small_offices()
    first.live(200)
    assert np.array_equal(offices.side(FIRST).people, first.side(POLICY).people)


def test_going_back_before_a_branch_keeps_the_first_run() -> None:
    offices = small_offices()
    offices.live(150)
    offices.go_to(100)
    offices.move("promise", 1.0, 10)
    offices.live(20)
    offices.go_to(40)
    offices.move("recognition", 1.0, 10)
    offices.live(110)
    plain = small_offices()
    plain.live(150)
    assert np.array_equal(offices.side(FIRST).people, plain.side(POLICY).people)
    assert offices.plans[POLICY].heading(150)["promise"] == load("small_shop").policy.promise


def test_the_first_run_stays_measured_against_its_own_twin() -> None:
    """A shock in the branch changes the twin: what the first run had gained against the twin of its days stays."""
    offices = small_offices()
    offices.live(120)
    before = offices.history.rows[:120].copy()
    offices.go_to(40)
    offices.strike("recession", SHOCKS["recession"].on(40))
    offices.live(110)
    rows = offices.history.rows
    assert not np.array_equal(rows[:120, TWIN], before[:, TWIN], equal_nan=True)
    assert np.array_equal(rows[:120, FIRST], before[:, POLICY], equal_nan=True)
    assert np.array_equal(rows[:120, FIRST_TWIN], before[:, TWIN], equal_nan=True)
    assert np.isnan(rows[120:150, FIRST_TWIN]).all()  # nobody has lived those days without the shock and the policy


def test_the_first_run_shares_the_twin_as_long_as_no_shock_parts_them() -> None:
    offices = small_offices()
    offices.live(60)
    offices.go_to(40)
    offices.move("promise", 1.0, 0)
    offices.live(60)
    rows = offices.history.rows
    assert np.array_equal(rows[:100, FIRST_TWIN], rows[:100, TWIN], equal_nan=True)
    assert np.isfinite(rows[60:100, FIRST_TWIN]).any()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("live"), st.integers(1, 60)),
        st.tuples(st.just("go_to"), st.floats(0, 1)),
        st.tuples(st.sampled_from(["promise", "scope_peers", "recognition"]), st.floats(0, 1)),
        st.tuples(st.sampled_from(sorted(SHOCKS)), st.just(1.0)),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25)
@given(STEPS)
def test_the_log_makes_the_same_session_again(steps: list[tuple[str, float]]) -> None:
    offices = small_offices()
    for what, value in steps:
        if what == "live":
            offices.live(int(value))
        elif what == "go_to":
            offices.go_to(int(value * offices.history.known))
        else:
            do(offices, "shock" if what in SHOCKS else "lever", what, value)
    again = replay(offices.scenario, offices.seed, offices.events, offices.day)
    assert same(offices, again)
    assert np.array_equal(offices.history.rows[: offices.day], again.history.rows[: offices.day], equal_nan=True)


def test_levers_take_effect_tomorrow_with_the_ramp_of_the_policy() -> None:
    offices = small_offices("policy.ramp=10", "policy.promise=0.2")
    offices.live(100)
    do(offices, "lever", "promise", 0.8)
    assert offices.plans[POLICY].levers(100, 111)[:, X.promise] == pytest.approx(np.linspace(0.2, 0.8, 11))
    assert offices.plans[POLICY].heading(100)["promise"] == 0.8
    do(offices, "lever", "scope_peers", 0.0)
    assert offices.plans[POLICY].levers(100, 101)[0, X.scope_peers] == 0.0
    assert (offices.plans[TWIN].levers(100, 111) == offices.plans[TWIN].levers(0, 1)).all()


def test_a_moved_lever_forgets_what_the_scenario_planned_for_it() -> None:
    offices = small_offices("policy.start=60")
    do(offices, "lever", "promise", 0.1)
    assert offices.plans[POLICY].levers(0, 200)[-1, X.promise] == pytest.approx(0.1)


def test_shocks_come_over_both_offices_from_tomorrow_on() -> None:
    offices = small_offices()
    offices.live(30)
    do(offices, "shock", "recession", 1.0)
    for side in (POLICY, TWIN):
        world = offices.plans[side].world(0, 200)
        assert (world[:30, W.market] == 1.0).all()
        assert world[60, W.market] == pytest.approx(0.7)
        assert world[60, W.hiring] == 0.0
    do(offices, "shock", "layoff", 1.0)
    assert offices.plans[TWIN].world(30, 31)[0, W.market] < 1.0
    offices.live(20)
    assert offices.lanes.tally[45:50].shape[0] == 5


def test_the_scenario_goes_on_after_its_last_day() -> None:
    offices = small_offices("days=100")
    offices.live(400)
    levers = offices.plans[POLICY].levers(0, 400)
    assert (levers[100:] == levers[99]).all()


def test_long_play_takes_no_more_memory() -> None:
    offices = small_offices()
    offices.live(3_000)
    assert len(offices.snapshots.kept) <= MOST
    assert len(offices.lanes.levers) <= offices.day + 500
    assert offices.snapshots.kept[0].day == 0
    gaps = np.diff([each.day for each in offices.snapshots.kept])
    assert gaps.max() <= 400
    assert offices.history.rows.nbytes <= 4 * SIDES * len(COLUMNS) * (offices.day + 2_500)


def test_no_day_comes_after_the_last() -> None:
    offices = small_offices()
    offices.__dict__["most_days"] = 40
    assert offices.live(1_000) == 40
    assert offices.live(1) == 0
    with pytest.raises(ValueError, match="allowed are 0 to 40"):
        offices.go_to(41)


def test_a_pair_is_weighed_by_its_last_days() -> None:
    offices = small_offices()
    assert weigh(offices.side(0), offices.side(1))["gain"] is None
    offices.live(300)
    told = weigh(offices.side(0), offices.side(1))
    work, twin = (offices.side(side).course("productivity") for side in (0, 1))
    assert told["gain"] == pytest.approx(
        100 * (work[-25:].mean() / twin[-25:].mean() - 1), abs=1e-3
    )  # as the chart draws it
    assert told["net"] == pytest.approx(told["gain"] - told["price"], abs=1e-3)
    assert "one pair" in told["text"]


def test_a_break_even_day_that_has_been_told_stays() -> None:
    """Days that follow do not move it, as long as the gain stays gone."""

    class Fading:
        """Gains two percent, and after day 60 loses one more in every ten days."""

        def __init__(self, day: int, *, policy: bool) -> None:
            self.day, self.policy = day, policy

        def course(self, name: str) -> np.ndarray:
            if name == "animosity":
                return np.zeros(self.day)
            over = np.maximum(0, np.arange(self.day) - 60)
            return np.full(self.day, 0.3) * (1.02 - over / 1000 if self.policy else 1.0 - over / 2000)

    told = [weigh(Fading(day, policy=True), Fading(day, policy=False)) for day in (60, 150, 200, 400)]  # type: ignore[arg-type]
    assert [each["break_even_day"] for each in told] == [None, 112, 112, 112]
    assert told[-1]["text"].endswith("Not worth its price since day 112.")  # the words of the chart


@pytest.mark.parametrize(
    ("net", "day"),
    [
        ([0.2, 0.4, -1.0], None),  # there was no gain to lose
        ([1.0, 2.0, 1.0], None),  # it lasts
        ([1.0, 2.0, -1.0, 0.0], 26),
        ([1.0, -2.0, 1.0, -1.0], 27),
        ([], None),
    ],
)
def test_the_gain_is_gone_after_the_last_day_above(net: list[float], day: int | None) -> None:
    assert gone_on(np.array(net)) == day


def test_a_link_restores_the_moment() -> None:
    hall = Hall("small_shop")
    told = understood('{"do":"hello","moves":[{"day":20,"do":"lever","name":"promise","value":0.9}],"day":50}')
    moment = Moment(moves=tuple(told.moves), day=50)  # type: ignore[attr-defined]
    offices, key, _ = open_moment(hall, moment, print)
    other = small_offices()
    other.live(20)
    do(other, "lever", "promise", 0.9)
    other.live(30)
    assert key == "small_shop"
    assert same(offices, other)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment("../../etc/passwd"), "There is no scenario"),
        (Moment("/etc/passwd"), "There is no scenario"),
    ],
)
def test_what_a_link_may_not_ask_for(moment: Moment, words: str) -> None:
    with pytest.raises(LiveError, match=words):
        open_moment(Hall("small_shop"), moment, print)


def test_time_goes_on_while_a_page_looks_and_sleep_is_not_made_up_for() -> None:
    async def play() -> None:
        hall, clock = Hall("small_shop"), asyncio.get_running_loop().time
        session, _ = hall.session(None)
        viewer = Viewer(clock)
        await session.begin(viewer, Moment())
        assert session.offices is not None
        await session.do(understood('{"do":"speed","days_per_second":20}'), viewer)
        await session.do(understood('{"do":"play"}'), viewer)
        async with asyncio.timeout(60):
            while session.offices.day < 1:
                await asyncio.sleep(0.02)
        first = session.offices.day
        time.sleep(2.5)  # the loop stands still, as on a laptop that sleeps: 50 days
        woken = clock()
        await asyncio.sleep(0.2)
        assert session.offices.day - first <= 20.0 * (clock() - woken + LATEST) + 2.0
        session.end(viewer)
        async with session.turn:  # a day that is under way is lived to its end
            last = session.offices.day
        await asyncio.sleep(0.3)
        assert session.offices.day == last
        hall.close()

    asyncio.run(play())


def test_so_many_sessions_are_kept_and_each_is_its_own() -> None:
    async def many() -> None:
        hall = Hall("small_shop")
        made = [hall.session(None)[0] for _ in range(MOST_SESSIONS)]
        assert hall.session(made[0].token) == (made[0], True)
        viewer = Viewer(asyncio.get_running_loop().time)
        await made[0].begin(viewer, Moment())
        hall.session(None)
        assert hall.session(made[0].token)[1], "one that is looked at was given up before one that is not"
        assert not hall.session(made[1].token)[1]
        hall.close()
        assert viewer.closing == 4002

    asyncio.run(many())


def test_the_page_is_told_what_is_planned_and_where_levers_are_heading() -> None:
    async def look() -> None:
        hall = Hall("small_shop")
        session, _ = hall.session(None)
        await session.begin(Viewer(asyncio.get_running_loop().time), Moment())
        assert session.offices is not None
        told = state(session)
        assert {(each["day"], each["name"]) for each in told["planned"]} == {(60, "client_mindset"), (60, "promise")}
        assert told["levers"]["promise"] == 0.0
        session.offices.live(65)
        told = state(session)
        assert told["planned"] == []
        assert told["levers"]["promise"] == 0.5
        assert 0.0 < told["now"]["promise"] < 0.5
        assert {each["name"] for each in told["happened"]} == {"client_mindset", "promise"}
        hall.close()

    asyncio.run(look())


def test_what_the_scenario_takes_back_is_told_as_well() -> None:
    told = load("small_shop", ("policy.promise={level: 0.9, start: 10, ramp: 4, end: 30}",))
    offices = Offices(told, 1)
    assert [(each["day"], each["value"]) for each in course_of(offices.plans[POLICY]) if each["name"] == "promise"] == [
        (10, 0.9),
        (30, 0.0),
    ]
    assert [offices.plans[POLICY].heading(day)["promise"] for day in (9, 12, 20, 31, 40)] == [0.0, 0.9, 0.9, 0.0, 0.0]


def test_levers_on_the_page_follow_the_scenario_while_it_runs() -> None:
    """The page is told at once when what was in store begins, and not only when somebody pauses."""

    async def run() -> None:
        hall = Hall("small_shop")
        session, _ = hall.session(None)
        viewer = Viewer(asyncio.get_running_loop().time)
        await session.begin(viewer, Moment())
        assert session.offices is not None
        session.offices.live(58)
        session.playing = True
        async with session.turn:  # whoever lives holds the turn; without it the clock would live days in between
            for day, levers in ((59, []), (60, [0.5])):
                viewer._waiting.clear()
                await session._live(1)
                assert session.offices.day == day
                assert [each["levers"]["promise"] for each in viewer._waiting if each["is"] == "state"] == levers
        hall.close()

    asyncio.run(run())


def test_a_first_start_says_that_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.experiment.is_cold", lambda: True)

    async def begin() -> list[str]:
        hall = Hall("small_shop")
        session, _ = hall.session(None)
        viewer = Viewer(asyncio.get_running_loop().time)
        await session.begin(viewer, Moment())
        hall.close()
        return viewer.texts()

    assert "Compiling the model" in asyncio.run(begin())[0]


def test_what_cannot_be_done_is_said() -> None:
    async def ask() -> list[str]:
        hall = Hall("small_shop")
        session, _ = hall.session(None)
        viewer = Viewer(asyncio.get_running_loop().time)
        await session.begin(viewer, Moment())
        viewer.texts()
        said = []
        for command in (
            '{"do":"beside","what":"first"}',
            '{"do":"rewind","day":1000000000}',
            '{"do":"why","what":"person","who":99}',
            '{"do":"scenario","name":"/etc/passwd"}',
            '{"do":"guess","value":1}',
            '{"do":"reveal"}',
            '{"do":"hello"}',
        ):
            await session.do(understood(command), viewer)
            said.append("".join(each for each in viewer.texts() if '"problem"' in each))
        assert session.offices is not None
        assert session.offices.day == 0
        with pytest.raises(LiveError):
            await act(session, understood('{"do":"hello"}'))
        hall.close()
        return said

    for text in asyncio.run(ask()):
        assert text


@pytest.mark.parametrize("name", ["story_wise_manager"])  # its chapters go back, too
def test_a_story_is_told_from_its_first_chapter_to_its_last(name: str) -> None:
    async def tell() -> None:
        hall = Hall(name)
        session, _ = hall.session(None)
        viewer = Viewer(asyncio.get_running_loop().time)
        await session.begin(viewer, Moment())
        count = len(load(name).chapters)
        for number in range(count):
            await act(
                session, understood(f'{{"do":"chapter","to":{"0" if number == 0 else chr(34) + "next" + chr(34)}}}')
            )
            telling, offices = session.telling, session.offices
            assert telling is not None
            assert offices is not None
            assert telling.number == number
            if telling.phase == "guess":
                await act(session, understood('{"do":"play"}'))
                assert not session.playing
                await act(session, understood('{"do":"guess","value":null}'))
            live(session, 100_000)
            assert (telling.phase, offices.day) == ("arrived", telling.run_to)
            await act(session, understood('{"do":"reveal"}'))
            assert telling.message()["reveal"]["met"], telling.message()["reveal"]["text"]
        straight = _straight_to_the_last(name)
        for side in (POLICY, TWIN):
            assert np.array_equal(offices.side(side).people, straight.side(side).people)
        again = replay(offices.scenario, offices.seed, offices.events, offices.day)
        assert same(offices, again)
        await act(session, understood('{"do":"chapter","to":"leave"}'))
        assert session.telling is None
        now = offices.plans[POLICY].levers(offices.day, offices.day + 500)
        assert (now == now[0]).all()
        hall.close()

    asyncio.run(tell())


def _straight_to_the_last(name: str) -> Offices:
    """The same story by its script alone."""
    offices, telling = Offices(load(name), 1), Telling(load(name))
    telling.enter(len(telling.chapters) - 1)
    lived_anew(offices, telling, telling.run_to, print)
    return offices


def test_a_session_that_is_given_up_lets_its_offices_go() -> None:
    async def many() -> None:
        hall = Hall("small_shop")
        session, _ = hall.session(None)
        viewer = Viewer(asyncio.get_running_loop().time)
        await session.begin(viewer, Moment())
        session.end(viewer)
        gone = weakref.ref(session.offices)
        for _ in range(MOST_SESSIONS):
            hall.session(None)
        gc.disable()  # what is kept in a circle would go some time, and tens of megabytes wait for it
        try:
            async with asyncio.timeout(10):
                while gone() is not None:
                    await asyncio.sleep(0.01)
        finally:
            gc.enable()
        hall.close()

    asyncio.run(many())
