"""The tutorial as a program: its edits and commands are carried out, and what they print is put into the page or held against it.

``uv run python tests/tutorial.py`` writes the outputs of ``scenarios/TUTORIAL.md`` anew, for when the model's numbers have
changed. In the page,

- a block ``console`` holds commands behind ``$`` and what they print, both streams;
- a block ``diff my_shop.yaml`` is an edit of that file: lines behind ``-`` are replaced by those behind ``+``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sim.cli import main
from sim.scenario import shipped_folder

PAGE = Path(__file__).resolve().parent.parent / "scenarios" / "TUTORIAL.md"

_BLOCK = re.compile(r"^```(console|diff [^\n]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CHANGING = (
    (re.compile(r"^Compiling the model.*\n", re.MULTILINE), ""),
    (re.compile(r"(results/[\w-]+-)[0-9a-f]{6,}"), r"\1…"),
    (re.compile(re.escape(f"{shipped_folder()}{os.sep}")), "scenarios/"),
)
"""What differs from machine to machine and from model to model: whether it was compiled, folders called by a digest, and
where the program is; readers are in its folder."""


class Step(NamedTuple):
    """One command or one edit, as the page has it and as it comes out now."""

    line: int
    asked: str
    told: str
    now: str


def carried_out(text: str) -> Iterator[tuple[re.Match[str], list[Step]]]:
    """Do what a page says, in an empty folder, and yield each block with its steps.

    Args:
        text: The page.
    """
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for block in _BLOCK.finditer(text):
                line = text.count("\n", 0, block.start()) + 1
                kind, content = block.groups()
                yield block, list(_commands(content, line)) if kind == "console" else [_edit(kind[5:], content, line)]
        finally:
            os.chdir(before)


def _commands(content: str, line: int) -> Iterator[Step]:
    for part in re.split(r"^(?=\$ )", content, flags=re.MULTILINE)[1:]:
        command, _, told = part.partition("\n")
        yield Step(line, command, told, _run(command.removeprefix("$ ")))


def _run(command: str) -> str:
    """What a command prints, without blanks at the ends of lines."""
    program, *arguments = shlex.split(command)
    assert program == "sim", f"the tutorial runs sim only, not {program}"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), contextlib.suppress(SystemExit):
        main(arguments)
    text = printed.getvalue()
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return "".join(f"{each.rstrip()}\n" for each in text.rstrip().split("\n"))


def _edit(name: str, content: str, line: int) -> Step:
    """Replace the lines behind ``-`` by those behind ``+``; they are found by what stands before the colon."""
    lines = content.splitlines()
    old, new = ([each[1:] for each in lines if each[0] == sign] for sign in "-+")
    path = Path(name)
    text = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, each in enumerate(text) if _names(text[number : number + len(old)]) == _names(old))
    found = text[at : at + len(old)]
    path.write_text("\n".join([*text[:at], *new, *text[at + len(old) :]]) + "\n", encoding="utf-8")
    now = "".join(f"{sign}{each}\n" for sign, these in (("-", found), ("+", new)) for each in these)
    return Step(line, f"edit {name}", content, now)


def _names(lines: list[str]) -> list[str]:
    return [each.partition(":")[0] for each in lines]


def retold(text: str) -> str:
    """The page with the outputs of today."""
    made, end = "", 0
    for block, steps in carried_out(text):
        inside = "".join(f"{each.asked}\n{each.now}" if each.asked.startswith("$ ") else each.now for each in steps)
        made += text[end : block.start()] + f"```{block[1]}\n{inside}```"
        end = block.end()
    return made + text[end:]


if __name__ == "__main__":
    PAGE.write_text(retold(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
