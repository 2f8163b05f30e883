"""Documents of products as issuers would send them: drawn from the sample's words, taken in as files (DESK-03)."""

from pathlib import Path
from tempfile import TemporaryDirectory

from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import documents
from rmdesk.desk.shelf.documents import Brought
from rmdesk.domain.base import Lang
from rmdesk.domain.product import Product
from rmdesk.paper import Document, Paragraph, render
from rmdesk.sample.entries import ProductDocument
from rmdesk.sample.stage import granted


def add(desk: Desk, entry: ProductDocument, product: Product, lang: Lang) -> None:
    """Draw one version and have the keeper add it."""
    kind = desk.pack.label("document_kind", entry.kind, lang)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{kind}-{desk.today():%Y%m}.pdf"
        file.write_bytes(render(_drawn(desk, entry, product, lang)))
        since, change = desk.today().isoformat(), "" if entry.change is None else entry.change.of(lang)
        brought = Brought(entry.kind, file, since=since, change=change)
        granted(desk, documents.add(desk, product.code, brought), product.code)


def _drawn(desk: Desk, entry: ProductDocument, product: Product, lang: Lang) -> Document:
    day = desk.today().isoformat()
    return Document(
        kind="product_document",
        number=f"{product.code}-{desk.today():%Y%m}",
        title=f"{product.name.of(lang)} · {desk.pack.label('document_kind', entry.kind, lang)}",
        lang=lang,
        bank=product.issuer.of(lang),
        branch="",
        operator=product.issuer.of(lang),
        at=day,
        form_version=day,
        complaint_contact=desk.branch.spoken(lang).contact,
        head="",
        blocks=tuple(Paragraph(one.of(lang)) for one in entry.says),
    )
