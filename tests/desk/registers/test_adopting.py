"""What a new pack may do to entries that stand: nothing that somebody recorded loses its words or its place."""

from pathlib import Path

import pytest

from formpack.packs import Change, both, cut, drop, swap, write
from rmdesk.desk import packs
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, forms, listing, opening
from rmdesk.desk.registers.in_use import lost
from rmdesk.desk.registers.views import Query
from rmdesk.domain import facts
from rmdesk.formpack import load
from support.desks import codes, done
from support.own_registers import own_pack, own_texts
from support.registers import SECRET, at, let_in, numbers, visit, was_done

VISITORS, LABELS = "registers/visitors.toml", "labels.toml"
PASS = "registers/visitor_pass.toml"


@pytest.fixture
def used(own: Desk) -> Desk:
    """A desk with a visit that was let in and noted, and one that is expected."""
    made = visit(own, brings="tools", helpers="reviewer")
    let_in(own, made.no)
    was_done(acting.do(own, made.no, "jot", 2, {"note": "已接待"}))
    visit(own)
    return own


def _faults(desk: Desk, *changes: Change) -> list[tuple[str, str]]:
    return [(one.file, one.key) for one in lost(desk, own_pack(*changes))]


WITHOUT_MAIL = (cut(VISITORS, "mail = {", "firm = {"), swap(VISITORS, '"mail", ', ""))
WITHOUT_NOTE = both(
    cut(VISITORS, "note = {", "remark = {"),
    cut(VISITORS, "jot = {", "watch = {"),
    swap(VISITORS, '"remark", "note"] }', '"remark"] }'),
)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (both(drop(VISITORS), drop(PASS)), (VISITORS, "")),
        (WITHOUT_NOTE, (VISITORS, "field.note")),
        (WITHOUT_NOTE, (VISITORS, "act.jot")),
        (swap(LABELS, 'tools = { zh = "工具", en = "Tools" }\n', ""), (VISITORS, "field.brings.options")),
        (swap(VISITORS, 'number = "VS"', 'number = "VR"'), (VISITORS, "number")),
        (swap(VISITORS, 'heads = { kind = "integer"', 'heads = { kind = "percent"'), (VISITORS, "field.heads.kind")),
    ],
)
def test_what_entries_use_is_not_dropped(used: Desk, change: Change, wanted: tuple[str, str]) -> None:
    """After adopting, a visit would be told in keys, or could not be opened at all."""
    if wanted[1] == "field.brings.options":
        change = both(change, swap(VISITORS, 'brings = "tools", host', 'brings = "papers", host'))
    assert wanted in _faults(used, change)


def test_a_state_in_which_something_stands_is_not_even_retired(used: Desk) -> None:
    """No act would lead out of it any more."""
    change = both(
        swap(
            VISITORS,
            'inside = { zh = "在访", en = "Inside" }',
            'inside = { zh = "在访", en = "Inside", retired = true }',
        ),
    )
    assert (VISITORS, "state.inside") in _faults(used, change)


def test_what_nobody_used_may_go(used: Desk) -> None:
    """A pack that can never be mended is a prison: an option, a field and a register without entries are dropped."""
    tips = ("registers/tip.toml", "registers/tip_step.toml")
    gone = both(
        *(drop(one) for one in tips),
        swap(LABELS, 'papers = { zh = "资料", en = "Papers" }\n', ""),
        *WITHOUT_MAIL,
    )
    assert _faults(used, gone) == []
    assert _faults(used) == []


