"""What a notebook imports: the same verbs as the command line, on values that show themselves.

import simulator as sim
base = sim.load("scenarios/longgang_2014.yaml")
plan = base.run()
plan.programmes
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator import engine, language
from simulator.files.decisions import read_decisions
from simulator.files.tables import read_tables
from simulator.files.texts import read_texts
from simulator.glossary import Language
from simulator.model.document import ListNode, MappingNode, Scalar
from simulator.model.horizon import Balance, Graded, YearTold
from simulator.model.result import Claims, GoalOutcome, Result
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.money import decimal_text, exact_money, percent
from simulator.problems import FindingError, InfeasibleError, Problem, ScenarioError, errors_of, in_order

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from simulator.frames import MoneyFrame
    from simulator.model.case import Case
    from simulator.studies.cases import CaseOutcome
    from simulator.studies.repairs import Mend

__all__ = [
    "Budget",
    "CaseReport",
    "InfeasibleError",
    "Plan",
    "ScenarioError",
    "cases",
    "check",
    "load",
    "read",
    "report",
    "seal",
]

Settings = Mapping[str, str] | Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the scenario (None when it could not be), its tables, and every problem found."""

    scenario: Scenario | None
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]


def read(path: str | Path, settings: Settings = (), *, allow_outdated: bool = False) -> Loaded:
    """Return a scenario with its data and every problem of both, sorted by place; never raises for them.

    `allow_outdated` lets it use what is not in force, with a warning and a mark on every output.
    """
    return _read(path, settings, allow_outdated=allow_outdated, known=None)


def check(path: str | Path, settings: Settings = (), *, allow_outdated: bool = False) -> tuple[Problem, ...]:
    """Return every problem of a scenario, its data, and of working out who is owed what; solves nothing."""
    loaded = read(path, settings, allow_outdated=allow_outdated)
    if loaded.scenario is None or errors_of(loaded.problems):
        return loaded.problems
    try:
        found = engine.claims(loaded.scenario, loaded.tables)
    except ScenarioError as error:
        return in_order([*loaded.problems, *error.problems])
    return in_order([*loaded.problems, *engine.decision_warnings(found)])


def _read(path: str | Path, settings: Settings, *, allow_outdated: bool, known: Budget | None) -> Loaded:
    texts, unread = read_texts(path, language.chain_of)
    if errors_of(unread):
        return Loaded(None, {}, in_order(unread))
    scenario, problems = language.parse(texts, str(path), _pairs(settings), allow_outdated=allow_outdated)
    if scenario is None:
        return Loaded(None, {}, in_order([*unread, *problems]))
    scenario, of_lists = read_decisions(scenario, _folder(scenario, path))
    problems = (*problems, *of_lists)
    if known is not None and known.scenario.populations == scenario.populations:
        # the same lists of applicants: what was read of them holds, and what was said of them
        of_data = [each for each in known.warnings if each.place.file not in texts]
        return Loaded(scenario, known.tables, in_order([*unread, *problems, *of_data]))
    tables, bad_cells = read_tables(scenario, _folder(scenario, path))
    return Loaded(scenario, tables, in_order([*unread, *problems, *bad_cells]))


