"""The two faces every text is drawn with: what they can show, how wide it is, and where it breaks.

Both files come with installed packages and are taken by path, so no font of the machine, and no other
font of the same name, can change a figure. They hold TrueType outlines, which a PDF embeds whole.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags

from simulator.problems import FindingError

CHINESE_FILE = Path("fonts") / "NotoSansSC-Regular.ttf"
FALLBACK_FILE = Path("fonts") / "ttf" / "DejaVuSans.ttf"
CHINESE, FALLBACK = "Noto Sans SC", "DejaVu Sans"
# names of our own: a machine may hold another file under the family's public name
FAMILIES = ("Simulator Noto Sans SC", "Simulator DejaVu Sans")
POINTS_OF_INCH = 72
ELLIPSIS = "…"
NEVER_FIRST = frozenset(",.;:!?%)]}、，。；：！？％）》】〉」』］”’…·")
NEVER_LAST = frozenset("([{（《【〈「『［“‘")


@cache
def font_files() -> tuple[Path, Path]:
    """Return the Chinese face and the fallback; raises FindingError R694 when the font package is missing."""
    package = find_spec("zhplot")
    chinese = Path(package.origin).parent / CHINESE_FILE if package and package.origin else None
    if chinese is None or not chinese.is_file():
        raise FindingError("R694", package="zhplot", file=CHINESE_FILE.name)
    return chinese, Path(get_data_path()) / FALLBACK_FILE


def registered_families() -> tuple[str, str]:
    """Return the family names a figure asks for, known to matplotlib from now on."""
    known = {entry.name for entry in fontManager.ttflist}
    for name, path in zip(FAMILIES, font_files(), strict=True):
        if name not in known:
            fontManager.ttflist.append(FontEntry(fname=str(path), name=name, weight=400))
    return FAMILIES


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters neither face can show, each once, in the order met.

    >>> missing_characters("补贴50%"), missing_characters("𠮷田𠮷")
    ((), ('𠮷',))
    """
    shown = _charmaps()
    return tuple(dict.fromkeys(c for c in text if not any(ord(c) in charmap for charmap in shown)))


def require_glyphs(texts: Iterable[str]) -> None:
    """Raise FindingError R690 that names the first character no face can show, and the text it stands in."""
    for text in texts:
        missing = missing_characters(text)
        if missing:
            name = f"U+{ord(missing[0]):04X} {unicodedata.name(missing[0], '')}".strip()
            raise FindingError("R690", character=missing[0], name=name, text=text)


def one_line(text: str) -> str:
    """Return a text with every run of white space as one space: a figure breaks lines itself."""
    return " ".join(text.split())


def text_width(text: str, size: float) -> float:
    """Return the width in inches of one line set at a size in points.

    >>> text_width("龙岗", 36)
    1.0
    """
    return sum(_advance(c) for c in text) * size / POINTS_OF_INCH


def wrapped(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """Return a text as at most so many lines of a width in inches; what does not fit ends in an ellipsis.

    Chinese breaks between any two characters but never before a closing mark or after an opening one;
    other words break at spaces.

    >>> wrapped("经营场所租金补贴", 36, 2.0, 2)
    ('经营场所', '租金补贴')
    """
    lines = _filled(_pieces(one_line(text)), size, width)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], _shortened("".join(lines[most - 1 :]), size, width))


@cache
def _charmaps() -> tuple[Mapping[int, int], ...]:
    return tuple(dict(FT2Font(str(path)).get_charmap()) for path in font_files())


@cache
def _face(index: int) -> FT2Font:
    return FT2Font(str(font_files()[index]))


@cache
def _advance(character: str) -> float:
    for index, charmap in enumerate(_charmaps()):
        if ord(character) in charmap:
            face = _face(index)
            advance: int = face.load_char(ord(character), LoadFlags.NO_SCALE).horiAdvance
            return advance / float(face.units_per_EM)
    return 1.0


def _pieces(text: str) -> tuple[str, ...]:
    pieces: list[str] = []
    for c in text:
        if pieces and _joined(pieces[-1][-1], c):
            pieces[-1] += c
        else:
            pieces.append(c)
    return tuple(pieces)


def _joined(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST:
        return True
    return not (_breaks(before) or _breaks(after)) or after == " "


def _breaks(character: str) -> bool:
    return character == " " or unicodedata.east_asian_width(character) in {"W", "F"}


def _filled(pieces: Sequence[str], size: float, width: float) -> tuple[str, ...]:
    lines = [""]
    for piece in (part for whole in pieces for part in _cut(whole, size, width)):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width + 1e-9:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return tuple(line.rstrip() for line in lines)


def _cut(piece: str, size: float, width: float) -> tuple[str, ...]:
    """Return one unbreakable piece as parts that fit: an endless word is cut where it must be."""
    parts = [""]
    for c in piece:
        if parts[-1] and text_width(parts[-1] + c, size) > width:
            parts.append("")
        parts[-1] += c
    return tuple(parts)


def _shortened(text: str, size: float, width: float) -> str:
    while text and text_width(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
