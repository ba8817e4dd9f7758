"""What a session shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.live.frames import Picture
    from sim.live.history import Rows


@dataclass(frozen=True, slots=True)
class Shown:
    """What a session shows: made in its thread after each change, read by the loop.

    Attributes:
        version: Grows with each change.
        generation: Which offices, and how often their past has changed.
        picture: The offices.
        history: All rows.
        known: How many days the first run is known for.
        has_first: Whether there is a first run beside.
        is_playing: Whether time goes on.
    """

    version: int
    generation: tuple[int, int]
    picture: Picture
    history: Rows
    known: int
    has_first: bool
    is_playing: bool
