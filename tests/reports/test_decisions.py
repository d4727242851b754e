"""What is decided beforehand and who pays, as reports, charts and frames tell it."""

from dataclasses import replace

import pytest

from simulator.api import Plan
from simulator.charts import CHARTS
from simulator.charts.allocation import rows as allocated
from simulator.charts.view import View, drawn
from simulator.glossary import LANGUAGES
from simulator.reports import pages, report
from simulator.reports.appendix import awards
from simulator.reports.blocks import Paragraph, Table
from simulator.reports.decisions import MOST_LINES, decisions, funding
from simulator.reports.programmes import by_programme
from tests.engine.support import outcome
from tests.engine.test_funding import budget, held
from tests.reference.generator import Case
from tests.reference.writing import Money

DECISIONS = [
    {"award": "rent/F1", "is": Money(8), "who": "局长办公会", "why": "历史遗留", "on": "2014-05-01"},
    {"award": "rent/F2", "outcome": "withdrawn", "who": "业务处", "why": "撤回"},
    {"award": "loans/F3", "is": Money(2), "status": "paid", "document": "公示第3号"},
]
SOURCES = {"rent": {"paid_from": ["central", "city"]}, "loans": {"paid_from": "city"}}


def result_of(decided: bool = True, earmarked: bool = True):
    """Return a result with both, or without either."""
    case = budget(held(central=6, city=18), **(SOURCES if earmarked else {}))
    found = outcome(
        Case({**case.scenario, **({"decisions": DECISIONS} if decided else {})}, case.applicants)
    ).result
    assert found is not None
    return found


@pytest.fixture(scope="module")
def result():
    return result_of()


def table_of(section):
    return next(each for each in section.blocks if isinstance(each, Table))


def cells(section):
    return [row.cells for row in table_of(section).rows]


def test_every_decision_has_a_line_with_its_amounts_who_and_why(result):
    assert cells(decisions(View(result))) == [
        ("loans/F3", "已拨付", "0.02", "0.02", "—", "公示第3号"),
        ("rent/F1", "人工决定 · 高于应补金额", "0.06", "0.08", "局长办公会", "历史遗留 · 2014-05-01"),
        ("rent/F2", "已撤回", "0.04", "0.00", "业务处", "撤回"),
    ]


def test_of_very_many_decisions_the_first_are_listed_and_it_is_said(result):
    many = replace(result.claims, decisions=result.claims.decisions * MOST_LINES)
    section = decisions(View(replace(result, claims=many), "en"))
    assert len(table_of(section).rows) == MOST_LINES
    assert any(isinstance(each, Paragraph) and "500" in each.text for each in section.blocks)


def test_every_draw_has_a_line_and_they_add_up(result):
    *lines, total = cells(funding(View(result)))
    assert [line[:2] for line in lines] == [("loans", "city"), ("rent", "central"), ("rent", "city")]
    assert total[0] == "合计"


@pytest.mark.parametrize("section", [decisions, funding])
def test_without_them_there_is_no_such_section(section):
    assert section(View(result_of(decided=False, earmarked=False))) is None


def test_the_programme_and_its_claims_are_marked(result):
    names = [row.cells[0] for row in by_programme(View(result)).rows]
    assert "rent · 其中 2 笔事先决定" in names
    assert "loans · 其中 1 笔事先决定" in names
    claimed = [row.cells[1] for row in table_of(awards(View(result, "en"))).rows]
    assert "F1 · decided by hand · above the claim" in claimed
    assert "F2 · withdrawn" in claimed
    plain = [row.cells[1] for row in table_of(awards(View(result_of(decided=False), "en"))).rows]
    assert "F2" in plain


def test_charts_mark_the_programme_and_follow_the_drawing(result):
    titles = {row.programme: row.title for row in allocated(View(result, "en"))}
    assert titles["rent"] == "rent · 2 decided beforehand"
    flows = {(source, spending): fen for source, spending, fen in drawn(result)}
    assert flows["central", "project"] == 6
    assert sum(flows.values()) == 24
    for name in ("allocation", "money_flow", "sources_and_uses"):
        assert CHARTS[name].draw(result, language="en") is not None


def test_earmarked_money_is_drawn_before_what_is_left_of_a_class():
    case = budget(
        held(central=12, city=20),
        {"amount": Money(30)},
        rent={"paid_from": ["city"]},
        loans={"paid_from": ["central"]},
    )
    found = outcome(case).result
    flows = {(source, spending): fen for source, spending, fen in drawn(found)}
    assert flows == {("central", "project"): 12, ("city", "project"): 18, ("city", ""): 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_of_decisions_is_typeset(result, language):
    titles = [section.title for section in pages(View(result, language)).sections]
    wanted = {"zh": "事先决定的核定", "en": "Awards decided beforehand"}[language]
    assert wanted in titles
    assert report(result, language=language).startswith(b"%PDF")


def test_frames_mark_what_is_decided(result):
    plan = Plan(result, "p")
    marked = {(each.programme, each.applicant): each.decided for each in plan.awards.itertuples()}
    assert marked["rent", "F2"] == "withdrawn"
    assert marked["rent", "F3"] == ""
    assert plan.decisions.award_fen.tolist() == [2, 8, 0]
    assert plan.draws.amount_fen.sum() == result.allocation.of("rent").award_fen + 12
    plain = Plan(result_of(decided=False, earmarked=False), "p")
    assert "decided" not in plain.awards.columns
    assert plain.decisions.empty
    assert plain.draws.empty
