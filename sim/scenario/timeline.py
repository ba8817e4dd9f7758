"""The part ``policy`` of a scenario: how far each lever is pulled, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, create_model, model_validator
from pydantic_core import InitErrorDetails

from sim.policy import Levers
from sim.quantity import DEFINITION, Declared, Quantity, quantities, quantity
from sim.scenario.dates import LAST_DAY, Day
from sim.scenario.parts import EMPTY_IF_NOTHING, mistake, refuse

LEVERS: dict[str, Quantity] = {each.name: each for each in quantities(Levers)}
"""The declared levers by name."""

SCOPE = "scope_"
"""How the names of the levers begin that stand in the section ``scope``."""


class Change(Declared):
    """A lever is brought to a level, held, and perhaps let go."""

    level: float = Field(..., ge=0.0, le=1.0, description="how far the lever is pulled")
    start: Day | None = Field(
        None,
        ge=0,
        le=LAST_DAY,
        description="day on which the change begins; policy.start where none is given",
    )
    ramp: int | None = Field(
        None,
        ge=0,
        le=LAST_DAY,
        description="days until the level is reached; policy.ramp where none is given",
    )
    end: Day | None = Field(
        None,
        ge=0,
        le=LAST_DAY,
        description="day on which the lever begins to go back to neutral, as slowly as it came",
    )


def _form(value: object) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "number"
    if isinstance(value, (dict, Change)):
        return "change"
    return "timeline" if isinstance(value, (list, tuple)) else None


def _lever(declared: Quantity) -> Any:
    """The type of a lever's value: a number in its range, one change, or several in order."""
    number = Annotated[float, Field(ge=declared.low, le=declared.high), Tag("number")]
    several = Annotated[tuple[Change, ...], Field(min_length=1, max_length=1000), Tag("timeline")]
    return Annotated[number | Annotated[Change, Tag("change")] | several, Discriminator(_form)]


def _levers(prefix: str) -> dict[str, Any]:
    return {
        name.removeprefix(prefix): (_lever(each), Field(each.default, description=each.meaning))
        for name, each in LEVERS.items()
        if name.startswith(SCOPE) == (prefix == SCOPE)
    }


class _Scope(Declared):
    """Which ties count as client ties. A number holds from the first day, since it does nothing by itself."""


if TYPE_CHECKING:
    Scope = _Scope
else:
    Scope = create_model("Scope", __base__=_Scope, __doc__=_Scope.__doc__, **_levers(SCOPE))


class _Policy(Declared):
    """What management does: each lever a number, a change, or a list of changes in order.

    A number holds from ``start`` to the end of the run, and is reached in ``ramp`` days.
    """

    start: Day = quantity(
        60,
        high=LAST_DAY,
        plausible=(0, 250),
        unit="days",
        meaning="day on which the policy begins",
        source=DEFINITION,
    )
    ramp: int = quantity(
        20,
        high=LAST_DAY,
        plausible=(0, 60),
        unit="days",
        meaning="days until a lever reaches its level",
        source=DEFINITION,
    )
    scope: Annotated[Scope, EMPTY_IF_NOTHING] = Field(Scope(), description="which ties count as client ties")

    def changes(self, lever: str) -> tuple[Change, ...]:
        """The changes of a lever, in order, with start and ramp filled in; none where it stands at neutral.

        Args:
            lever: A name of :class:`sim.policy.Levers`, such as ``promise`` or ``scope_peers``.
        """
        is_scope = lever.startswith(SCOPE)
        value = getattr(self.scope, lever.removeprefix(SCOPE)) if is_scope else getattr(self, lever)
        if isinstance(value, (int, float)):
            neutral = value == LEVERS[lever].default
            first = (0, 0) if is_scope else (self.start, self.ramp)
            return () if neutral else (Change(level=value, start=first[0], ramp=first[1], end=None),)
        changes = (value,) if isinstance(value, Change) else value
        return tuple(
            each.model_copy(
                update={
                    "start": self.start if each.start is None else each.start,
                    "ramp": self.ramp if each.ramp is None else each.ramp,
                }
            )
            for each in changes
        )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        refuse("policy", [each for lever in LEVERS for each in self._out_of_order(lever)])
        return self

    def _out_of_order(self, lever: str) -> Iterator[InitErrorDetails]:
        scope = lever.startswith(SCOPE)
        value = getattr(self.scope, lever.removeprefix(SCOPE)) if scope else getattr(self, lever)
        loc: tuple[str | int, ...] = ("scope", lever.removeprefix(SCOPE)) if scope else (lever,)
        before = -1
        for number, each in enumerate(self.changes(lever)):
            here = (*loc, "timeline", number) if isinstance(value, tuple) else (*loc, "change")
            assert each.start is not None  # changes() filled it in
            if each.start <= before:
                yield mistake(
                    (*here, "start"),
                    each.start,
                    "is not after the change before",
                    found=f"day {each.start}",
                    allowed=f"days after {before}",
                )
            if each.end is not None and each.end <= each.start:
                yield mistake(
                    (*here, "end"),
                    each.end,
                    "is not after the start",
                    found=f"day {each.end}",
                    allowed=f"days after {each.start}",
                )
            before = each.start


if TYPE_CHECKING:
    Policy = _Policy
else:
    Policy = create_model("Policy", __base__=_Policy, __doc__=_Policy.__doc__, **_levers(""))
