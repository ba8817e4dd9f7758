"""The room joins: phones on the same network send one prediction each, and see what came of it; they change nothing."""

from __future__ import annotations

import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.live.spread import bins

MOST_PHONES = 500
"""Phones at once; of those that have not guessed, the one that came first makes way."""

LARGEST_GUESS = 200
"""Bytes of a guess as it is sent."""

BURST = 120
"""Requests that one address may make at once."""

PER_SECOND = 40.0
"""Requests a second that one address may make for long: a phone makes one every two seconds, and phones may share one."""

MOST_ADDRESSES = 2_000
"""Addresses whose requests are counted."""

_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 6


class RoomError(ValueError):
    """A guess that is not taken; the text is written for whoever holds the phone."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the room is asked.

    Attributes:
        number: Which question it is, from 1.
        title: The chapter.
        text: The question.
        guess: What is guessed, as :meth:`sim.live.chapters.Telling.message` describes it.
    """

    number: int
    title: str
    text: str
    guess: Mapping[str, Any]


class Room:
    """The phones of a room, the question that they are asked, and their guesses.

    Nothing is known of a phone but a random name that this program gave it, and nothing is kept when the program ends.

    Attributes:
        code: The word in the room's address; new with each room.
        question: What is asked; None where nothing is.
        open: Whether guesses are taken.
        version: Grows with whatever changes.
        changed: Called after each change.
    """

    def __init__(self, changed: Callable[[], object] = lambda: None) -> None:
        self.code = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
        self.question: Question | None = None
        self.open = False
        self.version = 0
        self.changed = changed
        self._number = 0
        self._reveal: Mapping[str, Any] | None = None
        self._phones: OrderedDict[str, float | None] = OrderedDict()

    def pose(self, guess: Mapping[str, Any], title: str, text: str) -> None:
        """Ask a question; guesses of the one before are forgotten.

        Args:
            guess: ``guess`` of :meth:`sim.live.chapters.Telling.message`.
            title: The chapter.
            text: The question.
        """
        self._number += 1
        self.question = Question(self._number, title, text, dict(guess))
        self._begin(is_open=True)

    def close(self) -> None:
        """Take no more guesses, since the run begins."""
        if self.open:
            self.open = False
            self._tell_of_change()

    def tell(self, reveal: Mapping[str, Any]) -> None:
        """Show what happened.

        Args:
            reveal: ``reveal`` of :meth:`sim.live.chapters.Telling.message`.
        """
        self.open = False
        self._reveal = dict(reveal)
        self._tell_of_change()

    def clear(self) -> None:
        """Ask nothing."""
        if self.question is not None:
            self.question = None
            self._begin(is_open=False)

    def _begin(self, *, is_open: bool) -> None:
        self.open, self._reveal = is_open, None
        self._phones = OrderedDict.fromkeys(self._phones)
        self._tell_of_change()

    @property
    def guesses(self) -> list[float]:
        """The guesses of the question that is asked, in the order of the phones."""
        return [each for each in self._phones.values() if each is not None]

    def join(self, phone: str | None) -> str:
        """Let a phone in.

        Args:
            phone: The name that it was given before; None where it has none.

        Returns:
            Its name: the same where it is known.
        """
        if phone is not None and phone in self._phones:
            return phone
        if len(self._phones) >= MOST_PHONES:
            idle = next((name for name, guess in self._phones.items() if guess is None), None)
            if idle is None:
                raise RoomError("This room is full.")
            del self._phones[idle]
        name = secrets.token_urlsafe(16)
        self._phones[name] = None
        return name

    def take(self, phone: str | None, number: object, value: object) -> float:
        """Take a phone's guess; it takes the place of an earlier one of the same phone.

        Args:
            phone: The phone's name.
            number: The number of the question that it answers.
            value: The guess.

        Returns:
            The guess as it was taken.

        Raises:
            RoomError: If the phone is not known, nothing is asked now, or the guess is out of range.
        """
        if phone is None or phone not in self._phones:
            raise RoomError("This phone is not known here. Load the page again.")
        if not self.open or self.question is None or number != self.question.number:
            raise RoomError("No guesses are taken now.")
        low, high = float(self.question.guess["low"]), float(self.question.guess["high"])
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise RoomError("This guess is not a number.")
        if not low <= value <= high:
            raise RoomError(f"A guess may lie between {low:g} and {high:g}.")
        self._phones[phone] = float(value)
        self._tell_of_change()
        return float(value)

    def seen_by(self, phone: str | None) -> dict[str, Any]:
        """What one phone is shown: plain data.

        Args:
            phone: The phone's name; None for one that is not known.
        """
        if self.question is None:
            return {"phase": "wait"}
        asked = self.question
        told: dict[str, Any] = {
            "phase": "guess" if self.open else "run" if self._reveal is None else "shown",
            "number": asked.number,
            "title": asked.title,
            "text": asked.text,
            **{name: asked.guess[name] for name in ("title", "unit", "low", "high", "step") if name != "title"},
            "measure": asked.guess["title"],
            "guess": self._phones.get(phone) if phone is not None else None,
            "count": len(self.guesses),
        }
        if self._reveal is not None:  # the others' guesses are shown when nobody can follow them any more
            told |= {"shown": self._reveal["shown"], "words": self._reveal["words"], "bins": self._bins()}
        return told

    def message(self, url: str) -> dict[str, Any]:
        """What the page that is projected shows of the room: plain data.

        Args:
            url: Where the phones find the room.
        """
        return {
            "is": "room",
            "url": url,
            "code": self.code,
            "open": self.open,
            "phones": len(self._phones),
            "count": len(self.guesses),
            "guesses": self.guesses,
            "bins": self._bins(),
        }

    def _bins(self) -> list[dict[str, float | int]]:
        if self.question is None:
            return []
        return bins(self.guesses, float(self.question.guess["low"]), float(self.question.guess["high"]))

    def _tell_of_change(self) -> None:
        self.version += 1
        self.changed()


class Gate:
    """Counts the requests of each address, and says which are too many."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def lets_in(self, address: str) -> bool:
        """Whether an address may make one more request now."""
        now = self._now()
        left, at = self._left.pop(address, (float(BURST), now))
        left = min(float(BURST), left + (now - at) * PER_SECOND)
        self._left[address] = (max(0.0, left - 1.0), now)
        if len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        return left >= 1.0
