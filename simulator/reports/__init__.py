"""Reports: a result as a paged PDF, every figure of it walked back to its programme and scenario digest."""

from simulator.reports.report import pages, report

__all__ = ["pages", "report"]
