"""Papers that are printed before what they stand for is complete: drafts, which nobody may sign."""

from collections.abc import Iterator

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.sale import Sale, SaleContext, Step
from rmdesk.domain.sale_steps import may
from rmdesk.formpack import Pack

_STANDS_ON: dict[str, Step] = {
    "proposal": "match",
    "opinion": "disclose",
    "disclosure_book": "confirm",
    "statement_insurance": "confirm",
}
"""Papers that speak of products, and the step before which everything must be complete when they are signed."""
_OF_ASSESSMENT = frozenset({"questionnaire", "level_change"})


def of_client(kinds: tuple[str, ...], client: Client, assessment: Assessment | None) -> frozenset[str]:
    """Kinds about the client himself: his sheet while the file lacks what the law wants in it (KYC-01..03), what he
    answered once somebody looked at it and did not accept it (QUES-09)."""
    return frozenset(_of_client(kinds, client, assessment))


def _of_client(kinds: tuple[str, ...], client: Client, assessment: Assessment | None) -> Iterator[str]:
    if client.missing_elements():
        yield "client_sheet"
    if assessment is not None and assessment.sent_back:
        yield from _OF_ASSESSMENT.intersection(kinds)


def of_sale(pack: Pack, kinds: tuple[str, ...], sale: Sale, context: SaleContext) -> frozenset[str]:
    """Kinds about a sale: a book half told is no book to sign (SALE-03), and a proposal that a bank has signed is not
    signed by a client who was told nothing yet."""
    if sale.countersigned is not None:
        return frozenset()
    steps = {kind: step for kind in kinds if (step := _stands_on(pack, kind)) is not None}
    return frozenset(kind for kind, step in steps.items() if may(step, sale, context))


def _stands_on(pack: Pack, kind: str) -> Step | None:
    own = pack.own_paper(kind)
    if own is not None:
        return "confirm" if own.set else None
    return "confirm" if kind == "proposal" and pack.paper(kind).signed_by else _STANDS_ON.get(kind)
