"""What a run found: claims, allocation, limits, goals, expectations. Frozen values, money in whole fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from simulator.exact import Exact, Flags
from simulator.model.accounts import NO_ACCOUNTS, Accounts
from simulator.model.decisions import DecidedAward
from simulator.model.funding import Draw
from simulator.model.later import Later
from simulator.model.price import Price
from simulator.model.scenario import Expectation, Fit, Scenario
from simulator.model.table import Table
from simulator.model.validity import Outdated, outdated
from simulator.money import Fen, IntColumn
from simulator.problems import NOWHERE, Place, Problem


@dataclass(frozen=True, slots=True, eq=False)
class StepTrace:
    """One step of a programme's rule over its population: its path, its word, and the exact amount after it.

    `limbs` holds the traces inside `sum`, `highest` and `lowest`, by branch name.
    """

    path: str
    word: str
    after: Exact
    limbs: tuple[tuple[str, tuple["StepTrace", ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class KernelUse:
    """How one stretch of a rule was computed.

    `name` is the kernel; `unit` the fen one whole number stood for; `largest` the proved bound on every whole
    number on the way.
    """

    name: str
    unit: Fraction
    largest: int


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammeClaims:
    """Who is owed what under one programme, one row an applicant sorted by id.

    `entitlement` is whole fen, zero where not eligible; `conditions` holds each named condition's flags.
    `settled` holds the whole fen after each step that looks across applicants; `kernels` how each stretch
    between them was computed. The trace of every step and the side figures are worked out when asked for.
    """

    programme: str
    ids: tuple[str, ...]
    eligible: Flags
    conditions: tuple[tuple[str, Flags], ...]
    entitlement: IntColumn
    traced: Later[tuple[StepTrace, ...]]
    sided: Later[Mapping[str, IntColumn]]
    settled: tuple[IntColumn, ...] = ()
    kernels: tuple[KernelUse, ...] = ()

    @property
    def steps(self) -> tuple[StepTrace, ...]:
        """Return every step with the exact amount after it."""
        return self.traced.get()

    @property
    def parts(self) -> Mapping[str, IntColumn]:
        """Return what the rule settles beside the award, whole fen by name: payers, liabilities."""
        return self.sided.get()

    @property
    def entitlement_fen(self) -> Fen:
        """Return the sum of all entitlements, in fen."""
        return sum(self.entitlement.tolist())


@dataclass(frozen=True, slots=True, eq=False)
class ClauseCut:
    """What one clause over several programmes did to one of them: each applicant's fen before and after."""

    clause: str
    programme: str
    before: IntColumn
    after: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """The claims of every programme with applicants, sorted by programme id, and their tables.

    `cuts` holds what clauses over several programmes took away, in the order they were applied; `decisions`
    the awards that are settled beforehand, sorted by programme and applicant.
    """

    programmes: tuple[ProgrammeClaims, ...]
    tables: Mapping[str, Table]
    cuts: tuple[ClauseCut, ...] = ()
    decisions: tuple[DecidedAward, ...] = ()

    def of(self, programme: str) -> ProgrammeClaims:
        """Return the claims of one programme; raises KeyError."""
        for each in self.programmes:
            if each.programme == programme:
                return each
        raise KeyError(programme)


@dataclass(frozen=True, slots=True)
class ResponseOutcome:
    """What a programme's money is worth by its response: its points, and how they were reckoned.

    A formula is reckoned by `pieces` straight lines that lie below it by no more than `error`.
    """

    worth: Fraction
    error: Fraction
    pieces: int


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammeAllocation:
    """What one programme gets. A plain line has no applicants and empty columns.

    `counted` is the number of awards that count (paid `counts_from` of their entitlement);
    `points` its exact points; `envelope` the least and the most it might hold (None: no upper limit);
    `decided` its awards that were settled beforehand, sorted by applicant.
    """

    programme: str
    title: str
    spending: str
    is_line: bool
    method: str
    ids: tuple[str, ...]
    entitlement: IntColumn
    award: IntColumn
    eligible: int
    counted: int
    entitlement_fen: Fen
    award_fen: Fen
    points: Fraction
    at_least: Fen
    at_most: Fen | None
    response: ResponseOutcome | None = None
    decided: tuple[DecidedAward, ...] = ()

    @property
    def awards(self) -> int:
        """Return how many applicants get money; a plain line has none."""
        return 0 if self.is_line else int((self.award > 0).sum())

    @property
    def short_fen(self) -> Fen:
        """Return what was asked and is not given, in fen."""
        return self.entitlement_fen - self.award_fen


