"""Awards settled beforehand: kept to the fen, told with who and why, no other's business when right."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from simulator.engine import explain
from simulator.engine.run import claims, run
from simulator.model.awards import awards_csv
from simulator.problems import ExactnessError, ScenarioError
from tests.engine.support import (
    assert_agreement,
    awards_of,
    outcome,
    paying_cases,
    scenario_of,
    tables_of,
)
from tests.methods.support import BARE, SETTINGS, written
from tests.reference.decided_generator import decided_case
from tests.reference.generator import Case
from tests.reference.writing import Money
from tests.rules.support import KEY, case_of, firm

BY_HAND = {"who": "局长办公会", "why": "历史遗留"}
ROWS = [firm(f"F{number}", rent=rent, score=f"{rent}") for number, rent in enumerate((9, 6, 3, 6, 0), 1)]
KINDS = {
    "published": {"is": Money(2), "status": "published"},
    "paid at the claim": {"is": Money(6), "status": "paid"},
    "above the claim": {"is": Money(8), **BY_HAND},
    "at nothing": {"is": Money(0), **BY_HAND},
    "withdrawn": {"outcome": "withdrawn", **BY_HAND},
    "rejected": {"outcome": "rejected", **BY_HAND},
}
METHODS = (*BARE, *SETTINGS)


def pot(decisions, rows=ROWS, spending="optimise", **programme) -> Case:
    """Return one programme that owes everyone the rent, with decisions on it."""
    drawn = case_of([{"fixed": "rent"}], rows, **programme)
    whole = dict(drawn.scenario, **({"decisions": decisions} if decisions else {}))
    if spending == "optimise":
        whole["objective"] = [{"maximise": "awards"}]
    whole["spending"] = {"project": {"amount": Money(100), "when_short": spending}}
    return Case(whole, drawn.applicants)


def ran(drawn: Case):
    """Return the result of a case that has a plan."""
    found = outcome(drawn).result
    assert found is not None
    return found


def refused(drawn: Case):
    """Return the problems that a case is refused for."""
    scenario = scenario_of(drawn)
    with pytest.raises(ScenarioError) as caught:
        run(scenario, tables_of(scenario, drawn))
    return caught.value.problems


# ── every kind of decision under every method ──────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", METHODS)
def test_the_others_share_what_is_left_under_every_method(word, kind):
    for most in (11, 16):
        decisions = [{"award": "p/F2", **KINDS[kind]}]
        rule = written(word, Random(7))
        drawn = pot(decisions, when_short=rule, envelope={"at_most": Money(most)})
        assert_agreement(drawn)


@pytest.mark.parametrize("word", [word for word in METHODS if word != "optimise"])
def test_a_class_that_is_divided_sees_the_decided_money_first(word):
    drawn = pot(
        [{"award": "p/F2", **KINDS["published"]}], spending="pro_rata", when_short=written(word, Random(7))
    )
    small = dict(drawn.scenario, spending={"project": {"amount": Money(14), "when_short": "pro_rata"}})
    assert_agreement(Case(small, drawn.applicants))


def test_the_rest_of_a_pro_rata_pot_is_in_proportion_to_the_claims_left():
    found = ran(pot([{"award": "p/F1", "is": Money(12), **BY_HAND}], envelope={"at_most": Money(20)}))
    assert awards_of(found)["p"] == {"F1": 12, "F2": 3, "F3": 2, "F4": 3, "F5": 0}


def test_a_formula_gives_the_rest_of_its_pot_to_the_others():
    drawn = pot([{"award": "p/F1", "is": Money(6), "status": "published"}])
    formula = {"factors": {"need": {"weight": "100%", "of": "rent"}}}
    programme = {key: value for key, value in drawn.scenario["programmes"]["p"].items() if key != "award"}
    programme |= {"distribute": formula, "envelope": {"at_most": Money(24)}, "when_short": "in_full"}
    found = ran(Case(dict(drawn.scenario, programmes={"p": programme}), drawn.applicants))
    assert awards_of(found)["p"] == {"F1": 6, "F2": 7, "F3": 4, "F4": 7, "F5": 0}
    assert found.allocation.of("p").entitlement.tolist() == [9, 7, 4, 7, 0]


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(4))
def test_what_is_decided_is_what_is_paid_and_no_fen_is_lost(seed):
    for number in range(10 * seed, 10 * seed + 10):
        found = outcome(decided_case(Random(number))).result
        if found is None:
            continue
        paid = awards_of(found)
        for each in found.claims.decisions:
            assert paid[each.programme][each.applicant] == each.award_fen
        for each in found.allocation.spending:
            members = [own.programme for own in found.allocation.programmes if own.spending == each.spending]
            assert not members or each.used_fen == sum(sum(paid[name].values()) for name in members)


@pytest.mark.parametrize("seed", range(6))
def test_a_decision_for_what_is_given_anyway_moves_no_other_award(seed):
    for drawn, found in paying_cases(400 + 10 * seed, 2):
        paid = awards_of(found)
        for name, programme in drawn.scenario["programmes"].items():
            if programme.get("when_short", "in_full") not in ("in_full", "optimise") or "amount" in programme:
                continue
            decisions = [
                {"award": f"{name}/{who}", "is": Money(fen), "status": "published"}
                for who, fen in list(paid[name].items())[seed % 2 :: 2]
            ]
            scenario = drawn.scenario | ({"decisions": decisions} if decisions else {})
            again = ran(Case(scenario, drawn.applicants))
            assert awards_of(again) == paid
            assert [goal.value for goal in again.goals] == [goal.value for goal in found.goals]


@pytest.mark.parametrize("seed", range(8))
def test_neither_the_order_of_decisions_nor_that_of_applicants_moves_a_fen(seed):
    drawn = decided_case(Random(seed))
    found, random = outcome(drawn).result, Random(seed)
    if found is None:
        return
    decisions = list(drawn.scenario.get("decisions", ()))
    random.shuffle(decisions)
    rows = {name: random.sample(own, len(own)) for name, own in drawn.applicants.items()}
    scenario = drawn.scenario | ({"decisions": decisions} if decisions else {})
    again = ran(Case(scenario, rows))
    assert awards_csv(again.allocation) == awards_csv(found.allocation)
    told = [
        [replace(each, place=found.scenario.programmes[0].place) for each in one.claims.decisions]
        for one in (found, again)
    ]
    assert told[0] == told[1]


def test_without_decisions_awards_csv_has_the_columns_it_always_had():
    found = ran(pot([], envelope={"at_most": Money(11)}))
    assert awards_csv(found.allocation).splitlines()[0] == b"programme,applicant,entitlement_fen,award_fen"


def test_awards_csv_says_of_each_line_how_it_was_decided():
    found = ran(pot([{"award": "p/F2", **KINDS["withdrawn"]}], envelope={"at_most": Money(11)}))
    lines = awards_csv(found.allocation).decode().splitlines()
    assert lines[0] == "programme,applicant,entitlement_fen,award_fen,decided"
    assert lines[2] == "p,F2,6,0,withdrawn"
    assert lines[1].endswith(",")


# ── what counts ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fen", "counts_from", "counted", "points"),
    [
        (6, "100%", 1, Fraction(3)),
        (5, "100%", 0, Fraction(5, 3)),
        (3, "50%", 1, Fraction(2)),
        (8, "100%", 1, Fraction(3)),
        (0, "50%", 0, Fraction(0)),
    ],
)
def test_a_decided_award_counts_from_the_same_share_of_its_claim(fen, counts_from, counted, points):
    worth = {"per_award": "1", "per_unit": {"heads": "1"}, "counts_from": counts_from}
    drawn = pot(
        [{"award": "p/F1", "is": Money(fen), **BY_HAND}],
        rows=[firm("F1", rent=6, heads=2)],
        when_short="optimise",
        points=worth,
    )
    own = ran(drawn).allocation.of("p")
    assert (own.counted, own.points) == (counted, points)


def test_an_award_to_somebody_without_a_claim_counts_and_is_paid_in_full():
    drawn = pot(
        [{"award": "p/F1", "is": Money(1), "status": "paid"}],
        rows=[firm("F1", rent=0, heads=2)],
        when_short="optimise",
        points={"per_award": "1", "per_unit": {"heads": "1"}},
    )
    own = ran(drawn).allocation.of("p")
    assert (own.counted, own.points) == (1, 3)


def test_limits_see_decided_awards():
    limit = {"few": {"top": {"count": {"programme": "p"}}, "at_most": "2"}}
    drawn = pot([{"award": "p/F1", **KINDS["above the claim"], "is": Money(9)}], when_short="optimise")
    found = ran(Case(dict(drawn.scenario, constraints=limit), drawn.applicants))
    assert found.allocation.of("p").counted == 2
    assert awards_of(found)["p"]["F1"] == 9


# ── what is wrong ──────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_applicant_is_told_with_the_nearest():
    (problem,) = refused(pot([{"award": "p/F11", "is": Money(1), "status": "paid"}]))
    assert (problem.code, problem.fact("nearest"), problem.place.file) == ("R631", "F1", "scenario.yaml")
    assert problem.place.line > 0


def test_an_award_decided_twice_is_told_with_the_first_place():
    twice = [{"award": "p/F1", "is": Money(fen), "status": "paid"} for fen in (1, 1)]
    (problem,) = refused(pot(twice))
    assert problem.code == "R632"
    assert problem.fact("first").startswith("scenario.yaml:")


def test_decisions_above_the_envelope_are_told_with_both_sums():
    two = [{"award": f"p/{who}", "is": Money(6), **BY_HAND} for who in ("F1", "F2")]
    (problem,) = refused(pot(two, envelope={"at_most": Money(11)}))
    assert (problem.code, problem.fact("decided"), problem.fact("most")) == (
        "R633",
        "0.000012万元",
        "0.000011万元",
    )


def test_decisions_above_the_appropriation_are_told_with_both_sums():
    (problem,) = refused(pot([{"award": "p/F1", "is": Money(101), **BY_HAND}]))
    assert (problem.code, problem.fact("decided"), problem.fact("most")) == (
        "R634",
        "0.000101万元",
        "0.0001万元",
    )


def test_of_very_many_faults_the_first_are_listed_and_the_others_counted():
    many = [{"award": f"p/X{number}", "is": Money(1), "status": "paid"} for number in range(350)]
    problems = refused(pot(many))
    assert [each.code for each in problems].count("R631") == 200


def test_a_published_award_to_somebody_not_eligible_any_more_is_kept_and_warned_of():
    drawn = pot([{"award": "p/F3", "is": Money(2), "status": "published"}], eligible="rent > 5分")
    found = ran(drawn)
    assert awards_of(found)["p"]["F3"] == 2
    (warning,) = found.warnings
    assert (warning.code, warning.fact("award")) == ("W715", "p/F3")
    assert "已公布" in warning.tell("zh")


@pytest.mark.parametrize("decision", [KINDS["above the claim"], KINDS["withdrawn"]])
def test_by_hand_nobody_is_warned_of(decision):
    drawn = pot([{"award": "p/F3", **decision}], eligible="rent > 5分")
    assert ran(drawn).warnings == ()


def test_what_is_owed_is_known_before_any_pot_is_shared():
    scenario = scenario_of(drawn := pot([{"award": "p/F3", **KINDS["withdrawn"]}]))
    (decided,) = claims(scenario, tables_of(scenario, drawn)).decisions
    assert (decided.kind, decided.award_fen, decided.entitlement_fen) == ("withdrawn", 0, 3)


def test_a_file_that_was_not_read_is_our_bug():
    drawn = pot([{"file": "a.csv", "status": "paid"}])
    scenario = scenario_of(drawn)
    with pytest.raises(TypeError, match=r"a\.csv"):
        claims(scenario, tables_of(scenario, drawn))


def test_the_audit_finds_an_award_that_is_not_as_decided(monkeypatch):
    from simulator.engine import decided

    def forgetful(self, terms, pot):
        return replace(terms, base=terms.base + np.where(self.award > 1, self.award - 1, 0))

    monkeypatch.setattr(decided.Decided, "added_to", forgetful)
    drawn = pot([{"award": "p/F2", **KINDS["published"]}], when_short="optimise")
    scenario = scenario_of(drawn)
    with pytest.raises(ExactnessError, match="p/F2 is decided at 2 fen and gets 1"):
        run(scenario, tables_of(scenario, drawn))


# ── told ───────────────────────────────────────────────────────────────────────────────────────────


def test_explain_says_who_decided_when_why_and_where():
    decision = {"award": "p/F2", "is": Money(80), **BY_HAND, "on": "2014-05-01", "document": "纪要第3号"}
    found = ran(pot([decision], rows=[firm("F2", rent=60)]))
    for language, words in (
        (
            "zh",
            (
                "人工决定:核定 0.8元",
                "比应补金额多 0.2元",
                "局长办公会",
                "历史遗留",
                "2014-05-01",
                "纪要第3号",
            ),
        ),
        (
            "en",
            (
                "decided by hand: awarded 0.8元",
                "0.2元 above the claim",
                "decided by 局长办公会",
                "2014-05-01",
            ),
        ),
    ):
        told = explain(found, "p/F2").tell(language)
        assert all(each in told for each in words), told
        assert "scenario.yaml:" in told


def test_explain_of_a_withdrawn_claim_gives_its_reason_and_no_share_of_the_pot():
    found = ran(pot([{"award": "p/F2", **KINDS["withdrawn"]}], envelope={"at_most": Money(11)}))
    told = explain(found, "p/F2").tell("en")
    assert "withdrawn: nothing is awarded" in told
    assert "because: 历史遗留" in told
    assert "shared by" not in told
    assert "0.11元 awarded in all" in explain(found, "p/F1").tell("en")


def test_explain_of_a_programme_counts_what_is_decided():
    found = ran(pot([{"award": "p/F2", **KINDS["published"]}]))
    assert "1 awards of 0.02元 in all are decided beforehand" in explain(found, "p").tell("en")


def test_explain_of_somebody_not_eligible_tells_of_the_decision_too():
    drawn = pot([{"award": "p/F3", **KINDS["published"]}], eligible="rent > 5分")
    told = explain(ran(drawn), "p/F3").tell("en")
    assert "not eligible" in told
    assert "published: awarded 0.02元" in told


def test_every_applicant_stays_in_sight_under_one_id():
    found = ran(pot([{"award": "p/F2", **KINDS["rejected"]}]))
    assert found.allocation.of("p").ids == tuple(row[KEY] for row in ROWS)


# ── limits and goals over both kinds of award ──────────────────────────────────────────────────────


def two(decisions, constraints=None, objective=None) -> Case:
    """Return two optimised programmes for the same four applicants, with decisions."""
    drawn = pot(decisions, rows=ROWS[:4], when_short="optimise", points={"per_award": "1"})
    own = drawn.scenario["programmes"]["p"]
    more = {"constraints": constraints} if constraints else {}
    whole = dict(drawn.scenario, programmes={"p": own, "q": own}, **more)
    whole["spending"] = {"project": {"amount": Money(30), "when_short": "optimise"}}
    return Case(whole | {"objective": objective or [{"maximise": "points"}]}, drawn.applicants)


def test_a_decided_award_needs_what_any_award_needs():
    limit = {
        "pairs": {"every": {"programme": "p"}, "needs": {"programme": "q"}, "per": "firm_id", "at_least": "1"}
    }
    decisions = [{"award": "p/F1", "is": Money(9), "status": "published"}]
    found = ran(two(decisions, limit))
    paid = awards_of(found)
    assert paid["p"]["F1"] == paid["q"]["F1"] == 9
    assert all(paid["q"][who] for who, fen in paid["p"].items() if fen)


def test_a_withdrawn_claim_is_nobody_s_unfair_share():
    goal = [{"maximise": {"smallest_share": {"of": "applicants"}}}, {"maximise": "points"}]
    decisions = [{"award": f"{name}/F3", **KINDS["withdrawn"]} for name in ("p", "q")]
    drawn = two(decisions, objective=goal)
    found = ran(
        Case(
            dict(drawn.scenario, spending={"project": {"amount": Money(42), "when_short": "optimise"}}),
            drawn.applicants,
        )
    )
    assert found.goals[0].value == 1
    assert awards_of(found)["p"] == {"F1": 9, "F2": 6, "F3": 0, "F4": 6}


def test_a_points_limit_sees_what_is_decided():
    limit = {"few": {"top": {"points": {"programme": "p"}}, "at_most": "2"}}
    decisions = [{"award": f"p/{who}", **KINDS["published"], "is": Money(9)} for who in ("F1", "F2")]
    found = ran(two(decisions, limit))
    assert found.allocation.of("p").points == 2
    assert awards_of(found)["p"] == {"F1": 9, "F2": 9, "F3": 0, "F4": 0}
