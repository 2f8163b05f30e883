"""What clients hold from elsewhere and what ends soon (DESK-07): what was sold here has a due of its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from rmdesk.desk import book, standing_in
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.holdings import Holding

_PAST = 30  # days: what matured is not held any more, and is then no news either
_WHAT = Text(zh="持有到期", en="Holding matures")
_SQL = """SELECT holding.id, holding.doc, client.id AS client_id, client.no, client.name, client.manager
    FROM holding CROSS JOIN client ON client.id = holding.client_id
    WHERE holding.maturity BETWEEN ? AND ? AND holding.source <> 'sale' AND holding.state <> 'ended'
    AND {mine}"""


def due(desk: Desk, until: date) -> Iterator[Due]:
    """Of the own book; it ends once the holding was redeemed or is no more."""
    days = desk.thresholds().maturity_remind_days
    window = ((until - timedelta(_PAST)).isoformat(), (until + timedelta(days)).isoformat())
    mine = (desk.actor.login, *standing_in.covered(desk, desk.actor.login))
    for row in desk.store.query(_SQL.format(mine=book.among("+client.manager", mine)), (*window, *mine)):
        held = desk.parsed(Holding, row["doc"])
        assert held.maturity is not None, "it was found by it"
        said = worth(held.name or held.code, held.amount, held.currency)
        yield Due(
            key=f"matures:{held.id}",
            kind="client.holding_matures",
            rule="DESK-07",
            subject=Subject(kind="client", id=row["client_id"]),
            what=_WHAT,
            no=row["no"],
            name=row["name"],
            about=Text.same(said),
            on=held.maturity,
            warn_days=days,
            whom=row["manager"],
            amount=held.amount,
            act="holdings.work",
        )


def worth(product: str, amount: Decimal, currency: str) -> str:
    """A product with what of it ends: large sums are talked about first."""
    return f"{product} {amount:,.2f}" if currency == "CNY" else f"{product} {currency} {amount:,.2f}"
