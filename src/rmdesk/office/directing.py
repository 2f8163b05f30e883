"""What head office hands down: directives by two operators, in a chain of their own, sealed as a desk's facts are.

Products, institutions, working days and letterhead are not kept here: they are taken as they stand at a desk that head
office names, so they are entered, read from lists and approved there. What was said already is not said again.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from rmdesk.domain.directives import (
    ClientSettled,
    CodeGiven,
    CountsGiven,
    Directed,
    Directive,
    HolidaysGiven,
    InstitutionGiven,
    Letterhead,
    PackGiven,
    PersonGiven,
    ProductGiven,
    Recall,
    Release,
    topic,
)
from rmdesk.domain.exchange import Mark
from rmdesk.domain.fact import read_fact
from rmdesk.domain.holidays import Holidays
from rmdesk.domain.ids import uuid7
from rmdesk.domain.institutions import Institution
from rmdesk.domain.numbers import coded, read_code
from rmdesk.domain.people import Branch, Person, Role, clash, read_part
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import passed, refuse, stop, stop_at, written
from rmdesk.formpack import load_texts
from rmdesk.office import clashing, counting, desks, keys, last_word
from rmdesk.office.cipher import Cipher
from rmdesk.office.keys import Office, Operator
from rmdesk.office.rows import OfficeRows
from rmdesk.office.server import Connection, connected, office_door
from rmdesk.store.chainwalk import ZERO, link_hash, payload_digest
from rmdesk.store.exchange.kept import Seal, Whole
from rmdesk.store.journal import SALT_BYTES
from rmdesk.store.plain import instant_text
from rmdesk.store.project import PROJECTIONS

_READ: Final = "SELECT seq, id, at, kind, topic, actor, salt, said, digest, hash FROM office.directive"


class Second(NamedTuple):
    """The other operator who agrees, and the folder of keys by which that is proved."""

    folder: Path
    operator: Operator


class Said(NamedTuple):
    """One directive as it was handed down: its number, when, by whom, what; what it is about, as people call it."""

    seq: int
    at: str
    by: str
    fact: Directed
    about: str


@office_door
def recall(office: Office, dsn: str, code: str, reason: str, second: Second, at: datetime) -> int:
    """Withhold a product at every desk, from its next bundle on; the number of directives that are new."""
    said = Recall(about=_code(code), reason=written("reason", reason))
    with connected(dsn, "projector", office) as connection, connection.transaction():
        return _say(connection, office, [said], second, at)


@office_door
def release(office: Office, dsn: str, code: str, reason: str, second: Second, at: datetime) -> int:
    """Lift a recall (OFFICE.recalled)."""
    said = Release(about=_code(code), reason=written("reason", reason))
    with connected(dsn, "projector", office) as connection, connection.transaction():
        before = last_word.last(connection, _cipher(office), topic(said.what, said.about))
        if before is None or not isinstance(before.directive, Recall | Release):
            stop("OFFICE.recalled", given=said.about)
        return _say(connection, office, [said], second, at)


@office_door
def shelf(office: Office, dsn: str, name: str, codes: Sequence[str], second: Second, at: datetime) -> int:
    """Hand the shelf down as it stands at a desk: its confirmed products (only those of `codes`, where there are any:
    OFFICE.unconfirmed) and its list of institutions."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        rows = _rows_of(connection, office, name)
        products = [rows.parsed(Product, row["doc"]) for row in rows.where("product")]
        ready = {one.code: one.model_copy(update={"recalled": False}) for one in products if not one.unconfirmed}
        wanted = [_code(code) for code in codes] or list(ready)
        for code in wanted:
            if code not in ready:
                stop("OFFICE.unconfirmed", given=code)
        said: list[Directive] = [ProductGiven(product=ready[code]) for code in wanted]
        if not codes:
            institutions = [rows.parsed(Institution, row["doc"]) for row in rows.where("institution")]
            said = [*(InstitutionGiven(institution=one) for one in institutions), *said]
        return _say(connection, office, said, second, at)


