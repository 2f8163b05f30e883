"""The audit trail: found by person, client, kind, day and word; before and after; masked; exported as a fact."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from evidence.scene import CLIENT, NAME, NUMBER, OFFICER, OTHER, PHONE, client_of, sit
from rmdesk.desk import clients, people
from rmdesk.desk.audit import journal_export, trail
from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.audit.trail import AuditLine, Sought
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.people import Branch, Person, Role
from rmdesk.domain.product import Insurance, Product
from rmdesk.locale import Lang
from rmdesk.tools import verify_journal
from support.desks import codes, done
from support.people import staff
from support.tiers import also, longer


def found(desk: Desk, sought: Sought, lang: Lang = "zh") -> list[AuditLine]:
    """Every line that fits, page by page."""
    lines: list[AuditLine] = []
    before: int | None = None
    while True:
        page = done(trail.page(desk, sought, lang, before, 7))
        lines += page.lines
        if page.before is None:
            return lines
        before = page.before


def kinds(desk: Desk, sought: Sought) -> set[str]:
    """The kinds of what fits."""
    return {line.kind for line in found(desk, sought)}


@longer
@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_every_fact_of_a_branchs_life_is_told(sampled: Desk, lang: Lang) -> None:
    """One unreadable line, and the auditor asks for the programmer."""
    lines = done(trail.page(sampled, Sought(), lang, limit=100_000)).lines
    assert [line.seq for line in lines] == list(range(sampled.store.head().seq, 0, -1))
    assert {line.kind for line in lines if line.kind in line.sentence} == set()
    assert [line.sentence for line in lines if "{" in line.sentence or "None" in line.sentence] == []


def test_pages_join_without_a_gap(branch: Desk) -> None:
    """A fact between two pages is a fact that nobody sees."""
    assert [line.seq for line in found(branch, Sought())] == list(range(branch.store.head().seq, 0, -1))


@pytest.mark.parametrize("sought", [Sought(), Sought(text=NAME), Sought(text="W-01"), Sought(text="nobody")])
def test_what_is_ended_half_way_goes_on_where_it_stopped(
    branch: Desk, sought: Sought, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search that was ended and gone on with finds each fact once, as one that nobody ended does."""
    monkeypatch.setattr(trail, "_AT_ONCE", 5)
    whole, lines, told = found(branch, sought), list[AuditLine](), list[tuple[int, int]]()
    before: int | None = branch.store.head().seq + 1

    def ended(far: int, of: int) -> bool:
        told.append((far, of))
        return False

    while before is not None:
        page = done(trail.page(branch, sought, "zh", before, 7, ended))
        assert page.before is None or page.before < before
        lines, before = [*lines, *page.lines], page.before
    assert lines == whole
    assert (5, branch.store.head().seq) in told
    assert done(trail.page(branch, sought, "zh", limit=7, progress=lambda *_: True)).lines == tuple(whole[:7])


def test_it_is_found_by_person(branch: Desk) -> None:
    """ "Show me what this person did.\""""
    person = staff("keeper", "product_keeper")
    branch.record_as(person, facts.LoginFailed(login="x"), "desk")
    assert [line.actor for line in found(branch, Sought(person="keeper"))] == ["keeper"]


def test_it_is_found_by_client_with_all_that_belongs_to_him(branch: Desk) -> None:
    """A client's sales, dues and cases stand under their own subjects; they are his all the same."""
    wanted = {"client.registered/1", "assessment.taken/1", "sale.opened/1", "sale.item_acknowledged/1", "due.created/1"}
    assert kinds(branch, Sought(client="k-0001")) >= wanted | {"complaint.received/1"}
    assert kinds(branch, Sought(client=client_of(branch, OTHER).id)) == {"client.registered/1"} | kinds(
        branch, Sought(client=OTHER)
    )
    assert not any(OTHER in line.sentence for line in found(branch, Sought(client=CLIENT)))
    assert found(branch, Sought(client="K-9999")) == []


def test_it_is_found_by_sale_and_case(branch: Desk) -> None:
    """The two numbers that people have in hand."""
    assert kinds(branch, Sought(sale="J-0001")) >= {"sale.opened/1", "sale.countersigned/1"}
    assert kinds(branch, Sought(case="C-0001")) == {"complaint.received/1"}


