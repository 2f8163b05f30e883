"""The register of risks at a desk, from the first line of its file to its last act (DESK-13)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.registers import acting, listing, opening
from rmdesk.desk.registers.views import Done, Faulty, Query
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks, codes, done
from support.registers import at, people, second, was_done


@pytest.fixture
def desk(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A desk with a person of each role."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, people) as made:
        yield made


def test_a_risk_goes_from_found_to_closed(desk: Desk) -> None:
    """A branch that cannot close a risk as its register says keeps it in a spreadsheet (DESK-13)."""
    found = _found(desk)
    assert found.no == "RK-0001"
    line = done(listing.page(at(desk, "compliance"), "risk")).lines[0]
    assert [cell.text.zh for cell in line.cells][3:5] == ["15 高", "测试manager"]
    with pytest.raises(AssertionError):
        done(acting.do(at(desk, "compliance"), found.no, "close", 1, {"summary": "x"}))
    treated = was_done(acting.do(at(desk, "manager"), found.no, "treat", 1, {"control": "双人复核"}))
    assert [one.register_id for one in treated.starts] == []
    refusal = acting.do(at(desk, "compliance"), found.no, "close", 2, {"summary": "x"})
    assert codes(refusal) == ["REGISTER.needs"]
    was_done(acting.do(at(desk, "reviewer"), found.no, "review", 2, _review(desk)))
    assert codes(acting.do(at(desk, "compliance"), found.no, "close", 3, {"summary": "有效"})) == ["REGISTER.second"]
    was_done(acting.do(at(desk, "compliance"), found.no, "close", 3, {"summary": "有效"}, proof=second("reviewer")))
    view = done(opening.entry(at(desk, "auditor"), "RK-0001"))
    assert (view.state, view.ended, view.dues) == ("closed", True, ())
    assert [one.label.en for one in view.history] == ["Close", "Review", "Treat", "Identify a risk"]
    assert desk.store.replay().ok


def test_a_risk_is_due_in_its_owner_s_list(desk: Desk) -> None:
    """A review that no list calls for is forgotten (DESK-07)."""
    _found(desk, days=10)
    found = [one for one in done(listed(at(desk, "manager"))) if one.subject.kind == "entry"]
    assert [(one.no, one.what.zh, one.day) for one in found] == [("RK-0001", "复评", desk.today() + timedelta(10))]
    assert not [one for one in done(listed(at(desk, "auditor"))) if one.subject.kind == "entry"]


def test_what_is_wrong_in_a_form_is_said_by_field(desk: Desk) -> None:
    """Somebody who is told only that something is wrong types it all again."""
    answer = acting.begin(at(desk, "compliance"), "risk", {"about": "branch", "title": "x", "owner": "nobody"})
    assert isinstance(answer, Faulty)
    assert {"class", "source", "likelihood", "impact", "owner", "review_on"} <= set(answer.fields)


def test_an_act_on_what_has_changed_is_refused(desk: Desk) -> None:
    """Two people at one risk: the second would overwrite what he has not seen."""
    found = _found(desk)
    was_done(acting.do(at(desk, "reviewer"), found.no, "review", 1, _review(desk)))
    assert codes(acting.do(at(desk, "reviewer"), found.no, "review", 1, _review(desk))) == ["INPUT.stale"]


def test_the_matrix_counts_what_is_open(desk: Desk) -> None:
    """A matrix that misses a risk is worse than none."""
    _found(desk)
    matrix = done(listing.matrix(at(desk, "compliance"), "risk"))
    assert matrix is not None
    assert matrix.rows[0][2].nos == ()
    places = [(row, column) for row, cells in enumerate(matrix.rows) for column, cell in enumerate(cells) if cell.nos]
    assert len(places) == 1
    assert done(listing.page(at(desk, "compliance"), "risk", Query(text="双录"))).total == 1
    assert done(listing.page(at(desk, "compliance"), "risk", Query(text="market"))).total == 0
    assert done(listing.page(at(desk, "compliance"), "risk", Query(text="操作"))).total == 1


def _found(desk: Desk, days: int = 30) -> Done:
    typed = {"about": "branch", "title": "双录漏录", "class": "operational", "source": "check", "likelihood": "3"}
    typed |= {"impact": "5", "owner": "manager", "review_on": (desk.today() + timedelta(days)).isoformat()}
    return was_done(acting.begin(at(desk, "compliance"), "risk", typed))


def _review(desk: Desk) -> dict[str, str]:
    return {"likelihood": "2", "impact": "5", "review_on": (desk.today() + timedelta(90)).isoformat()}
