"""Demand: how much work arrives, and how many requests it makes."""

from __future__ import annotations

import pytest
from properties import DECLARED, everywhere

from sim.mechanisms.demand import activity, approval_need, case_rate, covering, request_rate


def test_only_those_who_face_customers_feel_the_market() -> None:
    everywhere(activity, 0.0, DECLARED["activity"].high, rising=("market", "customers"))
    assert activity(1.0, 1.3, 0.9) == pytest.approx(1.17)
    assert activity(0.0, 0.1, 3.0) == 1.0


def test_cases_arrive_as_work_does() -> None:
    rising = ("own_work", "load", "skill", "active", "present")
    ranges = {"active": (0.0, 20.0), "present": (0.0, 1.0)}
    everywhere(case_rate, 0.0, 12.0, rising=rising, falling=("case_effort",), **ranges)
    assert case_rate(0.6, 1.0, 1.1, 0.25, 1.0, 1.0, 1.0) == pytest.approx(2.64)  # as much more as one can do more
    assert case_rate(0.6, 1.2, 1.1, 0.25, 1.0, 1.0, 0.0) == pytest.approx(2.88)  # as the job brings it
    assert case_rate(0.6, 1.0, 1.1, 0.25, 1.0, 0.0, 1.0) == 0.0  # nobody sits there


def test_those_who_are_there_do_part_of_the_work_of_those_who_are_not() -> None:
    everywhere(covering, 1.0, 101.0, falling=("there",), rising=("cover",), members=(100.0, 100.0), there=(0.0, 100.0))
    assert covering(10.0, 10.0, 0.6) == 1.0
    assert covering(10.0, 8.0, 0.6) == pytest.approx(1.15)
    assert covering(10.0, 8.0, 1.0) == pytest.approx(10.0 / 8.0)  # all of it


def test_autonomy_spares_approvals() -> None:
    ranges = {"own_autonomy": (0.0, 1.0), "mean_freedom": (0.0, 0.9)}
    everywhere(approval_need, 0.0, 10.0 + 1e-9, falling=("own_autonomy",), rising=("mean_freedom",), **ranges)
    assert approval_need(0.5, 0.5) == 1.0  # a job like the others
    assert approval_need(1.0, 0.5) == 0.0  # nobody's leave is needed


def test_requests_follow_activity() -> None:
    ranges = {"weight": (0.0, 2.0), "active": (0.0, 20.0), "need": (0.0, 10.0)}
    everywhere(request_rate, 0.0, 2.0, rising=("weight", "active", "need"), **ranges)
    assert request_rate(0.2, 1.5, 0.4) == pytest.approx(0.12)
