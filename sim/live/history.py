"""What the charts draw: some measures of every office by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sim.measures import MEASURES, sums, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.lanes import Lanes, Numbers

COLUMNS = (
    "productivity", "animosity", "morale", "cynicism", "cooperation", "camaraderie", "mindset", "service_quality",
    "response_time", "satisfaction", "turnover", "strain", "revenue", "peer_camaraderie", "customers",
)  # fmt: skip
"""The measures that are kept, in their order."""

SIDES = 4
"""The policy, the twin, and where another run has branched off the first one, with the twin that it was measured against."""

POLICY, TWIN, FIRST, FIRST_TWIN = range(SIDES)

Rows = npt.NDArray[np.float32]

_BLOCK = 2_500


class History:
    """The measures by day: 240 bytes a day, so that even the longest run takes little.

    Attributes:
        rows: Shape (days with room, sides, columns); NaN where an office has not lived a day or nothing happened.
        known: How many days the first run is known for, which may lie ahead of the others.
    """

    def __init__(self) -> None:
        self.rows: Rows = np.full((_BLOCK, SIDES, len(COLUMNS)), np.nan, dtype=np.float32)
        self.known = 0

    def write(self, lanes: Lanes, counts: Mapping[str, Numbers], first: int, last: int, *, one_world: bool) -> None:
        """Note the days first, …, last - 1 of some lanes: policy, twin, and the first run where there is a third.

        Args:
            lanes: The lanes.
            counts: What the organization fixes.
            first: The first of the days.
            last: The day after the last of them.
            one_world: Whether the twin is the first run's too: no shock came that the first run did not live through.
        """
        self._reach(last)
        added = whole(sums(lanes.tally[first:last], lanes.office_days[first:last], counts))
        for column, name in enumerate(COLUMNS):
            values = MEASURES[name].read(added)
            self.rows[first:last, : values.shape[1], column] = values
        if one_world:
            self.rows[first:last, FIRST_TWIN] = self.rows[first:last, TWIN]
        self.known = max(self.known, last)

    def branch(self, day: int, *, keep: bool) -> None:
        """Forget the offices' days from a day on.

        Args:
            day: The day.
            keep: Whether the policy's line and the twin's, as they are now, become those of the first run.
        """
        if keep:
            self.rows[: self.known, [FIRST, FIRST_TWIN]] = self.rows[: self.known, [POLICY, TWIN]]
        self.rows[day : self.known, :FIRST] = np.nan

    def course(self, side: int, column: str, days: int) -> Numbers:
        """One measure of one office on the days before a day: (days,)."""
        return self.rows[:days, side, COLUMNS.index(column)].astype(np.float64)

    def _reach(self, days: int) -> None:
        more = -(-(days - len(self.rows)) // _BLOCK) * _BLOCK
        if more > 0:
            room = np.full((more, SIDES, len(COLUMNS)), np.nan, dtype=np.float32)
            self.rows = np.concatenate([self.rows, room])
