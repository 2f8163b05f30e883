"""A complaint line by line: from receipt to close, each way in which it ends, nothing typed lost, nobody left out."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from complaints.kit import WHO, about, acting, closed, hire, taken
from plain.typist import Chooser, Typist
from rmdesk.desk import assess, clients, intake
from rmdesk.desk.complaints import board, cases, drafting, work
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.drafting import KIND as REGISTER_ACT
from rmdesk.domain.base import Text
from rmdesk.domain.complaint import Case
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.act import ActForm, agreed_to
from rmdesk.faces.complaints.act_corrects import FORMS as CORRECTED
from rmdesk.faces.complaints.acts import FORMS
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import read_moment
from rmdesk.faces.complaints.record import product_options
from rmdesk.faces.complaints.typing import CaseDraft
from rmdesk.faces.complaints.unfinished import drafts_of
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import LANGS, Lang, tr
from rmdesk.plain.complaints.case import complain
from rmdesk.plain.form import ask_field
from rmdesk.plain.talk import RefusedError
from rmdesk.tui.kit.record_form import KIND as RECORD
from support.clock import Clock
from support.desks import PASSWORD, done
from support.people import product
from support.walk import put_on
from tui.sale.cases import a_client

Answers = dict[str, str | list[str]]
PART, ACT, NUMBER = "看哪一部分", "办理哪一项", "请输入序号"
FIELDS = {
    "way": "电话", "withdrawn_way": "电话", "text": "已电话答复。",
    "proof": "录音 0002", "withdrawn_proof": "录音 0003",
    "channel": "1", "business": "1", "cause": "1",
    "note": "不属本行业务", "to": "示例保险公司", "reason": "有误", "owner": "he", "said": "已说明",
}  # fmt: skip
PARTS = {
    "facts": "核实。", "decision": "退还。", "basis": "本行承诺。", "remedies": "可申请调解。", "cause": "培训不足",
    "action": "重新培训", "due": "2026-12-20", "check_on": "2027-03-01",
}  # fmt: skip


def field(key: str) -> str:
    """What a field is called."""
    return tr("zh", f"complaints.field.{key}")


TAKE: Answers = {field("name"): "测试客户甲", field("contact"): "13800000001", field("claim"): "赎回费没有事先说明。"}
PASS = tr("zh", "common.password")


def typed(desk: Desk) -> Answers:
    """What is typed in the fields of the acts, by what they are called."""
    found: Answers = {field(key): value for key, value in FIELDS.items()}
    found |= {desk.pack.label("case_part", key, "zh"): value for key, value in PARTS.items()}
    return {**found, "确认办理": "y", "作出此决定": "y", PASS: PASSWORD}


def case_of(desk: Desk, no: str) -> Case:
    """The case as it stands."""
    return done(cases.view(desk, no)).case


def test_a_case_is_taken_in_answered_decided_told_and_closed(branch: Desk, clock: Clock) -> None:
    """Whoever cannot see a screen could take no complaint: not one act on a case could be done line by line."""
    clerk = Chooser({**typed(branch), **TAKE}, {
        "办理哪一件": ["登记新的投诉"],
        NUMBER: ["  1. 登记", "保存", branch.pack.label("case_letter", "decision_notice", "zh")],
        PART: ["答复", "资料", "决定", "函件", "告知", "整改", "办结", "<"],
        ACT: [branch.pack.label("case_act", one, "zh") for one in ("corrective_action", "close")],
    })  # fmt: skip
    view = complain(clerk.talk(branch))
    assert view is not None, clerk.all_heard
    assert clock
    assert view.case.answered_at is not None, clerk.all_heard
    assert view.case.notice is not None, clerk.all_heard
    assert view.case.corrective_action.cause == "培训不足", clerk.all_heard
    assert view.case.state in ("closed", "told"), clerk.all_heard
    assert "13800000001" not in clerk.all_heard


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A desk with other people at it."""
    hire(desk)
    return desk


def walked(desk: Desk, act: str, **over: str) -> tuple[CaseView | None, Chooser]:
    """One act on a fresh case, out of the last part."""
    fresh = taken(desk)
    label = desk.pack.label("case_act", act, "zh")
    clerk = Chooser({**typed(desk), **over}, {PART: ["办结"], ACT: [label], NUMBER: ["he（he）"]})
    return complain(clerk.talk(desk), fresh.case.no), clerk


