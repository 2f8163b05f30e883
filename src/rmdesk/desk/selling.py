"""Match, explain and disclose (SALE-01 steps 3 and 4): each act refused while its need is not met."""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import chain

from rmdesk.desk import clients, guarding, matching, sales, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.disclosure_items import DisclosureItem, disclosure_items, disclosure_questions
from rmdesk.desk.guarding import Proof
from rmdesk.desk.matching import Matched
from rmdesk.desk.sales import View
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.show import moment
from rmdesk.domain import facts, numbers
from rmdesk.domain.base import Lang
from rmdesk.domain.documents import shown
from rmdesk.domain.match import Offered, Withheld, alike, match, served_by
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_if
from rmdesk.domain.sale import (
    Acknowledged,
    Choice,
    OfferedAlike,
    Opinion,
    Recording,
    Sale,
    Understood,
    WithheldAlike,
)
from rmdesk.domain.sale_steps import match_missing
from rmdesk.formpack.disclosure import Understanding


@use_case("sales.work")
def state_wish(desk: Desk, sale_id: str, wish: Wish) -> View:
    """What the client wants: it filters and orders the match."""
    now = sales.at_step(desk, sale_id, "match")
    if wish != now.sale.wish:
        desk.record(facts.WishStated(sale_id=now.sale.id, wish=wish), now.sale.id)
    return passed(sales.view(desk, now.sale.id))


@use_case("sales.work")
def run_match(desk: Desk, sale_id: str) -> Matched:
    """Match the client with the whole shelf and record the opinion (SUIT-28)."""
    now = sales.at_step(desk, sale_id, "match")
    match_input = now.context.match_input
    found = matching.matched(desk, match_input, now.sale.wish)
    opinion = Opinion(
        on=desk.today(),
        at=desk.now(),
        by=desk.actor.login,
        assessment_id=None if match_input.assessment is None else match_input.assessment.id,
        further={key: one.id for key, one in match_input.further.items()},
        offered=tuple(_offered_alike(verdict for _, verdict in found.offered)),
        withheld=tuple(_withheld_alike(verdict for _, verdict in found.withheld)),
    )
    desk.record(facts.OpinionGiven(sale_id=now.sale.id, opinion=opinion), now.sale.id)
    return found


def _offered_alike(verdicts: Iterable[Offered]) -> Iterator[OfferedAlike]:
    for group in alike(verdicts, _said):
        codes = tuple(one.code for one in group)
        yield OfferedAlike(codes=codes, needs=group[0].needs, warnings=group[0].warnings)


def _withheld_alike(verdicts: Iterable[Withheld]) -> Iterator[WithheldAlike]:
    for group in alike(verdicts, _said):
        codes = tuple(one.code for one in group)
        yield WithheldAlike(codes=codes, reasons=group[0].reasons, insistable=group[0].insistable)


def _said(verdict: Offered | Withheld) -> str:
    return verdict.model_dump_json(exclude={"code"})


@use_case("sales.work")
def choose(
    desk: Desk,
    sale_id: str,
    code: str,
    amount: Decimal,
    *,
    own_choice: bool = False,
    proof: Proof | None = None,
) -> View:
    """The client picks a product and an amount in its currency. `own_choice` insists on insurance that does not fit
    (SUIT-25), and wants `proof` as the table of sensitive acts says (DATA-08).

    Whatever was told about an earlier choice must be told again.
    """
    now = sales.at_step(desk, sale_id, "match")
    if not (amount.is_finite() and amount > 0):
        stop("INPUT.amount", given=amount)
    product = passed(shelf.get(desk, code))
    stop_if(*_opinion_missing(now, product))
    if _fits_only_now(now, product):  # the paper says what the sale stands on
        passed(run_match(desk, sale_id))
        now = sales.at_step(desk, sale_id, "match")
    verdict = match(product, matching.with_amount(now.context.match_input, amount, product.currency))
    insisted = isinstance(verdict, Withheld)
    if isinstance(verdict, Withheld):
        if not (own_choice and verdict.insistable):
            stop_if(*verdict.reasons, *_only_insurance(product, own_choice=own_choice))
        guarding.prove(desk, "sales.own_choice", proof, now.sale.id)
    level = product.level(desk.pack.levels)
    key = served_by(product, now.context.match_input)
    what = {"code": product.code, "amount": amount, "currency": product.currency, "questionnaire": key}
    choice = Choice(**what, level=level, at=desk.now(), own_choice=insisted)
    desk.record(facts.ProductChosen(sale_id=now.sale.id, choice=choice), now.sale.id)
    return passed(sales.view(desk, now.sale.id))


