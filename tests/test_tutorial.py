"""The tutorial: a reader who follows it gets what it shows."""

from __future__ import annotations

import re
from pathlib import Path

from tutorial import PAGE, carried_out, retold

TEXT = PAGE.read_text(encoding="utf-8")


def test_every_command_prints_what_the_page_shows() -> None:
    steps = [each for _, some in carried_out(TEXT) for each in some]
    assert len(steps) > 15
    for each in steps:
        assert each.now == each.told, (
            f"{PAGE.name}:{each.line}: {each.asked} prints something else; uv run python tests/tutorial.py puts it right"
        )
    told = {each.asked.split()[2] for each in steps if each.asked.startswith("$ sim")}
    assert {"new", "check", "explain", "describe", "diff", "compare", "sweep"} <= told


def test_there_are_six_exercises() -> None:
    assert re.findall(r"^## (\d)\. ", TEXT, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]


def test_retelling_puts_right_what_has_changed() -> None:
    page = (
        "Words.\n\n```console\n$ sim new a.yaml --from small_shop\nnonsense\n```\n\n"
        "```diff a.yaml\n-  promise: 7\n+  promise: 0.25\n```\n\n"
        "```console\n$ sim check a.yaml\n$ sim describe a.yaml --set days=x\n```\nMore words.\n"
    )
    once = retold(page)
    assert "nonsense" not in once
    assert "Wrote a.yaml\n" in once
    assert "-  promise: 7\n" not in once
    assert "+  promise: 0.25\n" in once
    assert "$ sim check a.yaml\na.yaml: no mistakes, no doubts\n$ sim describe" in once
    assert once.endswith("```\nMore words.\n")
    assert retold(once) == once


def test_its_files_are_not_left_behind() -> None:
    assert not any(Path.cwd().glob("my_shop*"))
