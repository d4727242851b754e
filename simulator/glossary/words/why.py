"""Sentences about prices and standings: what more room is worth, who is just in, what it would take."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "why_price": Word("放宽 {by}:{subject} {gain}{more}", "{by} more room: {subject} {gain}{more}"),
        "why_price_more": Word(
            "(多支持 {awards} 项,多付 {spent})", " ({awards} more awards, {spent} more paid)"
        ),
        "why_price_rate": Word("按此比例,直至放宽 {until}", "in this proportion up to {until} more room"),
        "why_price_steps": Word(
            "介于两档之间的放宽,增益也介于两档之间,直至 {until}",
            "a move between two of these gains between what they gain, up to {until}",
        ),
        "why_price_nothing": Word("放宽 {by} 也不改变任何目标", "even {by} more room changes no goal"),
        "why_price_free": Word(
            "还有余量 {slack},不限制方案:价格为零",
            "it has room of {slack} and holds nothing back: its price is nil",
        ),
        "why_better": Word("增加 {value}", "{value} better"),
        "why_same": Word("不变", "unchanged"),
        "why_points": Word("{value} 个百分点", "{value} percentage points"),
        "why_rank": Word(
            "排队第 {rank} 位(共 {queued} 位);前面合计 {ahead},本专项共付 {paid}",
            "number {rank} of {queued} in the queue; those ahead claim {ahead}, the programme pays {paid} in all",
        ),
        "why_last_in": Word("最后一个全额支付的是 {last}", "the last one paid in full is {last}"),
        "why_short": Word("再有 {short} 即可全额支付本笔", "{short} more would pay this one in full"),
        "why_not_ranked": Word(
            "不满足排队条件,不参加排序", "does not meet the condition of the queue and is not ranked"
        ),
        "why_swap_in": Word(
            "若改为全额支付 {award}:{subject} 少 {loss}",
            "to pay {award} in full instead would cost {loss} of {subject}",
        ),
        "why_swap_out": Word(
            "若不支付 {award}:{subject} 少 {loss}", "not to pay {award} would cost {loss} of {subject}"
        ),
        "why_swap_tied_in": Word(
            "支付 {award} 的方案同样好:由并列规则决定(编号小者在先)",
            "a plan that pays {award} is just as good: the tie rule decided (the smaller id first)",
        ),
        "why_swap_tied_out": Word(
            "不支付 {award} 的方案同样好:由并列规则决定(编号小者在先)",
            "a plan that does not pay {award} is just as good: the tie rule decided (the smaller id first)",
        ),
        "why_swap_take": Word("它本身的价值再高 {loss} 就能入选", "worth {loss} more it would be chosen"),
        "why_swap_keep": Word(
            "它本身的价值低 {loss} 以内仍会入选", "worth up to {loss} less it would still be chosen"
        ),
        "why_swap_losers": Word("则减少:{names}", "these would get less: {names}"),
        "why_swap_winners": Word("则增加:{names}", "these would get more: {names}"),
        "why_swap_others": Word("等 {count} 项", "and {count} others"),
        "why_swap_clash": Word(
            "无法支付 {award}:与这些条款冲突:{clauses}", "{award} cannot be paid: it clashes with {clauses}"
        ),
        "why_swap_needed": Word(
            "必须支付 {award}:否则与这些条款冲突:{clauses}",
            "{award} must be paid: without it these clash: {clauses}",
        ),
        "other_groups": Word(
            "{title}:其余 {count} 组余量更大", "{title}: the other {count} groups have more room"
        ),
        "other_groups_tight": Word(
            "{title}:另有 {count} 组已到界限或未满足,未列出",
            "{title}: {count} more groups bind or are missed and are not listed",
        ),
        "repair_offer": Word(
            "# 修复方案 {number}:只改一处即可行,另存为文件后可直接运行",
            "# repair {number}: this one change makes it feasible; save it as a file and run it",
        ),
        "repair_reason": Word("使预算可行:只改 {path}", "makes the budget feasible: {path} alone is changed"),
        "why_edge": Word("刚入选与刚落选", "just in and just out"),
        "why_size": Word(
            "若本专项多给 {step}:{more};少给 {step}:{less}",
            "with {step} more in this pot: {more}; with {step} less: {less}",
        ),
        "why_size_worse": Word("{subject} 少 {loss}", "{loss} of {subject} lost"),
        "why_size_same": Word("目标不变", "no goal changes"),
        "why_size_cannot": Word("不可行", "not possible"),
        "why_size_shared": Word(
            "所属支出按“{method}”分配:申请 {asked},得 {given}",
            "its class is divided by {method}: it asked for {asked} and got {given}",
        ),
    }
)
