"""``sim explain``: what a word of the model means, where it enters, and what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sim.cli import WRONG_INPUT

if TYPE_CHECKING:
    from sim.glossary import Term

NOT_TRIED = frozenset({"run", "policy"})
"""Kinds of numbers that say when something happens and not what."""


@click.command(short_help="Say what a word means: a lever, a measure, a coefficient …")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--no-run", is_flag=True, help="Do not try it out in a small office.")
def explain(names: tuple[str, ...], no_run: bool) -> None:
    """Say what NAME means: a lever, a coefficient, a measure, a state, a mechanism, a line of the ledger.

    It tells the unit, the range, the law it enters with its formula, the source and what that is worth; and it tries
    levers and other numbers out in a small office. Without NAME, it lists all names. A name that means several things
    can be asked in full, such as measure.morale; a section, such as scope, lists what it holds; and several names are
    explained one after the other.
    """
    from sim.glossary import find

    if not names:
        _list()
        return
    together = " ".join(names)  # net gain, client mindset
    known = True
    for number, name in enumerate([together] if find(together)[0] else names):
        if number:
            click.echo()
        known = _explain(name, no_run) and known
    if not known:
        raise click.exceptions.Exit(WRONG_INPUT)


def _explain(name: str, no_run: bool) -> bool:
    """Explain one name; tell whether there is such a name."""
    from sim.cli import telling
    from sim.cli.meaning import paragraphs, wrapped
    from sim.glossary import find, inside

    found, near = find(name)
    if not found and (held := inside(name)):
        click.echo(f"{name} is a section of a scenario; it holds:")
        for term in held:
            click.echo(wrapped(f"{term.name} ({term.where}): {term.meaning}", "  "))
        click.echo("For one of them: sim explain NAME")
        return True
    if not found:
        advice = f"; did you mean {near}?" if near else ""
        telling.say(f"There is no {_quoted(name)}{advice}\nFor all names: sim explain")
        return False
    for number, term in enumerate(found):
        if number:
            click.echo()
        for each in paragraphs(term):
            click.echo(each)
    tried = next((each for each in found if each.is_settable and each.kind not in NOT_TRIED), None)
    if tried is not None and not no_run:
        _try(tried)
    return True


def _quoted(name: str) -> str:
    from sim.scenario.problems import short

    return repr(short(name))


def _list() -> None:
    from itertools import groupby

    from sim.cli.meaning import wrapped
    from sim.glossary import KINDS, terms

    for kind, group in groupby(terms(), key=lambda each: each.kind):
        click.echo(f"{kind}: {KINDS[kind]}")
        names = list(dict.fromkeys(each.name for each in group))
        click.echo(wrapped(", ".join(names), "  "))
        click.echo()
    click.echo("For one of them: sim explain NAME")


def _try(term: Term) -> None:
    """Show what the number does in a small office."""
    from sim.cli import telling
    from sim.cli.meaning import wrapped
    from sim.cli.trying import OFFICE, REPLICATIONS, SHOWN, attempt, sense
    from sim.measures import MEASURES

    telling.say_if_cold()
    trial = attempt(term)
    policy = ", ".join(f"{name} {level:g}" for name, level in trial.policy.items())
    title = (
        f"In a small office ({OFFICE}{f', whose policy is {policy}' if policy else ''}): "
        f"{term.name} at {trial.low:g} and at {trial.high:g}, {REPLICATIONS} pairs of runs"
    )
    if trial.changes_nothing:
        click.echo()
        click.echo(wrapped(f"{title}. In this office it changes nothing."))
        return
    made = telling.table(
        ("measure", "left"), (f"at {trial.low:g}", "right"), (f"at {trial.high:g}", "right"), ("difference", "right"),
        ("95 % interval", "right"), ("", "left"),
        title=title,
    )  # fmt: skip
    for name in SHOWN:
        each = trial.differences[name]
        made.add_row(
            name, telling.number(each.twin), telling.number(each.policy), telling.number(each.difference, "+.4f"),
            f"{telling.number(each.low, '+.4f')} … {telling.number(each.high, '+.4f')}",
            sense(each.difference, MEASURES[name].better) if each.is_sure else "chance alone could do this",
        )  # fmt: skip
    click.echo()
    telling.console().print(made)
