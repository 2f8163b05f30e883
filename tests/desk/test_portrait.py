"""A client's portrait is counted from the desk's records, the same for one and for a whole book (DESK-02)."""

from datetime import date, timedelta
from decimal import Decimal

from rmdesk.desk import client_file, client_timeline, clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing, portrait
from rmdesk.desk.holdings import keeping
from rmdesk.desk.portrait import saying, seeing, traits
from rmdesk.desk.registers import acting
from rmdesk.domain.dues import Due
from rmdesk.domain.portrait import Condition, Found, Seen
from support.clock import Clock
from support.desks import codes, done
from support.memory import differences
from support.people import product, staff
from support.walk import assessed, put_on, register

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
    told = done(client_file.read(desk, client.no)).portrait.stage
    assert told is not None
    assert saying.why(desk, told, "person", "en") == "never held a product"
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
    assert saying.why(desk, file.portrait.stage, "person", "en").startswith("since the last product")
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


def _dues(desk: Desk, kind: str) -> list[Due]:
    return [one for one in done(listing.listed(desk)) if one.kind == kind]


def test_data_that_contradicts_itself_is_a_due_until_it_is_mended_or_answered(desk: Desk, clock: Clock) -> None:
    """DESK-01: whoever finds it at the counter has the client before him; whoever asked once is not sent again."""
    client = register(desk, date(1985, 3, 5), occupation="student", phone="13800000011")
    (found,) = _dues(desk, "check.occupation_age")
    assert (found.no, found.act, found.whom) == (client.no, "clients.write", desk.actor.login)
    assert portrait.check_of(desk, found) == desk.pack.portrait.checked("occupation_age")
    assert found.day == desk.today() + timedelta(30)
    assert codes(seeing.answer(desk, client.id, "occupation_age", " ")) == ["INPUT.required"]
    assert codes(seeing.answer(desk, client.id, "shoe_size", "问过")) == ["INPUT.unknown"]
    done(seeing.answer(desk, client.id, "occupation_age", "在读老年大学，学生证已看"))
    assert not _dues(desk, "check.occupation_age")
    assert differences(desk.store) == []
    clock.forward(days=365)
    (again,) = _dues(desk, "check.occupation_age")
    desk.actor = staff("stranger", "manager")
    assert not _dues(desk, again.kind)


def test_whoever_left_is_asked_why_once(desk: Desk) -> None:
    """DESK-02: nobody wins back a client whom nobody missed; F10 begins the entry that ends the due."""
    put_on(desk, product())
    client = register(desk, phone="13800000012")
    bought = {**WEALTH, "begun_on": (desk.today() - timedelta(400)).isoformat()}
    held = done(keeping.add(desk, client.id, bought))
    done(keeping.redeem(desk, held.id, on=desk.today() - timedelta(190)))
    (found,) = _dues(desk, "client.win_back")
    assert (found.no, found.day) == (client.no, desk.today() + timedelta(20))
    register_id, _, act = found.act.partition(".")
    said = {"on": desk.today().isoformat(), "cause": "service", "step": "陪同拜访", "by": desk.today().isoformat()}
    done(acting.begin(desk, register_id, {"about": f"client:{client.no}", **said}, act=act))
    assert not _dues(desk, "client.win_back")
    assert _dues(desk, "entry.parting.step"), "its step stands in the day now"


def test_everything_stands_on_one_line_of_days(desk: Desk, clock: Clock) -> None:
    """DESK-01: what was bought, asked, said and signed is told in one order, and each leads to its record."""
    put_on(desk, product())
    client = register(desk, phone="13800000013")
    done(keeping.add(desk, client.id, {**WEALTH, "begun_on": (desk.today() - timedelta(30)).isoformat()}))
    clock.forward(days=1)
    taken = assessed(desk, client)
    clock.forward(days=1)
    noted = done(
        acting.begin(desk, "contact_log", {**CONTACT, "about": f"client:{client.no}", "on": str(desk.today())})
    )
    found = client_timeline.events(desk, done(client_file.read(desk, client.no)), "en")
    assert [one.kind_text for one in found] == ["Entry", "Assessed", "File opened", "Bought"]
    assert [(one.listed, one.no or one.id) for one in found[:2]] == [("entries", noted.no), ("assessments", taken.id)]


def test_a_company_has_no_family(desk: Desk) -> None:
    """A reason is said in the words of the form that the client answered: "family assets" of a company is no reason."""
    seen = Seen(Condition(field="financial_assets", least=Decimal(1)), "2000000")
    found = Found(desk.pack.portrait.value[0], (seen,), desk.today())
    assert saying.why(desk, found, "person", "zh") == "家庭金融资产 2,000,000 元（1 元及以上）", "money, not pieces"
    assert "家庭" not in saying.why(desk, found, "organisation", "zh")