def _fits_only_now(now: View, product: Product) -> bool:
    """Whether the opinion withheld, for the amount in mind, what would be offered by now: the seller was trained, the
    product is on sale again, means were added (SUIT-28)."""
    opinion, wished = now.sale.opinion, matching.with_amount(now.context.match_input, now.sale.wish.amount)
    withheld = opinion is not None and product.code in opinion.may_not
    return withheld and not isinstance(match(product, wished), Withheld)


def _only_insurance(product: Product, *, own_choice: bool) -> tuple[Refusal, ...]:
    """Whoever insists is told what may be insisted on (SUIT-25)."""
    if not own_choice or product.regime == "insurance":
        return ()
    return (refuse("SUIT-25.only_insurance", family=product.family),)


def _opinion_missing(now: View, product: Product) -> tuple[Refusal, ...]:
    """A choice is made out of an opinion that still holds and that judged the product (SALE-01, SUIT-28)."""
    untold = now.sale.model_copy(update={"choice": None})
    reasons = match_missing(untold, now.context.model_copy(update={"product": product}))
    if any(reason.code != "SALE-01.step" for reason in reasons) or now.sale.opinion is None:
        return reasons
    opinion = now.sale.opinion
    judged = product.code in opinion.may or product.code in opinion.may_not
    return () if judged else (refuse("SALE-01.step", step="match", needs="match"),)


@use_case("sales.read")
def items(desk: Desk, sale_id: str) -> tuple[DisclosureItem, ...]:
    """What is to be told in this sale, item by item (SUIT-22)."""
    now = sales.at_step(desk, sale_id, "disclose")
    return _items(desk, now)


def _items(desk: Desk, now: View) -> tuple[DisclosureItem, ...]:
    assert now.context.product is not None, "the step's need is met"
    assert now.sale.choice is not None, "the step's need is met"
    context, again = now.context, sales.ids_of(now.context.material)
    return disclosure_items(desk.pack, now.context.product, context.match_input, now.sale.choice.amount, again)


@use_case("sales.read")
def questions(desk: Desk, sale_id: str) -> tuple[Understanding, ...]:
    """The questions that test understanding, with the extra ones of special care (SUIT-10)."""
    now = sales.at_step(desk, sale_id, "disclose")
    return _questions(desk, now)


def _questions(desk: Desk, now: View) -> tuple[Understanding, ...]:
    assert now.context.product is not None, "the step's need is met"
    assert now.sale.choice is not None, "the step's need is met"
    return disclosure_questions(desk.pack, now.context.product, now.context.match_input, now.sale.choice.amount)


@use_case("sales.work")
def acknowledge(desk: Desk, sale_id: str, item: str, seconds: int, lang: Lang, *, read_to_end: bool) -> View:
    """The client acknowledges one item after `seconds` on the screen; in order, and only what was read to its end. No
    item was there for longer than it is since the one before it, or the choice, whatever a face says (SUIT-22)."""
    now = sales.at_step(desk, sale_id, "disclose")
    told = _items(desk, now)
    known = {one.id: one for one in told}
    if item not in known:
        stop("INPUT.unknown", what="item", given=item)
    if not read_to_end:
        stop("SUIT-22.unread", item=known[item].title.of(lang))
    done = {(one.item, one.digest) for one in now.sale.acknowledged}
    before = next((one for one in told if one.id == item or (one.id, one.digest) not in done), known[item])
    if before.id != item:
        stop("SUIT-22.order", item=known[item].title.of(lang), before=before.title.of(lang))
    one = known[item]
    seen = Acknowledged(
        item=item, at=desk.now(), seconds=max(min(seconds, _since(now.sale, desk.now())), 0), digest=one.digest
    )
    fact = facts.ItemAcknowledged(sale_id=now.sale.id, acknowledged=seen, lang=lang, text=one.words(lang))
    with desk.transaction():
        desk.record(fact, now.sale.id)
        _show(desk, now)
    return passed(sales.view(desk, sale_id))


def _since(sale: Sale, now: datetime) -> int:
    """For how many seconds at most an item was told: since the choice of the product, or the last item."""
    began = [one.at for one in sale.acknowledged]
    if sale.choice is not None:
        began.append(sale.choice.at)
    return math.ceil((now - max(began)).total_seconds()) if began else 0


