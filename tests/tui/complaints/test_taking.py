"""Taking a complaint in: from any screen, in a few keys, with everything known filled in, and nothing typed lost."""

import pytest
from textual.widget import Widget

from complaints.kit import acting, taken
from rmdesk.desk import clients, sales
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import drafting, register
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.client import mask_phone
from rmdesk.domain.complaint import About
from rmdesk.faces.complaints.typing import CaseDraft
from support.desks import codes, done
from support.tiers import also, longer
from tui.complaints.cases import who
from tui.complaints.doing import FEE, agree, do, last_case, minimum, now, open_case
from tui.sale.hands import Hands
from tui.sale.whole import cut_off
from tui.stage import flows

MOST = 15


@flows
def test_the_minimum_record_takes_few_keys(busy: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """If it fails, whoever complains waits while the clerk types."""
    cut: list[str] = []

    async def script(hands: Hands) -> None:
        await minimum(hands)
        assert hands.name == "CaseScreen"
        assert hands.presses < MOST
        cut.extend(cut_off(hands.app))

    do(busy, script, lang, size)
    case = last_case(busy)
    assert (case.type, case.complainant.name, case.complainant.contact) == ("complaint", "测试新人", "13800001111")
    assert (case.claim, case.wanted) == (FEE, "退还 120 元")
    assert cut == []


WAYS = {
    "home": (),
    "clients": ("f3",),
    "client": ("f3", "enter"),
    "shelf": ("f4",),
    "product": ("f4", "enter"),
    "settings": ("f12",),
    "people": ("f12", "4"),
    "board": ("f6",),
    "figures": ("f6", "ctrl+p", "2"),
    "intake": ("f2", "1"),
}


@longer
@pytest.mark.parametrize("table", ["home", "intake", *map(also, sorted({*WAYS} - {"home", "intake"}))])
def test_a_complaint_can_be_taken_in_from_any_screen(busy: Desk, table: str) -> None:
    """If it fails, a complaint waits until the clerk has found the right screen; Esc must lead back there."""

    async def script(hands: Hands) -> None:
        await hands.press(*WAYS[table])
        assert hands.screen.table == table  # type: ignore[attr-defined]
        before, hands.presses = hands.screen, 0
        await minimum(hands, known=table == "client")
        assert hands.name == "CaseScreen"
        assert hands.presses < MOST
        await hands.press("escape")
        assert hands.name == "BoardScreen"
        await hands.press("escape")
        assert hands.screen is before or hands.name == "HomeScreen"

    do(busy, script)


def test_what_the_bank_holds_of_a_client_is_not_asked_again(busy: Desk) -> None:
    """COMP-02: from the client's file name and contact are there, and the number is masked (DATA-05)."""
    client = done(clients.get(busy, "K-0004"))

    async def script(hands: Hands) -> None:
        await hands.press("slash")
        await hands.enter("K-0004")
        await hands.press("f6", "f10")
        assert mask_phone(client.profile["phone"]) in hands.seen()
        assert client.profile["phone"] not in hands.seen()
        await hands.press("escape")
        await minimum(hands, known=True)

    do(busy, script)
    kept = last_case(busy).complainant
    assert (kept.client_id, kept.contact, kept.id_number) == (
        client.id,
        client.profile["phone"],
        client.profile["id_number"],
    )


def test_a_client_is_found_while_the_name_is_typed(busy: Desk) -> None:
    """COMP-02 from the home screen: one key more, and nothing is typed that the bank knows."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("测试甲")
        assert "K-0004" in hands.seen()
        await hands.press("1", "enter", "enter")
        await hands.enter(FEE)
        await hands.enter("退费")
        assert hands.name == "CaseScreen"
        assert hands.presses < MOST

    do(busy, script)
    assert last_case(busy).complainant.client_id == "client-K-0004"


def test_another_name_is_another_person(busy: Desk) -> None:
    """If it fails, a stranger's complaint stands in a client's file."""

    async def script(hands: Hands) -> None:
        await hands.press("slash")
        await hands.enter("K-0004")
        await hands.press("f6", "f10", "1")
        hands.screen.form.focus_field("name")  # type: ignore[attr-defined]
        await hands.press("ctrl+u")
        await hands.enter("测试外人")
        await hands.press("escape")

    do(busy, script)
    values = done(drafting.kept(busy))[0].values
    assert values["name"] == "测试外人"
    assert not values.get("client_id")
    assert not values.get("contact")
    assert not values.get("id_number")


def test_from_a_product_it_is_about_the_product(busy: Desk) -> None:
    """What one looks at is what it is about."""

    async def script(hands: Hands) -> None:
        await hands.press("f4", "enter")
        code = hands.screen.code  # type: ignore[attr-defined]
        await minimum(hands)
        assert last_case(busy).about.product == code

    do(busy, script)


def test_from_a_sale_it_is_about_the_sale_and_its_seller(busy: Desk) -> None:
    """COMP-16, COMP-04: the sale is linked, and who made it does not see the case that he took in himself."""
    sale = done(sales.start(busy, "client-K-0004"))

    async def script(hands: Hands) -> None:
        from rmdesk.tui import routes

        hands.app.go(routes.Sale(sale.sale.id))
        await minimum(hands, known=True)
        assert "COMP-04" in hands.seen()
        assert FEE not in hands.seen()
        await hands.press("enter", "escape")
        assert hands.name in ("WishScreen", "HaltScreen")

    do(busy, script)
    with acting(busy, "he"):
        case = last_case(busy)
    assert case.about == About(sale_id=sale.sale.id, product=None, people=("demo",))


def test_an_existing_case_is_linked_with_a_sale(busy: Desk) -> None:
    """COMP-16: the key of the sale asks for it where none is linked, and the client's own are offered."""
    sale = done(sales.start(busy, "client-K-0004"))
    view = taken(busy, complainant=done(register.prefill(busy, client="K-0004")).complainant)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("9")
        assert hands.name == "ActScreen", hands.seen()
        await hands.enter(sale.sale.no)
        await hands.press("f10")

    do(busy, script)
    with acting(busy, "he"):
        assert now(busy, view).about.sale_id == sale.sale.id


@longer
def test_every_answer_survives_a_kill(busy: Desk) -> None:
    """If it fails, a power cut costs what the complainant said; it is offered again on the first screen."""

    async def type_a_half(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("测试新人")
        await hands.enter("13800001111")
        await hands.press("enter", "enter")
        await hands.keys("abc")
        kept = done(drafting.kept(busy))[0].values
        assert (kept["type"], kept["name"], kept["contact"], kept["claim"]) == (
            "complaint",
            "测试新人",
            "13800001111",
            "abc",
        )

    async def go_on(hands: Hands) -> None:
        await hands.press("down", "down", "down")
        assert "测试新人" in hands.seen()
        hands.app.screen.query_one("#work").focus()
        await hands.press("home", "enter")
        assert hands.name == "TakeScreen"
        assert "abc" in hands.seen()
        await hands.press("f10")
        assert hands.name == "CaseScreen"

    do(busy, type_a_half)
    do(busy, go_on)
    assert done(drafting.kept(busy)) == ()
    assert last_case(busy).claim == "abc"


def test_a_half_typed_case_can_be_given_up(busy: Desk) -> None:
    """A false start does not stay on the first screen for ever; Enter alone gives nothing up."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("测试新人")
        await hands.press("ctrl+p", "0", "enter")
        assert len(done(drafting.kept(busy))) == 1
        await hands.press("ctrl+p", "0", "1")
        assert hands.name == "BoardScreen"

    do(busy, script)
    assert done(drafting.kept(busy)) == ()


@longer
def test_the_same_complaint_again_is_shown_and_merged(busy: Desk) -> None:
    """COMP-07: if it fails, one matter is handled twice, and answered twice."""
    first = taken(busy, complainant=who("测试重复", "13900002222"), claim=FEE)

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("测试重复")
        await hands.enter("13900002222")
        await hands.press("enter", "enter")
        await hands.enter(FEE)
        assert first.case.no in hands.seen()
        await hands.press("ctrl+p", "1")
        assert hands.name == "ActScreen", hands.seen()
        assert first.case.no in hands.seen()
        hands.screen.form.focus_field("way")  # type: ignore[attr-defined]
        await hands.press("5")
        hands.screen.form.focus_field("proof")  # type: ignore[attr-defined]
        await hands.type("录音 0417")
        await agree(hands)
        assert hands.name == "CaseScreen", hands.seen()
        assert hands.screen.view.case.id == first.case.id  # type: ignore[attr-defined]

    do(busy, script)
    joined = done(looking.view(busy, first.case.id)).case.joined
    assert len(joined) == 1
    assert done(looking.view(busy, joined[0])).case.state == "merged"


def test_a_number_never_registers_a_case(busy: Desk) -> None:
    """One digit in the type, the page being full, registered the case unread; a slip stays in the register."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("测试新人")
        await hands.enter("13800001111")
        form, before = hands.screen.form, len(done(looking.find(busy, "")))  # type: ignore[attr-defined]
        for key in (one for one, raw in form.values().items() if not raw):
            options = [one.key for one in getattr(form.rows[key].field, "options", ()) if one.key]
            form.set_value(key, options[0] if options else FEE)
        assert [key for key, raw in form.values().items() if not raw] == []
        form.focus_field("type")
        await hands.press("1", "2")
        assert hands.name == "TakeScreen", hands.seen()
        assert len(done(looking.find(busy, ""))) == before
        await hands.press("f10")
        assert "已登记为" in hands.seen()

    do(busy, script)


@longer
def test_the_rest_of_the_record_stands_behind_pgdn(busy: Desk) -> None:
    """COMP-03, COMP-13, COMP-15: an agent of a client, forwarded by the regulator, classified by typing."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("测试新人")
        await hands.enter("13800001111")
        await hands.press("enter", "enter")
        await hands.enter(FEE)
        await hands.press("pagedown")
        await hands.pilot.pause()
        form = hands.screen.form  # type: ignore[attr-defined]
        assert not form.rows["agent_name"].display
        form.focus_field("source")
        await hands.press("2")
        await hands.enter("监管转 2026-77")
        form.focus_field("role")
        await hands.press("2")
        await hands.enter("测试代理")
        await hands.press("7")
        await hands.enter("X12345678")
        await hands.enter("2020-05-01")
        assert "KYC-06" in hands.seen()  # what is over identifies nobody
        await hands.press("ctrl+u")
        await hands.enter("长期")
        assert "长期" in hands.seen()
        await hands.enter("2026-11-20")
        await hands.press("1", "pagedown")
        await hands.pilot.pause()
        hands.screen.form.focus_field("channel")  # type: ignore[attr-defined]
        await hands.enter("手机")
        await hands.press("backspace", "backspace")
        await hands.enter("客户端")
        await hands.enter("披露")
        await hands.press("pageup")
        assert "没有符合“披露”的选项" in hands.seen(), "what was typed and is no choice is not lost on the way"
        await hands.press("ctrl+u", "pageup", "pageup")
        await hands.pilot.pause()
        assert FEE in hands.seen()
        await hands.press("f10")
        assert hands.name == "CaseScreen"

    do(busy, script)
    case = last_case(busy)
    assert (case.source, case.regulator_no) == ("regulator", "监管转 2026-77")
    assert (case.complainant.role, case.complainant.agent_name, case.complainant.proof_seen) == (
        "agent",
        "测试代理",
        True,
    )
    assert case.labels.channel == "app"


def test_function_keys_work_while_a_long_text_is_typed(busy: Desk) -> None:
    """Whoever writes a decision and hears a complaint presses F6; it leads where it always leads, as F12 does."""
    view = taken(busy, complainant=who("测试客户乙", "13911112222"))

    async def script(hands: Hands) -> None:
        from rmdesk.tui import routes

        for key, name in (("f6", "BoardScreen"), ("f12", "SettingsScreen")):
            hands.app.go(routes.CaseFile(view.case.id))
            await hands.pilot.pause()
            await hands.press("5")
            await hands.keys("abc")
            await hands.press(key)
            assert hands.name == name
            await hands.press("escape")
            assert "abc" in hands.seen()

    do(busy, script)


def test_nothing_is_written_for_a_look(busy: Desk) -> None:
    """F6, F10 and Esc leave no trace: no fact, no draft."""
    before = busy.store.head()

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "escape")

    do(busy, script)
    assert busy.store.head() == before
    assert done(drafting.kept(busy)) == ()


BAD: dict[str, tuple[str, str, str]] = {
    "a receipt that lies ahead": ("received", "2026-11-22 09:00", "COMP-08"),
    "a receipt of another century": ("received", "1999-01-01 09:00", "COMP-08"),
    "no time at all": ("received", "昨天下午", ""),
    "an hour that no day has": ("received", "2026-11-20 25:10", ""),
    "no claim": ("claim", "", ""),
    "no name": ("name", "", ""),
    "an invisible mark in the name": ("name", "测试\u202e新人", ""),
}


@longer
def test_bad_input_is_said_and_costs_nothing(busy: Desk) -> None:
    """If it fails, a wrong record is kept, or a right one is lost over one wrong field."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("测试新人")
        await hands.enter("13800001111")
        await hands.press("enter", "enter")
        await hands.enter(FEE)
        form = hands.screen.form  # type: ignore[attr-defined]
        for why, (key, value, rule) in BAD.items():
            form.focus_field(key)
            field = form.rows[key].field
            right, field.value = field.value, value
            await hands.press("f10")
            assert hands.name in ("TakeScreen", "RefusedDialog"), why
            assert rule in hands.seen(), why
            if hands.name == "RefusedDialog":
                await hands.press("escape")
            assert "13800001111" in hands.seen(), why
            field.value = right
            await hands.pilot.pause()

    before = busy.store.head()
    do(busy, script)
    assert busy.store.head() == before


def test_five_megabytes_of_text_are_cut_and_said(busy: Desk) -> None:
    """A pasted mail box must neither freeze the desk nor end it; markup and control characters are text or gone."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.enter("[/b]测试[bold]")
        await hands.enter("13800001111")
        await hands.press("enter", "enter")
        await hands.type("[/]退款\x1b[31m\x00" + "长文" * 2_500_000)
        most = busy.pack.complaints.length.claim
        assert f"{most:,}" in hands.seen() or str(most) in hands.seen()
        await hands.press("enter", "f10")
        assert hands.name == "CaseScreen"
        assert "[/]退款" in hands.seen()

    do(busy, script)
    claim = last_case(busy).claim
    assert len(claim) == busy.pack.complaints.length.claim
    assert claim.startswith("[/]退款[31m长文")


def test_enter_on_the_second_page_goes_from_field_to_field(busy: Desk) -> None:
    """The focus is in a field that can be seen: Enter right after PgDn walks on, and what is typed is shown."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "f10", "1")
        await hands.type("测试新人")
        await hands.press("pagedown")
        focused = hands.app.focused
        assert focused is not None
        assert focused.display
        assert all(one.display for one in focused.ancestors if isinstance(one, Widget))
        await hands.press("7")
        await hands.enter("E12345678")
        assert "E12345678" in hands.seen()
        await hands.type("虚构市虚构路 1 号")
        assert "虚构市虚构路 1 号" in hands.seen()

    do(busy, script)


@pytest.mark.parametrize(("key", "case"), [("received", "INPUT.moment"), ("group_size", "INPUT.integer")])
def test_half_typed_nonsense_ends_nothing(busy: Desk, key: str, case: str) -> None:
    """While a time or number cannot be read, looking for the same case waits, and taking in says why."""
    draft = CaseDraft.fresh(busy, register.NewCase())
    for field, raw in ((key, "电梯广告[/]"), ("name", "测试新人"), ("contact", "13900004444"), ("claim", "误导")):
        assert draft.type(field, raw) is None
    assert draft.same() == ()
    assert codes(draft.take()) == [case]