@office_door
def settings(office: Office, dsn: str, name: str, second: Second, at: datetime) -> int:
    """Hand working days and letterhead down as they stand at a desk."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        rows = _rows_of(connection, office, name)
        said: list[Directive] = [
            HolidaysGiven(holidays=rows.parsed(Holidays, row["doc"])) for row in rows.where("holidays")
        ]
        branch = rows.row("setting", "branch")
        if branch is not None:
            said.append(Letterhead.of(rows.parsed(Branch, branch["value"])))
        return _say(connection, office, said, second, at)


@office_door
def pack(office: Office, dsn: str, name: str, second: Second, at: datetime) -> int:
    """Hand the form pack down that was adopted last at a desk: each desk works by it from the pack's own day on, and
    nobody adopts it there once more."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        rows = _rows_of(connection, office, name).where("pack")
        if not rows:
            stop("OFFICE.no_pack", given=name)
        last = max(rows, key=lambda row: int(row["seq"]))
        files = json.loads(last["files"])
        meta = load_texts(files).meta
        said = PackGiven(about=f"{meta.id} {meta.version}", digest=last["digest"], files=files)
        return _say(connection, office, [said], second, at)


@office_door
def code(office: Office, dsn: str, name: str, given: str, second: Second, at: datetime) -> int:
    """Say to all desks by which code one is called, here at once; one that another desk bears is refused
    (OFFICE.code_taken)."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        card, wanted = desks.named(connection, name).peer.card, passed(read_code(given))
        others = (one.peer for one in desks.all_of(connection) if one.peer.card.device != card.device)
        last = last_word.last(connection, _cipher(office), topic("code", card.device))
        bears = next((one.card for one in others if wanted and one.struck is None and one.card.code == wanted), None)
        if bears is not None:
            stop("OFFICE.code_taken", given=wanted, name=f"{bears.device} {bears.branch}")
        if last is None and card.code == wanted:  # the desk said so itself
            return 0
        new = _say(connection, office, [CodeGiven(about=card.device, code=wanted)], second, at)
        now = card.model_copy(update={"code": wanted}).model_dump_json()
        connection.execute("UPDATE office.desk SET card = %s WHERE desk = %s", (now, card.device))
        return new


@office_door
def settle(office: Office, dsn: str, about: str, name: str, reason: str, second: Second, at: datetime) -> int:
    """Settle what desks say differently (`clashing`), by the desk that `name` says: a product, by its code, stands
    everywhere as it does there; with a client, by the number there, that desk goes on, and the others give him up."""
    reason = written("reason", reason)
    with connected(dsn, "projector", office) as connection, connection.transaction():
        card, wanted = desks.named(connection, name).peer.card, _code(about)
        named = (
            one
            for one in clashing.found(connection, office)
            for side in one.sides
            if side.device == card.device and wanted in (side.no, coded(side.no, card.code))
        )
        clash = next(named, None)
        if clash is None:
            stop("OFFICE.no_clash", given=wanted, name=card.name)
        if clash.what != "product":
            said: list[Directive] = [
                ClientSettled(
                    device=one.device, client_id=one.id, keeps=card.name, here=one.device == card.device, reason=reason
                )
                for one in clash.sides
            ]
            return _say(connection, office, said, second, at)
        rows = _rows_of(connection, office, name)
        row = rows.row("product", wanted)
        product = None if row is None else rows.parsed(Product, row["doc"])
        if product is None or product.unconfirmed:
            stop("OFFICE.unconfirmed", given=wanted)
        stands = ProductGiven(product=product.model_copy(update={"recalled": False}), reason=reason)
        return _say(connection, office, [stands], second, at)


@office_door
def person(
    office: Office,
    dsn: str,
    name: str,
    login: str,
    second: Second,
    at: datetime,
    *,
    reason: str,
    called: str = "",
    roles: Sequence[Role] = (),
    suspended: bool | None = None,
) -> int:
    """Say who works at a desk, and as what: somebody new (who wants a name and roles), other roles, suspended or let in
    again (None: as it is). Roles that nobody holds together are refused, and to take the only administrator away."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        rows, device = _rows_of(connection, office, name), desks.named(connection, name).peer.card.device
        people = {row["login"]: rows.parsed(Person, row["doc"]) for row in rows.where("person")}
        login = written("login", passed(read_part("login", login)))
        last = last_word.last(connection, _cipher(office), topic("person", f"{device} {login}"))
        before, said = people.get(login), None if last is None else last.directive
        if before is not None and before.removed:
            stop("DATA-08.exists", person=login)
        if isinstance(said, PersonGiven):
            before = said.on(before)
        if before is None and suspended is not None:
            stop("INPUT.unknown", what="person", given=login)
        given = PersonGiven(
            device=device,
            login=login,
            name=written("name", passed(read_part("name", called or ("" if before is None else before.name)))),
            roles=tuple(roles) or (() if before is None else before.roles),
            suspended=isinstance(said, PersonGiven) and said.suspended if suspended is None else suspended,
            lifts=suspended is False,
            reason=written("reason", reason),
        )
        there = people.get(login)
        again = isinstance(said, PersonGiven) and given == said.model_copy(update={"reason": given.reason})
        if again and suspended is not None and (suspended or there is None or not there.suspended):
            return 0  # another reason alone changes nothing
        if not given.roles:
            stop_at("roles", refuse("INPUT.required"))
        stop_at("roles", clash(roles))
        people[login] = after = given.on(people.get(login))
        was = before is not None and before.active and "administrator" in before.roles
        if was and not any(one.active and "administrator" in one.roles for one in people.values()):
            stop("DATA-08.administrator", person=after.name)
        return _say(connection, office, [given], second, at)


