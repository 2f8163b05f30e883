"""A screen that asks a few things one after the other, each in a small dialog, before it does something."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from rmdesk.desk.guarding import Proof
from rmdesk.domain.fields import FieldKind, read, read_date
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.domain.sensitive import Asked
from rmdesk.faces.fields import Option
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.dialogs import AskText, Choose, ChooseSome
from rmdesk.tui.kit.proof import proved
from rmdesk.tui.kit.screen import DeskScreen

T = TypeVar("T")
_LONG = 200


class AskingScreen(DeskScreen):
    """Each question gives None when it was left with Esc. Only inside of workers."""

    def may(self, permission: str) -> bool | None:
        """Whether the person at the desk holds a role for `permission`: True, or None, which greys a key out."""
        return self.desk_app.may(permission)

    async def ask_text(self, heading: str, label: str, *, value: str = "", most: int = _LONG) -> str | None:
        """One line."""
        ask = AskText(heading, label, lang=self.lang, value=value, max_length=most, check=self._check("text", most))
        return await self.app.push_screen_wait(ask)

    async def ask_day(
        self, heading: str, label: str, value: date | None = None, *, earliest: date | None = None
    ) -> date | None:
        """A date, not before `earliest`; `value` is offered."""
        shown, is_date = "" if value is None else value.isoformat(), self._check("date", 20)

        def check(typed: str) -> str | None:
            wrong, given = is_date(typed), read_date(typed.strip())
            past = earliest is not None and given is not None and given < earliest
            return self.desk_app.say(refuse("INPUT.past", given=given)).text if past else wrong

        ask = AskText(heading, label, lang=self.lang, value=shown, max_length=20, check=check)
        given = await self.app.push_screen_wait(ask)
        return None if given is None else date.fromisoformat(str(read("date", given)))

    async def pick(self, heading: str, text: str, options: Sequence[Option]) -> str | None:
        """One of a few."""
        return await self.app.push_screen_wait(Choose(heading, text, options[: len(KEYS)], lang=self.lang))

    async def pick_some(
        self, heading: str, text: str, options: Sequence[Option], value: Sequence[str] = ()
    ) -> tuple[str, ...] | None:
        """Several of a few."""
        ask = ChooseSome(heading, text, options[: len(KEYS)], lang=self.lang, value=value)
        return await self.app.push_screen_wait(ask)

    async def prove(
        self,
        permission: str,
        heading: str,
        attempt: Callable[[Proof | None], T | Refused],
        *,
        about: str = "",
        asked: Asked | None = None,
        login: str = "",
    ) -> tuple[T] | None:
        """What `attempt` answered once the person, or a second one, has proved to be there."""
        return await proved(self.desk_app, permission, heading, attempt, about=about, asked=asked, login=login)

    def joined(self, vocabulary: str, keys: Sequence[str]) -> str:
        """The form pack's names in one line."""
        mark = "、" if self.lang == "zh" else ", "
        return mark.join(self.desk_app.desk.pack.label(vocabulary, key, self.lang) for key in keys)

    def _check(self, kind: FieldKind, most: int) -> Callable[[str], str | None]:
        def check(typed: str) -> str | None:
            value = read(kind, typed, most=most)
            return self.desk_app.say(value).text if isinstance(value, Refusal) else None

        return check
