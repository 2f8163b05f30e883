"""What somebody else must look at is looked at by somebody else, and stops what it should until then."""

from datetime import timedelta
from decimal import Decimal
from itertools import takewhile

import pytest

from rmdesk.desk import assess, checking, clients, confirming, people, printing, sales, selling
from rmdesk.desk.assessment import reviewing as takes
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import seeing
from rmdesk.desk.papers import looking
from rmdesk.desk.sale import reviewing
from rmdesk.desk.shelf import products
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from rmdesk.domain.client_changes import changed
from rmdesk.domain.match import leans_on_raise
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale import BACK_TO, BackTo
from rmdesk.domain.sale_since import since_signed
from rmdesk.faces.sale.checks import Checks
from rmdesk.faces.sale.looks import Looks
from rmdesk.formpack.check.limits import LIMITS
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.people import BEFORE, DAY, match_input, person_profile, product, staff
from support.people import LIMITS as LIMITS_OF_SALES
from support.people import client as person_client
from support.walk import Walk, assessed, put_on, register, start

SECOND = "second-password"


@pytest.fixture
def client(desk: Desk) -> Client:
    """A client, a product of R2, and a reviewer who sells nothing."""
    put_on(desk, product())
    done(people.add(desk, staff("second", "reviewer"), SECOND, PASSWORD, COST))
    done(people.add(desk, staff("both", "manager", "reviewer"), SECOND, PASSWORD, COST))
    return register(desk)


def _printed(desk: Desk, clock: Clock, client: Client) -> Walk:
    """The papers lie on the desk."""
    return start(desk, clock, client).match().choose("W-01").tell().understand().record().print()


def _signable(desk: Desk, clock: Clock, client: Client) -> Walk:
    """All but signed."""
    return _printed(desk, clock, client).take_back()


def _kinds(desk: Desk, client: Client) -> list[str]:
    return [one.kind for one in done(client_dues.of_client(desk, client.id))]


def _hasty(desk: Desk, clock: Clock, client: Client) -> Walk:
    walk = start(desk, clock, client).match().choose("W-01")
    for item in done(selling.items(desk, walk.id)):
        done(selling.acknowledge(desk, walk.id, item.id, 1, "zh", read_to_end=True))
    return walk.understand().record().print().take_back()


def test_what_was_told_too_fast_is_not_filed_unseen(desk: Desk, clock: Clock, client: Client) -> None:
    """SUIT-22: six items acknowledged in two seconds are somebody's duty, though no pack asks for a review of R2."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()
    assert codes(confirming.archive(desk, walk.id)) == ["SALE-01.step", "SALE-13.review"]
    assert "review" in _kinds(desk, client)
    assert "hasty" in {one.key for one in Checks(desk, walk.view, "zh").lines()}
    done(reviewing.review(desk, walk.id, "second", SECOND))
    assert "hasty" not in {one.key for one in Checks(desk, walk.view, "zh").lines()}, "it has been looked at"
    assert "review" not in _kinds(desk, client)
    walk.archive()


def test_what_was_stopped_since_it_was_signed_is_accepted_by_nobody(desk: Desk, clock: Clock, client: Client) -> None:
    """DESK-03: head office stops a product while its sale lies at the reviewer's; it was accepted and filed without a
    word of that."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()

    def said() -> set[str]:
        checks, looks = Checks(desk, walk.view, "zh").lines(), Looks(desk, walk.view, "zh").outstanding()
        found = [{one.texts[0] for one in lines if one.key.startswith("stopped:")} for lines in (checks, looks)]
        assert found[0] == found[1]
        return found[0]

    assert not said()
    done(products.set_status(desk, "W-01", "suspended", "净值异常"))
    assert codes(reviewing.review(desk, walk.id, "second", SECOND)) == ["DESK-03.suspended"]
    assert len(said()) == 1, "nor need the reviewer choose and sign to hear it"
    done(reviewing.send_back(desk, walk.id, "match", "已停售", "second", SECOND))


