"""Choices, forms, lists and steps, tried out one by one."""

import time
from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from rich.color import Color
from textual import events

from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.lines import Line
from rmdesk.faces.steps import State, Step
from rmdesk.formpack.refusals import RefusalText
from rmdesk.locale import tr
from rmdesk.tui.actions import ACTIONS, Action
from rmdesk.tui.kit.bars import KeyLine, TitleLine
from rmdesk.tui.kit.choice import Choice, MultiChoice
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.folding import fold_key
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.pick import Pick
from rmdesk.tui.kit.refusal_box import RefusalBox
from rmdesk.tui.kit.rows import PAGE, Column, Row, Rows
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.kit.steps import Steps
from rmdesk.tui.kit.text_input import TextInput
from tui.bench import BenchScreen, try_out
from tui.hands import told
from tui.stage import Driver

JOBS = tuple(
    Option(str(at), name)
    for at, name in enumerate(
        ["公务员", "企业职工", "专业技术人员", "个体经营者", "农民", "学生", "退休人员", "自由职业"]
    )
)


def check(key: str, raw: str) -> str | Refusal:
    """Everything is right but the word bad; amounts become plain."""
    if raw == "bad":
        return refuse("INPUT.amount", given=raw)
    return raw.replace("万", "0000") if key == "amount" else raw


def say(refusal: Refusal) -> RefusalText:
    """The case as its words."""
    return RefusalText(rule=refusal.rule, text=f"{refusal.code} [/b]", next="改正")


def form(**values: str) -> Form:
    """Name, sex, amount, knowledge."""
    specs = (
        FieldSpec("name", "姓名", required=True, max_length=20, help="与证件一致"),
        FieldSpec("sex", "性别", "choice", (Option("male", "男"), Option("female", "女"))),
        FieldSpec("amount", "金额"),
        FieldSpec("knows", "经验", "choices", JOBS[:3]),
    )
    return Form(specs, lang="zh", check=check, say=say, values=values)


def answers(bench: BenchScreen) -> list[tuple[str, str]]:
    """What was told as answered, in order."""
    return [(one.key, one.value) for one in bench.heard_of(Form.Answered)]


# choices
def test_one_press_chooses_and_moves_on() -> None:
    """Every key more than one for a choice costs the clerk a minute a client."""
    one = Choice(JOBS)

    async def choose(see: Driver, bench: BenchScreen) -> None:
        one.focus()
        await see.press("7")
        assert one.value == "6"
        assert len(bench.heard_of(Choice.Done)) == 1

    try_out([one], choose)


def test_what_is_typed_points_at_the_option_that_begins_so() -> None:
    """Letters typed where numbers choose did nothing, and nobody said why. They point; Enter answers."""
    names = ("农民", "个体经营者", "Retired", "Out of work")
    one = Choice([Option(str(at), name) for at, name in enumerate(names)])

    async def choose(see: Driver, bench: BenchScreen) -> None:
        one.focus()
        for keys, at in (("gt", 1), ("o", 3), ("ret", 2), ("nongm", 0), ("个", 1)):
            await see.type(keys)
            assert one.pointed == at, keys
        await see.type("x")
        assert (one.pointed, one.value, bench.heard_of(Choice.Chosen)) == (1, "", [])
        assert "开头" in told(see)
        await see.press("enter")
        assert one.value == "1"

    try_out([one], choose)


def test_nothing_is_chosen_before_somebody_chooses() -> None:
    """A preselected answer is an answer for the client (SUIT-05)."""
    one = Choice(JOBS)

    async def look(see: Driver, bench: BenchScreen) -> None:
        one.focus()
        await see.press("enter", "space")
        assert one.value == "", "Enter alone is nobody's answer"
        await see.press("right", "right", "right", "left")
        assert one.value == ""
        assert bench.heard_of(Choice.Chosen) == []
        await see.press("enter")
        assert one.value == "1"

    try_out([one], look)


