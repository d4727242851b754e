"""Words of results and explanations; those with `{…}` are filled with texts and amounts."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "proven optimal": Word("已证明最优", "proven optimal"),
    "within X (proven)": Word("与最优相差不超过 X(已证明)", "within X (proven)"),
    "feasible, not proven": Word("可行,未证明最优", "feasible, not proven"),
    "infeasible": Word("无可行方案", "infeasible"),
    "unbounded": Word("目标无界", "unbounded"),
    "seal": Word(
        "✔ 分毫不差:来源 {sources} = 支出 {used} + 未用 {unspent} + 未安排 {unallocated}",
        "✔ adds up to the fen: sources {sources} = used {used} + unspent {unspent} + unallocated {unallocated}",
    ),
    "synthetic_label": Word("合成数据:申报单位并非真实单位", "synthetic data: the applicants are invented"),
    "eligible_count": Word("符合条件", "eligible"),
    "goal_keep": Word("保持“{subject}”:", "keep {subject!r}: "),
    "goal_kept": Word("已满足", "kept"),
    "goal_missed": Word("差 {value}(已证明最少)", "missed by {value} (proved the least)"),
    "goal_maximise": Word("{subject}最多:{value}", "most {subject}: {value}"),
    "goal_minimise": Word("{subject}最少:{value}", "least {subject}: {value}"),
    "goal_proved": Word("(任何方案不超过 {bound})", " (no plan passes {bound})"),
    "spent": Word("支出", "spent"),
    "budget": Word("预算", "budget"),
    "title": Word("名称", "title"),
    "amount": Word("金额", "amount"),
    "used": Word("已用", "used"),
    "unspent": Word("未用", "unspent"),
    "unallocated": Word("未安排", "unallocated"),
    "claims": Word("申请", "claims"),
    "granted": Word("核定", "granted"),
    "share_granted": Word("满足率", "granted %"),
    "awards": Word("获资助", "awards"),
    "method": Word("方式", "method"),
    "total": Word("合计", "total"),
    "limit": Word("约束", "limit"),
    "value": Word("实际", "value"),
    "bound": Word("界限", "bound"),
    "slack": Word("余量", "slack"),
    "state": Word("状态", "state"),
    "binding": Word("已触界", "binding"),
    "met": Word("满足", "met"),
    "missed": Word("未满足", "missed"),
    "moved": Word("情景已改变", "moved"),
    "goal": Word("目标", "goal"),
    "proof": Word("证明", "proof"),
    "published": Word("公开数字", "published figures"),
    "all_hold": Word("{count} 项公开数字全部吻合", "all {count} published figures hold"),
    "assumed_count": Word("{count} 项未公开参数按假设处理", "{count} unpublished parameters are assumptions"),
    "line": Word("固定支出", "plain line"),
    "explain_applicant": Word(
        "{programme} · {applicant}:核定 {award}", "{programme} · {applicant}: awarded {award}"
    ),
    "explain_condition": Word("条件 {name}:{text} → {answer}", "condition {name}: {text} → {answer}"),
    "yes": Word("符合", "met"),
    "no": Word("不符合", "not met"),
    "explain_not_eligible": Word("不符合条件,应补 0", "not eligible, nothing is due"),
    "explain_share": Word("{of} = {base},按 {rate} 计 → {after}", "{of} = {base}, at {rate} → {after}"),
    "explain_fixed": Word("定额 {amount} → {after}", "fixed sum {amount} → {after}"),
    "explain_per_unit": Word(
        "{of} = {units},每单位 {amount} → {after}", "{of} = {units}, {amount} each → {after}"
    ),
    "explain_brackets": Word(
        "{of} = {base},分档累进 → {after}", "{of} = {base}, in marginal bands → {after}"
    ),
    "explain_band": Word("其中 {part} 按 {rate}", "of it {part} at {rate}"),
    "explain_sum": Word("各项之和 → {after}", "sum of the limbs → {after}"),
    "explain_highest": Word("就高不重复 → {after}", "highest limb only → {after}"),
    "explain_lowest": Word("就低 → {after}", "lowest limb only → {after}"),
    "explain_limb": Word("· {name}:{after}", "· {name}: {after}"),
    "explain_uplift": Word("上浮 {rate} → {after}", "uplift of {rate} → {after}"),
    "explain_cap": Word("封顶 {amount},减少 {lost} → {after}", "cap of {amount}, {lost} lost → {after}"),
    "explain_cap_free": Word("封顶 {amount},未触及 → {after}", "cap of {amount}, not reached → {after}"),
    "explain_floor": Word("保底 {amount} → {after}", "floor of {amount} → {after}"),
    "explain_round": Word("取整到 {amount} → {after}", "rounded to {amount} → {after}"),
    "explain_skipped": Word("{step}:不适用 → {after}", "{step}: does not apply → {after}"),
    "explain_entitlement": Word("应补金额(四舍五入到分){after}", "entitlement (half-up to the fen) {after}"),
    "explain_pot_full": Word("专项资金充足,全额核定", "the pot suffices, paid in full"),
    "explain_paid_first": Word(
        "专项资金不足,但按“{method}”本笔全额核定", "the pot is short, but this one is paid in full ({method})"
    ),
    "explain_below_zero": Word(
        "计算结果为负,按零计", "the rule comes to less than nothing, which counts as nothing"
    ),
    "explain_pot_short": Word(
        "专项申请 {claims},可用 {pot},按“{method}”分配:核定 {award},减少 {lost}",
        "claims of {claims} on a pot of {pot}, shared by {method}: awarded {award}, {lost} less",
    ),
    "explain_programme": Word(
        "{programme}:{eligible} 家符合条件,应补 {claims},核定 {award}",
        "{programme}: {eligible} eligible, {claims} due, {award} awarded",
    ),
    "explain_line": Word(
        "{programme}:申请 {claims},核定 {award}", "{programme}: {claims} asked, {award} awarded"
    ),
    "explain_condition_count": Word(
        "条件 {name}:{passed} 家符合,{failed} 家不符合", "condition {name}: {passed} meet it, {failed} do not"
    ),
    "explain_step_total": Word("{step} 之后合计 {after}", "after {step}: {after} in all"),
    "explain_cap_count": Word(
        "封顶影响 {count} 家,共减少 {lost}", "the cap bound {count} times, {lost} lost"
    ),
    "explain_limit": Word(
        "{title}:实际 {value} {relation} {bound},余量 {slack},{state}",
        "{title}: {value} {relation} {bound}, slack {slack}, {state}",
    ),
    "explain_figure": Word("{path} = {value}", "{path} = {value}"),
    "explain_written": Word("写在 {place}", "written at {place}"),
    "explain_was": Word("此前为 {text}({place})", "was {text} ({place})"),
    "explain_assumed": Word(
        "假设(可靠性 {reliability}):{note}", "assumption (reliability {reliability}): {note}"
    ),
    "high": Word("高", "high"),
    "medium": Word("中", "medium"),
    "low": Word("低", "low"),
}
