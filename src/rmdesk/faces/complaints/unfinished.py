"""What was typed for an act on a case and not done yet: kept at every key, offered again when the act is opened."""

from collections.abc import Mapping

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.faces.kept import Kept
from rmdesk.store import Draft

BEGUN = "complaint_act"
"""The kind of draft that an act on a case leaves when it was begun and not done."""
ACT = "act"
"""Where such a draft says which act."""


def unfinished(desk: Desk, case_id: str, act: str, first: Mapping[str, str]) -> Kept:
    """The half-typed fields of one act on one case, by the person at the desk; `act` tells the acts on one case apart,
    `first` is what stands in the fields before anything is typed."""
    old = next((one for one in drafts_of(desk, case_id) if one.values.get(ACT) == act), None)
    typed = {} if old is None else {key: str(value) for key, value in old.values.items() if key != ACT}

    def write(draft_id: str, changed: Mapping[str, str]) -> str | Refused:
        id = draft_id or desk.new_id()
        kept = intake.keep(desk, id, BEGUN, case_id, {ACT: act, **changed})
        return kept if isinstance(kept, Refused) else id

    return Kept(desk, first, write, "" if old is None else old.id, typed)


def drafts_of(desk: Desk, case_id: str) -> tuple[Draft, ...]:
    """What the person at the desk began on a case."""
    found = intake.kept(desk, BEGUN)
    return () if isinstance(found, Refused) else tuple(one for one in found if one.subject == case_id)
