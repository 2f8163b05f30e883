"""Confirm, archive, follow up (SALE-01 steps 5 to 7; SALE-03, SALE-13, SUIT-10, SALE-08)."""

from datetime import timedelta

from rmdesk.desk import guarding, journeys
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.journeys import View
from rmdesk.domain import facts
from rmdesk.domain.client_dues import maturity_warning
from rmdesk.domain.journey import confirm_ready
from rmdesk.domain.match import special_care
from rmdesk.domain.refusal import passed, stop, stop_if


@use_case("journeys.work")
def papers_returned(desk: Desk, sale_id: str, kinds: tuple[str, ...], *, sentence_seen: bool) -> View:
    """The manager ticks what came back signed, and that the copied sentence stands on it (SALE-03, SALE-13)."""
    now = journeys.at_step(desk, sale_id, "confirm")
    if now.journey.countersigned is not None:
        stop("SALE-01.closed", journey=now.journey.no)
    printed = {one.kind for one in now.journey.printed}
    unprinted = [kind for kind in kinds if kind not in printed]
    if unprinted:
        stop("SALE-13.printed", papers=", ".join(unprinted))
    fact = facts.PapersReturned(sale_id=now.journey.id, kinds=tuple(sorted(set(kinds))), sentence_seen=sentence_seen)
    desk.record(fact, now.journey.id)
    return passed(journeys.view(desk, sale_id))


@use_case("journeys.work")
def countersign(desk: Desk, sale_id: str) -> View:
    """The manager countersigns; with that the client's confirmation stands, unless a second person reviews."""
    now = journeys.at_step(desk, sale_id, "confirm")
    if now.journey.countersigned is not None:
        return now
    stop_if(*confirm_ready(now.journey, now.world))
    review = now.world.demands.review
    with desk.transaction():
        desk.record(facts.Countersigned(sale_id=now.journey.id, review=review), now.journey.id)
        if review:
            client = now.journey.client_id
            client_dues.create(
                desk, "review", "SALE-13", client, desk.today(), sale_id=now.journey.id, about=now.journey.no
            )
    return passed(journeys.view(desk, sale_id))


@use_case("sales.host")
def review(desk: Desk, sale_id: str, login: str, password: str) -> View:
    """A second person reviews the sale at this desk with his own password: a reviewer who did not countersign."""
    now = journeys.at_step(desk, sale_id, "confirm")
    if now.journey.countersigned is None:
        stop("SALE-13.countersign")
    if now.journey.reviewed is not None:
        return now
    allowed = tuple(sorted(ROLES_OF["sales.review"]))
    proven = guarding.anybody(desk, Proof(password, login), "sales.review", allowed)
    reviewer = proven.person
    if reviewer.login == now.journey.countersigned.by:
        stop("DATA-08.same_person", person=reviewer.name)
    with desk.transaction():
        desk.record_as(reviewer, facts.SaleReviewed(sale_id=now.journey.id), now.journey.id)
        client_dues.settle_journey(desk, now.journey.id, "review")
    return passed(journeys.view(desk, sale_id))


@use_case("journeys.work")
def archive(desk: Desk, sale_id: str, shelf: str = "") -> View:
    """File the papers and create the follow-up dues: call, maturity, reassessment, ID expiry (DESK-07)."""
    now = journeys.at_step(desk, sale_id, "archive")
    with desk.transaction():
        desk.record(facts.SaleArchived(sale_id=now.journey.id, shelf=shelf.strip()), now.journey.id)
        _follow_up(desk, now)
    return passed(journeys.view(desk, sale_id))


def _follow_up(desk: Desk, now: View) -> None:
    product, basis, limits = now.world.product, now.world.basis, now.world.basis.thresholds
    assert product is not None, "the step's need is met"
    client, today = basis.client, desk.today()
    if special_care(product, basis):
        on = today + timedelta(limits.elder_call_days)
        warn, sold = limits.elder_call_days, {"sale_id": now.journey.id, "about": product.code}
        client_dues.create(desk, "elder_call", "SUIT-10", client.id, on, warn_days=warn, **sold)
    if product.term_days is not None:
        end = today + timedelta(product.term_days)
        warn = maturity_warning(product.term_days, limits.maturity_remind_days)
        sold = {"sale_id": now.journey.id, "about": product.code}
        client_dues.create(desk, "maturity", "DESK-07", client.id, end, warn_days=warn, **sold)
    if basis.assessment is not None:
        client_dues.watch_assessment(desk, basis.assessment)
    client_dues.watch_client(desk, client, graded=False)