@pytest.mark.parametrize("make", [*(FORMS[one] for one in ("transfer", "merge", "decline")), CORRECTED["receipt"]])
@pytest.mark.parametrize("lang", LANGS)
def test_whoever_agrees_reads_everything_that_was_answered(
    branch: Desk, make: Callable[[AskedCase], ActForm], lang: Lang
) -> None:
    """COMP-08, COMP-11: nobody agrees to another time of receipt, or another bank, that he does not see."""
    view, other = taken(branch), taken(branch, claim="还是多收了手续费")
    form = make(AskedCase(branch, view, lang, lambda _: None))
    values = {one.key: one.options[0].key if one.options else "2026-11-02 10:00" for one in form.fields}
    read = agreed_to(form, view, values, lang)
    assert view.case.no in read
    assert [one.label for one in form.fields if one.label not in read] == []
    assert (other.case.no in read) == (form.act == "merge")
    assert form.ends or branch.local(view.case.received_at).strftime("%Y-%m-%d %H:%M") in read, "what stands so far"


@pytest.mark.parametrize(
    ("act", "state"), [("withdraw", "withdrawn"), ("decline", "declined"), ("transfer", "transferred")]
)
def test_each_end_is_told_and_agreed_to_by_a_second_person(branch: Desk, act: str, state: str) -> None:
    """COMP-07, COMP-11: the same fields, the same proof as on the screen."""
    view, clerk = walked(branch, act)
    assert view is not None
    assert view.case.state == state, clerk.all_heard
    assert view.case.ending is not None
    assert view.case.ending.agreed_by == "he"
    assert not any(f"{PASS}：{PASSWORD}" in line for line in clerk.heard)


def test_what_was_typed_for_a_refused_act_is_offered_again(branch: Desk) -> None:
    """A second person who gives up at the password leaves the reason that was typed; the screens go on with it too."""
    fresh = taken(branch)
    picks = {PART: ["办结", "<"], ACT: [branch.pack.label("case_act", "decline", "zh")], NUMBER: ["he（he）"]}
    clerk = Chooser({**typed(branch), PASS: ["nonsense", "<"]}, picks)
    complain(clerk.talk(branch), fresh.case.no)
    assert case_of(branch, fresh.case.no).state == "accepted"
    assert "密码不对" in clerk.all_heard
    kept = drafts_of(branch, fresh.case.id)
    assert [one.values["act"] for one in kept] == ["decline"]
    again = Chooser({PASS: PASSWORD}, {**picks, NUMBER: ["he（he）"], PART: ["办结", "<"]})
    complain(again.talk(branch), fresh.case.no)
    assert case_of(branch, fresh.case.no).state == "declined", again.all_heard
    assert tr("zh", "plain.begun") in again.all_heard
    assert drafts_of(branch, fresh.case.id) == ()


def test_nothing_ends_by_enter(branch: Desk) -> None:
    """DESK-08: an act that ends a case is agreed to by a yes."""
    fresh = taken(branch, type="praise")
    done(work.answer(branch, fresh.case.id, fresh.case.version, "call", branch.now(), "谢谢"))
    picks = {PART: ["办结", "<"], ACT: [branch.pack.label("case_act", "close", "zh")]}
    clerk = Chooser({**typed(branch), "确认办理": "<"}, picks)
    complain(clerk.talk(branch), fresh.case.no)
    assert any(prompt.startswith("确认办理") for prompt in clerk.prompts), clerk.prompts
    assert not case_of(branch, fresh.case.no).ended, clerk.all_heard


def test_what_would_be_refused_anyway_asks_nothing(branch: Desk) -> None:
    """Whoever typed a note, and then reads that the case cannot be closed, typed it in vain."""
    _, clerk = walked(branch, "close")
    assert "COMP-11" in clerk.all_heard
    assert "COMP-14" in clerk.all_heard
    assert all(prompt.startswith((PART, ACT)) for prompt in clerk.prompts), clerk.prompts


def test_whoever_leaves_while_taking_in_goes_on_there(branch: Desk) -> None:
    """Ctrl-C at any field: what was typed is among the half-typed work, and is gone on with."""
    clerk = Chooser(TAKE, {"办理哪一件": ["登记新的投诉"]}, leaves_at=6)
    with pytest.raises(KeyboardInterrupt):
        complain(clerk.talk(branch))
    half = done(intake.kept(branch, drafting.KIND))
    assert [one.values["name"] for one in half] == ["测试客户甲"]
    again = Chooser(TAKE, {"办理哪一件": ["接着登记"], PART: [], NUMBER: ["  1. 登记"]})
    view = complain(again.talk(branch))
    assert view is not None, again.all_heard
    assert view.case.complainant.name == "测试客户甲"
    assert done(intake.kept(branch, drafting.KIND)) == ()


