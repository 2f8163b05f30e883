"""A shelf of five thousand products: its first page, and what a key costs while one types into its filter."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row, in_turn, seconds
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import listing
from rmdesk.desk.shelf.listing import Sought
from rmdesk.domain import facts
from rmdesk.domain.product import Product
from rmdesk.tui.app import RmdeskApp
from support.desks import done
from support.people import product, text

PRODUCTS = 5000
_TYPED = "测试4999"


def filled(desk: Desk, products: int = PRODUCTS) -> Desk:
    """Put so many products on the shelf, without asking the rules about each."""
    with desk.transaction():
        for number in range(products):
            level = f"R{number % 5 + 1}"
            one = product(code=f"W-{number:05d}", name=text(f"测试{number}号"), bank_level=level)
            desk.record(facts.ProductListed(product=one), one.code)
    return desk


def rows(desk: Desk, folder: Path, rounds: int = 7) -> Iterator[Row]:
    """Against the same page read and parsed by its key."""
    asked = {
        "first page": Sought(),
        "one level": Sought(by=(("level", "R4"),)),
        "words that one product has": Sought("测试4999"),
        "words that none has": Sought("没有这个"),
    }
    for what, sought in asked.items():
        taken, bare = _compared(desk, sought, rounds)
        yield Row(f"shelf of {PRODUCTS}: {what}", taken, bare, "two hundred products read and parsed", 4)
    taken, bare = (asyncio.run(_typing(desk, folder, key)) for key in ("f4", "f3"))
    yield Row("shelf: a key typed into its filter", taken, bare, "into the list of clients of an empty desk", 2)


def _compared(desk: Desk, sought: Sought, rounds: int) -> tuple[float, float]:
    ours = lambda: seconds(lambda: done(listing.page(desk, sought)))  # noqa: E731
    return in_turn(ours, lambda: seconds(lambda: _read(desk)), rounds)


def _read(desk: Desk) -> list[Product]:
    found = desk.store.query("SELECT doc FROM product ORDER BY code LIMIT 200")
    return [Product.model_validate_json(row["doc"]) for row in found]


async def _typing(desk: Desk, folder: Path, screen: str) -> float:
    """Seconds a key, with the list and what stands beside it drawn."""
    app = RmdeskApp(folder, desk, lang="zh")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(screen)
        await pilot.pause()
        start = time.perf_counter()
        for character in _TYPED:
            await pilot.press(character)
            await pilot.pause()
        return (time.perf_counter() - start) / len(_TYPED)