@dataclass(frozen=True, slots=True)
class CaseReport:
    """What came of case files: each case read, the ids of those that could not be, all problems."""

    outcomes: tuple[CaseOutcome, ...]
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Return whether every case of every file came out as expected."""
        return not errors_of(self.problems) and all(each.passed for each in self.outcomes)


def cases(*paths: str | Path) -> CaseReport:
    """Return the outcome of every case of the files (a folder stands for its *.yaml files, by name).

    Never raises for what is wrong in a file: it is in the problems, with its place.
    """
    from simulator.files.texts import yaml_files
    from simulator.studies.cases import run_cases

    files, problems = yaml_files(paths)
    found = [_cases_of(file) for file in files]
    outcomes = tuple(each for read, _, _ in found for each in run_cases(read))
    told = [*problems, *(each for _, _, wrong in found for each in wrong)]
    told += [each for outcome in outcomes for each in outcome.problems]
    unread = tuple(each for _, names, _ in found for each in names)
    return CaseReport(outcomes, unread, errors_of(in_order(told)))


def _cases_of(file: str) -> tuple[tuple[Case, ...], tuple[str, ...], tuple[Problem, ...]]:
    """Return the cases of one file that can be run, the ids of those that cannot, what is wrong with it."""
    texts, unread = read_texts(file, lambda _, __: None)
    if file not in texts:
        return (), (), unread
    from simulator.studies.cases import with_found_figures

    scenarios = {name: read(name) for name in language.scenario_files(texts[file], file)}
    wrong = [each for loaded in scenarios.values() for each in errors_of(loaded.problems)]
    known = {
        name: with_found_figures(each.scenario, each.tables)
        for name, each in scenarios.items()
        if each.scenario is not None and not errors_of(each.problems)
    }
    found, problems = language.read_cases(texts[file], file, known)
    readable = [each.id for each in found]
    others = tuple(each for each in language.ids_of_cases(texts[file], file) if each not in readable)
    return found, others, (*unread, *wrong, *problems)


def load(path: str | Path, settings: Settings = (), *, allow_outdated: bool = False) -> Budget:
    """Return a budget ready to run; raises ScenarioError carrying every problem with its place."""
    return _budget(read(path, settings, allow_outdated=allow_outdated), path, settings)


def _budget(loaded: Loaded, path: str | Path, settings: Settings) -> Budget:
    if loaded.scenario is None or errors_of(loaded.problems):
        raise ScenarioError(loaded.problems)
    return Budget(loaded.scenario, loaded.tables, str(path), tuple(_pairs(settings)), loaded.problems)


@dataclass(frozen=True, slots=True)
class Budget:
    """A scenario with its data: run it, or ask what if something were different."""

    scenario: Scenario
    tables: Mapping[str, Table] = field(repr=False)
    path: str
    settings: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Problem, ...] = ()
    name: str = ""

    def run(
        self,
        *,
        seed: int = 0,
        solver: str = "highs",
        node_limit: int = engine.NODE_LIMIT,
        seconds: float | None = None,
    ) -> Plan:
        """Return the proved allocation, or the best within a number of search nodes with its exact gap.

        With `seconds` the solver runs in a process of its own, which is ended after so long in all; a result
        that this touched says that it is not reproducible. The proof is limited by nodes alone.
        Raises InfeasibleError naming the clauses that clash, SolverFailedError when the nodes run out
        before there is any plan.
        """
        result = engine.run(
            self.scenario, self.tables, seed=seed, solver=solver, node_limit=node_limit, seconds=seconds
        )
        return Plan(self._told(result), self.name or self.scenario.id)

    def run_years(
        self,
        *,
        seed: int = 0,
        solver: str = "highs",
        node_limit: int = engine.NODE_LIMIT,
        seconds: float | None = None,
    ) -> Iterator[PlannedYear]:
        """Yield the plan of each year up to the scenario's horizon, each opened by what the last one left.

        Raises FindingError R689 for a scenario without a horizon, and all that `run` raises.
        """
        from simulator.studies.years import run_years

        effort = engine.Effort(solver, node_limit, seconds)
        for each in run_years(self.scenario, self.tables, seed=seed, effort=effort):
            name = f"{self.name or self.scenario.id} {each.year}"
            told = each.result if each.year > self.scenario.year else self._told(each.result)
            last = self.scenario.horizon is not None and each.year == self.scenario.horizon.until
            yield PlannedYear(each.year, Plan(told, name), each.balance, each.graded, last)

    def _told(self, result: Result) -> Result:
        return replace(result, warnings=(*self.warnings, *result.warnings))

    def repairs(self, refused: InfeasibleError) -> tuple[Mend, ...]:
        """Return up to three changes of one clause each that make a refused budget feasible, all tried."""
        from simulator.engine.planning import Refused
        from simulator.studies.repairs import mends

        found = refused.found
        return mends(found.laid, found.answer, engine.Effort()) if isinstance(found, Refused) else ()

    def claims(self, *, seed: int = 0) -> Claims:
        """Return who is owed what, before any pot is shared: each programme's entitlements in whole fen.

        Raises ScenarioError, and FindingError when an expression has no value on a row.
        """
        return engine.claims(self.scenario, self.tables, seed=seed)

    def what_if(self, changes: Settings, name: str = "") -> Budget:
        """Return the budget with paths set to other values, through the same mechanism as an overlay.

        The applicants are those already read, unless a change is about them. Raises ScenarioError when a path
        does not exist or a value cannot stand there.
        """
        settings = (*self.settings, *_pairs(changes))
        allowed = self.scenario.allow_outdated
        loaded = _read(self.path, settings, allow_outdated=allowed, known=self)
        return replace(_budget(loaded, self.path, settings), name=name)


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
        return _frame(
            {
                "programme": each.programme,
                "title": each.title,
                "spending": each.spending,
                "method": each.method,
                "eligible": each.eligible,
                "awards": each.awards,
                "entitlement_fen": each.entitlement_fen,
                "award_fen": each.award_fen,
                "points": float(each.points),
            }
            for each in self.result.allocation.programmes
        )

    @property
    def awards(self) -> MoneyFrame:
        """Return one row an applicant and programme, sorted; money in int64 fen.

        Where awards are decided beforehand, `decided` says how; it is empty for those that are shared out.
        """
        kinds = {(each.programme, each.applicant): each.kind for each in self.result.claims.decisions}
        return _frame(
            {
                "programme": each.programme,
                "applicant": name,
                "entitlement_fen": due,
                "award_fen": paid,
                **({"decided": kinds.get((each.programme, name), "")} if kinds else {}),
            }
            for each in self.result.allocation.programmes
            for name, due, paid in zip(each.ids, each.entitlement.tolist(), each.award.tolist(), strict=True)
        )

    @property
    def decisions(self) -> MoneyFrame:
        """Return one row an award that is decided beforehand, sorted; money in int64 fen."""
        return _frame(
            {
                "programme": each.programme,
                "applicant": each.applicant,
                "decision": each.kind,
                "entitlement_fen": each.entitlement_fen,
                "award_fen": each.award_fen,
                "above_claim": each.above_claim,
                "who": each.who,
                "why": each.why,
                "on": "" if each.on is None else each.on.isoformat(),
                "place": str(each.place),
            }
            for each in self.result.claims.decisions
        )

    @property
    def draws(self) -> MoneyFrame:
        """Return one row a payer and source it draws on, in the order of use; none where all money is one."""
        return _frame(
            {"section": each.section, "payer": each.payer, "source": source, "amount_fen": fen}
            for each in self.result.allocation.draws
            for source, fen in each.parts
        )

    @property
    def tables(self) -> MoneyFrame:
        """Return one row a cell of the published tables, in fen and as printed; none where there are none."""
        found = self.result.accounts.disclosure
        return _frame(
            {
                "table": table.id,
                "code": row.head.code,
                "title": row.head.title.zh,
                "level": row.head.level,
                "column": column,
                "amount_fen": fen,
                "printed": decimal_text(printed, found.decimals),
            }
            for table in (found.tables if found else ())
            for row in table.rows
            for column, fen, printed in zip(table.columns, row.cells, row.printed, strict=True)
            if found and not row.head.note
        )

    @property
    def limits(self) -> MoneyFrame:
        """Return one row a limit and group, with its bound, value and slack as exact texts."""
        return _frame(
            {
                "limit": each.name,
                "title": each.title,
                "group": each.group,
                "relation": each.relation,
                "bound": str(each.bound),
                "value": str(each.value),
                "slack": str(each.slack),
                "binding": each.binding,
                "met": each.met,
            }
            for each in self.result.limits
        )

    @property
    def goals(self) -> MoneyFrame:
        """Return one row a goal in their order, and one below it for each weighed aim; values as exact texts.

        Money is in fen. `weight`, `per` and `adds` belong to the aims of a weighed goal.
        """
        return _frame(
            {"goal": number, **row}
            for number, each in enumerate(self.result.goals, 1)
            for row in _goal_rows(each)
        )

    def explain(self, path: str) -> engine.Explanation:
        """Return the derivation of an award, a programme, a limit, a total, or of a value as it was written.

        Raises FindingError R641 when the path leads to nothing.
        """
        try:
            return engine.explain(self.result, path)
        except FindingError:
            return _written(self.result, path)

    def why(self, path: str) -> engine.Explanation:
        """Return why an award, a programme's pot or a limit came out as it did, from plans solved again.

        A limit is told with its price, an award with its place in the queue or with what the other choice
        would cost, a pot with what more or less money in it would cost elsewhere.
        """
        from simulator.studies.why import reasons

        return engine.Explanation(path, reasons(self.result, path, self._effort))

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
        rows = "".join(
            f"<tr><td>{label}</td><td style='text-align:right'>{value}</td></tr>"
            for label, value in self._facts()
        )
        title = _escaped(self.result.scenario.title or self.name)
        return f"<b>{title}</b><table>{rows}</table><p>{_escaped(self.seal())}</p>"

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
    def told(self) -> YearTold:
        """Return what a report tells of the year."""
        held = self.plan.result.allocation.programmes
        awards = tuple((each.programme, each.title, each.award_fen) for each in held)
        return YearTold(self.year, self.balance, self.graded, awards)


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


def report(
    plan: Plan,
    to: str | Path,
    *,
    base: Plan | None = None,
    language: Language = "zh",
    told: Sequence[YearTold] = (),
) -> Path:
    """Write the paged PDF report of a plan (beside a base, or with its years, if given) and return where."""
    from simulator.files.atomic import write_one
    from simulator.reports import report as render

    target = Path(to)
    if target.suffix != ".pdf":
        raise FindingError("R644", ending=target.suffix.removeprefix("."), known="pdf")
    compared = None if base is None else base.result
    write_one(target, render(plan.result, base=compared, language=language, told=told))
    return target


def _written(result: Result, path: str) -> engine.Explanation:
    if result.scenario.document is None:
        raise FindingError("R641", path=path)
    try:
        node = language.find(result.scenario.document.root, path)
    except FindingError as missing:
        raise FindingError("R641", path=path, nearest=str(missing.facts.get("nearest", ""))) from missing
    text = node.text if isinstance(node, Scalar) else _shape(node)
    lines = [engine.Line(engine.said("explain_figure", path=path, value=text))]
    lines.append(engine.Line(engine.said("explain_written", place=str(node.place)), 1))
    history = node.history if isinstance(node, Scalar) else ()
    for place, before in history:
        lines.append(engine.Line(engine.said("explain_was", text=before, place=str(place)), 1))
    return engine.Explanation(path, tuple(lines))


def _shape(node: MappingNode | ListNode) -> str:
    """Return what stands at a place that is no single value: its keys, or how many items it lists."""
    return "{" + ", ".join(node.keys()) + "}" if isinstance(node, MappingNode) else f"[{len(node.items)}]"


def _folder(scenario: Scenario, path: str | Path) -> Path:
    # data files stand beside the base scenario, whichever overlay names it
    base = scenario.document.layers[0].file if scenario.document else path
    return Path(base).parent


def draw_chart(
    plan: Plan, name: str, to: str | Path, *, base: Plan | None = None, language: Language = "zh"
) -> Path:
    """Write one chart as PDF, SVG or PNG by the file's ending; return where. Raises FindingError R643-4."""
    from simulator.files.atomic import write_one

    target = Path(to)
    write_one(target, plan.chart(name, language, base).render(target.suffix.removeprefix(".")))
    return target


