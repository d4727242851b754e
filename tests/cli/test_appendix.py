"""`report --appendix all` lists every award; without it a long list is told by its ends."""

import re

import pytest

from tests.cli.running import LONGGANG, simulator
from tests.reports.test_report import page_count


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for choice in ("short", "all"):
        said = simulator("report", LONGGANG, "--appendix", choice, "--out", folder / f"{choice}.pdf")
        assert said.code == 0, said.err
        made[choice] = (folder / f"{choice}.pdf").read_bytes()
    return made


def test_the_whole_list_takes_more_pages(reports):
    assert page_count(reports["all"]) >= page_count(reports["short"]) + 5


def test_short_is_what_no_choice_gives(reports, tmp_path):
    said = simulator("report", LONGGANG, "--out", tmp_path / "plain.pdf")
    assert said.code == 0, said.err
    assert (tmp_path / "plain.pdf").read_bytes() == reports["short"]


def test_another_choice_is_refused():
    said = simulator("report", LONGGANG, "--appendix", "half")
    assert said.code == 2
    assert re.search("short.*all", said.err)
