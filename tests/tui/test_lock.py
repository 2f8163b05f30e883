"""Locking and unlocking: a laptop on a counter is looked at by others."""

import json
from importlib import import_module
from pathlib import Path
from queue import Queue
from threading import current_thread, main_thread
from types import ModuleType

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from rmdesk.desk import backup, first_passwords, opening, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.facts import LoginFailed
from rmdesk.locale import tr
from rmdesk.store import rebuild
from rmdesk.tui import places, preferences
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.home.home import HomeScreen
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.text_input import TextInput
from rmdesk.tui.vault.closing_backup import back_up
from rmdesk.tui.vault.unlock import UnlockScreen
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, codes, done
from support.patience import PATIENCE
from support.people import staff
from support.tiers import longer
from tui.hands import answer, told
from tui.stage import LEAST, SMALL, Driver, Script, app_over, drive, locked
from vault.kit import kinds


@pytest.fixture
def shut(tmp_path: Path, pack: object, clock: Clock) -> tuple[Path, str]:
    """A locked desk in a folder, and its recovery code."""
    from rmdesk.formpack import Pack

    assert isinstance(pack, Pack)
    folder = tmp_path / "shut"
    desk, code = done(opening.create(folder, BRANCH, staff("wangmin"), PASSWORD, pack, "zh", cost=COST, clock=clock))
    desk.close()
    return folder, code


async def settled(see: Driver, table: str) -> None:
    """Wait until the screen `table` is on top, at most two seconds."""
    for _ in range(40):
        await see.pilot.pause(0.05)
        if see.table == table:
            return
    raise AssertionError(f"{table} did not come; {see.table} is there: {see.text}")


def driven(app: RmdeskApp, script: Script, size: tuple[int, int] = SMALL) -> None:
    """As `drive`; the desk that was opened on the way is closed once the last screen was painted."""
    drive(app, script, size)
    if app.opened is not None:
        app.opened.close()


# unlocking
def test_the_only_person_types_the_password_and_is_in(shut: tuple[Path, str]) -> None:
    """Opening the desk in the morning costs the password and Enter."""

    async def unlock(see: Driver) -> None:
        await see.type(PASSWORD)
        await see.press("enter")
        await settled(see, "home")
        assert "虚构支行" in see.text
        assert see.app.opened is not None

    driven(locked(shut[0]), unlock)
    assert preferences.load(shut[0]).login == "wangmin"


