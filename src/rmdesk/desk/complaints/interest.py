"""Who has an interest in a case, and who is given it (COMP-04)."""

from collections import Counter
from collections.abc import Iterable

from rmdesk.desk.complaints.reading import everybody
from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.complaint import About, Case
from rmdesk.domain.people import Person
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


def free_people(desk: Desk, case: Case) -> tuple[Person, ...]:
    """Those who may handle the case, in the order in which it is given to them: by role as the pack orders them, then
    the one with the fewest open cases."""
    order = desk.pack.complaints.assign_to
    counted = desk.store.query("SELECT handler, count(*) FROM complaint WHERE ended = 0 GROUP BY handler")
    load = Counter({row[0]: int(row[1]) for row in counted})

    def place(person: Person) -> tuple[int, int, str]:
        return min(order.index(role) for role in person.roles if role in order), load[person.login], person.login

    people = (one for one in everybody(desk).values() if one.active and not case.concerns(one.login))
    return tuple(sorted((one for one in people if set(one.roles) & set(order)), key=place))
