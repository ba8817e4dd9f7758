"""A word of the model, told in paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from sim.glossary import KINDS, Law, Term, Use, laws, laws_of, terms, uses_of
from sim.glossary.beside import outside_laws
from sim.glossary.changes import Change, terms_with
from sim.glossary.formulas import in_full, taken
from sim.glossary.symbols import NONE
from sim.quantity import ASSUMPTION, DEFINITION, Quantity
from sim.sources import cited
from sim.validation.kept import CALIBRATION, PINNED
from sim.validation.worlds import calibration_of

WIDTH = 100
"""Columns of the text."""

_SENSE = {1: "More is better.", -1: "Less is better.", 0: "Neither more nor less is better by itself."}

_ARRAYS = {"lever": "X", "lever cost": "K", "coefficient": "K", "people": "K", "state": ""}
"""The arrays in which numbers of a kind have their rows, by the letters of the phases; any for those of several arrays."""

_BASIS = {
    "published": "The size of this number is published.",
    "definition": "A convention of this model; nothing about it is measured.",
    "assumption": "The size is an assumption: nobody has measured it.",
}


def wrapped(text: str, margin: str = "") -> str:
    """A text in lines, each behind a margin."""
    return fill(text, WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def paragraphs(term: Term) -> Iterator[str]:
    """All that is known of a word, paragraph by paragraph.

    Args:
        term: The word.
    """
    yield f"{term.name} · {_kind(term)} · {term.where}"
    yield wrapped(f"{_sentence(term.meaning)}{_own(term)}", "  ")
    if term.number is not None:
        yield wrapped(_range(term.number, term), "  ")
        if term.kind != "lever" or term.number.source != ASSUMPTION:  # how far a lever is pulled is nobody's finding
            yield wrapped(_source(term.number), "  ")
    elif term.unit:
        unit = "a pure number" if term.unit == "1" else term.unit
        yield wrapped(f"Unit: {unit}." + (f" {_SENSE[term.better]}" if term.kind == "measure" else ""), "  ")
    yield from _within(term)


def _kind(term: Term) -> str:
    return f"{term.kind} of {term.of}" if term.kind == "coefficient" else term.kind


def _own(term: Term) -> str:
    if term.kind == "state":
        return f" Remembered from day to day, of {term.of}."
    if term.kind == "shock" and term.of:
        return f" Said in a {term.of}."
    if term.kind == "mechanism":
        return f" {KINDS['mechanism'].capitalize()}, in sim/mechanisms/{term.name}.py."
    return ""


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def _range(number: Quantity, term: Term) -> str:
    unit = "a pure number" if number.unit == "1" else number.unit
    told = f"Allowed: {number.low:g} to {number.high:g}. Unit: {unit}. "
    if term.kind == "state":
        return f"{told}It begins at {number.default:g} where nothing else is drawn."
    word = "Neutral" if term.kind == "lever" else "Default"
    told += f"{word}: {number.default:g}."
    plausible = f" Plausible: {number.plausible[0]:g} to {number.plausible[1]:g}."
    return told + ("" if number.plausible == (number.low, number.high) else plausible)


def _source(number: Quantity) -> str:
    return f"{_basis(number)}{_calibration(number)}"


def _calibration(number: Quantity) -> str:
    """What calibration did to a coefficient, in a sentence; empty where it did nothing."""
    if (did := calibration_of(number)) is None:
        return ""
    by = f"{100 * did.narrowed:.0f} %" if did.narrowed >= PINNED else "hardly"
    return (
        f" Calibrated, from {did.before:g}: what fits nearly as well reaches from {did.low:g} to {did.high:g}, "
        f"{by} narrower than judgement left it."
        f" It moves {', '.join(did.moves[:6])}{' …' if len(did.moves) > 6 else ''} (sim/validation/{CALIBRATION})."
    )


def _basis(number: Quantity) -> str:
    if number.source in (ASSUMPTION, DEFINITION):
        return _BASIS[number.basis]
    direction = " The source gives the direction of the effect." if number.basis == ASSUMPTION else ""
    words = " · ".join(f"{each.words} {each.checked}" for each in cited(number.source))
    return f"{_BASIS[number.basis]}{direction} Source: {words}"


def _within(term: Term) -> Iterator[str]:
    """The laws that the word enters, or holds."""
    if term.kind == "mechanism":
        yield from _laws("The laws:", [each for each in laws() if each.mechanism == term.name])
        sizes = [each for each in terms() if each.kind == "coefficient" and each.of == term.name and each.number]
        yield wrapped(
            "Coefficients: " + ", ".join(f"{each.name} {each.number.default:g}" for each in sizes if each.number), "  "
        )
    elif term.kind in _ARRAYS:
        array = _ARRAYS[term.kind]
        entered = laws_of(term.name, array)
        if entered:
            yield from _laws("It enters:", entered)
        else:
            yield from _in_the_day(term.name, array)
        if entered and term.kind != "state":  # what reads a state beside laws is nearly all of the day
            beside, uses = outside_laws(term.name, array)
            yield from _told("It stands in the day itself, too:", beside, uses)
    if term.kind == "state":
        lines = [each for each in terms() if each.kind == "ledger" and each.of == term.name]
        if lines:
            yield "  What moves it, as the ledger tells it:"
            yield from (wrapped(f"{each.name}: {each.meaning.partition(': ')[2]}", "    ") for each in lines)


def _in_the_day(name: str, array: str) -> Iterator[str]:
    """Where a number that enters no law stands in the day."""
    found = terms_with(name, array)
    uses = () if found else uses_of(name, array)
    yield from _told(f"It enters no {'law, but the day itself' if found else 'formula; it is used in'}:", found, uses)


def _told(heading: str, terms_of_day: Iterable[Change], uses: Iterable[Use]) -> Iterator[str]:
    told = []
    for each in terms_of_day:
        phase, _, function = each.where.partition(".")
        added = f" is added to {each.quantity}" if each.quantity else ""
        told.append(f"{function} (sim/phases/{phase}.py): {each.amount}{added}")
    told += [f"{use.name} (sim/phases/{use.phase}.py): {use.meaning}" for use in uses]
    if told:
        yield f"  {heading}"
        yield from (wrapped(each, "    ") for each in told)


def _laws(heading: str, entered: list[Law] | tuple[Law, ...]) -> Iterator[str]:
    yield f"  {heading}"
    for law in entered:
        yield wrapped(f"{law.mechanism}.{law.name}: {law.formula}", "    ")
        if law.details:
            yield wrapped(law.details, "      ")
        yield wrapped(f"in full: {in_full(law)}", "      ")
        letters = [f"{each.letter} {each.name}" for each in taken(law) if each.letter != NONE]
        if letters:
            yield wrapped(f"letters: {', '.join(letters)} (sim/mechanisms/{law.mechanism}.py)", "      ")
