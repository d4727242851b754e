"""Messages of a run: an infeasible budget, pots that cannot be shared, figures that lead nowhere."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: dict[str, Message] = {
    "R613": Message(
        Word("{who}:{word} 的比例“{text}”算得 {rate}", "{who}: the rate {text} of {word} comes to {rate}"),
        Word(
            "比例须在 0 至 100% 之间;在 rate_at_most 或 min(…, 100%) 中封顶,倍数用 fixed: 1.2 * 列名",
            "a rate lies between 0 and 100%; hold it with rate_at_most or min(…, 100%), or write a factor as"
            " fixed: 1.2 * column",
        ),
    ),
    "R601": Message(
        Word(
            "无可行方案:下列 {count} 条规定不能同时满足(已证明)",
            "infeasible: these {count} clauses cannot hold together (proved)",
        ),
        Word("放宽其中任何一条,或增加预算", "relax any one of them, or add money"),
    ),
    "R602": Message(
        Word("{clause} 要求{side} {amount}", "{clause} asks for {side} {amount}"),
        Word("", ""),
    ),
    "R603": Message(
        Word(
            "单独放宽 {clause} {amount} 即可行",
            "relaxing {clause} alone by {amount} makes the budget feasible",
        ),
        Word("", ""),
    ),
    "R607": Message(
        Word(
            "只要 {clause} 不再要求全额保障,预算即可行",
            "the budget is feasible once {clause} no longer asks for payment in full",
        ),
        Word(
            "增加资金,或把它的 when_short 写成 pro_rata",
            "give it more money, or write when_short: pro_rata for it",
        ),
    ),
    "R605": Message(
        Word(
            "{parts},合计 {sum};{clause} {side} {bound}:差 {short}",
            "{parts} add to {sum}; {clause} allows {side} {bound}: short by {short}",
        ),
        Word("", ""),
    ),
    "R606": Message(
        Word(
            "没有哪一条单独放宽就可行;同时放宽这 {count} 条可行:{gives}。按各自限额的比例相加,共 {total},{least}",
            "no clause alone mends it; these {count} together do: {gives}. Added up as parts of their own bounds"
            " that is {total}, {least}",
        ),
        Word("", ""),
    ),
    "R610": Message(
        Word(
            "跳过排序(last: skip)有超过 {most} 种结果",
            "a queue with last: skip has more than {most} outcomes",
        ),
        Word("改用 partial 或 stop,或降低专项总额上限", "use partial or stop, or a lower envelope"),
    ),
    "R611": Message(
        Word(
            "应补金额有 {sizes} 种,池子大小由优化决定时无法逐档均分",
            "the claims have {sizes} sizes, too many to level when the plan chooses the size of the pot",
        ),
        Word(
            "改用 pro_rata,或不要让该支出类别由 optimise 分配",
            "use pro_rata, or divide the spending class by another method than optimise",
        ),
    ),
    "R612": Message(
        Word(
            "单位“{firm}”有 {items} 个可在多个专项中择一的项目,组合超过 {most} 种,不能证明哪一种最优",
            "{firm!r} has {items} items to choose a programme for, with more than {most} sums to look at",
        ),
        Word(
            "减少 one_per_item 中的专项,或去掉其中的 caps",
            "name fewer programmes in one_per_item, or drop a cap",
        ),
    ),
    "R620": Message(
        Word(
            "该约束要求同比例压减的一部分恰好等于某数,按分取整后无法保证",
            "an exact equality cuts across a pro-rata pot, whose parts are only known within a fen",
        ),
        Word("用 between 给出区间", "use between with an interval"),
    ),
    "R630": Message(
        Word(
            "支出类别 {spending} 的申请 {asked} 超过预算 {has},多 {more},但没有写 when_short",
            "class {spending} is asked for {asked} and has {has}, {more} too little, but says no when_short",
        ),
        Word(
            "写 when_short: optimise、pro_rata、in_full 或 tiers",
            "write when_short: optimise, pro_rata, in_full or tiers",
        ),
    ),
    "R640": Message(
        Word("没有这个结果:{path}(可用:{known})", "no such figure: {path} (there are: {known})"),
        Word(
            "路径形如 programmes.ID.award、sources.total.amount",
            "paths look like programmes.ID.award or sources.total.amount",
        ),
    ),
    "R690": Message(
        Word(
            "字体没有“{character}”({name}),无法画出“{text}”",
            "no face can show {character!r} ({name}), which stands in {text!r}",
        ),
        Word("在情景或数据中换一个写法", "write it another way in the scenario or its data"),
    ),
    "R691": Message(
        Word("图 {chart} 要有一个比较的基准", "the chart {chart} compares: it needs a base"),
        Word("加上 --vs 基准.yaml", "add --vs BASE.yaml"),
    ),
    "R692": Message(
        Word(
            "没有“{subject}”这个按规则核定的专项或申报单位",
            "{subject!r} is no programme with a rule, nor an applicant of one",
        ),
        Word("写成 专项 或 专项/申报单位", "write PROGRAMME or PROGRAMME/APPLICANT"),
    ),
    "R693": Message(
        Word("图 {chart} 没有可画的内容", "there is nothing to draw in the chart {chart}"),
        Word("simulator list charts 列出全部图", "simulator list charts names all charts"),
    ),
    "R694": Message(
        Word(
            "找不到字体文件 {file}(包 {package})", "the font file {file} of the package {package} is missing"
        ),
        Word("重新安装:make setup", "install again: make setup"),
    ),
    "R641": Message(
        Word("没有可解释的对象:{path}", "there is nothing to explain at {path}"),
        Word(
            "写 专项/申报单位、专项、约束、错误代码,或本年的数,如 ledgers.total.paid.Q1",
            "name programme/applicant, a programme, a limit, an error code, or a figure of the year as ledgers.total.paid.Q1",
        ),
    ),
    "R642": Message(
        Word("没有代码 {asked}", "there is no code {asked}"),
        Word("代码形如 M202,见错误信息方括号内", "codes look like M202 and stand in brackets in a message"),
    ),
    "R643": Message(
        Word("没有图表“{name}”(可用:{known})", "there is no chart {name!r} (there are: {known})"),
        Word("simulator list charts 列出全部图表", "simulator list charts names them all"),
    ),
    "R644": Message(
        Word("不能写成“{ending}”格式", "cannot write the format {ending!r}"),
        Word("文件名的后缀须为下列之一:{known}", "end the file's name in one of: {known}"),
    ),
    "R645": Message(
        Word("没有求解器“{solver}”(可用:{known})", "there is no solver {solver!r} (there are: {known})"),
        Word("simulator list solvers 列出全部求解器", "simulator list solvers names them all"),
    ),
    "R646": Message(
        Word(
            "{clause} 要求{side} {share}:{bottom} 的 {share} 为 {needed},在其余规定之下{best} {reached},{missed} {short}",
            "{clause} asks for {side} {share}: of {bottom} that is {needed}; beside the other clauses it comes to"
            " {best} {reached}, {missed} {short}",
        ),
        Word("", ""),
    ),
    "R647": Message(
        Word(
            "{clause} 要求{side} {share}:在其余规定之下总会{missed} {short} 或更多",
            "{clause} asks for {side} {share}: beside the other clauses it is {missed} {short} or more",
        ),
        Word("", ""),
    ),
    "R652": Message(
        Word("{path} 中没有 certificate.json", "there is no certificate.json at {path}"),
        Word("先运行 simulator run … --out {path}", "write one first: simulator run … --out {path}"),
    ),
    "R650": Message(
        Word("{path} 已存在,不覆盖", "{path} exists and is not overwritten"),
        Word("换一个文件夹或用 --id 换一个编号", "choose another folder, or another --id"),
    ),
    "R651": Message(
        Word("“{name}”不能作编号", "{name!r} cannot be an id"),
        Word(
            "编号以字母或汉字开头,只含字母、数字、_ 和 -;可用 --id 指定",
            "an id starts with a letter and holds letters, digits, _ and -; give one with --id",
        ),
    ),
}
