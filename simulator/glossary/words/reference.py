"""Words of the generated language reference: titles, tables, what may stand at a place."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "reference_title": Word("情景语言参考", "The scenario language"),
    "reference_made": Word(
        "本文由 `make docs` 生成,请勿手改。算例取自 scenarios/cases/reference.yaml,`simulator cases` 逐一核对。",
        "Made by `make docs`; do not edit. The examples are the cases of scenarios/cases/reference.yaml, which `simulator cases` checks.",
    ),
    "reference_reading": Word(
        "每个词有中文和英文两种写法,可以混用,含义相同;`*` 代表您自己的编号或名称。",
        "Every word may be written in English or in Chinese, with one meaning; `*` stands for an id or a name of your own.",
    ),
    "reference_clauses": Word("条款怎样写", "How a clause is said"),
    "reference_clauses_note": Word(
        "政策文件的常见说法及其写法;除注明的以外都写在专项之下,列名和数额按实际替换。",
        "What policies say and how it is written, under a programme unless it says otherwise; put in your own columns and figures.",
    ),
    "reference_units": Word("金额列写它的单位:{units}", "A column of money is declared by its unit: {units}"),
    "reference_at_root": Word("写在最外层。", "Written at the root."),
    "reference_written": Word("写法", "Written"),
    "reference_key": Word("键", "Key"),
    "reference_takes": Word("可以写", "Takes"),
    "reference_default": Word("不写时", "When left out"),
    "reference_meaning": Word("含义", "Meaning"),
    "reference_required": Word("必填", "required"),
    "reference_formula": Word("公式", "Formula"),
    "reference_codes": Word("有关的提示", "What is checked"),
    "reference_example": Word("算例", "Example"),
    "reference_common_codes": Word("本节各词共有的提示", "What is checked of every word of this section"),
    "reference_short": Word("只写 `{field}` 时可省去这一层:`{own}: …`", "With `{field}` alone: `{own}: …`"),
    "reference_bare": Word(
        "没有须填的内容时可只写这个词。", "The bare word will do where nothing is required."
    ),
    "reference_inside": Word("`{path}` 的内容", "Inside `{path}`"),
    "section_scenario": Word("方案、假设与预期", "Scenario, assumptions, expectations"),
    "section_sources": Word("资金来源与支出", "Sources and spending"),
    "section_figures": Word("参数", "Figures"),
    "section_populations": Word("申报名单与数据列", "Populations and their columns"),
    "section_programmes": Word("专项", "Programmes"),
    "section_steps": Word("核定步骤", "Award steps"),
    "section_group_steps": Word("跨单位步骤", "Steps across applicants"),
    "section_distribution": Word("因素法分配", "Distribution by formula"),
    "section_methods": Word("资金不足时的分配方式", "Sharing a short pot"),
    "section_constraints": Word("约束", "Constraints"),
    "section_cumulation": Word("跨专项规定", "Clauses over several programmes"),
    "section_objective": Word("目标", "Objective"),
    "section_calendar": Word("日历", "The calendar"),
    "section_policies": Word("政策层级", "Policies in layers"),
    "section_ledgers": Word("三本账", "The three ledgers"),
    "section_funds": Word("基金", "Funds"),
    "section_targets": Word("指标", "Targets"),
    "section_disclosure": Word("预算公开表", "Disclosure tables"),
    "section_horizon": Word("规划期", "Several years"),
    "section_overlays": Word("情景变更", "Overlays"),
    "section_cases": Word("用例文件", "Case files"),
    "section_expressions": Word("表达式", "Expressions"),
    "about_steps": Word(
        "自上而下执行,每层先有一个算出金额的步骤,其后的步骤改变它;最后一次四舍五入到分。凡写金额、比例、数量之处,也可写表达式,或写一列自己的步骤。",
        "They run from top to bottom: one step on a level makes an amount, those after it change it, and the end is rounded half-up to the fen once. Where an amount, a rate or a number may stand, so may an expression, or steps of their own.",
    ),
    "about_group_steps": Word(
        "只看符合条件的单位;先把此前金额四舍五入到分,再按组处理;相同时编号小者在先。只能写在最外一层。",
        "They look at the eligible only, at whole fen (what was reckoned so far is rounded half-up first), group by group, ties to the smaller id. They stand on the outermost level only.",
    ),
    "about_distribution": Word(
        "专项不写核定规则而按公式把整笔资金分完;写在 `distribute` 下。",
        "A programme without an award rule, whose whole pot is given out by formula; written under `distribute`.",
    ),
    "about_methods": Word(
        "写在专项或支出类别的 `when_short` 下;资金足够时人人全额。支出类别的写法把它的预算数分给各专项,专项的写法把分到的(不超过 `envelope`)分给申报单位;只有一个专项而没有总额的类别,也要写一个。",
        "Written as `when_short` of a programme or a spending class; while there is enough, everyone is paid in full. That of a class shares its amount between its programmes, that of a programme shares what it got (its `envelope` at most) between its applicants; a class with a single programme and no envelope needs one too.",
    ),
    "about_sort_keys": Word("次序的写法", "Sort keys"),
    "about_columns": Word("列的类型", "The types of a column"),
    "about_draws": Word("模拟列的抽取", "How an invented column is drawn"),
    "about_measures": Word("度量", "Measures"),
    "about_goals": Word(
        "每个目标写一个词,先写者优先:后面的目标只在前面的目标都不受损时才起作用。",
        "One word a goal; the first goal comes first: a later one counts only where no earlier one is any worse.",
    ),
    "about_aims": Word("目标量", "Aims"),
    "about_aims_note": Word(
        "写在 `maximise` 或 `minimise` 之下,或加权各项之中;任何一种度量也可以是目标量。",
        "Written under `maximise` or `minimise`, or in a weighed term; any measure may be an aim as well.",
    ),
    "about_least_cost": Word(
        "以最小代价达到指标:指标写成 `must` 约束,目标写 `minimise: spent`;有“应当”约束时先写 `keep`。",
        "Targets at least cost: write the targets as limits that must hold and aim at `minimise: spent`; where limits should hold, `keep` them first.",
    ),
    "about_calendar": Word(
        "每个专项(或支出类别)一行,或按名单的一个类别列分成几组,每组一行;每行写各季度(或月份、日期)到哪个环节,拨付核定金额的多少。每行的拨付合计 100%,写一次就是一期;分期不是分组。支出类别的日历适用于它没有日历的专项。",
        "A row a programme (or class of spending), or a row a group of its applicants by a category column. A row says which stages fall in which quarter, month or day, and what share of each award is paid then: 100% in all. Instalments of one award stand in one row; groups are different applicants. The calendar of a class holds for its programmes that have none.",
    ),
    "about_calendar_order": Word(
        "环节在 `stages` 的 `order` 中的,每行之内核对次序;在 `also` 中的可以放在任何地方。`done: no` 的工作暂不应付;预留的钱在 `release` 时支付。每期按核定金额的累计比例四舍五入到分,减去以前已付的,因此各期之和等于核定金额。提前下达的(上一年写有 `fund_plan` 的,如 `2013Q4: [fund_plan, {{pay: 70%}}]`)可以在上一年拨付:用款上限不约束它,累计数中有它。",
        "Stages under `order` in `stages` are checked for their order within each row; those under `also` stand anywhere. Work with `done: no` earns nothing yet; what is retained is paid at `release`. Each instalment is the cumulative share of the award, half-up to the fen, less what was due before, so instalments add to the award. Money issued in advance (a `fund_plan` in the year before, as in `2013Q4: [fund_plan, {{pay: 70%}}]`) may be paid in that year: no cash ceiling holds it, though it counts under them.",
    ),
    "about_stages": Word("环节", "Stages"),
    "about_policies": Word(
        "管理办法、实施细则、专项政策逐层写在 `policies` 下,`under` 指上一层;下层只能收紧,放宽即报错并指出两处。专项用 `under` 归入一层,各层的限额和条件都对它有效。",
        "A measure, a rulebook and special policies stand under `policies`; `under` names the layer above. A lower layer may only tighten: a looser figure is an error shown at both places. A programme names its layer by `under`, and the limits and conditions of all layers above hold for it.",
    ),
    "about_ledgers": Word(
        "每一行(专项,或没有专项的支出类别)每季有三个数:已批预算、已承诺、已支付;支付不超过承诺,承诺不超过预算。压减落在未承诺的余额上,追加要写资金来源,调剂合计不变。用款上限是累计数,付不出的排队。以前年度合同要付的钱先从结转资金中留出,其余先进先出,到期失效。专项的已批预算就是这次核定给它的数:支出类别或总额中没有核定出去的不是任何一行的预算,不能调剂,也不结转;年末没有付的才结转。按比例写的用款上限,基数是当时的本年预算,另加结转资金;压减、追加、调剂的比例也按当时的本年预算计。年度是公历年。",
        "Each line (a programme, or a class without programmes) has three figures a quarter: authorised, committed, paid; no more is paid than committed and no more committed than authorised. A cut falls on uncommitted balances, more money names its source, a virement keeps the total. Cash ceilings are cumulative, and what cannot be paid waits. Of money brought forward what earlier contracts ask for is set aside first; the rest is spent first in first out, and lapses. The authority of a programme is what this run awards it: what is left of its class or its envelope is no line's authority, cannot be moved and is not carried over; what a line has and has not paid at the end of the year is. A ceiling written as a share is one of this year's authority on that day, and money brought forward comes on top; the share of a cut, an addition or a virement is of it too. The year is the calendar year.",
    ),
    "about_funds": Word(
        "基金是预算之外的存量:期初 + 流入 − 流出 = 期末,每季都不能为负。它可以支付专项(资金池):专项首次支付时一并允诺全部核定,以那时和以后各季末的最低余额为限;也可以投出并按倍数收回(股权、引导基金),担保的金额与本金之比是放大倍数。写明年份的收支只发生一次,不写年份的在规划期内每年发生;按 `recovers` 收回的是投出的(`outflow`)和支付专项的钱,收不回的损失写较小的倍数,`losses` 只是预计,不从余额中扣除。写明 `losses` 时,`funds.编号.after_losses` 是年末余额扣除预计损失(可为负),`losses_share` 是预计损失占期初的份额;`triggered` 与 `triggered_after_losses` 为 1 表示核定数、核定数加预计损失达到触发线,为 0 表示没有。",
        "A fund is a stock beside the budget: opening + in − out = closing, never below nothing in any quarter. It may pay programmes (a pool): each is promised all its awards when it is first paid, out of what the fund holds then and at the end of every later quarter. It may invest and recover at a multiple (equity, guiding funds); what it stands behind over what it holds is its leverage. A flow that names a year happens once, one that does not in every year of a horizon. What `recovers` brings back is a multiple of every outflow and of the awards it pays, a smaller one where something is lost for good; `losses` are only expected, and not taken off the balance. With `losses`, `funds.ID.after_losses` is what they leave of the year's end (below nothing where they are more) and `losses_share` what part of its opening they are; `triggered` and `triggered_after_losses` are 1 where its awards, and these with the losses, reach the trigger, else 0.",
    ),
    "about_targets": Word(
        "指标可以没有资金(`money: none`)。界限的写法同约束;`baseline` 是存量的起点;由方案回答的写 `counts`,其余由 `actuals` 回答;没有数的是“未评估”,不是“未完成”。百分比的指标,各数都写百分号;有基期数的,`reached` 写基期之上新增的。",
        "Targets may stand without money (`money: none`). Bounds are written as in constraints; `baseline` is where a stock starts; what the plan answers says `counts`, `actuals` answer the others; without a figure a target is not assessed, never missed. Where the bound is a percentage so is every number beside it; of a target with a baseline `reached` says what came on top.",
    ),
    "about_disclosure": Word(
        "每一行支出有五个键:功能科目、部门经济科目、政府经济科目、资金来源、支出类别;各表由此生成,表间勾稽精确到分,公布的数按其位数核对。每个支出类别的明细合计等于它的预算数,一行写 `amount`、`programme`、`rest` 之一;`rest` 是该类别余下的。每个来源的明细也要等于来源的金额。政府经济科目要么各行都写,要么都不写。",
        "Each line of expenditure has five keys: function, department economy, government economy, source and class; the tables are made of them, the identities between them hold to the fen, and published figures are held against ours at their own precision. The lines of a class add to its amount, each saying one of `amount`, `programme` and `rest`, which is what the others leave of it; those of a source add to the source. The government economy stands on every line or on none.",
    ),
    "about_horizon": Word(
        "首年按方案运行,以后各年按递增、变更和上年评价改数;没有付完的预算、合同和基金余额结转到下一年,基金还要付的和将要收回的也一样。压减若动了要在以后年度支付的合同,缺的钱在下一年预算中先单列一行补足,再分其余。写明年份的日期随年份顺延,基金写明年份的收支只发生一次;写明以后年份的预算调整属于那一年,其余的预算调整、决定、实际数和公布数只属于首年。递增要把资金来源也写上,否则支出会超过来源;评价作用于写有 `amount` 的一行:支出类别,或写了金额的专项。",
        "The first year runs as written; later years have their figures grown, changed and graded by last year's evaluation, and what was authorised and not paid, contracts and fund balances are carried into them, with what funds are still to pay and to recover. Where a cut has taken the money of contracts payable later, a line of the next budget makes that good before anything else is shared. Moments that name a year move along, but a flow of a fund that names one happens once; an adjustment that names a later year is of that year alone; other adjustments, decisions, actuals and published figures are the first year's alone. Let the sources grow as well, or the classes will outgrow them; an evaluation works on a line that has an `amount`: a class, or a programme written with one.",
    ),
    "about_overlays": Word(
        "情景变更文件写明基于哪个文件,只写变化;每项变更用一个动词。",
        "An overlay names the file it changes and says only what changes, one verb a change.",
    ),
    "about_paths": Word(
        "路径是从最外层起用点连接的键,中英文均可,如 `programmes.rent.award.share.rate`、`专项.rent.核定.封顶`。列表中的一项不用序号:步骤用它的词或 `id`,分档用 `band_2`,结转批次用年度(`carry_over.lots.2013.amount`),收支流水用发生日期(`funds.pool.flows.Q3.outflow`),预算调整用 `id`;没有名称的列表用 `set` 整个改写。命令行的 `--set 路径=值` 等于一条 `set`,值可以是一整段,如 `--set 'calendar.rent={{Q2: [contract, {{pay: 100%}}]}}'`。",
        "A path is keys joined by dots from the root, in either language, as `programmes.rent.award.share.rate` or `专项.rent.核定.封顶`. An item of a list is not counted: a step is named by its word or `id`, a band as `band_2`, a lot by its year (`carry_over.lots.2013.amount`), a flow by its moment (`funds.pool.flows.Q3.outflow`), an adjustment by its `id`; a list whose items have no name is set as a whole. On the command line `--set PATH=VALUE` is one `set`; the value may be a whole passage, as in `--set 'calendar.rent={{Q2: [contract, {{pay: 100%}}]}}'`.",
    ),
    "about_answers": Word("可以预期和解释的数", "Figures to expect and to explain"),
    "about_cases": Word(
        "每个用例写明已知数据、条款和预期结果;除下列各键外,专项和方案中的键都可以写。",
        "A case says what is given, the clause, and what must come out; besides the keys below it may say whatever a programme or a scenario may say.",
    ),
    "about_case_given": Word(
        "`given`(或 `rows`)的各行就是用例的申报名单,名单的编号是 `given`,参数中可写 `applicants: given`。资金只有一笔,写 `pot`;用例不写 `sources` 和 `spending`,也不写 `populations`。",
        "The rows of `given` (or `rows`) are the population of the case, and its id is `given`, as in `applicants: given` of a figure. There is one sum of money, written `pot`; `sources`, `spending` and `populations` cannot stand in a case.",
    ),
    "about_expected": Word(
        "每个名称下写一个值,或每行一个值(按行的书写次序),或按行的编号写;`<…>` 代表您自己的编号或名称。可以预期的名称:",
        "Below each name stands one value, one a row in the order of the rows, or one by the id of each row; `<…>` stands for an id or a name of your own. What may be expected:",
    ),
    "reference_name": Word("名称", "Name"),
    "reference_path": Word("路径", "Path"),
    "about_expressions": Word(
        "表达式可用列名、参数名、字面值、运算符和函数;全角符号与半角相同;金额与比例等类型在读入时检查。",
        "An expression is made of columns, figures, literals, operators and functions; full-width marks are read as half-width; kinds such as money and rates are checked when it is read.",
    ),
    "reference_operators": Word("运算符", "Operators"),
    "reference_functions": Word("函数", "Functions"),
    "reference_literals": Word("字面值", "Literals"),
    "reference_arguments": Word("参数个数", "Arguments"),
    "reference_kind": Word("类型", "Kind"),
    "operator_or": Word("任一成立", "either holds"),
    "operator_and": Word("都成立", "both hold"),
    "operator_not": Word("不成立", "does not hold"),
    "operator_equal": Word("等于", "equals"),
    "operator_unequal": Word("不等于", "does not equal"),
    "operator_less": Word("小于;可连写,如 1元 < a ≤ 5元", "less than; may be chained, as 1元 < a ≤ 5元"),
    "operator_at_most": Word("小于或等于", "less than or equal"),
    "operator_more": Word("大于", "more than"),
    "operator_at_least": Word("大于或等于", "more than or equal"),
    "operator_in": Word(
        "是所列之一,如 industry in [生物, 新材料]", "one of those listed, as industry in [生物, 新材料]"
    ),
    "operator_not_in": Word("不是所列的任何一个", "none of those listed"),
    "operator_plus": Word("加", "plus"),
    "operator_minus": Word("减;也作负号", "minus; also a sign"),
    "operator_times": Word("乘", "times"),
    "operator_divided": Word("除,结果精确", "divided by, exactly"),
    "takes_text": Word("文字", "a text"),
    "takes_id": Word("编号(无点号、无空格)", "an id (no dot, no space)"),
    "takes_money": Word("金额", "money"),
    "takes_money_or_figure": Word("金额,或一个参数的名称", "money, or a figure's name"),
    "takes_signed_money": Word("金额,可为负", "money, which may be negative"),
    "takes_growth": Word("增长幅度(可为负,不低于 -100%)", "a growth (may be negative, not below -100%)"),
    "takes_rate": Word("比例(0 至 100%)", "a rate (0 to 100%)"),
    "takes_points": Word("百分点", "percentage points"),
    "takes_count": Word("不小于 {least} 的整数", "a whole number from {least}"),
    "takes_number": Word("数值", "a number"),
    "takes_flag": Word("`是` 或 `否`", "`yes` or `no`"),
    "takes_formula_any": Word("表达式", "an expression"),
    "takes_formula_yes_no": Word("条件(表达式)", "a condition"),
    "takes_formula_numeric": Word("结果为数值的表达式", "an expression that yields a number"),
    "takes_formula_money": Word("结果为金额的表达式", "an expression that yields money"),
    "takes_formula_amounts": Word("结果为金额或数值的表达式", "an expression that yields money or a number"),
    "takes_formula_date": Word("日期(列或字面值)", "a date, as a column or written out"),
    "takes_amount_money": Word("金额、表达式或步骤", "money, an expression, or steps"),
    "takes_amount_share": Word("比例、表达式或步骤", "a rate, an expression, or steps"),
    "takes_amount_ratio": Word(
        "比例(可超过 100%)、表达式或步骤", "a rate, which may pass 100%, an expression, or steps"
    ),
    "takes_amount_number": Word("数值、表达式或步骤", "a number, an expression, or steps"),
    "takes_amount_wanted": Word(
        "此处所求的金额(或比例、数值)、表达式或步骤",
        "what the place wants (money, a rate or a number), an expression, or steps",
    ),
    "takes_base_money": Word(
        "金额的表达式,或算出它的步骤", "an expression that yields money, or steps that make it"
    ),
    "takes_base_numeric": Word(
        "数值的表达式,或算出它的步骤", "an expression that yields a number, or steps that make it"
    ),
    "takes_base_any": Word(
        "金额或数值的表达式,或算出它的步骤",
        "an expression that yields money or a number, or steps that make it",
    ),
    "takes_edge": Word("与基数同类的数,或表达式", "a figure of the base's kind, or an expression"),
    "takes_literal": Word("字面值", "a literal"),
    "takes_day": Word("日期,如 2014-06-30", "a day, as 2014-06-30"),
    "takes_moment": Word(
        "季度、月份或日期,如 Q3、2015Q1、2014-11", "a quarter, month or day, as Q3, 2015Q1, 2014-11"
    ),
    "takes_stage": Word("环节的名称", "the name of a stage"),
    "takes_calendar": Word(
        "专项或支出类别 → 各季度的环节", "programmes or classes → the stages of each quarter"
    ),
    "takes_reference": Word("`{section}` 中的一个编号", "an id of `{section}`"),
    "takes_path": Word("从最外层起的路径", "a path from the root"),
    "takes_record": Word("见 `{path}`", "see `{path}`"),
    "takes_by_id": Word("编号 → 见 `{path}`", "ids → see `{path}`"),
    "takes_named": Word("名称 → {item}", "names → {item}"),
    "takes_by_moment": Word("季度、月份或日期 → {item}", "quarters, months or days → {item}"),
    "takes_line": Word(
        "一个专项或支出类别的路径,如 `programmes.rent`", "a programme or class, as `programmes.rent`"
    ),
    "takes_in_turn": Word("列表,每项:一个名称 → {item}", "a list of: one name → {item}"),
    "takes_list": Word("列表,每项:{item}", "a list of: {item}"),
    "takes_list_or_one": Word("一个或列表:{item}", "one or a list of: {item}"),
    "takes_conditions": Word(
        "条件,或名称 → 条件,须全部满足", "a condition, or names → conditions that must all hold"
    ),
    "takes_steps": Word("步骤(见“核定步骤”)", "steps (see Award steps)"),
    "takes_cells": Word("取值 → 字面值,几列时逐层嵌套", "values → literals, nested for several columns"),
    "takes_column": Word("列的类型", "a column's type"),
    "takes_draw": Word("一个固定值,或一种抽取", "a fixed value, or a draw"),
    "takes_either": Word("{scalar};或{other}", "{scalar}; or {other}"),
    "takes_rules": Word("一个步骤", "a step"),
    "takes_methods": Word("一种分配方式", "a method"),
    "takes_measures": Word("一种度量", "a measure"),
    "takes_goals": Word("一个目标", "a goal"),
    "takes_aims": Word("一个目标量,或一种度量", "an aim, or a measure"),
    "takes_sort_keys": Word("一个次序", "a sort key"),
}
