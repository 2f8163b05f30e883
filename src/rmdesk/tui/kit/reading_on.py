"""What takes long is read beside a screen, over a connection of its own: the screen answers meanwhile."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual import work

from rmdesk.desk.beside import beside
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.tui.desk_app import BESIDE
from rmdesk.tui.kit.screen import DeskScreen

T = TypeVar("T")


class ReadingOn(DeskScreen):
    """A screen that shows at once what it can, and is asked to `reload` once the rest was read."""

    def __init__(self) -> None:
        """Nothing is under way."""
        super().__init__()
        self._under_way = False
        self.at_once = True
        """False where nothing could be read beside: then it is read with all the rest."""

    def reload(self) -> None:
        """Ask the desk anew; nothing unless a subclass says so."""

    def read_on(self, look: Callable[[Desk], T | Refused], show: Callable[[T], None] | None = None) -> None:
        """Have the desk beside this one keep what `look`, a use case, asks of it; once at a time. `show` is given what
        it answers, where no desk keeps that."""
        if not self._under_way:
            self._under_way = True
            self._read(look, show)

    @work(group=BESIDE)
    async def _read(self, look: Callable[[Desk], T | Refused], show: Callable[[T], None] | None) -> None:
        desk, told = self.desk_app.desk, list[T]()

        def asked(other: Desk) -> T | Refused:
            found = look(other)
            if not isinstance(found, Refused):
                told.append(found)
            return found

        before = desk.store.touched.stand()
        answer = await asyncio.to_thread(beside, desk, partial(_looked, asked))
        self._under_way, self.at_once = False, not isinstance(answer, Refused)
        if self.desk_app.opened is desk:
            if not isinstance(answer, Refused):
                desk.take_over(answer, before)
            if show is not None and told:
                show(told[0])
            else:
                self.reload()


def _looked(look: Callable[[Desk], object], desk: Desk) -> Desk | Refused:
    answer = look(desk)
    return answer if isinstance(answer, Refused) else desk
