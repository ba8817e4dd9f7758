"""How a story moves the offices: what a chapter says is planned for its days, and they are brought to where it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.live.script import LeverCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sim.live.chapters import Entry, Telling
    from sim.live.offices import Offices
    from sim.live.script import Command


def plan(offices: Offices, commands: Iterable[Command]) -> None:
    """Plan what a story does, for the days on which it does so."""
    for command in commands:
        if isinstance(command, LeverCommand):
            offices.move(command.lever, command.level, command.ramp, max(command.day, offices.day))
        else:
            offices.strike(command.shock.kind, command.shock)


def goes_on(offices: Offices, telling: Telling, entry: Entry, *, in_order: bool) -> bool:
    """Bring the offices from the chapter before to where the next begins, if that is possible.

    Args:
        offices: The offices; they are lived on, or gone back with.
        telling: The story, turned to the chapter.
        entry: Where the chapter begins.
        in_order: Whether they have lived what the chapters before say, and nothing else.
    """
    if not in_order or entry.day > offices.day:
        return False
    if entry.day < offices.day:
        offices.go_to(entry.day)
        offices.forget()
    plan(offices, telling.fresh())
    return True


def lived_anew(offices: Offices, telling: Telling, day: int, told: Callable[[int], object]) -> None:
    """Let newly opened offices live, under all that the story says, up to a day."""
    plan(offices, telling.script())
    while offices.day < day and offices.live(min(50, day - offices.day)):
        told(offices.day)
