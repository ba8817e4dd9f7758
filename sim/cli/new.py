"""``sim new``: a scenario to begin with."""

from __future__ import annotations

from pathlib import Path

import click

SUFFIXES = (".yaml", ".yml")
"""How a scenario's file name ends, so that an editor knows what it is."""


@click.command(short_help="Begin a scenario of your own.")
@click.argument("file", type=click.Path(dir_okay=False), metavar="FILE.yaml")
@click.option(
    "--from", "base", default="cubicle_farm", show_default=True, metavar="SCENARIO",
    help="What to start from: the name of a scenario that comes with the program, or a file.",
)  # fmt: skip
def new(file: str, base: str) -> None:
    """Write FILE.yaml: a short scenario that extends another, with the five things that one changes first.

    A file that is there is never overwritten.

    The first line tells editors where the JSON Schema is, from which they complete names and underline mistakes (VS
    Code does with the extension YAML by Red Hat, others with yaml-language-server). It is a path from the file where the
    schema is nearby, as in a clone, and else the address of the schema on this machine, so that it holds wherever the
    file is. Where it does not hold any more, say on another machine, the editor is quiet and nothing else changes.
    """
    from sim.cli.beginning import text_of

    path = Path(file)
    if path.suffix not in SUFFIXES:
        raise click.BadParameter(
            f"{click.format_filename(file)} does not end in .yaml; write {click.format_filename(file)}.yaml",
            param_hint="FILE.yaml",
        )
    text = text_of(path, base)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except UnicodeEncodeError:
        path.unlink()
        raise click.BadParameter(
            f"{click.format_filename(base)} cannot be named in a text", param_hint="--from"
        ) from None
    except FileExistsError:
        raise click.BadParameter(
            f"{click.format_filename(file)} is there already, and is not overwritten; take another name",
            param_hint="FILE.yaml",
        ) from None
    click.echo(f"Wrote {click.format_filename(file)}")
    click.echo(f"Change a number in it, and then: sim check {click.format_filename(file)}")
