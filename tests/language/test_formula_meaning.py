"""What is no fault of a pot given out by formula, and the faults that need a closer look.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

from fractions import Fraction

import pytest

from tests.language.test_schema import faults
from tests.language.texts import codes, places, scenario_of, spot

OPENING = """\
scenario: a
year: 2024
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
populations:
  firms:
    file: f.csv
    id: firm_id
    columns: {rd: count, perf: number, need: 元, have: 元, prior: 元, small: yes_no, trade: [电子, 生物],
              poverty: percent, on: date}
"""
FACTORS = "{rd: {weight: 60%, of: rd}, heads: {weight: 40%, equal: yes}}"


def formula(written: str, programme: str = "envelope: {at_most: 60}", opening: str = OPENING) -> str:
    """Return a scenario with one programme given out by formula."""
    rest = f"    {programme}\n" if programme else ""
    return opening + (
        f"programmes:\n  p:\n    spending: project\n    applicants: firms\n{rest}    distribute: {written}\n"
    )


@pytest.mark.parametrize(
    "written",
    [
        f"{{factors: {FACTORS}}}",
        f"{{factors: {FACTORS}, minimum: 1万元, times: {{of: perf}}, round: {{to: 100元}}}}",
        f"{{factors: {FACTORS}, minimum: need * 5%, round: {{mode: down}}}}",
        "{factors: {gap: {weight: 100%, gap: {need: need, have: have + prior}}}}",
        "{factors: {gap: {weight: 100%, gap: {need: need, have: have, at_most: 90%}}}}",
        "{factors: {match: {weight: 100%, roots: {of: need, per: trade}, when: small}}}",
        "{factors: {match: {weight: 100%, roots: {of: rd, per: [trade, small]}}}}",
        f"{{factors: {FACTORS}, protect: {{of: prior, at_least: 95%, at_most: 110%}}}}",
        f"{{factors: {FACTORS}, protect: {{of: prior, at_least: 100%, funded_by: extra}}}}",
        f"{{factors: {FACTORS}, protect: {{of: prior, at_least: poverty, at_most: 1.2x}}}}",
        f"{{factors: {FACTORS}, protect: {{of: [{{sum: {{a: [{{fixed: prior}}]}}}}], at_least: 1/2}}}}",
    ],
)
def test_a_formula_that_says_what_it_needs_has_no_fault(written: str) -> None:
    assert codes(formula(written)) == []
    assert faults(formula(written)) == []


def test_a_formula_in_chinese_says_the_same() -> None:
    chinese = (
        "{因素: {研发: {因素权重: 60%, 基数: rd}, 缺口: {因素权重: 40%, 缺口: {需要数: need, 已有数: have}}},"
        " 最低数: 1万元, 分配系数: {基数: perf}, 基数保障: {基数: prior, 不低于: 90%, 资金出处: 内部调剂},"
        " 取整: {到: 1元, 取整方式: 最大余数法}}"
    )
    english = (
        "{factors: {研发: {weight: 60%, of: rd}, 缺口: {weight: 40%, gap: {need: need, have: have}}},"
        " minimum: 1万元, times: {of: perf}, protect: {of: prior, at_least: 90%, funded_by: rescale},"
        " round: {to: 1元, mode: largest_remainder}}"
    )
    one, other = (scenario_of(formula(each)).programme("p").distribute for each in (chinese, english))
    assert one == other


def test_a_share_above_the_whole_may_limit_a_rise() -> None:
    text = formula(f"{{factors: {FACTORS}, protect: {{of: prior, at_most: 110%}}}}")
    found = scenario_of(text).programme("p").distribute
    assert found is not None
    assert found.protect is not None
    assert found.protect.at_most == Fraction(11, 10)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{factors: {rd: {weight: 100%}}}", ["S342"]),
        ("{factors: {rd: {weight: 100%, equal: no}}}", ["S342"]),
        ("{factors: {rd: {of: rd}}}", ["S202"]),
        ("{factors: {}}", ["S214"]),
        ("{minimum: 1万元}", ["S202"]),
        ("{factors: {rd: {weight: 60, of: rd}}}", ["M202"]),
        # what could not be read is not added up
        ("{factors: {rd: {weight: 60%, of: rd}, other: {weight: 40, of: rd}}}", ["M202"]),
        ("{factors: {rd: {weight: 100%, of: trade}}}", ["E312"]),
        ("{factors: {rd: {weight: 100%, of: rdd}}}", ["E201"]),
        ("{factors: {rd: {weight: 100%, of: on}}}", ["E312"]),
        ("{factors: {rd: {weight: 100%, equal: yes, when: rd}}}", ["E312"]),
        (f"{{factors: {FACTORS}, times: {{of: prior}}}}", ["E312"]),
        (f"{{factors: {FACTORS}, protect: {{of: rd, at_least: 1}}}}", ["E312"]),
        (f"{{factors: {FACTORS}, protect: {{of: prior, at_least: prior}}}}", ["E312"]),
        (f"{{factors: {FACTORS}, protect: {{of: prior, at_most: 1, funded_by: extra}}}}", ["S344"]),
        (f"{{factors: {FACTORS}, protect: {{of: prior, at_least: 10元}}}}", ["M201"]),
        (f"{{factors: {FACTORS}, round: {{mode: up}}}}", ["S205"]),
        (f"{{factors: {FACTORS}, minimum: -1万元}}", ["S207"]),
    ],
)
def test_a_formula_that_cannot_be_worked_out(written: str, found: list[str]) -> None:
    assert codes(formula(written)) == found


def test_an_award_rule_beside_a_formula_is_one_form_too_many() -> None:
    text = formula(f"{{factors: {FACTORS}}}") + "    award: [{fixed: 1}]\n    when_short: pro_rata\n"
    assert codes(text) == ["S241"]


def test_a_formula_needs_applicants_and_a_class_like_any_rule() -> None:
    text = formula(f"{{factors: {FACTORS}}}")
    assert codes(text.replace("    applicants: firms\n", "")) == ["W707", "S242"]
    assert codes(text.replace("    spending: project\n", "")) == ["S243"]


# ── whose pot is known ─────────────────────────────────────────────────────────────────────────────

ALONE = f"{{factors: {FACTORS}}}"
CHOSEN = OPENING.replace("{amount: 100}}\npop", "{amount: 100, when_short: optimise}}\npop")
BESIDE = "  q: {spending: project, applicants: firms, award: [{fixed: 1}], when_short: pro_rata}\n"


def test_the_only_programme_of_a_class_may_take_all_of_it() -> None:
    assert codes(formula(ALONE, "")) == []
    assert codes(formula(ALONE, "when_short: pro_rata")) == []


@pytest.mark.parametrize(
    ("opening", "more"),
    [
        (OPENING, BESIDE),
        (CHOSEN, "objective: [{maximise: spent}]\n"),
        (CHOSEN, BESIDE + "objective: [{maximise: spent}]\n"),
    ],
    ids=["beside another", "left to the plan", "both"],
)
def test_a_pot_that_something_else_decides_needs_an_envelope(opening: str, more: str) -> None:
    assert codes(formula(ALONE, "", opening) + more) == ["S343"]
    assert codes(formula(ALONE, opening=opening) + more) == []


def test_a_fault_stands_where_it_is_written() -> None:
    text = formula(f"{{factors: {FACTORS}, protect: {{of: prior, at_least: 2, at_most: 1}}}}")
    assert places(text) == [f"{spot(text, 'at_least: 2', '2')} S345"]
