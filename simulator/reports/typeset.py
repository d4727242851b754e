"""Pages → PDF bytes with typst: tagged for screen readers, no clock, no font of the machine."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import typst

from simulator.charts.typeface import CHINESE, FALLBACK, font_files, one_line, require_glyphs
from simulator.reports.blocks import Pages, Section, Table
from simulator.reports.widths import fitted

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
STANDARDS = ["ua-1"]
_compile: Any = typst.compile  # its stub wants input and font paths of one type


def typeset(pages: Pages) -> bytes:
    """Return the report as a PDF, the same bytes for the same pages.

    Raises FindingError R690 when a text holds a character no face can show.
    """
    sections = tuple(map(_with_widths, pages.sections))
    content = _cleaned(asdict(replace(pages, sections=sections)))
    require_glyphs(_texts(content))
    compiled: bytes = _compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=[str(path.parent) for path in font_files()],
        ignore_system_fonts=True,
        sys_inputs={
            "report": json.dumps(content, ensure_ascii=False),
            "fonts": json.dumps([CHINESE, FALLBACK]),
        },
        pdf_standards=STANDARDS,
        timestamp=0,
    )
    return compiled


def _with_widths(section: Section) -> Section:
    blocks = (fitted(each) if isinstance(each, Table) else each for each in section.blocks)
    return replace(section, blocks=tuple(blocks))


def _cleaned(value: Any, key: str = "") -> Any:
    """Return the content with every text on one line; drawings stay as they are."""
    if isinstance(value, Mapping):
        return {name: _cleaned(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each, key) for each in value]
    return one_line_kept(value) if isinstance(value, str) and key != "svg" else value


def one_line_kept(text: str) -> str:
    """Return a text on one line; a space at either end, which words around a figure need, is kept."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{one_line(text)}{' ' if after else ''}"


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, key)
    elif isinstance(value, str) and key != "svg":
        yield value
