"""The report of one run: which sections it has, in which order, and the words around every page."""

from simulator.charts.canvas import label_of
from simulator.charts.view import View, name_of, short_digest
from simulator.glossary import Language
from simulator.model.result import Result
from simulator.model.told import NOTHING_MORE, Told
from simulator.reports.appendix import awards, glossary
from simulator.reports.blocks import Block, Pages, Section
from simulator.reports.calendar import calendar
from simulator.reports.changes import changes
from simulator.reports.decisions import decisions, funding
from simulator.reports.disclosure import disclosure
from simulator.reports.evidence import assumptions, published
from simulator.reports.funds import funds
from simulator.reports.ledgers import ledgers
from simulator.reports.pictures import pictures
from simulator.reports.policies import policies
from simulator.reports.programmes import programmes
from simulator.reports.proof import goals, limits, room
from simulator.reports.side_by_side import side_by_side
from simulator.reports.summary import summary
from simulator.reports.targets import targets
from simulator.reports.typeset import typeset
from simulator.reports.wording import say
from simulator.reports.years import years


def report(
    result: Result,
    base: Result | None = None,
    language: Language = "zh",
    *,
    verified: bool | None = None,
    told: Told = NOTHING_MORE,
) -> bytes:
    """Return the report as a tagged A4 PDF (PDF/UA-1), the same bytes for the same result.

    With a base it tells what changed and what came of it; `told` are the years of a scenario with a horizon,
    and whether every award is listed, however many there are. `verified` says whether an independent check of
    the certificate passed (None: it was not run). Raises FindingError R690 for a character no face
    can show, R694 when the font file is missing.
    """
    return typeset(pages(View(result, language, base), verified, told))


def pages(view: View, verified: bool | None = None, told: Told = NOTHING_MORE) -> Pages:
    """Return the report's content, page furniture included."""
    result = view.result
    scenario = result.scenario
    return Pages(
        language=view.language,
        title=name_of(scenario.title, scenario.id),
        subtitle=say(view, "subtitle", year=scenario.year, scenario=scenario.id),
        label=label_of(view),
        year=scenario.year,
        running=say(view, "running", scenario=scenario.id, digest=short_digest(result)),
        page_words=(say(view, "page.before"), say(view, "page.between"), say(view, "page.after")),
        figure_word=say(view, "figure_word"),
        sections=_sections(view, verified, told),
    )


def _sections(view: View, verified: bool | None, told: Told) -> tuple[Section, ...]:
    found = (
        summary(view, verified),
        targets(view),
        years(view, told.years),
        changes(view),
        programmes(view),
        policies(view),
        decisions(view),
        _flows(view),
        funding(view),
        funds(view),
        calendar(view),
        ledgers(view),
        disclosure(view),
        limits(view),
        goals(view),
        room(view),
        _claims(view),
        published(view),
        assumptions(view),
        glossary(view),
        awards(view, whole=told.whole),
    )
    return tuple(section for section in found if section is not None)


def _flows(view: View) -> Section | None:
    drawn = pictures(view, ("money_flow",))
    return Section(say(view, "flows"), drawn) if drawn else None


def _claims(view: View) -> Section | None:
    drawn = pictures(view, ("bands", "parts", "rule_steps", "award_distribution"))
    blocks: tuple[Block, ...] = (*side_by_side(view), *drawn)
    return Section(say(view, "claims"), blocks) if blocks else None