def test_all_options_are_seen_while_the_choice_has_the_focus() -> None:
    """An option that is cut off cannot be chosen by who does not know it."""
    one = Choice(JOBS)

    async def look(see: Driver, _bench: BenchScreen) -> None:
        one.focus()
        await see.pilot.pause()
        assert all(option.label in see.text for option in JOBS)
        assert one.size.height == 2

    try_out([one], look)


def test_more_options_than_keys_are_shown_and_pointed_at() -> None:
    """A bank may have more of a kind than there are number and letter keys."""
    one = Choice([Option(f"o{at}", f"Kind {at}") for at in range(40)])

    async def choose(see: Driver, _bench: BenchScreen) -> None:
        one.focus()
        await see.press("left", "enter")
        assert one.value == "o39"

    try_out([one], choose)


def test_several_are_switched_on_and_off() -> None:
    """A multiple choice that forgets or doubles an answer scores wrong."""
    one = MultiChoice(JOBS)

    async def choose(see: Driver, bench: BenchScreen) -> None:
        one.focus()
        await see.press("3", "1", "3", "2")
        assert one.value == "0,1"
        assert bench.heard_of(Choice.Done) == []
        await see.press("enter")
        assert len(bench.heard_of(Choice.Done)) == 1

    try_out([one], choose)


def test_full_width_keys_choose_as_half_width_ones_do() -> None:
    """With the Chinese input method left on, a number beside an option is full-width: it must not be a dead key."""
    one, several, narrowed, walked = Choice(JOBS), MultiChoice(JOBS), Pick(JOBS), TextInput(lang="zh")
    rows = Rows((Column("", 10),), header=False, numbered=True)

    async def choose(see: Driver, bench: BenchScreen) -> None:
        rows.show([Row(str(at), (f"第{at}",)) for at in range(1, 4)])
        for widget, keys in ((one, "３"), (several, "１２"), (rows, "２"), (walked, "１"), (narrowed, "４")):
            widget.focus()
            await see.pilot.pause()
            await see.press(*keys)
        assert (one.value, several.value) == ("2", "0,1")
        assert [row.row.key for row in bench.heard_of(Rows.Opened)] == ["2"]
        assert walked.value == "１"
        assert [option.key for option in narrowed.found] == ["4"]

    try_out([one, several, narrowed, walked, rows], choose)


def test_enter_takes_what_is_pointed_at() -> None:
    """A list whose first line is marked, and of which Enter takes nothing, loses the file that a correction wants."""
    few, optional = Pick(JOBS[:3]), Pick(JOBS)

    async def choose(see: Driver, bench: BenchScreen) -> None:
        optional.focus()
        await see.press("enter")
        few.focus()
        await see.press("down", "down", "enter")
        assert (optional.value, few.value) == ("", JOBS[1].key)
        assert len(bench.heard_of(Choice.Done)) == 2

    try_out([few, optional], choose)


def test_a_key_stays_with_its_option() -> None:
    """What is missing today must not put another act under a number that is known by heart."""
    one = Choice([Option("close", "办结", 0), Option("withdraw", "撤回", 6)])

    async def choose(see: Driver, bench: BenchScreen) -> None:
        one.focus()
        await see.press("2")
        assert bench.heard_of(Choice.Done) == []
        assert "7 撤回" in see.text
        await see.press("7")
        assert one.value == "withdraw"

    try_out([one], choose)


def test_the_key_that_leads_to_a_filter_is_not_typed_there() -> None:
    """Whoever presses it twice would find nothing."""
    listed = FilteredRows((Column("姓名", 20),), lambda *_: [], lang="zh")

    async def narrow(see: Driver, _: BenchScreen) -> None:
        listed.focus_filter()
        await see.press("slash")
        await see.type("、／")
        await see.press("w", "slash")
        assert listed.filter.value == "w/"

    try_out([listed], narrow)


def test_signs_of_an_input_method_are_the_keys_they_stand_on() -> None:
    """`、` is what the key of `/` gives in Chinese: whoever presses it wants the search."""
    for typed, key in (
        ("、", "slash"),
        ("／", "slash"),
        ("？", "question_mark"),
        ("　", "space"),
        ("ａ", "a"),
        ("王", "王"),
    ):
        assert fold_key(events.Key(typed, typed), Choice(JOBS)).key == key
        assert fold_key(events.Key(typed, typed), TextInput(lang="zh")).character == typed


