"""Fault most likely to be made, 7: four eyes that are two. Every way round them that the grammar leaves open."""

from datetime import timedelta

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting
from support.desks import codes
from support.registers import at, let_in, second, visit, was_done

WHY = {"why": "无预约"}


def _tip(desk: Desk, **over: str) -> str:
    usual = {"about": "person:manager", "what": "飞单", "grade": "4", "weight": "2"}
    return was_done(acting.begin(at(desk, "compliance"), "tip", usual | over)).no


def _measure(desk: Desk, owner: str = "reviewer") -> str:
    """A measure under a risk, reported done by its owner."""
    day = (desk.today() + timedelta(9)).isoformat()
    typed = {"about": "branch", "title": "x", "class": "operational", "source": "check", "likelihood": "1"}
    risk = acting.begin(at(desk, "compliance"), "risk", typed | {"impact": "1", "owner": owner, "review_on": day})
    agreed = {"what": "双人复核", "owner": owner, "until": day}
    no = was_done(acting.begin(desk, "action", agreed, parent_id=was_done(risk).entry_id)).no
    was_done(acting.do(at(desk, "reviewer", "compliance", login=owner), no, "finish", 1, {"result": "已完成"}))
    return no


def test_whom_it_concerns_is_barred_among_many(own: Desk) -> None:
    """Only the first of several names would be looked at."""
    tip = _tip(own, others="checker,auditor")
    answer = acting.do(at(own, "reviewer", "compliance", login="checker"), tip, "settle", 1, {"outcome": "x"})
    assert codes(answer) == ["INPUT.unknown"]
    made = visit(own, helpers="reviewer,checker")
    let_in(own, made.no)
    for login in ("reviewer", "checker"):
        answer = acting.do(at(own, "reviewer", login=login), made.no, "leave", 2, {})
        assert "REGISTER.not_by" in codes(answer), login


def test_whom_it_is_about_takes_no_part(own: Desk) -> None:
    """A tip about the reviewer, taken in by the reviewer."""
    typed = {"about": "person:reviewer", "what": "x", "grade": "1", "weight": "1"}
    assert codes(acting.begin(at(own, "reviewer"), "tip", typed)) == ["REGISTER.not_by"]
    typed |= {"about": "person:manager", "others": "auditor,reviewer"}
    assert codes(acting.begin(at(own, "reviewer"), "tip", typed)) == ["REGISTER.not_by"]


def test_who_did_the_act_before_does_not_check_it(own: Desk) -> None:
    """The same login at both acts, whichever roles it has."""
    tip = _tip(own)
    assert codes(acting.do(own, tip, "settle", 1, {"outcome": "x"})) == ["REGISTER.not_by"]
    no = _measure(own)
    answer = acting.do(at(own, "reviewer", "compliance", "auditor"), no, "check", 2, {"note": "x"})
    assert codes(answer) == ["REGISTER.not_by"]
    was_done(acting.do(at(own, "compliance"), no, "check", 2, {"note": "合格"}))


def test_who_amended_what_an_act_answered_does_not_check_it(own: Desk) -> None:
    """Compliance rewrites the result and then finds it good."""
    no = _measure(own)
    was_done(acting.do(at(own, "compliance"), no, "_amend", 2, {"result": "全部完成", "reason": "补充"}))
    assert codes(acting.do(own, no, "check", 3, {"note": "x"})) == ["REGISTER.not_by"]
    was_done(acting.do(at(own, "auditor"), no, "check", 3, {"note": "合格"}))


def test_nobody_amends_himself_free(own: Desk) -> None:
    """The owner writes another owner over the own name, and checks the own work."""
    no = _measure(own, "compliance")
    was_done(acting.do(at(own, "compliance"), no, "_amend", 2, {"owner": "auditor", "reason": "更正"}))
    assert codes(acting.do(own, no, "check", 3, {"note": "x"})) == ["REGISTER.not_by"]


def test_nobody_makes_himself_the_doer(own: Desk) -> None:
    """An act for the host, done by naming oneself host in it, or after amending oneself in without a right to."""
    made = visit(own)
    put_off = {"until": (own.today() + timedelta(9)).isoformat(), "why": "x", "host": "reviewer"}
    assert codes(acting.do(at(own, "reviewer"), made.no, "put_off", 1, put_off)) == ["REGISTER.roles"]
    amend = {"host": "reviewer", "reason": "x"}
    assert codes(acting.do(own, made.no, "_amend", 1, amend)) == ["REGISTER.roles"]


def test_the_second_person_is_a_second_one(own: Desk) -> None:
    """Neither the same person under another role, nor whom it is about, nor who took it in is a second one."""
    made = visit(own)
    alone = acting.do(at(own, "reviewer", "compliance", login="checker"), made.no, "refuse", 1, WHY)
    assert codes(alone) == ["REGISTER.second"]
    same = acting.do(own, made.no, "refuse", 1, WHY, proof=second("checker"))
    assert codes(same) == ["REGISTER.same"]
    assert codes(acting.do(own, made.no, "refuse", 1, WHY, proof=second("manager"))) == ["REGISTER.second"]
    was_done(acting.do(own, made.no, "refuse", 1, WHY, proof=second("compliance")))
    tip = _tip(own)
    outcome = {"outcome": "查无实据"}
    answer = acting.do(at(own, "reviewer"), tip, "settle", 1, outcome, proof=second("compliance"))
    assert codes(answer) == ["REGISTER.same"]  # who took it in
    was_done(acting.do(own, tip, "settle", 1, outcome, proof=second("checker")))


def test_nobody_agrees_to_what_he_may_not_see(own: Desk) -> None:
    """A second person whom the tip is kept from signs blindly, and learns that there is one."""
    tip = _tip(own, others="checker")
    answer = acting.do(at(own, "reviewer"), tip, "settle", 1, {"outcome": "x"}, proof=second("checker"))
    assert codes(answer) == ["REGISTER.same"]


def test_the_second_person_s_consent_is_his_own_fact(own: Desk) -> None:
    """Who agreed is told by a flag that the first person's program wrote."""
    made = visit(own)
    was_done(acting.do(at(own, "reviewer"), made.no, "refuse", 1, WHY, proof=second("checker")))
    (agreed,) = own.store.entries(kind="people.second_agreed/1")
    assert (agreed.actor, agreed.fact.about) == ("checker", made.entry_id)  # type: ignore[attr-defined]
