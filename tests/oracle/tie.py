"""A tie: what stands between a client and a provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.luck import Draw, draw
from sim.policy import SCOPE_OF_KIND, Kind
from sim.quantity import quantities
from sim.state import TieDay, TieState

if TYPE_CHECKING:
    from oracle.employee import Employee


class Tie:
    """One client's tie to one provider, with the quantities of ``TieState`` and ``TieDay`` as attributes."""

    def __init__(self, client: Employee, provider: Employee, kind: Kind, weight: float, address: int) -> None:
        self.client = client
        self.provider = provider
        self.kind = kind
        self.weight = weight
        self.address = address
        for group in (TieState, TieDay):
            for declared in quantities(group):
                setattr(self, declared.name, declared.default)
        self.will = client.office.coefficients.ordinary_should

    @property
    def upward(self) -> bool:
        """Whether somebody asks the own boss."""
        return self.kind == Kind.upward

    @property
    def peer(self) -> bool:
        """Whether the two are teammates who deal with each other as such."""
        return self.kind == Kind.peer

    @property
    def scope(self) -> float:
        """How far this tie counts as a client tie today."""
        return float(getattr(self.client.office.levers, SCOPE_OF_KIND[self.kind]))

    def luck(self, purpose: int) -> Draw:
        """Today's draw for this tie."""
        office = self.client.office
        return draw(office.seed, purpose, office.day, self.address)
