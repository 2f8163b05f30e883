"""Half-typed work. Not facts: a draft is overwritten at every answer and deleted when its facts are in the journal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rmdesk.store.plain import instant, instant_text
from rmdesk.store.vault import Vault, translated

_COLUMNS = 'id, owner, kind, subject, updated_at, "values"'
_PUT = f"INSERT OR REPLACE INTO draft ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class Draft:
    """What `owner` has typed so far of one `kind` of form about `subject`; `values` is anything JSON can hold."""

    id: str
    owner: str
    kind: str
    subject: str
    updated_at: datetime
    values: Mapping[str, Any] = field(default_factory=dict)


class Drafts:
    """The drafts of one desk. Each call is on the disk when it returns, unless a transaction is open around it."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def put(self, draft: Draft) -> None:
        """Keep `draft`, over the one with the same id. DiskFull, DeskReadOnly."""
        values = json.dumps(draft.values, ensure_ascii=False)
        row = (draft.id, draft.owner, draft.kind, draft.subject, instant_text(draft.updated_at), values)
        with translated(self._vault.path):
            self._vault.execute(_PUT, row)

    def get(self, id: str) -> Draft | None:
        """The draft, or None."""
        with translated(self._vault.path):
            row = self._vault.one(f"SELECT {_COLUMNS} FROM draft WHERE id = ?", (id,))
        return _draft(row) if row else None

    def list(self, *, owner: str | None = None, kind: str | None = None) -> tuple[Draft, ...]:
        """The drafts of `owner` and of `kind` (None: of all), the latest first."""
        sql = f"SELECT {_COLUMNS} FROM draft WHERE owner = coalesce(?, owner) AND kind = coalesce(?, kind)"
        with translated(self._vault.path):
            rows = self._vault.rows(f"{sql} ORDER BY updated_at DESC, id", (owner, kind))
        return tuple(map(_draft, rows))

    def delete(self, id: str) -> None:
        """Forget the draft, if it is there."""
        with translated(self._vault.path):
            self._vault.execute("DELETE FROM draft WHERE id = ?", (id,))


def _draft(row: Any) -> Draft:
    return Draft(row["id"], row["owner"], row["kind"], row["subject"], instant(row["updated_at"]), json.loads(row[5]))
