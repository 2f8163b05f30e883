"""Match, explain, disclose, confirm: each act is refused while its need is not met, and redoing undoes (SALE-01)."""

import hashlib
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import clients, confirming, matching, printing, sales, selling
from rmdesk.desk.archive import tracking
from rmdesk.desk.audit import trail
from rmdesk.desk.audit.seeking import Sought
from rmdesk.desk.desk import Desk
from rmdesk.domain.fact import read_fact
from rmdesk.domain.facts import OpinionGiven
from rmdesk.domain.match import Withheld
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import HORIZON_DAYS, Wish
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import codes, done
from support.people import product
from support.walk import AMOUNT, Walk, assessed, put_on, register, start


@pytest.fixture
def walk(desk: Desk, clock: Clock) -> Walk:
    """A client of C3 with a product of R2 chosen."""
    put_on(desk, product(), product(code="W-02", worst_loss=Decimal("0.2")))
    client = register(desk)
    assessed(desk, client)
    return start(desk, clock, client).match().choose("W-01")


def _missing(walk: Walk, step: str) -> list[str]:
    return [reason.code for name, found in walk.view.status.missing.items() if name == step for reason in found]


def test_no_step_before_its_predecessor(desk: Desk, clock: Clock) -> None:
    """SALE-01: the refusal names the step that comes first, and why it is not done."""
    put_on(desk, product())
    client = register(desk)
    sale = start(desk, clock, client).id
    early = ["SALE-01.step", "SALE-01.step"]
    assert codes(selling.choose(desk, sale, "W-01", AMOUNT)) == ["SALE-01.step"]
    assert codes(selling.items(desk, sale)) == early
    assert codes(selling.acknowledge(desk, sale, "basics", 9, "zh", read_to_end=True)) == early
    assert codes(selling.note_recording(desk, sale, "S-1001", desk.now())) == early
    assert codes(printing.print_sale(desk, sale, desk.folder, "zh")) == early
    assert codes(confirming.papers_returned(desk, sale, (), sentence_seen=True)) == early
    assert codes(confirming.countersign(desk, sale)) == early
    assert codes(confirming.archive(desk, sale)) == early
    done(selling.run_match(desk, sale))
    assert codes(selling.choose(desk, sale, "W-01", AMOUNT)) == ["SUIT-20.none"]
    clock.forward(minutes=1)
    assessed(desk, client)
    assert codes(selling.choose(desk, sale, "W-01", AMOUNT)) == ["SALE-01.opinion"]
    assert codes(selling.items(desk, sale)) == ["SALE-01.step", "SALE-01.opinion"]


def test_an_empty_shelf_says_who_fills_it(desk: Desk, clock: Clock) -> None:
    """DESK-03: a new branch's first match is no empty list, it says whose turn it is and how."""
    client = register(desk)
    assessed(desk, client)
    answer = selling.run_match(desk, start(desk, clock, client).id)
    assert codes(answer) == codes(matching.match(desk, client.id)) == ["DESK-03.empty"]
    assert isinstance(answer, Refused)
    assert "产品管理员" in desk.pack.say(answer.reasons[0], "zh").next


@pytest.mark.parametrize("amount", ["0", "-20000", "NaN", "Infinity", "10000.001", "10500"])
def test_only_an_amount_that_can_be_paid_is_chosen(walk: Walk, amount: str) -> None:
    """Neither nothing nor nonsense, and in the product's steps."""
    answer = selling.choose(walk.desk, walk.id, "W-01", Decimal(amount))
    assert codes(answer)[0] in {"INPUT.amount", "DESK-03.step"}


def test_items_are_acknowledged_in_order_and_read_to_their_end(walk: Walk) -> None:
    """SUIT-22: no item is passed over, none unread."""
    first, second, *_ = done(selling.items(walk.desk, walk.id))

    def told(item: str, *, to_the_end: bool = True) -> object:
        return selling.acknowledge(walk.desk, walk.id, item, 9, "zh", read_to_end=to_the_end)

    assert codes(told(second.id)) == ["SUIT-22.order"]
    assert codes(told(first.id, to_the_end=False)) == ["SUIT-22.unread"]
    assert codes(told("nothing")) == ["INPUT.unknown"]
    done(selling.acknowledge(walk.desk, walk.id, first.id, -5, "zh", read_to_end=True))
    assert [(one.item, one.seconds) for one in walk.view.sale.acknowledged] == [(first.id, 0)]
    done(selling.acknowledge(walk.desk, walk.id, second.id, 9, "en", read_to_end=True))


