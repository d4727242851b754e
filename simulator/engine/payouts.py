"""How the plan's columns become money, for the certificate: totals, single awards, pro-rata pots."""

from dataclasses import replace

import numpy as np

from simulator.engine.formulate import Formulation
from simulator.engine.pots import ProgrammePot
from simulator.methods import Sharing
from simulator.methods.pro_rata import ProRata
from simulator.methods.water_fill import WaterFill
from simulator.model.awards import defended
from simulator.optimise import LinearForm, Payouts
from simulator.optimise.terms import Terms


def payouts(formulation: Formulation, potted: tuple[ProgrammePot, ...]) -> Payouts:
    """Return the forms that tie awards.csv to the plan: one total a programme, one form a single award.

    A pro-rata pot ties its awards by its size instead: each is its exact share rounded down or up. So does a
    pot filled to a level, which no award passes while another is not full. What is decided beforehand is no
    part of that: such an award has a form of its own, whatever the method.
    """
    totals = {defended(pot.programme.id): _total(pot, formulation.terms[pot.programme.id]) for pot in potted}
    awards: dict[str, LinearForm] = {}
    for pot in potted:
        awards.update(_single_awards(pot, formulation.terms[pot.programme.id]))
    left = {
        name: replace(total, constant=total.constant - pot.decided_fen)
        for pot, (name, total) in zip(potted, totals.items(), strict=True)
    }
    divided = tuple(pot for pot in potted if _is_divided(formulation.terms[pot.programme.id]))
    return Payouts(totals, awards, _of(ProRata, potted, left), _of(WaterFill, divided, left))


def _of(
    method: type[Sharing], potted: tuple[ProgrammePot, ...], left: dict[str, LinearForm]
) -> dict[str, LinearForm]:
    names = (
        defended(pot.programme.id)
        for pot in potted
        if isinstance(pot.method, method) and not pot.programme.is_line
    )
    return {name: left[name] for name in names}


def _total(pot: ProgrammePot, terms: Terms) -> LinearForm:
    return terms.award(np.ones(pot.pot.claims.size, dtype=np.bool_)).whole(1)


def _single_awards(pot: ProgrammePot, terms: Terms) -> dict[str, LinearForm]:
    if _is_divided(terms) or isinstance(pot.method, ProRata):
        return _decided_awards(pot)
    columns: list[dict[int, int]] = [{} for _ in pot.pot.ids]
    for term in terms.awards:
        entries = zip(term.columns.tolist(), term.members.tolist(), term.weights.tolist(), strict=True)
        for column, member, weight in entries:
            columns[member][column] = weight
    name, base = defended(pot.programme.id), terms.base.tolist()
    return {
        f"{name}/{defended(applicant)}": LinearForm(
            tuple(sorted(own)), tuple(own[c] for c in sorted(own)), due
        )
        for applicant, own, due in zip(pot.pot.ids, columns, base, strict=True)
    }


def _is_divided(terms: Terms) -> bool:
    """Tell whether a column is shared among members, whose awards then have no whole form of their own."""
    return any(term.over != 1 for term in terms.awards)


def _decided_awards(pot: ProgrammePot) -> dict[str, LinearForm]:
    name, records = defended(pot.programme.id), () if pot.decided is None else pot.decided.records
    return {f"{name}/{defended(each.applicant)}": LinearForm((), (), each.award_fen) for each in records}
