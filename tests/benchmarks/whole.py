"""Everything that is measured of grown desks, in one run: what stands behind keys and screens at every size, from Enter
to the first screen, every key on each main screen of the largest, and the starts and commands of the sample desk.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import entering, growing, keys, starting
from benchmarks.figure import Figure, before
from support.clock import Clock
from support.sampled import sample_desk


def figures(
    folder: Path, sizes: tuple[int, ...], products: tuple[int, ...], parts: Collection[str]
) -> Iterator[Figure | str]:
    """Every row, and before those of each desk what it is. All sizes with the first number of products, the last size
    with the others too, and there what a shelf may weigh on: not what goes through a book again."""
    known = _Known()
    for shelf in products:
        for size in sizes if shelf == products[0] else sizes[-1:]:
            last = size == sizes[-1] and shelf == products[-1]
            yield from known.told(_of_size(folder, size, shelf, parts, whole=shelf == products[0], last=last))
    if "starts" in parts:
        yield from known.told(_of_sample(folder / "sample"))


def _of_size(
    folder: Path, size: int, products: int, parts: Collection[str], *, whole: bool, last: bool
) -> Iterator[Figure | str]:
    at = folder / f"{size}-{products}"
    desk, clock, said = growing.ready(at, size, products)
    yield said
    if "ways" in parts:
        yield from growing.of_desk(desk, size, products, whole=whole and size <= growing.WHOLE)
    if "keys" in parts and last:
        yield from keys.figures(desk, (size, products))
    desk.close()
    if "enter" in parts:
        yield from entering.figures(at, Clock(clock()), (size, products))


def _of_sample(folder: Path) -> Iterator[Figure | str]:
    desk = sample_desk(folder, datetime.now(UTC))
    clients, products = (desk.store.query(f"SELECT count(*) FROM {one}")[0][0] for one in ("client", "product"))
    desk.close()
    yield f"The sample desk: {clients} clients, {products} products"
    yield from starting.figures(folder, (clients, products))


class _Known:
    """What was measured of fewer clients, and what the version before took."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[int, float]] = {}
        self._before = before()

    def told(self, found: Iterator[Figure | str]) -> Iterator[Figure | str]:
        """Each row beside both."""
        for one in found:
            yield one if isinstance(one, str) else self._beside(one)

    def _beside(self, one: Figure) -> Figure:
        fewer, taken = self._last.get((one.what, one.person), (one.clients, 0.0))
        self._last[one.what, one.person] = one.clients, one.ours
        growth = one.ours / taken if taken and fewer < one.clients else 0
        return one._replace(growth=growth, before=self._before.get((one.what, one.person, one.clients), 0))
