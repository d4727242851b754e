"""The published systems: each runs, reproduces its figures, labels what is assumed, answers its questions."""

import re
from pathlib import Path

import pytest

from simulator import api
from simulator.model.result import Result
from tests.architecture.house import ROOT
from tools.published import published
from tools.systems import Page, Question, System, run_of, systems

FOLDER = ROOT / "scenarios"
INDEX = systems((ROOT / "docs" / "systems.yaml").read_text(encoding="utf-8"))
ROWS = published((ROOT / "docs" / "published.yaml").read_text(encoding="utf-8"))
PAGE = Page(FOLDER, ROWS, INDEX)
QUESTIONS = [each for system in INDEX for each in system.questions]
FILES = sorted(FOLDER.glob("*.yaml"))
BASES = [file for file in FILES if api.base_of(file) is None]
OVERLAYS = [file for file in FILES if file not in BASES]


def name_of(file: Path) -> str:
    """Return the name of a scenario's file without its ending."""
    return file.stem


def test_every_system_is_in_the_index_once_and_in_order():
    assert [each.id for each in INDEX] == [f"Y{number}" for number in range(1, 20)]


def test_every_scenario_belongs_to_a_system_and_every_question_to_an_overlay_of_its_own():
    listed = {name for each in INDEX for name in each.scenarios}
    assert {file.name for file in BASES} == listed
    assert {each.overlay for each in QUESTIONS} <= {file.name for file in OVERLAYS}
    assert len({each.overlay for each in QUESTIONS}) == len(QUESTIONS)
    for system in INDEX:
        assert {PAGE.base_of(each.overlay) for each in system.questions} <= set(system.scenarios)


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


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: Path(each.overlay).stem)
def test_a_question_is_answered_in_numbers_that_its_overlay_holds(question: Question) -> None:
    result = PAGE.result(question.overlay)
    own = [each for each in result.expectations if Path(each.expectation.place.file).name == question.overlay]
    assert own
    assert [each.expectation.result for each in own if not each.met] == []
    assert {each.expectation.result for each in own} & set(question.paths)
    note = result.scenario.note
    assert note != PAGE.result(PAGE.base_of(question.overlay)).scenario.note
    assert re.search(r"\d", note) or "四项" in note


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: Path(each.overlay).stem)
def test_a_question_changes_what_it_looks_at_and_its_answer_says_so(question: Question) -> None:
    compared = PAGE.compared(question)
    assert [each.path for each in compared] == list(question.paths)
    assert any(each.before != each.after for each in compared)
    assert re.search(r"\d", PAGE.answer(question))
    assert "{" not in PAGE.answer(question)


@pytest.mark.parametrize("system", INDEX, ids=lambda each: each.id)
def test_what_a_system_refuses_is_refused_naming_both_places(system: System) -> None:
    refused = PAGE.refused(system)
    assert [(each.path, each.to) for each in refused] == list(system.refuses)
    for each in refused:
        assert "scenarios/" in each.en
        problem = api.read(FOLDER / system.scenarios[0], {each.path: each.to}).problems[0]
        assert problem.place.file == "--set"
        assert system.scenarios[0] in problem.fact("where")


def test_a_lower_layer_may_tighten_and_may_not_loosen():
    # the measure allows 3000万元 an award, the rulebook under it 500万元; the widest programme asks for 300
    path, file = "policies.rulebook.limits.award.at_most", FOLDER / "longgang_2022.yaml"
    codes = {to: [each.code for each in api.read(file, {path: to}).problems] for to in _LAYERS}
    assert codes == {"300万元": [], "3000万元": [], "3000.000001万元": ["S462"], "299万元": ["S463"]}


_LAYERS = ("300万元", "3000万元", "3000.000001万元", "299万元")


def test_every_figure_that_a_scenario_holds_stands_under_a_system():
    for file in BASES:
        shown = [
            each
            for system in INDEX
            if file.name in system.scenarios
            for each in PAGE.shown(system, file.name)
        ]
        assert {id(each) for each in shown} == {id(each) for each in run_of(file).expectations}, file.name


def test_the_committed_page_is_what_would_be_written_now():
    text = "\n".join(PAGE.lines()).rstrip() + "\n"
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
