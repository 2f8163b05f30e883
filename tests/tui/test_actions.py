"""One table of actions: no key means two things, every action can be done, README says what the program does."""

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import pytest
from textual.command import CommandList

import rmdesk.tui
from rmdesk.desk.desk import Desk
from rmdesk.locale import LANGS, Lang, tr
from rmdesk.tui import routes
from rmdesk.tui.actions import ACTIONS, key_name, markdown, of_app, of_screen
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.help import help_lines
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.palette import ActionProvider
from support.people import staff
from tui.hands import told
from tui.stage import LEAST, WIDE, Driver, app_over, drive

ROOT = Path(__file__).parents[2]
SCREENS = sorted({screen for action in ACTIONS for screen in action.screens} - {"*"})
# Terminals keep these for themselves, or cannot tell them from others (see the traps in CRAFT).
EATEN = {"ctrl+space", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+z", "ctrl+s", "shift+enter", "f11"}


def classes() -> list[type[DeskScreen]]:
    """All screens of the program that somebody can see."""
    folder = Path(rmdesk.tui.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        name = ".".join(path.relative_to(folder.parent.parent).with_suffix("").parts)
        import_module(name.removesuffix(".__init__"))
    found = [one for one in _below(DeskScreen) if one.table and one.__module__.startswith("rmdesk.")]
    return [one for one in found if one.table not in {child.table for child in one.__subclasses__()}]


def _below(one: type[DeskScreen]) -> Iterable[type[DeskScreen]]:
    for child in one.__subclasses__():
        yield child
        yield from _below(child)


def test_no_terminal_eats_a_key() -> None:
    """A key that a terminal keeps for itself would never reach the desk."""
    used = {key for action in ACTIONS for key in action.keys}
    assert used & EATEN == set()
    assert [key for key in used if key.startswith(("alt+", "shift+")) or re.fullmatch(r"ctrl\+\d", key)] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_key_means_one_thing_on_a_screen(screen: str) -> None:
    """The same key for two things would do the wrong one at the wrong time."""
    keys = [key for action in (*of_screen(screen), *of_app()) for key in action.keys]
    assert sorted(key for key in keys if keys.count(key) > 1) == []


def test_control_keys_are_four_and_a_number_means_one_thing() -> None:
    """^B is a multiplexer's, ^S a terminal's: an act that is no way of everywhere has a number behind ^P."""
    keys = {key for action in ACTIONS for key in action.keys}
    assert {key for key in keys if key.startswith("ctrl+")} == {"ctrl+p", "ctrl+q", "ctrl+f", "ctrl+n"}
    for screen in SCREENS:
        numbers = [action.number for action in of_screen(screen) if action.number]
        assert len(numbers) == len(set(numbers)), screen


def test_a_function_key_means_the_same_everywhere() -> None:
    """A clerk's fingers learn a key once."""
    meanings: dict[str, set[str]] = {}
    for action in ACTIONS:
        for key in action.keys:
            meanings.setdefault(key, set()).add(action.id)
    assert {key: ids for key, ids in meanings.items() if re.fullmatch(r"f\d+", key) and len(ids) > 1} == {}


def test_every_action_can_be_done_where_the_table_says() -> None:
    """A key in the line of keys that does nothing is a lie."""
    known = classes()
    own = (action.id for action in of_app() if action.route is None)
    missing = [name for name in own if not hasattr(RmdeskApp, f"action_{name}")]
    for name in SCREENS:
        screens = [one for one in known if one.table == name]
        for action in of_screen(name):
            if action.id != "open" and not any(hasattr(one, f"action_{action.id}") for one in screens):
                missing.append(f"{name}.{action.id}")
    assert missing == []


def test_f10_is_called_as_its_act() -> None:
    """Who reads "next step" and presses it has registered a complaint, or decided one."""
    steps = [one for one in classes() if "next" in {action.id for action in of_screen(one.table)}]
    assert len(steps) > 20
    unnamed = [one for one in steps if (one.f10, one.key_label) == (DeskScreen.f10, DeskScreen.key_label)]
    assert [one.table for one in unnamed] == ["intake"], "there it turns the page"


def test_every_screen_binds_what_the_table_says() -> None:
    """A screen that forgot its bindings shows keys that are dead."""
    forgotten = []
    for screen in classes():
        merged = screen._merged_bindings
        assert merged is not None
        bound = {binding.action for keys in merged.key_to_bindings.values() for binding in keys}
        forgotten += [
            f"{screen.__name__}.{one.id}" for one in of_screen(screen.table) if one.keys and one.id not in bound
        ]
    assert forgotten == []


def test_readme_shows_the_table_of_keys() -> None:
    """Who reads README presses the keys that the program knows."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- keys -->\n(.*?)<!-- /keys -->", text, re.DOTALL)
    assert found is not None
    assert found[1].strip() == markdown("en").strip()


@pytest.mark.parametrize("lang", LANGS)
def test_the_palette_lists_each_act_once_and_fills_the_screen(full: Desk, lang: Lang) -> None:
    """Twelve of forty acts stood in twenty lines, one of them twice: without its key and with it."""

    async def look(see: Driver) -> None:
        await see.press("f6", "ctrl+p")
        await see.pilot.pause(0.3)
        taken = tr(lang, "keys.about.complaint")
        lines = [line for line in see.lines if line.strip()]
        assert len(lines) >= 18, see.text
        found = [str(one.prompt) for one in see.app.screen.query_one(CommandList).options]
        assert [one.removeprefix(taken).strip() for one in found if one.startswith(taken)] == ["F10 ^N"]
        assert len({*found}) == len(found)

    drive(app_over(full, lang), look, LEAST)


def test_where_one_is_no_key_leads(full: Desk) -> None:
    """F6 stood on the board itself, in the room of a key that does something."""

    async def look(see: Driver) -> None:
        for key, label in (("f3", "clients"), ("f4", "shelf"), ("f6", "board")):
            await see.press(key)
            assert f"{key.upper()} {tr('zh', f'keys.{label}')}" not in see.lines[-1]

    drive(app_over(full), look, WIDE)


def test_a_page_is_turned_in_a_palette_that_lists_nothing_yet(full: Desk) -> None:
    """Whoever turns the page while the list is being found would lose the program."""

    async def turn(see: Driver) -> None:
        await see.press("ctrl+p")
        see.app.screen.query_one(CommandList).styles.width = 0  # as before the first of them is found
        await see.pilot.pause()
        await see.press("pageup", "pageup", "pagedown", "pagedown")
        await see.press("escape")
        assert see.table == "home"

    drive(app_over(full), turn)


@pytest.mark.parametrize("lang", LANGS)
def test_the_palette_does_what_it_lists(full: Desk, lang: Lang) -> None:
    """The palette is for those who forgot the key: it lists the table's words and runs what is chosen."""

    async def look(see: Driver) -> None:
        await see.press("ctrl+p")
        wanted = next(action for action in ACTIONS if action.id == "shelf")
        await see.type("货架" if lang == "zh" else "shelf")
        assert wanted.help(lang) in see.text
        await see.press("down", "enter")
        await see.pilot.pause(0.2)
        assert see.table == "shelf"
        await see.press("ctrl+p")
        await see.type("zzz")
        await see.pilot.pause(0.6)
        assert tr(lang, "common.no_match", query="zzz") in see.text

    drive(app_over(full, lang), look)


def test_the_palette_finds_what_checklist_and_settings_name(desk: Desk) -> None:
    """Whoever reads a line of the opening checklist or of the settings and types its word stood before "no match"."""
    words = {
        "zh": (
            "开业清单",
            "节假日",
            "放假",
            "抬头",
            "信头",
            "网点资料",
            "打印机",
            "备份",
            "恢复码",
            "调解",
            "货架",
            "表单包",
            "语言",
            "配色",
            "汇率",
        ),
        "en": (
            "checklist",
            "holiday",
            "calendar",
            "letterhead",
            "printer",
            "backup",
            "recovery",
            "mediat",
            "certificate",
            "form pack",
            "language",
            "theme",
            "rates",
        ),
    }

    async def look(see: Driver) -> None:
        provider = ActionProvider(see.app.screen)
        await provider.startup()
        lang = see.app.lang
        found = {word: [str(hit.text) async for hit in provider.search(word)] for word in words[lang]}
        nothing = [word for word, hits in found.items() if hits == [tr(lang, "common.no_match", query=word)]]
        assert nothing == []

    for lang in LANGS:
        drive(app_over(desk, lang), look)


def test_help_lists_every_key_of_the_screen(full: Desk) -> None:
    """F1 is the one key everybody knows: it must name all the others."""

    async def look(see: Driver) -> None:
        await see.press("slash", "K", "minus", *"0001", "enter", "f1")
        assert see.table == "help"
        text = see.text
        for action in of_screen("client"):
            assert action.key in text
            assert action.help("zh") in text
        await see.press("escape")
        assert see.table == "client"

    drive(app_over(full), look)


@pytest.mark.parametrize("lang", LANGS)
def test_every_screen_can_explain_itself(lang: Lang) -> None:
    """F1 on a screen without a text would end the program."""
    asked = [one for one in classes() if one.allowed is None or "help" in one.allowed]
    assert [one.table for one in asked if not help_lines(one.table, one.allowed, lang)[1].value] == []


def test_letters_are_text_inside_of_inputs(full: Desk) -> None:
    """Typing a name into the search must never start a sale or ask for help."""

    async def look(see: Driver) -> None:
        await see.press("f3")
        await see.type("ja?/12")
        assert see.table == "clients"
        assert see.app.screen.query_one("FilteredRows TextInput").value == "ja?/12"  # type: ignore[attr-defined]

    drive(app_over(full), look)


def test_the_screens_own_keys_outweigh_those_of_the_app() -> None:
    """On 80 columns the line of keys drops what works everywhere before what belongs to the screen."""
    weights = {action.id: action.weight for action in ACTIONS}
    main = (
        "sale",
        "assess",
        "edit",
        "report_change",
        "reveal",
        "script",
        "acknowledge",
        "regrade",
        "next",
        "filter",
    )
    assert min(weights[one] for one in main) > max(weights[one] for one in ("clients", "shelf", "new_client"))


def test_names_of_keys_are_those_on_the_keyboard() -> None:
    """^P and F1 are what people look for on their keyboard."""
    assert [key_name(key) for key in ("f10", "ctrl+p", "slash", "escape", "left")] == ["F10", "^P", "/", "Esc", "←"]


async def _number(see: Driver, digit: str) -> None:
    await see.press("ctrl+p")
    await see.type(digit)
    await see.pilot.pause(0.6)


def test_a_number_that_does_nothing_here_points_at_no_other_act(full: Desk) -> None:
    """^P 5 and Enter, of a key that F1 named or fingers knew: it went to the shelf, or recorded a complaint."""

    async def look(see: Driver) -> None:
        await see.press("f3")
        await _number(see, "4")
        assert tr("zh", "common.no_match", query="4") in see.text
        await see.press("enter")
        assert see.table == "clients"
        await see.press("f4")
        await _number(see, "5")
        assert tr("zh", "common.not_now", what="")[:6] in told(see), "nothing waits to be confirmed"
        assert see.table == "shelf"

    drive(app_over(full), look)


def test_help_names_the_keys_that_there_is_a_use_for(full: Desk) -> None:
    """If it fails, F1 teaches a reviewer keys that are refused, and a register without a matrix the way to it."""
    full.actor = staff("second", "reviewer")

    async def look(see: Driver) -> None:
        await see.press("f1")
        assert tr("zh", "keys.about.board") in see.text
        for missing in ("new_client", "confirm_clock"):
            assert tr("zh", f"keys.about.{missing}") not in see.text
        await see.press("escape")
        see.app.go(routes.RegisterEntries("action"))
        await see.pilot.pause()
        await see.press("f1")
        assert tr("zh", "keys.about.sort") in see.text
        assert tr("zh", "keys.about.matrix") not in see.text

    drive(app_over(full), look)
