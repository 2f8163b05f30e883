"""What the words of a list mean for a product: who issues it and whether it is a bond of the state, how it is offered
and to whom, and when it can be left."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from rmdesk.desk.wording import product_names
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.levels import Levels
from rmdesk.domain.product import Liquidity, Product
from rmdesk.formpack.families import FamilyRow
from rmdesk.formpack.imports import ImportWords

LEVELS = ("issuer_level", "bank_level")
"""The cells in which somebody rates it."""
_HOURS = (
    r"(\d{1,2}[:：]\d{2}\s*[-~至—]\s*\d{1,2}[:：]\d{2})?"
    r"([（(](如?遇)?(国家|法定|公众|公共|节|假|[期日]|周末|双休|休[息市假]|非工作|非交易|春节|国庆|[及和与或、，,]){1,9}除外[）)])?"
)
"""Hours of the day, and holidays: what excepts more than these, such as a first year, is left on some days."""
_EACH_DAY = re.compile(
    r"(非封闭[，,]?)?(开放日[为是:：]?)?(每个?|任一|任何)?(工作日|交易日|自然日|日|天)"
    + _HOURS
    + r"(均|都)?可?(开放)?((申购[、和及与/]?)?赎回|申赎)?"
    + _HOURS
    + r"|(open |redeemable )?(daily|(each|every|any) (business |working |trading )?day)( redemption)?",
    re.IGNORECASE,
)
"""The whole of what may be said of a product that is left on any day: whatever more is said makes it some days."""
_NUMBERED = r"[\s\d〇零一二三四五六七八九十百第年月期次号（()）]|示例|中国|中华人民共和国|财政部"
_KINDS_OF_IT = r"储蓄|凭证式?|记账式?|电子式?|附息|贴现|超长期?|特别|续发"
_OF_THE_STATE = re.compile(
    rf"(?:{_NUMBERED}|{_KINDS_OF_IT})*国债(?:{_NUMBERED}|{_KINDS_OF_IT})*"
    r"|(?:[\s\d()]|sample|china|chinese|electronic|certificate|years?|months?|series|no\.)*"
    r"(?:savings|treasury) bonds?(?:[\s\d()]|electronic|certificate|years?|months?|series|no\.)*",
    re.IGNORECASE,
)
"""The whole name of a bond of the state: a word more is another state's, a bank's own, or a bet on such bonds."""
_MARK = r"\s*(?:[（(][^（()）]*(?:示例|sample|中国|china|代理|代销|委托|承销)[^（()）]*[）)])?"
_THE_STATE = re.compile(
    r"(?:(?:中华人民共和国|中国|国家)?财政部|国债发行人"
    rf"|(?:the )?(?:treasury|ministry of finance)(?: of (?:the people's republic of )?china)?){_MARK}",
    re.IGNORECASE,
)
_SAVED_WITH_THE_STATE = re.compile(r"储蓄国债|凭证式.*国债|国债.*凭证式")
_PLACED = re.compile(rf".*银行(?:股份)?(?:有限(?:责任)?公司)?(?:[^公司]*[分支]行)?{_MARK}")
"""Who may stand as the issuer of a savings bond in the state's place: lists name the bank that places it."""
_OURS = re.compile(r"[本我]行(自营|自有|自主发行|发行)?|ourbank|own(bank)?|in-?house")
"""What a list calls the bank that it is for. A product that another offers through it is 本行代销: not this."""
_SAVED = Decimal("0.01")
"""Cashed in early a savings bond costs interest and a small charge: what may lose more than this share is none."""
_NO_DAY = re.compile(
    r"不(得|能|可|予|接受)?(提前)?(开放|赎回|支取|转让)|(?<![非不])封闭|(?<!not )\bclosed\b|\bno redemption\b"
    r"|^(产品)?(到期|满期)(日|后|时|自动|一次性)*(赎回|兑付|返还|还本付息)?$|^(at|on|upon) maturity$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?<![非不半])封闭(?!.*(?:定开|开放))|\bclosed[- ]end", re.IGNORECASE)
_PRIVATELY = re.compile(r"私募|\bprivate(?:ly)?\b(?! bank)", re.IGNORECASE)


_LONGEST = 24
"""What a product may be bought by stands in few letters; a longer text tells what it invests in."""
_ALONE = re.compile(r"^(?:仅限于?|仅面向|只面向|仅向|只限|面向|限|仅)|(?:投资者|投资人|专属|认购|购买)$")


def asks_offer(words: ImportWords, family: FamilyRow, name: str, *told: str) -> bool:
    """Whether somebody must say how a product is offered: by its family, its name or what else is `told` of it, it may
    be a private one, for verified investors alone (SUIT-21, SALE-07)."""
    if family.private:
        return False
    return family.asks_offer or _named_private(words, name) or any(_privately(words, one) for one in told)


