"""Clients' files: who is known already, what is still owed to them, and half-typed work (KYC, DESK-01, DESK-07)."""

from datetime import date, timedelta

import pytest

from rmdesk.desk import client_file, clients, intake, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, listing
from rmdesk.desk.guarding import Proof
from rmdesk.desk.masking import mask_value
from rmdesk.desk.search import told_apart
from rmdesk.domain.client import Client, ClientKind
from rmdesk.domain.client_dues import DueKind
from rmdesk.domain.client_standing import client_standing
from rmdesk.domain.refusal import Refused, refuse
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.people import person_around, person_profile, resident_number, staff
from support.walk import register, register_organisation, values_for

PERMIT = resident_number(date(1985, 1, 1), male=False, place="830000")
"""Of a residence permit for people from Taiwan, and nobody's."""


def _due(desk: Desk, client: Client, kind: DueKind) -> list[date]:
    return [due.on for due in done(client_dues.of_client(desk, client.id)) if due.kind == kind]


def _changed(desk: Desk, client: Client, proof: Proof | None = None, **values: str) -> Client:
    known = clients.require(desk, client.id)
    return done(clients.change(desk, client.id, {**known.profile, **values}, "客户告知", proof=proof))


@pytest.mark.parametrize("phone", ["13800000001", "138-0000-0001", "+86 138 0000 0001"])
def test_the_same_phone_is_found_however_it_is_typed(desk: Desk, phone: str) -> None:
    """A second file for the same person is where errors begin."""
    client = register(desk)
    found = done(clients.duplicates(desk, {"phone": phone}))
    assert [(one.line.id, one.why) for one in found] == [(client.id, "phone")]
    assert done(clients.duplicates(desk, {"phone": phone}, client.id)) == ()


def test_the_same_id_or_name_and_birth_date_are_found(desk: Desk) -> None:
    """Half a number or a name alone is not."""
    client = register(desk)
    number = client.profile["id_number"]
    assert [one.why for one in done(clients.duplicates(desk, {"id_number": number.lower()}))] == ["id"]
    same = {"name": "测试甲", "born": "1980-03-05"}
    assert [one.why for one in done(clients.duplicates(desk, same))] == ["name_born"]
    assert done(clients.duplicates(desk, {"name": "测试甲", "id_number": number[:9]})) == ()


@pytest.mark.parametrize(
    ("over", "key", "case"),
    [
        ({"id_number": "99999919800305001X"}, "id_number", "KYC-09.check"),
        ({"born": "1980-03-06"}, "born", "KYC-09.born"),
        ({"sex": "female"}, "sex", "KYC-09.sex"),
        ({"nationality": "DEU"}, "nationality", "KYC-09.nationality"),
        ({"id_type": "hmt_residence"}, "id_number", "KYC-09.kind"),
        ({"id_type": "hk_macao_permit", "id_number": "K00000000"}, "id_number", "KYC-09.shape"),
        ({"id_type": "foreign_residence", "id_number": "ZZZ110080030505"}, "nationality", "KYC-09.nationality"),
        ({"id_type": "hmt_residence", "id_number": PERMIT}, "born", "KYC-09.born"),
        ({"id_type": "hmt_residence", "id_number": PERMIT}, "sex", "KYC-09.sex"),
        (
            {**person_around("agent", 1, mandate="yes", id_number=PERMIT), "has_agent": "yes"},
            "agent.1.id_number",
            "KYC-09.kind",
        ),
        ({"experience_years": "62"}, "experience_years", "SUIT-16.years"),
        ({"id_valid_until": "2047-01-01"}, "id_valid_until", "KYC-10"),
        ({"phone": "12"}, "phone", "INPUT.phone"),
        ({"name": "  "}, "name", "INPUT.required"),
        ({"name": "甲\u202e乙"}, "name", "INPUT.control"),
        ({"aml_grade": "none"}, "aml_grade", "INPUT.choice"),
    ],
)
def test_a_file_with_a_wrong_value_is_not_opened(desk: Desk, over: dict[str, str], key: str, case: str) -> None:
    """KYC-01..10: the fault stands at its field."""
    values = {**values_for(desk, "person", person_profile()), **over}
    assert intake.faults(desk, "person", values)[key].code == case
    assert case in codes(clients.register(desk, "person", values))
    assert done(clients.page(desk)) == ()


