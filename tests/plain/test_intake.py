"""Intake line by line: the same file comes out as on the screen, and nothing typed is lost."""

from typing import get_args

import pytest

from plain.typist import Typist
from rmdesk.desk import clients, intake
from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client, ClientKind
from rmdesk.domain.fields import FieldKind
from rmdesk.faces.complaints.record import PAGES, spec
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import LANGS, Lang, tr
from rmdesk.plain import fields, form
from rmdesk.plain.intake import take_in
from rmdesk.sample.profiles import organisation_code, resident_id
from support.clock import START
from support.desks import done

KINDS: tuple[ClientKind, ...] = ("person", "organisation")
BORN = START.date().replace(year=1980)
NUMBER = resident_id(BORN, "female", 3)

PERSON: dict[str, str | list[str]] = {
    "姓名": "何试",
    "证件号码": NUMBER,
    "证件有效期": "2043-01-01",
    "联系电话": "19000000777",
    "住所": "虚构市示范区 1 号",
    "职业": "2",
    "学历": "4",
    "主要收入来源": "1",
    "个人年收入": "20万",
    "家庭年收入": "300000",
    "家庭金融资产": "80万",
    "投资年限": "3",
    "投资过的产品": "1,3",
    "投资目的": "3",
    "投资期限": "3",
    "收益期望": "2",
    "风险偏好": "2",
    "可承受的损失": "3",
    "资金使用": "2",
    "已交付": "1",
    "同意处理敏感": "1",
    "反洗钱风险等级": "1",
    "请输入序号": "1",
}


def taken(desk: Desk, typist: Typist) -> Client:
    """The client whose file was typed."""
    client = take_in(typist.talk(desk), "person")
    assert client is not None
    return client


@pytest.fixture(autouse=True)
def _card(desk: Desk) -> None:
    """The invented card fits its holder's age (KYC-10): twenty years from 43."""
    PERSON["证件有效期"] = BORN.replace(year=BORN.year + 43 + 20).isoformat()
    assert desk.today() == START.date()


def test_a_file_typed_line_by_line_is_the_same_file(desk: Desk) -> None:
    """What the screen reader's user types is as good as what the others type."""
    client = taken(desk, Typist(PERSON))
    assert client.no == "K-0001"
    assert client.profile["name"] == "何试"
    assert (client.profile["born"], client.profile["sex"]) == (BORN.isoformat(), "female")
    assert client.profile["income_yearly"] == "200000"
    assert client.profile["experience"] == "deposit,fund"
    assert client.profile["consent_marketing"] == "no"
    assert done(intake.kept(desk)) == ()


def test_numbers_of_options_may_be_wide_and_wrong_ones_are_asked_again_in_words(desk: Desk) -> None:
    """With the input method left on "２" is a 2; and nobody is answered with the program's own names of options."""
    odd = {
        **PERSON,
        "职业": ["9" * 6000, "[/b]", "２"],
        "投资过的产品": ["0", "１、３"],
        "投资目的": ["1,3", "3"],
        "请输入序号": ["9" * 6000, "１"],
    }
    typist = Typist(odd)
    client = taken(desk, typist)
    assert client.profile["experience"] == "deposit,fund"
    assert "的序号。" in typist.all_heard
    assert "resident" not in typist.all_heard
    assert "deposit" not in typist.all_heard
    assert "preserve" not in typist.all_heard, "of what takes one answer two were given"
    assert "请只选一项，输入 1 至 6 的序号。" in typist.all_heard


