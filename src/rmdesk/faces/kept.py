"""What is typed in a form and not done yet: kept at every answer, offered again when the form is opened."""

from collections.abc import Callable, Mapping

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused

Write = Callable[[str, Mapping[str, str]], str | Refused]
"""Keeps answers over the draft with an id ("" begins one); gives the draft's id."""


class Kept:
    """The draft of one form: what differs from how the form began. With `write` None nothing is kept."""

    def __init__(
        self,
        desk: Desk,
        first: Mapping[str, str],
        write: Write | None,
        draft_id: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """`first` is what stands in the fields of a form that nobody has begun; `draft_id` and `typed` are what was
        kept before."""
        self.desk = desk
        self.first = dict(first)
        self.write = write
        self.id = draft_id
        self.typed = dict(typed or {})

    def values(self) -> dict[str, str]:
        """What stands in the fields when the form is opened."""
        return {**self.first, **self.typed}

    def keep(self, values: Mapping[str, str]) -> Refused | None:
        """Keep what differs from how the form began; nothing at all leaves nothing behind."""
        changed = {key: raw for key, raw in values.items() if raw != self.first.get(key, "")}
        if changed == self.typed or self.write is None:
            return None
        if not changed:
            self._drop()
            return None
        self.typed = changed
        kept = self.write(self.id, changed)
        if isinstance(kept, Refused):
            return kept
        self.id = kept
        return None

    def stands(self, first: Mapping[str, str]) -> None:
        """What was typed stands at the desk now as `first`: from here on what differs from it is kept."""
        self._drop()
        self.first = dict(first)

    def end(self) -> None:
        """It was done or given up: an answer that is still on its way here is not kept."""
        self._drop()
        self.write = None

    def _drop(self) -> None:
        if self.id:
            intake.drop(self.desk, self.id)
        self.id, self.typed = "", {}