def test_a_number_fills_in_what_it_says_whichever_is_typed_last(desk: Desk) -> None:
    """KYC-09: the kind is often chosen after the number was read from the card."""
    asked = {slot.key: slot for slot in intake.pages(desk, "person", {})[0].slots}
    given = {"id_type": "hmt_residence", "id_number": PERMIT}
    says = {"born": "1985-01-01", "sex": "female"}
    assert intake.follow(asked["id_number"], given) == intake.follow(asked["id_type"], given) == says
    assert intake.follow(asked["id_type"], {"id_type": "hukou"}) == {"id_valid_until": "long"}
    assert intake.follow(asked["name"], given) == {}


@pytest.mark.parametrize("role", ["", "agent.1.", "representative.1.", "guardian.1.", "owner.1."])
def test_an_unusual_document_of_anybody_is_taken_and_doubted(desk: Desk, role: str) -> None:
    """KYC-09, KYC-10: the client, and who acts for him, are asked alike."""
    given = {f"{role}id_type": "taiwan_permit"}
    assert intake.judged(f"{role}id_number", "0000000001B", given, desk.today()) is None
    doubts = [
        intake.doubt(f"{role}id_number", "0000000001B", given, desk.today()),
        intake.doubt(f"{role}id_valid_until", "long", given, desk.today()),
        intake.doubt(f"{role}id_valid_until", "2999-01-01", given, desk.today()),
    ]
    assert [one and one.code for one in doubts] == ["KYC-09.unusual", "KYC-10.endless", "KYC-10.far"]
    assert intake.doubt(f"{role}id_number", "00000000", given, desk.today()) is None


def _asked_keys(desk: Desk, kind: ClientKind, values: dict[str, str]) -> set[str]:
    return {slot.key for page in intake.pages(desk, kind, values) for slot in page.slots}


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_what_follows_from_a_statement_is_asked_and_nothing_else(desk: Desk, kind: ClientKind) -> None:
    """KYC-12, KYC-13, DATA-13: who answers no is asked nothing more; who answers yes cannot leave it at that."""
    usual = {**intake.start_values(desk, kind), "tax_residence": "china", "pep": "no", "consent_sharing": "no"}
    more = {"tax_country", "tin", "no_tin_reason", "wealth_source", "pep_approved_by", "sharing_recipient"}
    assert not more & _asked_keys(desk, kind, usual)
    said = {**usual, "tax_residence": "both", "pep": "yes", "consent_sharing": "yes"}
    assert more <= _asked_keys(desk, kind, said)
    assert more - {"tin"} <= set(intake.faults(desk, kind, said))
    named = {**said, "tin": "S0000000X", "pep_approved_on": "2999-01-01", "tax_country": "Atlantis"}
    faults = intake.faults(desk, kind, named)
    assert "no_tin_reason" not in faults
    assert [faults[key].code for key in ("pep_approved_on", "tax_country")] == ["INPUT.future", "INPUT.unknown"]


def test_a_politically_exposed_client_with_a_low_grade_is_looked_at_again(desk: Desk) -> None:
    """KYC-12: the grade is the bank's to set, and a slip would take the client out of the yearly review."""
    found = intake.doubt("aml_grade", "low", {"pep": "yes"}, desk.today())
    assert found is not None
    assert found.code == "KYC-12.grade"
    assert intake.doubt("aml_grade", "high", {"pep": "yes"}, desk.today()) is None
    assert intake.doubt("aml_grade", "low", {"pep": "no"}, desk.today()) is None


