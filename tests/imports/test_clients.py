"""Clients of another system: the intake's readers and rules, changed and never doubled, sold nothing before they are
completed (KYC-03, SUIT-20, DATA-02)."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmdesk.desk import clients, home, intake
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.clients import Clients
from rmdesk.desk.imports.kind import single
from rmdesk.desk.imports.running import Choice
from rmdesk.domain.client import Client
from rmdesk.domain.client_standing import client_standing
from rmdesk.domain.facts import ClientRegistered
from rmdesk.domain.identity import check_character
from rmdesk.domain.refusal import Refusal
from support.desks import done
from support.people import resident_number

HEAD = "客户号,姓名,证件类型,证件号码,手机号码,职业,风险承受能力,营销短信"


def number(serial: str = "001", born: str = "19800101") -> str:
    """An invented resident number with its check character."""
    digits = f"999999{born}{serial}"
    return digits + check_character(digits)


def listed(folder: Path, *rows: str, head: str = HEAD) -> Path:
    """A list as another system writes it."""
    path = folder / "clients.csv"
    path.write_text("\n".join((head, *rows, "")), encoding="utf-8")
    return path


def only(desk: Desk, text: str) -> Client:
    """The one client who is found by this."""
    (line,) = done(clients.find(desk, text))
    return done(clients.get(desk, line.id))


def test_a_client_keeps_the_number_of_the_other_system_and_changes_by_it(desk: Desk, tmp_path: Path) -> None:
    """The same file mended and brought again must change the client, not double him; an empty cell empties nothing."""
    row = f"0099001,虚 怀瑾,身份证,{number()},190 0000 0001,退休,C3,是"
    report = done(running.bring_in(desk, "clients", listed(tmp_path, row), Choice()))
    assert (report.accepted, report.changed, report.unconfirmed) == (1, 0, 1)
    assert done(home.business(desk)).week.clients == 0  # known to the bank before
    client = only(desk, "0099001")
    assert (client.name, client.profile["phone"], client.profile["occupation"]) == ("虚怀瑾", "19000000001", "retired")
    path = listed(tmp_path, row.replace("190 0000 0001", "19000000002").replace("退休", ""))
    again = done(running.bring_in(desk, "clients", path, Choice()))
    assert (again.accepted, again.changed) == (0, 1)
    after = only(desk, "0099001")
    assert (after.id, after.profile["phone"], after.profile["occupation"]) == (client.id, "19000000002", "retired")
    assert done(running.bring_in(desk, "clients", path, Choice())).same == 1


def test_a_list_that_makes_somebody_else_of_a_client_ends_the_assessment(desk: Desk, tmp_path: Path) -> None:
    """SUIT-20: a number of the other system that was given anew would sell to a stranger by the level of another."""
    row = f"0099001,虚怀瑾,身份证,{number()},19000000001,退休,C3,是"
    done(running.bring_in(desk, "clients", listed(tmp_path, row), Choice()))
    client = only(desk, "0099001")
    asked = desk.now()
    row = f"0099001,虚若谷,身份证,{number(born='19900101')},19000000001,退休,C3,是"
    report = done(running.bring_in(desk, "clients", listed(tmp_path, row), Choice()))
    after = only(desk, "0099001")
    assert after.id == client.id
    assert after.another_since(asked) == desk.today()
    done(undoing.take_back(desk, report.import_id))
    assert only(desk, "0099001").another_since(asked) is None


def test_another_systems_level_is_a_note_and_its_switch_no_consent(desk: Desk, tmp_path: Path) -> None:
    """A C3 of somewhere else would sell without an assessment; an opt-in of somewhere else is nobody's signature."""
    said = "是，来电告知" * 50  # of which nothing is cut off
    done(
        running.bring_in(
            desk, "clients", listed(tmp_path, f"1,虚甲,身份证,{number()},19000000001,,C3,{said}"), Choice()
        )
    )
    client = only(desk, "虚甲")
    assert client.noted == {"风险承受能力": "C3", "营销短信": said}
    assert client.profile["consent_marketing"] == "no"
    assert desk.store.query("SELECT 1 FROM assessment WHERE client_id = ?", (client.id,)) == []


def test_an_imported_client_buys_nothing_before_the_file_is_complete(desk: Desk, tmp_path: Path) -> None:
    """KYC-03: what was never asked cannot be matched."""
    done(running.bring_in(desk, "clients", listed(tmp_path, f"1,虚甲,身份证,{number()},19000000001,,,"), Choice()))
    client = only(desk, "虚甲")
    assert {"income_source", "horizon", "aml_grade"} <= set(client.lacking)
    cases = {one.code for one in client_standing(client, desk.today(), desk.thresholds())}
    assert {"KYC-03", "KYC-01", "DATA-01"} <= cases


