"""Answers about a third person: kept apart from their entry, and forgotten alone."""

import json
from collections.abc import Mapping

from rmdesk.desk.desk import Desk
from rmdesk.domain.registers.act import Act
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import EntryForgot, EntryPrivate

TABLE = "entry_private"


def private_of(desk: Desk, entry_id: str) -> dict[str, str]:
    """What is kept apart of an entry; nothing once it was forgotten. Under the keys of today."""
    row = desk.store.get(TABLE, entry_id)
    if row is None:
        return {}
    entry = desk.store.get("entry", entry_id)
    register = None if entry is None else desk.pack.registers.get(entry["register_id"])
    names = {} if register is None else register.renames
    return {names.get(key, str(key)): str(value) for key, value in json.loads(row["values"]).items()}


def without_private(desk: Desk, entry: Entry) -> Entry:
    """The entry as its own facts tell it."""
    private = private_of(desk, entry.id)
    return entry.model_copy(update={"values": {key: one for key, one in entry.values.items() if key not in private}})


def subject_of(entry_id: str) -> str:
    """The subject of the facts that hold what is kept apart."""
    return f"private:{entry_id}"


def keep(desk: Desk, entry_id: str, values: Mapping[str, str]) -> None:
    """Keep these answers apart, in the place of all that were. Inside the act's transaction."""
    desk.record(EntryPrivate(entry_id=entry_id, values={k: v for k, v in values.items() if v}), subject_of(entry_id))


def forget(desk: Desk, entry_id: str, act: Act) -> None:
    """Forget what an act forgets: the row first, then every fact that ever held one of the answers, half-typed work
    too. What it does not forget is written once more before. Inside the act's transaction."""
    ids = facts_apart(desk, entry_id) if act.forgets else ()
    if not ids:
        return
    kept = private_of(desk, entry_id)
    left = {key: value for key, value in kept.items() if key not in act.forgets}
    desk.record(EntryForgot(entry_id=entry_id, fields=act.forgets), entry_id)
    if left:
        keep(desk, entry_id, left)
    reason = f"{act.label.zh} / {act.label.en}"
    desk.store.erase(ids, reason, actor=desk.actor.login, subject=entry_id, at=desk.sure_now())
    for draft in desk.store.drafts.list():
        if draft.subject == entry_id:
            desk.store.drafts.delete(draft.id)


def facts_apart(desk: Desk, entry_id: str) -> tuple[str, ...]:
    """Ids of the facts that hold what is kept apart of an entry, as far as they are not erased."""
    return tuple(one.id for one in desk.store.entries(subject=subject_of(entry_id)) if one.payload is not None)
