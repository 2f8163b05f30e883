"""A client's file on the screen: masked, warned about, and every act through the desk."""

from datetime import timedelta
from decimal import Decimal
from typing import NoReturn

import pytest

from rmdesk.desk import client_file, clients, intake, sales
from rmdesk.desk.assessment import reviewing
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import seeing
from rmdesk.domain import facts
from rmdesk.domain.refusal import Refused
from rmdesk.locale import Lang
from rmdesk.store.errors import DiskFull
from rmdesk.tui import routes
from rmdesk.tui.actions import of_screen
from rmdesk.tui.clients import client as client_screen
from rmdesk.tui.kit.page_form import PageForm
from rmdesk.tui.kit.record_form import KIND, place_of
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.kit.text_input import TextInput
from rmdesk.tui.lines.client_lists import LISTS
from rmdesk.tui.lines.client_rows import counts_until
from rmdesk.tui.sale.review import ReviewScreen
from support.desks import PASSWORD, done
from support.people import staff
from support.tiers import longer
from tui.hands import FILE, fill, hire
from tui.stage import WIDE, Driver, app_over, drive, register

CHECKS = ["up"] * (len(LISTS) - 1 - LISTS.index("checks"))
WAY = ("slash", "K", "minus", *"0001", "enter")


def revealed(desk: Desk) -> list[str]:
    """The fields whose clear value was shown, from the journal."""
    found = [entry.fact for entry in desk.store.entries(kind="client.number_revealed/1")]
    return [one.field for one in found if isinstance(one, facts.IdRevealed)]


