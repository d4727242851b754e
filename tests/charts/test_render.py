"""A figure is the same bytes every time, in every process, and leaves no trace in matplotlib's settings."""

import hashlib
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest

from simulator.charts import CHARTS, FORMATS, embedded_svg, render
from tests.architecture.house import ROOT
from tests.charts.examples import longgang

PROGRAM = """
import hashlib
from simulator.charts import CHARTS, render
from tests.charts.examples import longgang
figure = CHARTS["allocation"].draw(longgang(), "zh")
print(*(hashlib.sha256(render(figure, form)).hexdigest() for form in ("pdf", "svg", "png")))
"""


@pytest.fixture(scope="module")
def figure():
    return CHARTS["allocation"].draw(longgang(), "zh")


@pytest.fixture(scope="module")
def pdf(figure):
    return render(figure, "pdf")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_result_is_the_same_bytes(form, figure):
    again = CHARTS["allocation"].draw(longgang(), "zh")
    assert render(figure, form) == render(again, form)


def test_writing_one_form_does_not_change_the_next(figure, pdf):
    first = render(figure, "png")
    assert render(figure, "pdf") == pdf
    assert render(figure, "png") == first


def test_another_process_writes_the_same_bytes(figure):
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={
            "PYTHONHASHSEED": "7",
            "LC_ALL": "C",
            "TZ": "Asia/Shanghai",
            "MPLCONFIGDIR": mpl.get_configdir(),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [hashlib.sha256(render(figure, form)).hexdigest() for form in FORMATS]


def test_the_settings_of_a_notebook_change_nothing_and_are_left_alone(figure):
    expected = render(figure, "svg")
    with mpl.rc_context(
        {"font.size": 30, "svg.fonttype": "none", "lines.linewidth": 9, "font.family": ["serif"]}
    ):
        before = dict(mpl.rcParams)
        assert render(CHARTS["allocation"].draw(longgang(), "zh"), "svg") == expected
        assert dict(mpl.rcParams) == before


def test_a_pdf_embeds_truetype_faces_and_tells_no_time(pdf):
    assert pdf.startswith(b"%PDF-")
    assert b"/FontFile2" in pdf
    assert b"/FontFile3" not in pdf
    assert b"CreationDate" not in pdf


def test_every_face_of_a_pdf_is_a_small_part_of_its_file(pdf):
    assert len(pdf) < 120_000


def test_an_svg_tells_no_time_and_is_well_formed(figure):
    content = render(figure, "svg").decode()
    ET.fromstring(content)  # noqa: S314 our own text
    assert "<dc:date>" not in content
    assert re.search(r"<dc:title>[^<]*1,104\.20", content)


def test_an_embedded_svg_keeps_its_texts_as_texts(figure):
    content = embedded_svg(figure)
    assert "战略性新兴产业经营场所租金补贴" in content
    assert "'Noto Sans SC', 'DejaVu Sans'" in content
    assert "Simulator" not in content
    assert embedded_svg(figure) == content


def test_a_png_is_printed_sharp(figure):
    content = render(figure, "png")
    width = int.from_bytes(content[16:20], "big")
    assert width == round(figure.get_size_inches()[0] * 200)


def test_an_unknown_form_is_refused_by_name(figure):
    with pytest.raises(ValueError, match="pdf, svg, png"):
        render(figure, "gif")
