"""Dawn: today's luck is dealt, and the ledger opens on a blank page."""

from __future__ import annotations

from sim import luck
from sim.compiled import phase
from sim.lanes import Lanes, once


@phase(once)
def shuffle(o: Lanes, day: int, first: int, last: int) -> None:
    """Compute the key of every purpose's draws for the day, and clear yesterday's entries in the ledger."""
    for purpose in range(o.keys.shape[0]):
        for lane in range(o.keys.shape[1]):
            o.keys[purpose, lane] = luck.key(o.seeds[lane], purpose, day)
    o.ledger[:] = 0.0
