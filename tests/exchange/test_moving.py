"""A client who moves with everything: one owner at a time, the chain of the giving desk proved at the other."""

import hashlib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cli.conftest import Ran, Run, run
from exchange.meeting import OWN, SECOND, carry, coded, enrol_one_another, refused_as, sound, twin_of
from plain.typist import Chooser
from rmdesk.desk import checking, client_file, clients, confirming, sales, selling
from rmdesk.desk.archive import filing
from rmdesk.desk.audit import evidence
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.exchange import answering, asking, enrolling, moving, peers, receiving
from rmdesk.desk.exchange.receiving import Settled
from rmdesk.desk.indicators.figures import all_shown, period_of
from rmdesk.desk.indicators.reading import Reading
from rmdesk.desk.lists.tables import table_of
from rmdesk.desk.portrait import traits
from rmdesk.desk.printing import printed_document
from rmdesk.desk.search import everything
from rmdesk.domain.client import Client
from rmdesk.domain.exchange_moves import FactMoved
from rmdesk.domain.facts import DeskUnlocked
from rmdesk.domain.people import Role
from rmdesk.domain.refusal import Refused
from rmdesk.faces.sale.person import no_contact
from rmdesk.locale import tr
from rmdesk.plain.moves import move
from rmdesk.tui import routes
from support.clock import Clock
from support.desks import PASSWORD, done
from support.people import product, staff
from support.tiers import exhaustive
from support.walk import PNG, assessed, put_on, register, start
from tui.hands import answer, prove
from tui.looking import cut_off
from tui.stage import LEAST, Driver, app_over, drive

NAME = "欧阳静怡"
__all__ = ["run"]
Pair = tuple[Desk, Desk]


@pytest.fixture
def client(apart: Pair, clock: Clock) -> Client:
    """Somebody with an assessment and a sale at the first desk, filed."""
    here, _ = apart
    one = register(here, name=NAME, id_type="passport", id_number="E7654321")
    assessed(here, one)
    walk = start(here, clock, one).match().choose("W-01").tell()
    walk.understand().record().print().take_back().countersign().archive()
    number = done(client_file.read(here, one.id)).papers[0].number
    done(filing.scan(here, number, "a.png", PNG))
    return done(clients.get(here, one.id))


