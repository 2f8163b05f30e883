"""Choices and picks, tried out one by one."""

from textual import events

from rmdesk.faces.fields import Option
from rmdesk.tui.kit.choice import Choice, MultiChoice
from rmdesk.tui.kit.folding import fold_key
from rmdesk.tui.kit.pick import Pick
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.text_input import TextInput
from tui.bench import BenchScreen, try_out
from tui.hands import told
from tui.kit.trial import JOBS
from tui.stage import Driver


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


def test_tab_takes_the_only_option_that_was_found() -> None:
    """Whoever types his whole name and goes on with Tab is not asked again who he is. Of several none is meant, and
    what was typed is not dropped without a word."""
    one, many = Pick(JOBS), Pick(JOBS)

    async def choose(see: Driver, bench: BenchScreen) -> None:
        for widget, typed in ((one, JOBS[1].label), (many, "业")):
            widget.focus()
            await see.pilot.pause()
            await see.type(typed)
            await see.press("tab")
        assert (one.value, many.value) == (JOBS[1].key, "")
        assert many.has_focus
        assert many.typed == "业"
        assert "不止一项" in told(see)
        assert [said.value for said in bench.heard_of(Choice.Chosen)] == [JOBS[1].key]

    try_out([one, many], choose)


def test_tab_takes_what_few_options_leave_too() -> None:
    """Letters point where numbers choose, and said "Enter selects": Tab left with the field as empty as before."""
    names = [Option(str(at), name) for at, name in enumerate(("Wealth product", "Fund", "Fund of funds"))]
    one, many, several = Choice(names), Choice(names), MultiChoice(names)

    async def choose(see: Driver, bench: BenchScreen) -> None:
        for widget, typed in ((one, "wea"), (several, "wea"), (several, "wea"), (many, "fu")):
            widget.focus()
            await see.pilot.pause()
            await see.type(typed)
            await see.press("tab")
        assert (one.value, several.value, many.value) == ("0", "0", "")
        assert many.has_focus
        assert "不止一项" in told(see)
        assert len(bench.heard_of(Choice.Done)) == 3
        await see.press("tab")
        assert not many.has_focus

    try_out([one, several, many], choose)


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
