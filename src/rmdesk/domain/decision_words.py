"""What a written decision may not say beside the right that its notice tells of: 核查 in writing, within the clock's
days, by the body that the branch names (COMP-10). What is odd, but takes no right away, passes: a decision that cannot
be made is late."""

import re
from typing import Final

from rmdesk.domain.base import Text, Value
from rmdesk.domain.complaint import Decision

_REVIEW: Final = re.compile(r"核查|复议|复核|复查|\breview|\breconsider|\bappeal", re.IGNORECASE)
_WAY: Final = re.compile(r"调解|仲裁|诉讼|起诉|法院|\bmediat|\barbitrat|\bcourt|\bsue\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[。；！？;!?\n])|(?<=\.)(?=\s)")
_CONTRACT: Final = re.compile(
    r"合同|条款|说明书|约定|协议第|(?:根据|依据|按照?|依照?)[^，。；]{0,12}协议|\bcontract|\bagreement", re.IGNORECASE
)
_SAID: Final = re.compile(r"称|告知|表示|说|认为|“|\"|\b(?:says?|said|told|claim(?:s|ed)?|stated)\b", re.IGNORECASE)
_PAST: Final = re.compile(
    r"\b(?:filed|lodged|raised|objected|complained|was|were|had|received|answered|upheld)\b", re.IGNORECASE
)
_ASKED: Final = re.compile(r"\b(?:may|must|can|should|please|shall|if|need)\b", re.IGNORECASE)

_NUMBER: Final = r"(?:[0-9０-９]+|[一二两三四五六七八九十半]+)"
_UNIT: Final = "(?:[日天周月年]|星期|礼拜|小时)"
_WITHIN: Final = rf"{_NUMBER}\s*个?(?:工作|自然)?{_UNIT}(?:之|以)?内(?!的)"
_COUNTED: Final = re.compile(rf"({_NUMBER})\s*个?(工作)?({_UNIT})(?:之|以)?内|\b(?:within|in)\s+(\w+)\s+(\w+)")
_BEFORE: Final = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]+)\s*[日号](?:之|以)?前(?!的)"
_APPEAL: Final = "核查|复议|复核|复查|申诉|上诉|异议|投诉(?!人|事|处理|中心)"
_WAYS: Final = "调解|仲裁|起诉|诉讼"
_US: Final = "(?:(?:我|本)(?:行|网点|支行|分行))"
_UNHAPPY: Final = "异议|不服|不满意|不同意|不认可|不接受"
_DAYS: Final = r"\w+\s+(?:working\s+|business\s+)?(?:hour|day|week|month)s?\b"
_TIME: Final = re.compile(rf"{_WITHIN}|{_BEFORE}")
_WE_DO: Final = re.compile(
    rf"(?:^|[，；：])[^，；：向到来至请可须要]*(?:{_US}|网点|支行|分行|银行|柜员)[^，；：您客投请须需异申]*$"
)
_DONE_WITHIN: Final = re.compile(
    rf"""^[^，。；]{{0,4}}?(?:(?:到|来|前往|至)(?:{_US}|柜台|柜面|网点)?[^，。；]{{0,4}}?)?
    (?:退(?:还|款|费)|返还|领取|支付|赔付|补偿|转入|到账|入账|办理(?:退|赎|转|解|销|手续)|完成|调取|更正)""",
    re.VERBOSE,
)
_ASKED_WITHIN: Final = re.compile(rf"^[^，。；]{{0,12}}?(?:受理|接受|(?:提出|提起|申请)(?:书面)?(?:{_APPEAL}))")

