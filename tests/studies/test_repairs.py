"""A repair is an overlay that was tried: run as a file it makes the budget feasible, a step less does not."""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from simulator.engine.planning import Effort, Refused
from simulator.engine.run import run
from simulator.language import parse
from simulator.problems import InfeasibleError, ScenarioError, errors_of
from simulator.studies.repairs import FINEST_RATIO, Mend, Setting, mends
from tests.engine.support import scenario_of, tables_of
from tests.engine.year.test_funds import QUEUE, pool
from tests.engine.year.year_support import awards, ran
from tests.reference.generator import MAIN, Case, case
from tests.reference.writing import Money
from tests.studies.test_prices import pot_case

EFFORT = Effort()


def refusal(drawn: Case) -> Refused | None:
    """Return what was refused of a case, or None when it has a plan."""
    scenario = scenario_of(drawn)
    try:
        run(scenario, tables_of(scenario, drawn))
    except InfeasibleError as refused:
        return refused.found if isinstance(refused.found, Refused) else None
    except ScenarioError:
        return None
    return None


def refused_cases(start: int, count: int) -> Iterator[tuple[Case, Refused]]:
    """Yield cases that no plan answers."""
    found = 0
    for seed in itertools.count(start):
        drawn = case(Random(seed))
        refused = refusal(drawn)
        if refused is not None:
            yield drawn, refused
            found += 1
        if found == count:
            return


def runs(drawn: Case, overlay: str) -> bool:
    """Tell whether a case has a plan once an overlay file changes it; the file must have no fault."""
    texts = {**drawn.yaml("分"), "repair.yaml": overlay}
    scenario, problems = parse(texts, "repair.yaml")
    assert scenario is not None
    assert not errors_of(problems), [each.tell("en") for each in errors_of(problems)]
    try:
        run(scenario, tables_of(scenario, drawn))
    except InfeasibleError:
        return False
    return True


@pytest.mark.parametrize("number", range(8))
def test_every_repair_run_as_a_file_is_feasible(number: int) -> None:
    for drawn, refused in refused_cases(3_000 * number, 4):
        for mend in mends(refused.laid, refused.answer, EFFORT):
            assert runs(drawn, mend.overlay("repaired", MAIN, "tried"))


def limited(**limits: Any) -> Case:
    """Return three claims of 400, 300 and 200 fen on 600 fen, whole awards, and some limits."""
    drawn = pot_case([400, 300, 200], 600, "optimise", {"per_award": "1"})
    return Case(dict(drawn.scenario, constraints=limits), drawn.applicants)


def mended(drawn: Case) -> tuple[Mend, ...]:
    """Return the repairs of a case that has no plan."""
    refused = refusal(drawn)
    assert refused is not None
    return mends(refused.laid, refused.answer, EFFORT)


def test_a_floor_above_the_money_is_mended_at_either_end() -> None:
    drawn = limited(floor={"top": {"award": {}}, "at_least": Money(700)})
    found = {mend.path: (mend.to, mend.by) for mend in mended(drawn)}
    assert found == {
        "constraints.floor.at_least": ("6元", 100),
        "spending.project.amount": ("7元", 100),
    }


def test_a_share_gives_in_hundredths_of_a_point_and_no_more_than_it_must() -> None:
    share = {
        "top": {"award": {"where": "heads = 1"}},
        "bottom": {"award": {}},
        "at_most": "50%",
    }
    floor = {"top": {"count": {}}, "at_least": "2"}
    # two awards within 600 fen: 400 + 200 or 300 + 200, the first holds 66.67 % by the one with one head
    drawn = limited(share=share, floor=floor, most={"top": {"count": {"where": "heads = 2"}}, "at_most": "0"})
    (share_mend,) = (mend for mend in mended(drawn) if mend.path == "constraints.share.at_most")
    assert share_mend.to == "66.67%"
    assert share_mend.by == Fraction(6_667, 10_000) - Fraction(1, 2)
    assert runs(drawn, share_mend.overlay("r", MAIN, "tried"))
    less = Mend(Setting(share_mend.path, "66.66%", None), share_mend.by - FINEST_RATIO, "ratio")
    assert not runs(drawn, less.overlay("r", MAIN, "tried"))


def test_an_equality_stays_one() -> None:
    drawn = limited(exact={"top": {"award": {}}, "is": Money(650)})
    found = {mend.path: mend.to for mend in mended(drawn)}
    assert found["constraints.exact.is"] in {"6元", "7元"}
    for mend in mended(drawn):
        assert runs(drawn, mend.overlay("r", MAIN, "tried"))


def test_both_ends_of_an_interval_are_written() -> None:
    drawn = limited(band={"top": {"award": {}}, "between": [Money(650), Money(660)]})
    found = {mend.path: mend.to for mend in mended(drawn)}
    assert found["constraints.band.between"] in {"[6元, 6.6元]", "[6.5元, 7元]"}


def test_an_overlay_guards_what_it_replaces() -> None:
    source = Setting("sources.city.amount", "800元", None)
    mend = Mend(Setting("spending.project.amount", "700元", "600"), Fraction(100), "money", (source,))
    assert mend.overlay("r", "base.yaml", "why").splitlines() == [
        "scenario: r",
        "extends: base.yaml",
        "reason: why",
        "changes:",
        "  - set: spending.project.amount",
        "    to: 700元",
        "    was: 600",
        "  - set: sources.city.amount",
        "    to: 800元",
    ]


# ── funds ──────────────────────────────────────────────────────────────────────────────────────────

POOL = pool("FUND", more="constraints: {most: {top: {award: {programme: loss}}, at_least: 120}}\n")
POOL = POOL.replace("{ranked: {order: [{first: loan_id}], last: partial}}", "optimise")
POOL = POOL.replace("    paid_from: pool\n", "    paid_from: pool\n    points: {per_award: 1}\n")
POOL += "objective: [{maximise: points}]\n"


def pool_mends(fund: str) -> tuple[Mend, ...]:
    """Return what mends a fund of losses of 145 that must award 120 of them."""
    with pytest.raises(InfeasibleError) as refused:
        ran(POOL.replace("FUND", fund), loans=QUEUE)
    found = refused.value.found
    assert isinstance(found, Refused)
    return mends(found.laid, found.answer, EFFORT)


def test_a_fund_that_holds_too_little_is_mended_by_its_opening_balance() -> None:
    (mend, _) = pool_mends("opening: 100元")
    assert (mend.path, mend.to, mend.setting.was, mend.by) == ("funds.pool.opening", "120元", "100元", 2000)
    assert sum(awards(ran(POOL.replace("FUND", "opening: 120元"), loans=QUEUE), "loss")) == 12_000
    later = pool_mends("opening: 90元, flows: [{on: 2017Q2, outflow: 30}, {on: Q2, inflow: 40}]")
    assert later[0].to == "110元", "what goes out next year is not promised, so 20 more must be there"


def test_a_fund_whose_opening_is_not_written_is_not_mended_by_it() -> None:
    assert [mend.path for mend in pool_mends("inflow: 100元")] == ["constraints.most.at_least"]
