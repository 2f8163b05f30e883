"""The forms of acts: what is wrong stands below its field, what was typed stays, what ends is asked once."""

from dataclasses import replace
from datetime import timedelta

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, drafting, forms, opening
from rmdesk.desk.registers.views import EntryView
from rmdesk.tui import routes
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.dialogs import Choose, RefusedDialog
from rmdesk.tui.registers import fields
from rmdesk.tui.registers.act_form import ActFormScreen
from support.desks import done
from support.registers import at, let_in, visit
from support.tiers import longer
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive


def form_of(see: Driver) -> ActFormScreen:
    """The form on the screen."""
    assert isinstance(see.app.screen, ActFormScreen), see.text
    return see.app.screen


async def begin(see: Driver, register: str) -> ActFormScreen:
    """The form that begins an entry."""
    see.app.go(routes.NewEntry(register))
    await see.pilot.pause()
    return form_of(see)


def seen(desk: Desk, no: str) -> EntryView:
    """The entry as it is now."""
    return done(opening.entry(desk, no))


@longer
def test_what_is_wrong_stands_below_its_field(own: Desk) -> None:
    """Somebody who is told in a box what is wrong somewhere looks for it in fourteen fields."""
    at(own, "compliance")

    async def look(see: Driver) -> None:
        form = await begin(see, "visitors")
        until = (own.today() + timedelta(3)).isoformat()
        values = {"about": "branch", "purpose": "repair", "brings": "tools", "host": "manager", "until": until}
        for key, value in {**values, "visitor": "访客王五", "known": "K-9999"}.items():
            form.form.rows[key].raw = value
        await see.press("f10")
        assert see.table == "register_act"
        assert form.form.rows["known"].bad
        assert form.form.rows["known"].field.has_focus
        assert "K-9999" in see.text
        await see.press("backspace", "f10")
        assert see.table == "entry", see.text

    drive(app_over(own, "zh"), look)


def test_a_field_is_asked_when_another_answer_calls_for_it(own: Desk) -> None:
    """A field that nobody needs is in the way; one that is needed and hidden cannot be answered."""
    at(own, "compliance")

    async def look(see: Driver) -> None:
        form = await begin(see, "visitors")
        assert not form.form.rows["other"].display
        form.form.focus_field("brings")
        await see.pilot.pause()
        options = [one.key for one in form.form.rows["brings"].spec.options]
        key = str(options.index("other") + 1)
        await see.press(key)
        assert form.form.rows["other"].display
        await see.press(key)
        assert not form.form.rows["other"].display
        assert cut_off(see.app) == []

    drive(app_over(own, "zh"), look)


@longer
def test_what_was_typed_is_there_again(branch: Desk) -> None:
    """A power cut, or a client at the counter, costs the half-typed risk."""
    at(branch, "compliance")

    async def look(see: Driver) -> None:
        await begin(see, "risk")
        await see.press("enter")
        await see.type("half a risk")
        await see.press("escape")
        assert see.table == "home"
        form = await begin(see, "risk")
        assert form.form.rows["title"].raw == "half a risk"
        assert not form.again
        await see.press("escape")
        (draft,) = branch.store.drafts.list(kind=drafting.KIND)
        branch.store.drafts.put(replace(draft, values={**draft.values, "definition": "older"}))
        see.app.go(routes.EntryDraft(draft.id))
        await see.pilot.pause()
        assert form_of(see).form.rows["title"].raw == "half a risk"
        assert "台账定义已更新" in see.text
        await see.press("ctrl+p", "0", "1")
        assert branch.store.drafts.list(kind=drafting.KIND) == ()

    drive(app_over(branch, "zh"), look)


def test_what_was_done_is_not_offered_as_half_done(branch: Desk) -> None:
    """The last answer is read when F10 is pressed: kept after the act, it would be begun again every morning."""
    at(branch, "reviewer")

    async def look(see: Driver) -> None:
        form = await begin(see, "training_course")
        values = {"title": "C", "kind": "compliance", "hours": "2", "on": branch.today().isoformat()}
        for key, value in {**values, "for_roles": "manager"}.items():
            form.form.rows[key].raw = value
        form.form.focus_field("teacher")
        await see.pilot.pause()
        await see.type("nothing")
        await see.press("f10")
        assert see.table == "entry", see.text
        assert branch.store.drafts.list(kind=drafting.KIND) == ()

    drive(app_over(branch, "zh"), look)