_AT_US: Final = re.compile(
    rf"向{_US}[^，。；]{{0,12}}(?:{_APPEAL})|(?:须|应|需)先?(?:经|征得|取得){_US}[^，。；]{{0,4}}同意"
)
_FINAL: Final = re.compile(
    rf"""终局|(?:为|是|系|属于?|作为){_US}?的?最终的?(?:处理)?(?:决定|意见|结论|结果|答复)
    |本(?:处理)?(?:决定|结果|意见|结论)[^。；]{{0,16}}不(?:可|得|能|予|再)予?(?:变更|更改|改变|撤销|推翻)
    |(?:不得|不可|不能|无权|无须|不必)(?:再|再次|再行|继续|就此)?(?:向[^，。；]{{0,20}})?(?:申请|提出|提起)?(?:{_APPEAL}|{_WAYS})
    |\bfinal\s+and\s+binding|\b(?:is|as|be|remains)\s+(?:(?:the|our|a)\s+)?final\b
    |\bno\s+(?:further\s+)?(?:right\s+(?:of|to)|appeal|review|recourse)
    |\b(?:may|can)\s*not\s+(?:be\s+)?(?:appeal|review|complain|object|challeng)""",
    re.IGNORECASE | re.VERBOSE,
)
_GIVEN_UP: Final = re.compile(
    rf"""(?:逾期|过期|收到后|签收后|领取后)(?:即|则|将|均|一律)?视为(?!(?:委托|授权)[^，。；]{{0,6}}(?:转|存|划|汇))|过期不候
    |(?:领取|收到|签收|签字|签署)(?:本|该|上述)?(?:告知书|通知书?|决定书?|函|文书|退款|补偿款?|款项)?(?:后|时|的)?，?
     (?:即|则|就|便)?(?:表示|视为|代表|意味着)(?:您|客户|投诉人|同意|已)*
     (?:不再|放弃|无异议|撤|(?:接受|认可|同意)?(?:$|[，。；]|[^，。；]{{0,4}}(?:决定|结果|方案|处理|意见|结论)))
    |(?:继续|再次|再行|坚持|重复)(?:向[^，。；]{{0,12}})?(?:{_APPEAL}|起诉|信访|举报)[^。；]{{0,12}}(?:将|即|则|一律|概|会|就)
     [^，。；]{{0,4}}(?:取消|不予|不再|停止|收回|追回|撤销|终止|拒绝)
    |{_NUMBER}\s*个?(?:工作|自然)?{_UNIT}(?:之|以)?后[^，。；]{{0,6}}(?:不再|不予|概不|恕不)(?:受理|接受|处理|答复)
     (?![^，。；]{{0,6}}(?:赎回|申购|认购|交易|转让|业务))
    |再无(?:任何)?(?:争议|异议|纠纷)|不得[^。；]{{0,8}}提出任何(?:要求|异议|主张)
    |(?:{_US}|今后|以后)[^，。；]{{0,6}}不(?:再|予|再予)?(?:受理|接受)[^，。；]{{0,15}}(?:{_APPEAL}|{_WAYS})
    |(?:前提|条件)[^。；]{{0,8}}撤(?:回|销)?(?:投诉|诉)
    |(?:承诺|保证|不得|不再)(?:不|不再|不得)?(?:再)?(?:向[^，。；]{{0,8}})?(?:监管|12378|信访)[^，。；]{{0,8}}(?:反映|投诉|举报)
    |(?<![为成于示])(?:您|客户|投诉人|双方)[^，。；不]{{0,8}}放弃[^，。；]{{0,12}}(?:{_WAYS}|{_APPEAL}|追究)
    |\b(?:you|client|customer)\s(?:\w+\s){{0,3}}waive|\bonce\s+and\s+for\s+all\b
    |\bwill\s+not\s+(?:look\s+at|consider|review|reopen)\b[^.;]{{0,20}}\b(?:again|further|complaint)""",
    re.IGNORECASE | re.VERBOSE,
)
_TERM: Final = re.compile(
    rf"""(?:请|可|应|须|需|如|若|{_UNHAPPY})[^。；]{{0,30}}?{_WITHIN}[^。；]{{0,30}}?(?:(?:申请|提出|提起)(?:书面)?(?:{_APPEAL})|再次投诉)
    |(?:{_UNHAPPY})[^。；]{{0,20}}?(?:{_WITHIN}|(?:请|可|应|须|需|务必)[^，。；]{{0,10}}?{_BEFORE})
     (?![^。；]{{0,20}}(?:法院|仲裁|监管|调解(?:中心|委员会|组织|机构))|[^，。；]{{0,12}}(?:起诉|诉讼))
    |{_WITHIN}[^，。；]{{0,6}}向{_US}(?:申请|提出)?调解
    |\bwithin\s+{_DAYS}[^.;]{{0,60}}?\b(?:appeal|object|complain)
    |\b(?:appeal|object|complain)\w*\b[^.;]{{0,40}}?\b(?:within|in)\s+{_DAYS}""",
    re.IGNORECASE | re.VERBOSE,
)


class Right(Value):
    """The right to a review as its notice tells of it: of whom, and within how many days."""

    body: Text
    days: int | None


def speaks_of_review(remedies: str) -> bool:
    """Whether remedies in the handler's own words speak of a review, which the notice itself tells of."""
    return _REVIEW.search(remedies) is not None


def names_a_way(remedies: str) -> bool:
    """Whether remedies name mediation, arbitration or a court (COMP-09)."""
    return _WAY.search(remedies) is not None


def contradicting(decision: Decision, own: str, right: Right) -> tuple[str, str] | None:
    """The part of a decision, and the words in it, that deny or shorten the right to a review, make the complainant
    give it up, or name another way or term for it; `own`: its remedies without the pack's. None where none do. What
    is told of the facts may say what was said."""
    for part, text in (("decision", decision.decision), ("basis", decision.basis), ("remedies", own)):
        for sentence in _SENTENCE.split(text):
            found = _against(sentence, right) or (_AT_US.search(sentence) if part == "remedies" else None)
            if found is not None:
                return part, found[0]
    for sentence in _SENTENCE.split(decision.facts):
        denied = None if _SAID.search(sentence) or _CONTRACT.search(sentence) else _FINAL.search(sentence)
        if denied is not None:
            return "facts", denied[0]
    return None


def _against(sentence: str, right: Right) -> re.Match[str] | None:
    """What a contract says of disputes is no word on this decision; nor is what somebody did within some days."""
    if _CONTRACT.search(sentence) and not _REVIEW.search(sentence):
        return None
    found = _FINAL.search(sentence) or _GIVEN_UP.search(sentence)
    sentence = _TIME.sub(_unless_ours, sentence)
    if found is not None or _right(sentence, right) or (_PAST.search(sentence) and not _ASKED.search(sentence)):
        return found
    return _TERM.search(sentence)


def _unless_ours(term: re.Match[str]) -> str:
    """A term for the complainant; what the bank does, or is fetched, within some days is left out."""
    before, after = term.string[: term.start()], term.string[term.end() :]
    done = _WE_DO.search(before) or _DONE_WITHIN.search(after)
    return "…" if done and not _ASKED_WITHIN.search(after) else term[0]


def _right(sentence: str, right: Right) -> bool:
    """Whether a sentence says the right as it is: all its terms are the days of the notice, and it names the body."""
    days = {str(right.days), *(("三十", "thirty") if right.days == 30 else ())}
    told = [(one[1] or one[4], (one[2] or "") + (one[3] or one[5])) for one in _COUNTED.finditer(sentence)]
    bodies = (right.body.zh, right.body.zh.replace("我行", "本行"), right.body.en)
    return any(body in sentence for body in bodies) and all(
        number in days and unit in ("日", "天", "days") for number, unit in told
    )
