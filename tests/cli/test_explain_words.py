"""``sim explain`` on sections, on the words of answers and on several words."""

from __future__ import annotations

import pytest

from cli.calling import Sim


def test_a_section_lists_what_it_holds(sim: Sim) -> None:
    said = sim("explain", "scope")
    assert said.status == 0
    for name in ("scope_departments", "scope_bosses", "scope_reports", "scope_peers"):
        assert f"\n  {name} (policy.scope." in said.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["twin"], "to which the policy never comes"),
        (["net"], "less the price of the animosity"),
        (["net", "gain"], "less the price of the animosity"),
        (["client", "mindset"], "policy.client_mindset"),
    ],
)
def test_words_of_answers_and_names_with_a_blank_are_explained(words: list[str], says: str, sim: Sim) -> None:
    said = sim("explain", "--no-run", *words)
    assert said.status == 0
    assert says in " ".join(said.out.split())
    assert said.out.count(" · ") == 2


def test_several_names_are_explained_in_turn_and_the_unknown_one_named(sim: Sim) -> None:
    said = sim("explain", "--no-run", "promise", "qqqq", "twin")
    assert said.status == 2
    assert said.out.index("policy.promise") < said.out.index("comparison.twin")
    assert "'qqqq'" in said.err
