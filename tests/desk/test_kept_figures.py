"""What a whole book is read for stands until a fact changes what it was read from, and no longer (DESK-02, DESK-11)."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import pytest

from rmdesk.desk.complaints import register as complaints
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import portrait
from rmdesk.desk.holdings import keeping
from rmdesk.desk.indicators import crossing, figures
from rmdesk.desk.portrait import traits
from rmdesk.desk.registers import acting
from rmdesk.domain.complaint import Complainant, Labels
from rmdesk.domain.dues import Due
from rmdesk.domain.facts import CheckAnswered, ClientLinked
from rmdesk.domain.portrait import Traits
from support.clock import Clock
from support.desks import done
from support.people import product
from support.tiers import exhaustive
from support.walk import assessed, put_on, register, start

CONTACT = {"channel": "phone", "side": "bank", "summary": "问候", "secrecy": "normal"}


def fresh(desk: Desk) -> Desk:
    """The same desk, which has kept nothing."""
    return Desk(desk.folder, desk.store, desk.pack, desk.branch, desk.actor, desk.clock)


def counted(desk: Desk) -> tuple[object, ...]:
    """Every figure of the last days, all at once and by manager, the crossed lines, and the dues of the portrait."""
    days = desk.today() - timedelta(30), desk.today()
    shown = [one for by in ("", "manager") for one in done(figures.listed(desk, *days, by))]
    told = [(one.indicator.key, one.of, one.figure.value, one.figure.n, one.previous, one.why) for one in shown]
    return told, crossing.open_crossings(desk), sorted(portrait.due(desk, desk.today()), key=_key)


def _acts(desk: Desk, clock: Clock) -> Iterator[str]:
    put_on(desk, product())
    yield "a product"
    client = register(desk, name="测试甲")
    yield "a client"
    assessed(desk, client)
    yield "an assessment"
    walk = start(desk, clock, client)
    yield "a sale"
    walk.match().choose("W-01").tell().understand()
    yield "what was told"
    walk.record().print().take_back().countersign()
    yield "a signature"
    walk.archive()
    yield "a filing"
    other = register(desk, name="测试乙")
    yield "another with the same number"
    held = done(keeping.add(desk, other.id, {"product": "W-01", "amount": "5万", "note": "他行"}))
    yield "a holding"
    done(keeping.redeem(desk, held.id))
    yield "a redemption"
    done(acting.begin(desk, "contact_log", {**CONTACT, "about": f"client:{other.no}", "on": desk.today().isoformat()}))
    yield "a contact"
    who = Complainant(name="测试乙", contact="13800000001", client_id=other.id)
    labels = Labels(channel="branch", business="agency", cause="disclosure")
    done(complaints.take(desk, NewCase(complainant=who, claim="没有说明。", wanted="退还。", labels=labels)))
    yield "a case"
    found = portrait.due(desk, desk.today())
    assert found, "a check that finds nothing would prove nothing"
    check = found[0].kind.partition(".")[2]
    desk.record(CheckAnswered(client_id=found[0].subject.id, check=check, note="本人", on=desk.today()), client.id)
    yield "an answer"


@exhaustive
def test_what_is_kept_is_what_would_be_counted(desk: Desk, clock: Clock) -> None:
    """A manager would go by the figures of before what he just did."""
    seen = [counted(desk)]
    for what in _acts(desk, clock):
        seen.append(counted(desk))
        assert seen[-1] == counted(fresh(desk)), what
    assert sum(one != other for one, other in pairwise(seen)) > 8


def test_only_what_a_fact_touched_is_read_again(desk: Desk) -> None:
    """After each fact a manager would wait for the whole book."""
    asked = list[str]()

    def count() -> int:
        asked.append("read")
        return len(desk.store.query("SELECT id FROM client"))

    def kept() -> int:
        return desk.until_told("how many", count)

    assert (kept(), kept(), len(asked)) == (0, 0, 1)

    def twice() -> int:
        return desk.until_told("twice", lambda: 2 * kept())

    put_on(desk, product())
    assert (kept(), len(asked)) == (0, 1), "a product is no client"
    register(desk)
    assert (twice(), kept(), len(asked)) == (2, 1, 2)
    with suppress(ZeroDivisionError), desk.transaction():
        register(desk, name="测试乙", phone="13800000009")
        assert (twice(), len(asked)) == (4, 3), "it leans on what was read for it"
        raise ZeroDivisionError
    assert (kept(), len(asked)) == (1, 4), "what was taken back counts no longer"
    with desk.beside() as other:
        register(other, name="测试丙", phone="13800000008")
    assert (kept(), twice(), len(asked)) == (2, 4, 5), "what another wrote counts"
    with desk.batch():
        register(desk, name="测试丁", phone="13800000007")
        assert (twice(), kept()) == (6, 3), "it leans on what was kept before"


def test_a_contact_has_one_client_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever speaks with clients all day would have the whole book read after each of them."""
    client, other = register(desk, name="测试甲"), register(desk, name="测试乙")
    read, of_books = list[str](), traits.of_books

    def counting(desk: Desk, logins: tuple[str, ...]) -> dict[str, Traits]:
        read.append("book")
        return of_books(desk, logins)

    monkeypatch.setattr(traits, "of_books", counting)

    def alike() -> list[str]:
        """The dues as they are kept are those of a desk that kept none; how often the book was read for the first."""
        read.clear()
        kept, done_for_it = portrait.due(desk, desk.today()), list(read)
        assert sorted(kept, key=_key) == sorted(portrait.due(fresh(desk), desk.today()), key=_key)
        return done_for_it

    assert alike() == ["book"]
    about = {**CONTACT, "on": desk.today().isoformat()}
    done(acting.begin(desk, "contact_log", {**about, "about": f"client:{other.no}"}))
    assert alike() == []
    (first, *_) = (one for one in portrait.due(desk, desk.today()) if one.subject.id == client.id)
    check = first.kind.partition(".")[2]
    desk.record(CheckAnswered(client_id=client.id, check=check, note="本人", on=desk.today()), client.id)
    assert alike() == []
    assert first.key not in {one.key for one in portrait.due(desk, desk.today())}
    me = desk.actor.login
    linked = {"client_id": other.id, "one_id": client.id, "manager": me, "manager_before": me}
    desk.record(ClientLinked(**linked, reason="同一人", evidence="证件", second="m"), other.id)
    assert alike() == ["book"]
    done(acting.begin(desk, "contact_log", {**about, "about": f"client:{client.no}"}))
    assert alike() == ["book"], "what counts for one of his files counts for him"


def _key(one: Due) -> str:
    return one.key
