"""The people of a desk, as the tables have them."""

from rmdesk.domain.people import Person
from rmdesk.store import Store


def person_of(store: Store, login: str) -> Person | None:
    """The person called `login`, gone or not; or None."""
    row = store.get("person", login)
    return None if row is None else store.parsed(Person, row["doc"])


def name_of(store: Store, login: str) -> str:
    """The name of the person called `login`; the login of whoever is not known."""
    person = person_of(store, login)
    return login if person is None else person.name


def all_of(store: Store) -> tuple[Person, ...]:
    """Everybody who was ever entered, by login."""
    return tuple(store.parsed(Person, row["doc"]) for row in store.query("SELECT doc FROM person ORDER BY login"))


def reads_on_record(person: Person) -> bool:
    """Whether this person reads clients only as an auditor, so that every look is a fact."""
    return "auditor" in person.roles and not {"manager", "reviewer", "compliance"} & set(person.roles)


def only_administrator(store: Store, login: str) -> bool:
    """Whether nobody else could manage people when `login` no longer does."""
    others = (one for one in all_of(store) if one.login != login)
    return not any(one.active and "administrator" in one.roles for one in others)