@office_door
def kept(office: Office, dsn: str, code: str) -> bool:
    """Whether a product is on the shelf of any desk, as far as they told."""
    with connected(dsn, "projector", office) as connection:
        value = _cipher(office).put("product", "code", "TEXT", _code(code))
        known = connection.execute("SELECT to_regclass('told.product') IS NOT NULL").fetchone() == (True,)
        sql = "SELECT FROM told.product WHERE code = %s LIMIT 1"
        return known and connection.execute(sql, (value,)).fetchone() is not None


@office_door
def works_at(office: Office, dsn: str, name: str, login: str) -> bool:
    """Whether somebody of this login is known at a desk, by its own word or by head office's."""
    with connected(dsn, "projector", office) as connection:
        device = desks.named(connection, name).peer.card.device
        said = last_word.last(connection, _cipher(office), topic("person", f"{device} {login.strip()}"))
        return said is not None or _rows_of(connection, office, name).row("person", login.strip()) is not None


@office_door
def counts(office: Office, dsn: str, second: Second, at: datetime) -> int:
    """Tell each desk how often its clients were assessed at the others (SUIT-18), and who of them has files there."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        day = at.astimezone(desks.ZONE).date()
        return _say(connection, office, counting.of_desks(connection, office, day), second, at)


@office_door
def said(office: Office, dsn: str) -> tuple[Said, ...]:
    """Everything that was handed down, in order."""
    with connected(dsn, "projector", office) as connection:
        found = ((whole.seal, _fact(whole)) for whole in chain(connection, office, 0))
        names = {one.peer.card.device: one.peer.card.name for one in desks.all_of(connection)}
        return tuple(
            Said(seal.seq, seal.at, seal.actor, fact, _about(connection, names, fact.directive)) for seal, fact in found
        )


def head(connection: Connection) -> Mark:
    """The end of the chain."""
    row = connection.execute("SELECT seq, hash FROM office.directive ORDER BY seq DESC LIMIT 1").fetchone()
    return Mark() if row is None else Mark(seq=row[0], hash=bytes(row[1]).hex())


def knows(connection: Connection, mark: Mark) -> bool:
    """Whether the chain has, or had, this end."""
    if mark == Mark():
        return True
    row = connection.execute("SELECT hash FROM office.directive WHERE seq = %s", (mark.seq,)).fetchone()
    return row is not None and bytes(row[0]).hex() == mark.hash


def chain(connection: Connection, office: Office, after: int) -> Iterator[Whole]:
    """The directives behind fact `after`, in order."""
    cipher, device = _cipher(office), office.card.device
    row = connection.execute("SELECT hash FROM office.directive WHERE seq = %s", (after,)).fetchone()
    prev = ZERO if row is None else bytes(row[0])
    for one in connection.execute(f"{_READ} WHERE seq > %s ORDER BY seq", (after,)):
        seq, id_, at, kind, about, actor, salt, text, digest, hash_ = one
        texts = [
            str(cipher.take(last_word.TABLE, name, "TEXT", bytes(value)))
            for name, value in (("topic", about), ("actor", actor))
        ]
        seal = Seal(seq, id_, at, device, texts[1], kind, texts[0], bytes(digest), prev, bytes(hash_))
        yield Whole(seal, bytes(salt), str(cipher.take(last_word.TABLE, "said", "TEXT", bytes(text))))
        prev = seal.hash


def _say(connection: Connection, office: Office, wanted: Iterable[Directive], second: Second, at: datetime) -> int:
    """Append what was not said last about its subject. In a transaction."""
    connection.execute("LOCK TABLE office.directive IN SHARE ROW EXCLUSIVE MODE")
    cipher, device = _cipher(office), office.card.device
    new = []
    for one in wanted:
        before = last_word.last(connection, cipher, topic(one.what, one.about))
        if before is None or before.directive != one:
            new.append(one)
    if not new:
        return 0
    keys.stop_if_alone(second.folder, office.operator, second.operator, at)
    end = head(connection)
    prev, at_text = bytes.fromhex(end.hash), max(instant_text(at), _last_at(connection))
    for seq, directive in enumerate(new, end.seq + 1):
        fact = Directed(second=second.operator.login, directive=directive)
        salt, payload, id_ = secrets.token_bytes(SALT_BYTES), fact.model_dump_json(), uuid7(at, secrets.token_bytes)
        about, digest = topic(directive.what, directive.about), payload_digest(salt, payload.encode())
        texts = (id_, at_text, device, office.operator, fact.kind, about)
        prev = link_hash(prev, seq, *map(str.encode, texts), digest=digest)
        sealed = {"topic": about, "actor": office.operator, "said": payload}
        put = {name: cipher.put(last_word.TABLE, name, "TEXT", value) for name, value in sealed.items()}
        connection.execute(
            """INSERT INTO office.directive (seq, id, at, kind, topic, actor, salt, said, digest, hash)
            VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
            (seq, id_, at_text, fact.kind, put["topic"], put["actor"], salt, put["said"], digest, prev),
        )
    return len(new)


