"""The whole description as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

import sim
from sim.analysis import Price
from sim.compiled import sources_hash
from sim.measures import MEASURES
from sim.odd.concepts import CONCEPTS, INITIALIZATION, INPUT, OUTCOMES, PURPOSE, SCALE
from sim.odd.markdown import code, table
from sim.odd.process import parts_of_day
from sim.odd.register import counts, screening_rows, turning
from sim.odd.submodels import numbers, outside, source_of, submodels
from sim.patterns import PATTERNS
from sim.policy import Environment, LeverCosts, Levers
from sim.quantity import quantities
from sim.sources import SEEN, sources
from sim.state import OrganizationState, PeopleTraits, PersonDay, PersonState, TeamDay, TieDay, TieState, Traits
from sim.validation.kept import CALIBRATION, kept_calibration, kept_screening

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
    yield (
        f"\nWritten by `sim odd` from the declarations and the laws of the program (sources {sources_hash()}); nothing here is "
        "typed twice. The form is ODD (Grimm et al. 2020): seven elements under their standard headings, with the register of "
        "assumptions before them."
    )
    yield from _register()
    yield f"\n## 1 Purpose and patterns\n\n{PURPOSE}\n"
    yield from table(
        ("#", "pattern", "what must come out", "from"), ((p.number, p.name, p.statement, p.claim) for p in PATTERNS)
    )
    yield f"\n## 2 Entities, state variables, and scales\n\n{SCALE}"
    for title, group in _ENTITIES:
        yield f"\n### {title}\n"
        yield from numbers(quantities(group))
    yield "\n### Management: levers, set by the scenario by day\n"
    yield from numbers(quantities(Levers))
    yield from outside(quantities(Levers), "X")
    yield "\n### What levers cost\n"
    yield from numbers(quantities(LeverCosts))
    yield "\n## 3 Process overview and scheduling\n\nA day, in this order (the function `live_one_day` of `sim/day.py`):"
    for part in parts_of_day():
        yield f"\n**{part.name.replace('_', ' ').capitalize()}.** {part.words}\n"
        yield from (f"1. `{step.name}`: {step.words}" for step in part.steps)
    yield "\n## 4 Design concepts\n"
    yield from (f"**{name}.** {text}\n" for name, text in CONCEPTS)
    yield from _observed()
    yield f"\n## 5 Initialization\n\n{INITIALIZATION}\n"
    yield from numbers(quantities(PeopleTraits))
    yield from outside(quantities(PeopleTraits))
    yield f"\n## 6 Input data\n\n{INPUT}"
    yield from submodels()
    yield from _literature()


def _observed() -> Iterator[str]:
    yield "### What is measured\n"
    yield from table(("measure", "unit", "meaning"), ((code(m.name), m.unit, m.meaning) for m in MEASURES.values()))
    yield "\n### What is concluded: gain, price, net, break-even\n"
    yield from table(("word", "how it is computed"), OUTCOMES)
    yield ""
    yield from numbers(quantities(Price))


def _literature() -> Iterator[str]:
    yield "\n## Literature\n"
    yield (
        "Behind each source stands how far what it is cited for was checked: "
        + "; ".join(f"[{sign}] {words}" for sign, words in SEEN.items())
        + ". Where nothing more is said, the direction of an effect was recalled, and nobody has looked it up for this model.\n"
    )
    yield from (f"- `{key}`: {source.words} {source.checked}" for key, source in sorted(sources().items()))


def _register() -> Iterator[str]:
    found = counts()
    yield "\n## Register of assumptions\n"
    yield (
        f"The model has {sum(found.values())} numbers that could be otherwise: the coefficients of the laws, the costs of levers, "
        "and what people and ties are like at the start. Their sizes rest on:\n"
    )
    yield from table(
        ("rests on", "numbers"),
        (
            ("a size that a source gives", found["published size"]),
            ("calibration to published figures, which narrow them by a tenth and more", found["figures"]),
            ("calibration to these and to the patterns that the model must show", found["patterns"]),
            ("judgement; a source gives the direction of the effect and not its size", found["published direction"]),
            ("judgement alone", found["judgement alone"]),
            ("a convention of the model", found["convention"]),
        ),
    )
    yield from _calibration()
    yield (
        "\nWhat a source gives is said with each number below: *published* its size, *direction* only that of the effect; "
        "*assumption* is judgement alone, *definition* a convention, *calibrated* what calibration narrows. The "
        "letter behind a source says how far it was checked ("
        + "; ".join(f"[{sign}] {words}" for sign, words in SEEN.items())
        + ")."
    )
    yield from _screening()


def _calibration() -> Iterator[str]:
    """What calibration did to the numbers that rest on judgement."""
    found = kept_calibration()
    if found is not None:
        yield (
            f"\nCalibration (`python experiments/calibrate.py`, kept in `sim/validation/{CALIBRATION}`) moved {len(found.names)} "
            "of the numbers that rest on judgement to where the published figures and the patterns are missed least. The figures "
            f"alone narrow {len(found.pinned_by_figures)} of them by a tenth of their spread and more, figures and patterns "
            f"together {len(found.pinned)}; the others stay as open as they were. {len(found.not_told_apart)} move nothing beyond "
            "chance and stay at their priors. The patterns come from the documents and not from data."
        )


def _screening() -> Iterator[str]:
    """Which of the numbers could turn the verdict."""
    found = kept_screening()
    if found is None:
        return
    yield "\n### Which of them could turn the verdict\n"
    yield (
        f"All numbers whose size no source gives were drawn at once from their plausible ranges, {found.worlds} times "
        f"(`{found.command}`; model {found.model}). "
        + (
            ""
            if found.model == sources_hash()
            else "**That was an earlier state of the model than the one described here.** "
        )
        + "The table says in what share of these worlds all that a pattern says points the right way; which numbers turn it "
        "beyond chance, with that share in the lowest and in the highest third of their range; and which only move its size. "
        f"With {found.worlds} worlds only strong dependence is seen: what is not named here may matter all the same.\n"
    )
    yield from table(("pattern", "holds in", "turned by", "moved, not turned, by"), screening_rows(found))
    listed = list(turning(found))
    if listed:
        yield "\nWhat these numbers rest on:\n"
        yield from table(
            ("number", "default", "plausible", "rests on", "turns pattern"),
            (
                (code(name), f"{q.default:g}", f"{q.plausible[0]:g} to {q.plausible[1]:g}", source_of(q), patterns)
                for name, q, patterns in listed
            ),
        )
