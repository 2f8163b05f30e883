"""Whom a matter concerns does not decide in it: over all acts, on cases, reviews and files (COMP-04, COMP-14)."""

from datetime import timedelta
from pathlib import Path

from complaints.kit import AGREED, UPHELD, WHO, about, acting, closed, how, mended, taken, told
from rmdesk.desk import guarding, people
from rmdesk.desk.archive import retention, sealing
from rmdesk.desk.complaints import again, cases, correcting, corrective_actions, deciding, ending, evidence, work
from rmdesk.desk.complaints.guarding import barred
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint_acts import STATES
from rmdesk.domain.concern import BARS, TIES
from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.domain.sensitive import ACTS
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.seconds import seconds
from rmdesk.locale import LANGS
from support.clock import Clock
from support.desks import PASSWORD, codes, done, rested
from support.walk import register

OTHER = WHO.model_copy(update={"name": "测试客户乙", "contact": "13800000009"})


def test_every_act_says_whom_it_is_closed_to() -> None:
    """COMP-04: an act that nobody thought of would be done by whom it is about."""
    assert {f"case.{act}" for act in STATES} | {f"second.{act}" for act in ACTS} <= set(BARS)
    assert all("interested" in BARS[f"case.{act}"] for act in STATES)
    every_second = {f"second.{act}" for act in ACTS if act.startswith("complaints.")} - {"second.complaints.hand_over"}
    assert all("interested" in BARS[act] for act in every_second)
    assert set(TIES) == {tie for ties in BARS.values() for tie in ties}
    assert {one.code for one in TIES.values()} <= set(REFUSAL_CODES)


def _mended(desk: Desk, clock: Clock) -> CaseView:
    """A corrective action of "he" whose effect may be looked at."""
    view = mended(desk, taken(desk))
    rested(desk, clock, days=120)
    return done(cases.view(desk, view.case.id))


def test_the_owner_does_not_check_his_own_corrective_action(branch: Desk, clock: Clock) -> None:
    """COMP-14: his action worked, he says; and he says it still after he named somebody else."""
    view = _mended(branch, clock)
    with acting(branch, "he"):
        own = corrective_actions.check_effect(branch, view.case.id, view.case.version, "有效", effective=True)
        assert codes(own) == ["COMP-14.own"]
        plan = view.case.corrective_action
        view = done(
            corrective_actions.set_action(
                branch, view.case.id, view.case.version, cause=plan.cause, action=plan.action, owner="zhou",
                due=plan.due, check_on=plan.check_on,
            )
        )  # fmt: skip
        freed = corrective_actions.check_effect(branch, view.case.id, view.case.version, "有效", effective=True)
        assert codes(freed) == ["COMP-14.own"]
    done(corrective_actions.check_effect(branch, view.case.id, view.case.version, "有效", effective=True))


def test_who_decided_does_not_review_the_decision(branch: Desk, tmp_path: Path) -> None:
    """COMP-10: a review by the same head is none."""
    view = closed(branch, taken(branch), tmp_path)
    view = done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服，书面申请"))
    assert codes(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD)) == ["COMP-10.own"]
    told_by = deciding.tell_recheck(branch, view.case.id, view.case.version, "post", branch.now(), "EMS 1")
    assert codes(told_by) == ["COMP-10.own"]
    with acting(branch, "zhou"):
        done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))


def test_where_everybody_else_has_an_interest_the_review_is_not_stuck(branch: Desk, tmp_path: Path) -> None:
    """COMP-10: in a small branch the desk would hold a case open for ever."""
    view = told(branch, taken(branch, about=about("lin", "zhou", "he")), tmp_path)
    view = done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服，书面申请"))
    done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))


def test_a_case_is_merged_into_none_of_another_complainant(branch: Desk) -> None:
    """COMP-07: one complaint vanishes in a stranger's, and with it its clock."""
    stranger, view = taken(branch, complainant=OTHER), taken(branch)
    refused = ending.merge(branch, view.case.id, view.case.version, stranger.case.no, how(branch), AGREED)
    assert codes(refused) == ["COMP-07.merge_other"]
    named = taken(branch, complainant=OTHER.model_copy(update={"contact": "微信 虚构"}), claim="回电 138 0000 0001")
    assert named.case.complainant.name != view.case.complainant.name
    done(ending.merge(branch, named.case.id, named.case.version, view.case.no, how(branch), AGREED))


def test_the_receipt_of_what_was_merged_is_read_in_the_other_case(branch: Desk) -> None:
    """COMP-07: the complainant asks "I wrote on the 2nd", and no line of the case that goes on said so."""
    first, second = taken(branch), taken(branch)
    view = done(ending.merge(branch, second.case.id, second.case.version, first.case.no, how(branch), AGREED))
    received = f"{branch.local(second.case.received_at):%Y-%m-%d %H:%M}"
    for lang in LANGS:
        said = "\n".join(one.value for one in CaseText(branch, view, lang, str).lines("record"))
        assert any(second.case.no in line and received in line for line in said.splitlines()), said


