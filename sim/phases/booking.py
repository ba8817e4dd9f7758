"""How a change is made and booked in the ledger."""

from __future__ import annotations

from sim.compiled import inner
from sim.lanes import Numbers


@inner
def moved(ledger: Numbers, keep: bool, entry: int, person: int, lane: int, value: float, change: float) -> float:
    """The value after a change, cut to [0, 1]; what is left of the change after cutting is booked."""
    new = min(1.0, max(0.0, value + change))
    if keep:
        ledger[entry, person, lane] += new - value
    return new


@inner
def due(entry: int, amount: float) -> float:
    """An amount that whoever calls will book: it stands by its line of the ledger, where it can be read what made it."""
    return amount
