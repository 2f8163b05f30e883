"""Who complains, and who speaks for somebody else, is identified as a client is (COMP-02, COMP-03, KYC-06, KYC-09)."""

from datetime import date, timedelta

import pytest

from complaints.kit import WHO, new, taken
from rmdesk.desk.complaints import cases, register, work
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.faces.complaints.typing import CaseDraft, outward
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import resident_number

NUMBER = resident_number(date(1980, 3, 5))
AGENT = {"role": "agent", "proof_seen": True, "agent_name": "测试代理", "mandate_on": date(2026, 11, 1),
         "agent_id_type": "passport", "agent_id_number": "X12345678"}  # fmt: skip
HEIR = {"role": "heir", "proof_seen": True, "deceased": "测试故人", "id_type": "resident", "id_number": NUMBER}
WRONG = f"{NUMBER[:-1]}{'1' if NUMBER[-1] != '1' else '2'}"
OVER = "2020-05-01"


def _case(**who: object) -> NewCase:
    return new(complainant=WHO.model_copy(update={"id_type": "", "id_number": "", **who}))


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"id_number": WRONG}, "KYC-09.check"),
        ({"id_type": "resident", "id_number": "E12345678"}, "KYC-09.length"),
        ({"id_type": "passport", "id_number": NUMBER}, "KYC-09.kind"),
        ({"id_type": "hk_macao_permit", "id_number": "K00000000"}, "KYC-09.shape"),
        ({"id_type": "?", "id_number": "1"}, "INPUT.unknown"),
        ({"id_number": "军字第一号"}, "KYC-09.characters"),
        ({**AGENT, "agent_id_type": "resident"}, "KYC-09.length"),
        ({**AGENT, "agent_id_type": "?"}, "INPUT.unknown"),
        ({**AGENT, "agent_id_valid_until": OVER}, "KYC-06.speaks"),
        ({**HEIR, "id_valid_until": OVER}, "KYC-06.speaks"),
    ],
)
def test_a_document_that_cannot_be_is_refused(branch: Desk, who: dict[str, object], code: str) -> None:
    """By the screen and by the command alike: an agent would be told what only the client may hear."""
    assert code in codes(register.take(branch, _case(**who)))


@pytest.mark.parametrize(
    "who",
    [
        {},
        {"id_number": "X12345678"},
        {"id_type": "military", "id_number": "军字第 1234567 号"},
        {"id_valid_until": OVER},  # who complains for himself is heard with whatever card he has
        AGENT,
        {**AGENT, "agent_id_valid_until": "long"},
        {**HEIR, "id_valid_until": "2038-03-05"},
        {"kind": "organisation", "id_number": "HRB 12345"},
    ],
)
def test_nobodys_complaint_waits_for_a_new_card(branch: Desk, who: dict[str, object]) -> None:
    """A bank must take a complaint in: what is not known yet stays open."""
    view = done(register.take(branch, _case(**who))).view
    assert view is not None
    assert " " not in view.case.complainant.id_number or who.get("kind") == "organisation"


def test_an_agents_card_that_ran_out_since_stops_nothing(branch: Desk, clock: Clock) -> None:
    """The record is completed weeks later; the agent was identified when he came."""
    until = (branch.today() + timedelta(10)).isoformat()
    view = taken(branch, complainant=_case(**AGENT, agent_id_valid_until=until).complainant)
    rested(branch, clock, days=11)
    record = work.record_of(view.case).model_copy(update={"wanted": "退款"})
    assert done(work.complete(branch, view.case.id, view.case.version, record)).case.wanted == "退款"
    again = record.complainant.model_copy(update={"agent_id_valid_until": OVER})
    changed = record.model_copy(update={"complainant": again})
    assert "KYC-06.speaks" in codes(work.complete(branch, view.case.id, view.case.version + 1, changed))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_typed_is_read_at_its_field(branch: Desk, lang: Lang) -> None:
    """The clerk has the card in hand while the field is open, not when the case is taken in."""
    draft = CaseDraft.fresh(branch, NewCase())
    for key, raw in (("role", "agent"), ("agent_name", "测试代理"), ("agent_id_type", "taiwan_permit")):
        assert draft.type(key, raw) is None
    read = {key: draft.spec(key, lang) for key in ("agent_id_number", "agent_id_valid_until")}
    assert draft.read(read["agent_id_number"], "0000000001(B)") == "0000000001B"
    assert draft.doubt("agent_id_number", "0000000001B") is not None
    assert draft.doubt("agent_id_number", "00000000") is None
    found = draft.read(read["agent_id_valid_until"], OVER)
    assert not isinstance(found, str)
    assert found.code == "KYC-06.speaks"
    assert found.saw["person"] == "测试代理"
    shown = outward(read["agent_id_valid_until"], "long", lang)
    assert draft.read(read["agent_id_valid_until"], shown) == "long"
    draft.type("agent_id_valid_until", shown)
    assert done(draft.record()).complainant.agent_id_valid_until == "long"


def test_what_was_typed_over_a_record_is_there_again(branch: Desk) -> None:
    """Half of a correction is lost with the screen, or half of it stands in the case."""
    view = taken(branch)
    draft = CaseDraft.of_case(branch, view)
    assert draft.type("claim", "半句") is None
    again = CaseDraft.of_case(branch, view)
    assert (again.begun, again.values["claim"]) == (True, "半句")
    assert done(cases.view(branch, view.case.id)).case.claim == view.case.claim
    assert again.discard() is None
    assert not CaseDraft.of_case(branch, view).begun
    done_with = CaseDraft.of_case(branch, view)
    assert done_with.type("claim", "整句话") is None
    assert done(done_with.complete(view)).case.claim == "整句话"
    assert not CaseDraft.of_case(branch, view).begun
