"""The branch's people on the screen: who may do what, and the keys that open the desk."""

import re
from datetime import date
from decimal import Decimal

import pytest

from rmdesk.desk import book, first_passwords, opening, people
from rmdesk.desk.desk import Desk
from rmdesk.domain.facts import PersonAdded
from rmdesk.locale import Lang, tr
from rmdesk.store import slots
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.text_input import TextInput
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done
from support.people import staff
from support.tiers import also, longer
from tui.hands import answer, fill, hire, kinds, prove, told
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive, looks, register

LIST = ("f12", "4")
FRESH = "旧铁桥 三棵树 9"
OWN = "新木桥 五棵树 7"


def leads_in(desk: Desk, login: str, password: str, clock: Clock) -> None:
    """A given password opens nothing by itself, and not as one's own: a password of one's own does, from then on."""
    desk.close()
    assert codes(opening.unlock(desk.folder, login, password, clock=clock)) == ["DATA-08.code"]
    same = first_passwords.choose(desk.folder, login, password, password, cost=COST, clock=clock)
    assert codes(same) == ["DATA-08.same_password"]
    done(first_passwords.choose(desk.folder, login, password, OWN, cost=COST, clock=clock)).close()
    done(opening.unlock(desk.folder, login, OWN, clock=clock)).close()


@longer
def test_somebody_new_comes_in_with_the_first_password(desk: Desk, clock: Clock) -> None:
    """A new colleague works on the same day; the administrator's own password opens the key (DATA-08)."""

    async def add(see: Driver) -> None:
        await see.press(*LIST, "ctrl+p", "1")  # the number does it from the palette too
        await fill(see, "chenjing", "虚构陈静")
        await see.press("1", "2", "enter")
        await fill(see, FRESH, FRESH, "0101")
        await prove(see, "wrong")
        assert "密码不对" in see.text
        await prove(see)
        assert "虚构陈静" in see.text

    drive(app_over(desk), add)
    leads_in(desk, "chenjing", FRESH, clock)


def test_two_passwords_that_differ_are_noticed(desk: Desk) -> None:
    """A slip of the finger must not lock somebody out."""

    async def add(see: Driver) -> None:
        await see.press(*LIST, "2")
        await fill(see, FRESH, "旧铁桥", PASSWORD)
        assert "两次输入不一致" in see.text

    drive(app_over(desk), add)
    assert "vault.password_changed/1" not in kinds(desk)


@longer
@pytest.mark.parametrize(("lang", "short"), [also("zh", "密码"), ("en", "password")])
def test_a_weak_password_costs_nothing_that_was_typed(desk: Desk, lang: Lang, short: str) -> None:
    """12345678 protects nobody; and who is told so must not type name, login and roles once more (DATA-08)."""

    async def add(see: Driver) -> None:
        await see.press(*LIST, "1")
        assert see.table == "record"
        await fill(see, "chenjing", "虚构陈静")
        await see.press("1", "2", "enter")
        assert str(desk.thresholds().password_min_length) in see.text  # the rule is read before anything is typed
        await fill(see, "12345678")
        assert "DATA-08" in see.text, "before it is typed once more"
        assert short in see.text
        assert "chenjing" in see.text
        assert cut_off(see.app) == []
        see.app.screen.query_one("#row-password TextInput", TextInput).value = FRESH
        see.app.screen.query_one("#row-again TextInput", TextInput).value = FRESH
        await see.press("f10")
        await prove(see)
        assert "虚构陈静" in see.text

    drive(app_over(desk, lang), add)
    (made,) = [one for one in done(people.everybody(desk)) if one.login == "chenjing"]
    assert made.roles == ("manager", "reviewer")
    assert desk.store.drafts.list() == ()


@longer
def test_what_was_typed_about_a_person_is_there_again_and_no_password(desk: Desk) -> None:
    """Somebody comes to the counter, or the power goes: the form is there again, and no password lies in a draft."""

    async def begin(see: Driver) -> None:
        await see.press(*LIST, "1")
        await fill(see, "chenjing", "虚构陈静")
        await see.press("1", "enter")
        await fill(see, FRESH)
        await see.press("escape")
        assert see.table == "people"

    async def again(see: Driver) -> None:
        line = next(line for line in see.lines if "表单" in line)
        assert "新增" in line
        see.one("#work").focus()
        await see.press("enter")
        assert see.table == "people"
        await see.press("1")
        assert "虚构陈静" in see.text
        assert "^P 0" in see.text
        assert see.one("#row-password TextInput").has_focus
        await see.press("ctrl+p", "0", "1")
        assert see.table == "people"

    drive(app_over(desk), begin)
    (draft,) = desk.store.drafts.list()
    assert FRESH not in str(draft.values)
    drive(app_over(desk), again)
    assert desk.store.drafts.list() == ()


