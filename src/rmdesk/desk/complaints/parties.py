"""Who has an interest in a case (COMP-04)."""

from collections.abc import Iterable

from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.complaint import About, Case
from rmdesk.domain.sale import Sale


def interested_in(desk: Desk, about: About, joined: Iterable[str] = ()) -> tuple[str, ...]:
    """Logins of those complained about, of whoever made the sale that it is about, and of who took the questionnaire
    which that stands on; of a case that others (ids) were merged into, those of each."""
    sellers: set[str] = set()
    row = None if about.sale_id is None else desk.store.get("sale", about.sale_id)
    if row is not None:
        sale = desk.parsed(Sale, row["doc"])
        taken = None if sale.stands_on is None else desk.store.get("assessment", sale.stands_on)
        sellers = sellers_of(sale) | (set() if taken is None else {desk.parsed(Assessment, taken["doc"]).by})
    rows = (desk.store.get("complaint", one) for one in joined)
    theirs = {who for row in rows if row is not None for who in desk.parsed(Case, row["doc"]).parties}
    return tuple(sorted({*about.people, *sellers, *theirs}))


def sellers_of(sale: Sale) -> set[str]:
    """Who opened, matched, countersigned or reviewed a sale, or did a part of its selling."""
    signed = (sale.countersigned, sale.reviewed)
    found = {sale.by, *sale.sellers, *(one.by for one in signed if one is not None)}
    return found if sale.opinion is None else {*found, sale.opinion.by}


def as_of_now(desk: Desk, case: Case) -> Case:
    """The case with whoever took part in its sale since it was linked, too. For use cases."""
    if case.about.sale_id is None:
        return case
    since = {*interested_in(desk, case.about, case.joined), *case.interested}
    return case if since <= set(case.interested) else case.model_copy(update={"interested": tuple(sorted(since))})
