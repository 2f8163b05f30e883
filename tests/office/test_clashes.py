"""Where desks differ head office shows both, with what each did, and decides nothing by who came last."""

import pytest

from office.headquarters import BO, Headquarters
from rmdesk.commands.office_clashes import _tell
from rmdesk.commands.output import Output
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products
from rmdesk.domain.refusal import Refused
from rmdesk.office import clashing, directing, enrolling
from rmdesk.office.directing import Second
from support.desks import done
from support.people import product
from support.tiers import longer
from support.walk import put_on, register


@longer
def test_what_is_under_way_is_no_clash(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, two people are asked to settle, and so perhaps to lift, what head office itself just ordered."""
    two = Second(head.folder, BO)
    for one in (desk, other):
        put_on(one, product())
        done(head.load(head.bundle(one)))
    head.project()

    def differing() -> list[str]:
        return [one.about for one in done(clashing.clashes(head.office, head.dsn))]

    def hear(one: Desk) -> None:
        head.answer(one)
        done(head.load(head.bundle(one)))
        head.project()

    done(directing.recall(head.office, head.dsn, "W-01", "净值异常", two, head.clock()))
    hear(other)
    assert differing() == []
    done(products.set_status(desk, "W-01", "suspended", "暂停销售"))
    done(head.load(head.bundle(desk)))
    head.project()
    assert differing() == ["W-01"], "what a desk did itself differs all the same"
    (found,) = done(clashing.clashes(head.office, head.dsn))
    assert [[name for name, _ in side.said] for side in found.sides] == [["status"]] * 2
    done(directing.settle(head.office, head.dsn, "W-01", desk.store.device, "核对", two, head.clock()))
    hear(desk)
    assert differing() == []
    hear(other)
    assert differing() == []


def test_both_sides_stand_side_by_side(
    head: Headquarters, desk: Desk, other: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """A product changed at one desk, a person with a file at each: named with both histories, and how it is settled."""
    for one in (desk, other):
        put_on(one, product())
        register(one, name="欧阳静怡", id_type="passport", id_number="E7654321")
    for one in (desk, other):
        done(head.load(head.bundle(one)))
    head.project()
    (person,) = done(clashing.clashes(head.office, head.dsn))
    assert person.what == "person"
    assert {one.device for one in person.sides} == {desk.store.device, other.store.device}
    assert [[step.kind for step in one.steps] for one in person.sides] == [["client.registered/1"]] * 2
    done(products.set_status(other, "W-01", "suspended", "暂停销售"))
    done(head.load(head.bundle(other)))
    head.project()
    found, _ = done(clashing.clashes(head.office, head.dsn))
    assert (found.what, found.about) == ("product", "W-01")
    sides = {one.device: one for one in found.sides}
    assert dict(sides[other.store.device].said) != dict(sides[desk.store.device].said)
    last, at = sides[other.store.device].steps[-1], other.store.last_at()
    assert at is not None
    assert (last.why, last.at) == ("暂停销售", f"{other.local(at):%Y-%m-%d %H:%M}"), "a night's act has its own day"
    _tell(Output("zh", as_json=False), found, detail=True)
    told = capsys.readouterr().out
    assert "状态：暂停销售" in told.replace(": ", "："), told
    assert "变更状态 暂停销售" in told


def test_a_desk_that_was_struck_off_is_held_against_nobody(head: Headquarters, desk: Desk, other: Desk) -> None:
    """A lost laptop stood in every clash, was named first, and what it said of a product could be handed down."""
    for one in (desk, other):
        put_on(one, product())
        register(one, name="欧阳静怡", id_type="passport", id_number="E7654321")
    done(products.set_status(other, "W-01", "suspended", "暂停销售"))
    for one in (desk, other):
        done(head.load(head.bundle(one)))
    head.project()
    assert [one.what for one in done(clashing.clashes(head.office, head.dsn))] == ["product", "person"]
    done(enrolling.strike(head.office, head.dsn, other.store.device, "遗失", head.folder, BO, head.clock()))
    assert done(clashing.clashes(head.office, head.dsn)) == ()
    two = Second(head.folder, BO)
    refused = directing.settle(head.office, head.dsn, "W-01", other.store.device, "核对", two, head.clock())
    assert isinstance(refused, Refused)
