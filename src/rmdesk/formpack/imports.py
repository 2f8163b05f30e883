"""imports.toml: headings and words that files of other systems bring, and what fills in for what they lack."""

from typing import Literal

from rmdesk.domain.base import Text, Value
from rmdesk.domain.kinds import Family
from rmdesk.domain.product import Goal, Liquidity, Regime, RiskType


class FamilyDefault(Value):
    """What a head office's list does not say of a product, by its family. The keeper confirms it before it is sold."""

    regime: Regime
    liquidity: Liquidity
    goals: tuple[Goal, ...]
    risks: tuple[RiskType, ...]
    summary: Text


class ImportWords(Value):
    """All of imports.toml. `heading`: kind of file → target → names; `word`: vocabulary → value → words; `words`: what
    stands for nothing, for no end, for a row of sums; `default`: family → what fills in."""

    version: str
    heading: dict[Literal["products"], dict[str, tuple[str, ...]]]
    word: dict[str, dict[str, tuple[str, ...]]]
    words: dict[Literal["nothing", "endless", "total"], tuple[str, ...]]
    default: dict[Family, FamilyDefault]