def test_what_has_no_room_among_the_keys_is_counted() -> None:
    """Whoever does not see a key must know that there is more to do here than the line says."""
    acts = tuple(Action(one, (), ("match",), number=str(at)) for at, one in enumerate(("wish", "what_if", "withheld")))
    line = KeyLine((*acts, *(one for one in ACTIONS if one.id in {"help", "palette"})), "zh")

    async def look(see: Driver, _: BenchScreen) -> None:
        for cells, more in ((80, ""), (50, " +1"), (36, " +2")):
            line.styles.width = cells
            await see.pilot.pause()
            said = str(line.render())
            assert said.endswith(f"^P {tr('zh', 'keys.palette')}{more}"), said
            assert len(line.fitting(line.size.width)) == 5 - int(more or 0)

    try_out([line], look)


def test_a_key_is_called_whole_where_there_is_room() -> None:
    """ "Send the sale back to a ste…" says less than the line has room for."""

    class Long(KeyLine):
        def _label(self, action: Action) -> str:
            return "Send the sale back to an earlier step" if action.id == "next" else super()._label(action)

    known = {one.id: one for one in ACTIONS}
    line = Long((known["next"], known["help"], known["palette"]), "en")

    async def look(see: Driver, _: BenchScreen) -> None:
        for cells, whole in ((80, True), (50, False)):
            line.styles.width = cells
            await see.pilot.pause()
            said = str(line.render())
            assert ("Send the sale back to an earlier step" in said) == whole, said
            assert len(line.fitting(cells)) == 3, "no key gives way for a longer name"

    try_out([line], look)


# forms
def test_a_form_is_walked_with_enter_and_numbers() -> None:
    """Four fields, no key but what is typed, one number, and Enter."""
    one = form()

    async def walk(see: Driver, bench: BenchScreen) -> None:
        await see.type("王敏")
        await see.press("enter", "2")
        await see.type("20万")
        await see.press("enter", "1", "enter")
        assert one.values() == {"name": "王敏", "sex": "female", "amount": "200000", "knows": "0"}
        assert answers(bench) == [("name", "王敏"), ("sex", "female"), ("amount", "200000"), ("knows", "0")]
        assert len(bench.heard_of(Form.Completed)) == 1

    try_out([one], walk)


def test_a_bad_field_is_said_when_it_is_left_and_keeps_what_was_typed() -> None:
    """Who looks at the next field must see at once that the last one is wrong, and not type it again."""
    one = form()

    async def walk(see: Driver, bench: BenchScreen) -> None:
        await see.type("bad")
        await see.press("down")
        assert "! INPUT.amount [/b] 改正" in see.text
        assert one.values()["name"] == "bad"
        assert answers(bench) == []

    try_out([one], walk)


def test_enter_stays_on_a_bad_field() -> None:
    """Enter is how people hurry on: it must not hurry past a fault."""
    one = form()

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        await see.type("bad")
        await see.press("enter")
        assert one.rows["name"].field.has_focus

    try_out([one], walk)


def test_the_focus_goes_to_the_first_bad_field() -> None:
    """A message without the focus beside it is searched for."""

    async def walk(see: Driver, bench: BenchScreen) -> None:
        one = bench.query_one(Form)
        assert not one.check_all()
        await see.pilot.pause()
        assert one.rows["amount"].field.has_focus
        assert one.rows["amount"].bad
        one.rows["amount"].raw = "20万"
        await see.pilot.pause()
        assert one.check_all(), "it is put right as it is read"
        one.show_refusal("amount", refuse("INPUT.amount", given="200000"))  # by what F10 does
        await see.pilot.pause()
        assert one.rows["amount"].bad, "the words are not taken away by what nobody typed"

    try_out(lambda: [form(name="王敏", sex="male", amount="bad")], walk)


