"""Pots as the laws of sharing need them: a method written in the language over claims that are given."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

from simulator.engine.entitle import entitle
from simulator.engine.pots import ProgrammePot, pots
from tests.engine.support import scenario_of, tables_of
from tests.reference.engine import typed_rows
from tests.reference.generator import METHODS, Case, population
from tests.reference.sharing import Claim
from tests.reference.writing import Money
from tests.rules.support import KEY, Row, case_of, firm

SETTINGS = METHODS
BARE = ("pro_rata", "water_fill", "equal", "in_full", "optimise")
IDS = ("F1", "F2", "F10", "甲", "a")


def written(word: str, random: Random) -> Any:
    """Return a method as it is written, settings at random."""
    if word in PARTIAL:
        return {"optimise": PARTIAL[word]}
    return SETTINGS[word](random, KEY) if word in SETTINGS else word


PARTIAL = {
    "partial": {"awards": "partial"},
    "partial from a share": {"awards": "partial", "at_least": "50%"},
    "partial from a third": {"awards": "partial", "at_least": "33%"},
    "partial from a sum": {"awards": "partial", "at_least": "3分"},
}
"""Ways to write an optimised pot of partial awards, by a name of their own."""


def pot_of(
    method: Any,
    rows: Sequence[Row],
    most: int | None = None,
    counts_from: str = "100%",
    per_award: str = "1",
) -> ProgrammePot:
    """Return the pot of one programme that owes everyone the rent, in a class the plan divides.

    Without points per award nothing asks which of its awards count.
    """
    envelope = {} if most is None else {"envelope": {"at_most": Money(most)}}
    drawn = case_of(
        [{"fixed": "rent"}], rows, **envelope, points={"per_award": per_award, "counts_from": counts_from}
    )
    whole = dict(drawn.scenario, objective=[{"maximise": "spent"}])
    whole["spending"] = {"project": {"amount": Money(10**16), "when_short": "optimise"}}
    whole["programmes"] = {"p": {**whole["programmes"]["p"], "when_short": method}}
    scenario = scenario_of(Case(whole, drawn.applicants))
    (found,) = pots(scenario, entitle(tables_of(scenario, drawn), scenario))
    return found


def claims_of(rows: Sequence[Row]) -> list[Claim]:
    """Return the same claims as the reference holds them."""
    typed = typed_rows(population("firms"), rows)
    return [Claim(row[KEY], int(row["rent"]), row) for row in typed]


@st.composite
def claimants(draw: st.DrawFn, most: int = 5, fen: int = 9) -> list[Row]:
    """Draw up to `most` applicants with claims of up to `fen` fen, in no order."""
    ids = draw(st.lists(st.sampled_from(IDS), max_size=most, unique=True))
    return [
        firm(
            name,
            rent=draw(st.integers(0, fen)),
            grant=draw(st.integers(0, 3)),
            heads=draw(st.integers(0, 3)),
            load=draw(st.sampled_from(["0", "1.5", "2"])),
            score=draw(st.sampled_from(["3", "7.5", "8"])),
            applied_on=f"2014-03-0{draw(st.integers(1, 4))}",
            kind=draw(st.sampled_from(["甲", "乙"])),
            strategic=draw(st.sampled_from(["yes", "no"])),
        )
        for name in ids
    ]


def share(text: str) -> Fraction:
    """Return a percentage as a fraction."""
    return Fraction(text.rstrip("%")) / 100
