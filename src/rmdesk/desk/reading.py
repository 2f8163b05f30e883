"""An auditor's reads, as facts: who looked at which client, and through which use case."""

import re

from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.domain.client import Client
from rmdesk.domain.people_facts import ClientRead

# An id, or a number for people to say such as K-0007: anything else that was asked for may be a name or a phone number.
_NAMED = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z]{1,3}(-[0-9A-Za-z]{2,6})?-?\d{1,12}(-\d{1,4})?")
_LISTING = frozenset({"clients", "search"})
_OWNERS = (
    "SELECT id FROM client WHERE id = :id OR no = :no",
    "SELECT client_id FROM sale WHERE id = :id OR no = :no",
    "SELECT client_id FROM assessment WHERE id = :id",
    "SELECT client_id FROM paper WHERE number = :paper",
)


def record(desk: Desk, what: str, asked: tuple[object, ...], answer: object) -> None:
    """Record that `what` was read; `asked` are the use case's own arguments, `answer` what it gave. StoreError when
    that cannot be."""
    about = next((text for text in map(_named, asked) if text), "")
    client_id = _client_of(desk, about) if about else ""
    listed = _listed(answer) if what.endswith(".find") and what.partition(".")[0] in _LISTING else ()
    desk.record(ClientRead(client_id=client_id, what=what, about=about, listed=listed), client_id or "desk")


def _listed(answer: object) -> tuple[str, ...]:
    return tuple(str(line.no) for line in answer) if isinstance(answer, tuple) else ()


def _named(value: object) -> str:
    if isinstance(value, Client):
        return value.id
    text = value if isinstance(value, str) else getattr(value, "id", "")
    return text if isinstance(text, str) and _NAMED.fullmatch(text) else ""


def _client_of(desk: Desk, about: str) -> str:
    asked = {"id": about, "no": desk.bare_no(about), "paper": paper_no(desk, about)}
    for sql in _OWNERS:
        rows = desk.store.query(sql, asked)
        if rows:
            return str(rows[0][0])
    return ""
