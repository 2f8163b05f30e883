"""What a decision may say, and what it may not (COMP-09, COMP-10)."""

import pytest

from complaints.kit import DECISION, taken
from rmdesk.desk.complaints import deciding
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from support.desks import codes, done


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("decision", "同意退款。本决定为最终决定，不得再申请核查。"),
        ("decision", "如不服，请在3日内向我行提出异议。"),
        ("decision", "We refund the fee. This decision is final."),
        ("basis", "本决定为终局，客户无权申请核查。"),
        ("basis", "You may not appeal."),
        ("remedies", "可在三个工作日内向我行投诉中心提出异议，逾期视为接受；也可申请调解。"),
        ("remedies", "应先向我行申诉，由我行重新处理，再申请仲裁。"),
        ("remedies", "不可向任何机构申诉，可以调解。"),
        ("remedies", "请在 3 日内再次投诉；也可以起诉。"),
        ("remedies", "Objections reach us within 3 days; then mediation is open."),
        ("decision", "双方就此再无任何争议。"),
        ("decision", "本行不再受理您就同一事项的任何投诉。"),
        ("decision", "如有异议，请三日内联系我行。"),
        ("decision", "客户收到后视为认可。"),
        ("decision", "退还赎回费，前提是您撤回投诉。"),
        ("decision", "您承诺不向监管部门反映。"),
        ("decision", "您对本决定不满意的，可在 7 天内来行重新协商。"),
        ("decision", "自收到之日起30日内可向示例银行虚构分行提出异议，3日内可向我行提出异议。"),
        ("decision", "如不服，可在30日内向我行申请复核。"),
        ("decision", "The fee is repaid. We will not look at this again."),
        ("basis", "本处理结果为最终结果。"),
        ("basis", "本决定自送达之日起生效，不可变更。"),
        ("remedies", "可在 10 日内向本行申请调解，逾期不予受理。"),
        ("remedies", "可向人民法院起诉，但应先经我行同意。"),
        ("remedies", "如不服，可在收到后一周内要求我行重新处理，也可起诉。"),
        ("remedies", "本行不接受调解、仲裁或诉讼。"),
        ("remedies", "您已放弃诉讼、仲裁、调解的权利。"),
        ("remedies", "You waived your right to go to court."),
        ("facts", "经核查属实。本决定为最终决定，客户不得申请核查。"),
        ("decision", "退还赎回费。若您继续投诉，本行将取消退款。"),
        ("decision", "退还赎回费。领取退款即表示您不再投诉。"),
        ("decision", "您签收本告知书即视为接受本处理决定。"),
        ("decision", "退还赎回费。签收即视为接受。"),
        ("decision", "如对决定有异议，请于12月1日前提出。"),
        ("decision", "如有异议，请在48小时内提出。"),
        ("decision", "如有异议，请于一个月内书面提出。"),
        ("decision", "不服本决定的，三日后不再受理。"),
        ("decision", "再次投诉将不予处理。"),
        ("decision", "Objections must be made within one month."),
        ("decision", "如有异议，我行仅在3日内受理。"),
        ("decision", "我行5日内退款；如有异议，请向我行网点在3日内提出。"),
        ("decision", "我行将在5日内退款，如有异议，请3日内回复。"),
        ("decision", "如不服，客户可要求我行在3日内重新处理。"),
    ],
)
def test_no_part_of_a_decision_denies_or_shortens_the_review(branch: Desk, part: str, words: str) -> None:
    """COMP-10: a complainant who reads of three days, or that all is final, does not ask within his thirty."""
    named = {"review": "superior", "superior": "示例银行虚构分行", "superior_en": "Sample Bank Made-up Branch"}
    branch.branch = branch.branch.model_copy(update=named)
    view = done(deciding.draft(branch, (view := taken(branch)).case.id, view.case.version, DECISION))
    told = DECISION.model_copy(update={part: words})
    view = done(deciding.draft(branch, view.case.id, view.case.version, told))
    assert codes(deciding.decide(branch, view.case.id, view.case.version)) == ["COMP-10.denied"]


