"""Laws of funds: nothing is lost between quarters, nothing is paid that is not there, leverage is exact."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine import explain
from simulator.engine.planning import Effort, laid_as, planned
from simulator.engine.year.fund_money import available_fen
from simulator.files.results import summary
from simulator.problems import InfeasibleError, ScenarioError
from tests.engine.year.year_support import OPENING, awards, fen, ran
from tests.language.texts import codes, scenario_of

LOANS = "populations: {loans: {file: loans.csv, id: loan_id, columns: {loss: 元}}}\n"
PAYS = """\
programmes:
  outreach: {spending: project, amount: 1000}
  loss:
    paid_from: pool
    applicants: loans
    award: [{fixed: loss}]
    when_short: {ranked: {order: [{first: loan_id}], last: LAST}}
"""
QUEUE = "loan_id,loss\nL1,30\nL2,50\nL3,25\nL4,40\n"


def pool(fund: str, last: str = "partial", more: str = "") -> str:
    """Return a budget whose fund pays a queue of losses."""
    return OPENING + f"funds: {{pool: {{{fund}}}}}\n" + LOANS + PAYS.replace("LAST", last) + more


def alone(fund: str) -> str:
    """Return a budget with a fund that pays nobody."""
    return (
        OPENING
        + f"funds:\n  pool: {{{fund}}}\nprogrammes: {{outreach: {{spending: project, amount: 1000}}}}\n"
    )


# ── conservation ───────────────────────────────────────────────────────────────────────────────────

QUARTERS = st.integers(0, 11)
MONEY = st.integers(0, 10**6)


@st.composite
def funds(draw):
    """Draw a fund that can always pay: what goes out at a quarter is put in at the same time."""
    flows, held = [], draw(MONEY)
    for _ in range(draw(st.integers(0, 5))):
        at, out = draw(QUARTERS), draw(MONEY)
        put = out if draw(st.booleans()) else draw(MONEY)
        flows += [(at, "inflow", max(put, out)), (at, "outflow", out)]
    recovers = draw(st.none() | st.tuples(st.integers(1, 3), st.integers(0, 300), st.integers(0, 100)))
    return held, draw(MONEY), tuple(flows), recovers


def written(fund) -> str:
    """Return a drawn fund as it would be written, in 分."""
    held, inflow, flows, recovers = fund
    rows = ", ".join(f"{{on: {2016 + at // 4}Q{at % 4 + 1}, {way}: {amount}分}}" for at, way, amount in flows)
    back = ""
    if recovers is not None:
        after, multiple, recycle = recovers
        back = f", recovers: {{after: {after}, multiple: {multiple}%, recycle: {recycle}%}}"
    return f"opening: {held}分, inflow: {inflow}分, flows: [{rows}]{back}"


def half_up(value: Fraction) -> int:
    return (2 * value + 1) // 2


@settings(max_examples=20, deadline=None)
@given(funds())
def test_what_a_fund_holds_is_all_that_came_in_less_all_that_went_out(fund):
    held, inflow, flows, recovers = fund
    (found,) = ran(alone(written(fund))).accounts.funds
    out = [(at, amount) for at, way, amount in flows if way == "outflow"]
    put = inflow + sum(amount for at, way, amount in flows if way == "inflow")
    back = 0
    if recovers is not None:
        _, multiple, recycle = recovers
        by_quarter = {at: sum(amount for when, amount in out if when == at) for at, _ in out}
        whole = [half_up(Fraction(multiple * each, 100)) for each in by_quarter.values()]
        back = sum(half_up(Fraction(each * recycle, 100)) for each in whole)
        assert found.returned_fen == sum(whole) - back
    assert found.quarters[-1].closing_fen == held + put + back - sum(amount for _, amount in out)


@settings(max_examples=20, deadline=None)
@given(funds())
def test_each_quarter_opens_with_what_the_one_before_closed_with_and_none_is_below_nothing(fund):
    (found,) = ran(alone(written(fund))).accounts.funds
    for before, after in pairwise(found.quarters):
        assert after.opening_fen == before.closing_fen
    for each in found.quarters:
        assert each.closing_fen == each.opening_fen + each.in_fen + each.recovered_fen - each.out_fen >= 0
    assert len(found.quarters) % 4 == 0


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=8),
    st.integers(0, 600),
    st.sampled_from(["partial", "stop", "skip"]),
)
def test_a_fund_pays_no_more_than_it_holds_and_keeps_the_rest(losses, opening, last):
    data = "loan_id,loss\n" + "".join(f"L{at},{loss}\n" for at, loss in enumerate(losses))
    result = ran(pool(f"opening: {opening}元", last), loans=data)
    paid = sum(awards(result, "loss"))
    assert paid <= opening * 100
    assert fen(result, "funds.pool.closing") == opening * 100 - paid
    assert fen(result, "funds.pool.awards") == fen(result, "funds.pool.out") == paid
    if last == "partial":
        assert paid == min(opening, sum(losses)) * 100


def test_a_fund_stays_out_of_sources_and_uses():
    result = ran(pool("opening: 100元"), loans=QUEUE)
    assert [(each.used_fen, each.amount_fen) for each in result.allocation.spending] == [(100_000, 100_000)]
    assert [each.used_fen for each in result.allocation.sources] == [100_000]
    assert sum(awards(result, "loss")) == 10_000


@pytest.mark.parametrize("fund", ["opening: 100元, pays: loss", "opening: 100元, pays: [loss]"])
def test_a_fund_may_name_whom_it_pays_instead(fund):
    text = pool(fund).replace("    paid_from: pool\n", "")
    assert awards(ran(text, loans=QUEUE), "loss") == [3000, 5000, 2000, 0]


def test_the_first_named_is_paid_first():
    second = "  more: {applicants: loans, award: [{fixed: loss}], when_short: pro_rata}\n"
    text = pool("opening: 160元, pays: [more, loss]", more=second).replace("    paid_from: pool\n", "")
    result = ran(text, loans=QUEUE)
    assert (sum(awards(result, "more")), sum(awards(result, "loss"))) == (14_500, 1500)
    turned = ran(text.replace("[more, loss]", "[loss, more]"), loans=QUEUE)
    assert (sum(awards(turned, "more")), sum(awards(turned, "loss"))) == (1500, 14_500)


def test_who_is_not_named_by_the_fund_is_paid_last_and_those_by_id():
    row = "{PAID applicants: loans, award: [{fixed: loss}], when_short: pro_rata}"
    rows = "".join(
        f"  {name}: {row.replace('PAID', '' if name == 'named' else 'paid_from: pool,')}\n"
        for name in ("zeta", "beta", "named")
    )
    text = pool("opening: 400元, pays: [named]").partition("  loss:")[0] + rows
    result = ran(text, loans=QUEUE)
    assert {name: sum(awards(result, name)) for name in ("named", "beta", "zeta")} == {
        "named": 14_500,
        "beta": 14_500,
        "zeta": 11_000,
    }
    assert fen(result, "funds.pool.awards") == fen(result, "funds.pool.out") == 40_000
    assert fen(result, "funds.pool.closing") == 0


def test_what_must_be_paid_in_full_and_is_not_there_is_infeasible_at_the_fund():
    text = pool("opening: 100元").replace("{ranked: {order: [{first: loan_id}], last: partial}}", "in_full")
    with pytest.raises(InfeasibleError) as error:
        ran(text, loans=QUEUE)
    told = "\n".join(each.tell("en") for each in error.value.problems)
    assert "funds.pool.available" in told
    assert "programmes.loss.when_short" in told


def test_the_optimiser_pays_out_of_a_fund_no_more_than_is_there():
    text = pool("opening: 100元").replace("{ranked: {order: [{first: loan_id}], last: partial}}", "optimise")
    text = text.replace("    paid_from: pool\n", "    paid_from: pool\n    points: {per_award: 1}\n")
    result = ran(text + "objective: [{maximise: points}]\n", loans=QUEUE)
    assert sorted(awards(result, "loss")) == [0, 2500, 3000, 4000]
    assert planned(laid_as(result), Effort()).solution.values == result.values


def test_unspent_money_is_the_budgets_alone():
    more = "  more: {spending: project, applicants: loans, award: [{fixed: 10}], when_short: optimise}\n"
    text = pool("opening: 100元", more=more).replace("amount: 1000}\n  loss", "amount: 900}\n  loss")
    result = ran(text + "objective: [{minimise: unspent}, {maximise: spent}]\n", loans=QUEUE)
    assert [goal.value for goal in result.goals] == [6000, 94_000]


# ── time ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_overdrawn_quarter_is_told_with_what_is_missing():
    with pytest.raises(ScenarioError) as error:
        ran(alone("opening: 100, flows: [{on: Q2, outflow: 130}, {on: Q3, inflow: 500}]"))
    (told,) = error.value.problems
    assert told.code == "R703"
    assert told.what("en").startswith("fund 'pool' is overdrawn by 0.003万元 at the end of Q2")


def test_money_that_comes_after_the_first_payment_is_not_promised():
    calendar = "calendar: {loss: {Q2: {pay: 100%}}}\n"
    text = pool("opening: 60, flows: [{on: Q4, inflow: 500}]")
    late = ran(text, loans=QUEUE)
    early = ran(text + calendar, loans=QUEUE)
    assert sum(awards(late, "loss")) == 14_500
    assert sum(awards(early, "loss")) == 6000
    assert fen(early, "funds.pool.out.Q2") == 6000
    assert fen(late, "funds.pool.out.Q4") == 14_500


def test_money_that_must_go_out_later_is_not_promised_either():
    text = pool("opening: 100, flows: [{on: 2017Q1, outflow: 70}]")
    result = ran(text, loans=QUEUE)
    assert fen(result, "funds.pool.available") == sum(awards(result, "loss")) == 3000
    assert fen(result, "funds.pool.closing.2017Q1") == 0


def test_instalments_leave_the_fund_when_they_are_paid():
    calendar = "calendar: {loss: {Q3: {pay: 60%}, 2017Q2: {pay: 40%}}}\n"
    result = ran(pool("opening: 200") + calendar, loans=QUEUE)
    assert fen(result, "funds.pool.out.Q3") == 8700
    assert fen(result, "funds.pool.out.2017Q2") == 5800
    assert fen(result, "funds.pool.closing.2017Q4") == 20_000 - 14_500


TWO = """\
programmes:
  outreach: {spending: project, amount: 1000}
  early: {applicants: loans, award: [{fixed: loss}], when_short: pro_rata}
  late: {applicants: loans, award: [{fixed: loss}], when_short: METHOD}
