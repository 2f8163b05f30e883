"""Worst cases that cannot be: a share that contradicts the kind of product or the words beside it (SALE-04)."""

from decimal import Decimal

from rmdesk.domain.families import Family
from rmdesk.domain.refusal import Refusal, refuse

_MOST = ("最多损失", "至多损失", "最多亏损", "至多亏损", "损失不超过", "亏损不超过", "至少剩余", "至少收回", "不会低于")
_ALL = ("全部损失", "损失全部", "全部亏损", "全部本金", "血本无归")
_BEYOND = ("超过本金", "超过投入", "超过保证金", "补足亏损", "追加保证金")


def worst_case_fault(family: Family, loss: Decimal, how: str, *, matched: bool) -> Refusal | None:
    """What is impossible about a worst case of `loss`, a share of what was paid in, that comes about as `how` says in
    Chinese. `matched`: the product must fit its buyer, as deposits and 国债 need not (SUIT-24). None: it may be so."""
    if family.principal == "kept" and loss > 0:
        return refuse("SALE-04.deposit", family=family.key, share=loss)
    if matched and family.principal in ("at_risk", "beyond") and loss == 0:
        return refuse("SALE-04.nothing", family=family.key)
    if loss > 1 and family.principal != "beyond":
        return refuse("SALE-04.beyond", family=family.key, share=loss)
    return _contradicted(loss, how)


def _contradicted(loss: Decimal, how: str) -> Refusal | None:
    """Words that promise a floor, or say more than the figure beside them; that more "may" be lost is none."""
    floor = next((words for words in _MOST if words in how), None)
    if floor is not None and loss < 1:
        return refuse("SALE-04.floor", words=floor)
    for least, group in ((Decimal(1), _ALL), (Decimal("1.0001"), _BEYOND)):
        said = next((words for words in group if words in how), None)
        if said is not None and loss < least and "可能" not in how:
            return refuse("SALE-04.words", words=said, share=loss)
    return None
