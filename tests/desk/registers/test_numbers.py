"""Numbers of third persons in entries: masked in every form, shown by a logged act alone (DATA-05)."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, filling, forms, numbers, opening
from rmdesk.desk.registers.around import entry_by
from rmdesk.domain.registers.act import AMEND
from support.desks import codes, done
from support.registers import at, visit, was_done

NUMBER, MASK = "13900001111", "139****1111"


def _first(desk: Desk, no: str) -> dict[str, str]:
    return {one.key: one.value for one in done(forms.acting(desk, no, AMEND)).fields}


def _kept(desk: Desk, no: str) -> str:
    entry = entry_by(desk, no)
    assert entry is not None
    return entry.values["phone"]


def test_a_form_never_shows_a_number_that_the_entry_masks(own: Desk) -> None:
    """Else whoever amends a word reads a third person's number, and nothing says so; the mask left as it stands
    keeps the number, another number replaces it."""
    no = visit(own, phone=NUMBER).no
    first = _first(own, no)
    assert first["phone"] == MASK
    form = done(forms.acting(own, no, AMEND))
    assert done(filling.answer(own, form, "phone", MASK, {})) == MASK
    assert codes(filling.answer(own, form, "phone", "138****1111", {})) == ["INPUT.phone"]
    was_done(acting.do(own, no, AMEND, form.seen, {**first, "visitor": "访客王五五", "reason": "姓名有误"}))
    assert _kept(own, no) == NUMBER
    form = done(forms.acting(own, no, AMEND))
    was_done(acting.do(own, no, AMEND, form.seen, {**_first(own, no), "phone": "13900002222", "reason": "换号"}))
    assert _kept(own, no) == "13900002222"


def test_showing_a_number_of_an_entry_is_a_fact(own: Desk) -> None:
    """Whoever has to call somebody reads the number, and the journal says who read it; nobody else may."""
    no = visit(own, phone=NUMBER).no
    assert done(opening.entry(own, no)).masked == {"phone"}
    assert done(numbers.reveal(own, no)) == {"phone": NUMBER}
    (fact,) = own.store.entries(kind="entry.numbers_revealed/1")
    assert fact.actor == "compliance"
    assert codes(numbers.reveal(at(own, "reviewer"), no)) == ["DATA-08.role"]
    assert len(list(own.store.entries(kind="entry.numbers_revealed/1"))) == 1


def test_one_entry_is_called_by_a_name_for_one(own: Desk) -> None:
    """ "Client visits VP-0001" is no English; a register that has no such name calls its entries as itself."""
    visit_plan, visitors = own.pack.registers["visit_plan"], own.pack.registers["visitors"]
    assert (visit_plan.title.en, visit_plan.entry_title.en) == ("Client visits", "Client visit")
    assert visitors.entry_title == visitors.title


def test_an_entry_without_numbers_leaves_no_trace_of_showing_them(own: Desk) -> None:
    """A log full of showings of nothing hides the one that matters."""
    no = visit(own, phone="").no
    assert done(numbers.reveal(own, no)) == {}
    assert list(own.store.entries(kind="entry.numbers_revealed/1")) == []
