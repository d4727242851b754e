"""The order in which anything is written changes no byte: rows of a table, keys of a scenario."""

import random
from pathlib import Path

import pytest
import yaml

from simulator.glossary import CHINESE_KEYS
from tests.cli.running import LONGGANG, SCENARIOS, simulator

FILES = ("result.json", "awards.csv", "certificate.json")
TABLE = "longgang_2014_projects.csv"
TRANSLATED = ("year", "title", "sources", "spending", "programmes", "constraints", "objective", "expect")


def shuffled_keys(node: yaml.Node, chance: random.Random) -> yaml.Node:
    """Shuffle the keys of every mapping; lists keep their order, which is their meaning."""
    if isinstance(node, yaml.MappingNode):
        chance.shuffle(node.value)
        for _, child in node.value:
            shuffled_keys(child, chance)
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            shuffled_keys(child, chance)
    return node


def written(scenario: Path, folder: Path) -> list[bytes]:
    said = simulator("run", scenario, "--out", folder)
    assert said.code == 0, said.err
    return [(folder / name).read_bytes() for name in FILES]


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    return written(Path(LONGGANG), tmp_path_factory.mktemp("straight"))


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_rows_and_keys_write_the_same_bytes(straight, tmp_path, seed):
    chance = random.Random(seed)
    header, *rows = (SCENARIOS / "data" / TABLE).read_text(encoding="utf-8").splitlines()
    chance.shuffle(rows)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / TABLE).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    tree = shuffled_keys(yaml.compose(Path(LONGGANG).read_text(encoding="utf-8")), chance)
    text = yaml.serialize(tree, allow_unicode=True, width=10_000)
    (tmp_path / "longgang_2014.yaml").write_text(text, encoding="utf-8")
    assert written(tmp_path / "longgang_2014.yaml", tmp_path / "out") == straight


def test_chinese_keys_write_the_same_bytes(straight, tmp_path):
    tree = yaml.compose(Path(LONGGANG).read_text(encoding="utf-8"))
    for key, _ in tree.value:
        key.value = CHINESE_KEYS[key.value] if key.value in TRANSLATED else key.value
    (tmp_path / "data").symlink_to(SCENARIOS / "data")
    (tmp_path / "longgang_2014.yaml").write_text(
        yaml.serialize(tree, allow_unicode=True, width=10_000), encoding="utf-8"
    )
    assert written(tmp_path / "longgang_2014.yaml", tmp_path / "out") == straight
