"""Whether a paper can be composed for a case at all, and if not, by which rule."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import may_name, own_choice
from rmdesk.desk.papers.levels import changed
from rmdesk.domain.match import insurance_reasons
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.formpack.papers import PaperKind

_OF_ANSWERS = frozenset({"questionnaire", "level_change"})
_OF_PRODUCT = frozenset({"opinion", "disclosure_book", "statement_insurance"})


def why_not(kind: PaperKind, case: Case) -> Refusal | None:
    """Why `kind` cannot be composed: no assessment, no chosen product, a private product that may not be named
    (SUIT-21), a statement, a change of level or an end that is not there. None when it can."""
    if case.assessment is None and (kind in _OF_ANSWERS or (kind == "proposal" and not case.client.professional)):
        return refuse("SALE-01.step", step=kind, needs="assess")
    if kind == "level_change" and not changed(case):
        return refuse("INPUT.unknown", what=kind, given=case.client.no)
    if kind == "sale_ended" and (case.sale is None or case.sale.abandoned is None):
        return refuse("INPUT.unknown", what=kind, given=case.client.no if case.sale is None else case.sale.no)
    return _of_product(kind, case) if kind in _OF_PRODUCT else None


def _of_product(kind: PaperKind, case: Case) -> Refusal | None:
    product = case.product
    if product is None:
        return refuse("SALE-01.step", step=kind, needs="match")
    if not may_name(case, product):
        return refuse("SUIT-21")
    if kind != "statement_insurance":
        return None
    if product.insurance is None:
        return refuse("SUIT-25.only_insurance", family=product.family)
    due = insurance_reasons(product, case.judged) or own_choice(case.sale)
    return None if due else refuse("INPUT.unknown", what=kind, given=product.code)
