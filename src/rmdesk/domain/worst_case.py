"""Worst cases that cannot be: a share that contradicts the kind of product or the words beside it (SALE-04)."""

import re
from decimal import Decimal

from rmdesk.domain.base import Text
from rmdesk.domain.families import Family
from rmdesk.domain.refusal import Refusal, refuse

_NEAR = r"(?:[^,.;]|\.\d){0,32}?"
_NOT_ALL = r"(?![^,.;]{0,16}\b(?:all|everything|whole|entire)\b)"
_LOSS = r"\b(?:los(?:e|es|ing|t|s|ses)|falls?|drops?|declines?|drawdowns?)\b"
_CANNOT = r"\b(?:(?:will|can|could|would|do|does) ?not|won.t|can.t|doesn.t|never)"
_AT_MOST = rf"(?:\b(?:at (?:the )?(?:very )?most|up to|no more than|not more than)\b|{_CANNOT} exceed\b"
_AT_MOST += r"|\b(?<!not )(?:limited to|capped at|a maximum of)\b)"
_AT_LEAST = r"\bat (?:the )?(?:very )?least\b"
_MOST = re.compile(
    r"(?:最多|至多|最大|最高)[可能会只仅也]{0,2}(?:损失|亏损|亏|跌)(?!.{0,4}全部)"
    r"|(?:损失|亏损|亏|跌幅|回撤)[^，。；]{0,4}(?:不超过|不会超过|不高于|控制在|限制在)"
    r"|(?:损失|亏损|跌幅|回撤)[^，。；]{0,6}%[^，。；]{0,2}(?:以内|之内|封顶|为限)"
    r"|至少[^，。；]{0,4}(?:剩|收回|拿回|取回|保留|保住|保有|返还|得到)"
    r"|不会(?:低于|少于|跌破)"
    rf"|{_LOSS}{_NEAR}{_AT_MOST}{_NOT_ALL}|{_AT_MOST}{_NOT_ALL}{_NEAR}{_LOSS}"
    rf"|\bmaximum (?:possible )?loss\b{_NOT_ALL}|{_CANNOT} (?:fall|drop|go|sink) below\b|\bno more can be lost\b"
    rf"|{_AT_LEAST}{_NEAR}\b(?:back|left|kept|remains?|returned|repaid|recovered|preserved)\b"
    rf"|\b(?:gets?|receives?|recovers?|keeps?|retains?|preserves?)\b{_NEAR}{_AT_LEAST}",
    re.IGNORECASE,
)
"""Words of a floor: that no more can be lost, or so much is left for certain."""
_PRINCIPAL = r"(?:principal|capital|money|premiums?|investment)"
_ALL = re.compile(
    r"全部损失|损失全部|全部亏损|全部本金|血本无归"
    rf"|\b(?:all (?:of )?(?:the |your )?|(?:whole|entire) ){_PRINCIPAL}{_NEAR}\blost\b|\btotal loss\b"
    r"|\blos(?:e|es) (?:all|everything)\b|\bnothing (?:is left|remains|comes back)\b",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"超过本金|超过投入|超过保证金|补足亏损|追加保证金"
    r"|\bmore is (?:owed|lost) than\b|\blos(?:e|es) more than (?:was|is|you|they)\b"
    rf"|\bexceeds? (?:the |your )?(?:margin|{_PRINCIPAL})\b|\bmargin calls?\b",
    re.IGNORECASE,
)
_MADE_GOOD = r"(?:补偿|补足|赔付|赔偿|承担|兜底|弥补|垫付)"
_BEARERS = r"(?:投资者|投资人|客户|您|持有人|购买|认购|本人|自行|自己)"
_PROMISE = re.compile(
    r"(?<!代表)(?<!意味着)(?<!等于)(?<!保证)(?<!承诺)(?<!并非)(?<!不是)"
    r"(?:风险(?:总体|整体|完全|基本)?可控|风险(?:较|很|极|非常|相对|比较)?低(?![于估])|不会(?:有|发生|出现|产生)?(?:任何)?(?:亏|损失))"
    rf"|(?:损失|亏损)[^，。；不]{{0,6}}由(?![^，。；]{{0,10}}{_BEARERS})[^，。；]{{1,12}}{_MADE_GOOD}"
    r"|(?:损失|亏损|最不利情形)(?:发生)?的?(?:概率|可能性|几率|风险)[^，。；不]{0,4}(?:小|低|微|接近于?零|为零)"
    r"|(?:几乎|基本|基本上)不(?:可能|会|亏|发生)(?![^，。；]{0,6}(?:恢复|收回|挽回|回升|卖出|变现|退出|兑付))"
    r"|不会少本|(?<!不)可能性(?:极小|极低|微乎其微)|(?:损失|亏损)(?:金额|幅度)?(?:不大|有限(?!于)|很小|极小|轻微)"
    r"|最(?:坏|差)也(?:就|只)是[^，。；]{0,4}收益"
    r"|\b(?:risks? (?:is|are) (?:very |rather |quite )?(?:low|limited|under control|controllable)"
    r"|(?:will|can|could) ?not make (?:a |any )?loss(?:es)?|no loss(?:es)? (?:is|are|can|will|to be)"
    r"|no chance (?:to|of) los(?:e|ing|s)|hardly any loss(?:es)?"
    r"|loss(?:es)? (?:is|are) (?:very |highly |most |rather )?(?:unlikely|remote|negligible)"
    r"|loss(?:es)? (?:has|have|had) never|never (?:made|had|suffered) (?:a |any )?loss(?:es)?"
    r"|loss(?:es)? (?:is|are|will be) (?:fully )?(?:covered|compensated|made good|reimbursed|borne) by"
    r"(?! (?:the |each |every )?(?:investor|client|customer|holder|buyer|you)))\b",
    re.IGNORECASE,
)
"""Words that promise that nothing is lost: the client reads them for what may become of his money (SALE-11)."""
_MAY = re.compile(r"可能|\b(?:may|might|could)\b", re.IGNORECASE)


