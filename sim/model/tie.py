"""A tie, client to provider, as a live view on the engine's arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.model.rows import declare_rows
from sim.policy import Kind
from sim.state import TieDay, TieState

if TYPE_CHECKING:
    from sim.lanes import Numbers
    from sim.model.employee import Employee
    from sim.model.office import Office


class Tie:
    """What stands between a client and a provider.

    Every quantity of :class:`sim.state.TieState` and :class:`sim.state.TieDay` is an attribute (``animosity``,
    ``camaraderie``, ``will``, ``backlog`` …); reading and writing it touches the engine's memory.

    Attributes:
        model: The workplace.
        number: The tie's place in the arrays.
    """

    __slots__ = ("model", "number")

    def __init__(self, model: Office, number: int) -> None:
        self.model = model
        self.number = number

    @property
    def rows(self) -> Numbers:
        """All ties' rows, shape (len(T), m)."""
        return self.model.ties

    @property
    def client(self) -> Employee:
        """Who asks."""
        return self.model.employees[int(self.model.lanes.client[self.number])]

    @property
    def provider(self) -> Employee:
        """Who is asked."""
        return self.model.employees[int(self.model.lanes.provider[self.number])]

    @property
    def kind(self) -> str:
        """The kind of tie: department, upward, downward or peer."""
        return Kind(int(self.model.lanes.kind[self.number])).name

    @property
    def weight(self) -> float:
        """Requests a day at nominal activity."""
        return float(self.model.lanes.weight[self.number])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tie) and other.model is self.model and other.number == self.number

    def __hash__(self) -> int:
        return hash((id(self.model), self.number))

    def __repr__(self) -> str:
        return f"<Tie {self.client.name} to {self.provider.name}, {self.kind}>"

    if TYPE_CHECKING:  # the quantities are declared in sim.state and become attributes below

        def __getattr__(self, name: str) -> float: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


declare_rows(Tie, TieState, TieDay)
