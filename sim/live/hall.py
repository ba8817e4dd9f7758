"""Where sessions are kept: so many at once, each on its own, an old one given up for a new one."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.live.lectern import Lectern
from sim.live.opening import LiveError, Moment
from sim.live.session import Session

if TYPE_CHECKING:
    from sim.live.room import Room
    from sim.scenario import Scenario

MOST_SESSIONS = 8
"""How many sessions are kept at once."""

KEPT_FOR = 1800.0
"""Seconds for which a session waits for its page to come back."""

FALLBACK = "story_promise"
"""The scenario with which the view opens: a story, since a trainer stands before a room and something is to happen."""

THREADS = 4
"""How many sessions can live at the same time; more take turns."""


class Hall:
    """All sessions, and what they share.

    Attributes:
        given: The scenario that was given at the start, as a path or a name.
        seed: The seed with which sessions begin.
        room: Where phones send their predictions, with ``--room``.
        lectern: From where one session at a time asks them.
        address: Where the phones find it.
        qr_svg: The same as a picture for their cameras.
        threads: Where the offices live.
    """

    def __init__(self, given: str = FALLBACK, *, seed: int = 1, room: Room | None = None) -> None:
        self.given, self.seed, self.room = given, seed, room
        self.lectern = None if room is None else Lectern(room)
        self.address = self.qr_svg = ""
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="sim-live")
        self._is_closed = False
        self._sessions: dict[str, Session] = {}
        self._titles: list[dict[str, Any]] = []
        self._guard = threading.Lock()

    @property
    def key(self) -> str:
        """The name under which a page asks for the scenario that was given at the start."""
        from sim.scenario import shipped

        return self.given if self.given in shipped() else Path(self.given).name

    @property
    def fallback(self) -> Moment:
        """What is opened where the scenario that was given is broken."""
        return Moment(FALLBACK, self.seed)

    def word_of_fallback(self, moment: Moment) -> str:
        """What is opened where a moment cannot be, and how to come to it once it is mended."""
        from sim.scenario import load, shipped

        told = f"\n\nOpened instead: “{load(FALLBACK).title}”."
        if moment.scenario in (None, self.key) and self.given not in shipped():
            told += f" Mend {self.key} and choose it from the list of scenarios; it is read again then."
        return told

    def has_place(self, token: str | None) -> bool:
        """Whether a page may have the session of a token, or a new one: one that is looked at is given up for no other."""
        return (
            token in self._sessions or sum(each.viewer is not None for each in self._sessions.values()) < MOST_SESSIONS
        )

    def session(self, token: str | None) -> tuple[Session, bool]:
        """The session of a token, and whether it is there already; a new one where there is none of that name."""
        self._sweep()
        if token is not None and token in self._sessions:
            return self._sessions[token], True
        while len(self._sessions) >= MOST_SESSIONS:
            oldest = min(self._sessions.values(), key=lambda each: (each.viewer is not None, each.left_at))
            self._drop(oldest, "So many windows are open that this session was given up for a newer one.")
        made = Session(secrets.token_urlsafe(16), self)
        self._sessions[made.token] = made
        return made, False

    def go_on(self, day: int = 0) -> None:  # noqa: ARG002 - the form of what is told how far something has come
        """Do nothing, unless the program ends: then whoever lives through many days stops.

        Raises:
            LiveError: If the program ends.
        """
        if self._is_closed:
            raise LiveError("The program was ended.")

    def close(self) -> None:
        """Give all sessions up."""
        self._is_closed = True
        for each in list(self._sessions.values()):
            self._drop(each, "The program was ended.")
        self.threads.shutdown(wait=False, cancel_futures=True)

    def load(self, key: str | None) -> tuple[str, Scenario]:
        """A scenario by the name that pages use: one that comes with the program, or the one given at the start.

        Raises:
            LiveError: If it is neither.
            ScenarioError: If it cannot be used.
        """
        from sim.scenario import load, shipped

        if key is None or key == self.key:
            return self.key, load(self.given)
        if key not in shipped():
            raise LiveError(f"There is no scenario {key[:60]!r} here; choose one of the list.")
        return key, load(key)

    def scenarios(self) -> list[dict[str, Any]]:
        """The scenarios to choose from: name, title, and whether they tell a story. Read once; broken ones by name."""
        from sim.scenario import ScenarioError, load, shipped

        with self._guard:
            if self._titles:
                return self._titles
            names = dict.fromkeys([self.key, *shipped()])
            for name in names:
                try:
                    told = load(self.given if name == self.key else name)
                except ScenarioError:
                    self._titles.append({"name": name, "title": name, "has_chapters": False})
                    continue
                title = told.title or name.replace("_", " ")
                self._titles.append({"name": name, "title": title, "has_chapters": bool(told.chapters)})
            return self._titles

    def word_of_waiting(self) -> str:
        """What is said while a scenario opens."""
        from sim.experiment import is_cold

        if is_cold():
            return "Compiling the model for the first time on this machine; this takes about half a minute …"
        return "Opening the office …"

    async def tell_room(self) -> None:
        """Tell every page what the phones say, when it has changed, at most twice a second; until it is cancelled."""
        told: dict[int, int] = {}
        while self.lectern is not None:
            await asyncio.sleep(0.5)
            now = self.lectern.room.version
            looked_at = {id(each.viewer): each for each in self._sessions.values() if each.viewer is not None}
            for name, session in looked_at.items():
                if told.get(name) != now:
                    session.tell({**self.lectern.message(session, self.address), "qr_svg": self.qr_svg})
            told = dict.fromkeys(looked_at, now)

    def _sweep(self) -> None:
        now = time.monotonic()
        for each in list(self._sessions.values()):
            if each.viewer is None and now - each.left_at > KEPT_FOR:
                self._drop(each, "")

    def _drop(self, session: Session, words: str) -> None:
        self._sessions.pop(session.token, None)
        if self.lectern is not None:
            self.lectern.leave(session)
        session.close(words)
