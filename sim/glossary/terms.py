"""All words that a reader of scenarios and results meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from sim.glossary.laws import mechanism_meanings
from sim.ledger import ENTRIES
from sim.measures import MEASURES
from sim.mechanisms import Coefficients
from sim.policy import LeverCosts, Levers
from sim.quantity import Quantity, quantities
from sim.scenario import Department, OrganizationPart, Policy, Recession, Surge, nearest, paths
from sim.state import OrganizationState, PeopleTraits, PersonState, TieState

KINDS = {
    "lever": "what management sets",
    "lever cost": "the working time that a lever takes at full strength",
    "policy": "when the policy comes",
    "department": "what a department is like",
    "organization": "what the office is grown from",
    "environment": "what the world does",
    "shock": "what a recession or a surge brings",
    "people": "how people differ",
    "measure": "what is observed and reported",
    "state": "what people, ties and the office remember from day to day",
    "mechanism": "a law, or a small family of laws",
    "coefficient": "the size of a law",
    "ledger": "which mechanism moved what",
    "run": "how long it lasts",
    "comparison": "what answers speak of",
}
"""The kinds of words, in the order in which they are listed, and what they have in common."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word.

    Attributes:
        name: The word.
        kind: One of :data:`KINDS`.
        where: How it is called in full: the dotted name in a scenario, or the kind and the name.
        meaning: What it means, in plain words.
        unit: Its unit; ``"1"`` for a pure number, empty for what is no number.
        number: Its declaration, where it has one.
        of: Whose state it is, the mechanism of a coefficient, or the quantity that a line of the ledger moves.
        better: 1 if more of a measure is better, -1 if less is, 0 if neither or no measure.
    """

    name: str
    kind: str
    where: str
    meaning: str
    unit: str = ""
    number: Quantity | None = None
    of: str = ""
    better: int = 0

    @property
    def is_settable(self) -> bool:
        """Whether a scenario without shocks can set it under its full name."""
        return self.where in paths()


_COMPARISON = (
    Term(
        "twin", "comparison", "comparison.twin",
        "the same office with the same people and the same luck, to which the policy never comes; what the policy does "
        "is the difference to its twin (sim compare)",
    ),
    Term(
        "net", "comparison", "comparison.net_gain",
        "the net gain: how much productivity rises against the twin, in percent, less the price of the animosity that "
        "the policy brings; above 0 it pays at that price (sim compare --price)", "%",
    ),
)  # fmt: skip


@cache
def terms() -> tuple[Term, ...]:
    """All words, kind by kind."""
    order = list(KINDS)
    return tuple(sorted(_all(), key=lambda each: order.index(each.kind)))


def _all() -> Iterator[Term]:
    for each in quantities(Levers):
        path = (
            f"policy.scope.{each.name.removeprefix('scope_')}"
            if each.name.startswith("scope_")
            else f"policy.{each.name}"
        )
        yield _term(each, "lever", path)
    levers = {each.name for each in quantities(Levers)}
    yield from (each for each in _declared(Policy, "policy", "policy") if each.name not in levers)
    yield from _declared(LeverCosts, "lever cost", "lever_costs")
    yield from _declared(Department, "department", "organization.departments.NAME")
    yield Term(
        "at_every_site", "department", "organization.departments.NAME.at_every_site",
        "whether it stands at every site of the organization, with so many people at each: true or false",
    )  # fmt: skip
    yield Term(
        "faces_customers", "department", "organization.departments.NAME.faces_customers",
        "whether its work comes from external customers: true or false",
    )  # fmt: skip
    yield Term(
        "depends_on", "department", "organization.departments.NAME.depends_on",
        "the departments that it makes requests of: requests per person and day, by name",
    )  # fmt: skip
    yield from _declared(OrganizationPart, "organization", "organization")
    yield _term(paths()["environment.demand"], "environment", "environment.demand")
    yield Term(
        "shocks", "environment", "environment.shocks",
        "what comes over the market: a list of recessions and surges; without fall, a recession is layoffs alone "
        "(--set 'environment.shocks=[{kind: recession, start: 250, fall: 0}]')",
    )  # fmt: skip
    for shock in (Recession, Surge):
        kind = shock.__name__.lower()
        yield Term(kind, "shock", f"environment.shocks ({kind})", str(shock.__doc__))
        yield from _declared(shock, "shock", f"environment.shocks ({shock.__name__.lower()})", shock.__name__.lower())
    yield from _declared(PeopleTraits, "people", "people")
    for mechanism, group in Coefficients():
        yield from _declared(type(group), "coefficient", f"coefficients.{mechanism}", mechanism)
    for states, whose in ((PersonState, "each person"), (TieState, "each tie, client to provider"),
                          (OrganizationState, "the office")):  # fmt: skip
        yield from _declared(states, "state", "state", whose)
    for name, meaning in mechanism_meanings().items():
        yield Term(name, "mechanism", f"mechanism.{name}", meaning.partition(": ")[2] or meaning)
    for measure in MEASURES.values():
        yield Term(
            measure.name, "measure", f"measure.{measure.name}", measure.meaning, measure.unit, better=measure.better
        )
    for entry in ENTRIES:
        yield Term(
            entry.name, "ledger", f"ledger.{entry.name}", f"{entry.quantity}: {entry.meaning}", "1", of=entry.quantity
        )
    yield _term(paths()["days"], "run", "days")
    yield from _COMPARISON


def _declared(group: type[BaseModel], kind: str, where: str, of: str = "") -> Iterator[Term]:
    for each in quantities(group):
        yield _term(each, kind, f"{where}.{each.name}", of)


def _term(number: Quantity, kind: str, where: str, of: str = "") -> Term:
    return Term(number.name, kind, where, number.meaning, number.unit, number, of)


def find(word: str) -> tuple[tuple[Term, ...], str | None]:
    """All terms that a word names, and where there are none, the nearest word that names some.

    Args:
        word: A name (``promise``), a name in full (``policy.promise``), or a kind and a name (``measure.morale``).
    """
    asked = word.strip().lower().replace("-", "_").replace(" ", "_")
    found = tuple(
        each
        for each in terms()
        if asked in (each.name, each.where.lower(), f"{each.kind.replace(' ', '_')}.{each.name}")
        or each.where.lower().endswith(f".{asked}")
    )
    if found:
        return found, None
    return (), _near(asked)


def inside(section: str) -> tuple[Term, ...]:
    """All numbers of a section of a scenario, such as ``scope``, ``policy`` or ``policy.scope``; empty for no section."""
    asked = section.strip().lower().replace("-", "_").replace(" ", "_")
    return tuple(each for each in terms() if each.number and f".{asked}." in f".{each.where.lower()}")


def _near(asked: str) -> str | None:
    """The nearest name: by its letters, or as the only one that contains the word."""
    names = list(dict.fromkeys(each.name for each in terms()))
    by_kind = (names[first : first + 250] for first in range(0, len(names), 250))  # nearest() compares so many
    near = [word for part in by_kind if (word := nearest(asked, part)) is not None]
    if near:
        return nearest(asked, near)
    holding = [name for name in names if len(asked) > 2 and asked in name]
    return holding[0] if holding else None
