"""The rule book's titles and sources. Only what is confirmed or reported of a law is printed as a citation."""

from typing import Literal

from rmdesk.domain.base import Text, Value

CITED = ("C", "S")


class Rule(Value):
    """One rule. `basis`: C confirmed, S secondary source, P practice, U unconfirmed, I our own reading."""

    id: str
    title: Text
    basis: Literal["C", "S", "P", "U", "I"]
    source: Text | None = None


class Rules(Value):
    """All of rules.toml."""

    version: str
    rule: tuple[Rule, ...]
