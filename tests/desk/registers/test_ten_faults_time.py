"""Faults most likely to be made, 3 to 6: other packs, logs, dues that move or never end, when something is judged."""

from datetime import timedelta
from pathlib import Path

from formpack.packs import Change, both, swap, write
from rmdesk.desk import book
from rmdesk.desk import people as at_desk
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, forms, opening
from rmdesk.domain import facts
from rmdesk.domain.dues import Due
from rmdesk.domain.people import Role
from rmdesk.formpack import load
from support.clock import Clock
from support.desks import codes, done
from support.own_registers import own_texts
from support.registers import SECRET, at, let_in, numbers, second, visit, was_done


def _adopt(desk: Desk, folder: Path, *changes: Change) -> None:
    """Another pack is in force from now on."""
    pack = load(write(own_texts(*changes), folder))
    desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files, begins=desk.today()), "desk")
    desk.pack = pack


VISITORS = "registers/visitors.toml"
RENAMED = both(
    swap(VISITORS, '"接待人"', '"东道主"'),
    swap(VISITORS, 'inside = { zh = "在访"', 'inside = { zh = "已入内"'),
    swap(VISITORS, 'to = 10, tone = "calm"', 'to = 3, tone = "calm"'),
    swap(VISITORS, "hours = 8", "hours = 2"),
)


def test_what_was_recorded_is_told_in_the_words_of_its_day(own: Desk, tmp_path: Path) -> None:
    """A new pack calls the host something else: what was signed under the old word still reads so (DESK-01)."""
    made = visit(own)
    let_in(own, made.no)
    before = own.store.query("SELECT * FROM entry_due")[0]["at"]
    _adopt(own, tmp_path, RENAMED)
    view = done(opening.entry(own, made.no))
    assert {one.key: one.label.zh for one in view.values}["host"] == "东道主"
    assert {one.key: one.label.zh for one in view.history[-1].answers}["host"] == "接待人"
    assert view.state_text.zh == "已入内"
    assert own.store.query("SELECT * FROM entry_due")[0]["at"] == before  # counted on the day of the act


def test_a_replay_under_another_pack_gives_the_same(own: Desk, tmp_path: Path) -> None:
    """Tables that follow from the pack in force would differ after every adoption, and `verify --replay` cry wolf."""
    made = visit(own)
    let_in(own, made.no)
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "x", "watched": "3"}))
    _adopt(own, tmp_path, RENAMED)
    assert own.store.replay().ok
    was_done(acting.do(own, made.no, "jot", 3, {"note": "第一次"}))
    assert own.store.replay().ok


def test_two_packs_of_a_day_keep_their_own_words(own: Desk, tmp_path: Path) -> None:
    """Three definitions of one register in one history: each act in its own."""
    made = visit(own)
    _adopt(own, tmp_path / "a", swap(VISITORS, 'zh = "放行", en', 'zh = "准入", en'))
    let_in(own, made.no)
    _adopt(own, tmp_path / "b", swap(VISITORS, 'zh = "放行", en', 'zh = "入门", en'))
    was_done(acting.do(own, made.no, "jot", 2, {"note": "…"}))
    told = [one.label.zh for one in done(opening.entry(own, made.no)).history]
    assert told == ["记录", "准入", "预约"]


def test_every_answer_of_a_log_stays(own: Desk) -> None:
    """Yesterday's note overwritten by today's, or shown as if it were today's."""
    made = visit(own)
    was_done(acting.do(own, made.no, "jot", 1, {"note": "改约下午"}))
    was_done(acting.do(at(own, "reviewer"), made.no, "jot", 2, {"note": "已改期"}))
    view = done(opening.entry(own, made.no))
    (log,) = view.logs
    assert [(by, text.zh) for _, by, text in log.lines] == [("测试compliance", "改约下午"), ("测试reviewer", "已改期")]
    assert "note" not in {one.key for one in view.values}
    form = done(forms.acting(own, made.no, "jot"))
    assert form.fields[0].value == ""


