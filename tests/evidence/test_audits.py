"""The branch's own audits as registers: a sample that anybody can draw again, nothing closed while something is open,
other eyes on what was mended, and hidden from whom it concerns (DESK-17)."""

from datetime import timedelta

import pytest

from evidence.scene import CASE, SALE, sit
from rmdesk.desk.audit import trail as trail
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.registers import acting, forms, listing, opening
from rmdesk.desk.registers.views import Done, EntryView, Faulty, Form, Page, Query
from rmdesk.domain.facts import PersonAdded
from support.clock import Clock
from support.desks import codes, done
from support.people import staff
from support.registers import was_done

PLAN = {
    "title": "十一月销售检查",
    "scope": "sales",
    "since": "2026-11-01",
    "until": "2026-11-30",
    "size": "5",
    "inspector": "inspector",
    "end_on": "2026-12-31",
}


def planned(desk: Desk, **over: str) -> Done:
    """An audit that was planned."""
    return was_done(acting.begin(desk, "audit", {**PLAN, **over}))


def drawn(desk: Desk, seed: str = "2026-11-23 骰子 6", **over: str) -> EntryView:
    """An audit with its sample."""
    no = planned(desk, **over).no
    was_done(acting.do(desk, no, "draw", 1, {"seed": seed}))
    return done(opening.entry(desk, no))


def items(desk: Desk, audit: EntryView) -> Page:
    """Its sample."""
    return done(listing.page(desk, "audit_item", Query(parent_id=audit.id)))


def test_seed_and_population_are_on_record(branch: Desk) -> None:
    """Whoever doubts the sample draws it again."""
    audit = drawn(branch)
    then, now = done(opening.draw_again(branch, audit.no))
    assert (then.seed, then.population) == ("2026-11-23 骰子 6", 1)
    assert then == now
    assert [line.cells[0].text.zh for line in items(branch, audit).lines] == [f"销售 {SALE}"]
    again = acting.do(branch, audit.no, "draw", 2, {"seed": "better"})
    assert codes(again) == ["REGISTER.state"]


def test_a_seed_is_made_where_none_is_given(branch: Desk) -> None:
    """And it is another one each time."""
    seeds = {done(opening.draw_again(branch, drawn(branch, seed="").no))[0].seed for _ in range(3)}
    assert len(seeds) == 3


@pytest.mark.parametrize("scope", ["sales", "assessments", "complaints"])
def test_each_scope_draws_from_its_own(branch: Desk, scope: str) -> None:
    """Sales by their confirmation, assessments by their day, cases by their receipt."""
    assert items(branch, drawn(branch, scope=scope)).total == 1


def test_days_are_the_branch_s_and_both_ends_count(branch: Desk) -> None:
    """The sale was confirmed on the 21st at noon in Shanghai."""
    assert items(branch, drawn(branch, since="2026-11-21", until="2026-11-21")).total == 1
    for since, until in (("2026-11-22", "2026-11-30"), ("2026-11-01", "2026-11-20")):
        no = planned(branch, since=since, until=until).no
        assert codes(acting.do(branch, no, "draw", 1, {})) == ["REGISTER.empty"]


def test_who_has_an_interest_in_a_case_does_not_draw_it(branch: Desk) -> None:
    """COMP-04: the inspector is a handler too, as far as the case goes."""
    branch.record(PersonAdded(person=staff("li", "compliance")), "li")
    no = planned(branch, scope="complaints", inspector="li").no
    assert codes(acting.do(branch, no, "draw", 1, {})) == ["REGISTER.empty"]


def test_from_finding_to_corrective_action_to_the_end(branch: Desk, clock: Clock) -> None:
    """A finding that nobody mends keeps the audit open, and who mends does not say that it is mended."""
    audit = drawn(branch)
    item = items(branch, audit).lines[0]
    said = {"item": item.no, "severity": "3", "text": "双录编号缺少摘要", "broken": "SALE-09"}
    finding = was_done(acting.begin(branch, "finding", said, parent_id=audit.id))
    assert [one.act for one in finding.starts] == ["agree"]
    assert codes(acting.do(branch, audit.no, "close", 2, {"summary": "x"})) == ["REGISTER.parts"]
    was_done(acting.do_marked(branch, ((item.id, item.version),), "look", {}))
    agreed = {"what": "补登摘要", "owner": "li", "until": "2026-12-01"}
    action = was_done(acting.begin(branch, "action", agreed, parent_id=finding.entry_id))
    assert codes(acting.do(branch, finding.no, "settle", 1, {})) == ["REGISTER.needs", "REGISTER.parts"]
    sit(branch, "li", "manager")
    due = [one for one in done(listed(branch, branch.today() + timedelta(30))) if one.subject.id == action.entry_id]
    assert [str(one.day) for one in due] == ["2026-12-01"]
    was_done(acting.do(branch, action.no, "finish", 1, {"result": "已补登"}))
    sit(branch, "li", "compliance")
    assert codes(acting.do(branch, action.no, "check", 2, {"note": "好了"})) == ["REGISTER.not_by"]
    clock.forward(days=5)
    sit(branch, "inspector", "auditor")
    was_done(acting.do(branch, action.no, "return", 2, {"note": "仍缺", "until": "2026-12-05"}))
    sit(branch, "li", "manager")
    was_done(acting.do(branch, action.no, "finish", 3, {"result": "确已补登"}))
    sit(branch, "inspector", "auditor")
    was_done(acting.do(branch, action.no, "check", 4, {"note": "已补登"}))
    was_done(acting.do(branch, finding.no, "settle", 1, {}))
    assert isinstance(acting.do(branch, audit.no, "close", 2, {"summary": " "}), Faulty)
    was_done(acting.do(branch, audit.no, "close", 2, {"summary": "一项问题，已整改"}))
    closed = done(opening.entry(branch, audit.no))
    assert (closed.state, closed.values[-3].text.zh) == ("closed", "一项问题，已整改")
    assert codes(acting.do(branch, item.no, "look", 2, {})) == ["REGISTER.state"]
    assert branch.store.replay().ok


