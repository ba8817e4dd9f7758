"""``sim explain``: every word is explained, and numbers are tried out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cli.calling import Sim
from sim.cli import trying
from sim.glossary import KINDS, find, terms
from sim.sources import cited

WORDS = sorted({each.name for each in terms()})


def test_the_list_names_every_word_under_its_kind(sim: Sim) -> None:
    said = sim("explain")
    assert said.status == 0
    for kind in KINDS:
        assert f"\n{kind}: " in "\n" + said.out
    listed = set(said.out.replace(",", " ").split())
    assert set(WORDS) <= listed


@pytest.mark.parametrize("first", range(0, len(WORDS), 50))
def test_every_word_is_explained_with_meaning_and_place(first: int, sim: Sim) -> None:
    for word in WORDS[first : first + 50]:
        said = sim("explain", word, "--no-run")
        assert said.status == 0
        flat = " ".join(said.out.split())
        for term in find(word)[0]:
            assert f"{term.name} · {term.kind}" in said.out
            assert term.where in said.out
            assert term.meaning[1:].split(".")[0] in flat
            if term.number is not None:
                assert f"Allowed: {term.number.low:g} to {term.number.high:g}" in flat
                assert f"{term.number.default:g}" in flat
                for source in cited(term.number.source):
                    assert source.words in flat


def test_a_coefficient_comes_with_formula_source_and_honest_basis(sim: Sim) -> None:
    told = " ".join(sim("explain", "acting_strain", "--no-run").out.split())
    assert "min(1, B + a g s) (1 - S) - r (1 + e (M - 1/2)) S" in told
    assert "The size is an assumption: nobody has measured it. The source gives the direction of the effect." in told
    assert "doi.org" in told
    assert "The size of this number is published." in " ".join(sim("explain", "quit_rate", "--no-run").out.split())


def test_a_name_in_full_tells_one_thing(sim: Sim) -> None:
    assert sim("explain", "measure.morale").out.count(" · ") == 2
    assert sim("explain", "state.morale", "--no-run").out.startswith("morale · state · state.morale\n")
    assert (
        sim("explain", "morale", "--no-run").out.count("morale · ") == 4
    )  # how people differ, a measure, a state, a mechanism


@pytest.mark.parametrize(
    ("word", "near"),
    [("promis", "promise"), ("Client-Mindset2", "client_mindset"), ("animosty", "animosity"), ("grudg", "grudge")],
)
def test_a_wrong_name_gets_the_nearest(word: str, near: str, sim: Sim) -> None:
    said = sim("explain", word)
    assert said.status == 2
    assert f"did you mean {near}?" in said.err
    assert said.out == ""


def test_a_name_that_is_nothing_at_all_is_answered(sim: Sim) -> None:
    said = sim("explain", "qqqqqq\x1b[31m")
    assert said.status == 2
    assert "\x1b" not in said.err


@pytest.mark.parametrize(
    "word", ["recognition", "scope_peers", "request_effort", "people.morale", "environment.demand"]
)
def test_numbers_are_tried_out_in_a_small_office(word: str, sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "REPLICATIONS", 2)
    said = sim("explain", word)
    assert said.status == 0
    assert "In a small office" in said.out
    for measure in trying.SHOWN:
        assert f"\n {measure} " in said.out


def test_the_trial_says_what_policy_the_office_has_and_where_nothing_is_changed(
    sim: Sim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "REPLICATIONS", 2)
    told = " ".join(sim("explain", "lever_costs.cost_recognition").out.split())  # nobody pays for what is not done
    assert "whose policy is client_mindset 0.7, promise 0.5" in told
    assert "In this office it changes nothing." in told
    assert "chance alone" not in told
    told = " ".join(sim("explain", "policy.promise").out.split())
    assert "whose policy is client_mindset 0.7): promise at 0 and at 1" in told
    assert "changes nothing" not in told


def test_the_uses_beside_the_laws_are_told(sim: Sim) -> None:
    told = " ".join(sim("explain", "--no-run", "request_effort").out.split())
    assert "queue_work grows by backlog × size × request_effort" in told
    assert "attention.interruptions" in told
    assert "relations.liking" in sim("explain", "--no-run", "mutual_affinity").out


def test_what_is_tried_is_what_the_two_scenarios_give(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "REPLICATIONS", 2)
    term = find("policy.recognition")[0][0]
    trial = trying.attempt(term)
    assert (trial.low, trial.high) == (0.0, 1.0)
    by_seed = [
        [
            sim("run", "small_shop", "--set", f"policy.recognition={level}", "--seed", seed, "--json").json
            for seed in (1, 2)
        ]
        for level in (0, 1)
    ]
    low, high = ([each["measures"]["morale"] for each in runs] for runs in by_seed)
    assert trial.differences["morale"].difference == pytest.approx(sum(high) / 2 - sum(low) / 2, abs=1e-12)


def test_only_the_trial_imports_the_engine() -> None:
    code = (
        "import sys\nfrom sim.cli import main\n"
        "try: main(['explain', 'promise', '--no-run'])\nexcept SystemExit: pass\n"
        "sys.exit(', '.join({'mesa', 'numba', 'pandas', 'plotly'} & sys.modules.keys()) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_comes_over_the_market_can_be_asked(sim: Sim) -> None:
    assert "--set 'environment.shocks=" in sim("explain", "shocks").out
    assert "people are laid off" in sim("explain", "recession").out
