"""What the parts of a scenario have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BeforeValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from sim.quantity import Quantity, quantity

EMPTY_IF_NOTHING = BeforeValidator(lambda value: {} if value is None else value)
"""A section whose lines are all commented out says nothing, and is no mistake."""


def like(declared: Quantity, meaning: str | None = None) -> Any:
    """Declare a field by the declaration of another: the same default, range, unit and source.

    Args:
        declared: The other declaration.
        meaning: What the field means, where that differs.
    """
    return quantity(
        declared.default,
        low=declared.low,
        high=declared.high,
        unit=declared.unit,
        plausible=declared.plausible,
        meaning=meaning or declared.meaning,
        source=declared.source,
    )


def mistake(loc: tuple[str | int, ...], value: object, message: str, /, **told: str) -> InitErrorDetails:
    """A mistake that no type can express, for :func:`refuse`.

    Args:
        loc: Where it stands, from the part that is validated.
        value: What stands there.
        message: What is wrong, as the end of a sentence that begins with the value's name.
        **told: ``allowed`` and ``suggestion``, and ``found`` where the value does not tell.
    """
    error = PydanticCustomError("mistake", message.replace("{", "(").replace("}", ")"), dict(told))
    return InitErrorDetails(type=error, loc=loc, input=value)


def refuse(title: str, mistakes: Iterable[InitErrorDetails]) -> None:
    """Raise a ValidationError if there are mistakes."""
    found = list(mistakes)
    if found:
        raise ValidationError.from_exception_data(title, found)


def refuse_all(error: ValidationError, mistakes: list[InitErrorDetails]) -> ValidationError:
    """One error that tells pydantic's mistakes and ours."""
    told = [
        InitErrorDetails(
            type=PydanticCustomError(
                each["type"], each["msg"].replace("{", "(").replace("}", ")"), dict(each.get("ctx", {}))
            ),
            loc=each["loc"],
            input=each["input"],
        )
        for each in error.errors(include_url=False)
    ]
    return ValidationError.from_exception_data(error.title, [*told, *mistakes])
