"""How commands talk: JSON or tables on standard output, everything else on standard error."""

from __future__ import annotations

import json
import math
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from sim.experiment import Progress

WIDE = 140
"""Columns of the page where the output is no terminal."""

_BARS = "▁▂▃▄▅▆▇█"


def plain(value: Any) -> Any:
    """The same data with null for what is not finite, as JSON wants it."""
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def print_json(data: Any) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(plain(data), ensure_ascii=False, allow_nan=False))


def console() -> Console:
    """Where tables are printed; without colours, and wide, where that is no terminal."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)


def table(*columns: tuple[str, str], title: str | None = None) -> Table:
    """An empty table.

    Args:
        columns: Heading and justification of each column.
        title: What stands above it.
    """
    from rich import box
    from rich.table import Table

    made = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for heading, justify in columns:
        made.add_column(heading, justify=justify, no_wrap=justify == "right", overflow="fold")  # type: ignore[arg-type]
    return made


def number(value: float | None, form: str = ".4g") -> str:
    """A number as a person reads it, a dash for none."""
    if value is None or not math.isfinite(value):
        return "–"
    return format(value, form)


def give_or_take(value: float, high: float, form: str = "+.3g") -> str:
    """A difference and half the width of its interval, which Student's t makes symmetric: ``+0.31 ± 0.04``.

    Args:
        value: The difference.
        high: The upper end of its interval; NaN where there is none.
        form: The form of the difference; that of the half width has no sign.
    """
    if not math.isfinite(high):
        return number(value, form)
    return f"{number(value, form)} ± {number(high - value, form.replace('+', '').replace('.3g', '.2g'))}"


def sparkline(values: Any, width: int = 24) -> str:
    """The course of a series in one line of blocks, blank where it has no value."""
    import numpy as np

    parts = [part[np.isfinite(part)] for part in np.array_split(np.asarray(values, dtype=np.float64), width)]
    means = [float(part.mean()) if len(part) else math.nan for part in parts]
    known = [each for each in means if math.isfinite(each)]
    if not known:
        return ""
    low, reach = min(known), max(known) - min(known)
    top = len(_BARS) - 1
    return "".join(
        " " if not math.isfinite(each) else _BARS[round(top * (each - low) / reach) if reach > 0 else 0]
        for each in means
    )


def say(text: str) -> None:
    """Say something beside the results."""
    click.echo(text, err=True)


def say_files(*paths: Path | str) -> None:
    """Name the files that were written."""
    for path in paths:
        click.echo(f"Wrote {path}", err=True)


def say_if_too_late(scenario: str, overrides: tuple[str, ...]) -> None:
    """Say what begins too late to be seen: a run that ends before its policy begins shows nothing, and looks like a result."""
    from sim.scenario import trace
    from sim.scenario.doubts import too_late

    for each in too_late(trace(scenario, overrides)):
        say(f"Mind: {each.message}" + (f" ({each.suggestion})" if each.suggestion else ""))


def say_if_cold() -> None:
    """Say that the model is being compiled, if it is."""
    from sim.experiment import is_cold

    if is_cold():
        say("Compiling the model for the first time on this machine; this takes a few seconds …")


def command_line() -> str:
    """The command as it was typed, for the record."""
    return shlex.join(["sim", *sys.argv[1:]])


@contextmanager
def progress(unit: str = "runs") -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error that shows how far an experiment has come and the time left; nothing where no one looks."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit), TimeElapsedColumn(),
        TextColumn("left:"), TimeRemainingColumn(), console=Console(stderr=True), transient=True,
    )  # fmt: skip
    tasks: list[TaskID] = []

    def told(state: Progress) -> None:
        if not tasks:
            tasks.append(bar.add_task("Simulating", total=state.runs, completed=state.before))
        bar.update(tasks[0], completed=state.before + state.done)

    with bar:
        yield told


@contextmanager
def parts() -> Iterator[Callable[[int, int], None]]:
    """A line on standard error that counts the parts of a step that are done; nothing where no one looks."""
    if not sys.stderr.isatty():
        yield lambda done, many: None  # noqa: ARG005
        return

    def told(done: int, many: int) -> None:
        click.echo(f"\r{done} of {many} parts of this step are done ", err=True, nl=done == many)

    yield told