def worst_case_fault(
    family: Family, loss: Decimal, how: Text, *, matched: bool, capped: bool = False
) -> Refusal | None:
    """What is impossible about a worst case of `loss`, a share of what was paid in, that comes about as `how` says in
    either language. `matched`: the product must fit its buyer, as deposits and 国债 need not (SUIT-24); `capped`:
    no more can be asked for than was paid in. None where it may be so."""
    if family.principal == "kept" and loss > 0:
        return refuse("SALE-04.deposit", family=family.key, share=loss)
    if matched and family.principal in ("at_risk", "beyond") and loss == 0:
        return refuse("SALE-04.nothing", family=family.key)
    if loss > 1 and capped:
        return refuse("SALE-04.capped", share=loss)
    if loss > 1 and family.principal != "beyond":
        return refuse("SALE-04.beyond", family=family.key, share=loss)
    return _contradicted(loss, how.zh) or _contradicted(loss, how.en) or (_promised(how) if matched else None)


def _promised(how: Text) -> Refusal | None:
    found = _PROMISE.search(how.zh) or _PROMISE.search(how.en)
    return None if found is None else refuse("SALE-11", words=found.group())


def _contradicted(loss: Decimal, how: str) -> Refusal | None:
    """Words that promise a floor, or say more than the figure beside them; that more "may" be lost is none."""
    floor = _MOST.search(how)
    if floor is not None and loss < 1:
        return refuse("SALE-04.floor", words=floor.group())
    for least, words in ((Decimal(1), _ALL), (Decimal("1.0001"), _BEYOND)):
        said = words.search(how)
        if said is not None and loss < least and not _MAY.search(how):
            return refuse("SALE-04.words", words=said.group(), share=loss)
    return None
