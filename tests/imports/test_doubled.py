"""Two columns that mean the same: which of them counts is asked once, and no list is turned away for it."""

from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import products as shelf
from support.desks import codes, done

HEAD = "产品代码,产品名称,产品简称,产品类别,大类,发行机构,风险等级,风险评级,起购金额,产品状态"
ROW = "X-1,示例稳健理财一号,稳健一号,理财,固收类,示例机构,R1,R4,1000,在售"
NAMES, KINDS, LEVELS = ("产品名称", "产品简称"), ("产品类别", "大类"), ("风险等级", "风险评级")


def brought(desk: Desk, folder: Path, head: str = HEAD, **answers: str) -> Report:
    path = folder / "list.csv"
    path.write_text(f"{head}\n{ROW}\n", encoding="utf-8")
    said = {("column", "大类"): "family", **{("counts", target): one for target, one in answers.items()}}
    return done(running.bring_in(desk, "products", path, Choice(answers=said)))


def test_which_of_two_columns_counts_is_asked_before_a_row_is_read(desk: Desk, tmp_path: Path) -> None:
    """The whole list was turned away, and on the screen nothing could leave one out. Nothing of a row is read before:
    of what the column says that does not count no word is asked."""
    report = brought(desk, tmp_path)
    assert (report.accepted, report.waiting, report.faults) == (1, 1, ())
    asked = {one.word: (one.target, one.allowed, one.cells, one.rows) for one in report.questions}
    assert asked == {
        "name": ("counts", NAMES, ("示例稳健理财一号", "稳健一号"), 1),
        "family": ("counts", KINDS, ("理财", "固收类"), 1),
        "issuer_level": ("counts", LEVELS, ("R1", "R4"), 1),
    }
    assert codes(shelf.get(desk, "X-1"))


def test_the_column_that_counts_is_read_and_the_answer_kept(desk: Desk, tmp_path: Path) -> None:
    """The next list of the same headings, in whatever order, is read so without a word; what the other column says of a
    level is confirmed by the keeper."""
    first = brought(desk, tmp_path, name=NAMES[1], family=KINDS[0])
    assert [one.word for one in first.questions] == ["issuer_level"]
    assert brought(desk, tmp_path, name=NAMES[1], family=KINDS[0], issuer_level="等级").waiting == 1, "no such column"
    report = brought(desk, tmp_path, name=NAMES[1], family=KINDS[0], issuer_level=LEVELS[0])
    assert (report.questions, report.waiting, report.unconfirmed) == ((), 0, 1)
    found = done(shelf.get(desk, "X-1"))
    assert (found.name.zh, found.family, found.issuer_level) == ("稳健一号", "wealth", "R1")
    assert (found.status, found.left_out) == ("suspended", (("风险评级", "R4"),))
    path = tmp_path / "next.csv"
    turned = (",".join(reversed(one.split(","))) for one in (HEAD, ROW.replace("X-1", "X-2")))
    path.write_text("\n".join(turned), encoding="utf-8")
    again = done(running.bring_in(desk, "products", path, Choice()))
    assert (again.questions, again.waiting, done(shelf.get(desk, "X-2")).name.zh) == ((), 0, "稳健一号")


@pytest.mark.parametrize("what", ["clients", "people"])
def test_every_kind_of_list_asks_it(desk: Desk, tmp_path: Path, what: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text("客户号,工号,姓名,户名,员工姓名\n0099001,0099001,虚甲,虚乙,虚乙\n", encoding="utf-8")
    (asked,) = done(running.look_at(desk, what, path, Choice())).questions
    assert (asked.target, asked.word) == ("counts", "name")
