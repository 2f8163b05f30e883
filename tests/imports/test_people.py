"""The branch's people out of a staff list: joined by number, asked for roles once, without a password (DATA-08)."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmdesk.desk import clients, first_passwords, guarding, people, people_rows
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.kind import single
from rmdesk.desk.imports.people import People
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.domain.people import Certificate, Person, Training
from rmdesk.domain.refusal import Refused, StopError
from rmdesk.store import slots
from support.clock import Clock
from support.desks import COST, codes, done
from support.people import staff
from vault.kit import GOOD, OWN, STRICT, at_desk, hire, unlock

FILES = Path(__file__).parent / "files"
HEAD = "工号,登录名,姓名,岗位,可销售产品类别,证书编号,有效期至,合规培训学时,状态"
ANSWERS = {
    ("post", "客户经理"): "manager", ("post", "理财经理"): "manager", ("post", "网点负责人"): "reviewer",
    ("post", "网点负责人 兼 复核"): "reviewer,administrator", ("post", "产品管理岗"): "product_keeper",
    ("post", "合规专员"): "compliance", ("post", "审计专员"): "auditor", ("post", "保洁"): "none",
    ("state", "休假"): "suspended", ("state", "离职"): "gone", ("until", "长期"): "2099-12-31",
}  # fmt: skip
CHOICE = Choice(answers=ANSWERS, proof=OWN)


def listed(folder: Path, *rows: str) -> Path:
    """A staff list."""
    path = folder / "staff.csv"
    path.write_text("\n".join((HEAD, *rows, "")), encoding="utf-8")
    return path


def brought(desk: Desk, path: Path) -> Report:
    """The list, taken."""
    return done(running.bring_in(desk, "people", path, CHOICE))


def of(desk: Desk, login: str) -> Person:
    """Somebody of the desk."""
    found = people_rows.person_of(desk.store, login)
    assert found is not None
    return found


def test_the_staff_list_gives_people_joined_by_number(desk: Desk) -> None:
    """Two certificates in two rows are one person's; hours that stand in both rows count once."""
    expected: dict[str, Any] = json.loads((FILES / "staff.csv.expect.json").read_text(encoding="utf-8"))
    report = brought(desk, FILES / "staff.csv")
    assert (report.rows, report.accepted, report.refused, report.waiting) == (40, 36, 4, 0)
    refused_whole, left = {"0015"}, {"0016"}  # hours below nothing; left the bank before he came
    known = {one.staff_no for one in people_rows.all_of(desk.store) if one.staff_no}
    assert known == {f"{at:04d}" for at in range(1, expected["people"] + 1)} - refused_whole - left
    two = of(desk, "u0002")
    assert [one.expires_on for one in two.certificates] == [date(2027, 8, 14), date(2099, 12, 31)]
    assert [two.hours(kind, desk.today()) for kind in ("compliance", "product")] == [Decimal(8), Decimal(20)]
    assert [(one.families, one.expires_on) for one in of(desk, "u0003").certificates] == [
        (("insurance",), date(2028, 2, 29))
    ]
    assert of(desk, "u0004").roles == ("reviewer", "administrator")
    assert of(desk, "u0006").suspended
    assert of(desk, "u0007").exams[-1].passed
    assert of(desk, "u0009").certificates[1].families == ("fund", "wealth", "trust")
    assert of(desk, "u0018").certificates[0].families == ("fund", "insurance", "wealth")
    assert (of(desk, "u0022").training[0].hours, of(desk, "u0024").training[0].hours) == (Decimal(8), Decimal(12))
    assert not slots.has(desk.folder, "u0001")
    again = brought(desk, FILES / "staff.csv")
    assert (again.accepted, again.changed, again.refused) == (1, 0, 4)  # the one who left is told again
    assert of(desk, "u0002") == two


def test_nobody_is_entered_before_it_is_said_what_the_post_means(desk: Desk, tmp_path: Path) -> None:
    """A guess at a role opens clients to whom nobody meant."""
    path = listed(tmp_path, "0101,u101,虚甲,理财经理,,,,,在岗", "0102,u102,虚乙,保洁,,,,,在岗")
    looked = done(running.look_at(desk, "people", path, Choice()))
    assert (looked.accepted, looked.waiting, [one.several for one in looked.questions]) == (2, 2, [True, True])
    assert codes(running.bring_in(desk, "people", path, Choice())) == ["DATA-08.again"], "no proof"
    assert done(running.bring_in(desk, "people", path, Choice(proof=OWN))).waiting == 2
    assert people_rows.person_of(desk.store, "u101") is None
    brought(desk, path)
    assert of(desk, "u101").roles == ("manager",)
    assert people_rows.person_of(desk.store, "u102") is None, "he does not use this desk"


