"""Each kind of limit on a small budget worked out by hand, and what is refused before a plan is sought."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.engine.entitle import entitle
from simulator.engine.planning import laid_out
from simulator.engine.run import run
from simulator.files.results import result_json
from simulator.model.figures import settle
from simulator.model.result import Result
from simulator.problems import InfeasibleError, ScenarioError
from tests.engine.claiming import tables_of
from tests.language.texts import scenario_of

BUDGET = """\
scenario: kinds
year: 2014
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: 1000, when_short: optimise}}
figures: {cap: {is: 100元}, none: {is: 0元}, twice: {of: 2 * cap}}
populations:
  firms: {file: f.csv, id: firm_id, columns: {rent: 元, old: yes_no, jobs: count, last: 元, area: [a, b]}}
programmes:
  p: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: METHOD}
  q: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: optimise, eligible: old}
  line: {spending: project, amount: 5, when_short: optimise}
objective: [GOALS{maximise: {award: {programme: p}}}, {maximise: spent}]
constraints: {LIMITS}
"""
ROWS = "firm_id,rent,old,jobs,last,area\nA,80,yes,3,50,a\nB,60,no,2,70,a\nC,60,no,1,60,b\nD,60,yes,1,60,b\n"
EVERYTHING = ([80, 60, 60, 60], [80, 0, 0, 60])


def found(*limits: str, method: str = "optimise", goals: str = "", rows: str = ROWS) -> Result:
    """Return the result of the budget under some limits."""
    named = ", ".join(f"k{number}: {{{limit}}}" for number, limit in enumerate(limits))
    text = BUDGET.replace("LIMITS", named).replace("METHOD", method).replace("GOALS", goals)
    scenario = scenario_of(text)
    return run(scenario, tables_of(scenario, firms=rows))


def paid(result: Result) -> tuple[list[int], list[int]]:
    """Return the yuan of both programmes."""
    p, q = (result.allocation.of(name).award.tolist() for name in ("p", "q"))
    assert all(fen % 100 == 0 for fen in (*p, *q))
    return [fen // 100 for fen in p], [fen // 100 for fen in q]


@pytest.mark.parametrize(
    ("limit", "awards"),
    [
        ("top: {beneficiaries: {}}, at_most: 2", ([80, 0, 0, 60], [80, 0, 0, 60])),
        ("top: {beneficiaries: {}}, per: area, at_most: 1", ([80, 0, 0, 60], [80, 0, 0, 60])),
        ("top: {award: {}}, per: firm_id, at_most: cap", ([80, 60, 60, 60], [0, 0, 0, 0])),
        ("top: {award: {}}, per: firm_id, at_most: twice", EVERYTHING),
        ("top: {sum: {of: jobs, programme: p}}, at_most: 4", ([0, 60, 60, 60], [80, 0, 0, 60])),
        ("top: {sum: {of: rent, programme: p}}, at_most: 150元", ([80, 60, 0, 0], [80, 0, 0, 60])),
        ("top: {count: {awards: [p/A, q/A, p/B]}}, at_most: 1", ([80, 0, 60, 60], [0, 0, 0, 60])),
        ("top: {count: {awards: [line, p/A]}}, at_most: 1", EVERYTHING),
        ("every: {programme: p}, needs: {programme: q}, per: firm_id", ([80, 0, 0, 60], [80, 0, 0, 60])),
        ("every: {programme: p}, needs: {programme: q}, at_least: 2", EVERYTHING),
        ("every: {programme: p}, needs: {programme: q}, at_least: 3", ([0, 0, 0, 0], [80, 0, 0, 60])),
        ("every: {programme: p}, excludes: {programme: q}, per: area", ([80, 60, 60, 60], [0, 0, 0, 0])),
        ("every: {programme: q}, excludes: {where: not old}", ([80, 60, 60, 60], [0, 0, 0, 0])),
        ("top: {award: {}}, per: area, or_nothing: yes, between: [100, 130]", ([0, 0, 60, 60], [0, 0, 0, 0])),
        ("top: {points: {}}, at_most: 0", EVERYTHING),
    ],
)
def test_the_best_plan_under_each_limit_is_the_one_found_by_hand(
    limit: str, awards: tuple[list[int], list[int]]
) -> None:
    assert paid(found(limit)) == awards


def test_a_band_around_last_year_is_kept_in_every_district_by_its_own_last_year() -> None:
    bottom = "bottom: {total: {of: last, same_group: yes, programme: p}}"
    result = found(f"top: {{award: {{}}}}, {bottom}, per: area, at_most: 150%")
    # 120 was last year's sum of both districts: each gets 180 at most
    sums = {each.group: each.value for each in result.limits if each.name == "constraints.k0"}
    assert all(value is not None and value <= Fraction(3, 2) for value in sums.values())
    assert paid(result)[0] == [80, 60, 60, 60]


def test_identical_claims_are_paid_alike_or_not_at_all() -> None:
    limit = "top: {award: {programme: p}}, at_most: 130"
    assert paid(found(limit))[0] == [0, 60, 60, 0]
    assert paid(found(limit, "equal: {programme: p}, by: area"))[0] == [0, 0, 60, 60]
    assert paid(found(limit, "equal: {programme: p}"))[0] == [80, 0, 0, 0]


def test_a_lottery_among_identical_claims_hangs_on_their_ids_alone() -> None:
    limits = ("equal: {programme: p}, lottery: 5", "top: {award: {programme: p}}, at_most: 70")
    lines = ROWS.splitlines(keepends=True)
    shuffled = "".join((lines[0], *reversed(lines[1:])))
    firsts = [paid(found(*limits, rows=rows))[0] for rows in (ROWS, shuffled)]
    assert firsts[0] == firsts[1]
    assert sorted(firsts[0]) == [0, 0, 0, 60]
    winners = {
        tuple(paid(found(f"equal: {{programme: p}}, lottery: {seed}", limits[1]))[0]) for seed in range(8)
    }
    assert len(winners) > 1
    drawn = next(each for each in found(*limits).limits if each.name == "constraints.k0")
    assert (drawn.group, drawn.met) == ("5", True)


@pytest.mark.parametrize(
    ("settings", "awards"),
    [
        ("awards: partial", [80, 50, 0, 0]),
        ("awards: partial, at_least: 50%", [40, 30, 30, 30]),
        ("awards: partial, at_least: 60", [70, 60, 0, 0]),
        ("awards: whole", [0, 60, 60, 0]),
    ],
)
def test_awards_are_paid_in_part_from_their_least(settings: str, awards: list[int]) -> None:
    limit = "top: {award: {programme: p}}, at_most: 130"
    assert paid(found(limit, method=f"{{optimise: {{{settings}}}}}"))[0] == awards


def test_a_soft_limit_of_each_kind_is_missed_as_little_as_can_be() -> None:
    must = "top: {count: {programme: p}}, at_least: 4"
    for limit, missed in (
        ("top: {beneficiaries: {}}, at_most: 2", 2),
        ("every: {programme: p}, needs: {programme: q}, per: firm_id", 2),
        ("every: {programme: p}, needs: {programme: q}, at_least: 3", 4),
        ("every: {programme: p}, excludes: {awards: [line]}", 0),
        ("top: {award: {programme: p}}, between: [300, 400], or_nothing: yes", 4000),
        ("top: {award: {programme: p}}, per: firm_id, at_most: 70", 1000),
    ):
        result = found(f"{limit}, strength: should", must, goals="{keep: k0}, ")
        assert result.goals[0].value == missed, limit


def test_a_cap_that_no_group_can_reach_has_no_row() -> None:
    def rows(limit: str) -> int:
        text = BUDGET.replace("LIMITS", f"k: {{{limit}}}").replace("METHOD", "optimise").replace("GOALS", "")
        scenario, tables = settle(scenario_of(text), tables_of(scenario_of(text), firms=ROWS))
        names = laid_out(scenario, entitle(tables, scenario)).formulation.problem.row_names
        return sum(name.startswith("constraints.k[") for name in names)

    assert rows("top: {award: {}}, per: firm_id, at_most: 160") == 0
    assert rows("top: {award: {}}, per: firm_id, at_most: 119") == 2
    assert rows("top: {award: {}}, per: firm_id, at_most: 59") == 4


def test_a_result_holds_every_group_of_a_limit() -> None:
    many = 260
    rows = ROWS.splitlines()[0] + "\n" + "".join(f"F{n:04d},{n % 7},no,0,0,a\n" for n in range(many))
    result = found("top: {award: {}}, per: firm_id, at_most: 5", rows=rows)
    told = [each for each in result.limits if each.name == "constraints.k0"]
    assert len(told) == many
    assert sum(each.binding for each in told) == sum(each.value == 500 for each in told) > 0
    written = json.loads(result_json(result))["constraints"]
    assert [each["group"] for each in written if each["name"] == "constraints.k0"] == sorted(
        each.group for each in told
    )
    assert not any("others" in each for each in written)
    counted = replace(result, limits=(replace(told[0], others=7),))
    assert json.loads(result_json(counted))["constraints"][0]["others"] == 7


# ── refused before a plan is looked for ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("limit", "code", "said"),
    [
        ("top: {award: {programme: p}}, at_least: 300", "R621", ("0.03万元", "0.026万元")),
        ("top: {count: {programme: q}}, at_least: 3", "R621", ("3", "2")),
        ("top: {beneficiaries: {}}, at_least: 5", "R621", ("5", "4")),
        ("top: {sum: {of: jobs, where: rent > 90元}}, at_least: 1", "R622", ("1",)),
    ],
)
def test_a_floor_above_all_there_is_is_told_with_both_numbers_and_proved(
    limit: str, code: str, said: tuple[str, ...]
) -> None:
    with pytest.raises(InfeasibleError) as refused:
        found(limit)
    told = [each.tell("en") for each in refused.value.problems if each.code == code]
    assert len(told) == 1
    assert all(word in told[0] for word in said)
    assert len(refused.value.certificate["tree"]) == 1


def test_a_floor_of_an_empty_pot_is_told_as_that() -> None:
    rows = ROWS.splitlines()[0] + "\nA,0,yes,0,0,a\n"
    text = (
        BUDGET.replace("LIMITS", "")
        .replace("METHOD", "optimise, envelope: {at_least: 10}")
        .replace("GOALS", "")
    )
    scenario = scenario_of(text)
    with pytest.raises(InfeasibleError) as refused:
        run(scenario, tables_of(scenario, firms=rows))
    assert "R622" in [each.code for each in refused.value.problems]


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("top: {award: {}}, bottom: {figure: none}, at_most: 50%", "R623"),
        ("top: {award: {}}, bottom: {award: {where: rent > 90元}}, at_most: 50%", "R623"),
        ("top: {count: {awards: [p/Z]}}, at_most: 1", "R624"),
        ("every: {programme: p}, needs: {awards: [q/Z]}", "R624"),
    ],
)
def test_a_ratio_of_nothing_and_an_award_nobody_asked_for_are_refused(limit: str, code: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        found(limit)
    assert [each.code for each in refused.value.problems] == [code]
    assert refused.value.problems[0].place.line > 0


def test_a_rule_between_awards_that_cannot_hold_is_named_for_what_it_is() -> None:
    rule = "every: {programme: p}, excludes: {programme: q}, per: firm_id"
    with pytest.raises(InfeasibleError) as refused:
        found(rule, "top: {count: {}}, at_least: 6")
    told = [each.tell("en") for each in refused.value.problems if each.code == "R625"]
    assert told
    assert "constraints.k0" in told[0]


def test_an_envelope_may_be_left_empty_where_it_says_so() -> None:
    method = "optimise, envelope: {at_least: 100, at_most: 150, or_nothing: yes}"
    limit = "top: {award: {programme: p}}, at_most: 99"
    assert paid(found(limit, method=method))[0] == [0, 0, 0, 0]
    assert sum(paid(found(method=method))[0]) in range(100, 151)
