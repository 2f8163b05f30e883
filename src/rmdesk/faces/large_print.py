"""Large print in a choice of what is to be printed: one more line, which turns it on, and off again (SUIT-10)."""

from collections.abc import Sequence

from rmdesk.desk.desk import Desk
from rmdesk.desk.large_print import by_file
from rmdesk.desk.sales import View
from rmdesk.domain.base import Lang
from rmdesk.faces.fields import Option
from rmdesk.locale import tr

LARGE = "large"
"""The key of the line that asks the choice once more, in the other print."""


def print_of(desk: Desk, view: View) -> bool | None:
    """The print in which a sale's papers are, large or not; None where it is not to be chosen: the client's file asks
    for it, or what was signed prints again as it was."""
    sale = view.sale
    if sale.closed or sale.countersigned is not None or by_file(desk, view.context.client):
        return None
    return bool(sale.printed and sale.printed[-1].large)


def with_large(
    options: Sequence[Option], large: bool | None, lang: Lang, place: int | None = None
) -> tuple[Option, ...]:
    """The options, and the line that turns `large` round, at its `place`; None where nobody may."""
    if large is None:
        return tuple(options)
    return (*options, Option(LARGE, tr(lang, "papers.large.off" if large else "papers.large.on"), place))


def print_said(large: bool | None, lang: Lang) -> str:
    """What stands above the choice."""
    return tr(lang, "papers.large.chosen") if large else ""
