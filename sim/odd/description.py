"""The whole description as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

import sim
from sim.glossary import laws
from sim.glossary.laws import Law, mechanism_meanings
from sim.measures import MEASURES
from sim.mechanisms import Coefficients
from sim.odd.concepts import CONCEPTS, INITIALIZATION, INPUT, PURPOSE, SCALE
from sim.odd.process import parts_of_day
from sim.odd.register import counts, screening_rows
from sim.patterns import PATTERNS
from sim.policy import Environment, LeverCosts, Levers
from sim.quantity import Quantity, quantities
from sim.sources import cited, sources
from sim.state import OrganizationState, PeopleTraits, PersonDay, PersonState, TeamDay, TieDay, TieState, Traits
from sim.validation.kept import kept_screening

_ENTITIES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("Employee: traits, fixed until another person comes to the chair", Traits),
    ("Employee: state", PersonState),
    ("Employee: what the day brought", PersonDay),
    ("Tie, client to provider: state", TieState),
    ("Tie: what the day brought", TieDay),
    ("Team, in the evening", TeamDay),
    ("Organization: state", OrganizationState),
    ("Market: inputs by day", Environment),
)


def description() -> str:
    """The model description in the form of ODD (Grimm et al. 2020), in Markdown."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield f"# Model description (ODD), version {sim.__version__}"
    yield "\nWritten by `sim odd` from the declarations and the laws of the program; nothing here is typed twice."
    yield from _register()
    yield f"\n## 1 Purpose and patterns\n\n{PURPOSE}\n"
    yield from _table(
        ("#", "pattern", "what must come out", "from"), ((p.number, p.name, p.statement, p.claim) for p in PATTERNS)
    )
    yield f"\n## 2 Entities, state variables, and scales\n\n{SCALE}"
    for title, group in _ENTITIES:
        yield f"\n### {title}\n"
        yield from _numbers(quantities(group))
    yield "\n## 3 Process overview and scheduling\n\nA day, in this order (the function `live_one_day` of `sim/day.py`):"
    for part in parts_of_day():
        yield f"\n**{part.name.replace('_', ' ').capitalize()}.** {part.words}\n"
        yield from (f"1. `{step.name}`: {step.words}" for step in part.steps)
    yield "\n## 4 Design concepts\n"
    yield from (f"**{name}.** {text}\n" for name, text in CONCEPTS)
    yield f"## 5 Initialization\n\n{INITIALIZATION}\n"
    yield from _numbers(quantities(PeopleTraits))
    yield f"\n## 6 Input data\n\n{INPUT}"
    yield from _submodels()
    yield "\n## Levers\n"
    yield from _numbers([*quantities(Levers), *quantities(LeverCosts)])
    yield "\n## Measures\n"
    yield from _table(("measure", "unit", "meaning"), ((f"`{m.name}`", m.unit, m.meaning) for m in MEASURES.values()))
    yield "\n## Literature\n"
    yield from (f"- `{key}`: {source.words}" for key, source in sorted(sources().items()))


def _register() -> Iterator[str]:
    found = counts()
    yield "\n## Register of assumptions\n"
    yield f"The laws have {sum(found.values())} coefficients. Their sizes rest on:\n"
    yield from _table(
        ("rests on", "coefficients"),
        (
            ("a size that a source gives", found["published size"]),
            ("calibration to published figures; a source gives the direction or none", found["calibration"]),
            ("judgement; a source gives the direction of the effect and not its size", found["published direction"]),
            ("judgement alone", found["judgement alone"]),
            ("a convention of the model", found["convention"]),
        ),
    )
    yield "\nWhat a source gives is said with each number below: *published* or *direction*."
    yield from _screening()


def _screening() -> Iterator[str]:
    """Which of the numbers could turn the verdict."""
    found = kept_screening()
    if found is None:
        return
    yield "\n### Which of them could turn the verdict\n"
    yield (
        f"All coefficients whose size no source gives were drawn at once from their plausible ranges, {found.worlds} times "
        f"(`{found.command}`; model {found.model}). The table says in what share of these worlds all that a pattern says "
        "points the right way, and which coefficients turn it beyond chance: that share where the coefficient is in the "
        "lowest and in the highest third of its range.\n"
    )
    yield from _table(("pattern", "holds in", "turned by"), screening_rows(found))


def _submodels() -> Iterator[str]:
    yield "\n## 7 Submodels"
    by_mechanism: dict[str, list[Law]] = {}
    for law in laws():
        by_mechanism.setdefault(law.mechanism, []).append(law)
    for mechanism, group in Coefficients():
        yield f"\n### {mechanism.capitalize()}\n\n{mechanism_meanings()[mechanism]}\n"
        for law in by_mechanism.get(mechanism, ()):
            yield f"- **{law.name}**({', '.join(law.numbers)}): {law.formula}" + (
                f" {law.details}" if law.details else ""
            )
        yield ""
        yield from _numbers(quantities(type(group)))


def _numbers(numbers: Iterable[Quantity]) -> Iterator[str]:
    yield from _table(
        ("name", "meaning", "unit", "default", "range", "source"),
        ((f"`{q.name}`", q.meaning, q.unit, f"{q.default:g}", f"{q.low:g} to {q.high:g}", _source(q)) for q in numbers),
    )


def _source(number: Quantity) -> str:
    named = "; ".join(source.short for source in cited(number.source))
    if not named:
        return number.source
    return f"published: {named}" if number.basis == "published" else f"direction: {named}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |"
