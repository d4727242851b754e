"""How the plan's columns become money, for the certificate: totals, single awards, pro-rata pots."""

import numpy as np

from simulator.engine.formulate import Formulation
from simulator.engine.pots import ProgrammePot
from simulator.methods.pro_rata import ProRata
from simulator.model.awards import defended
from simulator.optimise import LinearForm, Payouts
from simulator.optimise.terms import Terms


def payouts(formulation: Formulation, potted: tuple[ProgrammePot, ...]) -> Payouts:
    """Return the forms that tie awards.csv to the plan: one total a programme, one form a single award.

    A pro-rata pot ties its awards by its size instead: each is its exact share rounded down or up.
    """
    totals = {defended(pot.programme.id): _total(pot, formulation.terms[pot.programme.id]) for pot in potted}
    awards: dict[str, LinearForm] = {}
    for pot in potted:
        awards.update(_single_awards(pot, formulation.terms[pot.programme.id]))
    pro_rata = {
        defended(pot.programme.id): totals[defended(pot.programme.id)]
        for pot in potted
        if isinstance(pot.method, ProRata) and not pot.programme.is_line
    }
    return Payouts(totals, awards, pro_rata)


def _total(pot: ProgrammePot, terms: Terms) -> LinearForm:
    return terms.award(np.ones(pot.pot.claims.size, dtype=np.bool_)).whole(1)


def _single_awards(pot: ProgrammePot, terms: Terms) -> dict[str, LinearForm]:
    if any(term.over != 1 for term in terms.awards) or isinstance(pot.method, ProRata):
        return {}
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
