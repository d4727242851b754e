"""What may be combined with what: the arithmetic of kinds, as tables.

`bare` stands for a number written out without a unit: it scales anything, stands for a share only up to 1 in
size, and meets money only when it is 0. Beside counts and numbers it is one of them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.expression.values import Kind

BARE = "bare"
_PURE: tuple[Kind, ...] = ("share", "multiple", "count", "number")

# of two operands in either order
PRODUCTS: Mapping[tuple[str, str], Kind] = MappingProxyType(
    {
        **{("money", kind): "money" for kind in (*_PURE, "days", BARE)},
        **{("days", kind): "days" for kind in (*_PURE, BARE)},
        **{("points", kind): "points" for kind in (*_PURE, BARE)},
        ("share", "share"): "share",
        ("share", "multiple"): "share",
        ("share", "count"): "number",
        ("share", "number"): "number",
        ("share", BARE): "share",
        ("multiple", "multiple"): "multiple",
        ("multiple", "count"): "number",
        ("multiple", "number"): "number",
        ("multiple", BARE): "multiple",
        ("count", "count"): "count",
        ("count", "number"): "number",
        ("number", "number"): "number",
    }
)
# of the left by the right
QUOTIENTS: Mapping[tuple[str, str], Kind] = MappingProxyType(
    {
        ("money", "money"): "multiple",
        **{("money", kind): "money" for kind in (*_PURE, "days", BARE)},
        ("share", "share"): "multiple",
        **{("share", kind): "share" for kind in ("multiple", "count", "number", BARE)},
        ("points", "points"): "multiple",
        **{("points", kind): "points" for kind in ("multiple", "count", "number", BARE)},
        **{("multiple", kind): "multiple" for kind in (*_PURE, BARE)},
        **{("count", kind): "number" for kind in (*_PURE, "days", BARE)},
        **{("number", kind): "number" for kind in (*_PURE, "days", BARE)},
        ("days", "days"): "number",
        **{("days", kind): "days" for kind in (*_PURE, BARE)},
        **{(BARE, kind): "number" for kind in (*_PURE, "days")},
    }
)
# of two operands in either order that are compared, added, subtracted, or put to min and max
MEETINGS: Mapping[tuple[str, str], Kind] = MappingProxyType(
    {
        **{(kind, kind): kind for kind in ("money", "points", "days", *_PURE)},
        ("share", "points"): "share",
        ("share", "multiple"): "multiple",
        ("share", "number"): "share",
        ("multiple", "points"): "multiple",
        ("multiple", "number"): "multiple",
        ("number", "points"): "number",
        ("count", "number"): "number",
        ("days", "count"): "days",
        ("days", "number"): "days",
        **{(kind, BARE): kind for kind in ("money", "points", "days", "share", "multiple")},
    }
)
DATE_SUMS: Mapping[tuple[str, str, str], Kind] = MappingProxyType(
    {
        ("date", "-", "date"): "days",
        ("date", "+", "days"): "date",
        ("days", "+", "date"): "date",
        ("date", "-", "days"): "date",
    }
)


def either_way(table: Mapping[tuple[str, str], Kind], left: str, right: str) -> Kind | None:
    """Return what a table says of two operands in either order; None when they do not combine."""
    return table.get((left, right)) or table.get((right, left))
