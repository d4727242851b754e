"""A programme explained: how often each clause bound, on whom, and what lifting it would cost."""

from dataclasses import replace

import pytest

from simulator.engine import explain, rule
from simulator.engine.entitle import entitle
from simulator.engine.explain import award as told_award
from simulator.engine.explain.programme import without
from simulator.engine.run import run
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.result import Result
from simulator.money import exact_money
from simulator.rules.adjust import Cap, Uplift
from simulator.rules.amounts import Share
from simulator.rules.combine import Sum

SCENARIO = """\
scenario: told
year: 2014
unit: 元
sources: {city: {amount: 500}}
spending: {project: {amount: 500, when_short: pro_rata}}
populations:
  firms:
    file: firms.csv
    id: firm_id
    columns: {rent: 元, rd: 元, strategic: yes_no, kind: [大, 小], owner: text}
programmes:
  p:
    spending: project
    applicants: firms
    apply_free: yes
    award:
      - sum:
          rent:
            - share: {of: rent, rate: 50%}
            - cap: 100
            - uplift: {by: 20%, when: strategic}
          rd:
            - choose:
                column: kind
                cases:
                  大: [{share: {of: rd, rate: 5%}}, {cap: 300}]
                  小: [{share: {of: rd, rate: 10%}}, {cap: 200}]
      - {cap: {amount: 350, id: whole}}
      - ceiling: {amount: 450, per: owner}
    when_short: pro_rata
"""
ROWS = (
    "firm_id,rent,rd,strategic,kind,owner\n"
    "A,300,8000,yes,大,甲\nB,100,1000,no,小,甲\nC,240,6000,yes,小,乙\nD,20,3000,no,大,丙\n"
)


def result(text: str = SCENARIO) -> Result:
    """Return the run of the scenario over its four firms."""
    scenario, _ = parse({"a.yaml": text}, "a.yaml")
    assert scenario is not None
    table, problems = parse_table(scenario.population("firms"), ROWS.encode(), "firms.csv")
    assert table is not None, problems
    return run(scenario, {"firms": table})


def lines(found: Result, path: str = "p") -> list[str]:
    """Return an explanation's lines in English, without their depth."""
    return [line.text.say("en") for line in explain(found, path).lines]


def test_a_clause_inside_a_limb_is_counted_only_where_its_limb_is_paid() -> None:
    said = lines(result())
    # of the limb `rd`: A is large with 400 over its cap, C small with 600 over its own
    large, small = said.index("· 大: paid to 2, 450元 in all"), said.index("· 小: paid to 2, 300元 in all")
    assert said[large + 3] == "it bound 1 times and took 100元"
    assert said[small + 3] == "it bound 1 times and took 400元"


def test_lifting_a_clause_costs_what_a_run_without_it_says() -> None:
    found = result()
    scenario, tables = found.scenario, found.claims.tables
    programme = scenario.programme("p")
    said = [line for line in lines(found) if line.startswith("without it the entitlements would")]
    expected = []
    total, ceiling = programme.award[0], programme.award[2]
    assert isinstance(total, Sum)
    clauses = [total.branches[0].steps[1], total.branches[0].steps[2]]
    cases = total.branches[1].steps[0]
    clauses += [case.steps[1] for case in getattr(cases, "cases", ())]
    for dropped in (*clauses, programme.award[1], ceiling):
        free = replace(programme, award=without(programme.award, dropped))
        changed = replace(scenario, programmes=(free,))
        cost = entitle(tables, changed).of("p").entitlement_fen - found.claims.of("p").entitlement_fen
        way = "rise" if cost >= 0 else "fall"
        expected.append(f"without it the entitlements would {way} by {exact_money(abs(cost), '元')}")
    assert said == expected


def test_every_line_that_names_a_total_adds_up_to_the_programme() -> None:
    found = result()
    totals = [line.fen for line in explain(found, "p").lines if line.depth == 1 and line.fen is not None]
    claims = found.claims.of("p")
    assert totals[-2] == claims.entitlement_fen
    assert totals[-1] == found.allocation.of("p").award_fen


def test_a_step_is_dropped_wherever_it_stands_and_nothing_else_is_touched() -> None:
    scenario = result().scenario
    award = scenario.programme("p").award
    total = award[0]
    assert isinstance(total, Sum)
    share, cap, uplift = total.branches[0].steps
    assert isinstance(share, Share)
    assert isinstance(cap, Cap)
    assert isinstance(uplift, Uplift)
    left = without(award, cap)
    inside = left[0]
    assert isinstance(inside, Sum)
    assert inside.branches[0].steps == (share, uplift)
    assert inside.branches[1] == total.branches[1]
    assert left[1:] == award[1:]
    assert without(award, Cap(1)) == award


def test_an_apply_free_programme_says_so() -> None:
    assert "apply-free: everyone eligible is paid without applying" in lines(result())
    assert not any(
        "apply-free" in line for line in lines(result(SCENARIO.replace("    apply_free: yes\n", "")))
    )


def test_only_the_row_of_the_applicant_is_worked_out_when_its_award_is_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, seen = result(), list[int]()
    one_row = told_award.trace_one

    def counted(*arguments: object, **named: object) -> object:
        row = arguments[1]
        seen.append(getattr(row, "count", 0))
        return one_row(*arguments, **named)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(told_award, "trace_one", counted)
    monkeypatch.setattr(rule, "work_out", None)
    assert lines(found, "p/C")[-1].startswith("claims of")
    assert seen == [1]