def test_a_field_filled_from_elsewhere_is_told() -> None:
    """Birth date and sex that an ID number fills in must be kept like typed ones."""
    one = form()

    async def fill(see: Driver, bench: BenchScreen) -> None:
        one.set_value("sex", "male")
        await see.pilot.pause()
        assert answers(bench) == [("sex", "male")]

    try_out([one], fill)


def test_an_emptied_field_is_told() -> None:
    """A value that the clerk took out again must not come back at the next start."""

    async def empty(see: Driver, bench: BenchScreen) -> None:
        bench.query_one(Form).focus_field("name")
        await see.press("backspace", "backspace", "down")
        assert answers(bench) == [("name", "")]

    try_out(lambda: [form(name="王敏")], empty)


def test_nobody_begins_in_a_field_that_is_not_asked() -> None:
    """What is typed goes into a field that nobody sees, and is kept as its answer."""
    one = form(sex="male")

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        one.set_visible("name", visible=False)  # which is the first that is empty
        await see.pilot.pause()
        assert one.rows["amount"].field.has_focus
        await see.press("up")
        one.set_visible("amount", visible=False)
        await see.pilot.pause()
        assert one.rows["sex"].field.has_focus

    try_out([one], walk)


def test_a_field_says_how_its_option_is_found_and_taken() -> None:
    """A letter that only points looks like an answer; nobody types in a field that never says that one can."""
    specs = (FieldSpec("sex", "性别", "choice", JOBS[:2]), FieldSpec("job", "职业", "pick", JOBS))
    one = Form(specs, lang="zh", check=check, say=say)

    async def walk(see: Driver, bench: BenchScreen) -> None:
        await see.type("q")
        assert "Enter 选定：企业职工" in see.text
        assert answers(bench) == []
        await see.press("enter")
        assert answers(bench) == [("sex", "1")]
        assert "输入文字查找" in see.text
        assert "选定：" not in see.text

    try_out([one], walk)


# lists
def numbered(after: str, limit: int = PAGE) -> Sequence[Row]:
    """Rows of a list of 100,000."""
    first = int(after) + 1 if after else 0
    return [Row(str(at), (f"K-{at:06d}", "测试" * 20)) for at in range(first, min(first + limit, 100_000))]


def test_a_long_list_is_fetched_page_by_page() -> None:
    """A hundred thousand clients must not be read to show twenty."""
    rows = Rows((Column("编号", 9), Column("姓名", 10, grow=1)))
    asked: list[str] = []

    def more(after: str) -> Sequence[Row]:
        asked.append(after)
        return numbered(after)

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        rows.show(numbered(""), more)
        await see.pilot.pause()
        assert asked == []
        await see.press("end")
        assert asked == ["199"]
        assert len(rows.rows) == 2 * PAGE
        assert rows.row is not None
        assert rows.row.key == "199"
        await see.press("down")
        assert "K-000200" in see.text

    try_out([rows], walk)


