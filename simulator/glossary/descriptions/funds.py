"""What the words of funds, of policies in layers and of several payees mean."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "funds": Word(
        "预算之外的存量资金:期初 + 流入 − 流出 = 期末,任何时候不得为负",
        "Stocks of money beside the budget: opening + in - out = closing, never below nothing",
    ),
    "inflow": Word(
        "注入基金的钱;不写时间为年初", "Money put into the fund; at the start of the year unless dated"
    ),
    "outflow": Word("基金投出的钱(如股权投资)", "Money that the fund invests, such as equity"),
    "flows": Word("有时间的注入和投出", "What goes in and out, and when"),
    "carries": Word("基金担着的规模(授信、子基金)", "What it stands behind: credit, a whole fund"),
    "losses": Word("预计要由基金承担的损失", "The losses that are expected to be called on it"),
    "leverage": Word(
        "放大倍数的上限:撬动规模比期初与当年注入之和;只提示,不强制",
        "The most that what it carries may be of its opening and the year's money; told, not enforced",
    ),
    "recovers": Word("投出的钱何时、以几倍收回", "When what went out comes back, and at which multiple"),
    "multiple": Word("收回数是投出数的几倍", "How many times what went out comes back"),
    "recycle": Word(
        "收回的钱留在基金滚动使用的比例,其余上缴", "The share of it that stays; the rest is returned"
    ),
    "policies": Word(
        "分层的政策(1+1+N):下层只能收紧,不能放宽",
        "Policies in layers (1+1+N): a lower one may only tighten",
    ),
    "under": Word("所依据的上一层政策", "The policy it stands under"),
    "limits": Word(
        "政策的限额:单笔、比例、单位年度", "What a policy limits: an award, a rate, a firm in a year"
    ),
    "firm_year": Word(
        "一个单位一年内从该政策下各专项合计最多可得多少",
        "The most one firm may get in a year from all programmes under the policy",
    ),
    "require": Word("政策对每个申报单位的要求", "What a policy requires of every applicant"),
    "pay_to": Word("同时付给几方,各按自己的步骤计算", "Pays several together, each by steps of its own"),
    "payees": Word("收款的各方及其步骤", "Who is paid, each with its steps"),
    "fit": Word(
        "把一列金额按同一比例缩放,使一个专项的应补金额恰为公布的总数",
        "Scales a column of money until a programme owes exactly a published sum",
    ),
}
