"""A second person reviews a sale before it is filed, or sends it back with a remark (SALE-13)."""

from rmdesk.desk import guarding, sales
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.concern import Matter, concerned, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.people_rows import all_of
from rmdesk.desk.sales import View
from rmdesk.domain import facts
from rmdesk.domain.match import leans_on_raise
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, passed, stop, stop_if, written
from rmdesk.domain.sale import BackTo, Sale
from rmdesk.domain.sale_since import since_signed

REVIEW = "of_sale.review"


@use_case("sales.host")
def review(desk: Desk, sale_id: str, login: str, password: str) -> View:
    """A second person reviews the sale at this desk with his own password: a reviewer whom it does not concern. What
    was stopped since it was signed, or does not fit the client any more, is sent back or ended (SUIT-01, DESK-03)."""
    now = _signed(desk, sale_id)
    if now.sale.reviewed is not None:
        return now
    stop_if(*since_signed(now.sale, now.context).refused)
    reviewer = _reviewer(desk, now, login, password)
    with desk.transaction():
        accepted(desk, now.sale, reviewer)
    return passed(sales.view(desk, sale_id))


def stopped_since(desk: Desk, sale: Sale) -> tuple[Refusal, ...]:
    """Why a signed sale cannot be accepted any more, whoever reviews it. For use cases."""
    return since_signed(sale, sales.context(desk, sale)).refused


@use_case("sales.host")
def send_back(desk: Desk, sale_id: str, step: BackTo, remark: str, login: str, password: str) -> View:
    """Whoever would review it sends it back to `step`: the signature falls, what that step brought is done again, and
    the seller has a due with the remark. A sale that was reviewed stays (SALE-13.reviewed)."""
    now, remark = _signed(desk, sale_id), written("remark", remark)
    if now.sale.reviewed is not None or not now.sale.review:
        stop("SALE-13.reviewed", sale=now.sale.no)
    reviewer = _reviewer(desk, now, login, password)
    with desk.transaction():
        sent_back(desk, now.sale, reviewer, step, remark)
    return passed(sales.view(desk, sale_id))


@use_case("sales.host")
def reviewers(desk: Desk, sale_id: str) -> tuple[Person, ...]:
    """Who may review the sale: whoever holds the office and whom it does not concern."""
    now = passed(sales.view(desk, sale_id))
    able, not_they = ROLES_OF["sales.review"], concerned(desk, REVIEW, matter_of(now))
    return tuple(one for one in all_of(desk.store) if one.active and able & {*one.roles} and one.login not in not_they)


def matter_of(now: View) -> Matter:
    """What the review decides in: the sale, what it stands on, and whether it leans on means that rose lately. For use
    cases."""
    product, judged = now.context.product, now.context.match_input
    leans = product is not None and leans_on_raise(product, judged)
    return Matter(sale=now.sale, assessment=now.context.assessment, leans=leans)


def accepted(desk: Desk, sale: Sale, reviewer: Person) -> None:
    """The review's act by whoever may, here or at another desk. For use cases, in their transaction."""
    desk.record_as(reviewer, facts.SaleReviewed(sale_id=sale.id), sale.id)
    client_dues.settle_sale(desk, sale.id, "review")


def sent_back(desk: Desk, sale: Sale, reviewer: Person, step: BackTo, remark: str) -> None:
    """The sale goes back, and the seller has a due. For use cases, in their transaction."""
    desk.record_as(reviewer, facts.SaleSentBack(sale_id=sale.id, step=step, remark=remark), sale.id)
    client_dues.settle_sale(desk, sale.id, "review")
    about = f"{sale.no} {remark}"
    client_dues.create(desk, "sent_back", "SALE-13", sale.client_id, desk.today(), sale_id=sale.id, about=about)


def _signed(desk: Desk, sale_id: str) -> View:
    now = sales.at_step(desk, sale_id, "confirm")
    if now.sale.countersigned is None:
        stop("SALE-13.countersign")
    return now


def _reviewer(desk: Desk, now: View, login: str, password: str) -> Person:
    allowed = tuple(sorted(ROLES_OF["sales.review"]))
    person = guarding.anybody(desk, Proof(password, login), "sales.review", allowed).person
    stop_concerned(desk, REVIEW, matter_of(now), person.login)
    return person
