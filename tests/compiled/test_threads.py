"""Threads that do phases together are let go whatever happens, and their mistakes come out."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from small_runs import grown, inputs

from sim.compiled.threads import Team, smaller_and_smaller, team, together
from sim.run import live, open_lanes

PATIENCE = 20.0


def others() -> list[threading.Thread]:
    """Threads that do phases for another one."""
    return [each for each in threading.enumerate() if each.name.startswith("sim_")]


def test_pieces_grow_smaller_and_leave_nothing_out() -> None:
    for extent in (0, 1, 2, 5, 64, 1000):
        for threads in (1, 2, 3, 16):
            ends = smaller_and_smaller(extent, threads)
            sizes = [end - begin for begin, end in pairwise(ends)]
            assert (ends[0], ends[-1]) == (0, extent)
            assert sizes[:-1] == sorted(sizes[:-1], reverse=True)
            assert all(size > 0 for size in sizes)


def test_threads_are_let_go_where_not_all_of_them_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that never ends, since some wait for work and nobody is left to give it."""
    submit, made = ThreadPoolExecutor.submit, []

    def no_more_than_one(pool: ThreadPoolExecutor, *what: Any) -> Any:
        if made:
            raise RuntimeError("can't start new thread")
        made.append(1)
        return submit(pool, *what)

    monkeypatch.setattr(ThreadPoolExecutor, "submit", no_more_than_one)
    told: list[str] = []

    def tries() -> None:
        try:
            with together(4):
                told.append("began")
        except RuntimeError as error:
            told.append(str(error))

    trying = threading.Thread(target=tries, daemon=True)
    trying.start()
    trying.join(PATIENCE)
    assert told == ["can't start new thread"]
    assert not others()


def test_teams_end_and_the_one_outside_goes_on() -> None:
    with together(2):
        outer = team()
        with together(3):
            assert team() is not outer
            assert len(others()) == 3
        assert team() is outer
    assert team() is None
    assert not others()


@pytest.mark.parametrize("fails", [0, 1], ids=["the one that gives", "another"])
def test_a_mistake_in_a_piece_comes_out_and_leaves_nothing_behind(fails: int) -> None:
    """An interrupt after which the next phase takes the end of this one for its own."""

    def parts(day: int) -> list[Any]:
        def bad() -> None:
            raise KeyboardInterrupt

        return [bad if k == fails and day == 0 else (lambda: None) for k in range(2)]

    phase: Any = "a phase"
    with together(2):
        doing = team()
        assert isinstance(doing, Team)
        doing._plans[phase] = SimpleNamespace(o=None, parts=parts)  # type: ignore[assignment]
        with pytest.raises(KeyboardInterrupt):
            doing.do(phase, None, 0)
        assert doing._done.empty()
        doing.do(phase, None, 1)
        assert doing._done.empty()


def test_an_interrupt_before_a_day_begins_leaves_nobody_at_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that hangs on Ctrl-C, since one thread waits for another that was stopped before it came."""
    o, told = open_lanes(grown(1), [inputs(1, 5)]), []
    give = Team._give

    def stopped(doing: Team, parts: list[Any], give_up: Any = None) -> None:
        if give_up is None:
            return give(doing, parts)

        def never_comes() -> None:
            raise KeyboardInterrupt

        return give(doing, [never_comes, *parts[1:]], give_up)

    monkeypatch.setattr(Team, "_give", stopped)

    def tries() -> None:
        with pytest.raises(KeyboardInterrupt):
            live(o, 0, 5, threads=3)
        told.append("over")

    trying = threading.Thread(target=tries, daemon=True)
    trying.start()
    trying.join(PATIENCE)
    assert told == ["over"]
    assert not others()
