"""The documents of products, version by version; their bytes are attachments."""

from rmdesk.domain.documents import Document, DocumentAdded, DocumentWithdrawn
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row, doc_of

table("product_document", key="id", text=("code", "doc"), indexes=[("code", "id")])


@projects(DocumentAdded)
def _added(rows: Reader, fact: DocumentAdded, entry: Entry) -> Changes:
    version = fact.document.model_dump()
    yield _row(Document(**version, id=fact.id, code=fact.code, at=entry.at, by=entry.actor))


@projects(DocumentWithdrawn)
def _withdrawn(rows: Reader, fact: DocumentWithdrawn, entry: Entry) -> Changes:
    before = doc_of(rows, Document, "product_document", fact.id)
    yield _row(before.model_copy(update={"withdrawn": fact.reason}))


def _row(one: Document) -> Row:
    return Row("product_document", {"id": one.id, "code": one.code, "doc": one})
