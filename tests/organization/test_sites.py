"""Departments at many sites: the same at each, led by the first of them, under bosses of areas."""

from __future__ import annotations

import numpy as np
import pytest
from invariants import assert_sound
from office_plans import PlannedDepartment, PlannedOffice

from sim.organization import Organization, OrganizationError, areas, expected_size, grow, headcounts
from sim.policy import Kind
from sim.scenario import ScenarioError, load

SITES = 30


def shops(sites: int = SITES) -> PlannedOffice:
    """Shops of two departments, which depend on each other and on an office, and the office on them."""
    return PlannedOffice(
        {
            "counter": PlannedDepartment(7, at_every_site=True, depends_on={"stock": 0.4, "office": 0.1}),
            "office": PlannedDepartment(12, depends_on={"stock": 0.2}),
            "stock": PlannedDepartment(5, at_every_site=True, depends_on={"counter": 0.3}),
        },
        sites=sites,
        span_of_control=4,
    )


def site_of(office: Organization) -> list[str]:
    """The site in everybody's name; empty for those who stand at none."""
    return [name.partition(".")[2].partition("-")[0] for name in office.ids]


def test_every_site_is_the_same_and_led_by_the_first_department() -> None:
    office = grow(shops(), 1)
    assert_sound(office)
    assert areas(shops()) == [1, 2, 8]
    assert headcounts(shops()) == {"counter": 7 * SITES + 11, "office": 12, "stock": 5 * SITES}
    assert expected_size(shops()) == (office.headcount, office.tie_count)
    places = site_of(office)
    assert {places.count(str(site)) for site in range(1, SITES + 1)} == {12}
    for number, name in enumerate(office.ids):
        boss = int(office.boss[number])
        above = office.ids[boss] if boss >= 0 else None
        if name.startswith("counter.") and name.endswith("-01"):
            assert above is not None
            assert above.startswith("counter-")
        elif name.startswith("stock.") and name.endswith("-01"):
            assert above == f"counter.{places[number]}-01"
        elif places[number]:
            assert places[boss] == places[number]
    assert office.reports[office.department == 0].max() <= 4 + 1  # the span, and the head of the stock


def test_requests_stay_at_the_site_and_come_from_elsewhere_to_any() -> None:
    office = grow(shops(), 1)
    places = np.array(site_of(office))
    asked = office.kind == Kind.department
    client, provider = office.client[asked], office.provider[asked]
    both = (places[client] != "") & (places[provider] != "")
    assert both.any()
    assert (places[client[both]] == places[provider[both]]).all()
    from_office = office.department[client] == 1
    assert len(set(places[provider[from_office]])) > 5


def test_one_more_site_moves_nobody() -> None:
    few, many = grow(shops(SITES), 1), grow(shops(SITES + 1), 1)
    luck = dict(zip(many.ids, many.person_address.tolist(), strict=True))
    assert all(luck[name] == address for name, address in zip(few.ids, few.person_address.tolist(), strict=True))


def test_sites_change_nothing_where_no_department_stands_at_them() -> None:
    plan = shops()
    plan.departments = {name: PlannedDepartment(each.size) for name, each in plan.departments.items()}
    plain = PlannedOffice(plan.departments, span_of_control=4)
    first, second = grow(plan, 1), grow(plain, 1)
    assert first.ids == second.ids
    assert first.tie_address.tolist() == second.tie_address.tolist()


def test_the_head_office_stands_in_one_place() -> None:
    with pytest.raises(OrganizationError, match="the head office stands in one place"):
        grow(PlannedOffice({"head office": PlannedDepartment(3, at_every_site=True)}, sites=3), 1)
    with pytest.raises(ScenarioError, match="would put the head office at every site"):
        load("cubicle_farm", ["organization.departments.head office={size: 3, at_every_site: true}"])


def test_the_largest_employer_scales_with_its_sites() -> None:
    plan = load("largest_employer", ["organization.sites=2"]).organization
    office = grow(plan, 1)
    assert_sound(office)
    assert expected_size(plan) == (office.headcount, office.tie_count)
    people, ties = expected_size(load("largest_employer").organization)
    assert people > 2_000_000
    assert 5.0 < ties / people < 7.0
