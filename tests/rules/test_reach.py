"""The reach of a rule: whatever the data hold, no award is above the most its steps are said to reach."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.algebra.exactly import evaluate
from simulator.exact import Exact
from simulator.expression import Column, Type, fetcher, parse
from simulator.model.names import sheet_of
from simulator.model.step import Branch, Rows, run_steps
from simulator.rules.adjust import Cap, Floor, Round, Uplift
from simulator.rules.amounts import Fixed, Share
from simulator.rules.brackets import Band, Brackets
from simulator.rules.combine import Highest, Lowest, Sum
from simulator.rules.payees import PayTo
from simulator.rules.reach import most_of, rate_of

COST = parse("cost")
FEN = st.integers(0, 10**6)
RATE = st.fractions(0, 1, max_denominator=20)
SHARES = st.builds(lambda rate: Share(of=COST, rate=rate), RATE)
MAKERS = st.one_of(st.builds(Fixed, FEN), SHARES)
CHANGERS = st.one_of(
    st.builds(lambda fen: Cap(amount=fen), FEN),
    st.builds(lambda fen: Floor(amount=fen), FEN),
    st.builds(lambda by: Uplift(by=by), RATE),
    st.builds(
        lambda to, mode: Round(to=to, mode=mode),
        st.integers(1, 1000),
        st.sampled_from(["up", "down", "half_up"]),
    ),
)


def reached(steps, costs):
    """Return the exact amount that steps come to for each cost, in fen."""
    rows = Rows({"cost": Column(Type("money"), Exact.of([*costs, 0]))}, len(costs) + 1)
    (found,) = evaluate(run_steps(steps, sheet_of(rows))[-1:], fetcher(rows.columns, rows.count), rows.count)
    return found.fractions()


@st.composite
def limbs(draw, inside):
    return tuple(Branch(name, draw(inside)) for name in "ab"[: draw(st.integers(1, 2))])


def rules(depth=2):
    inner = st.builds(lambda maker, more: (maker, *more), MAKERS, st.lists(CHANGERS, max_size=2))
    for _ in range(depth):
        inside = inner
        combined = st.one_of(
            st.builds(Sum, limbs(inside)),
            st.builds(Highest, limbs(inside)),
            st.builds(Lowest, limbs(inside)),
            st.builds(PayTo, limbs(inside)),
        )
        inner = st.builds(
            lambda maker, more: (maker, *more), st.one_of(MAKERS, combined), st.lists(CHANGERS, max_size=2)
        )
    return inner


@settings(max_examples=100, deadline=None)
@given(rules(), st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_no_award_is_above_what_its_rule_is_said_to_reach(steps, costs):
    most = most_of(steps)
    if most is not None:
        assert max(reached(steps, costs)) <= most


@settings(max_examples=100, deadline=None)
@given(SHARES, st.lists(CHANGERS, max_size=3))
def test_a_share_is_bounded_only_by_a_cap(share, changers):
    capped = any(isinstance(each, Cap) for each in changers)
    assert (most_of((share, *changers)) is not None) == capped


def test_a_rate_is_known_where_it_is_written():
    assert rate_of(Share(of=COST, rate=Fraction(1, 2))) == (Fraction(1, 2),)
    assert rate_of(Share(of=COST, rate=COST)) == (None,)
    assert rate_of(Share(of=COST, rate=COST, rate_at_most=Fraction(1, 4))) == (Fraction(1, 4),)
    bands = (Band(rate=Fraction(1, 20)), Band(rate=Fraction(1, 50)))
    assert rate_of(Brackets(of=COST, bands=bands)) == (Fraction(1, 20), Fraction(1, 50))
    assert rate_of(Fixed(5)) == ()
