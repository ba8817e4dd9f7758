"""Who works in an office, who reports to whom, and who asks whom: arrays that hold for a whole run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sim.policy import Kind

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Addresses = NDArray[np.uint64]

BYTES_OF_A_PERSON = 8 * 17 + 80
"""Memory that a person takes in an office: the numbers in seventeen arrays, and the name."""

BYTES_OF_A_TIE = 8 * 6
"""Memory that a tie takes in an office, shared by all runs of it: the numbers in six arrays."""

MOST_SHOWN = 50
"""Problems that the text of an error lists; the others are counted."""

NOBODY_FACES_CUSTOMERS = "nobody faces external customers: their satisfaction will not move"
"""A note on an office without external customers."""


class OrganizationError(ValueError):
    """An office that cannot be: every reason at once.

    Attributes:
        problems: One line each, with file and line where a file is at fault.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - MOST_SHOWN
        super().__init__("\n".join(self.problems[:MOST_SHOWN]) + (f"\n… and {more} more" if more > 0 else ""))

    def __reduce__(self) -> tuple[type[OrganizationError], tuple[tuple[str, ...]]]:
        """Worker processes hand errors over pickled; the default would take the text apart."""
        return type(self), (self.problems,)


@dataclass(frozen=True, eq=False, kw_only=True)
class Organization:
    """The people and ties of an office of n people, m ties, D departments. All arrays are read-only.

    Attributes:
        ids: Stable names of the people, unique: ``"sales-07"``.
        departments: The departments' names.
        department: Department of each person, shape (n,).
        team: Team of each person, shape (n,).
        boss: Whom each reports to, -1 for nobody, shape (n,). A grown office has one head.
        level: Steps up to the head, 0 for the head, shape (n,).
        own_work: Own work that arrives at nominal demand, days/day, shape (n,).
        facing: 1 where own cases come from external customers, else 0, shape (n,).
        load: Own work that the job brings relative to ``own_work``; NaN where the run draws it, shape (n,).
        skill: Work done in a day relative to the average colleague; NaN where the run draws it, shape (n,).
        entitlement: How much one feels one is owed, or NaN, shape (n,).
        morale_set: Set point of morale, or NaN, shape (n,).
        cynicism_set: Set point of cynicism, or NaN, shape (n,).
        cooperation_set: Set point of cooperation, or NaN, shape (n,).
        skill_mean: Mean skill of the person's department, shape (n,).
        client: Who asks, shape (m,). Ties are sorted by client, then kind, then provider; none comes twice.
        provider: Who is asked, shape (m,).
        kind: A :class:`sim.policy.Kind` each, shape (m,).
        weight: Requests a day at nominal activity, in [0, 2], shape (m,).
        client_start: Ties of client i are client_start[i] to client_start[i + 1], shape (n + 1,).
        by_provider: Numbers of the ties, sorted by provider, then number, shape (m,).
        provider_start: Ties to provider i are by_provider[provider_start[i]:provider_start[i + 1]], (n + 1,).
        team_start: Members of team t are team_members[team_start[t]:team_start[t + 1]], shape (teams + 1,).
        team_members: The people, sorted by team, then number, shape (n,).
        person_address: Address of each person's luck, ``luck.address(id)``, shape (n,).
        tie_address: Address of each tie's luck, ``mix(mix(provider's address + kind) + client's address)``;
            no hash of names, since an office of two million people has twenty million ties. Shape (m,).
        notes: What a reader of the result should know: what was left out of the files, what is missing.
    """

    ids: list[str]
    departments: list[str]
    department: Indices
    team: Indices
    boss: Indices
    level: Indices
    own_work: Floats
    facing: Floats
    load: Floats
    skill: Floats
    entitlement: Floats
    morale_set: Floats
    cynicism_set: Floats
    cooperation_set: Floats
    skill_mean: Floats
    client: Indices
    provider: Indices
    kind: Indices
    weight: Floats
    client_start: Indices
    by_provider: Indices
    provider_start: Indices
    team_start: Indices
    team_members: Indices
    person_address: Addresses
    tie_address: Addresses
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._seal()

    def __setstate__(self, state: dict[str, object]) -> None:
        """Copies and pickles come with writeable arrays; close them again."""
        self.__dict__.update(state)
        self._seal()

    def _seal(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value.flags.writeable = False

    @property
    def headcount(self) -> int:
        """How many people work here."""
        return len(self.ids)

    @property
    def tie_count(self) -> int:
        """How many ties there are, client to provider."""
        return len(self.client)

    @property
    def teams(self) -> int:
        """How many teams there are: people of one department who share a boss."""
        return len(self.team_start) - 1

    @property
    def reports(self) -> Indices:
        """How many people report directly to each, shape (n,)."""
        return np.bincount(self.boss[self.boss >= 0], minlength=self.headcount).astype(np.int64, copy=False)

    @property
    def is_boss(self) -> NDArray[np.bool_]:
        """Who has people who report to them, shape (n,)."""
        return self.reports > 0

    @property
    def department_sizes(self) -> Indices:
        """How many people work in each department, shape (D,)."""
        return np.bincount(self.department, minlength=len(self.departments)).astype(np.int64, copy=False)


def utilisation(organization: Organization, request_effort: float | Sequence[float]) -> Floats:
    """How busy each department is at nominal demand: work that comes in over work that can be done.

    Args:
        organization: The office.
        request_effort: Work that one request takes, in days: one number, or one for each
            :class:`sim.policy.Kind` in its order.

    Returns:
        Own work × skill (cases are given out by what people can do) plus requests × effort, over skill, each summed
        over the department, shape (D,); 1 is as much as an average day holds. Skills that the run has yet to draw
        count as the department's mean.
    """
    n, D = organization.headcount, len(organization.departments)
    effort = np.broadcast_to(np.asarray(request_effort, dtype=np.float64), len(Kind))
    asked = np.bincount(organization.provider, weights=organization.weight * effort[organization.kind], minlength=n)
    able = np.where(np.isnan(organization.skill), organization.skill_mean, organization.skill)
    load = np.bincount(organization.department, weights=organization.own_work * able + asked, minlength=D)
    return load / np.bincount(organization.department, weights=able, minlength=D)
