"""Any register out of a list: its own fields are the headings, its own rules judge the rows."""

from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.kinds import kind_of, names
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.imports.templates import write_template
from rmdesk.desk.registers import acting
from rmdesk.desk.registers.around import entry_by
from rmdesk.domain.people import Role
from rmdesk.domain.registers.facts import EntryBegun
from support.clock import Clock
from support.desks import codes, done, new_desk
from support.people import staff

READ = Choice()
HEAD = "对象,风险描述,Class,来源,可能性,影响,责任人,复评日期"
ROWS = (
    "本行,演练：双录漏录,operational,check,3,5,demo,2027/3/1",
    "branch,演练：钥匙外借,operational,check,２,4,测试demo,2027年3月1日",
)


def listed(folder: Path, *rows: str, head: str = "") -> Path:
    """A list of risks."""
    path = folder / "risk.csv"
    path.write_text("\n".join((head or HEAD, *rows, "")), encoding="utf-8")
    return path


def begun(desk: Desk, after: int) -> list[EntryBegun]:
    """What was begun since."""
    facts = (one.fact for one in desk.store.entries(after=after, kind=EntryBegun.kind))
    return [one for one in facts if isinstance(one, EntryBegun)]


def brought(desk: Desk, path: Path, choice: Choice = READ) -> Report:
    """The list, taken."""
    return done(running.bring_in(desk, "risk", path, choice))


def test_a_list_begins_entries_as_the_form_does(desk: Desk, tmp_path: Path) -> None:
    """A register that a branch kept in a spreadsheet for years is not typed again; brought twice it is there once."""
    before = desk.store.head().seq
    report = brought(desk, listed(tmp_path, *ROWS))
    assert (report.accepted, report.refused, report.faults) == (2, 0, ())
    first, second = begun(desk, before)
    typed = {"about": "branch", "title": "演练：双录漏录", "class": "operational", "source": "check", "likelihood": "3",
             "impact": "5", "owner": "demo", "review_on": "2027-03-01"}  # fmt: skip
    by_form = done(acting.begin(desk, "risk", typed))
    entry, same = entry_by(desk, by_form.entry_id), entry_by(desk, first.entry_id)
    assert entry is not None
    assert same is not None
    assert (same.values, same.about, same.state) == (entry.values, entry.about, entry.state)
    assert (second.values["likelihood"], second.values["owner"]) == ("2", "demo")
    again = brought(desk, listed(tmp_path, *ROWS, ROWS[0].replace("3,5", "5,5")))
    assert (again.same, again.accepted) == (2, 1)
    assert desk.store.replay().ok


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("本行,演练,operational,check,9,5,demo,2027-03-01", ("可能性", "")),
        ("本行,演练,operational,check,3,5,nobody,2027-03-01", ("责任人", "INPUT.unknown")),
        ("本行,演练,operational,check,3,5,demo,2020-03-01", ("复评日期", "INPUT.early")),
        ("本行,演练,operational,check,3,5,demo,2027-13-01", ("复评日期", "INPUT.date")),
        ("本行,,operational,check,3,5,demo,2027-03-01", ("风险描述", "INPUT.required")),
        ("K-9999,演练,operational,check,3,5,demo,2027-03-01", ("对象", "INPUT.choice")),
        ("client:K-9999,演练,operational,check,3,5,demo,2027-03-01", ("对象", "INPUT.unknown")),
    ],
)
def test_what_the_form_refuses_no_list_brings_in(desk: Desk, tmp_path: Path, row: str, fault: tuple[str, str]) -> None:
    """A way around the register's rules would be taken."""
    report = done(running.look_at(desk, "risk", listed(tmp_path, row), Choice()))
    told = [(one.column, one.refusal.code) for one in report.faults]
    if fault[1]:
        assert told == [fault]
    else:
        assert [(one.column, one.word) for one in report.questions] == [("可能性", "9")], "a word is asked"
        assert report.waiting == 1


def test_words_of_another_register_are_asked_once_and_kept(desk: Desk, tmp_path: Path) -> None:
    """Another system says 操作类; it is said once what that means."""
    path = listed(tmp_path, *(one.replace("operational", "操作类") for one in ROWS))
    (asked,) = done(running.look_at(desk, "risk", path, Choice())).questions
    assert (asked.rows, asked.column) == (2, "Class")
    assert kind_of(desk, "risk").options(desk.pack, "class", "zh")["operational"]
    before = desk.store.head().seq
    brought(desk, path, Choice(answers={(asked.target, asked.word): "operational"}))
    assert [one.values["class"] for one in begun(desk, before)] == ["operational"] * 2


def test_what_nothing_was_done_with_is_voided_again(desk: Desk, tmp_path: Path) -> None:
    """The wrong file is one step back; an entry that somebody worked on stays."""
    before = desk.store.head().seq
    report = brought(desk, listed(tmp_path, *ROWS))
    first, second = begun(desk, before)
    done(acting.do(desk, first.entry_id, "treat", 1, {"control": "双人复核"}))
    undone = done(undoing.take_back(desk, report.import_id))
    assert (undone.back, [(one.no, one.why) for one in undone.kept]) == (1, [(first.no, "changed")])
    gone = entry_by(desk, second.entry_id)
    assert gone is not None
    assert gone.voided
    assert brought(desk, listed(tmp_path, *ROWS)).accepted == 1, "what was voided can come again"


@pytest.mark.parametrize(("roles", "may"), [(("manager",), False), (("reviewer",), True), (("auditor",), False)])
def test_who_may_not_begin_an_entry_brings_none_in(
    tmp_path: Path, desk: Desk, clock: Clock, roles: tuple[Role, ...], may: bool
) -> None:
    """The permission is the register's own."""
    with new_desk(tmp_path / "other", desk.pack, clock, staff("li", *roles)) as other:
        assert ("risk" in names(other)) is may
        row = ROWS[0].replace("demo", "li")
        found = running.look_at(other, "risk", listed(tmp_path, row), Choice())
        assert isinstance(found, Report) is may, None if may else codes(found)


def test_every_register_has_a_template_that_it_knows_again(desk: Desk, tmp_path: Path) -> None:
    """Whoever fills in the empty list must not be told that its headings mean nothing."""
    for what in names(desk):
        path = done(write_template(desk, what, tmp_path / f"{what}.xlsx", "zh"))
        report = done(running.look_at(desk, what, path, Choice()))
        assert (report.rows, report.unmapped) == (0, ()), what
    assert codes(running.look_at(desk, "nothing", tmp_path, Choice())) == ["INPUT.choice"]
