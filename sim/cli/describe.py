"""``sim describe``: a scenario told in plain English, with where its numbers come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options, targets

if TYPE_CHECKING:
    from sim.scenario import Traced

_TEXTS = frozenset({"title", "story", "claim", "question", "chapters", "notes"})


@click.command(short_help="Tell a scenario in plain English.")
@options.scenario_argument
@options.set_option
@click.option("--all", "everything", is_flag=True, help="List the numbers that nobody says too, with their defaults.")
@click.option(
    "--html", type=click.Path(dir_okay=False), metavar="FILE",
    help="Write the office as a page with pictures that opens without a network.",
)  # fmt: skip
@options.json_option
def describe(scenario: str, overrides: tuple[str, ...], everything: bool, html: str | None, as_json: bool) -> None:
    """Tell SCENARIO: which office, which policy when, which shocks, and where each of its numbers comes from.

    --json prints the paragraphs, and each value as {"name", "value", "from", "line"}.
    """
    from sim.cli import telling
    from sim.scenario import trace

    if html is not None:
        targets.refuse_itself(html, scenario, "--html")
        targets.refuse_other_ending(html, targets.PAGES, "--html")
    traced = trace(scenario, overrides)
    if as_json:
        telling.print_json(_plain(traced, scenario, everything))
    else:
        for line in _story(traced, scenario):
            click.echo(line)
        click.echo()
        for line in _values(traced, everything):
            click.echo(line)
    if html is not None:
        from sim.cli.office_page import write_page

        write_page(html, traced.scenario, list(_paragraphs(traced, scenario)))
        telling.say_files(html)


def _paragraphs(traced: Traced, name: str) -> Iterator[tuple[str, list[str]]]:
    """Headings and what stands below them."""
    from sim.cli import chapters_in_words, prose

    told = traced.scenario
    yield "", [told.story] if told.story.strip() else []
    yield "The office", [prose.office(told), prose.people(told)]
    yield "The policy", list(prose.policy(told))
    yield "The world", [*prose.world(told), prose.horizon(told)]
    asked = [f"It is said: {told.claim}"] if told.claim.strip() else []
    asked += [f"To find out: {told.question}"] if told.question.strip() else []
    yield "What to look for", [*asked, f"sim compare {name}"]
    if told.chapters:
        yield "The story, for a room that predicts before it sees", list(chapters_in_words.story(told))
    if notes := list(chapters_in_words.notes(told)):
        yield "For whoever tells it", notes


def _story(traced: Traced, name: str) -> Iterator[str]:
    from sim.cli.meaning import wrapped
    from sim.cli.origins import called
    from sim.cli.picturing import picture
    from sim.scenario.tree import Place

    chain = ", which extends ".join(called(Place(each)) for each in traced.files)
    yield f"{traced.scenario.title or name} ({chain})"
    for heading, texts in _paragraphs(traced, name):
        if texts:
            yield ""
        if heading:
            yield heading
        yield from (wrapped(each, "  ") for each in texts)
        if heading == "The office":
            yield ""
            yield from (f"  {each}" for each in picture(traced.scenario))


def _values(traced: Traced, everything: bool) -> Iterator[str]:
    """Where the numbers come from: file by file, then the defaults."""
    from sim.cli.origins import called, defaults, said, shown

    values = [each for each in said(traced) if each.name.partition(".")[0] not in _TEXTS]
    yield "Where its values come from"
    sources = dict.fromkeys(each.place.source for each in values)
    for source in sorted(sources, key=lambda each: traced.files.index(each) if each in traced.files else -1):
        own = [each for each in values if each.place.source == source]
        yield f"  {called(own[0].place)}"
        for each in own:
            line = f" (line {each.place.line})" if each.place.line else ""
            yield f"    {each.name}: {shown(each.value)}{line}"
    left = defaults(traced)
    yield f"  nobody: {len(left)} numbers stand at their defaults" + ("" if everything else " (--all lists them)")
    if everything:
        yield from (f"    {name}: {value:g}" for name, value in left.items())


def _plain(traced: Traced, name: str, everything: bool) -> dict[str, Any]:
    from sim.cli.origins import called, defaults, said

    return {
        "scenario": name,
        "title": traced.scenario.title,
        "files": [each.path for each in traced.files],
        "told": {heading or "story": texts for heading, texts in _paragraphs(traced, name)},
        "values": [
            {"name": each.name, "value": each.value, "from": called(each.place), "line": each.place.line or None}
            for each in said(traced)
        ],
        "defaults": defaults(traced) if everything else None,
    }
