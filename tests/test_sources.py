"""The literature, as it is told to a reader."""

from __future__ import annotations

import pytest

from sim.sources import cited, sources


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
