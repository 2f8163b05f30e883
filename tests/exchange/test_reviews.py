"""A review that one desk asks for and another gives: only its papers travel, only somebody apart decides (SALE-13)."""

from datetime import timedelta
from pathlib import Path

import pytest

from cli.conftest import Ran, Run, run
from exchange.meeting import OWN, carry, give, refused_as
from rmdesk.desk import checking, clients, confirming, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, ending, listing
from rmdesk.desk.exchange import answering, asking, enrolling, standing, taking
from rmdesk.desk.masking import numbers_of
from rmdesk.desk.search import everything
from rmdesk.desk.shelf import products
from rmdesk.domain.exchange_reviews import ReviewAnswered, ReviewReturned
from rmdesk.domain.facts import DeskUnlocked
from rmdesk.domain.people import Role
from rmdesk.domain.sale import Sale
from rmdesk.store.export import journal_lines
from rmdesk.tools import verify_journal
from rmdesk.tui import routes
from rmdesk.tui.lines import hit_rows
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import product, staff
from support.tiers import exhaustive
from support.walk import assessed, put_on, register, start
from tui.hands import fill
from tui.looking import cut_off
from tui.stage import LEAST, Driver, app_over, drive

NAME = "欧阳静怡"
Pair = tuple[Desk, Desk]
__all__ = ["run"]


