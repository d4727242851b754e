"""The calendar in result.json: every line's timetable sorted, every payment in fen; nothing without one."""

from simulator.files.calendar import calendar_json
from simulator.files.results import summary
from tests.engine.year.test_payments import GROUPS, paid, run_of

WORK = "Q4: [{milestone: {title: 验收, pay: 70%, retain: 5%}}]"
LINE = f"line: {{2013Q4: guide, Q2: {{pay: 30%}}, {WORK}, 2015-06: release}}"


def test_a_result_without_a_calendar_says_nothing_of_it():
    assert calendar_json(run_of()) == {}
    assert "calendar" not in summary(run_of())


def test_every_line_has_its_rows_and_every_stage_its_share():
    lines = calendar_json(run_of(GROUPS, LINE))["calendar"]["lines"]
    assert sorted(lines) == ["programmes.line", "programmes.reform"]
    assert [row["group"] for row in lines["programmes.reform"]["rows"]] == ["一批", "三批", "二批"]
    assert lines["programmes.reform"]["column"] == "batch"
    (row,) = lines["programmes.line"]["rows"]
    assert row["entries"] == [
        {"moment": "2013Q4", "stages": [{"stage": "guide"}]},
        {"moment": "Q2", "stages": [{"stage": "pay", "share": "3/10"}]},
        {
            "moment": "Q4",
            "stages": [{"milestone": {"title": "验收", "share": "7/10", "retain": "1/20", "done": True}}],
        },
        {"moment": "2015-06", "stages": [{"stage": "release"}]},
    ]


def test_the_payments_are_those_of_the_engine():
    result = run_of(GROUPS, LINE)
    payments = calendar_json(result)["calendar"]["payments"]
    assert [each["amount_fen"] for each in payments] == [each.amount_fen for each in paid(result)]
    assert payments[0] == {
        "line": "programmes.line",
        "group": "",
        "moment": "Q2",
        "share": "3/10",
        "amount_fen": 6,
        "advance": True,
    }


def test_the_order_in_which_plans_are_written_does_not_show():
    assert calendar_json(run_of(GROUPS, LINE)) == calendar_json(run_of(LINE, GROUPS))
