"""What desks say differently is settled by two people at head office, and both desks follow."""

from exchange.meeting import refused_as
from office.headquarters import AN, Headquarters
from office.test_directives import second, sound
from rmdesk.desk import assess, checking, client_file, sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import moving
from rmdesk.desk.shelf import history, products
from rmdesk.domain.directives import SettledFor
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.office import clashing, directing
from rmdesk.office.directing import Second
from support.desks import done
from support.people import product
from support.walk import put_on, register


def told(head: Headquarters, *desks: Desk) -> None:
    """Head office knows what they have."""
    for one in desks:
        done(head.load(head.bundle(one)))
    head.project()


def settle(head: Headquarters, about: str, keeps: Desk, two: Second | None = None) -> int | Refused:
    """Two people settle it by a desk."""
    device, by = keeps.store.device, two or second(head)
    return directing.settle(head.office, head.dsn, about, device, "核对后裁定", by, head.clock())


def test_a_product_stands_everywhere_as_at_the_desk_that_was_named(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, whoever changed a product last decides what every branch sells, and nobody says why."""
    for one in (desk, other):
        put_on(one, product())
    told(head, desk, other)
    assert refused_as(settle(head, "W-01", desk)) == "OFFICE.no_clash"
    done(products.put_on(other, product(issuer_level="R3", bank_level="R3"), "评级上调"))
    told(head, other)
    assert refused_as(settle(head, "W-01", other, Second(head.folder, AN))) == "DATA-08.same_person"
    assert done(settle(head, "w-01", other)) == 1
    for one in (desk, other):
        head.answer(one)
        assert done(products.get(one, "W-01")).bank_level == "R3"
        sound(one)
    assert len(done(history.history(other, "W-01", "zh"))) == 3, "what each did before stays readable"
    told(head, desk, other)
    assert done(clashing.clashes(head.office, head.dsn)) == ()


def test_one_desk_goes_on_with_a_client_and_the_other_gives_him_up(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, two desks go on advising one client, each by half of what the bank knows (SUIT-02)."""
    mine, theirs = (register(one, name="欧阳静怡", id_type="passport", id_number="E7654321") for one in (desk, other))
    told(head, desk, other)
    assert done(settle(head, mine.no, desk)) == 2
    for one in (desk, other):
        head.answer(one)
        sound(one)
    done(sales.start(desk, mine.id))
    refusal = refuse("DESK-01.settled", client=theirs.no, desk=desk.store.device)
    for answer in (sales.start(other, theirs.id), assess.begin(other, theirs.id)):
        assert isinstance(answer, Refused)
        assert answer.reasons == (refusal,)
    assert refusal in done(client_file.read(other, theirs.id)).warnings
    assert done(moving.look(other, theirs.id)).running == ()
    (fact,) = (entry.fact for entry in other.store.entries(subject=theirs.id, kind=SettledFor.kind))
    assert isinstance(fact, SettledFor)
    assert fact.reason == "核对后裁定"
    other.record(fact.model_copy(update={"here": True}), theirs.id)
    assert {one.what for one in done(checking.rules(other)).faults} == {"elsewhere"}
