"""The part ``organization`` of a scenario: departments and who serves whom, or the files of a real office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Annotated, Any, Self

from pydantic import Field, ModelWrapValidatorHandler, StringConstraints, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from sim.mechanisms.demand import MOST_REQUESTS_ON_A_TIE
from sim.organization import HEAD_OFFICE, headcounts
from sim.quantity import DEFINITION, Declared, quantities, quantity
from sim.scenario.parts import EMPTY_IF_NOTHING, like, mistake, refuse, refuse_all
from sim.scenario.problems import did_you_mean, listed
from sim.scenario.scalars import LARGEST
from sim.state import Traits

MOST_PEOPLE = 5_000_000
"""The largest office."""

MOST_SITES = 100_000
"""The largest number of sites."""

MOST_TOLD = 100
"""How many mistakes of this kind are told; who has more of them repairs these first."""

_TRAITS = {each.name: each for each in quantities(Traits)}


class Dependence(Declared):
    """How much one department depends on another."""

    requests: float = quantity(
        0.1,
        high=20.0,
        unit="requests/day",
        meaning="requests that each person makes of people of that department in a day",
        source=DEFINITION,
    )


_REQUESTS = Dependence.model_fields["requests"]

Requests = Annotated[float, *_REQUESTS.metadata, Field(description=_REQUESTS.description)]
"""Requests per person and day."""

_NOT_IN_NAMES = r""".,:;=*?!"<>\[\]{}\\"""

Name = Annotated[str, StringConstraints(pattern=rf"^[^\x00-\x20{_NOT_IN_NAMES}][^\x00-\x1f{_NOT_IN_NAMES}]{{0,59}}$")]
"""A department's name, in any alphabet, up to sixty characters: no dots, since they join the names of values."""


class Department(Declared):
    """People who do the same kind of work."""

    size: int = quantity(
        10,
        low=1,
        high=MOST_PEOPLE,
        unit="people",
        meaning="people in the department, its head included; at each site, where it stands at every site",
        source=DEFINITION,
    )
    at_every_site: bool = Field(
        False, description="whether it stands at every site of the organization, with so many people at each"
    )
    faces_customers: bool = Field(False, description="whether its work comes from external customers")
    own_work: float = like(_TRAITS["own_work"])
    skill: float = like(_TRAITS["skill"], "mean work done in a day, relative to the average colleague")
    depends_on: Annotated[dict[str, Requests], EMPTY_IF_NOTHING] = Field(
        {}, description="the departments that it makes requests of: requests per person and day, by name"
    )


