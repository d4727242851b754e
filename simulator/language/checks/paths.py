"""Checks of what is said about other places: assumptions, and published figures with their results."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from simulator.glossary import Word, word
from simulator.language.canonical import canonical_path
from simulator.language.checks.written import Key, declared, fault, fault_at_key, is_written, node_at
from simulator.language.paths import PathError, find
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.disclosure_forms import figure_paths
from simulator.model.disclosure_rows import SECTION
from simulator.model.document import ListNode, Scalar
from simulator.model.fund_members import fund_paths
from simulator.model.kinds import Quantity
from simulator.model.ledger_paths import ledger_paths
from simulator.model.scenario import Expectation
from simulator.model.stage_paths import stage_paths
from simulator.model.step import settled_by
from simulator.model.targets import TARGET_FIGURES, target_paths
from simulator.problems import FindingError, Problem, problem

TOTAL = "total"
UNALLOCATED = "unallocated"
MONEY, COUNT, POINTS, FIGURE = "money", "count", "points", "figure"
# what each section's results are, as `expect`, `seek` and `explain` name them
RESULTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sources": {"amount": MONEY, "used": MONEY},
        "spending": {"amount": MONEY, "used": MONEY, "unspent": MONEY},
        "programmes": {
            "award": MONEY,
            "entitlement": MONEY,
            "awards": COUNT,
            "counted": COUNT,
            "eligible": COUNT,
            "points": POINTS,
        },
        "figures": {"value": FIGURE},
        "constraints": {"value": FIGURE, "slack": FIGURE},
    }
)
# sections of which every figure is money
ALL_MONEY = (SECTION, "ledgers", "carry_over")
ADDED_UP = ("sources", "spending", "programmes")


def assumptions(reading: Reading) -> Iterator[Problem]:
    """An assumption about a place that is not there (O5xx)."""
    for path in _written(reading, "assumptions", "path"):
        try:
            find(reading.root, path.text)
        except PathError as error:
            yield problem(error.within(path), error.code, path.history, **error.facts)


def results(reading: Reading) -> Iterator[Problem]:
    """A published figure whose result does not exist (S282)."""
    known = known_results(reading)
    for path in _written(reading, "expect", "result"):
        ours = canonical_path(path.text)
        if path.text not in known and ours not in known and not _is_award(reading, path.text):
            near = nearest(ours, known)
            yield problem(
                path.place, "S282", path.history, path=path.text, nearest=near, known=_shown(path.text, known)
            )


def with_our_results(reading: Reading) -> Reading:
    """Return what is read with every published figure's result in our own words, where only these name one.

    An id of the officer's may be one of our words in Chinese: what names a result as it is written stays.
    """
    written = reading.scenario.expect
    if all(each.result == canonical_path(each.result) for each in written):
        return reading
    known = known_results(reading)
    expect = tuple(
        each if each.result in known else replace(each, result=_of_ours(each.result, known))
        for each in written
    )
    return replace(reading, scenario=replace(reading.scenario, expect=expect))


def _of_ours(path: str, known: tuple[str, ...]) -> str:
    ours = canonical_path(path)
    return ours if ours in known else path


def known_results(reading: Reading) -> tuple[str, ...]:
    """Return every path that leads to a figure of a result."""
    own = (path for section in RESULTS for path in _results_of(reading, section))
    funds = fund_paths(reading.scenario)
    ledgers = ledger_paths(reading.scenario)
    targets = target_paths(reading.scenario.targets)
    tables, stages = figure_paths(reading.scenario), stage_paths(reading.scenario)
    return (*own, *_parts(reading), *ledgers, *funds, *targets, *tables, *stages, UNALLOCATED)


def _parts(reading: Reading) -> Iterator[str]:
    """Yield the figures of what award rules settle beside their awards."""
    for programme in reading.scenario.programmes:
        yield from (f"programmes.{programme.id}.{name}" for name in settled_by(programme.award))


def _results_of(reading: Reading, section: str) -> Iterator[str]:
    names = tuple(
        name for name in declared(reading, section) if section != "programmes" or _spends(reading, name)
    )
    for name in (*names, TOTAL) if names and section in ADDED_UP else names:
        yield from (f"{section}.{name}.{what}" for what in RESULTS[section])


def _is_award(reading: Reading, path: str) -> bool:
    """Return whether a path names one applicant's award (`programme/applicant`); the run looks for them."""
    programme, slash, applicant = path.partition("/")
    claimed = any(is_written(reading, "programmes", programme, key) for key in ("award", "distribute"))
    return bool(slash and applicant) and programme in declared(reading, "programmes") and claimed


def _spends(reading: Reading, programme: str) -> bool:
    """Return whether a programme has money, so that a run has figures of it."""
    return any(is_written(reading, "programmes", programme, key) for key in ("award", "distribute", "amount"))


def _shown(path: str, known: tuple[str, ...]) -> str:
    """Return the results under the same head, or else the first of all."""
    head = path.rpartition(".")[0]
    fitting = [each for each in known if each.startswith(f"{head}.")] or list(known)
    return ", ".join(fitting[:8])


def figures(reading: Reading) -> Iterator[Problem]:
    """An expectation without a figure, or with one of another kind than its result (S283, S284)."""
    written = node_at(reading.root, "expect")
    items = written.items if isinstance(written, ListNode) else ()
    for position, each in enumerate(
        reading.scenario.expect if len(items) == len(reading.scenario.expect) else ()
    ):
        at = ("expect", position)
        given = [name for name in ("is", "at_least", "at_most") if is_written(reading, *at, name)]
        printed = is_written(reading, *at, "as_printed")
        if not given or ("is" in given and len(given) > 1) or (printed and "is" not in given):
            yield fault_at_key(reading, at, "S283", path=each.result)
        else:
            yield from _kinds(reading, each, at)


def _kinds(reading: Reading, expectation: Expectation, at: tuple[Key, ...]) -> Iterator[Problem]:
    section, what = expectation.result.partition(".")[0], expectation.result.rpartition(".")[2]
    is_money = expectation.result == UNALLOCATED or "/" in expectation.result or section in ALL_MONEY
    is_money = is_money or (section == "targets" and TARGET_FIGURES.get(what) == MONEY)
    due = MONEY if is_money else RESULTS.get(section, {}).get(what, FIGURE)
    for name, figure in (
        ("is", expectation.is_),
        ("at_least", expectation.at_least),
        ("at_most", expectation.at_most),
    ):
        if figure is not None and not _fits(figure, due):
            yield fault(
                reading, (*at, name), "S284", text=figure.text, path=expectation.result, due=_WORDS[due]
            )


def _fits(figure: Quantity, due: str) -> bool:
    try:
        _AS[due](figure)
    except FindingError:
        return False
    return True


def _numeric(figure: Quantity) -> None:
    """Raise FindingError M302 for a text or a date: no result of a run is one."""
    if figure.kind in {"text", "date"}:
        raise FindingError("M302", text=figure.text)


_WORDS: Mapping[str, Word] = MappingProxyType(
    {MONEY: word("money"), COUNT: word("count"), POINTS: word("number"), FIGURE: word("number")}
)
_AS: Mapping[str, Callable[[Quantity], object]] = MappingProxyType(
    {
        MONEY: Quantity.as_money,
        COUNT: Quantity.as_count,
        POINTS: Quantity.as_count,
        FIGURE: _numeric,
    }
)


def _written(reading: Reading, section: str, key: str) -> Iterator[Scalar]:
    items = node_at(reading.root, section)
    for item in items.items if isinstance(items, ListNode) else ():
        node = node_at(item, key)
        if isinstance(node, Scalar):
            yield node
