"""Evening: what the day did to grudges and warmth, and what a departure leaves of them."""

from __future__ import annotations

from oracle.adding import total
from oracle.employee import Employee
from oracle.luck import WORD, draw
from oracle.tie import Tie
from sim.luck import Purpose


def meet(tie: Tie) -> None:
    """Draw the warmth to which the two people on a tie would come by themselves."""
    c = tie.client.office.coefficients
    mean = c.affinity_peers if tie.peer else c.affinity_others
    both = (tie.client.address + tie.provider.address) % WORD
    shared = draw(tie.client.office.seed, Purpose.mutual_affinity, tie.client.office.day, both).bell
    own = tie.luck(Purpose.affinity).bell
    tie.affinity = tie.client.office.laws.relations.liking(
        usual=mean, shared=shared, own=own, affinity_spread=c.affinity_spread, mutual_affinity=c.mutual_affinity
    )


def part(tie: Tie) -> None:
    """One of the two people leaves: open requests lapse, the successor starts without grudge, less warm than will come."""
    client = tie.client
    meet(tie)
    begins = client.office.coefficients.new_warmth * tie.affinity
    tie.animosity = client.moved("animosity_turnover", tie.animosity, -tie.animosity)
    tie.camaraderie = client.moved("camaraderie_turnover", tie.camaraderie, begins - tie.camaraderie)
    tie.will = client.office.coefficients.ordinary_should
    tie.since_offence = 0.0
    tie.backlog = 0.0
    tie.waiting = 0.0


def relate(client: Employee) -> None:
    """End a client's ties with those who left, let all others settle, and sum up what the client feels."""
    for tie in client.ties:
        if client.left > 0.0 or tie.provider.left > 0.0:
            part(tie)
        elif client.there and tie.provider.there:
            settle_for_the_night(client, tie)
    sum_up(client)


def sum_up(client: Employee) -> None:
    """What a client feels towards all providers together."""
    within = [tie for tie in client.ties if tie.provider.department == client.department]
    peers = [tie for tie in client.ties if tie.peer]
    client.animosity_felt = total(tie.animosity for tie in client.ties)
    client.animosity_squared = total(tie.animosity * tie.animosity for tie in client.ties)
    client.animosity_within = total(tie.animosity for tie in within)
    client.negative_ties = total(1.0 for tie in client.ties if tie.animosity > tie.camaraderie)
    client.camaraderie_felt = total(tie.camaraderie for tie in client.ties)
    client.peer_camaraderie = total(tie.camaraderie for tie in peers)
    client.peer_warmth = client.peer_camaraderie / max(float(len(peers)), 1.0)


def settle_for_the_night(client: Employee, tie: Tie) -> None:
    """The grudge fades; warmth grows with contact and help and is crowded out by exchange."""
    law, c, levers = client.office.laws.relations, client.office.coefficients, client.office.levers
    grudge, warmth = tie.animosity, tie.camaraderie
    fades = law.forgiven(animosity=grudge, since_offence=tie.since_offence, camaraderie=warmth)
    tie.animosity = client.moved("animosity_forgiveness", grudge, -fades)

    met = law.contact(quality=tie.quality, camaraderie=warmth) if tie.served > 0.0 else 0.0
    drawn = law.kept_affinity(camaraderie=warmth, affinity=tie.affinity)
    helped = c.help_warmth * client.help_received * (1.0 - warmth) if tie.peer else 0.0
    built = c.building_warmth * levers.team_building * (1.0 - warmth) if tie.peer else 0.0
    exchange = law.exchange(
        peer=1.0 if tie.peer else 0.0,
        shown=client.display,
        scope=tie.scope,
        service_agreements=levers.service_agreements,
    )
    crowded = law.crowded_out(
        camaraderie=warmth, own_exchange=exchange, shield=c.building_shield * levers.team_building
    )
    now = client.moved("camaraderie_contact", warmth, met)
    now = client.moved("camaraderie_affinity", now, drawn)
    now = client.moved("camaraderie_grudge", now, -c.grudge_chill * grudge * warmth)
    now = client.moved("camaraderie_help", now, helped)
    now = client.moved("camaraderie_team_building", now, built)
    tie.camaraderie = client.moved("camaraderie_crowding", now, -crowded)
