"""The people of a desk, as the tables have them."""

from rmdesk.domain.staff import Staff
from rmdesk.store import Store


def staff_of(store: Store, login: str) -> Staff | None:
    """The person called `login`, gone or not; or None."""
    row = store.get("staff", login)
    return None if row is None else Staff.model_validate_json(row["doc"])


def all_of(store: Store) -> tuple[Staff, ...]:
    """Everybody who was ever entered, by login."""
    return tuple(Staff.model_validate_json(row["doc"]) for row in store.query("SELECT doc FROM staff ORDER BY login"))


def reads_on_record(person: Staff) -> bool:
    """Whether this person reads clients only as an auditor, so that every look is a fact."""
    return "auditor" in person.roles and not {"manager", "reviewer", "compliance"} & set(person.roles)


def only_administrator(store: Store, login: str) -> bool:
    """Whether nobody else could manage people when `login` no longer does."""
    others = (one for one in all_of(store) if one.login != login)
    return not any(one.active and "administrator" in one.roles for one in others)
