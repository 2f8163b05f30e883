"""Empty tables of a desk that were made once are copied, page by page, for whoever wants them next."""

from collections.abc import Callable, Hashable
from threading import get_ident

import pytest

from rmdesk.store import asof, replay, schema, store
from rmdesk.store.project import Projections
from rmdesk.store.vault import Vault


def remember(patch: pytest.MonkeyPatch) -> None:
    """From now on equal empty tables are made once in a thread: a connection belongs to one."""
    known: dict[Hashable, Vault] = {}

    def copied(key: Hashable, make: Callable[[], Vault], vault: Vault) -> Vault:
        if key not in known:
            known[key] = make()
        twin = Vault.in_memory(vault.path)
        known[key].connection.backup(twin.connection)
        return twin

    def empty_twin(vault: Vault, projections: Projections) -> Vault:
        key = (get_ident(), projections, tuple(schema.MIGRATIONS))
        return copied(key, lambda: replay.empty_twin(vault, projections), vault)

    def as_made(vault: Vault) -> Vault:
        key = (get_ident(), *(row["sql"] for row in vault.rows(replay._MADE)))
        return copied(key, lambda: replay.as_made(vault), vault)

    patch.setattr(store, "empty_twin", empty_twin)
    patch.setattr(asof, "as_made", as_made)
