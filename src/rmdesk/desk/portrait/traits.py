"""What the pack's rules ask of clients, read for many at once: few queries for one client or for a whole book."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rmdesk.desk import book
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import rates_on
from rmdesk.desk.registers.feeding import last_fed
from rmdesk.domain.calendar import age_on
from rmdesk.domain.portrait import KIND, Traits
from rmdesk.domain.rates import HOME, yuan
from rmdesk.domain.registers.words import FeedName
from rmdesk.store.tables.clients import VEIL

# Every file of a person counts for the one that is worked with (DESK-01). In order of ids, so that what is read of a
# whole book is read from the file's beginning to its end.
_MINE = """WITH mine AS MATERIALIZED (SELECT id, phone, CASE linked_to WHEN '' THEN id ELSE linked_to END AS one
    FROM client WHERE {where} ORDER BY id)"""
_FILES = """SELECT c.id, c.kind, c.born, c.registered_on, c.name, c.doc FROM mine CROSS JOIN client c ON c.id = mine.id
    WHERE mine.one = mine.id"""
_HELD = "ended_on IS NULL AND (maturity IS NULL OR maturity >= ?)"
_HOLDINGS = f"""SELECT one, count(*) AS ever, sum({_HELD}) AS held, min(begun_on) AS first,
    max(coalesce(ended_on, maturity)) AS last,
    sum(CASE WHEN {_HELD} AND currency = '{HOME}' THEN CAST(amount AS REAL) * 100 ELSE 0 END) AS fen
    FROM mine CROSS JOIN figure_holdings ON client_id = mine.id GROUP BY one"""
_FOREIGN = f"""SELECT one, currency, json_extract(doc, '$.amount') AS amount
    FROM mine CROSS JOIN figure_holdings f ON f.client_id = mine.id JOIN holding h ON h.id = f.id
    WHERE currency <> '{HOME}' AND f.ended_on IS NULL AND (f.maturity IS NULL OR f.maturity >= ?)"""
_LEVELS = """SELECT one, level, max(taken_at) FROM mine CROSS JOIN assessment ON client_id = mine.id
    WHERE questionnaire = '' GROUP BY one"""
_PHONES = """SELECT one, count(DISTINCT other.id) AS others
    FROM mine CROSS JOIN client other ON other.phone = mine.phone
    WHERE mine.phone <> '' AND +other.linked_to = '' AND other.id <> mine.one GROUP BY one"""

_FED: dict[FeedName, str] = {"last_contact": "days_since_contact", "parted": "days_since_parted"}
"""What registers say of clients, by the day of the last entry."""


def of_files(desk: Desk, ids: tuple[str, ...]) -> dict[str, Traits]:
    """Of the clients with these ids; whose file is sealed or linked to another is left out. For use cases."""
    return _read(desk, f"(id IN ({_marks(ids)}) OR linked_to IN ({_marks(ids)}))", (*ids, *ids)) if ids else {}


def of_books(desk: Desk, logins: tuple[str, ...]) -> dict[str, Traits]:
    """Of every client in the books of these people, all books for (). For use cases."""
    return _read(desk, book.among("manager", logins) if logins else "1", logins)


def _marks(ids: tuple[str, ...]) -> str:
    return ", ".join("?" * len(ids))


def _read(desk: Desk, where: str, params: tuple[str, ...]) -> dict[str, Traits]:
    day = desk.today()
    files = [row for row in desk.store.query(f"{_MINE.format(where=where)} {_FILES}", params) if row["name"] != VEIL]
    found: dict[str, dict[str, Decimal]] = {row["id"]: {} for row in files}
    for one, name, value in _figures(desk, where, params, day):
        if one in found:
            found[one][name] = value
    return {row["id"]: _traits(desk, row, found[row["id"]], day) for row in files}


def _figures(desk: Desk, where: str, params: tuple[str, ...], day: date) -> Iterator[tuple[str, str, Decimal]]:
    mine, today = _MINE.format(where=where), day.isoformat()
    worth = dict[str, Decimal]()
    for row in desk.store.query(f"{mine} {_HOLDINGS}", (*params, today, today)):
        yield row["one"], "held", Decimal(row["held"])
        yield row["one"], "held_ever", Decimal(row["ever"])
        yield row["one"], "days_since_first", _days(row["first"], day)
        if not row["held"]:
            yield row["one"], "days_since_held", _days(row["last"], day)
        worth[row["one"]] = Decimal(int(row["fen"])) / 100
    rates = None
    for row in desk.store.query(f"{mine} {_FOREIGN}", (*params, today)):
        rates = rates_on(desk, day) if rates is None else rates
        worth[row["one"]] += yuan(Decimal(row["amount"]), row["currency"], rates) or 0
    yield from ((one, "worth", value) for one, value in worth.items())
    levels = desk.pack.levels
    for row in desk.store.query(f"{mine} {_LEVELS}", params):
        level = levels.client_called(row["level"])
        if level is not None:
            yield row["one"], "level", Decimal(level.rank)
    for row in desk.store.query(f"{mine} {_PHONES}", params):
        yield row["one"], "same_phone", Decimal(row["others"])
    for feed, name in _FED.items():
        for one, last in last_fed(desk, feed, mine, params).items():
            yield one, name, _days(last, day)


def _traits(desk: Desk, row: Any, found: dict[str, Decimal], day: date) -> Traits:
    """With what the file itself says."""
    file = json.loads(row["doc"])
    profile: dict[str, str] = {KIND: row["kind"], **file["profile"]}
    written = max(row["registered_on"], desk.local(datetime.fromisoformat(file["changed_at"])).date().isoformat())
    nothing = {name: Decimal(0) for name in ("held", "held_ever", "worth", "same_phone")}
    figures = {**nothing, **found, "days_known": _days(row["registered_on"], day)}
    figures["days_since_change"] = _days(written, day)
    if row["kind"] == "person" and row["born"]:
        figures["age"] = Decimal(age_on(date.fromisoformat(row["born"]), day))
    assets = Decimal(profile.get("financial_assets") or 0)
    if assets > 0:
        figures["worth_of_assets"] = Decimal(int(figures["worth"] * 100 / assets))
    return Traits(day, figures, profile, date.fromisoformat(written))


def _days(since: str, day: date) -> Decimal:
    return Decimal((day - date.fromisoformat(since[:10])).days)
