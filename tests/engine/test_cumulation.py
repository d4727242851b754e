"""Clauses over several programmes: nobody above a ceiling, what is cut and left adds up, the best choices."""

import itertools
from bisect import bisect_left
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine import reachable
from simulator.engine.assignment import Assignment, best_assignment, best_total
from simulator.engine.cumulation import cumulate
from simulator.engine.entitle import entitle, programme_rows
from simulator.engine.explain import explain
from simulator.engine.run import run
from simulator.model.result import Claims
from simulator.problems import FindingError, ScenarioError
from tests.engine.claiming import OPENING, claims_of, tables_of
from tests.language.texts import scenario_of

few = settings(max_examples=60, deadline=None)
FEN = st.integers(0, 30)
PROGRAMMES = ("city", "district")
ROOMY = OPENING.replace("amount: 1}", "amount: 100}")


def programmes(names: tuple[str, ...], populations: tuple[str, ...]) -> str:
    """Return programmes that owe each applicant what the row asks, each over its own population."""
    return "programmes:\n" + "".join(
        f"  {name}: {{spending: project, applicants: {population}, award: [{{fixed: asked}}],"
        " when_short: pro_rata}\n"
        for name, population in zip(names, populations, strict=True)
    )


def two_files(clauses: str) -> str:
    """Return two programmes over two files of firms under these clauses."""
    files = "".join(
        f"  {name}: {{file: {name}.csv, id: id, columns: {{firm: text, asked: 分}}}}\n" for name in PROGRAMMES
    )
    return f"{ROOMY}populations:\n{files}{programmes(PROGRAMMES, PROGRAMMES)}{clauses}"


Asked = list[tuple[str, int]]


def csv_of(rows: Asked) -> str:
    """Return the data of one file."""
    return "id,firm,asked\n" + "".join(
        f"{place:03},{firm},{asked}\n" for place, (firm, asked) in enumerate(rows)
    )


def owed(clauses: str, city: Asked, district: Asked) -> dict[str, list[int]]:
    """Return the entitlements of both programmes in fen."""
    claims = claims_of(two_files(clauses), city=csv_of(city), district=csv_of(district))
    return {each.programme: each.entitlement.tolist() for each in claims.programmes}


def together(rows: dict[str, Asked], after: dict[str, list[int]], firm: str) -> int:
    """Return what one firm is owed under both programmes."""
    return sum(
        fen
        for name in PROGRAMMES
        for (owner, _), fen in zip(rows[name], after[name], strict=True)
        if owner == firm
    )


def cumulation(ceiling: int, order: str) -> str:
    """Return a ceiling of so many fen per firm."""
    members = "per: firm, programmes: [city, district]"
    return f"cumulation:\n  - {{id: stack, ceiling: {ceiling}分, {members}, {order}}}\n"


# ── one ceiling for a firm ─────────────────────────────────────────────────────────────────────────


def test_the_programme_listed_first_loses_first():
    city, district = [("甲", 60), ("乙", 10)], [("甲", 70), ("甲", 30)]
    assert owed(cumulation(120, "cut_first: [district, city]"), city, district) == {
        "city": [60, 10],
        "district": [42, 18],
    }
    assert owed(cumulation(120, "cut_first: [city, district]"), city, district) == {
        "city": [20, 10],
        "district": [70, 30],
    }
    assert owed(cumulation(50, "cut_first: [city, district]"), city, district) == {
        "city": [0, 10],
        "district": [35, 15],
    }


def test_in_proportion_all_programmes_lose_alike():
    found = owed(cumulation(80, "method: pro_rata"), [("甲", 60)], [("甲", 70), ("甲", 30)])
    assert found == {"city": [30], "district": [35, 15]}


@pytest.mark.parametrize(("ceiling", "left"), [(129, [59]), (130, [60]), (131, [60])])
def test_a_fen_beside_the_ceiling_decides(ceiling, left):
    found = owed(cumulation(ceiling, "cut_first: [city, district]"), [("甲", 60)], [("甲", 70)])
    assert found == {"city": left, "district": [70]}