def test_what_head_office_took_off_its_list_is_accepted_by_nobody(desk: Desk, clock: Clock, client: Client) -> None:
    """SALE-10: what is sold for others and stands on the list no more was filed by its reviewer without a word."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()
    _put(desk, self_issued=False, approved=False)
    assert "SALE-10" in codes(reviewing.review(desk, walk.id, "second", SECOND))


def _since(desk: Desk, walk: Walk) -> list[str]:
    """What screen and checks say first of what changed, by their keys."""
    looks, checks = Looks(desk, walk.view, "zh").lines(), Checks(desk, walk.view, "zh").lines()
    kinds = ("stopped", "since")
    found = [one.key.partition(":")[0] for one in looks]
    first = list(takewhile(lambda kind: kind in kinds, found))
    assert [one for one in found if one in kinds] == first, "before all else"
    assert [kind for one in checks if (kind := one.key.partition(":")[0]) in kinds] == first
    return first


@pytest.mark.parametrize("moved", ["product", "client"])
def test_what_does_not_fit_any_more_is_accepted_by_nobody(desk: Desk, clock: Clock, client: Client, moved: str) -> None:
    """SUIT-01, SUIT-02: the product went up, or the client came down, while the sale lay at the reviewer's: accepted by
    him, an unsuitable sale was complete. He hears it first, and sends it back."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()
    assert _since(desk, walk) == []
    clock.forward(hours=1)
    if moved == "product":
        _put(desk, bank_level="R5")
    else:
        assessed(desk, client, "C1")
    assert _since(desk, walk)[0] == "stopped"
    assert codes(reviewing.review(desk, walk.id, "second", SECOND)) == ["SUIT-02"]
    assert walk.view.sale.reviewed is None
    done(reviewing.send_back(desk, walk.id, "match", "等级已变", "second", SECOND))
    assert _since(desk, walk) == []


def test_a_level_that_rose_within_the_clients_is_told_and_accepted(desk: Desk, clock: Clock, client: Client) -> None:
    """SUIT-14: the client signed under R2 and is to be told; the sale fits him still."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()
    _put(desk, bank_level="R3")
    assert _since(desk, walk) == ["since"]
    done(reviewing.review(desk, walk.id, "second", SECOND))
    assert _since(desk, walk) == []


def test_what_ran_out_since_the_signature_is_told_and_accepted(desk: Desk, clock: Clock, client: Client) -> None:
    """SUIT-20, DESK-15: assessment and certificate were in force when the client signed. The reviewer is told of both;
    whoever reviews and sells elsewhere is not asked for an own certificate."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()
    done(people.change(desk, staff("demo", sells=False), "证书到期", Proof(PASSWORD)))
    rested(desk, clock, days=370)
    found = since_signed(walk.view.sale, walk.view.context)
    assert found.refused == ()
    assert {"SUIT-20.expired"} < {one.code for one in found.told}
    assert set(_since(desk, walk)) == {"since"}
    done(reviewing.review(desk, walk.id, "second", SECOND))


def _put(desk: Desk, **terms: object) -> None:
    row = desk.store.get("product", "W-01")
    assert row is not None
    after = desk.parsed(Product, row["doc"]).model_copy(update=terms)
    with desk.transaction():
        desk.record(facts.ProductChanged(product=after, altered={}, reason="总行通知"), "W-01")


def test_a_review_that_its_signature_did_not_ask_for_holds_up_no_sale(desk: Desk, clock: Clock, client: Client) -> None:
    """SALE-13: after a regrade the page of a signed sale asked for a review that nobody could give, and its key did
    nothing; at another desk, which had not heard of it, the same sale was filed."""
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    walk.countersign()
    _put(desk, bank_level="R5")
    assert walk.view.context.demands.review == "R5"
    checks = Checks(desk, walk.view, "zh")
    assert checks.due() == "archive"
    assert "review" not in {one.key for one in checks.lines()}
    walk.archive()


def test_nothing_is_signed_on_a_flagged_take_that_nobody_looked_at(desk: Desk, clock: Clock, client: Client) -> None:
    """QUES-09: a questionnaire clicked through in seconds sells nothing by itself."""
    taken = assessed(desk, client, seconds=1)
    walk = _printed(desk, clock, client)
    papers = walk.view.context.demands.signed_papers
    early = confirming.papers_returned(desk, walk.id, papers, sentence_seen=True)
    assert codes(early) == ["QUES-09.unreviewed"], "nor does a paper come back signed"
    assert "QUES-09.unreviewed" in codes(confirming.countersign(desk, walk.id))
    desk.actor = staff("second", "reviewer")
    done(takes.review(desk, taken.id, "已电话核实"))
    desk.actor = staff("demo")
    walk.take_back().countersign()
    assert walk.view.sale.countersigned is not None