@pytest.mark.parametrize(
    "said",
    [
        {"facts": "客户称柜员告知其不能投诉；经核查录像，柜员说过“这是最终决定”。"},
        {"decision": "我行将在 3 日内退还手续费，并向投诉人致歉。"},
        {"basis": "本决定不影响您申请调解、仲裁或者起诉的权利；因产品不能赎回，客户投诉属实。"},
        {"remedies": "如有异议，可向示例市金融消费纠纷调解中心申请调解，也可向金融监管部门反映。"},
        {
            "decision": "We will refund the fee within 5 working days and review our procedures.",
            "remedies": "Mediation.",
        },
        {"decision": "您于11月3日向我行提出投诉，经研究，本行最终决定退还赎回费120元。"},
        {"basis": "您于2026年11月3日提出投诉；投诉后2日，我行再次复核了收费依据。"},
        {"basis": "客户在签约后3天内提出异议，我行当日已答复。"},
        {"basis": "合同约定争议提交仲裁，不得向法院起诉。", "decision": "11月30日已再次核查并退费。"},
        {
            "basis": "The client filed the complaint within 3 days.",
            "decision": "Our final decision is to repay the fee.",
        },
        {"decision": "您对本决定有异议的，可以自收到本告知书之日起30日内向示例银行虚构分行申请核查。"},
        {"decision": "You may appeal to Sample Bank Made-up Branch in writing within 30 days."},
        {"remedies": "如不服，可在15日内向金融纠纷调解中心申请调解，也可依法起诉。"},
        {"basis": "本决定不视为您放弃诉讼的权利，我行也不放弃对第三方的追究。"},
        {"decision": "您对收费不满意，本行决定在5个工作日内退还赎回费。"},
        {"decision": "您对赎回费有异议，我行将于5日内退还120元。"},
        {"decision": "您对赎回费有异议，将于5日内退还120元。"},
        {"decision": "如您不同意转换产品，我行将在3个工作日内退款。"},
        {"basis": "您不认可收费依据，我行于3日内调取了录像。"},
        {"basis": "客户不接受换购方案，网点于次日起三日内完成退款申请。"},
        {"decision": "退款请于30日内到柜台领取，逾期视为委托我行转入原账户。"},
        {"basis": "根据协议，客户应在收到对账单后30日内提出异议。"},
        {"basis": "客户不认可近三个月内的收费；经再次投诉，网点停止了扣费。"},
        {"remedies": "如不服，您可在三年内依法提起诉讼，也可申请调解。"},
    ],
)
def test_a_decision_may_say_all_else(branch: Desk, said: dict[str, str]) -> None:
    """COMP-09: a fair decision that cannot be made is late by law; nobody takes the day of the complaint out of it."""
    named = {"review": "superior", "superior": "示例银行虚构分行", "superior_en": "Sample Bank Made-up Branch"}
    branch.branch = branch.branch.model_copy(update=named)
    view = done(deciding.draft(branch, (view := taken(branch)).case.id, view.case.version, DECISION))
    view = done(deciding.draft(branch, view.case.id, view.case.version, DECISION.model_copy(update=said)))
    assert done(deciding.decide(branch, view.case.id, view.case.version)).case.decided_at is not None


@pytest.mark.parametrize("words", ["无。", "见背面。", "详见官网。", "None."])
def test_remedies_that_name_no_way_are_none(branch: Desk, words: str) -> None:
    """COMP-09: the notice names mediation, arbitration and the courts."""
    view = done(deciding.draft(branch, (view := taken(branch)).case.id, view.case.version, DECISION))
    sent = DECISION.model_copy(update={"remedies": words})
    view = done(deciding.draft(branch, view.case.id, view.case.version, sent))
    assert codes(deciding.decide(branch, view.case.id, view.case.version)) == ["COMP-09.way"]


def test_remedies_that_nobody_touched_name_who_mediates_now(branch: Desk) -> None:
    """COMP-09: the branch said it only after the decision was begun, and the complainant read of "a mediation body"."""
    unset = {"review": "", "mediation": "", "mediation_en": ""}
    branch.branch = branch.branch.model_copy(update=unset)
    view = taken(branch)
    begun = deciding.proposed(branch, view.case, "zh").model_copy(update={"facts": "已核实。"})
    view = done(deciding.draft(branch, view.case.id, view.case.version, begun))
    assert [one.code for one in deciding.unset_review(branch, view.case)] == ["COMP-10.unset"]
    branch.branch = branch.branch.model_copy(update={"review": "own", "mediation": "示例调解中心"})
    again = deciding.proposed(branch, view.case, "zh")
    assert deciding.unset_review(branch, view.case) == ()
    assert "示例调解中心" in again.remedies
    assert again.facts == "已核实。"
    own = begun.model_copy(update={"remedies": begun.remedies + "详询柜台。"})
    view = done(deciding.draft(branch, view.case.id, view.case.version, own))
    assert deciding.proposed(branch, view.case, "zh") == own, "what the handler wrote stays"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bank_whose_own_form_speaks_of_a_review_still_decides(branch: Desk, lang: Lang) -> None:
    """Its forms were checked and name the branch's body: only what a handler adds to them is refused."""
    files = dict(branch.pack.files)
    now = files["complaint_letters.toml"]
    own = now.replace('zh = "您也可以', 'zh = "您可以书面向{superior}申请核查；也可以')
    own = own.replace('en = "You may also', 'en = "You may ask {superior} for a review. You may also')
    branch.pack = Pack.of({**files, "complaint_letters.toml": own})
    view = taken(branch)
    proposed = deciding.proposed(branch, view.case, lang).remedies
    assert ("核查" if lang == "zh" else "review") in proposed
    for words, refused in ((proposed + "我行也受理复议。", ["COMP-10.body"]), (proposed, [])):
        sent = DECISION.model_copy(update={"remedies": words})
        view = done(deciding.draft(branch, view.case.id, view.case.version, sent))
        answer = deciding.decide(branch, view.case.id, view.case.version)
        assert (codes(answer) if isinstance(answer, Refused) else []) == refused
