"""The whole way of a new client, as a manager's hands walk it."""

from collections.abc import Awaitable, Callable
from datetime import date

from rmdesk.tui import routes
from rmdesk.tui.sale.disclose import DiscloseScreen
from rmdesk.tui.sale.understand import UnderstandScreen
from support.clock import Clock
from support.people import resident_number
from tui.sale.hands import Hands

Look = Callable[[str], Awaitable[None]]
ANSWERS = "23233332323"  # a balanced client


async def nothing(_name: str) -> None:
    """Look at no screen."""


async def intake(hands: Hands, look: Look = nothing) -> None:
    """Six pages and the review: the file is there, the assessment is next."""
    hands.app.go(routes.NewFile("person"))
    await hands.pilot.pause()
    await hands.press("1", "1")
    await hands.enter("李测试")
    await hands.enter(resident_number(date(1980, 3, 5)))
    await look("identity")
    await hands.enter("2040-01-01")
    await hands.enter("13800000009")
    await hands.enter("虚构市示范区一号")
    await look("contact")
    await hands.press("4", "enter", "4")
    await look("finances")
    await hands.press("1")
    for amount in ("20万", "30万", "400万"):
        await hands.enter(amount)
    await hands.press("enter", "enter", "enter")
    await look("investing")
    await hands.enter("5")
    await hands.press("2", "3", "enter", "3", "3", "2", "3", "3", "3")
    await look("papers")
    await hands.press("1", "2", "1", "f10")
    await look("privacy")
    await hands.press("1", "f10")
    await look("review")
    await hands.press("f10")


async def assessment(hands: Hands, clock: Clock, look: Look = nothing) -> None:
    """Both counts as they are, the screen to the client, eleven answers, the screen back."""
    await look("start")
    await hands.press("enter", "ctrl+p", "1")
    await look("question")
    for key in ANSWERS:
        clock.forward(seconds=5)
        await hands.press(key)
    await look("answers")
    await hands.press("f10")
    await look("handed result")
    await hands.press("escape")
    await look("password")
    await hands.enter("demo")
    await look("result")


async def match(hands: Hands, look: Look = nothing) -> None:
    """The wish as the file has it, the first product offered, an amount."""
    await hands.press("f10")
    await look("wish")
    await hands.press("f10")
    await look("match")
    await hands.press("enter")
    await look("choose")
    await hands.enter("200000")


def item_shown(hands: Hands) -> int | None:
    """The place of the item on the screen of disclosures; None on another screen."""
    return hands.screen.at if isinstance(hands.screen, DiscloseScreen) else None


async def acknowledged(hands: Hands, count: int = 1) -> None:
    """So many items read to their end, however long they are, and acknowledged."""
    for _ in range(count):
        shown = item_shown(hands)
        while item_shown(hands) == shown:
            await hands.press("space")


async def disclosure(hands: Hands, clock: Clock, look: Look = nothing) -> None:
    """Every item read and acknowledged, every question answered, the recording noted."""
    while hands.name == "DiscloseScreen":
        await look("disclose")
        clock.forward(seconds=9)
        await hands.press("space")
    while isinstance(hands.screen, UnderstandScreen):
        await look("understand")
        await hands.press(right_key(hands.screen))
    await look("recording")
    await hands.enter("REC-0001")


async def confirmation(hands: Hands, look: Look = nothing) -> None:
    """Papers out and back, the copied sentence seen, countersigned, filed."""
    await look("confirm")
    await hands.press("f10")
    await look("printed")
    await hands.press("enter", "1", "6")
    await look("returned")
    await hands.press("f10", "f10")
    await look("archive")
    await hands.enter("A-17")
    await look("done")


def right_key(screen: UnderstandScreen) -> str:
    """The number of the right answer on the screen."""
    question = screen.due()
    assert question is not None
    return str([one.key for one in question.options].index(question.correct) + 1)
