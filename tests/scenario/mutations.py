"""Files as people and machines break them: shipped scenarios with a few things changed, and texts of nothing but YAML's signs."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from sim.scenario import json_schema, shipped
from sim.scenario.files import read
from sim.scenario.parsing import parse
from sim.scenario.tree import Items, Node, Section

Json = Any

VALUES: tuple[Json, ...] = (
    -1, 0, 1, 2, 7, 60, 1000, 30_000, 10**7, 10**12, -0.1, 0.0, 0.5, 1.0, 2.5, 1e-9, 1e14, True, False, None, "", "x", "0.5",
    "yes", "year 2, week 3", "year 0", "Year 3", "2024-01-01", "cubicle_farm", "./none.yaml", "none.csv", "é" * 40, "x" * 5000,
    [], {}, [1], ["a"], [[]], [None], {"a": 1}, {"": 1}, {"level": 0.5}, {"level": 2}, {"level": 0.5, "start": 9, "end": 4},
    [{"level": 0.5, "start": 10}, {"level": 1, "start": 5}], [{"level": 0.2, "start": "year 1"}, {"level": 0, "start": 900}],
    {"size": 3}, {"size": 0}, {"sales": 0.2}, {"nobody": 0.2}, {"kind": "surge"}, [{"kind": "recession", "start": 3}],
    [{"kind": "war"}], [{"fall": 0.2}], {"level": 0.3, "ramp": None},
)  # fmt: skip
"""What mutations put anywhere."""

SIGNS = (
    "{", "}", "[", "]", ":", ": ", ",", "- ", "? ", "| ", "> ", "|+\n", "&a ", "*a", "!!int ", "!x ", "#", " # ", "'",
    '"', "\\", "%", "@", "`", "---\n", "...\n", "~", "null", "true", ".nan", ".inf", "-.inf", "1e400", "0x1F", "0o17",
    "1_000", "12:30", "yes", "<<: ", "\t", "\n", "\r", "\r\n", "\n\n", "  ", "    ", "\x00", "\x07", "\x1b[31m",
    "\x85", "\u2028", "\ufeff", "\ud7ff", "é", "😀", "extends: ", "policy:", "promise: 1", "departments:", "size:",
    "days:", "9" * 40, "a" * 300, "year 2, week 3", "organization: {departments: {",
)  # fmt: skip
"""What mutations of texts put between the lines."""


def as_json(node: Node) -> Json:
    """What a file says, as JSON."""
    if isinstance(node, Section):
        return {name: as_json(entry.value) for name, entry in node.entries.items()}
    return [as_json(each) for each in node.items] if isinstance(node, Items) else node.value


TEXTS = {name: path.read_text(encoding="utf-8") for name, path in shipped().items()}
TREES = {name: as_json(parse(read(str(path), name))[0]) for name, path in shipped().items()}


def _names() -> list[str]:
    """Every name that the schema knows."""
    schema = json_schema()
    groups = [schema, *schema["$defs"].values()]
    return sorted({name for each in groups for name in each.get("properties", {})} | {"sales", "counter", "cellar"})


NAMES = _names()


def _schema_of(schema: Json, path: tuple[str, ...]) -> Json:
    """What the schema says of a section, following references; nothing where it says nothing."""
    here = schema
    for part in (*path, None):
        while True:
            if "$ref" in here:
                here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]]
            elif "anyOf" in here:
                here = next((each for each in here["anyOf"] if each.get("type") != "null"), {})
            else:
                break
        if part is not None:
            others = next(iter(here.get("patternProperties", {}).values()), here.get("additionalProperties"))
            here = here.get("properties", {}).get(part, others) or {}
    return here


SCHEMA = json_schema()


def _sections(tree: Json, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Json]]:
    found = [(path, tree)] if isinstance(tree, dict) else []
    inside = tree.items() if isinstance(tree, dict) else ()
    return found + [each for name, value in inside for each in _sections(value, (*path, name))]


def mutated_tree(random: Random) -> Json:
    """A shipped scenario, or one line that extends it, with one to four things changed."""
    name = random.choice(sorted(TREES))
    tree = json.loads(json.dumps(TREES[name])) if random.random() < 0.5 else {"extends": name}
    for _ in range(random.randint(1, 4)):
        path, section = random.choice(_sections(tree))
        known = list(_schema_of(SCHEMA, path).get("properties", {}))
        kind = random.random()
        if kind < 0.5 and known:
            section[random.choice(known)] = json.loads(json.dumps(random.choice(VALUES)))
        elif kind < 0.6 and section:
            section.pop(random.choice(list(section)))
        elif kind < 0.7:
            section[random.choice(NAMES)] = json.loads(json.dumps(random.choice(VALUES)))
        elif kind < 0.75 and section:
            key = random.choice(list(section))
            section[key[:-1] + random.choice("abc.")] = section.pop(key)
        else:
            _within_its_range(section, random)
    return tree


def _within_its_range(section: Json, random: Random) -> None:
    numbers = [
        each for each, value in section.items() if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]
    if numbers:
        name = random.choice(numbers)
        section[name] = type(section[name])(section[name] * random.choice((0, 0.5, 0.9, 1.1, 2)))


def mutated_bytes(random: Random) -> bytes:
    """A shipped file with some of its characters, lines or bytes changed; or signs in any order; or bytes."""
    kind = random.random()
    if kind < 0.05:
        return random.randbytes(random.randint(0, 400))
    if kind < 0.2:
        return "".join(random.choices(SIGNS, k=random.randint(1, 60))).encode("utf-8", "surrogatepass")
    if kind < 0.35:
        return json.dumps(mutated_tree(random), ensure_ascii=False).encode()
    text = random.choice(list(TEXTS.values()))
    for _ in range(random.randint(1, 6)):
        text = _changed(text, random)
    content = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.1:
        at = random.randrange(len(content) + 1)
        content = content[:at] + random.randbytes(random.randint(1, 4)) + content[at + random.randint(0, 4) :]
    return content


def _changed(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    kind = random.randrange(6)
    if kind == 0:
        return text[:at] + random.choice(SIGNS) + text[at:]
    if kind == 1:
        return text[:at] + text[at + random.randint(1, 20) :]
    lines = text.split("\n")
    line = random.randrange(len(lines))
    if kind == 2:
        lines.insert(random.randrange(len(lines) + 1), lines[line])
    elif kind == 3:
        lines[line] = " " * random.randint(0, 9) + lines[line].lstrip()
    elif kind == 4:
        name, _, _ = lines[line].partition(":")
        lines[line] = f"{name}: {random.choice(SIGNS)}{random.choice(SIGNS)}"
    else:
        del lines[line]
    return "\n".join(lines)
