"""What a day may hold: no kind of due is missing, and each is there on its days alone (DESK-07)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import Path

import pytest

from rmdesk.desk import backup, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, listing
from rmdesk.desk.holdings import keeping
from rmdesk.desk.registers import acting
from rmdesk.domain import facts
from rmdesk.domain.dues import Due
from rmdesk.domain.people import Certificate
from support.clock import Clock
from support.desks import done, opened
from support.people import staff
from support.sampled import copied
from support.walk import register

KINDS = {
    "clocks of complaints": "case.due",
    "first answers to complaints and feedback": "case.answer",
    "major cases": "case.major",
    "effect of what was mended": "case.effect",
    "calls to elder clients after a sale": "client.elder_call",
    "follow-ups after a sale": "client.follow_up",
    "maturities of what was sold": "client.maturity",
    "reassessments": "client.reassess",
    "IDs": "client.id_expiry",
    "AML reviews": "client.aml_review",
    "privileges of investors": "client.qualified",
    "reviews of sales": "client.review",
    "reviews of assessments": "client.assessment_review",
    "product changes to tell": "client.level_changed",
    "notices to holders": "entry.notice_recipient.*",
    "visits": "entry.visit_plan.*",
    "promises": "entry.promise.*",
    "own audits": "entry.audit.*",
    "corrective actions": "entry.action.*",
    "risks": "entry.risk.*",
    "risk events": "entry.risk_event.*",
    "drills": "recurring.drill.*",
    "improvement plans": "entry.improvement.*",
    "trainings": "entry.training_course.*",
    "certificates of trainings": "entry.attendance.certificate",
    "surveys": "entry.satisfaction_survey.*",
    "referrals": "entry.referral.*",
    "files to mend": "check.*",
    "on-site checks": "entry.site_check.*",
    "hand-overs": "entry.work_handover.*",
    "backups": "desk.backup",
}
"""What a branch has to do by a day: where the sample has it. What it has not is below, each on a desk of its own."""


@pytest.fixture(scope="module")
def kinds(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[set[str]]:
    """The kinds in the days of all people of the sample, now and within a year."""
    desk = copied(built_sample, tmp_path_factory.mktemp("kinds") / "sample")
    found = set[str]()
    for person in done(people.everybody(desk)):
        desk.actor = person
        for on in (None, desk.today() + timedelta(400)):
            found |= {one.kind for one in done(listing.listed(desk, on))}
    yield found
    desk.close()


@pytest.mark.parametrize("name", KINDS)
def test_no_kind_of_due_is_missing(kinds: set[str], name: str) -> None:
    """A kind that no list shows is in somebody's head alone."""
    assert any(fnmatch(kind, KINDS[name]) for kind in kinds), sorted(kinds)


def _of(desk: Desk, kind: str, on: date | None = None) -> list[Due]:
    return [one for one in done(listing.listed(desk, on)) if one.kind == kind]


def test_every_register_with_a_due_has_it_in_the_list() -> None:
    """A register that a bank adds needs no code for its dues."""
    assert {one.name for one in listing.PROVIDERS} >= {"registers", "recurring"}


def test_a_birthday_is_seen_before_it_by_the_own_manager_where_the_client_agreed(desk: Desk) -> None:
    """DATA-02, DESK-07: who asked to be left alone is left alone; nobody is greeted late."""
    born = desk.today().replace(year=1975) + timedelta(2)
    glad = register(desk, born, consent_marketing="yes")
    register(desk, born, name="测试免扰", phone="13800009992", consent_marketing="no")
    register(desk, born, name="测试勿扰", phone="13800009993", consent_marketing="yes", do_not_disturb="yes")
    (found,) = _of(desk, "client.birthday")
    assert (found.subject.id, found.day) == (glad.id, desk.today() + timedelta(2))
    assert not _of(desk, "client.birthday", found.day + timedelta(1))
    assert not _of(desk, "client.birthday", desk.today() - timedelta(2))
    desk.actor = desk.actor.model_copy(update={"login": "another"})
    assert not _of(desk, "client.birthday")


