"""Tables and code in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """A table, line by line.

    Args:
        head: The headings.
        rows: The cells of each row.
    """
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |"


def code(text: str) -> str:
    """A name or a formula, set as it stands."""
    return f"`{text}`"
