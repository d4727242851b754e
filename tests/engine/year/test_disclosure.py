"""A department's tables: exact sums of their lines, consistent with one another, as printed too."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.api import Plan
from simulator.engine.run import run
from simulator.engine.year.disclosure import disclosure_of
from simulator.language import parse
from simulator.model.disclosure import EXPENDITURES, FUNDS, REVENUES
from simulator.model.result import Result
from simulator.money import FEN_OF_UNIT, half_up
from simulator.problems import ScenarioError
from tests.engine.year.disclosing import NOTHING, SMALL, Budget, Line, cells, drawn, tables_of
from tests.language.texts import scenario_of, with_line

seeds = st.integers(0, 10**6)
WAN = 1_000_000
law = settings(deadline=None, max_examples=60)


def ran(text: str) -> Result:
    return run(scenario_of(text), {})


def refused(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as error:
        ran(text)
    return [
        f"{each.code} {each.fact('identity')} {each.fact('where')}".strip() for each in error.value.problems
    ]


# ── what a cell is ─────────────────────────────────────────────────────────────────────────────────


def of_lines(budget: Budget, table: str, row: str, column: str) -> int:
    """Return a cell of the tables of lines, added up from the budget by its definition alone."""
    field = {
        "basic_economic": "department",
        "government_economic": "government",
        "running_costs": "department",
    }
    only = {"functions": "general", "government_funds": "government_fund", "state_capital": "state_capital"}

    def belongs(line: Line) -> bool:
        kind, fund = budget.classes[line.spending], budget.budget_of(line)
        inside = {
            "basic_economic": kind == "basic" and fund == "general",
            "running_costs": "procurement" in line.marks
            if row == "procurement"
            else "running_costs" in line.marks,
            "transfers": "transfers" in line.marks,
            "appropriations": fund in FUNDS,
            "performance": kind == "project",
        }.get(table, fund == only.get(table, fund))
        totals = ("total", "running_costs", "procurement", "spent")
        own = line.id if table == "performance" else getattr(line, field.get(table, "function"))
        personnel = "personnel" if line.department.startswith("301") else "public"
        in_column = column in ("total", "amount", kind, fund, personnel)
        return inside and in_column and (row in totals or own.startswith(row))

    return sum(line.fen for line in budget.lines if belongs(line))


OF_LINES = (
    "expenditure",
    "functions",
    "basic_economic",
    "government_economic",
    "running_costs",
    "government_funds",
    "state_capital",
    "transfers",
    "performance",
)


@law
@given(seeds)
def test_every_cell_is_the_sum_of_the_lines_that_belong_in_it(seed):
    budget = drawn(seed)
    for (table, row, column), fen in cells(tables_of(budget)).items():
        if table in OF_LINES or (table == "appropriations" and row != "revenue"):
            assert fen == of_lines(budget, table, row, column), (table, row, column)


@law
@given(seeds)
def test_revenue_stands_under_its_kind_and_its_budget(seed):
    budget = drawn(seed)
    found = cells(tables_of(budget))
    for name, (kind, fund, fen) in budget.sources.items():
        assert found["revenue", name, fund or kind] == found["revenue", name, "total"] == fen
    for kind in REVENUES:
        due = sum(fen for own, _, fen in budget.sources.values() if own == kind)
        assert found["overall", kind, "amount"] == due
    assert found["overall", "sources", "amount"] == found["overall", "uses", "amount"]


@law
@given(seeds)
def test_marked_money_is_told_under_its_mark(seed):
    budget = drawn(seed)
    found = cells(tables_of(budget))
    for mark in ("abroad", "vehicles_bought", "vehicles_run", "reception", "meetings", "training"):
        due = sum(line.fen for line in budget.lines if mark in line.marks)
        assert found["three_public", mark, "total"] == due
    parts = ("abroad", "vehicles_bought", "vehicles_run", "reception")
    whole = sum(found["three_public", part, "total"] for part in parts)
    assert found["three_public", "three_public", "total"] == whole


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────


@law
@given(seeds)
def test_every_identity_holds_to_the_fen_on_a_budget_that_adds_up(seed):
    found = tables_of(drawn(seed))
    assert all(each.held and each.tolerance == 0 for each in found.identities)
    names = {each.name for each in found.identities}
    assert {"I1", "I2", "I3", "I4"} <= names
    if any(table.id == "expenditure" and not table.is_empty for table in found.tables):
        assert {"I5", "I6", "I7", "I8", "I9", "I10", "I11"} <= names


@law
@given(seeds, seeds)
def test_the_order_in_which_things_are_written_changes_nothing(seed, shuffle):
    budget = drawn(seed)
    shuffled = replace(budget, order=Random(shuffle))
    assert tables_of(shuffled).tables == tables_of(budget).tables


@law
@given(seeds)
def test_the_unit_of_the_file_changes_nothing(seed):
    budget = drawn(seed, most=10**7)
    in_yuan = disclosure_of(scenario_of(budget.text("元", 100)), NOTHING)
    assert in_yuan is not None
    assert in_yuan.tables == tables_of(budget).tables


@law
@given(seeds, st.integers(0, 13), st.integers(1, 10**6))
def test_a_class_that_its_lines_miss_is_refused_with_both_sides_and_the_difference(seed, at, more):
    budget = drawn(seed)
    if not budget.lines:
        return
    line = budget.lines[at % len(budget.lines)]
    scenario = budget.scenario()
    raised = tuple(
        replace(each, amount=each.amount + more) if each.id == line.spending else each
        for each in scenario.spending
    )
    with pytest.raises(ScenarioError) as error:
        disclosure_of(replace(scenario, spending=raised), NOTHING)
    (found,) = (each for each in error.value.problems if each.fact("where") == f"spending.{line.spending}")
    assert found.code == "R711"
    assert found.place in [each.place for each in scenario.disclosure.lines]
    amounts = [
        Fraction(found.fact(side).removesuffix("万元").replace(",", "")) * WAN
        for side in ("left", "right", "more")
    ]
    assert amounts == [budget.amount_of(line.spending) + more, budget.amount_of(line.spending), more]


# ── print ──────────────────────────────────────────────────────────────────────────────────────────


@law
@given(seeds)
def test_every_table_adds_as_printed(seed):
    found = tables_of(drawn(seed))
    shown = cells(found, printed=True)
    for table in found.tables:
        for row in table.rows:
            for column in table.columns if row.head.parts else ():
                parts = sum(shown[table.id, part, column] for part in row.head.parts)
                assert shown[table.id, row.head.code, column] == parts
            if table.adds_across:
                assert row.printed[0] == sum(row.printed[1:])


@law
@given(seeds)
def test_what_two_tables_tell_they_print_alike(seed):
    shown = cells(tables_of(drawn(seed)), printed=True)
    assert shown["overall", "spent", "amount"] == shown["expenditure", "total", "total"]
    assert shown["overall", "revenue", "amount"] == shown["revenue", "total", "total"]
    assert shown["overall", "sources", "amount"] == shown["overall", "uses", "amount"]
    assert shown["functions", "total", "total"] == shown["appropriations", "spent", "general"]
    assert shown["functions", "total", "basic"] == shown["basic_economic", "total", "total"]
    assert shown["government_economic", "total", "total"] == shown["expenditure", "total", "total"]
    assert shown["performance", "total", "amount"] == shown["expenditure", "total", "project"]
    for kind in EXPENDITURES:
        if ("expenditure", "total", kind) in shown:
            assert shown["overall", kind, "amount"] == shown["expenditure", "total", kind]


@law
@given(seeds)
def test_totals_are_rounded_half_up_and_the_kept_direction_strays_by_less_than_a_digit(seed):
    budget = replace(drawn(seed), tail="largest_remainder")
    found = tables_of(budget)
    quantum = Fraction(FEN_OF_UNIT[budget.unit], 10**budget.decimals)
    exact, shown = cells(found), cells(found, printed=True)
    whole = exact["overall", "sources", "amount"]
    assert shown["overall", "sources", "amount"] == half_up(Fraction(whole) / quantum)
    for row in ("revenue", "opening", "spent", "closing"):
        assert abs(shown["overall", row, "amount"] - exact["overall", row, "amount"] / quantum) < 1
    for cell, fen in exact.items():
        if cell[0] in ("functions", "government_funds", "state_capital") and cell[2] != "total":
            assert abs(shown[cell] - fen / quantum) < 1


@law
@given(seeds)
def test_nothing_is_printed_below_zero(seed):
    assert min(cells(tables_of(drawn(seed)), printed=True).values()) >= 0


# ── programmes, rests, balances ────────────────────────────────────────────────────────────────────


def test_a_line_of_a_programme_is_what_that_is_awarded_and_a_rest_what_is_left():
    found = cells(ran(SMALL).accounts.disclosure)
    assert found["functions", "2060499", "project"] == 35_000
    assert found["running_costs", "30201", "total"] == 40_000 - 25_000 - 2_050
    assert found["performance", "rent", "amount"] == 35_000


def test_a_cut_of_the_projects_moves_the_tables_that_tell_of_projects_and_no_other():
    cut = with_line("amount: 600", "amount: 540", with_line("closing: 0", "closing: 60", SMALL))
    before, after = (ran(text).accounts.disclosure for text in (SMALL, cut))
    assert after.moved_from(before) == (
        "overall",
        "expenditure",
        "appropriations",
        "functions",
        "government_economic",
        "running_costs",
        "performance",
        "summary",
    )
    assert before.moved_from(before) == ()
    assert cells(after)["performance", "rent", "amount"] == 31_500


def test_a_programme_paid_from_two_sources_has_a_line_for_each():
    text = with_line("fees: {title: 收费, amount: 0}", "fees: {title: 收费, amount: 100}", SMALL)
    text = with_line("city: {title: 市财政, amount: 1000}", "city: {title: 市财政, amount: 900}", text)
    text = with_line(
        "rent: {title: 房租补贴, spending", "rent: {title: 房租补贴, paid_from: [fees, city], spending", text
    )
    keys = "function: 2060499, department: 31204, government: 507, source: fees, spending: project"
    again = f"    rent2: {{{keys}, programme: rent}}\n"
    found = cells(ran(text + again).accounts.disclosure)
    assert found["functions", "2060499", "project"] == 25_000
    assert found["expenditure", "2060499", "project"] == 35_000


def test_a_line_of_a_source_that_pays_its_programme_nothing_is_nothing():
    text = with_line(
        "rent: {title: 房租补贴, spending", "rent: {title: 房租补贴, paid_from: [fees, city], spending", SMALL
    )
    keys = "function: 2060499, department: 31204, government: 507, source: fees, spending: project"
    entries = ran(text + f"    rent2: {{{keys}, programme: rent}}\n").accounts.disclosure.entries
    of_lines = {each.line.id: each.fen for each in entries if each.line is not None}
    assert (of_lines["rent"], of_lines["rent2"]) == (35_000, 0)


def test_lines_that_leave_less_than_nothing_are_refused_with_both_sides_at_the_rest():
    text = with_line("amount: 20.5,", "amount: 160,", SMALL)
    with pytest.raises(ScenarioError) as error:
        ran(text)
    (found,) = error.value.problems
    assert (found.code, found.place.source.split(":")[0].strip()) == ("R713", "office")
    assert dict(found.facts) == {
        "line": "office",
        "spending": "basic",
        "amount": "0.04万元",
        "lines": "0.041万元",
        "more": "0.001万元",
    }


def test_lines_that_leave_exactly_nothing_leave_a_line_of_nothing():
    found = cells(ran(with_line("amount: 20.5,", "amount: 150,", SMALL)).accounts.disclosure)
    assert (found["running_costs", "30201", "total"], found["overall", "basic", "amount"]) == (0, 40_000)


def test_money_left_over_without_a_closing_balance_is_refused():
    text = with_line("amount: 1000}", "amount: 1001}", SMALL)
    assert refused(text) == ["R711 I1 overall.revenue.amount"]
    with pytest.raises(ScenarioError) as error:
        ran(text)
    assert error.value.problems[0].what("en") == (
        "I1 does not hold: revenue and opening balance equal expenditure and closing balance "
        "(overall.revenue.amount) is 0.1001万元 on one side and 0.1万元 on the other, 0.0001万元 apart"
    )


def test_a_source_on_which_more_is_booked_than_it_has_is_refused():
    text = with_line(
        "source: city, spending: basic, amount: 250", "source: fees, spending: basic, amount: 250", SMALL
    )
    assert refused(text) == ["R711 I1 sources.fees"]
    text = with_line("amount: 1000}", "amount: 750}", text)
    enough = with_line("title: 收费, amount: 0", "title: 收费, amount: 250", text)
    assert ran(enough).accounts.disclosure is not None
    short = with_line("title: 收费, amount: 0", "title: 收费, amount: 249.99", text)
    short = with_line("amount: 750}", "amount: 750.01}", short)
    assert refused(short) == ["R711 I1 sources.fees"]


def test_a_source_may_be_the_opening_balance_and_a_class_the_closing_one():
    text = with_line("fees: {title: 收费, amount: 0}", "fees: {title: 上年结转, amount: 30}", SMALL)
    text = with_line("kind: special_account", "kind: opening", text)
    text = with_line("spending:\n", "spending:\n  later: {title: 结转下年, amount: 30}\n", text)
    text = with_line("kind: project}", "kind: project}\n    - {spending: later, kind: closing}", text)
    found = cells(ran(text).accounts.disclosure)
    assert found["overall", "opening", "amount"] == found["overall", "closing", "amount"] == 3_000
    assert found["overall", "revenue", "amount"] == found["overall", "spent", "amount"] == 100_000
    assert ("revenue", "fees", "total") not in found


def test_personnel_money_is_held_against_persons_times_their_standard():
    def headcount(per_person: str, within: str) -> str:
        return SMALL + f"  headcount: {{persons: 5, posts: 7, per_person: {per_person}, within: {within}}}\n"

    assert ran(headcount("50", "0元")).accounts.disclosure is not None
    assert ran(headcount("51", "2%")).accounts.disclosure is not None
    assert ran(headcount("51", "5")).accounts.disclosure is not None
    assert refused(headcount("51", "1.9%")) == ["R711 I12 headcount"]
    assert refused(headcount("51", "4.99元")) == ["R711 I12 headcount"]


def test_what_is_told_elsewhere_stays_within_its_code():
    identities = ran(SMALL).accounts.disclosure.identities
    (reception,) = (each for each in identities if each.where == "three_public.reception")
    assert (reception.left, reception.right, reception.relation) == (2_050, 2_050, "≤")


def test_a_notebook_sees_one_row_a_cell_of_every_table():
    result = ran(SMALL)
    frame = Plan(result, "small").tables
    (row,) = frame[(frame.table == "running_costs") & (frame.code == "30217")].itertuples()
    assert (row.column, row.amount_fen, row.printed, row.title) == ("total", 2_050, "21", "公务接待费")
    assert len(frame) == len(cells(result.accounts.disclosure))
    assert len(Plan(ran(SMALL[: SMALL.index("disclosure:")]), "none").tables) == 0


def test_a_scenario_without_the_section_has_no_tables():
    text = SMALL[: SMALL.index("disclosure:")]
    assert ran(text).accounts.disclosure is None
    assert not [path for path, _ in ran(text).accounts.figures if path.startswith("disclosure.")]


# ── published figures ──────────────────────────────────────────────────────────────────────────────

PUBLISHED = SMALL + "expect:\n"


def expected(**figures: str) -> str:
    rows = (f"  - {{result: disclosure.overall.{row}.amount, is: {text}}}\n" for row, text in figures.items())
    return PUBLISHED + "".join(rows)


def test_published_figures_may_disagree_by_half_a_digit_each():
    # 0.4 and 0.7 are 0.1 more than 1.0 千元; three figures of one decimal may be off by 0.15 together
    text = expected(basic="0.4千元", project="0.7千元", spent="1.0千元")
    identities = [each for each in ran(text).accounts.disclosure.identities if each.published]
    assert [(each.name, each.left, each.right, each.tolerance) for each in identities] == [
        ("I3", 100_000, 110_000, 15_000)
    ]


def test_published_figures_that_rounding_cannot_explain_are_refused_at_their_line():
    text = expected(basic="0.4千元", project="0.8千元", spent="1.0千元")
    with pytest.raises(ScenarioError) as error:
        ran(text)
    (found,) = error.value.problems
    assert (found.code, found.fact("identity"), found.fact("more")) == ("R712", "I3", "0.02万元")
    assert found.place.source.startswith("  - {result: disclosure.overall.spent")
    assert "0.015万元" in found.what("en")


def test_half_a_fen_is_told_as_it_is():
    with pytest.raises(ScenarioError) as error:
        ran(expected(basic="1分", project="3分", spent="6分"))
    (found,) = error.value.problems
    assert (found.fact("more"), found.fact("tolerance")) == ("0.000002万元", "3/2 分")


def test_an_identity_is_only_judged_when_all_that_is_not_nothing_is_published():
    identities = ran(expected(project="0.8千元", spent="1.0千元")).accounts.disclosure.identities
    assert not [each for each in identities if each.published]


def test_expectations_read_the_tables_by_the_very_paths_the_language_knows():
    result = ran(SMALL)
    paths = [path for path, _ in result.accounts.figures if path.startswith("disclosure.")]
    assert len(paths) == len(set(paths)) > 100
    rows = "".join(f"  - {{result: {path}, at_least: 0}}\n" for path in paths)
    assert parse({"a.yaml": PUBLISHED + rows}, "a.yaml")[1] == ()
    assert all(measured.kind == "money" for path, measured in result.accounts.figures if path in paths)


# ── published budgets ──────────────────────────────────────────────────────────────────────────────

# Sucheng of Suqian 2022, general public budget, in 亿元: the amounts balance; which is which is not told
SUCHENG = """\
scenario: sucheng_2022
year: 2022
unit: 亿元
sources: {a: {amount: 40.5}, b: {amount: 32.5}, c: {amount: 5.16}, d: {amount: 8.73}, e: {amount: 14.1}}
spending: {f: {amount: 58.07}, g: {amount: 18.89}, h: {amount: 5.16}, i: {amount: 13.45}, j: {amount: 5.42}}
disclosure:
  printed_in: 亿元
  revenue: [{source: a, kind: other}, {source: b, kind: other}, {source: c, kind: other},
            {source: d, kind: other}, {source: e, kind: other}]
  expenditure: [{spending: f, kind: other_expenditure}, {spending: g, kind: other_expenditure},
                {spending: h, kind: other_expenditure}, {spending: i, kind: other_expenditure},
                {spending: j, kind: other_expenditure}]
expect:
  - {result: disclosure.summary.sources.amount, is: 100.99}
  - {result: disclosure.summary.uses.amount, is: 100.99}
  - {result: disclosure.summary.sources.a.amount, is: 40.5}
  - {result: disclosure.summary.spending.f.amount, is: 58.07}
"""


def test_the_published_balance_of_sucheng_holds():
    result = ran(SUCHENG)
    assert all(each.met for each in result.expectations)
    assert cells(result.accounts.disclosure, printed=True)["overall", "uses", "amount"] == 10_099


def test_the_balance_of_sucheng_is_refused_when_one_figure_is_read_wrongly():
    assert refused(with_line("f: {amount: 58.07}", "f: {amount: 58.06}", SUCHENG)) == [
        "R711 I1 overall.revenue.amount"
    ]
