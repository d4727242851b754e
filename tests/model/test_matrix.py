"""The matrix of the calendar: every entry in one cell, quarters of the year always there, far ones folded."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.model.calendar import Entry, Plan, Row, Stage
from simulator.model.matrix import BEFORE, LATER, MOST_LATER, matrix_of
from simulator.model.moments import QUARTERS, Moment
from simulator.model.scenario import Programme, Scenario, SpendingClass
from simulator.model.timed import members_of, timed_lines

moments = st.builds(Moment, st.integers(1, QUARTERS), st.none() | st.integers(2012, 2019))


def scenario_of(*plans: Plan, pay: str | None = None) -> Scenario:
    """Return a budget of two classes, one of them without programmes, with these plans."""
    return Scenario(
        id="a",
        year=2014,
        spending=(
            SpendingClass("basic", amount=1, pay=pay),
            SpendingClass("project", title="项目", amount=1),
        ),
        programmes=(
            Programme("rent", title="租金", spending="project", amount=1),
            Programme("loans", spending="project", amount=1),
            Programme("parks", money="none"),
        ),
        calendar=plans,
    )


def plan(name: str, *moments: Moment) -> Plan:
    """Return a plan with a guide at each moment."""
    return Plan(name, (Row("", tuple(Entry(each, (Stage("guide"),)) for each in moments)),))


@given(st.lists(moments, unique=True, max_size=8))
def test_every_entry_stands_in_one_cell_and_the_cells_in_the_order_of_time(found):
    matrix = matrix_of(scenario_of(plan("rent", *sorted(found, key=lambda each: each.last_day(2014)))))
    (row,) = matrix.rows
    inside = [entry.moment for cell in row.cells for entry in cell]
    assert inside == sorted(found, key=lambda each: each.last_day(2014))
    assert len(row.cells) == len(matrix.columns) == len(set(matrix.columns))
    for column, cell in zip(matrix.columns, row.cells, strict=True):
        assert all(matrix.column_of(entry.moment, 2014) == column for entry in cell)


@given(st.lists(moments, max_size=8))
def test_the_quarters_of_the_year_are_always_there_and_the_others_only_where_used(found):
    columns = matrix_of(scenario_of(plan("rent", *found))).columns
    own = [f"Q{each + 1}" for each in range(QUARTERS)]
    assert [each for each in columns if each in own] == own
    assert (columns[0] == BEFORE) == any(each.index(2014) < 0 for each in found)
    later = {each.index(2014) for each in found if each.index(2014) >= QUARTERS}
    assert len(columns) - len(own) - (columns[0] == BEFORE) == min(len(later), MOST_LATER)
    assert (columns[-1] == LATER) == (len(later) > MOST_LATER)


def test_a_class_stands_in_one_row_for_the_programmes_that_follow_it():
    found = matrix_of(scenario_of(plan("project", Moment(1)), plan("rent", Moment(2))))
    assert [(row.line, row.title, row.lines) for row in found.rows] == [
        ("spending.project", "项目", ("programmes.loans",)),
        ("programmes.rent", "租金", ("programmes.rent",)),
    ]


def test_a_class_without_programmes_is_a_line_itself():
    (row,) = matrix_of(scenario_of(pay="evenly")).rows
    assert (row.line, row.title, row.lines) == ("spending.basic", "basic", ("spending.basic",))
    assert [len(cell) for cell in row.cells] == [1, 1, 1, 1]


def test_each_line_follows_its_own_plan_before_that_of_its_class():
    scenario = scenario_of(plan("project", Moment(1)), plan("rent", Moment(2)), pay="evenly")
    assert [(each.line, each.title, each.plan.id, each.evenly) for each in timed_lines(scenario)] == [
        ("programmes.loans", "loans", "project", False),
        ("programmes.rent", "租金", "rent", False),
        ("spending.basic", "basic", "basic", True),
    ]
    assert [each.id for each in members_of(scenario, scenario.calendar[0])] == ["loans"]


def test_a_programme_without_money_has_only_a_plan_of_its_own():
    assert [each.line for each in timed_lines(scenario_of(plan("parks", Moment(1))))] == ["programmes.parks"]
    assert timed_lines(scenario_of()) == ()
