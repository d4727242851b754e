"""What to say where YAML stopped, in plain words, and which lines to leave out to find the next fault."""

import re
from collections.abc import Callable
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from simulator.language.source import Source
from simulator.language.traps import suspect_traps
from simulator.problems import Place, Problem, problem

LONGEST_SHOWN = 60
_ENTRY = re.compile(r"\s*(?:-\s+\S|(?:-\s+)?[^\s{}\[\],#][^{}\[\],#]*?:(?:\s|$))")
_LAST_WORD = re.compile(r"[^\s{}\[\],]*$")
_LOCAL = re.compile(r"flow|quoted scalar|block scalar|simple key|alias|anchor|tag|next token")


class Stop(NamedTuple):
    """Where YAML stopped: the line and column (from 1) it names, where the construct began, and its words.

    `at_end` says that it ran to the end of the text.
    """

    line: int
    column: int
    from_line: int
    from_column: int
    words: str
    at_end: bool = False


def stop_of(error: YAMLError, source: Source) -> Stop:
    """Return where and why YAML stopped, within the lines of the source.

    The construct's beginning counts when it is a small one (a bracket, a quote); a whole block says nothing.
    """
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Stop(1, 1, 1, 1, str(error).partition("\n")[0])
    words = f"{error.context or ''}: {error.problem or ''}"
    mark, began = error.problem_mark, error.context_mark
    line, column = _within(mark.line + 1, mark.column + 1, source)
    at_end = not source.after(mark.line + 1, mark.column + 1).strip() and line == _last(source)
    if began is None or not _LOCAL.search(error.context or ""):
        return Stop(line, column, line, column, words, at_end)
    return Stop(line, column, *_within(began.line + 1, began.column + 1, source), words, at_end)


def _within(line: int, column: int, source: Source) -> tuple[int, int]:
    """Return the position, or the end of the last written line when it lies beyond it."""
    last = _last(source)
    return (line, column) if line <= last else (last, max(1, len(source.lines[last - 1])))


def _last(source: Source) -> int:
    return max((number for number, text in enumerate(source.lines, 1) if text.strip()), default=1)


def problems_of(stop: Stop, source: Source) -> tuple[Problem, ...]:
    """Return what is wrong where YAML stopped: a slip known by name, else what YAML missed."""
    lines = range(stop.from_line, min(stop.line, stop.from_line + 5) + 1)
    tabs = tuple(each for line in lines for each in tab_problems(source, line))
    if tabs:
        return tabs
    own = lines[:1] if _runs_into_next(stop, source) else lines
    named = tuple(each for line in own for each in suspect_traps(source, line))
    return named or (_explained(stop, source),)


def tab_problems(source: Source, line: int) -> tuple[Problem, ...]:
    """Return the tab in the indentation of a line, if there is one."""
    text = source.lines[line - 1]
    indentation = text[: len(text) - len(text.lstrip())]
    if "\t" not in indentation or not text.strip():
        return ()
    return (problem(source.place(line, indentation.index("\t") + 1), "Y122"),)


def damaged(stop: Stop, source: Source) -> range:
    """Return the lines (from 1) of the smallest entry that holds the fault, with all that is below it."""
    first = stop.from_line
    depth = _indentation(source.lines[first - 1])
    last = first if _runs_into_next(stop, source) else stop.line
    while last < len(source.lines) and _belongs(source.lines[last], depth):
        last += 1
    return range(first, last + 1)


def is_entry(source: Source, line: int) -> bool:
    """Return whether a line begins an entry or an item of its own, so that a fault in it is its own."""
    return bool(_ENTRY.match(source.lines[line - 1]))


def _runs_into_next(stop: Stop, source: Source) -> bool:
    """Return whether YAML stopped in the next entry because something was left open before it."""
    began, here = source.lines[stop.from_line - 1], source.lines[stop.line - 1]
    return (
        stop.line > stop.from_line
        and _indentation(here) <= _indentation(began)
        and is_entry(source, stop.line)
    )


def _belongs(line: str, depth: int) -> bool:
    return not line.strip() or _indentation(line) > depth


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# ── explanations ───────────────────────────────────────────────────────────────────────────────────


def _explained(stop: Stop, source: Source) -> Problem:
    if _has_no_key(stop, source):
        return problem(_here(stop, source), "Y111")
    return next(explain(stop, source) for words, explain in _EXPLANATIONS if re.search(words, stop.words))


