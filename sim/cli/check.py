"""``sim check``: every mistake in a scenario, and what is hardly meant."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from sim.cli import WRONG_INPUT, options

if TYPE_CHECKING:
    from sim.cli.examining import Findings
    from sim.scenario import Problem

MOST_TOLD = 50
"""Mistakes and doubts of one file that are printed; all are in the JSON."""


@click.command(short_help="Find the mistakes in scenarios, all at once.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@options.json_option
def check(files: tuple[str, ...], as_json: bool) -> None:
    """Find every mistake in the scenarios FILE…, and doubt what is allowed and hardly meant.

    Each is told with file, line and column, what was found, what is allowed, and the nearest right name. The exit
    status is 2 where there are mistakes, 0 where there are none or doubts only.

    --json prints {"ok": …, "files": [{"file": …, "ok": …, "mistakes": […], "doubts": […]}]}; a mistake or a doubt is
    {"message", "file", "line", "column", "found", "allowed", "suggestion", "text"}: line and column count from 1 (0 where
    there is none), text is the line itself, and what does not apply is an empty text.
    """
    from sim.cli.examining import examine

    found = [examine(each) for each in files]
    if as_json:
        from sim.cli import telling

        telling.print_json({"ok": not any(each.mistakes for each in found), "files": [_plain(each) for each in found]})
    else:
        for each in found:
            _tell(each)
    if any(each.mistakes for each in found):
        raise click.exceptions.Exit(WRONG_INPUT)


def _plain(findings: Findings) -> dict[str, Any]:
    return {
        "file": findings.file,
        "ok": not findings.mistakes,
        "mistakes": [asdict(each) for each in findings.mistakes],
        "doubts": [asdict(each) for each in findings.doubts],
    }


def _tell(findings: Findings) -> None:
    _list(findings.mistakes)
    _list(findings.doubts, "doubt: ")
    counted = [_count(findings.mistakes, "mistake")]
    if not findings.mistakes:
        counted.append(_count(findings.doubts, "doubt"))
    elif not findings.doubts:
        counted.append("doubts are told once there are none")
    click.echo(f"{_shown(findings.file)}: {', '.join(each for each in counted if each)}")


def _list(problems: tuple[Problem, ...], sort: str = "") -> None:
    for each in problems[:MOST_TOLD]:
        click.echo(str(replace(each, message=sort + each.message)))
        click.echo()
    if len(problems) > MOST_TOLD:
        click.echo(f"and {len(problems) - MOST_TOLD} more\n")


def _count(problems: tuple[Problem, ...], word: str) -> str:
    number = len(problems)
    return f"no {word}s" if number == 0 else f"1 {word}" if number == 1 else f"{number} {word}s"


def _shown(name: str) -> str:
    from sim.scenario.problems import printable, short

    return printable(short(name, 500))
