"""Two windows of a trainer and one room: predictions go to the window that asked, and to no other."""

from __future__ import annotations

import asyncio
from typing import Any

from sim.live.acting import live
from sim.live.commands import understood
from sim.live.hall import Hall
from sim.live.opening import Moment
from sim.live.room import Room
from sim.live.session import Session
from sim.live.viewer import Viewer

STORY = "story_promise"


class Window:
    """A trainer's window: a session and what its page was told."""

    def __init__(self, hall: Hall) -> None:
        self.session: Session = hall.session(None)[0]
        self.viewer = Viewer(asyncio.get_running_loop().time)

    async def does(self, *commands: str) -> str:
        for command in commands:
            await self.session.do(understood(command), self.viewer)
        return "".join(self.viewer.texts())

    async def asks(self) -> str:
        """Go on to the first chapter that asks for a guess."""
        await self.does('{"do":"chapter","to":0}')
        await self.runs()
        return await self.does('{"do":"chapter","to":"next"}')

    async def runs(self) -> None:
        await self.does('{"do":"play"}')
        async with self.session.turn:
            live(self.session, 10_000)
        await self.does('{"do":"reveal"}')

    @property
    def reveal(self) -> dict[str, Any]:
        assert self.session.telling is not None
        told: dict[str, Any] = self.session.telling.message()["reveal"]
        return told


def guess(room: Room, value: float) -> None:
    assert room.question is not None
    room.take(room.join(None), room.question.number, value)


def test_predictions_go_to_the_window_that_asked() -> None:
    async def teach() -> None:
        room = Room()
        hall = Hall(STORY, room=room)
        one, other = Window(hall), Window(hall)
        for each in (one, other):
            await each.session.begin(each.viewer, Moment())
        assert hall.lectern is not None
        await one.asks()
        assert room.open
        guess(room, 10.0)
        assert "question of another window" in await other.asks()
        assert room.guesses == [10.0]
        assert hall.lectern.message(one.session, "")["count"] == 1
        assert hall.lectern.message(other.session, "")["guesses"] == []
        await other.does('{"do":"guess","value":null}')
        await other.runs()
        assert other.reveal["room"] is None
        await other.does('{"do":"chapter","to":"leave"}', '{"do":"scenario","name":"small_shop"}')
        assert room.open, "what another window does closes nothing"
        guess(room, 20.0)
        await one.does('{"do":"guess","value":0}')
        await one.runs()
        assert one.reveal["room"]["count"] == 2
        assert not room.open
        hall.close()

    asyncio.run(teach())


def test_a_question_that_nobody_waits_for_makes_place() -> None:
    async def teach() -> None:
        room = Room()
        hall = Hall(STORY, room=room)
        one, other = Window(hall), Window(hall)
        for each in (one, other):
            await each.session.begin(each.viewer, Moment())
        await one.asks()
        one.session.end(one.viewer)  # this window was closed
        await other.asks()
        assert room.open
        assert hall.lectern is not None
        assert hall.lectern.speaker is other.session
        await one.session.begin(one.viewer, None)  # and is opened again: its question is not asked any more
        await one.does('{"do":"chapter","to":"leave"}')
        assert room.open
        await other.does('{"do":"scenario","name":"small_shop"}')
        assert room.question is None
        hall.close()

    asyncio.run(teach())
