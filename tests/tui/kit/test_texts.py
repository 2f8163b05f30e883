"""What is read and not typed into: refusals and sheets."""

from rmdesk.domain.refusal import refuse
from rmdesk.faces.lines import Line
from rmdesk.formpack.refusals import RefusalText
from rmdesk.tui.kit.refusal_box import RefusalBox
from rmdesk.tui.kit.sheet import Sheet
from tui.bench import BenchScreen, try_out
from tui.kit.trial import say
from tui.stage import Driver


def test_a_refusal_shows_rule_words_and_what_to_do() -> None:
    """Refused without the next step, people try the same again."""
    said = [say(refuse("SUIT-02", product_level="R4", client_level="C3")), say(refuse("INPUT.date", given="x"))]

    async def look(see: Driver, _bench: BenchScreen) -> None:
        assert "! SUIT-02 · SUIT-02 [/b]" in see.text
        assert "! INPUT.date [/b]" in see.text
        assert see.text.count("→ 改正") == 2

    try_out([RefusalBox(said)], look)


def test_a_reason_breaks_as_chinese_does() -> None:
    """A rule alone on its line and a comma at a line's head: a screen that no bank would show."""
    papers = "、".join(["风险承受能力评估书", "适当性匹配意见书", "风险揭示书", "客户权益须知"])
    said = RefusalText(rule="SALE-13", text=f"尚未签回：{papers}，{papers}。", next="请核对签字。")

    async def look(see: Driver, _bench: BenchScreen) -> None:
        lines = [line.strip() for line in see.lines if line.strip()]
        assert any(line.startswith("! SALE-13 · 尚未签回") for line in lines)
        assert not any(line.startswith(("、", "，", "。")) for line in lines)

    try_out([RefusalBox([said])], look)


def test_a_refusal_in_one_line_is_written_as_its_language_is() -> None:
    """Chinese sets no blank behind a full stop, English does."""
    assert RefusalText(rule="INPUT", text="此项必填。", next="请填写后继续。").line == "此项必填。请填写后继续。"
    assert RefusalText(rule="INPUT", text="Required.", next="Fill it in.").line == "Required. Fill it in."


def test_a_sheet_breaks_its_values_and_keeps_its_labels() -> None:
    """A worst case that runs out of the screen was not told."""
    sheet = Sheet([Line("标题", tone="head"), Line("最不利情形", "最多损失全部本金。" * 12), Line("费用", "[/b]")])

    async def look(see: Driver, _bench: BenchScreen) -> None:
        assert "".join(see.text.split()).count("最多损失全部本金。") == 12
        assert "[/b]" in see.text

    try_out([sheet], look)


def test_a_sheet_breaks_its_heads_and_keeps_its_last_line() -> None:
    """A product's long name pushed the open sale below it out of the pane: nobody saw that there is one."""
    sheet = Sheet([Line("很长的产品名称" * 20, tone="head"), Line("在办销售", "J-0001")])

    async def look(see: Driver, _bench: BenchScreen) -> None:
        assert "".join(see.text.split()).count("很长的产品名称") == 20
        assert "J-0001" in see.text

    try_out([sheet], look)
