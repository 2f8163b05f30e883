"""Amounts that somebody typed after a switch."""

from decimal import Decimal

from rmdesk.commands.output import Output, WrongUseError
from rmdesk.domain import fields
from rmdesk.domain.refusal import Refusal


def money_given(given: str | None, out: Output) -> Decimal | None:
    """The amount in yuan, None for none; wrong use for what is no amount."""
    read = fields.read("amount", given or "")
    if isinstance(read, Refusal):
        raise WrongUseError(out.tr("cli.wrong.amount", given=given))
    return Decimal(read) if read else None
