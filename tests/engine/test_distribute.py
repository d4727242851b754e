"""A pot given out by formula from the language to the fen: worked clauses, laws, edges, refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulator
from simulator.engine.explain import explain
from simulator.engine.run import run
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.result import ProgrammeClaims, Result
from simulator.problems import InfeasibleError, ScenarioError, errors_of
from tests.engine.support import checker
from tests.reference.writing import csv_bytes, yaml_text

Rows = Sequence[Mapping[str, Any]]
Columns = dict[str, list[Any]]
FEN = 10**16


@dataclass(frozen=True)
class Sharing:
    """A formula over rows: the pot, the types of its columns, and what else is written."""

    formula: Mapping[str, Any]
    rows: Rows
    pot: int | None
    types: Mapping[str, Any]
    programme: Mapping[str, Any]
    spending: Mapping[str, Any]

    def text(self) -> str:
        """Return the scenario as it is written."""
        envelope = {} if self.pot is None else {"envelope": {"at_most": f"{self.pot}分"}}
        whole = {
            "scenario": "formula",
            "year": "2024",
            "unit": "分",
            "sources": {"city": {"amount": f"{FEN}分"}},
            "spending": {"project": {"amount": f"{FEN}分", **self.spending}},
            "populations": {"firms": {"file": "firms.csv", "id": "name", "columns": dict(self.types)}},
            "programmes": {
                "p": {
                    "spending": "project",
                    "applicants": "firms",
                    **envelope,
                    **self.programme,
                    "distribute": dict(self.formula),
                }
            },
        }
        return yaml_text(whole, "分")

    def result(self) -> Result:
        """Return what a run makes of it."""
        scenario, problems = parse({"a.yaml": self.text()}, "a.yaml")
        assert scenario is not None
        assert [each.tell("en") for each in errors_of(problems)] == []
        content = csv_bytes([{k: str(v) for k, v in row.items()} for row in self.rows], ("name", *self.types))
        table, faults = parse_table(scenario.populations[0], content, "firms.csv")
        assert table is not None, [each.tell("en") for each in faults]
        return run(scenario, {"firms": table})


def sharing(
    formula: Mapping[str, Any],
    columns: Mapping[str, Sequence[Any]],
    pot: int | None,
    types: Mapping[str, Any] | None = None,
    **more: Any,
) -> Sharing:
    """Return a formula over columns; rows are 0001, 0002 … unless `name` is given; money unless typed."""
    count = len(next(iter(columns.values())))
    names = columns.get("name", [f"{row + 1:04}" for row in range(count)])
    own = {key: column for key, column in columns.items() if key != "name"}
    rows = [{"name": name, **{key: own[key][row] for key in own}} for row, name in enumerate(names)]
    typed = {key: (types or {}).get(key, "分") for key in own}
    spending = more.pop("spending", {})
    return Sharing(formula, rows, pot, typed, more, spending)


def claims(found: Sharing) -> ProgrammeClaims:
    """Return what the formula gives."""
    return found.result().claims.of("p")


def awards(found: Sharing) -> list[int]:
    """Return everyone's award in fen, by id."""
    award: list[int] = found.result().allocation.of("p").award.tolist()
    return award


def factor(of: str, weight: str = "100%") -> dict[str, Any]:
    """Return the factors of a formula by one column."""
    return {"factors": {"only": {"weight": weight, "of": of}}}


# ── clauses worked by hand ─────────────────────────────────────────────────────────────────────────


def test_gaps_share_a_pool_at_one_coefficient_and_a_surplus_gets_nothing() -> None:
    columns: Columns = {"spend": [500000000, 300000000, 200000000], "earn": [380000000, 220000000, 215000000]}
    gap = {"factors": {"gap": {"weight": "100%", "gap": {"need": "spend", "have": "earn"}}}}
    assert awards(sharing(gap, columns, 90000000)) == [54000000, 36000000, 0]


