"""The same two rules in OpenFisca-Core, run by a Python that has it: not part of this project's environment.

    $OPENFISCA_PYTHON bench/openfisca_rules.py firms.npz awards.npy

Reads rent, rd (元, float) and strategic; writes the awards in fen; prints the best seconds of a simulation.
"""

import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.holders import set_input_divide_by_period  # noqa: F401  # proves the package is whole
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

RUNS = 5
PERIOD = "2014"
Firm = build_entity(key="firm", plural="firms", label="a firm", is_person=True)


def variable(name, kind, formula=None):
    """Return a yearly variable of a firm."""
    body = {"value_type": kind, "entity": Firm, "definition_period": YEAR, "label": name}
    return type(name, (Variable,), {**body, **({"formula": formula} if formula else {})})


def rent_subsidy(firm, period):
    """Return half the rent up to 100万元, a fifth more for strategic firms."""
    share = np.minimum(firm("rent", period) * 0.5, 1e6)
    return np.where(firm("strategic", period), share * 1.2, share)


def research_subsidy(firm, period):
    """Return R&D at 5 % to 1亿元, 2.5 % to 5亿元 and 1 % above."""
    rd = firm("rd", period)
    return np.minimum(rd, 1e8) * 0.05 + np.clip(rd - 1e8, 0, 4e8) * 0.025 + np.maximum(rd - 5e8, 0) * 0.01


def award(firm, period):
    """Return both together, at most 3000万元."""
    return np.minimum(firm("rent_subsidy", period) + firm("research_subsidy", period), 3e7)


def system():
    """Return the rules as a tax and benefit system."""
    made = TaxBenefitSystem([Firm])
    for each in (
        variable("rent", float),
        variable("rd", float),
        variable("strategic", bool),
        variable("rent_subsidy", float, rent_subsidy),
        variable("research_subsidy", float, research_subsidy),
        variable("award", float, award),
    ):
        made.add_variable(each)
    return made


def simulated(rules, firms):
    """Return the awards of one simulation over given columns."""
    simulation = SimulationBuilder().build_default_simulation(rules, count=len(firms["rent"]))
    for name in ("rent", "rd", "strategic"):
        simulation.set_input(name, PERIOD, firms[name])
    return simulation.calculate("award", PERIOD)


def main():
    """Time simulations and write what they award."""
    firms, rules = np.load(sys.argv[1]), system()
    columns = {name: firms[name] for name in firms.files}
    best = float("inf")
    for _ in range(RUNS):
        started = time.perf_counter()
        found = simulated(rules, columns)
        best = min(best, time.perf_counter() - started)
    np.save(sys.argv[2], np.floor(found.astype(np.float64) * 100 + 0.5).astype(np.int64))
    print(best)


if __name__ == "__main__":
    main()
