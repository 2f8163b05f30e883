"""A survey answered inside an entry, at the desk: its form, its scores, its sentence, its papers."""

from datetime import timedelta

import pytest

from paper.reading import squeezed, texts
from rmdesk.desk.audit import trail
from rmdesk.desk.audit.seeking import Sought
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, filling, forms, listing, opening, printing
from rmdesk.desk.registers.views import Faulty, Query
from support.desks import done
from support.registers import at, was_done

ANSWERS = {
    "answers.clear": "C",
    "answers.clear.note": "请拨13800000001讲解",
    "answers.wait": "B",
    "answers.again": "yes",
}


@pytest.fixture
def issued(own: Desk) -> tuple[Desk, str]:
    """A survey about K-0001, handed out by his manager."""
    typed = {"about": "client:K-0001", "service": "sale", "served_by": "manager"}
    typed |= {"until": (own.today() + timedelta(7)).isoformat()}
    return own, was_done(acting.begin(at(own, "manager"), "survey", typed)).no


def test_the_form_asks_each_question_and_a_note_where_it_is_wanted(issued: tuple[Desk, str]) -> None:
    """A form that asks for a text of ticks would be filled in on paper and never entered."""
    desk, no = issued
    form = done(forms.acting(at(desk, "reviewer"), no, "answer"))
    keys = [
        "answers.clear",
        "answers.clear.note",
        "answers.wait",
        "answers.again",
        "answers.again.note",
        "called_on",
        "words",
    ]
    assert [one.key for one in form.fields] == keys
    assert [one.value for one in form.fields[0].options] == ["A", "B", "C"]
    assert "answers.clear.note" not in done(filling.shown(desk, form, {"answers.clear": "A"}))
    assert "answers.clear.note" in done(filling.shown(desk, form, {"answers.clear": "C"}))
    assert done(filling.answer(desk, form, "answers.wait", "一般", {})) == "B"
    missing = acting.do(desk, no, "answer", 1, {**ANSWERS, "answers.wait": ""})
    assert isinstance(missing, Faulty)
    assert list(missing.fields) == ["answers.wait"]


def test_answers_are_scored_listed_and_told_without_numbers(issued: tuple[Desk, str]) -> None:
    """The score is what the branch looks at; a client's number in a note would be read by whoever opens the trail."""
    desk, no = issued
    was_done(acting.do(at(desk, "reviewer"), no, "answer", 1, ANSWERS))
    view = done(opening.entry(desk, no))
    told = {one.key: one.text.zh for one in view.values}
    assert (told["answers.wait"], told["score"]) == ("一般", "40 不满意")
    assert told["answers.clear"].startswith("不满意（请拨138")
    (line,) = done(listing.page(desk, "survey", Query(sort="-score"))).lines
    assert "40 不满意" in [one.text.zh for one in line.cells]
    desk.actor = at(desk, "compliance").actor
    sentences = " ".join(one.sentence for one in done(trail.page(desk, Sought(), "zh")).lines)
    assert "等候时间是否合适？一般" in sentences
    everything = sentences + str(view) + str(line)
    assert "13800000001" not in everything


@pytest.mark.parametrize("answered", [False, True])
def test_a_slip_has_boxes_and_a_record_the_ticks(issued: tuple[Desk, str], *, answered: bool) -> None:
    """The client ticks the questions on paper; what the bank noted of it is none of his paper."""
    desk, no = issued
    if answered:
        was_done(acting.do(at(desk, "reviewer"), no, "answer", 1, {**ANSWERS, "answers.clear.note": "内部说明"}))

    def said(paper: str) -> str:
        printed = done(printing.print_entry(desk, no, paper, desk.folder / "papers", "zh"))
        return squeezed("".join(texts(printed.path.read_bytes())))

    slip, record = said("slip"), said("record")
    assert "等候时间是否合适" in slip
    assert "不愿意" in slip
    assert "内部说明" not in slip
    assert ("内部说明" in record) == answered