def test_a_birthday_is_over_once_somebody_spoke_with_the_client(desk: Desk) -> None:
    """A second greeting by a colleague would be one too many; F10 notes the contact."""
    register(desk, desk.today().replace(year=1975), consent_marketing="yes")
    (found,) = _of(desk, "client.birthday")
    register_id, act = found.act.split(".")
    said = {
        "on": desk.today().isoformat(),
        "channel": "phone",
        "side": "bank",
        "summary": "祝贺生日",
        "secrecy": "normal",
    }
    done(acting.begin(desk, register_id, {"about": f"client:{found.no}", **said}, act=act))
    assert not _of(desk, "client.birthday")


@pytest.mark.parametrize(
    ("day", "seen"), [(date(2027, 2, 28), True), (date(2028, 2, 28), False), (date(2028, 2, 29), True)]
)
def test_who_was_born_on_a_leap_day_has_a_birthday_every_year(desk: Desk, day: date, *, seen: bool) -> None:
    """Three years of four the list would be silent, or the greeting two days early."""
    register(desk, date(1980, 2, 29), consent_marketing="yes")
    assert any(one.day == day for one in _of(desk, "client.birthday", day)) is seen


def test_a_certificate_reminds_its_holder_and_whoever_manages_people(desk: Desk) -> None:
    """SUIT-08: who learns it at the counter has a client before him and may not sell."""
    old = Certificate(families=("fund",), number="F-1", expires_on=desk.today() + timedelta(30))
    mine = desk.actor.model_copy(update={"certificates": (old,), "roles": ("manager",)})
    desk.actor = mine
    (found,) = _of(desk, "person.certificate")
    assert (found.subject.id, found.day, found.whom) == (mine.login, old.expires_on, mine.login)
    new = old.model_copy(update={"number": "F-2", "expires_on": desk.today() + timedelta(700)})
    desk.actor = mine.model_copy(update={"certificates": (old, new)})
    assert not _of(desk, "person.certificate"), "renewed"


def test_an_old_backup_is_due_for_the_administrator_until_one_is_made(desk: Desk, clock: Clock) -> None:
    """DESK-19: a desk that nobody backs up is lost with its disk."""
    opened(desk)
    days = desk.thresholds().backup_remind_days
    assert not _of(desk, "desk.backup")
    clock.forward(days=days)
    (found,) = _of(desk, "desk.backup")
    assert found.act == "backup.make"
    done(backup.here(desk))
    assert not _of(desk, "desk.backup")
    assert _of(desk, "desk.backup", desk.today() + timedelta(days))


def test_what_is_held_elsewhere_and_matures_is_seen_largest_sums_first(desk: Desk) -> None:
    """DESK-07: a maturity of two million is talked about before one of ten thousand."""
    client, on = register(desk), desk.today() + timedelta(5)
    for code, amount in (("X-1", "10000"), ("X-2", "2000000")):
        typed = {"product": code, "name": code, "family": "wealth", "amount": amount, "maturity": on.isoformat()}
        held = done(keeping.add(desk, client.id, {**typed, "as_of": desk.today().isoformat()}))
    found = _of(desk, "client.holding_matures")
    assert [(one.day, one.amount) for one in found] == [(on, Decimal(2_000_000)), (on, Decimal(10_000))]
    assert "2,000,000.00" in found[0].about.zh
    done(keeping.redeem(desk, held.id))
    assert [one.amount for one in _of(desk, "client.holding_matures")] == [Decimal(10_000)]


def test_what_a_manager_left_behind_is_compliances(desk: Desk) -> None:
    """A client whose manager left would be reassessed by nobody: who hands the book over sees what waits in it."""
    client = register(desk)
    client_dues.create(desk, "reassess", "SUIT-20", client.id, desk.today())
    manager = desk.actor
    desk.actor = staff("officer", "compliance")
    assert not _of(desk, "client.reassess"), "a colleague at work does it himself"
    desk.record(facts.PersonChanged(person=manager.model_copy(update={"suspended": True}), reason="离职"), "demo")
    assert [one.subject.id for one in _of(desk, "client.reassess")] == [client.id]
    desk.actor = staff("second", "reviewer")
    assert not _of(desk, "client.reassess")
