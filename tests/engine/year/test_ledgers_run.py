"""The year in money of whole scenarios: the paths of its figures, its derivations, its part of a result."""

import json
from fractions import Fraction

import pytest

from simulator.engine import explain
from simulator.engine.run import run
from simulator.engine.year.adjust import Budgeted
from simulator.engine.year.ledgers import budgeted
from simulator.files.ledgers import cash_csv, ledgers_json
from simulator.files.results import result_json
from simulator.language import parse
from simulator.model.ledger_paths import ledger_paths
from simulator.problems import ScenarioError, errors_of
from tests.language.test_ledgers import OPENING, YEAR

GROUPED = """\
scenario: a
year: 2014
unit: 元
sources: {city: {amount: 600}}
spending: {basic: {amount: 100, pay: evenly}, project: {amount: 500, when_short: pro_rata}}
populations:
  firms: {synthetic: {count: 6, columns: {cost: {fixed: 100元}, batch: {choice: {一批: 50%, 二批: 50%}}}}}
programmes:
  rent: {spending: project, applicants: firms, award: [{share: {of: cost, rate: 50%}}], when_short: pro_rata}
  park: {spending: project, amount: 100}
calendar:
  rent:
    column: batch
    rows:
      一批: {Q1: contract, Q2: {pay: 60%}, 2015Q1: {pay: 40%}}
      二批: {Q3: contract, Q4: {pay: 100%}}
  park: {Q4: {pay: 100%}}
adjustments: [{on: Q2, line: programmes.park, cut: 40元, reason: 压减}]
"""


FUNDED = """\
scenario: a
year: 2014
unit: 元
sources: {city: {amount: 650}}
spending:
  project: {title: 项目支出, amount: 500}
  basic: {title: 基本支出, amount: 100}
  admin: {amount: 50}
funds: {pool: {opening: 80}}
programmes:
  rent: {spending: project, amount: 300}
  park: {title: 园区, spending: project, amount: 200}
  loss: {paid_from: pool, amount: 50}
calendar:
  loss: {Q1: contract, Q2: {pay: 100%}}
  project: {Q2: contract, Q3: {pay: 100%}}
  basic: {Q4: {pay: 100%}}
"""


def ran(text):
    """Return the result of a scenario without errors."""
    scenario, problems = parse({"a.yaml": text}, "a.yaml")
    assert not errors_of(problems), [each.tell("en") for each in problems]
    return run(scenario, {})


def test_the_lines_of_the_budget_are_its_programmes_and_the_classes_without_any():
    result = ran(FUNDED)
    assert budgeted(result.allocation) == (
        Budgeted("programmes.park", "园区", "project", 20_000),
        Budgeted("programmes.rent", "rent", "project", 30_000),
        Budgeted("spending.admin", "admin", "admin", 5_000),
        Budgeted("spending.basic", "基本支出", "basic", 10_000),
    )


def test_what_a_fund_pays_is_in_no_line_and_in_no_payment_of_the_ledgers():
    ledgers = ran(FUNDED).accounts.ledgers
    assert [each.line for each in ledgers.payments] == [
        "programmes.park",
        "programmes.rent",
        "spending.basic",
    ]
    assert [(each.line, each.title, each.spending) for each in ledgers.groups] == [
        ("programmes.park", "园区", "project"),
        ("programmes.rent", "rent", "project"),
        ("spending.admin", "admin", "admin"),
        ("spending.basic", "基本支出", "basic"),
    ]
    assert ledgers.lines == ledgers.groups
    assert ledgers.of("total").committed == (0, 50_000, 50_000, 60_000)
    assert ledgers.of("total").paid == (0, 0, 50_000, 60_000)
    assert (ledgers.of("total").undated, ledgers.of("spending.admin").undated) == (5_000, 5_000)


