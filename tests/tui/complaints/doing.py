"""What a person does at the complaint desk, as keys."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from complaints.kit import DECISION, taken
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import Case
from rmdesk.tui.kit.proof import ProofDialog
from support.desks import PASSWORD, done
from tui.complaints.cases import who
from tui.sale.hands import Hands, at_desk

FEE = "赎回时被扣 120 元，购买时没有说明。"
Script = Callable[[Hands], Awaitable[None]]


def do(desk: Desk, script: Script, lang: Lang = "zh", size: tuple[int, int] = (80, 24)) -> None:
    """Run a script at the desk."""

    async def run() -> None:
        async with at_desk(desk, lang, size) as hands:
            await script(hands)

    asyncio.run(run())


async def minimum(hands: Hands, *, known: bool = False) -> None:
    """The legal minimum record, by keyboard alone."""
    await hands.press("f6", "f10", "1")
    if not known:
        await hands.enter("测试新人")
        await hands.enter("13800001111")
    while hands.app.focused is None or hands.app.focused.parent.parent.id != "row-claim":  # type: ignore[union-attr]
        await hands.press("enter")
    await hands.enter(FEE)
    await hands.enter("退还 120 元")


def last_case(desk: Desk) -> Case:
    """The case that was taken in last."""
    return done(looking.view(desk, done(looking.find(desk, ""))[0].id)).case


async def open_case(hands: Hands, no: str) -> None:
    """From the board."""
    await hands.press("f6")
    await hands.type(no)
    await hands.press("enter")
    assert hands.name == "CaseScreen", hands.seen()


def now(desk: Desk, view: CaseView) -> Case:
    """The case as it is now."""
    return done(looking.view(desk, view.case.id)).case


def a_case(desk: Desk, **over: Any) -> CaseView:
    """A case of somebody who is no client."""
    return taken(desk, complainant=who("测试客户乙", "13911112222"), **over)


async def write_decision(hands: Hands) -> None:
    """Four parts; the remedies are proposed by the pack."""
    await hands.press("5")
    for part in ("facts", "decision", "basis"):
        await hands.type(getattr(DECISION, part))
        await hands.press("tab")
    await hands.press("f10")


async def print_notice(hands: Hands) -> None:
    """The letter that is due is the one that Enter takes."""
    await hands.press("6", "enter")
    assert hands.name == "Message", hands.seen()
    await hands.press("enter")


async def tell(hands: Hands) -> None:
    """Handed over, now, with a signature."""
    await hands.press("7", "1")
    await hands.type("本人签收")
    await sure(hands)


async def sure(hands: Hands) -> None:
    """What no key undoes is asked for once more by its name."""
    await hands.press("f10")
    assert hands.name == "Confirm", hands.seen()
    await hands.press("1")


async def agree(hands: Hands, login: str = "he") -> None:
    """F10, and the second person agrees with the own password."""
    await hands.press("f10")
    assert hands.name == "ProofDialog", hands.seen()
    dialog = hands.screen
    assert isinstance(dialog, ProofDialog)
    dialog.person.value = login
    dialog.password.focus()
    await hands.enter(PASSWORD)
    await hands.pilot.pause(0.3)
