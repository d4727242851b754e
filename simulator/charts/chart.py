"""The chart as a value: a name, the rows it draws, and the pure function that draws them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from matplotlib.figure import Figure

from simulator.charts.style import settings
from simulator.charts.view import View
from simulator.glossary import Language, word
from simulator.model.result import Result
from simulator.problems import FindingError

Row = Any  # each chart has its own frozen dataclass of rows


@dataclass(frozen=True, slots=True)
class Chart:
    """One way to look at a result. `compares` says that it needs a base to compare with.

    `rows` gives the data drawn, in the order drawn; `plot` the figure.
    """

    name: str
    rows: Callable[[View], tuple[Row, ...]]
    plot: Callable[[View], Figure]
    compares: bool = False

    def draw(
        self,
        result: Result,
        language: Language = "zh",
        *,
        base: Result | None = None,
        subject: str | None = None,
    ) -> Figure:
        """Return the figure; nothing is saved.

        `subject` is a programme, or programme/applicant, for the charts of one. Raises FindingError: R690 a
        character no face can show, R691 no base, R692 no such subject, R693 nothing to draw.
        """
        view = self._view(result, language, base, subject)
        if not self.rows(view):
            raise FindingError("R693", chart=self.name)
        with settings():
            return self.plot(view)

    def table(
        self, result: Result, *, base: Result | None = None, subject: str | None = None
    ) -> tuple[Row, ...]:
        """Return the rows the figure draws, in its order; money in fen. Raises FindingError R691, R692."""
        return self.rows(self._view(result, "zh", base, subject))

    def applies(self, result: Result, *, base: Result | None = None) -> bool:
        """Return whether there is anything to draw."""
        return (base is not None or not self.compares) and bool(self.rows(View(result, "zh", base)))

    def title(self, language: Language) -> str:
        """Return what the chart is called."""
        return word(f"chart.{self.name}").say(language)

    def caption(self, language: Language) -> str:
        """Return how to read it, in one sentence."""
        return word(f"chart.{self.name}.caption").say(language)

    def _view(self, result: Result, language: Language, base: Result | None, subject: str | None) -> View:
        if self.compares and base is None:
            raise FindingError("R691", chart=self.name)
        return View(result, language, base, subject)


def records(rows: tuple[Row, ...]) -> tuple[Mapping[str, Any], ...]:
    """Return rows as mappings of column name to value, for a data frame or JSON."""
    return tuple({each.name: getattr(row, each.name) for each in fields(row)} for row in rows)
