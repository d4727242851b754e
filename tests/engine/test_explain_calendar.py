"""The calendar told: a row's stages in words, what it binds, and how each payment is reckoned."""

from fractions import Fraction

import pytest

from simulator.engine.explain import explain
from simulator.engine.explain.calendar import column_word, moment_word, stage_word, stages_told
from simulator.glossary import Word
from simulator.model.calendar import Entry, Milestone, Stage
from simulator.model.moments import Moment
from simulator.problems import FindingError
from tests.engine.year.test_payments import GROUPS, run_of

LINE = "line: {Q1: guide, Q2: [contract, {pay: 30%}], Q4: [{milestone: {title: 验收, pay: 70%, done: no}}]}"
PARKS = "parks: {Q1: planning}"


@pytest.fixture(scope="module")
def result():
    return run_of(GROUPS, LINE, PARKS)


def test_a_row_is_told_with_its_stages_its_commitment_and_its_payments(result):
    assert explain(result, "calendar.line").tell("zh").splitlines() == [
        "line:核定 0.2元",
        "  一季度:指南",
        "  二季度:合同 拨付30%",
        "  四季度:验收(未完成)",
        "  二季度 承诺 0.2元",
        "  二季度 应付 0.06元:到此累计 30%,每笔核定按累计比例四舍五入到分,减去以前已付的",
        "    此后还有工作要验收,属于预付",
        "  没有应付日期的余额 0.14元",
    ]


def test_a_payment_is_told_alone_by_its_path(result):
    assert explain(result, "calendar.reform.rows.二批.Q4.pay").tell("en").splitlines() == [
        "改革 二批: 1元 awarded",
        "  Q4: pay 50%",
        "  0.49元 is due in Q4: 100% of each award so far, half-up to the fen, less what was due before",
    ]


def test_the_figures_of_a_row_add_to_its_award(result):
    for path, awarded in (("calendar.reform.rows.一批", 667), ("calendar.reform.rows.二批", 100)):
        lines = explain(result, path).lines
        assert lines[0].fen == awarded
        due = [line.fen for line in lines if line.fen is not None and "应付" in line.text.zh]
        assert sum(due) == awarded


def test_a_plan_by_groups_and_the_whole_calendar_tell_every_row(result):
    assert len([line for line in explain(result, "calendar.reform").lines if not line.depth]) == 3
    assert len([line for line in explain(result, "calendar").lines if not line.depth]) == 5


def test_what_has_no_money_says_so(result):
    assert explain(result, "calendar.parks").tell("zh").splitlines() == ["parks:没有资金", "  一季度:规划"]


@pytest.mark.parametrize("path", ["calendar.nobody", "calendar.reform.rows.四批", "calendars"])
def test_a_path_that_leads_nowhere_is_told(result, path):
    with pytest.raises(FindingError) as found:
        explain(result, path)
    assert found.value.code == "R641"


def test_without_a_calendar_no_path_leads_into_it():
    with pytest.raises(FindingError):
        explain(run_of(), "calendar")


def test_a_stage_of_the_officers_own_keeps_its_name_and_a_month_its_date():
    assert stage_word(Stage("初审")).en == "初审"
    dated = (Entry(Moment(4, 2014, 11), (Stage("contract"), Stage("初审"))), Entry(Moment(4), ()))
    assert stages_told(dated).zh == "2014-11 合同 初审"
    assert moment_word(Moment(4, 2014, 11)).zh == "2014-11"
    assert column_word("before").zh == "此前"


def test_a_milestone_that_is_done_says_what_it_earns_and_a_month_is_said_once():
    done = Stage("milestone", milestone=Milestone("报告", Fraction(3, 10)))
    late = Stage("milestone", milestone=Milestone("验收", Fraction(7, 10), done=False))
    entry = Entry(Moment(2, 2014, 5), (done, late))
    assert stages_told((entry,)) == Word(
        "2014-05 报告 拨付30% 验收(未完成)", "2014-05 报告: pay 30%, 验收 (not done)"
    )
    assert stages_told((entry,), with_payments=False) == Word(
        "2014-05 报告 验收(未完成)", "2014-05 报告, 验收 (not done)"
    )
