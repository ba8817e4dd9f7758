"""Where departments have their rooms and people their desks: drawn from the organization alone, the same every time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.organization import Organization

WIDTH, HEIGHT = 1000.0, 640.0
"""The plane of an office, in units of its own; the page scales it."""

GAP = 6.0
"""Between a room and its neighbours."""

HEADING = 22.0
"""Height of the strip in a room that bears its name."""

ELBOW_ROOM = 6
"""How many people more a room is built for than work in it, so that the smallest has room for its name."""


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle on the plane, from its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def longer_side(self) -> float:
        """The length of the longer side."""
        return max(self.w, self.h)


def rooms(organization: Organization) -> list[Room]:
    """The room of each department, as large as its people need."""
    sizes = [int(size) + ELBOW_ROOM for size in organization.department_sizes]
    order = sorted(range(len(sizes)), key=lambda each: -sizes[each])
    laid = _laid_out([sizes[each] for each in order], Room(0.0, 0.0, WIDTH, HEIGHT))
    made = dict(zip(order, laid, strict=True))
    return [_within(made[number]) for number in range(len(sizes))]


def desks(organization: Organization, laid: Sequence[Room]) -> tuple[list[float], list[float]]:
    """The place of each desk: x and y by person. Bosses sit in front, teams together."""
    xs, ys = [0.0] * organization.headcount, [0.0] * organization.headcount
    for department, room in enumerate(laid):
        here = [each for each in range(organization.headcount) if organization.department[each] == department]
        here.sort(key=lambda each: (int(organization.level[each]), int(organization.team[each]), each))
        width, height = max(1.0, room.w - GAP), max(1.0, room.h - HEADING - GAP)
        columns = max(1, math.ceil(math.sqrt(len(here) * width / height)))
        lines = max(1, math.ceil(len(here) / columns))
        for place, person in enumerate(here):
            xs[person] = round(room.x + GAP / 2 + (place % columns + 0.5) * width / columns, 1)
            ys[person] = round(room.y + HEADING + (place // columns + 0.5) * height / lines, 1)
    return xs, ys


def _laid_out(sizes: Sequence[int], space: Room) -> list[Room]:
    """A squarified treemap: rectangles as square as may be; sizes from large to small."""
    made: list[Room] = []
    left = list(sizes)
    while left:
        row = 1
        while row < len(left) and _worst(left[: row + 1], sum(left), space) <= _worst(left[:row], sum(left), space):
            row += 1
        placed, space = _strip(left[:row], sum(left), space)
        made += placed
        left = left[row:]
    return made


def _worst(row: Sequence[int], total: int, space: Room) -> float:
    """The least square shape in a strip: the ratio of its sides."""
    return max(each.longer_side / min(each.w, each.h) for each in _strip(row, total, space)[0])


def _strip(row: Sequence[int], total: int, space: Room) -> tuple[list[Room], Room]:
    """A strip along the shorter side of a space, and the space that is left."""
    share, placed, before = sum(row) / total, [], 0.0
    for size in row:
        part = size / sum(row)
        if space.w >= space.h:
            placed.append(Room(space.x, space.y + before * space.h, space.w * share, space.h * part))
        else:
            placed.append(Room(space.x + before * space.w, space.y, space.w * part, space.h * share))
        before += part
    if space.w >= space.h:
        return placed, Room(space.x + space.w * share, space.y, space.w * (1 - share), space.h)
    return placed, Room(space.x, space.y + space.h * share, space.w, space.h * (1 - share))


def _within(room: Room) -> Room:
    """A room without the gap to its neighbours, in tenths."""
    return Room(round(room.x + GAP / 2, 1), round(room.y + GAP / 2, 1), round(room.w - GAP, 1), round(room.h - GAP, 1))