def test_whoever_leaves_at_any_prompt_goes_on_there(desk: Desk) -> None:
    """Ctrl-C, a closed terminal or a kill at any field: every answer so far is there again."""
    client, rounds = None, 0
    while client is None:
        rounds += 1
        assert rounds < 80, "it does not get on"
        half = done(intake.kept(desk, intake.DRAFT))
        answers = {**PERSON, "请输入序号": ["2" if half else "1", "1"]}
        # Beyond what it takes to pick the half-typed file, one more answer in each round.
        typist = Typist(answers, leaves_at=2 if half else 1)
        before = dict(half[0].values["values"]) if half else {}
        try:
            client = take_in(typist.talk(desk), "person")
        except KeyboardInterrupt:
            after = done(intake.kept(desk, intake.DRAFT))[0].values["values"]
            assert {key: after[key] for key in before} == before
        if client is None and not _missing(desk):
            client = taken(desk, Typist(answers))
    assert rounds > 20
    assert client.profile["name"] == "何试"


def _missing(desk: Desk) -> bool:
    values = done(intake.kept(desk, intake.DRAFT))[0].values["values"]
    return bool(intake.faults(desk, "person", values))


def test_a_wrong_value_is_told_and_asked_again(desk: Desk) -> None:
    """With the reason, at once, and not at the end."""
    answers = {
        **PERSON,
        "证件号码": [NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"), NUMBER],
        "投资年限": ["iv", "4"],
    }
    typist = Typist(answers)
    assert taken(desk, typist).profile["experience_years"] == "4"
    assert "KYC-09" in typist.all_heard
    assert "iv" in typist.all_heard


@pytest.mark.parametrize("nonsense", ["[/b]", "\x1b[2J", "很" * 10_000, "\n", "'; --", "0x41", "٣"])
def test_nonsense_does_no_harm(desk: Desk, nonsense: str) -> None:
    """Whatever is pasted into a number: refused in words, and asked again."""
    typist = Typist({**PERSON, "个人年收入": [nonsense, "20万"]})
    assert taken(desk, typist).profile["income_yearly"] == "200000"


def test_one_can_go_back(desk: Desk) -> None:
    """`<` asks the field before once more; its answer stands as the default."""
    typist = Typist({**PERSON, "姓名": ["何错", "何试"], "证件类型": ["<", ""]})
    assert taken(desk, typist).profile["name"] == "何试"
    assert any("姓名［何错］" in prompt for prompt in typist.prompts)


def test_back_at_the_first_field_stays_there(desk: Desk) -> None:
    """There is nothing before it."""
    typist = Typist({**PERSON, "已交付": ["<", "1"]})
    assert taken(desk, typist).profile["name"] == "何试"
    assert "第一项" in typist.all_heard


def test_help_is_said_when_asked_for(desk: Desk) -> None:
    """`?` reads what the screen shows beside the field."""
    typist = Typist({**PERSON, "姓名": ["?", "何试"]})
    taken(desk, typist)
    assert "与证件一致" in typist.all_heard


def test_help_says_what_enter_does(desk: Desk) -> None:
    """Enter was said to leave a field empty where it keeps what stands there: a phone number was typed again."""
    talk = Typist({}).talk(desk, "zh")
    optional = FieldSpec("any", "", "text")
    assert "直接按 Enter" in form.help_of(talk, optional)
    assert "没有的，直接按 Enter" not in form.help_of(talk, optional, "虚构路 1 号")
    assert "保留" in form.help_of(talk, optional, "虚构路 1 号")


@pytest.mark.parametrize("lang", LANGS)
def test_no_field_is_asked_without_help(desk: Desk, lang: Lang) -> None:
    """If it fails, whoever types `?` because he does not know what is wanted hears nothing, or the program ends."""
    talk = Typist({}).talk(desk, lang)
    asked = [one for kind in KINDS for step in desk.pack.intake(kind).steps for one in step.fields]
    assert all(fields.help_of(lang, one) for one in asked)
    assert all(form.help_of(talk, spec(desk, key, lang)) for page in PAGES.values() for key in page)
    kinds = (*get_args(FieldKind), "pick", "path", "moment", "contact")
    assert all(form.help_of(talk, FieldSpec("any", "", kind)) for kind in kinds)


def test_help_reads_the_options_again_or_how_many_are_searched(desk: Desk) -> None:
    """ "Type a number" to somebody who hears no numbers: they were read too long ago, or are too many to be read."""
    typist = Typist({**PERSON, "职业": ["?", "2"]})
    taken(desk, typist)
    helped = next(line for line in typist.heard if line.startswith(tr("zh", "plain.pick_help")))
    assert "\n  1. " in helped
    many = tuple(Option(str(at), f"产品{at}") for at in range(40))
    asked = form.help_of(typist.talk(desk), FieldSpec("any", "", "pick", many))
    assert asked.startswith(tr("zh", "plain.seek_help"))


def test_asking_for_help_at_a_password_is_no_wrong_password(desk: Desk) -> None:
    """Five wrong ones lock the desk for half a minute, and the first line says that `?` explains."""
    typist = Typist({"密码": ["?", "？", "secret"]})
    assert typist.talk(desk).secret("密码：") == "secret"
    assert typist.heard == [tr("zh", "plain.takes.password")] * 2


def test_who_may_be_there_already_is_told_while_typing(desk: Desk) -> None:
    """Else one person gets two files, and two assessments a day become four."""
    taken(desk, Typist(PERSON))
    typist = Typist({**PERSON, "请输入序号": ["2"]})
    assert take_in(typist.talk(desk), "person") is None
    assert "K-0001" in typist.all_heard


def test_a_file_may_be_left_for_later(desk: Desk) -> None:
    """All typed, not opened: nothing is registered, everything is kept."""
    assert take_in(Typist({**PERSON, "请输入序号": "2"}).talk(desk), "person") is None
    assert done(clients.page(desk)) == ()
    assert len(done(intake.kept(desk, intake.DRAFT))) == 1


def test_numbers_are_masked_when_said_again(desk: Desk) -> None:
    """DATA-05: a screen reader says them aloud."""
    typist = Typist(PERSON)
    taken(desk, typist)
    assert NUMBER not in typist.all_heard
    assert not any(NUMBER in prompt for prompt in typist.prompts)


def test_a_minors_guardian_is_asked_for(desk: Desk) -> None:
    """SUIT-11: the birth date of the ID number brings the page up."""
    born = START.date().replace(year=2014)
    guardian = {"监护人姓名": "何长", "监护人已": "1", "同意处理儿童": "1"}
    number = {"证件号码": [resident_id(born, "male", 5), resident_id(BORN, "female", 9)]}
    until = {"证件有效期": [born.replace(year=2028).isoformat(), "长期"]}
    born_long_ago = resident_id(BORN.replace(year=1970), "female", 9)
    number["证件号码"][1] = born_long_ago
    client = taken(desk, Typist({**PERSON, **guardian, **number, **until}))
    assert client.related("guardian")[0]["name"] == "何长"


def test_an_organisation_with_two_owners(desk: Desk) -> None:
    """A repeated page is asked as often as there are people, and `no more` ends it."""
    old = BORN.replace(year=1970)
    answers: dict[str, str | list[str]] = {
        **PERSON,
        "机构名称": "虚构试验有限公司",
        "统一社会": organisation_code(7),
        "经营范围": "试验（示例）",
        "住所": "虚构市 1 号",
        "所属行业": "1",
        "资金来源": "1",
        "姓名": ["甲试", "乙试", "丙试"],
        "证件号码": [resident_id(old, "male", 11), resident_id(old, "female", 12), resident_id(old, "male", 13)],
        "证件有效期": "长期",
        "判定依据": "1",
        "比例": ["60", "40"],
        "年收入": "2000万",
        "净资产": "900万",
        "金融资产": "400万",
        "请输入序号": ["2", "1", "1"],
    }
    client = take_in(Typist(answers).talk(desk), "organisation")
    assert client is not None
    assert [one["name"] for one in client.related("owner")] == ["乙试", "丙试"]
