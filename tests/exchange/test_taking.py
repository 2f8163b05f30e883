"""A bundle is taken in once, whole, from a desk that is trusted; whatever contradicts is refused with proof."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from exchange.meeting import (
    OWN,
    SECOND,
    card_of,
    carry,
    clashes,
    enrol_one_another,
    give,
    one_of,
    refused_as,
    twin_of,
    work,
)
from rmdesk.desk import backup, checking, opening
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import enrolling, giving, own, standing, taking
from rmdesk.desk.guarding import Proof
from rmdesk.domain.exchange import NOTHING, Mark, Offered, rolled_back
from rmdesk.domain.exchange_facts import BundleTaken
from rmdesk.domain.facts import PersonAdded
from rmdesk.domain.refusal import Refused
from rmdesk.faces.exchange import amiss, card_lines
from rmdesk.formpack import Pack
from rmdesk.store import slots
from rmdesk.store.exchange import bundle as bundles
from support.clock import Clock
from support.desks import COST, PASSWORD, FreshDesks, done
from support.people import staff
from support.tiers import exhaustive
from support.walk import register

Pair = tuple[Desk, Desk]


def sound(*desks: Desk) -> None:
    """Every chain, table and received fact of these desks is as it should be, and was lived by the rules."""
    for desk in desks:
        assert desk.store.replay().faults == ()
        assert done(checking.rules(desk)).faults == ()


def only(desk: Desk) -> standing.Standing:
    """How it stands with the one other desk."""
    (one,) = done(standing.status(desk))
    return one


def test_there_and_back(pair: Pair) -> None:
    """What went is confirmed by what comes back; the other desk holds every seal of this one."""
    here, there = pair
    head = here.store.head()
    given = give(here, there)
    assert (given.number, given.first, given.last) == (1, 1, head.seq)
    assert only(here).out == (1,)
    taken = done(taking.take(there, given.file))
    assert (taken.new, taken.again, taken.peer.have) == (head.seq, False, Mark(seq=head.seq, hash=head.hash.hex()))
    carry(there, here)
    after = only(here)
    assert (after.out, after.peer.acked.seq, after.missing) == ((), head.seq, ())
    assert give(here, there).first == head.seq + 1, "what is confirmed does not go again"
    sound(here, there)


def test_once_more_changes_nothing(pair: Pair) -> None:
    """A stick is put in twice."""
    here, there = pair
    file = give(here, there).file
    done(taking.take(there, file))
    before = there.store.head()
    again = done(taking.take(there, file))
    assert (again.again, again.new, there.store.head()) == (True, 0, before)


def test_a_lost_bundle_is_made_good_and_a_late_one_does_no_harm(pair: Pair) -> None:
    """Whatever is not confirmed goes again; what never came is named."""
    here, there = pair
    late = give(here, there)
    work(here)
    give(here, there)  # lost for good
    work(here)
    third = done(taking.take(there, give(here, there).file))
    assert third.new == third.peer.have.seq
    assert only(there).missing == ((1, 2),)
    assert done(taking.take(there, late.file)).new == 0
    assert only(there).missing == ((2, 2),)
    assert only(there).peer.have == third.peer.have
    sound(here, there)


def test_a_gap_is_named(pair: Pair) -> None:
    """A bundle that begins behind what is here would leave facts out."""
    here, there = pair
    known = here.store.exchange.own_hash(3)
    assert known is not None
    told = BundleTaken(device=there.store.device, number=1, first=1, last=0, have=Mark(), sha256="",
                       knows=Mark(seq=3, hash=known.hex()), made_at=here.now())  # fmt: skip
    here.record(told, there.store.device)
    answer = taking.take(there, give(here, there).file)
    assert refused_as(answer) == "EXCHANGE.gap"
    assert isinstance(answer, Refused)
    assert answer.reasons[0].saw | {"name": ""} == {"name": "", "first": "1", "last": "3"}


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data[:-1], "EXCHANGE.cut"),
        (lambda data: data[: len(data) // 2], "EXCHANGE.cut"),
        (lambda data: data[:10], "EXCHANGE.cut"),
        (lambda data: data + b"\0", "EXCHANGE.altered"),
        (lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:], "EXCHANGE.altered"),
        (lambda data: data[:-200] + bytes([data[-200] ^ 1]) + data[-199:], "EXCHANGE.altered"),
        (lambda data: data.replace(b'"number": 1', b'"number": 2'), "EXCHANGE.altered"),
        (lambda data: data.replace(b'"format": 1', b'"format": 2'), "EXCHANGE.format"),
        (lambda data: data.replace(b"AES-256-GCM", b"AES-128-GCM"), "EXCHANGE.format"),
        (lambda data: data[16:], "EXCHANGE.none"),
        (lambda _: b"", "EXCHANGE.none"),
    ],
)
def test_a_file_that_is_not_what_was_given(pair: Pair, spoil: object, code: str) -> None:
    """Cut, altered, newer, something else: each is said, and nothing of it is taken."""
    here, there = pair
    file, before = give(here, there).file, there.store.head()
    assert callable(spoil)
    file.write_bytes(spoil(file.read_bytes()))
    assert refused_as(taking.take(there, file)) == code
    assert there.store.head() == before
    file.unlink()
    assert refused_as(taking.take(there, file)) == "EXCHANGE.absent", "nobody wants to put a file there"
    assert there.store.query("SELECT count(*) FROM received_fact")[0][0] == 0


def test_who_a_bundle_is_from_and_for(
    fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock, pair: Pair
) -> None:
    """One for somebody else is not opened, one of a stranger not believed."""
    here, there = pair
    with one_of(fresh_desks, tmp_path / "c", pack, clock) as third:
        enrol_one_another(third, here)
        assert refused_as(taking.take(there, give(here, third).file)) == "EXCHANGE.receiver"
        file = tmp_path / "there.card"
        done(enrolling.enrol(third, file, card_of(there, file).fingerprint, SECOND))
        assert refused_as(taking.take(there, give(third, there).file)) == "EXCHANGE.stranger"


def test_two_laptops_that_are_one_desk_are_told(pair: Pair, tmp_path: Path) -> None:
    """A copy of the folder lives on: at the first fact that differs both hashes are kept, once."""
    here, there = pair
    carry(here, there)
    copy = twin_of(here, tmp_path / "copy")
    work(here, "真")
    work(copy, "副本")
    (tmp_path / "more").mkdir()
    other = done(giving.give(copy, there.store.device, tmp_path / "more")).file
    carry(here, there)
    before = there.store.query("SELECT count(*) FROM received_fact")[0][0]
    for _ in range(2):
        assert refused_as(taking.take(there, other)) == "EXCHANGE.rewritten"
    (found,) = clashes(there)
    known = there.store.exchange.hash_of(here.store.device, found.clash.seq)
    assert known is not None
    assert (found.clash.known, found.clash.number) == (known.hex(), 2)
    assert found.clash.given not in ("", found.clash.known)
    assert there.store.query("SELECT count(*) FROM received_fact")[0][0] == before
    assert len(only(there).peer.clashes) == 1
    copy.close()
    sound(here, there)


def test_two_bundles_with_one_number(pair: Pair, tmp_path: Path) -> None:
    """A copy that wrote nothing of its own yet betrays itself by the number of its bundle."""
    here, there = pair
    copy = twin_of(here, tmp_path / "copy")
    (tmp_path / "more").mkdir()
    other = done(giving.give(copy, there.store.device, tmp_path / "more")).file
    carry(here, there)
    assert refused_as(taking.take(there, other)) == "EXCHANGE.twin"
    copy.close()


def test_a_desk_that_was_put_back(pair: Pair, tmp_path: Path) -> None:
    """Yesterday's file in the place of today's: its chain is sound, and shorter than it was. The other desk tells it of
    itself too, before it writes on."""
    here, there = pair
    old = twin_of(here, tmp_path / "old")
    carry(here, there)
    work(here)
    carry(here, there)
    (tmp_path / "more").mkdir()
    for _ in range(2):
        done(giving.give(old, there.store.device, tmp_path / "more"))
    third = done(giving.give(old, there.store.device, tmp_path / "more")).file
    assert refused_as(taking.take(there, third)) in ("EXCHANGE.rewritten", "EXCHANGE.rolled_back")
    back = give(there, here).file
    assert refused_as(taking.take(old, back)) == "EXCHANGE.own"
    assert done(taking.take(here, back)).new
    old.close()


def test_a_desk_that_was_put_back_and_wrote_nothing(pair: Pair) -> None:
    """A later bundle that ends before an earlier one, though every fact in it is known."""
    here, there = pair
    carry(here, there)
    carry(here, there)
    known = only(there).peer
    rows = there.store.query("SELECT hash FROM received_fact WHERE seq = ?", (known.have.seq - 1,))
    offered = Offered(number=3, first=1, last=known.have.seq - 1, start=NOTHING, head=bytes(rows[0]["hash"]).hex(),
                      knows=Mark(), made_at=here.now(), sha256="x")  # fmt: skip
    found = rolled_back(known, offered)
    assert found is not None
    assert (found.seq, found.ends) == (known.have.seq, known.have.seq - 1)
    assert rolled_back(known, offered.model_copy(update={"last": known.have.seq})) is None
    assert rolled_back(known, offered.model_copy(update={"number": 1})) is None, "an early one that comes late is short"


def test_a_lost_laptop_is_struck_off(pair: Pair) -> None:
    """Nothing goes to it; what it wrote afterwards is kept apart, and it does not come back."""
    here, there = pair
    carry(here, there)
    assert refused_as(enrolling.strike(there, here.store.device, "丢失")) == "DATA-08.again"
    done(enrolling.strike(there, here.store.device, "丢失", OWN))
    taken = carry(here, there)
    assert taken.new == taken.peer.quarantined > 0
    assert refused_as(giving.give(there, here.store.device, there.folder.parent)) == "EXCHANGE.struck"
    file = here.folder.parent / "again.card"
    card = card_of(here, file)
    assert refused_as(enrolling.enrol(there, file, card.fingerprint, SECOND)) == "EXCHANGE.struck"
    assert refused_as(enrolling.strike(there, here.store.device, "丢失", OWN)) == "EXCHANGE.struck"
    sound(here, there)


@exhaustive
def test_a_restored_desk_is_a_new_one(pair: Pair, tmp_path: Path, clock: Clock) -> None:
    """A backup becomes a desk with a device and keys of its own; enrolled anew it goes on, and knows what came."""
    here, there = pair
    carry(there, here)
    carry(here, there)
    done(backup.make(here, tmp_path / "kept.rmdesk"))
    restored = done(backup.restore(tmp_path / "kept.rmdesk", tmp_path / "new", "demo", PASSWORD, clock=clock))
    new = done(opening.unlock(restored.folder, "demo", PASSWORD, clock=clock))
    assert new.store.exchange.keys() is None
    known = only(new).peer
    assert (known.acked.seq, known.taken, known.have.seq > 0) == (0, 0, True)
    file = tmp_path / "new.card"
    card = card_of(new, file)
    assert card.signing != own.own_card(here).signing
    assert refused_as(taking.take(new, give(there, here).file)) == "EXCHANGE.receiver"
    done(enrolling.enrol(there, file, card.fingerprint, SECOND))
    assert carry(new, there).new == new.store.head().seq - 1
    assert carry(there, new).peer.acked.seq > 0
    sound(new, there)
    new.close()


def test_a_clock_that_is_an_hour_off_is_told(pair: Pair, clock: Clock) -> None:
    """Facts keep the time that they bear; how far the other clock is off stands in the status."""
    here, there = pair
    there.clock = Clock(clock().replace(hour=clock().hour + 1))
    carry(there, here)
    assert 3500 < only(here).peer.ahead < 3700
    assert any("min ahead" in said for said in amiss(only(here).peer, (), "en"))
    there.clock = Clock(clock.now.replace(day=clock.now.day + 1))
    carry(here, there)
    assert not list(amiss(only(there).peer, (), "en")), "a bundle may be long under way"


def test_received_facts_are_guarded_and_proved(pair: Pair) -> None:
    """They change by no statement, and where somebody with the key changed one all the same, verify names it."""
    here, there = pair
    carry(here, there)
    device = here.store.device
    for statement in ("UPDATE received_fact SET actor = 'x'", "DELETE FROM received_fact", "DELETE FROM exchange_key"):
        with pytest.raises(driver.IntegrityError):
            there.store.query(statement)
    there.store.query("DROP TRIGGER received_fact_update")
    there.store.query("UPDATE received_fact SET actor = 'x' WHERE seq = 3")
    assert [(one.seq, one.what, one.where) for one in there.store.verify().faults if one.what == "received"] == [
        (3, "received", device)
    ]


def test_two_people_enrol_and_each_is_told_which_of_them_he_is(pair: Pair) -> None:
    """If it fails, administrator and compliance are sent to one another, and no desk is ever enrolled (DATA-08)."""
    here, there = pair
    card = here.folder.parent / "theirs.card"
    fingerprint = card_of(there, card).fingerprint
    here.record(PersonAdded(person=staff("lin", "manager")), "lin")
    slots.add(here.folder, slots.open(here.folder, "demo", PASSWORD), "lin", PASSWORD, COST)

    def told(second: str) -> tuple[str, str]:
        answer = enrolling.enrol(here, card, fingerprint, Proof(PASSWORD, second))
        assert isinstance(answer, Refused)
        (reason,) = answer.reasons
        return reason.code, here.pack.say(reason, "zh").next

    assert told("lin") == ("DATA-08.second_role", "仍由您经办，第二人请用：复核人、合规人员。")
    here.actor = staff("reviewer", "reviewer")
    assert told("demo") == ("DATA-08.role_beside", "请由以下人员办理：系统管理员。须第二人确认时，您可作第二人。")


def test_a_desk_without_a_code_is_named_once(pair: Pair) -> None:
    """Who compares cards reads the device once, not as if it were a code, too."""
    card = own.own_card(pair[0])
    (enrolled, _) = card_lines(card, "en", "exchange.enrolled")
    assert enrolled == f"Enrolled: device {card.device}, {card.branch}"
    (enrolled, _) = card_lines(card.model_copy(update={"code": "07"}), "en", "exchange.enrolled")
    assert enrolled == f"Enrolled: 07 (device {card.device}), {card.branch}"


def test_nothing_of_a_client_and_no_private_key_leaves(pair: Pair) -> None:
    """Whoever finds the stick reads two names of keys and some numbers."""
    here, there = pair
    register(here, name="欧阳静怡")
    keys = here.store.exchange.keys()
    assert keys is not None
    files = [give(here, there).file, here.folder.parent / f"{here.store.device}.card"]
    for data in (file.read_bytes() for file in files):
        for private in keys:
            assert private not in data
            assert private.hex().encode() not in data
    for word in ("欧阳静怡", "client.", "demo", "示例银行", here.store.device):
        assert word.encode() not in files[0].read_bytes()
    with bundles.opened(files[0]) as opened:
        opened.prove(own.own_card(here).signing)
        lines = list(opened.lines(own.keys_of(there)))
    assert len(lines) > 5
    assert "欧阳静怡" not in str(lines), "the receiver has the seals, and not what they say"
