"""The published order of the offered list (SUIT-07, SUIT-29)."""

from rmdesk.domain.base import Text, Value
from rmdesk.domain.ranking import RankKey

FORBIDDEN = {
    "return": "SUIT-07", "yield": "SUIT-07", "benchmark": "SUIT-07", "performance": "SUIT-07",
    "commission": "SUIT-29", "fees": "SUIT-29", "income": "SUIT-29",
}  # fmt: skip


class Ranking(Value):
    """Products are ordered by each criterion in turn; `text` says so to whoever sells, `told` to the client."""

    version: str
    order: tuple[RankKey, ...]
    text: Text
    told: Text | None = None

    @property
    def said(self) -> Text:
        """The order as a paper says it."""
        return self.told or self.text
