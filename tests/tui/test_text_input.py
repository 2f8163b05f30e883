"""Typing and pasting: nothing is lost in silence, and an input method's candidates stand at the right place."""

import pytest
from textual import events
from textual.widgets import Static

from rmdesk.tui.kit.long_text import LongText
from rmdesk.tui.kit.text_input import TextInput, clean
from tui.bench import BenchScreen, try_out
from tui.stage import Driver

pytestmark = pytest.mark.keyboard


def field(password: bool = False) -> TextInput:
    """An empty input of at most 40 characters."""
    return TextInput(lang="zh", max_length=40, password=password)


def holding(one: TextInput, value: str) -> None:
    """The input with a value and the focus, the cursor behind it."""
    one.value = value
    one.cursor_position = len(value)
    one.focus()


def told(bench: BenchScreen) -> list[str]:
    """What the input said about what was pasted or typed."""
    return [notice.text for notice in bench.heard_of(TextInput.Notice)]


@pytest.mark.parametrize(
    ("pasted", "kept", "said"),
    [
        ("王敏", "王敏", ""),
        ("第一行\n第二行\r\n第三行", "第一行 第二行 第三行", "3 行"),
        ("\n\n地址\n", "地址", ""),
        ("a\x00b\x1b[31mc\x07", "ab[31mc", "3 个控制字符"),
        ("甲\u3000乙\t丙", "甲 乙 丙", ""),
        ("\u202e甲\u200b", "甲", "2 个控制字符"),
        ("x" * 10_000, "x" * 40, "10,000"),
        ("𠅤", "𠅤", ""),
        ("[/b]", "[/b]", ""),
        ("", "", ""),
    ],
)
def test_a_paste_is_kept_whole_or_says_what_was_left_out(pasted: str, kept: str, said: str) -> None:
    """An address that lost its second line in silence is a wrong address in the file."""
    one = field()

    async def paste(see: Driver, bench: BenchScreen) -> None:
        one.focus()
        one.post_message(events.Paste(pasted))
        await see.pilot.pause()
        assert one.value == kept
        assert [said in text for text in told(bench)] == ([True] if said else [])

    try_out([one], paste)


def test_a_paste_goes_where_the_cursor_is_and_over_what_is_selected() -> None:
    """Pasting in the middle must not throw away what stands behind."""
    one = field()

    async def paste(see: Driver, _bench: BenchScreen) -> None:
        holding(one, "甲丙")
        one.cursor_position = 1
        one.post_message(events.Paste("乙"))
        await see.pilot.pause()
        assert one.value == "甲乙丙"
        one.action_select_all()
        one.post_message(events.Paste("丁"))
        await see.pilot.pause()
        assert one.value == "丁"

    try_out([one], paste)


def test_a_full_input_says_so() -> None:
    """Characters that are typed into nothing must not vanish without a word."""
    one = field()

    async def type_on(see: Driver, bench: BenchScreen) -> None:
        holding(one, "x" * 40)
        await see.press("y")
        assert one.value == "x" * 40
        assert told(bench) == ["最多 40 个字"]

    try_out([one], type_on)


def test_characters_that_python_does_not_know_arrive() -> None:
    """A surname newer than Python's tables must reach the rule that refuses it by name, not vanish while typing."""
    one = field()

    async def type_rare(see: Driver, _bench: BenchScreen) -> None:
        one.focus()
        see.app.post_message(events.Key("\U0003134a", "\U0003134a"))
        see.app.post_message(events.Key("\ue000", "\ue000"))
        await see.pilot.pause()
        assert one.value == "\U0003134a\ue000"

    try_out([one], type_rare)


@pytest.mark.parametrize("value", ["", "王", "王敏", "ab", "王a"])
def test_the_terminal_cursor_stands_where_the_next_character_appears(value: str) -> None:
    """The list of candidates of an input method opens at the terminal's cursor: one cell off covers the text."""
    one = field()

    async def look(see: Driver, _bench: BenchScreen) -> None:
        holding(one, value)
        await see.pilot.pause()
        wide = sum(2 if character > "\u2e80" else 1 for character in value)
        assert see.app.cursor_position == (one.content_region.x + wide, one.content_region.y)
        await see.press("home")
        assert see.app.cursor_position == (one.content_region.x, one.content_region.y)

    try_out([Static("above"), one], look)


def test_the_cursor_follows_when_the_layout_moves() -> None:
    """A message that opens above a field moves the field: the candidates must move with it."""
    above, one = Static("above"), field()

    async def look(see: Driver, _bench: BenchScreen) -> None:
        holding(one, "王")
        await see.pilot.pause()
        before = see.app.cursor_position
        above.update("one\ntwo\nthree")
        await see.pilot.pause()
        assert see.app.cursor_position.y == before.y + 2

    try_out([above, one], look)


def test_the_cursor_of_a_password_counts_dots() -> None:
    """A password of wide characters is drawn as narrow dots."""
    one = field(password=True)

    async def look(see: Driver, _bench: BenchScreen) -> None:
        holding(one, "密码")
        await see.pilot.pause()
        assert see.app.cursor_position.x == one.content_region.x + 2
        assert "密码" not in see.text

    try_out([one], look)


def test_clean_counts_lines_that_hold_something() -> None:
    """Empty lines around an address are no second line."""
    assert clean("\n\n甲\n\n乙\n") == ("甲 乙", 2, 0)


def test_what_is_left_shows_its_beginning_and_that_it_goes_on() -> None:
    """Half of a telephone number is read as a whole one, the end of a decision as all of it."""
    line, text = "x" * 90 + "yz", "\n".join(f"第{at}段" for at in range(20))

    async def look(see: Driver, bench: BenchScreen) -> None:
        one = bench.query_one(TextInput)
        one.focus()
        await see.pilot.pause()
        assert see.text.count("yz") == 1
        bench.query_one(LongText).focus()
        await see.pilot.pause()
        assert "…" in see.text
        assert "yz" not in see.text
        assert "第19段" in see.text
        one.focus()
        await see.pilot.pause()
        assert "第0段" in see.text
        assert "第19段" not in see.text

    try_out(lambda: [TextInput(line, lang="zh"), LongText(text, lang="zh", paragraphs=True)], look)


def test_a_long_text_breaks_as_it_does_on_paper() -> None:
    """30 at the end of one line and 日 at the beginning of the next are read as two things."""
    text = "自收到本告知书之日起 30 日内，以书面形式申请核查。"

    async def look(_see: Driver, bench: BenchScreen) -> None:
        lines = bench.query_one(LongText).wrapped_document.get_sections(0)
        assert [line.strip() for line in lines] == ["自收到本告知书之日起", "30 日内，以书面形式申请", "核查。"]

    try_out(lambda: [LongText(text, lang="zh")], look, (27, 12))


def test_a_nought_is_typed_over() -> None:
    """Once today became 01 times."""

    async def count(see: Driver, bench: BenchScreen) -> None:
        one = bench.query_one(TextInput)
        one.focus()
        await see.type("12")
        assert one.value == "12"

    try_out(lambda: [TextInput("0", lang="zh")], count)
