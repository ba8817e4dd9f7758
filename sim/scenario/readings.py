"""What a story reads off the offices: measures, guesses at them, and what a reveal says of them."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self, TypeAlias, get_args

from pydantic import Field, model_validator

from sim.quantity import Declared
from sim.scenario.dates import LAST_DAY, Day
from sim.scenario.parts import mistake, refuse

MOST_DAYS_OF_A_MEAN = 250
"""Over how many days a reading may be taken at most: a year."""

LARGEST = 1e6
"""No end of a guess or an expectation lies farther from zero."""

MeasureName: TypeAlias = Literal[
    "productivity", "revenue", "animosity", "animosity_within", "animosity_between", "animosity_concentration",
    "negative_ties", "morale", "mood", "cynicism", "cooperation", "camaraderie", "peer_camaraderie", "mindset", "should",
    "strain", "service_quality", "service_quality_back_office", "service_quality_facing", "response_time",
    "approval_wait", "requests_open", "blocked", "backlog", "rework", "helping", "thanks", "offences", "ideas",
    "turnover", "headcount", "satisfaction", "customers", "efficiency", "trust",
]  # fmt: skip
"""The names of :data:`sim.measures.MEASURES`, which needs NumPy and so is not imported to check a scenario; a test holds
them together."""

Against: TypeAlias = Literal["policy", "twin", "difference", "percent"]
"""Which office a reading is of: the one with the policy, its twin, the difference, or that in percent of the twin."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""What a reveal's text may hold, to be filled from the run."""

_MEASURES = get_args(MeasureName)
_PLAIN = ("shown", "guess", "day")

Line = Annotated[str, Field(max_length=500)]
"""A text of a line or two."""


class Reading(Declared):
    """A measure, read off an office or off the difference between two, as the mean of some days."""

    measure: MeasureName = Field(..., description="what is read")
    of: Against = Field(
        "policy", description="which office: policy, twin, the difference between them, or that in percent of the twin"
    )
    department: Line | None = Field(
        None, description="the department that is read; the whole office where none is named"
    )
    over: int = Field(
        20,
        ge=1,
        le=MOST_DAYS_OF_A_MEAN,
        description="days of which the mean is taken, the last of them the day of reading",
    )


class Guess(Reading):
    """What the room is asked to predict for the day on which the chapter ends, and between which ends."""

    low: float = Field(..., ge=-LARGEST, le=LARGEST, description="the lowest guess that is offered")
    high: float = Field(..., ge=-LARGEST, le=LARGEST, description="the highest guess that is offered")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low >= self.high:
            told = {"found": f"{self.high:g}", "allowed": f"more than low, which is {self.low:g}"}
            refuse("guess", [mistake(("high",), self.high, "is not above low", **told)])
        return self


class Expectation(Reading):
    """What a reveal says that is shown; where a run shows otherwise, the room is told so."""

    by: Day | None = Field(
        None, ge=0, le=LAST_DAY, description="the day of reading; the chapter's last where none is given"
    )
    since: Day | None = Field(
        None, ge=0, le=LAST_DAY, description="an earlier day, whose reading is taken away from that of the day"
    )
    above: float | None = Field(None, ge=-LARGEST, le=LARGEST, description="the reading is above this")
    below: float | None = Field(None, ge=-LARGEST, le=LARGEST, description="the reading is below this")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.above is None and self.below is None:
            told = {"found": "neither", "allowed": "above, below or both"}
            refuse("expect", [mistake((), None, "expects nothing", **told)])
        return self


def is_placeholder(word: str) -> bool:
    """Whether a run can fill a placeholder, which is given without its braces."""
    office, sign, measure = word.partition(".")
    return word in _PLAIN or (bool(sign) and office in get_args(Against) and measure in _MEASURES)
