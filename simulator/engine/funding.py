"""Which source pays whom: rows that keep a plan payable, and who draws what once it is made.

Before the plan every payer's money flows from its sources in columns of whole fen, so that no plan asks more
of a source than it holds. Once it is made the drawing is settled by the declared order: payers by id, each
takes from its first source as much as leaves all the others payable, then from its next.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from simulator.engine.rows import add_form
from simulator.engine.selection import Plan
from simulator.model.funding import Draw
from simulator.model.payers import is_earmarked, is_paid_by_fund, sources_of
from simulator.model.result import ProgrammeAllocation, SpendingUse
from simulator.model.scenario import Scenario
from simulator.money import Fen, total
from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.terms import Form
from simulator.problems import ExactnessError

MOST_COMBINED = 10


@dataclass(frozen=True, slots=True)
class PayerSources:
    """A payer (a programme, or a class of spending without any) and its sources, the first used first.

    `spending` is the class whose money it spends.
    """

    section: str
    id: str
    spending: str
    sources: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return the path of what says who pays it."""
        return f"{self.section}.{self.id}.paid_from"


def payers_of(scenario: Scenario, programmes: Sequence[str]) -> tuple[PayerSources, ...]:
    """Return everyone who draws on a source, by id: the programmes named, and the classes without any.

    A programme that a fund pays draws on no source.
    """
    found = [
        PayerSources("programmes", each.id, each.spending or "", sources_of(scenario, each))
        for each in scenario.programmes
        if each.id in programmes and not is_paid_by_fund(scenario, each)
    ]
    spenders = [each.spending for each in found]
    found += [
        PayerSources("spending", each.id, each.id, sources_of(scenario, each))
        for each in scenario.spending
        if each.id not in spenders
    ]
    return tuple(sorted(found, key=lambda each: (each.id, each.section)))


# ── before the plan ────────────────────────────────────────────────────────────────────────────────


def add_funding(builder: ProblemBuilder, plan: Plan) -> None:
    """Add the flow of money from every source to every payer, unless any plan could be paid anyhow."""
    if not is_earmarked(plan.scenario):
        return
    payers = payers_of(plan.scenario, [pot.programme.id for pot in plan.pots])
    needs = {each.path: _need(plan, each) for each in payers}
    most = {each.path: _most(plan, each) for each in payers}
    if _always_payable(plan.scenario, payers, most):
        return
    held = {each.id: each.amount for each in plan.scenario.sources}
    drawn: dict[str, list[int]] = {}
    for payer in payers:
        names = [f"{source} → {payer.path}" for source in payer.sources]
        # what a source holds is its own row's to say: as a bound it could not be blamed
        columns = builder.add_columns(names, 0, most[payer.path], Kind.AMOUNT)
        flow = Form.of(dict.fromkeys(columns, Fraction(1)))
        paid = flow + needs[payer.path].times(-1)
        add_form(builder, payer.path, paid, paid.scale(), 0, 0, payer.path)
        for source, column in zip(payer.sources, columns, strict=True):
            drawn.setdefault(source, []).append(column)
    for source in sorted(drawn):
        path = f"sources.{source}.amount"
        builder.add_row(path, drawn[source], [1] * len(drawn[source]), None, held[source], path)


def _need(plan: Plan, payer: PayerSources) -> Form:
    if payer.section == "spending":
        return Form(constant=Fraction(plan.scenario.spending_class(payer.id).amount))
    pots = {pot.programme.id: pot for pot in plan.pots}
    return plan.terms[payer.id].award(pots[payer.id].pot.claims >= 0)


def _most(plan: Plan, payer: PayerSources) -> Fen:
    if payer.section == "spending":
        return plan.scenario.spending_class(payer.id).amount
    pot = next(each for each in plan.pots if each.programme.id == payer.id)
    return pot.decided_fen + min(pot.pot.at_most, total(pot.pot.claims))


def _always_payable(scenario: Scenario, payers: Sequence[PayerSources], most: Mapping[str, Fen]) -> bool:
    """Return whether every plan within the appropriations can be paid, so that no row is needed.

    By Hall's theorem that is so when no set of sources is too small for those who have no other; with many
    sources the sets are not gone through, and the rows are written.
    """
    if len(scenario.sources) > MOST_COMBINED:
        return False
    held = {each.id: each.amount for each in scenario.sources}
    subsets = (chosen for size in range(len(held) + 1) for chosen in combinations(sorted(held), size))
    return all(_at_most(scenario, payers, most, each) <= sum(held[one] for one in each) for each in subsets)


