"""An infeasible budget in the user's own words: the few clauses that clash, each at its place, with sums."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.constraints import sides_of
from simulator.engine.decided import named_decisions
from simulator.engine.decided_behind import decided_behind
from simulator.engine.formulate import Formulation
from simulator.engine.limit_rows import ratio_forms
from simulator.engine.written_bounds import written_sizes
from simulator.glossary import Word
from simulator.model.document import MappingNode, Node
from simulator.model.kinds import Quantity, written_name
from simulator.model.limits import Constraint
from simulator.model.payers import Payer, sources_of
from simulator.model.scenario import Programme, Scenario
from simulator.money import exact_money, percent, plain, up
from simulator.optimise import Clause, Infeasible, Payouts, Repair, build_certificate
from simulator.optimise.sums import Addition, Part, Reach, sums
from simulator.problems import NOWHERE, InfeasibleError, Place, Problem, problem


def infeasible_error(
    scenario: Scenario, formulation: Formulation, answer: Infeasible, digest: str
) -> InfeasibleError:
    """Return the error that names the clashing clauses, with the proof that they clash."""
    certificate = build_certificate(formulation.problem, answer, Payouts(), "", digest)
    clauses = [_clause(scenario, formulation, each) for each in answer.conflict]
    repairs = [
        _repair(scenario, formulation, each)
        for each in answer.repairs
        if each.offered and not _is_contract(scenario, each)
    ]
    summary = problem(NOWHERE, "R601", count=len(clauses))
    told = (
        summary,
        *clauses,
        *_decided(formulation, answer),
        *_sums(scenario, formulation, answer),
        *repairs,
        *_relaxed(scenario, formulation, answer),
    )
    return InfeasibleError(told, certificate)


def place_of(scenario: Scenario, path: str) -> Place:
    """Return the place of the deepest part of a path that is written in the scenario's document.

    A limit stands where its bound is written, since that is what an overlay or a setting changes.
    """
    node: Node | None = scenario.document.root if scenario.document else None
    place = node.place if node else NOWHERE
    for key in path.split("."):
        node = node.get(key) if isinstance(node, MappingNode) else None
        if node is None:
            return place
        place = node.place
    bound = _bound(node) if path.startswith("constraints.") else None
    return place if bound is None else bound.place


def _bound(limit: Node | None) -> Node | None:
    names = (written_name(name) for name in Constraint.BOUNDS)
    found = (limit.get(name) for name in names) if isinstance(limit, MappingNode) else ()
    return next((each for each in found if each is not None), None)


def _clause(scenario: Scenario, formulation: Formulation, clause: Clause) -> Problem:
    if clause.place.endswith(".paid_from"):
        return _payer(scenario, clause)
    if _is_between_awards(scenario, clause):
        return problem(place_of(scenario, clause.place), "R625", (), clause=named_clause(clause))
    index = formulation.problem.row_names.index(clause.name)
    lower, upper = formulation.problem.row_lower[index], formulation.problem.row_upper[index]
    bound, side = (lower, _AT_LEAST) if lower is not None else (upper, _AT_MOST)
    written = _written(scenario, formulation, clause, side)
    amount = written or _amount(formulation, clause.name, abs(bound or 0))
    place = place_of(scenario, clause.place)
    return problem(place, "R602", (), side=side, clause=named_clause(clause), amount=amount)


def _is_between_awards(scenario: Scenario, clause: Clause) -> bool:
    limit = _limit_at(scenario, clause.place)
    return limit is not None and limit.between_awards


def _limit_at(scenario: Scenario, place: str) -> Constraint | None:
    return next((each for each in scenario.constraints if place == f"constraints.{each.id}"), None)


def _payer(scenario: Scenario, clause: Clause) -> Problem:
    """Return the clause that a programme or a class is paid from its sources alone."""
    section, name, _ = clause.place.split(".")
    payer = scenario.programme(name) if section == "programmes" else scenario.spending_class(name)
    facts = {"clause": clause.place, "sources": ", ".join(sources_of(scenario, payer))}
    return problem(_payer_place(scenario, payer, clause), "R604", (), **facts)


def _payer_place(scenario: Scenario, payer: Payer, clause: Clause) -> Place:
    if payer.paid_from or not isinstance(payer, Programme) or payer.spending is None:
        return place_of(scenario, clause.place)
    if scenario.spending_class(payer.spending).paid_from:
        return place_of(scenario, f"spending.{payer.spending}.paid_from")
    return place_of(scenario, clause.place)


def _written(scenario: Scenario, formulation: Formulation, clause: Clause, side: Word) -> str:
    """Return a limit's bound as it is written; "" for what is no limit.

    The plan's own row holds what is left of the bound once all that is settled beforehand is taken off.
    """
    limit = _limit_at(scenario, clause.place)
    given = limit.bounds_given() if limit is not None else ()
    if limit is None or not given or given[0] == "about":
        return ""
    bounds: Quantity | tuple[Quantity, ...] = getattr(limit, given[0])
    bound = bounds[side is _AT_MOST] if isinstance(bounds, tuple) else bounds
    kind, _ = formulation.units.get(clause.name, ("money", 1))
    money = kind == "money" and limit.bottom is None
    return exact_money(int(bound.as_money())) if money else bound.text


def _repair(scenario: Scenario, formulation: Formulation, repair: Repair) -> Problem:
    if _pays_in_full(scenario, repair):
        # all or nothing: what is paid less when it gives way is all of it, which tells nobody what is missing
        return problem(place_of(scenario, repair.place), "R607", clause=repair.place)
    amount = _amount(formulation, repair.name, repair.amount)
    return problem(place_of(scenario, repair.place), "R603", clause=named_clause(repair), amount=amount)


def _pays_in_full(scenario: Scenario, repair: Repair) -> bool:
    programme = _short_of(scenario, repair)
    return programme is not None and (programme.when_short is None or programme.when_short.whole)


def _is_contract(scenario: Scenario, repair: Repair) -> bool:
    """Return whether a repair would leave a contract of an earlier year unpaid: nobody can choose that."""
    programme = _short_of(scenario, repair)
    return programme is not None and bool(programme.contracts_of)


def _short_of(scenario: Scenario, repair: Repair) -> Programme | None:
    """Return the programme whose way to share a short pot a repair would give up."""
    section, name, key = (*repair.place.split("."), "", "")[:3]
    return scenario.programme(name) if (section, key) == ("programmes", "when_short") else None


def named_clause(clause: Clause | Repair) -> str:
    """Return a clause as it is told: its path, and its group where it is repeated."""
    # a limit repeated by group says which group: its row's name without the sign and number at its end
    group = clause.name.removeprefix(clause.place).rpartition("]")[0]
    return f"{clause.place}{group}]" if group.startswith("[") else clause.place


def _decided(formulation: Formulation, answer: Infeasible) -> Iterator[Problem]:
    """Yield, for each clause, the awards decided beforehand that it counts, at the place of the largest."""
    for clause in {named_clause(each): each for each in answer.conflict}.values():
        found = decided_behind(formulation.plan, clause.place, _group(clause))
        if found:
            largest = max(found, key=lambda each: each.award_fen)
            yield problem(
                largest.place,
                "R648",
                (),
                clause=named_clause(clause),
                count=len(found),
                sum=exact_money(sum(each.award_fen for each in found)),
                awards=named_decisions(found),
            )


def _group(clause: Clause) -> str:
    """Return the group of a limit that a row is of; "" where the limit is not repeated."""
    return named_clause(clause).removeprefix(clause.place).removeprefix("[").removesuffix("]")


def _sums(scenario: Scenario, formulation: Formulation, answer: Infeasible) -> Iterator[Problem]:
    """Yield the sum that does not come out, where the clauses are parts of one; else how near ratios come."""
    rows = [formulation.problem.row_names.index(clause.name) for clause in answer.conflict]
    found = sums(formulation.problem, rows)
    if found.addition is not None:
        yield _added(formulation, found.addition)
        return
    for reach in found.reaches:
        limit = _limit_at(scenario, reach.place)
        if limit is not None and limit.bottom is not None:
            yield _ratio(scenario, formulation, limit, reach)


def _added(formulation: Formulation, addition: Addition) -> Problem:
    name = addition.total.name
    known = sum(part.amount for part in addition.parts) + addition.rest
    return problem(
        NOWHERE,
        "R605",
        parts=" + ".join(_named_part(formulation, part) for part in addition.parts),
        sum=_amount(formulation, name, known),
        side=_AT_MOST if addition.side == "upper" else _AT_LEAST,
        clause=named_clause(addition.total),
        bound=_amount(formulation, name, addition.bound),
        short=_amount(formulation, name, addition.short),
    )


def _ratio(scenario: Scenario, formulation: Formulation, limit: Constraint, reach: Reach) -> Problem:
    """Return what a ratio needs of its bottom and how near its top comes, beside the other clauses."""
    lower = reach.side == "lower"
    clause, place = Clause(reach.name, reach.place), place_of(scenario, reach.place)
    facts: dict[str, str | Word] = {
        "clause": named_clause(clause),
        "side": _AT_LEAST if lower else _AT_MOST,
        "share": _written(scenario, formulation, clause, _AT_LEAST if lower else _AT_MOST),
        "missed": _SHORT if lower else _OVER,
        "short": _amount(formulation, reach.name, reach.shortfall),
    }
    if reach.plan is None:
        return problem(place, "R647", (), **facts)
    forms = ratio_forms(formulation.plan, limit, _group(clause))
    top, bottom = (form.value(reach.plan) for form in forms)
    share = next(side.bound for side in sides_of(limit) if side.lower == lower)
    kind, _ = formulation.units[reach.name]
    facts |= {
        "bottom": _told(bottom, kind),
        "needed": _told(share * bottom, kind),
        "best": _AT_MOST if lower else _AT_LEAST,
        "reached": _told(top, kind),
    }
    return problem(place, "R646", (), **facts)


def _named_part(formulation: Formulation, part: Part) -> str:
    return f"{named_clause(Clause(part.name, part.place))} {_amount(formulation, part.name, part.amount)}"


def _relaxed(scenario: Scenario, formulation: Formulation, answer: Infeasible) -> Iterator[Problem]:
    """Yield the least that several clauses must give together, where no clause alone mends everything.

    What they give is added up as parts of their own bounds, since one counts awards and the other money.
    """
    if answer.repairs or not answer.relaxation:
        return
    sizes = written_sizes(scenario, formulation)
    parts = [Fraction(each.amount, sizes[each.name]) for each in answer.relaxation]
    gives = [
        f"{named_clause(each)} {_amount(formulation, each.name, each.amount)} ({percent(part)})"
        for each, part in zip(answer.relaxation, parts, strict=True)
    ]
    yield problem(
        place_of(scenario, answer.relaxation[0].place),
        "R606",
        count=len(gives),
        gives=", ".join(gives),
        total=percent(sum(parts, Fraction(0))),
        least=_LEAST if all(each.least for each in answer.relaxation) else _FOUND,
    )


def _amount(formulation: Formulation, name: str, amount: int) -> str:
    kind, units = formulation.units.get(name, ("money", 1))
    return _told(Fraction(amount, units), kind)


def _told(amount: Fraction, kind: str) -> str:
    return exact_money(up(amount)) if kind == "money" else plain(amount)


_AT_LEAST = Word("至少", "at least")
_AT_MOST = Word("至多", "at most")
_SHORT = Word("差", "short by")
_OVER = Word("超出", "over by")
_LEAST = Word("已证明最少", "proved to be the least")
_FOUND = Word("是找到的最少", "the least that was found")
