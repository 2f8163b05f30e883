"""Keys come and go with people, at once, and the journal says who did it."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import checking, opening, people, recovery
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.passwords import weakness
from rmdesk.domain.people import Exam, Training, of_oneself
from rmdesk.store import slots
from rmdesk.store.errors import DiskFull, NoSuchPerson, WrongPassword
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, codes, done
from support.people import staff
from vault.kit import GOOD, OWN, STRICT, at_desk, hire, kinds, unlock


def test_a_desk_that_could_not_be_finished_bars_nothing(
    tmp_path: Path, desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full at `rmdesk init`: tried again with room, it must not hear of a desk that nobody can open."""
    folder, pack = tmp_path / "new", desk.pack

    def full(where: Path, *_: object) -> None:
        raise DiskFull(where)

    with monkeypatch.context() as broken:
        broken.setattr(slots, "add", full)
        made = opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock)
        assert codes(made) == ["DESK-19.disk_full"]
    made_desk, _ = done(opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock))
    made_desk.close()
    keys = (folder / slots.FILE).read_bytes()
    (folder / "desk.db").rename(folder / "desk.db.old")
    assert codes(opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock))
    assert (folder / slots.FILE).read_bytes() == keys, "keys that stood there before are another's"
    assert sorted(one.name for one in folder.glob("desk.db*")) == ["desk.db.old"], "the only copy of a desk put aside"


def test_the_own_password_is_changed_with_the_old_one(desk: Desk, clock: Clock) -> None:
    """A password that was seen is worth nothing afterwards; the new one opens."""
    assert codes(people.change_password(desk, "wrong", GOOD, STRICT)) == ["DATA-08.password"]
    assert people.change_password(desk, PASSWORD, GOOD, STRICT) is None
    desk.close()
    assert codes(unlock(desk.folder, "demo", PASSWORD, clock)) == ["DATA-08.password"]
    with at_desk(desk.folder, "demo", clock, GOOD) as again:
        assert "vault.password_changed/1" in kinds(again)
        assert again.store.replay().ok


@pytest.mark.parametrize(
    ("password", "case"),
    [
        ("abc", "DATA-08.short"),
        ("ａｂｃ１２３４", "DATA-08.short"),
        ("aaaaaaaaaaaa", "DATA-08.one_character"),
        ("abababababab", "DATA-08.one_character"),
        ("wangminwangmin", "DATA-08.login"),
        ("WangMin2026", "DATA-08.login"),
        ("nimgnaw!!", "DATA-08.login"),
        ("Password", "DATA-08.common"),
        ("password2026!", "DATA-08.common"),
        ("12345678", "DATA-08.common"),
        ("qwertyuiop", "DATA-08.common"),
        ("Woaini1314", "DATA-08.common"),
    ],
)
def test_a_weak_password_is_refused_by_its_reason(password: str, case: str) -> None:
    """What anybody tries first must not open a branch's clients."""
    weak = weakness(password, "wangmin", 8)
    assert weak is not None
    assert weak.code == case


@pytest.mark.parametrize(
    "password", ["correct horse battery", "三棵树旧铁桥九月天", "x7#kQ2!v", "wangmin likes the old bridge"]
)
def test_a_good_password_passes(password: str) -> None:
    """Nobody is driven to write one down by rules that no password meets."""
    assert weakness(password, "wangmin", 8) is None


