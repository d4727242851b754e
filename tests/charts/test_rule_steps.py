"""The steps of a rule lead without a gap from nothing to the award, for all or for one."""

import numpy as np
import pytest

from simulator.charts import CHARTS
from simulator.exact import Exact
from simulator.money import half_up
from simulator.problems import FindingError
from tests.charts.examples import IDS, TITLES, longgang, longgang_cut
from tests.charts.marks import bar, texts

CHART = CHARTS["rule_steps"]
SUBJECTS = [name for name in TITLES if name != "outreach"]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_step_begins_where_the_last_one_ended(subject):
    rows = CHART.table(longgang(), subject=subject)
    level = 0
    for row in rows:
        assert row.before_fen == (0 if row.kind in {"entitlement", "award"} else level)
        level = row.after_fen


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_steps_end_in_what_is_owed_and_what_is_paid(subject):
    rows = {row.kind: row for row in CHART.table(longgang(), subject=subject)}
    held = longgang().allocation.of(subject)
    assert rows["entitlement"].after_fen == held.entitlement_fen
    assert rows["award"].after_fen == held.award_fen
    assert rows["award"].touched == held.awards
    assert ("short" in rows) == (held.short_fen > 0)


def test_a_step_is_the_exact_sum_over_those_who_are_eligible():
    claims = longgang().claims.of("rent_subsidy")
    rows = [row for row in CHART.table(longgang(), subject="rent_subsidy") if row.kind == "step"]
    for row, trace in zip(rows, claims.steps, strict=True):
        whole = sum(x for x, yes in zip(trace.after.fractions(), claims.eligible, strict=True) if yes)
        assert row.after_fen == half_up(whole)
        assert row.path == trace.path
    before = Exact.constant(0, len(IDS)).fractions()
    for row, trace in zip(rows, claims.steps, strict=True):
        changed = sum(
            a != b and yes for a, b, yes in zip(before, trace.after.fractions(), claims.eligible, strict=True)
        )
        assert row.touched == changed
        before = trace.after.fractions()


@pytest.mark.parametrize("applicant", IDS[:12])
def test_one_applicant_is_followed_from_base_to_award(applicant):
    claims, held = longgang().claims.of("rent_subsidy"), longgang().allocation.of("rent_subsidy")
    at = IDS.index(applicant)
    rows = {row.kind: row for row in CHART.table(longgang(), subject=f"rent_subsidy/{applicant}")}
    assert rows["entitlement"].after_fen == int(claims.entitlement[at])
    assert rows["award"].after_fen == int(held.award[at])
    assert all(row.touched <= 1 for row in rows.values())


def test_what_all_applicants_get_is_what_the_programme_gets():
    steps = [CHART.table(longgang(), subject=f"hnte/{name}") for name in IDS]
    assert sum(row.after_fen for rows in steps for row in rows if row.kind == "award") == 120_000_000


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_bar_is_as_long_as_its_change(subject):
    figure, rows = CHART.draw(longgang(), subject=subject), CHART.table(longgang(), subject=subject)
    owed = next(row for row in rows if row.kind == "entitlement")
    scale = bar(figure, "entitlement:").get_width() / owed.after_fen
    for row in rows:
        if row.kind == "rounding":  # too little to print: the figure leaves it out
            assert abs(row.after_fen - row.before_fen) < 5_000
            continue
        found = bar(figure, f"{row.kind}:{row.path}")
        assert found.get_width() == pytest.approx(abs(row.after_fen - row.before_fen) * scale, abs=1e-9)


def test_without_a_subject_the_largest_claim_is_shown():
    largest = max(longgang().claims.programmes, key=lambda each: each.entitlement_fen)
    assert TITLES[largest.programme] in CHART.draw(longgang()).get_label()


@pytest.mark.parametrize("subject", ["nobody", "outreach", "rent_subsidy/F9999", "", "rent_subsidy/F0001/x"])
def test_a_subject_that_does_not_exist_is_refused_by_name(subject):
    with pytest.raises(FindingError) as error:
        CHART.table(longgang_cut(), subject=subject)
    assert error.value.code == "R692"


def test_steps_are_named_and_placed():
    shown = texts(CHART.draw(longgang(), subject="rent_subsidy"))
    assert {"按比例", "上浮", "封顶", "award.share", "award.uplift", "award.cap"} <= set(shown)
    assert {"share", "uplift", "cap"} <= set(texts(CHART.draw(longgang(), "en", subject="rent_subsidy")))


def test_nobody_eligible_leaves_zero_at_every_step():
    result = longgang()
    from dataclasses import replace

    nobody = replace(
        result.claims.of("hnte"),
        eligible=np.zeros(len(IDS), dtype=np.bool_),
        entitlement=np.zeros(len(IDS), dtype=np.int64),
    )
    held = replace(result.allocation.of("hnte"), award=nobody.entitlement, entitlement=nobody.entitlement)
    changed = replace(
        result,
        claims=replace(result.claims, programmes=(nobody,)),
        allocation=replace(result.allocation, programmes=(held,)),
    )
    assert {row.after_fen for row in CHART.table(changed)} == {0}
    assert CHART.draw(changed)
