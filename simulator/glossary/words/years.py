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
        "report.years": Word("逐年情况", "Year by year"),
        "report.years.note": Word(
            "首年按方案运行;以后各年的数按递增、变更和上年评价推算,没有付完的预算、合同和基金余额结转到下一年。结余表精确到分,专项金额单位为万元。",
            "The first year runs as written; later years are indexed, changed and graded, and what was not paid, contracts and fund balances are carried over. Balances are to the fen, programmes in 万元.",
        ),
        "report.years.programme": Word("专项(万元)", "Programme (万元)"),
        "judged_paid_share": Word("支付进度", "the share paid"),
        "judged_targets_met_share": Word("指标完成率", "the share of targets met"),
    }
)