def write_results(plan: Plan, folder: str | Path) -> None:
    """Write a plan's files into a folder, all or nothing: its result, awards, cash, proof and tables."""
    from simulator.files.atomic import write_all

    write_all(folder, result_files(plan))


def write_workbook(plan: Plan, to: str | Path, language: Language = "zh") -> None:
    """Write the published tables as a workbook; raises FindingError R714 when there are none."""
    from simulator.files.atomic import write_one
    from simulator.files.disclosure_book import disclosure_xlsx

    write_one(to, disclosure_xlsx(plan.result, language))


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


def repair_overlay(budget: Budget, mend: Mend, number: int, folder: str | Path = ".") -> str:
    """Return the overlay file, as it would stand in a folder, that makes one repair to a budget."""
    from os.path import relpath

    extends = Path(relpath(budget.path, folder)).as_posix()
    reason = engine.said("repair_reason", path=mend.path).zh
    return mend.overlay(f"{budget.scenario.id}_repair_{number}", extends, reason)


def write_repairs(
    budget: Budget, refused: InfeasibleError, mends: Sequence[Mend], folder: str | Path
) -> None:
    """Write the proof that nothing fits, and each repair as an overlay ready to run, all or nothing."""
    from simulator.files.atomic import write_all
    from simulator.files.results import canonical_json

    texts = {
        f"repair_{number}.yaml": repair_overlay(budget, mend, number, folder).encode()
        for number, mend in enumerate(mends, start=1)
    }
    write_all(folder, {"certificate.json": canonical_json(refused.certificate), **texts})


