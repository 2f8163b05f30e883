"""DATA-05 at the complaint desk: contact and ID number of a complainant are masked, and showing them is a fact."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from complaints.kit import WHO, about, acting, new, taken
from rmdesk.desk import checking
from rmdesk.desk.complaints import board, letters, numbers, register, statistics, work
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint_facts import LetterPrinted
from support.desks import codes, done

PHONE, OTHER, NUMBER = "13912340001", "13712340002", "999101199001011239"
CLAIM = f"说好回电 {PHONE} 和 {OTHER}，证件 {NUMBER}，一直没有人理。"
STRANGER = WHO.model_copy(update={"name": "测试客户乙", "contact": PHONE, "id_number": NUMBER})


@pytest.fixture
def stranger(branch: Desk) -> CaseView:
    """The case of somebody who is no client, with numbers in its words."""
    return taken(branch, complainant=STRANGER, claim=CLAIM)


LISTS: dict[str, Callable[[Desk], Any]] = {
    "board": board.board,
    "morning": board.morning,
    "crossed": lambda desk: board.passed_warnings(desk, desk.now()),
    "find": lambda desk: looking.find(desk, PHONE),
    "alike": lambda desk: register.duplicates(desk, new(complainant=STRANGER, claim=CLAIM)),
}


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize("name", LISTS)
def test_no_list_shows_a_number(branch: Desk, name: str) -> None:
    """Else whoever looks over a shoulder takes the complainant's phone home."""
    said = repr(done(LISTS[name](branch)))
    assert name == "crossed" or "没有人理" in said
    assert [one for one in (PHONE, OTHER, NUMBER) if one in said] == []


def test_a_letter_does_not_carry_them(branch: Desk, stranger: CaseView, tmp_path: Path) -> None:
    """A letter lies on counters and in hallways; what the bank decided stays in its own words."""
    sent = done(letters.print_letter(branch, stranger.case.id, stranger.case.version, "receipt", tmp_path, "zh"))
    (fact,) = [entry.fact for entry in branch.store.entries(kind="complaint.letter_printed/1")]
    assert isinstance(fact, LetterPrinted)
    said = json.dumps(json.loads(fact.content), ensure_ascii=False)
    assert fact.printed.number == sent.number
    assert "没有人理" in said
    assert [one for one in (PHONE, OTHER, NUMBER) if one in said] == []


def test_showing_them_is_a_fact_and_changes_nothing(branch: Desk, stranger: CaseView) -> None:
    """Who looked is known; what somebody else types meanwhile is not out of date for it."""
    seen = stranger.case
    with acting(branch, "zhou"):
        shown = done(numbers.reveal(branch, seen.id))
    assert (shown.complainant.contact, shown.complainant.id_number) == (PHONE, NUMBER)
    last = done(looking.timeline(branch, seen.id))[-1]
    assert (last.kind, last.by) == ("complaint.numbers_revealed/1", "zhou")
    done(work.remark(branch, seen.id, seen.version, "note", "已核对"))
    month = (branch.today().replace(day=1), branch.today())
    assert done(statistics.statistics(branch, *month, branch.now())).complaints == 1
    assert done(checking.verify(branch, replay=True)).ok


def test_who_may_not_work_on_it_sees_none(branch: Desk, stranger: CaseView) -> None:
    """An auditor reads the case and not the numbers; whom it is about sees neither."""
    mine = taken(branch, complainant=STRANGER, about=about("lin"))
    before = branch.store.head()
    with acting(branch, "shen"):
        assert codes(numbers.reveal(branch, stranger.case.id)) == ["DATA-08.role"]
    with acting(branch, "lin"):
        assert codes(numbers.reveal(branch, mine.case.id)) == ["COMP-04"]
    assert branch.store.head() == before