def test_an_answer_to_another_question_is_no_contact(branch: Desk) -> None:
    """COMP-02, COMP-11: a "y" that was typed one question too late was kept as the way to reach the complainant."""
    clerk = Chooser(
        {**TAKE, field("contact"): ["y", "13800000001"]},
        {"办理哪一件": ["登记新的投诉"], NUMBER: ["  1. 登记"], PART: []},
    )
    view = complain(clerk.talk(branch))
    assert view is not None, clerk.all_heard
    assert view.case.complainant.contact == "13800000001"


def test_a_case_is_taken_by_its_own_number(branch: Desk) -> None:
    """The number that stands in the list was refused where the list asked for a number; a sale's was taken."""
    fresh = taken(branch).case.no
    clerk = Typist({"办理哪一件": ["C-9999", fresh.lower()], PART: "<"})
    view = complain(clerk.talk(branch))
    assert view is not None, clerk.all_heard
    assert view.case.no == fresh
    assert "C-9999" in clerk.all_heard, "that there is none such was said"


def test_a_moment_is_read_in_either_width(branch: Desk) -> None:
    """The input method that types the name types the digits too."""
    assert read_moment(branch, "１１－２０ ９：０５") == read_moment(branch, "11-20 9:05") != ""
    assert read_moment(branch, "２０２６年１１月２０日　９：０５") == "2026-11-20 09:05"


def test_a_product_is_found_by_both_of_its_names(branch: Desk) -> None:
    """A client names it in Chinese, whatever the screen speaks."""
    put_on(branch, product(name=Text(zh="松风稳利", en="Pinebreeze Steady")))
    known = {lang: next(one for one in product_options(branch, lang) if one.key == "W-01") for lang in LANGS}
    assert [(known[lang].label, known[lang].also) for lang in ("zh", "en")] == [
        ("W-01 松风稳利", "Pinebreeze Steady"),
        ("W-01 Pinebreeze Steady", "松风稳利"),
    ]
    many = (*(Option(f"X-{at}", f"X-{at} Other") for at in range(25)), known["en"])
    spec = FieldSpec("about.product", "Product", "pick", many)
    assert ask_field(Typist({"Product": "稳利"}).talk(branch, "en"), spec, "", lambda _, raw: raw) == "W-01"


def test_a_client_is_not_asked_for_what_the_bank_holds(branch: Desk) -> None:
    """COMP-02: taken in by the client's number, name and contact are there, the contact masked."""
    client = a_client(branch)
    clerk = Chooser({field("claim"): "费用有误"}, {NUMBER: ["  1. 登记"], PART: []})
    view = complain(clerk.talk(branch), client.no)
    assert view is not None, clerk.all_heard
    assert view.case.complainant.client_id == client.id
    phone = done(clients.get(branch, client.id)).profile["phone"]
    assert phone not in clerk.all_heard
    assert not any(phone in prompt for prompt in clerk.prompts)


def test_the_same_complaint_again_is_said_and_merged(branch: Desk) -> None:
    """COMP-07: told while it is typed, merged with a second person's word."""
    first = taken(branch)
    clerk = Chooser(
        {**typed(branch), **TAKE},
        {"办理哪一件": ["登记新的投诉"], NUMBER: ["登记并并入", "he（he）"], PART: []},
    )
    view = complain(clerk.talk(branch))
    assert view is not None, clerk.all_heard
    assert view.case.id == first.case.id
    assert view.case.joined, clerk.all_heard


def test_nobody_works_on_a_case_about_himself(branch: Desk) -> None:
    """COMP-04: refused at the door, and not in the list."""
    view = done(cases.view(branch, taken(branch).case.no))
    assert view.case.complainant == WHO
    of_me = taken(branch, about=about("lin")).case.no
    with acting(branch, "lin"):
        with pytest.raises(RefusedError) as error:
            complain(Chooser({}, {}).talk(branch), of_me)
        assert [one.code for one in error.value.refused.reasons] == ["COMP-04"]
        clerk = Chooser({"办理哪一件": "<"}, {})
        complain(clerk.talk(branch))
        assert of_me not in clerk.all_heard
    assert any(one.no == of_me for one in done(board.board(branch)).lines)


def test_every_form_of_the_screens_can_be_asked_here(branch: Desk) -> None:
    """An act that only the screens can do is an act that somebody cannot do."""
    from rmdesk.faces.complaints.asked import AskedCase

    view = taken(branch)
    asked = AskedCase(branch, view, "zh", lambda _: None)
    kinds = {spec.kind for name, build in FORMS.items() if name != "extend" for spec in build(asked).fields}
    assert kinds <= {"text", "long_text", "path", "moment", "date", "choice", "choices", "pick"}