def test_it_is_found_by_kind_and_group(branch: Desk) -> None:
    """A group stands for its kinds."""
    assert kinds(branch, Sought(kinds=("assessment.taken/1",))) == {"assessment.taken/1"}
    assert kinds(branch, Sought(kinds=("shelf", "sale.opened/1"))) == {"shelf.listed/1", "sale.opened/1"}


def test_it_is_found_by_local_day(branch: Desk) -> None:
    """A day is the branch's, from midnight to midnight, both ends included."""
    first, second = date(2026, 11, 21), date(2026, 11, 22)
    both = found(branch, Sought(since=first, until=second))
    assert {branch.local(line.at).date() for line in both} == {first, second}
    assert {branch.local(line.at).date() for line in found(branch, Sought(since=second, until=second))} == {second}
    assert found(branch, Sought(until=first - timedelta(1))) == []


def test_it_is_found_by_word(branch: Desk) -> None:
    """In the sentence, in what was typed, in the name of the client; and nothing in it is SQL."""
    assert kinds(branch, Sought(text="客户经理复签")) == {"sale.countersigned/1"}
    assert "complaint.received/1" in kinds(branch, Sought(text="赎回时间"))
    assert {"client.registered/1", "sale.item_acknowledged/1"} <= kinds(branch, Sought(text=NAME[:2]))
    assert found(branch, Sought(text="100%_")) == []
    assert found(branch, Sought(text="' OR 1=1 --")) == []


def test_a_change_is_told_before_and_after_and_masked(branch: Desk) -> None:
    """Who changed the phone number is the first question after a fraud; the number itself is nobody's business."""
    client = client_of(branch)
    values = {**client.profile, "phone": "13711112222", "address": "虚构市新址九号", "occupation": "retired"}
    done(clients.change(branch, client.id, values, "客户来电 13711112222 更正，证件 " + NUMBER))
    line = found(branch, Sought(kinds=("client.changed/1",)))[0]
    detail = done(trail.one(branch, line.seq, "zh"))
    changes = {one.field: (one.before, one.after) for one in detail.changes}
    assert changes["联系电话"] == ("138****5678", "137****2222")
    assert "虚构市新址九号" in [after for _, after in changes.values()]
    assert changes["职业"] == ("办事人员", "退休")
    for secret in ("13711112222", PHONE, NUMBER):
        assert secret not in line.sentence + str(detail)


def test_rights_and_levels_are_told_before_and_after(branch: Desk) -> None:
    """A right that was given for an hour shows, and a level that was lowered for a sale."""
    person = next(one for one in done(people.everybody(branch)) if one.login == "officer")
    more = person.model_copy(update={"roles": ("compliance", "administrator")})
    branch.record(facts.PersonChanged(person=more, reason="代班"), "officer")
    changes = done(trail.one(branch, branch.store.head().seq, "zh")).changes
    assert [tuple(one) for one in changes] == [("岗位", "合规人员", "合规人员、系统管理员")]
    done(shelf.regrade(branch, "W-01", "R3", "R2", "重新评级"))
    seq = found(branch, Sought(kinds=("shelf.regraded/1",)))[0].seq
    assert [tuple(one) for one in done(trail.one(branch, seq, "zh")).changes] == [("发行方评级", "R2", "R3")]
    assert done(trail.one(branch, 1, "en")).changes != ()


