"""The patterns that the model must show, on seeds on which no number was fitted (see ``paired.SEEDS``).

Each test names the claim of the documents, and asks for a size and an interval, not only for a sign.
"""

from __future__ import annotations

import numpy as np
import pytest

from patterns.paired import SEEDS, Interval, between, compared, courses, interval, late, scenario
from sim.scenario import load

FARM = scenario("cubicle_farm")
DAYS = 500


def test_1_the_untouched_cubicle_farm_is_stable_for_five_years() -> None:
    """Neither collapse nor bliss: without it, every comparison would be made against a moving twin."""
    runs = courses([FARM], 1250, SEEDS[:5])
    for name, low, high, drift in (
        ("morale", 0.40, 0.65, 0.06),
        ("cynicism", 0.15, 0.45, 0.03),
        ("animosity", 0.001, 0.05, 0.02),
        ("productivity", 0.25, 0.40, 0.02),
        ("customers", 0.85, 1.15, 0.08),
    ):
        yearly = np.array([[run[name][start : start + 250].mean() for start in range(0, 1250, 250)] for run in runs])
        assert low < yearly.mean(axis=0).min() <= yearly.mean(axis=0).max() < high, name
        assert abs((yearly[:, 4] - yearly[:, 1]).mean()) < drift, name


def test_2_mindset_alone_raises_output_and_service_and_chills_peers() -> None:
    """The gains, and "distance between peer employees"."""
    runs = courses([FARM, scenario("cubicle_farm", ("policy.client_mindset=0.8",))], DAYS)
    assert compared(runs, late("productivity")).low > 0.005
    assert compared(runs, late("service_quality")).low > 0.10
    assert compared(runs, late("peer_camaraderie")).high < -0.10


def test_3_a_loud_promise_works_for_some_weeks_and_then_sours() -> None:
    """ "Hard feelings when one feels not treated like a customer": service first, cynicism and animosity later."""
    runs = courses([FARM, scenario("slogan_only")], DAYS)
    assert compared(runs, between("service_quality", 80, 140)).low > 0.02
    assert compared(runs, late("cynicism")).low > 0.10
    assert compared(runs, late("animosity")).low > 0.03
    early = compared(runs, between("service_quality", 80, 140))
    assert compared(runs, late("service_quality")).high < early.low
    assert compared(runs, late("productivity")).high < 0.0


def test_3_a_loud_promise_sours_most_where_capacity_is_tight() -> None:
    """The promise is broken by delay, so the same slogan must hurt more in a busier office."""
    offices = [
        scenario(name, (f"environment.demand={demand}",))
        for demand in (0.6, 1.15)
        for name in ("cubicle_farm", "slogan_only")
    ]
    runs = courses(offices, DAYS)
    rises = [[(late("animosity")(run)[pair + 1] - late("animosity")(run)[pair]) for pair in (0, 2)] for run in runs]
    assert interval([tight - slack for slack, tight in rises]).low > 0.01


def test_4_a_wise_manager_keeps_the_gains_and_spares_the_price() -> None:
    """Process improvement and open communication on top of the same campaign and the same promise."""
    runs = courses([FARM, scenario("client_coworker"), scenario("wise_manager")], DAYS)
    assert compared(runs, late("animosity"), first=2).high < 0.002
    assert compared(runs, late("productivity"), first=2).low > 0.01
    assert compared(runs, late("productivity"), first=2, second=1).low > 0.01


def test_5_the_back_office_gains_most_in_service() -> None:
    """ "Segments that have no contact with customers" have the least practice in service, and so gain the most."""
    runs = courses([FARM, scenario("cubicle_farm", ("policy.client_mindset=0.8",))], DAYS)

    def lead(run: dict[str, np.ndarray]) -> np.ndarray:
        return late("service_quality_back_office")(run) - late("service_quality_facing")(run)

    assert compared(runs, lead).low > 0.05


def test_6_sparing_peers_keeps_camaraderie_and_most_of_the_gain() -> None:
    """ "Careful implementation": peers out of scope."""
    everybody = scenario("cubicle_farm", ("policy.client_mindset=0.8",))
    spared = scenario("cubicle_farm", ("policy.client_mindset=0.8", "policy.scope.peers=0"))
    runs = courses([FARM, everybody, spared], DAYS)
    lost, kept = compared(runs, late("peer_camaraderie")), compared(runs, late("peer_camaraderie"), first=2)
    assert kept.low > 0.25 * lost.mean
    gain = compared(runs, late("productivity"))
    assert compared(runs, late("productivity"), first=2).low > 0.7 * gain.mean


def test_7_who_comes_first_decides_who_waits() -> None:
    """Customers first: approvals wait, own work is blocked, and past some load even the customers are worse off."""
    runs = courses([FARM, scenario("customer_first"), scenario("colleagues_first")], DAYS)
    assert compared(runs, late("approval_wait")).low > 0.05
    assert compared(runs, late("blocked")).low > 0.10
    assert compared(runs, late("satisfaction")).high < -0.02
    assert compared(runs, late("satisfaction"), first=2).low > 0.005


def test_8_recognition_brings_help_cooperation_and_output() -> None:
    """ "Recognition is addictive"."""
    runs = courses([FARM, scenario("recognition")], DAYS)
    assert compared(runs, late("helping")).low > 0.0005
    assert compared(runs, late("cooperation")).low > 0.02
    assert compared(runs, late("productivity")).low > 0.001


def test_9_internal_service_carries_an_office_through_a_recession() -> None:
    """Against their own courses without the recession, offices with better internal service lose fewer customers.

    The difference of differences, since good service wins customers in any times: each office is compared with itself
    without the recession, and these losses with each other.
    """
    spared = load("recession_with_internal_service", overrides=("environment.shocks=[]",))
    offices = [
        scenario("recession"), scenario("recession_with_internal_service"),
        scenario("cubicle_farm", ("days=1000",)), spared,
    ]  # fmt: skip
    runs = courses(offices, 1000)

    def kept(start: int, end: int) -> Interval:
        share = [run["customers"][start:end, :2] / run["customers"][start:end, 2:] for run in runs]
        return interval([float((each[:, 1] - each[:, 0]).mean()) for each in share])

    assert kept(250, 500).low > 0.005  # fewer are lost while it lasts
    assert kept(500, 600).low > 0.0  # and more are back soon after


@pytest.mark.parametrize(("demand", "pays"), [(0.7, True), (1.25, False)])
def test_10_the_promise_tips_the_office_and_sooner_under_load(demand: float, pays: bool) -> None:
    """The same campaign and promise pay in a slack office and cost in a tight one; a quieter promise pays in both."""

    def office(promise: float, mindset: float) -> object:
        return scenario(
            "cubicle_farm",
            (f"environment.demand={demand}", f"policy.client_mindset={mindset}", f"policy.promise={promise}"),
        )

    runs = courses([office(0.0, 0.0), office(0.3, 0.8), office(0.55, 0.8)], DAYS)
    assert compared(runs, late("productivity")).low > 0.0
    loud = compared(runs, late("productivity"), first=2)
    assert (loud.low > 0.0) if pays else (loud.high < 0.0)


def test_11_cynical_offices_adopt_the_mindset_slowly() -> None:
    """ "Distrust of management"."""
    offices = [
        scenario("cubicle_farm", ("policy.client_mindset=0.8", f"people.cynicism={cynicism}"))
        for cynicism in (0.3, 0.6)
    ]
    runs = courses(offices, 300)
    assert compared(runs, between("mindset", 100, 150)).high < -0.15
    assert compared(runs, late("mindset")).high < -0.10