def test_an_old_text_is_never_put_into_a_new_answer(own: Desk) -> None:
    """Last month's reason in this month's form is signed unread."""
    made = visit(own)
    was_done(acting.do(own, made.no, "watch", 1, {"remark": "上次的意见", "watched": "2", "doubt": "10"}))
    form = {one.key: one.value for one in done(forms.acting(own, made.no, "watch")).fields}
    assert form == {"remark": "", "watched": "", "doubt": ""}
    amended = {one.key: one.value for one in done(forms.acting(own, made.no, "_amend")).fields}
    assert amended["remark"] == "上次的意见"  # mending a slip begins with what was written
    assert "note" not in amended


def test_an_answer_taken_back_is_gone(own: Desk) -> None:
    """What the clerk emptied is shown on as if it held."""
    made = visit(own, brings="tools,other", other="液体")
    was_done(acting.do(own, made.no, "_amend", 1, {"brings": "tools", "other": "", "reason": "记错"}))
    assert "other" not in {one.key for one in done(opening.entry(own, made.no)).values}


def _dues(desk: Desk, *roles: Role, login: str = "") -> list[Due]:
    at(desk, *roles, login=login)
    return [one for one in done(listed(desk, desk.today() + timedelta(30))) if one.subject.kind == "entry"]


def test_a_due_moves_by_the_acts_that_may_move_it_alone(own: Desk) -> None:
    """A date that anybody shifts by amending is no date (DESK-07)."""
    made = visit(own)
    later = (own.today() + timedelta(20)).isoformat()
    for login, answers in (("compliance", {"until": later}), ("compliance", {"until": ""})):
        refused = acting.do(at(own, "compliance", login=login), made.no, "_amend", 1, {**answers, "reason": "方便"})
        assert codes(refused)[0] in ("REGISTER.put_off", "INPUT.required")
    was_done(acting.do(own, made.no, "jot", 1, {"note": "客人想改期"}))
    assert [one.day for one in _dues(own, "manager")] == [own.today() + timedelta(5)]
    assert codes(acting.do(own, made.no, "put_off", 2, {"until": later})) == ["INPUT.required"]
    was_done(acting.do(own, made.no, "put_off", 2, {"until": later, "why": "来访人改期"}))
    assert [one.day for one in _dues(own, "manager")] == [own.today() + timedelta(20)]
    sooner = (own.today() + timedelta(2)).isoformat()
    was_done(acting.do(at(own, "compliance"), made.no, "_amend", 3, {"until": sooner, "reason": "抄错"}))
    assert [one.day for one in _dues(own, "manager")] == [own.today() + timedelta(2)]


def test_a_due_ends_with_its_state_everywhere(own: Desk) -> None:
    """Ended on the entry's screen and still called for in the list of dues, or the other way round."""
    made = visit(own)
    assert [one.what.zh for one in _dues(own, "manager")] == ["预约到访"]
    let_in(own, made.no)
    assert _dues(own, "manager") == []
    assert [one.what.zh for one in _dues(own, "reviewer")] == ["应已离开"]
    assert [one.label.zh for one in done(opening.entry(own, made.no)).dues] == ["应已离开"]
    was_done(acting.do(at(own, "compliance"), made.no, "_void", 2, {"reason": "登记错"}))
    assert _dues(own, "reviewer") == []
    assert done(opening.entry(own, made.no)).dues == ()


def test_hours_run_to_the_minute(own: Desk, clock: Clock) -> None:
    """Due by the day only, a visitor stays the night."""
    made = visit(own)
    let_in(own, made.no)
    (due,) = _dues(own, "reviewer")
    began = own.local(clock())
    assert abs((due.on - began.replace(tzinfo=None)).total_seconds() - 8 * 3600) < 60


def test_a_role_s_due_calls_everybody_of_the_role(own: Desk) -> None:
    """A due for "the reviewer" that stands in nobody's list."""
    let_in(own, visit(own).no)
    assert len(_dues(own, "reviewer")) == 1
    assert len(_dues(own, "reviewer", "compliance", login="checker")) == 1
    assert _dues(own, "auditor") == []
    assert _dues(own, "compliance") == []


def test_a_role_that_nobody_holds_is_compliance_s(own: Desk) -> None:
    """A branch without a reviewer would never be called."""
    let_in(own, visit(own).no)
    for login in ("reviewer", "checker", "demo"):
        done(at_desk.suspend(at(own, "administrator"), login, "离岗", Proof(SECRET)))
    assert len(_dues(own, "compliance")) == 1


