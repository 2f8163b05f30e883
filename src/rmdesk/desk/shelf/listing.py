"""The shelf a page at a time: found by words and filters, without reading what is not shown."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from rmdesk.desk import show
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import all_of
from rmdesk.desk.shelf.states import state_on
from rmdesk.domain.base import Lang
from rmdesk.domain.product import PRODUCT_STATES, Product

By = Literal["family", "level", "regime", "status", "issuer", "unconfirmed"]
FILTERS: tuple[By, ...] = ("family", "level", "status", "unconfirmed", "issuer", "regime")
PAGE = 200
MOST = 10_000
"""So many are marked at once."""


class Sought(NamedTuple):
    """What is wanted of the shelf: words, each of which must be found, and a value by each of some `FILTERS`."""

    text: str = ""
    by: tuple[tuple[By, str], ...] = ()


class Page(NamedTuple):
    """Products by code, and how many there are in all."""

    products: tuple[Product, ...]
    total: int


@use_case("shelf.read")
def page(desk: Desk, sought: Sought, after: str = "", limit: int = PAGE) -> Page:
    """The products that are sought whose code comes behind `after`; the total is counted on the first page, and 0 on
    those that follow."""
    where, given = _where(desk, sought)
    total = 0 if after else desk.store.query(f"SELECT count(*) AS many FROM product WHERE {where}", given)[0]["many"]
    sql = f"""SELECT doc FROM product WHERE code IN
              (SELECT code FROM product WHERE {where} AND code > ? ORDER BY code LIMIT ?) ORDER BY code"""
    rows = desk.store.query(sql, (*given, after, limit))
    return Page(tuple(desk.parsed(Product, row["doc"]) for row in rows), total)


@use_case("shelf.read")
def values(desk: Desk, by: By) -> tuple[tuple[str, int], ...]:
    """What the shelf can be filtered by: (value, how many products), as the pack lists them, issuers by name."""
    column, given = _column(desk, by)
    found = desk.store.query(f"SELECT {column} AS value, count(*) AS many FROM product GROUP BY 1 ORDER BY 1", given)
    counted = {str(row["value"]): int(row["many"]) for row in found}
    if by == "level":
        ranks = [(one.code, str(one.rank)) for one in desk.pack.levels.product] + [("", "0")]
        return tuple((code, counted[rank]) for code, rank in ranks if rank in counted)
    order: Iterable[str] = {"family": desk.pack.families.keys, "status": PRODUCT_STATES}.get(by, counted)
    return tuple((one, counted[one]) for one in order if one in counted)


def issuer_name(desk: Desk, issuer: str, lang: Lang) -> str:
    """An issuer that the shelf is filtered by, as somebody who reads `lang` sees it."""
    sql = "SELECT max(json_extract(doc, '$.issuer.en')) AS english FROM product WHERE issuer = ?"
    return (lang == "en" and desk.store.query(sql, (issuer,))[0]["english"]) or issuer


@use_case("shelf.read")
def keepers(desk: Desk) -> tuple[str, ...]:
    """Names of those who may put something on the shelf; nobody when the role is still to be given."""
    return tuple(one.name for one in all_of(desk.store) if one.active and "product_keeper" in one.roles)


def _where(desk: Desk, sought: Sought) -> tuple[str, tuple[object, ...]]:
    parts, given = ["1"], list[object]()
    for by, value in sought.by:
        column, more = _column(desk, by)
        rank = desk.pack.levels.of_product(value).rank if by == "level" and value else 0
        parts.append(f"{column} = ?")
        given += [*more, rank if by == "level" else int(value) if by == "unconfirmed" else value]
    for word in sought.text.lower().split():
        part, more = _word(desk, word)
        parts.append(part)
        given += more
    return " AND ".join(parts), tuple(given)


def _column(desk: Desk, by: By) -> tuple[str, tuple[object, ...]]:
    """What a filter looks at, as an expression and its values; a product's status is that of the day (DESK-03)."""
    if by == "level":
        return _rank(desk)
    return state_on(desk.today()) if by == "status" else (by, ())


def _word(desk: Desk, word: str) -> tuple[str, tuple[object, ...]]:
    """A word in a product's own texts, or in what its family or level is called."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    families = [one.key for one in desk.pack.families.family if _in(word, one.name.zh, one.name.en)]
    levels = [
        one.rank
        for one in desk.pack.levels.product
        if _in(word, *(show.product_level(desk.pack, one.code, lang) for lang in ("zh", "en")))
    ]
    ways, given = ["words LIKE ? ESCAPE '\\'"], list[object]([f"%{escaped}%"])
    if families:
        ways.append(f"family IN ({_marks(families)})")
        given += families
    if levels:
        rank, more = _rank(desk)
        ways.append(f"{rank} IN ({_marks(levels)})")
        given += [*more, *levels]
    return f"({' OR '.join(ways)})", tuple(given)


def _rank(desk: Desk) -> tuple[str, tuple[object, ...]]:
    """The rank of the level that counts, as an expression and its values: the higher of both, 0 without (SUIT-13)."""
    levels = desk.pack.levels.product
    ranks = " ".join("WHEN ? THEN ?" for _ in levels)
    given = tuple(part for one in levels for part in (one.code, one.rank))
    return f"max(CASE issuer_level {ranks} ELSE 0 END, CASE bank_level {ranks} ELSE 0 END)", (*given, *given)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _in(word: str, *texts: str) -> bool:
    return any(word in text.lower() for text in texts)
