"""The patterns that the model must show, on seeds on which no number was fitted.

What is asked, and of which offices, is declared once, in ``sim.validation.claims``: sizes and whole intervals, not only
signs. ``sim validate`` asks the same on seeds of its own; whether the patterns held on these here was looked at between
changes of the model.
"""

from __future__ import annotations

import pytest

from sim.patterns import PATTERNS, Pattern
from sim.validation.claims import CLAIMS
from sim.validation.holding import held

SEEDS = tuple(range(3001, 3009))


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"{pattern.number}-{pattern.name.replace(' ', '-')}")
def test_the_model_shows_the_pattern(pattern: Pattern) -> None:
    claims = [each for each in CLAIMS if each.pattern == pattern.number]
    assert claims
    short = [
        f"“{each.claim.words}” shows {each.shown.mean:.4g} ({each.shown.low:.4g} … {each.shown.high:.4g}), asked for is "
        f"{'more' if each.claim.direction > 0 else 'less'} than {each.claim.limit:g}"
        for each in held(SEEDS, claims=claims, workers=1)
        if not each.met
    ]
    assert not short, "\n".join([pattern.statement, *short])
