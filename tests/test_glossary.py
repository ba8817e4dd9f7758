"""The glossary: every declared number that a reader can meet is in it, and finds the laws that it enters."""

from __future__ import annotations

import ast
import re

import pytest
from declarations import PACKAGE, called, tree

from sim.glossary import KINDS, find, laws, laws_of, terms, uses_of
from sim.glossary.beside import outside_laws
from sim.glossary.laws import laws_called
from sim.ledger import ENTRIES
from sim.measures import MEASURES
from sim.mechanisms import K
from sim.policy import X
from sim.scenario import paths


def test_every_number_of_a_scenario_every_measure_and_every_line_of_the_ledger_is_there() -> None:
    there = {each.where for each in terms()}
    assert paths().keys() <= there
    assert {f"measure.{each}" for each in MEASURES} <= there
    assert {f"ledger.{each.name}" for each in ENTRIES} <= there
    assert {each.kind for each in terms()} == set(KINDS)


def test_full_names_are_unique() -> None:
    names = [each.where for each in terms()]
    assert len(names) == len(set(names))


def test_every_lever_and_every_coefficient_enters_the_model_somewhere() -> None:
    for row in (*X, *K):
        assert laws_of(row.name) or uses_of(row.name), row.name


def test_every_law_has_a_formula_and_every_use_a_meaning() -> None:
    assert all(each.formula and each.numbers for each in laws())
    assert all(use.meaning for row in K for use in uses_of(row.name))


@pytest.mark.parametrize(
    ("name", "law"),
    [
        ("client_mindset", "acted"),  # under another name there
        ("promise", "heard_promise"),
        ("scope_peers", "eagerness"),
        ("team_building", "crowded_out"),  # by way of a variable
        ("cost_recognition", "capacity"),
        ("forgiveness", "forgiven"),
        ("morale", "quit_hazard"),
    ],
)
def test_a_number_finds_the_law_it_enters(name: str, law: str) -> None:
    assert law in [each.name for each in laws_of(name)]


def test_a_number_does_not_find_laws_that_it_does_not_enter() -> None:
    assert [each.name for each in laws_of("forgiveness")] == ["forgiven"]
    assert "forgiven" not in [each.name for each in laws_of("promise")]


def test_words_are_found_however_they_are_written() -> None:
    for word in ("client_mindset", "Client Mindset", "client-mindset", "policy.client_mindset", "lever.client_mindset"):
        assert [each.name for each in find(word)[0]] == ["client_mindset"]
    assert find("policy.scope.peers")[0][0].name == "scope_peers"
    assert find("grudge.offence")[0][0].where == "coefficients.grudge.offence"


def test_a_coefficient_enters_only_laws_that_the_day_hands_it_to() -> None:
    """A law that calls something else by a coefficient's name, as strain calls how much one was hurt."""
    calling: dict[str, list[str]] = {}
    for path in (PACKAGE / "phases").glob("*.py"):
        laws_here = laws_called(tree(path))
        for function in (each for each in tree(path).body if isinstance(each, ast.FunctionDef)):
            for name in {*called(function)} & laws_here.keys():
                calling.setdefault(laws_here[name][1], []).append(ast.unparse(function))
    for term in terms():
        if term.kind in ("coefficient", "people"):
            for law in laws_of(term.name, "K"):
                handed = [f for f in calling[law.name] if re.search(rf"\bK\.{term.name}\b", f)]
                assert handed, (term.name, law.name)
    assert [each.name for each in laws_of("hurt", "K")] == ["hurt_by"]
    assert [each.name for each in laws_of("affinity_spread", "K")] == ["liking"]


def test_what_stands_beside_laws_is_found_and_what_laws_are_handed_is_not() -> None:
    terms_beside, uses = outside_laws("request_effort", "K")
    assert "queue_work grows by backlog × size × request_effort" in [each.amount for each in terms_beside]
    assert {each.where for each in terms_beside} >= {"attention.look_at_queue", "own_work.thank"}
    assert not uses
    assert outside_laws("hurt_strain", "K") == ((), ())
    assert [each.where for each in outside_laws("team_building", "X")[0]] == ["relations.let_settle"]
