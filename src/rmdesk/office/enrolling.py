"""Which desks head office trusts: its card goes out, theirs come in when two operators compared the fingerprint."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from psycopg import sql

from rmdesk.desk.failures import door
from rmdesk.desk.paper_files import stop_if_there, write_file
from rmdesk.domain.exchange import Card
from rmdesk.domain.ids import read_code
from rmdesk.domain.refusal import stop, written
from rmdesk.office import desks, keys, server
from rmdesk.office.desks import Known
from rmdesk.office.keys import Office, Operator
from rmdesk.office.server import Connection, connected, office_door
from rmdesk.store.exchange.keys import card_text, read_card
from rmdesk.store.sealing import Cost


@office_door
def init(
    folder: Path,
    dsn: str,
    bank: str,
    name: str,
    operators: Sequence[Operator],
    at: datetime,
    cost: Cost | None = None,
) -> Card:
    """Set an office up: its keys in `folder` where there are none, its schema on the server. Once more, and a newer
    program's migrations are run. Two operators are the least: one of them alone enrols nobody (DATA-08.same_person)."""
    if len({one.login for one in operators}) < 2:
        stop("DATA-08.same_person", person=operators[0].login)
    if not (folder / keys.FILE).exists():
        keys.make(folder, written("bank", bank), written("name", name), operators, cost)
    office = keys.opened(folder, operators[0], at)
    server.set_up(dsn, office)
    return office.card


@door
def unlock(folder: Path, operator: Operator, at: datetime) -> Office:
    """The office whose keys are in `folder` (DATA-08)."""
    return keys.opened(folder, operator, at)


@door
def show_card(office: Office, file: Path) -> Card:
    """Write the office's card to a new file, for desks to enrol."""
    stop_if_there(file, over=False)
    write_file(file, card_text(office.card, office.keys).encode())
    return office.card


@office_door
def look(office: Office, dsn: str, file: Path) -> Card:
    """What a desk's card says, and whether it could be enrolled; nothing comes of it."""
    card = read_card(file)
    with connected(dsn, "projector", office) as connection:
        _stop_if_strange(connection, office, card)
    return card


@office_door
def enrol(office: Office, dsn: str, file: Path, fingerprint: str, folder: Path, second: Operator, at: datetime) -> Card:
    """Trust the desk whose card is in `file`: `fingerprint` as the people there read it aloud, `second` heard it too. A
    desk that is known already, with the same keys, has the card's name and code from now on; its branch stays."""
    card = read_card(file)
    with connected(dsn, "projector", office) as connection, connection.transaction():
        known = _stop_if_strange(connection, office, card)
        if read_code(fingerprint) != read_code(card.fingerprint):
            stop("EXCHANGE.fingerprint", name=card.name, given=fingerprint, found=card.fingerprint)
        keys.stop_if_alone(folder, office.operator, second, at)
        if known is not None:
            values = (card.model_dump_json(), at, office.operator, second.login, card.device)
            connection.execute(
                "UPDATE office.desk SET card = %s, enrolled_at = %s, enrolled_by = %s, second = %s WHERE desk = %s",
                values,
            )
        else:
            branch = _branch(connection, card.branch)
            connection.execute(
                """INSERT INTO office.desk (desk, branch, card, key_id, enrolled_at, enrolled_by, second)
                VALUES (%s, %s, %s, %s, %s, %s, %s)""",
                (card.device, branch, card.model_dump_json(), card.key_id, at, office.operator, second.login),
            )
            connection.execute("INSERT INTO office.projected (desk) VALUES (%s)", (card.device,))
    return card


@office_door
def strike(office: Office, dsn: str, name: str, reason: str, folder: Path, second: Operator, at: datetime) -> Card:
    """Strike a lost desk off for good: what it wrote behind what is here stands in quarantine and fills no table."""
    reason = written("reason", reason)
    with connected(dsn, "projector", office) as connection, connection.transaction():
        peer = desks.named(connection, name).peer
        if peer.struck is not None:
            stop("EXCHANGE.struck", name=peer.card.name)
        keys.stop_if_alone(folder, office.operator, second, at)
        connection.execute(
            """UPDATE office.desk SET struck_at = %s, struck_by = %s, struck_why = %s, struck_after = have
            WHERE desk = %s""",
            (at, f"{office.operator}, {second.login}", reason, peer.card.device),
        )
    return peer.card


def _branch(connection: Connection, name: str) -> int:
    """The number of a branch; with a new one comes the part of the facts that is its own."""
    connection.execute("INSERT INTO office.branch (name) VALUES (%s) ON CONFLICT DO NOTHING", (name,))
    row = connection.execute("SELECT branch FROM office.branch WHERE name = %s", (name,)).fetchone()
    assert row is not None, "it was put there a moment ago"
    branch = int(row[0])
    part = sql.Identifier("office", f"fact_{branch}")
    connection.execute(
        sql.SQL("CREATE TABLE IF NOT EXISTS {} PARTITION OF office.fact FOR VALUES IN ({})").format(part, branch)
    )
    return branch


def _stop_if_strange(connection: Connection, office: Office, card: Card) -> Known | None:
    """Stop at a card that is no desk's, another bank's, one of a desk that was struck off or works at another branch,
    and new keys under a known device; the desk, where it is known."""
    if card.kind != "desk":
        stop("OFFICE.card", name=card.name)
    if card.bank != office.card.bank:
        stop("EXCHANGE.bank", bank=card.bank)
    found = None
    for one in desks.all_of(connection):
        known = one.peer.card
        if known.device == card.device and one.peer.struck is not None:
            stop("EXCHANGE.struck", name=known.name)
        same = known.device == card.device
        if same != (known.signing == card.signing) or (same and known.sealing != card.sealing):
            stop("EXCHANGE.keys", name=card.name)
        if same and one.name != card.branch:
            stop("OFFICE.moved", name=card.name, branch=one.name)
        found = one if same else found
    return found