def test_a_page_costs_nothing_to_show() -> None:
    """Ten thousand rows at hand are drawn as quickly as twenty."""
    rows = Rows((Column("编号", 9), Column("姓名", 10, grow=1)))

    async def show(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        began = time.process_time()
        rows.show(numbered("", 10_000))
        await see.press("down", "pagedown", "end", "home")
        assert time.process_time() - began < 1.5

    try_out([rows], show)


def test_a_list_that_waits_for_its_rows_is_drawn() -> None:
    """The audit trail asks for its rows after the first picture: it ended the program."""
    rows = Rows((Column("编号", 9), Column("姓名", 10, grow=1)))

    async def look(_see: Driver, _bench: BenchScreen) -> None:
        assert (rows.size.width > 0, rows.rows) == (True, [])

    try_out([rows], look)


def test_wide_text_is_cut_with_a_mark_and_columns_stay_aligned() -> None:
    """Half a Chinese character shifts the rest of the line."""
    rows = Rows((Column("姓名", 9), Column("金额", 12, align="right")))

    async def look(see: Driver, _bench: BenchScreen) -> None:
        rows.show([Row("1", ("欧阳修远方", "1,000,000.00")), Row("2", ("王", "20.00"))])
        await see.pilot.pause()
        first, second = (line for line in see.lines if ".00" in line)
        assert "欧阳修远…" in first
        assert cell_len(first[: first.index(".00")]) == cell_len(second[: second.index(".00")])

    try_out([rows], look)


def test_what_is_said_in_full_shows_where_it_is_cut_and_belongs_to_no_other_group() -> None:
    """Seven families ended at a comma, and four more were sold unread; a product that meets every requirement read as
    one of the group whose head stood just above its name."""
    rows = Rows((Column("姓名", 20), Column("可售", 12)))

    async def look(see: Driver, _bench: BenchScreen) -> None:
        many = " ".join(f"family{at:02}" for at in range(60))
        head = Row("head", ("另一组", ""), tone="head")
        rows.styles.height = 7
        rows.focus()
        rows.show(
            [Row("1", ("甲", "x" * 20)), *(Row(str(at), ("乙", "")) for at in range(2, 5)), head, Row("9", (many, ""))]
        )
        await see.pilot.pause()
        assert see.text.count("x" * 20) == 1
        assert "另一组" not in see.text
        await see.press("end")
        assert "family59" not in see.text
        told = [line for line in see.lines if line.count("family") > 3]
        assert ["…" in line for line in told] == [False, True]

    try_out([rows], look)


def test_only_what_is_late_is_coloured_as_late() -> None:
    """Who still may hold a product stood in red beside those who may not: the manager writes to them all."""
    rows = Rows((Column("姓名", 9), Column("匹配", 12)))

    async def look(see: Driver, _bench: BenchScreen) -> None:
        late = Row("1", ("甲", "不再匹配"), sign="!", tone="late", hot=1)
        rows.show([Row("0", ("指着的行", "")), late, Row("2", ("乙", "匹配"), hot=1)])
        await see.pilot.pause()
        red = Color.parse(see.app.theme_variables["error"]).triplet
        strips = see.app.screen._compositor.render_strips()
        colours = [(one.text.strip(), one.style and one.style.color) for strip in strips for one in strip]
        words = [text for text, colour in colours if colour and colour.triplet == red]
        assert [word for word in words if word] == ["!", "不再匹配"]

    try_out([rows], look)


def test_numbers_open_the_rows_beside_which_they_stand() -> None:
    """The number that is read is the row that opens."""
    rows = Rows((Column("", 10),), header=False, numbered=True)

    async def open_third(see: Driver, bench: BenchScreen) -> None:
        rows.focus()
        rows.show([Row("head", ("今天",), tone="head"), *(Row(str(at), (f"第{at}",)) for at in range(1, 12))])
        await see.pilot.pause()
        assert any("3 第3" in line for line in see.lines)
        await see.press("3")
        assert [one.row.key for one in bench.heard_of(Rows.Opened)] == ["3"]

    try_out([rows], open_third)


def test_a_heading_is_never_pointed_at() -> None:
    """Enter on a heading would open nothing."""
    rows = Rows((Column("", 10),), header=False)

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        rows.show(
            [Row("h1", ("一",), tone="head"), Row("a", ("甲",)), Row("h2", ("二",), tone="head"), Row("b", ("乙",))]
        )
        keys = []
        for key in ("up", "down", "down", "up", "home", "end"):
            await see.press(key)
            keys.append(rows.row.key if rows.row else "")
        assert keys == ["a", "b", "b", "a", "a", "b"]

    try_out([rows], walk)


def test_the_head_of_a_group_stays_in_sight() -> None:
    """If it fails, nobody can say on the second page of a list of which group a row is."""
    rows = Rows((Column("", 10),), header=False)
    every = [Row(str(at), (f"第{at}行",)) for at in range(80)]

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        rows.show([*every[:2], Row("h", ("其他",), tone="head"), *every[2:]])
        assert "第0行" in see.text
        for key in ("pagedown", "pagedown", *["up"] * 9, "pageup", "end"):
            await see.press(key)
            assert "其他" in see.text, key
            assert rows.row is not None
            assert f"第{rows.row.key}行" in see.text, key
        await see.press("home")
        assert "第0行" in see.text, "above the first head nothing is covered"

    try_out([rows], walk)


def test_what_is_typed_narrows_the_list_and_enter_opens() -> None:
    """The one list of the desk: type, see, Enter."""
    names = ("王伟", "王敏", "李建国")

    def search(query: str, after: str, _limit: int) -> Sequence[Row]:
        return [] if after else [Row(name, (name,)) for name in names if query in name]

    listed = FilteredRows((Column("姓名", 20),), search, lang="zh")

    async def narrow(see: Driver, bench: BenchScreen) -> None:
        listed.focus_filter()
        await see.type("王")
        await see.press("down", "enter")
        assert [one.row.key for one in bench.heard_of(Rows.Opened)] == ["王敏"]
        await see.type("[/b]")
        assert "没有符合“王[/b]”的内容" in see.text
        assert listed.clear_filter()
        await see.pilot.pause()
        assert len(listed.rows.rows) == 3

    try_out([listed], narrow)


@pytest.mark.parametrize(("many", "said"), [(199, "199 条"), (200, "200 条"), (201, "200+ 条")])
def test_a_list_that_ends_with_its_page_is_counted_exactly(many: int, said: str) -> None:
    """Two hundred holders are two hundred, not "200+": a plus says that there are more."""

    def search(_query: str, after: str, limit: int) -> Sequence[Row]:
        begin = int(after) + 1 if after else 0
        return [Row(str(at), (f"客户{at}",)) for at in range(begin, min(begin + limit, many))]

    listed = FilteredRows((Column("姓名", 20),), search, lang="zh")

    async def look(see: Driver, _bench: BenchScreen) -> None:
        assert said in see.text

    try_out([listed], look)


# the rest
def test_steps_stand_in_one_line_with_their_names() -> None:
    """Where a sale stands is read without colours; where room is short the name of the step that is due stays."""
    names = ["了解客户", "风险评估", "产品匹配", "风险揭示", "客户确认", "归档"]
    states: tuple[State, ...] = ("done", "done", "done", "current", "open", "open")
    steps = [Step(name, state) for name, state in zip(names, states, strict=True)]
    again = [Step("Know the client", "done"), Step("Assess the client's risk", "redo"), *[Step("x" * 20, "redo")] * 4]

    async def look(see: Driver, _bench: BenchScreen) -> None:
        assert "✓ 了解客户  ✓ 风险评估  ✓ 产品匹配  ▸ 风险揭示 4/6  · 客户确认  · 归档" in see.text
        assert "✓  ! Assess the client's risk 2/6  !  !  !  !" in see.text

    try_out([Steps(steps), Steps(again)], look)


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


def test_the_title_line_keeps_the_day_when_the_branch_is_long() -> None:
    """The day is what everybody looks up for; a long branch name gives way."""
    title = TitleLine("很长的支行名称" * 10, "2026-11-21 周六")

    async def look(see: Driver, _bench: BenchScreen) -> None:
        line = next(line for line in see.lines if "很长" in line)
        assert line.rstrip().endswith("2026-11-21 周六")
        assert "…" in line

    try_out([title], look)


def test_a_character_that_papers_leave_a_gap_for_is_told_at_its_field() -> None:
    """A rare name is taken as on the ID; whoever types it learns that the paper is to be filled in (SALE-14)."""
    one = form()

    async def leave(see: Driver, bench: BenchScreen) -> None:
        one.focus_field("name")
        one.rows["name"].raw = "石\U0002b370"
        await see.press("down")
        assert "SALE-14.glyphs" in see.text
        assert ("name", "石\U0002b370") in answers(bench), "it is no fault"
        one.focus_field("name")
        one.rows["name"].raw = "石生"
        await see.press("down")
        assert "SALE-14.glyphs" not in see.text

    try_out([one], leave)
