"""Evening: people quit, are laid off, and newcomers take vacant chairs."""

from __future__ import annotations

import math

from oracle.employee import Employee
from oracle.luck import Draw
from sim.luck import Purpose


def come_and_go(person: Employee) -> None:
    """Decide whether a person leaves today; the chair is vacant until a newcomer takes it."""
    person.quit = person.laid_off = person.left = person.hired = 0.0
    if not person.there:
        wait_for_newcomer(person)
        return
    person.tenure += 1.0
    world, luck = person.office.world, person.luck(Purpose.staffing)
    if luck.first < world.layoffs:
        person.laid_off = 1.0
        leave(person, luck)
    elif luck.second < quit_hazard(person):
        person.quit = 1.0
        leave(person, luck)


def quit_hazard(person: Employee) -> float:
    """The probability of quitting today."""
    law, world = person.office.laws.staffing, person.office.world
    return float(
        law.quit_hazard(
            morale=person.morale,
            cynicism=person.cynicism,
            animosity_met=person.animosity_met,
            tenure=person.tenure,
            jobs=world.jobs,
        )
    )


def wait_for_newcomer(person: Employee) -> None:
    """A vacant chair is one day nearer to being filled, unless hiring is frozen."""
    remaining = person.vacant - person.office.world.hiring
    person.vacant = max(0.0, remaining)
    person.hired = 1.0 if remaining <= 0.0 else 0.0


def leave(person: Employee, luck: Draw) -> None:
    """The chair becomes vacant, and it is drawn for how long and for whom; newcomers know the team's culture."""
    law, c, team = person.office.laws, person.office.coefficients, person.team
    person.left = 1.0
    person.vacant = law.staffing.vacancy_days(u=luck.third)
    draw_traits(person)
    own = person.cooperation_set
    norm = team.cooperation / team.count if team.count > 0.0 else own
    begin(
        person,
        morale=law.morale.first_morale(
            morale_set=person.morale_set,
            mean_set=c.morale,
            team_morale=team.morale / team.count if team.count > 0.0 else person.morale_set,
        ),
        cynicism=c.newcomer_cynicism * person.cynicism_set,
        cooperation=own + c.culture_learning * (norm - own),
    )


def found(person: Employee) -> None:
    """A founding member begins settled at the own set points; traits that the organization does not give are drawn."""
    draw_traits(person)
    person.load = 1.0 + person.office.coefficients.load_spread * person.luck(Purpose.load).bell
    for name, value in person.founding_traits.items():
        setattr(person, name, value)
    begin(person, morale=person.morale_set, cynicism=person.cynicism_set, cooperation=person.cooperation_set)
    longest = person.office.coefficients.tenure
    person.tenure = float(math.floor(longest * person.luck(Purpose.tenure).uniform))


def draw_traits(person: Employee) -> None:
    """Draw who comes to a chair: skill, entitlement, and own set points."""
    c = person.office.coefficients
    skill = person.skill_mean * (1.0 + c.skill_spread * person.luck(Purpose.skill).bell)
    person.skill = min(2.0, max(0.3, skill))
    luck = person.luck
    person.entitlement = trait(luck(Purpose.entitlement), c.entitlement, c.entitlement_spread)
    person.standing = trait(luck(Purpose.standing), c.standing, c.standing_spread)
    person.freedom = trait(luck(Purpose.freedom), c.freedom, c.freedom_spread)
    person.morale_set = trait(luck(Purpose.morale_set), c.morale, c.morale_spread)
    person.cynicism_set = trait(luck(Purpose.cynicism_set), c.cynicism, c.cynicism_spread)
    person.cooperation_set = trait(luck(Purpose.cooperation_set), c.cooperation, c.cooperation_spread)


def trait(luck: Draw, mean: float, deviation: float) -> float:
    """A trait in [0, 1]: bell-shaped around a mean."""
    return min(1.0, max(0.0, mean + deviation * luck.bell))


def begin(person: Employee, *, morale: float, cynicism: float, cooperation: float) -> None:
    """Somebody comes to a chair, with a mood like the morale; the ledger books the difference to the predecessor."""
    person.mood = person.moved("mood_turnover", person.mood, morale - person.mood)
    person.morale = person.moved("morale_turnover", person.morale, morale - person.morale)
    person.cooperation = person.moved("cooperation_turnover", person.cooperation, cooperation - person.cooperation)
    person.cynicism = person.moved("cynicism_turnover", person.cynicism, cynicism - person.cynicism)
    person.mindset = 0.0
    person.strain = 0.0
    person.tenure = 0.0
    person.should = person.office.laws.expectations.ordinary(entitlement=person.entitlement)
