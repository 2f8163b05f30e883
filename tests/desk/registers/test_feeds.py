"""What rules of the program read out of registers: hours of training, the last contact with a client."""

from datetime import date
from decimal import Decimal

import pytest

from formpack.packs import Change, swap
from rmdesk.desk import client_file, clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, forms, listing
from rmdesk.desk.registers.sources import SOURCES, Subject
from rmdesk.desk.registers.views import Query
from rmdesk.desk.training import as_trained
from rmdesk.domain.refusal import Refused
from rmdesk.domain.registers.facts import About
from rmdesk.formpack import check_texts
from support.clock import Clock
from support.desks import codes, done
from support.own_registers import own_texts
from support.people import product
from support.registers import SECRET, at, was_done
from support.walk import put_on

PASSED = {"exam": "B,B"}


def _enrolled(desk: Desk, topic: str = "rules") -> str:
    """The seat of `manager` in a course of eight hours."""
    typed = {"title": "合规培训", "topic": topic, "hours": "8", "for_roles": "manager"}
    course = was_done(acting.begin(at(desk, "compliance"), "course", typed))
    seats = done(listing.page(desk, "seat", Query(parent_id=course.entry_id))).lines
    return next(one.no for one in seats if "测试manager" in str(one.cells))


def _hours(desk: Desk) -> Decimal:
    person = at(desk, "manager").actor.model_copy(update={"training": ()})
    desk.actor = at(desk, "administrator").actor
    return done(as_trained(desk, person)).hours("compliance", desk.today())


def test_a_passed_exam_counts_towards_selling(own: Desk) -> None:
    """DESK-15: whoever was trained sells without the hours being typed a second time; who failed does not."""
    seat = _enrolled(own)
    assert _hours(own) == 0
    assert codes(acting.do(at(own, "reviewer"), seat, "pass", 1, {"exam": "A,B"})) == ["REGISTER.needs"]
    assert codes(acting.do(at(own, "compliance", login="manager"), seat, "pass", 1, PASSED)) == ["REGISTER.not_by"]
    barred = forms.acting(at(own, "compliance", login="manager"), seat, "pass")
    assert isinstance(barred, Refused)
    assert [one.saw["person"] for one in barred.reasons] == ["测试manager"], "a login names nobody to who reads it"
    was_done(acting.do(at(own, "reviewer"), seat, "pass", 1, PASSED))
    assert _hours(own) == 8
    another = _enrolled(own)
    was_done(acting.do(at(own, "compliance"), another, "excuse", 1, {}))
    assert _hours(own) == 8


def test_a_course_of_another_kind_does_not_count(own: Desk) -> None:
    """Hours of sales technique are no hours of compliance."""
    was_done(acting.do(at(own, "reviewer"), _enrolled(own, "skills"), "pass", 1, PASSED))
    assert _hours(own) == 0


def test_the_last_contact_stands_in_the_client_s_file(own: Desk, clock: Clock) -> None:
    """A client who was called yesterday is called again today by whoever did not know."""
    typed = {"about": "client:K-0001", "service": "sale", "served_by": "manager", "until": own.today().isoformat()}
    no = was_done(acting.begin(at(own, "manager"), "survey", typed)).no
    assert done(client_file.read(own, "K-0001")).last_contact is None
    was_done(acting.do(at(own, "reviewer"), no, "answer", 1, {"answers": "A,A,yes"}))
    today: date = own.today()
    clock.forward(days=3)
    assert done(client_file.read(at(own, "manager"), "K-0001")).last_contact == today


def test_the_last_satisfaction_stands_in_the_client_s_file(own: Desk, clock: Clock) -> None:
    """Who speaks with an angry client does not know that he is (DESK-09); the latest score counts."""
    for answers, score in (("A,A,yes", Decimal(100)), ("A,B,yes", Decimal(80))):
        typed = {"about": "client:K-0001", "service": "sale", "served_by": "manager", "until": own.today().isoformat()}
        no = was_done(acting.begin(at(own, "manager"), "survey", typed)).no
        was_done(acting.do(at(own, "reviewer"), no, "answer", 1, {"answers": answers}))
        assert done(client_file.read(at(own, "manager"), "K-0001")).satisfaction == (score, own.today())
        clock.forward(days=1)


def test_what_a_holder_was_not_told_yet_stands_in_his_file(own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """SUIT-14: the holder comes to the counter, and nobody says that his product became riskier."""
    put_on(at(own, "product_keeper"), product())
    one = done(clients.get(at(own, "compliance"), "K-0001"))
    holder = Subject(About(kind="client", id=one.id), {"amount": "20000"}, no=one.no)
    monkeypatch.setitem(SOURCES, "holders", lambda *_: (holder,))
    typed = {"about": "W-01", "event": "regrade", "happened_on": own.today().isoformat(), "facts": "等级由R2调整为R3"}
    typed |= {"until": own.today().isoformat()}
    notice = was_done(acting.begin(at(own, "product_keeper"), "notice", typed))
    day = {"holders_on": own.today().isoformat()}
    was_done(acting.do(at(own, "compliance"), notice.no, "release", 1, day, proof=Proof(SECRET)))
    assert _warned(at(own, "manager")) == [("1", f"{notice.no}/1")]
    told = {"channel": "phone", "told_on": own.today().isoformat()}
    was_done(acting.do(at(own, "manager"), f"{notice.no}/1", "tell", 1, told))
    assert _warned(own) == []


def _warned(desk: Desk) -> list[tuple[str, str]]:
    warnings = done(client_file.read(desk, "K-0001")).warnings
    return [(one.saw["count"], one.saw["no"]) for one in warnings if one.code == "SUIT-14.untold"]


def test_open_work_is_listed_for_who_takes_it_over(own: Desk) -> None:
    """Work that nobody lists at a hand-over is found by the client who waits for it."""
    seat = _enrolled(own)
    typed = {"from_person": "manager", "to_person": "other", "keys": "2", "cards": "1"}
    made = was_done(acting.begin(at(own, "compliance"), "leave", typed))
    assert made.made == 1
    (item,) = done(listing.page(at(own, "reviewer"), "leave_item", Query(parent_id=made.entry_id))).lines
    assert item.cells[0].raw == seat
    assert codes(acting.do(at(own, "manager"), item.no, "take", 1, {})) == ["REGISTER.roles"]
    assert was_done(acting.do(at(own, "manager", login="other"), item.no, "take", 1, {})).version == 2


SEAT, SURVEY = "registers/seat.toml", "registers/survey.toml"


@pytest.mark.parametrize(
    ("change", "file", "key"),
    [
        (swap(SEAT, '"parent.hours"', '"parent.title"'), SEAT, "feeds.training_hours"),
        (swap(SEAT, 'state = ["passed"], when', 'state = ["failed"], when'), SEAT, "feeds.training_hours"),
        (swap(SEAT, "parent.topic", "parent.kind"), SEAT, "feeds.training_hours"),
        (swap(SURVEY, 'path = "called_on"', 'path = "service"'), SURVEY, "feeds.last_contact"),
        (swap(SURVEY, "satisfaction", "training_hours"), SURVEY, "feeds.training_hours"),
        (swap(SURVEY, "satisfaction", "happiness"), SURVEY, "feeds.happiness"),
    ],
)
def test_a_feed_that_gives_nothing_is_refused(change: Change, file: str, key: str) -> None:
    """A gate that reads a title for hours would stay shut for ever, or stand open."""
    found = [(one.file, one.key) for one in check_texts(own_texts(change))]
    assert any(name == file and at.startswith(key) for name, at in found), found