def test_a_take_that_was_sent_back_carries_no_sale(desk: Desk, clock: Clock, client: Client) -> None:
    """QUES-09: the reviewer's no is heard: the sale stops at its questionnaire, and the manager has a due."""
    taken = assessed(desk, client, "C4", seconds=1)
    walk = _printed(desk, clock, client)
    desk.actor = staff("second", "reviewer")
    done(takes.send_back(desk, taken.id, "答案与谈话不符"))
    assert codes(takes.review(desk, taken.id, "改主意")) == ["QUES-09.reviewed"]
    desk.actor = staff("demo")
    refused = confirming.countersign(desk, walk.id)
    assert codes(refused) == ["SALE-01.step", "QUES-09.sent_back"]
    due = next(one for one in done(client_dues.of_client(desk, client.id)) if one.kind == "reassess")
    assert (due.on, due.about) == (desk.today(), "答案与谈话不符")
    clock.forward(days=1)
    again = assessed(desk, client, "C3")
    assert again.previous_level is None, "a level that was not accepted was never the client's"
    assert done(sales.view(desk, walk.id)).status.current == "match"


def test_a_lifted_level_is_not_freed_of_its_review_by_taking_it_once_more(
    desk: Desk, clock: Clock, client: Client
) -> None:
    """QUES-09: one more take of the same height, and the first one's review would be nobody's business."""
    assessed(desk, client, "C2")
    clock.forward(days=1)
    first = assessed(desk, client, "C4")
    again = assessed(desk, client, "C4")
    assert [one.flags for one in (first, again)] == [("lift",), ("lift",)]
    desk.actor = staff("second", "reviewer")
    for one in (first, again):
        done(takes.review(desk, one.id, "已与客户核实"))
    desk.actor = staff("demo")
    clock.forward(days=1)
    assert not assessed(desk, client, "C4").flags, "what was accepted is the client's level"


def test_a_flagged_take_is_reviewed_at_the_desk_of_whoever_took_it(desk: Desk, clock: Clock, client: Client) -> None:
    """QUES-09: in a branch with one terminal the reviewer would have to lock the seller out to look at answers. Nobody
    signs for another, nor whom it concerns, and the journal knows who it was."""
    taken = assessed(desk, client, seconds=1)
    assert [one.login for one in done(takes.reviewers(desk, taken.id))] == ["both", "second"]
    assert codes(takes.review(desk, taken.id, "已电话核实", Proof("wrong", "second"))) == ["DATA-08.password"]
    assert codes(takes.review(desk, taken.id, " ", Proof(SECOND, "second"))) == ["INPUT.required"]
    assert codes(takes.review(desk, taken.id, "已电话核实", Proof(PASSWORD, "demo"))) == ["DATA-08.same_person"]
    desk.actor = staff("demo", "manager")
    assert codes(takes.review(desk, taken.id, "没有问题")) == ["DATA-08.role"], "his own word alone is none"
    desk.actor = staff("demo")
    reviewed = done(takes.review(desk, taken.id, "已电话核实", Proof(SECOND, "second"))).reviewed
    assert reviewed is not None
    assert (reviewed.by, reviewed.note) == ("second", "已电话核实")
    assert codes(takes.reviewers(desk, taken.id)) == ["QUES-09.reviewed"]
    clock.forward(days=1)
    again = assessed(desk, client, "C2", seconds=1)
    done(takes.send_back(desk, again.id, "与谈话不符", Proof(SECOND, "both")))
    assert done(checking.rules(desk)).faults == ()


