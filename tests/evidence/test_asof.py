"""A client's file as it was on a day: what was known then, and nothing that came later."""

from datetime import date

from evidence.scene import CLIENT, NAME, OTHER, client_of, sit
from rmdesk.desk import clients
from rmdesk.desk.audit import asof
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from support.clock import Clock
from support.desks import codes, done
from support.people import staff
from support.walk import assessed

FIRST, SECOND, TODAY = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)


def test_today_is_what_todays_file_shows(branch: Desk) -> None:
    """A view of the past that differs from the present at the present is wrong about the past as well."""
    from rmdesk.desk import client_file

    now, then = done(client_file.read(branch, CLIENT)), done(asof.read(branch, CLIENT, TODAY)).file
    assert then == now


def test_later_values_levels_and_sales_are_not_there(branch: Desk, clock: Clock) -> None:
    """ "What did you know about her when you sold it?\""""
    client = client_of(branch)
    clock.forward(days=1)
    done(clients.change(branch, client.id, {**client.profile, "financial_assets": "10"}, "测试"))
    assessed(branch, client, "C1")
    done(shelf.regrade(branch, "W-01", "R5", "R5", "测试"))
    then = done(asof.read(branch, CLIENT, FIRST)).file
    assert then.client.profile["financial_assets"] == client.profile["financial_assets"]
    assert [one.level for one in then.assessments] == ["C3"]
    assert [one.no for one in then.sales] == ["J-0001"]
    assert len(then.papers) == 4
    assert {due.kind for due in then.dues} == {"reassess", "id_expiry", "maturity", "follow_up"}
    assert done(asof.read(branch, CLIENT, branch.today())).file.assessments[0].level == "C1"


def test_a_client_is_unknown_before_the_file_was_opened(branch: Desk) -> None:
    """No file is dated back."""
    assert codes(asof.read(branch, OTHER, FIRST)) == ["INPUT.unknown"]
    assert done(asof.read(branch, OTHER, SECOND)).file.client.no == OTHER
    assert codes(asof.read(branch, "K-9999", SECOND)) == ["INPUT.unknown"]
    assert codes(asof.read(branch, CLIENT, date(2026, 11, 24))) == ["INPUT.future"]


def test_looking_back_changes_nothing(branch: Desk) -> None:
    """The past is shown beside the desk, in memory."""
    head = branch.store.head()
    done(asof.read(branch, CLIENT, FIRST))
    assert branch.store.head() == head
    assert branch.store.replay().ok


def test_it_is_open_to_whom_todays_file_is_open(branch: Desk) -> None:
    """Yesterday is no way round the book, nor round the role."""
    sit(branch, "other", "manager")
    assert codes(asof.read(branch, CLIENT, SECOND)) == ["DATA-08.book"]
    sit(branch, "other", "administrator")
    assert codes(asof.read(branch, CLIENT, SECOND)) == ["DATA-08.role"]
    branch.actor = staff("inspector", "auditor")
    assert done(asof.read(branch, CLIENT, SECOND)).file.client.name == NAME
    assert [entry.kind for entry in branch.store.entries()][-1] == "client.read/1"