def test_the_own_password_is_changed_with_the_old_one(desk: Desk, clock: Clock) -> None:
    """Whoever finds an open desk must not take it over."""

    async def change(see: Driver) -> None:
        await see.press(*LIST, "2")
        await fill(see, FRESH, FRESH, "not the old one")
        assert "密码不对" in see.text
        assert "vault.password_changed/1" not in kinds(desk)
        await see.press("ctrl+u")
        await fill(see, PASSWORD)
        assert "密码已更换" in told(see)

    drive(app_over(desk), change)
    desk.close()
    done(opening.unlock(desk.folder, "demo", FRESH, clock=clock)).close()


def test_the_recovery_code_is_shown_once_and_asked_back(desk: Desk) -> None:
    """A code that was copied wrong is found out on the day on which it is needed."""

    async def renew(see: Driver) -> None:
        await see.press(*LIST, "4")
        await prove(see)
        code = see.app.screen.query_one(".text", Prose).parts[0][0].splitlines()[0]
        await see.press("enter")
        await answer(see, code[:-1] + ("A" if code[-1] != "A" else "B"))
        assert "!" in see.text
        see.app.screen.query_one("TextInput").value = ""  # type: ignore[attr-defined]
        await answer(see, code)
        assert "核对无误" in told(see)

    drive(app_over(desk), renew)
    assert kinds(desk).count("vault.recovery_code_renewed/1") == 1


def test_somebody_suspended_has_no_key_until_let_in_again(desk: Desk) -> None:
    """Rights change at once with the staff (DATA-08)."""
    hire(desk, "zhao", "manager")

    async def turn(see: Driver) -> None:
        await see.press(*LIST, "down", "enter", "6")
        await fill(see, "停岗")
        await prove(see)
        assert not slots.has(desk.folder, "zhao")
        assert "已停用" in see.text
        await see.press("6")
        await fill(see, "复岗", FRESH, FRESH)
        await prove(see)
        assert slots.has(desk.folder, "zhao")
        assert "已停用" not in see.text

    drive(app_over(desk), turn)


def test_somebody_who_left_is_gone_from_the_list(desk: Desk) -> None:
    """A removed person's password opens nothing that is made from then on, and the note says what it still opens."""
    hire(desk, "zhao", "manager")

    async def remove(see: Driver) -> None:
        await see.press(*LIST, "down", "enter", "7")
        await fill(see, "离职")
        assert any("旧备份" in one.parts[0][0] for one in see.app.screen.query(".text").results(Prose))
        await prove(see)
        assert see.table == "people"
        assert "zhao" not in see.text

    drive(app_over(desk), remove)
    assert not slots.has(desk.folder, "zhao")


def test_who_takes_the_own_key_away_leaves_the_desk(desk: Desk) -> None:
    """Nobody sits on at a desk that answers every key with a refusal (DATA-08)."""
    hire(desk, "zhao", "administrator")

    async def remove(see: Driver) -> None:
        await see.press(*LIST, "enter", "7")
        await fill(see, "离职")
        await prove(see)
        await see.until("zhao")
        assert see.table == "unlock"

    drive(app_over(desk), remove)


def test_a_forgotten_password_is_given_anew(desk: Desk, clock: Clock) -> None:
    """Nobody goes home because of a forgotten password."""
    hire(desk, "zhao", "manager")

    async def reset(see: Driver) -> None:
        await see.press(*LIST, "down", "enter", "5", "2")
        await fill(see, FRESH, FRESH)
        await prove(see)

    drive(app_over(desk), reset)
    leads_in(desk, "zhao", FRESH, clock)


