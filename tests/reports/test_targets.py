"""The targets of a report: a row each, the most urgent first, the chart; a first page without money."""

from dataclasses import replace

import pytest

from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.reports import pages, report
from simulator.reports.blocks import Picture, Seal, Table
from simulator.reports.summary import decision
from simulator.reports.targets import targets
from tests.charts.examples import longgang
from tests.charts.test_targets import held, mixed


def table_of(section):
    return next(each for each in section.blocks if isinstance(each, Table))


def test_every_target_has_a_row_the_most_urgent_first():
    rows = table_of(targets(View(mixed()))).rows
    assert [row.cells[0] for row in rows] == [
        "investment(应当)",
        "重大技术攻关项目",
        "发明专利申请量全市排名",
        "coverage",
        "海外高层次创新团队",
        "传统产业改造",
        "创新载体总数",
        "earmark",
    ]
    assert [row.tone for row in rows] == ["bad"] * 3 + ["line"] * 5


def test_a_row_says_what_is_reached_asked_and_short():
    cells = {row.cells[0]: row.cells[1:6] for row in table_of(targets(View(mixed()))).rows}
    assert cells["创新载体总数"] == ("1,001家", "> 1,000家", "完成", "0家", "—")
    assert cells["重大技术攻关项目"] == ("8项", "≥ 50项", "未完成", "42项", "—")
    assert cells["发明专利申请量全市排名"] == ("第5名", "前3名", "未完成", "超出 2", "—")
    assert cells["coverage"] == ("80%", "≥ 85%", "进行中", "5个百分点", "—")
    assert cells["传统产业改造"] == ("—", "2 – 3", "未评估", "—", "—")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_section_has_its_chart_and_counts_the_states(language):
    section = targets(View(mixed(), language))
    assert any(isinstance(each, Picture) for each in section.blocks)
    words = {
        "zh": "8项指标中完成1项，未完成3项，进行中2项，未评估1项。",
        "en": "Targets: 8; met: 1; missed: 3; under way: 2; not assessed: 1.",
    }
    assert words[language] in decision(View(mixed(), language))


def test_without_targets_there_is_no_section():
    assert targets(View(longgang())) is None


def test_a_report_without_money_has_no_seal_and_begins_with_its_targets():
    result = replace(mixed(), scenario=replace(mixed().scenario, money="none"), limits=())
    first, second, *_ = pages(View(result)).sections
    assert not any(isinstance(each, Seal) for each in first.blocks)
    assert second.title == "指标"
    assert not second.apart
    assert report(result).startswith(b"%PDF")


def test_a_report_with_money_keeps_its_seal():
    with_both = replace(longgang(), accounts=held(*mixed().accounts.targets).accounts)
    first, second, *_ = pages(View(with_both)).sections
    assert any(isinstance(each, Seal) for each in first.blocks)
    assert second.title == "指标"
