"""Judging the whole shelf for a client, and building the sample desk."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row, in_turn, seconds
from rmdesk.desk import clients, matching
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.domain.fact import Fact
from rmdesk.domain.match import match_all
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish, rank
from rmdesk.sample import build
from rmdesk.store import Entry, Store
from rmdesk.store.project import Projections
from support.desks import done


def rows(desk: Desk, rounds: int = 7) -> Iterator[Row]:
    """Every client of the sample against its shelf."""
    people = [clients.require(desk, line.id) for line in done(clients.page(desk, limit=1000))]
    documents = [row["doc"] for row in desk.store.query("SELECT doc FROM product")]
    shelf = tuple(Product.model_validate_json(doc) for doc in documents)
    bases = [standing.match_input(desk, one) for one in people]
    reading = lambda: seconds(lambda: [Product.model_validate_json(doc) for doc in documents])  # noqa: E731

    def judged() -> float:
        fresh = [one.model_copy() for one in bases]  # what a match works out of its client once is part of it
        return seconds(lambda: [match_all(shelf, match_input) for match_input in fresh]) / len(bases)

    def answered() -> float:
        return seconds(lambda: [done(matching.match(desk, one.id)) for one in people]) / len(people)

    def ranked() -> float:
        return seconds(lambda: rank(shelf, desk.pack.ranking.order, Wish(goal="growth"), desk.pack.levels))

    against = f"reading {len(shelf)} products from JSON"
    for what, ours in (("rules alone", judged), ("whole answer of the desk", answered), ("ranking", ranked)):
        taken, bare = in_turn(ours, reading, rounds)
        yield Row(f"match of one client: {what}", taken, bare, against)


def build_rows(rounds: int = 3) -> Iterator[Row]:
    """The sample desk through all use cases, against only sealing the same facts into a journal without tables."""
    with tempfile.TemporaryDirectory() as name:
        desk = done(build(Path(name) / "first"))
        entries = [(entry, entry.fact) for entry in desk.store.entries()]
        desk.close()
        number = iter(range(1000))

        def ours() -> float:
            folder = Path(name) / f"ours{next(number)}"
            return seconds(lambda: done(build(folder)).close())

        def bare() -> float:
            folder = Path(name) / f"bare{next(number)}"
            return seconds(lambda: _sealed(folder, entries))

        taken, other = in_turn(ours, bare, rounds)
    yield Row(f"sample desk ({len(entries)} facts)", taken, other, "the same facts sealed into a journal, no tables")


def _sealed(folder: Path, entries: list[tuple[Entry, Fact]]) -> None:
    with Store.create(folder, bytes(range(32)), "BENCH", projections=Projections()) as store, store.transaction():
        for entry, fact in entries:
            store.append(fact, actor=entry.actor, subject=entry.subject, at=entry.at)
