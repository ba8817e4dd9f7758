"""A scenario's office is the same whoever opens it."""

from __future__ import annotations

from sim.opening import inputs_of, organization_of
from sim.organization import grow
from sim.scenario import load


def test_the_office_is_the_one_that_the_plan_grows_in_the_plans_own_order() -> None:
    """Departments in another order would be the same office with other sums, and so with other last bits."""
    scenario = load("small_shop")
    opened, grown = organization_of(scenario, 3), grow(scenario.organization, 3)
    assert opened.ids == grown.ids
    assert opened.departments == grown.departments
    assert (opened.tie_address == grown.tie_address).all()


def test_the_offices_own_seed_goes_before_the_runs() -> None:
    fixed = load("small_shop", overrides=("organization.seed=5",))
    assert (organization_of(fixed, 1).provider == organization_of(fixed, 2).provider).all()


def test_tables_are_as_long_as_asked() -> None:
    scenario = load("small_shop")
    assert len(inputs_of(scenario, 1).levers) == scenario.days
    assert len(inputs_of(scenario, 1, 30).world) == 30


def test_experiments_and_mesas_face_live_in_the_same_office() -> None:
    """The same bits with Mesa's face or without."""
    from sim.experiment import Block, Job, live_block
    from sim.measures import last_quarter
    from sim.model import Workplace

    scenario = load("small_shop", overrides=("days=60",))
    (outcome,) = live_block(Block((Job(0, 7, scenario),)))
    face = Workplace(scenario, rng=7)
    face.run_days(60)
    by_day = face.series()
    for name in ("productivity", "animosity", "morale", "customers"):
        assert outcome.measures[name] == last_quarter(by_day[name].to_numpy())
