"""Half-typed cases. Like the cases themselves they are closed to the people that they are about (COMP-04)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.parties import interested_in
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import About
from rmdesk.domain.refusal import passed, stop
from rmdesk.store import Draft

KIND = "complaint"
_PEOPLE, _SALE = "about.people", "about.sale_id"


class Typing(NamedTuple):
    """A case being typed. `values` are whatever the face keeps, as texts; "about.people" (logins parted by commas) and
    "about.sale_id" say whom it is about."""

    id: str
    owner: str
    at: datetime
    values: Mapping[str, str]


@use_case("complaints.take")
def keep(desk: Desk, draft_id: str, values: Mapping[str, str]) -> Typing:
    """Keep what was typed so far, over what was kept before; "" begins a new draft."""
    old = desk.store.drafts.get(draft_id) if draft_id else None
    if old is not None and old.kind != KIND:
        stop("INPUT.unknown", what="complaint", given=draft_id)
    if old is not None and _closed(desk, old):
        stop("COMP-04", no="—")
    owner = desk.actor.login if old is None else old.owner
    draft = Draft(draft_id or desk.new_id(), owner, KIND, "", desk.now(), dict(values))
    desk.store.drafts.put(draft)
    return _typing(draft)


@use_case("complaints.take")
def kept(desk: Desk) -> tuple[Typing, ...]:
    """Half-typed cases, the latest first, without those about the person at the desk that somebody else is typing."""
    return tuple(_typing(one) for one in desk.store.drafts.list(kind=KIND) if not _closed(desk, one))


@use_case("complaints.take")
def resume(desk: Desk, draft_id: str) -> Typing:
    """One half-typed case."""
    draft = desk.store.drafts.get(draft_id)
    if draft is None or draft.kind != KIND:
        stop("INPUT.unknown", what="complaint", given=draft_id)
    if _closed(desk, draft):
        stop("COMP-04", no="—")
    return _typing(draft)


@use_case("complaints.take")
def discard(desk: Desk, draft_id: str) -> None:
    """Forget a half-typed case."""
    passed(resume(desk, draft_id))
    desk.store.drafts.delete(draft_id)


def end(desk: Desk, draft_id: str) -> None:
    """The case was taken in: its draft ends. For use cases."""
    desk.store.drafts.delete(draft_id)


def _closed(desk: Desk, draft: Draft) -> bool:
    if draft.owner == desk.actor.login:
        return False
    named = tuple(one for one in str(draft.values.get(_PEOPLE, "")).split(",") if one)
    about = About(sale_id=str(draft.values.get(_SALE, "")) or None, people=named)
    return desk.actor.login in interested_in(desk, about)


def _typing(draft: Draft) -> Typing:
    return Typing(draft.id, draft.owner, draft.updated_at, {key: str(value) for key, value in draft.values.items()})