@pytest.mark.parametrize(
    ("key", "name", "kind", "asked"),
    [
        ("name", "张伟3", {"id_type": "resident"}, True),
        ("name", "Wang Li １２", {}, True),
        ("guardian.1.name", "李1", {}, True),
        ("name", "上海360科技有限公司", {"licence_type": "business"}, False),
        ("representative.1.name", "李1", {"licence_type": "business"}, True),
        ("name", "J. O’Neil-Jørgensen", {"id_type": "passport"}, False),
    ],
)
def test_a_digit_in_a_persons_name_is_looked_at_again(
    desk: Desk, key: str, name: str, kind: dict[str, str], asked: bool
) -> None:
    """KYC-09: what was typed into the wrong field stood as a name on signed papers. A company's name may have some."""
    found = intake.doubt(key, name, kind, desk.today())
    assert (found is not None and found.code == "KYC-09.name") is asked


def test_an_owners_document_is_kept_and_said_to_be_over(desk: Desk, clock: Clock) -> None:
    """KYC-12: nobody else tells the manager that a beneficial owner's passport has run out; KYC-11: nor that a copy
    is missing."""
    until = (desk.today() + timedelta(30)).isoformat()
    more = {"owner.1.id_valid_until": until, "owner.1.address": "虚构市 1 号", "id_copy": "no"}
    client = register_organisation(desk, **more)
    assert client.related("owner")[0]["address"] == "虚构市 1 号"
    before = {one.code for one in done(client_file.read(desk, client.id)).warnings}
    assert "KYC-11" in before
    assert "KYC-12.owner" not in before
    rested(desk, clock, days=31)
    assert "KYC-12.owner" in {one.code for one in done(client_file.read(desk, client.id)).warnings}
    over = {**client.profile, "owner.1.id_valid_until": "2020-01-01"}
    assert intake.faults(desk, "organisation", over, client.profile)["owner.1.id_valid_until"].code == "KYC-06.typed"


def test_a_childs_data_are_used_with_the_guardians_consent_alone(desk: Desk) -> None:
    """DATA-13: under 14 it is asked; where it is refused nothing is sold."""
    born = desk.today().replace(year=desk.today().year - 12)
    guardian = person_around("guardian", 1, relation="parent", consent="yes")
    values = values_for(desk, "person", {**person_profile(born, id_valid_until="2028-01-01"), **guardian})
    given = {**values, "guardian.1.data_consent": ""}
    assert intake.faults(desk, "person", given)["guardian.1.data_consent"].code == "INPUT.required"
    child = Client(id="x", no="K-1", kind="person", profile=values, registered_on=desk.today(), changed_at=desk.now())
    refused = child.model_copy(update={"profile": {**values, "guardian.1.data_consent": "no"}})
    found = [
        {one.code for one in client_standing(who, desk.today(), desk.thresholds())} & {"DATA-13"}
        for who in (child, refused)
    ]
    assert found == [set(), {"DATA-13"}]
    older = desk.today().replace(year=desk.today().year - 15).isoformat()
    assert "guardian.1.data_consent" not in _asked_keys(desk, "person", {**values, "born": older})


def test_a_change_says_why_and_keeps_what_it_was(desk: Desk) -> None:
    """DESK-01: every change with who, when and why."""
    client = register(desk)
    assert codes(clients.change(desk, client.id, client.profile, " ")) == ["INPUT.required"]
    _changed(desk, client, phone="13900000009")
    entry = next(desk.store.entries(kind="client.changed/1"))
    assert entry.actor == "demo"
    assert entry.fact.model_dump()["changes"] == {"phone": ("13800000001", "13900000009")}
    assert entry.fact.model_dump()["reason"] == "客户告知"


def test_an_aml_review_is_not_pushed_out_by_other_changes(desk: Desk, clock: Clock) -> None:
    """KYC-05: the highest grade is reviewed every year, whatever else changes in the file."""
    client = register(desk, aml_grade="high")
    first = _due(desk, client, "aml_review")
    assert first == [date(2027, 11, 21)]
    rested(desk, clock, days=200)
    _changed(desk, client, phone="13900000009")
    assert _due(desk, client, "aml_review") == first
    _changed(desk, client, aml_reason="复评后维持")
    assert _due(desk, client, "aml_review") == first
    done(people.add(desk, staff("second", "reviewer"), PASSWORD, PASSWORD, COST))
    _changed(desk, client, Proof(PASSWORD, "second"), aml_grade="low")
    assert _due(desk, client, "aml_review") == []