def test_a_cut_of_what_is_paid_evenly_takes_the_later_quarters_and_pays_them_whole():
    text = FUNDED.partition("calendar:")[0].replace("amount: 100}", "amount: 100, pay: evenly}")
    line = ran(text + "adjustments: [{on: Q2, line: spending.basic, cut: 40元}]\n").accounts.ledgers.of(
        "spending.basic"
    )
    assert line.authorised == (10_000, 6_000, 6_000, 6_000)
    assert line.committed == line.due == line.paid == (2_500, 5_000, 6_000, 6_000)
    assert (line.adjusted, line.unfunded, line.undated) == (-4_000, 4_000, 0)


LATER = OPENING.replace("Q4: {pay", "2015Q4: {pay").replace("Q2: [contract, ", "2013Q4: contract, Q2: [")


@pytest.mark.parametrize("text", [OPENING, OPENING + YEAR, LATER, LATER + YEAR, GROUPED])
def test_the_figures_of_a_run_are_those_that_may_be_expected(text):
    result = ran(text)
    found = [
        name for name, _ in result.accounts.figures if name.startswith(("ledgers", "pace", "carry_over"))
    ]
    assert sorted(found) == sorted(ledger_paths(result.scenario))


def test_lots_are_told_by_the_year_they_are_of():
    lots = (
        "[{year: 2013, amount: 5}, {year: 2012, amount: 3}, {year: 2013, amount: 2, line: programmes.park}]"
    )
    text = OPENING.replace("amount: 100}", "amount: 100, document: 预算}") + f"carry_over: {{lots: {lots}}}\n"
    figures = dict(ran(text.replace("Q4: {pay: 50%}", "2015Q4: {pay: 50%}")).accounts.figures)
    told = {
        name.removeprefix("carry_over."): int(each.value)
        for name, each in figures.items()
        if name.startswith("carry_over.") and each.value
    }
    # 40 are paid evenly and 30 of the projects: the lots go first, the oldest before the others
    assert told == {
        "opening": 10_000_000,
        "revenue": 100_000_000,
        "spent": 70_000_000,
        "closing": 40_000_000,
        "2012.opening": 3_000_000,
        "2012.spent": 3_000_000,
        "2013.opening": 7_000_000,
        "2013.spent": 7_000_000,
    }


def test_what_goes_forward_is_told_of_every_line_for_every_later_year():
    result = ran(LATER.replace("2015Q4", "2016Q2"))
    told = {
        name: int(each.value)
        for name, each in result.accounts.figures
        if ".forward." in name and name.split(".")[1] in ("programmes", "spending")
    }
    assert told == {
        "ledgers.programmes.park.forward.2016": 10_000_000,
        "ledgers.programmes.rent.forward.2016": 20_000_000,
        "ledgers.spending.basic.forward.2016": 0,
        "ledgers.spending.project.forward.2016": 30_000_000,
    }


def test_the_outlay_of_a_year_is_that_of_its_quarters_and_a_cumulative_figure_that_of_its_end():
    figures = {name: each.value for name, each in ran(OPENING + YEAR).accounts.figures}
    for name in ("total", "spending.project", "programmes.rent"):
        path = f"ledgers.{name}"
        quarters = [figures[f"{path}.outlay.Q{number}"] for number in range(1, 5)]
        assert figures[f"{path}.outlay"] == sum(quarters) == figures[f"{path}.paid"]
        assert figures[f"{path}.committed"] == figures[f"{path}.committed.Q4"]
        assert quarters.count(0) < 3


def test_amounts_are_money_and_paces_are_ratios():
    figure = ran(OPENING + YEAR).accounts.figure
    assert {figure(f"pace.2014-06.{name}").kind for name in ("norm", "reached", "gap")} == {"ratio"}
    assert figure("ledgers.total.paid.Q3").kind == figure("carry_over.closing").kind == "money"


@pytest.mark.parametrize("text", [OPENING + YEAR, LATER + YEAR, GROUPED])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_has_a_derivation(text, language):
    result = ran(text)
    for path in ledger_paths(result.scenario):
        told = explain(result, path).tell(language)
        assert told
        assert "{" not in told


