"""What stands in the panel: every column, its unit and meaning, derived from the declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.measures import MEASURES, OFFICE
from sim.policy import Environment, Kind, Levers
from sim.quantity import DEFINITION, Quantity, quantities
from sim.state import PersonDay, PersonState, TieDay, TieState, Traits

FLOWS = (
    "arrived", "lost", "asked", "approvals_asked", "request_time", "own_time", "finished", "output", "revenue",
    "given", "given_quality", "received", "received_quality", "waited", "approvals_received", "approvals_waited",
    "returned", "interrupted", "slighted", "shortfall", "excess", "breach", "offences", "gratitude_met", "thanks",
    "help_given", "help_received", "ideas", "quit", "laid_off", "hired",
)  # fmt: skip
"""Which of the quantities of a person's day are summed over the days since the last sample; the others are the day's."""

MEANS = ("mood", "effort", "acted", "display", "queue", "slack", "left_work", "blocked")
"""What is also given as a mean over the days since the last sample, since one evening says little of it."""

TIE_FLOWS = ("served", "gratitude")
"""The same of a tie's day. Quality is the mean over the answers since the last sample."""

OPENING = -1
"""The day of the opening: the evening before the first day."""

MEAN_OF_DAYS = "mean over the evenings of the days since the last sample; null at the opening"

