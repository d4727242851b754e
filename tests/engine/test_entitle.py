"""Entitlements: half-up once at the end of a rule, never below zero, nothing for those not eligible."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.entitle import entitle
from simulator.model.kinds import Quantity
from simulator.model.names import figure_columns
from simulator.model.result import Claims
from simulator.model.scenario import Figure
from tests.engine.support import scenario_of, tables_of
from tests.reference.writing import Money
from tests.rules.support import Award, case_of, firm

THIRD: Award = [{"share": {"of": "rent", "rate": "1/3"}}]
FEN = st.one_of(st.integers(0, 40), st.integers(0, 10**15))
few = settings(max_examples=25, deadline=None)


def claims(award: Award, *rows: dict[str, str], **programme: object) -> Claims:
    """Return the claims of a programme with this rule over these rows."""
    drawn = case_of(award, rows, **programme)
    scenario = scenario_of(drawn)
    return entitle(tables_of(scenario, drawn), scenario)


def due(award: Award, *rows: dict[str, str], **programme: object) -> list[int]:
    """Return the fen of each applicant, by id."""
    found: list[int] = claims(award, *rows, **programme).of("p").entitlement.tolist()
    return found


@few
@given(rent=FEN)
def test_an_entitlement_is_the_nearest_fen_to_the_exact_amount_halves_upwards(rent: int) -> None:
    (found,) = due(THIRD, firm("F1", rent=rent))
    assert Fraction(-1, 2) < found - Fraction(rent, 3) <= Fraction(1, 2)


@few
@given(rent=FEN)
def test_steps_are_not_rounded_on_the_way(rent: int) -> None:
    thrice: Award = [{"sum": {"a": THIRD, "b": THIRD, "c": THIRD}}]
    assert due(thrice, firm("F1", rent=rent)) == [rent]


@few
@given(rent=FEN, grant=FEN)
def test_nobody_owes_money(rent: int, grant: int) -> None:
    award: Award = [{"share": {"of": "rent - grant", "rate": "100%"}}]
    assert due(award, firm("F1", rent=rent, grant=grant)) == [max(0, rent - grant)]


def test_a_floor_lifts_only_those_who_are_eligible() -> None:
    rows = (firm("F1", rent=1), firm("F2", rent=9))
    assert due([*THIRD, {"floor": Money(5)}], *rows, eligible="rent >= 3分") == [0, 5]


def test_every_named_condition_must_hold_and_each_is_kept_for_explaining() -> None:
    rows = (firm("F1", rent=9), firm("F2", rent=9, strategic="yes"), firm("F3", strategic="yes"))
    named = {"strategic": "strategic", "pays": "rent > 0分"}
    found = claims(THIRD, *rows, eligible=named).of("p")
    assert found.entitlement.tolist() == [0, 3, 0]
    assert [(name, flags.tolist()) for name, flags in found.conditions] == [
        ("strategic", [False, True, True]),
        ("pays", [True, True, False]),
    ]


def test_the_trace_holds_the_exact_amount_after_every_step_with_its_path() -> None:
    award: Award = [*THIRD, {"uplift": {"by": "50%"}}, {"cap": Money(3)}]
    steps = claims(award, firm("F1", rent=8)).of("p").steps
    assert [(step.path, step.after.fractions()[0]) for step in steps] == [
        ("programmes.p.award.share", Fraction(8, 3)),
        ("programmes.p.award.uplift", 4),
        ("programmes.p.award.cap", 3),
    ]


def test_the_trace_goes_into_every_limb() -> None:
    award: Award = [{"highest": {"left": THIRD, "right": [{"fixed": Money(2)}, {"uplift": {"by": "20%"}}]}}]
    (step,) = claims(award, firm("F1", rent=8)).of("p").steps
    paths = [(name, [each.path for each in inner]) for name, inner in step.limbs]
    assert paths == [
        ("left", ["programmes.p.award.highest.left.share"]),
        ("right", ["programmes.p.award.highest.right.fixed", "programmes.p.award.highest.right.uplift"]),
    ]


def test_a_population_without_applicants_claims_nothing() -> None:
    assert due(THIRD) == []


@few
@given(rents=st.lists(FEN, min_size=1, max_size=6))
def test_the_claims_of_a_programme_add_up_to_its_applicants(rents: list[int]) -> None:
    rows = [firm(f"F{number}", rent=rent) for number, rent in enumerate(rents)]
    found = claims(THIRD, *rows).of("p")
    assert found.entitlement_fen == sum(found.entitlement.tolist())
    assert found.ids == tuple(sorted(row["firm_id"] for row in rows))


def test_a_figure_written_as_a_fraction_is_used_exactly() -> None:
    figure = Figure("third", Quantity(Fraction(1, 3), "bare", "1/3"))
    assert figure_columns([figure])["third"].data.fractions() == (Fraction(1, 3),)
