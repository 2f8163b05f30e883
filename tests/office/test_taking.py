"""What desks recorded arrives at head office: once, whole, in order, or refused with the proof."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from exchange.meeting import SECOND, card_of, one_of, refused_as, twin_of, work
from office.headquarters import AN, BO, Headquarters, headquarters
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import enrolling as desk_enrolling
from rmdesk.domain.fact import kinds
from rmdesk.domain.facts import BranchChanged
from rmdesk.domain.indicators.periods import month_of
from rmdesk.domain.refusal import Refused
from rmdesk.domain.vault_facts import RecoverySealed
from rmdesk.formpack import Pack
from rmdesk.office import enrolling, projecting, reporting, standing
from rmdesk.store.exchange.bundle import opened
from support.clock import Clock
from support.desks import FreshDesks, done
from support.patience import PATIENCE
from support.tiers import exhaustive
from support.walk import register

INJECTED = "'; DROP TABLE told.client; --\\ $1 %s"


def test_what_a_desk_recorded_stands_at_head_office(head: Headquarters, desk: Desk) -> None:
    """From a bundle to rows and back: everything that the desk knows is there, nothing is there twice, and the desk
    learns how far it came."""
    register(desk, name="欧阳静怡")
    first = head.bundle(desk)
    loaded = done(head.load(first))
    assert (loaded.new, loaded.again) == (desk.store.head().seq - 1, False)
    assert done(head.load(first)).again
    (told,) = head.project()
    assert (told.new, told.why) == (loaded.new, "")
    head.agrees(desk)
    head.answer(desk)
    work(desk)
    second = head.bundle(desk)
    with opened(second) as bundle:
        assert bundle.header.first == loaded.new + 1, "what was acknowledged is not sent again"
    assert done(head.load(second)).new == desk.store.head().seq - 1 - loaded.new
    assert [(one.facts, one.faults) for one in done(standing.verify(head.office, head.dsn))] == [
        (desk.store.head().seq - 1, ())
    ]


@exhaustive
def test_lost_and_reordered_bundles_are_made_good(head: Headquarters, desk: Desk) -> None:
    """A stick that stays in a drawer loses nothing, and what is missing is named."""
    files = []
    for _ in range(4):
        work(desk)
        files.append(head.bundle(desk))
    assert done(head.load(files[2])).new
    assert done(head.load(files[0])).new == 0
    assert done(head.load(files[2])).again
    head.answer(desk)
    work(desk)
    late = head.bundle(desk)
    (stands,) = done(standing.status(head.office, head.dsn))
    assert stands.missing == ((2, 2),)
    assert done(head.load(late)).new
    assert done(head.load(files[1])).new == 0
    assert done(head.load(files[3])).new == 0
    head.project()
    head.agrees(desk)


@exhaustive
def test_a_chain_that_was_written_anew_is_refused_with_proof(head: Headquarters, desk: Desk, tmp_path: Path) -> None:
    """A restored copy that lives on beside the desk is told by both hashes, whichever comes first."""
    twin = twin_of(desk, tmp_path / "twin")
    work(desk, "甲")
    done(head.load(head.bundle(desk)))
    work(twin, "乙")
    work(twin, "丙")
    twin_file = tmp_path / "elsewhere"
    twin_file.mkdir()
    other = head._replace(folder=twin_file / "keys")
    file = other.bundle(twin)
    before = head.project()
    assert refused_as(head.load(file)) == "EXCHANGE.rewritten"
    assert refused_as(head.load(file)) == "EXCHANGE.rewritten", "once more: the same answer, and no second proof"
    (stands,) = done(standing.status(head.office, head.dsn))
    (clash,) = stands.peer.clashes
    assert clash.known
    assert clash.given
    assert clash.known != clash.given
    assert [one.new for one in head.project()] == [0]
    assert before[0].seq == stands.projected
    head.agrees(desk)
    twin.close()


@exhaustive
def test_what_is_not_for_this_office_is_refused(
    head: Headquarters, desk: Desk, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """Cut, altered, of a stranger, with a gap before it: each with what to do, and nothing of it goes in."""
    file = head.bundle(desk)
    whole = file.read_bytes()
    bad = tmp_path / "bad.bundle"
    for changed, code in (
        (whole[:-70], "EXCHANGE.cut"),
        (whole[:-1] + bytes([whole[-1] ^ 1]), "EXCHANGE.altered"),
        (b"something else", "EXCHANGE.none"),
    ):
        bad.write_bytes(changed)
        assert refused_as(head.load(bad)) == code
    with one_of(fresh_desks, tmp_path / "other", pack, clock) as stranger:
        card = tmp_path / "office.card"
        shown = done(enrolling.show_card(head.office, card))
        done(desk_enrolling.enrol(stranger, card, shown.fingerprint, SECOND))
        assert refused_as(head.load(head.bundle(stranger))) == "EXCHANGE.stranger"
    done(head.load(file))
    head.answer(desk)
    with psycopg.connect(head.dsn, autocommit=True) as connection:  # a server that was put back to an older state
        connection.execute("DELETE FROM office.fact; DELETE FROM office.bundle")
        connection.execute("UPDATE office.desk SET have = 0, have_hash = decode(repeat('00', 32), 'hex'), taken = 0")
    assert refused_as(head.load(head.bundle(desk))) == "EXCHANGE.gap"


@exhaustive
def test_a_desk_that_was_struck_off_fills_no_table(head: Headquarters, desk: Desk) -> None:
    """A lost laptop goes on writing: that is kept for whoever looks into it, and counts nowhere."""
    done(head.load(head.bundle(desk)))
    done(enrolling.strike(head.office, head.dsn, desk.store.device, "遗失", head.folder, BO, head.clock()))
    register(desk, name="欧阳静怡")
    loaded = done(head.load(head.bundle(desk)))
    assert loaded.peer.quarantined == loaded.new > 0
    head.project()
    assert head.told(desk, "client") == []
    alone = enrolling.strike(head.office, head.dsn, desk.store.device, "遗失", head.folder, BO, head.clock())
    assert refused_as(alone) == "EXCHANGE.struck"


@exhaustive
def test_one_operator_alone_enrols_nobody(head: Headquarters, desk: Desk) -> None:
    """Head office trusts a desk by the word of two people, and by the fingerprint that was read aloud."""
    card = head.folder.parent / f"{desk.store.device}.card"
    office, dsn = head.office, head.dsn
    code = done(enrolling.look(office, dsn, card)).fingerprint
    own = BO._replace(login=office.operator)
    assert refused_as(enrolling.enrol(office, dsn, card, code, head.folder, own, head.clock())) == "DATA-08.same_person"
    wrong = BO._replace(password="else")
    assert refused_as(enrolling.enrol(office, dsn, card, code, head.folder, wrong, head.clock())) == "DATA-08.password"
    assert refused_as(enrolling.enrol(office, dsn, card, "0", head.folder, BO, head.clock())) == "EXCHANGE.fingerprint"


@exhaustive
def test_a_broken_load_leaves_nothing_and_goes_in_the_next_time(
    head: Headquarters, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is killed, or the server goes, after any number of facts."""
    for _ in range(5):
        work(desk)
    file, last = head.bundle(desk), desk.store.head().seq - 1
    writing = psycopg.Copy.write_row
    for after in range(0, last, 3):
        left = [after]

        def broken(copy: object, row: object, left: list[int] = left) -> None:
            if not left[0]:
                raise psycopg.OperationalError("the server closed the connection")
            left[0] -= 1
            writing(copy, row)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(psycopg.Copy, "write_row", broken)
            assert refused_as(head.load(file)) == "OFFICE.server"
        with psycopg.connect(head.dsn) as connection:
            assert connection.execute("SELECT count(*) FROM office.fact").fetchone() == (0,)
    assert done(head.load(file)).new == last


