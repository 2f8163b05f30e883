"""Product families: what the rules ask of one. Which there are is the pack's to say; no rule knows one by its name."""

from typing import Literal

from rmdesk.domain.base import Value
from rmdesk.domain.product import Regime

Principal = Literal["kept", "may_be_kept", "at_risk", "beyond"]
"""What may become of what was paid in: nothing is lost, perhaps nothing is, some or all may be, more than all."""
Terms = Literal["", "insurance", "private"]
"""What its products carry beside the usual: the terms of an insurance (SUIT-26), or that they are for verified
investors alone (SUIT-21)."""


class Family(Value):
    """One family. `like`: which of those that law names it is treated as, "" for itself. `regimes` that its products
    may stand under, the first where nobody says; `private_regime` where one is privately offered. `certified`: whether
    selling it wants a certificate, training and exams (SUIT-08, DESK-15); `floats`: none of them pays what is fixed
    beforehand, whoever says so of one (SUIT-06); `asks_offer`: nobody takes one of them as publicly offered of which
    nobody says so (SUIT-21)."""

    key: str
    like: str = ""
    regimes: tuple[Regime, ...]
    private_regime: Regime | None = None
    certified: bool = True
    principal: Principal = "at_risk"
    floats: bool = False
    asks_offer: bool = False
    terms: Terms = ""

    @property
    def secured(self) -> bool:
        """Whether its principal is kept, or may be, whatever the return hangs on."""
        return self.principal in ("kept", "may_be_kept")

    @property
    def law(self) -> str:
        """The family of the law whose rules hold for it."""
        return self.like or self.key

    @property
    def matched(self) -> bool:
        """Whether each of its products must fit its buyer; of others the product's regime says so (SUIT-24)."""
        return "none" not in self.regimes

    @property
    def insured(self) -> bool:
        """Whether its products are insurance, with terms of their own and rights by class (SUIT-31)."""
        return self.terms == "insurance"

    @property
    def private(self) -> bool:
        """Whether its products are for verified qualified investors alone (SUIT-21)."""
        return self.terms == "private"

    def regime_of(self, *, private: bool, exempt: bool) -> Regime:
        """The regime of a product of which nobody says another: of a family of which some need no match, only what is
        `exempt` needs none (SUIT-24)."""
        if private and self.private_regime is not None:
            return self.private_regime
        return next((one for one in self.regimes if exempt or one != "none"), self.regimes[0])
