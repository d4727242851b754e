"""How a spending class is divided: to the fen, never more than is asked, as the reference does."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.methods import METHODS
from simulator.methods.pro_rata import ProRata
from simulator.methods.sharing import Sharing
from simulator.methods.tiers import Tiers
from simulator.model.method import Request, Tier
from tests.reference import division

FOR_CLASSES = sorted(word for word, method in METHODS.items() if method.for_classes)
NAMES = ("a1", "b2", "rent", "zeta", "热线")
FEN = st.one_of(st.integers(0, 12), st.integers(0, 10**12))
randoms = st.randoms(use_true_random=False)


@st.composite
def requests(draw: st.DrawFn) -> list[Request]:
    """Draw what up to five programmes ask, sorted by id."""
    names = sorted(draw(st.lists(st.sampled_from(NAMES), max_size=5, unique=True)))
    tags = st.lists(st.sampled_from(["green", "blue"]), max_size=2, unique=True)
    return [Request(name, draw(FEN), tags=tuple(draw(tags))) for name in names]


@st.composite
def requests_with_floors(draw: st.DrawFn) -> list[Request]:
    """Draw requests of which some must get a least amount."""
    least = st.one_of(st.just(0), FEN)
    return [Request(each.programme, each.amount, draw(least), each.tags) for each in draw(requests())]


def written(word: str, random: Random) -> Any:
    """Return a class method as it is written."""
    if word != "tiers":
        return word
    inner = ("pro_rata", "in_full", "optimise")
    upper = [
        {
            **random.choice(({"tag": "green"}, {"tag": "blue"}, {"programme": random.choice(NAMES)})),
            "when_short": random.choice(inner),
        }
        for _ in range(random.randint(1, 2))
    ]
    return {"tiers": [*upper, {"rest": random.choice(inner)}]}


def method_of(node: Any) -> Sharing:
    """Return the registered method of what is written."""
    if isinstance(node, str):
        return METHODS[node]()
    words = ("when_short", "rest")
    return Tiers(
        tuple(
            Tier(**{key: method_of(value) if key in words else value for key, value in tier.items()})
            for tier in node["tiers"]
        )
    )


def test_every_method_that_divides_a_class_is_under_these_laws() -> None:
    assert set(division.DIVISION) == set(FOR_CLASSES)


@pytest.mark.parametrize("word", FOR_CLASSES)
@settings(max_examples=60, deadline=None)
@given(asked=requests_with_floors(), money=FEN, random=randoms)
def test_a_class_is_divided_as_the_reference_divides_it(
    word: str, asked: list[Request], money: int, random: Random
) -> None:
    node = written(word, random)
    plain = [division.Request(each.programme, each.amount, each.tags, each.at_least) for each in asked]
    assert list(method_of(node).divide(asked, money)) == division.divided(node, plain, money)


@pytest.mark.parametrize("word", FOR_CLASSES)
@settings(max_examples=40, deadline=None)
@given(asked=requests_with_floors(), money=FEN, random=randoms)
def test_no_programme_is_given_more_than_it_asks_or_less_than_nothing(
    word: str, asked: list[Request], money: int, random: Random
) -> None:
    parts = method_of(written(word, random)).divide(asked, money)
    assert len(parts) == len(asked)
    assert all(part is None or 0 <= part <= each.amount for part, each in zip(parts, asked, strict=True))


@settings(max_examples=60, deadline=None)
@given(asked=requests(), money=FEN)
def test_a_pro_rata_class_gives_out_all_it_has_or_all_that_is_asked(asked: list[Request], money: int) -> None:
    parts = METHODS["pro_rata"]().divide(asked, money)
    assert sum(part or 0 for part in parts) == min(money, sum(each.amount for each in asked))


@settings(max_examples=60, deadline=None)
@given(asked=requests(), money=FEN)
def test_tiers_of_programmes_are_served_one_after_the_other(asked: list[Request], money: int) -> None:
    tiers = method_of({"tiers": [{"tag": "green"}, {"rest": "pro_rata"}]})
    parts = tiers.divide(asked, money)
    upper = [(each.amount, part) for each, part in zip(asked, parts, strict=True) if "green" in each.tags]
    assert sum(part or 0 for part in parts) == min(money, sum(each.amount for each in asked))
    assert sum(part or 0 for _, part in upper) == min(money, sum(amount for amount, _ in upper))


def test_money_a_tier_may_use_by_the_plan_s_choice_is_not_promised_to_the_tier_below() -> None:
    asked = [Request("a", 6, tags=("green",)), Request("b", 6)]
    chosen_first = method_of({"tiers": [{"tag": "green", "when_short": "optimise"}, {"rest": "pro_rata"}]})
    assert chosen_first.divide(asked, 10) == (None, 4)


def test_a_tier_that_takes_more_than_there_is_leaves_nothing_and_never_a_debt() -> None:
    asked = [Request("a", 6, tags=("green",)), Request("b", 6)]
    in_full_first = method_of({"tiers": [{"tag": "green", "when_short": "in_full"}, {"rest": "pro_rata"}]})
    assert in_full_first.divide(asked, 5) == (6, 0)


@pytest.mark.parametrize("word", sorted(set(METHODS) - set(FOR_CLASSES)))
def test_a_method_that_needs_applicants_does_not_divide_a_class(word: str) -> None:
    with pytest.raises(NotImplementedError, match=word):
        METHODS[word].divide(object.__new__(METHODS[word]), [Request("a", 1)], 1)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), min_size=1, max_size=6), st.integers(0, 200)
)
def test_a_pro_rata_class_serves_the_least_amounts_first_and_loses_no_fen(programmes, money):
    requests = [Request(f"p{i}", asked, min(least, asked)) for i, (asked, least) in enumerate(programmes)]
    floors = sum(request.at_least for request in requests)
    parts = ProRata().divide(requests, money)
    asked = sum(request.amount for request in requests)
    if floors <= money:
        assert all(part >= request.at_least for part, request in zip(parts, requests, strict=True))
        assert sum(parts) == min(money, asked)
    assert all(
        0 <= part <= max(request.amount, request.at_least)
        for part, request in zip(parts, requests, strict=True)
    )