def sits(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody else unlocks the desk."""
    desk.actor = staff(login, *roles)
    desk.record(DeskUnlocked(), login)


@pytest.fixture
def asked(pair: Pair, clock: Clock) -> Sale:
    """A sale at the first desk that was told too fast and signed; its review is asked of the second."""
    here, there = pair
    put_on(here, product())
    client = register(here, name=NAME, id_type="passport", id_number="E7654321")
    assessed(here, client)
    walk = start(here, clock, client).match().choose("W-01")
    for item in done(selling.items(here, walk.id)):
        done(selling.acknowledge(here, walk.id, item.id, 1, "zh", read_to_end=True))
    walk.understand().record().print().take_back().countersign()
    done(asking.ask(here, walk.id, there.store.device))
    return walk.view.sale


def said(desk: Desk) -> int:
    """How many facts of others are open here."""
    return int(desk.store.query("SELECT count(*) FROM opened_fact")[0][0])


def sound(*desks: Desk) -> None:
    """Nothing is wrong with chains, tables and rules."""
    for desk in desks:
        assert desk.store.replay().faults == ()
        assert done(checking.rules(desk)).faults == ()


def test_what_waits_for_no_review_is_asked_of_nobody(pair: Pair, clock: Clock) -> None:
    """Whoever asks too early is told of asking, not of sending back."""
    here, there = pair
    walk = start(here, clock, register(here))
    assert refused_as(asking.ask(here, walk.id, there.store.device)) == "SALE-13.not_asked"


def test_asked_here_and_given_there(pair: Pair, asked: Sale, clock: Clock) -> None:
    """The papers are read there, the verdict comes back and is the review's act; the papers leave no copy there."""
    here, there = pair
    assert refused_as(asking.ask(here, asked.id, there.store.device)) == "EXCHANGE.asked"
    (stands,) = done(standing.status(here))
    assert [one.no for one in stands.asked] == [asked.no]
    first = give(here, there)
    assert NAME.encode() not in first.file.read_bytes()
    done(taking.take(there, first.file))
    sits(there, "reviewer", "reviewer")
    (one,) = done(answering.waiting(there))
    assert [due.subject.id for due in done(listing.listed(there)) if due.kind == "elsewhere.review"] == [
        f"{here.store.device}:{asked.id}"
    ]
    key = f"review_for:{here.store.device}:{asked.id}"
    done(ending.postpone(there, key, there.today() + timedelta(2), "请假"))
    there.clock = Clock(clock().replace(day=clock().day + 1))
    (due,) = [due for due in done(listing.listed(there)) if due.kind == "elsewhere.review"]
    assert due.later is not None, "it stays put off on the next day"
    assert said(there) == len(one.ask.papers) >= 3
    texts = [done(answering.look(there, one.device, asked.id, paper.number)) for paper in one.ask.papers]
    shown = "\n".join(line.text for text in texts for line in text.lines)
    assert NAME in shown
    numbers = numbers_of(done(clients.get(here, asked.client_id)))
    assert there.store.exchange.hidden_in(one.device, one.ask.papers[0].seq) == numbers
    assert [number for number in numbers if number in shown] == [], "numbers of people are masked (DATA-05)"
    done(answering.answer(there, one.device, asked.id, PASSWORD))
    assert (said(there), done(answering.waiting(there))) == (0, ())
    assert refused_as(answering.look(there, one.device, asked.id, one.ask.papers[0].number)) == "EXCHANGE.decided"
    back = give(there, here)
    done(taking.take(here, back.file))
    sale = done(sales.view(here, asked.id)).sale
    assert sale.reviewed is not None
    assert sale.reviewed.by == f"reviewer@{there.store.device}"
    assert not [due for due in done(client_dues.of_client(here, asked.client_id)) if due.kind == "review"]
    assert done(standing.status(here))[0].asked == ()
    carry(there, here)  # not confirmed there yet, so the verdict comes once more
    assert [entry.kind for entry in here.store.entries(subject=asked.id)].count("sale.reviewed/1") == 1
    done(confirming.archive(here, asked.id, "A-1"))
    sound(here, there)


def test_what_was_stopped_meanwhile_is_not_accepted_there_either(pair: Pair, asked: Sale) -> None:
    """DESK-03: a product stopped here while the sale lay at another desk's reviewer would be filed as sold."""
    here, there = pair
    carry(here, there)
    done(products.set_status(here, asked.choice.code if asked.choice else "", "suspended", "净值异常"))
    sits(there, "reviewer", "reviewer")
    (one,) = done(answering.waiting(there))
    done(answering.answer(there, one.device, asked.id, PASSWORD))
    carry(there, here)
    assert done(sales.view(here, asked.id)).sale.reviewed is None
    assert "SALE-13.review" in codes(confirming.archive(here, asked.id, "A-1"))
    sound(here, there)


@exhaustive
def test_sent_back_with_a_remark(pair: Pair, asked: Sale) -> None:
    """The signature falls at the asking desk, and the seller has the remark."""
    here, there = pair
    carry(here, there)
    sits(there, "reviewer", "reviewer")
    assert (
        refused_as(answering.answer(there, here.store.device, asked.id, PASSWORD, step="disclose")) == "INPUT.required"
    )
    done(answering.answer(there, here.store.device, asked.id, PASSWORD, step="disclose", remark="揭示过快"))
    carry(there, here)
    sale = done(sales.view(here, asked.id)).sale
    assert sale.countersigned is None
    assert sale.sent_back is not None
    assert sale.sent_back.remark == "揭示过快"
    assert "sent_back" in [due.kind for due in done(client_dues.of_client(here, asked.client_id))]
    sound(here, there)


def test_whoever_sold_does_not_review_at_another_desk(pair: Pair, asked: Sale) -> None:
    """The same person may work at two desks: the bank's number or the name tells."""
    here, there = pair
    carry(here, there)
    answer = answering.answer(there, here.store.device, asked.id, PASSWORD)
    assert refused_as(answer) == "DATA-08.same_person", "demo sold at the other desk"
    sits(there, "reviewer", "reviewer")
    assert refused_as(answering.answer(there, here.store.device, asked.id, "wrong")) == "DATA-08.password"


def test_decided_here_it_lapses_there(pair: Pair, asked: Sale) -> None:
    """Who decides first decides: the other desk's question falls away with the next bundle, papers and all; a verdict
    that was under way counts no more."""
    here, there = pair
    carry(here, there)
    sits(there, "reviewer", "reviewer")
    done(answering.answer(there, here.store.device, asked.id, PASSWORD))
    done(sales.abandon(here, asked.id, "客户放弃"))
    carry(there, here)
    (late,) = [entry.fact for entry in here.store.entries(kind=ReviewReturned.kind)]
    assert isinstance(late, ReviewReturned)
    assert not late.counts
    assert done(sales.view(here, asked.id)).sale.reviewed is None
    sound(here, there)


@exhaustive
def test_an_open_question_lapses(pair: Pair, asked: Sale) -> None:
    """Nothing of a client stays at a desk that is not needed any more."""
    here, there = pair
    carry(here, there)
    assert said(there)
    done(sales.abandon(here, asked.id, "客户放弃"))
    carry(here, there)
    assert (said(there), done(answering.waiting(there))) == (0, ())
    sound(here, there)


def test_a_struck_desk_gives_no_review(pair: Pair, asked: Sale) -> None:
    """What it answers afterwards stands in quarantine."""
    here, there = pair
    carry(here, there)
    sits(there, "reviewer", "reviewer")
    done(answering.answer(there, here.store.device, asked.id, PASSWORD))
    done(enrolling.strike(here, there.store.device, "丢失", OWN))
    assert carry(there, here).peer.quarantined
    assert done(sales.view(here, asked.id)).sale.reviewed is None
    sound(here)


def test_a_review_that_nobody_gave_is_found(pair: Pair, asked: Sale) -> None:
    """Who writes a verdict into the own journal lacks the other desk's chain, and verify says so."""
    here, there = pair
    carry(here, there)
    sits(there, "reviewer", "reviewer")
    done(answering.answer(there, here.store.device, asked.id, PASSWORD))
    carry(there, here)
    here.store.query("DROP TRIGGER opened_fact_delete")
    here.store.query("DELETE FROM opened_fact")
    faults = done(checking.rules(here)).faults
    assert [one.what for one in faults] == ["elsewhere"]
    (answered,) = [entry.fact for entry in there.store.entries(kind=ReviewAnswered.kind)]
    assert isinstance(answered, ReviewAnswered)
    forged = ReviewReturned(device="NOBODY", seq=1, verdict=answered.verdict, counts=True)
    here.record(forged, asked.id)
    assert {one.what for one in done(checking.rules(here)).faults} == {"elsewhere"}


@exhaustive
def test_the_stand_alone_verifier_knows_the_reviewer(pair: Pair, asked: Sale, tmp_path: Path) -> None:
    """Who reads the journal without rmdesk comes to the same verdict."""
    here, there = pair
    carry(here, there)
    sits(there, "reviewer", "reviewer")
    done(answering.answer(there, here.store.device, asked.id, PASSWORD))
    carry(there, here)
    file = tmp_path / "journal.jsonl"
    file.write_text("\n".join(journal_lines(here.store, lambda _seq, _kind: True)), encoding="utf-8")
    assert verify_journal.main([str(file)]) == 0
    (told,) = here.store.entries(kind=ReviewReturned.kind)
    with here.transaction():
        here.store.erase([told.id], "期满", actor="demo", subject=asked.client_id, at=here.sure_now())
        here.store.exchange.close_about([asked.id])
    assert said(here) == 0, "at the end of retention nothing is left of what the other desk said"
    file.write_text("\n".join(journal_lines(here.store, lambda _seq, _kind: True)), encoding="utf-8")
    assert verify_journal.main([str(file)]) == 0
    sound(here)


def test_a_review_that_is_asked_here_is_found_by_its_number(pair: Pair, asked: Sale) -> None:
    """The list of the day named its number, and the search knew nothing of it."""
    here, there = pair
    carry(here, there)
    sits(there, "reviewer", "reviewer")
    (hit,) = (one for one in done(everything.find(there, "j-1")) if one.kind == "review")
    assert hit.no == "J-0001"
    assert hit_rows.route_of(hit) == routes.ReviewFor(here.store.device, asked.id)
    sits(there, "clerk", "manager")
    assert [one for one in done(everything.find(there, "J-0001")) if one.kind == "review"] == []


@exhaustive
def test_on_the_screen(pair: Pair, asked: Sale) -> None:
    """From the day's list: the papers are read and ticked, then the reviewer accepts with the own password."""
    here, there = pair
    carry(here, there)
    sits(there, "reviewer", "reviewer")

    async def walk(see: Driver) -> None:
        assert "他处销售复核" in see.text
        see.app.go(routes.ReviewFor(here.store.device, asked.id))
        await see.pilot.pause()
        assert see.table == "review_for"
        assert cut_off(see.app) == []
        await see.press("enter")
        assert see.table == "paper"
        await see.press("escape")
        assert "✓" in see.text
        await see.press("1")
        await fill(see, PASSWORD)
        await see.press("f10")
        assert see.table == "home"

    drive(app_over(there), walk, LEAST)
    assert done(answering.waiting(there)) == ()


@exhaustive
def test_asked_from_the_review_of_the_sale(pair: Pair, asked: Sale) -> None:
    """Beside accepting and sending back: which desk, among those that are enrolled."""
    here, there = pair

    async def walk(see: Driver) -> None:
        see.app.go(routes.SaleReview(asked.id))
        await see.pilot.pause()
        assert cut_off(see.app) == []
        await see.press("3")
        assert there.store.device in see.text
        await see.press("1")
        assert "销售 J-0001 已请工作台" in see.text

    drive(app_over(here), walk, LEAST)


@exhaustive
def test_by_commands(pair: Pair, asked: Sale, run: Run) -> None:
    """Listed, read, decided; and asked at the other end."""
    here, there = pair
    carry(here, there)
    for desk in pair:
        desk.close()

    def at(desk: Desk, user: str, *argv: str) -> Ran:
        line = ("--desk", desk.folder, "--user", user, "--password-stdin", "--lang", "en", "exchange", *argv, "--json")
        return run(*line, given=f"{PASSWORD}\n" * 2)

    again = at(here, "demo", "ask", asked.no, "--to", there.store.device)
    assert again.value["refused"][0]["detail"].endswith("already.")
    (one,) = at(there, "reviewer", "review").value
    assert (one["sale"], one["desk"]) == (asked.no, here.store.device)
    paper = at(there, "reviewer", "review", asked.no, "--paper", one["papers"][0])
    assert len(paper.value["lines"]) > 5
    assert at(there, "reviewer", "review", asked.no, "--accept", "--back", "match").code == 2
    assert at(there, "reviewer", "review", asked.no, "--accept").value["accepted"] is True
    assert at(there, "reviewer", "review").value == []