def test_a_field_may_be_renamed(used: Desk, tmp_path: Path) -> None:
    """Under its new name it is still the host: who is called, who may put it off, who is barred, and found by it."""
    renamed = both(
        *(
            swap(VISITORS, old, new)
            for old, new in (
                ('host = { kind = "person", label', 'receiver = { kind = "person", was = "host", label'),
                ('"auditor", "host"]', '"auditor", "receiver"]'),
                ('"host!"', '"receiver!"'),
                ('by = ["host"]', 'by = ["receiver"]'),
                ('not_by = ["host", ', 'not_by = ["receiver", '),
                ('for = "host"', 'for = "receiver"'),
                ('"purpose", "host", "came_on"', '"purpose", "receiver", "came_on"'),
                ('host = "manager"', 'receiver = "manager"'),
                ('["purpose", "host", "remark"', '["purpose", "receiver", "remark"'),
                ('sign = ["host", ', 'sign = ["receiver", '),
            )
        )
    )
    assert _faults(used, renamed) == []
    _adopt(used, tmp_path, renamed)
    view = done(opening.entry(used, "VS-2026-0001"))
    assert {one.key: one.text.zh for one in view.values}["receiver"] == "测试manager"
    assert view.earlier == ()
    assert {one.label.zh for one in view.history[-1].answers} >= {"接待人"}
    assert done(listing.page(used, "visitors", Query(sort="receiver"))).total == 2
    assert len(numbers(used, "visitors", text="测试manager")) == 2
    form = {one.key: one.value for one in done(forms.acting(used, "VS-2026-0002", "_amend")).fields}
    assert form["receiver"] == "manager"
    assert codes(acting.do(at(used, "manager", "reviewer"), "VS-2026-0001", "leave", 3, {}))[0] == "REGISTER.not_by"
    was_done(acting.do(at(used, "compliance"), "VS-2026-0001", "watch", 3, {"remark": "x", "watched": "1"}))
    view = done(opening.entry(used, "VS-2026-0001"))
    assert {one.key: one.text.zh for one in view.values}["receiver"] == "测试manager"
    assert used.store.replay().ok


def test_an_entry_whose_pack_lost_it_still_opens(used: Desk, tmp_path: Path) -> None:
    """Adopting refuses it; a desk whose pack was put in by other ways must not lose what was recorded."""
    _adopt(used, tmp_path, drop(VISITORS), drop(PASS))
    view = done(opening.entry(used, "VS-2026-0001"))
    assert view.title.zh == "来访登记台账"
    assert {one.key: one.text.zh for one in view.values}["host"] == "测试manager"
    assert view.acts == ()
    assert codes(acting.do(used, "VS-2026-0001", "jot", 3, {"note": "x"})) == ["INPUT.unknown"]
    assert codes(acting.begin(used, "visitors", {})) == ["INPUT.unknown"]
    assert used.store.replay().ok


def test_an_option_and_a_field_that_are_gone_are_told_in_their_old_words(used: Desk, tmp_path: Path) -> None:
    """A key in the place of an answer."""
    _adopt(
        used,
        tmp_path,
        WITHOUT_NOTE,
        swap(LABELS, 'repair = { zh = "设备维修", en = "Repair" }\n', ""),
        swap(VISITORS, 'purpose = "repair"', 'purpose = "check"'),
        cut(VISITORS, "weight = {", "cash = {"),
        swap(VISITORS, '"weight", ', ""),
    )
    view = done(opening.entry(used, "VS-2026-0001"))
    assert {one.key: one.text.zh for one in view.values}["purpose"] == "设备维修"
    assert "已接待" in str(view.logs)


def _adopt(desk: Desk, folder: Path, *changes: Change) -> None:
    pack = load(write(own_texts(*changes), folder))
    desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files, begins=desk.today()), "desk")
    desk.pack = pack


def test_the_desk_refuses_a_pack_that_takes_it_away(used: Desk, tmp_path: Path) -> None:
    """The check of the form pack alone knows no entries: whoever adopts is told by file and key what stands on it."""
    proposal = packs.propose(at(used, "compliance"), write(own_texts(WITHOUT_NOTE), tmp_path / "a"))
    assert isinstance(proposal, tuple)
    assert {(one.file, one.key) for one in proposal} >= {(VISITORS, "field.note"), (VISITORS, "act.jot")}
    proposal = packs.propose(
        used,
        write(own_texts(*WITHOUT_MAIL, swap("pack.toml", 'version = "2026.1"', 'version = "2026.2"')), tmp_path / "b"),
    )
    assert isinstance(proposal, packs.Proposal)
    visit(used, mail="a@example.com")
    answer = packs.adopt(used, proposal, Proof(SECRET, "administrator"))
    assert codes(answer) == ["REGISTER.dropped"]
