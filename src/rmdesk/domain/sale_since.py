"""What became of a sale between its signature and the second person's word: until then it is not complete (SUIT-01)."""

from typing import NamedTuple

from rmdesk.domain.match import MatchInput, Withheld, changed_for, fit, match, stopped
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import Choice, Sale, SaleContext


class Since(NamedTuple):
    """`refused`: why nobody may accept the sale any more; `told`: what else is no more as it was signed, which whoever
    reviews it weighs."""

    refused: tuple[Refusal, ...] = ()
    told: tuple[Refusal, ...] = ()


def since_signed(sale: Sale, context: SaleContext) -> Since:
    """What of a signed sale changed while its review is open. Refused are a product that was stopped, one whose level
    is above the client's now, whichever of the two moved, and a private one of a client who is no qualified investor
    any more (SUIT-01, SUIT-02, SUIT-21). What only ran out since, as an assessment or the manager's licence, was in
    force when the client signed: that is told, with a level that rose within the client's (SUIT-14) and whatever else a
    match of today would withhold it for, as means that are gone or a product that ended (SUIT-03, DESK-03)."""
    product, choice = context.product, sale.choice
    if product is None or choice is None or sale.countersigned is None or sale.reviewed is not None or sale.closed:
        return Since()
    judged = context.match_input
    refused = (*stopped(product, judged.institutions), *_unfit(product, choice, judged))
    told = (*_regraded(product, choice, judged), *changed_for(product, judged), *_not_today(product, choice, judged))
    return Since(refused, tuple(one for at, one in enumerate(told) if one not in (*refused, *told[:at])))


def _not_today(product: Product, choice: Choice, judged: MatchInput) -> tuple[Refusal, ...]:
    """Why it would not be offered today, but for what the client chose all the same (SUIT-25)."""
    verdict = match(product, judged)
    reasons = verdict.reasons if isinstance(verdict, Withheld) else ()
    return tuple(one for one in reasons if not (choice.own_choice and one.rule == "SUIT-25"))


def _unfit(product: Product, choice: Choice, judged: MatchInput) -> tuple[Refusal, ...]:
    """The level above the client's, but for the policy that the client chose so (SUIT-25); a private product of whom
    nobody verified any more."""
    above = tuple(one for one in fit(product, judged) if not (choice.own_choice and one.rule == "SUIT-25"))
    unseen = product.private and judged.client.qualification is None
    return (*above, refuse("SUIT-21")) if unseen else above


def _regraded(product: Product, choice: Choice, judged: MatchInput) -> tuple[Refusal, ...]:
    """The level rose, and the client was told the lower one."""
    now, was = product.level(judged.levels), choice.level
    if now is None or was is None or judged.levels.of_product(now).rank <= judged.levels.of_product(was).rank:
        return ()
    return (refuse("SUIT-14", was=was, now=now),)
