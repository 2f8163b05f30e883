"""Sentences that say what somebody must be told or declares: a pack words them anew, and never turns them round.

Each must hold one of the words of every group, in each language that the pack stands in, and none of those that would
make it say the contrary. What else changes of a wording is shown to the two people who adopt the pack.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rmdesk.domain.base import Lang, Text
from rmdesk.formpack.complaint_letters import ComplaintLetters
from rmdesk.formpack.disclosure import Disclosure
from rmdesk.formpack.families import Families, FamilyRow
from rmdesk.formpack.family_words import FAMILIES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.meta import PackMeta
from rmdesk.formpack.notices import Notices
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.schema import disclosure_file
from rmdesk.formpack.sentences import Sentences

Groups = tuple[tuple[str, ...], ...]
SENTENCES, LETTERS, NOTICES = "sentences.toml", "complaint_letters.toml", "notices.toml"


class Duty(NamedTuple):
    """What a sentence says by `rule`: of each group one of the words must stand in it, and none of `never`."""

    rule: str
    zh: Groups
    en: Groups
    never: tuple[str, ...] = ()


_CONSENT = Duty("DATA-02", (("同意",),), (("agree", "consent"),), ("不同意", "not agree", "not consent"))
_NOT = ("not ", "no ", "neither", "nor ", "cannot", "never", "nobody", "without")
_NO_GUARANTEE = Duty("SALE-04", (("不保证", "不承诺"), ("不代表", "不预示", "不保证")), (_NOT,))
_MORE = Duty(
    "SALE-04", (("不是损失的上限", "损失更多", "更多损失"),), (("more may be lost", "may lose more", "not a limit"),)
)
_CARE = Duty("SUIT-10", (("风险",), ("可能损失", "可能亏损")), (("risk",), ("may be lost", "may lose")), ("不会损失",))
_ISSUER = Duty("SALE-10", (("代销",), ("不承担", "不负")), (_NOT,))
SAID: Mapping[str, Duty] = {
    "headline": Duty("SALE-02", (("不是存款", "非存款"), ("谨慎", "慎重")), (("not deposit", "no deposit"), ("care",))),
    "copy_instruction": Duty("SALE-03", (("本人",), ("不得", "不能", "不可")), (("own hand",), ("nobody", "not "))),
    "no_judgement": Duty("SUIT-23", (("不表明", "不代表", "不构成", "不是", "不意味着"),), (_NOT,)),
    "no_guarantee": _NO_GUARANTEE,
    "no_guarantee_return": _NO_GUARANTEE,
    "issuer_differs": _ISSUER,
    "answered_self": Duty("SUIT-05", (("独立", "亲自"), ("没有他人", "无他人", "未由他人", "不存在他人")), (_NOT,)),
    "answers_final": Duty("QUES-04", (("不能修改", "不得修改", "不可修改"),), (_NOT,)),
    "information_true": Duty("SUIT-16", (("真实",),), (("true", "truthful"),), ("不真实", "untrue", "not true")),
    "guardian_consent": _CONSENT._replace(rule="SUIT-11"),
    "own_choice": Duty("SUIT-25", (("不匹配", "超出", "高于"), ("自主", "自愿")), (("own choice", "own decision"),)),
    "insurance_statement": Duty("SUIT-26", (("自愿",),), (("own will", "own free will", "voluntar"),), ("不自愿",)),
    "care": _CARE,
    "care_return": _CARE,
    "care_beyond": _CARE,
    "care_premiums": _CARE,
    "thinking": Duty("SUIT-10", (("不少于", "至少"), ("可以", "有权")), (("at least",),)),
    "cancel": Duty("SALE-08", (("不少于", "至少"), ("可以", "有权")), (("at least",), ("may",))),
    "verdict_withheld": Duty("SUIT-02", (("不适合", "不匹配"), ("不得", "不能")), (_NOT,)),
    "verdict_own_choice": Duty("SUIT-25", (("不匹配", "超出", "高于"), ("终止", "不要", "不应")), (_NOT,)),
    "worst_all": _MORE,
    "worst_all_premiums": _MORE,
    "worst_may_exceed": _MORE,
    "proposal": Duty("DESK-04", (("不构成", "不是", "不作"),), (_NOT,)),
    "qualified": Duty("SALE-06", (("自有资金",),), (("own funds", "own money"),), ("非自有资金",)),
    "withdraw": Duty(
        "DATA-02", (("撤回",), ("可以", "有权", "可随时")), (("withdraw",), ("may",)), ("不可撤回", "may not")
    ),
}
"""By the key of the sentence."""
_READ: Groups = (("已经阅读", "已阅读", "已认真阅读", "已仔细阅读"), ("愿意承担", "自愿承担", "了解"))
COPIED = Duty(
    "SALE-03", _READ, (("have read",), ("willing", "understand", "accept", "aware", "know")),
    ("不愿", "未阅读", "没有阅读", "不承担", "不了解", "行承担", "not willing", "have not", "do not", "bank bears"),
)  # fmt: skip
HEADLINE = Duty(
    "SALE-02",
    (("不是存款", "非存款", "不同于一般存款", "不同于存款"), ("谨慎", "慎重", "损失"), ("风险", "损失", "亏损", "跌")),
    (_NOT, ("risk", "loss", "lose", "lost", "fall")),
)
RISKS = Duty(
    "SUIT-22",
    (("不保证", "不承诺", "损失", "亏损", "受损", "少于", "低于已交", "无法收回", "不能收回", "难以收回"),),
    (_NOT, ("loss", "lose", "lost", "guarantee", "less than")),
    ("放心", "rest assured"),
)
_DENIALS = (
    "不",
    "非",
    "未",
    "无",
    "没",
    "没有",
    "不必",
    "无需",
    "无须",
    "不用",
    "不再",
    "not ",
    "never ",
    "not be ",
    "un",
)
REMEDY = Duty(
    "COMP-09", (("可以", "有权", "可"),), (("may", "can", "entitled"),), ("不得", "不可以", "无权", "may not")
)


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Every sentence that does not say what it is there for, or says the contrary."""
    meta = parsed.get("pack.toml", PackMeta)
    langs = ("zh", "en") if meta is None else meta.langs
    for file, key, text, duty in _texts(parsed):
        if text is None:
            continue
        for lang in langs:
            yield from _said(file, f"{key}.{lang}", text, duty, lang)