def called_private(words: ImportWords, product: Product) -> bool:
    """Whether what is sold to everybody is called a private offer: by its name, or by what its list says beside,
    whoever said that it is none (SUIT-21)."""
    names = (product.name.zh, product.name.en)
    told = (*names, product.note, *(one for pair in product.left_out for one in pair))
    said = any(words.meaning("offer", one) == "private" or _privately(words, one) for one in told)
    return not product.private and (said or any(_named_private(words, one) for one in names))


def limited_by(words: ImportWords, heading: str, text: str) -> str:
    """What a cell under a heading that nobody knows may say: how the product is offered, or to whom; "" for neither."""
    if len(text) > _LONGEST:
        return ""
    if words.meaning("offer", text) == "private" or _privately(words, text) or _privately(words, heading):
        return "offer"
    kinds = (text, _ALONE.sub("", text))
    return "client_kind" if any(words.meaning("client_kind", one) for one in kinds) else ""


def says_otherwise(
    words: ImportWords, text: str, codes: Collection[str], levels: Iterable[str | None], *, client_kind: str | None
) -> bool:
    """Whether a text says another level than these, of all the `codes`, a class of clients, that it is stopped, or,
    beside no `client_kind`, to whom it is limited."""
    rated = {
        *product_names.levels_named(text, codes),
        *values.levels_worded(text, words.word["level"]),
    }.difference(levels)
    of_clients = product_names.OF_CLIENTS.search(unicodedata.normalize("NFKC", text)) is not None
    limited = limited_by(words, "", text) == "client_kind" and not client_kind
    return bool(rated) or of_clients or limited or words.mentions("noted", text)


def no_deposit(words: ImportWords, family: FamilyRow, found: Mapping[str, Any], levels: Levels) -> bool:
    """Whether what is called a deposit is none: its name links it to something else, somebody rated it above the least
    level, or its return is not fixed. It would need no match (SUIT-24)."""
    if family.principal != "kept":
        return False
    least = levels.product_codes[0]
    rated = any(found.get(one) not in (None, least) for one in LEVELS)
    told, name = (found.get(one) or "" for one in ("name", "benchmark", "worst_case", "note")), found.get("name") or ""
    named = any(words.mentions("linked", one) for one in told) or words.mentions("no_deposit", name)
    named = named or bool(words.said_by_name("family", name, family.law))
    return rated or found.get("return_kind") not in (None, "fixed") or named


def _named_private(words: ImportWords, name: str) -> bool:
    return _privately(words, name) or "private" in words.said_by_name("offer", name)


def _privately(words: ImportWords, text: str) -> bool:
    said = _PRIVATELY.search(text) is not None or words.mentions("privately", text)
    return said or "private" in words.said_by_name("family", text)


def issuer_named(issuer: str, bank: str, bank_en: str) -> str:
    """Who issues it: the bank by its name, however a list calls it in its own bank."""
    called = plain(issuer)
    return bank if _OURS.fullmatch(called) or called in {plain(bank), plain(bank_en)} else issuer


def exempt(family: FamilyRow, found: Mapping[str, Any]) -> bool:
    """Whether the cells are of a deposit, or of a bond of the state in yuan, which needs no match (SUIT-24): it is
    called so, the state issues it or a bank places its savings bond, nobody rated it, and hardly anything of it can be
    lost."""
    if family.principal == "kept":
        return True
    loss, issuer, name = found.get("worst_loss"), found.get("issuer") or "", (found.get("name") or "").strip()
    if any(found.get(one) for one in LEVELS) or (loss is not None and loss > _SAVED):
        return False
    if found.get("currency") not in (None, "CNY") or _OF_THE_STATE.fullmatch(name) is None:
        return False
    if _THE_STATE.fullmatch(issuer.strip()) is not None:
        return True
    placed = not issuer or _PLACED.fullmatch(issuer.strip()) is not None
    return placed and _SAVED_WITH_THE_STATE.search(name) is not None


def is_closed(text: str) -> bool:
    """Whether a text says that nobody leaves a product for a while, or ever."""
    return _NO_DAY.search(text) is not None


def closed(name: str, open_days: str) -> bool:
    """Whether a product is left at its end alone, by its open days, else by its name."""
    return _NO_DAY.search(open_days) is not None if open_days else _CLOSED.search(name) is not None


def liquidity_of(open_days: str, otherwise: Liquidity) -> Liquidity:
    """How a product can be left, by what is said of its open days: on each of them, on some, or at its end."""
    if not open_days:
        return otherwise
    if _NO_DAY.search(open_days):
        return "at_maturity"
    return "daily" if _EACH_DAY.fullmatch(open_days.strip(" 。.")) else "periodic"
