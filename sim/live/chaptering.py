"""Stories in a session: a chapter is entered, the room guesses, the offices run, and what happened is revealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.live import commands as asked
from sim.live.chapters import ChapterError, Telling
from sim.live.story import goes_on, lived_anew

if TYPE_CHECKING:
    from sim.live.offices import Offices
    from sim.live.session import Session


async def tell(session: Session, offices: Offices, command: asked.Chapter | asked.Guess) -> None:
    """Turn to a chapter, leave the story, or take a guess.

    Raises:
        ChapterError: If the story does not allow it.
    """
    if isinstance(command, asked.Guess):
        _telling(session).guess(command.value)
        return
    if command.to == "leave":
        await leave(session, offices)
        return
    await session.beside_loop(lambda: _turn(session, offices, command.to))
    session.playing = False
    await session.beside_loop(session.show)
    if (lectern := session.hall.lectern) is not None and (words := lectern.ask(session)) is not None:
        session.tell({"is": "notice", "text": words})


async def leave(session: Session, offices: Offices) -> None:
    """Leave the story, if one is told; the levers stay where they stand."""
    if session.telling is not None:
        await session.beside_loop(offices.hold)
    session.telling, session.in_order = None, False
    if (lectern := session.hall.lectern) is not None:
        lectern.leave(session)


async def play_freely(session: Session, offices: Offices, refusal: str) -> None:
    """Whoever does something of their own once the last chapter is revealed leaves the story with it.

    Args:
        session: The session.
        offices: Its offices.
        refusal: What is said while the story is still told.

    Raises:
        ChapterError: If it is still told.
    """
    if session.telling is None:
        return
    if not session.telling.is_over:
        raise ChapterError(refusal)
    await leave(session, offices)
    session.tell({"is": "notice", "text": "The story is over and left: time and levers are yours."})


async def reveal(session: Session, offices: Offices) -> None:
    """Say what happened.

    Raises:
        ChapterError: If the chapter has not come to its end.
    """
    telling, lectern = _telling(session), session.hall.lectern
    guesses = () if lectern is None else lectern.guesses(session)
    await session.beside_loop(lambda: telling.reveal(offices.side(0), offices.side(1), guesses))
    if lectern is not None:
        lectern.tell(session)


def may_not_live(session: Session) -> str | None:
    """Why time may not go on in a chapter; None where it may. The room's guesses are closed then."""
    telling = _telling(session)
    if not telling.may_run:
        return {
            "guess": "First the guess: what will happen? Give one, or skip it.",
            "arrived": "This chapter's days are over: reveal what happened.",
        }.get(telling.phase, "This chapter is told: go on to the next, or leave the story to play on your own.")
    if session.hall.lectern is not None:
        session.hall.lectern.close(session)
    return None


def _telling(session: Session) -> Telling:
    from sim.live.opening import LiveError

    if session.telling is None:
        raise LiveError("No story is being told: open one first.")
    return session.telling


def _turn(session: Session, offices: Offices, to: int | str) -> None:
    """Bring the offices to where a chapter begins; in the session's thread."""
    from sim.live.offices import Offices as Anew

    opened = session.telling is None
    telling = session.telling or Telling(offices.scenario)
    entry = telling.next() if to == "next" and not opened else telling.enter(0 if to == "next" else int(to))
    in_order = session.in_order and not opened and (entry.follows or telling.chapter.back_to is not None)
    session.say_busy(f"going to day {entry.day} …")
    if not goes_on(offices, telling, entry, in_order=in_order):
        offices = Anew(offices.scenario, offices.seed)
        lived_anew(offices, telling, entry.day, session.hall.go_on)
        session.offices, session.opened, session.beside = offices, session.opened + 1, 1
    session.telling, session.in_order = telling, True
    telling.look(offices.side(0))
