"""Mechanisms of one's own: what somebody adds to the day without changing the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

if TYPE_CHECKING:
    from sim.model.workplace import Workplace

Slot = Literal["morning", "working_hours", "evening"]
"""The parts of a day (see :mod:`sim.day`), after each of which a mechanism of one's own can act."""

SLOTS: tuple[Slot, ...] = get_args(Slot)

Mechanism = Callable[["Workplace"], Any]
"""Anything that can be called with the workplace, once a day. Its attribute ``after`` names the slot."""

Act = TypeVar("Act", bound=Mechanism)

_DEFAULT: Slot = "evening"


def mechanism(*, after: Slot = _DEFAULT) -> Callable[[Act], Act]:
    """Say after which part of the day a mechanism of one's own acts.

    It may work on employees, in plain Python::

        @mechanism(after="working_hours")
        def coffee_machine(model):
            for employee in model.agents.select(lambda each: each.strain > 0.5):
                employee.mood = min(1.0, employee.mood + 0.02)

    or on arrays, which is faster and open to compilers of your own choice::

        from sim.state import P

        @mechanism(after="evening")
        def sabbatical(model):
            model.people[P.strain] *= 0.99

        Workplace("cubicle_farm", seed=1, mechanisms=[coffee_machine, sabbatical])

    For luck of its own it should use ``model.rng`` or ``model.random``, which nothing else in the model draws from.
    What it changes in mood, morale, cynicism, cooperation, animosity and camaraderie stands in the ledger under the
    mechanism ``by_hand``.

    Args:
        after: ``"morning"`` (work has arrived, requests are made), ``"working_hours"`` (requests are answered, own work
            is done) or ``"evening"`` (the day has sunk in and is written down: what is changed now shows tomorrow).

    Raises:
        ValueError: If there is no such part of the day.
    """
    _check(after)

    def mark(act: Act) -> Act:
        act.after = after  # type: ignore[attr-defined]
        return act

    return mark


def slot_of(act: Mechanism) -> Slot:
    """After which part of the day a mechanism acts; the evening where it does not say.

    Raises:
        TypeError: If it cannot be called.
        ValueError: If it names a part of the day that does not exist.
    """
    if not callable(act):
        raise TypeError(f"a mechanism is called with the workplace; found {act!r}, which cannot be called")
    after: Slot = getattr(act, "after", _DEFAULT)
    return _check(after)


def _check(after: Slot) -> Slot:
    if after not in SLOTS:
        raise ValueError(f"a mechanism acts after one of {', '.join(SLOTS)}; found {after!r}")
    return after
