"""The workbook: live sums that come to what they show, numbers as numbers, texts that are only texts."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.run import run
from simulator.files.disclosure_book import disclosure_xlsx
from simulator.files.workbook import LONGEST_NAME, Cell, Sheet, Workbook, sheet_name, workbook_bytes
from simulator.model.result import Result
from simulator.problems import FindingError
from tests.engine.year.disclosing import SMALL, drawn
from tests.language.texts import scenario_of, with_line

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class Read:
    """One cell read back: its text or number, and its formula."""

    text: str
    number: Fraction | None
    formula: str


def ran(text: str = SMALL) -> Result:
    return run(scenario_of(text), {})


def tree(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 our own text


def sheets_of(content: bytes) -> dict[str, dict[str, Read]]:
    """Return the cells of every sheet by name and address, read from the file's own XML."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    strings = [
        "".join(node.text or "" for node in each.iter(f"{{{NS['m']}}}t"))
        for each in tree(archive.read("xl/sharedStrings.xml")).findall("m:si", NS)
    ]
    names = [each.attrib["name"] for each in tree(archive.read("xl/workbook.xml")).find("m:sheets", NS)]
    return {
        name: dict(cells_in(archive.read(f"xl/worksheets/sheet{number}.xml"), strings))
        for number, name in enumerate(names, 1)
    }


def cells_in(xml: bytes, strings: list[str]) -> Iterator[tuple[str, Read]]:
    for cell in tree(xml).iter(f"{{{NS['m']}}}c"):
        value = cell.findtext("m:v", "", NS)
        if cell.get("t") == "s":
            yield cell.attrib["r"], Read(strings[int(value)], None, "")
        elif value:
            yield cell.attrib["r"], Read("", Fraction(value), cell.findtext("m:f", "", NS))


def summed(formula: str, cells: dict[str, Read]) -> Fraction:
    """Return what =SUM(…) over columns or rows comes to, worked out here."""
    total = Fraction(0)
    for part in formula.removeprefix("SUM(").removesuffix(")").split(","):
        first, _, last = part.partition(":")
        (left, top), (right, bottom) = (split(each) for each in (first, last or first))
        total += sum(
            (cells[address].number or Fraction(0))
            for address in cells
            if left <= split(address)[0] <= right and top <= split(address)[1] <= bottom
        )
    return total


def split(address: str) -> tuple[tuple[int, str], int]:
    letters, digits = re.fullmatch(r"([A-Z]+)([0-9]+)", address).groups()
    return (len(letters), letters), int(digits)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10**6))
def test_every_sum_is_a_formula_that_comes_to_the_number_beside_it(seed):
    result = ran(drawn(seed).text())
    formulas = 0
    for cells in sheets_of(disclosure_xlsx(result, "zh")).values():
        for cell in cells.values():
            if cell.formula:
                assert summed(cell.formula, cells) == cell.number
                formulas += 1
    assert formulas > 10


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10**6))
def test_every_printed_amount_is_in_the_workbook_as_that_number(seed):
    result = ran(drawn(seed).text())
    found = result.accounts.disclosure
    for table, cells in zip(found.tables, sheets_of(disclosure_xlsx(result, "en")).values(), strict=True):
        shown = sorted(cell.number for cell in cells.values() if cell.number is not None)
        due = sorted(
            Fraction(each, 10**found.decimals)
            for row in table.rows
            for each in row.printed
            if not row.head.note
        )
        assert shown == due, table.id


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_result_gives_the_same_bytes(language):
    assert disclosure_xlsx(ran(), language) == disclosure_xlsx(ran(), language)


def test_each_sheet_has_its_title_its_unit_and_the_document_its_title():
    content = disclosure_xlsx(ran(), "zh")
    sheets = sheets_of(content)
    assert list(sheets)[:2] == ["1 部门收支总表", "2 部门收入总表"]
    first = sheets["1 部门收支总表"]
    assert first["A1"].text == "小预算 · 2024 · 部门收支总表"
    assert first["A2"].text == "单位:元"
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert "<dc:title>小预算</dc:title>" in archive.read("docProps/core.xml").decode()


def test_an_empty_table_says_so():
    sheets = sheets_of(disclosure_xlsx(ran(), "zh"))
    (name,) = (each for each in sheets if each.endswith("政府性基金预算支出表"))
    assert "空表列示" in sheets[name]["A2"].text


def test_invented_applicants_are_marked_on_every_sheet():
    text = SMALL.replace("programmes:\n", PEOPLE, 1).replace("amount: 350", "amount: 340")
    text = with_line("disclosure:\n", "disclosure:\n", text)
    result = ran(with_line("  lines:\n", f"  lines:\n{HEADS}", text))
    assert result.synthetic
    sheets = sheets_of(disclosure_xlsx(result, "en"))
    assert all("synthetic data" in cells["A2"].text for cells in sheets.values())


PEOPLE = """\
populations: {people: {id: id, synthetic: {count: 4, columns: {wage: {fixed: 5}}}}}
programmes:
  heads: {spending: project, applicants: people, award: [{fixed: 2.5元}], when_short: in_full}
"""
HEADS = """\
    heads: {function: 2060499, department: 31205, government: 507,
      source: city, spending: project, programme: heads}
"""


def test_a_title_is_never_a_formula_or_a_link():
    for title in ("=1+1", "http://example.org", "'=x"):
        text = with_line("title: 市财政", f'title: "{title}"', SMALL)
        cells = sheets_of(disclosure_xlsx(ran(text), "zh"))["2 部门收入总表"]
        assert [cell.formula for cell in cells.values() if cell.text == title] == [""]


def test_there_is_no_workbook_without_tables():
    with pytest.raises(FindingError) as error:
        disclosure_xlsx(ran(SMALL[: SMALL.index("disclosure:")]), "zh")
    assert error.value.code == "R714"


def test_a_number_of_more_digits_than_a_spreadsheet_holds_is_a_text():
    rows = ((Cell(9_007_199_254_740_993, "number"), Cell(900_719_925_474_099, "number")),)
    content = workbook_bytes(Workbook("t", "", 2024, 2, (Sheet("a", rows, (10.0, 10.0), 1),)))
    cells = sheets_of(content)["1 a"]
    assert cells["A1"].text == "90,071,992,547,409.93"
    assert cells["B1"].number == Fraction("9007199254740.99")


@given(st.text(max_size=60), st.integers(1, 99))
def test_a_sheet_has_a_name_that_a_spreadsheet_takes(title, number):
    name = sheet_name(title, number)
    assert 0 < len(name) <= LONGEST_NAME
    assert not set(name) & set("[]:*?/\\'")
    assert name.split()[0] == str(number)
