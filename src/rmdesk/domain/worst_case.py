"""Worst cases that cannot be: a share that contradicts the kind of product or the words beside it (SALE-04)."""

import re
from decimal import Decimal

from rmdesk.domain.families import Family
from rmdesk.domain.refusal import Refusal, refuse

_MOST = re.compile(
    r"(?:最多|至多|最大|最高)[可能会只仅也]{0,2}(?:损失|亏损|亏|跌)(?!.{0,4}全部)"
    r"|(?:损失|亏损|亏|跌幅|回撤)[^，。；]{0,4}(?:不超过|不会超过|不高于|控制在|限制在)"
    r"|(?:损失|亏损|跌幅|回撤)[^，。；]{0,6}%[^，。；]{0,2}(?:以内|之内|封顶|为限)"
    r"|至少[^，。；]{0,4}(?:剩|收回|拿回|取回|保留|保住|保有|返还|得到)"
    r"|不会(?:低于|少于|跌破)"
)
"""Words of a floor: that no more can be lost, or so much is left for certain."""
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
    floor = _MOST.search(how)
    if floor is not None and loss < 1:
        return refuse("SALE-04.floor", words=floor.group())
    for least, group in ((Decimal(1), _ALL), (Decimal("1.0001"), _BEYOND)):
        said = next((words for words in group if words in how), None)
        if said is not None and loss < least and "可能" not in how:
            return refuse("SALE-04.words", words=said, share=loss)
    return None
