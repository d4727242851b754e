"""The classical slips of YAML, each found by name: in single values, in braces, and in broken lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from simulator.glossary.keys import canonical_key, is_known_key
from simulator.language.source import Source
from simulator.problems import Place, Problem, problem

TEXT_KEYS = ("title", "note", "reason", "document", "quote", "text")
LONGEST_LINE = 2000
_CODE_OF_COLON = {":": "Y134", "：": "Y135"}
_GLUED = re.compile(r"([^\W\d][\w\-]*)\s*([:：])(?!//)\s*(\S*)")
_GROUPED = re.compile(r"[+-]?\d{1,3}")
_GROUP = re.compile(r"\d{3}(?:\.\d+)?")
_HEADER = re.compile(r"[|>][+-]?\s*(?:#.*)?")
_PAIR_AFTER_COMMA = re.compile(r"，\s*[^\W\d][\w\-]*\s*[:：]")


@dataclass(frozen=True, slots=True)
class Written:
    """A single value as YAML saw it: its text, its style (None for plain), its place, whether in braces.

    Of a text block the header line stands for the text.
    """

    text: str
    style: str | None
    place: Place
    in_flow: bool = False

    @property
    def is_plain(self) -> bool:
        """Return whether it stands without quotes."""
        return self.style is None

    @property
    def is_nothing(self) -> bool:
        """Return whether nothing, or only a mark for nothing, was written.

        >>> Written("~", None, Place("a", 1, 1)).is_nothing, Written("", "'", Place("a", 1, 1)).is_nothing
        (True, False)
        """
        return self.is_plain and self.text in ("", "~", "null", "Null", "NULL")


# ── in values that YAML could read ─────────────────────────────────────────────────────────────────


def value_trap(key: Written, value: Written) -> Problem | None:
    """Return the slip in the single value of a key, if there is one."""
    if value.style in ("|", ">"):
        return _opened_block(value)
    if not value.is_plain or canonical_key(key.text) in TEXT_KEYS:
        return None
    if value.in_flow and _PAIR_AFTER_COMMA.search(value.text):
        return problem(value.place, "Y136", text=value.text)
    return _glued(value, is_known_key if value.place.line == key.place.line else _any_word)


def item_trap(item: Written) -> Problem | None:
    """Return the slip in an item of a list, if there is one."""
    if item.style in ("|", ">"):
        return _opened_block(item)
    if not item.is_plain:
        return None
    if item.in_flow and "，" in item.text:
        return problem(item.place, "Y136", text=item.text)
    return _glued(item, is_known_key)


def key_trap(key: Written) -> Problem | None:
    """Return the slip in a key that has a value, if there is one."""
    if not key.is_plain or "，" not in key.text:
        return None
    return problem(key.place, "Y136", text=key.text)


def lone_key_trap(key: Written) -> Problem | None:
    """Return the slip in a key after which nothing is written, if there is one."""
    return key_trap(key) or (_glued(key, _any_word) if key.is_plain else None)


def cut_text(key: Written, before: Written | None) -> Problem | None:
    """Return the problem of a text in braces that its own comma cut: the rest looks like a lone key."""
    if before is None or not (before.is_plain and key.is_plain and key.in_flow) or is_known_key(key.text):
        return None
    return problem(key.place, "Y141", first=before.text, key=key.text)


def root_trap(root: Written) -> Problem | None:
    """Return the slip in a file that holds a single value where a mapping is due, if there is one."""
    return _glued(root, _any_word) if root.is_plain else None


def _glued(value: Written, is_key: Callable[[str], bool]) -> Problem | None:
    """Return the problem of `cap:100` or `金额：100`, when what stands before the colon is a key."""
    found = _GLUED.match(value.text)
    if not found or not is_key(found[1]):
        return None
    return problem(value.place, _CODE_OF_COLON[found[2]], key=found[1], value=found[3] or "…")


def _any_word(_: str) -> bool:
    return True


def _opened_block(value: Written) -> Problem | None:
    if _HEADER.fullmatch(value.text):
        return None
    return problem(value.place, "Y133", text=value.text.partition(" #")[0].strip())


def joined_number(first: Written, rest: tuple[Written, ...]) -> tuple[int, str]:
    """Return how many of the following values continue a number cut at its commas, and the whole number.

    >>> at = lambda text, column: Written(text, None, Place("a", 1, column))
    >>> joined_number(at("1", 10), (at("581.1", 12), at("b", 20)))
    (1, '1,581.1')
    """
    number, end, taken = first.text, _end(first), 0
    if not (first.is_plain and _GROUPED.fullmatch(number)):
        return 0, number
    for each in rest:
        if not (each.is_plain and _GROUP.fullmatch(each.text)):
            break
        if (each.place.line, each.place.column) != (first.place.line, end + 1):
            break
        number, end, taken = f"{number},{each.text}", _end(each), taken + 1
    return taken, number


def _end(value: Written) -> int:
    return value.place.column + len(value.text)


# ── in lines that YAML could not read ──────────────────────────────────────────────────────────────


class _Found(NamedTuple):
    """A slip found in a line: its code, where it starts (from 0), what is shown, and further facts."""

    code: str
    start: int
    shown: str
    facts: tuple[tuple[str, str], ...] = ()


_FLOW_KEY = r"[{,]\s*[^\s{}\[\],:\"']+:\s+"
_LINE_KEY = r"\s*(?:-\s+)?[^\s{}\[\],:\"'#]+:\s+"
_BARE = r"[^{}\[\],]*"
_PATTERNS = (
    ("Y131", re.compile(_FLOW_KEY + rf"({_BARE}(?:\bin\s*|属于\s*)\[[^\]]*\])")),
    ("Y132", re.compile(_FLOW_KEY + r"([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?=\s*[},])")),
    ("Y133", re.compile(r":\s+(>\s*=?\s*\d[\w.%]*)")),
    ("Y136", re.compile(_FLOW_KEY + rf"({_BARE}，\s*[^\s{{}}\[\],:，]+:)")),
)
_QUOTED = r"(?:\"[^\"]*\"|'[^']*')"
_MASKED = re.compile(rf"(?:(?<=[:,\-]\s)|(?<=[{{\[(]))({_QUOTED})")
_AFTER_QUOTE = re.compile(
    rf"(?:^{_LINE_KEY}|^\s*-\s+|{_FLOW_KEY}|\[\s*)({_QUOTED}\s*[^\s,:}}\]#'\"][^,}}\]]*)"
)
_KEY_OF_LINE = re.compile(r"\s*(?:-\s+)?([^\s{}\[\],:]+):(?:\s|$)")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_GLUED_LINE = re.compile(r"\s*(?:-\s+)?(([^\W\d][\w\-]*)(:(?=[^\s/])|：)(\S*))")
_GLUED_FLOW = re.compile(r"[{,]\s*(([^\W\d][\w\-]*)(:(?=[^\s/])|：)([^\s,}]*))\s*(?=[},])")
_TWO_COLONS = re.compile(rf"{_LINE_KEY}([^{{\[\"'#\s][^#]*?:)(?:\s|$)|.*?{_FLOW_KEY}([^{{\[\"',}}\]]+:)\s")


def lines_of_yaml(source: Source) -> Iterator[int]:
    """Yield the lines (counted from 1) that do not merely continue a text written for people."""
    text_at: int | None = None
    for number, line in enumerate(source.lines, 1):
        depth = len(line) - len(line.lstrip())
        if text_at is None or (line.strip() and depth <= text_at):
            text_at = depth if _begins_text(line) else None
            yield number


def _begins_text(line: str) -> bool:
    found = _KEY_OF_LINE.match(line)
    return found is not None and canonical_key(found[1]) in TEXT_KEYS


def line_traps(source: Source, line: int) -> tuple[Problem, ...]:
    """Return the slips in one line (counted from 1) that are wrong wherever they stand."""
    text = source.lines[line - 1]
    if len(text) > LONGEST_LINE:
        return ()
    plain = _masked(text)
    return _told(source, line, (*_pattern_traps(plain), *_glued_traps(plain, is_known_key)))


def suspect_traps(source: Source, line: int) -> tuple[Problem, ...]:
    """Return the slips in a line that YAML stopped at: here less proof is needed."""
    text = source.lines[line - 1]
    if len(text) > LONGEST_LINE:
        return ()
    plain = _masked(text)
    found = (*_pattern_traps(plain), *_quote_traps(text), *_glued_traps(plain, _any_word))
    return _told(source, line, found or tuple(_colon_traps(plain)))


def _told(source: Source, line: int, found: tuple[_Found, ...]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            source.place(line, each.start + 1, len(each.shown)),
            each.code,
            tuple(sorted((("text", each.shown), *each.facts))),
        )
        for each in found
    )


def _masked(line: str) -> str:
    """Return the line with quoted texts and the comment overwritten, every column kept."""
    without = _MASKED.sub(lambda found: "x" * len(found[0]), line)
    return _COMMENT.sub(lambda found: " " * len(found[0]), without)


def _pattern_traps(plain: str) -> Iterator[_Found]:
    for code, pattern in _PATTERNS:
        for found in pattern.finditer(plain):
            yield _Found(code, found.start(1), found[1])


def _quote_traps(line: str) -> Iterator[_Found]:
    for found in _AFTER_QUOTE.finditer(line):
        yield _Found("Y137", found.start(1), found[1].rstrip())


def _glued_traps(plain: str, is_key: Callable[[str], bool]) -> Iterator[_Found]:
    whole = _GLUED_LINE.match(plain)
    for found in (*([whole] if whole else []), *_GLUED_FLOW.finditer(plain)):
        if is_key(found[2]):
            facts = (("key", found[2]), ("value", found[4] or "…"))
            yield _Found(_CODE_OF_COLON[found[3]], found.start(1), found[1], facts)


def _colon_traps(plain: str) -> Iterator[_Found]:
    found = _TWO_COLONS.match(plain)
    if found:
        group = 1 if found[1] is not None else 2
        yield _Found("Y138", found.start(group), found[group])
