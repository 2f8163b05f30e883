"""A letter to an organisation says 贵单位, one to a person 您 (COMP-09)."""

import json
from pathlib import Path

import pytest

from complaints.kit import WHO, new, taken
from rmdesk.desk.complaints import deciding, letters
from rmdesk.desk.complaints import register as taking
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import ComplainantKind
from rmdesk.domain.complaint_facts import LetterPrinted
from support.desks import done
from support.walk import register


@pytest.mark.parametrize(("kind", "word", "other"), [("person", "您", "贵单位"), ("organisation", "贵单位", "您")])
def test_a_letter_on_a_complaint_speaks_to_whoever_complains(
    branch: Desk, tmp_path: Path, kind: ComplainantKind, word: str, other: str
) -> None:
    """COMP-09: what the complainant wrote stays as it was written."""
    who = WHO.model_copy(update={"kind": kind, "id_number": "", "id_type": ""})
    view = done(taking.take(branch, new(complainant=who, claim="你们答复太慢。"))).view
    assert view is not None
    done(letters.print_letter(branch, view.case.id, view.case.version, "receipt", tmp_path, "zh"))
    (fact,) = [entry.fact for entry in branch.store.entries(kind="complaint.letter_printed/1")]
    assert isinstance(fact, LetterPrinted)
    said = json.dumps(json.loads(fact.content), ensure_ascii=False)
    assert word in said
    assert other not in said
    assert "你们答复太慢。" in said
    remedies = deciding.proposed(branch, view.case, "zh").remedies
    assert word in remedies
    assert other not in remedies


@pytest.mark.parametrize(("kind", "seals"), [("person", 0), ("organisation", 1)])
def test_the_bank_seals_its_letter_and_an_organisation_its_answer(
    branch: Desk, tmp_path: Path, kind: ComplainantKind, seals: int
) -> None:
    """COMP-11: a company's receipt for a decision that bears no seal proves nothing, nor does a letter without one."""
    who = WHO.model_copy(update={"kind": kind, "id_number": "", "id_type": ""})
    view = done(taking.take(branch, new(complainant=who))).view
    assert view is not None
    done(letters.print_letter(branch, view.case.id, view.case.version, "mediation_proposal", tmp_path, "zh"))
    (fact,) = [entry.fact for entry in branch.store.entries(kind="complaint.letter_printed/1")]
    assert isinstance(fact, LetterPrinted)
    said = json.dumps(json.loads(fact.content), ensure_ascii=False)
    spoken = branch.branch.spoken("zh")
    assert said.count(f"{who.name}（盖章）") == seals
    assert said.count(f"{spoken.bank}{spoken.branch}（盖章）") == 1


def test_remedies_stand_in_the_language_of_their_letter(branch: Desk) -> None:
    """COMP-09: else a client reads in Chinese what was decided, and in English how to object to it."""
    client = register(branch, papers="zh")
    view = taken(branch, complainant=WHO.model_copy(update={"client_id": client.id}))
    assert deciding.proposed(branch, view.case, "en") == deciding.proposed(branch, view.case, "zh")
    stranger = taken(branch, claim="另一件事")
    assert deciding.proposed(branch, stranger.case, "en") != deciding.proposed(branch, stranger.case, "zh")
