"""What a chart is asked to show, and the facts several charts read out of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.charts.typeface import one_line
from simulator.glossary import Language, word
from simulator.model.result import ProgrammeAllocation, Result, SpendingUse
from simulator.money import Fen

SHOWN_OF_DIGEST = 12


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A result seen in a language, beside a base if there is one, with one subject if the chart has one."""

    result: Result
    language: Language = "zh"
    base: Result | None = None
    subject: str | None = None

    def say(self, key: str, **facts: str | int) -> str:
        """Return a chart's word in the view's language, its places filled with facts."""
        text = word(f"chart.{key}").say(self.language)
        return text.format(**facts) if facts else text


def name_of(title: str, identifier: str) -> str:
    """Return what a line is called: its title, or its id when none is written."""
    return one_line(title) or identifier


def short_digest(result: Result) -> str:
    """Return the part of the digest that people compare by eye."""
    return result.digest[:SHOWN_OF_DIGEST]


def documents_of(result: Result) -> tuple[str, ...]:
    """Return the documents the scenario's figures come from, each once, in the order written."""
    scenario = result.scenario
    sections = (
        scenario.sources,
        scenario.spending,
        scenario.programmes,
        scenario.constraints,
        scenario.figures,
        scenario.targets,
    )
    named = (item.document for section in sections for item in section)
    expected = (item.document for item in scenario.expect)
    return tuple(dict.fromkeys(one_line(document) for document in (*named, *expected) if document))


def budgeted(result: Result) -> tuple[ProgrammeAllocation, ...]:
    """Return the programmes that a class of spending pays, sorted by id; a fund pays the others."""
    return tuple(each for each in result.allocation.programmes if each.spending)


def by_funds_fen(result: Result) -> Fen:
    """Return what funds pay in awards, beside the budget."""
    return sum(each.award_fen for each in result.allocation.programmes if not each.spending)


def programmes_of(result: Result, spending: str) -> tuple[ProgrammeAllocation, ...]:
    """Return the programmes paid from a class, sorted by id."""
    return tuple(each for each in result.allocation.programmes if each.spending == spending)


def own_fen(result: Result, use: SpendingUse) -> Fen:
    """Return what a class spends itself, outside every programme (basic spending, as a rule)."""
    return use.used_fen - sum(each.award_fen for each in programmes_of(result, use.spending))


def used_fen(result: Result) -> Fen:
    """Return what all classes use together."""
    return sum(use.used_fen for use in result.allocation.spending)


def largest_first(result: Result) -> tuple[ProgrammeAllocation, ...]:
    """Return the programmes by what they are given, the largest first, ties by id."""
    return tuple(sorted(result.allocation.programmes, key=lambda each: (-each.award_fen, each.programme)))


def drawn(result: Result) -> Iterator[tuple[str, str, Fen]]:
    """Yield (source, class, fen): classes draw on the sources by the order of ids; class "" is nobody's.

    Where something says which source pays whom, what is spent is drawn so, and only the rest by the order.
    """
    spent = _earmarked(result)
    wanted = {use.spending: use.amount_fen for use in result.allocation.spending}
    for (_, spending), fen in spent.items():
        wanted[spending] -= fen
    for source in sorted(result.allocation.sources, key=lambda each: each.source):
        own = {spending: fen for (name, spending), fen in spent.items() if name == source.source}
        left = source.amount_fen - sum(own.values())
        for spending, still in wanted.items():
            taken = min(left, still)
            left, wanted[spending] = left - taken, still - taken
            if taken + own.get(spending, 0):
                yield source.source, spending, taken + own.get(spending, 0)
        if left:
            yield source.source, "", left


def _earmarked(result: Result) -> dict[tuple[str, str], Fen]:
    """Return what each class spends of each source, by (source, class); {} where all money is one."""
    classes = {each.programme: each.spending for each in result.allocation.programmes}
    spent: dict[tuple[str, str], Fen] = {}
    for each in result.allocation.draws:
        spending = each.payer if each.section == "spending" else classes[each.payer]
        for source, fen in each.parts:
            spent[source, spending] = spent.get((source, spending), 0) + fen
    return spent