@pytest.mark.parametrize("login", ["demo", "both"])
def test_whoever_took_it_or_sells_on_it_does_not_review_it(
    desk: Desk, clock: Clock, client: Client, login: str
) -> None:
    """QUES-09: the watched person closes the review of his own fast questionnaire."""
    taken = assessed(desk, client, seconds=1)
    desk.actor = staff("both", "manager", "reviewer")
    start(desk, clock, client).match()
    desk.actor = staff(login, "manager", "reviewer")
    for decide in (takes.review, takes.send_back):
        assert codes(decide(desk, taken.id, "没有问题")) == ["DATA-08.same_person"]


def test_whoever_did_a_part_of_the_selling_does_not_review(desk: Desk, clock: Clock, client: Client) -> None:
    """SALE-13: one tells, another signs, and neither of them looks at it for the bank."""
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01")
    desk.actor = staff("both", "manager", "reviewer")
    for item in done(selling.items(desk, walk.id)):
        done(selling.acknowledge(desk, walk.id, item.id, 1, "zh", read_to_end=True))
    desk.actor = staff("demo")
    walk.understand().record().print().take_back().countersign()
    assert codes(reviewing.review(desk, walk.id, "both", SECOND)) == ["DATA-08.same_person"]
    assert codes(reviewing.send_back(desk, walk.id, "match", "x", "both", SECOND)) == ["DATA-08.same_person"]
    assert [one.login for one in done(reviewing.reviewers(desk, walk.id))] == ["second"]


