"""Forms: how they are walked, and what they tell."""

from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.page_form import PageForm
from tui.bench import BenchScreen, try_out
from tui.kit.trial import JOBS, say
from tui.stage import Driver


def check(key: str, raw: str) -> str | Refusal:
    """Everything is right but the word bad; amounts become plain."""
    if raw == "bad":
        return refuse("INPUT.amount", given=raw)
    return raw.replace("万", "0000") if key == "amount" else raw


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


def test_no_number_says_that_all_is_done() -> None:
    """An act stood in the record because somebody pressed a number in a form's last open answer."""
    options = (Option("male", "男"), Option("female", "女"))
    one = Form((FieldSpec("sex", "性别", "choice", options),), lang="zh", check=check, say=say, values={})

    async def walk(see: Driver, bench: BenchScreen) -> None:
        await see.press("2", "space", "1")
        assert one.values() == {"sex": "male"}
        assert bench.heard_of(Form.Completed) == []
        await see.press("enter")
        assert len(bench.heard_of(Form.Completed)) == 1

    try_out([one], walk)


def test_who_goes_back_to_mend_a_choice_goes_on_below_it() -> None:
    """Another way of telling was chosen, to mend the time after it, and the act was done with the old time."""
    options = (Option("male", "男"), Option("female", "女"))
    specs = (FieldSpec("sex", "性别", "choice", options), FieldSpec("amount", "金额"))

    async def walk(see: Driver, bench: BenchScreen) -> None:
        await see.press("2")
        assert bench.heard_of(Form.Completed) == []
        assert bench.query_one(Form).rows["amount"].field.has_focus
        await see.press("enter")
        assert len(bench.heard_of(Form.Completed)) == 1

    values = {"sex": "male", "amount": "1"}
    try_out(lambda: [PageForm(specs, lang="zh", check=check, say=say, values=values)], walk)


def test_what_was_typed_and_is_no_choice_is_not_lost() -> None:
    """A name that is not in the list, or fits several, was dropped at F10 as if nobody had typed it."""
    specs = (FieldSpec("sex", "性别", "choice", JOBS[:2]), FieldSpec("job", "职业", "pick", JOBS))
    one = Form(specs, lang="zh", check=check, say=say)

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        for typed, told in (("林晓", "没有符合“林晓”的选项"), ("业", "“业”不止一项符合：")):
            one.focus_field("job")
            await see.pilot.pause()
            await see.press("ctrl+u")
            await see.type(typed)
            one.focus_field("sex")
            await see.pilot.pause()
            assert typed in see.text, "it stays in sight"
            assert not one.check_all()
            await see.pilot.pause()
            assert told in see.text
            assert one.rows["job"].field.has_focus
        assert next(job.label for job in JOBS if "业" in job.label) in see.text, "which ones it may be"
        await see.press("ctrl+u")
        await see.type(JOBS[1].label)
        assert one.check_all(), "what only one can be is taken"
        assert one.values()["job"] == JOBS[1].key
        await see.press("ctrl+u")
        assert one.check_all()

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
