"""Payments by the calendar, to the fen: awards are paid out, work not done waits, contracts bind."""

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.run import run
from simulator.engine.schedule import instalments
from simulator.engine.year.payments import (
    Commitment,
    commitment_moments,
    due_by_column,
    due_shares,
    payments_of,
)
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.calendar import COMMITS, Entry, Milestone, Row, Stage
from simulator.model.ledgers import Payment
from simulator.model.matrix import matrix_of
from simulator.model.moments import Moment, moment_of
from simulator.model.result import Result
from simulator.model.timed import timed_lines
from simulator.money import half_up
from simulator.problems import errors_of

OPENING = """\
scenario: a
year: 2014
unit: 分
sources: {city: {amount: 1000000}}
spending: {basic: {amount: 101}, project: {amount: 900000}}
populations: {firms: {file: f.csv, id: id, columns: {grant: 分, batch: [一批, 二批, 三批]}}}
programmes:
  reform: {title: 改革, spending: project, applicants: firms, award: [{fixed: grant}], when_short: pro_rata}
  line: {spending: project, amount: 20}
  parks: {money: none}
"""
GRANTS = {"A": (333, "一批"), "B": (334, "一批"), "C": (1, "二批"), "D": (99, "二批")}
# the same in amounts that a screen can show
LARGE = OPENING.replace("amount: 1000000}", "amount: 1000000000}").replace(
    "amount: 900000}", "amount: 900000000}"
)
LARGE_GRANTS = {name: (fen * 10_000, batch) for name, (fen, batch) in GRANTS.items()}
ALL_IN_Q3, ALL_IN_Q4, IN_HALVES = "{Q3: {pay: 100%}}", "{Q4: {pay: 100%}}", "{Q2: {pay: 50%}, Q4: {pay: 50%}}"
ROWS = f"{{一批: {ALL_IN_Q3}, 二批: {IN_HALVES}, 三批: {ALL_IN_Q4}}}"
GROUPS = f"reform: {{column: batch, rows: {ROWS}}}"
FAR = "2015Q1: {pay: 30%}, 2016Q1: {pay: 10%}, 2017Q1: {pay: 10%}, 2018Q1: {pay: 20%}"
WORKS = "Q2: {milestone: {title: a, pay: 50%, retain: 10%}}, Q3: {milestone: {title: b, pay: 20%}}"


def run_of(
    *plans: str, grants: dict[str, tuple[int, str]] | None = None, more: str = "", opening: str = OPENING
) -> Result:
    """Return the run of a budget with these plans; grants are fen and batch by firm."""
    calendar = "calendar:\n" + "".join(f"  {each}\n" for each in plans) if plans else ""
    scenario, problems = parse({"a.yaml": opening + more + calendar}, "a.yaml")
    assert scenario is not None
    assert not errors_of(problems), [each.tell("en") for each in problems]
    lines = (f"{name},{fen},{batch}" for name, (fen, batch) in (grants or GRANTS).items())
    table, faults = parse_table(
        scenario.populations[0], ("id,grant,batch\n" + "\n".join(lines)).encode(), "f.csv"
    )
    assert table is not None, [each.tell("en") for each in faults]
    return run(scenario, {"firms": table})


def paid(result: Result) -> tuple[Payment, ...]:
    """Return the payments of a run."""
    return payments_of(result.scenario, result.claims, result.allocation)


def bound(result: Result) -> tuple[Commitment, ...]:
    """Return the commitments of a run."""
    return commitment_moments(result.scenario, result.claims, result.allocation)


def told(result: Result) -> list[tuple[str, str, str, int]]:
    """Return each payment's line, group, moment and fen."""
    return [(each.line, each.group, each.moment.text, each.amount_fen) for each in paid(result)]


# ── what is paid ───────────────────────────────────────────────────────────────────────────────────


