"""What was typed for an act on a case and not done yet: kept at every key, offered again when the act is opened."""

from collections.abc import Mapping

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.store import Draft
from rmdesk.tui.lines.case_rows import ACT, BEGUN


class Unfinished:
    """The half-typed fields of one act on one case, by the person at the desk."""

    def __init__(self, desk: Desk, case_id: str, act: str) -> None:
        """`act` tells the acts on one case apart."""
        self.desk = desk
        self.case_id = case_id
        self.act = act
        self.id = ""
        self.typed: dict[str, str] = {}
        old = next((one for one in drafts_of(desk, case_id) if one.values.get(ACT) == act), None)
        if old is not None:
            self.id = old.id
            self.typed = {key: str(value) for key, value in old.values.items() if key != ACT}

    def keep(self, values: Mapping[str, str]) -> Refused | None:
        """Keep what stands in the fields now; nothing at all leaves nothing behind."""
        if dict(values) == self.typed:
            return None
        self.typed = dict(values)
        self.id = self.id or self.desk.new_id()
        kept = intake.keep(self.desk, self.id, BEGUN, self.case_id, {ACT: self.act, **values})
        return kept if isinstance(kept, Refused) else None

    def end(self) -> None:
        """It was done, or there is nothing left to keep."""
        if self.id:
            intake.drop(self.desk, self.id)
            self.id, self.typed = "", {}


def drafts_of(desk: Desk, case_id: str) -> tuple[Draft, ...]:
    """What the person at the desk began on a case."""
    found = intake.kept(desk, BEGUN)
    return () if isinstance(found, Refused) else tuple(one for one in found if one.subject == case_id)
