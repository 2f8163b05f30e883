"""What is worked out of an assessment: whether its answers still come to its level, and whether it can be relied on."""

from collections.abc import Mapping

from rmdesk.desk import packs_known
from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.indicators.counting import Given
from rmdesk.formpack import Pack, PackFaults


def recomputed(desk: Desk, assessment_id: str, _values: Mapping[str, Given] = {}) -> Given:
    """Whether the answers, under the very form that was used, come to the level (QUES-07); None of a destroyed one."""
    row = desk.store.get("assessment", assessment_id)
    if row is None:
        return None
    one = desk.parsed(Assessment, row["doc"])
    client = desk.store.get("client", one.client_id)
    if client is None:
        return None
    kind = desk.parsed(Client, client["doc"]).kind
    try:
        pack = _pack(desk, one.pack_digest)
        found = pack.score(kind, one.answers, one.questionnaire)
    except (KeyError, ValueError, PackFaults):  # no such form, or answers of another one
        return "no"
    return "yes" if (found.score, found.level) == (one.score, one.level) else "no"


def _pack(desk: Desk, digest: str) -> Pack:
    return desk.pack if desk.pack.digest == digest else packs_known.pack_of(desk.store, digest)


def sound(desk: Desk, assessment_id: str, values: Mapping[str, Given]) -> Given:
    """Whether it is recomputed, contradicts nothing in the file (QUES-09), and was not sent back."""
    fits = recomputed(desk, assessment_id) != "no"
    return "yes" if fits and values["contradicted"] == values["sent_back"] == "no" else "no"