def test_what_cannot_be_planned_is_refused(branch: Desk) -> None:
    """Before anything is on record; whoever could not go through the sample is not asked to."""
    branch.record(PersonAdded(person=staff("green", "manager")), "green")
    for over, field in (
        ({"title": " "}, "title"),
        ({"inspector": "nobody"}, "inspector"),
        ({"inspector": "green"}, "inspector"),
        ({"since": "2026-12-01"}, "until"),
        ({"size": "0"}, "size"),
        ({"size": "501"}, "size"),
        ({"concerns": "inspector"}, "inspector"),
    ):
        answer = acting.begin(branch, "audit", {**PLAN, **over})
        assert isinstance(answer, Faulty), over
        assert list(answer.fields) == [field]


def test_a_finding_belongs_to_what_was_drawn(branch: Desk) -> None:
    """A finding about another audit's sample, or a rule that is none, proves nothing."""
    audit, other = drawn(branch), drawn(branch, scope="complaints")
    strange = items(branch, other).lines[0].no
    said = {"severity": "1", "text": "x"}
    for over in ({"item": strange}, {"item": "A-9999/1"}, {"broken": "SALE-99"}):
        answer = acting.begin(branch, "finding", {**said, **over}, parent_id=audit.id)
        assert isinstance(answer, Faulty), over


def test_who_has_an_interest_in_a_case_does_not_see_it_in_a_sample(branch: Desk) -> None:
    """COMP-04 holds in an audit too: not even the number in a list of what was drawn."""
    audit = drawn(branch, scope="complaints")
    assert [line.cells[0].text.zh for line in items(branch, audit).lines] == [f"投诉 {CASE}"]
    sit(branch, "li", "compliance")
    assert items(branch, audit).total == 0


def test_an_audit_is_hidden_from_whom_it_concerns(branch: Desk) -> None:
    """Through every door: list, number, parts, dues, search, sentences. Who knows of an audit prepares for it."""
    for login in ("auditor2", "watched"):
        branch.record(PersonAdded(person=staff(login, "auditor", "compliance")), login)
    audit = drawn(branch, concerns="watched")
    finding = was_done(acting.begin(branch, "finding", {"severity": "2", "text": "可疑"}, parent_id=audit.id))
    measure = {"what": "谈话", "owner": "auditor2", "until": (branch.today() + timedelta(9)).isoformat()}
    action = was_done(acting.begin(branch, "action", measure, parent_id=finding.entry_id))
    for login, seen in (("auditor2", True), ("watched", False)):
        sit(branch, login, "auditor", "compliance")
        for no in (audit.no, finding.no, action.no, items_no(branch, audit, seen=seen)):
            assert isinstance(opening.entry(branch, no), EntryView) is seen
        for register in ("audit", "finding", "action", "audit_item"):
            assert bool(done(listing.page(branch, register)).total) is seen
            assert bool(done(listing.page(branch, register, Query(text=audit.no))).total) is seen
        counted = {one.id: one.open for one in done(listing.kinds(branch))}
        assert (counted["audit"] > 0) is seen
        assert any(one.no.startswith(audit.no) for one in done(listed(branch, branch.today() + timedelta(60)))) is seen
        found = done(trail.page(branch, trail.Sought(text="十一月销售检查"), "zh")).lines
        assert bool(found) is seen
        sentences = [line.sentence for line in done(trail.page(branch, trail.Sought(), "zh")).lines]
        assert any("可疑" in one for one in sentences) is seen
        assert any(audit.no in one for one in sentences) is seen
        assert isinstance(forms.acting(branch, audit.no, "close"), Form) is seen
    sit(branch, "demo")
    again = acting.begin(branch, "action", {**measure, "owner": "watched"}, parent_id=finding.entry_id)
    assert isinstance(again, Faulty)


def items_no(desk: Desk, audit: EntryView, *, seen: bool) -> str:
    """The number of the first of its sample, which whoever guesses counts up to."""
    assert bool(items(desk, audit).total) is seen
    return f"{audit.no}/1"
