"""Nothing is invented in silence: every number of a system is a document's or a listed assumption."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import api
from simulator.language.paths import find, paths
from simulator.language.scalars import quantity
from simulator.model.document import MappingNode, Node, Scalar
from simulator.model.scenario import Scenario
from simulator.problems import FindingError
from tests.architecture.house import ROOT
from tools.published import Published, published

FOLDER = ROOT / "scenarios"
ROWS = published((ROOT / "docs" / "published.yaml").read_text(encoding="utf-8"))
BASES = sorted(file for file in FOLDER.glob("*.yaml") if api.base_of(file) is None)
# what says no number of the world: names, texts, how something is counted or drawn, the forms of the tables
NOT_NUMBERS = re.compile(
    r"^(language|year|scenario|unit|title|note|expect|assumptions|actuals|stages)\b"
    r"|\.(title|note|quote|document|file|id|seed|prefix|unit|applicants|text|due|on|function|department|government)$"
    r"|\.round_to$|^figures\.\w+\.(of|total|count)$|^disclosure\.(codes|decimals|printed_in)\b"
)
NUMBER = re.compile(r"\d")
NOTHING = re.compile(r"^[^\d]*\b0(元|万元|亿元|%)?$")


def leaves(root: Node) -> Iterator[tuple[str, Scalar]]:
    """Yield every scalar with a digit of a scenario by its path, but for names, texts and moments."""
    for path in paths(root):
        node = find(root, path)
        if isinstance(node, Scalar) and not NOT_NUMBERS.search(path) and is_said(node.text):
            yield path, node


def is_said(text: str) -> bool:
    """Return whether a text holds a number other than nothing (`rent > 0元`)."""
    return bool(NUMBER.search(text)) and not NOTHING.search(text)


def is_assumed(path: str, scenario: Scenario) -> bool:
    return any(path == each.path or path.startswith(f"{each.path}.") for each in scenario.assumptions)


def document_of(path: str, root: Node) -> str:
    """Return the document of the nearest place above a leaf that names one."""
    parts = path.split(".")
    for depth in range(len(parts) - 1, 0, -1):
        try:
            above = find(root, ".".join(parts[:depth]))
        except FindingError:
            continue
        found = above.get("document") if isinstance(above, MappingNode) else None
        if isinstance(found, Scalar):
            return found.text
    return ""


def printed_in(document: str, scenario: str) -> set[object]:
    """Return the values that a document prints, and those that follow from it in a scenario."""
    rows = [each for each in ROWS if document and (each.document == document or _derived(each, scenario))]
    return {quantity(each.figure).value for each in rows if each.is_held}


def _derived(row: Published, scenario: str) -> bool:
    return row.is_derived and row.scenario == scenario


def values_of(leaf: Scalar) -> set[object]:
    """Return what a leaf may say: a bare number may be an amount in the file's unit as well."""
    found = quantity(leaf.text, leaf.unit)
    if found.kind != "bare" or found.unit_fen is None:
        return {found.value}
    return {found.value, found.value * found.unit_fen}


def is_printed(path: str, leaf: Scalar, root: Node, scenario: str) -> bool:
    try:
        return bool(values_of(leaf) & printed_in(document_of(path, root), scenario))
    except FindingError:
        return False


def unexplained(scenario: Scenario, file: str) -> list[str]:
    """Return the paths of the numbers of a scenario that neither a document nor an assumption explains."""
    assert scenario.document is not None
    root = scenario.document.root
    open_ones = [(path, leaf) for path, leaf in leaves(root) if not is_assumed(path, scenario)]
    return [path for path, leaf in open_ones if not is_printed(path, leaf, root, file)]


def read(file: Path, settings: dict[str, str]) -> Scenario:
    scenario = api.read(file, settings).scenario
    assert scenario is not None
    return scenario


@pytest.mark.parametrize("file", BASES, ids=lambda file: file.stem)
def test_every_number_is_a_documents_or_a_listed_assumption(file: Path) -> None:
    assert unexplained(read(file, {}), file.name) == []


@pytest.mark.parametrize(
    ("file", "path", "to"),
    [
        ("guangzhou_2016.yaml", "programmes.institution.award.fixed", "120"),
        ("guangzhou_2016.yaml", "figures.rd_paid.is", "12.02亿元"),
        ("longgang_2014.yaml", "sources.fiscal_appropriation.amount", "1581.2"),
        ("jiading_2014.yaml", "targets.matches.at_least", "481"),
    ],
)
def test_a_number_that_no_document_prints_is_found(file: str, path: str, to: str) -> None:
    assert unexplained(read(FOLDER / file, {path: to}), file) == [path]
