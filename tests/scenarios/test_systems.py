"""The published systems: each runs, reproduces its figures, labels what is assumed, answers its question."""

import re
from pathlib import Path

import pytest

from simulator import api
from simulator.model.result import Result
from tests.architecture.house import ROOT
from tools.systems import Page, System, run_of, systems

FOLDER = ROOT / "scenarios"
INDEX = systems((ROOT / "docs" / "systems.yaml").read_text(encoding="utf-8"))
FILES = sorted(FOLDER.glob("*.yaml"))
BASES = [file for file in FILES if api.base_of(file) is None]
OVERLAYS = [file for file in FILES if file not in BASES]


def name_of(file: Path) -> str:
    """Return the name of a scenario's file without its ending."""
    return file.stem


def test_every_system_is_in_the_index_once_and_in_order():
    assert [each.id for each in INDEX] == [f"Y{number}" for number in range(1, 20)]


def test_every_scenario_belongs_to_a_system_and_every_overlay_to_a_scenario():
    listed = {name for each in INDEX for name in each.scenarios}
    assert {file.name for file in BASES} == listed
    assert {each.overlay for each in INDEX} <= {file.name for file in OVERLAYS}


@pytest.mark.parametrize("file", BASES, ids=name_of)
def test_every_published_figure_is_reproduced_as_printed(file: Path) -> None:
    result = run_of(file)
    assert [each.expectation.result for each in result.expectations if not each.met] == []
    assert all(each.expectation.document for each in result.expectations)


@pytest.mark.parametrize("file", BASES, ids=name_of)
def test_what_no_document_says_is_labelled_as_assumed(file: Path) -> None:
    result = run_of(file)
    paths = tuple(each.path for each in result.scenario.assumptions)
    assert all(each.note for each in result.scenario.assumptions)
    for each in result.scenario.populations:
        if each.is_synthetic:
            own = f"populations.{each.id}"
            assert any(path == own or path.startswith(f"{own}.") for path in paths), own


@pytest.mark.parametrize("file", BASES, ids=name_of)
def test_a_scenario_says_what_it_shows_in_a_paragraph(file: Path) -> None:
    assert len(run_of(file).scenario.note) >= 30


@pytest.mark.parametrize("file", OVERLAYS, ids=name_of)
def test_an_overlay_says_why_it_is_asked_and_moves_figures_without_breaking_one(file: Path) -> None:
    result = run_of(file)
    assert result.scenario.document is not None
    assert result.scenario.document.layers[-1].reason
    assert [each.expectation.result for each in result.expectations if not (each.met or each.moved)] == []


@pytest.mark.parametrize("system", INDEX, ids=lambda each: each.id)
def test_the_question_changes_what_it_looks_at(system: System) -> None:
    page = Page(FOLDER)
    rows = [line for line in page.question(system) if line.startswith("| `")]
    assert len(rows) == len(system.paths)
    values = [re.findall(r"\| ([^|]+) ", row)[1:] for row in rows]
    assert any(before != after for before, after in values)


def test_the_committed_page_is_what_would_be_written_now():
    text = "\n".join(Page(FOLDER).lines(INDEX)).rstrip() + "\n"
    assert text == (ROOT / "docs" / "systems.md").read_text(encoding="utf-8"), "write it anew with: make docs"


def ledgers_hold(result: Result) -> bool:
    """Tell whether every line of a result pays no more than it commits, and commits no more than it may."""
    ledgers = result.accounts.ledgers
    return ledgers is None or all(
        paid <= committed <= authorised
        for line in ledgers.lines
        for paid, committed, authorised in zip(line.paid, line.committed, line.authorised, strict=True)
    )


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_every_year_adds_up(file: Path) -> None:
    result = run_of(file)
    assert ledgers_hold(result)
    for fund in result.accounts.funds:
        for before, after in zip(fund.quarters, fund.quarters[1:], strict=False):
            assert before.closing_fen == after.opening_fen >= 0
    tables = result.accounts.disclosure
    assert tables is None or all(each.held for each in tables.identities)
