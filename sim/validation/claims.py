"""The eleven patterns as statements with a size: what is read off which offices, and what it must exceed or stay under."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim import measures
from sim.measures import Array
from sim.validation.living import Variant

Run = Mapping[str, Mapping[str, Array]]
"""The courses of one seed: by office, then by measure, shape (days,)."""

MINDSET = "policy.client_mindset=0.8"

OFFICES = (
    Variant("farm"),
    Variant("mindset", overrides=(MINDSET,)),
    Variant("mindset, peers spared", overrides=(MINDSET, "policy.scope.peers=0")),
    Variant("mindset, cynical", overrides=(MINDSET, "people.cynicism=0.6")),
    Variant("slogan", "slogan_only"),
    Variant("client coworker", "client_coworker"),
    Variant("wise manager", "wise_manager"),
    Variant("customers first", "customer_first"),
    Variant("colleagues first", "colleagues_first"),
    Variant("recognition", "recognition"),
    Variant("slack farm", overrides=("environment.demand=0.7",)),
    Variant("slack quiet", overrides=("environment.demand=0.7", MINDSET, "policy.promise=0.3")),
    Variant("slack loud", overrides=("environment.demand=0.7", MINDSET, "policy.promise=0.55")),
    Variant("slack slogan", "slogan_only", ("environment.demand=0.7",)),
    Variant("tight farm", overrides=("environment.demand=1.25",)),
    Variant("tight quiet", overrides=("environment.demand=1.25", MINDSET, "policy.promise=0.3")),
    Variant("tight loud", overrides=("environment.demand=1.25", MINDSET, "policy.promise=0.55")),
    Variant("tight slogan", "slogan_only", ("environment.demand=1.25",)),
)
"""The offices of which two years are looked at."""

LONG_OFFICES = (
    Variant("farm for years"),
    Variant("recession", "recession"),
    Variant("recession, served", "recession_with_internal_service"),
    Variant("served for years", "recession_with_internal_service", ("environment.shocks=[]",)),
)
"""The offices of which five years are looked at."""

DAYS, LONG_DAYS = 500, 1250


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a pattern says.

    Attributes:
        pattern: The pattern's number.
        words: What it says.
        read: Reads it off one seed's courses, as one number.
        above: The whole interval must lie above this; None where it must lie below something.
        below: The whole interval must lie below this.
        zero: The size from which on the bare sign is right: what counts in worlds that nobody has calibrated.
        why: Why the model does not show it, in words; empty where it does, or where nobody knows.
    """

    pattern: int
    words: str
    read: Callable[[Run], float]
    above: float | None = None
    below: float | None = None
    zero: float = 0.0
    why: str = ""

    @property
    def limit(self) -> float:
        """The size that is asked for."""
        limit = self.above if self.above is not None else self.below
        assert limit is not None
        return limit

    @property
    def direction(self) -> int:
        """1 where more is asked for, −1 where less is."""
        return 1 if self.above is not None else -1

    def is_met(self, low: float, high: float) -> bool:
        """Whether a whole interval has the size that is asked for."""
        return low > self.limit if self.direction > 0 else high < self.limit

    def has_sign(self, mean: float) -> bool:
        """Whether a mean points the right way."""
        return self.direction * (mean - self.zero) > 0


def late(run: Run, office: str, measure: str) -> float:
    """The mean of a measure over the last quarter of the days."""
    return float(measures.last_quarter(run[office][measure]))


def over(run: Run, office: str, measure: str, first: int, last: int) -> float:
    """The mean of a measure over the days from first to last."""
    return float(np.nanmean(run[office][measure][first:last]))


def gain(measure: str, office: str, against: str = "farm") -> Callable[[Run], float]:
    """How much more of a measure an office has late than another."""
    return lambda run: late(run, office, measure) - late(run, against, measure)


def early_gain(measure: str, office: str, against: str = "farm") -> Callable[[Run], float]:
    """The same, in the weeks after the campaign has begun."""
    return lambda run: over(run, office, measure, 80, 140) - over(run, against, measure, 80, 140)


def _yearly(measure: str) -> Callable[[Run], Array]:
    return lambda run: np.array(
        [over(run, "farm for years", measure, start, start + 250) for start in range(0, LONG_DAYS, 250)]
    )


def _stable(measure: str, low: float, high: float, drift: float) -> tuple[Claim, ...]:
    yearly = _yearly(measure)
    return (
        Claim(1, f"{measure} stays above {low:g} in each of five years", lambda run: float(yearly(run).min()), above=low, zero=low),
        Claim(1, f"{measure} stays below {high:g}", lambda run: float(yearly(run).max()), below=high, zero=high),
        Claim(1, f"{measure} drifts by less than {drift:g} from the second year to the fifth",
              lambda run: float(abs(yearly(run)[4] - yearly(run)[1])), below=drift, zero=drift),
    )  # fmt: skip


