"""One sitting of one client: what is sold in it belongs together."""

from rmdesk.desk import sales
from rmdesk.desk.desk import Desk
from support.desks import codes, done
from support.walk import register


def test_a_visit_holds_several_sales(desk: Desk) -> None:
    """Two products sold at one table are two sales of one visit; the next time he comes is another one."""
    client = register(desk)
    first = done(sales.start(desk, client.id)).sale
    second = done(sales.start(desk, client.id, first.visit_id)).sale
    later = done(sales.start(desk, client.id)).sale
    assert [one.no for one in (first, second, later)] == ["J-0001", "J-0002", "J-0003"]
    assert first.visit_id == second.visit_id != later.visit_id
    kept = desk.store.query("SELECT id, client_id, opened_by FROM visit ORDER BY id")
    assert [tuple(row) for row in kept] == [
        (one, client.id, desk.actor.login) for one in (first.visit_id, later.visit_id)
    ]
    assert desk.store.replay().ok


def test_a_sale_joins_no_strangers_visit(desk: Desk) -> None:
    """What somebody else's sitting holds is nobody's business here."""
    mine, theirs = register(desk), register(desk, name="测试乙")
    visit = done(sales.start(desk, theirs.id)).sale.visit_id
    for given in (visit, "nowhere"):
        assert codes(sales.start(desk, mine.id, given)) == ["INPUT.unknown"]
    assert desk.next_no("J") == "J-0002", "no number was used up"
