"""Facts about what clients hold, and about the rates by which foreign money is counted."""

from datetime import date
from decimal import Decimal

from rmdesk.domain.fact import Fact
from rmdesk.domain.holdings import Eased, Holding
from rmdesk.domain.rates import Rate


class HoldingNoted(Fact, kind="holding.noted/1"):
    """That a client holds something was typed or brought in. What is sold at this desk needs no such fact."""

    holding: Holding


class HoldingChanged(Fact, kind="holding.changed/1"):
    """A holding stands otherwise than it was noted: `altered` is field → (before, after), and why."""

    holding: Holding
    altered: dict[str, tuple[str, str]]
    reason: str


class HoldingRedeemed(Fact, kind="holding.redeemed/1"):
    """Some or all of a holding was paid back: `amount` in its currency; `holding` is what is left."""

    holding: Holding
    amount: Decimal
    on: date
    note: str = ""


class HoldingEnded(Fact, kind="holding.ended/1"):
    """A holding is no more without being redeemed here: it matured, moved elsewhere, or was noted in error."""

    holding_id: str
    client_id: str
    on: date
    reason: str
    eased: tuple[Eased, ...] = ()


class HoldingTakenBack(Fact, kind="holding.taken_back/1"):
    """The import that brought a holding was taken back, and nothing had become of it. `eased`: what that freed."""

    holding_id: str
    client_id: str
    code: str
    import_id: str
    eased: tuple[Eased, ...] = ()


class RateEntered(Fact, kind="rate.entered/1"):
    """What one unit of a currency is worth in yuan on a day, and whose figure it is."""

    rate: Rate