def _about(connection: Connection, names: Mapping[str, str], directive: Directive) -> str:
    """A subject as people call it: a desk by its code, a client by his number there."""
    match directive:
        case CodeGiven(about=device, code=code):
            return f"{device} {code}"
        case PersonGiven(device=device, login=login, name=name):
            return f"{names[device]} {name} {login}"
        case ClientSettled(device=device, client_id=client_id):
            sql = "SELECT no FROM told.client WHERE desk = %s AND id = %s"
            row = connection.execute(sql, (device, client_id)).fetchone()
            return f"{names[device]} {client_id if row is None else row[0]}"
        case CountsGiven(about=device):
            return names[device]
        case _:
            return directive.about


def _last_at(connection: Connection) -> str:
    row = connection.execute("SELECT at FROM office.directive ORDER BY seq DESC LIMIT 1").fetchone()
    return "" if row is None else str(row[0])


def _fact(whole: Whole) -> Directed:
    fact = read_fact(whole.seal.kind, whole.payload or "")
    assert isinstance(fact, Directed), "nothing else stands in this chain"
    return fact


def _rows_of(connection: Connection, office: Office, name: str) -> OfficeRows:
    """The tables of a desk that is named, as far as they are filled."""
    known = desks.named(connection, name)
    from rmdesk.store import tables  # noqa: F401 - registers the projections

    return OfficeRows(connection, PROJECTIONS, _cipher(office), known.peer.card.device, known.branch)


def _cipher(office: Office) -> Cipher:
    return Cipher(office.tables)


def _code(given: str) -> str:
    return given.strip().upper()
