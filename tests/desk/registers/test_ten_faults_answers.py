"""Fault most likely to be made, 10: readers of fields that take less than the grammar promises. And the bank's own
register as a whole: every kind of field, in every use case, without a line of code."""

from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, forms, listing, opening
from rmdesk.desk.registers.views import Faulty, Query
from support.desks import codes, done
from support.registers import at, let_in, numbers, second, visit, was_done


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("heads", "1234", "1234"),
        ("heads", "１，２３４", "1234"),
        ("weight", "12.345", "12.345"),
        ("weight", "0", "0"),
        ("cash", "20万", "200,000.00"),
        ("came_at", "9:05", "09:05"),
        ("came_at", "２３：５９", "23:59"),
        ("escorted", "是", "是"),
        ("pass_until", "长期", "长期"),
        ("pass_until", "2027/3/1", "2027-03-01"),
    ],
)
def test_every_reader_takes_what_the_grammar_promises(own: Desk, key: str, typed: str, said: str) -> None:
    """An integer of three digits, a time that is a text, a number that must be typed as a programmer would."""
    made = visit(own)
    let_in(own, made.no, **{key: typed})
    shown = {one.key: one.text.zh for one in done(opening.entry(own, made.no)).values}
    assert shown[key].startswith(said)


@pytest.mark.parametrize(
    ("key", "typed", "case"),
    [
        ("heads", "0", "INPUT.least"),
        ("heads", "5001", "INPUT.most"),
        ("heads", "2.5", "INPUT.whole"),
        ("weight", "-1", "INPUT.least"),
        ("weight", "约十", "INPUT.decimal"),
        ("came_at", "24:00", "INPUT.time"),
        ("came_on", "2999-01-01", "INPUT.late"),
        ("badge", "x" * 13, "INPUT.too_long"),
        ("product", "W-99", "INPUT.unknown"),
        ("proof", "no-such-file.pdf", "INPUT.unknown"),
        ("cash", "-5", "INPUT.amount"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(own: Desk, key: str, typed: str, case: str) -> None:
    """A wrong answer that is taken, or refused without a word where it stands."""
    made = visit(own)
    usual = {"badge": "A1", "came_on": own.today().isoformat(), "came_at": "09:30", "heads": "2"}
    answer = acting.do(own, made.no, "let_in", 1, usual | {key: typed})
    assert isinstance(answer, Faulty)
    assert {name: one.code for name, one in answer.fields.items()} == {key: case}


def test_several_options_are_several(own: Desk) -> None:
    """Choices kept as a text of commas are found by nobody who looks for one of them."""
    made = visit(own, brings="工具、other", other="液体")
    view = {one.key: one for one in done(opening.entry(own, made.no)).values}
    assert (view["brings"].text.zh, view["brings"].text.en) == ("工具、其他", "Tools, Something else")
    assert view["other"].text.zh == "液体"
    answer = acting.begin(own, "visitors", _typed(own, brings="tools", other="液体"))
    assert codes(answer) == ["INPUT.not_asked"]
    assert codes(acting.begin(own, "visitors", _typed(own, brings="tools,drone"))) == ["INPUT.choice"]


def test_many_people_are_counted(own: Desk) -> None:
    """A field that takes three takes three, each once."""
    made = visit(own, helpers="reviewer, checker,reviewer")
    view = {one.key: one for one in done(opening.entry(own, made.no)).values}
    assert view["helpers"].text.zh == "测试reviewer、测试checker"
    answer = acting.begin(own, "visitors", _typed(own, helpers="reviewer,checker,auditor,compliance"))
    assert codes(answer) == ["INPUT.many"]


def test_a_file_is_kept_and_found_again(own: Desk, tmp_path: Path) -> None:
    """The proof of a visit on somebody's own disk."""
    file = tmp_path / "出入 单.pdf"
    file.write_bytes(_PDF)
    made = visit(own)
    let_in(own, made.no, proof=str(file))
    (shown,) = [one for one in done(opening.entry(own, made.no)).values if one.key == "proof"]
    assert shown.text.zh == "出入_单.pdf"
    assert own.store.attachments.get(shown.raw.partition("/")[0]) == _PDF
    file.unlink()
    was_done(acting.do(own, made.no, "_amend", 2, {"proof": shown.raw, "heads": "3", "reason": "更正"}))
    assert own.store.replay().ok


def test_derived_values_follow_their_numbers(own: Desk) -> None:
    """A product over options or numbers as texts: 10 before 9, or nothing at all."""
    for badge, heads, watched in (("1", "9", "1"), ("2", "10", "1"), ("3", "2", "9")):
        made = visit(own)
        let_in(own, made.no, badge=badge, heads=heads)
        was_done(acting.do(own, made.no, "watch", 2, {"remark": "x", "watched": watched}))
    lines = done(listing.page(own, "visitors", Query(sort="alarm"))).lines
    alarms = [next(cell for cell in line.cells if cell.key == "alarm") for line in lines]
    assert [(one.raw, one.tone) for one in alarms] == [("9", "calm"), ("10", "calm"), ("18", "late")]


def test_a_share_is_sorted_as_a_share(own: Desk) -> None:
    """One of one given back stands before two of three."""
    for given, back in ((1, 1), (3, 2), (0, 0)):
        made = visit(own)
        let_in(own, made.no)
        for at_no in range(given):
            typed = {"carrier": "reviewer", "reach": "机房"}
            card = was_done(acting.begin(at(own, "compliance"), "visitor_pass", typed, parent_id=made.entry_id))
            if at_no < back:
                was_done(acting.do(at(own, "reviewer"), card.no, "take_back", 1, {}))
    at(own, "compliance")
    assert [no[-1] for no in numbers(own, "visitors", sort="-returned")] == ["1", "2", "3"]
    assert [no[-1] for no in numbers(own, "visitors", sort="-passes")] == ["2", "1", "3"]
    shown = [one.text.zh for one in done(opening.entry(own, "VS-2026-0002")).values if one.key == "returned"]
    assert shown == ["66.7%"]


def test_no_two_badges_of_a_day(own: Desk) -> None:
    """The same badge handed out twice; while those who have none yet do not stand in each other's way."""
    first, other = visit(own), visit(own)
    let_in(own, first.no, badge="7")
    usual = {"badge": "7", "came_on": own.today().isoformat(), "came_at": "09:30", "heads": "2"}
    assert codes(acting.do(own, other.no, "let_in", 1, usual)) == ["REGISTER.unique"]
    was_done(acting.do(own, first.no, "_void", 2, {"reason": "登记错"}))
    let_in(own, other.no, badge="7")


def test_what_the_desk_fills_in_nobody_types(own: Desk) -> None:
    """Who let the visitor in is who did, whatever is typed."""
    made = visit(own)
    let_in(own, made.no, let_in_by="reviewer")
    shown = {one.key: one.text.zh for one in done(opening.entry(own, made.no)).values}
    assert shown["let_in_by"] == "测试compliance"
    form = {one.key: one for one in done(forms.acting(own, visit(own).no, "let_in")).fields}
    assert (form["let_in_by"].fixed, form["came_on"].value) == (True, own.today().isoformat())


def test_the_bank_s_own_register_goes_all_its_way(own: Desk) -> None:
    """A bank that needs a programmer for a register keeps it in a spreadsheet."""
    made = visit(own, known="K-0001", basis="DESK-18", earlier=visit(own).no, mail="a@example.com")
    assert made.no == f"VS-{own.today().year}-0002"
    assert let_in(own, made.no).starts[0].register_id == "visitor_pass"
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "无异常", "watched": "1", "doubt": "3%"}))
    was_done(acting.do_marked(own, ((made.no, 3),), "jot", {"note": "已接待"}))
    was_done(acting.do(own, made.no, "leave", 4, {}))
    assert codes(acting.do(own, made.no, "forget", 5, {"why": "到期"})) == ["REGISTER.second"]
    was_done(acting.do(own, made.no, "forget", 5, {"why": "到期"}, proof=second("checker")))
    view = done(opening.entry(own, made.no))
    assert (view.state, view.ended, view.version) == ("left", True, 6)
    assert {"visitor", "phone"}.isdisjoint(one.key for one in view.values)
    assert own.store.replay().ok


def _typed(desk: Desk, **over: str) -> dict[str, str]:
    usual = {"about": "branch", "purpose": "check", "brings": "papers", "host": "manager", "visitor": "访客赵六"}
    return usual | {"until": (desk.today() + timedelta(2)).isoformat()} | over


_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
