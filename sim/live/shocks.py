"""What can be sent over the offices at the press of a button."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario import Recession, Surge

CAMPAIGN = {"client_mindset": 0.8, "promise": 0.8}
"""The levers that a campaign moves, and how far."""


@dataclass(frozen=True, slots=True)
class Button:
    """A shock with a name for people.

    Attributes:
        title: What stands on the button.
        meaning: What it does.
        shock: The shock; none for the campaign, which moves levers of the policy's office.
    """

    title: str
    meaning: str
    shock: Recession | Surge | None

    def on(self, day: int) -> Recession | Surge:
        """The shock, beginning on a day."""
        assert self.shock is not None  # the campaign moves levers
        return self.shock.model_copy(update={"start": day})


_RECESSION = Recession(kind="recession")
_SURGE = Surge(kind="surge")
_LAYOFF = Recession(kind="recession", fall=0.0, jobs=1.0, length=_RECESSION.onset)

SHOCKS = {
    "recession": Button(
        "recession",
        f"both offices: demand falls by {_RECESSION.fall:.0%}, {_RECESSION.layoffs:.0%} of the staff are laid off, nobody"
        f" is hired for {_RECESSION.length} days",
        _RECESSION,
    ),
    "surge": Button("surge", f"both offices: demand rises by {_SURGE.rise:.0%} for {_SURGE.length} days", _SURGE),
    "layoff": Button(
        "layoff",
        f"both offices: {_LAYOFF.layoffs:.0%} of the staff are laid off within {_LAYOFF.onset} days, while demand stays",
        _LAYOFF,
    ),
    "campaign": Button(
        "campaign",
        "the office with the policy: " + " and ".join(f"{name} to {level:g}" for name, level in CAMPAIGN.items()),
        None,
    ),
}
"""The buttons by name."""