def test_a_floor_of_last_year_is_paid_with_money_from_outside_the_pot() -> None:
    columns: Columns = {"formula": [54000000, 36000000, 10000000], "prior": [50000000, 40000000, 9000000]}
    kept = {**factor("formula"), "protect": {"of": "prior", "at_least": "100%", "funded_by": "extra"}}
    result = sharing(kept, columns, 100000000).result()
    found = result.allocation.of("p")
    assert found.award.tolist() == [54000000, 40000000, 10000000]
    assert result.claims.of("p").parts["extra"].tolist() == [0, 4000000, 0]
    assert found.at_most == 104000000
    assert all(each.met for each in result.limits)


def test_three_weighted_factors_times_performance_are_scaled_back_to_the_pot() -> None:
    columns: Columns = {
        "rd": [600, 300, 100],
        "hnte": [50, 30, 20],
        "output": [8, 9, 3],
        "perf": ["1.05", "1.00", "0.95"],
    }
    weights = {"rd": "50%", "hnte": "30%", "output": "20%"}
    formula = {
        "factors": {name: {"weight": weight, "of": name} for name, weight in weights.items()},
        "times": {"of": "perf"},
    }
    types = {"rd": "count", "hnte": "count", "output": "count", "perf": "number"}
    assert awards(sharing(formula, columns, 10**10, types)) == [5458558117, 3236880824, 1304561059]


def test_guarantees_by_poverty_are_kept_by_sharing_anew_four_times() -> None:
    columns: Columns = {
        "name": ["A", "B", "C", "D"],
        "formula": [50000000, 40000000, 25000000, 15000000],
        "prior": [38000000, 42000000, 20000000, 9000000],
        "poverty": ["32%", "18%", "10%", "40%"],
    }
    bands = [
        {"at_least": "0%", "amount": "85%"},
        {"at_least": "15%", "amount": "90%"},
        {"at_least": "30%", "amount": "95%"},
    ]
    by_band = [{"slabs": {"of": "poverty", "bands": bands}}]
    kept = {**factor("formula"), "protect": {"of": "prior", "at_least": by_band}}
    found = claims(sharing(kept, columns, 100000000, {"poverty": "percent"}))
    assert found.entitlement.tolist() == [36100000, 37800000, 17000000, 9100000]
    assert found.parts["rounds"].tolist() == [4, 4, 4, 4]


def test_a_minimum_each_comes_first_and_three_equal_remainders_go_by_id() -> None:
    formula = {**factor("pupils"), "minimum": "6分"}
    columns: Columns = {"pupils": [1200, 800, 300, 150, 50]}
    assert awards(sharing(formula, columns, 100, {"pupils": "count"})) == [40, 29, 14, 10, 7]


def test_what_is_still_owed_is_scaled_to_the_funds() -> None:
    columns: Columns = {"entitled": [50000, 30000, 20000], "paid": [45000, 32000, 10000]}
    gap = {"factors": {"owed": {"weight": "100%", "gap": {"need": "entitled", "have": "paid"}}}}
    assert awards(sharing(gap, columns, 10000)) == [3333, 0, 6667]


def test_many_small_gifts_are_matched_and_one_large_gift_is_not() -> None:
    columns: Columns = {"gift": [10000, 10000, 40000, 60000], "project": ["P", "P", "P", "Q"]}
    formula = {"factors": {"match": {"weight": "100%", "roots": {"of": "gift", "per": "project"}}}}
    assert awards(sharing(formula, columns, 50000, {"project": "text"})) == [50000, 0, 0, 0]


def test_a_reserve_is_split_over_four_allocations_in_whole_dollars() -> None:
    base = [1135033300, 54459500, 574330500, 17085900]
    formula = {**factor("base"), "round": {"to": "100分"}}
    assert awards(sharing(formula, {"base": base}, 40000000)) == [25493300, 1223200, 12899700, 383800]


