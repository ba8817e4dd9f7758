"""The files of the page: small, plain, and about nothing outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "sim" / "live" / "page"
FILES = sorted(each for each in PAGE.iterdir() if each.suffix in (".js", ".css", ".html"))
MODULES = [each for each in FILES if each.suffix == ".js"]

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)


def imports(path: Path) -> list[tuple[list[str], str]]:
    """What a module imports: the names, and from which file."""
    found = re.findall(r'^import \{([^}]*)\} from "([^"]+)";', path.read_text(encoding="utf-8"), re.MULTILINE)
    return [([name.strip() for name in names.split(",") if name.strip()], source) for names, source in found]


@each_file
def test_a_file_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 250


@each_file
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    """An address that is not of this server: only the name of SVG may stand there, which nobody asks for."""
    found = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"']*", path.read_text(encoding="utf-8")))
    assert found <= {"http://www.w3.org/2000/svg"}


@each_module
def test_texts_never_become_code_or_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|alert\()", text
    )


@each_module
def test_what_is_imported_is_there_and_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for names, source in imports(path):
        exported = (PAGE / source.removeprefix("./")).read_text(encoding="utf-8")
        for name in names:
            assert re.search(rf"^export (?:const|class|function|async function) {name}\b", exported, re.MULTILINE), name
            assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{name} is imported and not used"


@each_module
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("// ")
