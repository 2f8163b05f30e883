"""Files kept inside the encrypted desk, each once, under the SHA-256 of its content.

They are no projection: the journal holds a file's digest and not its bytes, so a replay cannot make it anew. What the
facts name must be here, and must be what its digest says: `faults` looks at both.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import ValidationError

from rmdesk.domain.archive_facts import PaperScanned
from rmdesk.domain.complaint_facts import EvidenceKept
from rmdesk.domain.documents import DocumentAdded
from rmdesk.domain.exchange_cases import CaseFactMoved
from rmdesk.domain.exchange_moves import FactMoved
from rmdesk.domain.fact import Fact, current, read_fact, versions
from rmdesk.domain.facts import BranchChanged, QualificationVerified
from rmdesk.domain.registers.facts import EntryActed, EntryBegun
from rmdesk.store.journal import Journal
from rmdesk.store.vault import APPEND, ERASE, Vault, translated
from rmdesk.store.verify import Fault

NAMING: Final[tuple[type[Fact], ...]] = (
    EvidenceKept,
    PaperScanned,
    EntryBegun,
    EntryActed,
    BranchChanged,
    DocumentAdded,
    QualificationVerified,
    FactMoved,
    CaseFactMoved,
)
"""The kinds of facts that name files."""
_MOVED: Final = frozenset(one.kind for one in NAMING)


class Attachments:
    """The files of one desk."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def put(self, content: bytes) -> str:
        """Keep `content`; its SHA-256 in hex. A file that is there already is not kept twice. DiskFull, DeskReadOnly.

        Call it inside the transaction that records the fact which names it.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        sql = "INSERT INTO attachment (sha256, content) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING"
        with translated(self._vault.path), self._vault.acting(APPEND):
            self._vault.execute(sql, (sha256, content))
        return sha256

    def holds(self, sha256: str) -> bool:
        """Whether the file with this digest is here."""
        with translated(self._vault.path):
            return self._vault.one("SELECT 1 FROM attachment WHERE sha256 = ?", (sha256,)) is not None

    def get(self, sha256: str) -> bytes | None:
        """The file with this digest, or None when it is not here."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT content FROM attachment WHERE sha256 = ?", (sha256,))
        return bytes(row[0]) if row else None

    def faults(self, journal: Journal) -> Iterator[Fault]:
        """Files that are not what their digest says, and files that a fact names and that are gone."""
        with translated(self._vault.path):
            here = [row[0] for row in self._vault.rows("SELECT sha256 FROM attachment ORDER BY sha256")]
            for sha256 in here:
                if hashlib.sha256(self.get(sha256) or b"").hexdigest() != sha256:
                    yield Fault(None, "attachment", sha256)
            for seq, sha256 in self.named(journal):
                if sha256 not in here:
                    yield Fault(seq, "attachment", sha256)

    def erase(self, sha256s: Iterable[str], journal: Journal) -> None:
        """Take away the files that no fact names any more, after the facts that named them were erased.

        Call it inside the transaction that erased them (`Store.erase`), or what another desk's facts said
        (`Exchange.close`).
        """
        gone = set(sha256s)
        if not gone:
            return
        with translated(self._vault.path), self._vault.acting(ERASE):
            gone -= {sha256 for _, sha256 in self.named(journal)}
            gone -= {sha256 for *_, sha256 in self.named_elsewhere()} if gone else set()
            for sha256 in gone:
                self._vault.execute("DELETE FROM attachment WHERE sha256 = ?", (sha256,))

    def named(self, journal: Journal, after: int = 0) -> Iterator[tuple[int, str]]:
        """Every file that a fact behind `after` names, with that fact's number: evidence of complaints and of what
        clients were verified by, scans of papers, files of entries, documents of products, the bank's logo."""
        for kind in NAMING:
            for entry in journal.read(kind=kind.kind, after=after):
                if entry.payload is not None:
                    yield from ((entry.seq, sha256) for sha256 in files_of(entry.fact))

    def named_by(self, seq: int) -> tuple[str, ...]:
        """The files that one fact names."""
        with translated(self._vault.path):
            row = self._vault.one("SELECT kind, payload FROM journal WHERE seq = ?", (seq,))
        if row is None or row["payload"] is None:
            return ()
        return tuple(files_of(read_fact(row["kind"], row["payload"])))

    def named_elsewhere(self) -> Iterator[tuple[str, int, str]]:
        """Every file that a fact of another desk names which is open here: the desk (a device), the fact's number, the
        file. What a newer program wrote names none that this one could show."""
        kinds = [name for kind in NAMING for name in versions(kind.kind)]
        sql = f"""SELECT opened_fact.desk, seq, kind, payload FROM opened_fact JOIN received_fact USING (desk, seq)
        WHERE kind IN ({", ".join("?" * len(kinds))}) ORDER BY desk, seq"""
        with translated(self._vault.path):
            rows = self._vault.rows(sql, kinds)
        for row in rows:
            try:
                fact = read_fact(row["kind"], row["payload"])
            except (LookupError, ValidationError, ValueError):
                continue
            yield from ((row["desk"], row["seq"], sha256) for sha256 in files_of(fact))


def files_of(fact: Fact) -> Iterator[str]:
    """The digests of the files that a fact names. One of an entry stands among its answers as "digest/name"."""
    match fact:
        case EvidenceKept():
            yield fact.evidence.sha256
        case PaperScanned():
            yield fact.scan.sha256
        case DocumentAdded():
            yield fact.document.sha256
        case BranchChanged():
            yield from filter(None, (fact.branch.logo,))
        case QualificationVerified():
            yield from filter(None, (fact.qualification.sha256,))
        case FactMoved() | CaseFactMoved() if current(fact.of) in _MOVED:
            yield from files_of(read_fact(fact.of, fact.said))
        case EntryBegun() | EntryActed():
            for key, kind in fact.follows.links.items():
                for one in filter(None, fact.values.get(key, "").split(",")) if kind == "file" else ():
                    yield one.partition("/")[0]
