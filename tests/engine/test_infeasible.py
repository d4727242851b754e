"""An infeasible budget in words: bounds as they are written, sums that do not come out, what must give."""

import pytest

from simulator.engine.run import run
from simulator.optimise import ProblemBuilder, mend
from simulator.optimise.found import Found
from simulator.optimise.reduce import whole_box
from simulator.problems import InfeasibleError, ScenarioError
from tests.engine.claiming import tables_of
from tests.language.texts import scenario_of

BUDGET = """\
scenario: clash
year: 2014
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: 1000, when_short: pro_rata}}
populations: {firms: {file: f.csv, id: firm_id, columns: {rent: 元, old: yes_no}}}
programmes:
  p: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: pro_rata}
constraints:
  k: {LIMIT}
"""
ROWS = "firm_id,rent,old\nA,80,yes\nB,60,no\n"
OLD = "top: {award: {programme: p, where: old}}, bottom: {award: {programme: p}}"


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("top: {award: {programme: p}}, at_least: 500元", "constraints.k asks for at least 0.05万元"),
        ("top: {award: {programme: p}}, between: [500, 600]", "constraints.k asks for at least 0.05万元"),
        ("top: {award: {programme: p}}, at_most: 85元", "constraints.k asks for at most 0.0085万元"),
        (f"{OLD}, at_least: 60%", "constraints.k asks for at least 60%"),
        (f"{OLD}, between: [10%, 50%]", "constraints.k asks for at most 50%"),
        ("top: {count: {programme: p}}, at_least: 3", "constraints.k asks for at least 3"),
    ],
)
def test_a_limit_that_cannot_hold_is_told_as_it_is_written(limit: str, said: str) -> None:
    scenario = scenario_of(BUDGET.replace("LIMIT", limit))
    with pytest.raises(InfeasibleError) as refused:
        run(scenario, tables_of(scenario, firms=ROWS))
    told = [each.tell("en") for each in refused.value.problems if each.code == "R602"]
    assert len(told) == 1
    assert said in told[0]


def told_of(text: str, code: str) -> list[str]:
    """Return what is told with a code when a budget of firms is refused."""
    scenario = scenario_of(text)
    with pytest.raises(InfeasibleError) as refused:
        run(scenario, tables_of(scenario, firms=FIRMS))
    return [each.tell("en") for each in refused.value.problems if each.code == code]


FIRMS = "firm_id,rent,old\nA,80,yes\nB,60,no\nC,60,no\nD,60,yes\n"
TWO_POTS = """\
scenario: clash
year: 2014
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: 1000, when_short: optimise}}
populations: {firms: {file: f.csv, id: firm_id, columns: {rent: 元, old: yes_no}}}
programmes:
  p: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: optimise}
  q: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: optimise, eligible: old}
objective: [{maximise: spent}]
constraints:
  k0: {top: {award: {programme: p}}, at_least: 150元}
  k1: {top: {award: {programme: p}}, at_most: 130元}
  k2: {top: {count: {programme: q}}, at_least: 2}
  k3: {top: {award: {programme: q}}, at_most: 130元}
"""


def test_what_clauses_give_together_is_added_up_as_parts_of_their_bounds() -> None:
    # an award fewer would be half of k2, and ten yuan more are a thirteenth of k3
    (said,) = told_of(TWO_POTS, "R606")
    assert "these 3 together do" in said
    assert "constraints.k0 0.001万元 (6.7%)" in said
    assert "constraints.k1 0.001万元 (7.7%)" in said
    assert "constraints.k3 0.001万元 (7.7%)" in said
    assert "that is 22.1%, proved to be the least" in said


def test_what_is_decided_beforehand_is_part_of_the_bound_that_gives() -> None:
    decided = TWO_POTS + "decisions: [{award: q/A, is: 80元, status: paid}]\n"
    # the row of k3 has 50 left of its 130, and still ten yuan more are a thirteenth
    (said,) = told_of(decided, "R606")
    assert "constraints.k3 0.001万元 (7.7%)" in said


OLD_OF_P = "{award: {programme: p, where: old}}"
NEW_OF_P = "{award: {programme: p, where: not old}}"
RATIOS = {
    f"k0: {{top: {OLD_OF_P}, bottom: {{award: {{programme: p}}}}, at_least: 60%}}": (
        f"k1: {{top: {NEW_OF_P}, at_least: 100元}}",
        "k0 asks for at least 60%: of 0.026万元 that is 0.0156万元; beside the other clauses it comes to"
        " at most 0.014万元, short by 0.0016万元",
    ),
    f"k0: {{top: {OLD_OF_P}, bottom: {{award: {{programme: p}}}}, at_most: 40%}}": (
        f"k1: {{top: {OLD_OF_P}, at_least: 90元}}",
        "k0 asks for at most 40%: of 0.026万元 that is 0.0104万元; beside the other clauses it comes to"
        " at least 0.014万元, over by 0.0036万元",
    ),
    "k0: {top: {count: {programme: p, where: old}}, bottom: {count: {programme: p}}, at_least: 60%}": (
        "k1: {top: {count: {programme: p, where: not old}}, at_least: 2}",
        "k0 asks for at least 60%: of 4 that is 2.4; beside the other clauses it comes to at most 2,"
        " short by 0.4",
    ),
}


def with_limits(*limits: str) -> str:
    """Return the budget of two pots under other limits."""
    return TWO_POTS[: TWO_POTS.index("  k0")] + "".join(f"  {each}\n" for each in limits)


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_ratio_that_clashes_is_told_by_what_it_needs_and_what_it_reaches(ratio: str) -> None:
    other, said = RATIOS[ratio]
    (told,) = told_of(with_limits(ratio, other), "R646")
    assert said in told


