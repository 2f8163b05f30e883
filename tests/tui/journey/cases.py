"""Clients and sales that have come some way, made through the desk's own use cases."""

from decimal import Decimal

from rmdesk.desk import assess, clients, confirming, journeys, printing, selling
from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.journey import Step
from support.clock import Clock
from support.desks import done
from support.people import person_profile

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
    journey = done(journeys.start(desk, who.id)).journey.id
    if step in ("disclose", "confirm", "archive"):
        done(selling.run_match(desk, journey))
        done(selling.choose(desk, journey, code, Decimal(1_000_000 if code.startswith("P") else 200_000)))
    if step in ("confirm", "archive"):
        tell(desk, clock, journey)
    if step == "archive":
        sign(desk, journey)
    return journey


def tell(desk: Desk, clock: Clock, journey: str) -> None:
    """Everything told, every question answered, the recording noted."""
    for item in done(selling.items(desk, journey)):
        clock.forward(seconds=9)
        done(selling.acknowledge(desk, journey, item.id, 9, "zh", read_to_end=True))
    for question in done(selling.questions(desk, journey)):
        done(selling.answer(desk, journey, question.id, question.correct))
    done(selling.note_recording(desk, journey, "REC-0001", desk.now()))


def sign(desk: Desk, journey: str) -> None:
    """Printed, signed and back, countersigned."""
    done(printing.print_journey(desk, journey, desk.folder / "papers", "zh"))
    signed = done(journeys.view(desk, journey)).world.demands.signed_papers
    done(confirming.papers_returned(desk, journey, signed, sentence_seen=True))
    done(confirming.countersign(desk, journey))
