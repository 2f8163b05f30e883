"""The words of what is wrong with a portrait's rules, by reason; part of the catalogue of `fault_texts`."""

from rmdesk.domain.base import Text


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


PORTRAIT_REASONS: dict[str, Text] = {
    "p_stages": _text("阶段须正好是：{allowed}，各一次", "the stages are {allowed}, each once"),
    "p_field": _text("信息采集表没有“{name}”这一项", 'the intake has no field "{name}"'),
    "p_figure": _text("没有数据“{name}”；可用：{allowed}", 'there is no figure "{name}"; known: {allowed}'),
    "p_one_of": _text("须写 figure 或 field 之一", "needs a figure or a field, one of them"),
    "p_any": _text("any 只用于信息采集表的项目", "any belongs to a field of the intake"),
    "p_last": _text("最后一档不得写条件，否则有客户无档可归", "the last takes everybody else: no conditions"),
    "p_early": _text("只有最后一档可以没有条件", "only the last may go without conditions"),
}
