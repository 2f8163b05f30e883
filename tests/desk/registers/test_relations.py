"""What a manager notes of his clients: contacts, visits with what follows from them, promises (DESK-06, DESK-07)."""

from datetime import timedelta

from rmdesk.desk import client_file
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.registers import acting, drafting, filling, forms, listing, opening
from rmdesk.desk.registers.finding import Typed
from rmdesk.desk.registers.views import Done, Faulty
from rmdesk.domain.people import Role
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import codes, done
from support.registers import at, was_done

ABOUT = "client:K-0001"


def _day(desk: Desk, days: int = 0) -> str:
    return (desk.today() + timedelta(days)).isoformat()


def _planned(desk: Desk) -> Done:
    typed = {"about": ABOUT, "on": _day(desk, 2), "visitor": "manager", "aims": "maturity"}
    return was_done(acting.begin(at(desk, "manager"), "visit_plan", typed))


def test_a_visit_leads_to_a_promise_that_waits_in_the_morning(own: Desk, clock: Clock) -> None:
    """What was promised on a visit is kept because it stands in the list of its day; both know of each other."""
    visit = _planned(own)
    clock.forward(days=2)
    assert "entry.visit_plan.visit" in [one.kind for one in done(listed(at(own, "manager")))]
    outcome = {"held_on": _day(own), "channel": "visit", "outcome": "interested", "minutes": "希望保留流动性"}
    held = was_done(acting.do(own, visit.no, "hold", 1, outcome))
    assert done(client_file.read(own, "K-0001")).last_contact == own.today()
    start = next(one for one in held.starts if one.register_id == "promise")
    form = done(forms.beginning(own, start.register_id, start.act, start.parent_id, start.about, start.origin))
    first = {one.key: one.value for one in form.fields if one.value}
    assert (first["about"], first["origin"], first["who"]) == (ABOUT, visit.no, "manager")
    promise = was_done(acting.begin(own, "promise", first | {"what": "寄送对账单", "until": _day(own, 1)}))
    assert promise.no in [one.text.zh for one in done(opening.entry(own, visit.no)).back]
    assert promise.no in [one.no for one in done(listed(own))]
    was_done(acting.do(own, promise.no, "keep", 1, {"how": "已寄出"}))
    assert promise.no not in [one.no for one in done(listed(own))]


def test_no_visit_was_held_before_it_was_planned(own: Desk, clock: Clock) -> None:
    """DESK-06: a contact of before would stand as the last one; the form says so at the field, and the act refuses."""
    clock.forward(days=3)
    visit = _planned(own)
    clock.forward(days=2)
    outcome = {"held_on": _day(own, -3), "channel": "visit", "outcome": "interested", "minutes": "…"}
    refused = acting.do(at(own, "manager"), visit.no, "hold", 1, outcome)
    assert isinstance(refused, Faulty)
    assert {key: one.code for key, one in refused.fields.items()} == {"held_on": "INPUT.early"}
    form = done(forms.acting(own, visit.no, "hold"))
    assert codes(filling.answer(own, form, "held_on", _day(own, -3), {})) == ["INPUT.early"]
    was_done(acting.do(own, visit.no, "hold", 1, outcome | {"held_on": _day(own, -2)}))


def test_every_day_that_an_act_looks_back_at_has_its_beginning(pack: Pack) -> None:
    """A day of the past that an act asks of an entry that stands already lies behind what it presupposes; a register
    that is new says so too."""
    bare = {
        f"{key}.{name}"
        for key, register in pack.registers.items()
        for name, field in register.field.items()
        if field.not_after == "today" and not field.not_before
        if not any(register.act[act].begins for act in register.asking(name))
    }
    assert bare == set()


def test_a_promise_of_a_return_is_refused(own: Desk) -> None:
    """A guaranteed yield noted as a promise would be the branch's own evidence against it (SALE-11)."""
    typed = {"about": ABOUT, "what": "保证年化收益5%，保本保息", "until": _day(own, 1), "who": "manager"}
    assert codes(acting.begin(at(own, "manager"), "promise", typed)) == ["SALE-11"]


def test_what_is_confidential_is_read_by_its_author_and_compliance(own: Desk) -> None:
    """What a client asked to keep to oneself is not everybody's reading, nor found by searching for its words."""
    typed = {"about": ABOUT, "on": _day(own), "channel": "phone", "side": "client", "summary": "家庭财产安排"}
    noted = was_done(acting.begin(at(own, "manager"), "contact_log", typed | {"secrecy": "confidential"}))
    seen = {name: {one.key for one in done(opening.entry(at(own, name), noted.no)).values} for name in _READERS}
    assert {name for name, keys in seen.items() if "summary" in keys} == {"manager", "compliance"}
    auditor = at(own, "auditor")
    assert listing.sought(auditor, "contact_log", Typed(auditor, "财产"), 5) == ()