def test_no_item_was_told_for_longer_than_there_was_time(walk: Walk) -> None:
    """SUIT-22: nine seconds that no clock saw pass as unhurried, and nobody looks at the sale again (SALE-13)."""
    first, second, *_ = done(selling.items(walk.desk, walk.id))
    walk.clock.forward(seconds=5)
    done(selling.acknowledge(walk.desk, walk.id, first.id, 3600, "zh", read_to_end=True))
    done(selling.acknowledge(walk.desk, walk.id, second.id, 9, "zh", read_to_end=True))
    first_told, second_told = walk.view.sale.acknowledged
    assert 5 <= first_told.seconds <= 6
    assert second_told.seconds <= 1


def test_the_very_words_are_kept(walk: Walk) -> None:
    """COMP-16: what was on the screen, in the language it was read in, with this client's worst case."""
    walk.tell()
    kept = list(walk.desk.store.entries(kind="sale.item_acknowledged/1"))
    texts = {entry.fact.model_dump()["acknowledged"]["item"]: entry.fact.model_dump()["text"] for entry in kept}
    assert "2,000.00 元" in texts["risks"]
    assert all("{" not in text for text in texts.values())


def test_no_question_before_everything_was_told(walk: Walk) -> None:
    """What was not told cannot have been understood."""
    asked = done(selling.questions(walk.desk, walk.id))
    assert codes(selling.answer(walk.desk, walk.id, asked[0].id, asked[0].correct)) == ["SUIT-22.items"]
    walk.tell()
    assert codes(selling.answer(walk.desk, walk.id, "Q99", "A")) == ["INPUT.unknown"]
    assert codes(selling.answer(walk.desk, walk.id, asked[0].id, "Z")) == ["INPUT.choice"]
    wrong = next(one.key for one in asked[0].options if one.key != asked[0].correct)
    assert not done(selling.answer(walk.desk, walk.id, asked[0].id, wrong)).right
    assert _missing(walk, "disclose") == ["SUIT-22.understanding"]
    walk.understand()
    assert _missing(walk, "disclose") == []


@pytest.mark.parametrize(
    ("reference", "sha256", "days", "case"),
    [
        ("  ", "", 0, "INPUT.required"),
        ("S-1001", "abc", 0, "SALE-09.digest"),
        ("S-1001", "g" * 64, 0, "SALE-09.digest"),
        ("S-1001", "", 1, "SALE-09.ahead"),
        ("S-1001", "", 1 / 1440, "SALE-09.ahead"),
        ("S-1001", "", -30, "SALE-09.before"),
        ("无", "", 0, "SALE-09.number"),
        *(
            (said, "", 0, "SALE-09.number")
            for said in ("待补 -", "0", "123", "未录2026", "明天补2026", "N/A 2026", "K-0001")
        ),
        *(
            (said, "", 0, "SALE-09.number")
            for said in ("没录音 2026-11-30", "13800000001", "见K-0001", "0000", "2026-11-21")
        ),
        *(("S-1001", said, 0, "SALE-09.digest") for said in ("0" * 64, hashlib.sha256(b"").hexdigest())),
        ("S-1001", "A" * 64, 0, None),
    ],
)
def test_a_recordings_reference_is_checked(
    walk: Walk, reference: str, sha256: str, days: float, case: str | None
) -> None:
    """SALE-09: a reference, a digest that is one, and a recording of this sale: from pitch to confirmation."""
    at = walk.desk.now() + timedelta(days)
    answer = selling.note_recording(walk.desk, walk.id, reference, at, sha256)
    if case is None:
        recording = done(answer).sale.recording
        assert recording is not None
        assert recording.sha256 == "a" * 64
    else:
        assert codes(answer) == [case]


