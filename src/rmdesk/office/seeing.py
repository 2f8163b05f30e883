"""A desk as head office knows it: made anew in memory out of its facts, as a look into its past is. Nothing of it
reaches a disk."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rmdesk.desk import packs_known
from rmdesk.desk.desk import Desk
from rmdesk.domain.exchange_reviews import elsewhere
from rmdesk.domain.people import Branch, Person
from rmdesk.office import leaving
from rmdesk.office.facts import Facts
from rmdesk.office.keys import Office
from rmdesk.office.leaving import Left
from rmdesk.office.server import Connection
from rmdesk.store import rebuild, schema
from rmdesk.store.journal import Journal
from rmdesk.store.plain import instant_text
from rmdesk.store.project import PROJECTIONS
from rmdesk.store.sqlrows import Tables
from rmdesk.store.store import Store
from rmdesk.store.vault import APPEND, REBUILD, Vault

_INSERT = f"INSERT INTO journal VALUES ({', '.join('?' * 12)})"


@contextmanager
def seen(
    connection: Connection, office: Office, device: str, until: int, at: datetime, left: Iterable[Left] = ()
) -> Iterator[Desk]:
    """A desk out of its facts up to the number `until`, for reading; at it sits the operator, as compliance. `left`:
    what other desks took over of it, away there also while it has not heard of that."""
    from rmdesk.store import tables  # noqa: F401 - registers the projections

    vault = Vault.in_memory(Path(device))
    try:
        with vault.transaction():
            schema.migrate(vault, schema.MIGRATIONS)
            rebuild.create_tables(vault, PROJECTIONS)
            rebuild.put_meta(vault, "device", device)
            with vault.acting(APPEND):
                for entry in Facts(connection, office, device).read(0, until):
                    vault.execute(_INSERT, (*entry[:2], instant_text(entry.at), *entry[3:]))
            rebuild.replay_into(vault, Journal(vault, device, os.urandom), PROJECTIONS)
            with vault.acting(REBUILD):
                rows = Tables(vault, PROJECTIONS)
                for one in left:
                    rows.write(leaving.gone(rows, one, until))
        store = Store(vault, None, PROJECTIONS, os.urandom)
        row = store.get("setting", "branch")
        assert row is not None, "a desk's first fact names its branch"
        branch = Branch.model_validate_json(row["value"])
        pack = packs_known.pack_on(store, at.astimezone(ZoneInfo(branch.zone)).date())
        operator = elsewhere(office.operator, office.card.device)
        reader = Person(login=operator, name=operator, roles=("compliance",))
        yield Desk(Path(device), store, pack, branch, reader, lambda: at, follows=False)
    finally:
        vault.close()
