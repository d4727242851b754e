"""How every figure looks: inks, sizes, and the matplotlib settings it is made and written under.

The inks stay apart for colour-blind readers and in grey print: dark, middle and light differ in
lightness as well as in hue, and no meaning hangs on colour alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import matplotlib as mpl

from simulator.charts.typeface import registered_families

PAPER = "#ffffff"
INK = "#1b2733"
MUTED = "#5d6974"
RULE = "#c3cad1"
GIVEN = "#1f5f99"
ASKED = "#c5d8ea"
PLAIN = "#8a97a3"
PLAIN_TINT = "#dde2e7"
LOSS = "#d5713f"
MISSED = "#a8201a"
LABEL = "#9a4a1c"
UNSPENT = "#c9962f"
UNSPENT_TINT = "#f4e2c0"

WIDTH = 6.7  # inches: the text width of an A4 page, so sizes are true in a report
MARGIN = 0.08
TITLE, BODY, SMALL, TINY = 11.0, 8.0, 7.0, 6.3
DOTS_OF_INCH = 200


@contextmanager
def settings(**more: Any) -> Iterator[None]:
    """Hold matplotlib to our own settings (and more of them), whatever the notebook around it has chosen.

    `more` are matplotlib's own names with underscores for dots.
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        wanted = {name.replace("_", ".", 1): value for name, value in more.items()}
        cast("Any", mpl.rcParams).update({**_parameters(), **wanted})
        yield


def _parameters() -> dict[str, Any]:
    return {
        "font.family": list(registered_families()),
        "font.size": BODY,
        "pdf.fonttype": 42,
        "svg.fonttype": "path",
        "svg.hashsalt": "simulator",
        "axes.unicode_minus": True,
        "text.parse_math": False,
        "text.hinting": "none",
        "hatch.linewidth": 0.5,
        "path.simplify": False,
    }