@exhaustive
def test_what_no_fact_erased_is_missed(head: Headquarters, desk: Desk) -> None:
    """Whoever administers the server can delete and change: verify names the fact."""
    done(head.load(head.bundle(desk)))
    assert done(standing.verify(head.office, head.dsn))[0].faults == ()
    for statement, found in (
        ("UPDATE office.fact SET said = NULL WHERE seq = 2", (2, "withheld")),
        ("UPDATE office.fact SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 3", (3, "hash")),
        ("DELETE FROM office.fact WHERE seq > 5", (6, "missing")),
    ):
        with psycopg.connect(head.dsn, autocommit=True) as connection:
            connection.execute(statement.encode())
        assert found in done(standing.verify(head.office, head.dsn))[0].faults


@exhaustive
def test_what_looks_like_sql_is_a_text(head: Headquarters, desk: Desk) -> None:
    """A name that would end a statement is a name."""
    register(desk, name=INJECTED)
    work(desk, INJECTED)
    done(head.load(head.bundle(desk)))
    head.project()
    head.agrees(desk)
    assert [row["name"] for row in head.told(desk, "client")] == [INJECTED]


@exhaustive
def test_an_office_is_no_other(head: Headquarters, tmp_path: Path, clock: Clock) -> None:
    """Keys of one office do not open another's server, and a server without an office says so."""
    with headquarters(head.server, tmp_path / "second", clock, "示例银行") as second:
        assert refused_as(standing.status(second.office, head.dsn)) == "OFFICE.other"
        again = enrolling.init(second.folder, head.dsn, "示例银行", "总行", (AN, BO), clock())
        assert refused_as(again) == "OFFICE.other"
    with head.server.database() as empty:
        assert refused_as(standing.status(head.office, head.server.dsn(empty))) == "OFFICE.none"
    gone = standing.status(head.office, "host=/nowhere dbname=none")
    assert isinstance(gone, Refused)
    assert gone.reasons[0].code == "OFFICE.server"


