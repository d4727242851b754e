"""The scenario language: texts to Document to Scenario, overlays, paths, the JSON Schema. Pure."""

from simulator.language.cases import ids_of_cases, read_cases, scenario_files
from simulator.language.chain import chain
from simulator.language.compose import compose
from simulator.language.edits import added, dropped, replaced
from simulator.language.kind_at import kind_at
from simulator.language.overlay import apply, apply_settings
from simulator.language.parsing import chain_of, examine, parse
from simulator.language.paths import find, paths, place_of
from simulator.language.read import read_scenario
from simulator.language.registry import REGISTRIES, Registries
from simulator.language.schema import schema

__all__ = [
    "REGISTRIES",
    "Registries",
    "added",
    "apply",
    "apply_settings",
    "chain",
    "chain_of",
    "compose",
    "dropped",
    "examine",
    "find",
    "ids_of_cases",
    "kind_at",
    "parse",
    "paths",
    "place_of",
    "read_cases",
    "read_scenario",
    "replaced",
    "scenario_files",
    "schema",
]