def test_the_rules_hold_wherever_a_password_is_set(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    """A rule with a way round it is none."""
    hire(desk, "lin", "manager")
    answers = (
        people.change_password(desk, PASSWORD, "12345678", STRICT),
        people.add(desk, staff("zhou"), "12345678", PASSWORD, STRICT),
        people.reset(desk, "lin", "12345678", OWN, STRICT),
        opening.create(tmp_path / "new", BRANCH, staff("demo"), "12345678", desk.pack, "zh", cost=STRICT, clock=clock),
    )
    for answer in answers:
        assert codes(answer) == ["DATA-08.common"]
    assert not (tmp_path / "new").exists()


def test_a_suspended_person_is_out_at_once_and_comes_back_with_a_new_password(desk: Desk, clock: Clock) -> None:
    """Whoever is under inquiry reads no client, not even with another program and the key file."""
    hire(desk, "lin", "manager")
    done(people.suspend(desk, "lin", "休假", OWN))
    with pytest.raises(NoSuchPerson):
        slots.open(desk.folder, "lin", PASSWORD)
    desk.close()
    assert codes(unlock(desk.folder, "lin", PASSWORD, clock)) == ["DATA-08.password"]
    with at_desk(desk.folder, "demo", clock) as again:
        assert codes(people.reset(again, "lin", "anything", OWN, COST)) == ["DATA-08.suspended"]
        assert codes(people.resume(again, "lin", "back", " ", OWN, COST)) == ["INPUT.required"]
        done(people.resume(again, "lin", "back", "返岗", OWN, COST))
    assert isinstance(unlock(desk.folder, "lin", "back", clock), Desk)


def test_a_removed_person_s_password_opens_no_copy_made_afterwards(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    """Must show 3. What was copied before, the old password still opens: the manual says so, and so does this test."""
    hire(desk, "lin", "manager")
    desk.store.backup(tmp_path / "before.rmdesk", clock())
    shutil.copytree(desk.folder, tmp_path / "copied-before")
    done(people.remove(desk, "lin", "离职", OWN))
    shutil.copytree(desk.folder, tmp_path / "copied-after")
    with pytest.raises(NoSuchPerson):
        slots.open(tmp_path / "copied-after", "lin", PASSWORD)
    assert len(slots.open(tmp_path / "copied-before", "lin", PASSWORD)) == 32
    assert codes(people.add(desk, staff("lin"), PASSWORD, PASSWORD, COST)) == ["DATA-08.exists"]
    assert "lin" not in {one.login for one in done(people.everybody(desk))}
    assert desk.store.replay().ok


def test_who_left_while_at_the_desk_writes_nothing_more(desk: Desk, clock: Clock) -> None:
    """Else wrong passwords at the lock become facts in the name of somebody who is gone, and `verify` accuses the
    desk; the next person tells of them."""
    hire(desk, "lin", "administrator")
    done(people.remove(desk, "demo", "离职", OWN))
    for _ in range(2):
        assert codes(people.check_password(desk, "wrong")) == ["DATA-08.password"]
    assert not list(desk.store.entries(kind="vault.login_failed/1"))
    desk.close()
    with at_desk(desk.folder, "lin", clock) as again:
        assert len(list(again.store.entries(kind="vault.login_failed/1"))) == 2
        assert done(checking.verify(again)).ok


def test_a_forgotten_password_is_reset_by_an_administrator_who_proves_to_be_one(desk: Desk, clock: Clock) -> None:
    """A screen left open for a minute must not be enough to take over a colleague's name."""
    hire(desk, "lin", "manager")
    assert codes(people.reset(desk, "lin", "another", None, COST)) == ["DATA-08.again"]
    assert codes(people.reset(desk, "lin", "another", Proof("wrong"), COST)) == ["DATA-08.password"]
    assert people.reset(desk, "lin", "another", OWN, COST) is None
    desk.close()
    assert isinstance(unlock(desk.folder, "lin", "another", clock), Desk)


def test_the_last_administrator_stays(desk: Desk) -> None:
    """Else nobody could ever let anybody in again."""
    demo = desk.actor
    hire(desk, "lin", "manager")
    answers = (
        people.remove(desk, "demo", "x", OWN),
        people.suspend(desk, "demo", "x", OWN),
        people.change(desk, demo.model_copy(update={"roles": ("manager",)}), "x", OWN),
    )
    for answer in answers:
        assert codes(answer) == ["DATA-08.administrator"]
    hire(desk, "wu", "administrator")
    assert done(people.remove(desk, "demo", "调离", OWN)).removed
    assert codes(people.everybody(desk)) == ["DATA-08.role"]


def test_a_slot_without_a_right_is_taken_away_at_the_next_unlocking(desk: Desk, clock: Clock) -> None:
    """A power cut between the fact and the slot must not leave a key behind."""
    hire(desk, "lin", "manager")
    done(people.suspend(desk, "lin", "休假", OWN))
    key = slots.open(desk.folder, "demo", PASSWORD)
    slots.put(desk.folder, key, "lin", PASSWORD, COST)
    desk.close()
    assert codes(unlock(desk.folder, "lin", PASSWORD, clock)) == ["DATA-08.suspended"]
    with at_desk(desk.folder, "demo", clock):
        assert slots.people(desk.folder) == ("demo",)


def test_the_recovery_code_gives_an_administrator_a_new_password(tmp_path: Path, pack: object, clock: Clock) -> None:
    """The envelope in the safe opens the desk when everybody forgot; a wrong code and a manager are turned away."""
    from rmdesk.formpack import Pack

    assert isinstance(pack, Pack)
    folder = tmp_path / "desk"
    made, code = done(opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock))
    hire(made, "lin", "manager")
    made.close()
    assert opening.try_recovery(folder, code.lower(), clock=clock) is None
    other = slots.recovery_code()
    assert codes(opening.try_recovery(folder, other, clock=clock)) == ["DATA-08.password"]
    assert codes(recovery.recover(folder, "lin", code, GOOD, cost=STRICT, clock=clock)) == ["DATA-08.role"]
    assert codes(recovery.recover(folder, "demo", code, "12345678", cost=STRICT, clock=clock)) == ["DATA-08.common"]
    desk = done(recovery.recover(folder, "demo", code, GOOD, cost=STRICT, clock=clock))
    assert "vault.recovery_used/1" in kinds(desk)
    renewed = done(people.renew_recovery(desk, Proof(GOOD), COST))
    desk.close()
    with pytest.raises(WrongPassword):
        slots.open(folder, slots.RECOVERY, code)
    assert opening.try_recovery(folder, renewed, clock=clock) is None
    assert isinstance(unlock(folder, "demo", GOOD, clock), Desk)


@pytest.mark.parametrize("login", ["", " ", "an na", "recovery", "?", "li\x00n", "li\x1bn", "长" * 41])
def test_a_login_is_a_plain_name(desk: Desk, login: str) -> None:
    """A name that a terminal cannot show, or that means something to the program, is nobody's."""
    answer = people.add(desk, staff(login, "manager"), PASSWORD, PASSWORD, COST)
    assert codes(answer)[0].startswith("INPUT.") or codes(answer) == ["DATA-08.exists"]
    assert slots.people(desk.folder) == ("demo",)
    assert done(people.add(desk, staff(" lin ", "manager"), PASSWORD, PASSWORD, COST)).login == "lin"


def test_a_half_written_slot_file_of_a_killed_program_goes(desk: Desk, clock: Clock) -> None:
    """It may hold the slot of somebody who left since, and would open every later copy beside it."""
    hire(desk, "lin", "manager")
    stale = desk.folder / f"{slots.FILE}.k1ll3d.part"
    shutil.copy(desk.folder / slots.FILE, stale)
    done(people.remove(desk, "lin", "离职", OWN))
    assert not stale.exists()
    stale.write_text("{")
    desk.close()
    with at_desk(desk.folder, "demo", clock):
        assert not stale.exists()


def test_what_lets_somebody_sell_is_entered_by_somebody_else(desk: Desk) -> None:
    """DESK-15, DATA-08: of the person at the desk nobody enters alone what a second person vouches for."""
    hours = Training(kind="compliance", hours=Decimal(2), on=desk.today())
    assert codes(people.record_training(desk, "demo", hours, OWN)) == ["DESK-15.own"]
    assert codes(people.record_exam(desk, "demo", Exam(subject="wealth", on=desk.today(), passed=True), OWN)) == [
        "DESK-15.own"
    ]
    assert codes(people.reset(desk, "demo", GOOD, OWN)) == ["DATA-08.same_person"]
    keeps = staff("wu", "administrator", sells=False)
    certified = keeps.model_copy(update={"certificates": staff("wu").certificates})
    sells = certified.model_copy(update={"roles": ("manager", "administrator")})
    found = {one: of_oneself(before, after, others) for one, before, after, others in (
        ("no seller", keeps, certified, ()),
        ("renamed", sells, sells.model_copy(update={"name": "虚甲"}), ()),
        ("certified first", certified, sells, ()),
        ("alone", keeps, keeps.model_copy(update={"roles": ("compliance", "administrator")}), (keeps,)),
        ("two", keeps, keeps.model_copy(update={"roles": ("compliance", "administrator")}), (keeps, staff("he"))),
    )}  # fmt: skip
    refused = {one: refusal.code for one, refusal in found.items() if refusal is not None}
    assert refused == {"certified first": "DESK-15.own", "two": "DATA-08.same_person"}
