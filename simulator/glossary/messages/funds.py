"""Messages about funds, policies in layers, several payees, and populations fitted to a sum."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_FUNDS = {
    "S451": Message(
        Word(
            "专项“{programme}”由基金“{fund}”支付,同时又{also}",
            "programme {programme!r} is paid by fund {fund!r}, and also {also}",
        ),
        Word(
            "只留一处:由一个基金支付的专项不写支出类别,也不写其他来源",
            "keep one: a programme that a fund pays has no class of spending and no other source",
        ),
    ),
    "S452": Message(
        Word("基金“{fund}”的一笔收支写了:{found}", "a flow of fund {fund!r} holds {found}"),
        Word(
            "inflow 和 outflow 写其一;from 只与 inflow 同写", "write inflow or outflow; from goes with inflow"
        ),
    ),
    "S453": Message(
        Word(
            "“{moment}”在预算年度 {year} 之前,已在基金“{fund}”的期初余额之内",
            "{moment} lies before the budget year {year}: it is in the opening balance of fund {fund!r}",
        ),
        Word("改时间,或改 opening", "change the moment, or the opening"),
    ),
    "S454": Message(
        Word(
            "“{line}”不能给基金“{fund}”注资:{why}",
            "{line!r} cannot feed fund {fund!r}: {why}",
        ),
        Word(
            "写一个有 amount 的专项,或没有专项的支出类别",
            "name a programme with an amount, or a class of spending without programmes",
        ),
    ),
    "S455": Message(
        Word("基金的金额不能写成核定步骤", "an amount of a fund cannot be made of award steps"),
        Word("写一个金额,或由参数组成的表达式", "write an amount, or an expression over figures"),
    ),
    "S456": Message(
        Word(
            "基金“{fund}”有触发线,但无从分辨谁在先:{why}",
            "fund {fund!r} has a trigger, but nothing says who comes first: {why}",
        ),
        Word(
            "触发线只用于支付一个专项的基金,该专项 when_short 写 ranked 或 first_come,末位不用 skip;"
            "不支付专项的,写明 losses",
            "a trigger is for a fund that pays one programme, shared by ranked or first_come without skip, "
            "or for one that pays none and says its losses",
        ),
    ),
    "S457": Message(
        Word("基金“{fund}”的{key}“{text}”不是倍数", "{key} {text!r} of fund {fund!r} is no multiple"),
        Word("写成 1.2x 或 120%", "write it as 1.2x or 120%"),
    ),
    "S458": Message(
        Word(
            "“{name}”已是每个专项结果的名称,不能用作{role}的名称",
            "{name!r} names a result of every programme already, so it cannot name a {role}",
        ),
        Word("换一个名称", "take another name"),
    ),
    "S459": Message(
        Word(
            "基金“{fund}”的钱要 {after} 年后才收回,超过 {most} 年",
            "what fund {fund!r} pays out comes back after {after} years, more than {most}",
        ),
        Word("检查 after:它是年数,不是年份", "check after: it is a number of years, not a year"),
    ),
}
_POLICIES = {
    "S461": Message(
        Word("政策互为上位:{circle}", "policies stand under each other: {circle}"),
        Word("去掉其中一个 under", "drop one of their under lines"),
    ),
    "S462": Message(
        Word(
            "政策“{policy}”对{limit}的限额为 {lower},比上位政策“{upper}”({where})的 {most} 宽",
            "the limit of policy {policy!r} on {limit} is {lower}, looser than the {most} of {upper!r} above it ({where})",
        ),
        Word("下层只能收紧:不高于 {most}", "a lower layer may only tighten: at most {most}"),
    ),
    "S463": Message(
        Word(
            "专项“{programme}”的一笔核定可达 {found},超过政策“{policy}”({where})的限额 {most}",
            "an award of {programme!r} can reach {found}, above the {most} of policy {policy!r} ({where})",
        ),
        Word("封顶不高于 {most}", "cap it at no more than {most}"),
    ),
    "S464": Message(
        Word(
            "专项“{programme}”的一笔核定没有可知的上限,而政策“{policy}”({where})限额 {most}",
            "nothing bounds an award of {programme!r}, and policy {policy!r} ({where}) limits it to {most}",
        ),
        Word("在核定的最后写 cap: {most}(或更低)", "end the award with cap: {most}, or less"),
    ),
    "S465": Message(
        Word(
            "专项“{programme}”的比例可达 {found},超过政策“{policy}”({where})的 {most}",
            "a rate of {programme!r} can reach {found}, above the {most} of policy {policy!r} ({where})",
        ),
        Word("降到 {most} 以内", "bring it down to {most}"),
    ),
    "S466": Message(
        Word(
            "专项“{programme}”的比例没有可知的上限,而政策“{policy}”({where})限为 {most}",
            "nothing bounds a rate of {programme!r}, and policy {policy!r} ({where}) limits it to {most}",
        ),
        Word(
            "写 rate_at_most: {most}(或更低),或写明比例",
            "write rate_at_most: {most} or less, or a plain rate",
        ),
    ),
    "S467": Message(
        Word(
            "政策“{policy}”按“{column}”限额,而专项“{programme}”的名单没有这一列",
            "policy {policy!r} limits by {column!r}, which is no column of programme {programme!r}",
        ),
        Word("在名单中声明这一列,或换一列", "declare it in that population, or take another column"),
    ),
    "W781": Message(
        Word("没有专项依据政策“{policy}”", "no programme stands under policy {policy!r}"),
        Word("在专项中写 under: {policy},或删去它", "write under: {policy} in a programme, or drop it"),
    ),
}
_FITS = {
    "S468": Message(
        Word(
            "名单“{population}”按专项“{programme}”拟合,但该专项{why}",
            "population {population!r} is fitted to programme {programme!r}, which {why}",
        ),
        Word(
            "拟合到一个从这份名单取申报单位、用 award 计算的专项",
            "fit it to a programme with an award rule whose applicants it holds",
        ),
    ),
    "S469": Message(
        Word("“{column}”不能拟合:{why}", "{column!r} cannot be fitted: {why}"),
        Word(
            "写这份名单中一列抽取的金额,不带 total",
            "name a drawn money column of this population, without a total",
        ),
    ),
}
_FOUND = {
    "R701": Message(
        Word(
            "把“{column}”按比例缩放,专项“{programme}”的应补金额到不了 {wanted};最近的两个总数为 {below} 和 {above}",
            "no scale of {column!r} makes {programme!r} owe {wanted}; the nearest sums are {below} and {above}",
        ),
        Word(
            "核对总数,或核对封顶、门槛和取整:它们使总数跳过了这个值",
            "check the sum, or the caps, thresholds and roundings that jump over it",
        ),
    ),
    "R702": Message(
        Word(
            "名单“{population}”拟合后专项“{programme}”应补 {found},不是 {wanted}:另一份名单的拟合改变了它",
            "{programme!r}, which {population!r} is fitted to, owes {found} instead of {wanted}: "
            "another fit has changed it",
        ),
        Word("两份名单不要互相影响,或只拟合一份", "keep the two populations apart, or fit one of them only"),
    ),
    "R703": Message(
        Word(
            "基金“{fund}”在 {quarter} 末透支 {missing}:有 {held},要付 {out}",
            "fund {fund!r} is overdrawn by {missing} at the end of {quarter}: it has {held} and pays {out}",
        ),
        Word("增加注入、推迟支付,或减少支付", "put more in, pay later, or pay less"),
    ),
    "W759": Message(
        Word(
            "基金“{fund}”{moment} 的收支在最后一年 {until} 之后,没有一年会算到它",
            "the flow of fund {fund!r} in {moment} is after the last year {until}: no year comes to it",
        ),
        Word("改早,或把 horizon.until 延后", "date it earlier, or put horizon.until later"),
    ),
    "R704": Message(
        Word(
            "“{line}”要给基金注资 {asked},只有 {has},差 {short}",
            "{line!r} is to put {asked} into funds and has {has}, short by {short}",
        ),
        Word("提高这一项,或减少注入", "raise the line, or put less in"),
    ),
    "R705": Message(
        Word(
            "“{text}”得出 {found},基金的金额不能为负",
            "{text!r} comes to {found}: no amount of a fund is negative",
        ),
        Word("核对式中的参数", "check the figures it is made of"),
    ),
    "R706": Message(
        Word(
            "{award} 应补 {found},超过政策“{policy}”的限额 {most}",
            "{award} is owed {found}, above the {most} of policy {policy!r}",
        ),
        Word("在该专项的核定中封顶", "cap the award of that programme"),
    ),
}
MESSAGES: dict[str, Message] = {**_FUNDS, **_POLICIES, **_FITS, **_FOUND}
