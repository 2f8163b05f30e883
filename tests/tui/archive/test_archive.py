"""Destruction and the evidence of a sale on the screen."""

from datetime import timedelta

import pytest

from rmdesk.desk import clients, sales
from rmdesk.desk.archive import retention, sealing
from rmdesk.desk.archive.tracking import keeping_of
from rmdesk.desk.desk import Desk
from rmdesk.domain.archive_facts import EvidencePacked
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import PASSWORD, done, rested
from support.tiers import longer
from tui.hands import answer, first, first_id, hire, kinds, prove, rows, way
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive


# the archive
@pytest.fixture
def due(full: Desk, clock: Clock) -> Desk:
    """A desk on which the retention of one file is over."""
    done(retention.end_relationship(full, "K-0006", full.today(), "销户"))
    rested(full, clock, days=366 * 11)
    return full


@longer
def test_a_file_is_destroyed_by_two_after_it_was_marked(due: Desk) -> None:
    """Nothing is destroyed by one person or by one slip of a finger (KYC-08, SUIT-09)."""
    hire(due, "guard", "compliance")

    async def destroy(see: Driver) -> None:
        await see.press(*way("retention"))
        assert "K-0006" in see.text
        assert see.app.screen.check_action("destroy", ()) is None
        await see.press("space", "1")
        await answer(see, "保存期满")
        assert "K-0006" in see.text
        assert cut_off(see.app) == []
        await prove(see)
        assert "已销毁 1 份" in see.text

    drive(app_over(due), destroy)
    assert due.store.replay().ok
    gone = clients.get(due, "K-0006")
    assert isinstance(gone, Refused)


def test_a_file_on_hold_stays_listed_and_cannot_be_marked(due: Desk) -> None:
    """A dispute keeps everything, and nobody forgets that it is kept for a dispute (KYC-08)."""

    async def hold(see: Driver) -> None:
        await see.press(*way("retention"), "2")
        await answer(see, "仲裁")
        assert len(rows(see)) == 1
        assert "暂停销毁 1 份" in see.text
        await see.press("enter")
        assert due.actor.name in see.text
        await see.press("escape")
        assert see.app.screen.check_action("destroy", ()) is None

    drive(app_over(due), hold)


def test_what_will_be_due_can_be_seen_and_not_destroyed(full: Desk) -> None:
    """Looking ahead must not become destroying ahead."""
    done(retention.end_relationship(full, "K-0006", full.today(), "销户"))

    async def look(see: Driver) -> None:
        await see.press(*way("retention"))
        assert rows(see) == []
        await see.press("3")
        await answer(see, (full.today() + timedelta(366 * 20)).isoformat())
        assert len(rows(see)) == 1
        await see.press("space")
        assert see.app.screen.check_action("destroy", ()) is None

    drive(app_over(full), look)


def test_an_unsealed_file_is_open_again(full: Desk) -> None:
    """A seal that was set in error is lifted by two as well."""
    hire(full, "guard", "compliance")
    from rmdesk.desk.guarding import Proof

    done(sealing.seal(full, "K-0001", "误", Proof(PASSWORD, "guard")))

    async def lift(see: Driver) -> None:
        await see.press("f3", "enter")
        while see.table != "client" or first_id(full) != see.app.screen.client.id:  # type: ignore[attr-defined]
            await see.press("escape", "down", "enter")
        await see.press("6", "a")
        await answer(see, "更正")
        await prove(see)

    drive(app_over(full), lift)
    assert not keeping_of(full, first_id(full)).sealed


# evidence
def test_one_key_makes_the_evidence_of_a_sale(full: Desk) -> None:
    """A court's question years later is answered by one file, with what is missing said first (DATA-07)."""
    sale = done(sales.of_client(full, first(full).id))[0]
    done(sales.abandon(full, sale.id, "客户未决定"))

    async def pack(see: Driver) -> None:
        from rmdesk.tui import routes

        see.app.go(routes.Sale(sale.id))
        await see.pilot.pause()
        assert see.table == "done"
        await see.press("ctrl+p", "4")
        assert cut_off(see.app) == []
        await prove(see)
        assert ".zip" in see.text.replace("\n", "")

    drive(app_over(full), pack)
    assert list((full.folder / "exports").glob("*.zip"))
    assert kinds(full)[-1] == "audit.evidence_packed/1"


def test_evidence_in_full_wants_a_reason_and_compliance(full: Desk) -> None:
    """What the command can do the screen can: a court that asks for the numbers gets them, on record (DATA-07)."""
    hire(full, "guard", "compliance")
    sale = done(sales.of_client(full, first(full).id))[0]
    done(sales.abandon(full, sale.id, "客户未决定"))

    async def pack(see: Driver) -> None:
        from rmdesk.tui import routes

        see.app.go(routes.Sale(sale.id))
        await see.pilot.pause()
        await see.app.screen.run_action("evidence_clear")
        await see.pilot.pause()
        await answer(see, "法院调取")
        assert cut_off(see.app) == []
        await prove(see)

    drive(app_over(full), pack)
    fact = list(full.store.entries(kind="audit.evidence_packed/1"))[-1].fact
    assert isinstance(fact, EvidencePacked)
    assert (fact.clear, fact.reason, fact.withheld) == (True, "法院调取", 0)
    assert kinds(full)[-2:] == ["people.second_agreed/1", "audit.evidence_packed/1"]


def test_an_act_on_a_file_has_one_number_at_every_client(full: Desk) -> None:
    """0 merged the files of one client and took a verified status away from the next."""
    client = done(clients.get(full, "K-0006"))

    async def look(see: Driver) -> None:
        await see.press("f3")
        await see.type("K-0006")
        await see.press("enter")
        await see.press("6")
        before = {one.key: one.place for one in see.app.screen.choice.options}  # type: ignore[attr-defined]
        await see.press("escape")
        done(retention.end_relationship(full, client.id, full.today(), "销户"))
        await see.press("6")
        after = {one.key: one.place for one in see.app.screen.choice.options}  # type: ignore[attr-defined]
        assert before != after
        assert {key: before[key] for key in before.keys() & after} == {key: after[key] for key in before.keys() & after}

    drive(app_over(full), look)


def test_a_desk_without_papers_calls_none_complete(desk: Desk) -> None:
    """On its first day a branch read that every paper is complete."""
    hire(desk, "officer", "compliance")

    async def look(see: Driver) -> None:
        await see.press(*way("archive"))
        assert "还没有打印过文件" in see.text

    drive(app_over(desk), look)
