"""How values stand in the tables of head office. Ids, days, kinds and states stand in clear, and whole numbers; every
other text is sealed by AES-SIV under the key of the tables, bound to its table and column: the same text gives the same
bytes, so a client is found by a number that nobody can read, and at every desk that has him."""

import json
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from rmdesk.store.project import Kind

CLEAR: Final = frozenset(
    {
        "id", "no", "kind", "state", "status", "client_id", "visit_id", "sale_id", "entry_id", "register_id",
        "parent_id", "at", "on_day", "taken_at", "opened_at", "received_at", "touched_at", "begun_at", "registered_on",
    }
)  # fmt: skip
"""Columns whose texts stand in clear, whatever table they are of: what a branch counts by, and nobody's name."""


class Cipher:
    """Seals and opens the values of columns."""

    def __init__(self, key: bytes) -> None:
        self._siv = AESSIV(key)

    def put(self, table: str, column: str, kind: Kind, value: object) -> object:
        """A plain value as the server keeps it."""
        if value is None:
            return None
        if kind == "INTEGER":
            return int(value)  # type: ignore[call-overload]
        if kind == "TEXT":
            text = str(int(value)) if isinstance(value, bool) else str(value)
            return text if column in CLEAR else self._sealed(table, column, text)
        return self._sealed(table, column, json.dumps(value, ensure_ascii=False))

    def take(self, table: str, column: str, kind: Kind, value: object) -> object:
        """The same back. InvalidTag where it was altered."""
        if value is None or kind == "INTEGER" or isinstance(value, str):
            return value
        assert isinstance(value, bytes), "the driver gives sealed values as bytes"
        text = self._siv.decrypt(value, [f"{table}.{column}".encode()]).decode()
        return text if kind == "TEXT" else json.loads(text)

    def _sealed(self, table: str, column: str, text: str) -> bytes:
        return self._siv.encrypt(text.encode(), [f"{table}.{column}".encode()])


def type_of(column: str, kind: Kind) -> str:
    """The server's type of a column."""
    return "int8" if kind == "INTEGER" else "text" if kind == "TEXT" and column in CLEAR else "bytea"