def test_what_the_desk_itself_calls_a_role_is_not_asked(desk: Desk, tmp_path: Path) -> None:
    """Nobody explains the desk's own words to it, and whoever answers may use them."""
    path = listed(
        tmp_path,
        "0101,,虚甲,客户经理,,,,,在岗",
        "0102,,虚乙,复核人 兼 合规人员,,,,,",
        "0103,,虚丙,Auditor,,,,,",
        "0104,,虚丁,柜员,,,,,",
    )
    path.write_text(
        path.read_text("utf-8").replace("岗位", "角色"), "utf-8"
    )  # a post at the bank is asked all the same
    looked = done(running.look_at(desk, "people", path, Choice()))
    assert [(one.word, one.rows) for one in looked.questions] == [("柜员", 1)]
    answers = {("roles", "柜员"): "客户经理，合规人员"}
    done(running.bring_in(desk, "people", path, Choice(answers=answers, proof=OWN)))
    roles = [of(desk, login).roles for login in ("0101", "0102", "0103", "0104")]
    assert roles == [("manager",), ("reviewer", "compliance"), ("auditor",), ("manager", "compliance")]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["0101,,虚甲,客户经理,基金,C-1,2030-01-01,8,在岗", "0101,,虚乙,,保险,C-2,2030-01-01,,"], (3, "姓名")),
        (["0101,,虚甲,客户经理,,,,8,在岗", "0101,,虚甲,客户经理,保险,C-2,2030-01-01,9,"], (3, "合规培训学时")),
        (["0101,u5,虚甲,客户经理,,,,8,在岗", "0102,u5,虚乙,客户经理,,,,8,在岗"], (3, "登录名")),
        (["0101,recovery,虚甲,客户经理,,,,8,在岗"], (2, "登录名")),
        (["0101,,虚甲,客户经理,基金,,2030-01-01,8,在岗"], (2, "证书编号")),
        (["0101,demo,虚甲,客户经理,,,,8,在岗"], (2, "登录名")),
        (["0101,demo,测试demo,客户经理,,,,8,停用"], (2, "状态")),
        ([",,虚甲,客户经理,,,,8,在岗"], (2, "工号")),
    ],
)
def test_rows_that_cannot_be_one_person_are_refused_by_their_cell(
    desk: Desk, tmp_path: Path, rows: list[str], fault: tuple[int, str]
) -> None:
    """Two people under one login, a certificate without a number, the only administrator locked out by a list."""
    report = done(running.look_at(desk, "people", listed(tmp_path, *rows), CHOICE))
    assert [(one.row, one.column) for one in report.faults] == [fault]


def test_a_list_changes_whom_the_desk_knows_and_takes_no_administrator_away(desk: Desk, tmp_path: Path) -> None:
    """The list of next year must not double hours, forget a certificate entered by hand, or leave nobody in charge."""
    hire(desk, "lin", "manager", "administrator")
    done(people.record_training(desk, "lin", Training(kind="compliance", hours=Decimal(2), on=desk.today()), OWN))
    before = of(desk, "lin")
    report = brought(desk, listed(tmp_path, "0001,lin,测试lin,客户经理,基金,C-1,2030-01-01,8,在岗"))
    assert (report.accepted, report.changed) == (0, 1)
    after = of(desk, "lin")
    assert after.roles == ("manager", "administrator")
    assert {one.number for one in after.certificates} == {"T-lin", "C-1"}
    brought(desk, listed(tmp_path, "0001,lin,测试lin,客户经理,基金,C-1,2031-01-01,12,在岗"))
    hours = of(desk, "lin").hours("compliance", desk.today()) - before.hours("compliance", desk.today())
    assert hours == 12
    assert desk.store.replay().ok


def test_nobody_lets_himself_sell_by_a_list(desk: Desk, tmp_path: Path) -> None:
    """DESK-15: an administrator who sells is on the list that he brings in himself."""
    path = listed(tmp_path, "0001,demo,测试demo,客户经理,基金,C-1,2030-01-01,8,在岗")
    report = done(running.look_at(desk, "people", path, CHOICE))
    assert [(one.column, one.refusal.code) for one in report.faults] == [("证书编号", "DESK-15.own")]


