"""The screen of the other desks, at the smallest terminal in both languages."""

from pathlib import Path

from exchange.meeting import SECOND, card_of, carry, give, twin_of, work
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import enrolling, giving, peers, taking
from rmdesk.locale import Lang
from support.desks import done
from support.tiers import exhaustive
from tui.hands import answer, enter, prove, rows
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive, looks

Pair = tuple[Desk, Desk]


@exhaustive
@looks
def test_nothing_is_cut_off(pair: Pair, tmp_path: Path, lang: Lang, size: tuple[int, int]) -> None:
    """A desk that was copied, with a bundle out and one that never came: all of it stands in the row."""
    here, there = pair
    carry(there, here)
    copy = twin_of(there, tmp_path / "copy")
    give(there, here)
    work(there)
    carry(there, here)
    work(copy)
    (tmp_path / "more").mkdir()
    taking.take(here, done(giving.give(copy, here.store.device, tmp_path / "more")).file)
    copy.close()
    give(here, there)

    async def look(see: Driver) -> None:
        await open_it(see)
        assert cut_off(see.app) == []
        (row,) = rows(see)
        assert there.store.device in row
        await see.press("enter")
        assert cut_off(see.app) == []
        (clash,) = peers.all_of(here)[0].clashes
        assert clash.known[:16] in see.text
        assert clash.given[:16] in see.text

    drive(app_over(here, lang), look, size)


async def open_it(see: Driver) -> None:
    """The way everybody goes."""
    await see.press("ctrl+p")
    await see.type("exchange" if see.app.lang == "en" else "工作台交换")
    await see.press("enter")
    assert see.table == "exchange"


@exhaustive
def test_from_the_card_to_the_first_bundle(strangers: Pair, tmp_path: Path) -> None:
    """An administrator enrols a desk with a reviewer beside, gives it a bundle, takes one, and strikes it off."""
    here, there = strangers
    card = card_of(there, tmp_path / "there.card")

    async def walk(see: Driver) -> None:
        await open_it(see)
        await see.press("1")
        await answer(see, str(tmp_path / "here.card"))
        assert (tmp_path / "here.card").exists()
        await see.press("escape", "2")
        await answer(see, str(tmp_path / "there.card"), card.fingerprint.lower())
        await prove(see)
        await see.press("escape")
        assert there.store.device in rows(see)[0]
        mine = enrolling.look(there, tmp_path / "here.card")
        done(enrolling.enrol(there, tmp_path / "here.card", done(mine).fingerprint, SECOND))
        await see.press("3")
        await answer(see, str(tmp_path))
        (file,) = tmp_path.glob("*.bundle")
        done(taking.take(there, file))
        back = give(there, here).file
        await see.press("escape", "4")
        await answer(see, str(back))
        await see.press("escape")
        assert "1 已确认" in rows(see)[0]
        await see.press("4")
        await answer(see, str(back))
        assert "没有变化" in see.text
        await see.press("escape", "5")
        await answer(see, "电脑丢失")
        await prove(see)
        await see.press("escape")
        assert "已除名" in rows(see)[0]
        await see.press("4")
        await answer(see, str(tmp_path / "here.card"))
        assert "不是交换包" in see.text
        await enter(see)

    drive(app_over(here), walk)
