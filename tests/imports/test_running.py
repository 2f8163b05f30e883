"""What happens to a file as a whole: kept ways of reading, refused rows written out, an import taken back, all or
nothing."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import python_calamine

from benchmarks.imports import LISTED, clients_listed, products_listed
from imports.killing import Killing
from imports.test_files import FILES
from rmdesk.desk import checking, clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import faulty_rows, running, templates, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.directives import HandedDown, Release, topic
from rmdesk.domain.imports.grid import Row, data
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from support.desks import codes, done
from support.people import resident_number
from support.tiers import longer

HEAD = "客户号,姓名,证件类型,证件号码,手机号码,职业"


def id_of(number: int) -> str:
    """The ID number of a client, invented."""
    return resident_number(date(1970, 1, 1) + timedelta(number))


def row(number: int, occupation: str = "退休", name: str = "") -> str:
    """A client of a list, invented."""
    called = name or f"虚{chr(0x4E00 + number)}"
    return f"99{number:04d},{called},身份证,{id_of(number)},19{number:09d},{occupation}"


def listed(folder: Path, *rows: str, head: str = HEAD) -> Path:
    """A list as another system writes it."""
    path = folder / "clients.csv"
    path.write_text("\n".join((head, *rows, "")), encoding="utf-8")
    return path


def test_a_word_is_asked_once_and_its_answer_offered_again(desk: Desk, tmp_path: Path) -> None:
    """Nobody answers the same forty words every month."""
    path = listed(tmp_path, row(1, "公务员"), row(2, "公务员"))
    (asked,) = done(running.look_at(desk, "clients", path, Choice())).questions
    assert (asked.target, asked.word, asked.rows) == ("occupation", "公务员", 2)
    done(running.bring_in(desk, "clients", path, Choice(answers={("occupation", "公务员"): "public"})))
    again = done(running.look_at(desk, "clients", listed(tmp_path, row(3, "公务员")), Choice()))
    assert (again.questions, again.accepted) == ((), 1)
    assert again.profile == path.stem, "a name that people know, no digest"


def test_a_mended_heading_is_kept_under_a_name(desk: Desk, tmp_path: Path) -> None:
    """A heading that only this system uses is explained once."""
    odd = HEAD.replace("手机号码", "联络")
    choice = Choice(mapping={"联络": "phone"}, profile="core")
    done(running.bring_in(desk, "clients", listed(tmp_path, row(1), head=odd), choice))
    report = done(running.look_at(desk, "clients", listed(tmp_path, row(2), head=odd), Choice()))
    assert (report.profile, report.unmapped) == ("core", ())


def test_taking_back_leaves_what_was_used_and_twice_does_nothing(desk: Desk, tmp_path: Path) -> None:
    """A client who was assessed meanwhile must not vanish under the sale."""
    path = listed(tmp_path, row(1), row(2))
    report = done(running.bring_in(desk, "clients", path, Choice()))
    (used,) = done(clients.find(desk, "990001"))
    done(clients.report_change(desk, used.id, "换工作"))
    undone = done(undoing.take_back(desk, report.import_id))
    assert (undone.back, [(one.no, one.why) for one in undone.kept]) == (1, [(used.no, "changed")])
    assert done(clients.find(desk, "990002")) == ()
    assert desk.store.query("SELECT 1 FROM due JOIN client c ON c.id = client_id WHERE c.id <> ?", (used.id,)) == []
    assert done(undoing.take_back(desk, report.import_id)).before
    assert [one.taken_back for one in done(undoing.runs(desk))] == [True]
    assert not desk.store.replay().faults


def test_taking_back_a_change_puts_back_what_was_there(desk: Desk, tmp_path: Path) -> None:
    """The list of the wrong month is taken back, not typed over by hand."""
    done(running.bring_in(desk, "clients", listed(tmp_path, row(1)), Choice()))
    path = listed(tmp_path, row(1, "学生", name="虚换名"))
    changed = done(running.bring_in(desk, "clients", path, Choice()))
    assert changed.changed == 1
    done(undoing.take_back(desk, changed.import_id))
    (line,) = done(clients.find(desk, "990001"))
    client = done(clients.get(desk, line.id))
    assert (client.name, client.profile["occupation"]) == (f"虚{chr(0x4E01)}", "retired")
    assert {"horizon"} <= set(client.lacking)


def test_a_product_is_taken_back_to_its_terms_before(desk: Desk, tmp_path: Path) -> None:
    """A list with a wrong column must not leave its levels behind, nor accuse whoever takes it back of lowering them
    alone (SUIT-15): two lists go, the later one first."""
    head = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元)"
    path = tmp_path / "products.csv"
    path.write_text(f"{head}\nT1,虚构一号,理财产品,虚构理财,R2,10000\n", encoding="utf-8")
    first = done(running.bring_in(desk, "products", path, Choice()))
    path.write_text(f"{head}\nT1,虚构一号,理财产品,虚构理财,R4,10000\n", encoding="utf-8")
    second = done(running.bring_in(desk, "products", path, Choice()))
    path.write_text(path.read_text(encoding="utf-8").replace("R4", "R5"), encoding="utf-8")
    third = done(running.bring_in(desk, "products", path, Choice()))
    for one in (third, second):
        done(undoing.take_back(desk, one.import_id))
    assert done(shelf.get(desk, "T1")).issuer_level == "R2"
    assert done(checking.rules(desk)).faults == ()
    done(shelf.regrade(desk, "T1", "R3", None, "重新评级"))
    assert [one.why for one in done(undoing.take_back(desk, first.import_id)).kept] == ["changed"]


@pytest.mark.parametrize("since", ["a list", "head office"])
def test_a_list_is_not_taken_back_over_what_said_the_same_since(desk: Desk, tmp_path: Path, since: str) -> None:
    """SUIT-15: the list that raised the level is taken back on its day; the one after it said R5 too, and left no
    fact; head office says a level under a subject of its own."""
    head = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元)"

    def bring(level: str) -> running.Report:
        path = tmp_path / "products.csv"
        path.write_text(f"{head}\nT1,虚构一号,理财产品,虚构理财,{level},10000\n", encoding="utf-8")
        return done(running.bring_in(desk, "products", path, Choice()))

    bring("R2")
    raised = bring("R5")
    if since == "a list":
        bring("R5")
    else:
        said = Release(about="T1", reason="测试")
        told = HandedDown(device="office", seq=1, by="a", second="b", about="T1", directive=said)
        desk.record(told, topic("recall", "T1"))
    kept = done(undoing.take_back(desk, raised.import_id)).kept
    assert [one.why for one in kept] == ["falls" if since == "a list" else "changed"]
    assert done(shelf.get(desk, "T1")).issuer_level == "R5"


def test_only_a_list_that_said_the_same_of_a_product_holds_it(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: a wrong level could not be taken back because a list of other products had come; and what a later list
    put on the shelf too went with the first one, to be listed anew as something else."""
    head = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元)"

    def bring(*codes: str, level: str = "R2") -> running.Report:
        rows = [f"{code},虚构{code},理财产品,虚构理财,{level},10000" for code in codes]
        path = tmp_path / "products.csv"
        path.write_text("\n".join((head, *rows)), encoding="utf-8")
        return done(running.bring_in(desk, "products", path, Choice()))

    first, raised = bring("T1"), bring("T1", level="R5")
    bring("T8")
    assert done(undoing.take_back(desk, raised.import_id)).back == 1
    assert done(shelf.get(desk, "T1")).issuer_level == "R2"
    later = bring("T1", "T8")
    assert [(one.no, one.why) for one in done(undoing.take_back(desk, first.import_id)).kept] == [("T1", "again")]
    assert done(undoing.take_back(desk, later.import_id)).back == 0
    assert done(shelf.get(desk, "T1")).issuer_level == "R2"


