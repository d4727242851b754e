"""What is written to files: results, charts, the report, workbooks, repairs, a problem for other solvers."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import engine
from simulator.api.budget import Budget
from simulator.api.plan import Plan
from simulator.files.atomic import write_all, write_one
from simulator.glossary import Language
from simulator.model.told import NOTHING_MORE, Told
from simulator.problems import FindingError, InfeasibleError

if TYPE_CHECKING:
    from simulator.studies.repairs import Mend


def write_results(plan: Plan, folder: str | Path) -> None:
    """Write a plan's files into a folder, all or nothing: its result, awards, cash, proof and tables."""
    write_all(folder, result_files(plan))


def result_files(plan: Plan, ending: str = "") -> dict[str, bytes]:
    """Return the files of a plan by name; `ending` is put behind each name, such as `_2015`.

    cash.csv is among them where the scenario says when money moves, and the published tables in a folder of
    their own where it has any.
    """
    from simulator.files.disclosure import disclosure_csv
    from simulator.files.ledgers import cash_csv
    from simulator.files.results import awards_csv, certificate_json, result_json

    ledgers = plan.result.accounts.ledgers
    return {
        f"result{ending}.json": result_json(plan.result),
        f"awards{ending}.csv": awards_csv(plan.result),
        **({} if ledgers is None else {f"cash{ending}.csv": cash_csv(ledgers)}),
        f"certificate{ending}.json": certificate_json(plan.result),
        **{f"tables{ending}/{name}": table for name, table in disclosure_csv(plan.result).items()},
    }


def write_workbook(plan: Plan, to: str | Path, language: Language = "zh") -> None:
    """Write the published tables as a workbook; raises FindingError R714 when there are none."""
    from simulator.files.disclosure_book import disclosure_xlsx

    write_one(to, disclosure_xlsx(plan.result, language))


def draw_chart(
    plan: Plan, name: str, to: str | Path, *, base: Plan | None = None, language: Language = "zh"
) -> Path:
    """Write one chart as PDF, SVG or PNG by the file's ending; return where. Raises FindingError R643-4."""
    target = Path(to)
    write_one(target, plan.chart(name, language, base).render(target.suffix.removeprefix(".")))
    return target


def report(
    plan: Plan,
    to: str | Path,
    *,
    base: Plan | None = None,
    language: Language = "zh",
    told: Told = NOTHING_MORE,
) -> Path:
    """Write the paged PDF report of a plan (beside a base, or with its years, if given) and return where.

    Its appendix tells a long list of awards by the largest and smallest of each programme, unless `told` asks
    for the whole of it. Raises FindingError R644 for a file that does not end in .pdf.
    """
    from simulator.reports import report as render

    target = Path(to)
    if target.suffix != ".pdf":
        raise FindingError("R644", ending=target.suffix.removeprefix("."), known="pdf")
    compared = None if base is None else base.result
    write_one(target, render(plan.result, base=compared, language=language, told=told))
    return target


def repair_overlay(budget: Budget, mend: Mend, number: int, folder: str | Path = ".") -> str:
    """Return the overlay file, as it would stand in a folder, that makes one repair to a budget."""
    extends = Path(relpath(budget.path, folder)).as_posix()
    reason = engine.said("repair_reason", path=mend.path).zh
    return mend.overlay(f"{budget.scenario.id}_repair_{number}", extends, reason)


def write_repairs(
    budget: Budget, refused: InfeasibleError, mends: Sequence[Mend], folder: str | Path
) -> None:
    """Write the proof that nothing fits, and each repair as an overlay ready to run, all or nothing."""
    from simulator.files.results import canonical_json

    texts = {
        f"repair_{number}.yaml": repair_overlay(budget, mend, number, folder).encode()
        for number, mend in enumerate(mends, start=1)
    }
    write_all(folder, {"certificate.json": canonical_json(refused.certificate), **texts})


def write_lp(budget: Budget, to: str | Path, *, seed: int = 0) -> None:
    """Write the optimisation problem of a budget as an LP file that other solvers read."""
    write_one(Path(to), engine.lp_model(budget.scenario, budget.tables, seed=seed).encode())


def write_mps(budget: Budget, to: str | Path, *, seed: int = 0) -> None:
    """Write the optimisation problem of a budget as a free MPS file, which every solver reads."""
    write_one(Path(to), engine.mps_model(budget.scenario, budget.tables, seed=seed).encode())
