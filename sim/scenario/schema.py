"""The scenario: organization, people, policy, environment, horizon, and the numbers of the model."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.mechanisms import Coefficients
from sim.policy import LeverCosts
from sim.quantity import DEFINITION, Declared, quantity
from sim.scenario.chapters import MOST_CHAPTERS, Chapter, Notes, out_of_order
from sim.scenario.dates import LAST_DAY
from sim.scenario.office import OrganizationPart
from sim.scenario.parts import EMPTY_IF_NOTHING, refuse
from sim.scenario.timeline import Policy
from sim.scenario.world import EnvironmentPart
from sim.state import PeopleTraits

_Text = Annotated[str, Field(max_length=20_000)]

TOLD = frozenset({"chapters", "notes"})
"""The parts of a scenario that are told to a room, and on which no run depends."""


class Scenario(Declared):
    """An office, what management does there, and what the world does to both; made by :func:`sim.scenario.load`."""

    title: _Text = Field("", description="what the scenario is called")
    story: _Text = Field("", description="what happens, in a paragraph")
    claim: _Text = Field("", description="what is said about such offices, and here put to the test")
    question: _Text = Field("", description="what a reader may try to find out")
    days: int = quantity(
        750,
        low=1,
        high=LAST_DAY,
        plausible=(250, 1250),
        unit="days",
        meaning="how long the run lasts; a year has 250 working days",
        source=DEFINITION,
    )
    organization: Annotated[OrganizationPart, EMPTY_IF_NOTHING] = Field(..., description="who works here")
    people: Annotated[PeopleTraits, EMPTY_IF_NOTHING] = Field(PeopleTraits(), description="how people differ")
    policy: Annotated[Policy, EMPTY_IF_NOTHING] = Field(Policy(), description="what management does")
    environment: Annotated[EnvironmentPart, EMPTY_IF_NOTHING] = Field(
        EnvironmentPart(), description="what the world does"
    )
    coefficients: Annotated[Coefficients, EMPTY_IF_NOTHING] = Field(
        Coefficients(), description="what nobody sets: the sizes of the laws, by mechanism"
    )
    lever_costs: Annotated[LeverCosts, EMPTY_IF_NOTHING] = Field(
        LeverCosts(), description="the working time that levers take at full strength"
    )
    chapters: Annotated[tuple[Chapter, ...], Field(max_length=MOST_CHAPTERS)] = Field(
        (), description="a story told to a room, which predicts, sees it run, and compares; runs do not depend on it"
    )
    notes: Annotated[Notes, EMPTY_IF_NOTHING] = Field(Notes(), description="notes for whoever tells the story")

    @model_validator(mode="after")
    def _chapters_in_order(self) -> Self:
        refuse("scenario", out_of_order(self.chapters))
        return self

    def twin(self) -> Scenario:
        """The same scenario without the policy: all levers neutral."""
        return self.model_copy(update={"policy": Policy()})
