"""A long book is read beside the first screen: it answers meanwhile, and says that something is still to come."""

import threading
from collections.abc import Callable

import pytest

from rmdesk.desk import book, home
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, portrait
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.home.home import HomeScreen
from rmdesk.tui.indicators.indicators import IndicatorsScreen
from rmdesk.tui.kit import reading_on
from rmdesk.tui.kit.rows import Rows
from support.desks import done
from support.people import staff
from tui.stage import Driver, app_over, drive, register


def test_what_takes_long_comes_while_the_screen_answers(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise nobody can do anything for seconds with 100,000 clients. What happens meanwhile shows too."""
    full.actor = staff("demo", "manager")
    whole = {one.key for one in done(home.overview(full)).dues}
    monkeypatch.setattr(book, "LONG", 0)
    again = Desk(full.folder, full.store, full.pack, full.branch, full.actor, full.clock)
    missing = whole - {one.key for one in done(home.overview(again, at_once=True)).dues}
    assert missing
    assert all(key.startswith(portrait.CHECK) for key in missing)
    go_on, read = threading.Event(), reading_on._looked

    def held(look: Callable[[Desk], object], desk: Desk) -> Desk | Refused:
        answer = read(look, desk)
        go_on.wait(20)
        return answer

    monkeypatch.setattr(reading_on, "_looked", held)

    async def look(see: Driver) -> None:
        assert "正在读取客户资料" in see.text
        assert not missing & _shown(see)
        new = register(again, "K-0091", phone="13800009901")
        register(again, "K-0092", phone="13800009901")
        await see.press("down", "up")
        go_on.set()
        await see.until("正在读取客户资料", gone=True)
        both = {f"{portrait.CHECK}.phone_shared:{one}" for one in (new.id, "client-K-0092")}
        assert _shown(see) >= missing | both
        go_on.clear()
        see.app.go(routes.Indicators())
        await see.press("down")
        assert isinstance(see.app.screen, IndicatorsScreen)
        assert "正在读取客户资料" in see.text
        go_on.set()
        await see.until("正在读取客户资料", gone=True)
        assert len(see.app.screen.query_one(Rows).rows) > len(again.pack.indicators.indicator)

    drive(app_over(again), look)


def test_many_dues_of_clients_come_beside_the_first_screen(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With 100,000 clients 2,600 of them were read before anything was painted, with a million ten times as many: the
    desk stood still for seconds after the password. What is known already shows at once again."""
    full.actor = staff("demo", "manager")
    whole = {one.key for one in done(home.overview(full)).dues}
    monkeypatch.setattr(client_dues, "MOST_AT_ONCE", 0)
    again = Desk(full.folder, full.store, full.pack, full.branch, full.actor, full.clock)
    first = done(home.overview(again, at_once=True))
    missing = whole - {one.key for one in first.dues}
    assert first.waits
    assert missing
    assert all(key.startswith(client_dues.PREFIX) for key in missing)
    assert {one.key for one in done(home.overview(again)).dues} == whole
    assert {one.key for one in done(home.overview(again, at_once=True)).dues} == whole


def _shown(see: Driver) -> set[str]:
    screen = see.app.screen
    assert isinstance(screen, HomeScreen)
    assert screen.seen is not None
    return {one.key for one in screen.seen.dues}
