"""The same numbers again: on every Python, Mesa and processor, and next year.

Whoever changes the model's numbers on purpose runs ``uv run python tests/test_same_numbers.py``, puts the new digests
here, and says "Results change: …" in the commit.
"""

from __future__ import annotations

import hashlib

import pytest

from sim.opening import inputs_of, organization_of
from sim.run import live, open_lanes
from sim.scenario import load

DIGESTS = {
    ("small_shop", 1, 120): "8b5dcfdf03bc13ad984d35e6f67c3288",
    ("slogan_only", 2, 100): "e45231eef74668320d87dc540c847301",
    ("recession", 3, 300): "248d91dabb9151c47023b65b0314d717",
}
"""Digests of all that was observed, by scenario, seed and days."""


def digest(name: str, seed: int, days: int) -> str:
    """A hash of every bit of a run's tally, of the organization's course, and of the people at the end."""
    scenario = load(name)
    lanes = open_lanes(organization_of(scenario, seed), [inputs_of(scenario, seed, days)])
    live(lanes, 0, days)
    told = hashlib.blake2b(digest_size=16)
    for array in (lanes.tally, lanes.office_days, lanes.people, lanes.ties):
        told.update((array + 0.0).tobytes())  # minus zero and zero are the same number
    return told.hexdigest()


@pytest.mark.parametrize("run", DIGESTS, ids=lambda run: run[0])
def test_a_run_gives_the_bits_that_were_published(run: tuple[str, int, int]) -> None:
    """Another number anywhere: a change of the model that nobody announced, or a processor or Python that differs."""
    assert digest(*run) == DIGESTS[run]


if __name__ == "__main__":
    for each in DIGESTS:
        print(f'    {each}: "{digest(*each)}",'.replace("'", '"'))  # noqa: T201
