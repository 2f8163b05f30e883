"""The words of what is wrong with a register, by reason; part of the catalogue of `fault_texts`."""

from rmdesk.domain.base import Text


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


REGISTER_REASONS: dict[str, Text] = {
    # what it says of itself
    "r_taken_id": _text(
        "“{name}”是程序自己的名称，请换一个", '"{name}" is a name of the program\'s own: choose another'
    ),
    "r_key": _text(
        "“{name}”须以小写字母开头，只含小写字母、数字和“_”，且不是每条记录都有的项目",
        '"{name}" must be small letters, digits and "_", a letter first, and no key that every entry has',
    ),
    "r_number": _text(
        "编号前缀“{name}”应为 1 至 3 个大写字母", 'the number\'s letters "{name}" must be 1 to 3 capitals'
    ),
    "r_number_taken": _text("编号前缀“{name}”已被使用", 'the number\'s letters "{name}" are taken'),
    "r_number_part": _text(
        "下级台账随上级编号，不能有 number 或 yearly", "a part is numbered with its whole: no number, no yearly"
    ),
    "r_unknown_register": _text("没有台账“{name}”", 'there is no register "{name}"'),
    "r_circle": _text("台账不能是自己的下级", "a register cannot be a part of itself, directly or by others"),
    "r_unknown_person": _text("“{name}”不是岗位，也不指任何人", '"{name}" is no role and means nobody'),
    "r_nobody_reads": _text("没有人能查看", "nobody may read it"),
    "r_read_client": _text(
        "涉及客户的台账不得由“{name}”查看 (DATA-08)", 'what is about clients is not read by "{name}" (DATA-08)'
    ),
    "r_no_end": _text("没有终结状态，保存期限无从起算", "no state ends an entry: its retention would never begin"),
    "r_keep": _text("至少保存 {least} 年 ({rule})", "years to be kept: at least {least} ({rule})"),
    "r_feed": _text("“{name}”不能提供此项数据", '"{name}" is not what this feed takes'),
    "r_feed_about": _text("记录的对象不对，不能提供“{name}”", 'its entries are about nothing that "{name}" is read of'),
    "r_unknown_key": _text("没有“{name}”这一项", 'there is no "{name}" here'),
    "r_unknown_state": _text("没有“{name}”这一状态", 'there is no state "{name}"'),
    # fields
    "r_never_asked": _text("没有任何操作填写此项", "no act asks for it"),
    "r_of": _text("of 中的“{name}”不存在或不适用", '"{name}" in of does not exist, or does not belong there'),
    "r_no_of": _text("须写明 of", "of is wanted"),
    "r_sheet": _text(
        "一项填写一张表 (of)，且不能是逐条保留、第三人信息、固定或预填项",
        "a sheet is one form (of), and neither a log nor personal, fixed or filled in",
    ),
    "r_sheet_whole": _text(
        "“{name}”是整张表，不能用于此处；请用其得分或计数",
        '"{name}" is a whole sheet and cannot stand here: take its score or a count',
    ),
    "r_answer": _text("表“{sheet}”没有“{name}”这一选项", 'the sheet "{sheet}" has no answer "{name}"'),
    "r_dropped_question": _text(
        "已有记录回答过题目“{name}”，题目、选项和分值须保留；新版问卷请另设一项",
        'entries have answered "{name}": it stays, with its answers and their scores; another edition is another field',
    ),
    "r_questions": _text("须有 1 至 {most} 题", "1 to {most} questions are wanted"),
    "r_question_options": _text("须有 2 至 9 个选项", "2 to 9 options are wanted"),
    "r_many": _text("只有关联项和文件可以多选", "only links and files can be many"),
    "r_banned_kind": _text("只有文字项可以检查禁用词", "only texts are checked for banned words"),
    "r_personal_link": _text(
        "第三人信息只能是文字、日期或数字，不能是关联或文件",
        "what is kept of a third person is a text, a date or a number, never a link or a file",
    ),
    "r_apart": _text(
        "“{name}”是第三人信息或逐条保留项，不能用于 {table}",
        "“{name}” is a third person's or keeps every answer, and cannot be used in {table}",
    ),
    "r_personal": _text(
        "第三人的信息须有操作予以删除 (forgets)", "answers about a third person must be forgotten by some act"
    ),
    "r_forgets": _text("“{name}”不是第三人的信息 (personal)", '"{name}" is not marked as personal'),
    "r_prefill_number": _text("电话和证件号码不得预填", "a phone or ID number is never filled in"),
    "r_prefill": _text("不能从“{name}”预填", 'nothing can be filled in from "{name}"'),
    "r_fixed": _text("此项不可手填，却没有预填来源", "it cannot be typed, and nothing fills it in"),
    "r_bound": _text("“{name}”不是日期项，也不是 today", '"{name}" is neither a date asked here nor today'),
    "r_least": _text("下限 {least} 大于上限 {most}", "the least, {least}, is above the most, {most}"),
    "r_condition": _text(
        "条件须写 key 或 parts，以及 any、filled、least 与 most 之一",
        "a condition has key or parts, and one of any, filled, or least and most",
    ),
    "r_way": _text("须且只能写一种算法", "exactly one way to work it out is wanted"),
    "r_not_number": _text("“{name}”不是可用的数值项", '"{name}" is no value that can be reckoned with here'),
    "r_derived_of": _text(
        "不能由推算值“{name}”再推算", 'it cannot be worked out of "{name}", which is itself worked out'
    ),
    "r_not_part": _text("“{name}”不是本台账的下级", '"{name}" is no part of this register'),
    "r_bands_order": _text("分档上限应逐档递增", "the bands must climb"),
    "r_bands_short": _text(
        "分档只到 {most}，最大可能为 {value}", "the bands end at {most}, the largest value is {value}"
    ),
    # acts
    "r_beginnings": _text(
        "须有且只有一个登记操作 (begins)，现有 {count} 个", "exactly one act begins an entry; there are {count}"
    ),
    "r_begins": _text("登记操作须写 to，不得写 from", "a beginning act has to, and no from"),
    "r_from": _text("须写明在哪些状态下办理 (from)", "the states that it is done in are wanted (from)"),
    "r_final": _text("final 操作须改变状态 (to)", "a final act must lead to a state (to)"),
    "r_marked": _text("登记操作不能批量办理", "a beginning act cannot be done to marked rows"),
    "r_nobody": _text("没有人能办理", "nobody can do it"),
    "r_act_unread": _text("“{name}”能办理却不能查看", '"{name}" may do it, and may not read the entry'),
    "r_second": _text('second 只用于 proof = "second"', 'second belongs to proof = "second" only'),
    "r_second_same": _text("第二人可能就是办理人，或被排除", "the second person could be the doer, or is shut out"),
    "r_starts": _text("“{name}”不是登记操作", '"{name}" is no beginning act'),
    "r_parts_unique": _text("批量建立的下级“{name}”须写 unique", '"{name}" is made in bulk and needs unique'),
    "r_parts_given": _text(
        "来源“{source}”的参数 of_{name} 缺失或多余", 'of_{name} is wanted by the source "{source}", or unknown to it'
    ),
    "r_sample": _text("抽样须同时写 sample 与 seed", "sample and seed go together"),
    # course
    "r_unreached": _text("没有操作通向此状态", "no act leads to this state"),
    "r_stuck": _text("此状态不能到达终结状态", "no act leads from this state to an end"),
    "r_due_on": _text("“{name}”不是日期", '"{name}" is no date'),
    "r_due_count": _text(
        "须且只能写 days、working_days、months、hours 之一",
        "exactly one of days, working_days, months, hours is wanted",
    ),
    "r_due_end": _text("终结状态下不再计时", "no clock runs in a state that ends"),
    "r_due_idle": _text(
        "“{name}”既不离开这些状态，也不改日期，到期事项不会消除",
        '"{name}" neither leaves these states nor sets the day anew: the due would stay',
    ),
    "r_due_moves": _text(
        "“{name}”改动了日期，须列入 act 或 moved_by", '"{name}" sets the day anew: it must stand in act or moved_by'
    ),
    "r_due_reason": _text("“{name}”推迟期限，须必填原因", '"{name}" puts the day off: it must ask for a reason'),
    "r_due_never": _text("从“{name}”无法办理任何能了结它的操作", 'from "{name}" no act that ends it can be reached'),
    "r_narrow": _text("须写 only 与 except 之一", "either only or except is wanted"),
    # shown
    "r_no_columns": _text("列表没有列", "the list has no columns"),
    "r_sort_days": _text(
        "不能按每天变化的“{name}”排序", 'the list cannot be sorted by "{name}", which changes every day'
    ),
    "r_matrix": _text("矩阵须为两个以数字为键的选择项", "a matrix wants two choices whose keys are numbers"),
    "r_block": _text("每块只能写一种内容", "a block holds exactly one thing"),
    "r_paper_hidden": _text(
        "交给客户的文件不得含受限项目“{name}”", 'a client\'s paper must not show "{name}", which is hidden from some'
    ),
    "r_paper_banned": _text(
        "交给客户的“{name}”须检查禁用词 (SALE-11)", '"{name}" reaches a client: banned = true is wanted (SALE-11)'
    ),
    "r_no_example": _text("没有验算例", "there is no worked example"),
    "r_no_refusal": _text(
        "有 not_by 或 needs 时，验算例须含一次拒绝", "with not_by or needs, an example must show a refusal"
    ),
    "r_example": _text("应为 {wanted}，实为 {came}", "{wanted} was wanted, {came} came"),
    # floors
    "r_floor_eyes": _text(
        "终结操作须写 not_by，由他人办理 ({rule})", "an act that ends it needs not_by: others must do it ({rule})"
    ),
    "r_floor_second": _text("未告知即终结须第二人确认 ({rule})", "leaving a holder out needs a second person ({rule})"),
    "r_floor_narrow": _text(
        "须排除所涉人员 (narrow.except，{rule})", "those whom it concerns must be excepted (narrow, {rule})"
    ),
    "r_floor_needs": _text("至少一个操作须写 needs ({rule})", "some act must have needs ({rule})"),
    # adopting
    "r_dropped": _text(
        "已有记录使用“{name}”，不能删除；可写 retired 或 was",
        'entries hold "{name}": it cannot go, only be retired or renamed with was',
    ),
    "r_dropped_state": _text(
        "现有记录处于“{name}”状态，不能删除或停用", 'entries stand in the state "{name}": it cannot go or be retired'
    ),
    "r_changed": _text("已有记录，此项不能改动", "entries exist: this cannot be changed"),
    "r_kind": _text(
        "已有记录，类型不能由 {was} 改为 {now}", "entries exist: the kind cannot change from {was} to {now}"
    ),
}
