"""How a short pot is shared, one file a method, registered here by its word."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.methods.equal import Equal
from simulator.methods.in_full import InFull
from simulator.methods.optimise import Optimise
from simulator.methods.pro_rata import ProRata
from simulator.methods.queue import FirstCome, Ranked
from simulator.methods.sharing import Sharing
from simulator.methods.tiers import Tiers
from simulator.methods.water_fill import WaterFill

METHOD_CLASSES: tuple[type[Sharing], ...] = (
    ProRata,
    WaterFill,
    Equal,
    InFull,
    Ranked,
    FirstCome,
    Tiers,
    Optimise,
)
METHODS: Mapping[str, type[Sharing]] = MappingProxyType({method.word: method for method in METHOD_CLASSES})

__all__ = ["METHODS", "Sharing"]
