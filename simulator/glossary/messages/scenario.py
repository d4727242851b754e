"""Messages about a scenario's shape and meaning.

S20x–S22x what is written, S23x award rules, S24x programmes and populations, S25x amounts, S26x sharing
and goals, S27x limits, S28x other places that are spoken of.
"""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_SHAPE = {
    "S201": Message(
        Word("{where} 下没有“{key}”这个键", "{where} has no key {key!r}"),
        Word("可用的键:{keys}", "keys here: {keys}"),
        more=Word(
            "每个位置只认固定的几个键;写错一个字就会被当作没有写,所以一律拒绝。",
            "Each place takes its fixed keys only: a misspelt key would silently count as not written.",
        ),
    ),
    "S202": Message(
        Word("{where} 缺少“{key}”", "{where} lacks {key!r}"),
        Word("补上这一项;缺省不会被猜测", "write it: nothing is guessed"),
    ),
    "S203": Message(
        Word("{where} 处应为{due},写的是{found}", "{where} takes {due}, not {found}"),
        Word("改成{due}", "write {due}"),
    ),
    "S204": Message(
        Word("“{section}”中没有声明“{text}”", "{text!r} is not declared under {section!r}"),
        Word("已声明:{declared}", "declared: {declared}"),
    ),
    "S205": Message(
        Word("“{text}”不是这里可用的词", "{text!r} is not a word for this place"),
        Word("可用的词:{words}", "words here: {words}"),
    ),
    "S206": Message(
        Word("“{text}”不能作名称:含有点号或空格", "{text!r} cannot be a name: it holds a dot or a space"),
        Word("用下划线代替,如 rent_subsidy", "use an underscore, as in rent_subsidy"),
    ),
    "S207": Message(
        Word("金额“{text}”为负数", "the amount {text!r} is negative"),
        Word("这里的金额不能小于 0", "an amount here is not below 0"),
    ),
    "S208": Message(
        Word("“{text}”小于 {least}", "{text!r} is less than {least}"),
        Word("写一个不小于 {least} 的整数", "write a whole number of {least} or more"),
    ),
    "S209": Message(
        Word("“{text}”不是“是”或“否”", "{text!r} is neither yes nor no"),
        Word("写 是 或 否(yes 或 no)", "write yes or no"),
    ),
    "S210": Message(
        Word("{where} 处只能写一个词,写了:{found}", "{where} takes exactly one word, not {found}"),
        Word(
            "每项一个词,另起一行以“- ”开头;可用:{words}",
            "one word an item, each after its own '- '; words here: {words}",
        ),
    ),
    "S211": Message(
        Word("语言版本 {version} 不受支持", "language version {version} is not supported"),
        Word(
            "本程序读版本 {known};删去这一行或写 {known}",
            "this program reads version {known}: write that, or drop the line",
        ),
    ),
    "S212": Message(
        Word(
            "{where} 下应写您自己的编号,“{key}”是固定用词",
            "{where} holds your own ids, and {key!r} is one of the fixed words",
        ),
        Word("把它移到某个编号之下,或换一个编号", "move it below an id, or choose another id"),
    ),
    "S214": Message(
        Word("{where} 中的“{key}”是空的", "{key!r} in {where} is empty"),
        Word("至少写一项,或删去这个键", "write at least one item, or drop the key"),
    ),
    "S215": Message(
        Word("“{text}”不是列的类型", "{text!r} is not a column's type"),
        Word(
            "写货币单位、类别列表或其一:{words}",
            "write a money unit, a list of categories, or one of {words}",
        ),
    ),
    "S216": Message(
        Word("类别列表为空或有重复", "the list of categories is empty or repeats one"),
        Word("每个类别写一次", "write each category once"),
    ),
    "S218": Message(
        Word(
            "空白单元格代表的“{text}”与列“{column}”的类型不符",
            "{text!r} for a blank cell does not fit column {column!r}",
        ),
        Word("写一个该列能取的值,如 0 或 否", "write a value the column can hold, such as 0 or no"),
    ),
    "S219": Message(
        Word("“{text}”与“{other}”不是同一类数值", "{text!r} and {other!r} are not of one kind"),
        Word(
            "一列之内单位要一致;金额须写明单位,如 300万元",
            "one column, one kind: money carries its unit, as in 300万元",
        ),
    ),
    "S220": Message(
        Word(
            "权重应与取值一一对应且合计 100%(取值 {values} 个,权重 {weights} 个)",
            "weights go with the values and add to 100% ({values} values, {weights} weights)",
        ),
        Word("写成 {{甲: 30%, 乙: 70%}}", "write {{a: 30%, b: 70%}}"),
    ),
    "S221": Message(
        Word("“{text}”这类数值不能作为一列数据", "a column cannot be drawn from a value such as {text!r}"),
        Word(
            "可用金额、个数、数值、百分比、日期、是否或类别",
            "use money, counts, numbers, percentages, dates, yes/no or categories",
        ),
    ),
    "S222": Message(
        Word("“{word}”的参数不成立", "the settings of {word!r} are impossible"),
        Word(
            "标准差不为负,对数正态均值为正,下限不大于上限,取整单位为正",
            "sd is not negative, a lognormal mean is positive, from is not above to, round_to is positive",
        ),
    ),
}
_AWARDS = {
    "S231": Message(
        Word(
            "“{word}”是同一层的第二个计算金额的步骤",
            "{word!r} is a second step that makes an amount on one level",
        ),
        Word(
            "用 sum、highest 或 lowest 加上命名分支写明如何合并",
            "say how they combine: sum, highest or lowest with named branches",
        ),
        more=Word(
            "两个金额是相加、取高还是取低,政策原文必须说明;程序不替您选择。",
            "Whether two amounts add, or the higher or the lower counts, is for the policy to say.",
        ),
    ),
    "S232": Message(
        Word("“{word}”之前还没有金额", "{word!r} comes before any step that makes an amount"),
        Word("先写 share、fixed、per_unit 或 brackets", "put share, fixed, per_unit or brackets first"),
    ),
    "S233": Message(
        Word(
            "步骤编号“{name}”重复,或与固定用词相同",
            "the step id {name!r} is used twice, or is one of the fixed words",
        ),
        Word("换一个编号", "choose another id"),
    ),
    "S234": Message(
        Word("封顶 {cap} 低于保底 {floor}", "the cap {cap} is below the floor {floor}"),
        Word("封顶应不低于保底", "a cap is at least as high as the floor"),
    ),
    "S235": Message(
        Word("分档不连续或不递增", "the bands do not rise without gap or overlap"),
        Word(
            "up_to 逐档增大;最后一档可写 above,其数等于前一档的 up_to",
            "up_to rises band by band; the last may be above, beginning where the one before ends",
        ),
    ),
    "S236": Message(
        Word(
            "比例上限 {ceiling} 低于比例 {rate}", "the ceiling on the rate {ceiling} is below the rate {rate}"
        ),
        Word("上限应不低于基本比例", "the ceiling is at least the basic rate"),
    ),
    "S237": Message(
        Word("每档须写 up_to 或 above 之一", "each band takes one of up_to and above"),
        Word(
            "up_to 是本档上界;above 只用于没有上界的最后一档",
            "up_to ends a band; above begins the last, open one",
        ),
    ),
    "S238": Message(
        Word(
            "“{word}”在同一层出现多次,须各写 id",
            "{word!r} stands on this level more than once: each needs an id",
        ),
        Word(
            "如 {{{word}: {{…, id: small_firms}}}};路径按 id 指到它",
            "as in {{{word}: {{…, id: small_firms}}}}: paths then name it by that id",
        ),
    ),
}
_PROGRAMMES = {
    "S241": Message(
        Word(
            "专项“{programme}”须恰有 award、distribute、amount、money: none 之一(写了:{found})",
            "programme {programme!r} takes exactly one of award, distribute, amount and money: none "
            "(found: {found})",
        ),
        Word(
            "award 按申报计算,distribute 按公式分一盘钱,amount 是没有申报单位的一笔钱,money: none 不花钱",
            "award for claims, distribute for a pot given out by formula, amount for a line without applicants, "
            "money: none for no money",
        ),
    ),
    "S242": Message(
        Word(
            "专项“{programme}”有核定规则或分配公式,而没有申报单位",
            "programme {programme!r} has an award rule or a formula, but no applicants",
        ),
        Word("写明 applicants: 某个申报名单", "name its population: applicants: …"),
    ),
    "S243": Message(
        Word(
            "专项“{programme}”没有写从哪类支出列支",
            "programme {programme!r} does not say which spending class pays it",
        ),
        Word("写 spending: 某个支出类别", "write spending: …"),
    ),
    "S244": Message(
        Word(
            "专项“{programme}”没有写资金不足时如何分配",
            "programme {programme!r} does not say what happens when money is short",
        ),
        Word("写 when_short:可用 {methods}", "write when_short: one of {methods}"),
    ),
    "S245": Message(
        Word("“{method}”不能用于这里", "{method!r} cannot be used here"),
        Word("这里可用:{methods}", "methods here: {methods}"),
    ),
    "S246": Message(
        Word("“{key}”只用于有申报单位的专项", "{key!r} belongs to a programme with applicants"),
        Word("删去它,或写 applicants 与 award", "drop it, or write applicants and award"),
    ),
    "S247": Message(
        Word(
            "申报名单“{population}”须恰有 file 与 synthetic 之一",
            "population {population!r} takes exactly one of file and synthetic",
        ),
        Word(
            "file 是数据文件,synthetic 是标明的模拟名单",
            "file for data, synthetic for a labelled invented population",
        ),
    ),
    "S248": Message(
        Word(
            "数据文件名单“{population}”没有声明各列",
            "population {population!r} is read from a file and declares no columns",
        ),
        Word("在 columns 中写明所用各列的类型", "declare the columns used, with their types, under columns"),
    ),
    "S249": Message(
        Word(
            "“{key}”不用于模拟名单“{population}”",
            "{key!r} does not go with the synthetic population {population!r}",
        ),
        Word("各列写在 synthetic.columns 之下", "its columns stand under synthetic.columns"),
    ),
}
_AMOUNTS = {
    "S251": Message(
        Word(
            "各类支出合计 {spending},超过资金来源合计 {sources}",
            "the spending classes add to {spending}, more than the sources' {sources}",
        ),
        Word("少 {short};增加来源或减少支出", "{short} is missing: raise a source or lower a class"),
    ),
    "S252": Message(
        Word("下限 {low} 高于上限 {high}", "at least {low} is more than at most {high}"),
        Word("交换或改正两数", "swap or correct the two"),
    ),
    "S254": Message(
        Word(
            "“{spending}”的固定项目合计 {lines},超过该类预算 {amount},多 {more},而未写不足时如何分配",
            "the plain lines of {spending!r} add to {lines}, {more} more than its {amount}, and it does not say what happens when short",
        ),
        Word("写 when_short,或改正金额", "write when_short, or correct the amounts"),
    ),
}
_SHARING = {
    "S261": Message(
        Word(
            "写了目标,却没有任何一处由优化决定", "there is an objective, but nothing is left to the optimiser"
        ),
        Word(
            "给某个支出类别或专项写 when_short: optimise,或删去目标",
            "write when_short: optimise on a class or programme, or drop the objective",
        ),
    ),
    "S262": Message(
        Word(
            "“{where}”由优化决定,却没有写目标", "{where} is left to the optimiser, but there is no objective"
        ),
        Word("写 objective,如 [{{maximise: points}}]", "write an objective, such as [{{maximise: points}}]"),
    ),
    "S263": Message(
        Word("排序须以编号列 {{first: {key}}} 结尾", "a ranking ends in the id column: {{first: {key}}}"),
        Word(
            "同分时由编号小者在先;first 只用在最后",
            "so that ties go to the smaller id; first stands at the end only",
        ),
    ),
    "S264": Message(
        Word("“{direction}”不能用于{found}", "{direction!r} does not go with {found}"),
        Word(
            "日期用 earliest、latest,数值用 highest、lowest",
            "dates take earliest or latest, amounts highest or lowest",
        ),
    ),
    "S265": Message(
        Word("分层没有覆盖全部:{left}", "the tiers do not cover everyone: {left}"),
        Word("以 {{rest: pro_rata}} 之类结尾", "end with a rest, such as {{rest: pro_rata}}"),
    ),
    "S266": Message(
        Word("这一层的写法不对:{found}", "this tier is not well formed: {found}"),
        Word(
            "专项内用 where 或 rest,支出类别内用 tag、programme 或 rest,各取其一;rest 在最后",
            "inside a programme one of where and rest, inside a class one of tag, programme and rest; rest comes last",
        ),
    ),
    "S267": Message(
        Word(
            "“{constraint}”是硬约束,不能列入 keep",
            "{constraint!r} must hold anyway: it cannot be a goal to keep",
        ),
        Word("写 strength: should,或从 keep 中删去", "write strength: should, or take it out of keep"),
    ),
    "S268": Message(
        Word("目标是得分,却没有任何专项写 points", "the aim is points, but no programme gives any"),
        Word("给专项写 points,或换一个目标", "write points on a programme, or choose another aim"),
    ),
    "S269": Message(
        Word(
            "“{column}”不能计分:不是这份名单的数值列",
            "{column!r} cannot earn points: it is no numeric column of the population",
        ),
        Word("写一个 count 或 number 列", "name a count or number column"),
    ),
}
_LIMITS = {
    "S271": Message(
        Word("约束“{constraint}”没有界限", "constraint {constraint!r} has no bound"),
        Word(
            "写 at_least、at_most、more_than、less_than、is、between 或 about",
            "write at_least, at_most, more_than, less_than, is, between or about",
        ),
    ),
    "S272": Message(
        Word("界限“{bounds}”不能并用", "the bounds {bounds} do not go together"),
        Word(
            "至多一个下界和一个上界;is、between、about 单独用",
            "at most one lower and one upper bound; is, between and about stand alone",
        ),
    ),
    "S274": Message(
        Word("about 与 within 须同时写", "about and within go together"),
        Word("如 about: 80%, within: 2pp", "as in about: 80%, within: 2pp"),
    ),
    "S275": Message(
        Word("分子与分母不是同类的量", "top and bottom do not measure like things"),
        Word("金额比金额,笔数比笔数", "money over money, or a count over a count"),
    ),
    "S276": Message(
        Word("between 须写两个数,小者在前", "between takes two figures, the smaller first"),
        Word("如 between: [2, 3]", "as in between: [2, 3]"),
    ),
    "S277": Message(
        Word("没有专项带有标签“{tag}”", "no programme carries the tag {tag!r}"),
        Word("已有标签:{tags}", "tags in use: {tags}"),
    ),
    "S278": Message(
        Word(
            "选择条件只能写 tag、programme、spending 之一(写了:{found})",
            "a selector takes one of tag, programme and spending (found: {found})",
        ),
        Word("用 where 再挑选其中的行", "use where to choose among its rows"),
    ),
    "S279": Message(
        Word("“{measure}”不接受这样的选择:{found}", "{measure!r} does not take this selection: {found}"),
        Word(
            "budget 选支出类别,figure 选一个参数,其余选专项",
            "budget selects a spending class, figure one figure, the others programmes",
        ),
    ),
    "S280": Message(
        Word(
            "“{column}”不是专项“{programme}”名单中的列",
            "{column!r} is no column of the population of programme {programme!r}",
        ),
        Word("per 写一个每份名单都有的列", "per names a column that every population selected has"),
    ),
    "S281": Message(
        Word(
            "选中的专项没有申报单位,不能再按行挑选",
            "nothing selected has applicants, so there are no rows to choose from",
        ),
        Word("删去 where 或 per", "drop where or per"),
    ),
}
_PATHS = {
    "S282": Message(
        Word("“{path}”不是结果的路径", "{path!r} is no path to a result"),
        Word("可用:{known}", "known here: {known}"),
    ),
    "S283": Message(
        Word(
            "预期“{path}”须写 is,或 at_least、at_most",
            "the expectation {path!r} takes is, or at_least and at_most",
        ),
        Word(
            "写公布的数;as_printed 只与 is 并用", "write the published figure; as_printed goes with is alone"
        ),
    ),
    "S284": Message(
        Word("“{text}”与“{path}”不是同类的量", "{text!r} is not the kind of figure that {path!r} is"),
        Word("{path} 是{due}", "{path} is {due}"),
    ),
    "S285": Message(
        Word(
            "参数“{name}”与名单“{population}”的列同名",
            "the figure {name!r} and a column of population {population!r} have one name",
        ),
        Word("改其中一个名称,否则表达式有歧义", "rename one: an expression could mean either"),
    ),
}
MESSAGES = {**_SHAPE, **_AWARDS, **_PROGRAMMES, **_AMOUNTS, **_SHARING, **_LIMITS, **_PATHS}