def test_the_first_screen_is_loaded_while_the_password_is_typed(
    shut: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Importing its modules takes a quarter of a second, for which one would wait after Enter; in the screens' own
    thread it would make the typing stutter."""
    loaded: Queue[tuple[str, bool]] = Queue()

    def load(name: str) -> ModuleType:
        loaded.put((name, current_thread() is main_thread()))
        return import_module(name)

    monkeypatch.setattr(places, "import_module", load)

    async def begin(see: Driver) -> None:
        await see.pilot.pause(0.3)
        await see.type("x")

    driven(locked(shut[0]), begin)
    assert loaded.get(timeout=PATIENCE) == ("rmdesk.tui.vault.unlock", True)
    assert loaded.get(timeout=PATIENCE) == ("rmdesk.tui.home.home", False)


def test_who_was_named_on_the_command_line_types_the_password(shut: tuple[Path, str]) -> None:
    """`rmdesk --user NAME`: a password typed into the list of people is lost."""
    other = done(opening.unlock(shut[0], "wangmin", PASSWORD))
    done(people.add(other, staff("lixia", "manager"), PASSWORD, PASSWORD, COST))
    other.close()

    async def unlock(see: Driver) -> None:
        await see.pilot.pause(0.3)
        assert see.one("#password").has_focus
        await see.type(PASSWORD)
        await see.press("enter")
        await settled(see, "home")
        assert see.app.opened is not None

    driven(locked(shut[0], login="lixia"), unlock)


def test_who_is_to_be_chosen_is_said_where_it_is_seen(shut: tuple[Path, str]) -> None:
    """On a small terminal the list of people opened over the words, and Enter seemed to do nothing at all."""
    desk = done(opening.unlock(shut[0], "wangmin", PASSWORD))
    for at in range(6):
        done(people.add(desk, staff(f"lin{at}", "manager"), PASSWORD, PASSWORD, COST))
    desk.close()

    async def unlock(see: Driver) -> None:
        await see.pilot.pause(0.3)
        await see.type("lin")
        await see.press("tab")
        assert see.one("#person").has_focus
        assert "不止一项" in told(see)
        await see.press("ctrl+u", "tab")
        assert see.one("#password").has_focus
        await see.type(PASSWORD)
        await see.press("enter")
        await see.pilot.pause()
        assert see.one("#person").has_focus
        assert "请先选择人员" in see.text
        await see.type("lin3")
        await see.press("tab", "enter")
        await settled(see, "home")

    driven(locked(shut[0]), unlock, LEAST)


def test_a_wrong_password_is_told_and_forgotten(shut: tuple[Path, str]) -> None:
    """A wrong password says so, and nobody behind the clerk reads what was typed."""

    async def unlock(see: Driver) -> None:
        await see.type("xyzzy[/b]")
        assert "xyzzy" not in see.text
        await see.press("enter")
        await see.pilot.pause(0.4)
        assert see.table == "unlock"
        assert "!" in str(see.one("#told").render())
        assert see.app.screen.query_one("#password", TextInput).value == ""

    driven(locked(shut[0]), unlock)


def test_nothing_else_can_be_reached_before_the_password(shut: tuple[Path, str]) -> None:
    """No key leads past the lock."""

    async def knock(see: Driver) -> None:
        await see.press("f2", "f3", "f4", "f9", "f12", "ctrl+p", "ctrl+f", "escape")
        assert see.table == "unlock"
        assert see.app.opened is None

    driven(locked(shut[0], "wangmin"), knock)


def test_the_lock_lies_over_dialogs_and_the_palette(full: Desk) -> None:
    """Whoever is called away presses one key, whatever is open; what was typed is there afterwards."""

    async def away(see: Driver) -> None:
        await see.press("f3", "enter", "4")
        await see.type("换工作")
        await see.press("f9")
        assert see.table == "lock"
        assert "换工作" not in see.text
        await see.type(PASSWORD)
        await see.press("enter")
        await see.pilot.pause(0.1)
        assert "换工作" in see.text
        await see.press("escape", "ctrl+p", "f9")
        assert see.table == "lock"

    drive(app_over(full), away)


def test_a_desk_of_an_older_version_says_what_it_waits_for(
    shut: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables are made anew, a minute at ten thousand clients: "unlocking", somebody took the laptop off its power
    meanwhile."""
    desk = done(opening.unlock(shut[0], "wangmin", PASSWORD))
    rebuild.put_meta(desk.store._vault, "shape", "older")
    desk.close()
    assert codes(opening.unlock(shut[0], "wangmin", PASSWORD, renews=False)) == ["DESK-19.outdated"]
    monkeypatch.setattr(rebuild, "_STEP", 1)
    said: list[str] = []
    tell = UnlockScreen._tell

    def kept(screen: UnlockScreen, text: str) -> None:
        said.append(text)
        tell(screen, text)

    monkeypatch.setattr(UnlockScreen, "_tell", kept)

    async def unlock(see: Driver) -> None:
        await see.type(PASSWORD)
        await see.press("enter")
        await settled(see, "home")

    driven(locked(shut[0]), unlock)
    assert any("正在重建数据表（1/" in one for one in said)
    done(opening.unlock(shut[0], "wangmin", PASSWORD, renews=False)).close()


@longer
def test_a_one_time_code_lets_its_person_choose_a_password(shut: tuple[Path, str]) -> None:
    """Whoever came by a staff list has a slip of paper and nothing else (DATA-08)."""
    folder = shut[0]
    desk = done(opening.unlock(folder, "wangmin", PASSWORD))
    done(people.add(desk, staff("lixia", "manager"), PASSWORD, PASSWORD, COST))
    (one,) = done(first_passwords.issue(desk, ["lixia"], Proof(PASSWORD)))
    desk.close()
    own = "旧铁桥 三棵树 9"

    async def first(see: Driver) -> None:
        await see.type(one.code.lower())
        await see.press("enter")
        await _seen(see, "密码由他人给出")
        await answer(see, "lixia", "lixia")
        await _seen(see, "至少 8 位")
        await answer(see, own, own)
        await settled(see, "home")
        assert see.app.opened is not None

    driven(locked(folder, "lixia"), first)
    done(opening.unlock(folder, "lixia", own)).close()


async def _seen(see: Driver, text: str) -> None:
    """Wait until a text stands on the screen, at most two seconds."""
    for _ in range(40):
        await see.pilot.pause(0.05)
        if text in see.text:
            return
    raise AssertionError(f"{text} did not come: {see.text}")


def test_the_recovery_code_opens_the_desk_and_sets_a_password(shut: tuple[Path, str]) -> None:
    """Without it a forgotten password is the end of the branch's records."""
    folder, code = shut

    async def recover(see: Driver) -> None:
        await see.pilot.pause(0.2)
        await see.press("f10")
        await see.type(code[:-1])
        await see.press("enter")
        assert tr("zh", "vault.unlock.wrong_code") in see.text, "before a password was thought of"
        await see.type(code[-1])
        await see.press("enter")
        for typed in ("a new long password", "a new lang password", "a new long password"):
            await see.type(typed)
            await see.press("enter")
        await settled(see, "home")
        assert tr("zh", "keys.lock") in see.text
        assert see.app.opened is not None

    driven(locked(folder, "wangmin"), recover)
    again = done(opening.unlock(folder, "wangmin", "a new long password"))
    again.close()


@pytest.mark.parametrize("content", ["", "[]", '{"login": 7, "theme": "pink"}', "\x00\xff", '{"lang": "fr"}'])
def test_damaged_preferences_are_the_defaults(tmp_path: Path, content: str) -> None:
    """A broken little file must not keep the branch from its desk."""
    (tmp_path / preferences.FILE).write_text(content, encoding="utf-8")
    assert preferences.load(tmp_path) == preferences.Preferences()


def test_preferences_hold_nothing_of_a_client(full: Desk) -> None:
    """The one clear file in the folder knows who works here, by what names, and how the screen looks: nothing else."""
    assert preferences.save(full.folder, preferences.Preferences("demo", "dark", "en"))
    kept = json.loads((full.folder / preferences.FILE).read_text(encoding="utf-8"))
    assert kept == {"login": "demo", "theme": "dark", "lang": "en", "names": {}}


def test_a_folder_that_is_no_desk_is_said(tmp_path: Path) -> None:
    """A wrong path is a sentence, not a traceback."""

    async def look(see: Driver) -> None:
        await see.pilot.pause(0.2)
        assert "!" in str(see.one("#told").render())

    driven(locked(tmp_path / "nothing"), look)


# locking
def test_a_locked_screen_shows_nothing_of_the_client_and_no_key_works(full: Desk) -> None:
    """Who passes a locked laptop reads no name and opens no file."""

    async def lock(see: Driver) -> None:
        await see.press("f3", "enter", "f9")
        assert see.table == "lock"
        for key in ("escape", "f1", "f2", "f3", "f4", "f12", "ctrl+p", "ctrl+f", "f6"):
            await see.press(key)
            assert see.table == "lock", key
        assert "测试" not in see.text
        assert "赵" not in see.text
        assert "K-0" not in see.text

    drive(app_over(full), lock)


def test_what_was_typed_is_there_again_after_the_lock(full: Desk) -> None:
    """A lock in the middle of a search or a form costs no typing."""

    async def lock(see: Driver) -> None:
        await see.press("f3")
        await see.type("cs")
        await see.press("f9")
        await see.type("nonsense")
        await see.press("enter")
        assert see.table == "lock"
        assert "密码不对" in see.text
        await see.type(PASSWORD)
        await see.press("enter")
        assert see.table == "clients"
        assert see.app.screen.query_one("FilteredRows TextInput", TextInput).value == "cs"

    drive(app_over(full), lock)


def test_a_search_that_was_on_its_way_reads_nothing_of_a_desk_that_rests(full: Desk) -> None:
    """Whoever typed and locked at once found the program ended: the search came when the file was closed."""

    async def rest(see: Driver) -> None:
        await see.press("slash", "K")
        home = see.app.screen
        assert isinstance(home, HomeScreen)
        await see.press("f9")
        full.store.rest()
        for search in (home._settling, home._deeper):
            search.typed(0.0)
        search.typed(0.001)
        await see.pilot.pause(0.1)
        assert see.table == "lock"

    drive(app_over(full), rest)


def test_below_the_lock_the_desk_rests(full: Desk) -> None:
    """A laptop that is carried off locked held the key and the clients in memory."""

    async def rest(see: Driver) -> None:
        await see.press("f3", "enter")
        before = see.text
        await see.press("f9")
        await see.pilot.pause(0.4)
        assert full.store.resting
        assert full.store._vault.key == b""
        with pytest.raises(DatabaseError):
            full.store.head()
        await see.press("escape", "f1", "f3", "f12", "ctrl+p")
        await see.resize(120, 40)
        await see.resize(80, 24)
        await see.type("nonsense")
        await see.press("enter")
        assert "密码不对" in see.text
        await see.type(PASSWORD)
        await see.press("enter")
        assert see.text == before
        assert not full.store.resting
        assert kinds(full)[-1] == LoginFailed.kind, "told once the journal can be written"
        await see.press("escape", "escape")
        assert see.table == "home"

    drive(app_over(full), rest)


def test_whoever_leaves_from_the_lock_hears_that_there_is_no_backup(
    full: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """The key is gone: a day's work without a backup is no secret."""
    full.store.rest()
    back_up(full, "zh")
    assert tr("zh", "vault.backup.locked") in capsys.readouterr().out
    assert people.check_password(full, PASSWORD) is None
    assert done(backup.at_exit(full)) is not None


def test_somebody_else_comes_without_leaving_the_program(
    shut: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the counter people change places all day: names to pick from, by what is typed, and the key leaves memory."""
    other = done(opening.unlock(shut[0], "wangmin", PASSWORD))
    done(people.add(other, staff("lixia", "manager"), PASSWORD, PASSWORD, COST))
    other.close()

    async def switch(see: Driver) -> None:
        await see.pilot.pause(0.3)
        await see.type(PASSWORD)
        await see.press("enter")
        await settled(see, "home")
        home = see.app.screen
        assert isinstance(home, HomeScreen)
        home._deeper.typed(60)  # what was typed into the search has not been looked for yet
        await see.press("f3")
        below = see.app.screen
        assert isinstance(below, DeskScreen)
        monkeypatch.setattr(below, "title_texts", lambda: (see.app.desk.actor.name, ""))
        await see.press("f12", "down", "enter", "f9")
        await settled(see, "lock")
        desk, see.app.opened = see.app.opened, None
        for _ in range(2):  # on its way out it may hear twice that it came to light
            below.on_screen_resume()
        see.app.opened = desk
        await see.press("f10")  # what lies below comes to light for a moment, and there is no desk to read
        await settled(see, "unlock")
        await see.pilot.pause(0.3)
        assert see.app.opened is None
        home._deeper.now()
        await see.press("up")
        assert see.one("#person").has_focus
        assert "测试lixia（lixia）" in see.text
        await see.type("lix")
        await see.press("enter")
        assert see.one("#password").has_focus
        await see.type(PASSWORD)
        await see.press("enter")
        await settled(see, "home")
        assert see.app.opened is not None
        assert see.app.opened.actor.login == "lixia"

    driven(locked(shut[0], login="wangmin"), switch)