def write_lp(budget: Budget, to: str | Path, *, seed: int = 0) -> None:
    """Write the optimisation problem of a budget as an LP file that other solvers read."""
    from simulator.files.atomic import write_one

    write_one(Path(to), engine.lp_model(budget.scenario, budget.tables, seed=seed).encode())


def write_mps(budget: Budget, to: str | Path, *, seed: int = 0) -> None:
    """Write the optimisation problem of a budget as a free MPS file, which every solver reads."""
    from simulator.files.atomic import write_one

    write_one(Path(to), engine.mps_model(budget.scenario, budget.tables, seed=seed).encode())


def strangers(
    budget: Budget,
    certificate: Mapping[str, Any],
    entitled: Mapping[tuple[str, str], int] | None,
    *,
    seed: int = 0,
) -> tuple[str, ...]:
    """Return the parts of a certificate that are not what a budget comes to; see the engine's."""
    return engine.strangers(budget.scenario, budget.tables, certificate, entitled, seed=seed)


def run_beside(
    path: str | Path,
    base: str | None = None,
    settings: Settings = (),
    *,
    seed: int = 0,
    allow_outdated: bool = False,
) -> tuple[Plan, Plan | None]:
    """Return the plan of a scenario and that of its base: the one named, or the one it extends, if any.

    Raises what `load` and `Budget.run` raise.
    """
    plan = load(path, settings, allow_outdated=allow_outdated).run(seed=seed)
    compared = base or base_of(path)
    return plan, None if compared is None else load(compared, allow_outdated=allow_outdated).run(seed=seed)


