"""Every fen of every run adds up: awards, programmes, classes, sources, limits, goals."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from simulator.engine.figures import figure_of
from simulator.model.result import Result
from tests.engine.support import outcome, paying_cases
from tests.reference.generator import Case
from tests.reference.writing import scaled

Runs = tuple[tuple[Case, Result], ...]
# of no use to any rate or bracket: hardly a share of it is a whole fen
LARGE = 10_000_019


@pytest.fixture(scope="module", params=["of a few fen", "of a few hundred thousand yuan"])
def runs(request: pytest.FixtureRequest) -> Runs:
    """Return a dozen and a half runs that pay somebody, once in small sums and once in large ones."""
    small = tuple(paying_cases(3000, 15))
    return small if request.param == "of a few fen" else tuple(large_runs(small))


def large_runs(small: Runs) -> Iterator[tuple[Case, Result]]:
    """Yield the cases that still have a plan when every amount is larger, each by a few fen of its own."""
    for drawn, _ in small:
        rows = {
            name: [
                {**row, **{key: str(int(row[key]) * LARGE + 7919 * place) for key in ("rent", "grant")}}
                for place, row in enumerate(own)
            ]
            for name, own in drawn.applicants.items()
        }
        larger = Case(scaled(drawn.scenario, LARGE), rows)
        result = outcome(larger).result
        if result is not None:
            yield larger, result


def results(runs: Runs) -> Iterator[Result]:
    """Yield the results alone."""
    yield from (result for _, result in runs)


def test_the_awards_of_a_programme_add_up_to_its_total_and_stay_within_the_claims(runs: Runs) -> None:
    for result in results(runs):
        for each in result.allocation.programmes:
            assert sum(each.award.tolist()) == each.award_fen
            assert sum(each.entitlement.tolist()) == each.entitlement_fen
            assert bool(((each.award >= 0) & (each.award <= each.entitlement)).all())
            assert each.short_fen == each.entitlement_fen - each.award_fen


def test_a_programme_stays_within_its_envelope(runs: Runs) -> None:
    for result in results(runs):
        for each in result.allocation.programmes:
            assert each.award_fen >= each.at_least
            assert each.at_most is None or each.award_fen <= each.at_most


def test_programmes_lines_and_unspent_money_add_up_to_the_classes_and_these_to_the_sources(
    runs: Runs,
) -> None:
    for drawn, result in runs:
        allocation = result.allocation
        for spending in allocation.spending:
            members = [each.award_fen for each in allocation.programmes if each.spending == spending.spending]
            assert spending.used_fen == (sum(members) if members else spending.amount_fen)
            assert 0 <= spending.used_fen <= spending.amount_fen
        sources = sum(int(each["amount"]) for each in drawn.scenario["sources"].values())
        uses = sum(each.used_fen + each.unspent_fen for each in allocation.spending)
        assert sources == uses + allocation.unallocated_fen
        assert sum(each.used_fen for each in allocation.sources) == sum(
            each.used_fen for each in allocation.spending
        )


def test_no_source_gives_more_than_it_holds(runs: Runs) -> None:
    for result in results(runs):
        assert all(0 <= each.used_fen <= each.amount_fen for each in result.allocation.sources)


def test_every_hard_limit_is_met_and_its_slack_says_how_far_it_is(runs: Runs) -> None:
    for result in results(runs):
        for each in result.limits:
            assert each.met or not each.hard
            assert each.met == (each.slack > 0 if each.relation in "<>" else each.slack >= 0)
            assert not each.binding or each.met


def test_a_goal_reaches_what_the_finished_plan_shows(runs: Runs) -> None:
    shown = {
        "maximise points": lambda result: sum(each.points for each in result.allocation.programmes),
        "maximise spent": lambda result: sum(each.award_fen for each in result.allocation.programmes),
        "maximise awards": lambda result: sum(each.counted for each in result.allocation.programmes),
        "minimise unspent": lambda result: sum(
            each.unspent_fen
            for each in result.allocation.spending
            if any(own.spending == each.spending for own in result.allocation.programmes)
        ),
    }
    compared = []
    for result in results(runs):
        for goal in result.goals:
            if goal.name in shown:
                assert goal.value == shown[goal.name](result), goal.name
                compared.append(goal.name)
    assert set(compared) == set(shown)


def test_every_goal_is_proved_and_no_bound_is_short_of_its_value(runs: Runs) -> None:
    for result in results(runs):
        assert result.status == "proven optimal"
        assert result.gap == 0


def test_totals_by_path_are_the_sums_of_their_lines(runs: Runs) -> None:
    for result in results(runs):
        read = (result.scenario, result.allocation, result.limits)
        lines = [
            figure_of(f"programmes.{each.programme}.award", *read) for each in result.allocation.programmes
        ]
        assert figure_of("programmes.total.award", *read) == sum(lines, Fraction(0))
        classes = [figure_of(f"spending.{each.spending}.used", *read) for each in result.allocation.spending]
        assert (
            figure_of("spending.total.used", *read) == figure_of("sources.total.used", *read) == sum(classes)
        )


def test_both_kinds_of_sums_are_really_run(runs: Runs) -> None:
    assert len(runs) >= 8
    assert all(any(each.award_fen for each in result.allocation.programmes) for result in results(runs))