ASKED = st.lists(st.tuples(st.sampled_from(["甲", "乙", "丙"]), FEN), min_size=1, max_size=6)


@few
@given(
    city=ASKED,
    district=ASKED,
    ceiling=st.integers(0, 80),
    order=st.sampled_from(["cut_first: [city, district]", "cut_first: [district, city]", "method: pro_rata"]),
)
def test_a_firm_keeps_all_it_is_owed_up_to_the_ceiling_and_not_a_fen_more(city, district, ceiling, order):
    rows = {"city": city, "district": district}
    after = owed(cumulation(ceiling, order), city, district)
    before = {name: [asked for _, asked in rows[name]] for name in PROGRAMMES}
    for firm in ("甲", "乙", "丙"):
        assert together(rows, after, firm) == min(ceiling, together(rows, before, firm))
    for name in PROGRAMMES:
        assert all(0 <= left <= full for left, full in zip(after[name], before[name], strict=True))


@few
@given(city=ASKED, district=ASKED, ceiling=st.integers(0, 80))
def test_the_second_in_line_loses_nothing_while_the_first_has_anything(city, district, ceiling):
    after = owed(cumulation(ceiling, "cut_first: [district, city]"), city, district)
    for firm in ("甲", "乙", "丙"):
        lost = sum(
            full - left for (owner, full), left in zip(city, after["city"], strict=True) if owner == firm
        )
        rest = sum(
            left for (owner, _), left in zip(district, after["district"], strict=True) if owner == firm
        )
        assert lost == 0 or rest == 0


def test_every_clause_keeps_what_was_before_and_after_and_they_run_in_the_order_written():
    clauses = cumulation(100, "cut_first: [city, district]") + (
        "  - {id: smaller, ceiling: 80分, per: firm, programmes: [district, city],"
        " cut_first: [district, city]}\n"
    )
    claims = claims_of(two_files(clauses), city=csv_of([("甲", 60)]), district=csv_of([("甲", 70)]))
    told = [(cut.clause, cut.programme, cut.before.tolist(), cut.after.tolist()) for cut in claims.cuts]
    assert told == [
        ("stack", "city", [60], [30]),
        ("stack", "district", [70], [70]),
        ("smaller", "district", [70], [50]),
        ("smaller", "city", [30], [30]),
    ]
    assert [each.entitlement.tolist() for each in claims.programmes] == [[30], [50]]


def test_without_a_clause_claims_stay_what_they_are():
    claims = claims_of(two_files(""), city=csv_of([("甲", 60)]), district=csv_of([("甲", 70)]))
    assert claims.cuts == ()
    assert [each.entitlement.tolist() for each in claims.programmes] == [[60], [70]]


def test_who_is_not_eligible_has_nothing_to_lose():
    text = two_files(cumulation(50, "cut_first: [city, district]")).replace(
        "applicants: city,", "applicants: city, eligible: asked > 20分,"
    )
    claims = claims_of(text, city=csv_of([("甲", 20), ("甲", 30)]), district=csv_of([("甲", 40)]))
    assert [each.entitlement.tolist() for each in claims.programmes] == [[0, 10], [40]]


# ── one programme for an item ──────────────────────────────────────────────────────────────────────


def contracts(caps: str) -> str:
    """Return two programmes that both pay for the same contracts, by different columns."""
    return (
        f"{OPENING}populations: {{deals: {{file: deals.csv, id: id,"
        " columns: {firm: text, contract: text, by_city: 万元, by_district: 万元}}}\n"
        "programmes:\n"
        "  city: {spending: project, applicants: deals, award: [{fixed: by_city}], when_short: pro_rata}\n"
        "  district: {spending: project, applicants: deals, award: [{fixed: by_district}],"
        " when_short: pro_rata}\n"
        f"one_per_item:\n  - {{id: once, per: contract, programmes: [city, district], firm: firm{caps}}}\n"
    )


