"""Scenarios with one thing wrong, or changed: a scalar, an entry left out or written twice, two swapped."""

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
Keys = tuple[str | int, ...]
SCALARS = (
    *(
        "0",
        "1",
        "-1",
        "",
        "no",
        "~",
        "[]",
        "{}",
        "100%",
        "150%",
        "0%",
        "-5%",
        "1x",
        "abc",
        "甲",
        "十万元",
        "1/3",
    ),
    *("Q1", "2014Q4", "2015Q1", "9999-12-31", "2014-02-29", "2016-02-29", "2013", "9998", "2044Q1", "0001Q1"),
    *(
        "10万元",
        "0元",
        "-1万元",
        "99999999999999亿元",
        "1/0",
        "none",
        "evenly",
        "optimise",
        "pro_rata",
        "in_full",
    ),
    *("a b", "programmes.rent", "spending.project", "50pp", "true", "1e9", "0.1", "yes", "1000000000"),
)


class _Plain(yaml.SafeDumper):
    """Writes every text as it is, unquoted wherever YAML allows it: a scenario reads its scalars itself."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def tree_of(file: Path) -> Any:
    """Return a scenario as mappings, lists and texts."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts alone


def text_of(tree: Any) -> str:
    """Return a tree as YAML."""
    return yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)


def mutants(tree: Any, seed: str, count: int) -> Iterator[tuple[str, str]]:
    """Yield so many changed copies of a tree as text, each with what was done to it."""
    drawn = random.Random(seed)
    for _ in range(count):
        changed = copy.deepcopy(tree)
        done = drawn.choice((_set, _set, _set, _drop, _repeat, _swap))(changed, drawn)
        yield done, text_of(changed)


def _keys(node: Any, at: Keys = ()) -> Iterator[Keys]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield (*at, key)
        yield from _keys(child, (*at, key))


def _at(node: Any, keys: Keys) -> Any:
    for key in keys:
        node = node[key]
    return node


def _set(tree: Any, drawn: random.Random) -> str:
    leaves = [each for each in _keys(tree) if isinstance(_at(tree, each), str)]
    keys = drawn.choice(leaves)
    value = drawn.choice(SCALARS) if drawn.random() < 0.6 else _at(tree, drawn.choice(leaves))
    _at(tree, keys[:-1])[keys[-1]] = value
    return f"{keys} = {value}"


def _drop(tree: Any, drawn: random.Random) -> str:
    keys = drawn.choice(list(_keys(tree)))
    del _at(tree, keys[:-1])[keys[-1]]
    return f"{keys} dropped"


def _repeat(tree: Any, drawn: random.Random) -> str:
    keys = drawn.choice(list(_keys(tree)))
    parent, again = _at(tree, keys[:-1]), copy.deepcopy(_at(tree, keys))
    if isinstance(parent, list):
        parent.insert(int(keys[-1]), again)
    else:
        parent[f"{keys[-1]}_2"] = again
    return f"{keys} repeated"


def _swap(tree: Any, drawn: random.Random) -> str:
    first, second = (drawn.choice(list(_keys(tree))) for _ in range(2))
    if first == second[: len(first)] or second == first[: len(second)]:
        return _set(tree, drawn)
    one, other = copy.deepcopy(_at(tree, first)), copy.deepcopy(_at(tree, second))
    _at(tree, second[:-1])[second[-1]] = one
    _at(tree, first[:-1])[first[-1]] = other
    return f"{first} and {second} swapped"