def years_told(
    path: str | Path, settings: Settings = (), *, seed: int = 0, allow_outdated: bool = False
) -> tuple[YearTold, ...]:
    """Return what a report tells of each year up to a scenario's horizon; () where it has none."""
    budget = load(path, settings, allow_outdated=allow_outdated)
    if budget.scenario.horizon is None:
        return ()
    return tuple(each.told for each in budget.run_years(seed=seed))


def base_of(path: str | Path) -> str | None:
    """Return the file a scenario extends, which is what its changes are measured against; None for a base."""
    texts, _ = read_texts(path, language.chain_of)
    names = list(texts)
    return names[1] if len(names) > 1 else None


def _used(used: int, amount: int) -> str:
    from fractions import Fraction

    share = percent(Fraction(used, amount)) if amount else "—"
    return f"{exact_money(used)} / {exact_money(amount)} ({share})"


def _goal_rows(goal: GoalOutcome) -> Iterator[dict[str, object]]:
    own = {
        "word": goal.word,
        "aim": goal.subject,
        "over": goal.over,
        "kind": goal.kind,
        "value": str(goal.value),
    }
    proof = {"bound": str(goal.bound), "gap": str(goal.gap), "error": str(goal.error)}
    yield {**own, **proof, "weight": "", "per": "", "adds": ""}
    for term in goal.terms:
        aim = {"word": term.word, "aim": term.subject, "over": term.over, "kind": term.kind}
        adds = {"weight": str(term.weight), "per": str(term.per or ""), "adds": str(term.contribution)}
        yield {**aim, "value": str(term.value), "bound": "", "gap": "", "error": "", **adds}


def _frame(rows: Iterable[Mapping[str, Any]]) -> MoneyFrame:
    from simulator.frames import MoneyFrame

    return MoneyFrame(list(rows))


def _pairs(settings: Settings) -> tuple[tuple[str, str], ...]:
    pairs = settings.items() if isinstance(settings, Mapping) else settings
    return tuple((str(path), str(value)) for path, value in pairs)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