@dataclass(frozen=True, slots=True)
class SpendingUse:
    """One class of spending: appropriated, used, unspent, in fen."""

    spending: str
    title: str
    amount_fen: Fen
    used_fen: Fen

    @property
    def unspent_fen(self) -> Fen:
        """Return what is left of the appropriation, in fen."""
        return self.amount_fen - self.used_fen


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One source: its amount, and how much of it is used.

    Sources are drawn by the order of ids, unless something says which source pays whom.
    """

    source: str
    title: str
    amount_fen: Fen
    used_fen: Fen


@dataclass(frozen=True, slots=True, eq=False)
class Allocation:
    """How the money is split: programmes sorted by id, classes and sources in the order written.

    `draws` says what each payer takes from which source, by id; it is empty where all money is one.
    """

    sources: tuple[SourceUse, ...]
    spending: tuple[SpendingUse, ...]
    programmes: tuple[ProgrammeAllocation, ...]
    draws: tuple[Draw, ...] = ()

    @property
    def unallocated_fen(self) -> Fen:
        """Return the money of the sources that no class was given, in fen."""
        return sum(s.amount_fen for s in self.sources) - sum(s.amount_fen for s in self.spending)

    def of(self, programme: str) -> ProgrammeAllocation:
        """Return the allocation of one programme; raises KeyError."""
        for each in self.programmes:
            if each.programme == programme:
                return each
        raise KeyError(programme)

    def draw(self, section: str, payer: str) -> Draw | None:
        """Return what a programme or a class without programmes draws; None where all money is one."""
        return next((each for each in self.draws if (each.section, each.payer) == (section, payer)), None)


@dataclass(frozen=True, slots=True)
class LimitOutcome:
    """One limit (of one group, if it is repeated), or one envelope or appropriation, as it came out.

    `value` is the measure or ratio reached (None when a ratio divides by zero); `bound` the nearest bound;
    `kind` says what both are in: money (fen), count, ratio, points. `slack` is the distance to the bound in
    the limit's own top unit (fen for money), negative when missed; `slack_kind` says what that is in.
    `multiple` says that a ratio is written as a multiple, 20x and not 2000%.
    `price` is what more room in it is worth, or None when that was not asked. `others` counts the groups of
    the limit that hold with more room than this one and are not listed: of very many the tightest are.
    """

    name: str
    title: str
    group: str
    hard: bool
    kind: str
    value: Fraction | None
    relation: str
    bound: Fraction
    slack: Fraction
    binding: bool
    met: bool
    price: Price | None = None
    place: Place = NOWHERE
    others: int = 0
    multiple: bool = False
    unit: str = ""

    @property
    def told_as(self) -> str:
        """Return how value and bound are told: as their kind, or as a multiple."""
        return "multiple" if self.multiple and self.kind == "ratio" else self.kind

    @property
    def slack_kind(self) -> str:
        """Return what the slack is in: money, count, or as the value is told."""
        return self.unit or ("money" if self.kind == "ratio" else self.kind)


@dataclass(frozen=True, slots=True)
class GoalTerm:
    """One aim of several weighed together: its value in its own unit, and what it adds to their sum.

    `per` is the money (fen) that earns the weight once, None for what is not money; `over` as of a goal.
    """

    word: str
    subject: str
    kind: str
    value: Fraction
    weight: Fraction
    per: Fen | None
    contribution: Fraction
    over: str = ""


@dataclass(frozen=True, slots=True)
class GoalOutcome:
    """One goal: its word and subject as written, the value reached, the bound proved on any plan, both exact.

    `kind` is what both are in: money (fen), points, count or ratio. For `keep` the value is how far the
    subject is missed. `tolerance` is what a fen (or one choice) is worth to it: a smaller gap counts as none.
    The contributions of the `terms` of a weighed goal add up to its value exactly. `error` is the most by
    which straight pieces in place of response curves may understate it; `over` says what a fairness compares,
    or which column a change is held against.
    """

    word: str
    subject: str
    kind: str
    value: Fraction
    bound: Fraction | None
    tolerance: Fraction = Fraction(0)
    terms: tuple[GoalTerm, ...] = ()
    error: Fraction = Fraction(0)
    over: str = ""

    @property
    def proved(self) -> bool:
        """Return whether no plan is better by as much as a fen is worth."""
        return self.gap is not None and (not self.gap or self.gap < self.tolerance)

    @property
    def name(self) -> str:
        """Return the goal as it is written."""
        return f"{self.word} {self.subject}"

    @property
    def gap(self) -> Fraction | None:
        """Return how far the proof leaves the value from the bound, or None without a bound."""
        return None if self.bound is None else abs(self.bound - self.value)


@dataclass(frozen=True, slots=True)
class ExpectationOutcome:
    """One published figure beside the one this run gives; `moved` says an overlay is why they differ."""

    expectation: Expectation
    found: Fraction | None
    met: bool
    moved: bool


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """One run: everything it found, ready to be told, drawn, written and audited.

    `values` are the whole column values of the plan, in the numbering of the problem it answers.
    `reproducible` is False when the clock ended a solver on the way: another run may find another plan.
    `accounts` are the year's ledgers, funds, targets and tables.
    """

    scenario: Scenario
    status: str
    claims: Claims
    allocation: Allocation
    limits: tuple[LimitOutcome, ...]
    goals: tuple[GoalOutcome, ...]
    expectations: tuple[ExpectationOutcome, ...]
    certificate: Mapping[str, Any]
    digest: str
    seed: int = 0
    solver: str = "highs"
    warnings: tuple[Problem, ...] = ()
    values: tuple[int, ...] = ()
    reproducible: bool = True
    accounts: Accounts = NO_ACCOUNTS

    @property
    def gap(self) -> Fraction | None:
        """Return the gap of the first goal not closed by its proof (0: all are), or None without a bound."""
        gaps = [goal.gap for goal in self.goals]
        return None if None in gaps else next((gap for gap in gaps if gap), Fraction(0))

    @property
    def outdated(self) -> tuple[Outdated, ...]:
        """Return the figures and programmes used although they are not in force; every output names them."""
        return outdated(self.scenario)

    @property
    def synthetic(self) -> bool:
        """Return whether any applicant is invented."""
        return any(table.synthetic for table in self.claims.tables.values())

    @property
    def fitted(self) -> tuple[Fit, ...]:
        """Return what invented populations are fitted to, in the order written; all outputs say so."""
        drawn = (each.synthetic for each in self.scenario.populations if each.id in self.claims.tables)
        return tuple(each.fit for each in drawn if each is not None and each.fit is not None)
