"""The literature, as it is told to a reader."""

from __future__ import annotations

import pytest

from sim.sources import SEEN, cited, sources
from sim.validation.published import TARGETS


@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("oliver1980", "Oliver 1980"),
        ("clark1993", "Clark & Mills 1993"),
        ("sy2005", "Sy, Côté & Saavedra 2005"),
        ("zhao2007", "Zhao et al. 2007"),
        ("jolts", "US Bureau of Labor Statistics"),
    ],
)
def test_short_references_are_those_of_the_docstrings(key: str, short: str) -> None:
    assert sources()[key].short == short


def test_a_citation_in_words() -> None:
    assert sources()["andersson1999"].words == (
        "Andersson, Lynne M.; Pearson, Christine M. (1999). Tit for tat? The spiraling effect of incivility in the "
        "workplace. Academy of Management Review 24(3), 452–471. https://doi.org/10.5465/amr.1999.2202131"
    )
    assert sources()["hochschild1983"].words == (
        "Hochschild, Arlie Russell (1983). The Managed Heart: Commercialization of Human Feeling. "
        "University of California Press."
    )


def test_a_number_may_name_several_sources_or_none() -> None:
    assert [source.key for source in cited("clark1993 heyman2004")] == ["clark1993", "heyman2004"]
    assert cited("assumption") == cited("definition") == ()


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody1901"):
        cited("nobody1901")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("judge2001", "[V] verified in the source's abstract or data. rho .30;"),
        (
            "cortina2001",
            "[S] About 71 percent were a target within five years. The figure was seen in a secondary source.",
        ),
        ("zhao2007", "[M] Breach and satisfaction -.54"),
        ("oliver1980", "[M] recalled from the literature, not looked up."),
    ],
)
def test_how_far_a_source_was_checked_is_told(key: str, words: str) -> None:
    assert sources()[key].checked.startswith(words)


def test_a_published_figure_is_not_better_checked_than_its_sources() -> None:
    order = list(SEEN)
    for target in TARGETS:
        best = min(order.index(source.seen) for source in cited(target.source))
        assert best <= order.index(target.seen), target.number
    assert all(source.seen in SEEN for source in sources().values())
