"""The journal as JSON lines: what a verifier without rmdesk needs (`rmdesk.tools.verify_journal`).

The first line says what follows; every other line is one fact, in order:

    {"format": "rmdesk-journal-1", "device": …, "head": {"seq": …, "hash": hex} | null, "partial": false}
    {"seq", "id", "at", "device", "actor", "kind", "subject", "digest", "prev", "hash", "payload", "salt"}

Bytes are hex, texts are texts (bytes that are no UTF-8 as lone surrogates, as Python's "surrogateescape" does). Payload
and salt are null where they were erased, and absent where they are withheld: the chain verifies all the same. What is
written is what the file holds, sound or not: a journal that was tampered with must not look sound by being exported.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final

from rmdesk.domain import archive_facts
from rmdesk.store.store import Store
from rmdesk.store.vault import Row

FORMAT: Final = "rmdesk-journal-1"
TEXTS: Final = ("id", "at", "device", "actor", "kind", "subject")
SEALS: Final = ("digest", "prev", "hash")
SAID: Final = ("payload", "salt")
EXPLAINS_ERASURE: Final = archive_facts.PayloadsErased.kind
"""The kind of fact that says which payloads were erased; it names nobody, so it is never withheld."""

Keep = Callable[[int, str], bool]
"""Whether the payload of the fact with this number and kind may leave the desk."""

_PAGE: Final = 1000
_FIRST: Final = -(2**63)


def journal_lines(store: Store, keep: Keep) -> Iterator[str]:
    """The whole journal's lines, each without its line end. `keep` says which payloads go with it."""
    yield _header(store, store.query("SELECT seq, hash FROM head"), partial=False)
    after = _FIRST
    while page := store.query(f"{_SELECT} WHERE seq > ? ORDER BY seq LIMIT {_PAGE}", (after,)):
        yield from (_line(_fact(row, keep)) for row in page)
        after = page[-1]["seq"]


def some_lines(store: Store, keep: Keep, seqs: Collection[int]) -> Iterator[str]:
    """The lines of some facts. They are marked as partial, and end with the last one: the same facts give the same
    lines, whatever was appended since."""
    last = max(seqs, default=0)
    yield _header(store, store.query("SELECT seq, hash FROM journal WHERE seq = ?", (last,)), partial=True)
    for seq in sorted(seqs):
        yield from (_line(_fact(row, keep)) for row in store.query(f"{_SELECT} WHERE seq = ?", (seq,)))


def _header(store: Store, ends: Sequence[Row], *, partial: bool) -> str:
    head = {"seq": ends[0]["seq"], "hash": _hex(ends[0]["hash"])} if ends else None
    return _line({"format": FORMAT, "device": store.device, "head": head, "partial": partial})


def _columns() -> str:
    # A blob is read as it is; a text that is no UTF-8 would end the reading, and a number is none of ours.
    return ", ".join(
        f"CASE WHEN typeof({name}) IN ('text', 'blob') THEN CAST({name} AS BLOB) END AS {name}"
        for name in (*TEXTS, *SEALS, *SAID)
    )


_SELECT: Final = f"SELECT seq, {_columns()} FROM journal"


def _fact(row: Row, keep: Keep) -> dict[str, Any]:
    found: dict[str, Any] = {"seq": row["seq"]}
    found |= {name: _text(row[name]) for name in TEXTS}
    found |= {name: _hex(row[name]) for name in SEALS}
    kind = found["kind"] or ""
    erased = row["payload"] is None and row["salt"] is None
    if erased or kind == EXPLAINS_ERASURE or keep(row["seq"], kind):
        found |= {"payload": _text(row["payload"]), "salt": _hex(row["salt"])}
    return found


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "surrogateescape")


def _hex(value: bytes | None) -> str | None:
    return None if value is None else value.hex()


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
