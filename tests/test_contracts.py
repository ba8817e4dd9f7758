"""What holds for everything that is declared: sources, numbers, laws, measures, levers, ledger. Nothing is excepted."""

from __future__ import annotations

import ast
import inspect
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest
from declarations import LAWS, MECHANISMS, PACKAGE, called, declared, imported, rows_used, tree

from sim.compiled import MODEL_SOURCES
from sim.ledger import ENTRIES, E
from sim.measures import MEASURES
from sim.mechanisms import GROUPS, K
from sim.organization import Organization
from sim.phases.capacity import COSTS
from sim.policy import LeverCosts, Levers, W, X
from sim.quantity import quantities
from sim.sources import cited, sources
from sim.state import TM, O, P, PeopleTraits, T

REFERENCE = re.compile(r"\b([A-ZÀ-Þ]\w+)(?: et al\.|(?:, [A-ZÀ-Þ]\w+)*(?: & [A-ZÀ-Þ]\w+)?),? ((?:1[89]|20)\d\d)\b")
"""A reference in prose: ``Oliver 1980``, ``Clark & Mills 1979``, ``Zhao et al. 2007``."""

DECLARED = dict(declared())
PHASES = sorted((PACKAGE / "phases").glob("*.py"))

law_by_law = pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())


def plain(word: str) -> str:
    """Small letters without accents, as keys of the literature are written."""
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()


def referred() -> dict[str, str]:
    """Keys of the literature that docstrings in the package refer to, with the file."""
    return {
        plain(who) + year: path.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for text in [ast.get_docstring(node) or ""]
        for who, year in REFERENCE.findall(re.sub(r"\s+", " ", text))
    }


# Sources


def test_sources_resolve() -> None:
    """A number whose source is not in the literature, or one that claims a published size without a source."""
    for name, number in DECLARED.items():
        assert cited(number.source) or number.basis != "published", name


def test_references_in_docstrings_resolve() -> None:
    """A law that leans on a publication that nobody can look up."""
    missing = {f"{key} in {file}" for key, file in referred().items() if key not in sources()}
    assert not missing


def test_literature_is_used() -> None:
    """A publication that stands in the list for show: no number, no law, no calibration and no note needs it."""
    used = {key for number in DECLARED.values() for key in number.source.split()} | referred().keys()
    idle = [
        key
        for key, source in sources().items()
        if key not in used
        and not (source.fields.get("keywords") in ("calibration", "background") and source.fields.get("note"))
    ]
    assert not idle


def test_literature_can_be_found() -> None:
    """An entry that lacks a place to look, or whose key is not made of the author and year."""
    for key, source in sources().items():
        assert {"journal", "booktitle", "publisher", "url"} & source.fields.keys(), key
        assert source.fields["title"] in source.words.replace("–", "--")
        surname = plain(source.authors[0].split(",")[0])
        assert key == surname + source.fields["year"] if "year" in source.fields else key.isalpha()


def test_every_entry_of_the_file_is_read() -> None:
    """An entry that the reader passes over in silence, because it is laid out in another way."""
    text = (PACKAGE / "sources.bib").read_text(encoding="utf-8")
    assert text.count("\n@") == len(sources())
    assert text.count(" = {") == sum(len(source.fields) for source in sources().values())


# Numbers


def test_numbers_are_described() -> None:
    """A number that ``sim explain`` could not explain, or whose default nobody could set."""
    for name, number in DECLARED.items():
        assert len(number.meaning) > 5, name
        assert number.unit, name
        assert number.low <= number.plausible[0] <= number.plausible[1] <= number.high, name
        assert number.low <= number.default <= number.high, name
        assert math.isfinite(number.high - number.low), name


def test_half_lives_are_those_of_the_rates() -> None:
    """A meaning that still tells the half-life of an earlier default."""
    for name, number in DECLARED.items():
        for days in re.findall(r"half in about (\d+) days", number.meaning):
            assert math.log(2.0) / number.default == pytest.approx(float(days), rel=0.03), name


def test_coefficients_are_unique() -> None:
    """Two coefficients of one name, of which the second would be read as the first."""
    names = [each.name for group in (*GROUPS, LeverCosts, PeopleTraits) for each in quantities(group)]
    assert names == [row.name for row in K]
    assert len(set(names)) == len(names)


def test_every_coefficient_is_used() -> None:
    """A coefficient that can be set, swept and explained, and that nothing depends on."""
    used = rows_used("K", "phases/*.py", "run.py", "day.py") | {K(cost).name for _, cost in COSTS}
    assert {row.name for row in K} - used == set()


def test_every_row_of_state_is_used() -> None:
    """A quantity of people, ties, teams or the world that is declared and that no phase of the day reads or writes."""
    for letter, enum in (("P", P), ("T", T), ("TM", TM), ("O", O), ("X", X), ("W", W)):
        used = rows_used(letter, "phases/*.py", "day.py", "run.py", "measures.py")
        used |= {X(lever).name for lever, _ in COSTS}
        used |= {field.name for field in fields(Organization)}
        assert {row.name for row in enum} - used == set(), letter


# Laws


@law_by_law
def test_law_is_a_plain_function_of_numbers(law: Callable[..., float]) -> None:
    """A law that takes or returns something other than numbers."""
    signature = inspect.signature(law)
    assert {each.annotation for each in signature.parameters.values()} == {"float"}
    assert signature.return_annotation == "float"