CAPS = ", caps: {city: 360万元, district: 200万元}"
DEALS = "id,firm,contract,by_city,by_district\na,A,C1,220,80\nb,A,C2,140,60\nc,A,C3,50,60\n"


def paid(claims: Claims) -> dict[str, int]:
    """Return the sum of each programme's entitlements in 万元."""
    return {each.programme: each.entitlement_fen // 1_000_000 for each in claims.programmes}


def test_the_best_split_of_a_firm_s_contracts_pays_more_than_either_programme_alone():
    claims = claims_of(contracts(CAPS), deals=DEALS)
    assert paid(claims) == {"city": 360, "district": 60}
    all_city, all_district = min(360, 220 + 140 + 50), min(200, 80 + 60 + 60)
    assert (sum(paid(claims).values()), all_city, all_district) == (420, 360, 200)


def test_choosing_contract_by_contract_is_not_choosing_for_the_firm():
    deals = "id,firm,contract,by_city,by_district\na,A,C1,100,90\nb,A,C2,100,90\nc,A,C3,100,90\n"
    claims = claims_of(contracts(", caps: {city: 100万元, district: 200万元}"), deals=deals)
    assert paid(claims) == {"city": 100, "district": 180}
    each_for_itself = claims_of(contracts(""), deals=deals)
    assert paid(each_for_itself) == {"city": 300, "district": 0}


def test_what_is_chosen_beyond_a_cap_is_cut_in_proportion():
    deals = "id,firm,contract,by_city,by_district\na,A,C1,100,0\nb,A,C2,200,0\n"
    claims = claims_of(contracts(", caps: {city: 100万元}"), deals=deals)
    assert claims.of("city").entitlement.tolist() == [33_333_333, 66_666_667]
    assert next(cut.before.tolist() for cut in claims.cuts) == [100_000_000, 200_000_000]


def test_caps_are_each_firm_s_own_and_without_a_firm_each_item_stands_alone():
    deals = "id,firm,contract,by_city,by_district\na,A,C1,100,90\nb,B,C2,100,90\n"
    assert paid(claims_of(contracts(", caps: {city: 100万元, district: 0元}"), deals=deals))["city"] == 200
    alone = contracts("").replace(", firm: firm", "")
    assert paid(claims_of(alone, deals=deals)) == {"city": 200, "district": 0}


def test_of_equal_choices_the_smallest_item_goes_to_the_programme_written_first():
    deals = "id,firm,contract,by_city,by_district\na,A,C2,50,50\nb,A,C1,50,50\n"
    claims = claims_of(contracts(", caps: {city: 50万元, district: 50万元}"), deals=deals)
    assert claims.of("city").entitlement.tolist() == [0, 50_000_000]
    assert claims.of("district").entitlement.tolist() == [50_000_000, 0]


def test_the_choice_comes_before_the_ceiling():
    clause = "cumulation:\n  - {id: stack, ceiling: 400万元, per: firm, programmes: [city, district],"
    claims = claims_of(contracts(CAPS) + f"{clause} cut_first: [district, city]}}\n", deals=DEALS)
    assert paid(claims) == {"city": 360, "district": 40}
    assert [cut.clause for cut in claims.cuts] == ["once", "once", "stack", "stack"]


# ── the best assignment ────────────────────────────────────────────────────────────────────────────


def every_choice(choice: Assignment) -> tuple[int, tuple[int, ...]]:
    """Return the best total and the earliest way to it, after looking at every way."""
    places = [[place for place, worth in enumerate(item) if worth > 0] for item in choice.worth]
    best = (-1, ())
    for way in itertools.product(*places):
        sums = list(choice.owed)
        for item, place in zip(choice.worth, way, strict=True):
            sums[place] += item[place]
        total = sum(choice.capped(sums))
        best = (total, way) if total > best[0] else best
    return best


@st.composite
def choices(draw, most=6):
    count = draw(st.integers(2, 3))
    worth = st.tuples(*[st.integers(0, 12)] * count).filter(any)
    cap = st.one_of(st.none(), st.integers(0, 40))
    owed = tuple(draw(st.integers(0, 15)) for _ in range(count))
    caps = tuple(draw(cap) for _ in range(count))
    free = Assignment("甲", tuple(draw(st.lists(worth, max_size=most))), caps, owed)
    return Assignment("甲", free.worth, caps, free.capped(owed))


@settings(max_examples=150, deadline=None)
@given(choice=choices())
def test_the_best_choice_is_that_of_looking_at_every_one(choice):
    total, way = every_choice(choice)
    assert best_total(choice) == total
    assert best_assignment(choice) == way


@pytest.mark.soak
@settings(max_examples=5000, deadline=None)
@given(choice=choices(8))
def test_the_best_choice_is_that_of_looking_at_every_one_at_length(choice):
    total, way = every_choice(choice)
    assert (best_total(choice), best_assignment(choice)) == (total, way)


@settings(max_examples=150, deadline=None)
@given(choice=choices(), many=st.integers(0, 3))
def test_meeting_in_the_middle_changes_no_choice(choice, many):
    total, way = every_choice(choice)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reachable, "MANY_STATES", many)
        assert (best_total(choice), best_assignment(choice)) == (total, way)


