"""Steps whose amount goes by levels of a base: slabs (全额分档), full steps (每满), a line (递减)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from simulator.algebra import NOBODY, NOTHING, Number, Truth, constant
from simulator.expression import Expression
from simulator.model import kinds
from simulator.model.step import Detail, Edge, Fact, Sheet, Step, Worth
from simulator.rules.combine import marked

WHOLE = constant(1)


# ── slabs ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Slab:
    """One level: it begins `at_least` at its bound or with `more_than` it, and has no end of its own.

    Whoever stands in it is paid a `rate` of the whole base, or an `amount`.
    """

    at_least: Annotated[Edge | None, kinds.Edge()] = None
    more_than: Annotated[Edge | None, kinds.Edge()] = None
    rate: Annotated[Worth | None, kinds.Amount("share")] = None
    amount: Annotated[Worth | None, kinds.Amount("wanted")] = None

    def reached(self, of: Worth, sheet: Sheet) -> Truth:
        """Return the rows whose base reaches this level."""
        base = sheet.worth(of)
        if self.at_least is not None:
            return base.at_least(sheet.measured(self.at_least, of))
        return base.above(NOTHING if self.more_than is None else sheet.measured(self.more_than, of))

    def due(self, base: Number, sheet: Sheet) -> Number:
        """Return what a row of this level is paid, in exact fen."""
        if self.rate is not None:
            return base * sheet.worth(self.rate, "share")
        return NOTHING if self.amount is None else sheet.worth(self.amount, sheet.wanted)

    def told(self, of: Worth, truth: Truth, sheet: Sheet) -> Detail:
        """Return the line that names this level's bound and what it is paid, told where a truth holds."""
        bound = "from" if self.at_least is not None else "above"
        edge = self.more_than if self.at_least is None else self.at_least
        level = NOTHING if edge is None else sheet.measured(edge, of)
        facts = (marked(truth), Fact("bound", level, kind_of(of, sheet)))
        if self.rate is not None:
            rate = Fact("rate", sheet.worth(self.rate, "share"), "share")
            return Detail(f"explain_slab_{bound}_rate", (*facts, rate))
        return Detail(f"explain_slab_{bound}", (*facts, Fact("amount", self.due(NOTHING, sheet))))


@dataclass(frozen=True, slots=True)
class Slabs(Step):
    """Pay by the last level that the base reaches: that level's rate of the whole base, or its amount.

    Levels of 2万 from 2000万 of output, 5万 from 5000万 and 10万 from 1亿 pay 2万 for 2500万 and nothing
    below 2000万. Unlike brackets the amount jumps at every edge.
    """

    word: ClassVar[str] = "slabs"
    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("any")]
    bands: Annotated[tuple[Slab, ...], kinds.ListOf(kinds.Record(Slab))]
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus that of the level reached, in exact fen, one row an applicant."""
        return so_far + self.due(sheet).where(sheet.holds(self.when), NOTHING)

    def due(self, sheet: Sheet) -> Number:
        """Return what the level of each row is paid."""
        due = NOTHING
        for slab in self.bands:
            due = slab.due(sheet.worth(self.of), sheet).where(slab.reached(self.of, sheet), due)
        return due

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the base and what its level is paid."""
        return (base_fact(self.of, sheet), Fact("amount", self.due(sheet)))

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return which level decides: the last one that is reached."""
        told, later = list[Detail](), NOBODY
        for slab in reversed(self.bands):
            reached = slab.reached(self.of, sheet)
            told.append(slab.told(self.of, reached & ~later, sheet))
            later = later | reached
        return tuple(told)


# ── full steps ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PerFull(Step):
    """Pay so much for each full step of a base, counted from `above`; a step that is begun counts nothing."""

    word: ClassVar[str] = "per_full"
    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("any")]
    each: Annotated[Edge, kinds.Edge()]
    amount: Annotated[Worth, kinds.Amount("wanted")]
    above: Annotated[Edge | None, kinds.Edge()] = None
    at_most: Annotated[int | None, kinds.Count()] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus full steps × amount, in exact fen, one row an applicant."""
        due = self.steps(sheet) * sheet.worth(self.amount, sheet.wanted)
        return so_far + due.where(sheet.holds(self.when), NOTHING)

    def steps(self, sheet: Sheet) -> Number:
        """Return how many full steps are paid for; none where the step is nothing."""
        return self.full(sheet).at_most(None if self.at_most is None else constant(self.at_most))

    def full(self, sheet: Sheet) -> Number:
        """Return how many full steps there are, paid for or not."""
        beyond = (sheet.worth(self.of) - self.start(sheet)).positive()
        return beyond.divided_by(sheet.measured(self.each, self.of).positive()).rounded("down")

    def start(self, sheet: Sheet) -> Number:
        """Return from where steps are counted."""
        return NOTHING if self.above is None else sheet.measured(self.above, self.of)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the base, the step, the full steps and what each is paid."""
        return (
            base_fact(self.of, sheet),
            Fact("each", sheet.measured(self.each, self.of), kind_of(self.of, sheet)),
            Fact("steps", self.steps(sheet), "number"),
            Fact("amount", sheet.worth(self.amount, sheet.wanted)),
        )

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return from where steps are counted, and how many are too many."""
        start = Fact("start", self.start(sheet), kind_of(self.of, sheet))
        beyond = Fact("beyond", self.full(sheet) - self.steps(sheet), "number")
        return (Detail("explain_counted_from", (start,)), Detail("explain_uncounted", (beyond,)))


