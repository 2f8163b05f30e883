"""Risk levels of clients and products, and which may meet (SUIT-02, SUIT-12). Labels are the bank's words."""

from functools import cached_property
from typing import TypeVar

from rmdesk.domain.base import Text, Value


class ClientLevel(Value):
    """A client's level. `rank` 1 bears least; `reach` is the highest product rank it may be offered."""

    code: str
    rank: int
    reach: int
    name: Text
    meaning: Text


class ProductLevel(Value):
    """A product's level. `rank` 1 risks least."""

    code: str
    rank: int
    name: Text
    meaning: Text


L = TypeVar("L", ClientLevel, ProductLevel)


class Levels(Value):
    """Both scales, in order of rank."""

    client: tuple[ClientLevel, ...]
    product: tuple[ProductLevel, ...]

    @cached_property
    def product_codes(self) -> tuple[str, ...]:
        """The codes of products' levels, from the lowest."""
        return tuple(one.code for one in self.product)

    def client_called(self, code: str) -> ClientLevel | None:
        """The client level called `code`; None for one of an earlier pack: what was found then is still shown."""
        return next((one for one in self.client if one.code == code), None)

    def product_called(self, code: str) -> ProductLevel | None:
        """The product level called `code`; None for one of an earlier pack."""
        return next((one for one in self.product if one.code == code), None)

    def of_client(self, code: str) -> ClientLevel:
        """The client level called `code`; KeyError when the pack has none."""
        return _find(self.client, code)

    def of_product(self, code: str) -> ProductLevel:
        """The product level called `code`; KeyError when the pack has none."""
        return _find(self.product, code)

    def reach_of(self, level: ClientLevel) -> int:
        """The highest product rank that a client of this level may be offered (SUIT-02): what the pack says, and with
        scales of equal length never above the own rank, whatever a pack says."""
        return min(level.reach, level.rank) if len(self.client) == len(self.product) else level.reach

    def within_reach(self, level: ClientLevel) -> tuple[str, ...]:
        """The codes of the products' levels that a client of this level may be offered (SUIT-02)."""
        return tuple(one.code for one in self.product if one.rank <= self.reach_of(level))

    def higher(self, one: str, other: str) -> str:
        """The code of the riskier of two product levels (SUIT-13)."""
        return one if one == other else max(one, other, key=lambda code: self.of_product(code).rank)


def _find(levels: tuple[L, ...], code: str) -> L:
    for level in levels:
        if level.code == code:
            return level
    raise KeyError(code)
