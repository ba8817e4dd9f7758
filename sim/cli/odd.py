"""``sim odd``: the model description, written from the declarations."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli import targets


@click.command()
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a Markdown file instead."
)  # fmt: skip
def odd(output: str | None) -> None:
    """Write the model description in the field's own form, ODD (Grimm et al. 2020).

    It is made from the declarations and the laws of the program, the order of the day included, and so cannot drift
    from what the program does. The register of assumptions comes first.
    """
    from sim.odd import description

    if output is None:
        click.echo(description(), nl=False)
    else:
        targets.refuse_to_replace(output, targets.MARKDOWN, "--output")
        Path(output).write_text(description(), encoding="utf-8")
        click.echo(f"Wrote {output}", err=True)