def test_a_file_s_number_is_no_recording(walk: Walk) -> None:
    """SALE-09: the number of another client or sale, or the client's own ID, stood for the recording that was due."""
    client = register(walk.desk, name="另一人", id_type="passport", id_number="E7654321", phone="13900000009")
    assessed(walk.desk, client)
    other = start(walk.desk, walk.clock, client).view.sale
    mine = done(clients.get(walk.desk, walk.view.sale.client_id))
    walk.tell().understand()
    no = client.no.lower().replace("-", "")
    for written in (client.no, f"见{client.no}", f"{no}（副本）", other.no, f"同{other.no}", f"身份证{mine.number}"):
        answer = selling.note_recording(walk.desk, walk.id, written, walk.desk.now())
        assert codes(answer) == ["SALE-09.number"], written
    done(selling.note_recording(walk.desk, walk.id, f"REC-{client.no}", walk.desk.now()))


def test_a_recording_is_of_one_client(walk: Walk) -> None:
    """SALE-09: what another client was told is nobody else's proof; the sales of one client may share a recording."""
    walk.tell().understand().record()
    shared = walk.view.sale.recording
    assert shared is not None
    more = Walk(
        walk.desk, walk.clock, done(sales.start(walk.desk, walk.view.sale.client_id, walk.view.sale.visit_id)).sale.id
    )
    assert more.match().choose("W-02").tell().understand().record().view.sale.recording is not None
    client = register(walk.desk, name="另一人", id_type="passport", id_number="E7654321", phone="13900000009")
    assessed(walk.desk, client)
    other = start(walk.desk, walk.clock, client).match().choose("W-01").tell().understand()
    for written in (f" {shared.reference} ", shared.reference.replace("-", " "), shared.reference.replace("-", "－")):
        answer = selling.note_recording(other.desk, other.id, written, other.desk.now())
        assert codes(answer) == ["SALE-09.used"]
        assert isinstance(answer, Refused)
        assert answer.reasons[0].saw["sale"] in {walk.view.sale.no, more.view.sale.no}
    done(selling.note_recording(walk.desk, walk.id, "S-1001", walk.desk.now(), "a" * 64))
    assert codes(selling.note_recording(other.desk, other.id, "S-2002", other.desk.now(), "A" * 64)) == ["SALE-09.used"]
    for written in ("s-01001", "S-1001（副本）", "同S1001", "1001", "S-1001A"):
        assert codes(selling.note_recording(other.desk, other.id, written, other.desk.now())) == ["SALE-09.used"], (
            written
        )
    for written in ("T-1001", "S-1010", "S-10010", "S-11001"):
        done(selling.note_recording(other.desk, other.id, written, other.desk.now()))
    other.record()


def test_the_countersignature_waits_for_everything(walk: Walk) -> None:
    """SALE-03, SALE-09, SALE-13: recording, papers, signatures, the copied sentence."""
    walk.tell().understand()
    assert codes(confirming.countersign(walk.desk, walk.id)) == [
        "SALE-09", "SALE-13.printed", "SALE-13.returned", "SALE-03"
    ]  # fmt: skip
    walk.record()
    signed = walk.view.context.demands.signed_papers
    early = confirming.papers_returned(walk.desk, walk.id, signed, sentence_seen=True)
    assert codes(early) == ["SALE-13.printed"]
    walk.print()
    done(confirming.papers_returned(walk.desk, walk.id, signed[:-1], sentence_seen=False))
    assert codes(confirming.countersign(walk.desk, walk.id)) == ["SALE-13.returned", "SALE-03"]
    walk.take_back().countersign()


def test_after_the_countersignature_nothing_is_ticked_off_again(walk: Walk) -> None:
    """The record of what came back signed stands."""
    walk.tell().understand().record().print().take_back().countersign()
    returned = walk.view.sale.returned
    again = confirming.papers_returned(walk.desk, walk.id, (), sentence_seen=False)
    assert codes(again) == ["SALE-01.signed"]
    assert walk.view.sale.returned == returned
    assert codes(selling.choose(walk.desk, walk.id, "W-02", AMOUNT)) == ["SALE-01.signed"]
    assert codes(selling.run_match(walk.desk, walk.id)) == ["SALE-01.signed"]
    before = walk.view.sale.countersigned
    walk.clock.forward(hours=1)
    walk.countersign()
    assert walk.view.sale.countersigned == before


