"""The awards as canonical lines of text: the bytes a certificate is tied to and awards.csv holds."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping

from simulator.model.result import Allocation

HEADER = ("programme", "applicant", "entitlement_fen", "award_fen")
DECIDED = "decided"
Line = tuple[str, str, int, int]
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def awards_csv(allocation: Allocation) -> bytes:
    """Return one line an applicant and programme, sorted by both, in UTF-8; a plain line has no applicant.

    Where awards are decided beforehand, one column more says of each line how.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    marked = any(each.decided for each in allocation.programmes)
    writer.writerow((*HEADER, DECIDED) if marked else HEADER)
    for programme in sorted(allocation.programmes, key=lambda each: each.programme):
        decided = {each.applicant: each.kind for each in programme.decided}
        rows = zip(programme.ids, programme.entitlement.tolist(), programme.award.tolist(), strict=True)
        lines = ((defended(programme.programme), defended(name), due, paid) for name, due, paid in rows)
        writer.writerows(_marked(lines, programme.ids, decided) if marked else lines)
    return text.getvalue().encode()


def _marked(
    lines: Iterable[Line], ids: tuple[str, ...], decided: Mapping[str, str]
) -> Iterator[tuple[str | int, ...]]:
    return ((*line, decided.get(name, "")) for line, name in zip(lines, ids, strict=True))


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def defended(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before = + - @.

    >>> defended("=1+1"), defended("F0001")
    ("'=1+1", 'F0001')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
