"""Documents of a product with their versions: its prospectus, the issuer's risk disclosure, its contract (DESK-03).

A document is known by its product, its kind and its title; each version stays readable for ever under its digest. What
a client was shown is kept with the sale (SUIT-22).
"""

from collections.abc import Iterable
from datetime import date, datetime

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact


class DocumentVersion(Value):
    """One version: `kind` is a word of the pack, `title` tells documents of one kind apart ("" for the only one),
    `number` counts from 1, `since` is its first day in force. `change` says what the keeper marked as material: whoever
    was told before it must be told again ("" nothing). `name` and `size` (bytes) are its file's."""

    kind: str
    title: str
    number: int
    since: date
    sha256: str
    name: str
    size: int
    change: str = ""


class Document(DocumentVersion):
    """A version as it stands on a product's page: under an id, added by `by` (a login) at `at`; `withdrawn`: why it
    counts no more."""

    id: str
    code: str
    at: datetime
    by: str
    withdrawn: str = ""

    @property
    def of(self) -> tuple[str, str]:
        """Which document of its product it is a version of."""
        return self.kind, self.title


class ShownDocument(Value):
    """A version that was in force, and shown, when a client was told of a product (SUIT-22)."""

    id: str
    kind: str
    title: str
    number: int
    since: date
    sha256: str


class DocumentAdded(Fact, kind="document.added/1"):
    """A version of a document of a product came into the desk; its bytes are kept under its digest."""

    code: str
    id: str
    document: DocumentVersion


class DocumentWithdrawn(Fact, kind="document.withdrawn/1"):
    """A version counts no more, such as a wrong file; it stays readable."""

    code: str
    id: str
    document_kind: str
    document_number: int
    reason: str


class DocumentSaved(Fact, kind="document.saved/1"):
    """A copy of a version was written outside of the desk."""

    code: str
    id: str
    document_kind: str
    document_number: int
    sha256: str


def in_force(documents: Iterable[Document], day: date) -> tuple[Document, ...]:
    """The version of each document that counts on `day`: the highest number of those whose first day has come."""
    found: dict[tuple[str, str], Document] = {}
    for one in documents:
        if one.since <= day and not one.withdrawn and one.number >= found.get(one.of, one).number:
            found[one.of] = one
    return tuple(found[of] for of in sorted(found))


def material(documents: Iterable[Document], day: date) -> tuple[Document, ...]:
    """Of each document the last version in force by `day` whose change is material, where there is one."""
    listed = tuple(documents)
    reached = {one.of: one.number for one in in_force(listed, day)}
    marked = (one for one in listed if one.change and one.number <= reached.get(one.of, 0))
    return in_force(marked, day)


def shown(one: Document) -> ShownDocument:
    """A version as a sale keeps it."""
    return ShownDocument(
        id=one.id, kind=one.kind, title=one.title, number=one.number, since=one.since, sha256=one.sha256
    )
