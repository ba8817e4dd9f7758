"""The submodels: each law with its formula in letters and in full, what it takes, and the numbers of its mechanism."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.glossary import Use, laws, laws_of, uses_of
from sim.glossary.beside import outside_laws
from sim.glossary.changes import Change, changes, local_names, terms_with
from sim.glossary.formulas import in_full, taken
from sim.glossary.laws import Law, mechanism_meanings
from sim.ledger import ENTRIES
from sim.mechanisms import Coefficients
from sim.odd.markdown import code, table
from sim.quantity import ASSUMPTION, DEFINITION, Quantity, quantities
from sim.sources import cited
from sim.validation.kept import PINNED
from sim.validation.worlds import calibration_of

_READ_FIRST = """\
Each law is given twice: in letters, with the words of its authors, and in full names, as it is computed. The table below
it says what each letter and each name stands for, and its unit. Names are those of the tables of state variables and of
coefficients; `own_` before a name says that another law, or an earlier part of the same day, gave it."""

_TOGETHER = """\
The amounts by which a day changes the six quantities of the ledger, as they stand in the day itself; a name with brackets is
a law. Whatever leaves [0, 1] is cut. `chance` is a standard normal draw, `kind` the kind of the tie, `m` the mood after all
that has moved it today, `was` what stood there before, and `team_` before a name the sum over the team."""


def submodels() -> Iterator[str]:
    """Section 7, line by line."""
    yield f"\n## 7 Submodels\n\n{_READ_FIRST}"
    for number, (mechanism, group) in enumerate(Coefficients(), start=1):
        yield f"\n### 7.{number} {mechanism.capitalize()}\n\n{mechanism_meanings()[mechanism].replace('``', '`')}"
        for law in laws():
            if law.mechanism == mechanism:
                yield from _law(law)
        own = list(quantities(type(group)))
        if own:
            yield f"\n**Coefficients of {mechanism}.**\n"
            yield from numbers(own)
        yield from outside(own)
    yield f"\n### What a day adds to what\n\n{_TOGETHER}"
    for quantity in dict.fromkeys(each.quantity for each in ENTRIES):
        yield f"\n**{quantity.capitalize()}** changes by:\n"
        yield from table(("amount", "what it is", "where"), _amounts(quantity))
        if names := local_names(quantity):
            yield f"\nwith {'; '.join(code(f'{name} = {told}') for name, told in sorted(names.items()))}."


def _amounts(quantity: str) -> Iterator[tuple[str, str, str]]:
    """What changes a quantity, in the order of the ledger."""
    for entry in ENTRIES:
        if entry.quantity == quantity:
            found = (each for each in changes() if each.entry == entry.name)
            yield from ((code(each.amount), entry.meaning, code(each.where)) for each in found)


def _law(law: Law) -> Iterator[str]:
    yield f"\n#### {law.mechanism}.{law.name}\n"
    yield f"{law.formula} {law.details}".rstrip()
    yield f"\n    {in_full(law)}\n".replace("; ", "\n    ")
    yield from table(
        ("letter", "name", "what it is", "unit"),
        ((each.letter, code(each.name), each.meaning, each.unit) for each in taken(law)),
    )


def outside(of: Iterable[Quantity], array: str = "K") -> Iterator[str]:
    """Where numbers stand in the day itself: those that enter no law, and what others do beside laws.

    Args:
        of: The numbers.
        array: The letter by which phases call the array of their rows.
    """
    own = list(of)
    without = [each.name for each in own if not laws_of(each.name, array)]
    yield from _listed(
        "These stand in the day itself and in no law:",
        [(name, terms_with(name, array), uses_of(name, array)) for name in without],
    )
    others = [each.name for each in own if each.name not in without]
    yield from _listed("These stand in the day itself, too:", [(name, *outside_laws(name, array)) for name in others])


def _listed(heading: str, found: Iterable[tuple[str, tuple[Change, ...], tuple[Use, ...]]]) -> Iterator[str]:
    lines = []
    for name, terms, used in found:
        told = [f"{code(term.amount)}{_goes_to(term.quantity)} ({code(term.where)})" for term in terms]
        told = told or [f"{code(f'{use.phase}.{use.name}')}: {use.meaning}" for use in used]
        if told:
            lines.append(f"- {code(name)}: {'; '.join(told)}")
    if lines:
        yield f"\n{heading}\n"
        yield from lines


def _goes_to(quantity: str) -> str:
    return f" is added to {quantity}" if quantity else ""


def numbers(of: Iterable[Quantity]) -> Iterator[str]:
    """A table of declared numbers.

    Args:
        of: The numbers.
    """
    yield from table(
        ("name", "meaning", "unit", "default", "range", "source"),
        ((code(q.name), q.meaning, q.unit, f"{q.default:g}", f"{q.low:g} to {q.high:g}", source_of(q)) for q in of),
    )


def source_of(number: Quantity) -> str:
    """What a number rests on, each source with how far it was checked: ``direction: Zhao et al. 2007 [M]; calibrated``."""
    did = calibration_of(number)
    calibrated = "; calibrated" if did and did.narrowed >= PINNED else ""
    named = "; ".join(f"{source.short} [{source.seen}]" for source in cited(number.source))
    if not named:
        return {ASSUMPTION: "assumption", DEFINITION: "definition"}[number.source] + calibrated
    return f"published: {named}" if number.basis == "published" else f"direction: {named}{calibrated}"
