"""Which questionnaire serves which products: the regimes of banks and of securities ask different ones (SUIT-24)."""

from rmdesk.domain.base import Value
from rmdesk.domain.product import Matched


class Served(Value):
    """One questionnaire of a pack by its `key`: "" for the general one, else the name of its file. It serves products
    of these `regimes` and these `families`; of each all, where none are named."""

    key: str = ""
    regimes: tuple[Matched, ...] = ()
    families: tuple[str, ...] = ()

    def serves(self, family: str, regime: str) -> bool:
        """Whether its levels are those that such a product is matched with."""
        return (not self.regimes or regime in self.regimes) and (not self.families or family in self.families)


def key_of(served: tuple[Served, ...], family: str, regime: str) -> str | None:
    """The questionnaire that serves such a product; None where none does, or more than one: then nobody can say which
    level counts, and the product is not sold."""
    found = [one.key for one in served if one.serves(family, regime)]
    return found[0] if len(found) == 1 else None