"""


def two(fund: str, early: str, late: str, method: str = "pro_rata") -> str:
    """Return a budget whose fund pays two programmes, each by its own row of the calendar."""
    rows = f"calendar: {{early: {{{early}}}, late: {{{late}}}}}\n"
    return OPENING + f"funds: {{pool: {{{fund}}}}}\n" + LOANS + TWO.replace("METHOD", method) + rows


LATE_MONEY = "opening: 60, flows: [{on: Q3, inflow: 500}], pays: [early, late]"
"""It holds 60 until the third quarter, and 145 is asked of it twice."""


@pytest.mark.parametrize("order", ["early, late", "late, early"])
def test_money_that_comes_in_later_pays_what_is_first_paid_later(order):
    fund = LATE_MONEY.replace("early, late", order)
    result = ran(two(fund, "Q2: {pay: 100%}", "Q4: {pay: 100%}"), loans=QUEUE)
    assert (sum(awards(result, "early")), sum(awards(result, "late"))) == (6000, 14_500)
    assert fen(result, "funds.pool.available") == 56_000
    assert fen(result, "funds.pool.closing.Q2") == 0
    told = explain(result, "funds.pool").tell("en").splitlines()
    assert any(line.startswith("  560元 can be awarded: the least it holds") for line in told)
    assert "  of that 60元 to programmes that are first paid by Q2" in told


def test_what_is_promised_early_is_gone_for_what_is_paid_later():
    fund = LATE_MONEY.replace("inflow: 500", "inflow: 100")
    result = ran(two(fund, "Q2: {pay: 10%}, Q4: {pay: 90%}", "Q4: {pay: 100%}"), loans=QUEUE)
    assert (sum(awards(result, "early")), sum(awards(result, "late"))) == (6000, 10_000)
    assert fen(result, "funds.pool.closing") == 0


def test_the_optimiser_keeps_to_the_room_of_every_quarter_too():
    fund = LATE_MONEY.replace("inflow: 500", "inflow: 100")
    text = two(fund, "Q2: {pay: 100%}", "Q4: {pay: 100%}", "optimise").replace("pro_rata", "optimise")
    text = text.replace("[{fixed: loss}]", "[{fixed: loss}], points: {per_award: 1}")
    result = ran(text + "objective: [{maximise: points}]\n", loans=QUEUE)
    early, late = sum(awards(result, "early")), sum(awards(result, "late"))
    assert early <= 6000
    assert early + late <= 16_000
    # of 30, 50, 25 and 40 two fit into 60, and then three more into what is left of 160
    assert sum(map(bool, (*awards(result, "early"), *awards(result, "late")))) == 5
    assert planned(laid_as(result), Effort()).solution.values == result.values


@st.composite
def payments(draw):
    """Draw when a programme is paid: up to three quarters of this year and the next, with shares."""
    quarters = sorted(draw(st.sets(st.integers(0, 7), min_size=1, max_size=3)))
    ends = sorted(draw(st.sets(st.integers(1, 9), min_size=len(quarters) - 1, max_size=len(quarters) - 1)))
    return tuple(zip(quarters, map(int.__sub__, [*ends, 10], [0, *ends]), strict=True))


def row_of(paid) -> str:
    return ", ".join(f"{2016 + at // 4}Q{at % 4 + 1}: {{pay: {share}0%}}" for at, share in paid)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 30)), max_size=3),
    st.tuples(st.integers(0, 7), st.integers(0, 20)),
    st.tuples(payments(), payments()),
    st.lists(st.integers(0, 20), min_size=1, max_size=4),
)
def test_each_programme_is_promised_the_most_that_every_later_quarter_can_bear(
    opening, put, out, paid, losses
):
    at, going = out
    flows = [f"{{on: {2016 + on // 4}Q{on % 4 + 1}, inflow: {fen}分}}" for on, fen in put]
    flows.append(f"{{on: {2016 + at // 4}Q{at % 4 + 1}, outflow: {min(going, opening)}分}}")
    fund = f"opening: {opening}分, flows: [{', '.join(flows)}], pays: [early, late]"
    data = "loan_id,loss\n" + "".join(f"L{row},0.{loss:02d}\n" for row, loss in enumerate(losses))
    result = ran(two(fund, row_of(paid[0]), row_of(paid[1])), loans=data)
    held = [
        opening + sum(fen for on, fen in put if on <= quarter) - (min(going, opening) if at <= quarter else 0)
        for quarter in range(8)
    ]
    for name, own in zip(("early", "late"), paid, strict=True):
        begins, given_fen = own[0][0], sum(awards(result, name))
        bears = [fen for fen in range(sum(losses) + 1) if all(fen <= each for each in held[begins:])]
        assert given_fen == max(bears)
        held = [each - (given_fen if quarter >= begins else 0) for quarter, each in enumerate(held)]
    (found,) = result.accounts.funds
    assert min(each.closing_fen for each in found.quarters) >= 0


def test_equity_goes_out_now_and_comes_back_later_at_its_multiple():
    text = alone(
        "opening: 100, flows: [{on: Q1, outflow: 80}], recovers: {after: 2, multiple: 1.5x, recycle: 50%}"
    )
    result = ran(text)
    assert fen(result, "funds.pool.closing") == 2000
    assert fen(result, "funds.pool.recovered.2018Q1") == 6000
    assert fen(result, "funds.pool.returned") == 6000
    assert fen(result, "funds.pool.closing.2018Q4") == 8000


def test_a_line_of_the_budget_feeds_a_fund_no_further_than_it_goes():
    flows = [
        f"{{on: {on}, inflow: {fen}, from: programmes.outreach}}"
        for on, fen in (("Q1", 600), ("Q3", "AMOUNT"))
    ]
    text = alone(f"opening: 0, flows: [{', '.join(flows)}]")
    assert fen(ran(text.replace("AMOUNT", "400")), "funds.pool.in") == 100_000
    with pytest.raises(ScenarioError) as error:
        ran(text.replace("AMOUNT", "401"))
    (told,) = error.value.problems
    assert (told.code, told.fact("short")) == ("R704", "0.0001万元")


def test_a_class_without_programmes_may_feed_a_fund():
    text = OPENING.replace("{project: {amount: 1000}}", "{capital: {amount: 1000}}")
    text += "funds: {pool: {flows: [{on: Q1, inflow: 1000, from: spending.capital}]}}\n"
    assert fen(ran(text), "funds.pool.closing") == 100_000


def test_a_figure_below_nothing_is_no_amount_of_a_fund():
    text = alone("opening: 5, losses: small - large") + "figures: {small: {is: 1元}, large: {is: 2元}}\n"
    with pytest.raises(ScenarioError) as error:
        ran(text)
    assert [each.code for each in error.value.problems] == ["R705"]


# ── what it stands behind ──────────────────────────────────────────────────────────────────────────


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**12))
def test_leverage_is_exactly_what_is_carried_over_opening_and_inflow(opening, inflow, carries):
    text = alone(f"opening: {opening}分, inflow: {inflow}分, carries: {carries}分")
    (found,) = ran(text).accounts.funds
    assert found.leverage == Fraction(carries, opening + inflow)


@pytest.mark.parametrize(("mode", "printed"), [("half_up", "10.62x"), ("truncated", "10.61x")])
def test_the_published_leverage_of_a_pool_is_met_as_it_is_printed(mode, printed):
    text = alone("opening: 4亿元, carries: credit") + "figures: {credit: {is: 42.47亿元}}\n"
    expect = f"expect: [{{result: funds.pool.leverage, is: {printed}, as_printed: {mode}}}]\n"
    result = ran(text + expect)
    assert [each.met for each in result.expectations] == [True]
    assert result.expectations[0].found == Fraction(424_700, 40_000)


def test_a_fund_of_nothing_has_no_leverage():
    result = ran(alone("carries: 5"))
    assert result.accounts.figure("funds.pool.leverage").value is None


def test_too_much_leverage_is_told_and_not_refused():
    result = ran(alone("opening: 10, carries: 121, leverage: 12x, losses: 11"))
    said = explain(result, "funds.pool").tell("en")
    assert "the most set for it is 12x: missed" in said
    assert "expected losses 11元: closing 10元 - losses = -1元, uncovered 1元" in said
    assert "expected losses are 110% of the opening" in said
    assert fen(result, "funds.pool.uncovered") == 100


# ── a trigger ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("1%", [3000, 0, 0, 0]),
        ("7.5%", [3000, 0, 0, 0]),
        ("7.51%", [3000, 5000, 0, 0]),
        ("26%", [3000, 5000, 2500, 0]),
        ("100%", [3000, 5000, 2500, 4000]),
    ],
)
def test_the_claim_that_reaches_the_trigger_is_the_last_that_is_paid(paid, expected):
    result = ran(pool(f"opening: 400, trigger: {{paid: {paid}}}"), loans=QUEUE)
    assert awards(result, "loss") == expected
    assert result.accounts.funds[0].triggered == (sum(expected) >= Fraction(paid[:-1]) * 400)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=8), st.integers(1, 600), st.integers(0, 100))
def test_a_trigger_agrees_with_serving_one_after_another(losses, opening, share):
    data = "loan_id,loss\n" + "".join(f"L{at},{loss}\n" for at, loss in enumerate(losses))
    result = ran(pool(f"opening: {opening}, trigger: {{paid: {share}%}}"), loans=data)
    paid, served = 0, []
    for loss in losses:
        open_ = Fraction(paid) < Fraction(share * opening, 100)
        served.append(min(loss, opening - paid) if open_ else 0)
        paid += served[-1]
    assert awards(result, "loss") == [each * 100 for each in served]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=6),
    st.integers(1, 600),
    st.integers(0, 100),
    st.integers(0, 90_000),
)
def test_expected_losses_come_off_the_closing_balance_and_count_for_the_trigger(losses, opening, share, lost):
    data = "loan_id,loss\n" + "".join(f"L{at},{loss}\n" for at, loss in enumerate(losses))
    fund = f"opening: {opening}, losses: {lost}分, trigger: {{paid: {share}%}}"
    result = ran(pool(fund), loans=data)
    figures = {name: each.value for name, each in result.accounts.figures}
    paid, stops = figures["funds.pool.awards"], Fraction(share * opening)
    assert figures["funds.pool.after_losses"] == figures["funds.pool.closing"] - lost
    assert figures["funds.pool.uncovered"] == max(0, -figures["funds.pool.after_losses"])
    assert figures["funds.pool.paid_share"] == paid / (opening * 100)
    assert figures["funds.pool.losses_share"] == Fraction(lost, opening * 100)
    assert figures["funds.pool.triggered"] == (paid >= stops)
    assert figures["funds.pool.triggered_after_losses"] == (paid + lost >= stops)


def test_a_fund_that_expects_no_losses_and_has_no_trigger_says_nothing_of_them():
    result = ran(alone("inflow: 5"))
    for name in ("after_losses", "losses_share", "paid_share", "triggered", "triggered_after_losses"):
        assert result.accounts.figure(f"funds.pool.{name}").value is None


def test_what_is_left_after_the_losses_can_be_expected_and_is_in_the_json():
    text = alone("opening: 400, losses: 85, trigger: {paid: 30%}")
    published = {
        "after_losses": "is: 315",
        "losses_share": "is: 21.3%, as_printed: half_up",
        "triggered": "is: 0",
    }
    rows = ", ".join(f"{{result: funds.pool.{name}, {bound}}}" for name, bound in published.items())
    expect = f"expect: [{rows}]\n"
    result = ran(text + expect)
    assert [each.met for each in result.expectations] == [True, True, True]
    told = summary(result)["funds"]["pool"]
    assert (told["after_losses_fen"], told["losses_share"], told["paid_share"]) == (31_500, "17/80", 0)
    assert (told["stops_fen"], told["triggered"], told["triggered_after_losses"]) == (12_000, False, False)


def test_what_is_decided_is_paid_by_the_fund_too():
    decided = "decisions: [{award: loss/L4, is: 40, status: paid}]\n"
    result = ran(pool("opening: 100") + decided, loans=QUEUE)
    assert awards(result, "loss") == [3000, 3000, 0, 4000]
    assert fen(result, "funds.pool.closing") == 0


# ── told ───────────────────────────────────────────────────────────────────────────────────────────


def test_result_json_holds_the_funds_only_where_there_are_some():
    result = ran(pool("opening: 100"), loans=QUEUE)
    told = summary(result)["funds"]["pool"]
    assert told["quarters"][3] == {
        "quarter": "Q4",
        "opening_fen": 10_000,
        "in_fen": 0,
        "recovered_fen": 0,
        "out_fen": 10_000,
        "closing_fen": 0,
    }
    assert "funds" not in summary(
        ran(OPENING + "programmes: {outreach: {spending: project, amount: 1000}}\n")
    )


def test_a_fund_is_explained_under_each_of_its_figures():
    result = ran(pool("opening: 100, trigger: {paid: 31%}"), loans=QUEUE)
    whole = explain(result, "funds.pool").tell("en")
    assert explain(result, "funds.pool.closing.Q3").tell("en") == whole
    assert "opening 100元 + in 0元 + recovered 0元 - out 80元 = closing 20元" in whole
    assert "pays 80元 to programme loss" in whole
    assert "trigger: it stops once it has paid 31元; paid 80元, reached" in whole


def test_the_trigger_is_explained_with_the_expected_losses_on_top():
    result = ran(pool("opening: 200, losses: 5, trigger: {paid: 75%}"), loans=QUEUE)
    whole = explain(result, "funds.pool.triggered_after_losses").tell("en")
    assert "it stops once it has paid 150元; paid 145元, not reached" in whole
    assert "with the expected losses 150元 in all, reached" in whole


def test_the_paths_of_a_fund_are_known_before_it_is_run():
    text = alone("opening: 5, flows: [{on: 2018Q2, inflow: 3}]")
    known = [f"funds.pool.{name}" for name in ("in", "closing.2018Q4", "leverage", "available", "opening.Q1")]
    scenario = scenario_of(text)
    figures = dict(ran(text).accounts.figures)
    for path in known:
        assert path in figures
        assert codes(text + f"expect: [{{result: {path}, at_least: 0}}]\n") == []
    assert codes(text + "expect: [{result: funds.pool.closing.2019Q1, at_least: 0}]\n") == ["S282"]
    assert available_fen(scenario, scenario.funds[0]) == 500
