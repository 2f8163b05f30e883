"""Whatever a field is given, it takes exactly, or says in words what it did not take: on every screen that has a field,
for every person, also in drafts that outlive the form pack under which they were begun.
"""

import asyncio
import json
import random
import shutil
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import ModalScreen

from faults.fields import read_all
from faults.newer import newer_packs
from faults.parts import Outcome, Part
from faults.places import routes_of
from faults.strange import STRANGE
from rmdesk.desk import opening
from rmdesk.desk.home import Home
from rmdesk.domain.characters import first_moving
from rmdesk.domain.names import tidy
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from rmdesk.store import Draft
from rmdesk.tui import routes
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.home.work_begun import work_route
from rmdesk.tui.kit.form_row import FormRow
from rmdesk.tui.kit.form_screen import FormScreen
from rmdesk.tui.kit.long_text import LongText
from rmdesk.tui.kit.text_input import TextInput
from support.clock import Clock
from support.desks import PASSWORD
from support.quick import quick
from support.sampled import copied, sample_desk

PEOPLE: Final = ("demo", "compliance", "manager", "keeper", "demo", "reviewer", "admin", "auditor")
_STEPS: Final = 40
"""So many screens a tour, on one desk."""
_OFTEN: Final = 4
"""So often a screen is typed into whenever one comes there; then the more seldom, the oftener it was."""
_PLAUSIBLE: Final = {
    "date": "2026-12-01",
    "date_or_long": "2099-12-01",
    "amount": "1000",
    "integer": "3",
    "percent": "50",
    "phone": "13900000456",
    "email": "a@example.com",
}


def text_by(chance: random.Random) -> str:
    """One or several of what nobody expects in a field, in a row."""
    return "".join(chance.choices(STRANGE, k=chance.choice((1, 1, 2, 3, 8))))


