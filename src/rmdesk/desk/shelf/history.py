"""What became of a product since it came on the shelf: each change with before and after, when, and by whom."""

from datetime import datetime
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import person_of
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.directives import HandedDown, topic
from rmdesk.domain.documents import DocumentAdded, DocumentWithdrawn
from rmdesk.domain.product import TO_FILL_IN
from rmdesk.locale import tr
from rmdesk.store.entry import Entry

_KINDS = (
    facts.ProductListed,
    facts.ProductChanged,
    facts.ProductRegraded,
    facts.ProductStatusChanged,
    DocumentAdded,
    DocumentWithdrawn,
    HandedDown,
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
    code = code.strip().upper()
    for entry in _entries(desk, code):
        fact = None if entry.payload is None else entry.fact
        if not isinstance(fact, _KINDS):
            continue
        person = person_of(desk.store, entry.actor)
        by = entry.actor if person is None else person.name
        altered = fact.altered if isinstance(fact, facts.ProductChanged) else {}
        fields = tuple(
            (tr(lang, f"audit.value.{key}"), _said(was, lang), _said(now, lang)) for key, (was, now) in altered.items()
        )
        found.append(Change(entry.at, by, telling.sentence(entry.kind, fact, entry.subject), fields))
    return tuple(reversed(found))


def _said(value: str, lang: Lang) -> str:
    """A value as a fact keeps it; what the program itself filled in is in the reader's language."""
    return TO_FILL_IN.of(lang) if value == TO_FILL_IN.zh else value


def _entries(desk: Desk, code: str) -> list[Entry]:
    """The facts about a product, and what head office said of it, or of what is registered as the same, in order."""
    sql = """WITH own AS (SELECT registered FROM product WHERE code = :code AND registered > '')
             SELECT 'recall' AS what, code FROM recall WHERE registered IN own AND code <> :code
             UNION ALL SELECT 'product', code FROM given_product WHERE registered IN own AND code <> :code"""
    alike = (topic(row["what"], row["code"]) for row in desk.store.query(sql, {"code": code}))
    subjects = (code, topic("product", code), topic("recall", code), *alike)
    return sorted((one for subject in subjects for one in desk.store.entries(subject=subject)), key=lambda one: one.seq)