def test_whoever_turns_out_to_be_concerned_reads_what_was_kept_and_who_has_the_case(branch: Desk) -> None:
    """COMP-04: a refusal alone reads as if nothing was saved, and the record would be typed again elsewhere."""
    view = taken(branch)
    picks = {PART: ["资料"], ACT: ["补充记录"], NUMBER: ["基本", "保存"], "涉及人员": [branch.actor.name]}
    clerk = Chooser({}, picks)
    complain(clerk.talk(branch), view.case.no)
    with acting(branch, "he"):
        after = case_of(branch, view.case.no)
    assert after.interested == (branch.actor.login,)
    assert after.handler not in (None, branch.actor.login)
    told = tr("zh", "complaints.handed", no=view.case.no, name=name_of(branch, after.handler or ""))
    assert clerk.heard[-1] == told, clerk.all_heard
    assert not any(line.startswith("!") for line in clerk.heard), clerk.all_heard
    other = taken(branch, about=about("lin")).case
    with acting(branch, "lin"):
        assert cases.handed_on(branch, other.id) is None, "who was closed out by others learns nothing of it"


def test_what_is_refused_is_refused_before_anybody_is_asked_whether_he_is_sure(branch: Desk, tmp_path: Path) -> None:
    """Whoever says yes, and then reads no, no longer knows what his yes is worth."""
    view = closed(branch, taken(branch), tmp_path)
    before = len(list(branch.store.entries()))
    label = branch.pack.label("case_act", "reopen", "zh")
    answers: Answers = {**typed(branch), field("reopened_at"): ["2020-01-01 10:00", "<"]}
    clerk = Chooser(answers, {PART: ["办结"], ACT: [label]})
    complain(clerk.talk(branch), view.case.no)
    assert any(line.startswith("! ") for line in clerk.heard), clerk.all_heard
    assert not any(prompt.startswith("确认办理") for prompt in clerk.prompts), clerk.prompts
    assert len(list(branch.store.entries())) == before, "what is only tried leaves nothing behind"
    at = f"{branch.local(branch.now()):%Y-%m-%d %H:%M}"
    clerk = Chooser({**typed(branch), field("reopened_at"): at}, {PART: ["办结"], ACT: [label]})
    complain(clerk.talk(branch), view.case.no)
    assert case_of(branch, view.case.no).state == "investigating", clerk.all_heard


@pytest.mark.parametrize("lang", LANGS)
def test_every_act_that_leaves_a_draft_has_a_name(branch: Desk, lang: Lang) -> None:
    """A half-typed correction stood on the first screen as "correct_receipt"."""
    view = taken(branch)
    asked = AskedCase(branch, view, lang, lambda _: None)
    forms = [build(asked) for key, build in FORMS.items() if key != "extend"]
    forms += [build(asked) for build in CORRECTED.values()]
    names = {*(one.name or one.act for one in forms), "extend", "complete", "draft", "draft_recheck"}
    for name in names:
        said = words.act(branch, name, lang)
        assert said[:1].isupper() if lang == "en" else not said.isascii(), (name, said)
        assert "_" not in said, said
    kinds = (intake.DRAFT, assess.DRAFT, drafting.KIND, REGISTER_ACT, RECORD)
    assert all(tr(lang, f"home.draft.{kind}") for kind in kinds)


def test_line_by_line_taking_somebody_out_of_a_case_wants_a_second_person(branch: Desk) -> None:
    """COMP-04: one person alone would free a colleague, who then decides about himself."""
    view = taken(branch, about=about("lin"))
    draft = CaseDraft.of_case(branch, view)
    draft.type("about.people", "")
    picks = {PART: ["资料"], ACT: ["补充记录"], NUMBER: ["保存", "he（he）"]}
    clerk = Chooser(typed(branch), picks)
    complain(clerk.talk(branch), view.case.no)
    assert "此案将不再涉及：测试lin" in clerk.all_heard
    assert case_of(branch, view.case.no).parties == frozenset(), clerk.all_heard


def test_a_late_case_is_recorded_as_being_about_oneself(branch: Desk) -> None:
    """COMP-04: of a case that was late already nothing was kept, and the case stayed with whom it is about."""
    view = taken(branch, received_at=branch.now() - timedelta(days=40))
    assert view.late
    record = work.record_of(view.case).model_copy(update={"about": about(branch.actor.login)})
    done(work.complete(branch, view.case.id, view.case.version, record))
    with acting(branch, "he"):
        after = case_of(branch, view.case.no)
    assert after.interested == (branch.actor.login,)
    assert after.handler != branch.actor.login