def _at_most(
    scenario: Scenario, payers: Sequence[PayerSources], most: Mapping[str, Fen], chosen: tuple[str, ...]
) -> Fen:
    """Return the most that those may spend who are paid from no other than the chosen sources."""
    bound = [each for each in payers if set(each.sources) <= set(chosen)]
    return sum(
        min(own.amount, sum(most[each.path] for each in bound if each.spending == own.id))
        for own in scenario.spending
    )


# ── once it is made ────────────────────────────────────────────────────────────────────────────────


def draws_of(
    scenario: Scenario, programmes: Sequence[ProgrammeAllocation], spending: Sequence[SpendingUse]
) -> tuple[Draw, ...]:
    """Return what every payer draws on each source, by id; () where nothing says who pays whom.

    Raises ExactnessError when it cannot be paid, which the plan's own rows forbid.
    """
    if not is_earmarked(scenario):
        return ()
    payers = payers_of(scenario, [each.programme for each in programmes])
    spent = {("programmes", each.programme): each.award_fen for each in programmes}
    spent.update({("spending", each.spending): each.used_fen for each in spending})
    needs = [spent[each.section, each.id] for each in payers]
    held = {each.id: each.amount for each in scenario.sources}
    found = drawn([each.sources for each in payers], needs, held)
    return tuple(
        Draw(payer.section, payer.id, tuple((name, own[name]) for name in payer.sources if own.get(name)))
        for payer, own in zip(payers, found, strict=True)
    )


def drawn(
    sources: Sequence[Sequence[str]], needs: Sequence[Fen], held: Mapping[str, Fen]
) -> list[dict[str, Fen]]:
    """Return what each payer draws on each of its sources: the first payer as much as can be on its first.

    Every payer is paid in full: one takes no fen of a source that a later one could not do without. Raises
    ExactnessError when the sources do not suffice.

    >>> drawn([("central", "city"), ("central",)], [70, 50], {"central": 100, "city": 40})
    [{'central': 50, 'city': 20}, {'central': 50}]
    """
    flow = _Flow(sources, dict(held))
    for payer, need in enumerate(needs):
        # first that everyone can be paid at all; who draws on what is settled in the second round
        if flow.pay(payer, need, range(payer)):
            raise ExactnessError(f"the sources do not pay {sum(needs)} fen as they may be used")
    for payer, need in enumerate(needs):
        # it draws anew on its own first source: those already settled stand, those to come make room
        flow.release(payer)
        flow.pay(payer, need, range(payer + 1, len(needs)))
    return [dict(each) for each in flow.paid]


@dataclass(slots=True)
class _Flow:
    """Money on its way: what is left in each source, and what each payer has drawn so far."""

    sources: Sequence[Sequence[str]]
    left: dict[str, Fen]
    paid: list[dict[str, Fen]] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing drawn."""
        self.paid = [{} for _ in self.sources]

    def pay(self, payer: int, need: Fen, movable: Sequence[int]) -> Fen:
        """Draw on the payer's sources in turn, others moving to make room; return the fen not paid."""
        for source in self.sources[payer]:
            while need and (way := self._way(source, movable)):
                need -= self._draw(payer, source, need, way)
        return need

    def release(self, payer: int) -> None:
        """Give back all that a payer has drawn."""
        for source, fen in self.paid[payer].items():
            self.left[source] += fen
        self.paid[payer] = {}

    def _way(self, start: str, movable: Sequence[int]) -> list[tuple[int, str, str]] | None:
        """Return the moves (payer, from, to) that make room in a source, [] for none; None: there is none.

        Of several ways the shortest, and of those the first in the order of payers and of their sources.
        """
        came: dict[str, tuple[int, str] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            if self.left[here]:
                return self._traced(came, here)
            for payer, other in self._moves(here, movable):
                if other not in came:
                    came[other] = (payer, here)
                    waiting.append(other)
        return None

    def _moves(self, source: str, movable: Sequence[int]) -> Iterator[tuple[int, str]]:
        for payer in movable:
            if self.paid[payer].get(source):
                yield from ((payer, other) for other in self.sources[payer] if other != source)

    def _traced(self, came: Mapping[str, tuple[int, str] | None], end: str) -> list[tuple[int, str, str]]:
        moves, here = [], end
        while (step := came[here]) is not None:
            payer, before = step
            moves.append((payer, before, here))
            here = before
        return [(-1, end, end), *moves]

    def _draw(self, payer: int, source: str, need: Fen, way: list[tuple[int, str, str]]) -> Fen:
        """Move the others out of the way and draw as much as that allows; return how much."""
        (_, end, _), *moves = way
        fen = min(need, self.left[end], *(self.paid[each][before] for each, before, _ in moves))
        for each, before, after in moves:
            self.paid[each][before] -= fen
            self.paid[each][after] = self.paid[each].get(after, 0) + fen
        self.left[end] -= fen
        self.paid[payer][source] = self.paid[payer].get(source, 0) + fen
        return fen
