"""The inks stay apart for every reader: in grey print, for the colour-blind, and against the paper."""

from itertools import combinations

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgb

from simulator.charts import style
from simulator.charts.style import settings

# Viénot, Brettel and Mollon's reduction of linear RGB for the two common kinds of colour blindness
PROTAN = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTAN = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
PLAIN_SIGHT = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
BARS_THAT_MEET = [
    ("ASKED", "GIVEN"),
    ("UNSPENT_TINT", "GIVEN"),
    ("UNSPENT_TINT", "PLAIN"),
    ("ASKED", "PLAIN_TINT"),
]
LINES_AND_WORDS = ["INK", "MUTED", "MISSED", "LABEL"]


def linear(color):
    return tuple(((c + 0.055) / 1.055) ** 2.4 if c > 0.04045 else c / 12.92 for c in to_rgb(color))


def luminance(color, sight=PLAIN_SIGHT):
    seen = [sum(weight * c for weight, c in zip(row, linear(color), strict=True)) for row in sight]
    return sum(weight * max(0.0, c) for weight, c in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def contrast(first, second, sight=PLAIN_SIGHT):
    light, dark = sorted((luminance(first, sight), luminance(second, sight)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", LINES_AND_WORDS)
def test_words_stand_out_from_the_paper(name):
    assert contrast(getattr(style, name), style.PAPER) >= 4.5


@pytest.mark.parametrize("sight", [PLAIN_SIGHT, PROTAN, DEUTAN], ids=["plain", "protan", "deutan"])
@pytest.mark.parametrize(("first", "second"), BARS_THAT_MEET[:3])
def test_bars_that_meet_differ_in_lightness_for_every_reader(first, second, sight):
    assert contrast(getattr(style, first), getattr(style, second), sight) >= 2.0


@pytest.mark.parametrize("sight", [PLAIN_SIGHT, PROTAN, DEUTAN], ids=["plain", "protan", "deutan"])
def test_gain_loss_and_miss_differ_in_lightness_or_are_told_apart_by_their_marks(sight):
    assert contrast(style.GIVEN, style.LOSS, sight) >= 1.5


def test_no_two_inks_are_the_same():
    inks = [value for value in vars(style).values() if isinstance(value, str) and value.startswith("#")]
    assert len(inks) == len(set(inks)) >= 12
    assert all(contrast(first, second) >= 1.0 for first, second in combinations(inks, 2))


def test_settings_are_ours_inside_and_the_readers_outside():
    with mpl.rc_context({"font.size": 33}):
        with settings(svg_fonttype="none"):
            assert mpl.rcParams["font.size"] == style.BODY
            assert mpl.rcParams["svg.fonttype"] == "none"
            assert mpl.rcParams["pdf.fonttype"] == 42
        assert mpl.rcParams["font.size"] == 33


def test_settings_are_given_back_even_when_drawing_fails():
    before = dict(mpl.rcParams)
    with pytest.raises(ZeroDivisionError), settings():
        raise ZeroDivisionError
    assert dict(mpl.rcParams) == before


def test_an_unknown_setting_is_refused():
    with pytest.raises(KeyError), settings(no_such="x"):
        pass
