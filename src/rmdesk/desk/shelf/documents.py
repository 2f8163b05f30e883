"""Documents of a product: the keeper adds versions, whoever reads the shelf reads them and saves a copy (DESK-03)."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import leaving, size_of, stop_if_there, write_file
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import documents as facts
from rmdesk.domain import fields
from rmdesk.domain.documents import Document, DocumentVersion, in_force
from rmdesk.domain.refusal import passed, passed_at, refuse, stop, stop_at, written

State = Literal["in_force", "to_come", "former", "withdrawn"]
MOST_TITLE = 60
MOST_CHANGE = 200
_BEGINS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_ENDS = {"pdf": b"%%EOF", "jpg": b"\xff\xd9", "jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82"}
_TAIL = 1024
"""Programs pad their files; what must stand at the end stands within so many bytes of it."""
_TITLED = "other"
"""The kind whose documents are told apart by their titles alone."""


class Brought(NamedTuple):
    """A file that the keeper brings. `since` "": in force from today on; `change`: what of it is so material that
    clients are told again before they sign, "" for nothing."""

    kind: str
    file: Path
    title: str = ""
    since: str = ""
    change: str = ""


@use_case("shelf.read")
def listed(desk: Desk, code: str) -> tuple[Document, ...]:
    """Every version of every document of a product: by document as the pack orders kinds, the newest version first."""
    product, order = passed(shelf.get(desk, code)), list(desk.pack.labels.label["document_kind"])

    def place(one: Document) -> tuple[int, str, int]:
        return order.index(one.kind) if one.kind in order else len(order), one.title, -one.number

    return tuple(sorted(of_product(desk, product.code), key=place))


@use_case("shelf.keep")
def add(desk: Desk, code: str, brought: Brought) -> Document:
    """Keep a file as the next version of a document, encrypted, with all its versions before. DESK-03.file_… for what
    cannot be kept, DESK-03.file_twice for what is kept already."""
    product = passed(shelf.get(desk, code))
    kind, title, change = _named(desk, brought)
    since = _since(desk, brought.since)
    name, content = _read(desk, brought.file)
    with desk.transaction():
        sha256 = desk.store.attachments.put(content)
        known = of_product(desk, product.code)
        twice = next((one for one in known if one.sha256 == sha256 and not one.withdrawn), None)
        if twice is not None:
            stop_at("file", refuse("DESK-03.file_twice", document=twice.kind, number=twice.number))
        number = 1 + max((one.number for one in known if one.of == (kind, title)), default=0)
        version = DocumentVersion(
            kind=kind,
            title=title,
            number=number,
            since=since,
            sha256=sha256,
            name=name,
            size=len(content),
            change=change,
        )
        fact = facts.DocumentAdded(code=product.code, id=desk.new_id(), document=version)
        desk.record(fact, product.code)
    return _one(desk, product.code, fact.id)


@use_case("shelf.keep")
def withdraw(desk: Desk, code: str, id: str, reason: str) -> Document:
    """A version counts no more, with why; the one before it is in force again. It stays readable."""
    document, reason = _one(desk, passed(shelf.get(desk, code)).code, id), written("reason", reason)
    if document.withdrawn:
        stop("DESK-03.document_withdrawn", document=document.kind, number=document.number)
    fact = facts.DocumentWithdrawn(
        code=document.code,
        id=document.id,
        document_kind=document.kind,
        document_number=document.number,
        reason=reason,
    )
    desk.record(fact, document.code)
    return _one(desk, document.code, id)


@use_case("shelf.read")
def save(desk: Desk, code: str, id: str, file: Path, *, over: bool = False) -> Path:
    """Write a copy of a version to `file`, into a folder under its own name. That is a fact (DATA-07); what is there is
    written over only with `over` (DESK-19.file_there)."""
    document = _one(desk, passed(shelf.get(desk, code)).code, id)
    content = desk.store.attachments.get(document.sha256)
    if content is None:
        stop("INPUT.unknown", what="file", given=document.name)
    to = file / saved_name(document) if file.is_dir() else file
    stop_if_there(to, over=over)
    with leaving(desk, to):
        fact = facts.DocumentSaved(
            code=document.code,
            id=document.id,
            document_kind=document.kind,
            document_number=document.number,
            sha256=document.sha256,
        )
        desk.record(fact, document.code)
        return write_file(to, content)


@use_case("shelf.read")
def find(desk: Desk, code: str, kind: str, number: int = 0) -> Document:
    """A version by its kind, or by its title: of `number`, or with 0 the one in force today. INPUT.unknown."""
    product, wanted = passed(shelf.get(desk, code)), _kind(desk, kind)
    known = [one for one in of_product(desk, product.code) if wanted in one.of]
    counted = [one for one in known if one.number == number] if number else in_force(known, desk.today())
    found = sorted(counted, key=lambda one: (one.title or one.kind) != wanted)
    if not found:
        stop("INPUT.unknown", what="product_document", given=f"{kind} {number or ''}".strip())
    return found[0]


def of_product(desk: Desk, code: str) -> tuple[Document, ...]:
    """Every version of every document of a product. For use cases."""
    rows = desk.store.query("SELECT doc FROM product_document WHERE code = ? ORDER BY id", (code,))
    return tuple(desk.parsed(Document, row["doc"]) for row in rows)


def version(desk: Desk, id: str) -> Document | None:
    """A version by its id, of whatever product. For use cases."""
    row = desk.store.get("product_document", id)
    return None if row is None else desk.parsed(Document, row["doc"])


def state(desk: Desk, document: Document, now: Collection[str]) -> State:
    """How a version stands today, where `now` are the ids of those in force."""
    if document.withdrawn:
        return "withdrawn"
    if document.id in now:
        return "in_force"
    return "to_come" if document.since > desk.today() else "former"


def saved_name(document: Document) -> str:
    """What a copy is called: product, version, and the name with which it came."""
    return f"{document.code}-V{document.number}-{document.name}"


def _one(desk: Desk, code: str, id: str) -> Document:
    row = desk.store.get("product_document", id)
    if row is None or row["code"] != code:
        stop("INPUT.unknown", what="product_document", given=id[:40])
    return desk.parsed(Document, row["doc"])


def _named(desk: Desk, brought: Brought) -> tuple[str, str, str]:
    """Kind, title and what is material, as they are kept."""
    kinds, kind = desk.pack.labels.label["document_kind"], _kind(desk, brought.kind)
    if kind not in kinds:
        stop_at("kind", refuse("INPUT.choice", given=kind[:40], allowed=", ".join(kinds)))
    title = passed_at("title", fields.read("text", brought.title, most=MOST_TITLE))
    change = passed_at("change", fields.read("text", brought.change, most=MOST_CHANGE))
    return kind, written("title", title) if kind == _TITLED else title, change


def _kind(desk: Desk, given: str) -> str:
    """A kind by its key or its name in either language; anything else as it was given."""
    kinds = desk.pack.labels.label["document_kind"].items()
    return next((key for key, name in kinds if given.strip() in (key, name.zh, name.en)), given.strip())


def _since(desk: Desk, given: str) -> date:
    day = passed_at("since", fields.read("date", given))
    return date.fromisoformat(day) if day else desk.today()


def _read(desk: Desk, path: Path) -> tuple[str, bytes]:
    """Name and bytes of a file that can be kept; one that is too large is not read."""
    rules = desk.pack.archive.documents
    try:
        size = size_of(path)
        if size > rules.most_bytes:
            stop_at("file", refuse("DESK-03.file_size", size=size, most=rules.most_bytes))
        content = path.read_bytes()
    except (OSError, ValueError):
        stop_at("file", refuse("DESK-03.file_unreadable", given=str(path)[-60:]))
        raise
    name = passed_at("file", fields.read("text", path.name, most=rules.name))
    ending = path.suffix.lower().removeprefix(".")
    if ending not in rules.endings:
        stop_at("file", refuse("DESK-03.file_type", given=ending or name[:40], allowed=", ".join(rules.endings)))
    if not content:
        stop_at("file", refuse("DESK-03.file_empty", given=name))
    if not content.startswith(_BEGINS[ending]) or _ENDS[ending] not in content[-_TAIL:]:
        stop_at("file", refuse("DESK-03.file_content", given=name))
    return name, content
