"""A command never writes over something else by a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import Sim

SHOP = "extends: small_shop\n"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("target", "says"),
    [("shop.yaml", "is the scenario itself"), ("./shop.yaml", "is the scenario itself"), ("page.txt", ".html or .htm")],
)
def test_a_page_takes_no_other_name_than_a_pages(target: str, says: str, shop: Path, sim: Sim) -> None:
    said = sim("describe", "shop.yaml", "--html", target)
    assert said.status == 2
    assert says in " ".join(said.err.split())
    assert shop.read_text(encoding="utf-8") == SHOP
    assert [each.name for each in shop.parent.iterdir()] == ["shop.yaml"]


def test_a_link_to_the_scenario_is_the_scenario(shop: Path, sim: Sim) -> None:
    (shop.parent / "page.html").symlink_to(shop)
    assert sim("describe", "shop.yaml", "--html", "page.html").status == 2
    assert shop.read_text(encoding="utf-8") == SHOP


def test_the_model_description_replaces_markdown_only(shop: Path, sim: Sim) -> None:
    said = sim("odd", "-o", "shop.yaml")
    assert said.status == 2
    assert "is not overwritten" in " ".join(said.err.split())
    assert shop.read_text(encoding="utf-8") == SHOP
    for _ in range(2):
        assert sim("odd", "-o", "odd.md").status == 0
