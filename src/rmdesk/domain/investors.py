"""Qualified investors, by the figures of the file (SALE-06). The evidence is another matter."""

import re
import unicodedata
from decimal import Decimal
from typing import Final, Literal

from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.thresholds import Thresholds

Criterion = Literal["net_assets", "net_financial_assets", "financial_assets", "income_3y"]
"""What makes a qualified investor, by the field of the file that says it (SALE-06)."""

_LEAST, _MOST = 5, 60
"""Letters and digits of a licence's number, characters of all that is typed."""
_WORD: Final = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
_NONE: Final = frozenset(
    {
        *("无", "暂无", "没有", "无证", "无号", "未知", "不知", "不详", "不明", "不清楚", "待补", "待补充", "后补"),
        *("暂缺", "缺", "未提供", "未办理", "办理中", "申请中", "同上", "见附件"),
        *("none", "nil", "na", "null", "unknown", "pending", "tbd", "tba", "missing", "ditto"),
    }
)
"""Words that stand where a number is wanting. A place (无锡银监许字…) is none of them: the whole word counts."""


def numbers_licence(given: str) -> bool:
    """Whether this can be a licence's number: of some length, with figures that differ, and no word for there being
    none (SUIT-17)."""
    plain = unicodedata.normalize("NFKC", given).casefold()
    bare = [one for one in plain if one.isalnum()]
    words = {*_WORD.findall(plain), *_WORD.findall(plain.replace("/", "").replace(".", ""))}
    numbered = any(one.isdecimal() for one in bare) and len(set(bare)) > 1
    return numbered and len(bare) >= _LEAST and len(given) <= _MOST and words.isdisjoint(_NONE)


def qualified(client: Client, thresholds: Thresholds) -> Refusal | None:
    """Whether the file's figures make a qualified investor (SALE-06). The evidence is another matter."""
    if client.kind == "organisation":
        net = client.amount("net_assets") or Decimal(0)
        least = thresholds.qualified_org_net_assets
        return None if net >= least else refuse("SALE-06.organisation", net_assets=net, least=least)
    years = int(client.profile.get("experience_years") or 0)
    if years < thresholds.qualified_years:
        return refuse("SALE-06.experience", years=years, least=thresholds.qualified_years)
    net, gross, income = (
        client.amount(key) or Decimal(0) for key in ("net_financial_assets", "financial_assets", "income_3y")
    )
    enough = (
        net >= thresholds.qualified_net_financial_assets
        or gross >= thresholds.qualified_financial_assets
        or income >= thresholds.qualified_income
    )
    return None if enough else refuse("SALE-06.means", assets=gross, income=income)


def criteria(client: Client, thresholds: Thresholds) -> tuple[Criterion, ...]:
    """Which of the criteria of a qualified investor the file's figures meet (SALE-06); none where they make none."""
    if qualified(client, thresholds) is not None:
        return ()
    if client.kind == "organisation":
        return ("net_assets",)
    least: dict[Criterion, Decimal] = {
        "net_financial_assets": thresholds.qualified_net_financial_assets,
        "financial_assets": thresholds.qualified_financial_assets,
        "income_3y": thresholds.qualified_income,
    }
    return tuple(key for key, most in least.items() if (client.amount(key) or Decimal(0)) >= most)
