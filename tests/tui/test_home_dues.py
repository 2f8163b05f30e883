"""The one list of what is due on the first screen."""

from datetime import timedelta

import pytest

from rmdesk.desk import clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client_dues import ClientDue
from rmdesk.locale import tr
from rmdesk.tui.kit.rows import Rows
from support.desks import PASSWORD
from tui.hands import answer, hire
from tui.looking import cut_off
from tui.stage import LEAST, Driver, app_over, drive


@pytest.mark.parametrize(("lang", "more"), [("zh", "还有 2 件"), ("en", "and 2 more")])
def test_a_long_kind_of_dues_is_one_line_that_opens_in_place(full: Desk, lang: Lang, more: str) -> None:
    """DESK-07: forty reassessments hide nothing else on the first screen, and none of them is out of reach."""
    first = full.store.query("SELECT id FROM client WHERE no = 'K-0001'")[0]["id"]
    for days in range(4):
        client_dues.create(full, "level_changed", "SUIT-14", first, full.today(), about=f"W-10{days}")
    client_dues.create(full, "level_changed", "SUIT-14", first, full.today(), about="W-104")

    async def look(see: Driver) -> None:
        rows = see.app.screen.query_one("#due", Rows).rows
        assert sum(row.key.startswith("more:") for row in rows) == 1
        at = next(at for at, row in enumerate(rows) if row.key.startswith("more:"))
        assert more in see.text
        assert not cut_off(see.app)
        await see.press(*["down"] * at, "enter")
        due = see.app.screen.query_one("#due", Rows)
        assert len(due.rows) == len(rows) + 1
        assert due.pointed == at, "whoever opens it goes on where it stood"
        assert more not in see.text
        work = see.app.screen.query_one("#work", Rows)
        await see.press("end", "down", "down", "up", "up")
        assert (see.app.focused, due.pointed) == (due, len(due.rows) - 1)
        work.pointed = len(work.rows) - 1
        await see.press("down")
        assert (see.app.focused, work.pointed) == (work, 0), "the row below, not where the list was left before"

    drive(app_over(full, lang), look)


def test_f10_is_the_act_of_the_due_pointed_at_and_space_puts_it_off(full: Desk) -> None:
    """SUIT-20: a reassessment is begun by its own name or put off by its reminder; its date stands, the row goes to the
    end and says until when."""

    async def morning(see: Driver) -> None:
        rows = see.app.screen.query_one("#due", Rows).rows
        at = next(at for at, row in enumerate(rows) if "SUIT-20" in row.cells)
        assert "F10 登记结果" in see.text, "a call ends by how it went"
        await see.press(*["down"] * at)
        assert "F10 进行风险评估" in see.text
        await see.press("f10")
        assert see.table == "start"
        await see.press("escape", "space")
        assert see.table == "record"
        await see.press("down")
        await see.type("next week")
        await see.press("f10")
        assert see.table == "home"
        due = see.app.screen.query_one("#due", Rows)
        rows = due.rows
        assert rows[-1].key == "more:put_off"
        assert due.pointed == at, "the next due stands where this one stood"
        assert "SUIT-20" not in see.text
        await see.press("end", "enter")
        assert "推迟至 11-22" in see.text
        await see.press("escape", "tab")
        assert "推迟" not in see.lines[-1], "the list of half-done work has no due"

    drive(app_over(full), morning)
    kept = full.store.query("SELECT doc FROM due WHERE kind = 'reassess' AND done = 0")
    assert [ClientDue.model_validate_json(row["doc"]).on for row in kept] == [full.today()]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f10_reviews_the_highest_grade_with_a_second_person(full: Desk, lang: Lang) -> None:
    """KYC-05: whoever could write a line under the yearly review had reviewed nobody."""
    hire(full, "second", "reviewer")
    client = full.store.query("SELECT id FROM client WHERE no = 'K-0001'")[0]["id"]
    graded = {"aml_grade": ("low", "high"), "aml_reason": ("", "境外资金往来")}
    full.record(facts.ClientChanged(client_id=client, on=full.today(), changes=graded, reason="重新评级"), client)
    client_dues.create(full, "aml_review", "KYC-05", client, full.today() - timedelta(1))

    async def morning(see: Driver) -> None:
        rows = see.app.screen.query_one("#due", Rows).rows
        await see.press(*["down"] * next(at for at, row in enumerate(rows) if "KYC-05" in row.cells))
        await see.press("f10")
        assert see.table == "record"
        assert "境外资金往来" in see.text
        assert cut_off(see.app) == []
        await see.press("f10")
        assert see.table == "record", "what was looked at is asked"
        await see.press("down")
        await see.type("近一年流水无异常")
        await see.press("f10")
        assert see.table == "ProofDialog"
        await answer(see, PASSWORD)
        assert see.table == "home"
        assert not any("KYC-05" in row.cells for row in see.app.screen.query_one("#due", Rows).rows)

    drive(app_over(full, lang), morning, LEAST)
    assert clients.require(full, client).profile["aml_reason"] == "近一年流水无异常"
    ahead = full.store.query("SELECT on_day FROM due WHERE kind = 'aml_review' AND done = 0")
    assert [row["on_day"] for row in ahead] == [add_months(full.today(), 12).isoformat()]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_zero_stands_above_the_row_of_the_registers(desk: Desk, lang: Lang) -> None:
    """An administrator saw "unfinished: 0" above a row, and looked for what was counted wrong."""

    async def look(see: Driver) -> None:
        assert tr(lang, "home.nothing_open") in see.text
        assert tr(lang, "home.work", count=0) not in see.text

    drive(app_over(desk, lang), look)