def test_what_was_brought_in_is_taken_back_while_nobody_worked(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """The wrong branch's list is one step back; somebody who has worked since is not made never to have been."""
    path = listed(tmp_path, "0101,u101,虚甲,客户经理,,,,8,在岗", "0102,u102,虚乙,客户经理,,,,8,在岗",
                  "0001,demo,测试demo,客户经理,,,,,在岗")  # fmt: skip
    before = of(desk, "demo")
    report = brought(desk, path)
    (one,) = done(first_passwords.issue(desk, ["u101"], OWN))
    done(first_passwords.issue(desk, ["u102"], OWN))
    folder = desk.folder
    desk.close()
    done(first_passwords.choose(folder, "u101", one.code, GOOD, cost=COST, clock=clock)).close()
    with at_desk(folder, "demo", clock) as again:
        undone = done(undoing.take_back(again, report.import_id, proof=OWN))
        assert (undone.back, [(one.no, one.why) for one in undone.kept]) == (2, [("0101", "worked")])
        assert people_rows.person_of(again.store, "u102") is None
        assert slots.people(folder) == ("demo", "u101")
        assert of(again, "demo") == before
        assert done(undoing.take_back(again, report.import_id, proof=OWN)).before
        assert again.store.replay().ok
        once_more = brought(again, path)
        assert once_more.accepted == 1, "whoever was taken back can come again"
        assert done(undoing.take_back(again, once_more.import_id, proof=OWN)).back == 2, "and go again"
        assert people_rows.person_of(again.store, "u102") is None


def test_a_one_time_code_opens_nothing_but_the_way_to_a_password(desk: Desk, clock: Clock) -> None:
    """Whoever handed the code out must not be able to work, or agree, as the person it was for."""
    hire(desk, "lin", "manager", "compliance")
    (one,) = done(first_passwords.issue(desk, ["lin"], OWN))
    assert done(first_passwords.key_states(desk)) == {"demo": "own", "lin": "code"}
    assert one.code not in repr(one)
    folder = desk.folder
    desk.close()
    assert codes(unlock(folder, "lin", "demo", clock)) == ["DATA-08.password"], "the old password is dead"
    assert codes(unlock(folder, "lin", one.code.lower(), clock)) == ["DATA-08.code"]
    weak = first_passwords.choose(folder, "lin", one.code, "lin", cost=STRICT, clock=clock)
    assert codes(weak) == ["DATA-08.short"]
    wrong = first_passwords.choose(folder, "lin", "00000-00000-00000", GOOD, cost=COST, clock=clock)
    assert codes(wrong) == ["DATA-08.password"]
    done(first_passwords.choose(folder, "lin", one.code, GOOD, cost=STRICT, clock=clock)).close()
    assert codes(unlock(folder, "lin", one.code, clock)) == ["DATA-08.password"], "the code died"
    again = first_passwords.choose(folder, "lin", one.code, GOOD, cost=STRICT, clock=clock)
    assert codes(again) == ["DATA-08.password"]
    assert isinstance(unlock(folder, "lin", GOOD, clock), Desk)


def test_a_code_is_no_proof_and_cannot_be_made_a_password(desk: Desk, clock: Clock) -> None:
    """The slots stand beside the vault: whoever edits them must not turn a code that he saw into a way in."""
    second = hire(desk, "lin", "administrator", "compliance")
    (one,) = done(first_passwords.issue(desk, ["lin"], OWN))
    proof = second._replace(password=one.code)
    with pytest.raises(StopError) as stopped:
        guarding.anybody(desk, proof, "people.add", ("administrator",))
    assert codes(stopped.value.refused) == ["DATA-08.code"]
    path = desk.folder / slots.FILE
    document = json.loads(path.read_text(encoding="utf-8"))
    del document["slots"]["lin"]["once"]
    document["check"] = slots._check(document["slots"])
    path.write_text(json.dumps(document), encoding="utf-8")
    folder = desk.folder
    desk.close()
    bare = one.code.replace("-", "")
    assert codes(unlock(folder, "lin", bare, clock)) == ["DATA-08.password"]


def test_codes_are_given_to_others_who_may_work_here(desk: Desk) -> None:
    """A code for oneself, for somebody suspended or for nobody is a mistake."""
    hire(desk, "lin", "manager")
    done(people.suspend(desk, "lin", "测试", OWN))
    assert codes(first_passwords.issue(desk, ["demo"], OWN)) == ["DATA-08.same_person"]
    assert codes(first_passwords.issue(desk, ["lin"], OWN)) == ["DATA-08.suspended"]
    assert codes(first_passwords.issue(desk, ["nobody"], OWN)) == ["INPUT.unknown"]
    assert codes(first_passwords.issue(desk, [], OWN)) == ["DATA-08.no_code"]


def test_a_client_list_names_managers_by_number_or_name(desk: Desk, tmp_path: Path) -> None:
    """Head office's list knows staff numbers: five thousand clients must not land in one book."""
    brought(desk, listed(tmp_path, "0101,u101,虚甲,客户经理,,,,8,在岗", "0102,u102,虚乙,客户经理,,,,8,在岗"))
    path = tmp_path / "clients.csv"
    named = ("0101", "101", "虚乙", "0102 虚乙", "虚甲（0101）", "u102", "0909", "0101 虚乙")
    rows = (f"99{at:03d},虚{'甲乙丙丁戊己庚辛'[at]},{one}" for at, one in enumerate(named))
    path.write_text("\n".join(("客户号,姓名,管户经理", *rows, "")), encoding="utf-8")
    done(running.bring_in(desk, "clients", path, Choice()))
    found = {one["external_no"]: one["manager"] for one in desk.store.rows("SELECT external_no, manager FROM client")}
    assert list(found.values()) == ["u101", "u101", "u102", "u102", "u101", "u102", "demo", "demo"]
    assert done(clients.find(desk, "99000"))


def typed_in(desk: Desk, person: Person, hours: Training) -> Person | Refused:
    """What the form makes of somebody and of his hours; nothing of it stays."""
    login = person.login.strip()
    with suppress(_BackError), desk.transaction():
        told = people.add(desk, person, GOOD, "demo", STRICT)
        told = told if isinstance(told, Refused) else people.record_training(desk, login, hours, OWN)
        raise _BackError
    if login not in ("demo", slots.RECOVERY) and slots.has(desk.folder, login):
        slots.remove(desk.folder, login)
    return told


class _BackError(Exception):
    """Nothing of the trial stays."""


TYPED = {
    "login": st.sampled_from(["li", " li ", "", "recovery", "demo", "长" * 41, "li\x00n", "ｌｉ"]),
    "name": st.sampled_from(["虚甲", "  虚甲 ", "", "虚" * 41, "虚\x1b甲"]),
    "staff_no": st.sampled_from(["0101", " 0101", "9" * 21, "A-7"]),
    "roles": st.sampled_from(["manager", "manager,reviewer", "manager,product_keeper", "auditor,reviewer"]),
    "classes": st.sampled_from(["ordinary", "普通型/投资连结型、变额型", ""]),
    "number": st.sampled_from(["C-1", "T-demo", " C-1", "9" * 41]),
    "until": st.sampled_from(["2030-01-01", "2030/1/1", "2030年1月1日"]),
    "hours": st.sampled_from(["8", "1.5", "1001", "-2", "1000"]),
}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.fixed_dictionaries(TYPED))
def test_what_is_typed_and_what_is_brought_in_give_the_same(desk: Desk, texts: dict[str, str]) -> None:
    """One set of readers and rules: what the form refuses no list brings in, what it takes a list gives the same."""
    classes = {"": (), "ordinary": ("ordinary",)}.get(texts["classes"], ("ordinary", "investing"))
    held = Certificate(families=("fund", "insurance"), number=texts["number"], expires_on=date(2030, 1, 1),
                       classes=classes)  # fmt: skip
    hours = Training(kind="compliance", hours=Decimal(texts["hours"]), on=desk.today())
    roles = tuple(texts["roles"].split(","))
    typed = Person.model_validate(
        {"login": texts["login"], "name": texts["name"], "staff_no": texts["staff_no"], "roles": roles,
         "certificates": (held,)}
    )  # fmt: skip
    built = single(desk, People, {**{key: text for key, text in texts.items() if key != "hours"},
                                  "families": "基金、代销保险", "compliance_hours": texts["hours"]})  # fmt: skip
    wrong = {one.refusal.code for one in built.faults}
    told = typed_in(desk, typed, hours)
    if isinstance(told, Refused):
        assert {one.code for one in told.reasons} <= wrong or not texts["login"].strip(), "a list makes a login"
        return
    assert not wrong
    assert built.value is not None
    with_it, read = told, built.value.person
    assert (read.login, read.name, read.staff_no, read.roles, read.certificates) == (
        with_it.login, with_it.name, with_it.staff_no, with_it.roles, with_it.certificates
    )  # fmt: skip
    assert [one.hours for one in read.training] == [one.hours for one in with_it.training]


def test_a_person_has_a_number_of_his_own(desk: Desk) -> None:
    """Two people of one number share a book."""
    done(people.add(desk, staff("lin", "manager").model_copy(update={"staff_no": "0101"}), GOOD, "demo", COST))
    twin = staff("he", "manager").model_copy(update={"staff_no": "0101"})
    assert codes(people.add(desk, twin, GOOD, "demo", COST)) == ["DATA-08.staff_no"]
