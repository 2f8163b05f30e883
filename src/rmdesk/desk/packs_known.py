"""The form packs that a desk ever adopted, and the one in force on a day."""

import json
from contextlib import suppress
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from rmdesk.domain import facts
from rmdesk.domain.adoptions import Adoption, in_force
from rmdesk.formpack import Pack, PackFaults, load_texts
from rmdesk.formpack.loader import shipped
from rmdesk.store import Entry, Store

ADOPTING: Final = "packs.adopt"
"""The sensitive act: compliance and an administrator take a pack over together (DATA-08)."""


def pack_of(store: Store, digest: str) -> Pack:
    """A form pack that was adopted once, by its digest (QUES-07). KeyError when it never was."""
    kept = _READ.setdefault(store, {})
    if digest not in kept:
        row = store.get("pack", digest)
        if row is None:
            raise KeyError(digest)
        kept[digest] = _AHEAD.get(digest) or load_texts(json.loads(row["files"]))
    return kept[digest]


def read_ahead() -> None:
    """Read of the program's own pack what an opened desk shows first: most desks work by that very one, as its digest
    says, and no key need wait for it. Nothing where it cannot be read: a desk has its own."""
    with suppress(PackFaults):
        pack = shipped()
        _ = pack.labels, pack.field_text("name", "person"), tuple(pack.registers.values())
        _ = pack.clocks, pack.complaints, pack.thresholds, pack.portrait, pack.levels, pack.client_ranks
        _ = pack.questionnaire("person"), pack.questionnaire("organisation"), pack.indicators, pack.archive
        _AHEAD[pack.digest] = pack


_AHEAD: Final[dict[str, Pack]] = {}


_READ: Final = WeakKeyDictionary[Store, dict[str, Pack]]()
"""An assessment names its pack, and is asked again and again: half a million bytes each time, were it read anew."""


def adoptions(store: Store) -> tuple[Adoption, ...]:
    """Every pack that was adopted, each by its last adoption."""
    rows = store.query("SELECT digest, begins, seq FROM pack")
    return tuple(Adoption(date.fromisoformat(row["begins"]), row["seq"], row["digest"]) for row in rows)


def pack_on(store: Store, day: date) -> Pack:
    """The pack in force on `day`. KeyError in a store that knows none."""
    return pack_of(store, digest_on(store, day) or "")


def digest_on(store: Store, day: date) -> str | None:
    """The digest of the pack in force on `day`; None in a store that knows none."""
    found = in_force(adoptions(store), day)
    return None if found is None else found.digest


def adoption(entry: Entry) -> Adoption:
    """What a fact of an adoption says. TypeError for another fact."""
    fact = entry.fact
    if not isinstance(fact, facts.PackAdopted):
        raise TypeError(entry.kind)
    return Adoption(fact.begins, entry.seq, fact.digest)
