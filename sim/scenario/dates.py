"""Days of a run, written as a number or as year, week and day."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sim.state import DAYS_PER_YEAR

DAYS_PER_WEEK = 5
"""Working days in a week."""

LAST_DAY = 25_000
"""The longest run, in days: a century."""

_WEEKS_PER_YEAR = DAYS_PER_YEAR // DAYS_PER_WEEK

PATTERN = r"^\s*[Yy]ear\s+[0-9]{1,3}(\s*,?\s*[Ww]eek\s+[0-9]{1,2}(\s*,?\s*[Dd]ay\s+[1-5])?)?\s*$"
"""How a date looks; the JSON Schema uses it too."""

_DATE = re.compile(PATTERN)


def day_of(written: object) -> object:
    """The day that a date stands for; whatever is no text is passed on.

    ``"year 1"``, ``"year 1, week 1"`` and ``"year 1, week 1, day 1"`` are day 0; a year has 50 weeks of
    5 working days.

    Raises:
        PydanticCustomError: If the text is no date of this form, or there is no such week.
    """
    if not isinstance(written, str):
        return written
    if not _DATE.match(written):
        raise PydanticCustomError("date", "is no date")
    year, week, day = ([int(number) for number in re.findall("[0-9]+", written)] + [1, 1])[:3]
    if year < 1 or not 1 <= week <= _WEEKS_PER_YEAR:
        raise PydanticCustomError("date", "is no date of a year of 50 weeks")
    return (year - 1) * DAYS_PER_YEAR + (week - 1) * DAYS_PER_WEEK + day - 1


_Number = Annotated[int, Field(ge=0, le=LAST_DAY)]
_Text = Annotated[str, Field(pattern=PATTERN)]

Day = Annotated[int, BeforeValidator(day_of, json_schema_input_type=_Number | _Text)]
"""A day of a run, from 0: a whole number, or a text such as ``year 2, week 3``."""
