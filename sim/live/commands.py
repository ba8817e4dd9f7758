"""What a page may ask for: each message is checked against these forms before anything is done."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sim.policy import X

LARGEST_MESSAGE = 4096
"""Bytes of a message at most."""

FASTEST = 50.0
"""Days a second at most."""

_FAR = 10**9
_NAMES = tuple(row.name for row in X)

Name = Annotated[str, Field(max_length=200)]
Day = Annotated[int, Field(ge=0, le=_FAR)]
Seed = Annotated[int, Field(ge=0, lt=2**53)]  # as far as numbers of JavaScript are exact
Level = Annotated[float, Field(ge=0.0, le=1.0)]
Lever = Annotated[str, Field(json_schema_extra={"enum": list(_NAMES)}, pattern=f"^({'|'.join(_NAMES)})$")]
Shock = Literal["recession", "surge", "layoff", "campaign"]


class Command(BaseModel):
    """A message of the page."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, allow_inf_nan=False)


class Done(Command):
    """Something that was done before, as the log tells it and a link carries it."""

    day: Day
    do: Literal["lever", "shock"]
    name: Lever | Shock
    value: Level = 1.0


class Hello(Command):
    """The first message: a session that goes on, or the moment that a link describes."""

    do: Literal["hello"]
    token: Name | None = None
    scenario: Name | None = None
    seed: Seed | None = None
    levers: dict[Lever, Level] | None = None
    moves: Annotated[list[Done], Field(max_length=60)] | None = None
    day: Day | None = None
    have: int | None = None


class Simple(Command):
    """Play, pause, live one day, or begin anew."""

    do: Literal["play", "pause", "step", "reset", "reveal"]


class Speed(Command):
    """How fast time goes."""

    do: Literal["speed"]
    days_per_second: Annotated[float, Field(ge=1.0, le=FASTEST)]


class Reseed(Command):
    """Other people, and other luck."""

    do: Literal["seed"]
    value: Seed


class Choose(Command):
    """Another scenario."""

    do: Literal["scenario"]
    name: Name


class MoveLever(Command):
    """A lever to move from tomorrow on."""

    do: Literal["lever"]
    name: Lever
    value: Level


class Strike(Command):
    """A shock from tomorrow on."""

    do: Literal["shock"]
    kind: Shock


class Rewind(Command):
    """Back to an earlier day."""

    do: Literal["rewind"]
    day: Day


class Beside(Command):
    """Which office stands on the right."""

    do: Literal["beside"]
    what: Literal["twin", "first"]


class Why(Command):
    """The story of a person, a department or a tie."""

    do: Literal["why"]
    what: Literal["person", "department", "tie"]
    office: Annotated[int, Field(ge=0, le=1)] = 0
    who: Day
    since: Day = 0


class Chapter(Command):
    """A chapter of a story to go to."""

    do: Literal["chapter"]
    to: Annotated[int, Field(ge=0, le=1000)] | Literal["next", "leave"]


class Guess(Command):
    """What the room expects; nothing, to skip it."""

    do: Literal["guess"]
    value: float | None


class Painted(Command):
    """A frame has been painted."""

    do: Literal["painted"]
    frame: Annotated[int, Field(ge=0, lt=2**32)]


Any_ = Annotated[
    Hello | Simple | Speed | Reseed | Choose | MoveLever | Strike | Rewind | Beside | Why | Chapter | Guess | Painted,
    Field(discriminator="do"),
]

_FORMS: TypeAdapter[Any] = TypeAdapter(Any_)


class MessageError(ValueError):
    """A message that cannot be understood, in words for the page.

    Attributes:
        where: The part that is wrong, such as ``hello.day``; empty where it is no command at all.
    """

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"This message was not understood{f' ({where})' if where else ''}: {what}.")
        self.where = where


def understood(text: str) -> Command:
    """The command in a message.

    Raises:
        MessageError: If it is none.
    """
    try:
        command = _FORMS.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"] if isinstance(part, str))[:100]
        raise MessageError(first["msg"][:200], where) from None
    assert isinstance(command, Command)
    return command
