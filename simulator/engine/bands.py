"""The marginal brackets of a programme as a curve: its corners, and the base of everyone eligible."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from simulator.algebra.exactly import evaluate
from simulator.engine.entitle import programme_rows
from simulator.exact import Exact
from simulator.expression import fetcher
from simulator.model.kinds import Quantity
from simulator.model.names import sheet_of
from simulator.model.result import Result
from simulator.model.scenario import Programme
from simulator.rules.brackets import Band, Brackets


@dataclass(frozen=True, slots=True)
class Curve:
    """A programme's brackets: `corners` are (base, due) in fen where the rate changes, from nothing on.

    `beyond` is the rate above the last corner; `bases` are those of everyone eligible, in fen, rising.
    """

    programme: str
    title: str
    applicants: str
    corners: tuple[tuple[Fraction, Fraction], ...]
    beyond: Fraction
    bases: tuple[Fraction, ...]

    def due(self, base: Fraction) -> Fraction:
        """Return what the brackets give for a base, in exact fen."""
        (x, y), rate = self.corners[-1], self.beyond
        for (left, low), (right, high) in pairwise(self.corners):
            if base < right:
                x, y, rate = left, low, (high - low) / (right - left)
                break
        return y + (base - x) * rate


def curves(result: Result) -> tuple[Curve, ...]:
    """Return the curve of every programme that begins with brackets on money whose bands are all numbers."""
    scenario = result.scenario
    ruled = [(each, _brackets(each)) for each in scenario.programmes]
    return tuple(_curve(result, each, step) for each, step in ruled if step is not None)


def _brackets(programme: Programme) -> Brackets | None:
    step = programme.award[0] if programme.award else None
    if not isinstance(step, Brackets) or step.when is not None or not step.bands:
        return None
    return step if all(_is_written_out(band) for band in step.bands) else None


def _is_written_out(band: Band) -> bool:
    ends = band.up_to is None or (isinstance(band.up_to, Quantity) and band.up_to.kind in {"money", "bare"})
    return ends and isinstance(band.rate, int | Fraction)


def _curve(result: Result, programme: Programme, step: Brackets) -> Curve:
    rows = programme_rows(result.claims.tables, result.scenario)[programme.id]
    sheet = sheet_of(rows)
    (base,) = evaluate([sheet.worth(step.of)], fetcher(rows.columns, rows.count), rows.count)
    eligible = result.claims.of(programme.id).eligible
    bases = base.take(eligible).fractions() if isinstance(base, Exact) else ()
    corners, beyond = _corners(step)
    return Curve(
        programme.id, programme.title, programme.applicants or "", corners, beyond, tuple(sorted(bases))
    )


def _corners(step: Brackets) -> tuple[tuple[tuple[Fraction, Fraction], ...], Fraction]:
    corners = [(Fraction(0), Fraction(0))]
    for band in step.bands:
        rate = Fraction(band.rate if isinstance(band.rate, int | Fraction) else 0)
        if not isinstance(band.up_to, Quantity):
            return tuple(corners), rate
        x, y = corners[-1]
        edge = max(x, band.up_to.as_money())
        corners.append((edge, y + (edge - x) * rate))
    return tuple(corners), Fraction(0)