class OrganizationPart(Declared):
    """What an office is grown from, or imported from."""

    seed: int | None = Field(
        None,
        ge=0,
        le=LARGEST,
        description="seed from which the office is grown; null: grown anew from each run's seed",
    )
    departments: Annotated[dict[Name, Department], EMPTY_IF_NOTHING] = Field({}, description="the departments by name")
    sites: int = quantity(
        1,
        low=1,
        high=MOST_SITES,
        unit="sites",
        meaning="sites, such as shops, at which the departments stand that are at every site",
        source=DEFINITION,
    )
    span_of_control: int = quantity(
        8, low=2, high=1000, plausible=(4, 16), unit="people", meaning="people who report to one boss at most"
    )
    contacts: int = quantity(
        2,
        low=1,
        high=50,
        plausible=(1, 6),
        unit="people",
        meaning="people of another department that one turns to",
    )
    peers: int = quantity(4, low=0, high=50, plausible=(1, 8), unit="people", meaning="teammates that one turns to")
    approvals: float = quantity(
        0.20,
        high=MOST_REQUESTS_ON_A_TIE,
        plausible=(0.05, 0.5),
        unit="requests/day",
        meaning="requests of each person to the boss: approval, advice, feedback",
    )
    assignments: float = quantity(
        0.10,
        high=MOST_REQUESTS_ON_A_TIE,
        plausible=(0.0, 0.3),
        unit="requests/day",
        meaning="requests of the boss to each who reports",
    )
    peer_requests: float = quantity(
        0.20,
        high=MOST_REQUESTS_ON_A_TIE,
        plausible=(0.05, 0.5),
        unit="requests/day",
        meaning="requests of each person to teammates",
    )
    boss_own_work: float = quantity(
        0.35,
        high=2.0,
        plausible=(0.2, 0.6),
        unit="days/day",
        meaning="own work that arrives in a day for those who are somebody's boss",
    )
    people: str | None = Field(
        None, max_length=4096, description="CSV file of a real office's people; replaces the departments"
    )
    ties: str | None = Field(None, max_length=4096, description="CSV file of who asks whom in a real office")
    kinds: tuple[str, ...] = Field(
        (), max_length=100, description="which kinds of tie to take from the file; all where none is named"
    )
    minimum_weight: float = quantity(
        0.0, high=1e9, meaning="ties of less weight than this are left out", source=DEFINITION
    )
    requests: float = quantity(
        0.8,
        high=20.0,
        plausible=(0.3, 2.0),
        unit="requests/day",
        meaning="requests that the mean client makes in an imported office",
    )

    own_work: float = like(_TRAITS["own_work"], "own work that arrives in a day for a person of an imported office")
    facing: tuple[str, ...] = Field(
        (),
        max_length=1000,
        description="departments of an imported office that face customers, where its file does not say",
    )

    @model_validator(mode="wrap")
    @classmethod
    def _whole(cls, data: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        """Check what goes beyond a single value, whether or not single values are wrong."""
        raw = data if isinstance(data, Mapping) else {}
        try:
            part = validate(data)
        except ValidationError as error:
            raise refuse_all(error, list(islice(_dangling(raw), MOST_TOLD))) from None
        plain = part.model_dump(exclude_unset=True)
        refuse("organization", islice(chain(_dangling(plain), _impossible(part)), MOST_TOLD))
        return part


def _dangling(raw: Mapping[Any, Any]) -> Iterator[InitErrorDetails]:
    """Departments that are not there, and people without a size. Whatever has a wrong type is passed over."""
    departments = raw.get("departments") or {}
    if not isinstance(departments, Mapping):
        return
    names = [str(name) for name in departments]
    for name, department in departments.items():
        if not isinstance(department, Mapping):
            continue
        if "size" not in department:
            near = did_you_mean(str(name), [other for other in names if other != name])
            yield mistake(
                ("departments", name, "size"),
                department,
                "is missing",
                allowed="the number of people",
                suggestion=near,
            )
        depends = department.get("depends_on") or {}
        for other in depends if isinstance(depends, Mapping) else ():
            loc = ("departments", name, "depends_on", other)
            if other == name:
                yield mistake(
                    loc,
                    other,
                    "is the department itself",
                    found=str(other),
                    allowed="other departments; requests inside a team are organization.peer_requests",
                )
            elif other not in departments:
                yield mistake(
                    loc,
                    other,
                    "is no department of this office",
                    found=str(other),
                    allowed=listed([each for each in names if each != name]),
                    suggestion=did_you_mean(str(other), names),
                )


def _impossible(part: OrganizationPart) -> Iterator[InitErrorDetails]:
    """What single values allow and all of them together do not."""
    if not part.departments and part.people is None:
        yield mistake(
            ("departments",),
            None,
            "has no departments",
            found="nobody works here",
            allowed="at least one department, or people: FILE.csv",
            suggestion="extends: cubicle_farm has seven",
        )
    if part.ties is not None and part.people is None:
        yield mistake(("ties",), part.ties, "stands without people", allowed="both files: people and ties")
    if part.people is not None and part.ties is None:
        yield mistake(("people",), part.people, "stands without ties", allowed="both files: people and ties")
    if HEAD_OFFICE in part.departments and part.departments[HEAD_OFFICE].at_every_site:
        yield mistake(
            ("departments", HEAD_OFFICE, "at_every_site"), True, "would put the head office at every site",
            found="true", allowed="false: the head of the whole organization stands in one place",
        )  # fmt: skip
    people = sum(headcounts(part).values())
    if people > MOST_PEOPLE:
        yield mistake(
            ("departments",),
            people,
            "hold too many people",
            found=f"{people:,} people",
            allowed=f"up to {MOST_PEOPLE:,}",
        )
    yield from _crowded(part)


def _crowded(part: OrganizationPart) -> Iterator[InitErrorDetails]:
    """Dependences of more requests than the contacts could be asked."""
    for name, department in part.departments.items():
        for other, requests in department.depends_on.items():
            if other not in part.departments:
                continue
            contacts = min(part.contacts, part.departments[other].size)
            if requests > MOST_REQUESTS_ON_A_TIE * contacts:
                yield mistake(
                    ("departments", name, "depends_on", other),
                    requests,
                    "is more than so few contacts can be asked",
                    allowed=f"up to {MOST_REQUESTS_ON_A_TIE * contacts:g} requests/day: {MOST_REQUESTS_ON_A_TIE:g} a contact",
                    suggestion="raise organization.contacts, or ask less",
                )
