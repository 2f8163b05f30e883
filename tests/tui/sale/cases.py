"""Clients and sales that have come some way, made through the desk's own use cases."""

from decimal import Decimal

from rmdesk.desk import assess, clients, confirming, printing, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.sale import Step
from support.clock import Clock
from support.desks import done
from support.people import person_profile
from support.undrawn import undrawn

BALANCED = "BCBBCCCCCBCC"  # C3 by the default form
CAUTIOUS = "CBBBBBBBBBBB"  # C2
KNOCKED_OUT = "BDCACDDDDCCA"  # cannot bear any loss: C1
FULL = {
    "education": "bachelor", "expected_return": "clearly", "preference": "marked", "tolerable_loss": "15",
    "liquidity_need": "low", "consent_sensitive": "yes", "consent_marketing": "no", "consent_sharing": "no",
}  # fmt: skip


def a_client(desk: Desk, **over: str) -> Client:
    """A registered person of 46 of whom everything is known."""
    return done(clients.register(desk, "person", {**person_profile(**FULL), **over}))


def assessed(desk: Desk, clock: Clock, client: Client, letters: str = BALANCED) -> Assessment:
    """Assessed with these letters, at a reading pace."""
    take = done(assess.begin(desk, client.id))
    for question, letter in zip(take.form.questions, letters, strict=True):
        if question.source == "client":
            take.answers[question.id] = letter
            take.seconds[question.id] = 6
    clock.forward(minutes=2)
    assessment = done(assess.finish(desk, take))
    clock.forward(minutes=1)
    return assessment


def sale_at(desk: Desk, clock: Clock, step: Step, code: str = "W-01", client: Client | None = None) -> str:
    """The id of a sale that has come to `step`."""
    who = client or a_client(desk)
    if step != "assess" and not done(assess.history(desk, who.id)):
        assessed(desk, clock, who)
    sale = done(sales.start(desk, who.id)).sale.id
    if step in ("disclose", "confirm", "archive"):
        done(selling.run_match(desk, sale))
        done(selling.choose(desk, sale, code, Decimal(1_000_000 if code.startswith("P") else 200_000)))
    if step in ("confirm", "archive"):
        tell(desk, clock, sale)
    if step == "archive":
        sign(desk, sale)
    return sale


def tell(desk: Desk, clock: Clock, sale: str) -> None:
    """Everything told, every question answered, the recording noted."""
    for item in done(selling.items(desk, sale)):
        clock.forward(seconds=9)
        done(selling.acknowledge(desk, sale, item.id, 9, "zh", read_to_end=True))
    for question in done(selling.questions(desk, sale)):
        done(selling.answer(desk, sale, question.id, question.correct))
    done(selling.note_recording(desk, sale, f"REC-{sale}", desk.now()))


def sign(desk: Desk, sale: str) -> None:
    """Printed, signed and back, countersigned."""
    with undrawn():
        done(printing.print_sale(desk, sale, desk.folder / "papers", "zh"))
    signed = done(sales.view(desk, sale)).context.demands.signed_papers
    done(confirming.papers_returned(desk, sale, signed, sentence_seen=True))
    done(confirming.countersign(desk, sale))
