"""The targets on the screen: one line each, how many of each state, which are behind an even pace."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from simulator.engine.explain.calendar import moment_word
from simulator.engine.explain.targets import (
    bound_text,
    cost_text,
    short_text,
    state_of,
    state_word,
    states_counted,
    value_text,
)
from simulator.glossary import Language, word
from simulator.model.result import Result
from simulator.model.targets import TargetOutcome

HEADINGS = ("target_column", "value", "bound", "target_due", "state", "target_shortfall", "target_cost")
STYLES = {"missed": "red", "underway": "yellow", "open": "dim", "text": "dim"}


def target_parts(result: Result, language: Language) -> Iterator[Table | Text]:
    """Yield the table of all targets, in the order written, and what it comes to; nothing without targets."""
    targets = result.accounts.targets
    if not targets:
        return
    table = Table(box=None, pad_edge=False, header_style="underline")
    for index, heading in enumerate(HEADINGS):
        table.add_column(word(heading).say(language), justify="left" if index == 0 else "right")
    for each in targets:
        table.add_row(*_row(each, language), style=STYLES.get(state_of(each), ""))
    yield table
    counts = {"count": len(targets), **states_counted(targets)}
    yield Text(word("targets_counted").say(language).format(**counts))
    yield from _behind(targets, language)


def _row(found: TargetOutcome, language: Language) -> tuple[str, ...]:
    title = found.title if found.target.hard else word("target_soft").say(language).format(title=found.title)
    due = "" if found.target.due is None else moment_word(found.target.due).say(language)
    numbers = (value_text(found), bound_text(found))
    rest = (state_word(found), short_text(found), cost_text(found))
    return (
        title,
        *(each.say(language) for each in numbers),
        due,
        *(each.say(language) for each in rest),
    )


def _behind(targets: tuple[TargetOutcome, ...], language: Language) -> Iterator[Text]:
    late = [each for each in targets if each.behind]
    if late and late[0].as_of is not None:
        names = word("chart.comma").say(language).join(each.title for each in late)
        facts = {"day": late[0].as_of.isoformat(), "names": names}
        yield Text(word("targets_pace").say(language).format(**facts), style="yellow")
