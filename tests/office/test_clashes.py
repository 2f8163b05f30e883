"""Where desks differ head office shows both, with what each did, and decides nothing by who came last."""

import pytest

from office.headquarters import Headquarters
from rmdesk.commands.office_clashes import _tell
from rmdesk.commands.output import Output
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products
from rmdesk.office import clashing
from support.desks import done
from support.people import product
from support.walk import put_on, register


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
