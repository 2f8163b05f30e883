"""Hands at the keyboard: they press keys in a running app and count them, typed text apart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.fees import Fee
from rmdesk.domain.product import Product
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.long_text import LongText
from rmdesk.tui.kit.page_form import PageForm
from support.people import insurance, private, product
from support.walk import put_on
from tui.looking import paint_last, painted

SIZE = (80, 24)


class Hands:
    """Press keys and type text; `presses` counts the keys that were no text."""

    def __init__(self, app: RmdeskApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.presses = 0

    async def press(self, *keys: str) -> None:
        """Keys that a person presses beside typed text."""
        for key in keys:
            self.presses += 1
            await self.pilot.press(key)

    async def type(self, text: str) -> None:
        """Text into the focused field, in one go as an input method delivers it."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def keys(self, text: str) -> None:
        """Text into the focused field, key by key."""
        await self.pilot.press(*(_key_of(character) for character in text))
        await self.pilot.pause()

    async def enter(self, text: str) -> None:
        """Text and Enter; where Enter is a new line, on to the next open field, and F10 when there is none."""
        await self.type(text)
        focused, forms = self.app.focused, list(self.screen.query(PageForm))
        if not (isinstance(focused, LongText) and focused.paragraphs and forms):
            await self.press("enter")
            return
        shown = [row for row in forms[0].rows.values() if row.display]
        at = next(at for at, row in enumerate(shown) if row.field is focused)
        further = next((row.spec.key for row in shown[at + 1 :] if not row.raw), "")
        if further:
            forms[0].focus_field(further)
            self.presses += 1  # Tab
            await self.pilot.pause()
        else:
            await self.press("f10")

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""
        return self.app.screen

    @property
    def name(self) -> str:
        """The class of the screen on top."""
        return type(self.app.screen).__name__

    def seen(self) -> str:
        """All that the screen shows, as lines of text."""
        return "\n".join(painted(self.app))


def _key_of(character: str) -> str:
    return {" ": "space", "-": "minus", ".": "full_stop", "[": "left_square_bracket", "/": "slash"}.get(
        character, character
    )


@asynccontextmanager
async def at_desk(desk: Desk, lang: Lang = "zh", size: tuple[int, int] = SIZE) -> AsyncIterator[Hands]:
    """The program, unlocked, on a terminal of `size`."""
    app = RmdeskApp(desk.folder, desk, lang=lang)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Hands(app, pilot)
        paint_last(app)


def stock(desk: Desk) -> tuple[Product, ...]:
    """A small shelf: what fits a balanced client, what does not, and what must not be named."""
    fee = Fee(kind="management", rate=Decimal("0.30"))
    loss = Text(zh="债券发行人违约，净值下跌一成。", en="A bond issuer defaults and the value falls by a tenth.")
    words = Text(
        zh="投资于高等级债券的固定收益类理财产品。", en="A fixed-income product that invests in high-grade bonds."
    )
    common = {"fees": (fee,), "worst_case": loss, "summary": words, "liquidity": "periodic"}
    products = (
        product(code="W-01", name=Text(zh="示例稳利 90 天", en="Sample Steady 90"), **common),
        product(code="W-02", name=Text(zh="示例稳利 180 天", en="Sample Steady 180"), term_days=180, **common),
        product(
            code="W-03", name=Text(zh="示例进取精选", en="Sample Bold"), issuer_level="R5", bank_level="R5",
            worst_loss=Decimal("0.8"), goals=("growth",),
        ),
        product(
            code="D-01", name=Text(zh="示例三年定期存款", en="Sample Deposit 3y"), family="deposit", regime="none",
            issuer_level=None, bank_level=None, minimum=Decimal(50), step=Decimal(1), worst_loss=Decimal(0),
            term_days=1095, goals=("preserve",), return_kind="fixed",
        ),
        insurance(
            code="I-01", name=Text(zh="示例年金保险", en="Sample Annuity"), issuer_level="R5", bank_level="R5",
            minimum=Decimal(10_000), step=Decimal(1000), goals=("retirement",),
        ),
        private(code="P-01", name=Text(zh="示例私募一号", en="Sample Private 1")),
    )  # fmt: skip
    put_on(desk, *products)
    return products