@pytest.mark.parametrize("redo", ["match", "choose"])
def test_redoing_a_step_wants_all_that_follows_anew(walk: Walk, redo: str) -> None:
    """SALE-01: papers that were signed on another match or choice are worth nothing, though they say the same."""
    walk.tell().understand().record().print().take_back()
    numbers = {one.number for one in walk.view.sale.printed if not one.visit}
    if redo == "match":
        walk.match()
        assert _missing(walk, "match") == ["SALE-01.step"]
    walk.choose("W-01" if redo == "match" else "W-02")
    assert _missing(walk, "disclose")
    walk.tell().understand().record()
    assert "SALE-13.printed" in _missing(walk, "confirm")
    walk.print()
    assert not numbers & {one.number for one in walk.view.sale.printed}
    assert "SALE-13.returned" in _missing(walk, "confirm")
    walk.take_back().countersign()


def test_one_visit_two_products_each_paper_once(walk: Walk, clock: Clock) -> None:
    """If it fails, whoever buys two products in one sitting signs questionnaire and rights notice twice, or the second
    sale's evidence lacks them (SUIT-19, SALE-13)."""
    walk.tell().understand().record().print().take_back().countersign()
    first = walk.view.sale
    view = done(sales.start(walk.desk, first.client_id, first.visit_id))
    assert view.sale.visit_id == first.visit_id == sales.visit_today(walk.desk, first.client_id)
    other = Walk(walk.desk, clock, view.sale.id).match().choose("W-02").tell().understand().record().print()
    assert {one.kind for one in other.view.sale.printed} == {"opinion", "disclosure_book"}
    other.take_back().countersign()
    kinds = {one.kind for one in tracking.tracks_of_sale(walk.desk, other.view.sale)}
    assert kinds == {"questionnaire", "opinion", "disclosure_book", "rights_notice"}
    assert {one.kind for one in other.view.sale.printed} | set(other.view.context.visit.numbers) == kinds


def test_what_the_visit_has_chosen_binds_the_next_choice(walk: Walk, clock: Clock) -> None:
    """If it fails, two sales of one sitting together take what neither may alone, until one is signed (SUIT-03)."""
    most = Decimal(2_000_000)  # half of 4,000,000
    other = Walk(
        walk.desk, clock, done(sales.start(walk.desk, walk.view.sale.client_id, walk.view.sale.visit_id)).sale.id
    )
    other.match()
    assert codes(selling.choose(walk.desk, other.id, "W-01", most)) == ["SUIT-03.held_visit"]
    judged = done(matching.verdict(walk.desk, other.id, "W-01", most))
    assert isinstance(judged, Withheld)
    saw = judged.reasons[0].saw
    assert (saw["held"], saw["visit"], saw["total"]) == ("0", f"{AMOUNT}", f"{most + AMOUNT}")
    done(selling.choose(walk.desk, walk.id, "W-01", most))  # the first one is beside nothing
    done(sales.abandon(walk.desk, walk.id, "家人不同意"))
    other.choose("W-01", most)


def test_papers_of_the_visit_come_back_with_another_sale(walk: Walk, clock: Clock) -> None:
    """If it fails, a paper that lies signed on the desk is asked for again (SALE-13)."""
    walk.tell().understand().record().print()
    first = walk.view.sale
    view = done(sales.start(walk.desk, first.client_id, first.visit_id))
    other = Walk(walk.desk, clock, view.sale.id).match().choose("W-02").tell().understand().record().print().take_back()
    assert set(walk.view.sale.returned) == {"questionnaire", "rights_notice"}
    other.countersign()


def test_an_ended_sale_has_its_paper(desk: Desk, clock: Clock, walk: Walk) -> None:
    """If it fails, a client who gave up has nothing that says so, or each print is another paper (SALE-08)."""
    walk.tell()
    assert done(sales.abandon(desk, walk.id, "家人不同意")).sale.cancelled_until is None, "no time to think was due"
    (sheet,) = done(printing.print_sale(desk, walk.id, desk.folder / "papers", "zh"))
    clock.forward(hours=1)
    (again,) = done(printing.print_sale(desk, walk.id, desk.folder / "papers", "zh"))
    assert (sheet.kind, sheet.number) == ("sale_ended", again.number)
    assert sheet.path.read_bytes() == again.path.read_bytes()


