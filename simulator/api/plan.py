"""A finished plan: frames, explanations and charts of one result, and the seal under its money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from simulator import engine
from simulator.api import rows, year_rows
from simulator.api.written import written
from simulator.glossary import Language
from simulator.language.canonical import canonical_path
from simulator.model.horizon import Balance, Graded, YearTold
from simulator.model.result import Result
from simulator.money import exact_money, percent
from simulator.problems import FindingError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from simulator.frames import MoneyFrame


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart: its matplotlib Figure, its bytes in any format, and a picture of itself in a notebook."""

    figure: Figure

    def render(self, ending: str) -> bytes:
        """Return the chart as pdf, svg or png; raises FindingError R644 for another format."""
        from simulator.charts import FORMATS, render

        if ending not in FORMATS:
            raise FindingError("R644", ending=ending, known=", ".join(FORMATS))
        return render(self.figure, ending)

    def _repr_png_(self) -> bytes:
        return self.render("png")


@dataclass(frozen=True, slots=True)
class Plan:
    """A finished run: frames, explanations, charts; it shows its totals, its status and the seal."""

    result: Result
    name: str

    @property
    def programmes(self) -> MoneyFrame:
        """Return one row a programme, sorted by id; money in int64 fen."""
        return _frame(rows.programme_rows(self.result))

    @property
    def awards(self) -> MoneyFrame:
        """Return one row an applicant and programme, sorted; money in int64 fen.

        Where awards are decided beforehand, `decided` says how; it is empty for those that are shared out.
        """
        return _frame(rows.award_rows(self.result))

    @property
    def decisions(self) -> MoneyFrame:
        """Return one row an award that is decided beforehand, sorted; money in int64 fen."""
        return _frame(rows.decision_rows(self.result))

    @property
    def draws(self) -> MoneyFrame:
        """Return one row a payer and source it draws on, in the order of use; none where all money is one."""
        return _frame(rows.draw_rows(self.result))

    @property
    def tables(self) -> MoneyFrame:
        """Return one row a cell of the published tables, in fen and as printed; none where there are none."""
        return _frame(rows.table_rows(self.result))

    @property
    def limits(self) -> MoneyFrame:
        """Return one row a limit and group, with its bound, value and slack as exact texts."""
        return _frame(rows.limit_rows(self.result))

    @property
    def goals(self) -> MoneyFrame:
        """Return one row a goal in their order, and one below it for each weighed aim; values as exact texts.

        Money is in fen. `weight`, `per` and `adds` belong to the aims of a weighed goal.
        """
        return _frame(rows.goal_rows(self.result))

    @property
    def sources(self) -> MoneyFrame:
        """Return one row a source, in the order written; money in int64 fen."""
        return _frame(year_rows.source_rows(self.result))

    @property
    def spending(self) -> MoneyFrame:
        """Return one row a class of spending: appropriated, used, unspent."""
        return _frame(year_rows.spending_rows(self.result))

    @property
    def ledgers(self) -> MoneyFrame:
        """Return one row a line, group and quarter, cumulative but for `outlay_fen`; as cash.csv has them."""
        return _frame(year_rows.ledger_rows(self.result))

    @property
    def lines(self) -> MoneyFrame:
        """Return one row a line of the budget as the year ends, with what is bound for later years."""
        return _frame(year_rows.line_rows(self.result))

    @property
    def payments(self) -> MoneyFrame:
        """Return one row an instalment that the calendar asks for."""
        return _frame(year_rows.payment_rows(self.result))

    @property
    def adjustments(self) -> MoneyFrame:
        """Return one row an adjustment of the year and line it changes."""
        return _frame(year_rows.adjustment_rows(self.result))

    @property
    def lots(self) -> MoneyFrame:
        """Return one row a lot of earlier years' money: spent, lapsed, left."""
        return _frame(year_rows.lot_rows(self.result))

    @property
    def balance(self) -> MoneyFrame:
        """Return the year's balance in one row: opening + revenue = spent + lapsed + closing."""
        return _frame(year_rows.balance_rows(self.result))

    @property
    def pace(self) -> MoneyFrame:
        """Return one row a quarter's end and gate: the norm, what is reached, the gap, as exact texts."""
        return _frame(year_rows.pace_rows(self.result))

    @property
    def funds(self) -> MoneyFrame:
        """Return one row a fund and quarter: opening + in + recovered - out = closing."""
        return _frame(year_rows.fund_rows(self.result))

    @property
    def targets(self) -> MoneyFrame:
        """Return one row a target, in the order written; values as exact texts."""
        return _frame(year_rows.target_rows(self.result))

    @property
    def figures(self) -> MoneyFrame:
        """Return one row a figure of the year by its path, as `expect` and `explain` name it."""
        return _frame(year_rows.figure_rows(self.result))

    def explain(self, path: str) -> engine.Explanation:
        """Return the derivation of an award, a programme, a limit, a total, or of a value as it was written.

        Raises FindingError R641 when the path leads to nothing.
        """
        try:
            return engine.explain(self.result, self._meant(path))
        except FindingError as unknown:
            return written(self.result, path, str(unknown.facts.get("nearest", "")))

    def _meant(self, path: str) -> str:
        """Return a path in canonical words; the id of a programme is what it is."""
        return (
            path if any(each.id == path for each in self.result.scenario.programmes) else canonical_path(path)
        )

    def why(self, path: str) -> engine.Explanation:
        """Return why an award, a programme's pot or a limit came out as it did, from plans solved again.

        A limit is told with its price, an award with its place in the queue or with what the other choice
        would cost, a pot with what more or less money in it would cost elsewhere.
        """
        from simulator.studies.why import reasons

        return engine.Explanation(path, reasons(self.result, self._meant(path), self._effort))

    def priced(self) -> Plan:
        """Return the plan with a price at every limit that holds it back, each from plans solved again."""
        from simulator.studies.prices import all_priced

        limits = tuple(all_priced(self.result, self._effort))
        return replace(self, result=replace(self.result, limits=limits))

    @property
    def _effort(self) -> engine.Effort:
        return engine.Effort(self.result.solver)

    def chart(self, name: str, language: Language = "zh", base: Plan | None = None) -> Drawing:
        """Return a chart that a notebook shows; raises FindingError R643 for an unknown name."""
        from simulator.charts import CHARTS

        if name not in CHARTS:
            raise FindingError("R643", name=name, known=", ".join(CHARTS))
        compared = None if base is None else base.result
        return Drawing(CHARTS[name].draw(self.result, language=language, base=compared))

    def _repr_html_(self) -> str:
        lines = "".join(
            f"<tr><td>{label}</td><td style='text-align:right'>{value}</td></tr>"
            for label, value in self._facts()
        )
        title = escape(self.result.scenario.title or self.name)
        return f"<b>{title}</b><table>{lines}</table><p>{escape(self.seal())}</p>"

    def __repr__(self) -> str:
        """Return the totals, the status and the seal as text."""
        facts = "\n".join(f"  {label}: {value}" for label, value in self._facts())
        return f"{self.result.scenario.title or self.name}\n{facts}\n  {self.seal()}"

    def seal(self, language: Language = "zh") -> str:
        """Return the sentence that the sources equal used + unspent + unallocated, to the fen."""
        return seal(self.result, language)

    def _facts(self) -> list[tuple[str, str]]:
        lines = [
            (each.title, _used(each.used_fen, each.amount_fen)) for each in self.result.allocation.spending
        ]
        status = self.result.status if self.result.reproducible else f"{self.result.status}, not reproducible"
        return [("status", status), *lines, ("digest", self.result.digest[:12])]


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """One year of several: its plan, its balance (None without ledgers), what last year's evaluation did."""

    year: int
    plan: Plan
    balance: Balance | None
    graded: tuple[Graded, ...]
    last: bool = False

    @property
    def grades(self) -> MoneyFrame:
        """Return one row a line that last year's evaluation judged, empty where it judged none."""
        return _frame(year_rows.grade_rows(self.graded))

    def rows(self, frame: str) -> list[dict[str, Any]]:
        """Return the rows of one of its frames, as plain values."""
        found = self.grades if frame == "grades" else getattr(self.plan, frame)
        return [dict(zip(found.columns, row, strict=True)) for row in found.itertuples(index=False)]

    @property
    def told(self) -> YearTold:
        """Return what a report tells of the year."""
        held = self.plan.result.allocation.programmes
        awards = tuple((each.programme, each.title, each.award_fen) for each in held)
        return YearTold(self.year, self.balance, self.graded, awards)


