"""Who is given a case: nobody who has an interest in it (COMP-04)."""

from collections import Counter

from rmdesk.desk.complaints.reading import everybody
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import Case
from rmdesk.domain.people import Person


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