def test_a_one_time_code_is_shown_once_and_sets_the_own_password(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever came by a list has no password, and nobody else may know the one that he chooses. Codes are shown only
    once: a page says that another follows."""
    monkeypatch.setattr("rmdesk.tui.people.codes._PAGE", 1)
    hire(desk, "zhao", "manager")
    for login in ("qian", "sun"):
        desk.store.append(PersonAdded(person=staff(login, "manager")), actor="demo", subject=login, at=desk.sure_now())
    codes: list[str] = []

    async def give(see: Driver) -> None:
        await see.press(*LIST)
        assert "未设密码" in see.text
        await see.press("ctrl+p", "5")
        await prove(see)
        codes.extend(re.findall(r"(?:[0-9A-Z]{5}-){2}[0-9A-Z]{5}", see.text))
        assert "只显示这一次" in see.text
        assert "下一页" in see.text
        await see.press("enter")
        assert "下一页" not in see.text
        await see.press("enter")
        assert "待本人设置" in see.text

    drive(app_over(desk), give)
    (code,) = codes
    opened = first_passwords.choose(desk.folder, "qian", code, FRESH, cost=COST, clock=clock)
    assert not isinstance(opened, Desk), "the desk is open here"
    folder = desk.folder
    desk.close()
    done(first_passwords.choose(folder, "qian", code, FRESH, cost=COST, clock=clock)).close()
    done(opening.unlock(folder, "qian", FRESH, clock=clock)).close()


@longer
def test_roles_certificates_training_and_exams_are_entered(desk: Desk) -> None:
    """What gates selling is kept by the branch itself (SUIT-08, DESK-15)."""
    done(people.add(desk, staff("zhao", "manager", sells=False), PASSWORD, PASSWORD, COST))

    async def enter(see: Driver) -> None:
        await see.press(*LIST, "enter", "2")
        assert "培训、考试和证书不由本人" in see.text
        await see.press("escape", "escape", "down", "enter")
        assert "合规培训不足" in see.text
        await see.press("1", "2", "enter")
        await fill(see, "兼任复核", "0101")
        await prove(see)
        await see.press("2", "1", "2", "enter")
        assert "保险资质类别" not in see.text
        await see.press("up", "3", "enter", "1", "enter")
        await fill(see, "T-虚构-01", "2027-12-31", "新证")
        await prove(see)
        await see.press("3", "1")
        await fill(see, "８.5", "消费者权益保护")
        await prove(see)
        assert "合规培训不足" not in see.text
        await see.press("4", "1", "2", "f10")
        await prove(see)
        assert "不合格" in see.text

    drive(app_over(desk), enter)
    one = next(one for one in done(people.everybody(desk)) if one.login == "zhao")
    assert (one.roles, one.staff_no) == (("manager", "reviewer"), "0101")
    assert one.certificates[0].expires_on == date(2027, 12, 31)
    assert one.certificates[0].classes == ("ordinary",)
    assert one.training[0].hours == Decimal("8.5")
    assert not one.exams[0].passed


def test_who_is_no_administrator_changes_nobody(desk: Desk) -> None:
    """The keys are not offered and say who may; the desk would refuse as well."""
    hire(desk, "zhao", "manager")
    desk.actor = staff("zhao", "manager")

    async def look(see: Driver) -> None:
        await see.press(*LIST)
        assert see.app.screen.check_action("add_person", ()) is None
        assert see.app.screen.check_action("own_password", ()) is True
        assert {"2", "3"} <= set(see.lines[-1].split())
        assert not {"1", "4", "5"} & set(see.lines[-1].split())
        await see.press("enter", "1")
        assert "DATA-08" in see.text
        assert "系统管理员" in see.text
        await see.press("escape")
        assert see.table == "person"

    drive(app_over(desk), look)


def test_clients_go_into_another_book_with_everything_open(full: Desk) -> None:
    """An act of two: the giver at the desk, the receiver by password; what is open is listed (DESK-18)."""
    hire(full, "zhao", "manager")
    client = register(full, "K-0009", name="测试移交")
    full.actor = staff("demo", "manager", "administrator")

    async def give(see: Driver) -> None:
        await see.press(*LIST, "3")
        assert see.table == "book"
        assert cut_off(see.app) == []
        await see.press("space")
        assert "✓" in see.text
        await see.press("space", "enter")
        assert see.table == "client"
        await see.press("escape")
        await see.press("f10")
        await see.press("1")
        await answer(see, "调岗")
        assert "zhao" in see.text
        await prove(see)
        assert see.table == "people"

    drive(app_over(full), give)
    assert not book.holds(full, client.id)
    full.actor = staff("zhao", "manager")
    assert book.holds(full, client.id)


@looks
def test_the_dialogs_are_read_whole(desk: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """What is agreed to must be readable before a password is typed."""
    hire(desk, "zhao", "manager", "compliance")

    async def look(see: Driver) -> None:
        await see.press(*LIST, "down", "enter")
        assert see.table == "person"
        assert cut_off(see.app) == []
        await see.press("7")
        await fill(see, "x")
        assert cut_off(see.app) == []
        await see.press("escape", "escape", "1")
        assert cut_off(see.app) == []

    drive(app_over(desk, lang), look, size)


def test_what_was_begun_in_one_language_goes_on_in_the_other(desk: Desk) -> None:
    """Whoever changes the language found the form under its Chinese title, and then empty."""

    async def begin(see: Driver) -> None:
        await see.press(*LIST, "1")
        await fill(see, "chenjing", "虚构陈静")
        await see.press("escape")

    async def again(see: Driver) -> None:
        line = next(line for line in see.lines if tr("en", "home.draft.record") in line)
        assert tr("en", "people.heading") in line
        assert tr("zh", "people.heading") not in line
        see.one("#work").focus()
        await see.press("enter", "1")
        assert "虚构陈静" in see.text

    drive(app_over(desk), begin)
    drive(app_over(desk, "en"), again)
