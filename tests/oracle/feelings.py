"""Evening: what the day did to people's mood, morale, cynicism, cooperation, mindset, strain and expectations."""

from __future__ import annotations

from oracle.attention import mean_scope
from oracle.employee import Employee
from sim.luck import Purpose


def go_home(person: Employee) -> None:
    """Everybody who is there takes the day home; a vacant chair feels nothing and has no ideas."""
    if not person.there:
        person.ideas = 0.0
        return
    feel(person)
    cooperate(person)
    adopt_mindset_and_cynicism(person)
    expect(person)
    tire(person)
    have_ideas(person)


def around(person: Employee, team_sum: float) -> float:
    """The mean of the team, whatever the boss is like."""
    law = person.office.laws.contagion
    return float(
        law.surround(team_sum=team_sum, team_count=person.team.count, boss=0.0, boss_present=0.0, boss_mood_weight=0.0)
    )


def feel(person: Employee) -> None:
    """Mood, and morale that follows it. Each part of the day acts on the mood with which one came."""
    law, c, world = person.office.laws, person.office.coefficients, person.office.world
    came_with, morale = person.mood, person.morale
    others = law.contagion.surround(
        team_sum=person.team.mood,
        team_count=person.team.count,
        boss=person.boss_mood,
        boss_present=person.boss_present,
    )
    chance = person.luck(Purpose.mood).bell
    returned = law.mood.returned(mood=came_with, morale=morale)
    caught = law.contagion.caught(own=came_with, around=others, speed=c.mood_contagion)

    mood = person.moved("mood_return", came_with, returned)
    mood = person.moved("mood_contagion", mood, caught)
    mood = person.moved("mood_shortfall", mood, -law.mood.hurt_by(own_shortfall=person.shortfall))
    mood = person.moved("mood_rudeness", mood, -c.rudeness * person.slighted)
    mood = person.moved("mood_gratitude", mood, law.mood.pleased_by(own_excess=person.excess))
    mood = person.moved("mood_waiting", mood, -c.hindrance * person.blocked)
    mood = person.moved("mood_helping", mood, c.helper_lift * person.help_given)
    mood = person.moved("mood_thanks", mood, c.thanks_lift * person.thanks)
    mood = person.moved("mood_autonomy", mood, c.autonomy_mood * (person.autonomy - 0.5))
    warmer = person.peer_warmth - c.affinity_peers if person.peer_warmth > 0.0 else 0.0
    mood = person.moved("mood_warmth", mood, c.warmth_mood * warmer)
    mood = person.moved("mood_ordinary", mood, c.ordinary_mood)
    mood = person.moved("mood_strain", mood, -c.strain_mood * person.strain)
    mood = person.moved("mood_cynicism", mood, -c.cynical_mood * (person.cynicism - c.middling_cynicism))
    mood = person.moved("mood_dislike", mood, -c.disliked_mood * person.animosity_met)
    mood = person.moved("mood_fear", mood, -c.fear_mood * world.fear)
    whole_team = min(person.team.members, key=lambda member: member.address)  # whose address stands for the team's
    of_team = whole_team.luck(Purpose.team_mood).bell
    mood = person.moved("mood_team_day", mood, c.team_mood_spread * of_team)
    person.mood = person.moved("mood_chance", mood, c.mood_spread * chance)

    followed = law.morale.morale_followed(mood=person.mood, morale=morale)
    back = law.morale.morale_returned(morale=morale, morale_set=person.morale_set)
    person.morale = person.moved("morale_mood", morale, followed)
    person.morale = person.moved("morale_set_point", person.morale, back)


