"""Over a horizon the workbook holds the published tables of every year, one after another."""

import re
import zipfile

import pytest

from tests.cli.running import SCENARIOS, simulator

OVERLAY = """\
scenario: tables_over_two_years
extends: {base}
reason: two years of published tables
changes:
  - add: horizon
    content: {{until: 2015}}
"""
TABLES = SCENARIOS / "longgang_2014_tables.yaml"


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    overlay = folder / "two_years.yaml"
    overlay.write_text(OVERLAY.format(base=TABLES), encoding="utf-8")
    made = {}
    for name, scenario in (("one", TABLES), ("two", overlay)):
        made[name] = folder / f"{name}.xlsx"
        said = simulator("run", scenario, "--xlsx", made[name])
        assert said.code == 0, said.err
    return made


def sheet_names(book):
    with zipfile.ZipFile(book) as opened:
        return re.findall(r'<sheet name="([^"]*)"', opened.read("xl/workbook.xml").decode())


def sheet(book, number):
    with zipfile.ZipFile(book) as opened:
        return opened.read(f"xl/worksheets/sheet{number}.xml")


def test_every_year_has_every_table_under_its_number(books):
    one, two = (sheet_names(books[name]) for name in ("one", "two"))
    titles = [name.partition(" ")[2] for name in one]
    years = [name.partition(" ")[2].partition(" ") for name in two]
    assert [year for year, _, _ in years] == ["2014"] * len(one) + ["2015"] * len(one)
    assert [title for _, _, title in years] == titles * 2
    assert len(set(two)) == len(two)


def test_the_first_year_stands_as_it_does_alone(books):
    alone, first = (re.findall(rb"<f>.*?</f><v>.*?</v>", sheet(books[name], 1)) for name in ("one", "two"))
    assert alone == first
    assert any(b"<v>1581.1</v>" in each for each in first)
