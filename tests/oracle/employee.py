"""An employee, or rather a chair: whoever sits on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import mesa

from oracle.luck import Draw, draw
from oracle.tie import Tie
from sim.ledger import ENTRIES
from sim.quantity import quantities
from sim.state import PersonDay, PersonState, Traits

if TYPE_CHECKING:
    from oracle.office import Office
    from oracle.team import Team
    from sim.organization import Organization

GIVEN = ("own_work", "facing", "skill_mean")
"""What the organization says about every chair."""

DRAWN = ("load", "skill", "entitlement", "morale_set", "cynicism_set", "cooperation_set")
"""What the organization may say about the founding member on a chair; what it does not say is drawn."""


class Employee(mesa.Agent):
    """One employee, with the quantities of ``Traits``, ``PersonState`` and ``PersonDay`` as attributes.

    Attributes:
        department: Number of the own department.
        team: The own team.
        boss: The own boss, if there is one.
        boss_present: Whether the boss is there this evening; likewise ``boss_mood`` and ``boss_mindset``.
        ties: Ties on which this employee is the client.
        serves: Ties on which this employee is the provider.
        ledger: Today's changes by line of the ledger.
    """

    team: Team
    boss: Employee | None
    boss_present: float
    boss_mood: float
    boss_mindset: float

    def __init__(self, office: Office, organization: Organization, number: int) -> None:
        super().__init__(office)
        self.office = office
        self.number = number
        self.address = int(organization.person_address[number])
        self.department = int(organization.department[number])
        self.ties: list[Tie] = []
        self.serves: list[Tie] = []
        for group in (Traits, PersonState, PersonDay):
            for declared in quantities(group):
                setattr(self, declared.name, declared.default)
        for name in GIVEN:
            setattr(self, name, float(getattr(organization, name)[number]))
        founding = {name: float(getattr(organization, name)[number]) for name in DRAWN}
        self.founding_traits = {name: value for name, value in founding.items() if not math.isnan(value)}
        self.open_ledger()

    @property
    def there(self) -> bool:
        """Whether somebody sits on the chair."""
        return bool(self.vacant <= 0.0)

    def luck(self, purpose: int) -> Draw:
        """Today's draw for this employee."""
        return draw(self.office.seed, purpose, self.office.day, self.address)

    def open_ledger(self) -> None:
        """Begin the day with a blank page."""
        self.ledger = {entry.name: 0.0 for entry in ENTRIES}

    def moved(self, entry: str, value: float, change: float) -> float:
        """The value after a change, cut to [0, 1]; what is left of the change after cutting is booked."""
        new = min(1.0, max(0.0, value + change))
        self.ledger[entry] += new - value
        return new