def _texts(parsed: Parsed) -> Iterator[tuple[str, str, Text | None, Duty]]:
    sentences = parsed.get(SENTENCES, Sentences)
    if sentences is not None:
        for key, duty in SAID.items():
            yield SENTENCES, key, getattr(sentences, key), duty
    notices = parsed.get(NOTICES, Notices)
    if notices is not None:
        for consent in notices.privacy.consents:
            place, own = f"privacy.consents[{consent.key}]", consent.organisation
            yield NOTICES, f"{place}.text", consent.text, _CONSENT
            yield NOTICES, f"{place}.guardian", consent.guardian, _CONSENT
            yield NOTICES, f"{place}.organisation.text", None if own is None else own.text, _CONSENT
    families = parsed.get(FAMILIES, Families)
    for family in families.family if families is not None else ():
        key = f"family[{family.key}].words"
        yield FAMILIES, f"{key}.headline", family.words.headline, HEADLINE
        yield FAMILIES, f"{key}.copied", family.words.copied, COPIED
        if family.losing is not None:
            at = f"family[{family.key}].losing"
            yield FAMILIES, f"{at}.headline", family.losing.headline, HEADLINE
            yield FAMILIES, f"{at}.copied", family.losing.copied, COPIED
        yield FAMILIES, f"{key}.issuer_differs", family.words.issuer_differs, _ISSUER
        yield from _risks(parsed, family)
    letters = parsed.get(LETTERS, ComplaintLetters)
    if letters is not None:
        yield LETTERS, "remedies", letters.remedies, REMEDY
        yield LETTERS, "review_remedies", letters.review_remedies, REMEDY


def _risks(parsed: Parsed, family: FamilyRow) -> Iterator[tuple[str, str, Text | None, Duty]]:
    """What is told of risks, above all of the loss of principal; a deposit loses none (SUIT-22)."""
    file = disclosure_file(family.key)
    found = parsed.get(file, Disclosure) if family.principal != "kept" else None
    for item in found.items if found is not None else ():
        if item.id == "risks":
            yield file, "items[risks].text", item.text, RISKS
            for at, other in enumerate(item.instead):
                yield file, f"items[risks].instead[{at}].text", other.text, RISKS


def _said(file: str, key: str, text: Text, duty: Duty, lang: Lang) -> Iterator[Fault]:
    plain = text.of(lang).casefold()
    plain = plain.replace(" ", "") if lang == "zh" else f"{plain} "
    for group in duty.zh if lang == "zh" else duty.en:
        if not any(_stands(word, plain) for word in group):
            yield fault(file, key, "turned", wanted=" / ".join(word.strip() for word in group), rule=duty.rule)
    for word in duty.never:
        if word in plain:
            yield fault(file, key, "contrary", word=word, rule=duty.rule)


def _stands(word: str, plain: str) -> bool:
    """Whether a word stands in a text somewhere without its denial: 不可能损失 does not say 可能损失."""
    ends = (plain[: found.start()] for found in re.finditer(re.escape(word), plain))
    return any(not before.endswith(_DENIALS) for before in ends)
