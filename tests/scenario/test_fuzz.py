"""Ten thousand files that nobody would write: each is read, or answered with words, fast and in little memory.

For more of them: ``python tests/scenario/fuzz.py --files 200000``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz import Toll, trial
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FILES = 9_600
PARTS = 16


@pytest.mark.parametrize("part", range(PARTS))
def test_files_that_were_mutated(part: int, tmp_path: Path) -> None:
    toll = Toll()
    each = FILES // PARTS
    for seed in range(part * each, (part + 1) * each):
        toll.add(trial(seed, tmp_path))
    toll.assert_harmless()
    assert toll.read > each // 50  # some are still scenarios
    assert toll.answered > each // 2


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["extends", "policy", "days", "size", "cubicle_farm", "departments", "organization", "promise", "1", ".inf"])
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(SCALARS, inside, max_size=4),
    max_leaves=12,
)


def written(value: object) -> str:
    """A value as YAML in one line, without care."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(name)}: {written(each)}" for name, each in value.items()) + "}"
    return "[" + ", ".join(written(each) for each in value) + "]" if isinstance(value, list) else str(value)


@given(
    st.dictionaries(
        st.sampled_from(["extends", "policy", "organization", "days", "environment", "x"]), TREES, max_size=5
    )
)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_values_of_any_shape(tmp_path: Path, tree: dict[str, object]) -> None:
    text = "".join(f"{name}: {written(value)}\n" for name, value in tree.items())
    toll = Toll()
    toll.add(trial(text.encode("utf-8", "surrogatepass"), tmp_path))
    toll.assert_harmless()
