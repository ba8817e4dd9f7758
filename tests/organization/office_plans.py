"""Plans of small offices for the tests of how offices grow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st


@dataclass
class PlannedDepartment:
    size: int
    at_every_site: bool = False
    faces_customers: bool = False
    own_work: float = 0.55
    skill: float = 1.0
    depends_on: Mapping[str, float] = field(default_factory=dict)


@dataclass
class PlannedOffice:
    departments: Mapping[str, PlannedDepartment]
    sites: int = 1
    span_of_control: int = 8
    contacts: int = 2
    peers: int = 4
    approvals: float = 0.2
    assignments: float = 0.1
    peer_requests: float = 0.2
    boss_own_work: float = 0.35


def an_office(**changes: PlannedDepartment) -> PlannedOffice:
    """Sales and support face customers; everybody needs IT. Changes replace or add departments."""
    departments = {
        "sales": PlannedDepartment(23, faces_customers=True, depends_on={"it": 0.3, "finance": 0.2}),
        "support": PlannedDepartment(41, faces_customers=True, own_work=0.6, depends_on={"it": 0.4}),
        "it": PlannedDepartment(12, skill=1.2, depends_on={"finance": 0.1}),
        "finance": PlannedDepartment(9, depends_on={"it": 0.1}),
    }
    return PlannedOffice(departments | changes)


@st.composite
def offices(draw: st.DrawFn, most_sites: int = 5) -> PlannedOffice:
    """Offices of one to five departments, from one person up, some with a head office of their own, some with sites."""
    names = draw(st.lists(st.sampled_from(["sales", "it", "a-01", "head office", "Büro 7"]), min_size=1, unique=True))
    departments = {}
    for name in names:
        others = [other for other in names if other != name]
        depends_on = st.dictionaries(st.sampled_from(others), st.floats(0.0, 2.0)) if others else st.just({})
        departments[name] = PlannedDepartment(
            size=draw(st.integers(1, 60 if most_sites == 1 else 25)),
            at_every_site=most_sites > 1 and name != "head office" and draw(st.booleans()),
            faces_customers=draw(st.booleans()),
            own_work=draw(st.floats(0.0, 1.0)),
            skill=draw(st.floats(0.5, 1.5)),
            depends_on=draw(depends_on),
        )
    return PlannedOffice(
        departments,
        sites=draw(st.integers(1, most_sites)),
        span_of_control=draw(st.integers(2, 9)),
        contacts=draw(st.integers(1, 4)),
        peers=draw(st.integers(0, 6)),
        approvals=draw(st.floats(0.0, 2.0)),
        assignments=draw(st.floats(0.0, 2.0)),
        peer_requests=draw(st.floats(0.0, 2.0)),
        boss_own_work=draw(st.floats(0.0, 1.0)),
    )