def _has_no_key(stop: Stop, source: Source) -> bool:
    before, rest = (
        source.lines[stop.line - 1][: stop.column - 1].strip(),
        source.after(stop.line, stop.column),
    )
    return rest[:1] == ":" and before[-1:] in ("", "-", "{", ",")


def _here(stop: Stop, source: Source) -> Place:
    return source.place(stop.line, stop.column)


def _there(stop: Stop, source: Source) -> Place:
    return source.place(stop.from_line, stop.from_column)


def _open_quote(stop: Stop, source: Source) -> Problem:
    return problem(_there(stop, source), "Y125")


def _escape(stop: Stop, source: Source) -> Problem:
    return problem(_here(stop, source), "Y127")


def _no_colon(stop: Stop, source: Source) -> Problem:
    line = source.lines[stop.from_line - 1].strip()
    return problem(source.place(stop.from_line, stop.from_column, len(line)), "Y128", text=_cut(line))


def _reserved(stop: Stop, source: Source) -> Problem:
    return problem(_here(stop, source), "Y126", text=source.after(stop.line, stop.column)[:1] or "?")


def _open_bracket(stop: Stop, source: Source) -> Problem:
    bracket = source.after(stop.from_line, stop.from_column)[:1]
    if stop.at_end or _runs_into_next(stop, source):
        return problem(_there(stop, source), "Y124", text=bracket)
    column = _start_of_word(source, stop.line, stop.column)
    text = _word_at(source, stop.line, column)
    return problem(source.place(stop.line, column, len(text)), "Y129", text=text, bracket=bracket)


def _start_of_word(source: Source, line: int, column: int) -> int:
    """Return where the key begins whose colon YAML stopped at, or the column itself."""
    word = _LAST_WORD.search(source.lines[line - 1][: column - 1])
    at_colon = source.after(line, column)[:1] == ":"
    return column - len(word[0]) if word and at_colon else column


def _misplaced(stop: Stop, source: Source) -> Problem:
    rest, before = source.after(stop.line, stop.column), source.lines[stop.line - 1][: stop.column - 1]
    if rest[:1] in ("]", "}"):
        return problem(_here(stop, source), "Y130", text=rest[:1])
    if before.strip() not in ("", "-"):
        return problem(_here(stop, source), "Y140", text=_cut(rest))
    return _indented(stop, source)


def _in_list(stop: Stop, source: Source) -> Problem:
    found = _misplaced(stop, source)
    if found.code != "Y123" or found.fact("column") != found.fact("above"):
        return found
    return problem(found.place, "Y139", text=_cut(source.lines[stop.line - 1].strip()))


def _indented(stop: Stop, source: Source) -> Problem:
    line = source.lines[stop.line - 1]
    column = _indentation(line) + 1
    above = next((text for text in reversed(source.lines[: stop.line - 1]) if _counts(text)), "")
    place = source.place(stop.line, column, len(line.strip()))
    return problem(place, "Y123", column=column, above=_indentation(above) + 1)


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _anchor(stop: Stop, source: Source) -> Problem:
    return problem(_there(stop, source), "Y108", text=_word_at(source, stop.from_line, stop.from_column))


def _tag(stop: Stop, source: Source) -> Problem:
    return problem(_there(stop, source), "Y109", text=_word_at(source, stop.from_line, stop.from_column))


def _block_text(stop: Stop, source: Source) -> Problem:
    return problem(
        _there(stop, source), "Y133", text=_cut(source.after(stop.from_line, stop.from_column).strip())
    )


def _other(stop: Stop, source: Source) -> Problem:
    return problem(_here(stop, source), "Y121", words=stop.words.lstrip(": "))


def _word_at(source: Source, line: int, column: int) -> str:
    return _cut(source.after(line, column).split(" ")[0]) or "…"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


# In the order tried; the first whose words occur in YAML's own explains.
_EXPLANATIONS: tuple[tuple[str, Callable[[Stop, Source], Problem]], ...] = (
    (r"quoted scalar.*(?:end of stream|document indicator|document separator)", _open_quote),
    (r"escape", _escape),
    (r"could not find expected ':'", _no_colon),
    (r"cannot start any token", _reserved),
    (r"scanning an? (?:alias|anchor)", _anchor),
    (r"scanning a tag", _tag),
    (r"block scalar", _block_text),
    (r"mapping values are not allowed", _indented),
    (r"parsing a flow (?:mapping|sequence)", _open_bracket),
    (r"parsing a block mapping", _misplaced),
    (r"parsing a block collection", _in_list),
    (r"", _other),
)
