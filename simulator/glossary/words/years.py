"""Words about several years in a row."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "budget_year": Word("年度", "year"),
        "year_opening": Word("上年结转", "opening"),
        "year_revenue": Word("本年预算", "authorised"),
        "year_spent": Word("本年支付", "paid"),
        "year_lapsed": Word("失效", "lapsed"),
        "year_closing": Word("结转下年", "closing"),
        "year_graded": Word(
            "{year} 年:{line} 上年{measure} {reached},金额保留 {keeps}",
            "{year}: {line} keeps {keeps} of its amount, {measure} last year being {reached}",
        ),
        "judged_paid_share": Word("支付进度", "the share paid"),
        "judged_targets_met_share": Word("指标完成率", "the share of targets met"),
    }
)
