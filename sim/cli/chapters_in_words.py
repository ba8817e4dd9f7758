"""A story and its notes as paragraphs, for ``sim describe``."""

from __future__ import annotations

from collections.abc import Iterator

from sim.cli.prose import day_in_words, shocks_in_words
from sim.scenario import Chapter, Guess, Scenario, first_days

_OF = {
    "policy": "",
    "twin": ", without the policy",
    "difference": ", against the same office without the policy",
    "percent": ", in percent of the same office without the policy",
}


def story(scenario: Scenario) -> Iterator[str]:
    """What the room is told and asked, some paragraphs a chapter; nothing where there is no story."""
    days = first_days(scenario.chapters)
    for number, (each, first) in enumerate(zip(scenario.chapters, days, strict=True), 1):
        yield _joined(f"{number}. {each.title} (days {first} to {each.run_to}).", each.text, *_done(each))
        if each.question or each.guess:
            yield _joined("Asked:", each.question, _asked(each.guess) if each.guess else "")
        if each.reveal:
            yield _joined("Afterwards:", each.reveal)
        if each.debrief:
            yield _joined("To talk about:", each.debrief)


def _joined(*parts: str) -> str:
    """Texts one after the other, as one paragraph."""
    return " ".join(" ".join(part.split()) for part in parts if part)


def notes(scenario: Scenario) -> Iterator[str]:
    """What whoever tells the story should know; nothing where there are no notes."""
    said = scenario.notes
    if said.aim:
        yield f"Aim: {said.aim}"
    if said.minutes:
        yield f"It takes about {said.minutes} minutes in a room."
    for heading, lines in (
        ("Ask on the way", said.questions),
        ("Talk about afterwards", said.debrief),
        ("Do not claim", said.limits),
    ):
        if lines:
            yield f"{heading}: {_joined(*lines)}"


def _done(chapter: Chapter) -> Iterator[str]:
    if chapter.back_to is not None:
        yield f"It goes back to {day_in_words(chapter.back_to)}."
    for move in chapter.moves:
        when = f" from {day_in_words(move.start)} on" if move.start is not None else ""
        yield f"{move.lever} goes to {move.level:g}{when}" + (f", over {move.ramp} days." if move.ramp else ".")
    yield from shocks_in_words(chapter.shocks)


def _asked(guess: Guess) -> str:
    where = f" in {guess.department}" if guess.department else ""
    sign = " %" if guess.of == "percent" else ""
    ends = f"from {guess.low:g} to {guess.high:g}{sign}".replace("-", "−")
    return f"(The guess: {guess.measure}{where}{_OF[guess.of]}, {ends}.)"
