"""Whether a paper can be composed of what is given at all, and if not, by which rule."""

from rmdesk.desk.papers.common import may_name, own_choice
from rmdesk.desk.papers.levels import changed
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.proposal import wished
from rmdesk.domain.investors import qualified
from rmdesk.domain.match import insurance_reasons
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.formpack.own_papers import PREFIX, OwnPaper

_OF_ANSWERS = frozenset({"questionnaire", "level_change"})
_OF_PRODUCT = frozenset({"opinion", "disclosure_book", "statement_insurance"})


def why_not(kind: str, given: PaperInput) -> Refusal | None:
    """Why `kind` cannot be composed: no assessment, no chosen product, a private product that may not be named
    (SUIT-21), means that nobody can count without a rate (SUIT-03), a statement, a change of level or an end that is
    not there. None when it can."""
    unassessed = not given.match_input.taken and not given.professional
    if (kind in _OF_ANSWERS and given.assessment is None) or (kind == "proposal" and unassessed):
        return refuse("SALE-01.step", step=kind, needs="assess")
    if kind == "proposal" and wished(given) is None:
        return refuse("DESK-04.amount", client=given.client.no)
    unrated = () if given.professional else given.match_input.portfolio.unrated
    if kind == "proposal" and unrated:  # nobody knows what is free
        return refuse("SUIT-03.rate", currency=", ".join(unrated))
    if kind == "level_change" and not changed(given):
        return refuse("INPUT.unknown", what=kind, given=given.client.no)
    if kind == "consent_withdrawn" and not given.withdrawn:
        return refuse("INPUT.unknown", what=kind, given=given.client.no)
    if kind == "sale_ended" and (given.sale is None or given.sale.abandoned is None):
        return refuse("INPUT.unknown", what=kind, given=given.client.no if given.sale is None else given.sale.no)
    own = given.pack.own_paper(kind)
    if own is not None or kind.startswith(PREFIX):
        return _of_own(kind, own, given)
    return _of_product(kind, given) if kind in _OF_PRODUCT else None


def _of_own(kind: str, own: OwnPaper | None, given: PaperInput) -> Refusal | None:
    """A bank's own paper is about a client, or about a sale and is given one."""
    if own is None or own.of not in ("client", "sale"):
        return refuse("INPUT.unknown", what="paper", given=kind)
    if own.of == "sale" and given.sale is None:
        return refuse("INPUT.unknown", what="sale", given=given.client.no)
    return None


def _of_product(kind: str, given: PaperInput) -> Refusal | None:
    product = given.product
    if product is None:
        return refuse("SALE-01.step", step=kind, needs="match")
    if not may_name(given, product):
        return refuse("SUIT-21")
    if kind == "disclosure_book" and product.private and not given.professional:
        # The client declares there to be a qualified investor: nobody does whom the figures contradict (SALE-06).
        contradicted = qualified(given.client, given.thresholds)
        if contradicted is not None:
            return contradicted
    if kind != "statement_insurance":
        return None
    if product.insurance is None:
        return refuse("SUIT-25.only_insurance", family=product.family)
    due = insurance_reasons(product, given.judged) or own_choice(given.sale)
    return None if due else refuse("INPUT.unknown", what=kind, given=product.code)