class Tour:
    """One person at a copy of the sample, from screen to screen."""

    def __init__(self, chance: random.Random, outcome: Outcome, until: float) -> None:
        self._chance, self.outcome, self._until = chance, outcome, until
        self.places = Counter[str]()
        self.accepted = 0.3
        """How often a form is done; otherwise it stays half typed."""
        self._here = ""
        self.app: RmdeskApp
        self.pilot: Pilot[int]

    def take(self, folder: Path, login: str, clock: Clock, packs: Iterator[Pack]) -> None:
        """Once round the desk in `folder`; then under each of `packs` every draft is opened again."""
        desk = opening.unlock(folder, login, PASSWORD, clock=clock)
        if isinstance(desk, Refused):
            self.outcome.wrong.append(f"{login} cannot get in: {desk}")
            return
        app = RmdeskApp(folder, desk, lang=self._chance.choice(("zh", "en")), login=login)
        try:
            asyncio.run(self._drive(app, packs))
        except Exception:  # noqa: BLE001  whatever ends the program is what is looked for
            self.outcome.wrong.append(f"{login} at {self._here}\n{traceback.format_exc()[-3000:]}")
        finally:
            (app.opened or desk).close()

    async def _drive(self, app: RmdeskApp, packs: Iterator[Pack]) -> None:
        async with app.run_test(size=self._chance.choice(((80, 24), (100, 30), (160, 45)))) as pilot:
            self.app, self.pilot = app, pilot
            await pilot.pause()
            for _ in range(_STEPS):
                if not app.is_running or app.opened is None:
                    return
                if time.monotonic() > self._until:
                    break
                await self._go(self._chance.choice(list(routes_of(app.desk, self._chance))))
                await self._deeper()
                await self._type_here()
                await self._leave()
            for pack in packs:
                await self._under(pack)

    async def _go(self, route: routes.Route) -> None:
        self._here = str(route)
        self.app.go(route)
        await self.pilot.pause()

    async def _deeper(self) -> None:
        """Through a key of the screen, and what is asked before the form comes."""
        if self._chance.random() < 0.6:
            await self._press(self._chance.choice(list(self._own_keys()) or ["down"]))
        for _ in range(3):
            if not isinstance(self.app.screen, ModalScreen) or self._fields():
                return
            await self._press(*["down"] * self._chance.randrange(3), "enter")

    def _own_keys(self) -> Iterator[str]:
        screen = self.app.screen
        for key, found in screen.active_bindings.items():
            if found.enabled and found.node is screen and key not in {"escape", "f9", "ctrl+q", "pageup", "pagedown"}:
                yield key

    async def _press(self, *keys: str) -> None:
        self._here += f" {' '.join(keys)}"
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def _fields(self) -> list[TextInput | LongText]:
        found = self.app.screen.query("TextInput, LongText")
        return [one for one in found if isinstance(one, TextInput | LongText) and one.display and one.region.size]

    async def _type_here(self) -> None:
        fields = self._fields()
        if not fields:
            return
        screen = self.app.screen
        name = str(getattr(screen, "table", "") or type(screen).__name__)
        place = f"{name}: {'/'.join(sorted(str(one.id or _key(one)) for one in fields))}"
        if self._chance.random() * self.places[place] > _OFTEN:
            return
        self.places[place] += 1
        for field in self._chance.sample(fields, min(4, len(fields))):
            if field.is_attached and self.app.screen is screen:
                await self._type(field)
        if isinstance(self.app.screen, FormScreen) and self._chance.random() < self.accepted:
            await self._do(self.app.screen)

    async def _type(self, field: TextInput | LongText) -> None:
        """Paste or type something, and see what stands there."""
        text = text_by(self._chance)
        field.focus()
        field.value = ""
        await self.pilot.pause()
        self.app.clear_notifications()
        if text.isprintable() and len(text) < 20 and self._chance.random() < 0.5:
            for one in text:  # as the terminal says it; the pilot knows no emoji
                self.app.post_message(events.Key(one if one.isalnum() else _character_to_key(one), one))
                await self.pilot.pause()
        else:
            self.app.post_message(events.Paste(text))
        await self.pilot.pause()
        self.outcome.done["strings"] += 1
        if not field.is_attached:
            return
        value = field.value
        if first_moving(value.replace("\n", "")) is not None:
            self._wrong(f"{text!r} stands there as {value!r}")
        if _bare(value) != _bare(text) and not self._said(field):
            self._wrong(f"{text!r} became {value!r} without a word")
        screen = self.app.screen
        if isinstance(screen, FormScreen) and value and not getattr(field, "password", False):
            key = _key(field)
            if screen.kept.write is not None and value != screen.kept.first.get(key, "") and not self._kept(value):
                self._wrong(f"{value!r} stands in {key} and is in no draft")

    def _said(self, field: TextInput | LongText) -> bool:
        row = next((one for one in field.ancestors if isinstance(one, FormRow)), None)
        told = row is not None and row.has_class("-told")
        return told or bool(self.app._notifications) or isinstance(self.app.screen, ModalScreen)

    def _kept(self, value: str) -> bool:
        drafts = self.app.desk.store.drafts.list()
        return any(value in _leaves(json.loads(json.dumps(one.values))) for one in drafts)

    async def _do(self, screen: FormScreen) -> None:
        """Fill in what else is asked, and do it: it is recorded as it was typed, or something is said."""
        for row in screen.form.rows.values():
            if row.spec.required and not row.raw and row.display:
                row.raw = row.spec.options[0].key if row.spec.options else _PLAUSIBLE.get(row.spec.kind, "示例")
        typed = {row.spec.key: row.raw for row in screen.form.rows.values() if row.display and row.spec.kind in _PROSE}
        head = self.app.desk.store.head().seq
        await self._press("f10")
        if self.app.screen is not screen and self.app.screen.query("TextInput"):
            await self._press(*PASSWORD, "enter")
        if self.app.opened is None:
            return
        told = [_leaves(json.loads(one.fact.model_dump_json())) for one in self.app.desk.store.entries(after=head)]
        self.outcome.done["forms done" if told else "forms refused"] += 1
        missing = [
            raw
            for raw in typed.values()
            if told and not any(kept in leaf for kept in _as_kept(raw) for one in told for leaf in one)
        ]
        if missing:
            self._wrong(f"recorded without {missing}: {told}"[:1500])
        if not told and self.app.screen is screen and not screen.query(".-bad") and not self.app._notifications:
            self._wrong(f"neither done nor refused: {typed}"[:1500])

    async def _leave(self) -> None:
        for _ in range(6):
            if len(self.app.screen_stack) <= 2:
                return
            await self._press("escape")
        self.app.to_home()
        await self.pilot.pause()

    async def _under(self, pack: Pack) -> None:
        """Another pack is in force: every draft opens, or it is said why not; none is lost by looking at it."""
        desk = self.app.desk
        desk.pack = pack
        before: dict[str, Draft] = {one.id: one for one in desk.store.drafts.list(owner=desk.actor.login)}
        for id, draft in before.items():
            await self._go(work_route(Home((), tuple(before.values())), id))
            self._here += f" of {draft.kind} {draft.values}"
            self.outcome.done["older drafts opened"] += 1
            for keys in (("enter",), ("f10",), ("escape",)):
                await self._press(*keys)
            await self._leave()
            here = {one.id: one for one in desk.store.drafts.list(owner=desk.actor.login)}
            if id not in here:
                self._wrong("a draft is gone after it was looked at")

    def _wrong(self, what: str) -> None:
        self.outcome.wrong.append(f"{self.app.desk.actor.login} at {self._here}: {what}")


_PROSE: Final = {"text", "long_text"}


def _key(field: TextInput | LongText) -> str:
    return next((one.spec.key for one in field.ancestors if isinstance(one, FormRow)), "")


def _bare(text: str) -> str:
    return "".join(text.split())


def _as_kept(raw: str) -> tuple[str, str]:
    """As a text is kept, and as a name."""
    kept = unicodedata.normalize("NFC", raw).strip()
    return kept, tidy(kept)


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value] if isinstance(value, str) else []


def _tours(older: bool, seconds: float, seed: int, scratch: Path) -> Outcome:
    """Tour after tour; with `older`, forms stay half typed, and packs change over them."""
    chance, outcome = random.Random(seed), Outcome()
    with quick():
        sample_desk(scratch / "sample").close()
        until = time.monotonic() + seconds
        tour = Tour(chance, outcome, until)
        packs = newer_packs(chance) if older else iter(())
        for turn in range(100_000):
            if time.monotonic() > until:
                break
            clock, folder = Clock(), scratch / "desk"
            copied(scratch / "sample", folder, clock.now).close()
            clock.forward(hours=1)
            tour.accepted = 0.0 if older else 0.4
            tour.take(folder, PEOPLE[turn % len(PEOPLE)], clock, islice(packs, 3))
            shutil.rmtree(folder)
    outcome.done["screens with fields"] = len(tour.places)
    outcome.seen.append(", ".join(f"{name} {count}" for name, count in tour.places.most_common()))
    return outcome


PARTS: Final[dict[str, Part]] = {
    "fields": partial(_tours, False),
    "older pack": partial(_tours, True),
    "readers": read_all,
}