def test_instalments_are_rounded_award_by_award_and_then_added():
    result = run_of("reform: {Q1: {pay: 50%}, Q2: {pay: 30%}, Q4: {pay: 20%}}")
    shares = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    by_hand = [
        sum(column) for column in zip(*(instalments(fen, shares) for fen, _ in GRANTS.values()), strict=True)
    ]
    assert [fen for *_, fen in told(result)] == by_hand
    assert [each.share for each in paid(result)] == shares
    # the sum of all awards, paid as one, would be rounded otherwise
    assert by_hand != list(instalments(767, shares))


def test_what_is_committed_in_full_falls_due_as_the_awards_are_paid_one_by_one():
    result = run_of("reform: {Q1: {pay: 50%}, Q2: {pay: 30%}, Q4: {pay: 20%}}")
    shares = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    one, two, four = map(sum, zip(*(instalments(fen, shares) for fen, _ in GRANTS.values()), strict=True))
    due = result.accounts.ledgers.of("programmes.reform").due
    assert due == (one, one + two, one + two, one + two + four)
    assert due[0] != half_up(Fraction(767, 2))


def test_each_group_is_paid_the_awards_of_its_own_applicants():
    assert told(run_of(GROUPS)) == [
        ("programmes.reform", "一批", "Q3", 667),
        ("programmes.reform", "三批", "Q4", 0),
        ("programmes.reform", "二批", "Q2", 51),
        ("programmes.reform", "二批", "Q4", 49),
    ]


def test_even_pay_is_four_quarters_that_add_to_the_line():
    opening = OPENING.replace("basic: {amount: 101}", "basic: {amount: 101, pay: evenly}")
    opening = opening.replace(
        "line: {spending: project, amount: 20}", "line: {spending: project, amount: 21, pay: evenly}"
    )
    assert told(run_of(opening=opening)) == [
        ("programmes.line", "", "Q1", 5),
        ("programmes.line", "", "Q2", 6),
        ("programmes.line", "", "Q3", 5),
        ("programmes.line", "", "Q4", 5),
        ("spending.basic", "", "Q1", 25),
        ("spending.basic", "", "Q2", 26),
        ("spending.basic", "", "Q3", 25),
        ("spending.basic", "", "Q4", 25),
    ]


def test_lines_come_by_section_and_id_whatever_the_order_written():
    plans = ("line: {Q4: {pay: 100%}}", "basic: {Q2: {pay: 100%}}", "reform: {Q3: {pay: 100%}}")
    assert told(run_of(*plans)) == told(run_of(*plans[::-1]))
    assert [line for line, *_ in told(run_of(*plans))] == [
        "programmes.line",
        "programmes.reform",
        "spending.basic",
    ]


def test_a_class_pays_for_its_programmes_that_say_nothing():
    result = run_of("project: {Q3: {pay: 100%}}", "line: {Q4: {pay: 100%}}")
    assert told(result) == [("programmes.line", "", "Q4", 20), ("programmes.reform", "", "Q3", 767)]


def test_payments_of_later_years_keep_their_moment():
    result = run_of("line: {Q4: {pay: 60%}, 2015Q4: {pay: 25%}, 2016-03: {pay: 15%}}")
    assert told(result) == [
        ("programmes.line", "", "Q4", 12),
        ("programmes.line", "", "2015Q4", 5),
        ("programmes.line", "", "2016-03", 3),
    ]


def test_a_programme_without_money_pays_and_binds_nothing():
    result = run_of("parks: {Q1: planning, Q3: {milestone: 一个集群}}")
    assert (paid(result), bound(result)) == ((), ())
    assert [each.line for each in timed_lines(result.scenario)] == ["programmes.parks"]


def test_a_budget_without_a_calendar_has_no_payments():
    result = run_of()
    assert (paid(result), bound(result)) == ((), ())