def test_numbers_are_masked_until_somebody_reveals_them_and_that_is_a_fact(
    full: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks over the shoulder reads no ID number, and who revealed one is known (DATA-05)."""
    monkeypatch.setattr(client_screen, "REVEAL_SECONDS", 0.3)

    async def look(see: Driver) -> None:
        await see.press(*WAY, "down", "down")
        assert "999*************" in see.text
        await see.press("down")
        assert "138****0001" in see.text
        assert revealed(full) == []
        await see.press("5")
        assert "13800000001" in see.text
        assert revealed(full) == ["phone"], "whoever wants to ring up sees no ID number"
        await see.pilot.pause(0.6)
        assert "138****0001" in see.text
        assert "13800000001" not in see.text

    drive(app_over(full), look)


def test_leaving_the_file_hides_what_was_revealed(full: Desk) -> None:
    """A revealed number must not wait behind another screen."""

    async def look(see: Driver) -> None:
        await see.press(*WAY, "down", "down", "down", "5", "f4", "escape")
        assert see.table == "client"
        assert "13800000001" not in see.text

    drive(app_over(full), look)


def test_revealing_is_greyed_out_where_nothing_is_masked(full: Desk) -> None:
    """A key that does nothing is not offered."""

    async def look(see: Driver) -> None:
        await see.press(*WAY, "down", "down")
        assert see.app.screen.check_action("reveal", ()) is True
        await see.press("down", "down", "5")
        assert see.app.screen.check_action("reveal", ()) is None
        assert revealed(full) == []

    drive(app_over(full), look)


def test_an_auditor_is_refused_with_the_rule(full: Desk) -> None:
    """Who may read the file but not reveal is told by which rule."""
    full.actor = staff("auditor", "auditor")

    async def look(see: Driver) -> None:
        await see.press(*WAY, "down", "down", "5")
        assert "DATA-08" in see.text
        assert see.app.screen_stack[-2].check_action("edit", ()) is None, "typing what cannot be kept"
        await see.press("escape")
        assert see.table == "client"
        assert "999*************" in see.text

    drive(app_over(full), look)
    assert revealed(full) == []


def test_what_stands_between_the_client_and_a_sale_is_said_at_the_top(full: Desk) -> None:
    """An expired ID is seen when the file opens, not at the end of the sale."""
    client = register(
        full, "K-0007", name="测试丁", phone="13800000777", id_valid_until="2025-01-01", notice_given="no"
    )

    async def look(see: Driver) -> None:
        await see.press("slash", "K", "minus", *"0007", "enter")
        for rule in ("KYC-06", "DATA-01", "SUIT-20"):
            assert f"! {rule} · " in see.text

    drive(app_over(full), look)
    seen = done(client_file.read(full, client.id))
    assert {reason.rule for reason in seen.warnings} == {"KYC-06", "DATA-01", "SUIT-20"}


def test_a_reported_change_asks_for_a_new_assessment(full: Desk) -> None:
    """What the client says at the counter stops the next sale (SUIT-20)."""

    async def report(see: Driver) -> None:
        await see.press(*WAY, "4")
        await see.press("enter")
        assert "请先输入" in see.text
        await see.type("lost the job [/b]")
        await see.press("enter")
        assert "SUIT-20" in see.text

    drive(app_over(full), report)
    kept = [entry.fact for entry in full.store.entries(kind="client.change_reported/1")]
    assert [one.what for one in kept if isinstance(one, facts.ChangeReported)] == ["lost the job [/b]"]


def test_lists_of_the_file_are_entered_and_left(full: Desk) -> None:
    """Enter goes into a list, Esc comes back to the sections before it leaves the file."""

    async def walk(see: Driver) -> None:
        await see.press(*WAY, *["down"] * 8, "enter")
        assert see.one("#items").has_focus
        await see.press("enter")
        assert see.table == "assessment"
        assert "作答过快" in see.text
        assert "复算" in see.text
        await see.press("escape", "escape")
        assert see.one("#sections").has_focus
        await see.press("escape")
        assert see.table == "home"

    drive(app_over(full), walk)


def test_whoever_comes_back_from_a_file_finds_the_day_again(full: Desk) -> None:
    """The search for the last client, still there with the client's row, is read by the next one at the counter."""

    async def back(see: Driver) -> None:
        await see.press(*FILE, "escape")
        assert see.table == "home"
        assert see.app.screen.query_one("#lists").display
        assert "K-0001" not in see.text.splitlines()[1]

    drive(app_over(full), back)


def test_papers_are_printed_into_the_desks_folder(full: Desk) -> None:
    """F8 asks which: one alone, or the sheet and the notices; and says where they are."""

    async def print_sheet(see: Driver) -> None:
        await see.press("slash", "K", "minus", *"0004", "enter", "f8")
        await see.press("3")
        await see.pilot.pause(0.2)
        assert "文件已生成" in see.text
        assert len(list((full.folder / "papers").glob("*.pdf"))) == 1
        await see.press("escape", "f8", "1")
        await see.pilot.pause(0.2)

    drive(app_over(full), print_sheet)
    assert len(list((full.folder / "papers").glob("*.pdf"))) == 3  # what was printed already is the same paper


def test_a_due_is_settled_with_a_note(full: Desk) -> None:
    """A call that was made leaves the list and stays in the journal with its result."""

    async def settle(see: Driver) -> None:
        await see.press("f10")
        await see.type("called")
        await see.press("enter")
        assert "高龄客户回访" not in see.text

    drive(app_over(full), settle)
    notes = [entry.fact for entry in full.store.entries(kind="due.done/1")]
    assert [one.note for one in notes if isinstance(one, facts.DueDone)] == ["called"]


@pytest.mark.parametrize(("key", "kind"), [("1", "assessment.reviewed/1"), ("2", "assessment.sent_back/1")])
def test_a_flagged_assessment_is_accepted_or_sent_back(full: Desk, key: str, kind: str) -> None:
    """The second look at answers that came too fast is somebody else's, and stands in the journal (QUES-09)."""
    full.actor = staff("second", "reviewer")

    async def review(see: Driver) -> None:
        await see.press(*WAY, *["down"] * 8, "enter", "enter", key)
        await see.type("asked the client again")
        await see.press("enter")
        assert see.table == "assessment"
        assert "asked the client again" in see.text

    drive(app_over(full), review)
    assert len(list(full.store.entries(kind=kind))) == 1


@pytest.mark.parametrize(("key", "kind"), [("1", "assessment.reviewed/1"), ("2", "assessment.sent_back/1")])
def test_a_flagged_assessment_is_reviewed_at_anybodys_desk(full: Desk, key: str, kind: str) -> None:
    """QUES-09: the reviewer comes to the seller's desk as for a sale, and signs with the own password."""
    hire(full, "second", "reviewer")

    async def review(see: Driver) -> None:
        await see.press(*WAY, *["down"] * 8, "enter", "enter", key)
        await see.type("asked the client again")
        await see.press("enter", "enter")
        await see.type(PASSWORD)
        await see.press("f10")
        assert see.table == "assessment", see.text
        assert "asked the client again" in see.text

    drive(app_over(full), review)
    (entry,) = full.store.entries(kind=kind)
    assert entry.actor == "second"


def test_a_look_that_somebody_else_took_is_no_work_left_undone(full: Desk) -> None:
    """What was typed for it stayed under "unfinished", with no way to finish or drop it."""
    hire(full, "second", "reviewer")
    seller = full.actor

    async def begin(see: Driver) -> None:
        await see.press(*WAY, *["down"] * 8, "enter", "enter", "1")
        await see.type("asked the client again")
        await see.press("enter", "escape")

    drive(app_over(full), begin)
    (draft,) = done(intake.kept(full, KIND))
    place = place_of(draft)
    assert isinstance(place, routes.TakenAssessment)
    full.actor = staff("second", "reviewer")
    done(reviewing.review(full, place.assessment_id, "已与客户核实"))
    full.actor = seller

    async def open_it(see: Driver) -> None:
        see.app.go(place)
        await see.pilot.pause()
        assert see.table == "assessment"

    drive(app_over(full), open_it)
    assert done(intake.kept(full, KIND)) == ()


def test_the_file_of_an_unknown_client_is_refused(desk: Desk) -> None:
    """A number that was never given is a sentence."""
    assert isinstance(client_file.read(desk, "K-9999"), Refused)


def test_what_was_typed_for_an_act_that_the_disk_refused_is_offered_again(
    full: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever frees the disk types the same reason twice, and the second one is shorter."""
    key = next(action.keys[0] for action in of_screen("client") if action.id == "report_change")

    def no_room(*_: object, **__: object) -> NoReturn:
        raise DiskFull(full.folder)

    async def report(see: Driver) -> None:
        await see.press(*WAY, key)
        with monkeypatch.context() as broken:
            broken.setattr(full.store, "append", no_room)
            await see.type("收入减半")
            await see.press("enter")
            assert "DESK-19" in see.text
        await see.press("escape", key)
        assert "收入减半" in see.text
        await see.press("enter", key)
        assert "收入减半" not in see.app.screen.query_one(TextInput).value, "for a new change it is not offered"
        await see.press("escape")

    drive(app_over(full), report)
    assert [entry.kind for entry in full.store.entries()][-1] == "client.change_reported/1"


@longer
def test_a_holding_is_noted_and_redeemed_at_the_file(full: Desk) -> None:
    """What a client holds elsewhere is typed while he sits there, and counts from then on (SUIT-03)."""

    async def work(see: Driver) -> None:
        await see.press(*WAY, "7")
        await fill(see, "X-1", "5万")
        await see.press("f10")
        assert see.table == "record", "a product that no shelf knows wants its name"
        form = see.app.screen.query_one(PageForm)
        form.set_value("name", "他行理财")
        form.set_value("family", "wealth")
        await see.press("f10")
        assert see.table == "client"

    drive(app_over(full), work)
    client = done(clients.get(full, "K-0001")).id
    (line,) = done(seeing.of_client(full, client)).lines
    assert (line.holding.code, line.holding.amount, line.on_shelf) == ("X-1", Decimal(50_000), False)


def test_what_a_check_found_is_mended_or_answered_where_it_stands(full: Desk) -> None:
    """DESK-01: the row leads to the very field; what is right is said once and leaves the day."""
    client = register(full, "K-0007", name="测试丁", occupation="student", born="1985-03-05", phone="13800009993")

    async def work(see: Driver) -> None:
        await see.press("slash", "K", "minus", *"0007", "enter", "end", *CHECKS, "enter", "enter", "1")
        assert see.table == "review"
        assert isinstance(see.app.screen, ReviewScreen)
        assert see.app.screen.key == "occupation"
        await see.press("escape")
        await see.press("enter", "2")
        await see.type("在读老年大学")
        await see.press("enter")
        assert see.table == "client"

    drive(app_over(full), work)
    assert [one.group.key for one in done(client_file.read(full, client.id)).checks] == []


def test_the_list_of_clients_is_narrowed_to_a_stage_and_the_timeline_leads_to_its_records(full: Desk) -> None:
    """DESK-02: who is to be won back is found without opening every file; a file's past leads to each paper of it."""

    async def look(see: Driver) -> None:
        await see.press("f3", "ctrl+p", "2")
        stages = full.pack.portrait.stage
        await see.press(str(2 + [one.key for one in stages].index("lapsed")))
        assert see.app.screen.query(Rows).first().rows == []
        await see.press("ctrl+p", "2", "1")
        await see.type("K-0001")
        await see.press("enter", "down", "enter", "end")
        assert see.one("#items").has_focus
        assert "建档" in see.text
        await see.press("home", "enter")
        assert see.table == "wish", "the sale that was touched last"

    drive(app_over(full), look)


def test_a_new_client_starts_clean(full: Desk) -> None:
    """F2 over somebody's sale: Esc after it never shows the client before, and the search for him is gone."""

    async def script(see: Driver) -> None:
        await see.press("slash", "K", "minus", *"0001", "enter", "1", "1", "f2", "1")
        assert see.table == "intake"
        await see.press("escape")
        assert see.table == "home"
        assert see.app.screen.query_one("#query", TextInput).value == ""

    drive(app_over(full), script)


@pytest.mark.parametrize(("lang", "word"), [("zh", "已过期"), ("en", "expired")])
def test_suit_20_an_assessment_that_is_over_says_so_in_a_word(full: Desk, lang: Lang, word: str) -> None:
    """Its last day still counts; afterwards a word says what the red alone would not (SUIT-20)."""
    today = full.today()
    a_year_ago = today.replace(year=today.year - 1)
    assert counts_until(full, lang, a_year_ago) == (today.isoformat(), False)
    said, over = counts_until(full, lang, a_year_ago - timedelta(days=1))
    assert over
    assert said.startswith((today - timedelta(days=1)).isoformat())
    assert word in said


def test_more_open_sales_than_are_listed_are_counted(full: Desk) -> None:
    """Five of twelve open sales looked like all of them."""
    client = done(clients.get(full, "K-0001"))
    for _ in range(7):
        done(sales.start(full, client.id))
    many = sum(one.state == "open" for one in done(client_file.read(full, client.id)).sales)

    async def look(see: Driver) -> None:
        see.app.go(routes.ClientFile(client.id))
        await see.pilot.pause()
        assert f"另有 {many - 5} 项" in see.text

    drive(app_over(full), look, WIDE)