def test_an_export_is_masked_and_a_fact(branch: Desk, tmp_path: Path) -> None:
    """A list that leaves the desk names no client in full, and that it left is on record (DATA-07)."""
    typed = {"client_id": client_of(branch).id, "on": branch.today(), "changes": {}}
    reason = f"{NAME} {NUMBER} {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]} 另 13612345678"
    branch.record(facts.ClientChanged.model_validate({**typed, "reason": reason}), client_of(branch).id)
    sought = Sought(client=CLIENT, text=NAME)
    count = done(trail.export(branch, sought, tmp_path / "out.csv", "csv", "zh"))
    raw = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(raw.splitlines()))) == count + 1 > 2
    for secret in (NAME, NUMBER, PHONE, "13612345678", "1234 5678"):
        assert secret not in raw
    assert "K-0001 欧***" in raw
    line = found(branch, Sought(kinds=("audit.exported/1",)))[0]
    assert line.seq == branch.store.head().seq
    assert NAME not in line.sentence
    assert done(trail.export(branch, Sought(), tmp_path / "out.jsonl", "jsonl", "en")) == line.seq
    seqs = [json.loads(one)["seq"] for one in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert seqs == list(range(1, line.seq + 1))
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


def test_a_cell_is_no_formula(branch: Desk, tmp_path: Path) -> None:
    """An office program must not run what somebody typed as a name."""
    person = staff("keeper", "product_keeper").model_copy(update={"name": "=1+1"})
    branch.record(facts.PersonChanged(person=person, reason="测试"), "keeper")
    branch.record_as(person, facts.DeskUnlocked(), "keeper")
    done(trail.export(branch, Sought(person="keeper"), tmp_path / "out.csv", "csv", "zh"))
    rows = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[2] for row in rows[1:]] == ["'=1+1"]


def test_who_has_an_interest_in_a_case_does_not_read_it_here(branch: Desk) -> None:
    """COMP-04 would be kept at the front door and broken at the back."""
    seq = found(branch, Sought(kinds=("complaint.received/1",)))[0].seq
    sit(branch, "li", "compliance")
    assert found(branch, Sought(kinds=("complaints",))) == []
    assert codes(trail.one(branch, seq, "zh")) == ["INPUT.unknown"]


@pytest.mark.parametrize(("login", "closed"), [("li", True), ("inspector", False)])
def test_the_journal_that_somebody_takes_out_does_not_hold_the_case_about_him(
    branch: Desk, tmp_path: Path, login: str, closed: bool
) -> None:
    """COMP-04: with a reason and a second person he would read at home what the desk does not show him."""
    seq = found(branch, Sought(kinds=("complaint.received/1",)))[0].seq
    sit(branch, login, "compliance")
    done(journal_export.export(branch, tmp_path / "j.jsonl", OFFICER, payloads=True, reason="检查"))
    lines = [json.loads(line) for line in (tmp_path / "j.jsonl").read_text().splitlines()[1:]]
    case = next(one["subject"] for one in lines if one["seq"] == seq)
    assert {"payload" in one for one in lines if one["subject"] == case} == {not closed}
    assert verify_journal.main([str(tmp_path / "j.jsonl")]) == 0


def test_every_value_of_a_person_and_a_product_has_a_name(branch: Desk) -> None:
    """A path of the program's own is no word for an auditor."""
    teller = FactSentences(branch, "zh", masked=False)
    paths = {path for kind in (Person, Branch, Product, Insurance) for path in kind.model_fields}
    paths |= {f"insurance.{name}" for name in Insurance.model_fields}
    for path in paths - {"design", "premium", "pay_years"}:
        assert teller.value_name(path)
    assert teller.value_word("risks", "market, credit") == "市场风险、信用风险"
    assert teller.value_word("suspended", "True") == "是"
    assert teller.value_word("family", "unknown") == "unknown"


@pytest.mark.parametrize("role", ["manager", "reviewer", "product_keeper", "administrator"])
def test_only_auditor_and_compliance_read_it(branch: Desk, role: Role) -> None:
    """The trail shows everything that everybody did."""
    sit(branch, "other", role)
    assert codes(trail.page(branch, Sought(), "zh")) == ["DATA-08.role"]
    assert codes(trail.one(branch, 1, "zh")) == ["DATA-08.role"]
    assert codes(trail.export(branch, Sought(), Path("never.csv"), "csv", "zh")) == ["DATA-08.role"]


def test_a_folder_that_cannot_be_written_is_refused(branch: Desk, tmp_path: Path) -> None:
    """A failed export must not stand in the journal as one."""
    (tmp_path / "file").write_text("")
    head = branch.store.head()
    assert codes(trail.export(branch, Sought(), tmp_path / "file" / "x.csv", "csv", "zh")) == ["DESK-19.unwritable"]
    assert branch.store.head() == head
