"""What an applicant is entitled to: award steps, one file a family, registered here by their word."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.model.step import Step
from simulator.rules.across import Best, Ceiling, StopLoss, TopUp
from simulator.rules.adjust import Cap, Floor, Round, Uplift
from simulator.rules.amounts import Fixed, PerUnit, Share
from simulator.rules.bearing import Split, Waterfall
from simulator.rules.brackets import Brackets
from simulator.rules.clawback import Clawback
from simulator.rules.combine import Highest, Lowest, Sum
from simulator.rules.finance import Interest, Voucher
from simulator.rules.first import FirstOf
from simulator.rules.levels import PerFull, Slabs, Taper
from simulator.rules.lookup import Choose, Table
from simulator.rules.payees import PayTo
from simulator.rules.reductions import AllSources, Horizon, Less, PayFrom, Prorate

STEPS: tuple[type[Step], ...] = (
    Share,
    Fixed,
    PerUnit,
    Brackets,
    Slabs,
    PerFull,
    Taper,
    Table,
    Choose,
    Interest,
    Voucher,
    Split,
    Waterfall,
    PayTo,
    Sum,
    Highest,
    Lowest,
    FirstOf,
    Uplift,
    Cap,
    Floor,
    Less,
    PayFrom,
    Horizon,
    Prorate,
    AllSources,
    Clawback,
    Round,
    Ceiling,
    TopUp,
    Best,
    StopLoss,
)
RULES: Mapping[str, type[Step]] = MappingProxyType({step.word: step for step in STEPS})

__all__ = ["RULES"]