def test_a_ratio_of_one_group_is_told_with_its_group() -> None:
    limits = ("k0: {top: {award: {programme: p}}, per: old, bottom: {award: {programme: p}}, at_least: 55%}",)
    told = told_of(with_limits(*limits, f"k1: {{top: {NEW_OF_P}, at_least: 20元}}"), "R646")
    assert told
    assert all("constraints.k0[" in each for each in told)


def test_a_ratio_whose_reach_is_not_attained_is_told_by_what_is_proved(monkeypatch) -> None:
    # a search that is given up before it has a plan or a bound of its own
    given_up = Found(None, None, 10**18, (), 0, whole_box(ProblemBuilder().build()))
    monkeypatch.setattr(mend, "search_near", lambda *_: given_up)
    ratio = next(iter(RATIOS))
    (told,) = told_of(with_limits(ratio, RATIOS[ratio][0]), "R647")
    assert "constraints.k0 asks for at least 60%: beside the other clauses it is short by" in told
    assert "0.0004万元 or more" in told


# ── awards decided beforehand ──────────────────────────────────────────────────────────────────────

PUBLISHED = (
    "decisions:\n  - {award: p/A, is: 80元, status: published}\n  - {award: p/B, is: 10元, status: paid}\n"
)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (
            "k: {top: {award: {programme: p}}, at_most: 85元}",
            "constraints.k counts 0.009万元 decided beforehand (awards: 2): p/A 0.008万元 (published,"
            " a.yaml:14:5), p/B 0.001万元 (paid, a.yaml:15:5)",
        ),
        (
            "k: {top: {award: {programme: p, where: not old}}, at_least: 90元}",
            "k counts 0.001万元 decided beforehand (awards: 1): p/B 0.001万元 (paid, a.yaml:15:5)",
        ),
        (
            "k: {top: {award: {}}, per: firm_id, at_most: 75元}",
            "constraints.k[A] counts 0.008万元 decided beforehand (awards: 1): p/A",
        ),
        (
            "k: {top: {award: {programme: p, where: old}}, bottom: {award: {programme: p}}, at_most: 30%}",
            "constraints.k counts 0.009万元 decided beforehand (awards: 2): p/A",
        ),
        (
            "k: {every: {programme: p, where: old}, needs: {programme: q, where: not old}}",
            "constraints.k counts 0.008万元 decided beforehand (awards: 1): p/A",
        ),
    ],
)
def test_a_clause_that_clashes_names_the_decided_awards_it_counts(limit: str, said: str) -> None:
    text = with_limits(limit) + PUBLISHED
    told = told_of(text, "R648")
    assert len(told) == 1
    assert said in told[0]
    assert told[0].startswith("a.yaml:15:5" if "p/A" not in said else "a.yaml:14:5")


def test_where_a_clash_has_nothing_to_do_with_decisions_none_is_named() -> None:
    limit = "k: {top: {award: {programme: q}}, at_least: 500元}"
    assert told_of(with_limits(limit) + PUBLISHED, "R648") == []
    assert told_of(with_limits(limit), "R648") == []


def test_of_many_decided_awards_the_largest_are_named() -> None:
    every = "".join(f"  - {{award: p/{who}, is: {yuan}元, status: paid}}\n" for who, yuan in DECIDED_YUAN)
    limit = "k: {top: {award: {programme: p}}, at_most: 85元}"
    (told,) = told_of(with_limits(limit) + "decisions:\n" + every, "R648")
    assert "decided beforehand (awards: 4): " in told
    names = [told.index(f"p/{who}") for who in "DCB"]
    assert names == sorted(names)
    assert "p/A" not in told.splitlines()[0]
    assert " …" in told


DECIDED_YUAN = (("A", 20), ("B", 30), ("C", 40), ("D", 50))


def test_decisions_above_an_envelope_are_named_with_their_places() -> None:
    text = (
        (with_limits() + PUBLISHED)
        .replace("constraints:\n", "")
        .replace(
            "{fixed: rent}], when_short: optimise}",
            "{fixed: rent}], when_short: optimise, envelope: {at_most: 85}}",
        )
    )
    scenario = scenario_of(text)
    with pytest.raises(ScenarioError) as refused:
        run(scenario, tables_of(scenario, firms=FIRMS))
    (said,) = (each.tell("en") for each in refused.value.problems)
    assert "more than its envelope of 0.0085万元: p/A 0.008万元 (published, a.yaml:12:5)" in said


IN_FULL = """\
scenario: clash
year: 2014
unit: 元
sources: {city: {amount: 100}}
spending: {project: {amount: 100, when_short: pro_rata}}
populations: {firms: {file: f.csv, id: firm_id, columns: {rent: 元, old: yes_no}}}
programmes:
  p: {spending: project, applicants: firms, award: [{fixed: 10元}], when_short: pro_rata}
  q: {spending: project, amount: 80METHOD}
"""


@pytest.mark.parametrize("method", ["", ", when_short: in_full"])
def test_what_must_be_paid_in_full_is_not_relaxed_by_all_that_it_asks(method: str) -> None:
    text = IN_FULL.replace("METHOD", method)
    assert told_of(text, "R603") == []
    said = told_of(text, "R607")
    assert len(said) == 1
    assert "once programmes.q.when_short no longer asks for payment in full" in said[0]


def test_the_remedy_for_what_must_be_paid_in_full_works_when_it_is_followed() -> None:
    scenario = scenario_of(IN_FULL.replace("METHOD", ", when_short: pro_rata"))
    found = run(scenario, tables_of(scenario, firms=FIRMS)).allocation
    # 40 and 80 are asked of 100: 33.333 and 66.667
    assert [found.of(name).award_fen for name in ("p", "q")] == [3_333, 6_667]
