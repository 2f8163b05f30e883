"""What stands in one line: keys, the title, steps."""

from rmdesk.faces.steps import State, Step
from rmdesk.locale import tr
from rmdesk.tui.actions import ACTIONS, Action
from rmdesk.tui.kit.bars import KeyLine, TitleLine
from rmdesk.tui.kit.steps import Steps
from tui.bench import BenchScreen, try_out
from tui.stage import Driver


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


def test_what_cannot_be_done_gives_way_and_is_not_counted() -> None:
    """A greyed key stood where one that works had no room, and nothing said that there was more to do."""

    class Here(BenchScreen):
        def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
            return None if action in ("reveal", "edit") else super().check_action(action, parameters)

    own = ("sale", "assess", "edit", "report_change", "reveal", "keep_file", "note_entry", "print", "help", "palette")
    line = KeyLine([one for one in ACTIONS if one.id in own], "zh")

    async def look(see: Driver, _: BenchScreen) -> None:
        for cells, more in ((110, ""), (75, ""), (60, " +2")):
            line.styles.width = cells
            await see.pilot.pause()
            said = str(line.render())
            assert said.endswith(f"^P {tr('zh', 'keys.palette')}{more}"), said
            assert (tr("zh", "keys.reveal") in said) == (cells == 110)
            assert (tr("zh", "keys.keep_file") in said) == (not more)

    try_out([line], look, screen=Here)


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


def test_the_title_line_keeps_the_day_when_the_branch_is_long() -> None:
    """The day is what everybody looks up for; a long branch name gives way."""
    title = TitleLine("很长的支行名称" * 10, "2026-11-21 周六")

    async def look(see: Driver, _bench: BenchScreen) -> None:
        line = next(line for line in see.lines if "很长" in line)
        assert line.rstrip().endswith("2026-11-21 周六")
        assert "…" in line

    try_out([title], look)
