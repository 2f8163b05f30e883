"""Talk tracks, answers to objections and emergency cards (DESK-05, DESK-14)."""

from functools import cached_property
from typing import Literal, get_args

from rmdesk.domain.base import Text, Value

CardKind = Literal["talk", "objection", "emergency"]
CARD_KINDS: tuple[CardKind, ...] = get_args(CardKind)
SPOKEN: tuple[CardKind, ...] = ("talk", "objection")
"""What is said to clients: it never goes without its risk words."""


class Card(Value):
    """One card: what may be said, point by point, or the steps in their order. `families` empty: of all. `risk`: the
    risk words that are said with it."""

    id: str
    kind: CardKind
    families: tuple[str, ...] = ()
    title: Text
    body: tuple[Text, ...]
    risk: Text | None = None

    def holds(self, words: str) -> bool:
        """Whether all words of a search stand somewhere in it, in either language."""
        texts = (self.title, *self.body, *(() if self.risk is None else (self.risk,)))
        whole = f"{self.id} {' '.join(f'{one.zh} {one.en}' for one in texts)}".casefold()
        return all(word in whole for word in words.casefold().split())


class Cards(Value):
    """All of talk_tracks.toml."""

    version: str
    card: tuple[Card, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Card]:
        """Card by its id."""
        return {one.id: one for one in self.card}
