"""A long book is read beside the first screen: it answers meanwhile, and says that something is still to come."""

import threading

import pytest

from rmdesk.desk import home
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import portrait
from rmdesk.domain.refusal import Refused
from rmdesk.tui.home import home as first
from support.desks import done
from tui.stage import Driver, app_over, drive, register


def test_what_takes_long_comes_while_the_screen_answers(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise nobody can do anything for seconds with 100,000 clients. What happens meanwhile shows too."""
    whole = {one.key for one in done(home.overview(full)).dues}
    monkeypatch.setattr(portrait, "LONG", 0)
    again = Desk(full.folder, full.store, full.pack, full.branch, full.actor, full.clock)
    missing = whole - {one.key for one in done(home.overview(again, at_once=True)).dues}
    assert missing
    assert all(key.startswith(portrait.CHECK) for key in missing)
    go_on, read = threading.Event(), first._looked_through

    def held(desk: Desk) -> Desk | Refused:
        answer = read(desk)
        go_on.wait(20)
        return answer

    monkeypatch.setattr(first, "_looked_through", held)

    async def look(see: Driver) -> None:
        assert "正在核对客户资料" in see.text
        assert not missing & _shown(see)
        new = register(again, "K-0091", phone="13800009901")
        register(again, "K-0092", phone="13800009901")
        await see.press("down", "up")
        go_on.set()
        await see.until("正在核对客户资料", gone=True)
        both = {f"{portrait.CHECK}.phone_shared:{one}" for one in (new.id, "client-K-0092")}
        assert _shown(see) >= missing | both

    drive(app_over(again), look)


def _shown(see: Driver) -> set[str]:
    screen = see.app.screen
    assert isinstance(screen, first.HomeScreen)
    assert screen.seen is not None
    return {one.key for one in screen.seen.dues}
