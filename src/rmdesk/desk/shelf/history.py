"""What became of a product since it came on the shelf: each change with before and after, when, and by whom."""

from datetime import datetime
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import person_of
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.documents import DocumentAdded, DocumentWithdrawn
from rmdesk.locale import tr

_KINDS = (
    facts.ProductListed,
    facts.ProductChanged,
    facts.ProductRegraded,
    facts.ProductStatusChanged,
    DocumentAdded,
    DocumentWithdrawn,
)


class Change(NamedTuple):
    """One change: what was done in a sentence, and field by field what stood there and what stands there since."""

    at: datetime
    by: str
    said: str
    fields: tuple[tuple[str, str, str], ...] = ()


@use_case("shelf.read")
def history(desk: Desk, code: str, lang: Lang) -> tuple[Change, ...]:
    """The changes of a product, the latest first."""
    telling, found = FactSentences(desk, lang, masked=False), list[Change]()
    for entry in desk.store.entries(subject=code.strip().upper()):
        fact = None if entry.payload is None else entry.fact
        if not isinstance(fact, _KINDS):
            continue
        person = person_of(desk.store, entry.actor)
        by = entry.actor if person is None else person.name
        altered = fact.altered if isinstance(fact, facts.ProductChanged) else {}
        fields = tuple((tr(lang, f"audit.value.{key}"), was, now) for key, (was, now) in altered.items())
        found.append(Change(entry.at, by, telling.sentence(entry.kind, fact, entry.subject), fields))
    return tuple(reversed(found))
