"""Words of results and explanations; those with `{…}` are filled with texts and amounts."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "proven optimal": Word("已证明最优", "proven optimal"),
    "within X (proven)": Word("与最优相差不超过 X(已证明)", "within X (proven)"),
    "feasible, not proven": Word("可行,未证明最优", "feasible, not proven"),
    "infeasible": Word("无可行方案", "infeasible"),
    "unbounded": Word("目标无界", "unbounded"),
    "not_reproducible": Word(
        "不可复现:求解器到时限被终止,再次运行结果可能不同",
        "not reproducible: the clock ended a solver, another run may find another plan",
    ),
    "seal": Word(
        "✔ 分毫不差:来源 {sources} = 支出 {used} + 未用 {unspent} + 未安排 {unallocated}",
        "✔ adds up to the fen: sources {sources} = used {used} + unspent {unspent} + unallocated {unallocated}",
    ),
    "synthetic_label": Word("合成数据:申报单位并非真实单位", "synthetic data: the applicants are invented"),
    "outdated_label": Word(
        "过期参数:不在有效期内而仍采用的有 {paths}", "out of date, and used all the same: {paths}"
    ),
    "eligible_count": Word("符合条件", "eligible"),
    "goal_keep": Word("保持“{subject}”:", "keep {subject!r}: "),
    "goal_kept": Word("已满足", "kept"),
    "goal_missed": Word("差 {value}(已证明最少)", "missed by {value} (proved the least)"),
    "goal_maximise": Word("{subject}最多:{value}", "most {subject}: {value}"),
    "goal_minimise": Word("{subject}最少:{value}", "least {subject}: {value}"),
    "goal_weigh": Word("加权合计最多:{value}", "most weighed in all: {value}"),
    "goal_term": Word(
        "{subject} {value} × 权重 {weight} = {contribution}",
        "{subject} {value} × weight {weight} = {contribution}",
    ),
    "goal_term_per": Word(
        "{subject} {value},每{per}权重 {weight} = {contribution}",
        "{subject} {value}, weight {weight} a {per} = {contribution}",
    ),
    "goal_over": Word("{subject}(比较:{over})", "{subject} (by {over})"),
    "goal_error": Word(
        "以直线段代替成效曲线,此数至多少计 {error}",
        "straight pieces stand for response curves: this is at most {error} short",
    ),
    "explain_response": Word("成效:{award} 得 {worth} 分", "response: {award} is worth {worth} points"),
    "explain_response_pieces": Word(
        "以 {pieces} 段直线代替曲线,至多少计 {error} 分",
        "reckoned by {pieces} straight pieces, at most {error} points short of the curve",
    ),
    "beneficiaries": Word("受益单位数", "beneficiaries"),
    "sum": Word("随核定相加的数", "a sum over the awards that count"),
    "targets_met": Word("达标约束数", "targets met"),
    "change_from_last_year": Word("较上年变动", "change from last year"),
    "smallest_share": Word("最低满足率", "smallest share of claims paid"),
    "largest_cut": Word("最大压减率", "largest cut of claims"),
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
    "explain_bonus": Word("其中加成 {points}", "of it {points} as a bonus"),
    "explain_rate_held": Word(
        "加成后超过 {most},按 {most} 计", "with its bonus above {most}, so {most} applies"
    ),
    "explain_fixed": Word("定额 {amount} → {after}", "fixed sum {amount} → {after}"),
    "explain_per_unit": Word(
        "{of}:计 {units} 个,每个 {amount} → {after}",
        "{of}: {units} counted, {amount} each → {after}",
    ),
    "explain_uncounted": Word("另有 {beyond} 个超过上限,不计", "{beyond} more are above the most that count"),
    "explain_brackets": Word(
        "{of} = {base},分档累进 → {after}", "{of} = {base}, in marginal bands → {after}"
    ),
    "explain_slabs": Word(
        "{of} = {base},全额分档得 {amount} → {after}",
        "{of} = {base}, by the level reached {amount} → {after}",
    ),
    "explain_slabs_free": Word(
        "{of} = {base},所在档次不给 → {after}",
        "{of} = {base}, its level pays nothing → {after}",
    ),
    "explain_slab_from": Word(
        "所在档次:{bound} 及以上,给 {amount}", "its level: {bound} and above, paid {amount}"
    ),
    "explain_slab_above": Word(
        "所在档次:超过 {bound},给 {amount}", "its level: more than {bound}, paid {amount}"
    ),
    "explain_slab_from_rate": Word(
        "所在档次:{bound} 及以上,全额按 {rate}",
        "its level: {bound} and above, {rate} of the whole",
    ),
    "explain_slab_above_rate": Word(
        "所在档次:超过 {bound},全额按 {rate}",
        "its level: more than {bound}, {rate} of the whole",
    ),
    "explain_per_full": Word(
        "{of} = {base},每满 {each} 一份,共 {steps} 份,每份 {amount} → {after}",
        "{of} = {base}, {steps} full steps of {each}, {amount} each → {after}",
    ),
    "explain_counted_from": Word("从 {start} 起算", "counted from {start}"),
    "explain_taper": Word(
        "{of} = {base},从 {first} 到 {last} 由 {start} 变到 {end},此处为 {amount} → {after}",
        "{of} = {base}, on the line from {start} at {first} to {end} at {last}: {amount} → {after}",
    ),
    "explain_table": Word("查表得 {amount} → {after}", "the table gives {amount} → {after}"),
    "explain_taken": Word("取“{name}”:{amount}", "taken: {name}, {amount}"),
    "explain_choose": Word("按 {column} 分类适用 → {after}", "by the case of {column} → {after}"),
    "explain_first_of": Word("依次取第一个大于零的分支 → {after}", "the first limb above nothing → {after}"),
    "explain_interest": Word(
        "{of} = {base},按 {rate} 计 {days} 天(一年 {year} 天)→ {after}",
        "{of} = {base}, at {rate} for {days} days of {year} → {after}",
    ),
    "explain_voucher": Word(
        "面额 {face},已兑付 {redeemed},支付其中较小者 → {after}",
        "face {face}, redeemed {redeemed}, the smaller is paid → {after}",
    ),
    "explain_owed": Word("尚未兑付 {owed},未到期", "{owed} not redeemed yet and still owed"),
    "explain_lapsed": Word("未兑付 {lapsed},已过期作废", "{lapsed} not redeemed in time and lapsed"),
    "explain_split": Word(
        "{of} = {base},各方分担,我方支付 → {after}",
        "{of} = {base}, shared among payers, our part → {after}",
    ),
    "explain_waterfall": Word(
        "{of} = {base},逐层承担,我方支付 → {after}",
        "{of} = {base}, borne layer by layer, our part → {after}",
    ),
    "explain_less": Word("扣除 {amount},不低于零 → {after}", "less {amount}, never below nothing → {after}"),
    "explain_pay_from": Word("不足 {amount},不予支付 → {after}", "below {amount}, not paid → {after}"),
    "explain_pay_from_free": Word("已达起付 {amount} → {after}", "at least {amount}, paid → {after}"),
    "explain_years": Word("第 {year} 年,按 {rate} → {after}", "year {year}, at {rate} → {after}"),
    "explain_prorate": Word(
        "按期折算 {time} ÷ {whole},即 {part} → {after}",
        "for {time} of {whole}, which is {part} → {after}",
    ),
    "explain_all_sources": Word(
        "各级合计不超过 {most},其他来源 {others},减少 {lost} → {after}",
        "all sources at most {most}, others {others}, {lost} lost → {after}",
    ),
    "explain_all_sources_free": Word(
        "各级合计不超过 {most},其他来源 {others},未触及 → {after}",
        "all sources at most {most}, others {others}, not reached → {after}",
    ),
    "explain_clawback": Word("须退回其中 {part} → {after}", "to be paid back, {part} of it → {after}"),
    "explain_promised": Word("承诺 {due},实际完成 {done}", "promised {due}, achieved {done}"),
    "explain_kept": Word("期限 {due},已履行 {done}", "a term of {due}, of which {done} kept"),
    "explain_compound": Word(
        "另按 {rate} 复利计 {years} 年利息 {added}",
        "interest of {added}, at {rate} compound for {years} years",
    ),
    "explain_ceiling": Word(
        "同组累计封顶 {amount}(此前已用 {before}),减少 {lost} → {after}",
        "the group's ceiling of {amount} ({before} used before), {lost} lost → {after}",
    ),
    "explain_ceiling_free": Word(
        "同组累计封顶 {amount}(此前已用 {before}),未触及 → {after}",
        "the group's ceiling of {amount} ({before} used before), not reached → {after}",
    ),
    "explain_top_up": Word(
        "补差:同组此前已达到的不再支付,减少 {lost} → {after}",
        "what the group had reached before is not paid again, {lost} lost → {after}",
    ),
    "explain_top_up_free": Word(
        "补差:同组此前没有已达到的数额 → {after}",
        "nothing reached before in the group → {after}",
    ),
    "explain_best": Word(
        "就高不重复:同组只付最高的一笔,减少 {lost} → {after}",
        "only the highest of the group is paid, {lost} lost → {after}",
    ),
    "explain_best_free": Word("就高不重复:本笔为同组最高 → {after}", "the highest of its group → {after}"),
    "explain_stop_loss": Word(
        "熔断:资金池已停止支付,减少 {lost} → {after}",
        "the pool has stopped paying, {lost} lost → {after}",
    ),
    "explain_stop_loss_free": Word("熔断:资金池仍在支付 → {after}", "the pool still pays → {after}"),
    "explain_band": Word("其中 {part} 按 {rate}", "of it {part} at {rate}"),
    "explain_sum": Word("各项之和 → {after}", "sum of the limbs → {after}"),
    "explain_highest": Word("就高不重复 → {after}", "highest limb only → {after}"),
    "explain_lowest": Word("就低 → {after}", "lowest limb only → {after}"),
    "explain_limb": Word("· {name}:{after}", "· {name}: {after}"),
    "explain_uplift": Word("上浮 {rate} → {after}", "uplift of {rate} → {after}"),
    "explain_cap": Word("封顶 {amount},减少 {lost} → {after}", "cap of {amount}, {lost} lost → {after}"),
    "explain_cap_free": Word("封顶 {amount},未触及 → {after}", "cap of {amount}, not reached → {after}"),
    "explain_rejected": Word("超过封顶,不予核定", "above the cap, so nothing is awarded"),
    "explain_carried": Word("减少的 {cut} 结转以后年度", "the {cut} cut off is carried to a later year"),
    "explain_floor": Word(
        "低于保底 {amount},增加 {gained} → {after}",
        "below the floor of {amount}, {gained} added → {after}",
    ),
    "explain_floor_free": Word(
        "保底 {amount},已达到 → {after}", "floor of {amount}, reached anyway → {after}"
    ),
    "explain_round": Word("取整到 {amount} → {after}", "rounded to {amount} → {after}"),
    "explain_skipped": Word("{step}:不适用 → {after}", "{step}: does not apply → {after}"),
    "explain_clause": Word(
        "跨专项规定“{clause}”减少 {lost} → {after}",
        "the clause {clause!r} over several programmes, {lost} lost → {after}",
    ),
    "explain_entitlement": Word("应补金额(四舍五入到分){after}", "entitlement (half-up to the fen) {after}"),
    "explain_pot_full": Word("专项资金充足,全额核定", "the pot suffices, paid in full"),
    "explain_paid_first": Word(
        "专项资金不足,但按“{method}”本笔全额核定", "the pot is short, but this one is paid in full ({method})"
    ),
    "explain_below_zero": Word(
        "计算结果为负,按零计", "the rule comes to less than nothing, which counts as nothing"
    ),
    "explain_pot_short": Word(
        "专项应补共 {claims},共核定 {pot},按“{method}”分配:核定 {award},减少 {lost}",
        "claims of {claims} in all, {pot} awarded in all, shared by {method}: awarded {award}, {lost} less",
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
    "explain_stage": Word("{step} → {after}", "{step} → {after}"),
    "explain_rounds": Word("归一 {count} 轮后都满足", "all hold after {count} rounds of sharing"),
    "explain_reduced": Word(
        "保障合计超过总额,按同一比例压减", "the guarantees are more than the pot and cut in one proportion"
    ),
    "explain_extra": Word("其中 {extra} 由总额之外另行安排", "of it {extra} is paid from outside the pot"),
    "explain_step_total": Word("{step} 之后合计 {after}", "after {step}: {after} in all"),
    "explain_clause_count": Word(
        "跨专项规定“{clause}”触及 {count} 家,共减少 {lost}",
        "the clause {clause!r} over several programmes bound {count} times and took {lost}",
    ),
    "explain_limb_paid": Word(
        "· {name}:适用 {count} 家,合计 {after}", "· {name}: paid to {count}, {after} in all"
    ),
    "explain_apply_free": Word(
        "免申即享:名单内符合条件即可获得", "apply-free: everyone eligible is paid without applying"
    ),
    "explain_clause_bound": Word(
        "触及 {count} 家,共减少 {change}", "it bound {count} times and took {change}"
    ),
    "explain_clause_raised": Word("提高 {count} 家,共增加 {change}", "it raised {count} and added {change}"),
    "explain_lifting_costs": Word(
        "若取消此条,应补金额增加 {cost}", "without it the entitlements would rise by {cost}"
    ),
    "explain_lifting_saves": Word(
        "若取消此条,应补金额减少 {cost}", "without it the entitlements would fall by {cost}"
    ),
    "explain_own_base": Word("另行核定的基数", "a base of its own"),
    "explain_kernel": Word(
        "计算方式:{kernel};1 个单位为 {unit} 分,途中最大不超过 {largest}",
        "computed in {kernel}; one whole number stands for {unit} fen, none on the way above {largest}",
    ),
    "kernel_float": Word("双精度整数分块", "blocks of whole numbers held in float64"),
    "kernel_int": Word("64 位整数分块", "blocks of 64-bit whole numbers"),
    "kernel_split": Word("高低位拆分的 64 位整数", "64-bit whole numbers split into high and low parts"),
    "kernel_any": Word("任意大小的整数", "whole numbers of any size"),
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