def test_a_high_grade_is_reviewed_by_two_who_say_what_they_saw(desk: Desk, clock: Clock) -> None:
    """KYC-05: a note alone ended the yearly review of a client of the highest grade: nobody had looked. The grade is
    confirmed or changed, with a second person; yearly means that there is always one ahead."""
    client = register(desk, aml_grade="high")
    done(people.add(desk, staff("second", "reviewer"), PASSWORD, PASSWORD, COST))
    two = Proof(PASSWORD, "second")
    rested(desk, clock, days=365)
    due = next(one for one in done(client_dues.of_client(desk, client.id)) if one.kind == "aml_review")
    assert f"client:{due.id}" in {one.key for one in done(listing.listed(desk))}
    head = desk.store.head()
    assert codes(client_dues.settle(desk, due.id, "已复评")) == ["DESK-07.act"]
    assert codes(clients.review_grade(desk, client.no, "high", "查看近一年流水")) == ["DATA-08.second"]
    assert codes(clients.review_grade(desk, client.no, "high", " ", two)) == ["INPUT.required"]
    assert codes(clients.review_grade(desk, client.no, "highest", "查看近一年流水", two)) == ["INPUT.choice"]
    assert desk.store.head() == head
    confirmed = done(clients.review_grade(desk, client.no, "high", "查看近一年流水", two))
    assert (confirmed.profile["aml_grade"], confirmed.profile["aml_reason"]) == ("high", "查看近一年流水")
    assert _due(desk, client, "aml_review") == [date(2028, 11, 21)]
    assert done(client_dues.settled(desk, client.id))[0].note == "查看近一年流水"
    done(clients.review_grade(desk, client.no, "high", "查看近一年流水", two))  # the same words are none of a fault
    assert done(clients.review_grade(desk, client.no, "medium", "交易已恢复正常", two)).profile["aml_grade"] == "medium"
    assert _due(desk, client, "aml_review") == []
    assert codes(clients.review_grade(desk, client.no, "medium", "再看一次", two)) == ["INPUT.unknown"]


def test_an_expiring_id_is_remembered_and_forgotten_when_renewed(desk: Desk) -> None:
    """KYC-06: the day itself, thirty days before as a reminder; a long-term card never."""
    client = register(desk, date(1981, 3, 5), id_valid_until="2027-03-05")
    assert _due(desk, client, "id_expiry") == [date(2027, 3, 5)]
    _changed(desk, client, id_valid_until="2046-11-20")
    assert _due(desk, client, "id_expiry") == [date(2046, 11, 20)]
    assert _due(desk, register(desk, date(1960, 1, 1), id_valid_until="long"), "id_expiry") == []


def test_what_is_missing_of_somebody_around_the_client_is_named(desk: Desk) -> None:
    """KYC-02: "phone" alone would send the clerk to the wrong page."""
    reason = refuse("KYC-02", fields="representative.1.phone, owner.2.share")
    assert "法定代表人·联系电话、受益所有人·比例" in desk.pack.say(reason, "zh").text
    assert "Legal representative: Phone, Beneficial owners: Share" in desk.pack.say(reason, "en").text


def test_half_typed_work_is_its_owners(desk: Desk) -> None:
    """A draft is offered again to whoever typed it, and to nobody else."""
    done(intake.keep(desk, "d1", "intake", "", {"name": "半"}))
    done(intake.keep(desk, "d1", "intake", "", {"name": "半个"}))
    assert [draft.values for draft in done(intake.kept(desk, "intake"))] == [{"name": "半个"}]
    assert done(intake.kept(desk, "assessment")) == ()
    desk.actor = staff("second", "manager")
    assert done(intake.kept(desk)) == ()
    desk.actor = staff("demo")
    assert intake.drop(desk, "d1") is None
    assert done(intake.kept(desk)) == ()


