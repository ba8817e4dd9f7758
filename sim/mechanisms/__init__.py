"""The mechanisms: one file, one law or a small family of laws, as plain functions of numbers.

Each file holds the coefficients first and then the laws, with formula, units and source. Nothing here knows of arrays,
people's numbers or random draws; :mod:`sim.phases` applies the laws and :mod:`sim.day` gives the order.
"""

from __future__ import annotations

from sim.mechanisms.acting import ActingCoefficients
from sim.mechanisms.attention import AttentionCoefficients
from sim.mechanisms.blocking import BlockingCoefficients
from sim.mechanisms.capacity import CapacityCoefficients
from sim.mechanisms.contagion import ContagionCoefficients
from sim.mechanisms.cooperation import CooperationCoefficients
from sim.mechanisms.customers import CustomersCoefficients
from sim.mechanisms.cynicism import CynicismCoefficients
from sim.mechanisms.demand import DemandCoefficients
from sim.mechanisms.expectations import ExpectationsCoefficients
from sim.mechanisms.experience import ExperienceCoefficients
from sim.mechanisms.friction import FrictionCoefficients
from sim.mechanisms.grudge import GrudgeCoefficients
from sim.mechanisms.helping import HelpingCoefficients
from sim.mechanisms.ideas import IdeasCoefficients
from sim.mechanisms.mindset import MindsetCoefficients
from sim.mechanisms.mood import MoodCoefficients
from sim.mechanisms.recognition import RecognitionCoefficients
from sim.mechanisms.relations import RelationsCoefficients
from sim.mechanisms.service import ServiceCoefficients
from sim.mechanisms.staffing import StaffingCoefficients
from sim.mechanisms.standing import StandingCoefficients
from sim.mechanisms.strain import StrainCoefficients
from sim.mechanisms.trust import TrustCoefficients
from sim.policy import LeverCosts
from sim.quantity import Declared, rows
from sim.state import PeopleTraits


class Coefficients(Declared):
    """What nobody sets: the sizes of the laws, by mechanism."""

    acting: ActingCoefficients = ActingCoefficients()
    attention: AttentionCoefficients = AttentionCoefficients()
    blocking: BlockingCoefficients = BlockingCoefficients()
    capacity: CapacityCoefficients = CapacityCoefficients()
    contagion: ContagionCoefficients = ContagionCoefficients()
    cooperation: CooperationCoefficients = CooperationCoefficients()
    customers: CustomersCoefficients = CustomersCoefficients()
    cynicism: CynicismCoefficients = CynicismCoefficients()
    demand: DemandCoefficients = DemandCoefficients()
    expectations: ExpectationsCoefficients = ExpectationsCoefficients()
    experience: ExperienceCoefficients = ExperienceCoefficients()
    friction: FrictionCoefficients = FrictionCoefficients()
    grudge: GrudgeCoefficients = GrudgeCoefficients()
    helping: HelpingCoefficients = HelpingCoefficients()
    ideas: IdeasCoefficients = IdeasCoefficients()
    mindset: MindsetCoefficients = MindsetCoefficients()
    mood: MoodCoefficients = MoodCoefficients()
    recognition: RecognitionCoefficients = RecognitionCoefficients()
    relations: RelationsCoefficients = RelationsCoefficients()
    service: ServiceCoefficients = ServiceCoefficients()
    staffing: StaffingCoefficients = StaffingCoefficients()
    standing: StandingCoefficients = StandingCoefficients()
    strain: StrainCoefficients = StrainCoefficients()
    trust: TrustCoefficients = TrustCoefficients()


GROUPS = tuple(type(group) for _, group in Coefficients())
"""The groups of coefficients, in the order of the rows of :data:`K`."""

K = rows("K", *GROUPS, LeverCosts, PeopleTraits)
"""Rows of the array of coefficients; the costs of the levers and the traits of the people stand at the end."""