def _kept(first: int, last: int) -> Callable[[Run], float]:
    """How much larger a share of its customers an office with internal service keeps in a recession than one without.

    Each is compared with its own course without the recession, since good service wins customers in any times.
    """

    def share(run: Run, office: str, without: str) -> float:
        return float(np.mean(run[office]["customers"][first:last] / run[without]["customers"][first:last]))

    return lambda run: share(run, "recession, served", "served for years") - share(run, "recession", "farm for years")


def _more_than(more: Callable[[Run], float], less: Callable[[Run], float]) -> Callable[[Run], float]:
    return lambda run: more(run) - less(run)


def _peers_kept(run: Run) -> float:
    whole, spared = gain("peer_camaraderie", "mindset")(run), gain("peer_camaraderie", "mindset, peers spared")(run)
    return spared - 0.25 * whole


def _gain_kept(run: Run) -> float:
    return gain("productivity", "mindset, peers spared")(run) - 0.7 * gain("productivity", "mindset")(run)


def _slower(run: Run) -> float:
    return over(run, "mindset, cynical", "mindset", 100, 150) - over(run, "mindset", "mindset", 100, 150)


CLAIMS = (
    *_stable("morale", 0.40, 0.65, 0.06),
    *_stable("cynicism", 0.15, 0.45, 0.03),
    *_stable("animosity", 0.001, 0.05, 0.02),
    *_stable("productivity", 0.25, 0.40, 0.02),
    *_stable("customers", 0.85, 1.15, 0.08),
    Claim(2, "mindset alone raises productivity", gain("productivity", "mindset"), above=0.005),
    Claim(2, "and service quality", gain("service_quality", "mindset"), above=0.10),
    Claim(2, "camaraderie between peers falls", gain("peer_camaraderie", "mindset"), below=-0.10),
    Claim(3, "a slogan raises service for some weeks", early_gain("service_quality", "slogan"), above=0.02),
    Claim(
        3,
        "service is worse later than early",
        _more_than(gain("service_quality", "slogan"), early_gain("service_quality", "slogan")),
        below=-0.02,
    ),
    Claim(3, "then cynicism stands above the twin's", gain("cynicism", "slogan"), above=0.10),
    Claim(3, "and animosity", gain("animosity", "slogan"), above=0.03),
    Claim(
        3,
        "most where capacity is tight",
        _more_than(gain("animosity", "tight slogan", "tight farm"), gain("animosity", "slack slogan", "slack farm")),
        above=0.01,
    ),
    Claim(3, "gains reverse", gain("productivity", "slogan"), below=0.0),
    Claim(
        4,
        "with a wise manager animosity stays near the twin's or under it",
        gain("animosity", "wise manager"),
        below=0.002,
        zero=0.002,
    ),
    Claim(4, "and gains remain", gain("productivity", "wise manager"), above=0.01),
    Claim(4, "or grow", gain("productivity", "wise manager", "client coworker"), above=0.01),
    Claim(
        5,
        "the back office gains more service quality",
        _more_than(gain("service_quality_back_office", "mindset"), gain("service_quality_facing", "mindset")),
        above=0.05,
    ),
    Claim(6, "leaving peers out spares three quarters of the camaraderie", _peers_kept, above=0.0),
    Claim(6, "and keeps 70 % of the gain", _gain_kept, above=0.0),
    Claim(7, "customers first: approvals wait", gain("approval_wait", "customers first"), above=0.05),
    Claim(7, "own cases block", gain("blocked", "customers first"), above=0.10),
    Claim(7, "even external satisfaction falls", gain("satisfaction", "customers first"), below=-0.02),
    Claim(7, "colleagues first raises it", gain("satisfaction", "colleagues first"), above=0.005),
    Claim(8, "recognition raises helping", gain("helping", "recognition"), above=0.0005),
    Claim(8, "cooperation", gain("cooperation", "recognition"), above=0.02),
    Claim(8, "and output", gain("productivity", "recognition"), above=0.001),
    Claim(9, "with internal service fewer customers are lost in a recession", _kept(250, 500), above=0.005),
    Claim(9, "and more are back soon after", _kept(500, 600), above=0.0),
    Claim(10, "a quiet promise pays in a slack office", gain("productivity", "slack quiet", "slack farm"), above=0.0),
    Claim(10, "and in a tight one", gain("productivity", "tight quiet", "tight farm"), above=0.0),
    Claim(10, "a loud promise pays in a slack office", gain("productivity", "slack loud", "slack farm"), above=0.0),
    Claim(10, "and costs in a tight one", gain("productivity", "tight loud", "tight farm"), below=0.0),
    Claim(11, "cynical offices adopt the mindset slowly", _slower, below=-0.15),
    Claim(11, "and less of it", gain("mindset", "mindset, cynical", "mindset"), below=-0.10),
)
"""What the patterns say, in their order."""
