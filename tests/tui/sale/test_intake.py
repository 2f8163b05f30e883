"""Typing a client's file: bad input, back and forth, duplicates, drafts, changes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from rmdesk.desk import clients, intake, people
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.names import tidy
from rmdesk.domain.refusal import refused
from rmdesk.tui import routes
from rmdesk.tui.kit.form import Form
from rmdesk.tui.sale.intake import IntakeScreen
from support.desks import COST, PASSWORD, done
from support.people import resident_number, staff
from support.tiers import also, longer
from support.walk import assessed
from tui.sale.cases import a_client
from tui.sale.hands import Hands, at_desk

NUMBER = resident_number(date(1980, 3, 5))
Act = Callable[[Hands], Awaitable[None]]


def in_new_file(desk: Desk, act: Act, lang: Lang = "zh", kind: str = "person") -> None:
    """Do something in a new client's file, behind the notice and the consent, which were given (DATA-01, DATA-02)."""

    async def run() -> None:
        async with at_desk(desk, lang) as hands:
            hands.app.go(routes.NewFile("organisation" if kind == "organisation" else "person"))
            await hands.pilot.pause()
            assert "告知书" in hands.seen() or "Privacy notice" in hands.seen()
            await hands.press("1", "1")
            await act(hands)

    asyncio.run(run())


async def until(hands: Hands, name: str) -> None:
    """Wait for the screen of this name: a password takes its time to be tried."""
    for _ in range(200):
        if hands.name == name:
            return
        await hands.pilot.pause(0.03)
    raise AssertionError(hands.name)


def form_of(hands: Hands) -> IntakeScreen:
    """The intake screen on top."""
    assert isinstance(hands.screen, IntakeScreen)
    return hands.screen


def message(hands: Hands, key: str) -> str:
    """What is said below a field."""
    form = form_of(hands).form
    assert form is not None
    row = form.rows[key]
    return str(row.query_one(".message").render()) if row.bad or row.has_class("-told") else ""


