"""Decided awards that take a firm above a ceiling over programmes: kept to the fen, told with who and why."""

from collections.abc import Iterator, Mapping
from itertools import accumulate, islice

from simulator.engine.decided import MOST_LISTED
from simulator.glossary import word
from simulator.model.cumulation import Cumulation
from simulator.model.decisions import OVERRIDE, DecidedAward
from simulator.model.groups import texts_of
from simulator.model.policy_layers import with_policies
from simulator.model.result import Claims
from simulator.model.scenario import Scenario
from simulator.model.step import Rows
from simulator.money import exact_money
from simulator.problems import Problem, problem

COUNTED_IN_TURN = ("paid", "published", OVERRIDE)
"""What is paid already has its room first: the ceiling is passed by whatever came on top of it."""


def ceiling_warnings(scenario: Scenario, claims: Claims, rows: Mapping[str, Rows]) -> tuple[Problem, ...]:
    """Return a warning for each decided award with which its firm stands above a ceiling (W721).

    A firm's awards count in the order paid, published, decided by hand, and then by programme and applicant;
    `rows` are those of each programme, by its id.
    """
    told = (each for clause in with_policies(scenario).cumulation for each in _above(clause, claims, rows))
    return tuple(islice(told, MOST_LISTED))


def _above(clause: Cumulation, claims: Claims, rows: Mapping[str, Rows]) -> Iterator[Problem]:
    for firm, records in _by_firm(clause, claims, rows).items():
        sums = accumulate(each.award_fen for each in records)
        for each, so_far in zip(records, sums, strict=True):
            if so_far > clause.ceiling:
                yield _told(clause, firm, each, exact_money(so_far))


def _by_firm(
    clause: Cumulation, claims: Claims, rows: Mapping[str, Rows]
) -> Mapping[str, list[DecidedAward]]:
    """Return what is awarded beforehand under a clause by firm, each firm's in the order it counts."""
    firms = {
        name: dict(zip(claims.of(name).ids, texts_of(rows[name].columns[clause.per]), strict=True))
        for name in clause.programmes
    }
    awarded = [each for each in claims.decisions if each.programme in firms and each.award_fen]
    found: dict[str, list[DecidedAward]] = {}
    for each in sorted(awarded, key=lambda each: COUNTED_IN_TURN.index(each.kind)):
        found.setdefault(firms[each.programme][each.applicant], []).append(each)
    return found


def _told(clause: Cumulation, firm: str, each: DecidedAward, so_far: str) -> Problem:
    return problem(
        each.place,
        "W721",
        award=f"{each.programme}/{each.applicant}",
        status=word(f"decision_{each.kind}"),
        amount=exact_money(each.award_fen),
        firm=firm,
        so_far=so_far,
        clause=clause.title or clause.id,
        ceiling=exact_money(clause.ceiling),
        who=each.who or "—",
        why=each.why or "—",
    )
