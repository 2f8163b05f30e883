"""The sale behind a complaint: product, assessment, the exact words that were told, and who else was told them
(COMP-16)."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk import book, packs_known
from rmdesk.desk.assessment import standing
from rmdesk.desk.complaints.guarding import reads_case
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.adoptions import in_force
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.complaint import Case
from rmdesk.domain.refusal import stop
from rmdesk.domain.sale import Sale
from rmdesk.formpack.schema import disclosure_file


class Told(NamedTuple):
    """One disclosure item as it stood on the screen when the client acknowledged it."""

    item: str
    text: str
    lang: str
    at: datetime
    seconds: int
    digest: str


class RelatedSale(NamedTuple):
    """The sale that a case is about. `version` is the SHA-256 of the disclosure file that the words came from."""

    sale: Sale
    client_name: str
    assessment: Assessment | None
    told: tuple[Told, ...]
    version: str


class AlsoTold(NamedTuple):
    """Another client who was told about the same product from the same version of the text. `same_words`: how many
    items were word for word the same, amounts included; `state` of the sale: open, archived or abandoned."""

    sale_id: str
    sale_no: str
    client_id: str
    client_no: str
    client_name: str
    at: datetime
    state: str
    same_words: int


@reads_case("complaints.read")
def related_sale(desk: Desk, case: Case) -> RelatedSale:
    """The sale, its assessment, and every item in the words that were told."""
    sale = _sale(desk, case.about.sale_id)
    if sale is None:
        stop("COMP-16.no_sale")
    client = desk.store.get("client", sale.client_id)
    name = "" if client is None else str(client["name"])
    return RelatedSale(sale, name, _assessment(desk, sale), _told(desk, sale), _Versions(desk).of(sale))


@reads_case("complaints.read")
def who_else(desk: Desk, case: Case) -> tuple[AlsoTold, ...]:
    """Everybody else who was told about this product from the same version of its disclosure, the latest first; for a
    manager of the own book (DATA-08)."""
    sale = _sale(desk, case.about.sale_id)
    if sale is None or sale.choice is None:
        stop("COMP-16.no_sale")
    versions = _Versions(desk)
    version = versions.of(sale)
    words = {one.digest for one in _told(desk, sale)}
    source, own = book.clients_source(desk)
    sql = f"""SELECT j.doc, j.state, c.id, c.no, c.name FROM sale j JOIN {source} c ON c.id = j.client_id
             WHERE j.product = ? AND j.id <> ? ORDER BY j.touched_at DESC, j.id"""
    found = []
    for row in desk.store.query(sql, (*own, sale.choice.code, sale.id)):
        other = Sale.model_validate_json(row["doc"])
        if other.acknowledged and other.client_id != sale.client_id and versions.of(other) == version:
            same = sum(one.digest in words for one in other.acknowledged)
            at = max(one.at for one in other.acknowledged)
            found.append(AlsoTold(other.id, other.no, row["id"], row["no"], row["name"], at, row["state"], same))
    return tuple(found)


def clients(found: Iterable[AlsoTold]) -> int:
    """How many clients they are: one who bought twice was told twice and is one."""
    return len({one.client_id for one in found})


def _sale(desk: Desk, sale_id: str | None) -> Sale | None:
    row = None if sale_id is None else desk.store.get("sale", sale_id)
    return None if row is None else Sale.model_validate_json(row["doc"])


def _assessment(desk: Desk, sale: Sale) -> Assessment | None:
    wanted = sale.stands_on
    row = None if wanted is None else desk.store.get("assessment", wanted)
    return standing.latest(desk, sale.client_id) if row is None else Assessment.model_validate_json(row["doc"])


def _told(desk: Desk, sale: Sale) -> tuple[Told, ...]:
    """What stands acknowledged in the sale, in its words; what was told before another choice fell with it."""
    standing = {(one.item, one.digest, one.at) for one in sale.acknowledged}
    found = []
    for entry in desk.store.entries(subject=sale.id, kind=facts.ItemAcknowledged.kind):
        fact = entry.fact
        assert isinstance(fact, facts.ItemAcknowledged), "the kind names the class"
        one = fact.acknowledged
        if (one.item, one.digest, one.at) in standing:
            found.append(Told(one.item, fact.text, fact.lang, one.at, one.seconds, one.digest))
    return tuple(found)


class _Versions:
    """Which version of the disclosures was in force when: the SHA-256 of the family's file in the pack of that time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._adopted = tuple(desk.store.entries(kind=facts.PackAdopted.kind))
        self._known: dict[tuple[str, str], str] = {}

    def of(self, sale: Sale) -> str:
        """What the client of this sale was told from; "" when nothing was told yet."""
        if sale.choice is None or not sale.acknowledged:
            return ""
        product = self._desk.store.get("product", sale.choice.code)
        at = max(one.at for one in sale.acknowledged)
        known = (packs_known.adoption(entry) for entry in self._adopted if entry.at <= at)
        pack = in_force(known, self._desk.local(at).date())
        return "" if product is None or pack is None else self._file(pack.digest, str(product["family"]))

    def _file(self, pack: str, family: str) -> str:
        if (pack, family) not in self._known:
            text = packs_known.pack_of(self._desk.store, pack).files[disclosure_file(family)]
            self._known[pack, family] = hashlib.sha256(text.encode()).hexdigest()
        return self._known[pack, family]