def test_a_derivation_names_the_adjustment_the_calendar_and_the_ceilings():
    told = explain(ran(OPENING + YEAR), "ledgers.programmes.rent.paid").tell("en")
    quarter = "  by the end of {}: 368,000元 authorised, {} committed, {} due, {} paid, 0元 waiting"
    assert told.splitlines() == [
        "ledgers.programmes.rent.paid = 368,000元",
        "  rent: awarded 400,000元 in this run, its authority",
        "    earlier contracts bring 20,000元, paid out of lots",
        "    Q1: project is cut by 48,000元: -32,000元",
        "    Q1: 20,000元 moves from rent to park: -20,000元",
        "    rent: after the cut, 52,000元 of its awards has no authority to be committed",
        "    by the calendar Q2 pays 50%, 200,000元",
        "    by the calendar Q4 pays 50%, 200,000元",
        "    cash plan all: at most 15% by Q1",
        "    cash plan all: at most 50% by Q2",
        "    cash plan all: at most 80万元 by 2014-09",
        "    cash plan all: at most 100% by Q4",
        quarter.format("Q1", "20,000元", "0元", "0元"),
        quarter.format("Q2", "368,000元", "174,000元", "174,000元"),
        quarter.format("Q3", "368,000元", "194,000元", "194,000元"),
        quarter.format("Q4", "368,000元", "368,000元", "368,000元"),
    ]


def test_a_cut_of_what_is_committed_stops_the_run_at_its_line():
    with pytest.raises(ScenarioError) as caught:
        ran(OPENING + "adjustments: [{on: Q3, line: programmes.rent, cut: 1}]\n")
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.line) == ("R681", 10)


def test_a_scenario_that_says_nothing_of_time_writes_what_it_always_wrote():
    plain = ran(OPENING.replace(", pay: evenly", "").partition("calendar:")[0])
    assert plain.accounts.ledgers is None
    assert ledgers_json(plain) == {}
    assert "ledgers" not in json.loads(result_json(plain))
    assert explain(plain, "spending.basic.used").lines


ADVANCE = """\
scenario: a
year: 2025
unit: 元
sources: {city: {amount: 100}}
spending: {basic: {amount: 10}, project: {amount: 90}}
programmes: {transfer: {title: 转移支付, spending: project, amount: 90}}
calendar:
  transfer: {2024Q4: [fund_plan, {pay: 70%}], Q2: {pay: 30%}}
  basic: {Q1: {pay: 100%}}
cash: {all: {ceilings: {Q1: 15%, Q2: 80%, Q4: 100%}}}
carry_over: {lots: [{year: 2023, amount: 50}]}
pace: {of: programmes.transfer}
"""


def test_what_is_issued_in_advance_is_paid_before_the_year_and_no_ceiling_holds_it():
    result = ran(ADVANCE)
    ledgers = result.accounts.ledgers
    own = ledgers.of("programmes.transfer")
    assert ledgers.quarters == (-1, 0, 1, 2, 3)
    assert (own.committed[0], own.paid, own.in_advance) == (9000, (6300, 6300, 9000, 9000, 9000), 6300)
    # 15 of 100 and the lot of 50 are 65 by the first quarter: 63 of it is paid already
    assert ledgers.of("spending.basic").paid == (0, 200, 1000, 1000, 1000)
    assert ledgers.of("spending.basic").in_advance == 0
    # the lot pays nothing of what was paid before the year began
    assert (own.from_lots, ledgers.lots[0].spent_fen) == (2700, 3700)
    assert result.accounts.figure("ledgers.programmes.transfer.in_advance").value == 6300
    assert result.accounts.figure("ledgers.programmes.transfer.paid.2024Q4").value == 6300
    assert result.accounts.figure("pace.Q1.reached").value * 10 == 7


