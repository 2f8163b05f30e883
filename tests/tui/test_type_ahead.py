"""Keys that are typed behind one whose effect takes its time (the bursts of a real terminal: tests/terminal)."""

import asyncio

import pytest
from textual import events, work
from textual.screen import ModalScreen

from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.faces.fields import FieldSpec
from rmdesk.locale import tr
from rmdesk.tui import routes, type_ahead
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.record_form import Record, RecordForm
from support.tiers import exhaustive
from tui.hands import told
from tui.stage import Driver, app_over, drive

pytestmark = pytest.mark.keyboard
SECRET = "second-password"
ONE_MOMENT = tr("zh", "common.one_moment")
DROPPED = tr("zh", "common.keys_dropped")


class SlowForm(RecordForm[None]):
    """F10 asks for a password once `goes_on` is set, or says that the act is refused."""

    def __init__(self, *, refuses: bool) -> None:
        super().__init__(
            Record(
                "keys.next", "", routes.Home(), (FieldSpec("why", "原因", required=True),),
                lambda _values, _proof: None, lambda _: None,
            )
        )  # fmt: skip
        self.refuses = refuses
        self.goes_on = asyncio.Event()

    def do(self) -> None:
        """As a loaded machine does it."""
        self.slowly()

    @work
    async def slowly(self) -> None:
        await self.goes_on.wait()
        if self.refuses:
            self.refuse(Refused(reasons=(refuse("INPUT.amount", given=""),)))
        else:
            await self.app.push_screen_wait(AskText("证明", "密码", lang=self.lang, password=True))


async def until_told(see: Driver, text: str) -> None:
    """Wait until it was said in passing, at most two seconds."""
    for _ in range(100):
        await see.pilot.pause(0.02)
        if text in told(see):
            return
    raise AssertionError(f"{text!r} was not told:\n{see.text}")


def f10_and_the_secret(see: Driver) -> None:
    """Both at one go, as a quick hand or a paste types them."""
    for key in ("f10", *SECRET):
        see.app.post_message(events.Key(key.replace("-", "minus"), key if len(key) == 1 else None))


async def typed_behind_f10(see: Driver, form: SlowForm) -> None:
    """Give the reason, then F10 and the password at one go, and wait until a second has passed."""
    see.app.push_screen(form)
    await see.type("x")
    f10_and_the_secret(see)
    await until_told(see, ONE_MOMENT)
    assert form.values() == {"why": "x"}, "nothing is let in while the act is under way"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits is told soon."""
    monkeypatch.setattr(type_ahead, "_LONG", 1)


def test_a_password_behind_the_key_that_asks_for_it_waits_for_the_question(full: Desk) -> None:
    """If it fails, a password stands in clear in a form when the machine is slow."""

    async def look(see: Driver) -> None:
        form = SlowForm(refuses=False)
        await typed_behind_f10(see, form)
        form.goes_on.set()
        await see.until("•" * len(SECRET))
        dialog = see.app.screen
        assert isinstance(dialog, AskText)
        assert (dialog.input.value, form.values()) == (SECRET, {"why": "x"})

    drive(app_over(full), look)


@exhaustive
def test_a_password_whose_question_is_refused_is_typed_nowhere(full: Desk) -> None:
    """What was typed in the belief that it would be asked for is dropped, and whoever typed it is told."""

    async def look(see: Driver) -> None:
        form = SlowForm(refuses=True)
        await typed_behind_f10(see, form)
        form.goes_on.set()
        await see.until(tr("zh", "common.refused"))
        await see.press("escape")
        assert form.values() == {"why": "x"}
        assert DROPPED in told(see)

    drive(app_over(full), look)


def test_a_password_behind_an_act_that_a_field_stops_is_typed_nowhere(full: Desk) -> None:
    """The focus stays in the field that is wrong: the password would be shown there."""

    async def look(see: Driver) -> None:
        form = SlowForm(refuses=False)
        see.app.push_screen(form)
        await see.pilot.pause()
        f10_and_the_secret(see)
        await until_told(see, DROPPED)
        await see.type("x")
        assert form.values() == {"why": "x"}

    drive(app_over(full), look)


@exhaustive
def test_esc_forgets_what_waits_and_the_act_goes_on(full: Desk) -> None:
    """Nobody is held by a machine that thinks."""

    async def look(see: Driver) -> None:
        form = SlowForm(refuses=False)
        await typed_behind_f10(see, form)
        see.app.post_message(events.Key("escape", None))
        await until_told(see, DROPPED)
        form.goes_on.set()
        await see.until("证明")
        assert form.values() == {"why": "x"}
        await see.type("ab")
        await see.until("••")
        assert "•••" not in see.text

    drive(app_over(full), look)


class Gone(ModalScreen[None]):
    """Ends while a key is on its way through it."""

    def on_key(self) -> None:
        """Let the key go on to where it is looked for at last."""
        self.dismiss()


def test_a_key_for_a_dialog_that_ends_meanwhile_is_none_of_the_screen_below(full: Desk) -> None:
    """If it fails, Enter at the end of a long reading opens, and F10 does, what nobody has looked at."""

    async def look(see: Driver) -> None:
        see.app.push_screen(Gone())
        await see.press("f3")
        assert see.table == "home"
        await see.press("f3")
        assert see.table == "clients"

    drive(app_over(full), look)


@exhaustive
def test_no_key_waits_for_a_question_that_was_taken_away(full: Desk) -> None:
    """Whoever asked waits for ever when everything above the desk is left: keys go on."""

    async def look(see: Driver) -> None:
        async def ask() -> None:
            await see.app.push_screen_wait(AskText("证明", "密码", lang="zh", password=True))

        see.app.run_worker(ask())
        await see.until("证明")
        see.app.to_home()
        await see.press("f3")
        assert see.table == "clients"

    drive(app_over(full), look)