def sits(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody else unlocks the desk."""
    desk.actor = staff(login, *roles)
    desk.record(DeskUnlocked(), login)


def test_means_rise_where_a_client_comes_beside_a_file_that_says_less(apart: Pair, client: Client) -> None:
    """SUIT-03: a richer file fetched from another desk would carry a sale that the one here does not, unreviewed."""
    here, there = apart
    less = {"id_type": "passport", "id_number": "E7654321", "financial_assets": "800000"}
    register(there, name=NAME, **less)
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    carry(here, there)
    taken = done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    assert [(one.key, one.before, one.on) for one in taken.raised] == [
        ("financial_assets", Decimal(800_000), there.today())
    ]
    sound(there)


def test_a_client_moves_line_by_line(apart: Pair, client: Client) -> None:
    """Whoever cannot see a screen keeps a client whom the other branch serves, or types a command with every name."""
    here, there = apart
    (peer,) = peers.all_of(here)
    typed: dict[str, str | list[str]] = {"客户编号或姓名": client.no, "原因": "搬家", "密码": PASSWORD}
    number = "请输入序号"
    clerk = Chooser(typed, {"办理哪一项": ["将客户移交"], number: [client.no, peer.card.name, SECOND.login]})
    move(clerk.talk(here))
    assert [one.state for one in done(moving.all_out(here))] == ["offered"], clerk.all_heard
    assert "已移交" in clerk.all_heard
    carry(here, there)
    which = {"办理哪一项": ["K-07-0001"]}
    other = Chooser(typed, {**which, number: ["并列比较", "退回其他"]})
    move(other.talk(there))
    assert done(receiving.waiting(there)) == (), other.all_heard
    assert "两处" in other.all_heard
    carry(there, here)
    again = Chooser(typed, {number: [peer.card.name, SECOND.login]})
    move(again.talk(here), client.no)
    carry(here, there)
    other = Chooser(typed, {**which, number: ["接收其他"]})
    move(other.talk(there))
    assert done(clients.get(there, "K-07-0001")).manager == there.actor.login, other.all_heard
    sound(here, there)


def test_a_client_whose_desk_was_struck_off_stays_line_by_line(apart: Pair, client: Client) -> None:
    """He was sealed here, and nobody would ever answer for him."""
    here, _ = apart
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    clerk = Chooser({"原因": "设备丢失"}, {"办理哪一项": ["K-07-0001"], "请输入序号": ["<"]})
    move(clerk.talk(here))
    assert not any(prompt.startswith("原因") for prompt in clerk.prompts), "the other desk may still answer"
    (peer,) = peers.all_of(here)
    done(enrolling.strike(here, peer.card.device, "设备丢失", OWN))
    clerk = Chooser({"原因": "设备丢失"}, {"办理哪一项": ["K-07-0001"], "请输入序号": ["客户留在本处"]})
    move(clerk.talk(here))
    assert done(clients.get(here, client.id)).kept == "open", clerk.all_heard


def test_a_client_moves_with_everything(apart: Pair, client: Client) -> None:
    """Sealed where he left, whole where he came, under the numbers of the desk that gave them: who moved would be a
    stranger there, or served twice."""
    here, there = apart
    register(there, name="另一人")
    papers = done(client_file.read(here, client.id)).papers
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    assert refused_as(moving.give_up(here, client.no, "08", "搬家", SECOND)) == "EXCHANGE.moved"
    carry(here, there)
    (one,) = done(receiving.waiting(there))
    assert (one.moving.move.no, one.against) == ("K-07-0001", ())
    assert [due.about.zh for due in done(listing.listed(there)) if due.kind == "elsewhere.client"] == ["K-07-0001"]
    taken = done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    assert (taken.no, taken.name, taken.manager, taken.kept) == ("K-07-0001", NAME, "demo", "open")
    file = done(client_file.read(there, "K-07-0001"))
    assert file.client.profile == client.profile
    assert [one.no for one in file.sales] == ["J-07-0001"]
    assert no_contact(file, "zh").endswith(peers.called(there, here.store.device)), "what 07 knows was told as none"
    assert no_contact(done(client_file.read(here, client.id)), "zh") == tr("zh", "portrait.never")
    assert [one.holding.code for one in file.holdings] == ["W-01"]
    assert [one.number for one in file.papers] == [one.number for one in papers]
    assert len(file.assessments) == 1
    there_now = traits.of_files(there, (taken.id,))[taken.id]
    assert there_now.figures["held_ever"] == 1, "the portrait knows what he bought"
    assert [due for due in done(listing.listed(here, here.today() + timedelta(400))) if due.no == client.no] == []
    assert [due for due in done(listing.listed(there, there.today() + timedelta(400))) if due.no == "K-07-0001"]
    for desk, counted in ((here, True), (there, False)):
        figures = all_shown(Reading(desk, whole=True), period_of(desk.today() - timedelta(1), desk.today()))
        found = [one.figure for one in figures if one.indicator.source == "sales"]
        assert any(one.n for one in found) is counted, "a sale counts where it was made, once"
    assert printed_document(there, papers[0].number) == printed_document(here, papers[0].number)
    signed = done(sales.view(there, "J-07-0001")).sale.countersigned
    assert signed is not None
    assert signed.by == f"demo@{here.store.device}"
    for no in ("J-07-0001", papers[0].number):
        assert ("sale", "J-07-0001") in {(hit.kind, hit.no) for hit in done(everything.find(there, no))}, no
    looked = evidence.look(there, "J-07-0001", "zh")
    assert refused_as(looked) == "EXCHANGE.sold_there"
    assert isinstance(looked, Refused)
    assert looked.reasons[0].saw == {"sale": "J-07-0001", "name": f"07 {here.branch.branch}"}, "who asks there finds it"
    (scan,) = [scan for one in done(filing.of_client(there, taken.id)) for scan in one.track.scans]
    assert (scan.name, scan.by) == ("a.png", f"demo@{here.store.device}")
    assert there.store.attachments.get(hashlib.sha256(PNG).hexdigest()) == PNG
    assert there.store.query("SELECT count(*) FROM opened_fact")[0][0] == 0
    assert refused_as(receiving.take_over(there, "K-07-0001", "demo", OWN)) == "EXCHANGE.not_offered"
    carry(there, here)
    carry(here, there)
    assert [one.state for one in done(moving.all_out(here))] == ["taken"]
    assert done(receiving.waiting(there)) == ()
    sound(here, there)
    sits(here, "r2", "reviewer")
    assert refused_as(clients.get(here, client.no)) == "EXCHANGE.moved"


@pytest.mark.parametrize("given", [True, False], ids=["given", "lapsed"])
def test_who_was_reviewed_there_moves_there(apart: Pair, clock: Clock, given: bool) -> None:
    """The question and its papers belong to him, too: he stayed sealed where he left, and no bundle ever helped."""
    here, there = apart
    one = register(here, name=NAME)
    assessed(here, one)
    walk = start(here, clock, one).match().choose("W-01")
    for item in done(selling.items(here, walk.id)):
        done(selling.acknowledge(here, walk.id, item.id, 1, "zh", read_to_end=True))
    walk.understand().record().print().take_back().countersign()
    done(asking.ask(here, walk.id, there.store.device))
    carry(here, there)
    if given:
        sits(there, "reviewer", "reviewer")
        done(answering.answer(there, here.store.device, walk.id, PASSWORD))
        carry(there, here)
        done(confirming.archive(here, walk.id, "A-1"))
    else:
        done(sales.abandon(here, walk.id, "客户放弃"))
    done(moving.give_up(here, one.no, "08", "搬家", SECOND))
    carry(here, there)
    sits(there, "demo", "manager", "compliance", "product_keeper")
    taken = done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    assert [sale.no for sale in done(client_file.read(there, taken.id)).sales] == ["J-07-0001"]
    carry(there, here)
    done(moving.give_up(there, taken.id, "07", "搬回", SECOND))
    carry(there, here)
    done(receiving.take_over(here, "K-07-0001", "demo", OWN))
    carry(here, there)
    sound(here, there)  # the verdict that came once proves the review after he came home, too


def test_refused_or_struck_off_he_stays(apart: Pair, client: Client) -> None:
    """Between two desks nobody is lost: what is refused is open again where he was, and so is what a lost desk has."""
    here, there = apart
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    carry(here, there)
    assert refused_as(receiving.turn_down(there, "K-07-0001", "")) == "INPUT.required"
    done(receiving.turn_down(there, "K-07-0001", "不在本行政区"))
    assert there.store.query("SELECT count(*) FROM opened_fact")[0][0] == 0
    carry(there, here)
    back = done(clients.get(here, client.no))
    assert (back.kept, back.moved_to) == ("open", "")
    assert done(clients.find(here, NAME))
    done(moving.give_up(here, client.no, "08", "再试", SECOND))
    assert refused_as(moving.keep(here, client.no, "不等了")) == "EXCHANGE.unanswered"
    done(enrolling.strike(here, there.store.device, "丢失", OWN))
    assert done(moving.keep(here, client.no, "对方已除名")).state == "refused"
    assert done(clients.get(here, client.no)).kept == "open"
    sound(here, there)


def test_he_comes_home_with_what_happened_there(apart: Pair, client: Client) -> None:
    """Nothing is told twice and nothing is lost on the way back, however often he moves."""
    here, there = apart
    for desk, other, code, no in ((here, there, "08", client.no), (there, here, "07", "K-07-0001")):
        done(moving.give_up(desk, no, code, "搬家", SECOND))
        carry(desk, other)
        done(receiving.take_over(other, "K-07-0001", "demo", OWN))
        carry(other, desk)
        done(clients.report_change(other, client.id, f"在 {other.branch.code} 报告"))
    home = done(clients.get(here, client.id))
    assert (home.no, home.kept, home.moved_to) == (client.no, "open", "")
    assert [one.no for one in done(client_file.read(here, client.no)).sales] == ["J-0001"]
    done(moving.give_up(here, client.no, "08", "又搬家", SECOND))
    carry(here, there)
    taken = done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    assert taken.change_reported_at == home.change_reported_at
    sound(here, there)


def test_what_stands_against_a_move_is_named(apart: Pair, client: Client) -> None:
    """Who would move with open work, without a code, or to a shelf that lacks what he bought, is told what to do."""
    here, there = apart
    sale = done(sales.start(here, client.id)).sale
    answer = moving.give_up(here, client.no, "08", "搬家", SECOND)
    assert isinstance(answer, Refused)
    assert answer.reasons[0].saw["what"] == sale.no
    assert done(moving.look(here, client.no)).running == (sale.no,)
    done(sales.abandon(here, sale.id, "客户放弃"))
    assert refused_as(moving.give_up(here, client.no, "08", "", SECOND)) == "INPUT.required"
    assert refused_as(moving.give_up(here, client.no, "08", "搬家")) == "DATA-08.second"
    assert refused_as(moving.give_up(here, client.no, "99", "搬家", SECOND)) == "EXCHANGE.unknown"
    assert refused_as(moving.give_up(here, "K-9999", "08", "搬家", SECOND)) == "INPUT.unknown"
    here.branch = here.branch.model_copy(update={"code": ""})
    assert refused_as(moving.give_up(here, client.no, there.store.device, "搬家", SECOND)) == "EXCHANGE.no_code"
    coded(here, "07")
    put_on(here, product(code="W-09"))
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    carry(here, there)
    assert refused_as(receiving.take_over(there, "K-07-0001", "nobody", OWN)) == "DESK-18.not_manager"
    assert refused_as(receiving.take_over(there, "K-07-0001", "demo")) == "DATA-08.again"
    assert refused_as(receiving.take_over(there, "K-07-0002", "demo", OWN)) == "EXCHANGE.not_offered"


def test_a_fact_that_the_other_chain_does_not_say_is_found(apart: Pair, client: Client) -> None:
    """Who writes a fact into the own journal as if it had come with a client is named by verify."""
    here, there = apart
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    carry(here, there)
    done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    (first, *_) = there.store.entries(kind=FactMoved.kind)
    fact = first.fact
    assert isinstance(fact, FactMoved)
    there.record(fact.model_copy(update={"said": fact.said.replace("K-0001", "K-0002")}), client.id)
    assert "elsewhere" in {one.what for one in done(checking.rules(there)).faults}


def test_he_and_what_he_holds_count_at_one_desk(apart: Pair, client: Client) -> None:
    """Both branches reported the same 100,000 yuan as held by their clients, and a desk to which he came back told that
    he was still away."""
    here, there = apart

    def counted(desk: Desk) -> tuple[int, ...]:
        today = desk.today()
        shown = all_shown(Reading(desk, whole=True), period_of(today, today))
        held = next(one.figure.n for one in shown if one.indicator.key == "held_at_end")
        return held, len(table_of(desk, "holdings", "zh").rows), len(table_of(desk, "clients", "zh").rows)

    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    carry(here, there)
    assert counted(here) == (1, 1, 1), "until he is taken over he is this desk's"
    done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    carry(there, here)
    assert (counted(here), counted(there)) == ((0, 0, 0), (1, 1, 1))
    done(moving.give_up(there, "K-07-0001", "07", "搬回", SECOND))
    carry(there, here)
    done(receiving.take_over(here, "K-07-0001", "demo", OWN))
    carry(here, there)
    assert (counted(here), counted(there)) == ((1, 1, 1), (0, 0, 0))
    assert done(moving.all_out(here)) == ()
    sound(here, there)


def test_two_desks_that_served_him_are_settled_by_a_person(apart: Pair, client: Client, tmp_path: Path) -> None:
    """A copy of the desk lives on and gives him to a third one too: whoever comes last does not win by that."""
    here, there = apart
    copy = twin_of(here, tmp_path / "copy")
    copy.store.rename_device("COPY0001")
    coded(copy, "09")
    enrol_one_another(copy, there)
    done(clients.report_change(here, client.id, "甲处"))
    done(clients.report_change(copy, client.id, "乙处"))
    for desk in (here, copy):
        done(moving.give_up(desk, client.no, "08", "搬家", SECOND))
        carry(desk, there)
    done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    before = done(clients.get(there, client.id))
    assert refused_as(receiving.take_over(there, "K-09-0001", "demo", OWN)) == "EXCHANGE.own_client"
    both = done(receiving.compare(there, "K-09-0001", "zh"))
    assert [(one.side, one.what[-2:]) for one in both if "处" in one.what] == [("ours", "甲处"), ("theirs", "乙处")]
    settled = Settled("ours", "两处核对，以先到者为准")
    assert refused_as(receiving.take_over(there, "K-09-0001", "demo", OWN, settled=Settled("ours", ""))) == (
        "INPUT.required"
    )
    stands = done(receiving.take_over(there, "K-09-0001", "demo", OWN, settled=settled))
    assert stands == before
    assert len([one for one in there.store.entries(subject=client.id) if "乙处" in (one.payload or "")]) == 1
    carry(there, copy)
    (told,) = done(moving.all_out(copy))
    assert (told.state, told.answer) == ("taken", settled.reason)
    copy.close()
    sound(here, there)


@exhaustive
def test_on_the_screens(apart: Pair, client: Client) -> None:
    """Given up with a second person at one desk, taken over into the own book at the other."""
    here, there = apart

    async def leave(see: Driver) -> None:
        see.app.go(routes.Moves())
        await see.pilot.pause()
        assert cut_off(see.app) == []
        await see.press("1")
        await answer(see, client.no)
        assert NAME in see.text
        await see.press("1")
        await answer(see, "搬家")
        await prove(see)
        assert "已封存" in see.text
        await see.press("escape")
        assert "待对方接收" in see.text

    async def come(see: Driver) -> None:
        see.app.go(routes.Moves())
        await see.pilot.pause()
        assert "K-07-0001" in see.text
        await see.press("enter")
        assert "搬家" in see.text
        await see.press("escape", "4")
        assert "J-07-0001" in see.text
        await see.press("escape", "2")
        await answer(see, PASSWORD)
        assert "已接收" in see.text

    drive(app_over(here), leave, LEAST)
    carry(here, there)
    drive(app_over(there), come, LEAST)
    assert done(clients.get(there, "K-07-0001")).manager == "demo"


@exhaustive
def test_by_commands(apart: Pair, client: Client, run: Run) -> None:
    """Listed, compared, refused: what a script is told."""
    here, there = apart
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    carry(here, there)
    for desk in apart:
        desk.close()

    def at(desk: Desk, *argv: str) -> Ran:
        line = (
            "--desk",
            desk.folder,
            "--user",
            "demo",
            "--password-stdin",
            "--lang",
            "en",
            "exchange",
            *argv,
            "--json",
        )
        return run(*line, "--json", given=f"{PASSWORD}\n" * 2)

    assert at(there, "moves").value["in"][0]["client"] == "K-07-0001"
    assert len(at(there, "compare", "K-07-0001").value) > 10
    assert at(there, "take-over", "K-07-0001", "--refuse", "--settle", "ours").code == 2
    assert at(there, "take-over", "K-07-0001", "--refuse", "--reason", "no").value["state"] == "refused"
    assert "no answer yet" in str(at(here, "keep", client.no, "--reason", "wait").value)