# ── a straight decline ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Taper(Step):
    """Pay `start` up to `from`, `end` from `to` on, and between them what lies on the straight line.

    A limit of 600 that runs out between 1500 and 7500 of capital is 420 at a capital of 3300.
    """

    word: ClassVar[str] = "taper"
    makes: ClassVar[bool] = True
    of: Annotated[Expression | tuple[Step, ...], kinds.Base("any")]
    from_: Annotated[Edge, kinds.Edge()]
    to: Annotated[Edge, kinds.Edge()]
    start: Annotated[Worth, kinds.Amount("wanted")]
    end: Annotated[Worth | None, kinds.Amount("wanted")] = None
    when: Annotated[Expression | None, kinds.Formula("yes_no")] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus that on the line, in exact fen, one row an applicant."""
        return so_far + self.due(sheet).where(sheet.holds(self.when), NOTHING)

    def due(self, sheet: Sheet) -> Number:
        """Return what the line gives each row."""
        start = sheet.worth(self.start, sheet.wanted)
        end = NOTHING if self.end is None else sheet.worth(self.end, sheet.wanted)
        return start + (end - start) * self.way(sheet)

    def way(self, sheet: Sheet) -> Number:
        """Return how far along the line each row is, from 0 to 1; without a line it is 0 or 1."""
        first, last = sheet.measured(self.from_, self.of), sheet.measured(self.to, self.of)
        beyond, length = (sheet.worth(self.of) - first).positive(), (last - first).positive()
        return beyond.divided_by(length, when_zero=1).at_most(WHOLE).where(beyond.above(NOTHING), NOTHING)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the base, the ends of the line and what it gives at the base."""
        kind = kind_of(self.of, sheet)
        end = NOTHING if self.end is None else sheet.worth(self.end, sheet.wanted)
        return (
            base_fact(self.of, sheet),
            Fact("first", sheet.measured(self.from_, self.of), kind),
            Fact("last", sheet.measured(self.to, self.of), kind),
            Fact("start", sheet.worth(self.start, sheet.wanted)),
            Fact("end", end),
            Fact("amount", self.due(sheet)),
        )


def base_fact(of: Worth, sheet: Sheet) -> Fact:
    """Return the base of a step that takes one of any kind."""
    return Fact("base", sheet.worth(of), kind_of(of, sheet))


def kind_of(of: Worth, sheet: Sheet) -> str:
    """Return how a base of any kind, and an edge of it, is shown."""
    return "money" if sheet.is_money(of) else "number"
