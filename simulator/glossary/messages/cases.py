"""Messages about case files: C70x what is given, C71x what is expected and what goes with it."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: dict[str, Message] = {
    "C701": Message(
        Word("“{file}”里没有用例", "{file!r} holds no cases"),
        Word(
            "在 cases 下写用例,每个用例一个编号",
            "write cases under `cases`, each below an id of its own",
        ),
    ),
    "C702": Message(
        Word("列“{column}”有 {count} 个值,应为 {due} 个", "column {column!r} has {count} values, not {due}"),
        Word(
            "各列一样长;单独一个值用于每一行", "columns are of one length; a single value stands in every row"
        ),
    ),
    "C703": Message(
        Word(
            "用例“{case}”须写明已知数据,且只写一次",
            "case {case!r} says what is given, and says it once",
        ),
        Word("写 given(按列)或 rows(逐行)", "write `given` (by column) or `rows` (one by one)"),
    ),
    "C704": Message(
        Word("这一行缺少列“{column}”的值", "this row has no value for column {column!r}"),
        Word("每一行写全各列,一列一个值", "write every column in every row, one value each"),
    ),
    "C705": Message(
        Word("编号“{id}”重复", "the id {id!r} stands there twice"),
        Word("每一行一个编号", "give each row an id of its own"),
    ),
    "C706": Message(
        Word("“{text}”不能作列“{column}”的值", "{text!r} cannot stand in column {column!r}"),
        Word(
            "改正这个值,或在 columns 中改列的类型(金额须写明单位)",
            "mend the value, or the column's type under `columns` (money carries its unit)",
        ),
    ),
    "C707": Message(
        Word("没有“{name}”这个结果(可用:{known})", "there is no figure {name!r} (there are: {known})"),
        Word(
            "写 award、步骤名、步骤名.分支名、figures.名称 等",
            "write award, a step, a step and its limb, figures.name, and so on",
        ),
    ),
    "C708": Message(
        Word("“{text}”与结果“{name}”不是同一类({kind})", "{text!r} is not what {name!r} is: {kind}"),
        Word(
            "金额写单位,比例写 %,判断写 是 或 否",
            "write money with its unit, shares with %, flags as yes or no",
        ),
    ),
    "C709": Message(
        Word("分期比例合计 {percent},应为 100%", "the shares of the instalments add to {percent}, not 100%"),
        Word("改正其中一期的比例", "mend the share of one instalment"),
    ),
    "C710": Message(
        Word("情景中没有可供申报的专项“{text}”", "the scenario has no programme {text!r} with applicants"),
        Word("在 programme 写出其一:{known}", "name one under `programme`: {known}"),
    ),
    "C711": Message(
        Word("用例写了“{beside}”,就不能在这里写“{key}”", "a case with {beside!r} does not take {key!r} here"),
        Word(
            "删去其中一个:写 scenario 的只给数据;写 programmes 的把规则写在各专项之下",
            "drop one of them: `scenario` takes rows only, `programmes` hold their own rules",
        ),
    ),
    "C712": Message(
        Word("资金盘所用参数“{name}”不是金额", "the figure {name!r}, meant as the pot, is no money"),
        Word("写一个金额,或一个金额参数的编号", "write an amount, or the id of a figure that comes to one"),
    ),
    "C713": Message(
        Word("用例“{case}”没有预期,什么也没有核对", "case {case!r} expects nothing, so it checks nothing"),
        Word("在 expect 下写出应得的结果", "write what must come out under `expect`"),
    ),
    "C714": Message(
        Word(
            "用款上限有 {ceilings} 期,用款需求有 {demands} 期;上限应逐期不降",
            "there are {ceilings} ceilings and {demands} demands; ceilings never fall",
        ),
        Word("每期写一个累计上限和一笔需求", "write one cumulative ceiling and one demand a period"),
    ),
    "C715": Message(
        Word(
            "“{name}”有 {found} 个值,预期写了 {written} 个",
            "{name!r} has {found} values, {written} are expected",
        ),
        Word("每行写一个预期值,或按编号写", "write one value a row, or name the rows by id"),
    ),
    "C716": Message(
        Word("没有编号为“{id}”的行", "there is no row {id!r}"),
        Word("可用的编号:{known}", "the rows are: {known}"),
    ),
    "C717": Message(
        Word("该专项还要用到列“{column}”", "the programme also speaks of the column {column!r}"),
        Word("给出这一列", "give that column too"),
    ),
    "C718": Message(
        Word("文件夹“{folder}”里没有 .yaml 文件", "the folder {folder!r} holds no .yaml file"),
        Word("写出用例文件,或放用例文件的文件夹", "name a case file, or a folder that holds some"),
    ),
    "C719": Message(
        Word(
            "“{key}”针对一个专项的核定额,这个用例没有",
            "{key!r} looks at one programme's awards, and there are none",
        ),
        Word("写出 award,或删去这个键", "write `award`, or drop the key"),
    ),
    "C720": Message(
        Word(
            "用例“{case}”没有可行方案:钱不够,或规定互相冲突({clauses})",
            "no plan exists for case {case!r}: its money does not suffice, or its clauses clash ({clauses})",
        ),
        Word(
            "写 when_short(如 pro_rata)说明资金不足时怎样分,或只预期 feasible: no",
            "say by `when_short` how a short pot is shared (pro_rata, say), or expect `feasible: no` alone",
        ),
    ),
    "C721": Message(
        Word(
            "这里的 round 不起作用:预期的 {names} 本来就是整分",
            "`round` does nothing here: what is expected ({names}) is whole fen already",
        ),
        Word(
            "删去 round;要把资助额取整,在 award 里写 round 步骤",
            "drop it; to round the awards, write a `round` step in `award`",
        ),
    ),
}
