"""One viewer's session: its offices, the clock that lets them live, and what the page asks of them.

Whatever touches the offices runs in a thread beside the event loop, one thing at a time (:attr:`Session.turn`), so that
commands take effect between days. Time goes on only while a page is connected.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from sim.live import commands as asked
from sim.live.acting import act
from sim.live.opening import Moment, in_words

if TYPE_CHECKING:
    from sim.live.chapters import Telling
    from sim.live.hall import Hall
    from sim.live.offices import Offices
    from sim.live.shown import Shown
    from sim.live.viewer import Viewer

Result = TypeVar("Result")

LATEST = 0.5
"""Seconds that the clock may be behind before it gives up: a laptop that slept does not live the night in one go."""

UPDATES = 20.0
"""Updates a second at most; faster than that, several days are lived in one go."""

PER_SECOND = 2.0
"""Verdicts a second at most."""


class Session:
    """A session; :class:`sim.live.hall.Hall` makes and keeps them.

    Attributes:
        token: What a page says to come back to it.
        hall: Where it is kept.
        offices: The offices; none until the first scenario is open.
        key: The name under which their scenario was asked for.
        telling: The story that is told, if any.
        in_order: Whether the offices have lived what the story says, and nothing else.
        playing: Whether time goes on.
        speed: Days a second.
        beside: Which office stands on the right: 1 the twin, 2 the first run.
        busy: What takes a while just now, in words.
        viewer: The page that looks on.
        left_at: When the last page left.
    """

    def __init__(self, token: str, hall: Hall) -> None:
        self.token, self.hall = token, hall
        self.offices: Offices | None = None
        self.key = ""
        self.telling: Telling | None = None
        self.in_order = False
        self.playing, self.speed, self.beside = False, 5.0, 1
        self.busy: str | None = None
        self.viewer: Viewer | None = None
        self.left_at, self.opened = time.monotonic(), 0
        self.shown: Shown | None = None
        self.turn = asyncio.Lock()
        self._changed = asyncio.Event()
        self._weighed = 0.0
        self._loop = asyncio.get_running_loop()
        self._clock = self._loop.create_task(self._let_live())

    async def begin(self, viewer: Viewer, moment: Moment | None) -> None:
        """Let a page look on: the one before leaves; without offices the moment is opened first."""
        if self.viewer is not None and self.viewer is not viewer:
            self.viewer.leave(4001, "This session goes on in another window.")
        self.viewer = viewer
        async with self.turn:
            if moment is not None and self.offices is None:
                await self.open(moment)
            await self.tell_stage()
            await self.beside_loop(self.show)
            self.tell_all()
        self._changed.set()

    def end(self, viewer: Viewer) -> None:
        """A page has gone."""
        if self.viewer is viewer:
            self.viewer, self.left_at = None, time.monotonic()

    def close(self, words: str) -> None:
        """Give the session up, and say so to the page; its offices go at once, and not when somebody collects them."""
        self._clock.cancel()
        self._clock.add_done_callback(lambda _: self._let_go())
        if self.viewer is not None:
            self.viewer.leave(4002, words)

    def _let_go(self) -> None:
        self.offices = self.telling = self.shown = None

    async def do(self, command: asked.Command, viewer: Viewer) -> None:
        """Do what a page asks for. Whatever goes wrong is told to it."""
        async with self.turn:
            try:
                await act(self, command)
            except Exception as error:
                viewer.tell({"is": "problem", "text": in_words(error)})
            finally:
                self.busy = None
            self.tell_all()
        self._changed.set()

    async def open(self, moment: Moment) -> None:
        """Open the offices of a moment, in the place of those that there are; a broken scenario is told to the page."""
        from sim.live.opening import open_moment

        self.say_busy(self.hall.word_of_waiting())
        try:
            offices, key, notices = await self.beside_loop(lambda: open_moment(self.hall, moment, self.say_busy))
        except Exception as error:
            self.busy = None
            instead = self.offices is None and moment != self.hall.fallback
            self.tell(
                {"is": "problem", "text": in_words(error) + (self.hall.word_of_fallback(moment) if instead else "")}
            )
            if instead:
                await self.open(self.hall.fallback)
            return
        self.offices, self.key, self.telling = offices, key, None
        if self.hall.lectern is not None:
            self.hall.lectern.leave(self)
        self.opened += 1
        self.playing, self.busy, self.beside = False, None, 1
        for notice in notices:
            self.tell({"is": "notice", "text": notice})
        await self.beside_loop(self.show)

    async def beside_loop(self, work: Callable[[], Result]) -> Result:
        """Do something in a thread."""
        return await self._loop.run_in_executor(self.hall.threads, work)

    def show(self) -> None:
        """Draw the offices as they stand; in the session's thread."""
        from sim.live.frames import picture
        from sim.live.shown import Shown

        offices = self.offices
        if offices is None:
            return
        drawn = picture((offices.side(0), offices.side(self.beside)))
        self.shown = Shown(
            0 if self.shown is None else self.shown.version + 1,
            (self.opened, offices.generation),
            drawn,
            offices.history.rows,
            offices.history.known,
            offices.has_first,
            self.playing,
        )

    def say_busy(self, words: str | None) -> None:
        """Say what takes a while; from any thread."""
        self.busy = words
        self._loop.call_soon_threadsafe(self._tell_busy, words)

    def tell(self, message: dict[str, Any]) -> None:
        """Send a message to the page, if there is one."""
        if self.viewer is not None:
            self.viewer.tell(message)

    def tell_later(self, message: dict[str, Any]) -> None:
        """Send a message to the page; from any thread."""
        self._loop.call_soon_threadsafe(self.tell, message)

    async def tell_stage(self) -> None:
        """Tell what is drawn and does not change."""
        from sim.live.stage import stage

        offices = self.offices
        if offices is not None:
            told = await self.beside_loop(lambda: {**stage(offices, self.key), "scenarios": self.hall.scenarios()})
            self.tell({"is": "stage", **told, "token": self.token})

    def tell_all(self) -> None:
        """Tell how things stand, and let a new frame go."""
        from sim.live.telling import state

        if self.offices is None or self.viewer is None:
            return
        self.tell({"is": "state", **state(self)})
        self._weigh(at_once=True)
        self.viewer.wake.set()

    def _tell_busy(self, words: str | None) -> None:
        from sim.live.telling import state

        if self.offices is None and words:
            self.tell({"is": "notice", "text": words})
        elif self.offices is not None:
            self.tell({"is": "state", **state(self)})

    def _weigh(self, *, at_once: bool) -> None:
        from sim.live.weighing import weigh

        offices, now = self.offices, self._loop.time()
        if offices is None or (not at_once and now - self._weighed < 1.0 / PER_SECOND):
            return
        self._weighed = now
        last_day = offices.scenario.days if self.telling is None else None  # a story ends with what it reveals
        self.tell(weigh(offices.side(0), offices.side(1), last_day))

    @property
    def _runs(self) -> bool:
        return self.playing and self.viewer is not None

    async def _let_live(self) -> None:
        """The clock: as many days a second as the speed says, as far as the machine can."""
        due = self._loop.time()
        while True:
            if not self._runs:
                self._changed.clear()
                await self._changed.wait()
                due = self._loop.time()
                continue
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            if self._loop.time() - due > LATEST:
                due = self._loop.time()
            days = max(1, round(self.speed / UPDATES))
            due += days / self.speed
            async with self.turn:
                if self._runs:
                    await self._live(days)

    async def _live(self, days: int) -> None:
        from sim.live.acting import live
        from sim.live.telling import has_turned

        assert self.offices is not None  # nothing lives before a scenario is open
        offices, since = self.offices, self.offices.day
        try:
            await self.beside_loop(lambda: live(self, days))
        except Exception as error:
            self.playing = False
            self.tell({"is": "problem", "text": in_words(error)})
        if not self.playing or has_turned(offices, since):
            self.tell_all()
            return
        self._weigh(at_once=False)
        if self.viewer is not None:
            self.viewer.wake.set()
