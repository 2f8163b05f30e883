"""What is typed in a form and not done yet: kept at every answer, offered again when the form is opened."""

from collections.abc import Mapping

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused

_WHAT = "what"


class Kept:
    """The half-typed values of one form by the person at the desk."""

    def __init__(self, desk: Desk, what: str, whom: str, first: Mapping[str, str]) -> None:
        """`what` is begun, about `whom` ("" for nobody); `first` is how the form begins."""
        self.desk = desk
        self.what, self.whom = what, whom
        self.first = dict(first)
        self.id = ""
        self.typed: dict[str, str] = {}
        drafts = intake.kept(desk, intake.RECORD)
        for one in () if isinstance(drafts, Refused) else drafts:
            if (one.values.get(_WHAT), one.subject) == (what, whom):
                self.id = one.id
                self.typed = {key: str(value) for key, value in one.values.items() if key != _WHAT}

    def values(self) -> dict[str, str]:
        """What stands in the fields when the form is opened."""
        return {**self.first, **self.typed}

    def keep(self, values: Mapping[str, str]) -> Refused | None:
        """Keep what differs from how the form began; nothing at all leaves nothing behind."""
        changed = {key: raw for key, raw in values.items() if raw != self.first.get(key, "")}
        if changed == self.typed:
            return None
        self.typed = changed
        if not changed:
            return self.end()
        self.id = self.id or self.desk.new_id()
        kept = intake.keep(self.desk, self.id, intake.RECORD, self.whom, {_WHAT: self.what, **changed})
        return kept if isinstance(kept, Refused) else None

    def end(self) -> Refused | None:
        """It was done or given up."""
        gone = intake.drop(self.desk, self.id) if self.id else None
        self.id, self.typed = "", {}
        return gone