def test_a_registered_client_leaves_no_draft(desk: Desk) -> None:
    """It would be offered and registered twice."""
    done(intake.keep(desk, "d1", "intake", "", {"name": "半"}))
    done(clients.register(desk, "person", values_for(desk, "person", person_profile()), "d1"))
    assert done(intake.kept(desk)) == ()


def test_what_an_answer_hid_is_not_kept(desk: Desk) -> None:
    """An agent who was typed in and then taken back leaves nothing in the file."""
    agent = {"agent.1.name": "测试代办", "agent.1.mandate": "yes", "agent.1.mandate_on": "2026-10-12"}
    client = register(desk, has_agent="no", **agent)
    assert not [key for key in client.profile if key.startswith("agent.")]


def test_an_unknown_client_is_a_refusal(desk: Desk) -> None:
    """Never an error, whatever was typed."""
    for which in ("", "K-9999", "' OR 1=1 --", "\x00", "甲" * 5000):
        assert isinstance(clients.get(desk, which), Refused)
        assert isinstance(clients.find(desk, which), tuple)


@pytest.mark.parametrize("typed", ["shanxiaoyi", "sxy", "danxiao", "SHAN XIAO", "单晓"])
def test_a_name_is_found_by_its_pinyin(desk: Desk, typed: str) -> None:
    """Whole or by initials, in any reading of a surname: people type what their input method takes."""
    client = register(desk, name="单晓一")
    assert [one.id for one in done(clients.find(desk, typed))] == [client.id]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("阿卜杜拉·买买提", "abdlmmt"),
        ("阿卜杜拉·买买提", "abudulamaimaiti"),
        ("阿卜杜拉·买买提", "Maimaiti Abudula"),
        ("吕方", "lü"),
        ("吕方", "lu"),
        ("吕方", "lyu"),
        ("吕方", "lvfang"),
        ("孙秀英", "xiuying"),
        ("孙秀英", "sunxy"),
        ("孙秀英", "XIUYING, SUN"),
        ("欧阳娜", "na ouyang"),
        ("单晓一", "chanxiao"),
        ("折一", "tiyi"),
        ("张单", "zhangshan"),
        ("王和", "wanghuo"),
        ("任行重", "renhengtong"),
        ("卜方", "bufang"),
        ("虚构松柏食品有限公司", "songbai"),
        ("虚构松柏食品有限公司", "sbsp"),
        ("José Müller", "muller"),
        ("José Müller", "jose"),
        ("𮯰", "𮯰"),
    ],
)
def test_a_name_is_found_as_it_is_typed_or_printed_on_a_passport(desk: Desk, name: str, typed: str) -> None:
    """Otherwise somebody at the counter is entered a second time."""
    register(desk)
    client = register(desk, name=name)
    assert [one.id for one in done(clients.find(desk, typed))] == [client.id]


def test_the_spelling_of_a_passport_finds_the_client(desk: Desk) -> None:
    """Of 买买提 nobody guesses Mehmet; a corrected spelling is found, too."""
    client = register(desk, name="买买提", name_latin="Mehmet, A.")
    assert [one.id for one in done(clients.find(desk, "mehmet"))] == [client.id]
    _changed(desk, client, name_latin="Muhammad, A.")
    assert [one.id for one in done(clients.find(desk, "Muhammad"))] == [client.id]
    assert done(clients.find(desk, "mehmet")) == ()


@pytest.mark.parametrize("typed", ["K-0002", "k0002", "K－０００２", "0002", "２", "K 2", "k—0002"])
def test_a_clients_number_is_read_however_it_is_typed(desk: Desk, typed: str) -> None:
    """An input method left on gives wide digits and other dashes; nobody types the zeros."""
    register(desk)
    second = register(desk, name="测试乙")
    assert [one.id for one in done(clients.find(desk, typed))] == [second.id]
    if typed[0] in "Kk":
        assert done(clients.get(desk, typed)).id == second.id


