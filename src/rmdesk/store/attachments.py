"""Files kept inside the encrypted desk, each once, under the SHA-256 of its content.

They are no projection: the journal holds a file's digest and not its bytes, so a replay cannot make it anew. What the
facts name must be here, and must be what its digest says: `faults` looks at both.
"""

import hashlib
from collections.abc import Iterable, Iterator

from rmdesk.domain.archive_facts import PaperScanned
from rmdesk.domain.complaint_facts import EvidenceKept
from rmdesk.domain.documents import DocumentAdded
from rmdesk.domain.facts import BranchChanged
from rmdesk.domain.registers.facts import EntryActed, EntryBegun
from rmdesk.store.journal import Journal
from rmdesk.store.vault import APPEND, ERASE, Vault, translated
from rmdesk.store.verify import Fault


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

        Call it inside the transaction that erased them (`Store.erase`).
        """
        with translated(self._vault.path), self._vault.acting(ERASE):
            still = {sha256 for _, sha256 in self.named(journal)}
            for sha256 in set(sha256s) - still:
                self._vault.execute("DELETE FROM attachment WHERE sha256 = ?", (sha256,))

    def named(self, journal: Journal, after: int = 0) -> Iterator[tuple[int, str]]:
        """Every file that a fact behind `after` names, with that fact's number: evidence of complaints, scans of
        papers, files of entries, documents of products, the bank's logo."""
        for kind in (EvidenceKept, PaperScanned, EntryBegun, EntryActed, BranchChanged, DocumentAdded):
            for entry in journal.read(kind=kind.kind, after=after):
                fact = None if entry.payload is None else entry.fact
                if isinstance(fact, EvidenceKept):
                    yield entry.seq, fact.evidence.sha256
                elif isinstance(fact, PaperScanned):
                    yield entry.seq, fact.scan.sha256
                elif isinstance(fact, DocumentAdded):
                    yield entry.seq, fact.document.sha256
                elif isinstance(fact, BranchChanged):
                    yield from ((entry.seq, sha256) for sha256 in filter(None, (fact.branch.logo,)))
                elif isinstance(fact, (EntryBegun, EntryActed)):
                    yield from ((entry.seq, sha256) for sha256 in files_of(fact))


def files_of(fact: EntryBegun | EntryActed) -> Iterator[str]:
    """The digests of the files that an act on an entry answered: each stands as "digest/name"."""
    for key, kind in fact.follows.links.items():
        for one in filter(None, fact.values.get(key, "").split(",")) if kind == "file" else ():
            yield one.partition("/")[0]
