"""Who speaks to the room: of several windows the one that asked, until its question is answered.

The phones show one question. A second window that came to a question meanwhile would take the first one's guesses away, or
close, reveal and forget what was never its own; so it is told that the room is busy, and goes on without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.live.room import Room
    from sim.live.session import Session

BUSY = "The room is answering a question of another window, so it is not asked here. This window can go on without it."
"""What a window is told that may not ask."""

NOBODY_ELSES = {"open": False, "count": 0, "guesses": [], "bins": []}
"""What a window that did not ask sees of the guesses."""


class Lectern:
    """The place from which one session at a time speaks to the room.

    Attributes:
        room: The room.
        speaker: Whose question the phones show, or showed last.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self.speaker: Session | None = None

    def ask(self, session: Session) -> str | None:
        """Show the phones the question of a session's chapter, or none where it asks none.

        Returns:
            Why they are not shown it; None where they are.
        """
        assert session.telling is not None  # whoever asks tells a story
        guess, chapter = session.telling.message()["guess"], session.telling.chapter
        if guess is None:
            self.leave(session)
            return None
        if self._is_taken_from(session):
            return BUSY
        self.speaker = session
        self.room.pose(guess, chapter.title, chapter.question)
        return None

    def close(self, session: Session) -> None:
        """Take no more guesses of a session's question."""
        if self.speaker is session:
            self.room.close()

    def guesses(self, session: Session) -> tuple[float, ...]:
        """What was guessed of a session's question."""
        return tuple(self.room.guesses) if self.speaker is session else ()

    def tell(self, session: Session) -> None:
        """Show the phones what came of a session's question."""
        if self.speaker is session and session.telling is not None:
            self.room.tell(session.telling.message()["reveal"])

    def leave(self, session: Session) -> None:
        """Ask nothing any more, where it was this session that asked."""
        if self.speaker is session:
            self.speaker = None
            self.room.clear()

    def message(self, session: Session, address: str) -> dict[str, Any]:
        """What a session's page shows of the room: the guesses only where it asked for them.

        Args:
            session: The session.
            address: Where the phones find the room.
        """
        told = self.room.message(address)
        return told if self.speaker is session else {**told, **NOBODY_ELSES}

    def _is_taken_from(self, session: Session) -> bool:
        """Whether another session's question still waits for its answer, and somebody looks on there."""
        other = self.speaker
        if other is None or other is session or other.viewer is None or other.telling is None:
            return False
        return other.telling.phase != "revealed"
