"""What a path of a result is called on a page: the title of what it stands under, and the figure in words."""

from simulator.charts.view import View, name_of
from simulator.glossary import CHINESE_KEYS
from simulator.glossary.words import WORDS
from simulator.reports.wording import say

BETWEEN = " · "
OF_LINES = "ledgers"
OF_THE_WHOLE = frozenset({"pace", "disclosure", OF_LINES})
TITLED = frozenset({"sources", "spending", "programmes", "figures", "constraints", "targets", "funds"})
TOTAL = "total"
UNNAMED = frozenset({"value"})
"""A figure that is all there is of what it stands under: the title says it."""


def figure_name(view: View, path: str) -> str:
    """Return what a path is called: `programmes.rent.award` is its title and what is granted of it.

    Whatever has no title and no word of its own stands as it is written.
    """
    programme, found, applicant = path.partition("/")
    if found:
        return BETWEEN.join((_title(view, "programmes", programme), applicant))
    section, *rest = path.split(".")
    # a line of the ledgers is told as the programme or the class it is
    if section == OF_LINES and len(rest) > 2 and rest[0] in {"programmes", "spending"}:
        section, *rest = rest
    if not rest:
        return _word(view, section)
    names = (_word(view, each) for each in rest[1:] if each not in UNNAMED)
    own = (_word(view, section),) if section in OF_THE_WHOLE or rest[0] == TOTAL else ()
    return BETWEEN.join((*own, _title(view, section, rest[0]), *names))


def _title(view: View, section: str, name: str) -> str:
    items = getattr(view.result.scenario, section, ()) if section in TITLED else ()
    found = next((each for each in items if each.id == name), None)
    return _word(view, name) if found is None else name_of(found.title, name)


def _word(view: View, segment: str) -> str:
    if f"report.figure.{segment}" in WORDS:
        return say(view, f"figure.{segment}")
    if view.language == "zh":
        return CHINESE_KEYS.get(segment, segment)
    return segment.replace("_", " ")