def test_a_client_cancels_in_time(desk: Desk, clock: Clock) -> None:
    """If it fails, nobody can prove that a client of 65 cancelled within the time to think (SUIT-10)."""
    put_on(desk, product(issuer_level="R4", bank_level="R4"))
    client = register(desk, born="1958-03-09", id_number="110105195803090026", sex="female", id_valid_until="long")
    assessed(desk, client, "C5")
    walk = start(desk, clock, client).match().choose("W-01").tell().understand()
    until = done(sales.abandon(desk, walk.id, "再想想")).sale.cancelled_until
    assert until is not None
    assert until > desk.now()


def test_a_change_in_the_file_wants_a_new_match(walk: Walk) -> None:
    """The opinion was about a client who was another; even a change within the same instant counts."""
    walk.tell().understand().record().print().take_back()
    client = clients.require(walk.desk, walk.view.sale.client_id)
    done(clients.change(walk.desk, client.id, {**client.profile, "financial_assets": "30000"}, "客户告知"))
    assert _missing(walk, "match") == ["SALE-01.client_changed"]
    assert codes(confirming.countersign(walk.desk, walk.id)) == ["SALE-01.step", "SALE-01.client_changed"]
    walk.match()
    assert codes(selling.choose(walk.desk, walk.id, "W-01", AMOUNT)) == ["SUIT-03"]


def test_what_fits_only_since_the_match_is_matched_again(walk: Walk) -> None:
    """SUIT-28: the printed opinion would withhold what is being sold, and name nothing that fits."""
    put_on(walk.desk, product(code="W-03", status="suspended"))
    walk.match()
    put_on(walk.desk, product(code="W-03"))
    view = walk.choose("W-03").view
    assert view.sale.opinion is not None
    assert "W-03" in view.sale.opinion.may


def test_an_opinion_says_once_what_holds_of_many_products(walk: Walk) -> None:
    """SUIT-28: with five thousand on the shelf every sale took 1.3 MB of the desk, and each of its acts wrote the half
    of that again."""
    before = _opinion_told(walk)
    put_on(walk.desk, *(product(code=f"W-{number}") for number in range(100, 160)))
    put_on(walk.desk, *(product(code=f"Z-{number}", bank_level="R5") for number in range(100, 160)))
    view = walk.match().view
    assert _opinion_told(walk) - before < 120 * len('"W-100",') + 1000
    opinion = view.sale.opinion
    assert opinion is not None
    assert (len(opinion.may), len(opinion.may_not)) == (62, 60)
    (why,) = opinion.withheld
    assert [reason.code for reason in why.reasons] == ["SUIT-02"]
    assert "可推介 62 只，不予推介 60 只" in done(trail.page(walk.desk, Sought(sale=walk.id), "zh")).lines[0].sentence


