"""The list of cooperating institutions: who stands behind what is distributed, and whether head office admits it now.

One that is stopped stops all its products at once (SALE-16): nothing is written to them, the match asks the list.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse

State = Literal["admitted", "suspended", "ended"]
STATES: tuple[State, ...] = ("admitted", "suspended", "ended")
Listed: TypeAlias = Mapping[str, State]
"""State by plain name, of those that are on the list: in whatever brackets, spaces or letters it is written."""


_SIMPLIFIED = str.maketrans(
    "財銀證險資產國際華東業灣廣實興發聯滙匯豐亞壽養開長樂託協諾鵬優達權創經濟農貸萬億寶貴龍陽遠雲聖譽誠麗恆團勝寧齊順義環衛鋼鐵電氣總圓圖時問間鑫門陸馬區縣"
    "測試穩債動級選價紅藍綠顧員賬戶場現續閉類評醫藥鏈網號獲強轉換質導體誼標準則運營單雙階夢頤爾飛鴻輝頭盤錦賽傑視滿減無盡樣個靈從禮歲劃設備專屬別組領軍紐歐韓傳訊麥極韻積鑄倉儲啟陞昇潤賀園藝適調輪條邊對過這歷當節約報",
    "财银证险资产国际华东业湾广实兴发联汇汇丰亚寿养开长乐托协诺鹏优达权创经济农贷万亿宝贵龙阳远云圣誉诚丽恒团胜宁齐顺义环卫钢铁电气总圆图时问间鑫门陆马区县"
    "测试稳债动级选价红蓝绿顾员账户场现续闭类评医药链网号获强转换质导体谊标准则运营单双阶梦颐尔飞鸿辉头盘锦赛杰视满减无尽样个灵从礼岁划设备专属别组领军纽欧韩传讯麦极韵积铸仓储启升升润贺园艺适调轮条边对过这历当节约报",
)
_ENDING = re.compile(
    r"(?<=.)(?:(?:股份)?有限(?:责任)?公司|公司|company|corporation|corp|co|incorporated|inc|limited|ltd|plc|llc)$"
)


_PART = re.compile(
    r"(?<=公司)(?:新|[\u4e00-\u9fff]{0,8}分公司|[\u4e00-\u9fff]{0,4}事业部|[一二三四五六七八九十0-9]+部|托管[人行].*)$"
)


@lru_cache(maxsize=4_096)
def folded(name: str) -> str:
    """A name for finding what is stopped: in simplified characters, without points, the endings of a company and what
    stands behind them of a part of it. What is admitted is found as it is written."""
    bare, last = "".join(filter(str.isalnum, plain(name))).translate(_SIMPLIFIED), ""
    bare = _PART.sub("", bare)
    while bare != last:
        bare, last = _ENDING.sub("", bare), bare
    return bare


_BEFORE = re.compile(
    r"^(.*)[（(]\s*(?:原名?|曾用名|前身|现名|更名前|formerly|fka|f/k/a|now)\s*[为是:：]?\s*([^（()）]+)[)）](.*)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*[/／|、;；]\s*")
_SHORTEST = 4
"""A part of a name in fewer letters, a Chinese character for two, is none of its own: A/S."""


def _weight(name: str) -> int:
    """How many letters a name has, a Chinese character for two."""
    return sum(1 if sign.isascii() else 2 for sign in name)


def parts(name: str) -> tuple[str, ...]:
    """The institutions that one name names: "甲/乙", "A (formerly B)"; itself alone where it names one."""
    before = _BEFORE.match(name)
    names = (name,) if before is None else (f"{before[1]}{before[3]}", before[2])
    found = tuple(one for each in names for one in map(str.strip, _SEVERAL.split(each)) if one)
    short = any(_weight(one) < _SHORTEST for one in found)
    return (name,) if short or len(found) < 2 else found


@lru_cache(maxsize=4_096)
def folds(name: str) -> frozenset[str]:
    """`folded`, the whole name and each of its parts."""
    return frozenset(map(folded, (name, *parts(name))))


_OFFICES = (
    "(?:产品|基金|计划|信托|资产|理财|保险)?(?:管理人|管理机构|发行人|发行机构|发行方|受托人|受托机构|承保人|保险人)"
    "|代销机构|代销方?|合作机构|出单机构"
)
_LEADS = re.compile(rf"^(?:原名?|曾用名|前身|现名?|已?更名[为前]|由|作为|formerly|fka|{_OFFICES})[为是系]?")
_TRAILS = re.compile(rf"(?:作为|为|系)?(?:{_OFFICES}|(?<=公司)(?:发行|管理|承保))$")
_CUSTODIAN = re.compile(r"(?:托管(?:人|行|机构|银行)?|custodian)[:：为是]?[^()（）;；,，、/|]*", re.IGNORECASE)
_PLACE = re.compile(r"[(（]([^()（）]{1,8})[)）](?=(?:股份)?有限|公司|集团|co\b|ltd|limited|inc)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"[()（）\[\]【】〔〕<>《》:：;；,，、/／|｜+&＋＆]|\s-+\s|[—–]+|[和与及暨]"
    r"|(?<=[\u4e00-\u9fff])[-－]|[-－](?=[\u4e00-\u9fff])"
)
"""What stands between an institution's name and words around it. A bracket within a name does not: 示例（北京）公司."""