def test_an_answer_is_keyed_by_the_number_that_stands_beside_it_on_the_slip(branch: Desk) -> None:
    """DESK-09: 5 is "very satisfied" on paper; a key that counts from the left would make the opposite of it."""
    typed = {"about": "branch", "service": "counter", "served_by": "manager", "channel": "slip"}
    typed["until"] = branch.today().isoformat()
    made = done(acting.begin(at(branch, "reviewer"), "satisfaction_survey", typed))
    asked = fields.specs(branch, done(forms.acting(branch, made.entry_id, "answer")), "zh")
    first = next(one for one in asked if one.label.startswith("1、"))
    keys = {KEYS[option.place]: option.label for option in first.options if option.place is not None}
    assert keys == {"5": "很满意", "4": "满意", "3": "一般", "2": "不满意", "1": "很不满意"}


@longer
def test_half_typed_work_is_offered_on_the_desk(branch: Desk) -> None:
    """Whoever forgets what was begun never ends it."""
    at(branch, "compliance")
    crossed = "2026-10 投诉率 6‰（预警线 5‰）"
    form = done(forms.beginning(branch, "risk", noted=crossed))
    assert next(one.value for one in form.fields if one.key == "title") == crossed
    done(drafting.keep(branch, "", form, {"title": "half a risk"}))

    async def look(see: Driver) -> None:
        line = next(at for at, text in enumerate(see.lines) if "识别风险" in text)
        assert "风险台账" in see.lines[line]
        see.one("#work").focus()
        await see.press("enter")
        assert form_of(see).form.rows["title"].raw == "half a risk"

    drive(app_over(branch, "zh"), look)


def test_what_somebody_else_changed_costs_nothing_that_was_typed(own: Desk) -> None:
    """Two people at one visit: the second would type it all again."""
    made = visit(own)
    at(own, "compliance")

    async def look(see: Driver) -> None:
        see.app.go(routes.EntryAct(made.entry_id, "jot"))
        await see.pilot.pause()
        await see.type("at the door")
        done(acting.do(at(own, "reviewer"), made.no, "jot", 1, {"note": "phoned"}))
        at(own, "compliance")
        await see.press("f10")
        assert isinstance(see.app.screen, RefusedDialog)
        await see.press("enter")
        assert form_of(see).values()["note"] == "at the door"
        await see.press("f10")
        assert not isinstance(see.app.screen, ActFormScreen)

    drive(app_over(own, "zh"), look)
    (log,) = seen(own, made.no).logs
    assert [text.zh for _, _, text in log.lines] == ["phoned", "at the door"]


def test_what_an_act_leads_to_is_offered(own: Desk) -> None:
    """A pass that nobody is reminded of is never handed out."""
    made = visit(own)
    at(own, "compliance")

    async def look(see: Driver) -> None:
        see.app.go(routes.RegisterEntry(made.no))
        await see.pilot.pause()
        see.app.go(routes.EntryAct(made.entry_id, "let_in"))
        await see.pilot.pause()
        form = form_of(see)
        assert "放行人：测试compliance" in see.text
        form.form.rows["badge"].raw, form.form.rows["heads"].raw = "B1", "2"
        await see.press("f10")
        assert isinstance(see.app.screen, Choose)
        await see.press("1")
        form = form_of(see)
        assert (form.asked.register_id, form.asked.parent_id) == ("visitor_pass", made.entry_id)
        assert f"来访登记台账 {made.no} · " in see.text, "of which visit"
        await see.press("1")
        await see.type("hall")
        await see.press("enter")
        assert see.table == "entry"
        assert "0/1" in see.text

    drive(app_over(own, "zh"), look)


def test_what_ends_an_entry_is_asked_once_by_its_name(own: Desk) -> None:
    """An Enter too many ends a visit that is not over."""
    made = visit(own)
    let_in(own, made.no)
    done(acting.do(at(own, "compliance"), made.no, "watch", 2, {"remark": "calm", "watched": "1"}))
    at(own, "reviewer")

    async def look(see: Driver) -> None:
        see.app.go(routes.EntryAct(made.entry_id, "leave"))
        await see.pilot.pause()
        await see.press("enter")
        assert see.table == "register_act"
        await see.press("f10")
        assert "离开" in see.text
        await see.press("enter")  # Enter alone ends nothing
        assert see.table == "register_act"
        assert not seen(own, made.no).ended
        await see.press("f10", "1")

    drive(app_over(own, "zh"), look)
    assert seen(own, made.no).ended