def test_a_list_loosens_no_match(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: a list by one person would make a policy of ten premiums one that is paid at once; a list that says
    nothing of premiums, of the offer or of the currency would do so unasked. Stricter terms go back with their list."""
    head = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),币种,募集方式,交费方式,交费年限"
    policy, fund = "虚构年金,保险,虚构人寿,R3,10000,美元", "虚构基金,公募基金,虚构基金公司,R3,2000000,美元"

    def bring(*rows: str, columns: int = 10) -> running.Report:
        lines = [",".join(one.split(",")[:columns]) for one in (head, *rows)]
        path = tmp_path / "products.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return done(running.bring_in(desk, "products", path, Choice()))

    assert bring(f"T1,{policy},,期交,10", f"T2,{fund},私募,,").accepted == 2
    first = {code: done(shelf.get(desk, code)) for code in ("T1", "T2")}
    report = bring(f"T1,{policy},,趸交,1", f"T2,{fund},公募,,")
    assert [one.refusal.code for one in report.faults] == ["SUIT-15.looser"] * 2
    assert bring(f"T1,{policy}", f"T2,{fund}", columns=6).faults == ()
    assert {code: done(shelf.get(desk, code)) for code in first} == first
    longer = bring(f"T1,{policy},,期交,20")
    assert done(undoing.take_back(desk, longer.import_id)).back == 1
    assert done(shelf.get(desk, "T1")) == first["T1"]
    assert done(checking.rules(desk)).faults == ()


@pytest.mark.parametrize("what", ["clients", "products"])
def test_what_was_taken_back_comes_and_goes_again(desk: Desk, tmp_path: Path, what: str) -> None:
    """The mended file is brought after the wrong one was taken back, and that one may be wrong too."""
    path = {"clients": clients_listed, "products": products_listed}[what](tmp_path, 20)
    for _ in range(3):
        report = done(running.bring_in(desk, what, path, Choice()))
        undone = done(undoing.take_back(desk, report.import_id))
        assert (report.accepted, undone.back, undone.kept) == (19, 19, ())
    assert not desk.store.replay().faults


@pytest.mark.parametrize("what", ["clients", "products"])
def test_what_a_list_changed_is_put_back_row_by_row(desk: Desk, tmp_path: Path, what: str) -> None:
    """Each gets its own row of before, not its neighbour's."""
    path = {"clients": clients_listed, "products": products_listed}[what](tmp_path, 20)
    done(running.bring_in(desk, what, path, Choice()))
    columns = {"clients": "no, name, sort, doc ->> '$.profile', external_no", "products": "code, words, doc"}[what]
    read = f"SELECT {columns} FROM {what.removesuffix('s')} ORDER BY 1"
    before = [tuple(one) for one in desk.store.query(read)]
    path.write_text(path.read_text(encoding="gb18030").replace(",虚", ",虚改"), encoding="gb18030")
    report = done(running.bring_in(desk, what, path, Choice()))
    assert report.changed == 19
    assert before != [tuple(one) for one in desk.store.query(read)]
    assert done(undoing.take_back(desk, report.import_id)).back == 19
    assert before == [tuple(one) for one in desk.store.query(read)]


@pytest.mark.parametrize("what", ["clients", "products"])
def test_what_a_later_list_changed_and_had_changed_back_is_no_use(desk: Desk, tmp_path: Path, what: str) -> None:
    """The wrong list and the one over it are taken back one after the other, the last one first, and nothing stays."""
    first = done(running.bring_in(desk, what, LISTED[what](tmp_path, 5), Choice()))
    path = tmp_path / f"{what}.csv"
    mended = path.read_bytes().decode("gb18030").replace("学府路", "大学路").replace("0000,2026", "0001,2026")
    path.write_text(mended, encoding="utf-8")
    second = done(running.bring_in(desk, what, path, Choice()))
    assert (first.accepted, second.changed) == (4, 4)
    assert done(undoing.take_back(desk, second.import_id)).back == 4
    undone = done(undoing.take_back(desk, first.import_id))
    assert (undone.back, undone.kept) == (4, ())
    assert desk.store.query(f"SELECT count(*) FROM {what.removesuffix('s')}")[0][0] == 0
    assert not desk.store.replay().faults


@longer
@pytest.mark.parametrize("name", ["clients_crm.csv", "clients_1000.xlsx", "products_hq.csv", "products_list.xlsx"])
def test_a_row_means_the_same_alone_and_among_others(desk: Desk, name: str) -> None:
    """What a cell means is remembered for the whole file: no row may get its neighbour's."""
    found = running.opened(desk, name.partition("_")[0], FILES / name, Choice())
    kind, total = found.kind, desk.pack.imports.words["total"]
    rows = [one for one in data(found.source.rows(), found.layout, total) if isinstance(one, Row)]
    among = [kind.read(one) for one in rows]
    assert any(one.faults for one in among)
    for one, built in list(zip(rows, among, strict=True))[::3]:
        assert type(kind)(kind.sheet).read(one) == kind.read(one) == built


def test_refused_rows_are_written_out_masked_and_logged(desk: Desk, tmp_path: Path) -> None:
    """A file of names and numbers leaves the desk only where somebody says why (DATA-07)."""
    rows = (row(1, name="=1+1").replace(f"19{1:09d}", "190000012"), row(2), row(3).replace(id_of(3), "123"))
    path = listed(tmp_path, *rows)
    nothing = faulty_rows.write_faulty_rows(desk, "clients", path, Choice(), tmp_path / "out", " ", "zh")
    assert codes(nothing) == ["INPUT.required"]
    found = done(faulty_rows.write_faulty_rows(desk, "clients", path, Choice(), tmp_path / "out", "交回改正", "zh"))
    table = python_calamine.CalamineWorkbook.from_path(found.path).get_sheet_by_index(0).to_python()
    cells = [cell for line in table for cell in line]
    assert found.rows == len(table) - 1 == 2
    assert id_of(1) not in cells
    assert {"190000012", "123", "=1+1", "990001", "原因"} <= set(cells)
    assert any(one.kind == "import.faults_written/1" for one in desk.store.entries())


def test_a_template_is_read_back_with_every_heading_known(desk: Desk, tmp_path: Path) -> None:
    """A template whose headings its own program does not know is no help."""
    for what in ("products", "clients"):
        path = done(templates.write_template(desk, what, tmp_path / f"{what}.xlsx", "zh"))
        report = done(running.look_at(desk, what, path, Choice()))
        assert (report.rows, report.unmapped) == (0, ())
        notes = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(1).to_python()
        assert len(notes) == len(report.columns)
        assert isinstance(templates.write_template(desk, what, path, "zh"), Refused)


def test_cancelling_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    """Half a client list is worse than none."""
    path = listed(tmp_path, *(row(number) for number in range(1, 420)))
    seen: list[tuple[int, int]] = []

    def stop_at_the_second(rows: int, of: int) -> bool:
        seen.append((rows, of))
        return rows < 400

    before = desk.store.head()
    stopped = running.bring_in(desk, "clients", path, Choice(progress=stop_at_the_second))
    assert codes(stopped) == ["IMPORT.cancelled"]
    assert ([one for one in seen if one[1]], desk.store.head()) == ([(200, 419), (400, 419)], before)


@longer
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_kill_at_any_moment_leaves_nothing_half(pack: Pack, tmp_path: Path) -> None:
    """The battery runs out while a list is looked at, while it is taken, while it is taken back: none or all, and it is
    brought in again. Fifty moments of each kind: killing.py."""
    path = listed(tmp_path, *(row(number) for number in range(1, 420)))
    assert all(left.whole for left in Killing(tmp_path, pack, "clients", path).rounds(3))


def test_what_an_earlier_row_changed_is_its_own(desk: Desk, tmp_path: Path) -> None:
    """A row that names a client by what another row of the file has just replaced: the dry run and the import must say
    the same of it, else what was looked at is not what is taken."""
    done(running.bring_in(desk, "clients", listed(tmp_path, row(1)), Choice()))
    other = row(1).replace(id_of(1), id_of(500))
    path = listed(tmp_path, other, row(1).replace("990001", "990777"))
    dry = done(running.look_at(desk, "clients", path, Choice()))
    taken = done(running.bring_in(desk, "clients", path, Choice()))
    assert dry.faults == taken.faults
    assert [one.refusal.code for one in taken.faults] == ["IMPORT.contradicts"]
    assert (taken.accepted, taken.changed) == (0, 1)