def test_a_number_of_somebody_else_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Two people under one ID number would be shown each other's file."""
    done(running.bring_in(desk, "clients", listed(tmp_path, f"1,虚甲,身份证,{number()},19000000001,,,"), Choice()))
    rows = (f"2,虚乙,身份证,{number()},19000000002,,,", f"3,虚丙,身份证,{number('003')},,,,",
            f"3,虚丙,身份证,{number('005')},,,,")  # fmt: skip
    report = done(running.bring_in(desk, "clients", listed(tmp_path, *rows), Choice()))
    assert [(one.row, one.refusal.code) for one in report.faults] == [
        (2, "IMPORT.other_client"), (4, "IMPORT.contradicts"),
    ]  # fmt: skip
    assert report.faults[1].refusal.saw == {"row": "3", "column": "客户号", "headings": "证件号码"}


def test_a_short_year_of_a_birth_is_of_the_century_before(desk: Desk, tmp_path: Path) -> None:
    """5-Nov-79 was refused as a day to come; zeros alone say that there is none, as a core system writes it."""
    path = tmp_path / "clients.csv"
    path.write_text("客户号,姓名,出生日期\n1,虚甲,5-Nov-79\n2,虚乙,0000-00-00\n3,虚丙,5-Nov-05\n", encoding="utf-8")
    done(running.bring_in(desk, "clients", path, Choice()))
    facts = [one.fact for one in desk.store.entries(kind=ClientRegistered.kind)]
    born = [one.client.profile.get("born") for one in facts if isinstance(one, ClientRegistered)]
    assert born == ["1979-11-05", None, "2005-11-05"]


def test_headings_of_two_rows_and_of_a_database_are_known(desk: Desk, tmp_path: Path) -> None:
    """证件信息 over 类型 and 号码 are the card's, not the client's kind and nothing; CUST_NO is a customer no."""
    path = tmp_path / "clients.csv"
    group = "客户信息,,证件信息,,联系信息,\n编号,姓名,类型,号码,手机,座机电话\n"
    number = resident_number(date(1970, 1, 2))
    path.write_text(f"{group}1,虚甲,身份证,{number},19000000001,\n", encoding="utf-8")
    (external_no, *rest) = [one.target for one in done(running.look_at(desk, "clients", path, Choice())).columns]
    assert rest[:4] == ["name", "id_type", "id_number", "phone"]
    assert external_no == "external_no"
    path.write_text(f"CUST_NO|CUST_NAME|ID_NO|MOBILE\n1|虚甲|{number}|19000000001\n", encoding="utf-8")
    columns = done(running.look_at(desk, "clients", path, Choice())).columns
    assert [one.target for one in columns] == ["external_no", "name", "id_number", "phone"]


def test_of_two_telephones_the_first_that_is_there_counts(desk: Desk, tmp_path: Path) -> None:
    """Nearly every system has two columns of them; such a list was turned away. The other number is kept as a note."""
    path = tmp_path / "clients.csv"
    rows = "1,虚甲,19000000001,0571-88880000\n2,虚乙,,19000000002\n"
    path.write_text(f"客户号,姓名,手机号码,联系电话\n{rows}", encoding="utf-8")
    report = done(running.bring_in(desk, "clients", path, Choice()))
    assert report.told == (("second_phone", "手机号码", 1, 2),)
    facts = [one.fact for one in desk.store.entries(kind=ClientRegistered.kind)]
    found = [one.client for one in facts if isinstance(one, ClientRegistered)]
    assert [one.profile["phone"] for one in found] == ["19000000001", "19000000002"]
    assert [one.noted for one in found] == [{"联系电话": "0571-88880000"}, {}]


def test_a_formula_as_it_is_written_is_no_value(desk: Desk, tmp_path: Path) -> None:
    """A CSV keeps =A2&B2 as a text: it became somebody's name. ="0099" is a number with its zeros."""
    path = tmp_path / "clients.csv"
    path.write_text('客户号,姓名,手机号码\n"=""0099""",虚甲,\n2,=A2&B2,\n', encoding="utf-8")
    report = done(running.look_at(desk, "clients", path, Choice()))
    assert (report.accepted, [(one.row, one.refusal.code) for one in report.faults]) == (1, [(3, "IMPORT.formula")])


def test_a_masked_number_is_nobodys(desk: Desk, tmp_path: Path) -> None:
    """999999********1234 fits many."""
    row = "1,虚甲,身份证,999999********0017,190****0001,,,"
    report = done(running.bring_in(desk, "clients", listed(tmp_path, row), Choice()))
    assert {one[0] for one in report.told} == {"masked"}
    assert {"id_number", "phone"} <= set(only(desk, "虚甲").lacking)