_READERS: tuple[Role, ...] = ("manager", "reviewer", "compliance", "auditor")


def test_a_slip_is_voided_by_its_writer_within_the_day(own: Desk, clock: Clock) -> None:
    """A contact noted in the wrong file must go at once; what a client may rely on is not taken back a week later."""
    slip, kept = _planned(own), _planned(own)
    was_done(acting.do(own, slip.no, "_void", 1, {"reason": "登记到别人名下"}))
    clock.forward(days=1)
    late = acting.do(own, kept.no, "_void", 1, {"reason": "登记到别人名下"})
    assert codes(late) == ["REGISTER.void"]
    assert "_void" not in [one.act for one in done(opening.entry(own, kept.no)).acts]
    was_done(acting.do(at(own, "compliance"), kept.no, "_void", 1, {"reason": "登记到别人名下"}))


def test_what_was_begun_for_one_client_is_not_gone_on_with_for_another(own: Desk) -> None:
    """Half a contact of one client offered in the file of the next would be saved there."""
    manager = at(own, "manager")
    form = done(forms.beginning(manager, "contact_log", about=ABOUT))
    done(drafting.keep(manager, "", form, {"summary": "到期"}))
    other = done(forms.beginning(manager, "contact_log", about="client:K-0002"))
    assert done(drafting.found(manager, other)) is None
    again = done(drafting.found(manager, form))
    assert again is not None
    assert again.typed == {"about": ABOUT, "summary": "到期"}


def test_the_client_s_file_offers_what_may_be_begun_about_him(own: Desk) -> None:
    """A manager notes a contact where he stands, in the client's file, without looking for the register."""
    offered = {one.register_id for one in done(listing.beginnings(at(own, "manager"), "client"))}
    assert {"contact_log", "visit_plan", "promise"} <= offered
    assert "risk" not in offered


def test_a_slip_is_printed_for_who_fills_it_in_himself(own: Desk) -> None:
    """A survey by telephone needs no paper; who is handed a slip needs it at once, and others enter what it says."""
    typed = {"about": ABOUT, "service": "sale", "served_by": "manager", "until": _day(own, 7)}
    by_phone = was_done(acting.begin(at(own, "manager"), "satisfaction_survey", typed | {"channel": "phone"}))
    slip = was_done(acting.begin(own, "satisfaction_survey", typed | {"channel": "slip"}))
    assert (by_phone.prints, slip.prints) == ((), ((slip.entry_id, "slip"),))
    ticked = {"answered_on": _day(own), "answers": "5,4,5,3,4"}
    assert codes(acting.do(at(own, "manager"), slip.no, "answer", 1, ticked)) == ["REGISTER.roles"]
    was_done(acting.do(at(own, "reviewer"), slip.no, "answer", 1, ticked))
    was_done(acting.do(own, by_phone.no, "answer", 1, ticked | {"answers": "1,1,1,1,1"}))
    assert done(client_file.read(own, "K-0001")).last_contact == own.today()


def test_thanks_tied_to_a_purchase_are_refused_and_a_stranger_is_forgotten(own: Desk) -> None:
    """A gift for buying is forbidden (SALE-12); the name of who was recommended goes when the matter ends."""
    typed = {"about": ABOUT, "who": "示例友人", "phone": "13900002222", "agreed": "yes"}
    assert codes(acting.begin(at(own, "manager"), "referral", typed | {"agreed": "no"})) == ["REGISTER.needs"]
    named = was_done(acting.begin(own, "referral", typed))
    was_done(acting.do(own, named.no, "meet", 1, {}))
    thanks = {"thanks": "keepsake", "worth": "80", "tied": "yes"}
    tied = acting.do(own, named.no, "thank", 2, thanks)
    assert isinstance(tied, Refused)
    assert [one.rule for one in tied.reasons] == ["SALE-12"]
    dear = acting.do(own, named.no, "thank", 2, thanks | {"tied": "no", "worth": "800"})
    assert isinstance(dear, Faulty)
    was_done(acting.do(own, named.no, "thank", 2, thanks | {"tied": "no"}))
    assert "示例友人" not in str(done(opening.entry(own, named.no)))