def nearest_half(values: list[int]) -> int:
    """Return the least by which the larger of two parts exceeds half, over all 2 ** n partitions."""
    firsts = sorted(subset_sums(values[: len(values) // 2]))
    whole, best = sum(values), sum(values)
    for rest in subset_sums(values[len(values) // 2 :]):
        at = bisect_left(firsts, whole // 2 - rest)
        for first in firsts[max(0, at - 1) : at + 1]:
            best = min(best, max(first + rest, whole - first - rest) - whole // 2)
    return best


def subset_sums(values: list[int]) -> list[int]:
    """Return the sum of every subset."""
    sums = [0]
    for each in values:
        sums += [each + before for before in sums]
    return sums


def test_twenty_four_contracts_that_hardly_fit_are_still_split_with_proof():
    random = Random(5)
    values = [random.randrange(10**7, 10**9) for _ in range(24)]
    half = sum(values) // 2
    choice = Assignment("甲", tuple((each, each) for each in values), (half, half), (0, 0))
    way = best_assignment(choice)
    sums = [sum(each for each, place in zip(values, way, strict=True) if place == side) for side in (0, 1)]
    assert sum(choice.capped(sums)) == best_total(choice) == sum(values) - nearest_half(values)


def test_a_firm_with_more_sums_than_can_be_looked_at_is_refused_by_name():
    random = Random(5)
    values = [random.randrange(10**7, 10**9) for _ in range(60)]
    half = sum(values) // 2
    hard = tuple((each, each + 1) for each in values)
    with pytest.raises(FindingError) as refused:
        best_assignment(Assignment("某某公司", hard, (half, half), (0, 0)))
    assert refused.value.code == "R612"
    assert refused.value.facts["firm"] == "某某公司"


def test_an_explanation_names_each_clause_that_took_something_and_what_it_left():
    clause = "cumulation:\n  - {id: stack, ceiling: 400万元, per: firm, programmes: [city, district],"
    text = contracts(CAPS) + f"{clause} cut_first: [district, city]}}\n"
    scenario = scenario_of(text.replace("amount: 1}", "amount: 500万元}"))
    result = run(scenario, tables_of(scenario, deals=DEALS))
    told = explain(result, "district/c").tell("en")
    assert "entitlement (half-up to the fen) 600,000元" in told
    assert "the clause 'stack' over several programmes, 200,000元 lost → 400,000元" in told
    assert "'once'" not in told
    told = explain(result, "district/a").tell("zh")
    assert "跨专项规定“once”减少 800,000元 → 0元" in told
    assert "stack" not in told


def test_a_refused_choice_is_told_where_its_clause_is_written(monkeypatch):
    monkeypatch.setattr(reachable, "MOST_STATES", 1)
    monkeypatch.setattr(reachable, "MANY_STATES", 0)
    rows = "".join(
        f"{name},A,{name},{worth},{worth - 1}\n"
        for name, worth in zip("abcdef", (9, 8, 7, 6, 5, 4), strict=True)
    )
    with pytest.raises(ScenarioError) as refused:
        claims_of(
            contracts(", caps: {city: 18万元, district: 17万元}"),
            deals=f"id,firm,contract,by_city,by_district\n{rows}",
        )
    (problem,) = refused.value.problems
    assert (problem.code, problem.fact("firm")) == ("R612", "A")
    assert problem.place.source.strip().startswith("- {id: once")


def test_a_clause_changes_no_claims_but_gives_new_ones():
    bare, clause = (
        scenario_of(two_files(each)) for each in ("", cumulation(50, "cut_first: [city, district]"))
    )
    tables = tables_of(bare, city=csv_of([("甲", 60)]), district=csv_of([("甲", 70)]))
    before = entitle(tables, bare)
    after = cumulate(before, clause, programme_rows(tables, clause))
    assert [each.entitlement_fen for each in before.programmes] == [60, 70]
    assert [each.entitlement_fen for each in after.programmes] == [0, 50]


# ── beside what is decided beforehand ──────────────────────────────────────────────────────────────


def decided(*decisions: str) -> str:
    """Return decisions as they stand in a file."""
    return "decisions:\n" + "".join(f"  - {{{each}}}\n" for each in decisions)


BY_HAND = "who: 局长办公会, why: 历史遗留"
PUBLISHED = "award: city/000, is: 150分, status: published"
SEQUENTIAL, PRO_RATA = "cut_first: [district, city]", "method: pro_rata"


@pytest.mark.parametrize("order", [SEQUENTIAL, "cut_first: [city, district]", PRO_RATA])
def test_beside_a_published_award_a_firm_may_get_only_what_the_ceiling_has_left(order):
    clauses = cumulation(200, order) + decided(PUBLISHED)
    found = owed(clauses, [("甲", 150), ("乙", 60)], [("甲", 90), ("乙", 90)])
    assert found["district"] == [50, 90]
    assert found["city"][1] == 60


def test_a_decided_award_counts_as_it_is_decided_not_as_it_was_claimed():
    city, district = [("甲", 180)], [("甲", 100)]
    small = decided(f"award: city/000, is: 120分, {BY_HAND}")
    assert owed(cumulation(200, SEQUENTIAL) + small, city, district)["district"] == [80]
    gone = decided(f"award: city/000, outcome: withdrawn, {BY_HAND}")
    assert owed(cumulation(200, SEQUENTIAL) + gone, city, district)["district"] == [100]


def test_what_the_rules_alone_entitle_to_stays_with_the_decision():
    clauses = cumulation(200, PRO_RATA) + decided(PUBLISHED)
    claims = claims_of(two_files(clauses), city=csv_of([("甲", 200)]), district=csv_of([("甲", 200)]))
    assert [each.entitlement_fen for each in claims.decisions] == [100]
    assert claims.of("city").entitlement.tolist() == [100]
    assert claims.of("district").entitlement.tolist() == [50]
    assert [(cut.before.tolist(), cut.after.tolist()) for cut in claims.cuts] == [
        ([200], [100]),
        ([200], [50]),
    ]


@few
@given(
    city=ASKED,
    district=ASKED,
    ceiling=st.integers(0, 80),
    fen=FEN,
    order=st.sampled_from([SEQUENTIAL, PRO_RATA]),
)
def test_decided_and_owed_together_are_within_the_ceiling_or_nothing_more_is_owed(
    city, district, ceiling, fen, order
):
    clauses = cumulation(ceiling, order) + decided(f"award: city/000, is: {fen}分, {BY_HAND}")
    after, (firm, _) = owed(clauses, city, district), city[0]
    others = {"city": after["city"][1:], "district": after["district"]}
    left = together({"city": city[1:], "district": district}, others, firm)
    asked = together(
        {"city": city[1:], "district": district},
        {"city": [each for _, each in city[1:]], "district": [each for _, each in district]},
        firm,
    )
    assert left == min(asked, max(0, ceiling - fen))
    for other in {"甲", "乙", "丙"} - {firm}:
        plain = owed(cumulation(ceiling, order), city, district)
        rows = {"city": city, "district": district}
        assert together(rows, after, other) == together(rows, plain, other)


def warned(clauses: str, city: Asked, district: Asked) -> list[str]:
    """Return what a run of both programmes warns of about ceilings."""
    scenario = scenario_of(two_files(clauses))
    tables = tables_of(scenario, city=csv_of(city), district=csv_of(district))
    found = run(scenario, tables)
    assert found.allocation.of("city").award.tolist()[0] == 150
    return [each.tell("en") for each in found.warnings if each.code == "W721"]


def test_an_award_by_hand_that_breaks_a_ceiling_is_kept_and_told_with_who_and_why():
    clauses = cumulation(120, SEQUENTIAL) + decided(f"award: city/000, is: 150分, {BY_HAND}")
    (told,) = warned(clauses, [("甲", 150)], [("甲", 90)])
    assert "with 'city/000' decided by hand at 0.00015万元 '甲' has 0.00015万元 decided under 'stack'" in told
    assert "above its 0.00012万元 (by: 局长办公会; because: 历史遗留)" in told


def test_what_is_paid_already_has_its_room_before_what_is_decided_by_hand():
    paid = "award: district/000, is: 80分, status: paid"
    by_hand = f"award: city/000, is: 150分, {BY_HAND}"
    (told,) = warned(cumulation(200, SEQUENTIAL) + decided(by_hand, paid), [("甲", 150)], [("甲", 90)])
    assert "'city/000' decided by hand" in told
    assert "'甲' has 0.00023万元 decided" in told
    assert warned(cumulation(230, SEQUENTIAL) + decided(by_hand, paid), [("甲", 150)], [("甲", 90)]) == []


CONTRACTS = """\
one_per_item:
  - {id: once, per: item, firm: firm, programmes: [city, district]CAPS}
"""


def chosen(decisions: str, city: list[tuple[str, str, int]], district: list[tuple[str, str, int]], caps=""):
    """Return the entitlements where each item is paid once, beside some decisions."""
    files = "".join(
        f"  {name}: {{file: {name}.csv, id: id, columns: {{firm: text, item: text, asked: 分}}}}\n"
        for name in PROGRAMMES
    )
    text = f"{OPENING}populations:\n{files}{programmes(PROGRAMMES, PROGRAMMES)}"
    csv = {
        name: "id,firm,item,asked\n"
        + "".join(f"{at:03},{f},{i},{fen}\n" for at, (f, i, fen) in enumerate(rows))
        for name, rows in (("city", city), ("district", district))
    }
    claims = claims_of(text + CONTRACTS.replace("CAPS", caps) + decisions, **csv)
    return {each.programme: each.entitlement.tolist() for each in claims.programmes}


def test_an_item_that_is_awarded_already_is_paid_under_no_other_programme():
    city, district = [("甲", "一", 50), ("甲", "二", 20)], [("甲", "一", 90), ("甲", "二", 30)]
    assert chosen("", city, district) == {"city": [0, 0], "district": [90, 30]}
    published = decided("award: city/000, is: 40分, status: published")
    assert chosen(published, city, district) == {"city": [0, 0], "district": [0, 30]}
    withdrawn = decided(f"award: district/000, outcome: withdrawn, {BY_HAND}")
    assert chosen(withdrawn, city, district)["city"] == [50, 0]


def test_a_decided_award_takes_its_part_of_the_firm_s_cap():
    city, district = [("甲", "一", 50), ("甲", "二", 50)], [("乙", "三", 10)]
    published = decided("award: city/000, is: 40分, status: published")
    caps = ", caps: {city: 60分}"
    assert chosen("", city, district, caps)["city"] == [30, 30]
    assert chosen(published, city, district, caps)["city"][1] == 20