@use_case("sales.work")
def show_documents(desk: Desk, sale_id: str) -> View:
    """The client was shown the versions that are in force now; what was told stands. Where a change is material the
    telling is due again instead (SUIT-22)."""
    now = sales.at_step(desk, sale_id, "confirm")
    if now.sale.countersigned is not None:
        stop("SALE-01.signed", sale=now.sale.no)
    _show(desk, now)
    return passed(sales.view(desk, sale_id))


def _show(desk: Desk, now: View) -> None:
    """Keep with the sale which versions of the product's documents are shown, where they are others than before."""
    documents = tuple(shown(one) for one in now.context.documents)
    if documents != now.sale.documents:
        desk.record(facts.DocumentsShown(sale_id=now.sale.id, documents=documents), now.sale.id)


@use_case("sales.work")
def answer(desk: Desk, sale_id: str, question: str, option: str) -> Understood:
    """The client answers a question of understanding; a wrong answer is kept too, and leads back to its item."""
    now = sales.at_step(desk, sale_id, "disclose")
    found = next((one for one in _questions(desk, now) if one.id == question), None)
    if found is None:
        stop("INPUT.unknown", what="question", given=question)
    if option not in {one.key for one in found.options}:
        stop("INPUT.choice", given=option, allowed=", ".join(one.key for one in found.options))
    told = {(one.item, one.digest) for one in now.sale.acknowledged}
    missing = [item for item, digest in now.context.demands.items.items() if (item, digest) not in told]
    if missing:
        stop("SUIT-22.items", missing=", ".join(missing))
    understood = Understood(question=question, option=option, right=option == found.correct, at=desk.now())
    desk.record(facts.UnderstandingTested(sale_id=now.sale.id, understood=understood), now.sale.id)
    return understood


def _numbers_a_file(desk: Desk, sale: Sale, recording: Recording) -> bool:
    """Whether the reference is nothing but the number of a client or of another sale."""
    for number in numbers.meant(recording.unworded, desk.branch.code, ()):
        rows = (*desk.store.where("client", no=number), *desk.store.where("sale", no=number))
        if any(row["id"] != sale.id for row in rows):
            return True
    return False


@use_case("sales.work")
def note_recording(desk: Desk, sale_id: str, reference: str, made_at: datetime, sha256: str = "") -> View:
    """Where the recording of this sale is (SALE-09), made since the day on which the sale began; `sha256` in hex, ""
    when the recorder gives none. Several sales of one client may stand on it, none of another client's."""
    now = sales.at_step(desk, sale_id, "disclose")
    if not reference.strip():
        stop("INPUT.required")
    recording = Recording(reference=reference.strip(), made_at=made_at, sha256=sha256.strip().lower())
    file = clients.require(desk, now.sale.client_id)
    own = (file.no, file.number, file.profile.get("phone", ""))
    if not recording.numbers_one or recording.is_only(*own) or _numbers_a_file(desk, now.sale, recording):
        stop("SALE-09.number", given=recording.reference)
    zone, opened_at = desk.branch.zone, now.sale.opened_at
    if made_at > desk.now():
        stop("SALE-09.ahead", given=moment(made_at, zone), now=moment(desk.now(), zone))
    if desk.local(made_at).date() < desk.local(opened_at).date():
        stop("SALE-09.before", given=moment(made_at, zone), began=moment(opened_at, zone))
    digest = recording.sha256
    if digest and (len(digest) != 64 or {*digest} - {*"0123456789abcdef"} or not recording.shows_something):
        stop("SALE-09.digest", given=sha256)
    of_the_person = same_person.ids(desk, now.sale.client_id)
    known = {"recording": recording.number, **({"recording_sha256": digest} if digest else {})}
    for other in chain.from_iterable(desk.store.where("sale", **{name: value}) for name, value in known.items()):
        was = desk.parsed(Sale, other["doc"]).recording
        same = was is not None and (recording.same_as(was) or digest == was.sha256 != "")
        if same and other["client_id"] not in of_the_person:
            stop("SALE-09.used", given=recording.reference, sale=other["no"])
    desk.record(facts.RecordingNoted(sale_id=now.sale.id, recording=recording), now.sale.id)
    return passed(sales.view(desk, sale_id))
