"""A quota: of each institution only so many may apply (限项), the first in its own order."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from simulator.exact import Flags
from simulator.model import kinds
from simulator.model.groups import gathered, group_codes, in_order, rows_at
from simulator.model.method import SortKey
from simulator.model.step import Rows


@dataclass(frozen=True, slots=True)
class Quota:
    """Of the eligible rows of each group (`per` one or more columns) the first `at_most` in order stay."""

    per: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)]
    at_most: Annotated[int, kinds.Count()]
    order: Annotated[tuple[SortKey, ...], kinds.ListOf(kinds.OneOf("sort_keys"))]


def quota_flags(quota: Quota, eligible: Flags, rows: Rows) -> Flags:
    """Return who is within the quota of those eligible, rows sorted by id; ties go to the smaller id.

    Who is not eligible takes no place and is not within it.
    """
    chosen = np.flatnonzero(eligible)
    among = rows_at(rows, chosen)
    codes = group_codes([among.columns[name] for name in quota.per], among.count)
    groups = gathered(codes, in_order(quota.order, among))
    places = np.arange(among.count) - groups.starts[groups.member]
    within = np.zeros(eligible.size, dtype=np.bool_)
    within[chosen[groups.positions[places < quota.at_most]]] = True
    return within
