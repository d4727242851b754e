"""Bytes from a disk, and characters from bytes: whatever can go wrong is a finding, never an OSError."""

import os
import stat
from difflib import get_close_matches
from pathlib import Path

from simulator.glossary import Word
from simulator.problems import FindingError, Place, Problem, problem

_WORKBOOK = Word("Excel 工作簿或压缩包", "a workbook or an archive")
_SIGNATURES: tuple[tuple[bytes, Word], ...] = (
    (b"PK\x03\x04", _WORKBOOK),
    (b"\xd0\xcf\x11\xe0", _WORKBOOK),
    (b"\x1f\x8b", _WORKBOOK),
    (b"PAR1", Word("Parquet 文件", "a Parquet file")),
    (b"%PDF", Word("PDF 文件", "a PDF file")),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_NAMES = 10_000
# A true GB18030 text all but never begins with so many characters that also happen to be good UTF-8.
_ENOUGH_UTF_8 = 4


def read_bytes(path: Path, most: int) -> bytes:
    """Return the content of an ordinary file of at most `most` bytes.

    Raises FindingError D401 (missing), D402 (a folder or device), D403 (unreadable), D404 (too large).
    """
    found = _status(path)
    if not stat.S_ISREG(found.st_mode):
        raise FindingError("D402", name=_name(path))
    if found.st_size > most:
        raise FindingError("D404", name=_name(path), size=found.st_size, most=most)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        # a ValueError is a name that no file can have, such as one with a NUL
        raise FindingError("D401", name=_name(path), nearest=_nearest_file(path)) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> FindingError:
    return FindingError("D403", name=_name(path), reason=error.strerror or type(error).__name__)


def _name(path: Path) -> str:
    return path.name or str(path)


def decode(content: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return a text and what is to be said of its encoding; None when it is no text.

    UTF-8 (with or without its mark) is read strictly, then GB18030 as Chinese Excel saves it, with warning
    W741. UTF-16, workbooks and anything with a NUL byte are refused (D405-D408).
    """
    refused = _not_a_text(content, file)
    if refused:
        return None, (refused,)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return _as_gb18030(content, file, error)


def _as_gb18030(
    content: bytes, file: str, error: UnicodeDecodeError
) -> tuple[str | None, tuple[Problem, ...]]:
    if _was_utf_8(content[: error.start]):
        return None, (_undecodable(content, file, error.start),)
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as worse:
        return None, (_undecodable(content, file, worse.start),)
    return text, (problem(Place(file, 0, 0), "W741"),)


def _was_utf_8(beginning: bytes) -> bool:
    wide = sum(character > "\x7f" for character in beginning.decode("utf-8-sig"))
    return wide >= _ENOUGH_UTF_8


def _undecodable(content: bytes, file: str, start: int) -> Problem:
    return problem(_place_of_byte(content, file, start), "D408", byte=start + 1)


def _not_a_text(content: bytes, file: str) -> Problem | None:
    known = next((word for start, word in _SIGNATURES if content.startswith(start)), None)
    if known:
        return problem(Place(file, 0, 0), "D407", format=known)
    nul = content.find(b"\0")
    if content.startswith(_UTF_16) or nul in {0, 1}:
        return problem(Place(file, 0, 0), "D405")
    return problem(_place_of_byte(content, file, nul), "D406") if nul >= 0 else None


def _place_of_byte(content: bytes, file: str, index: int) -> Place:
    before = content[:index]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return Place(file, before.count(b"\n") + 1, column)


def _nearest_file(path: Path) -> str:
    try:
        with os.scandir(path.parent) as entries:
            names = sorted(entry.name for entry, _ in zip(entries, range(_MOST_NAMES), strict=False))
    except (OSError, ValueError):
        return ""
    return next(iter(get_close_matches(path.name, names, n=1)), "")
