"""The patterns that the model must show: claims of the documents that it came from, as statements that can be tested."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern.

    Attributes:
        number: Its number, by which texts refer to it.
        name: Its name in a few words.
        statement: What must come out.
        claim: The words of the documents from which it comes.
    """

    number: int
    name: str
    statement: str
    claim: str


PATTERNS = (
    Pattern(
        1,
        "stable cubicle farm",
        "The untouched cubicle farm is stable for five years: middling morale, some cynicism and animosity, neither "
        "collapse nor bliss.",
        "Dilbert; all documents",
    ),
    Pattern(
        2,
        "mindset alone",
        "Mindset alone raises productivity and service quality; camaraderie between peers falls.",
        "the gains; distance between peer employees",
    ),
    Pattern(
        3,
        "the promise that soured",
        "Mindset with a loud promise and nothing else: service rises for some weeks, then cynicism and animosity stand "
        "above the twin's, most where capacity is tight; gains shrink or reverse.",
        "hard feelings when one feels not treated like a customer",
    ),
    Pattern(
        4,
        "the wise manager",
        "Combined with process improvement and open communication, animosity stays near or under the twin's and gains "
        "remain or grow.",
        "a wise manager",
    ),
    Pattern(
        5,
        "back office",
        "The back office gains more service quality than customer-facing staff.",
        "segments that have no contact with customers",
    ),
    Pattern(
        6,
        "peers spared",
        "Leaving peers out of scope spares most of the camaraderie and keeps most of the gain.",
        "careful implementation",
    ),
    Pattern(
        7,
        "who comes first",
        "With external customers first approvals wait and own cases block, and past some load even external "
        "satisfaction falls; with colleagues first it rises there.",
        "rethink who your clients are",
    ),
    Pattern(8, "recognition", "Recognition raises helping, cooperation and output.", "recognition is addictive"),
    Pattern(
        9,
        "recession",
        "In a recession, offices with better internal service lose fewer customers and recover sooner.",
        "Customer Service During a Recession",
    ),
    Pattern(
        10,
        "frontier and tipping point",
        "There is a frontier between productivity and animosity, and a tipping point in promise and load.",
        "productivity gains, skilfully avoiding the pitfalls",
    ),
    Pattern(11, "cynical offices", "Cynical offices adopt the mindset slowly.", "distrust of management"),
)
"""All patterns, by number."""
