"""A story and whoever plays: while it is told the levers rest, and once it is over time and levers are theirs."""

from __future__ import annotations

import asyncio

import pytest

from sim.live.acting import act, live
from sim.live.chapters import ChapterError
from sim.live.commands import understood
from sim.live.hall import Hall
from sim.live.opening import Moment
from sim.live.session import Session
from sim.live.viewer import Viewer
from sim.scenario import load

STORY = "story_recession"


async def told_to_its_end() -> tuple[Hall, Session, Viewer]:
    hall = Hall(STORY)
    session, _ = hall.session(None)
    viewer = Viewer(asyncio.get_running_loop().time)
    await session.begin(viewer, Moment())
    await act(session, understood(f'{{"do":"chapter","to":{len(load(STORY).chapters) - 1}}}'))
    await act(session, understood('{"do":"guess","value":null}'))
    for command in OWN:
        with pytest.raises(ChapterError, match="the story"):
            await act(session, understood(command))
    live(session, 100_000)
    await act(session, understood('{"do":"reveal"}'))
    viewer.texts()
    return hall, session, viewer


OWN = (
    '{"do":"lever","name":"recognition","value":1}',
    '{"do":"shock","kind":"surge"}',
    '{"do":"rewind","day":30}',
)
"""What whoever plays may do once the story is over."""


@pytest.mark.parametrize("command", OWN)
def test_what_is_done_after_the_end_leaves_the_story_and_is_done(command: str) -> None:
    async def play() -> None:
        hall, session, viewer = await told_to_its_end()
        assert session.telling is not None
        await session.do(understood(command), viewer)
        assert session.telling is None
        told = "".join(viewer.texts())
        assert "The story is over" in told
        assert '"problem"' not in told
        assert session.offices is not None
        assert session.offices.events[-1].do == command.split('"')[3]
        hall.close()

    asyncio.run(play())
