"""What a written decision may not say beside the right that its notice tells of: 核查 in writing, within the clock's
days, by the body that the branch names (COMP-10)."""

import re
from typing import Final

from rmdesk.domain.complaint import Decision

_REVIEW: Final = re.compile(r"核查|复议|复核|复查|\breview|\breconsider|\bappeal", re.IGNORECASE)
_APPEAL: Final = "核查|复议|复核|复查|申诉|上诉|异议|投诉(?!人|事|处理|中心)"
_AT_US: Final = re.compile(rf"向(?:我|本)(?:行|网点|支行|分行)[^，。；]{{0,12}}(?:{_APPEAL})")
_CLAIM: Final = re.compile(
    rf"""终局|最终(?:的)?(?:处理)?(?:决定|意见|结论)|逾期视为(?:接受|同意|放弃)
    |(?:不得|不可|不能|无权|无须|不必)(?:再|再次|再行|继续|就此)?(?:向[^，。；]{{0,20}})?(?:申请|提出|提起)?(?:{_APPEAL}|调解|仲裁|起诉|诉讼)
    |[0-9一二三四五六七八九十]+\s*个?(?:工作)?[日天][^。；]{{0,30}}?(?:申请|提出|提起|再次)(?:书面)?(?:{_APPEAL})
    |\bfinal\s+(?:and\s+binding|decision|word)|\b(?:decision|this)\s+is\s+final\b
    |\bno\s+(?:further\s+)?(?:right\s+(?:of|to)|appeal|review|recourse)
    |\b(?:may|can)\s*not\s+(?:be\s+)?(?:appeal|review|complain|object|challeng)
    |\bwithin\s+\w+\s+(?:working\s+|business\s+)?days?\b[^.;]{{0,60}}?\b(?:appeal|object|complain)
    |\b(?:appeal|object|complain)\w*\b[^.;]{{0,40}}?\bwithin\s+\w+\s+(?:working\s+|business\s+)?days?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WAY: Final = re.compile(r"调解|仲裁|诉讼|起诉|法院|\bmediat|\barbitrat|\bcourt|\bsue\b", re.IGNORECASE)


def speaks_of_review(remedies: str) -> bool:
    """Whether remedies in the handler's own words speak of a review, which the notice itself tells of."""
    return _REVIEW.search(remedies) is not None


def names_a_way(remedies: str) -> bool:
    """Whether remedies name mediation, arbitration or a court (COMP-09)."""
    return _WAY.search(remedies) is not None


def contradicting(decision: Decision, own: str) -> tuple[str, str] | None:
    """The part of a decision, and the words in it, that deny or shorten the right to a review, or name another way or
    term for it; `own`: its remedies without the pack's. None where none do. What is told of the facts may say what was
    said."""
    for part, text in (("decision", decision.decision), ("basis", decision.basis), ("remedies", own)):
        found = _CLAIM.search(text) or (_AT_US.search(text) if part == "remedies" else None)
        if found is not None:
            return part, found[0]
    return None
