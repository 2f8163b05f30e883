"""Where desks say different things of one product, one person or one client: side by side, with what each did.

Nothing is decided here by who came last: two people settle it (`office settle`). A product is handed down as it stands
at the desk that they name; a person with two files, and a client of two desks, stays there, and the others give him up
(`exchange move`). What was handed down and is under way to a desk stands there already: that is no difference. A desk
that was struck off takes part in none.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, TypeVar

from rmdesk.domain import directives, facts
from rmdesk.domain import exchange_moves as moves
from rmdesk.domain.client import Client
from rmdesk.domain.fact import Fact, versions
from rmdesk.domain.numbers import parted
from rmdesk.domain.product import Product
from rmdesk.office import desks, last_word, leaving
from rmdesk.office.cipher import Cipher
from rmdesk.office.facts import Facts
from rmdesk.office.keys import Office
from rmdesk.office.last_word import Word
from rmdesk.office.server import Connection, connected, office_door

T = TypeVar("T")
What = Literal["product", "person", "client"]
_OF_PRODUCTS: Final[tuple[type[Fact], ...]] = (
    facts.ProductListed,
    facts.ProductChanged,
    facts.ProductRegraded,
    facts.ProductStatusChanged,
)
_OF_CLIENTS: Final[tuple[type[Fact], ...]] = (
    facts.ClientRegistered,
    facts.ClientChanged,
    facts.ChangeReported,
    moves.ClientGivenUp,
    moves.ClientTakenOver,
)
_PRODUCTS: Final = """SELECT desk, code, doc FROM told.product WHERE code IN
(SELECT code FROM told.product GROUP BY code HAVING count(DISTINCT doc) > 1) ORDER BY code, desk"""
_PERSONS: Final = """SELECT desk, id_number, doc FROM told.client WHERE id_number IN (SELECT id_number FROM told.client
WHERE id_number <> %s GROUP BY id_number HAVING count(DISTINCT id) > 1 AND count(DISTINCT desk) > 1)
ORDER BY id_number, desk"""
_CLIENTS: Final = """SELECT desk, id, doc FROM told.client WHERE id IN
(SELECT id FROM told.client GROUP BY id HAVING count(DISTINCT desk) > 1) ORDER BY id, desk"""


class Step(NamedTuple):
    """One thing that a desk did: when (at the branches), by whom, which kind of fact, why."""

    at: str
    by: str
    kind: str
    why: str


class Side(NamedTuple):
    """What one desk says: its device, name and branch, the number and id there, what differs by field, and its
    history."""

    device: str
    desk: str
    branch: str
    no: str
    id: str
    said: tuple[tuple[str, object], ...]
    steps: tuple[Step, ...]


class Clash(NamedTuple):
    """One thing of which several desks say different things: a product by its code, a person or client by number."""

    what: What
    about: str
    sides: tuple[Side, ...]


@office_door
def clashes(office: Office, dsn: str) -> tuple[Clash, ...]:
    """All of them: products first, then persons with several files, then clients whom several desks have open."""
    with connected(dsn, "projector", office) as connection:
        return found(connection, office)


def found(connection: Connection, office: Office) -> tuple[Clash, ...]:
    """The same, for whoever settles one."""
    cipher = Cipher(office.tables)
    reading = _Reading(connection, office, cipher)
    products = connection.execute(_PRODUCTS).fetchall()
    persons = connection.execute(_PERSONS, (cipher.put("client", "id_number", "TEXT", ""),)).fetchall()
    shared = connection.execute(_CLIENTS).fetchall()
    return (
        *reading.products(products),
        *sorted(reading.clients("person", persons), key=_number),
        *sorted(reading.clients("client", shared), key=_number),
    )


class _Reading:
    """Opens what differs."""

    def __init__(self, connection: Connection, office: Office, cipher: Cipher) -> None:
        self._connection, self._office, self._cipher = connection, office, cipher
        peers = [one.peer for one in desks.all_of(connection)]
        self._cards = {peer.card.device: peer.card for peer in peers if peer.struck is None}
        self._left = leaving.unheard(connection, office)

    def _standing(self, rows: Iterable[tuple[str, T, bytes]]) -> Iterator[tuple[str, T, bytes]]:
        """What a desk that was struck off said is held against nobody, and stands for nothing."""
        return (row for row in rows if row[0] in self._cards)

    def products(self, rows: Iterable[tuple[str, bytes, bytes]]) -> Iterator[Clash]:
        """What desks sell under one code, by the fields that differ."""
        grouped: dict[str, list[tuple[str, Product]]] = {}
        for device, code, doc in self._standing(rows):
            product = Product.model_validate_json(self._opened("product", "doc", doc))
            grouped.setdefault(self._opened("product", "code", code), []).append((device, product))
        for about, held in grouped.items():
            words = sorted(filter(None, (self._last(what, about) for what in ("product", "recall"))))
            told = [_after(one, self._under_way(device, words)).model_dump(mode="json") for device, one in held]
            differ = [name for name in told[0] if len({str(one[name]) for one in told}) > 1]
            if not differ:
                continue
            sides = [
                self._side(device, about, tuple((name, said[name]) for name in differ), _OF_PRODUCTS, about)
                for (device, _), said in zip(held, told, strict=True)
            ]
            yield Clash("product", about, tuple(sides))

    def _last(self, what: str, about: str) -> Word | None:
        return last_word.last(self._connection, self._cipher, directives.topic(what, about))

    def _under_way(self, device: str, words: Iterable[Word]) -> tuple[directives.Directive, ...]:
        """What of it a desk does not have yet."""
        acked = last_word.acked(self._connection, device).seq
        return tuple(word.directive for word in words if word.seq > acked)

    def clients(self, what: What, rows: Iterable[tuple[str, object, bytes]]) -> Iterator[Clash]:
        """Files that are open at several desks."""
        grouped: dict[object, list[tuple[str, Client]]] = {}
        for device, key, doc in self._standing(rows):
            client = Client.model_validate_json(self._opened("client", "doc", doc))
            if client.kept == "open" and (device, client.id) not in self._left:
                grouped.setdefault(key, []).append((device, client))
        for held in grouped.values():
            if len({device for device, _ in held}) > 1:
                sides = (self._side(device, one.no, (), _OF_CLIENTS, one.id) for device, one in held)
                yield Clash(what, held[0][1].no, tuple(sides))

    def _side(
        self, device: str, no: str, said: tuple[tuple[str, object], ...], kinds: tuple[type[Fact], ...], about: str
    ) -> Side:
        card = self._cards[device]
        wanted = [kind for one in kinds for kind in versions(one.kind)]
        read = Facts(self._connection, self._office, device).of_kinds(wanted)
        steps = (
            Step(f"{entry.at.astimezone(desks.ZONE):%Y-%m-%d %H:%M}", entry.actor, entry.kind, _why(entry.fact))
            for entry in read
            if entry.payload is not None and about in (entry.subject, *_named(entry.fact))
        )
        return Side(device, card.name, card.branch, no, about, said, tuple(steps))

    def _opened(self, table: str, column: str, value: bytes) -> str:
        return str(self._cipher.take(table, column, "TEXT", bytes(value)))


def _after(product: Product, said: Iterable[directives.Directive]) -> Product:
    """A product as it will stand at a desk that has heard this."""
    for one in said:
        match one:
            case directives.ProductGiven(product=given):
                product = given.model_copy(update={"recalled": product.recalled})
            case directives.Recall() | directives.Release():
                product = product.model_copy(update={"recalled": one.what == "recall"})
    return product


def _number(clash: Clash) -> tuple[str, int]:
    return parted(clash.about)


def _why(fact: Fact) -> str:
    if isinstance(fact, moves.ClientGivenUp):
        return fact.move.reason
    return str(getattr(fact, "reason", "") or getattr(fact, "settled", "") or getattr(fact, "what", ""))


def _named(fact: Fact) -> tuple[str, ...]:
    """The product that a fact is about, where its subject does not say it."""
    product = getattr(fact, "product", None)
    return (product.code,) if isinstance(product, Product) else (str(getattr(fact, "code", "")),)
