"""A desk with something on it, the app over it, and a way to press keys."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from rmdesk.desk import sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.domain import facts
from rmdesk.domain.base import Text
from rmdesk.domain.client import Client
from rmdesk.locale import Lang
from rmdesk.tui.app import RmdeskApp
from support.desks import done
from support.people import assessment, insurance, organisation_profile, person_profile, product, resident_number
from support.tiers import also
from support.walk import put_on
from tui.looking import paint_last, painted

NASTY = "赵[/b]一[bold]鸣[/]"
SMALL = (80, 24)
LEAST = (80, 20)  # a multiplexer takes lines of the 24
WIDE = (120, 40)
looks = pytest.mark.parametrize(
    ("lang", "size"), [("zh", LEAST), ("en", LEAST), also("en", WIDE)], ids=["zh-80x20", "en-80x20", "en-120x40"]
)
"""Both languages where room is shortest, the longer words where it is not."""
flows = pytest.mark.parametrize(
    ("lang", "size"), [("zh", LEAST), also("en", LEAST), also("en", WIDE)], ids=["zh-80x20", "en-80x20", "en-120x40"]
)
"""For keys that do the same in either language, on screens that `looks` looks at."""
Script = Callable[["Driver"], Awaitable[None]]


class Driver:
    """The pilot, and what people see."""

    def __init__(self, app: RmdeskApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each settled before the next."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type text."""
        for character in text:
            await self.pilot.press(character)
        await self.pilot.pause()

    async def until(self, text: str, *, gone: bool = False) -> None:
        """Wait for what a thread brings up, or takes away; the test fails when that never comes."""
        for _ in range(1000):
            await self.pilot.pause(0.02)
            if (text in self.text) != gone:
                return
        raise AssertionError(f"{text!r} in\n{self.text}")

    async def resize(self, width: int, height: int) -> None:
        """Change the terminal's size."""
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """The screen as lines of characters."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return painted(self.app)

    @property
    def table(self) -> str:
        """The name of the screen on top."""
        return str(getattr(self.app.screen, "table", type(self.app.screen).__name__))

    def one(self, selector: str) -> Widget:
        """A widget of the screen on top."""
        return self.app.screen.query_one(selector)


def drive(app: RmdeskApp, script: Script, size: tuple[int, int] = SMALL) -> None:
    """Run `script` against the app on a terminal of `size` cells."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Driver(app, pilot))
            paint_last(app)

    asyncio.run(run())


def app_over(desk: Desk, lang: Lang = "zh", theme: str = "light") -> RmdeskApp:
    """The app with an unlocked desk."""
    return RmdeskApp(desk.folder, desk, lang=lang, theme=theme)


def locked(folder: Path, login: str = "", lang: Lang = "zh") -> RmdeskApp:
    """The app before a locked desk."""
    return RmdeskApp(folder, lang=lang, login=login)


def register(desk: Desk, no: str, **profile: str) -> Client:
    """Put a client on the desk as if the intake had been through."""
    born = date.fromisoformat(profile.pop("born", "1980-03-05"))
    number = resident_number(born, serial=int(no[-3:]))
    kept = organisation_profile(**profile) if "uscc" in profile else person_profile(born, id_number=number, **profile)
    kind = "organisation" if "uscc" in profile else "person"
    client = Client(
        id=f"client-{no}", no=no, kind=kind, profile=kept, registered_on=desk.today(), changed_at=desk.now()
    )  # fmt: skip
    desk.record(facts.ClientRegistered(client=client), client.id)
    return client


def stock(desk: Desk) -> None:
    """Five products: listed, distributed, insured, suspended, with a name in both languages."""
    name = Text(
        zh="示例理财·稳利九十天封闭式净值型人民币产品", en="Sample Steady Ninety Days Closed-end Wealth Product"
    )
    shelved: dict[str, dict[str, Any]] = {
        "W-101": {"name": name},
        "W-102": {"issuer_level": "R3", "bank_level": "R4"},
        "D-201": {"family": "deposit", "regime": "none", "issuer_level": None, "bank_level": None},
        "W-103": {"status": "suspended"},
        "F-301": {"family": "fund", "regime": "securities", "self_issued": False, "approved": True},
    }
    for code, over in shelved.items():
        put_on(desk, product(code=code, **over))
    put_on(desk, insurance(code="I-401"))


def populate(desk: Desk) -> None:
    """Clients, levels, a sale, dues late, due and to come; one name is full of markup."""
    stock(desk)
    first = register(desk, "K-0001", name=NASTY, remarks="[/b]" * 20)
    register(desk, "K-0002", name="欧阳" + "长" * 30)
    register(desk, "K-0003", name="虚构贸易有限公司", uscc="91999900M000100Y43")
    for at, born in enumerate(("1950-01-02", "2012-05-06", "1999-12-31"), 4):
        register(desk, f"K-{at:04d}", name=f"测试{'甲乙丙'[at - 4]}", born=born, phone=f"1390000000{at}")
    taken = assessment(id="assessment-1", client_id=first.id, pack_digest=desk.pack.digest, on=date(2026, 3, 5))
    form = desk.pack.questionnaire("person")
    answers = tuple(question.options[0].key for question in form.questions)
    taken = taken.model_copy(update={"answers": answers, "flags": ("fast",), "form_version": form.version})
    desk.record(facts.AssessmentTaken(assessment=taken), first.id)
    done(sales.start(desk, first.id))
    today = desk.today()
    client_dues.create(desk, "elder_call", "SUIT-10", first.id, today - timedelta(2), about="W-101")
    client_dues.create(desk, "reassess", "SUIT-20", first.id, today, about="[/]")
    client_dues.create(desk, "id_expiry", "KYC-06", "client-K-0002", today + timedelta(3), warn_days=30)
