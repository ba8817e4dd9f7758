"""What is allowed and hardly meant: each doubt is raised by what deserves it, and not by its neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cli.examining import examine

EMPTY = "scope: {departments: 0, bosses: 0, reports: 0, peers: 0}"
SHOP = "extends: small_shop\n"

DOUBTFUL = [
    ("promise for nobody", f"policy: {{client_mindset: 0, promise: 0.4, {EMPTY}}}", "promise reaches nobody"),
    ("mindset for nobody", f"policy: {{promise: 0, client_mindset: 0.4, {EMPTY}}}", "client_mindset reaches nobody"),
    ("scope without campaign", "policy: {promise: 0, client_mindset: 0, scope: {peers: 0}}", "policy.scope.peers has no effect"),
    ("start without a policy", "policy: {promise: 0, client_mindset: 0, start: 90}", "policy.start has no effect"),
    (
        "no peers",
        "policy: {team_building: 0.5}\norganization: {peers: 0}",
        "team_building has no effect but its cost",
    ),
    ("after the end", "days: 60\npolicy: {start: 60}", "begins on day 60, when the run has ended"),
    ("one lever after the end", "policy: {promise: {level: 0.5, start: 500}}", "promise begins on day 500"),
    ("too late to be read", "policy: {start: 360}", "is not yet at its level"),
    ("shock after the end", "environment: {shocks: [{kind: surge, start: 500}]}", "the surge begins on day 500"),
    ("unusual size", "coefficients: {demand: {case_effort: 1.9}}", "coefficients.demand.case_effort is allowed and unusual"),
    ("unusual people", "people: {cynicism: 0.99}", "people.cynicism is allowed and unusual"),
    (
        "nobody meets customers",
        "organization: {departments: {counter: {faces_customers: false}}}",
        "nobody faces customers",
    ),
    ("alone", "organization: {departments: {cellar: {size: 3}}}", "cellar depends on nobody and nobody on it"),
    ("overloaded", "organization: {departments: {office: {own_work: 1.2}}}", "office is overloaded before anything begins"),
    ("overloaded by demand", "environment: {demand: 1.6}", "counter is overloaded before anything begins"),
    ("overloaded by asking", "organization: {departments: {counter: {depends_on: {office: 3}}}}", "office is overloaded"),
]  # fmt: skip

GOOD = [
    "",
    "policy: {promise: 0, client_mindset: 0}",
    "policy: {team_building: 0.5}",
    "policy: {scope: {departments: 0, bosses: 0, reports: 0}}",
    f"policy: {{client_mindset: 0, promise: 0, service_agreements: 0.5, {EMPTY[:-1].replace('peers: 0', 'peers: 0.1')}}}}}",
    "policy: {scope: {departments: 0, bosses: 0, reports: 0, peers: {level: 0, start: 100, end: 200}}}",
    "policy: {start: 355, ramp: 20}",
    "policy: {promise: {level: 0.5, start: 100, end: 400}}",
    "environment: {shocks: [{kind: surge, start: 499, rise: 0.1}]}",
    "coefficients: {demand: {case_effort: 0.3}}",
    "people: {cynicism: 0.5}",
    "organization: {departments: {cellar: {size: 3, depends_on: {office: 0.05}}}}",
    "organization: {departments: {workshop: null, office: null, counter: {own_work: 0.5, depends_on: null}}}",
]


@pytest.mark.parametrize(("text", "says"), [each[1:] for each in DOUBTFUL], ids=[each[0] for each in DOUBTFUL])
def test_a_doubt_is_raised_where_it_stands(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SHOP + text, encoding="utf-8")
    findings = examine(str(path))
    assert not findings.mistakes
    doubts = [each for each in findings.doubts if says in each.message]
    assert doubts
    assert all(each.line and each.column for each in doubts)


@pytest.mark.parametrize("text", GOOD)
def test_what_is_meant_raises_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SHOP + text, encoding="utf-8")
    findings = examine(str(path))
    assert not findings.mistakes
    assert not findings.doubts


def test_a_file_with_mistakes_is_not_doubted(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SHOP + "policy: {start: 9999, promis: 3}", encoding="utf-8")
    findings = examine(str(path))
    assert findings.mistakes
    assert not findings.doubts