def test_each_kind_of_document_is_known_by_its_usual_names_and_its_number_read(desk: Desk, tmp_path: Path) -> None:
    """KYC-09: a list of a border branch is half permits; what the number says is filled in, what is odd is told."""
    residence = "83000019800101001" + check_character("83000019800101001")
    rows = (
        "1,虚甲,回乡证,H00000000,,,,",
        "2,虚乙,台胞证,0000000001(B),,,,",
        f"3,虚丙,台湾居民居住证,{residence},,,,",
        "4,虚丁,军官证,军字第1234567号,,,,",
        f"5,虚戊,身份证,{residence},,,,",
        f"6,虚己,,{residence[:14]}003{check_character(residence[:14] + '003')},,,,",
    )
    report = done(running.bring_in(desk, "clients", listed(tmp_path, *rows), Choice()))
    assert [(one.row, one.refusal.code) for one in report.faults] == [(6, "KYC-09.kind")]
    assert {"unusual", "from_id"} <= {one[0] for one in report.told}
    found = {name: only(desk, name).profile for name in ("虚甲", "虚乙", "虚丙", "虚丁", "虚己")}
    assert [one["id_type"] for one in found.values()] == [
        "hk_macao_permit", "taiwan_permit", "hmt_residence", "military", "hmt_residence",
    ]  # fmt: skip
    assert found["虚丙"]["born"] == found["虚己"]["born"] == "1980-01-01"
    assert (found["虚丙"]["sex"], found["虚乙"]["id_number"]) == ("male", "0000000001B")
    assert only(desk, "军字第 1234567 号").name == "虚丁"


TYPED = {
    "name": st.sampled_from(["虚甲", " 虚甲 ", "Zoë Exämple", "", "虚\x07甲", "甲" * 70]),
    "id_type": st.sampled_from(["居民身份证", "resident", "护照", "passport", "军官证", "港澳台居民居住证"]),
    "id_number": st.sampled_from(
        [number(), number().lower(), number()[:-1] + "0", "EX9990020", "99", f"'{number()}", "军字第 1234567 号"]
    ),
    "id_valid_until": st.sampled_from(["2036-05-01", "20360501", "长期", "2036/2/30", "long", "2036年5月1日", ""]),
    "sex": st.sampled_from(["男", "女", "male", ""]),
    "born": st.sampled_from(["1980-01-01", "19800101", "1980年1月1日", "1980/13/1", "2090-01-01", "1881-01-01", ""]),
    "nationality": st.sampled_from(["中国", "CHN", "China", "德国", "Atlantis"]),
    "phone": st.sampled_from(["19000000001", "+86 190-0000-0001", "（190）0000 0001", "190000012", "1.9E+10"]),
    "email": st.sampled_from(["", "a@b.example", "c 17@x,example"]),
    "address": st.sampled_from(["虚构市 1 号", "", "x" * 121]),
    "income_yearly": st.sampled_from(["20万", "200,000.00", "0", "约二万", "-5", "¥150,000", "200k", ""]),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.fixed_dictionaries(TYPED))
def test_what_is_typed_and_what_is_brought_in_give_the_same(desk: Desk, texts: dict[str, str]) -> None:
    """One set of readers and rules: what the form refuses no list brings in, what it takes a list gives the same."""
    built = single(desk, Clients, texts)
    wrong = {one.target: one.refusal.code for one in built.faults}
    form = desk.pack.intake("person")
    values: dict[str, str] = {}
    for key, text in texts.items():
        field = form.field(key)
        assert field is not None
        option = next((one.key for one in field.choices if text in (one.text.zh, one.text.en)), text)
        answer = intake.canonical(field, option.removeprefix("'"))
        if isinstance(answer, Refusal):
            assert wrong.get(key) == answer.code
        else:
            values[key] = answer
    values = {key: value for key, value in values.items() if value}
    for key, value in values.items():
        refusal = intake.judged(key, value, values, desk.today())
        assert wrong.get(key) == (None if refusal is None else refusal.code)
    if built.value is not None:
        assert values.items() <= built.value.profile.items()


@pytest.mark.parametrize("text", ["010-88880000", "+86 10 8888 0000", "88880000", "400-800-0000", "+12025550100"])
def test_a_phone_that_is_none_of_a_mobile_is_read(desk: Desk, text: str) -> None:
    """A landline is a phone too."""
    field = desk.pack.intake("person").field("phone")
    assert field is not None
    assert isinstance(intake.canonical(field, text), str)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("客户号,姓名,证件类型,证件号码", "1,示例有限公司,营业执照,91999999MA00000000"),
        ("客户号,姓名,证件类型,证件号码", "1,示例有限公司,统一社会信用代码,91999999MA00000000"),
        ("客户号,姓名,客户类型", "1,示例有限公司,对公客户"),
    ],
)
def test_an_organisation_is_refused_in_words(desk: Desk, tmp_path: Path, head: str, row: str) -> None:
    """Asked what card a licence is, somebody answers "passport", and a company becomes a person."""
    report = done(running.look_at(desk, "clients", listed(tmp_path, row, head=head), Choice()))
    assert report.faults[0].refusal.code == "IMPORT.organisation"
    assert report.questions == ()
    person = done(
        running.look_at(desk, "clients", listed(tmp_path, "1,虚甲,个人", head="客户号,姓名,客户类型"), Choice())
    )
    assert (person.accepted, person.questions) == (1, ())