def test_a_due_of_somebody_who_left_is_compliance_s(own: Desk) -> None:
    """It would stay with a person who never opens the desk again (DESK-18)."""
    visit(own)
    assert _dues(own, "compliance") == []
    done(at_desk.suspend(at(own, "administrator"), "manager", "调离", Proof(SECRET)))
    assert len(_dues(own, "compliance")) == 1


def test_a_due_of_somebody_who_may_not_see_the_client_any_more(own: Desk) -> None:
    """The client is handed over: the host of before may not open the visit, and the due is in no list (DESK-18)."""
    visit(own, about="client:K-0001")
    assert len(_dues(own, "manager")) == 1
    _handed_over(own, "K-0001", "manager", "other")
    assert _dues(own, "manager") == []
    assert len(_dues(own, "compliance")) == 1


def test_a_due_of_the_client_s_manager_goes_with_the_client(own: Desk) -> None:
    """The new manager is not called, the old one is: the holder is told by nobody (DESK-18)."""
    typed = {"about": "client:K-0001", "title": "集中度", "class": "operational", "source": "check", "likelihood": "1"}
    typed |= {"impact": "1", "owner": "manager", "review_on": (own.today() + timedelta(10)).isoformat()}
    was_done(acting.begin(at(own, "compliance"), "risk", typed))
    _handed_over(own, "K-0001", "manager", "other")
    assert numbers(at(own, "manager", login="other"), "risk") == ["RK-0001"]
    assert numbers(at(own, "manager"), "risk") == []


def test_needs_are_judged_with_the_answers_in(own: Desk) -> None:
    """An act that itself answers what it needs would be refused, or pass on yesterday's answer."""
    made = visit(own)
    let_in(own, made.no, heads="9")
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "x", "watched": "9"}))
    refused = acting.do(own, made.no, "leave", 3, {})
    assert codes(refused) == ["REGISTER.needs"]
    was_done(acting.do(own, made.no, "watch", 3, {"remark": "x", "watched": "1"}))
    was_done(acting.do(own, made.no, "leave", 4, {}))


def test_an_old_act_is_not_judged_by_today_s_numbers(own: Desk, tmp_path: Path) -> None:
    """A bound that is tightened today would undo what was rightly ended yesterday."""
    made = visit(own)
    let_in(own, made.no, heads="5")
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "x", "watched": "9"}))
    was_done(acting.do(own, made.no, "leave", 3, {}))
    _adopt(
        own,
        tmp_path,
        swap(VISITORS, 'key = "alarm", most = 50', 'key = "alarm", most = 10'),
    )
    view = done(opening.entry(own, made.no))
    assert (view.state, view.ended) == ("left", True)
    assert own.store.replay().ok
    other = visit(own)
    let_in(own, other.no, badge="Z", heads="5")
    was_done(acting.do(own, other.no, "watch", 2, {"remark": "x", "watched": "9"}))
    assert codes(acting.do(own, other.no, "leave", 3, {})) == ["REGISTER.needs"]


def test_a_whole_does_not_end_before_its_parts_however_it_ends(own: Desk) -> None:
    """Voided with a pass still out: the pass would belong to nothing, and nobody would be called for it."""
    made = visit(own)
    let_in(own, made.no)
    typed = {"carrier": "reviewer", "reach": "机房"}
    card = was_done(acting.begin(own, "visitor_pass", typed, parent_id=made.entry_id))
    assert codes(acting.do(own, made.no, "_void", 2, {"reason": "x"})) == ["REGISTER.parts"]
    assert "REGISTER.parts" in codes(acting.do(own, made.no, "leave", 2, {}))
    proof = second("checker")
    was_done(acting.do(own, card.no, "miss", 1, {"why": "遗失"}, proof=proof))
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "x", "watched": "1"}))
    was_done(acting.do(own, made.no, "leave", 3, {}))
    assert codes(acting.do(own, card.no, "find", 2, {"why": "找到"})) == ["REGISTER.whole"]


def _handed_over(desk: Desk, no: str, giver: str, receiver: str) -> None:
    done(book.hand_over(at(desk, "manager", login=giver), giver, receiver, "调整", Proof(SECRET, receiver), (no,)))