WINDOW = "summed over the days since the last sample"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the panel.

    Attributes:
        table: The file without its ending.
        name: The column's name.
        type: Arrow's name of its type.
        unit: Its unit; ``"1"`` for a pure number, empty for a name.
        low: The smallest value that can come, None where none is declared.
        high: The largest.
        meaning: What it means, in plain words.
        source: Where a declared quantity comes from, keys of ``sources.bib``; empty for a column that is computed.
    """

    table: str
    name: str
    type: str
    unit: str
    low: float | None
    high: float | None
    meaning: str
    source: str = ""


def _name(table: str, name: str, meaning: str, kind: str = "dictionary<string>") -> Column:
    return Column(table, name, kind, "", None, None, meaning)


def _count(table: str, name: str, unit: str, meaning: str, low: float = 0) -> Column:
    return Column(table, name, "int32", unit, low, None, meaning)


def _occupant(table: str, name: str = "occupant", of: str = "", more: str = "") -> Column:
    return _name(table, name, f"{of}{_OCCUPANT}; null while the chair is vacant{more}")


def _mean(table: str, name: str, unit: str, meaning: str, high: float | None = 1.0) -> Column:
    return Column(table, name, "float64", unit, 0, high, meaning)


def _declared(table: str, each: Quantity, flow: bool, prefix: str = "", null: str = "") -> Column:
    meaning = (f"{each.meaning}; {WINDOW}" if flow else each.meaning) + null
    high = None if flow else each.high
    return Column(table, prefix + each.name, "float64", each.unit, each.low, high, meaning, each.source)


_DAY = (
    "day",
    "days",
    "day of the run, from 0; states are those of its evening. -1: the opening, the evening before anything has happened",
)
_DAYS = ("days", "days", "days since the last sample, this one included, over which flows are summed; 0 at the opening")
_OCCUPANT = (
    "the human being on the chair: the chair's name and a number, /0 the first who sat there, /1 whoever was hired next"
)
_OF_DEPARTMENT = {
    "satisfaction": "satisfaction of the department's own customers, if it is followed as the organization's is, from what "
    "they got of it; null where nobody faces customers",
}
"""What a department has of its own, where the model keeps one number for all."""

_WHOLE = {"day": "day of the run, from 0"}


def columns() -> tuple[Column, ...]:
    """Every column of the panel, in the order of the files, derived from the declarations."""
    return (*_people_columns(), *_tie_columns(), *_quit_columns(), *_measure_columns())


def _people_columns() -> Iterable[Column]:
    at = "people"
    yield from (_count(at, *_DAY, low=OPENING), _count(at, *_DAYS))
    yield _name(at, "person", "the chair's stable name; whoever follows on the chair has the same")
    yield _occupant(at, more="; flows of days in which the chair changed hands are those of both")
    yield _name(at, "department", "the department")
    yield _count(at, "team", "", "number of the team: people of a department who share a boss")
    yield _name(at, "manager", "the boss's name; null for nobody")
    yield _count(at, "level", "steps", "steps up to the head, 0 for the head")
    for group in (Traits, PersonState, PersonDay):
        for each in quantities(group):
            yield _declared(at, each, each.name in FLOWS, null="; null at the opening" if group is PersonDay else "")
    yield _mean(
        at, "quality_received", "1", "mean quality of the answers that one got since the last sample; null without any"
    )
    yield _mean(
        at, "quality_given", "1", "mean quality of the answers that one gave since the last sample; null without any"
    )
    declared = {each.name: each for group in (PersonState, PersonDay) for each in quantities(group)}
    for each in (declared[name] for name in MEANS):
        yield _mean(at, f"{each.name}_mean", each.unit, f"{each.meaning}; {MEAN_OF_DAYS}", each.high)
    yield _mean(
        at, "workmanship_mean", "1", "quality of own finished cases since the last sample, each case weighing the same; null "
        "without any",
    )  # fmt: skip
    yield _mean(at, "days_waited", "days", "mean wait of the own requests that were answered; null without any", None)
    yield _mean(at, "approval_days_waited", "days", "mean wait of the boss's answers; null without any", None)
    yield _mean(at, "animosity_mean", "1", "mean grudge over the ties on which one is client; null without any")
    yield _mean(at, "camaraderie_mean", "1", "mean warmth over the ties on which one is client; null without any")


def _tie_columns() -> Iterable[Column]:
    at = "ties"
    yield from (_count(at, *_DAY, low=OPENING), _count(at, *_DAYS))
    yield _name(at, "client", "who asks, a person's name in the table of people")
    yield _occupant(at, "client_occupant", "of the client, ")
    yield _name(at, "provider", "who is asked, a person's name in the table of people")
    yield _occupant(at, "provider_occupant", "of the provider, ")
    yield _name(at, "kind", f"the kind of tie: {', '.join(f'{kind.name} ({_KINDS[kind]})' for kind in Kind)}")
    yield Column(at, "weight", "float64", "requests/day", 0, 2, "requests a day at nominal activity", DEFINITION)
    for group in (TieState, TieDay):
        for each in quantities(group):
            named = _declared(at, each, each.name in TIE_FLOWS, null="; null at the opening" if group is TieDay else "")
            yield named if each.name != "quality" else _mean(at, "quality", "1", _TIE_QUALITY)


_KINDS = {
    Kind.department: "the client asks somebody of another department",
    Kind.upward: "the client asks the own boss for approval, advice, feedback",
    Kind.downward: "the client, a boss, asks somebody who reports to the client",
    Kind.peer: "the client asks a teammate",
}
"""Who is client and who is provider on a tie of each kind."""

_TIE_QUALITY = "mean quality of the answers since the last sample; null without any"


def _quit_columns() -> Iterable[Column]:
    at = "quits"
    yield _count(at, *_DAY[:2], "day of the run, from 0, in whose evening it happened")
    yield _name(at, "event", "quit, layoff or hire")
    yield _name(at, "person", "the chair's stable name")
    yield _name(at, "occupant", f"{_OCCUPANT}; who leaves, or who comes")
    yield _name(at, "department", "the department")
    for group in (Traits, PersonState):
        for each in quantities(group):
            named = _declared(at, each, flow=False)
            yield Column(
                at, named.name, named.type, named.unit, named.low, named.high,
                f"{named.meaning}; of who leaves, on the evening before; of who comes, on that evening", named.source,
            )  # fmt: skip
    met = next(each for each in quantities(PersonDay) if each.name == "animosity_met")
    yield _declared(at, met, flow=False)


def _measure_columns() -> Iterable[Column]:
    for at in ("departments", "organization"):
        yield _count(at, "day", "days", _WHOLE["day"])
        if at == "departments":
            yield _name(at, "department", "the department")
        for each in MEASURES.values():
            whole = at == "departments" and each.name in OFFICE
            meaning = _OF_DEPARTMENT.get(each.name, f"{each.meaning}; the organization's") if whole else each.meaning
            yield Column(at, each.name, "float64", each.unit, None, None, meaning)
    for prefix, group in (("lever_", Levers), ("world_", Environment)):
        for number in quantities(group):
            yield _declared("organization", number, flow=False, prefix=prefix)
