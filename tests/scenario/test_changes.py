"""Empty values and nearly inherited names are doubted where they stand; what is meant is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cli.examining import examine
from sim.scenario import Department

OWN_WORK = Department.model_fields["own_work"].default


def _told(text: str, folder: Path) -> list[tuple[int, str]]:
    path = folder / "x.yaml"
    path.write_text("extends: small_shop\n" + text, encoding="utf-8")
    findings = examine(str(path))
    assert not findings.mistakes, findings.mistakes
    words = ("has no value here", "is removed here", "any more", "is new here")
    return [(each.line, each.message) for each in findings.doubts if any(word in each.message for word in words)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("policy:\n  promise:\n", 3, "promise has no value here, so it goes back to 0 (small_shop.yaml says 0.5)"),
        (
            "organization:\n  departments:\n    counter:\n      own_work:\n",
            5,
            f"own_work has no value here, so it goes back to {OWN_WORK:g} (small_shop.yaml says 0.74)",
        ),
        ("title:\n", 2, "title has no value here, so it goes back to what it is where nobody says it"),
        (
            "organization:\n  departments:\n    workshop:\n",
            4,
            "workshop is removed here; if that is not meant, give it a size",
        ),
        (
            "organization:\n  departments:\n    counter:\n      depends_on:\n        office:\n",
            6,
            "counter does not depend on office any more",
        ),
        (
            "organization:\n  departments:\n    conter: {size: 3, depends_on: {office: 0.1}}\n",
            4,
            "conter is new here; did you mean counter?",
        ),
    ],
)
def test_what_is_hardly_meant_is_doubted(text: str, line: int, says: str, tmp_path: Path) -> None:
    ((found, message),) = _told(text, tmp_path)
    assert found == line
    assert message.startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "policy:\n  promise: null\n",
        "policy:\n",
        "days: 400\norganization:\n  departments:\n    workshop: null\n    works: {size: 3, depends_on: {office: 0.1}}\n",
        "organization:\n  departments:\n    lab: {size: 3, depends_on: {office: 0.1}}\n",
    ],
)
def test_what_is_meant_is_not(text: str, tmp_path: Path) -> None:
    assert _told(text, tmp_path) == []
