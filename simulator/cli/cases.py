"""`simulator cases`: case files run through the engine, one line a case, and what differs below it."""

import json
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from simulator.cli.ending import BAD_NEWS, GOOD, WRONG_INPUT, tell
from simulator.cli.helping import help_of
from simulator.cli.options import json_option, language_option, spoken
from simulator.glossary import Language, word
from simulator.money import plain
from simulator.problems import errors_of

if TYPE_CHECKING:
    from simulator.api import CaseReport
    from simulator.studies.cases import CaseOutcome, Difference


@click.command("cases", help=help_of("cases"))
@click.argument("files", nargs=-1, required=True, type=click.Path())
@json_option
@language_option
def command(files: tuple[str, ...], as_json: bool, language: str | None) -> int:
    """Run case files."""
    from simulator import api

    lang = spoken(language)
    report = api.cases(*files)
    if as_json:
        click.echo(json.dumps(_as_json(report, lang), ensure_ascii=False, indent=1))
    else:
        tell(report.problems, lang)
        for line in _lines(report, lang):
            click.echo(line)
    return _exit_code(report)


def _exit_code(report: "CaseReport") -> int:
    if errors_of(report.problems):
        return WRONG_INPUT
    return GOOD if report.passed else BAD_NEWS


# ── on the screen ──────────────────────────────────────────────────────────────────────────────────


def _lines(report: "CaseReport", language: Language) -> Iterator[str]:
    for each in report.outcomes:
        yield _line(each, language)
        for difference in each.differences:
            yield "    " + _differs(difference, language)
    for name in report.unread:
        yield f"{word('case_broken').say(language)}  {name}"
    states = Counter(_state(each) for each in report.outcomes)
    said = word("cases_summary").say(language)
    yield said.format(
        cases=len(report.outcomes) + len(report.unread),
        passed=states["case_ok"],
        differ=states["case_differs"],
        broken=states["case_broken"] + len(report.unread),
        values=sum(each.compared for each in report.outcomes),
    )


def _line(outcome: "CaseOutcome", language: Language) -> str:
    title = outcome.case.notes.title
    return f"{word(_state(outcome)).say(language)}  {outcome.case.id}  {title}".rstrip()


def _state(outcome: "CaseOutcome") -> str:
    if outcome.problems:
        return "case_broken"
    return "case_differs" if outcome.differences else "case_ok"


def _differs(difference: "Difference", language: Language) -> str:
    from simulator.studies.cases import shown

    facts = {"name": difference.name, "row": f"[{difference.row}]" if difference.row else ""}
    facts["expected"] = shown(difference.kind, difference.expected)
    facts["found"] = shown(difference.kind, difference.found)
    # between yes and no there is no distance
    if difference.by is None or difference.kind == "yes_no":
        return word("case_difference_text").say(language).format(**facts)
    by = shown(difference.kind, difference.by)
    return word("case_difference").say(language).format(by=by, **facts)


# ── as JSON ────────────────────────────────────────────────────────────────────────────────────────


def _as_json(report: "CaseReport", language: Language) -> dict[str, object]:
    return {
        "cases": [_outcome(each, language) for each in report.outcomes],
        "passed": report.passed,
        "unread": len(report.unread),
        "unread_ids": list(report.unread),
        "problems": [
            {"place": str(each.place), "code": each.code, "what": each.what(language)}
            for each in report.problems
        ],
    }


def _outcome(outcome: "CaseOutcome", language: Language) -> dict[str, object]:
    return {
        "id": outcome.case.id,
        "row": outcome.case.row,
        "title": outcome.case.notes.title,
        "document": outcome.case.notes.document,
        "certainty": outcome.case.notes.certainty,
        "place": str(outcome.case.notes.place),
        "state": _state(outcome).removeprefix("case_"),
        "compared": outcome.compared,
        "differences": [_difference(each) for each in outcome.differences],
    }


def _difference(difference: "Difference") -> dict[str, object]:
    ending = "_fen" if difference.kind == "money" else ""
    return {
        "name": difference.name,
        "row": difference.row,
        f"expected{ending}": _value(difference.expected),
        f"found{ending}": _value(difference.found),
        f"by{ending}": _value(difference.by),
    }


def _value(value: Fraction | str | None) -> object:
    """Return a value as JSON holds it: whole numbers as they are, all others as exact texts."""
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else plain(value)
