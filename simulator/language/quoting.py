"""Parts of a written file for a reader: the cases of a file one by one, keys in either language."""

from collections.abc import Iterator, Mapping
from textwrap import dedent, indent
from types import MappingProxyType
from typing import Any

from simulator.glossary import CHINESE_KEYS, Language
from simulator.language.canonical import CALENDAR_ROWS, Trail, below, holds_ids
from simulator.language.compose import compose
from simulator.language.records import fields_of
from simulator.language.registry import REGISTRIES
from simulator.language.takes import records_in
from simulator.model import kinds
from simulator.model.calendar import USUAL_STAGES
from simulator.model.case import CaseNotes
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.model.goals import AIM_WORDS
from simulator.model.kinds import Kind
from simulator.model.scenario import Scenario
from simulator.problems import Place

ROW = "row"
INSIDE = "programmes:\n  p:\n"
EXPECTED = len(("cases", "id", "expect"))
HOW_EXPECTED = ("is", "as_printed", "round")


def quoted_cases(text: str, language: Language = "en") -> Mapping[str, str]:
    r"""Return what is written under each case, by the word it is an example of: its `row`, else its id.

    >>> dict(quoted_cases("cases:\n  cap:\n    given: {rent: 1元}\n    pot: 1元\n", "zh"))
    {'cap': '已知: {rent: 1元}\n资金盘: 1元'}
    """
    root, _ = compose(text, "cases")
    cases = None if root is None else root.get("cases")
    if not isinstance(cases, MappingNode):
        return MappingProxyType({})
    lines = (in_chinese(text) if language == "zh" else text).splitlines()
    ends = [*(each.place.line - 1 for each in cases.entries[1:]), len(lines)]
    pairs = zip(cases.entries, ends, strict=True)
    return MappingProxyType({_word(case): _body(lines, case, end) for case, end in pairs})


def _word(case: Entry) -> str:
    row = case.value.get(ROW) if isinstance(case.value, MappingNode) else None
    return row.text if isinstance(row, Scalar) else case.key


def _body(lines: list[str], case: Entry, end: int) -> str:
    """Return a case's lines without the one that says whose example it is."""
    kept = (line for line in lines[case.place.line : end] if line.split(":")[0].strip() not in _ROWS)
    return dedent("\n".join(kept)).strip("\n")


_ROWS = (ROW, CHINESE_KEYS[ROW])


# ── keys in Chinese ────────────────────────────────────────────────────────────────────────────────


def in_chinese(text: str) -> str:
    r"""Return a scenario, an overlay or a case file with our words in Chinese, the officer's ids as they are.

    >>> in_chinese("sources:\n  total: {amount: 1元}\nyear: 2014")
    '资金来源:\n  total: {金额: 1元}\n年度: 2014'
    """
    root, _ = compose(text, "")
    lines = text.splitlines()
    for place, chinese in sorted(_words_of(root, ()), reverse=True) if root is not None else ():
        line, start = lines[place.line - 1], place.column - 1
        lines[place.line - 1] = line[:start] + chinese + line[start + place.width :]
    return "\n".join(lines)


def programme_in_chinese(text: str) -> str:
    r"""Return what is written of a programme with our words in Chinese.

    >>> programme_in_chinese("award: {cap: 1元}\nwhen_short: pro_rata")
    '核定: {封顶: 1元}\n不足时: 同比例压减'
    """
    whole = in_chinese(INSIDE + indent(text, "    "))
    return dedent("\n".join(whole.splitlines()[INSIDE.count("\n") :]))


def _words_of(node: Node, trail: Trail) -> Iterator[tuple[Place, str]]:
    """Yield the place of every word of ours with its Chinese form: keys, and single values that are words."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _words_of(item, trail)
    elif isinstance(node, MappingNode):
        for entry in node.entries:
            if _is_ours(entry.key, trail):
                yield entry.place, CHINESE_KEYS[entry.key]
            yield from _words_of(entry.value, below(trail, entry.written))
    elif node.text in _words_at(trail) and node.text in CHINESE_KEYS:
        yield node.place, CHINESE_KEYS[node.text]


def _is_ours(key: str, trail: Trail) -> bool:
    # what a case expects of its rows stands by their ids
    of_rows = trail[:1] == ("cases",) and trail[2:3] == ("expect",) and len(trail) > EXPECTED
    return key in CHINESE_KEYS and not holds_ids(trail) and (not of_rows or key in HOW_EXPECTED)


def _words_at(trail: Trail) -> tuple[str, ...]:
    """Return our words that may stand as a single value at a place; all else is the officer's."""
    if trail[:-1] in CALENDAR_ROWS:
        return USUAL_STAGES.words
    return () if not trail or holds_ids(trail[:-1]) else WORDS_AT.get(trail[-1], ())


def _collected(records: Iterator[type[Any]]) -> Mapping[str, tuple[str, ...]]:
    """Return the words that records take as values, by the key they stand under."""
    found: dict[str, tuple[str, ...]] = {}
    for key, words in (pair for record in records for pair in _pairs(record)):
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *words)))
    return MappingProxyType(found)


def _pairs(record: type[Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    short: str | None = getattr(record, "short", None)
    for key, field in fields_of(record).items():
        yield key, _values(field.kind)
        if key == short:
            yield record.word, _values(field.kind)


def _values(kind: Kind) -> tuple[str, ...]:
    """Return the words among which a kind chooses."""
    if isinstance(kind, kinds.ListOf):
        return _values(kind.item)
    if isinstance(kind, kinds.Either):
        return (*_values(kind.scalar), *_values(kind.other))
    if isinstance(kind, kinds.OneOf):
        return BARE_WORDS.get(kind.registry, ())
    if isinstance(kind, kinds.Flag):
        return ("yes", "no")
    if isinstance(kind, kinds.StageWord):
        return USUAL_STAGES.words
    return kind.words if isinstance(kind, kinds.Choice) else ()


def _records(*roots: type[Any]) -> Iterator[type[Any]]:
    """Yield records and all that stand inside them, each once."""
    waiting, seen = list(roots), list[type[Any]]()
    while waiting:
        record = waiting.pop(0)
        if record not in seen:
            seen.append(record)
            yield record
            inside = (each.kind for each in fields_of(record).values())
            waiting += [found for kind in inside for _, found in records_in(kind, "")]


BARE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "methods": tuple(REGISTRIES.methods),
        "measures": REGISTRIES.measures,
        "goals": tuple(REGISTRIES.goals),
        "aims": tuple(dict.fromkeys((*AIM_WORDS, *REGISTRIES.aims, *REGISTRIES.measures))),
    }
)
ROOTS = (
    Scenario,
    CaseNotes,
    *REGISTRIES.rules.values(),
    *REGISTRIES.methods.values(),
    *REGISTRIES.goals.values(),
    *REGISTRIES.aims.values(),
)
WORDS_AT = _collected(_records(*ROOTS))
