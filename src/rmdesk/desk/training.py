"""Who sells, with the hours of training that the branch's registers say were finished (DESK-15)."""

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain.people import Person


def seller_of(desk: Desk, person: Person) -> Person:
    """The person with hours out of the registers beside those entered by hand. For use cases.

    Nobody about whom no entry stands waits for the registers to be read: a sale begins without them.
    """
    sql = "SELECT 1 FROM entry WHERE about_kind = 'person' AND about_id = ? LIMIT 1"
    if not desk.store.query(sql, (person.login,)):
        return person
    from rmdesk.desk.registers.feeding import trained

    return person.model_copy(update={"training": (*person.training, *trained(desk, person.login))})


@use_case("people.read")
def as_trained(desk: Desk, person: Person) -> Person:
    """The person as the rules of selling see them: to be shown, never to be changed and kept."""
    return seller_of(desk, person)
