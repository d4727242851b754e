"""What a page is made of: plain values that the template sets and nothing else interprets.

Texts reach the template as data, never as markup, so a hostile title is only a strange title.
"""

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right", "center"]
Tone = Literal["line", "inner", "sum", "group", "total", "bad"]
FIT = -1.0
"""The width of a column that is as wide as what stands in it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `note` sets it small and grey, `warning` sets it apart."""

    text: str
    tone: Literal["body", "note", "warning"] = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its side, and its width in mm (0: a share of what is left; FIT: what it needs)."""

    title: str
    align: Align = "left"
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of cells; `sum` and `total` are set off, `inner` is indented, `bad` is a miss.

    A `group` heads the lines below it and is repeated with the header on every page they run over.
    """

    cells: tuple[str, ...]
    tone: Tone = "line"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its header is repeated on every page it runs over."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    small: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Card:
    """One key figure: what it is, the figure, and a remark."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Key figures side by side."""

    cards: tuple[Card, ...]
    kind: Literal["cards"] = "cards"


@dataclass(frozen=True, slots=True)
class Seal:
    """The stamp of a result: whether it adds up, and the lines that say how."""

    good: bool
    word: str
    lines: tuple[tuple[str, str], ...]
    kind: Literal["seal"] = "seal"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG text with its size in inches, its caption, and its words for those who cannot see it."""

    svg: str
    width: float
    height: float
    caption: str
    alt: str
    kind: Literal["picture"] = "picture"


Block = Paragraph | Table | Cards | Seal | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the report; `apart` begins it on a new page."""

    title: str
    blocks: tuple[Block, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole report: its cover lines, its sections, and the words around every page."""

    language: str
    title: str
    subtitle: str
    label: str
    year: int
    running: str
    page_words: tuple[str, str, str]
    figure_word: str
    sections: tuple[Section, ...]