@lru_cache(maxsize=4_096)
def named_in(name: str) -> frozenset[str]:
    """`folds`, and whoever the name names beside other words: 甲公司（管理人）, 代销：甲公司, 乙和甲公司. Not 甲银行 in
    甲银行理财, which is another institution, nor who only keeps the assets."""
    found = set(folds(name))
    for piece in _BETWEEN.split(_PLACE.sub(r"\1", _CUSTODIAN.sub("", name))):
        bare, last = plain(piece), ""
        while bare != last:
            bare, last = _TRAILS.sub("", _LEADS.sub("", bare)), bare
        found |= {folded(one) for one in (piece, bare) if _weight(folded(one)) >= _SHORTEST}
    return frozenset(found)


def near(name: str, other: str) -> bool:
    """Whether two institutions' names, neither of which names the other, are so much alike that somebody looks: one
    stands in the other."""
    short, long = sorted((folded(name), folded(other)), key=len)
    return _weight(short) >= _SHORTEST and short in long


def standing_in(name: str, listed: Listed) -> tuple[str, ...]:
    """Those on the list whose name stands in a longer one, where one of them is stopped: "甲（管理人）". What is part
    of the name of another that is admitted counts for none. Nothing of a name that is itself on the list."""
    whole = folded(name)
    known = {fold: one for one in listed if _weight(fold := folded(one)) >= _SHORTEST and fold in whole}
    if whole in known:
        return ()
    found, stops = list[str](), False
    for fold, one in sorted(known.items(), key=lambda each: (-len(each[0]), listed[each[1]] != "admitted")):
        if fold in whole:
            whole = whole.replace(fold, "|")
            found.append(one)
            stops = stops or listed[one] != "admitted"
    return tuple(found) if stops else ()


_SHARES = re.compile(r"(?<=[\u4e00-\u9fff0-9])(?:[a-z](?:类|份额|类份额)?|r[1-5]|产品)$")


@lru_cache(maxsize=4_096)
def called(product_name: str) -> str:
    """A product's name for finding what head office withholds: in simplified characters, without points, a level, or
    the letter of a class of its shares."""
    bare, last = "".join(filter(str.isalnum, plain(product_name))).translate(_SIMPLIFIED), ""
    while bare != last:
        bare, last = _SHARES.sub("", bare), bare
    return bare


_BRACKETED = re.compile(r"^(.*?)\s*[（(\[【]([^（()）\[\]【】]+)[)）\]】]\s*$")
_OFFERS = re.compile(
    r"(?:[银分支]行|公司|集团|证券|基金|信托|理财|人寿|保险|资管|资产|管理人?|[代经包]销|发[行售]|托管|渠道|联名|定制)$"
    r"|\b(?:bank|securities|trust|funds?|insurance|managers?|management|distribut(?:or|ed by.*)|company|ltd|co)\.?$",
    re.IGNORECASE,
)


def apart(name: str) -> tuple[str, str]:
    """A name, and who sells or manages it where brackets behind it say so: "A（B银行）"; "" where they say something
    else, or there are none."""
    found = _BRACKETED.match(name)
    return (found[1], found[2]) if found is not None and found[1] and _OFFERS.search(found[2]) else (name, "")


_FILLERS = re.compile("净值型|开放式|封闭式|定期开放")
_LEAST = 4
"""Shorter a name stands in too many others."""


def inside(one: str, other: str) -> bool:
    """Whether of two products' names one stands in the other, whatever is said in it of how it is priced or opened. A
    number is no part of a longer one."""
    short, long = sorted((_FILLERS.sub("", called(name)) for name in (one, other)), key=len)
    if len(short) < _LEAST or short.isdecimal():
        return False
    first, last = (r"(?<!\d)" if short[0].isdecimal() else ""), (r"(?!\d)" if short[-1].isdecimal() else "")
    return re.search(first + re.escape(short) + last, long) is not None


def known_as(product: Product) -> str:
    """A product's name and its institution's, in whatever letters: what is the same of two is likely one product."""
    name = called(product.name.zh)
    return f"{name} {folded(product.issuer.zh)}" if name else ""


class Institution(Value):
    """One institution by the Chinese name that products give as their issuer. `since`: from when it is in this state;
    `reason` as it was given then, with the number of head office's notice."""

    name: str
    state: State
    since: date
    reason: str


class InstitutionStated(Fact, kind="institution.stated/1"):
    """An institution came on the list, or its state there changed. `was` "": it was not on the list."""

    institution: Institution
    was: State | Literal[""] = ""


def cooperates(product: Product) -> bool:
    """Whether the list is asked about a product: it is somebody else's. 国债 is nobody's whom a bank admits."""
    return not product.self_issued and product.needs_match


def state_of(product: Product, listed: Listed) -> State | None:
    """How the institution behind a product stands on the list; None where it does not."""
    return listed.get(plain(product.issuer.zh))


def standing(product: Product, listed: Listed) -> Refusal | None:
    """SALE-16 where the institution behind a product is not admitted now."""
    if not cooperates(product):
        return None
    name, state = product.issuer, state_of(product, listed)
    if state == "suspended":
        return refuse("SALE-16.suspended", institution=name)
    if state == "ended":
        return refuse("SALE-16.ended", institution=name)
    return None if state == "admitted" else refuse("SALE-16", institution=name)