NONSENSE = [
    ("id_number", "nonsense!", "KYC-09"),
    ("id_number", "123", "KYC-09"),
    ("id_number", NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"), "KYC-09"),
    ("id_number", "999999202613010011", "KYC-09"),
    ("id_valid_until", "yesterday", "!"),
    ("id_valid_until", "2026-02-30", "!"),
    ("id_valid_until", "0000-00-00", "!"),
    ("born", "1880-01-01", "!"),
    ("born", "2999-01-01", "!"),
]
ON_THE_NEXT_PAGE = [("phone", "[/b]", "!"), ("phone", "十三八", "!")]


@longer
@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_nonsense_is_answered_beside_the_field(desk: Desk, lang: Lang) -> None:
    """If it fails, bad data enters the file, or the program ends over it."""

    async def act(hands: Hands) -> None:
        async def answered(form: Form, nonsense: list[tuple[str, str, str]]) -> None:
            for field, typed, rule in nonsense:
                form.focus_field(field)
                await hands.pilot.pause()
                await hands.press("ctrl+u")
                await hands.enter(typed)
                assert rule in message(hands, field), (field, typed)
                assert form.rows[field].field.has_focus, (field, typed)
                assert form.rows[field].raw == typed

        form = form_of(hands).form
        assert form is not None
        await answered(form, NONSENSE)
        form.focus_field("id_type")
        await hands.press("4")  # a permit, whose number may have an older form
        form.focus_field("id_number")
        await hands.press("ctrl+u")
        await hands.enter("0000000001(B)")
        assert message(hands, "id_number")
        assert not form.rows["id_number"].bad
        assert form.rows["id_number"].raw == "0000000001B"
        assert not form.rows["id_number"].field.has_focus

        form.focus_field("id_type")
        await hands.press("7")  # the form starts with China, and the passport is none of a Chinese
        form.focus_field("id_number")
        await hands.press("ctrl+u")
        await hands.enter("X1234567")
        assert not message(hands, "id_number")
        screen = form_of(hands)
        await screen._turn(screen.draft.page("papers"))
        assert screen.form is not None
        screen.form.focus_field("nationality")
        await hands.press("enter")
        assert message(hands, "nationality")
        screen.form.focus_field("nationality")
        await hands.press("ctrl+u")
        await hands.enter("DEU")
        assert not message(hands, "nationality")

        await screen._turn(screen.draft.page("contact"))
        assert screen.form is not None
        await answered(screen.form, ON_THE_NEXT_PAGE)

    in_new_file(desk, act, lang)


STRANGE = [
    ("[/b]", "[/b]"),
    ("[red]测试[/red]", "[red]测试[/red]"),
    ("𠅤𪚥", "𠅤𪚥"),
    ("a\x00\x1b[2Jb", "a[2Jb"),
    ("一\n二", "一 二"),
    ("好" * 10_000, "好" * 60),
    ("\\[x] {name} %s", "\\[x] {name} %s"),
    ("O'Neil\u202e\u200b", "O'Neil"),
]


@longer
def test_strange_text_is_kept_as_it_is_or_said_to_be_changed(desk: Desk) -> None:
    """If it fails, a name is changed in silence, or ends the program."""

    async def act(hands: Hands) -> None:
        form = form_of(hands).form
        assert form is not None
        for typed, kept in STRANGE:
            form.focus_field("name")
            await hands.pilot.pause()
            await hands.press("ctrl+u")
            await hands.type(typed)
            assert form.rows["name"].raw == kept
            assert typed == kept or message(hands, "name")
            await hands.press("enter")
            assert form_of(hands).draft.values["name"] == tidy(kept)

    in_new_file(desk, act)


def test_the_id_number_fills_birth_date_and_sex(desk: Desk) -> None:
    """If it fails, a clerk types what the ID says already, and may type it wrongly."""

    async def act(hands: Hands) -> None:
        await hands.enter("测试甲")
        await hands.enter(NUMBER)
        form = form_of(hands).form
        assert form is not None
        assert (form.rows["born"].raw, form.rows["sex"].raw) == ("1980-03-05", "male")

    in_new_file(desk, act)


@longer
def test_pages_turn_back_and_forth_without_loss(desk: Desk) -> None:
    """If it fails, looking back costs what was typed."""

    async def act(hands: Hands) -> None:
        for text in ("测试甲", NUMBER, "2040-01-01", "13800000009"):
            await hands.enter(text)
        screen = form_of(hands)
        await hands.type("虚构市")
        assert screen.page.id == "contact"
        await hands.press("up", "up")
        assert screen.page.id == "identity"
        await hands.press("f10")
        assert screen.page.id == "contact"
        assert screen.form is not None
        assert screen.form.rows["address"].raw == "虚构市"
        await hands.press("pageup", "f10")
        assert screen.form is not None
        assert screen.form.rows["address"].raw == "虚构市"

    in_new_file(desk, act)


@longer
def test_a_page_is_left_once(desk: Desk) -> None:
    """If it fails, an F10 for the page that its last answer turned already passes the next one unseen."""

    async def act(hands: Hands) -> None:
        for text in ("测试甲", NUMBER, "2040-01-01"):
            await hands.enter(text)
        screen = form_of(hands)
        assert screen.page.id == "contact"
        await hands.press("f10")
        assert screen.page.id == "contact"
        assert not message(hands, "phone"), "nothing was left out on a page that just came"
        assert [str(one.message)[:5] for one in hands.app._notifications] == ["上一页已填"]
        await hands.press("f10")
        assert message(hands, "phone")
        await hands.press("pageup", "enter")
        assert screen.page.id == "contact"
        await hands.type("138")
        await hands.press("f10")
        assert message(hands, "phone"), "once something is typed there F10 is for this page"

    in_new_file(desk, act)


def test_a_page_that_is_typed_full_is_turned_from_within_its_field(desk: Desk) -> None:
    """If it fails, F10 right after the last letter ends the program, or loses what was typed there."""

    async def act(hands: Hands) -> None:
        for text in ("测试甲", NUMBER):
            await hands.enter(text)
        await hands.type("2040-01-01")
        screen = form_of(hands)
        left = screen.form
        assert left is not None
        await hands.press("f10")
        assert screen.page.id == "contact"
        screen.post_message(Form.Typed(left, "id_valid_until", "2040"))  # a letter that was still on its way
        screen.post_message(Form.Typed(left, "id_valid_until", "2040-01-01"))
        await hands.pilot.pause()
        (draft,) = done(intake.kept(desk, intake.DRAFT))
        assert draft.values["values"]["id_valid_until"] == "2040-01-01"

    in_new_file(desk, act)


@longer
def test_an_amount_that_is_typed_anew_is_what_was_typed(desk: Desk) -> None:
    """If it fails, digits of an older amount stay behind it, and a hundredfold means is taken for true."""

    async def act(hands: Hands) -> None:
        form = form_of(hands).form
        while form is not None and "net_financial_assets" not in form.rows:
            await hands.press("f10")
            form = form_of(hands).form
        assert form is not None
        form.focus_field("financial_assets")
        await hands.pilot.pause()
        await hands.type("1500000")
        await hands.press("down", "up", "ctrl+u")
        await hands.type("2000000")
        await hands.press("down")
        assert form.rows["financial_assets"].raw == "2,000,000"
        await hands.type("200000000")
        await hands.press("up")
        assert "200,000,000" in message(hands, "net_financial_assets")

    in_new_file(desk, act)


@longer
def test_a_page_can_be_left_unfinished_and_the_review_leads_back(desk: Desk) -> None:
    """If it fails, one missing paper stops the whole entry, or a hole goes unnoticed."""

    async def act(hands: Hands) -> None:
        await hands.enter("测试甲")
        for _ in range(6):
            await hands.press("f10", "f10")
        assert hands.name == "ReviewScreen"
        assert "id_number" in intake.faults(desk, "person", hands.screen.draft.values)  # type: ignore[attr-defined]
        await hands.press("f10")
        assert hands.name == "ReviewScreen"
        assert done(clients.page(desk)) == ()
        await hands.press("enter")
        screen = form_of(hands)
        assert screen.form is not None
        assert screen.form.rows["id_number"].field.has_focus
        assert message(hands, "id_number")
        await hands.enter(NUMBER)
        await hands.press("f10", "f10")
        assert hands.name == "ReviewScreen"

    in_new_file(desk, act)


def test_a_client_on_file_is_noticed_while_typing(desk: Desk) -> None:
    """If it fails, one person gets two files and two levels."""
    known = a_client(desk, phone="13800000077")

    async def act(hands: Hands) -> None:
        await form_of(hands)._turn(form_of(hands).draft.page("contact"))
        await hands.keys("13800000077")
        assert known.no in hands.seen()
        await hands.press("ctrl+p", "1")
        assert hands.name == "ClientScreen"

    in_new_file(desk, act)


def test_every_answer_is_in_the_draft_at_once(desk: Desk) -> None:
    """If it fails, a crash costs what the client has told already."""

    async def act(hands: Hands) -> None:
        for text, key in (("测试甲", "name"), (NUMBER, "id_number"), ("long", "id_valid_until")):
            await hands.enter(text)
            (draft,) = done(intake.kept(desk, intake.DRAFT))
            assert draft.values["values"][key]
        await hands.type("13800000009")
        await hands.press("escape")
        (draft,) = done(intake.kept(desk, intake.DRAFT))
        assert draft.values["values"]["phone"] == "13800000009"
        hands.app.go(routes.FileDraft(draft.id))
        await hands.pilot.pause()
        screen = form_of(hands)
        assert screen.form is not None
        assert screen.draft.values["name"] == "测试甲"
        assert screen.form.rows["phone"].raw == "13800000009"

    in_new_file(desk, act)


def test_what_a_full_disk_refused_is_kept_as_soon_as_there_is_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it fails, the client's answers stand on the screen and are gone when it is left."""
    keep, full = intake.keep_typing, refused("DESK-19.disk_full", path="/desk")

    async def act(hands: Hands) -> None:
        monkeypatch.setattr(intake, "keep_typing", lambda *_: full)
        await hands.enter("测试甲")
        await hands.press("escape", "escape")
        assert hands.name == "RefusedDialog", "told, and not left"
        await hands.press("escape")
        (draft,) = done(intake.kept(desk, intake.DRAFT))
        assert not draft.values["values"].get("name")
        monkeypatch.setattr(intake, "keep_typing", keep)
        await hands.press("tab")
        (draft,) = done(intake.kept(desk, intake.DRAFT))
        assert draft.values["values"]["name"] == "测试甲"

    in_new_file(desk, act)


def test_what_was_typed_badly_is_in_the_draft_as_well(desk: Desk) -> None:
    """If it fails, a mistyped number must be asked for again after a break."""

    async def act(hands: Hands) -> None:
        await hands.enter("测试甲")
        await hands.type("99999919800305")
        await hands.press("escape")
        (draft,) = done(intake.kept(desk, intake.DRAFT))
        assert draft.values["values"]["id_number"] == "99999919800305"

    in_new_file(desk, act)


def test_a_change_says_why_and_hides_the_number_on_file(desk: Desk) -> None:
    """If it fails, numbers stand open on the screen, or files change without a reason."""
    client = a_client(desk)

    async def run() -> None:
        async with at_desk(desk) as hands:
            hands.app.go(routes.EditFile(client.id))
            await hands.pilot.pause()
            assert client.profile["id_number"] not in hands.seen()
            await hands.press("enter")
            assert client.profile["id_number"] not in hands.seen()
            screen = form_of(hands)
            await screen._turn(screen.draft.page("contact"))
            assert screen.form is not None
            screen.form.focus_field("phone")
            await hands.pilot.pause()
            await hands.press("ctrl+u")
            await hands.type("13800000088")
            await hands.press("f10", "f10")
            assert hands.name == "AskText"
            await hands.enter("换了号码")
            assert hands.name == "HomeScreen"
            hands.app.go(routes.EditFile(client.id))
            await hands.pilot.pause()
            await hands.press("ctrl+p", "0")
            assert "客户档案保持原样" in hands.seen(), "no file is deleted by it"
            await hands.press("escape")

    asyncio.run(run())
    after = done(clients.get(desk, client.id))
    assert after.profile == {**client.profile, "phone": "13800000088"}
    assert done(intake.kept(desk)) == ()


def test_who_becomes_somebody_else_is_warned_of_and_wants_a_second_person(desk: Desk) -> None:
    """If it fails, a level ends unsaid, or one person alone gives a file to somebody else (SUIT-20, DATA-08)."""
    done(people.add(desk, staff("second", "reviewer", sells=False), PASSWORD, PASSWORD, COST))
    client = a_client(desk, id_type="passport", id_number="E00000007")
    assessed(desk, client)

    async def run() -> None:
        async with at_desk(desk) as hands:
            hands.app.go(routes.EditFile(client.id))
            await hands.pilot.pause()
            await hands.press("enter")
            screen = form_of(hands)
            assert screen.form is not None
            screen.form.focus_field("born")
            await hands.pilot.pause()
            await hands.press("ctrl+u")
            await hands.type("1990-01-02")
            await hands.press("f10")
            assert "另一客户：评估等级 C3" in hands.seen()
            await hands.press("f10")
            await hands.enter("录错")
            assert "第二人" in hands.seen()
            assert done(clients.get(desk, client.id)).born == client.born
            await hands.type(PASSWORD)
            await hands.press("enter")
            await until(hands, "HomeScreen")

    asyncio.run(run())
    assert done(clients.get(desk, client.id)).profile["born"] == "1990-01-02"


@longer
def test_a_minor_gets_the_page_of_the_guardian(desk: Desk) -> None:
    """If it fails, a child is sold to without anybody's consent (SUIT-11)."""

    async def act(hands: Hands) -> None:
        for text in ("测试小", resident_number(date(2015, 3, 5)), "2030-01-01", "13800000009"):
            await hands.enter(text)
        ids = [page.id for page in form_of(hands).draft.pages()]
        assert "guardian.1" in ids
        await hands.press("f10", "f10", "f10", "f10", "f10", "f10")
        screen = form_of(hands)
        assert screen.page.id == "guardian.1"
        assert screen.form is not None
        assert screen.form.rows["guardian.1.id_type"].raw == "resident"
        assert "guardian.1.id_type" not in screen.draft.values
        await hands.enter("测试家长")
        assert screen.draft.values["guardian.1.id_type"] == "resident"

    in_new_file(desk, act)


def test_owners_of_a_company_get_a_page_each(desk: Desk) -> None:
    """If it fails, only one beneficial owner can be recorded (KYC-07)."""

    async def act(hands: Hands) -> None:
        screen = form_of(hands)
        draft = screen.draft
        draft.values.update({"owner.1.name": "测试甲", "owner.1.basis": "equity"})
        ids = [page.id for page in draft.pages()]
        assert ids[ids.index("owner.1") + 1] == "owner.2"
        await screen._turn(draft.page("owner.2"))
        await hands.press("f10")
        assert screen.page.id == "finances", "an empty further owner is passed by one key"

    in_new_file(desk, act, kind="organisation")


def test_a_share_is_asked_as_soon_as_the_basis_needs_one(desk: Desk) -> None:
    """If it fails, an owner's share is missing without anybody being asked."""

    async def act(hands: Hands) -> None:
        screen = form_of(hands)
        await screen._turn(screen.draft.page("owner.1"))
        assert screen.form is not None
        await hands.enter("测试甲")
        await hands.enter(NUMBER)
        assert screen.form.rows["owner.1.share"].display
        assert screen.form.rows["owner.1.share"].field.has_focus

    in_new_file(desk, act, kind="organisation")


def test_half_typed_work_can_be_thrown_away(desk: Desk) -> None:
    """If it fails, every client who walked away stays on the list for ever."""

    async def act(hands: Hands) -> None:
        await hands.enter("测试甲")
        await hands.press("ctrl+p", "0", "enter")
        assert hands.name == "IntakeScreen"
        assert len(done(intake.kept(desk))) == 1
        await hands.press("ctrl+p", "0", "1")
        assert hands.name == "HomeScreen"
        assert done(intake.kept(desk)) == ()

    in_new_file(desk, act)


def test_amounts_and_endless_dates_are_shown_as_people_write_them(desk: Desk) -> None:
    """If it fails, a nought too many goes unnoticed, or the file holds words where it wants values."""

    async def act(hands: Hands) -> None:
        screen = form_of(hands)
        form = screen.form
        assert form is not None
        form.focus_field("id_valid_until")
        await hands.pilot.pause()
        await hands.enter("长期")
        assert form.rows["id_valid_until"].raw == "长期"
        assert screen.draft.values["id_valid_until"] == "long"
        await screen._turn(screen.draft.page("finances"))
        await hands.press("1")
        await hands.enter("20.5万")
        assert screen.form is not None
        assert screen.form.rows["income_yearly"].raw == "205,000"
        assert screen.draft.values["income_yearly"] == "205000"

    in_new_file(desk, act)
