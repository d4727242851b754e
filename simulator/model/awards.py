"""The awards as canonical lines of text: the bytes a certificate is tied to and awards.csv holds."""

import csv
import hashlib
import io

from simulator.model.result import Allocation

HEADER = ("programme", "applicant", "entitlement_fen", "award_fen")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def awards_csv(allocation: Allocation) -> bytes:
    """Return one line an applicant and programme, sorted by both, in UTF-8; a plain line has no applicant."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for programme in sorted(allocation.programmes, key=lambda each: each.programme):
        rows = zip(programme.ids, programme.entitlement.tolist(), programme.award.tolist(), strict=True)
        writer.writerows(
            (defended(programme.programme), defended(name), due, paid) for name, due, paid in rows
        )
    return text.getvalue().encode()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def defended(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before = + - @.

    >>> defended("=1+1"), defended("F0001")
    ("'=1+1", 'F0001')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