def test_what_is_withheld_and_what_is_not_done():
    row = f"{{Q1: {{pay: 30%}}, {WORKS}, Q4: release}}"
    assert told(run_of(f"line: {row}")) == [
        ("programmes.line", "", "Q1", 6),
        ("programmes.line", "", "Q2", 9),
        ("programmes.line", "", "Q3", 4),
        ("programmes.line", "", "Q4", 1),
    ]
    undone = row.replace("title: b, pay: 20%", "title: b, pay: 20%, done: no")
    assert [fen for *_, fen in told(run_of(f"line: {undone}"))] == [6, 9, 1]


def test_a_payment_before_the_last_work_is_an_advance():
    row = "{Q1: {pay: 30%}, Q2: {milestone: {title: a, pay: 50%}}, Q4: {pay: 20%}}"
    assert [each.advance for each in paid(run_of(f"line: {row}"))] == [True, False, False]
    assert [each.advance for each in paid(run_of("line: {Q1: {pay: 30%}, Q4: {pay: 70%}}"))] == [False, False]


def test_all_that_falls_at_one_moment_is_one_payment():
    row = "{Q4: [{pay: 30%}, {milestone: {title: a, pay: 50%}}, {pay: 20%}]}"
    assert told(run_of(f"line: {row}")) == [("programmes.line", "", "Q4", 20)]


# ── what is committed ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "more", "moment"),
    [
        ("{Q2: fund_plan, Q3: contract, Q4: {pay: 100%}}", "", "Q3"),
        ("{Q2: fund_plan, Q4: {pay: 100%}}", "", "Q2"),
        ("{Q3: {pay: 40%}, Q4: {pay: 60%}}", "", "Q3"),
        ("{Q2: contract, Q3: [contract, {pay: 40%}], 2015Q4: {pay: 60%}}", "", "Q2"),
        ("{Q1: approve, Q3: contract, Q4: {pay: 100%}}", "stages: {commits: approve}\n", "Q1"),
        ("{Q3: contract, Q4: {pay: 100%}}", "stages: {commits: approve}\n", "Q3"),
        ("{Q3: {pay: 100%}, Q4: approve}", "stages: {commits: approve}\n", "Q3"),
        ("{Q2: {milestone: {title: a, pay: 100%}}}", "", "Q2"),
    ],
)
def test_a_row_binds_its_whole_award_at_one_stage_and_never_after_its_first_payment(row, more, moment):
    assert bound(run_of(f"line: {row}", more=more)) == (
        Commitment("programmes.line", "", moment_of(moment), 20),
    )


def test_a_row_that_never_pays_binds_nothing_and_even_pay_binds_as_it_pays():
    opening = OPENING.replace("basic: {amount: 101}", "basic: {amount: 101, pay: evenly}")
    result = run_of("line: {Q1: contract}", opening=opening)
    found = [(each.line, each.moment.text, each.amount_fen) for each in bound(result)]
    assert found == [(each.line, each.moment.text, each.amount_fen) for each in paid(result)]
    assert sum(fen for *_, fen in found) == 101


def test_each_group_binds_its_own():
    found = {each.group: (each.moment.text, each.amount_fen) for each in bound(run_of(GROUPS))}
    assert found == {"一批": ("Q3", 667), "二批": ("Q2", 100), "三批": ("Q4", 0)}


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────

cuts = st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True).map(sorted)
grants = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=2),
    st.tuples(st.integers(0, 9_999), st.sampled_from(["一批", "二批", "三批"])),
    min_size=1,
    max_size=6,
)
ORDINARY = ("Q1", "Q2", "Q3", "2014-11", "Q4", "2015Q2")


def row_of(points: list[int]) -> str:
    """Return a row whose cumulative shares stand at these per cents, and at all of it."""
    ends = [*points, 100]
    parts = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    paying = ", ".join(f"{moment}: {{pay: {part}%}}" for moment, part in zip(ORDINARY, parts, strict=False))
    return "{" + paying + "}"


