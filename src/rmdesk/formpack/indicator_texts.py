"""The words of what is wrong with an indicator, by reason; part of the catalogue of `fault_texts`."""

from rmdesk.domain.base import Text


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


INDICATOR_REASONS: dict[str, Text] = {
    "i_source": _text("没有数据来源“{name}”；可用：{allowed}", 'there is no source "{name}"; known: {allowed}'),
    "i_register": _text(
        "本表单包没有台账“{name}”，该指标暂无数据", 'this pack has no register "{name}": the figure stays empty'
    ),
    "i_field": _text("来源“{source}”没有“{name}”这一项", 'the source "{source}" has no field "{name}"'),
    "i_day": _text("“{name}”不是日期", '"{name}" is no day'),
    "i_number": _text("“{name}”不是数字", '"{name}" is no number'),
    "i_option": _text(
        "“{field}”没有选项“{name}”；曾用的写在 was 中",
        '"{field}" has no option "{name}"; what it was called stands in was',
    ),
    "i_until": _text("rows 为 start 或 end 时须写 until", "rows at the start or the end need until"),
    "i_no_until": _text("只有 rows 为 start 或 end 时才写 until", "until belongs to rows at the start or the end"),
    "i_part": _text("比例须写 part，说明哪些计入", "a share needs part: which of the rows it tells"),
    "i_share_only": _text("只有比例 (share) 才写这一项", "only a share has this"),
    "i_no_number": _text(
        "须写 of（数字项）或 span（两个日期项）之一", "needs of (a number) or span (two days), one of them"
    ),
    "i_number_unused": _text("计数与比例没有数字，不写这一项", "a count or a share has no number: not here"),
    "i_span": _text("span 须为两个日期项，单位为 days 或 hours", "span is two days, and the unit days or hours"),
    "i_hours": _text("按小时计须有时刻，“{name}”只有日期", 'hours need moments: "{name}" is a day'),
    "i_percentile": _text(
        "百分位须在 1 至 99 之间，且只用于 percentile", "a percentile is 1 to 99, and of that measure alone"
    ),
    "i_condition": _text("条件没有要求任何内容", "the condition asks for nothing"),
    "i_bounds": _text("下限 {least} 高于上限 {most}", "the least, {least}, is above the most, {most}"),
    "i_divided": _text(
        "per 与 plan 只能写一项，且只用于件数或合计", "per or plan, not both, and of a count or a sum alone"
    ),
    "i_times": _text("须大于零", "must be more than nothing"),
    "i_unit": _text("“{measure}”的单位应为：{allowed}", 'the unit of "{measure}" is one of: {allowed}'),
    "i_places": _text("小数位应为 0 至 4", "decimal places are 0 to 4"),
    "i_line": _text("预警线在目标的另一侧", "the warning line lies on the good side of the target"),
    "i_above": _text("占比不会超过 100%", "a share is no more than 100%"),
    "i_manager": _text(
        "“{name}”不是人员项，或 split 中没有 manager", '"{name}" names no person, or split lacks manager'
    ),
    "i_split": _text(
        "与其并列的“{name}”不能按“{field}”拆分", '"{name}", shown beside it, cannot be split by "{field}"'
    ),
    "i_beside": _text("没有指标“{name}”", 'there is no indicator "{name}"'),
    "i_alone": _text(
        "业绩指标须同时列出投诉和风险合规指标 (beside，DESK-11)",
        "a sales figure must have complaints and compliance beside it (beside, DESK-11)",
    ),
}