FRAMES = (
    *("programmes", "awards", "decisions", "draws", "tables", "limits", "goals", "sources", "spending"),
    *(
        "ledgers",
        "lines",
        "payments",
        "adjustments",
        "lots",
        "balance",
        "pace",
        "funds",
        "targets",
        "figures",
    ),
)
"""The frames that every plan has; the years of a horizon have `grades` besides."""


def by_year(years: Iterable[PlannedYear], frame: str = "balance") -> MoneyFrame:
    """Return one frame of several years' plans as one, the year in its first column.

    Each year is let go once its rows are taken, so `by_year(budget.run_years(), "funds")` holds one plan at
    a time. Raises ValueError for a frame that is none.
    """
    if frame not in (*FRAMES, "grades"):
        raise ValueError(f"frame must be one of {', '.join((*FRAMES, 'grades'))}, not {frame!r}")
    return _frame({"year": each.year, **row} for each in years for row in each.rows(frame))


def seal(result: Result, language: Language) -> str:
    """Return the sentence that the sources equal used + unspent + unallocated, to the fen."""
    allocation = result.allocation
    return engine.said(
        "seal",
        sources=exact_money(sum(each.amount_fen for each in allocation.sources)),
        used=exact_money(sum(each.used_fen for each in allocation.spending)),
        unspent=exact_money(sum(each.unspent_fen for each in allocation.spending)),
        unallocated=exact_money(allocation.unallocated_fen),
    ).say(language)


def _used(used: int, amount: int) -> str:
    share = percent(Fraction(used, amount)) if amount else "—"
    return f"{exact_money(used)} / {exact_money(amount)} ({share})"


def _frame(each: Iterable[Mapping[str, Any]]) -> MoneyFrame:
    from simulator.frames import money_frame

    return money_frame(each)
