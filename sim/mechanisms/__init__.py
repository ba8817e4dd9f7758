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
from sim.mechanisms.morale import MoraleCoefficients
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

    acting: ActingCoefficients = ActingCoefficients.model_construct()
    attention: AttentionCoefficients = AttentionCoefficients.model_construct()
    blocking: BlockingCoefficients = BlockingCoefficients.model_construct()
    capacity: CapacityCoefficients = CapacityCoefficients.model_construct()
    contagion: ContagionCoefficients = ContagionCoefficients.model_construct()
    cooperation: CooperationCoefficients = CooperationCoefficients.model_construct()
    customers: CustomersCoefficients = CustomersCoefficients.model_construct()
    cynicism: CynicismCoefficients = CynicismCoefficients.model_construct()
    demand: DemandCoefficients = DemandCoefficients.model_construct()
    expectations: ExpectationsCoefficients = ExpectationsCoefficients.model_construct()
    experience: ExperienceCoefficients = ExperienceCoefficients.model_construct()
    friction: FrictionCoefficients = FrictionCoefficients.model_construct()
    grudge: GrudgeCoefficients = GrudgeCoefficients.model_construct()
    helping: HelpingCoefficients = HelpingCoefficients.model_construct()
    ideas: IdeasCoefficients = IdeasCoefficients.model_construct()
    mindset: MindsetCoefficients = MindsetCoefficients.model_construct()
    mood: MoodCoefficients = MoodCoefficients.model_construct()
    morale: MoraleCoefficients = MoraleCoefficients.model_construct()
    recognition: RecognitionCoefficients = RecognitionCoefficients.model_construct()
    relations: RelationsCoefficients = RelationsCoefficients.model_construct()
    service: ServiceCoefficients = ServiceCoefficients.model_construct()
    staffing: StaffingCoefficients = StaffingCoefficients.model_construct()
    standing: StandingCoefficients = StandingCoefficients.model_construct()
    strain: StrainCoefficients = StrainCoefficients.model_construct()
    trust: TrustCoefficients = TrustCoefficients.model_construct()


GROUPS = tuple(type(field.default) for field in Coefficients.model_fields.values())
"""The groups of coefficients, in the order of the rows of :data:`K`."""

K = rows("K", *GROUPS, LeverCosts, PeopleTraits)
"""Rows of the array of coefficients; the costs of the levers and the traits of the people stand at the end."""
