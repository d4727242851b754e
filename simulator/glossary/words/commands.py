"""Words of the command line: short helps, progress, closing lines."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "command_new": Word("写一个带注释的新情景并检查它", "write a commented starter scenario and check it"),
    "command_check": Word(
        "列出情景和数据的全部问题,不求解", "list every problem of scenario and data, solve nothing"
    ),
    "command_run": Word("运行一次,一屏给出答案", "one run, a one-screen answer"),
    "command_explain": Word(
        "任一数字的来历:核定额、专项、约束、错误代码",
        "where a figure comes from: award, programme, limit, error code",
    ),
    "command_report": Word("PDF 报告", "PDF report"),
    "command_chart": Word("单张图表(PDF、SVG、PNG)", "one chart as PDF, SVG or PNG"),
    "command_cases": Word(
        "运行用例:条款、已知数据与应得结果", "run case files: a rule, its data, what must come out"
    ),
    "command_verify": Word("独立复核证明书", "check a certificate independently"),
    "verify_same": Word(
        "问题、支付关系与应得金额同情景重新推导的一致",
        "the problem, the payouts and the entitlements are those the scenario comes to",
    ),
    "verify_differs": Word(
        "未通过:证明书不是这份情景的,{parts}不同",
        "refused: the certificate is not about this scenario, it differs in the {parts}",
    ),
    "verify_between": Word("、", ", the "),
    "verify_scenario": Word("情景或数据", "scenario or its data"),
    "verify_problem": Word("优化问题", "problem"),
    "verify_payouts": Word("支付关系", "payouts"),
    "verify_entitlements": Word("应得金额", "entitlements"),
    "command_schema": Word("打印 JSON Schema,供编辑器使用", "print the JSON Schema for editors"),
    "command_list": Word(
        "列出步骤、方法、度量、图表、求解器", "list steps, methods, measures, charts, solvers"
    ),
    "progress_read": Word("读取情景与数据", "reading scenario and data"),
    "progress_solve": Word("求解并证明", "solving and proving"),
    "progress_draw": Word("绘制报告", "drawing the report"),
    "progress_line": Word("… {stage}(已用 {seconds} 秒,{left})", "… {stage} ({seconds} s so far, {left})"),
    "time_left": Word("约剩 {seconds} 秒", "about {seconds} s left"),
    "time_unknown": Word("剩余时间未知", "time left unknown"),
    "no_problems": Word("没有问题", "no problems"),
    "problems_found": Word("{errors} 个错误,{warnings} 个警告", "{errors} errors, {warnings} warnings"),
    "interrupted": Word("已中断,未写出任何文件", "interrupted, nothing was written"),
    "our_bug": Word("程序内部错误,请报告:{error}", "this is our bug, please report it: {error}"),
    "solver_stopped": Word("求解器未能得出结果:{error}", "the solver gave no answer: {error}"),
    "written_to": Word("已写出 {path}", "written to {path}"),
    "next_steps": Word("下一步:simulator explain {file} {path}", "next: simulator explain {file} {path}"),
    "layer": Word("情景变更 {name}:{reason}", "overlay {name}: {reason}"),
    "change": Word("{path}:{before} → {after}", "{path}: {before} → {after}"),
    "case_ok": Word("一致", "ok"),
    "case_differs": Word("不符", "differs"),
    "case_broken": Word("无法运行", "cannot run"),
    "case_difference": Word(
        "{name}{row}:应为 {expected},得到 {found},相差 {by}",
        "{name}{row}: expected {expected}, found {found}, off by {by}",
    ),
    "case_difference_text": Word(
        "{name}{row}:应为 {expected},得到 {found}", "{name}{row}: expected {expected}, found {found}"
    ),
    "cases_summary": Word(
        "{cases} 个用例:{passed} 个一致,{differ} 个不符,{broken} 个无法运行;共核对 {values} 个值",
        "{cases} cases: {passed} as expected, {differ} differ, {broken} cannot run; {values} values compared",
    ),
    "steps": Word("核定步骤", "award steps"),
    "methods": Word("不足时的分配方式", "ways to share a short pot"),
    "measures": Word("约束的度量", "measures of a limit"),
    "charts": Word("图表", "charts"),
    "solvers": Word("求解器", "solvers"),
}
