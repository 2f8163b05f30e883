"""The sample branch's registers: something in every state, so that whoever tries the demo sees how each looks."""

from pathlib import Path

from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.indicators import figures
from rmdesk.desk.registers import forms, listing, opening
from rmdesk.desk.registers.views import Query
from rmdesk.domain.calendar import add_months
from rmdesk.domain.indicators.periods import month_of
from rmdesk.domain.registers.act import AMEND
from rmdesk.tui.lines import entry_text
from rmdesk.tui.registers import columns
from support.clock import START
from support.desks import done
from support.sampled import copied


def test_every_state_of_a_risk_is_there(sample: Desk) -> None:
    """An empty register shows nobody what it is for (DESK-13)."""
    lines = done(listing.page(sample, "risk")).lines
    assert {one.state for one in lines} == {"open", "treated", "closed"}
    parts = done(opening.entry(sample, "RK-0002")).parts
    assert [(one.register_id, one.entries, one.open) for one in parts] == [("action", 1, 1)]


def test_a_holder_waits_to_be_told(sample: Desk) -> None:
    """A notice with nobody to tell would show nothing of SUIT-14."""
    waiting = [one for one in done(listing.page(sample, "notice_recipient")).lines if one.state == "waiting"]
    assert waiting
    due = [one for one in done(listed(sample)) if one.subject.kind == "entry"]
    assert {"entry.notice_recipient.tell", "entry.risk.review", "entry.notice.all_told"} <= {one.kind for one in due}


def test_an_audit_is_under_way(sample: Desk) -> None:
    """A sample half looked at, a finding with its measure waiting to be checked by other eyes (DESK-17)."""
    audit = done(opening.entry(sample, "A-0001"))
    assert {one.register_id: (one.entries, one.open) for one in audit.parts} == {
        "audit_item": (2, 1),
        "finding": (1, 1),
    }
    due = [one for one in done(listed(sample)) if one.no.startswith("A-0001")]
    assert "entry.action.check" in {one.kind for one in due}


def test_what_is_overdue_is_marked_in_its_list(sample: Desk) -> None:
    """A list that shows a promise of last week like one of next week is read past (DESK-07)."""
    for register in ("action", "attendance"):
        lines = done(listing.page(sample, register)).lines
        late = {one.no: one.late for one in lines if one.late}
        dues = {one.no: one for one in done(listed(sample)) if one.subject.kind == "entry"}
        assert late, register
        assert {no: tuple(one) for no, one in late.items()} == {no: (dues[no].what, dues[no].on) for no in late}
        row = next(columns.row(sample, one, "zh", marked=False) for one in lines if one.late)
        assert (row.sign, row.tone) == ("!", "late")
        assert row.cells[row.hot[-1]].startswith("逾期 ")


def test_what_is_due_at_an_hour_is_late_from_then_on(sample: Desk, built_sample: Path, tmp_path: Path) -> None:
    """A risk event to be dealt with by 16:20 stood as "due today" at 18:00, while home called it late (DESK-07)."""
    at_six = START.replace(hour=10, minute=0)
    for desk, over in ((sample, False), (copied(built_sample, tmp_path / "desk", at_six), True)):
        due = next(one for one in done(listed(desk)) if one.no == "EV-2026-0006")
        view = done(opening.entry(desk, due.no))
        line = next(one for one in done(listing.page(desk, "risk_event")).lines if one.no == due.no)
        assert due.past(desk.local(desk.now()).replace(tzinfo=None)) == over
        assert [entry_text.past(one, desk) for one in view.dues] == [over]
        assert columns.row(desk, line, "zh", marked=False).sign == ("!" if over else "")
    desk.close()


def test_an_act_says_whom_it_is_about(sample: Desk) -> None:
    """A number and a register's name do not tell one client's part from the next (DESK-07)."""
    line = done(listing.page(sample, "promise", Query(open_only=True))).lines[0]
    view = done(opening.entry(sample, line.id))
    assert view.about is not None
    assert {done(forms.acting(sample, line.id, one.act)).of for one in view.acts} == {view.about.text}


def test_every_register_has_entries_and_each_opens_with_its_acts(sample: Desk) -> None:
    """A register left empty in the sample shows nobody what it is for; a form that breaks is found by a client."""
    empty = set[str]()
    for register in sample.pack.registers.values():
        lines = done(listing.page(sample, register.id)).lines
        empty |= set() if lines else {register.id}
        for line in lines[:2]:
            view = done(opening.entry(sample, line.id))
            for act in view.acts:
                form = done(forms.acting(sample, view.id, act.act))
                labels = [one.label.zh for one in form.fields if not one.key.endswith(".note")]
                assert len({*labels}) == len(labels), f"{register.id}.{act.act}: which of them is meant?"
                assert act.act != AMEND or len(form.fields) > 1, f"{register.id}: nothing but the reason to amend"
            for start in view.starts:
                done(forms.beginning(sample, start.register_id, start.act, start.parent_id, start.about, start.origin))
    assert empty == set()


def test_every_month_of_a_year_has_its_figures(sample: Desk) -> None:
    """A trend with two points is none: what clients think, what was promised, and plans whose effect a figure tells
    (DESK-09, DESK-12)."""
    today, kept = sample.today(), 0
    for back in range(1, 12):
        month = month_of(add_months(today, -back))
        found = {one.indicator.key: one.figure.n for one in done(figures.listed(sample, month.start, month.end, ""))}
        assert found["satisfaction"] > 0, month
        kept += found["promises_kept"] > 0
    assert kept > 9
    lines = done(listing.page(sample, "improvement")).lines
    plans = [done(opening.entry(sample, line.id)) for line in lines if line.state == "standard"]
    values = [{one.key: one.raw for one in plan.values} for plan in plans]
    assert [float(one["after"]) > float(one["before"]) for one in values] == [True, True]
