"""What a desk keeps for its exchange with others: its private keys, and the seals of other desks' facts.

A seal is a fact without what it says: who, when, of what kind, about what, and the digests that chain it. The seals of
a desk stand beside the own journal, under its device and their numbers; the own facts about bundles say how far they
reach, so what stands here can be proved as the own chain is.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from pydantic import ValidationError

from rmdesk.domain.exchange_facts import BundleTaken
from rmdesk.domain.fact import Fact, name_of, read_fact
from rmdesk.store.attachments import Attachments, files_of
from rmdesk.store.chainwalk import ZERO, Walk, link_hash, payload_digest
from rmdesk.store.errors import ChainDiffers, FactUnreadable
from rmdesk.store.journal import Journal
from rmdesk.store.vault import APPEND, ERASE, REBUILD, Vault, translated
from rmdesk.store.verify import Fault

_FIELDS: Final = "seq, id, at, device, actor, kind, subject, digest, prev, hash"
_PAGE: Final = 1000
_OWN: Final = f"SELECT {_FIELDS} FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT {_PAGE}"
_WHOLE_PAGE: Final = 100
_WHOLE: Final = f"""SELECT {_FIELDS}, salt, payload FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq
LIMIT {_WHOLE_PAGE}"""
_PUT: Final = f"INSERT INTO received_fact (desk, {_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WALKED: Final = """SELECT seq, id, at, device, actor, kind, subject, NULL, NULL, digest, prev, hash FROM received_fact
WHERE desk = ? ORDER BY seq"""


class Seal(NamedTuple):
    """A fact without what it says; `at` as the journal writes it, hashes in bytes."""

    seq: int
    id: str
    at: str
    device: str
    actor: str
    kind: str
    subject: str
    digest: bytes
    prev: bytes
    hash: bytes

    @property
    def sound(self) -> bool:
        """Whether its hash is that of what it says, and of the one before."""
        texts = (self.id, self.at, self.device, self.actor, self.kind, self.subject)
        return link_hash(self.prev, self.seq, *map(str.encode, texts), digest=self.digest) == self.hash


class Whole(NamedTuple):
    """A fact with what it says; both None once that was erased."""

    seal: Seal
    salt: bytes | None
    payload: str | None

    @property
    def sound(self) -> bool:
        """Whether its seal is that of what it says, where it says anything."""
        if self.salt is None or self.payload is None:
            return self.seal.sound and self.salt is None and self.payload is None
        return self.seal.sound and payload_digest(self.salt, self.payload.encode()) == self.seal.digest


class Exchange:
    """The keys of one desk, its own seals, and those of other desks that it holds."""

    def __init__(self, vault: Vault, attachments: Attachments, journal: Journal) -> None:
        self._vault, self._attachments, self._journal = vault, attachments, journal

    def keys(self) -> tuple[bytes, bytes] | None:
        """The private keys, raw: Ed25519 for signing, X25519 for sealing; None as long as there are none."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT signing, sealing FROM exchange_key")
        return None if row is None else (bytes(row["signing"]), bytes(row["sealing"]))

    def keep_keys(self, signing: bytes, sealing: bytes) -> None:
        """Keep the private keys. In the transaction of the fact that says so."""
        with translated(self._vault.path), self._vault.acting(APPEND):
            self._vault.execute("INSERT INTO exchange_key (one, signing, sealing) VALUES (1, ?, ?)", (signing, sealing))

    def forget_keys(self) -> None:
        """Take the private keys away: a copy of the desk must not sign as the desk."""
        with translated(self._vault.path), self._vault.acting(REBUILD):
            self._vault.execute("DELETE FROM exchange_key")

    def own(self, after: int, until: int) -> Iterator[Seal]:
        """The seals of this desk's own facts with `after` < seq <= `until`, in order."""
        with translated(self._vault.path):
            while page := self._vault.rows(_OWN, (after, until)):
                yield from (Seal(*row) for row in page)
                after = page[-1]["seq"]

    def own_whole(self, after: int, until: int) -> Iterator[Whole]:
        """The same facts with what they say."""
        with translated(self._vault.path):
            while page := self._vault.rows(_WHOLE, (after, until)):
                yield from (Whole(Seal(*row[:-2]), *row[-2:]) for row in map(tuple, page))
                after = page[-1]["seq"]

    def own_hash(self, seq: int) -> bytes | None:
        """The hash of this desk's own fact; that before the first one for 0; None where there is none."""
        return self._hash("SELECT hash FROM journal WHERE seq = ?", seq)

    def hash_of(self, desk: str, seq: int) -> bytes | None:
        """The hash of a fact of another desk (a device), as `own_hash`."""
        return self._hash("SELECT hash FROM received_fact WHERE desk = ? AND seq = ?", desk, seq)

    def _hash(self, sql: str, *params: object) -> bytes | None:
        if params[-1] == 0:
            return ZERO
        with translated(self._vault.path):
            row = self._vault.one(sql, params)
        return None if row is None else bytes(row["hash"])

    def take(self, desk: str, have: int, seals: Iterable[Seal]) -> None:
        """Keep what follows on fact `have` of another desk (a device); what stands here already is compared. In a
        transaction. ChainDiffers where it is another chain, or none."""
        last = self.hash_of(desk, have)
        with translated(self._vault.path), self._vault.acting(APPEND):
            for seal in seals:
                if seal.seq <= have:
                    known = self.hash_of(desk, seal.seq)
                    if known != seal.hash:
                        raise ChainDiffers(seal.seq, known or b"", seal.hash)
                elif seal.prev != last:
                    raise ChainDiffers(seal.seq - 1, last or b"", seal.prev)
                elif not seal.sound:
                    raise ChainDiffers(seal.seq, b"", seal.hash)
                else:
                    self._vault.execute(_PUT, (desk, *seal))
                    last = seal.hash

    def own_said(self, seq: int) -> tuple[bytes, str] | None:
        """Salt and payload of this desk's own fact; None where it was erased, or is none."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT salt, payload FROM journal WHERE seq = ?", (seq,))
        return None if row is None or row["payload"] is None else (bytes(row["salt"]), str(row["payload"]))

    def kind_of(self, desk: str, seq: int) -> str:
        """The kind of a fact of another desk; "" where it is not here."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT kind FROM received_fact WHERE desk = ? AND seq = ?", (desk, seq))
        return "" if row is None else str(row["kind"])

    def subject_of(self, desk: str, seq: int) -> str:
        """What a fact of another desk is about; "" where it is not here."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT subject FROM received_fact WHERE desk = ? AND seq = ?", (desk, seq))
        return "" if row is None else str(row["subject"])

    def is_said(self, desk: str, seq: int, salt: bytes, payload: str) -> bool:
        """Whether this is what a fact of another desk says: its seal tells."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT digest FROM received_fact WHERE desk = ? AND seq = ?", (desk, seq))
        return row is not None and payload_digest(salt, payload.encode()) == bytes(row["digest"])

    def open(self, desk: str, seq: int, salt: bytes, payload: str, hide: Iterable[str] = ()) -> None:
        """Keep what a fact of another desk says, and which numbers in it are masked where it is shown. In a
        transaction, after `is_said`."""
        sql = "INSERT INTO opened_fact VALUES (?, ?, ?, ?, ?) ON CONFLICT (desk, seq) DO NOTHING"
        with translated(self._vault.path), self._vault.acting(APPEND):
            self._vault.execute(sql, (desk, seq, salt, payload, "\n".join(hide)))

    def hidden_in(self, desk: str, seq: int) -> tuple[str, ...]:
        """The numbers that are masked where such a fact is shown."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT hide FROM opened_fact WHERE desk = ? AND seq = ?", (desk, seq))
        return () if row is None else tuple(filter(None, str(row["hide"]).split("\n")))

    def opened(self, desk: str, seq: int) -> Fact | None:
        """What a fact of another desk says, where that is kept here. FactUnreadable."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT payload FROM opened_fact WHERE desk = ? AND seq = ?", (desk, seq))
        return None if row is None else read_said(seq, self.kind_of(desk, seq), str(row["payload"]))

    def keep_file(self, desk: str, seq: int, sha256: str, content: bytes) -> bool:
        """Keep a file that a fact of another desk names, where that is open here; else it is none of this desk's, and
        False. In a transaction, after `open`."""
        fact = self.opened(desk, seq)
        if fact is None or sha256 not in files_of(fact):
            return False
        return self._attachments.put(content) == sha256

    def opened_whole(self, desk: str, seq: int) -> Whole | None:
        """A fact of another desk with its seal and what it says, where that is kept here."""
        sql = f"""SELECT {_FIELDS}, opened_fact.salt, opened_fact.payload FROM received_fact JOIN opened_fact
                  USING (desk, seq) WHERE desk = ? AND seq = ?"""
        with translated(self._vault.path):
            row = self._vault.one(sql, (desk, seq))
        return None if row is None else Whole(Seal(*tuple(row)[:-2]), *tuple(row)[-2:])

    def close(self, desk: str, seqs: Iterable[int]) -> None:
        """Erase what these facts of another desk say, and the files that they alone name: their seals stay. In a
        transaction."""
        self._close({(desk, seq) for seq in seqs})

    def close_about(self, subjects: Iterable[str]) -> None:
        """`close`, for all facts of other desks about these subjects."""
        sql = """SELECT desk, seq FROM opened_fact JOIN received_fact USING (desk, seq) WHERE subject = ?"""
        with translated(self._vault.path):
            wanted = {(row["desk"], row["seq"]) for one in subjects for row in self._vault.rows(sql, (one,))}
        self._close(wanted)

    def _close(self, wanted: Collection[tuple[str, int]]) -> None:
        if not wanted:
            return
        files = {sha256 for desk, seq, sha256 in self._attachments.named_elsewhere() if (desk, seq) in wanted}
        with translated(self._vault.path), self._vault.acting(ERASE):
            for one in wanted:
                self._vault.execute("DELETE FROM opened_fact WHERE desk = ? AND seq = ?", one)
        self._attachments.erase(files, self._journal)

    def later(self, desk: str, subjects: Collection[str], kinds: Collection[str], after: int) -> frozenset[str]:
        """Of these subjects those about which another desk recorded a fact of one of these kinds behind its fact
        `after`."""
        found = set()
        for subject in subjects:
            sql = "SELECT kind FROM received_fact WHERE desk = ? AND subject = ? AND seq > ?"
            with translated(self._vault.path):
                rows = self._vault.rows(sql, (desk, subject, after))
            if any(name_of(row["kind"]) in kinds for row in rows):
                found.add(subject)
        return frozenset(found)

    def about(self, desk: str, subject: str, after: int) -> tuple[Seal, ...]:
        """The seals of another desk's facts about this behind its fact `after`, in order."""
        sql = f"SELECT {_FIELDS} FROM received_fact WHERE desk = ? AND subject = ? AND seq > ? ORDER BY seq"
        with translated(self._vault.path):
            return tuple(Seal(*row) for row in self._vault.rows(sql, (desk, subject, after)))

    def faults(self, journal: Journal) -> Iterator[Fault]:
        """Where the seals of other desks are not the chains that the own facts say were taken in."""
        ends: dict[str, dict[int, bytes]] = {}
        for entry in journal.read(kind=BundleTaken.kind):
            fact = None if entry.payload is None else entry.fact
            if isinstance(fact, BundleTaken):
                ends.setdefault(fact.device, {})[fact.have.seq] = bytes.fromhex(fact.have.hash)
        with translated(self._vault.path):
            here = {str(row[0]) for row in self._vault.rows("SELECT DISTINCT desk FROM received_fact")}
            for desk in sorted(here | ends.keys()):
                yield from self._faults_of(desk, ends.get(desk, {}))
        for desk, seq, sha256 in self._attachments.named_elsewhere():
            if not self._attachments.holds(sha256):
                yield Fault(seq, "received", desk)

    def _faults_of(self, desk: str, ends: dict[int, bytes]) -> Iterator[Fault]:
        sql = "SELECT seq, salt, payload FROM opened_fact WHERE desk = ? ORDER BY seq"
        for row in self._vault.rows(sql, (desk,)):
            if not self.is_said(desk, row["seq"], bytes(row["salt"]), str(row["payload"])):
                yield Fault(row["seq"], "received", desk)
        walk = Walk()
        with self._vault.as_bytes():
            rows = self._vault.execute(_WALKED, (desk,))
            while page := rows.fetchmany(_PAGE):
                walk.over(page)
                walk.erased.clear()  # each of them is a seal alone
        yield from (Fault(seq, "received", desk) for seq in sorted({seq for seq, _ in walk.faults}))
        for seq, known in ends.items():
            if self.hash_of(desk, seq) != known:
                yield Fault(seq, "received", desk)
        if walk.seq > max(ends, default=0):
            yield Fault(walk.seq, "received", desk)


def seal_line(seal: Seal) -> list[object]:
    """A seal as a bundle writes it: hashes in hex, without that of the fact before."""
    return [*seal[:7], seal.digest.hex(), seal.hash.hex()]


def whole_line(whole: Whole) -> list[object]:
    """A fact as a bundle for head office writes it: its seal, and behind it salt and payload."""
    return [*seal_line(whole.seal), None if whole.salt is None else whole.salt.hex(), whole.payload]


def read_said(seq: int, kind: str, payload: str) -> Fact:
    """The fact that another desk said. FactUnreadable: a newer program wrote it."""
    try:
        return read_fact(kind, payload)
    except (LookupError, ValidationError, ValueError) as error:
        raise FactUnreadable(seq, kind, "unknown") from error