@exhaustive
def test_two_desks_of_a_branch_are_counted_together(
    head: Headquarters, desk: Desk, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """A branch's figure is over all its laptops; of one that was struck off as far as it counts."""
    with one_of(fresh_desks, tmp_path / "other", pack, clock) as other:
        head.knows(other)
        for one, names in ((desk, ("欧阳静怡", "司徒明")), (other, ("令狐安",))):
            for name in names:
                register(one, name=name)
            done(head.load(head.bundle(one)))
        head.project()
        done(enrolling.strike(head.office, head.dsn, other.store.device, "遗失", head.folder, BO, clock()))
        register(other, name="慕容远")
        done(head.load(head.bundle(other)))
        head.project()
        later = clock.forward(days=40)
        month = month_of(later.date())
        (reported,), _ = done(reporting.report(head.office, head.dsn, month.start, month.end, later))
    assert reported.desks == 2
    assert [one.figure.n for one in reported.figures if one.indicator.source == "clients"] == [3]


@exhaustive
def test_what_a_newer_desk_wrote_stops_that_desk_alone(
    head: Headquarters, desk: Desk, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Tables never pass over what they should show: they end before it, say so, and go on with a newer program."""
    with one_of(fresh_desks, tmp_path / "other", pack, clock) as other:
        head.knows(other)
        register(desk, name="欧阳静怡")
        before = desk.store.head().seq
        work(desk)
        for one in (desk, other):
            work(one)
            done(head.load(head.bundle(one)))
        with monkeypatch.context() as patch:
            patch.setattr(projecting, "kinds", lambda: [one for one in kinds() if one != RecoverySealed.kind])
            told = {one.desk: one for one in head.project()}
        assert told[desk.store.device].seq < before
        assert RecoverySealed.kind in told[desk.store.device].why
        (stands, _) = done(standing.status(head.office, head.dsn))
        assert stands.why
        assert [one.why for one in head.project()] == ["", ""]
        head.agrees(desk)
        head.agrees(other)


@exhaustive
def test_two_projectors_wait_for_each_other(head: Headquarters, desk: Desk) -> None:
    """What one holds in memory is never older than what the other put down."""
    done(head.load(head.bundle(desk)))
    with psycopg.connect(head.dsn, autocommit=True) as connection, ThreadPoolExecutor(1) as beside:
        sql = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
        connection.execute(sql, (desk.store.device,))
        waits = beside.submit(head.project)
        with pytest.raises(TimeoutError):
            waits.result(timeout=0.5)
        connection.execute(sql.replace("lock", "unlock"), (desk.store.device,))
        assert waits.result(timeout=PATIENCE)[0].new
    head.agrees(desk)


@exhaustive
def test_a_branch_may_be_renamed_and_a_desk_does_not_change_it(head: Headquarters, desk: Desk, tmp_path: Path) -> None:
    """Rows of one branch never come under another's readers."""
    desk.branch = desk.branch.model_copy(update={"branch": "虚构新支行"})
    card = card_of(desk, tmp_path / "new.card")
    args = (tmp_path / "new.card", card.fingerprint, head.folder, BO, head.clock())
    assert refused_as(enrolling.enrol(head.office, head.dsn, *args)) == "OFFICE.moved"
    with psycopg.connect(head.dsn, autocommit=True) as connection:
        connection.execute("UPDATE office.branch SET name = '虚构新支行'")
    done(enrolling.enrol(head.office, head.dsn, *args))
    (stands,) = done(standing.status(head.office, head.dsn))
    assert stands.peer.card.branch == "虚构新支行"


@exhaustive
def test_a_file_goes_to_head_office_once(head: Headquarters, desk: Desk) -> None:
    """A logo, a scan that many facts name travels with the first of them; what did not arrive travels again."""
    content = random.Random(1).randbytes(200_000)
    for name in ("甲", "乙"):
        with desk.transaction():
            logo = desk.store.attachments.put(content)
            desk.record(BranchChanged(branch=desk.branch.model_copy(update={"logo": logo, "place": name})), "desk")
    first, again = head.bundle(desk), head.bundle(desk)
    assert first.stat().st_size > len(content) / 2
    done(head.load(again))
    assert done(head.load(first)).new == 0
    head.answer(desk)
    desk.record(BranchChanged(branch=desk.branch.model_copy(update={"logo": logo})), "desk")
    third = head.bundle(desk)
    assert third.stat().st_size < len(content) / 2
    done(head.load(third))
    (proved,) = done(standing.verify(head.office, head.dsn))
    assert proved.faults == ()
    with psycopg.connect(head.dsn) as connection:
        sql = "SELECT (SELECT count(*) FROM office.file), (SELECT count(*) FROM office.named)"
        assert connection.execute(sql).fetchone() == (1, 3)
