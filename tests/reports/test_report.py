"""The PDF: the same bytes every time, tagged, searchable, and hostile texts stay texts."""

import hashlib
import json
import re
import subprocess
import sys
import zlib
from dataclasses import replace

import pytest
import typst

from simulator.charts.view import View
from simulator.glossary import LANGUAGES
from simulator.glossary.words.charts import WORDS
from simulator.problems import FindingError
from simulator.reports import pages, report
from simulator.reports.blocks import Column, Pages, Paragraph, Picture, Row, Section, Table
from simulator.reports.typeset import one_line_kept, typeset
from tests.architecture.house import ROOT
from tests.charts.examples import crowded, longgang, longgang_cut, without_money

PROGRAM = """
import hashlib
from simulator.reports import report
from tests.charts.examples import longgang, longgang_cut
print(hashlib.sha256(report(longgang_cut(), longgang())).hexdigest())
"""
HOSTILE = [
    "#panic()",
    "$x$ *b* _i_",
    '#import "x"',
    "]#strong[x",
    "<label> @ref",
    "\\u{202e}",
    "= title",
    "// c",
    "`raw`",
]


def streams(content):
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            continue


def page_count(content):
    objects = content + b"".join(streams(content))
    return len(re.findall(rb"/Type\s*/Page\b", objects))


@pytest.fixture(scope="module")
def plain():
    return report(longgang())


def test_the_same_result_is_the_same_bytes(plain):
    assert report(longgang()) == plain


def test_another_process_writes_the_same_bytes():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "11", "LC_ALL": "C", "TZ": "Asia/Shanghai", "SOURCE_DATE_EPOCH": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(report(longgang_cut(), longgang())).hexdigest()


def test_the_pdf_is_tagged_for_screen_readers_and_dated_by_its_year(plain):
    everything = plain + b"".join(streams(plain))
    assert plain.startswith(b"%PDF-")
    assert b"pdfuaid" in everything
    assert b"/StructTreeRoot" in everything
    assert set(re.findall(rb"CreationDate\(D:(\d{4})", plain)) <= {b"2014"}
    assert b"2014-01-01" in everything


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", [crowded, without_money])
def test_every_kind_of_result_makes_a_report(example, language):
    content = report(example(), None, language)
    assert page_count(content) >= (1 if example is without_money else 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_beside_its_base_tells_what_changed(language):
    sections = pages(View(longgang_cut(), language, longgang())).sections
    assert sections[1].title == WORDS["report.changes"].say(language)
    assert [block.kind for block in sections[1].blocks] == [
        *("paragraph", "paragraph", "table", "table", "table", "picture")
    ]


def test_a_report_beside_its_base_is_a_pdf_too():
    assert page_count(report(longgang_cut(), longgang())) >= 6


def test_sections_come_in_the_order_a_committee_reads_them():
    titles = [section.title for section in pages(View(longgang())).sections]
    assert titles == [
        "", "各专项核定情况", "资金来源与去向", "约束", "目标与证明", "", "规则与核定金额",
        "与公开数字核对", "假设", "用语", "附录：逐笔核定清单",
    ]  # fmt: skip


def test_every_page_carries_scenario_and_digest():
    found = pages(View(longgang()))
    assert found.running == "情景 longgang_2014 · 摘要 3f2a91c03f2a"
    assert (
        "".join((found.page_words[0], "1", found.page_words[1], "9", found.page_words[2]))
        == "第 1 页 共 9 页"
    )
    assert found.label == "合成数据 synthetic data"


def test_every_picture_has_words_for_those_who_cannot_see_it():
    blocks = [
        block
        for section in pages(View(longgang_cut(), "zh", longgang())).sections
        for block in section.blocks
    ]
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert len(pictures) == 7
    assert all(
        picture.alt and picture.caption and any(c.isdigit() for c in picture.alt) for picture in pictures
    )


def section_of(text):
    table = Table(
        (Column(text), Column("x", "right", 20)), (Row((text, text)), Row((text, text), "total")), text
    )
    return Section(text, (Paragraph(text), Paragraph(text, "warning"), table))


def test_hostile_texts_are_set_as_they_are(monkeypatch):
    seen = {}
    compiled = typst.compile

    def spy(template, **settings):
        seen.update(settings, template=template)
        return compiled(template, **settings)

    monkeypatch.setattr("simulator.reports.typeset._compile", spy)
    sections = tuple(map(section_of, HOSTILE))
    title = HOSTILE[0]
    page = Pages("zh", title, title, title, 2014, title, ("第 ", " 页 共 ", " 页"), "图", sections)
    assert typeset(page).startswith(b"%PDF-")
    found = json.loads(
        typst.query(
            seen["template"],
            "heading",
            field="body",
            sys_inputs=seen["sys_inputs"],
            font_paths=seen["font_paths"],
            ignore_system_fonts=True,
        )
    )
    told = [json.dumps(each, ensure_ascii=False) for each in found]
    wanted = [title, *(text for text in HOSTILE for _ in range(2))]
    for text, heading in zip(wanted, told, strict=True):
        assert json.dumps(text, ensure_ascii=False)[1:-1] in heading


def test_breaks_and_tabs_in_a_text_are_spaces():
    assert one_line_kept("a\n\tb\r\nc") == "a b c"
    assert one_line_kept(" 页 共 ") == " 页 共 "
    assert one_line_kept("") == ""


def test_a_character_no_face_can_show_is_refused_before_it_is_set():
    result = longgang()
    strange = replace(result, scenario=replace(result.scenario, note="公司名：𠮷田"))
    with pytest.raises(FindingError) as error:
        report(strange)
    assert error.value.code == "R690"
    assert "𠮷" in str(error.value)


def test_a_year_no_calendar_holds_leaves_the_pdf_undated():
    result = without_money()
    undated = report(replace(result, scenario=replace(result.scenario, year=12014)))
    assert undated.startswith(b"%PDF-")
    assert b"CreationDate" not in undated
    assert b"CreationDate" in report(result)


def test_the_template_ships_with_the_package():
    assert (ROOT / "simulator" / "reports" / "templates" / "report.typ").is_file()


def test_charts_in_the_pdf_stay_text():
    sections = pages(View(longgang())).sections
    drawings = [block.svg for section in sections for block in section.blocks if isinstance(block, Picture)]
    assert all("<text" in svg and "1,104.20" in svg for svg in drawings[:3])
