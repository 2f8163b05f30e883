"""The records on the screen: the audit trail, and what is kept of a client."""

import asyncio
import json
import threading
from datetime import date

import pytest

from rmdesk.desk import people
from rmdesk.desk.archive import retention
from rmdesk.desk.archive.tracking import keeping_of
from rmdesk.desk.audit import trail
from rmdesk.desk.audit.trail import AuditPage, Sought
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from rmdesk.domain.people_facts import ClientRead
from rmdesk.locale import Lang, tr
from rmdesk.tui.audit.trail import AuditScreen
from rmdesk.tui.kit.choice import KEYS, Choice
from rmdesk.tui.kit.long_act import LongAct
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.lines.client_lists import LISTS
from support.clock import Clock
from support.desks import done
from support.people import staff
from support.tiers import also, exhaustive, longer
from tui.hands import FILE, ROWS, answer, first, first_id, hire, kinds, prove, rows, told, way
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive, looks
from vault.kit import OWN


@looks
def test_nothing_is_cut_off(full: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """Every list of records is read whole at the smallest terminal, in either language."""

    async def look(see: Driver) -> None:
        for name in ROWS:
            await see.press(*way(name))
            assert see.table == name
            assert cut_off(see.app) == [], name
            await see.press("escape", "escape")
            assert see.table == "home"

    drive(app_over(full, lang), look, size)


def new_phone(desk: Desk, client: Client) -> None:
    """The client has another number."""
    changes = {"phone": (client.profile["phone"], "13900000009")}
    fact = facts.ClientChanged(client_id=client.id, on=desk.today(), changes=changes, reason="客户换号")
    desk.record(fact, client.id)


# the audit trail
def test_the_trail_is_narrowed_and_esc_shows_everything_again(full: Desk) -> None:
    """An auditor finds the one fact among thousands, and does not mistake a part for the whole (DESK-17)."""

    async def seek(see: Driver) -> None:
        await see.press(*way("audit"))
        everything = len(rows(see))
        await see.press("3")
        await answer(see, "k-0002")
        assert 0 < len(rows(see)) < everything
        assert "K-0002" in see.text
        await see.press("4", "3", "enter")
        await see.pilot.pause(0.1)
        assert len(rows(see)) == 1
        await see.press("escape")
        assert len(rows(see)) == everything
        assert see.table == "audit"
        await see.press("1")
        await answer(see, "没有这样的文字")
        assert rows(see) == []
        await see.press("escape", "5")
        await answer(see, "2020-01-01", "2020-12-31")
        assert rows(see) == []
        await see.press("escape", "escape")
        assert see.table == "settings"

    drive(app_over(full), seek)


def test_one_fact_shows_before_and_after_masked(full: Desk) -> None:
    """What was changed in a file, by whom, from what to what; no phone number in clear (DESK-01, DATA-05)."""
    client = first(full)
    new_phone(full, client)

    async def look(see: Driver) -> None:
        await see.press(*way("audit"), "enter")
        assert see.table == "fact"
        assert "138****0001 → 139****0009" in see.text
        assert "13900000009" not in see.text
        assert f"{tr('zh', 'audit.group.clients')} · client." in see.text, "a bare key tells an auditor nothing"
        assert cut_off(see.app) == []

    drive(app_over(full), look)


def test_one_key_checks_the_whole_journal_and_its_tables(full: Desk) -> None:
    """Whoever changed a record with other tools is found from the screen."""

    async def check(see: Driver) -> None:
        await see.press(*way("audit"), "6", "2")
        await see.pilot.pause(0.3)
        assert "流水完整" in see.text  # its faults, none, stand on the next line

    drive(app_over(full), check)


@exhaustive
def test_words_are_sought_beside_the_screen_until_esc(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year of a large branch is three seconds in which no key would be answered."""
    monkeypatch.setattr(trail, "LONG", 0)
    monkeypatch.setattr(trail, "_AT_ONCE", 5)
    whole = done(trail.page(full, Sought(text="W-101"), "zh", limit=1000)).lines
    begun, go_on, sought = threading.Event(), threading.Event(), LongAct._tell

    def held(act: LongAct[AuditPage], far: int, of: int) -> bool:
        begun.set()
        go_on.wait(20)
        return sought(act, far, of)

    async def seek(see: Driver) -> None:
        await see.press(*way("audit"), "1")
        await answer(see, "W-101")
        await see.app.workers.wait_for_complete()
        await see.until("W-101")
        assert [int(row.key) for row in see.app.screen.query_one(Rows).rows] == [one.seq for one in whole]
        assert "查找已停止" not in see.text
        monkeypatch.setattr(LongAct, "_tell", held)
        await see.press("1")
        await answer(see, "W-1")
        await asyncio.to_thread(begun.wait, 20)
        await see.press("escape")
        go_on.set()
        await see.until("查找已停止")

    drive(app_over(full), seek)


def test_exports_name_their_file_and_are_facts(full: Desk) -> None:
    """What leaves the desk is known afterwards; the journal asks for the own password (DATA-07, DATA-08)."""

    async def out(see: Driver) -> None:
        await see.press(*way("audit"), "7", "1")
        await see.pilot.pause(0.1)
        assert ".csv" in see.text.replace("\n", "")
        await see.press("enter", "7", "3")
        await see.pilot.pause(0.1)
        await prove(see)
        await see.press("enter")

    drive(app_over(full), out)
    assert {"audit.exported/1", "audit.journal_exported/1"} <= set(kinds(full))
    written = sorted(one.name.partition("-")[0] for one in (full.folder / "exports").iterdir())
    assert written[:2] == ["audit", "journal"]
    for one in (full.folder / "exports").iterdir():
        assert "13800000001" not in one.read_text(encoding="utf-8-sig")


def test_an_export_in_clear_wants_a_reason_and_compliance(full: Desk) -> None:
    """Numbers in full leave the desk with the consent of two (DATA-07)."""
    hire(full, "guard", "compliance")

    async def out(see: Driver) -> None:
        await see.press(*way("audit"), "7", "4")
        await see.pilot.pause(0.1)
        await answer(see, "监管调取")
        assert "guard" in see.text
        await prove(see)
        await see.press("enter")

    drive(app_over(full), out)
    assert kinds(full)[-1] == "audit.journal_exported/1"


def test_who_may_not_see_records_does_not_find_them(full: Desk) -> None:
    """A manager's palette has no audit trail, and its row is refused with the rule (DATA-08)."""
    full.actor = staff("demo", "manager")

    async def look(see: Driver) -> None:
        assert not see.app.check_action("audit", ())
        assert see.app.check_action("archive", ())
        await see.press(*way("audit"))
        assert "DATA-08" in see.text

    drive(app_over(full), look)


def test_an_auditor_reads_and_changes_nothing(full: Desk) -> None:
    """Keys that change something are not offered; every look of an auditor is a fact."""
    full.actor = staff("demo", "auditor")
    before = len(kinds(full))

    async def look(see: Driver) -> None:
        await see.press(*way("archive"))
        assert see.app.screen.check_action("scan", ()) is None
        await see.press("escape", "down", "enter")
        assert see.table == "retention"
        assert see.app.screen.check_action("put_hold", ()) is None
        await see.press("f3")
        assert not {"F2"} & set(see.lines[-1].split())
        await see.press("enter")
        assert not set("12345") & set(see.lines[-1].split())  # 8: everybody may report a risk event
        await see.press("6", "1")  # not in the line of keys, and works
        await answer(see, full.today().isoformat())
        assert see.table == "file_as_of"

    drive(app_over(full), look)
    assert set(kinds(full)[before:]) == {"client.read/1"}


def test_the_facts_of_somebody_who_left_can_be_sought(full: Desk) -> None:
    """Questions are asked about those who left, above all (DESK-17)."""
    hire(full, "lin", "manager")
    done(people.remove(full, "lin", "离职", OWN))

    async def seek(see: Driver) -> None:
        await see.press(*way("audit"), "2")
        assert tr("zh", "audit.gone") in see.text

    drive(app_over(full), seek)


@pytest.mark.parametrize("from_desk", [True, False], ids=["desk", "list"])
def test_an_auditors_search_is_one_fact(full: Desk, from_desk: bool) -> None:
    """A trail with a fact for every key pressed is read by nobody; and the fact says whom the search listed."""
    no, name = first(full).no, first(full).name
    full.actor = staff("demo", "auditor")

    async def look(see: Driver) -> None:
        await see.press("slash" if from_desk else "f3")
        before = kinds(full).count("client.read/1")
        await see.type(name)
        await see.press("enter")
        assert see.table == "client"
        assert kinds(full).count("client.read/1") == before + 3, "the search, the client, the file"

    drive(app_over(full), look)
    found = [entry.fact for entry in full.store.entries(kind="client.read/1")]
    assert [one.listed for one in found if isinstance(one, ClientRead) and one.listed] == [(no,)]


# a client's file
def test_a_file_is_shown_as_it_was_and_says_so(full: Desk, clock: Clock) -> None:
    """Years later the question is what the manager could know on that day (DESK-01)."""
    client, yesterday = first(full), full.today()
    up_to_dues = ["up"] * (len(LISTS) - 1 - LISTS.index("dues"))
    clock.forward(days=1)
    new_phone(full, client)

    async def look(see: Driver) -> None:
        await see.press(*FILE, "6", "1")
        await answer(see, "2030-01-01")
        assert see.table != "file_as_of"
        assert "!" in see.text
        await see.press("escape", "6", "1")
        await answer(see, yesterday.isoformat())
        assert see.table == "file_as_of"
        assert f"截至 {yesterday}" in see.lines[0]
        assert "138****0001" in see.text
        assert "139****0009" not in see.text
        assert cut_off(see.app) == []
        await see.press("end", *up_to_dues, "enter", "escape")
        assert see.table == "file_as_of"
        await see.press("escape")
        assert "139****0009" in see.text

    drive(app_over(full), look)


def test_a_client_gets_a_copy_of_the_own_data(full: Desk) -> None:
    """The law gives it to the client; the desk asks who hands it out (DATA-03)."""

    async def copy(see: Driver) -> None:
        await see.press(*FILE, "6", "4")
        await see.pilot.pause(0.1)
        await see.press("enter")  # the print as it is
        await see.pilot.pause(0.1)
        await prove(see)
        await see.until("S-0001")

    hire(full, "officer", "compliance")
    full.actor = staff("officer", "compliance")
    drive(app_over(full), copy)
    found = next((full.folder / "exports").glob("*.json"))
    assert json.loads(found.read_text(encoding="utf-8"))["client"]["no"] == "K-0001"
    assert kinds(full)[-1] == "client.exported/1"


def test_a_file_is_sealed_by_two(full: Desk) -> None:
    """From then on it is only kept (DATA-03)."""
    hire(full, "guard", "compliance")

    async def seal(see: Driver) -> None:
        await see.press(*FILE, "6", "0")
        await answer(see, "客户要求删除")
        assert cut_off(see.app) == []
        await prove(see)
        assert "已办理" in told(see)

    drive(app_over(full), seal)
    assert keeping_of(full, first_id(full)).sealed


@longer
@pytest.mark.parametrize("lang", ["en", also("zh")])
def test_what_was_seen_of_a_qualified_investor_survives_a_refusal(full: Desk, lang: Lang) -> None:
    """The copy of the evidence is not at hand: what was written down is there again when it is (SALE-06)."""

    async def verify(see: Driver) -> None:
        for _ in range(2):
            await see.press(*FILE, "6")
            choice = see.app.screen.query_one(Choice)
            await see.press(KEYS[next(one.place or 0 for one in choice.options if one.key == "qualify")])
            await see.pilot.pause(0.1)
            assert see.table == "record"
            assert cut_off(see.app) == []
            if "deposit slip" not in see.text:
                await see.type("deposit slip")
            await see.press("f10")
            assert see.table == "record", "nothing was verified"
            await see.press("escape", "escape", "escape")
            assert see.table == "home"
            assert len(full.store.drafts.list(kind="record")) == 1

    drive(app_over(full, lang), verify)
    (draft,) = full.store.drafts.list(kind="record")
    assert (draft.subject, draft.values["typed"]) == (first_id(full), {"seen": "deposit slip"})
    assert first(full).qualification is None


def test_the_end_of_a_relationship_begins_the_clocks_and_a_hold_stops_destruction(full: Desk) -> None:
    """A file is kept as long as the longest clock says (SUIT-09, KYC-08)."""

    async def end(see: Driver) -> None:
        await see.press(*FILE, "6", "6")
        await see.press("enter")
        await see.pilot.pause(0.1)
        await answer(see, "销户")
        assert "KYC-08" in see.text
        await see.press("enter", "6", "8")
        await see.pilot.pause(0.1)
        await answer(see, "诉讼")
        assert "暂停销毁" in see.text
        await see.press("enter", "6", "9")
        await see.pilot.pause(0.1)
        await answer(see, "结案")
        assert "诉讼" not in see.text

    drive(app_over(full), end)
    now = done(retention.status(full, first_id(full)))
    assert now.keeping.ended_on == full.today()
    assert now.keeping.holds == ()


def test_revealing_asks_for_what_the_table_says(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank that wants the password before a number is shown gets it asked for (DATA-08)."""
    from rmdesk.domain.sensitive import Asked
    from rmdesk.formpack import Pack

    monkeypatch.setattr(Pack, "asked", lambda *_: Asked(demand="password"))

    async def reveal(see: Driver) -> None:
        await see.press(*FILE, "down", "down", "down", "5")
        assert "13800000001" not in see.text
        await prove(see, "wrong")
        assert kinds(full).count("client.number_revealed/1") == 0
        await prove(see)
        await see.pilot.pause(0.3)
        assert "13800000001" in see.text

    drive(app_over(full), reveal)


def test_days_are_read_as_people_write_them(full: Desk) -> None:
    """20261121 is a day; 2026-13-01 is none, and is told on the spot."""

    async def look(see: Driver) -> None:
        await see.press(*FILE, "6", "1")
        await answer(see, "2026-13-01")
        assert "!" in see.text
        see.app.screen.query_one("TextInput").value = ""  # type: ignore[attr-defined]
        await answer(see, date(2026, 11, 21).strftime("%Y%m%d"))
        assert see.table == "file_as_of"

    drive(app_over(full), look)


def test_who_is_sought_is_called_by_name(full: Desk) -> None:
    """The choice said 测试demo, the line above the list a login."""

    async def seek(see: Driver) -> None:
        see.app.push_screen(AuditScreen(Sought(person="demo")))
        await see.pilot.pause()
        assert f"{tr('zh', 'keys.seek_person')} 测试demo" in see.text

    drive(app_over(full), seek)
