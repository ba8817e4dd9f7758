"""Formulas in full names are those of the code, and every letter of the short ones is told."""

from __future__ import annotations

import math
import re
from importlib import import_module

import numpy as np
import pytest

from sim.glossary import Law, laws
from sim.glossary.formulas import in_full, taken
from sim.glossary.symbols import LETTERS, NONE, TAKEN


def named(law: Law) -> str:
    return f"{law.mechanism}.{law.name}"


@pytest.mark.parametrize("law", laws(), ids=named)
def test_a_formula_in_full_gives_what_the_law_gives(law: Law) -> None:
    """Read back as a reader would compute it, at places drawn at random."""
    function = getattr(import_module(f"sim.mechanisms.{law.mechanism}"), law.name)
    luck = np.random.default_rng(1)
    for _ in range(20):
        given = {name: float(luck.uniform(0.05, 0.95)) for name in law.numbers}
        known: dict[str, float] = dict(given)
        for step in in_full(law).replace("×", "*").replace("−", "-").replace("^", "**").split("; "):
            name, _, right = step.partition(" = ")
            known[name] = eval(right, {"min": min, "max": max, **vars(math)}, known)
        assert known[name] == pytest.approx(function(**given), rel=1e-12)
        assert name.removesuffix("′") == law.name


@pytest.mark.parametrize("law", laws(), ids=named)
def test_every_letter_is_that_of_the_short_formula(law: Law) -> None:
    letters = LETTERS[named(law)].split()
    assert len(letters) == len(law.numbers), f"{named(law)} takes {law.numbers}"
    assert len(set(letters) - {NONE}) == len([each for each in letters if each != NONE]), "one letter for two things"
    for letter in letters:
        told = rf"(?<![A-Za-z]){re.escape(letter)}(?![A-Za-z0-9])"
        assert letter == NONE or re.search(told, f"{law.formula} {law.details}"), f"{letter} is not in the formula"


def test_everything_that_a_law_takes_has_a_meaning_and_a_unit() -> None:
    for law in laws():
        for each in taken(law):
            assert each.meaning, f"{named(law)} takes {each.name}"
            assert each.unit, f"{named(law)} takes {each.name}"


def test_no_letter_and_no_meaning_is_left_over() -> None:
    known = {named(each): each for each in laws()}
    assert set(LETTERS) == set(known)
    names = {number for each in laws() for number in each.numbers}
    for key in TAKEN:
        law, _, name = key.rpartition(".")
        assert (name in known[law].numbers) if law else (name in names), key