def test_what_does_not_pass_the_wish_is_told_without_comparing_products(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With three thousand offered, half of them within the wish, the match stood still for a quarter of a minute and
    more, while each was compared with each."""
    put_on(walk.desk, product(code="W-04", term_days=4000))
    found = done(matching.match(walk.desk, walk.view.sale.client_id))
    wish = Wish(horizon=min(HORIZON_DAYS, key=HORIZON_DAYS.__getitem__))
    shown = [one.code for one, _ in found.shown(wish)]

    def compared(*_: object) -> bool:
        raise AssertionError

    monkeypatch.setattr(Product, "__eq__", compared)
    others = [one.code for one in found.others(wish)]
    monkeypatch.undo()
    assert shown
    assert others
    assert sorted([*shown, *others]) == sorted(one.code for one, _ in found.offered)


def _opinion_told(walk: Walk) -> int:
    """Characters of the last opinion in the journal."""
    *_, last = walk.desk.store.entries(subject=walk.id, kind=OpinionGiven.kind)
    return len(last.payload or "")


def test_an_opinion_of_before_says_the_same(walk: Walk) -> None:
    """SUIT-09: what was found for a client is read for years, of each product what was found of it."""
    opinion = walk.match().view.sale.opinion
    assert opinion is not None
    verdict: dict[str, list[str]] = {"needs": [], "warnings": []}
    refused = {"reasons": [{"rule": "SUIT-02", "code": "SUIT-02", "saw": {}}], "insistable": False}
    one_by_one = {
        "offered": [{"code": "W-01", **verdict}, {"code": "W-02", **verdict, "needs": ["recording"]}],
        "withheld": [{"code": code, **refused} for code in ("W-03", "W-04")],
    }
    said = {"sale_id": walk.id, "opinion": {**opinion.model_dump(mode="json"), **one_by_one}}
    read = read_fact("sale.opinion_given/1", json.dumps(said))
    assert isinstance(read, OpinionGiven)
    assert [(one.codes, one.needs) for one in read.opinion.offered] == [(("W-01",), ()), (("W-02",), ("recording",))]
    assert [(one.codes, len(one.reasons)) for one in read.opinion.withheld] == [(("W-03", "W-04"), 1)]


def test_a_reported_change_wants_a_new_assessment(walk: Walk) -> None:
    """SUIT-20."""
    client_id = walk.view.sale.client_id
    done(clients.report_change(walk.desk, client_id, "失业"))
    (reason,) = walk.view.status.missing["assess"]
    assert (reason.code, reason.saw["reported_on"]) == ("SUIT-20.changed", walk.desk.today().isoformat())
    walk.clock.forward(minutes=1)
    assessed(walk.desk, clients.require(walk.desk, client_id), "C1")
    assert _missing(walk, "match") == ["SALE-01.opinion"]
    walk.match()
    assert codes(selling.choose(walk.desk, walk.id, "W-01", AMOUNT)) == ["SUIT-02"]


def test_a_paper_that_says_the_same_is_not_a_new_paper(walk: Walk, tmp_path: Path) -> None:
    """Printing twice, an hour later, by somebody else: the number that was signed stays the number."""
    walk.tell().understand().record().print(tmp_path).take_back()
    numbers = [one.number for one in walk.view.sale.printed]
    walk.clock.forward(hours=1)
    walk.print(tmp_path)
    assert [one.number for one in walk.view.sale.printed] == numbers
    assert walk.view.sale.returned
    walk.countersign().print(tmp_path)
    assert [one.number for one in walk.view.sale.printed] == numbers
    on_disk = [path.name for path in tmp_path.glob("*.pdf")]
    assert sorted(name.startswith(tuple(numbers)) for name in on_disk) == [True] * len(numbers)


def test_a_print_in_the_other_language_wants_its_own_signature(walk: Walk, tmp_path: Path) -> None:
    """The signed paper is the one that was last printed."""
    walk.tell().understand().record().print().take_back()
    done(printing.print_sale(walk.desk, walk.id, tmp_path, "en", ("disclosure_book",)))
    assert codes(confirming.countersign(walk.desk, walk.id)) == ["SALE-13.returned", "SALE-03"]


def test_an_abandoned_sale_stays_abandoned(walk: Walk) -> None:
    """With its reason, and without a sale."""
    assert codes(sales.abandon(walk.desk, walk.id, " ")) == ["INPUT.required"]
    done(sales.abandon(walk.desk, walk.id, "客户放弃"))
    for again in (
        sales.abandon(walk.desk, walk.id, "再次"),
        selling.run_match(walk.desk, walk.id),
        selling.state_wish(walk.desk, walk.id, Wish()),
        confirming.countersign(walk.desk, walk.id),
        confirming.archive(walk.desk, walk.id),
    ):
        assert codes(again) == ["SALE-01.closed"]


def test_the_same_wish_twice_is_one_fact(walk: Walk) -> None:
    """The journal holds what happened, not how often a key was pressed."""
    for _ in range(2):
        done(selling.state_wish(walk.desk, walk.id, Wish(goal="growth")))
    assert sum(1 for entry in walk.desk.store.entries() if entry.kind == "sale.wish_stated/1") == 1


def test_no_two_facts_of_a_desk_have_the_same_instant(walk: Walk) -> None:
    """SUIT-05: on a clock that stands still the order of facts is still the order of their times."""
    instants = [entry.at for entry in walk.desk.store.entries()]
    assert len(set(instants)) == len(instants)
    assert sorted(instants) == instants
