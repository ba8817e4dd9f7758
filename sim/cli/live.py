"""``sim live``: the offices in the browser."""

from __future__ import annotations

import click

PORT = 8765
"""The first port that is tried."""

ROOM_PORT = 8770
"""The first port that is tried for phones: apart from the others, so that a firewall can be opened for it alone."""


@click.command(short_help="Show two offices in the browser: play, move levers, go back, ask why.")
@click.argument("scenario", required=False)
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=PORT, show_default=True, metavar="PORT",
    help="Where to listen on this machine; the next free one is taken.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**53 - 1), default=1, show_default=True, metavar="SEED",
    help="Seed of the luck with which a session begins.",
)  # fmt: skip
@click.option(
    "--room", is_flag=True,
    help="Let phones on the same network send predictions. Without it nothing listens beyond this machine.",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def live(scenario: str | None, port: int, seed: int, room: bool, no_browser: bool) -> None:
    """Show SCENARIO in the browser: the same people and the same luck in two offices, with its policy and without.

    Everything is chosen on the page: other scenarios, the levers, shocks, the seed, an earlier day. Ctrl-C ends it.
    """
    from sim.cli import telling
    from sim.live.hall import FALLBACK, Hall
    from sim.live.serving import PortError, open_doors
    from sim.scenario.finding import find

    given = FALLBACK if scenario is None else scenario
    find(given)  # a name that is nowhere is said here; what is wrong inside a scenario is told on the page
    made = None
    if room:
        from sim.live.room import Room

        made = Room()
    try:
        open_doors(
            Hall(given, seed=seed, room=made),
            port,
            browser=not no_browser,
            room_port=ROOM_PORT if room else None,
            told=telling.say,
        )
    except PortError as error:
        raise click.UsageError(f"{error}") from None
    except KeyboardInterrupt:  # the way to end it
        telling.say("Ended.")
