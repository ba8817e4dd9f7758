"""What each command of a page does to its session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from sim.live import commands as asked
from sim.live.opening import LiveError, Moment, do

if TYPE_CHECKING:
    from sim.live.offices import Offices
    from sim.live.session import Session

MOST_EVENTS = 5_000
"""How many things can be done in one run: more are not kept, and so not allowed."""

LONG_WAY = 500
"""Days back from which on the page is told that it takes a moment."""


LEVERS_REST = "While a chapter is told the levers rest: the story moves them. Leave the story to move them yourself."
CHAPTERS_GO_BACK = "In a story its chapters go back: turn to one, or leave the story to go back on your own."


async def act(session: Session, command: asked.Command) -> None:
    """Do what a page asks for.

    Args:
        session: The session; its turn is taken.
        command: The command.

    Raises:
        LiveError: If it cannot be done, in words; so do scenarios and chapters with errors of their own.
    """
    if isinstance(command, asked.Choose):
        await _anew(session, Moment(command.name, session.offices.seed if session.offices else session.hall.seed))
        return
    if session.offices is None:
        raise LiveError("No scenario is open: choose one.")
    done = _DONE.get(type(command))
    if done is None:
        raise LiveError("A session begins with hello once only.")
    await done(session, session.offices, command)


def live(session: Session, days: int) -> None:
    """Let the offices of a session live some days, as far as its story and its end allow; in the session's thread."""
    offices, telling = session.offices, session.telling
    assert offices is not None  # nothing lives before a scenario is open
    stop = _end(offices) if telling is None else min(offices.most_days, telling.stops_at)
    offices.live(min(days, max(0, stop - offices.day)))
    if offices.day >= stop:
        session.playing = False
        if telling is not None:
            telling.arrive()
        else:
            session.tell_later({"is": "notice", "text": _last_day(offices)})
    session.show()


def _end(offices: Offices) -> int:
    """Where play comes to rest: the scenario's last day, and once that is over, the last one that can be lived."""
    last = offices.scenario.days
    return last if offices.day < last <= offices.most_days else offices.most_days


async def _simple(session: Session, offices: Offices, command: asked.Simple) -> None:
    if command.do in ("play", "step"):
        if _may_live(session, offices):
            session.playing = command.do == "play"
            if command.do == "step":
                await session.beside_loop(lambda: live(session, 1))
    elif command.do == "pause":
        session.playing = False
        await session.beside_loop(session.show)
    elif command.do == "reset":
        await _anew(session, Moment(session.key, offices.seed))
    else:
        from sim.live.chaptering import reveal

        await reveal(session, offices)


def _may_live(session: Session, offices: Offices) -> bool:
    """Whether time may go on; if not, the page is told why."""
    words = None
    if session.telling is not None:
        from sim.live.chaptering import may_not_live

        words = may_not_live(session)
    if words is None and offices.day >= offices.most_days:
        words = _last_day(offices)
    if words is not None:
        session.playing = False
        session.tell({"is": "notice", "text": words})
    return words is None


def _last_day(offices: Offices) -> str:
    if offices.day < offices.most_days:
        return f"Day {offices.day} is the last day of this scenario. Play goes on beyond it, with all as it stands now."
    years = offices.day // 250
    return f"Day {offices.day} is the last one of a session ({years} years). Reset, or go back to an earlier day."


async def _speed(session: Session, _: Offices, command: asked.Speed) -> None:
    session.speed = command.days_per_second


async def _reseed(session: Session, _: Offices, command: asked.Reseed) -> None:
    await _anew(session, Moment(session.key, command.value))


async def _move(session: Session, offices: Offices, command: asked.MoveLever) -> None:
    from sim.live.chaptering import play_freely

    await play_freely(session, offices, LEVERS_REST)
    await _change(session, lambda: do(offices, "lever", command.name, command.value))


async def _strike(session: Session, offices: Offices, command: asked.Strike) -> None:
    from sim.live.chaptering import play_freely

    await play_freely(session, offices, LEVERS_REST)
    await _change(session, lambda: do(offices, "shock", command.kind, 1.0))


async def _rewind(session: Session, offices: Offices, command: asked.Rewind) -> None:
    from sim.live.chaptering import play_freely

    session.playing = False
    await play_freely(session, offices, CHAPTERS_GO_BACK)
    if offices.day - command.day > LONG_WAY:
        session.say_busy(f"going back to day {command.day} …")
    await _change(session, lambda: offices.go_to(command.day, session.hall.go_on))


async def _change(session: Session, change: Callable[[], None]) -> None:
    """Do something to the offices that their log keeps."""
    assert session.offices is not None  # act() looked
    if len(session.offices.events) >= MOST_EVENTS:
        raise LiveError(f"{MOST_EVENTS} things have been done in this run, and no more are kept: reset to go on.")
    session.in_order = False
    await session.beside_loop(change)
    await session.beside_loop(session.show)


async def _beside(session: Session, offices: Offices, command: asked.Beside) -> None:
    if command.what == "first" and not offices.has_first:
        raise LiveError("There is no first run yet: go back to an earlier day, and move a lever.")
    session.beside = 2 if command.what == "first" else 1
    await session.beside_loop(session.show)


async def _why(session: Session, offices: Offices, command: asked.Why) -> None:
    from sim.live.why import why

    lane = 0 if command.office == 0 else session.beside
    told = await session.beside_loop(lambda: why(offices.side(lane), command.what, command.who, command.since))
    session.tell({"is": "why", **told, "office": command.office})


async def _story(session: Session, offices: Offices, command: asked.Chapter | asked.Guess) -> None:
    from sim.live.chaptering import tell

    await tell(session, offices, command)


async def _anew(session: Session, moment: Moment) -> None:
    """Open a scenario anew."""
    before = session.opened
    await session.open(moment)
    if session.opened != before:
        await session.tell_stage()


_DONE: dict[type[asked.Command], Callable[[Session, Offices, Any], Awaitable[None]]] = {
    asked.Simple: _simple,
    asked.Speed: _speed,
    asked.Reseed: _reseed,
    asked.MoveLever: _move,
    asked.Strike: _strike,
    asked.Rewind: _rewind,
    asked.Beside: _beside,
    asked.Why: _why,
    asked.Chapter: _story,
    asked.Guess: _story,
}