def test_how_a_phone_was_typed_is_kept_beside_its_canonical_form(desk: Desk) -> None:
    """Who asks later what the client wrote finds it; it is masked like the number, and goes with it."""
    client = register(desk, phone="+86 138-0000-0001")
    assert (client.profile["phone"], client.profile["phone_typed"]) == ("13800000001", "+86 138-0000-0001")
    assert mask_value("phone_typed", client.profile["phone_typed"]) == "+86**********0001"
    assert _changed(desk, client, address="虚构市另一处").profile["phone_typed"] == "+86 138-0000-0001"
    assert "phone_typed" not in _changed(desk, client, phone="13800000002").profile
    assert "phone_typed" not in register(desk, phone="13800000003").profile


def test_clients_stand_by_pinyin_those_of_one_surname_together(desk: Desk) -> None:
    """By code point nobody finds 曾 near the end of a printed list, and 单 stands under Shan."""
    names = ["曾国", "单雄", "李丽", "黎丽", "李安", "吕方", "陆一", "栾平", "Anna", "阿依", "虚构晨光公司"]
    for at, name in enumerate(names):
        register(desk, name=name, phone=f"1390000{at:04d}")
    stand = [one.name for one in done(clients.page(desk))]
    assert stand == ["阿依", "Anna", "李安", "李丽", "黎丽", "陆一", "吕方", "栾平", "单雄", "虚构晨光公司", "曾国"]
    assert [one.name for one in done(clients.page(desk, done(clients.page(desk))[3].id))] == stand[4:]


def test_two_of_the_same_name_are_told_apart_in_a_list(desk: Desk) -> None:
    """The wrong Li Wei's file is somebody else's data."""
    for phone, born in (("13900000001", date(1980, 3, 5)), ("13900000002", date(1970, 3, 5))):
        register(desk, born, name="李伟", phone=phone, id_valid_until="long")
    lines = done(clients.find(desk, "李伟"))
    assert {told_apart.whole(desk, one, "zh").partition("  K")[2][7:] for one in lines} == {
        "46 岁 0001  测试demo", "56 岁 0002  测试demo"
    }  # fmt: skip
    assert told_apart.told(desk, lines[0], "en") == f"{lines[0].no} 李伟, aged 46, phone …0001"


@pytest.mark.parametrize("typed", ["德国", "deu", "Germany", "DEU"])
def test_a_nationality_is_typed_by_name_or_code(desk: Desk, typed: str) -> None:
    """Nobody knows three-letter codes by heart, and none is kept that no country has (KYC-01)."""
    pages = intake.pages(desk, "person", {})
    slot = next(one for page in pages for one in page.slots if one.key == "nationality")
    assert intake.read(desk, slot, typed, {}) == "DEU"
    assert intake.read(desk, slot, "XYZ", {}) == refuse("INPUT.unknown", what="country", given="XYZ")


@pytest.mark.parametrize("key", ["id_valid_until", "agent.1.id_valid_until"])
def test_a_document_that_is_over_is_refused_at_its_field(desk: Desk, key: str) -> None:
    """KYC-06: not at the questionnaire, when the client has gone to fetch a coffee; what stands on file since then
    stops no other edit."""
    agent = person_around("agent", 1, mandate="yes", id_type="passport", id_number="E7654322")
    given = values_for(
        desk, "person", person_profile(id_type="passport", id_number="E7654321", has_agent="yes") | agent
    )
    faults = intake.faults(desk, "person", {**given, key: "2020-05-01"})
    assert faults[key].code == "KYC-06.typed"
    assert codes(clients.register(desk, "person", {**given, key: "2020-05-01"})) == ["KYC-06.typed"]
    client = done(clients.register(desk, "person", {**given, key: (desk.today() + timedelta(3)).isoformat()}))
    later = {key: (desk.today() - timedelta(3)).isoformat()}
    on_file = {**client.profile, **later}
    assert intake.faults(desk, "person", {**on_file, "occupation": "clerk"}, on_file) == {}
    assert intake.faults(desk, "person", {**on_file, key: "2020-05-01"}, on_file)[key].code == "KYC-06.typed"
