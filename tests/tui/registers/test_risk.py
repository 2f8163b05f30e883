"""A risk from being found to being closed, by keys alone (DESK-13)."""

from datetime import timedelta

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import forms, opening
from rmdesk.domain.base import Text
from rmdesk.locale import LANGS, Lang
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.proof import ProofDialog
from rmdesk.tui.registers.entry import EntryScreen
from support.desks import done
from support.registers import SECRET, at
from support.tiers import also, longer
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive

SIZES = [(80, 24), (120, 40)]


async def open_register(see: Driver, name: str) -> None:
    """By the palette, as whoever knows the name does."""
    await see.press("ctrl+p")
    await see.type(name)
    await see.pilot.pause(0.2)
    await see.press("enter")  # the register of that very name stands first
    await see.pilot.pause(0.2)


def key_of(desk: Desk, field: str, wanted: str) -> str:
    """The number that stands before an option of the form that begins a risk."""
    asked = next(one for one in done(forms.beginning(desk, "risk")).fields if one.key == field)
    return str([option.value for option in asked.options].index(wanted) + 1)


async def identify(see: Driver, desk: Desk) -> None:
    """Fill in the form of a new risk, which the manager answers for."""
    await see.press("f10")
    assert see.table == "register_act"
    await see.press("enter")
    await see.type("missing recordings")
    await see.press("enter", "1", "1", "3", "5", key_of(desk, "owner", "manager"))
    await see.type((desk.today() + timedelta(30)).isoformat())


async def act(see: Driver, desk: Desk, label: Text) -> None:
    """Press the number that stands before an act."""
    view = done(opening.entry(desk, "RK-0001"))
    assert isinstance(see.app.screen, EntryScreen)
    see.app.screen.reload()  # somebody else sits down at the desk
    await see.press(str([one.label for one in view.acts].index(label) + 1))
    assert see.table == "register_act"


@longer
@pytest.mark.parametrize("size", [SIZES[0], *map(also, SIZES[1:])], ids=str)
@pytest.mark.parametrize("lang", [LANGS[0], *map(also, LANGS[1:])])
def test_a_risk_is_found_and_closed_by_keys(branch: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """A branch that has to type at a prompt keeps its risks in a spreadsheet."""
    at(branch, "compliance")
    labels = {key: one.label for key, one in branch.pack.registers["risk"].act.items()}

    async def look(see: Driver) -> None:
        await open_register(see, "risk")
        assert see.table == "entries"
        await identify(see, branch)
        assert cut_off(see.app) == []
        await see.press("enter")
        assert see.table == "entry"
        assert "RK-0001" in see.text
        assert cut_off(see.app) == []
        at(branch, "manager")
        await act(see, branch, labels["treat"])
        await see.type("two people listen")
        await see.press("f10")
        at(branch, "reviewer")
        await act(see, branch, labels["review"])
        await see.press("up", "up", "2")
        await see.type((branch.today() + timedelta(90)).isoformat())
        await see.press("f10")
        at(branch, "compliance")
        await act(see, branch, labels["close"])
        await see.type("it works")
        await see.press("enter")
        assert see.table == "register_act"  # Enter never ends a case
        await see.press("f10")
        dialog = see.app.screen
        assert isinstance(dialog, ProofDialog)
        await see.press(str([one.key for one in dialog.person.options].index("reviewer") + 1))
        await see.type(SECRET)
        await see.press("enter")
        await see.pilot.pause(0.3)
        assert see.table == "entry"

    drive(app_over(branch, lang), look, size)
    view = done(opening.entry(branch, "RK-0001"))
    assert (view.state, [one.label.en for one in view.history]) == (
        "closed",
        ["Close", "Review", "Treat", "Identify a risk"],
    )
    assert [one.text.en for one in view.values if one.key == "score"] == ["10 Medium"]


@longer
def test_the_sheet_of_a_risk_is_printed_and_printed_again(branch: Desk) -> None:
    """Who needs the sheet for a meeting copies the screen by hand."""
    at(branch, "compliance")

    async def look(see: Driver) -> None:
        await open_register(see, "risk")
        await identify(see, branch)
        await see.press("enter", "f8", "1")
        files = list((branch.folder / "papers").glob("*.pdf"))
        assert [one.name for one in files] == ["P-0001-风险登记表.pdf"], "named as every paper is"
        assert files[0].name in see.text.replace(" ", "").replace("\n", "").replace("│", "")
        await see.press("enter", "f8", "2")
        assert isinstance(see.app.screen, Message)

    drive(app_over(branch, "zh"), look)