@law_by_law
def test_law_says_its_formula(law: Callable[..., float]) -> None:
    """A law whose docstring tells no formula."""
    _, _, formula = (inspect.getdoc(law) or "").partition(":")
    symbols = re.findall(r"\b[A-Za-z]\d?\b", formula)
    assert len(symbols) >= 2
    assert re.search(r"[-+*/=(]|[A-Za-z] [A-Za-z]\b", formula)


@law_by_law
def test_arguments_are_declared_or_explained(law: Callable[..., float]) -> None:
    """An argument of a law of which nobody can tell what it is."""
    known = {row.name for enum in (K, P, T, O, X, W, TM) for row in enum} | {name.split(".")[1] for name in LAWS}
    known |= {field.name for field in fields(Organization)}
    text = plain(f"{inspect.getdoc(law)} {inspect.getdoc(inspect.getmodule(law))}")
    for argument in inspect.signature(law).parameters:
        name = argument.removeprefix("own_")
        words = [rf"\b{word[:4]}" if len(word) > 3 else rf"\b{word}\b" for word in name.split("_")]
        assert name in known or any(re.search(word, text) for word in words), argument


@law_by_law
def test_law_is_applied(law: Callable[..., float]) -> None:
    """A law that the day never applies."""
    name = f"law({law.__module__.rpartition('.')[2]}.{law.__name__})"
    assert any(name in path.read_text(encoding="utf-8") for path in PHASES)


@pytest.mark.parametrize("path", PHASES, ids=lambda path: path.stem)
def test_what_has_a_name_reaches_the_argument_of_that_name(path: Path) -> None:
    """Two coefficients, levers or states that are swapped on their way into a law."""
    module = tree(path)
    names = {
        node.targets[0].id: node.value.args[0]
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and called(node.value) == ["law"]
    }
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        if (applied := names.get(call.func.id)) is None:
            continue
        law = LAWS[ast.unparse(applied)]
        parameters = list(inspect.signature(law).parameters)
        assert len(call.args) == len(parameters)
        for parameter, argument in zip(parameters, call.args, strict=True):
            row = re.fullmatch(r"[\w.]+\[(?:day, )?(?:K|X|P|T|O|W)\.(\w+), .*\]", ast.unparse(argument))
            if row and row[1] != parameter:
                assert row[1] not in parameters, f"{ast.unparse(call.func)}: {row[1]} reaches {parameter}"


@pytest.mark.parametrize("module", MECHANISMS, ids=lambda module: module.__name__)
def test_mechanism_is_small_and_needs_numbers_only(module: ModuleType) -> None:
    """A file of laws that has grown too long to be read at once, or that depends on more than declarations."""
    path = PACKAGE / "mechanisms" / f"{module.__name__.rpartition('.')[2]}.py"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 130
    imports = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {ast.unparse(each).split()[1] for each in imports} <= {
        "__future__",
        "collections.abc",
        "typing",
        "sim.quantity",
    }


# Measures, levers, ledger


@pytest.mark.parametrize("name", MEASURES)
def test_measure_is_described(name: str) -> None:
    """A measure that no table could head."""
    measure = MEASURES[name]
    assert measure.name == name
    assert measure.unit
    assert len(measure.meaning) > 5
    assert measure.better in (-1, 0, 1)


def test_what_management_does_takes_time() -> None:
    """A lever that does something for nothing, or a cost of nothing: levers that rest at 0 cost time when they are used."""
    resting = {f"cost_{lever.name}" for lever in quantities(Levers) if lever.default == 0.0}
    assert {cost.name for cost in quantities(LeverCosts)} == resting
    assert {(f"cost_{X(lever).name}", K(cost).name) for lever, cost in COSTS} == {(name, name) for name in resting}
    assert all(cost.default > 0.0 for cost in quantities(LeverCosts))


def test_every_line_of_the_ledger_is_written() -> None:
    """A line of the ledger that always stays empty."""
    assert rows_used("E", "phases/*.py") == {row.name for row in E} == {entry.name for entry in ENTRIES}
    assert all(entry.meaning for entry in ENTRIES)


# The day


def test_machine_code_belongs_to_all_sources_of_the_day() -> None:
    """A file that the day depends on and whose change would not be noticed by the cache of machine code."""
    seen, ahead = set(), {PACKAGE / "day.py"}
    while ahead:
        path = ahead.pop()
        seen.add(path)
        ahead |= imported(path) - seen
    assert seen == {path for pattern in MODEL_SOURCES for path in PACKAGE.glob(pattern)}


def test_the_order_of_the_day_stands_in_one_place() -> None:
    """A part of the day that happens twice or never, or that something other than the day sets going."""
    day = tree(PACKAGE / "day.py")
    functions = {node.name: node for node in day.body if isinstance(node, ast.FunctionDef)}
    assert called(functions["live_one_day"]) == ["morning", "working_hours", "evening"]
    phases = {
        alias.name
        for node in day.body
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("sim.phases")
        for alias in node.names
        if alias.name in called(day)
    }

    def in_order(name: str) -> list[str]:
        """The steps of a part of the day, those of its own functions among them."""
        if name not in functions:
            return [name] if name in phases else []
        return [step for each in called(functions[name]) for step in in_order(each)]

    steps = in_order("live_one_day")
    assert sorted(steps) == sorted(phases - set(called(functions["open_office"])))
    for path in PACKAGE.rglob("*.py"):
        elsewhere = set(steps) & set(called(tree(path))) if path != PACKAGE / "day.py" else None
        assert not elsewhere, f"{path.name} calls {elsewhere}"
