"""Head office for tests: on a server of this run, with two operators, and the desks that it knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from exchange.meeting import SECOND, card_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import enrolling as desk_enrolling
from rmdesk.desk.exchange import giving as desk_giving
from rmdesk.desk.exchange import taking as desk_taking
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.office import enrolling, giving, loading, projecting
from rmdesk.office.cipher import Cipher
from rmdesk.office.keys import Office, Operator
from rmdesk.office.loading import Loaded
from rmdesk.office.rows import OfficeRows
from rmdesk.office.server import connected
from rmdesk.store.project import PROJECTIONS
from support.clock import Clock
from support.desks import COST, PASSWORD, done
from support.postgres import Server

AN, BO = Operator("an", PASSWORD), Operator("bo", PASSWORD)
EXCHANGED = frozenset({"peer", "bundle"})
"""What a bundle's own fact changes after its last fact: they are one behind."""


class Headquarters(NamedTuple):
    """An office on a server, its keys in `folder`."""

    server: Server
    database: str
    folder: Path
    office: Office
    clock: Clock

    @property
    def dsn(self) -> str:
        """How it connects."""
        return self.server.dsn(self.database)

    def knows(self, desk: Desk, second: Proof = SECOND) -> None:
        """Each enrols the other's card."""
        mine = self.folder.parent / f"{desk.store.device}-office.card"
        card = done(enrolling.show_card(self.office, mine))
        done(desk_enrolling.enrol(desk, mine, card.fingerprint, second))
        file = self.folder.parent / f"{desk.store.device}.card"
        theirs = card_of(desk, file)
        done(enrolling.enrol(self.office, self.dsn, file, theirs.fingerprint, self.folder, BO, self.clock()))

    def bundle(self, desk: Desk) -> Path:
        """The desk writes a bundle for head office."""
        return done(desk_giving.give(desk, self.office.card.device, self.folder.parent)).file

    def load(self, file: Path) -> Loaded | Refused:
        """Step one."""
        return loading.load(self.office, self.dsn, file, self.clock())

    def project(self) -> tuple[projecting.Projected, ...]:
        """Step two."""
        return done(projecting.project(self.office, self.dsn))

    def answer(self, desk: Desk) -> None:
        """What came is acknowledged."""
        given = done(giving.give(self.office, self.dsn, desk.store.device, self.folder.parent, self.clock()))
        done(desk_taking.take(desk, given.file))

    def told(self, desk: Desk, table: str) -> list[dict[str, Any]]:
        """The rows of a desk's table, opened."""
        with connected(self.dsn, "projector", self.office) as connection:
            rows = OfficeRows(connection, PROJECTIONS, Cipher(self.office.tables), desk.store.device, 1)
            return [dict(row) for row in rows.where(table)]

    def agrees(self, desk: Desk) -> None:
        """Every table says here what it says at the desk, but those of the exchange itself."""
        for table in PROJECTIONS.tables.values():
            if not table.search and table.name not in EXCHANGED:
                theirs = sorted((dict(row) for row in desk.store.query(f'SELECT * FROM "{table.name}"')), key=str)
                assert sorted(self.told(desk, table.name), key=str) == theirs, table.name


class Branches(NamedTuple):
    """Head office, and two branches of which it has everything: a large one (the sample), and one of two clients."""

    head: Headquarters
    large: Desk
    small: Desk


@contextmanager
def headquarters(server: Server, folder: Path, clock: Clock, bank: str) -> Iterator[Headquarters]:
    """A new office of `bank`."""
    with server.database() as database:
        keys = folder / "keys"
        done(enrolling.init(keys, server.dsn(database), bank, "总行", (AN, BO), clock(), COST))
        office = done(enrolling.unlock(keys, AN, clock()))
        yield Headquarters(server, database, keys, office, clock)