@settings(max_examples=25, deadline=None)
@given(grants, cuts)
def test_the_payments_of_a_row_add_to_its_awards_and_no_instalment_strays_a_fen(given_grants, points):
    result = run_of(f"reform: {row_of(points)}", grants=given_grants)
    payments, awards = paid(result), result.allocation.of("reform").award.tolist()
    assert sum(each.amount_fen for each in payments) == sum(awards)
    reached = accumulate(each.amount_fen for each in payments)
    for so_far, share in zip(reached, accumulate(each.share for each in payments), strict=True):
        assert so_far == sum(half_up(award * share) for award in awards)


@settings(max_examples=20, deadline=None)
@given(grants, cuts, cuts, cuts)
def test_groups_together_are_paid_all_awards_and_each_its_own(given_grants, first, second, third):
    rows = ", ".join(
        f"{name}: {row_of(own)}"
        for name, own in zip(("一批", "二批", "三批"), (first, second, third), strict=True)
    )
    result = run_of(f"reform: {{column: batch, rows: {{{rows}}}}}", grants=given_grants)
    for group in ("一批", "二批", "三批"):
        own = sum(fen for fen, batch in given_grants.values() if batch == group)
        assert sum(each.amount_fen for each in paid(result) if each.group == group) == own
        assert sum(each.amount_fen for each in bound(result) if each.group == group) == own


@settings(max_examples=20, deadline=None)
@given(grants, cuts)
def test_no_payment_comes_before_its_money_is_bound(given_grants, points):
    result = run_of(
        f"reform: {row_of(points)}",
        "line: {Q2: contract, Q3: {pay: 50%}, 2015Q1: {pay: 50%}}",
        grants=given_grants,
    )
    days = sorted({each.moment.last_day(2014) for each in (*paid(result), *bound(result))})
    for day in days:
        for line in ("programmes.reform", "programmes.line"):
            committed = sum(
                e.amount_fen for e in bound(result) if e.line == line and e.moment.last_day(2014) <= day
            )
            so_far = sum(
                e.amount_fen for e in paid(result) if e.line == line and e.moment.last_day(2014) <= day
            )
            assert so_far <= committed


works = st.builds(
    lambda pay, retain, done: Milestone("m", Fraction(pay, 20), Fraction(retain, 10), done),
    st.integers(0, 4),
    st.integers(0, 10),
    st.booleans(),
)


@given(st.lists(works, max_size=5))
def test_what_is_kept_back_is_paid_at_the_release_and_what_is_not_done_is_not_due(found):
    entries = [
        Entry(Moment(1 + at % 4, 2014 + at // 4), (Stage("milestone", milestone=work),))
        for at, work in enumerate(found)
    ]
    row = Row("", (*entries, Entry(Moment(4, 2016), (Stage("release"),))))
    due = due_shares(row)
    assert sum(share for _, share in due) == sum(work.pay for work in found if work.done)
    kept = sum(work.pay * work.retain for work in found if work.done)
    assert sum(share for moment, share in due if moment == Moment(4, 2016)) == kept
    assert all(share > 0 for _, share in due)


@given(st.lists(works, max_size=4))
def test_work_once_done_is_paid_no_less(found):
    rows = [
        Row(
            "",
            tuple(
                Entry(Moment(4, 2014 + at), (Stage("milestone", milestone=replace(work, done=done)),))
                for at, work in enumerate(found)
            ),
        )
        for done in (False, True)
    ]
    before, after = (dict(due_shares(row)) for row in rows)
    assert before == {}
    assert all(share <= 1 for share in after.values())


def test_what_falls_due_in_the_columns_of_the_matrix_is_all_that_falls_due():
    result = run_of(
        GROUPS,
        f"line: {{Q1: guide, 2014-11: {{pay: 30%}}, {FAR}}}",
    )
    matrix = matrix_of(result.scenario)
    assert matrix.columns == ("Q1", "Q2", "Q3", "Q4", "2015Q1", "2016Q1", "later")
    assert due_by_column(matrix, paid(result), 2014) == (0, 51, 667, 49 + 6, 6, 2, 6)


def test_a_commitment_is_looked_for_in_the_order_contract_fund_plan_payment():
    assert COMMITS == ("contract", "fund_plan", "pay")
