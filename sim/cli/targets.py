"""Files that commands write: none of them takes the place of something else."""

from __future__ import annotations

from pathlib import Path

import click

PAGES = (".html", ".htm")
"""How the name of a page ends."""

MARKDOWN = (".md", ".markdown")
"""How the name of a Markdown file ends."""

YAML = (".yaml", ".yml")
"""How the name of a scenario or a plan ends."""


def refuse_other_ending(path: str, endings: tuple[str, ...], option: str) -> None:
    """Refuse a file whose name ends otherwise, so that a slip never overwrites a scenario.

    Raises:
        click.BadParameter: Saying which endings are allowed.
    """
    if Path(path).suffix.lower() not in endings:
        shown = click.format_filename(path)
        raise click.BadParameter(
            f"{shown} does not end in {' or '.join(endings)}, and nothing was written; write {shown}{endings[0]}",
            param_hint=option,
        )


def refuse_itself(path: str, read: str, option: str) -> None:
    """Refuse to write over the file that is read, by whatever name or link it is called.

    Raises:
        click.BadParameter: If both are the same file.
    """
    written, source = Path(path), Path(read)
    if written.exists() and source.exists() and written.samefile(source):
        raise click.BadParameter(
            f"{click.format_filename(path)} is the scenario itself, and is not overwritten; take another name",
            param_hint=option,
        )


def refuse_to_replace(path: str, endings: tuple[str, ...], option: str) -> None:
    """Refuse to write over a file that is there and whose name does not end as the new one's should.

    Raises:
        click.BadParameter: If there is such a file.
    """
    if Path(path).exists() and Path(path).suffix.lower() not in endings:
        raise click.BadParameter(
            f"{click.format_filename(path)} is there already and does not end in {' or '.join(endings)}, and is not "
            "overwritten; take another name",
            param_hint=option,
        )
