"""A client's portrait is counted from the desk's records, the same for one and for a whole book (DESK-02)."""

from datetime import timedelta
from decimal import Decimal

from rmdesk.desk import client_file, clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping
from rmdesk.desk.portrait import saying, seeing, traits
from rmdesk.desk.registers import acting
from support.clock import Clock
from support.desks import codes, done
from support.people import product, staff
from support.walk import put_on, register

WEALTH = {"product": "W-01", "amount": "5万", "note": "他行"}
CONTACT = {"channel": "phone", "side": "bank", "summary": "问候", "secrecy": "normal"}


def _stage(desk: Desk, no: str) -> str:
    found = done(seeing.of_client(desk, no)).stage
    assert found is not None
    return found.group.key


def test_a_client_lives_through_the_stages(desk: Desk, clock: Clock) -> None:
    """From a first visit to having left: nobody types a stage, and the reasons are the desk's own figures."""
    put_on(desk, product())
    client, other = register(desk, name="测试甲"), register(desk, name="测试乙", phone="13800000009")
    assert _stage(desk, client.no) == "prospect"
    bought = {**WEALTH, "begun_on": (desk.today() - timedelta(200)).isoformat()}
    held = done(keeping.add(desk, client.id, bought))
    done(keeping.add(desk, other.id, {**WEALTH, "begun_on": desk.today().isoformat()}))
    assert (_stage(desk, client.no), _stage(desk, other.no)) == ("active", "new")
    done(keeping.redeem(desk, held.id))
    clock.forward(days=179)
    assert (_stage(desk, client.no), _stage(desk, other.no)) == ("active", "new")
    clock.forward(days=2)
    assert (_stage(desk, client.no), _stage(desk, other.no)) == ("lapsed", "active")
    file = done(client_file.read(desk, client.no))
    assert file.portrait.stage is not None
    assert saying.why(desk, file.portrait.stage, "en").startswith("products held 0 (at most 0); since the last product")
    assert [one.no for one in done(seeing.in_stage(desk, "lapsed"))] == [client.no]
    assert codes(seeing.in_stage(desk, "gone")) == ["INPUT.unknown"]


def test_figures_of_one_are_those_of_the_book(desk: Desk, clock: Clock) -> None:
    """A list that says something else than the file is believed by nobody; the last contact is the file's own."""
    put_on(desk, product(), product(code="U-01", currency="USD", minimum=Decimal(1000)))
    one, other = register(desk, name="测试甲"), register(desk, name="测试乙", phone="13800000009")
    done(keeping.add(desk, one.id, WEALTH))
    done(keeping.add(desk, one.id, {**WEALTH, "product": "U-01", "amount": "1000"}))
    said = {**CONTACT, "about": f"client:{one.no}", "on": desk.today().isoformat()}
    done(acting.begin(desk, "contact_log", said))
    clock.forward(days=12)
    book = traits.of_books(desk, (desk.actor.login,))
    assert {one.id, other.id} <= set(book)
    assert {who: traits.of_files(desk, (who,))[who] for who in book} == book
    figures = book[one.id].figures
    assert [int(figures[name]) for name in ("held", "worth", "days_since_contact")] == [2, 50_000, 12]
    assert "days_since_contact" not in book[other.id].figures
    assert done(client_file.read(desk, one.no)).last_contact is not None


def test_a_manager_sees_the_stages_of_the_own_book_alone(desk: Desk) -> None:
    """DESK-18: a stage tells whether somebody bought."""
    client = register(desk)
    desk.actor = staff("stranger", "manager")
    assert codes(seeing.of_client(desk, client.no)) == ["DATA-08.book"]
    assert done(seeing.in_stage(desk, "prospect")) == ()
    assert codes(clients.get(desk, client.no)) == ["DATA-08.book"]