def cooperate(person: Employee) -> None:
    """Good and bad turns are repaid, thanks encourage, the cynical withdraw, the team sets a norm."""
    law, c = person.office.laws, person.office.coefficients
    before = person.cooperation
    settled = law.contagion.caught(own=before, around=person.cooperation_set, speed=c.cooperation_return)
    repaid = law.cooperation.repaid(own_excess=person.excess, help_received=person.help_received, cooperation=before)
    withheld = law.cooperation.withheld(own_shortfall=person.shortfall, cooperation=before)
    thanked = c.thanks_cooperation * person.thanks * (1.0 - before)
    withdrawn = c.cynical_withdrawal * person.cynicism * before
    norm = law.contagion.caught(own=before, around=around(person, person.team.cooperation), speed=c.team_norm)

    now = person.moved("cooperation_set_point", before, settled)
    now = person.moved("cooperation_gratitude", now, repaid)
    now = person.moved("cooperation_retaliation", now, -withheld)
    now = person.moved("cooperation_thanks", now, thanked)
    now = person.moved("cooperation_cynicism", now, -withdrawn)
    person.cooperation = person.moved("cooperation_team_norm", now, norm)


def adopt_mindset_and_cynicism(person: Employee) -> None:
    """What one makes of management's words; mindset and cynicism of this morning act on each other."""
    law, c = person.office.laws, person.office.coefficients
    cynical, felt = person.cynicism, person.mindset
    levers = person.office.levers
    reach = max(levers.scope_departments, levers.scope_bosses, levers.scope_reports, levers.scope_peers)
    campaign = levers.client_mindset * reach
    adopted = law.mindset.adopted(client_mindset=campaign, cynicism=cynical, mindset=felt, trust=person.office.trust)
    lost = law.mindset.lost(client_mindset=campaign, cynicism=cynical, mindset=felt)
    from_team = law.contagion.caught(own=felt, around=around(person, person.team.mindset), speed=c.team_learning)
    from_boss = law.mindset.example(
        client_mindset=campaign,
        boss_mindset=person.boss_mindset,
        mindset=felt,
        boss_present=person.boss_present,
    )
    from_thanks = c.thanks_learning * campaign * person.thanks * (1.0 - felt)
    change = adopted - lost + from_team + from_boss + from_thanks
    person.mindset = min(1.0, max(0.0, felt + change))

    grown = law.cynicism.growth(own_breach=person.breach, trust=person.office.trust, cynicism=cynical)
    faded = law.cynicism.fade(cynicism=cynical, cynicism_set=person.cynicism_set, trust=person.office.trust)
    caught = law.contagion.caught(own=cynical, around=around(person, person.team.cynicism), speed=c.spreading)
    now = person.moved("cynicism_breach", cynical, grown)
    now = person.moved("cynicism_fading", now, faded)
    now = person.moved("cynicism_contagion", now, caught)
    person.cynicism = person.moved("cynicism_chance", now, c.hearsay * person.luck(Purpose.cynicism).bell)


def expect(person: Employee) -> None:
    """The service one feels entitled to tomorrow."""
    levers, law = person.office.levers, person.office.laws.expectations
    heard = law.heard_promise(
        promise=levers.promise,
        open_communication=levers.open_communication,
        service_agreements=levers.service_agreements,
    )
    change = law.should_change(
        should=person.should,
        own_ordinary=law.ordinary(entitlement=person.entitlement),
        heard=heard,
        own_excess=person.excess,
        service_agreements=levers.service_agreements,
    )
    person.should = min(1.0, max(0.0, person.should + change))


def tire(person: Employee) -> None:
    """How exhausted one is, from overload and from acting."""
    law = person.office.laws.strain
    worn = law.burden(
        own_overload=law.overload(left_work=person.left_work, capacity=person.capacity),
        blocked=person.blocked,
        interrupted=person.interrupted,
        hurt=person.shortfall + person.slighted,
        own_autonomy=person.autonomy,
        fear=person.office.world.fear,
    )
    change = law.strain_change(
        strain=person.strain,
        burden=worn,
        own_acted=person.acted,
        scope=mean_scope(person.office),
        morale=person.morale,
        acting_strain=person.office.coefficients.acting_strain,
    )
    person.strain = min(1.0, max(0.0, person.strain + change))


def have_ideas(person: Employee) -> None:
    """Ideas for better work, in the mood and mindset of this evening."""
    person.ideas = person.office.laws.ideas.ideas(
        mood=person.mood,
        mindset=person.mindset,
        empowerment=person.office.levers.empowerment,
        slack=person.slack,
        blocked=person.blocked,
    )