def test_what_is_issued_in_advance_is_told_everywhere():
    result = ran(ADVANCE)
    rows = cash_csv(result.accounts.ledgers).decode().splitlines()
    assert "programmes.transfer,,2024Q4,9000,9000,6300,6300,0" in rows
    assert (
        json.loads(result_json(result))["ledgers"]["lines"]["programmes.transfer"]["in_advance_fen"] == 6300
    )
    remark = "转移支付: 63元 is issued in advance and paid before the budget year"
    assert remark in explain(result, "ledgers.programmes.transfer").tell("en")
    told = explain(result, "calendar.transfer").tell("en").splitlines()
    assert told[3:6] == [
        "  90元 is committed in 2024Q4",
        "  63元 is due in 2024Q4: 70% of each award so far, half-up to the fen, less what was due before",
        "    issued in advance: paid before the budget year 2025; no cash ceiling holds it, "
        "though it counts under them",
    ]
    assert not any("in advance" in line for line in told[6:])


MONTHS = """\
scenario: a
year: 2016
unit: 万元
sources: {city: {amount: 10000}}
spending: {project: {amount: 10000}}
programmes: {work: {spending: project, amount: 10000}}
calendar: {work: {2016-07: {pay: 56.47%}, Q4: {pay: 43.53%}}}
pace: {decimals: 0}
expect:
  - {result: pace.2016-07.norm, is: 58%}
  - {result: pace.2016-07.gap, is: -1.53pp}
  - {result: pace.2016-07.missing, is: 153}
"""


def test_the_published_gap_of_a_norm_printed_without_decimals_is_found_and_explained():
    result = ran(MONTHS)
    assert [each.met for each in result.expectations] == [True, True, True]
    assert explain(result, "pace.2016-07.gap").tell("en").splitlines() == [
        "by 2016-07: 56.47% is paid, the norm is 58.00%: 1.53 points behind",
        "  56,470,000元 is paid of 100,000,000元 authorised",
        "  the norm: 7 of 12 months are 58.3333%, to 0 decimals of a per cent 58%",
        "  1,530,000元 more would be on the norm",
    ]
    assert explain(result, "pace.Q3").tell("zh").splitlines() == [
        "到三季度:已付 56.47%,基准 75.00%,落后 18.53 个百分点",
        "  已付 56,470,000元 ÷ 可用预算 100,000,000元",
        "  基准:9 ÷ 12 个月",
        "  还须付 18,530,000元 才到基准",
        "  未达到应达进度",
    ]


def test_the_exact_norm_of_the_same_months_is_186_points_away():
    result = ran(MONTHS.partition("expect:")[0].replace("{decimals: 0}", "{}"))
    gap = result.accounts.figure("pace.2016-07.gap").value
    assert gap == Fraction(5647, 10_000) - Fraction(7, 12)
    assert round(gap * 10_000) == -186
    assert "the norm: 7 of 12 months" in explain(result, "pace.2016-07").tell("en").splitlines()[2]


def test_a_gate_and_a_norm_that_is_just_met_are_told_as_such():
    result = ran(MONTHS.partition("expect:")[0].replace("decimals: 0", "gates: {2016-11: 56.47%}"))
    told = explain(result, "pace.2016-11").tell("en").splitlines()
    assert told[0] == "by 2016-11: 56.47% is paid, the norm is 56.47%"
    assert told[2:] == ["  the norm: a gate that the scenario sets"]
    assert json.loads(result_json(result))["ledgers"]["pace"][3]["missing_fen"] == 0


def test_a_batch_moved_forward_closes_the_gap_by_what_it_pays():
    late = ran(OPENING + "pace: {}\n").accounts
    early = ran(OPENING.replace("Q4: {pay: 50%}", "Q3: {pay: 50%}") + "pace: {}\n").accounts
    moved = early.figure("pace.Q3.gap").value - late.figure("pace.Q3.gap").value
    assert (
        moved
        == early.figure("ledgers.total.outlay.Q3").value / 10**8
        - late.figure("ledgers.total.outlay.Q3").value / 10**8
    )
    assert moved * 10**8 == 30 * 10**6