def test_whom_a_merged_case_concerns_sees_neither(branch: Desk) -> None:
    """COMP-04: whoever is complained about in the second would handle it in the first; parted, he may again."""
    first = taken(branch)
    done(work.assign(branch, first.case.id, first.case.version, "zhou"))
    second = taken(branch, about=about("zhou"))
    as_second = Proof(PASSWORD, "zhou")
    refused = ending.merge(branch, second.case.id, second.case.version, first.case.no, how(branch), as_second)
    assert codes(refused) == ["COMP-04.person"]
    joined = done(ending.merge(branch, second.case.id, second.case.version, first.case.no, how(branch), AGREED))
    assert joined.case.handler not in (None, "zhou")
    with acting(branch, "zhou"):
        assert codes(cases.view(branch, first.case.id)) == ["COMP-04"]
    record = work.record_of(joined.case).model_copy(update={"story": "补充"})
    assert done(work.complete(branch, joined.case.id, joined.case.version, record)).case.concerns("zhou")
    merged = done(cases.view(branch, second.case.id))
    alone = again.part(branch, merged.case.id, merged.case.version, "并非同一件事")
    assert codes(alone) == ["DATA-08.second"], "whoever parts them would free him alone"
    done(again.part(branch, merged.case.id, merged.case.version, "并非同一件事", AGREED))
    with acting(branch, "zhou"):
        done(cases.view(branch, first.case.id))
    assert branch.store.replay().ok


def test_a_second_person_with_an_interest_in_the_other_case_agrees_to_no_merging(branch: Desk) -> None:
    """COMP-04: he is of the case that takes it in."""
    first, second = taken(branch, about=about("zhou")), taken(branch)
    refused = ending.merge(
        branch, second.case.id, second.case.version, first.case.no, how(branch), Proof(PASSWORD, "zhou")
    )
    assert codes(refused) == ["COMP-04.person"]


def test_the_handler_agrees_to_no_later_receipt(branch: Desk, clock: Clock) -> None:
    """COMP-08: it is his clock."""
    clock.forward(days=2)
    view = taken(branch, received_at=branch.now() - timedelta(1))
    view = done(work.assign(branch, view.case.id, view.case.version, "he"))
    view = done(evidence.add(branch, view.case.id, view.case.version, "stamp.txt", b"2026-11-21", "收件章"))
    shown = view.case.evidence[0].sha256
    later = branch.now() - timedelta(hours=3)
    args = (view.case.id, view.case.version, later, shown, "收件章为次日")
    assert codes(correcting.receipt(branch, *args, AGREED)) == ["COMP-08.own"]


def test_whom_a_complaint_concerns_keeps_his_hands_off_the_file(branch: Desk) -> None:
    """COMP-04: he seals it, or lets what is held be destroyed; nor does he agree to it."""
    file = register(branch)
    hold = done(retention.put_hold(branch, file.id, "投诉未了")).keeping.holds[0].id
    taken(branch, complainant=WHO.model_copy(update={"client_id": file.id}), about=about("he"))
    with acting(branch, "he"):
        assert codes(retention.lift_hold(branch, file.id, hold, "已了结")) == ["COMP-04.file"]
        assert codes(sealing.seal(branch, file.id, "客户要求", Proof(PASSWORD, "demo"))) == ["COMP-04.file"]
    assert codes(sealing.seal(branch, file.id, "客户要求", AGREED)) == ["COMP-04.file"]
    assert not done(retention.status(branch, file.id)).keeping.sealed
    done(retention.lift_hold(branch, file.id, hold, "已了结"))


def test_nobody_is_asked_who_would_be_refused(branch: Desk) -> None:
    """COMP-04, COMP-08: whoever handles the case does not agree to a later receipt, and is not offered for it."""
    case = taken(branch).case
    assert case.handler is not None
    assert {*barred(branch, case, "complaints.later_receipt")} == {case.handler} | case.parties
    assert {*barred(branch, case, "complaints.decline")} == case.parties


def test_where_nobody_can_agree_it_is_said_of_each_why(branch: Desk) -> None:
    """COMP-08: "nobody else" left the handler to ask the administrator for compliance, who sat beside him."""
    case = taken(branch).case
    handled = case.model_copy(update={"handler": "he"})
    wanted = guarding.asked(branch, "complaints.later_receipt")
    with acting(branch, "lin"):
        able = seconds(branch, wanted, "zh", closed_to=barred(branch, case, "complaints.later_receipt"))
        assert "he" in {one.key for one in able.options}
        closed = barred(branch, handled, "complaints.later_receipt")
        others = wanted.model_copy(update={"roles": ("compliance", "manager")})
        told = seconds(branch, others, "zh", closed_to={**closed, "demo": closed["he"]})
    name = next(one.name for one in done(people.everybody(branch)) if one.login == "he")
    assert told.options == ()
    assert f"· {name}是本案经办人" in told.said
    assert "正在办理此事" in told.said, "the one at the desk holds a role too"
    vacant = wanted.model_copy(update={"roles": ("keeper",)})
    assert "没有人担任这一岗位" in seconds(branch, vacant, "zh", closed_to={"demo": closed["he"]}).said
