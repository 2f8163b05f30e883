"""The journal: facts in one hash-chained sequence.

How a fact is sealed, exactly enough to write a verifier from
--------------------------------------------------------------
Texts are UTF-8. `||` is concatenation. Integers are unsigned and big-endian. SHA-256 throughout.

    digest = SHA-256( salt || payload )                  salt: 16 random bytes, payload: the fact as JSON text
    hash   = SHA-256( "rmdesk-journal-1\\n"               17 bytes of ASCII: what is hashed, and its version
                      || prev                            32 bytes: the hash of the fact before; 32 zero bytes for seq 1
                      || seq                             8 bytes
                      || len(id) || len(at) || len(device) || len(actor) || len(kind) || len(subject)
                                                         six lengths in bytes, 4 bytes each
                      || id || at || device || actor || kind || subject
                      || digest )                        32 bytes

`seq` counts 1, 2, 3 … without a gap. `at` is UTC, written as 2026-11-21T08:30:00.000000Z (always six digits).
The payload enters only through its digest, so it can be erased at the end of its retention (payload and salt become
NULL) and the chain still verifies; without the salt the digest does not betray what was erased. A fact of kind
archive.payloads_erased/1 lists the `ids` of all that was erased.

`at` never falls from one fact to the next, but at a fact of kind desk.clock_confirmed/1: with it a second person
confirmed that the computer's clock, which had gone back, is right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from rmdesk.domain.fact import Fact, versions
from rmdesk.domain.ids import chain_code, uuid7
from rmdesk.domain.vault_facts import ClockConfirmed
from rmdesk.store.chainwalk import NUMBERS, TAG, ZERO, link_hash, payload_digest
from rmdesk.store.entry import Entry
from rmdesk.store.errors import ClockWentBack, FactUnreadable
from rmdesk.store.plain import instant, instant_text
from rmdesk.store.vault import ERASE, Random, Vault

__all__ = ["NUMBERS", "SALT_BYTES", "TAG", "ZERO", "Entry", "Head", "Journal", "link_hash", "payload_digest"]

SALT_BYTES: Final = 16
_COLUMNS: Final = "seq, id, at, device, actor, kind, subject, payload, salt, digest, prev, hash"
_INSERT: Final = f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many facts, and the hash of the last one."""

    seq: int
    hash: bytes

    @property
    def short(self) -> str:
        """The code printed on papers, as "1042-7F3K-9QXD-0AV2-MW6T"."""
        return chain_code(self.seq, self.hash)


class Journal:
    """Appending to and reading from the journal of one desk."""

    def __init__(self, vault: Vault, device: str, random: Random) -> None:
        self._vault = vault
        self._device = device
        self._random = random

    def head(self) -> Head:
        """The end of the chain as it stands."""
        last = self._vault.one("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        return Head(last["seq"], last["hash"]) if last else Head(0, ZERO)

    def first_at(self) -> datetime | None:
        """When the first fact happened."""
        first = self._vault.unnoted("SELECT at FROM journal ORDER BY seq LIMIT 1")
        return instant(first["at"]) if first else None

    def last_hash(self) -> bytes:
        """The hash of the last fact, also inside a batch."""
        batch = self._vault.batch
        if batch is not None and batch.end is not None:
            return batch.end[2]
        last = self._vault.unnoted("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")
        return bytes(last["hash"]) if last else ZERO

    def last_at(self) -> datetime | None:
        """When the last fact happened."""
        last = self._vault.one("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
        return instant(last["at"]) if last else None

    def write(self, fact: Fact, *, actor: str, subject: str, at: datetime, written: str = "") -> Entry:
        """Seal `fact` at the end of the chain; the caller holds a transaction and lets the vault append. `written`: its
        JSON, where it was made already. ClockWentBack."""
        when = instant_text(at)
        entry = self._sealed(fact, actor, subject, at.astimezone(UTC), when, written or fact.model_dump_json())
        vault = self._vault
        vault.put("journal", _INSERT, (*entry[:2], when, *entry[3:]))
        vault.put("head", "UPDATE head SET seq = ?, hash = ?", (entry.seq, entry.hash), last=True)
        if vault.batch is not None:
            vault.batch.end = entry.seq, when, entry.hash
        return entry

    def _end(self) -> tuple[int, str, bytes] | None:
        """Number, instant and hash of the last fact."""
        batch = self._vault.batch
        if batch is not None and batch.end is not None:
            return batch.end
        last = self._vault.one("SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1")
        return tuple(last) if last else None

    def _sealed(self, fact: Fact, actor: str, subject: str, at: datetime, when: str, payload: str) -> Entry:
        """`at` in UTC, and `when`, the same as it is written."""
        last = self._end()
        seq, prev = (last[0] + 1, last[2]) if last else (1, ZERO)
        if last and when < last[1] and not isinstance(fact, ClockConfirmed):
            raise ClockWentBack(instant(last[1]), at)
        salt, id_ = self._random(SALT_BYTES), uuid7(at, self._random)
        digest = payload_digest(salt, payload.encode())
        texts = (id_, when, self._device, actor, fact.kind, subject)
        if "\0" in "".join(texts):
            raise ValueError("a zero in a text could not be told from a damaged page")
        hash_ = link_hash(prev, seq, *map(str.encode, texts), digest=digest)
        return Entry(seq, id_, at, *texts[2:], payload, salt, digest, prev, hash_)

    def erase(self, ids: Sequence[str]) -> None:
        """Make payload and salt of these facts NULL; the caller holds a transaction, and a fact that says so."""
        with self._vault.acting(ERASE):
            for id_ in ids:
                self._vault.execute("UPDATE journal SET payload = NULL, salt = NULL WHERE id = ?", (id_,))

    def entry(self, id_: str) -> Entry | None:
        """The fact with this id."""
        row = self._vault.one(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (id_,))
        return None if row is None else _entry(row)

    def read(
        self, *, subject: str | None = None, kind: str | None = None, after: int = 0, until: datetime | None = None
    ) -> Iterator[Entry]:
        """Entries in order, read page by page so that the caller may write meanwhile. Of a `kind` also those of older
        versions, which are read as it."""
        where, params = _filter(subject, kind, until)
        sql = f"SELECT {_COLUMNS} FROM journal WHERE seq > :after{where} ORDER BY seq LIMIT {_PAGE}"
        while page := self._vault.rows(sql, {**params, "after": after}):
            yield from map(_entry, page)
            after = page[-1]["seq"]


def _filter(subject: str | None, kind: str | None, until: datetime | None) -> tuple[str, dict[str, object]]:
    conditions: dict[str, dict[str, object]] = {}
    if subject is not None:
        conditions["subject = :subject"] = {"subject": subject}
    if kind is not None:
        kinds: dict[str, object] = {f"kind{n}": one for n, one in enumerate(versions(kind))}
        conditions[f"kind IN ({', '.join(f':{name}' for name in kinds)})"] = kinds
    if until is not None:
        conditions["at <= :until"] = {"until": instant_text(until)}
    params = {name: value for given in conditions.values() for name, value in given.items()}
    return "".join(f" AND {condition}" for condition in conditions), params


def _entry(row: Any) -> Entry:
    seq, id_, at, *rest = row
    try:
        return Entry(seq, id_, instant(at), *rest)
    except ValueError as error:
        raise FactUnreadable(seq, row["kind"], "at") from error
