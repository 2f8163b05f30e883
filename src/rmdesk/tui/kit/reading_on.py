"""What takes long is read beside a screen, over a connection of its own: the screen answers meanwhile."""

import asyncio
from collections.abc import Callable
from functools import partial

from textual import work

from rmdesk.desk.beside import beside
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.tui.desk_app import BESIDE
from rmdesk.tui.kit.screen import DeskScreen


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

    def read_on(self, look: Callable[[Desk], object]) -> None:
        """Have the desk beside this one keep what `look`, a use case, asks of it; once at a time."""
        if not self._under_way:
            self._under_way = True
            self._read(look)

    @work(group=BESIDE)
    async def _read(self, look: Callable[[Desk], object]) -> None:
        desk = self.desk_app.desk
        before = desk.store.touched.stand()
        answer = await asyncio.to_thread(beside, desk, partial(_looked, look))
        self._under_way, self.at_once = False, not isinstance(answer, Refused)
        if self.desk_app.opened is desk:
            if not isinstance(answer, Refused):
                desk.take_over(answer, before)
            self.reload()


def _looked(look: Callable[[Desk], object], desk: Desk) -> Desk | Refused:
    answer = look(desk)
    return answer if isinstance(answer, Refused) else desk