@pytest.mark.parametrize("step", BACK_TO)
def test_a_sale_that_is_sent_back_is_done_again_from_there(
    desk: Desk, clock: Clock, client: Client, step: BackTo
) -> None:
    """SALE-13: the signature falls, nothing is held, the seller has a due with the remark; signed again it ends."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()
    assert codes(reviewing.send_back(desk, walk.id, step, " ", "second", SECOND)) == ["INPUT.required"]
    view = done(reviewing.send_back(desk, walk.id, step, "揭示时间过短，请重新说明", "second", SECOND))
    assert view.status.current == step
    assert view.sale.countersigned is None
    assert done(seeing.of_client(desk, client.id)).lines == ()
    dues = {one.kind: one for one in done(client_dues.of_client(desk, client.id))}
    assert "review" not in dues
    assert "揭示时间过短" in dues["sent_back"].about
    assert dues["sent_back"].act == "sales.work"
    assert codes(client_dues.settle(desk, dues["sent_back"].id, "改好了")) == ["DESK-07.act"]
    if step == "match":
        walk.match().choose("W-01")
    if step != "confirm":
        walk.tell().understand().record().print()
    walk.take_back().countersign()
    assert walk.view.sale.sent_back is None
    assert "sent_back" not in _kinds(desk, client)
    if walk.view.sale.review:
        done(reviewing.review(desk, walk.id, "second", SECOND))
    walk.archive()
    assert [one.holding.id for one in done(seeing.of_client(desk, client.id)).lines] == [walk.id]


def test_what_was_reviewed_or_needs_none_is_not_sent_back(desk: Desk, clock: Clock, client: Client) -> None:
    """SALE-13: nobody undoes a signature that waits for nobody."""
    assessed(desk, client)
    walk = _signable(desk, clock, client)
    assert codes(reviewing.send_back(desk, walk.id, "match", "x", "second", SECOND)) == ["SALE-13.countersign"]
    walk.countersign()
    assert codes(reviewing.send_back(desk, walk.id, "match", "x", "second", SECOND)) == ["SALE-13.reviewed"]
    walk.archive()


def test_a_sale_that_ends_leaves_no_review_behind(desk: Desk, clock: Clock, client: Client) -> None:
    """DESK-07: a reviewer is not called for what the client cancelled."""
    assessed(desk, client)
    walk = _hasty(desk, clock, client).countersign()
    done(sales.abandon(desk, walk.id, "客户取消"))
    assert {"review", "sent_back"}.isdisjoint(_kinds(desk, client))


def test_the_reviewer_reads_the_papers_first(desk: Desk, clock: Clock, client: Client) -> None:
    """SALE-13: he may not print, but he reads what was printed, with numbers masked (DATA-05)."""
    assessed(desk, client)
    walk = _signable(desk, clock, client)
    desk.actor = staff("second", "reviewer")
    for one in walk.view.sale.printed:
        found = done(looking.look(desk, one.number))
        text = "\n".join(f"{line.label} {line.text}" for line in found.lines)
        assert len(found.lines) > 5
        assert client.profile["id_number"] not in text
        assert client.profile["phone"] not in text
    assert codes(looking.look(desk, "P-9999")) == ["INPUT.unknown"]
    assert codes(printing.print_sale(desk, walk.id, desk.folder / "papers", "zh")) == ["DATA-08.role"]


def test_a_pack_cannot_switch_the_reviews_off() -> None:
    """SUIT-22, QUES-09: a bank sets how fast is too fast, not that nothing ever is."""
    assert LIMITS["told_seconds"].low >= 2
    assert LIMITS["lift_before_sale_days"].low >= 1
    assert LIMITS["same_pattern_count"].high <= 50


def test_an_unflagged_take_asks_nobody(desk: Desk, client: Client) -> None:
    """QUES-09: what is not flagged has no review to note."""
    taken = assessed(desk, client)
    assert not taken.awaits_review
    desk.actor = staff("second", "reviewer")
    assert codes(takes.review(desk, taken.id, "看过")) == ["QUES-09.unflagged"]
    assert not isinstance(assess.get(desk, taken.id), Refused)
    assert done(assess.get(desk, taken.id)).on + timedelta(0) == taken.on


def _richer(desk: Desk, client: Client, **amounts: str) -> None:
    profile = done(clients.get(desk, client.id)).profile | amounts
    done(clients.change(desk, client.id, profile, "客户告知"))


def test_a_sale_that_only_raised_means_allow_waits_for_a_reviewer(desk: Desk, clock: Clock, client: Client) -> None:
    """SUIT-03: the seller alone writes nine millions into the file, and every limit is gone the same minute."""
    lifted = Decimal(client.profile["financial_assets"])
    assessed(desk, client)
    _richer(desk, client, financial_assets=str(lifted * 10))
    walk = start(desk, clock, client).match().choose("W-01", lifted).tell().understand().record().print().take_back()
    walk.countersign()
    assert walk.view.sale.review == "raised"
    assert codes(confirming.archive(desk, walk.id)) == ["SALE-01.step", "SALE-13.review"]
    seen = {one.key: one.texts for one in Looks(desk, walk.view, "zh").lines()}
    assert "4,000,000.00" in seen["raised:financial_assets"][1], "what it was and is, before he says yes"
    done(reviewing.review(desk, walk.id, "second", SECOND))
    walk.archive()
    clock.forward(days=desk.thresholds().means_fresh_days)
    later = done(sales.view(desk, start(desk, clock, client).match().choose("W-01", lifted).id))
    assert later.context.demands.review == "", "what stood so long is the client's"


@pytest.mark.parametrize(
    ("changes", "leans"),
    [
        ([("financial_assets", "800000", "9000000")], True),
        ([("financial_assets", "800000", "850000")], True),
        ([("financial_assets", "1200000", "9000000")], False),
        ([("financial_assets", "9000000", "800000"), ("financial_assets", "800000", "9000000")], True),
        ([("financial_assets", "800000", ""), ("financial_assets", "", "9000000")], True),
        ([("financial_assets", "", "9000000")], False),
        ([("address", "甲", "乙")], False),
    ],
)  # fmt: skip
def test_it_leans_on_a_raise_where_the_figures_before_would_not_do(
    changes: list[tuple[str, str, str]], leans: bool
) -> None:
    """SUIT-03: to put it up in two steps, or by way of nothing, is to put it up."""
    rich = person_client(person_profile(financial_assets="9000000"))
    for key, before, after in changes:
        rich = changed(rich, {key: (before, after)}, BEFORE, DAY)
    limits = LIMITS_OF_SALES.model_copy(update={"means_fresh_days": 30})
    bought = match_input(rich, "C5", amount=Decimal(500_000), thresholds=limits)
    assert leans_on_raise(product(), bought) is leans
    assert not leans_on_raise(product(), bought.model_copy(update={"day": DAY + timedelta(days=30)}))
    assert not leans_on_raise(product(), match_input(rich, "C5", amount=Decimal(400_000), thresholds=LIMITS_OF_SALES))