def test_a_cut_in_the_year_falls_on_balances_not_yet_committed() -> None:
    columns: Columns = {
        "budget": [500000000, 300000000, 304200000],
        "committed": [480000000, 100000000, 204200000],
    }
    found = awards(sharing(factor("budget - committed"), columns, 88336000))
    assert found == [5521000, 55210000, 27605000]


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────

NAMES = ("a", "b", "c", "F1", "F10", "甲")
some = settings(max_examples=25, deadline=None)


@st.composite
def drawn_rows(draw: st.DrawFn) -> dict[str, list[Any]]:
    """Draw up to five applicants in no order, the first with something of everything."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    small = st.integers(0, 9)
    return {
        "name": names,
        "one": [draw(small) + (row == 0) for row in range(len(names))],
        "other": [draw(small) + (row == 0) for row in range(len(names))],
        "prior": [draw(st.integers(0, 40)) for _ in names],
        "perf": [draw(st.sampled_from(["1", "0.5", "1.25"])) for _ in names],
    }


TYPES = {"one": "count", "other": "count", "perf": "number"}
WEIGHED: dict[str, Any] = {
    "factors": {"one": {"weight": "2/3", "of": "one"}, "other": {"weight": "1/3", "of": "other"}},
    "times": {"of": "perf"},
}


def exact_shares(columns: Mapping[str, Sequence[Any]], pot: int) -> list[Fraction]:
    """Return what two factors and a coefficient give each, in fractions of a fen, in the order drawn."""
    parts = [
        Fraction(2, 3) * Fraction(one, sum(columns["one"]))
        + Fraction(1, 3) * Fraction(other, sum(columns["other"]))
        for one, other in zip(columns["one"], columns["other"], strict=True)
    ]
    weights = [part * Fraction(perf) for part, perf in zip(parts, columns["perf"], strict=True)]
    return [pot * each / sum(weights) for each in weights]


@some
@given(columns=drawn_rows(), pot=st.integers(0, 300))
def test_a_pot_is_given_out_to_the_last_fen_and_nobody_strays_a_fen(
    columns: dict[str, list[Any]], pot: int
) -> None:
    found = claims(sharing(WEIGHED, columns, pot, TYPES))
    by_name = dict(zip(found.ids, found.entitlement.tolist(), strict=True))
    assert sum(by_name.values()) == pot
    exact = dict(zip(columns["name"], exact_shares(columns, pot), strict=True))
    assert all(abs(by_name[name] - exact[name]) < 1 for name in exact)


@some
@given(columns=drawn_rows(), pot=st.integers(0, 300), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_factors_does_not_matter(
    columns: dict[str, list[Any]], pot: int, random: Any
) -> None:
    order = list(range(len(columns["name"])))
    random.shuffle(order)
    mixed = {key: [column[row] for row in order] for key, column in columns.items()}
    turned = {**WEIGHED, "factors": dict(reversed(WEIGHED["factors"].items()))}
    one, other = (claims(sharing(*each, pot, TYPES)) for each in ((WEIGHED, columns), (turned, mixed)))
    assert one.ids == other.ids
    assert one.entitlement.tolist() == other.entitlement.tolist()


@some
@given(columns=drawn_rows(), pot=st.integers(0, 300), scale=st.integers(2, 1000))
def test_a_factor_in_another_unit_gives_the_same(columns: dict[str, list[Any]], pot: int, scale: int) -> None:
    scaled = {**columns, "one": [each * scale for each in columns["one"]]}
    assert awards(sharing(WEIGHED, columns, pot, TYPES)) == awards(sharing(WEIGHED, scaled, pot, TYPES))


@some
@given(columns=drawn_rows(), pot=st.integers(0, 200), share=st.sampled_from(["50%", "90%", "100%", "110%"]))
def test_a_guarantee_is_held_to_the_fen_or_all_are_cut_alike(
    columns: dict[str, list[Any]], pot: int, share: str
) -> None:
    kept = {**WEIGHED, "protect": {"of": "prior", "at_least": share}}
    found = claims(sharing(kept, columns, pot, TYPES))
    prior = dict(zip(columns["name"], columns["prior"], strict=True))
    least = [Fraction(share.rstrip("%")) / 100 * prior[name] for name in found.ids]
    given_out = found.entitlement.tolist()
    assert sum(given_out) == pot
    if sum(least) > pot:
        assert found.parts["reduced"].tolist() == [1] * len(least)
        assert all(abs(a - pot * b / sum(least)) < 1 for a, b in zip(given_out, least, strict=True))
    elif sum(-(-each // 1) for each in least) <= pot:
        assert all(a >= b for a, b in zip(given_out, least, strict=True))


@some
@given(columns=drawn_rows(), pot=st.integers(0, 200))
def test_a_limit_on_the_rise_is_kept_and_what_nobody_may_take_stays(
    columns: dict[str, list[Any]], pot: int
) -> None:
    kept = {**WEIGHED, "protect": {"of": "prior", "at_most": "110%"}}
    found = claims(sharing(kept, columns, pot, TYPES))
    prior = dict(zip(columns["name"], columns["prior"], strict=True))
    most = [prior[name] * 110 // 100 for name in found.ids]
    assert all(a <= b for a, b in zip(found.entitlement.tolist(), most, strict=True))
    shares = dict(zip(columns["name"], exact_shares(columns, 1), strict=True))
    takers = sum(top for name, top in zip(found.ids, most, strict=True) if shares[name])
    assert sum(found.entitlement.tolist()) == min(pot, takers)


@some
@given(columns=drawn_rows(), pots=st.lists(st.integers(0, 300), min_size=2, max_size=2))
def test_a_larger_pot_gives_more_in_all(columns: dict[str, list[Any]], pots: list[int]) -> None:
    totals = [sum(awards(sharing(WEIGHED, columns, pot, TYPES))) for pot in sorted(pots)]
    assert totals == sorted(pots)


# ── edges ──────────────────────────────────────────────────────────────────────────────────────────

ONE_OF_EACH: Columns = {"rent": [30, 30, 40], "kind": ["甲", "乙", "甲"]}
KIND = {"kind": ["甲", "乙"]}


def test_the_only_applicant_gets_all_of_it() -> None:
    assert awards(sharing(factor("rent"), {"rent": [7]}, 101)) == [101]


def test_a_single_fen_goes_to_the_smaller_id_of_equals() -> None:
    assert awards(sharing(factor("rent"), {"name": ["b", "a"], "rent": [5, 5]}, 1)) == [1, 0]


def test_an_empty_pot_needs_no_factor() -> None:
    assert awards(sharing(factor("rent"), {"rent": [0, 0]}, 0)) == [0, 0]


def test_nobody_eligible_leaves_the_pot_unspent() -> None:
    found = sharing(factor("rent"), ONE_OF_EACH, 100, KIND, eligible="rent > 50分")
    assert awards(found) == [0, 0, 0]


def test_only_the_eligible_share_and_only_their_cells_are_looked_at() -> None:
    columns: Columns = {"rent": [30, 30, 40], "base": [1, 0, 1]}
    found = sharing(factor("rent / base * 1分"), columns, 100, eligible="base > 0分")
    assert awards(found) == [43, 0, 57]


def test_heads_share_alike_and_a_condition_leaves_some_out() -> None:
    alike = {"factors": {"heads": {"weight": "100%", "equal": "yes"}}}
    assert awards(sharing(alike, ONE_OF_EACH, 100, KIND)) == [34, 33, 33]
    for_some = {"factors": {"heads": {"weight": "100%", "equal": "yes", "when": "kind = 甲"}}}
    assert awards(sharing(for_some, ONE_OF_EACH, 101, KIND)) == [51, 0, 50]


def test_a_negative_cell_does_no_harm_where_the_factor_does_not_count() -> None:
    columns: Columns = {"rent": [30, 10, 40], "less": [0, 20, 0]}
    counted = {"factors": {"net": {"weight": "100%", "of": "rent - less", "when": "rent >= less"}}}
    assert awards(sharing(counted, columns, 70)) == [30, 0, 40]


def test_a_factor_without_weight_is_not_looked_at() -> None:
    factors = {"none": {"weight": "0%", "of": "rent - 50分"}, "all": {"weight": "100%", "of": "rent"}}
    assert awards(sharing({"factors": factors}, {"rent": [1, 3]}, 8)) == [2, 6]


def test_a_minimum_beyond_the_pot_is_cut_in_proportion() -> None:
    formula = {**factor("rent"), "minimum": "rent * 3"}
    assert awards(sharing(formula, {"rent": [10, 30]}, 80)) == [20, 60]


def test_with_a_highest_coefficient_nobody_gets_more_than_the_gap() -> None:
    columns: Columns = {"need": [50, 30], "have": [20, 20]}
    gap = {"need": "need", "have": "have"}
    by_gap = {"factors": {"gap": {"weight": "100%", "gap": {**gap, "at_most": "100%"}}}}
    assert awards(sharing(by_gap, columns, 100)) == [30, 10]
    assert awards(sharing(by_gap, columns, 20)) == [15, 5]
    without = {"factors": {"gap": {"weight": "100%", "gap": gap}}}
    assert awards(sharing(without, columns, 100)) == [75, 25]


def test_no_gap_at_all_gives_nothing_where_a_coefficient_limits_it() -> None:
    gap = {"need": "need", "have": "need", "at_most": "100%"}
    by_gap = {"factors": {"gap": {"weight": "100%", "gap": gap}}}
    assert awards(sharing(by_gap, {"need": [5, 6]}, 100)) == [0, 0]


def test_a_quantum_leaves_less_than_itself_unspent() -> None:
    formula = {**factor("rent"), "round": {"to": "10分"}}
    assert awards(sharing(formula, {"rent": [1, 1, 1]}, 99)) == [30, 30, 30]
    downwards = {**factor("rent"), "round": {"to": "10分", "mode": "down"}}
    assert awards(sharing(downwards, {"rent": [2, 1]}, 100)) == [60, 30]


def test_a_programme_alone_in_its_class_gives_out_all_of_it() -> None:
    found = sharing(factor("rent"), {"rent": [1, 3]}, None, spending={"amount": "80分"})
    assert awards(found) == [20, 60]


def test_the_pot_may_fall_short_of_its_envelope_and_is_then_shared_by_its_method() -> None:
    short = {"amount": "50分", "when_short": "pro_rata"}
    assert awards(sharing(factor("rent"), {"rent": [1, 3]}, 80, spending=short, when_short="pro_rata")) == [
        13,
        37,
    ]
    with pytest.raises(InfeasibleError):
        awards(sharing(factor("rent"), {"rent": [1, 3]}, 80, spending=short))


def test_money_from_outside_the_pot_must_be_in_the_class() -> None:
    kept = {**factor("rent"), "protect": {"of": "prior", "at_least": "100%", "funded_by": "extra"}}
    columns: Columns = {"rent": [1, 1], "prior": [60, 10]}
    assert awards(sharing(kept, columns, 80, spending={"amount": "100分"})) == [60, 40]
    with pytest.raises(ScenarioError) as refused:
        awards(sharing(kept, columns, 80, spending={"amount": "99分"}))
    assert [each.code for each in refused.value.problems] == ["R630"]


# ── what is refused ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("formula", "columns", "code", "fact"),
    [
        (factor("rent"), {"rent": [0, 0]}, "R661", ("factor", "only")),
        ({**factor("rent"), "times": {"of": "0"}}, {"rent": [1, 2]}, "R661", ("factor", "times")),
        (factor("rent - 2分"), {"rent": [5, 1]}, "R662", ("applicant", "0002")),
        ({**factor("rent"), "times": {"of": "-1"}}, {"rent": [5, 1]}, "R662", ("what", "times")),
        (
            {**factor("rent"), "protect": {"of": "rent - 3分", "at_least": "1"}},
            {"rent": [5, 1]},
            "R662",
            ("what", "protect.of"),
        ),
        ({**factor("rent"), "minimum": "rent - 3分"}, {"rent": [5, 1]}, "R662", ("what", "minimum")),
        (
            {**factor("rent"), "round": {"to": "10分", "mode": "half_up"}},
            {"rent": [1, 1]},
            "R663",
            ("more", "0.1元"),
        ),
    ],
    ids=str,
)
def test_what_cannot_be_given_out_is_told_with_its_reason(
    formula: Any, columns: Any, code: str, fact: tuple[str, str]
) -> None:
    with pytest.raises(ScenarioError) as refused:
        awards(sharing(formula, columns, 10))
    (problem,) = refused.value.problems
    assert problem.code == code
    assert fact in problem.facts
    assert problem.place.file == "a.yaml"
    assert all("{" not in problem.what(language) for language in ("zh", "en"))


# ── what is told ───────────────────────────────────────────────────────────────────────────────────


def test_an_award_is_told_by_factor_and_by_every_part_of_the_formula() -> None:
    kept = {
        **factor("rent"),
        "minimum": "5分",
        "protect": {"of": "prior", "at_least": "100%"},
    }
    result = sharing(kept, {"rent": [1, 3], "prior": [40, 0]}, 90).result()
    told = explain(result, "p/0001").tell("en")
    for line in ("only: 0.2元", "minimum → 0.05元", "factors → 0.25元", "protect → 0.4元", "round → 0.4元"):
        assert line in told
    in_all = explain(result, "p").tell("zh")
    assert "归一 2 轮" in in_all
    assert "因素 → 0.9元" in in_all


def test_money_from_outside_and_cut_guarantees_are_told() -> None:
    columns: Columns = {"rent": [1, 1], "prior": [60, 10]}
    outside = {**factor("rent"), "protect": {"of": "prior", "at_least": "100%", "funded_by": "extra"}}
    result = sharing(outside, columns, 80).result()
    assert "0.2元 is paid from outside" in explain(result, "p/0001").tell("en")
    assert "0.2元 is paid from outside" in explain(result, "p").tell("en")
    inside = {**factor("rent"), "protect": {"of": "prior", "at_least": "100%"}}
    cut = sharing(inside, columns, 35).result()
    assert cut.allocation.of("p").award.tolist() == [30, 5]
    assert "more than the pot" in explain(cut, "p").tell("en")


def test_the_certificate_of_a_formula_is_accepted_by_the_independent_checker() -> None:
    result = sharing(WEIGHED, {"one": [1, 2], "other": [3, 1], "perf": ["1", "2"]}, 100, TYPES).result()
    plan, proofs = checker().check_proof(result.certificate)
    assert plan is not None
    assert not any(proof.is_open for proof in proofs)


def test_a_pot_that_cannot_bear_its_guarantees_is_warned_of_and_told_of_each(tmp_path):
    text = """\
scenario: short
year: 2014
unit: 元
sources: {city: {amount: 100}}
spending: {project: {amount: 100, when_short: pro_rata}}
populations: {districts: {file: d.csv, id: code, columns: {f: 元, prior: 元}}}
programmes:
  p:
    spending: project
    applicants: districts
    envelope: {at_most: 100}
    distribute: {factors: {x: {weight: 100%, of: f}}, protect: {of: prior, at_least: 95%}}
"""
    (tmp_path / "d.csv").write_text("code,f,prior\nA,50,80\nB,50,60\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    plan = simulator.load(tmp_path / "a.yaml").run()
    assert [each.code for each in plan.result.warnings] == ["W714"]
    assert "the guarantees are more than the pot and cut in one proportion" in plan.explain("p/A").tell("en")
    enough = text.replace("95%", "50%")
    (tmp_path / "b.yaml").write_text(enough, encoding="utf-8")
    assert simulator.load(tmp_path / "b.yaml").run().result.warnings == ()
