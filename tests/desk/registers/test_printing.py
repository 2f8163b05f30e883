"""Papers of entries: what stands on them for whom, and that they are the same when they are printed again."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from paper.layout import inside
from paper.reading import squeezed, texts
from rmdesk.desk import people as at_desk
from rmdesk.desk.audit import trail
from rmdesk.desk.audit.seeking import Sought
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.papers import codecheck, papercheck
from rmdesk.desk.pdf_marks import marks
from rmdesk.desk.registers import acting, opening, printing
from rmdesk.desk.registers.printing import Printed
from rmdesk.domain.base import Lang
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, new_desk
from support.own_registers import own_pack
from support.people import product, staff
from support.registers import SECRET, at, let_in, people, visit, was_done
from support.tiers import longer
from support.walk import assessed, put_on, register, start


@pytest.fixture
def branch(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk with a product on its shelf, two managers, and somebody of every role."""
    with new_desk(tmp_path / "desk", own_pack(), clock) as desk:
        people(desk)
        done(at_desk.add(desk, staff("other", "manager"), SECRET, PASSWORD, COST))
        put_on(at(desk, "product_keeper"), product())
        yield desk


def _holder(desk: Desk, clock: Clock, login: str, name: str) -> None:
    desk.actor = staff(login)
    client = register(desk, name=name)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01", Decimal(20_000))
    walk.tell().understand().record().print().take_back().countersign()


def _notice(desk: Desk, facts: str = "等级由R2调整为R3") -> str:
    typed = {"about": "W-01", "event": "regrade", "happened_on": desk.today().isoformat(), "facts": facts}
    typed |= {"until": (desk.today() + timedelta(5)).isoformat()}
    no = was_done(acting.begin(at(desk, "product_keeper"), "notice", typed)).no
    day = {"holders_on": desk.today().isoformat()}
    was_done(acting.do(at(desk, "compliance"), no, "release", 1, day, proof=Proof(SECRET)))
    return no


def _risk(desk: Desk, **over: str) -> str:
    later = (desk.today() + timedelta(30)).isoformat()
    typed = {"about": "branch", "title": "双录漏录", "class": "operational", "source": "check", "likelihood": "3"}
    typed |= {"impact": "5", "owner": "manager", "review_on": later}
    risk = was_done(acting.begin(at(desk, "compliance"), "risk", typed | over))
    measure = {"what": "双人复核", "owner": "manager", "until": later}
    was_done(acting.begin(at(desk, "compliance"), "action", measure, parent_id=risk.entry_id))
    return risk.no


def _print(desk: Desk, no: str, paper: str, lang: Lang = "zh") -> Printed:
    return done(printing.print_entry(desk, no, paper, desk.folder / "papers", lang))


def _text(printed: Printed) -> str:
    return squeezed("".join(texts(printed.path.read_bytes())))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_risk_sheet_says_what_the_register_asks_for(branch: Desk, lang: Lang) -> None:
    """A sheet without its score, its measures or a line to sign on is filled in by hand again."""
    no = _risk(branch)
    text = _text(_print(branch, no, "sheet", lang))
    wanted = {
        "zh": ("风险登记表", "风险台账RK-0001", "15高RK-0001", "可能性3中，影响5很高，风险值15高", "整改措施（1项）"),
        "en": ("Risksheet", "RiskregisterRK-0001", "15HighRK-0001", "Likelihood3Medium,Impact5Veryhigh,Score15High"),
    }
    assert [one for one in (*wanted[lang], "双录漏录", "双人复核", "测试manager") if one not in text] == []


def test_the_desk_s_code_stands_in_the_numbers_of_a_paper(branch: Desk, clock: Clock) -> None:
    """Two branches' RK-0001 in one folder cannot be told apart."""
    _holder(branch, clock, "manager", "持有人甲")
    no = _notice(branch)
    branch.branch = branch.branch.model_copy(update={"code": "07"})
    text = _text(_print(at(branch, "compliance"), no, "record"))
    assert "NT-07-2026-0001" in text
    assert "K-07-0001持有人甲" in text


def test_a_record_names_only_whom_its_reader_may_see(branch: Desk, clock: Clock) -> None:
    """A manager would print the names of another book's clients (DATA-08), or a record that looks whole and is not."""
    _holder(branch, clock, "manager", "持有人甲")
    _holder(branch, clock, "other", "持有人乙")
    no = _notice(branch)
    mine = _text(_print(at(branch, "manager"), no, "record"))
    assert "持有人甲" in mine
    assert "持有人乙" not in mine
    assert "K-0002" not in mine
    assert "其中1项" in mine
    everything = _text(_print(at(branch, "compliance"), no, "record"))
    assert "持有人乙" in everything
    assert "其中1项" not in everything
    keeper = _text(_print(at(branch, "product_keeper"), no, "record"))
    assert "持有人甲" not in keeper
    assert "其中2项" in keeper


def test_each_holder_gets_a_letter_of_his_own(branch: Desk, clock: Clock) -> None:
    """While the product runs each holder is told in writing what the notice says, and of nobody else (SUIT-32)."""
    _holder(branch, clock, "manager", "持有人甲")
    no = _notice(branch)
    letter = _text(_print(at(branch, "manager"), f"{no}/1", "letter"))
    assert "尊敬的持有人甲" in letter
    assert "等级由R2调整为R3" in letter
    assert "（盖章）" in letter, "the bank's letter has its place for the bank's seal"
    told = {"channel": "letter", "told_on": branch.today().isoformat()}
    done_ = was_done(acting.do(branch, f"{no}/1", "tell", 1, told))
    assert [paper for _, paper in done_.prints] == ["letter"]


def test_nobody_reads_in_a_reprint_what_is_hidden_from_himself(branch: Desk, clock: Clock) -> None:
    """The number of a paper that compliance printed would open another book to whoever types it."""
    _holder(branch, clock, "manager", "持有人甲")
    _holder(branch, clock, "other", "持有人乙")
    no = _notice(branch)
    full = _print(at(branch, "compliance"), no, "record")
    own = _print(at(branch, "manager"), no, "record")
    folder = branch.folder / "again"
    assert codes(printing.reprint_entry(branch, full.number, folder)) == ["INPUT.unknown"]
    assert done(printing.reprint_entry(branch, own.number, folder)).number == own.number
    assert [one.number for one in done(printing.printed_papers(branch, no))] == [own.number]
    at(branch, "manager", login="other")
    assert done(printing.printed_papers(branch, no)) == ()
    at(branch, "compliance")
    assert {one.number for one in done(printing.printed_papers(branch, no))} == {full.number, own.number}


def test_a_reprint_says_the_same_and_is_found_again(branch: Desk, clock: Clock) -> None:
    """A paper that differs from its copy is worth nothing before a court (DATA-06)."""
    no = _risk(branch)
    first = _print(branch, no, "sheet")
    was = first.path.read_bytes()
    clock.forward(minutes=5)
    again = _print(at(branch, "reviewer"), no, "sheet")
    assert again.number == first.number
    assert (papercheck.judge(branch, again.path.read_bytes()).verdict, again.path.read_bytes() == was) == (
        "same",
        False,
    )
    was_done(acting.do(at(branch, "manager"), no, "treat", 1, {"control": "双人复核并留痕"}))
    later = _print(branch, no, "sheet")
    assert later.number != first.number
    old = done(printing.reprint_entry(branch, first.number, branch.folder / "old.pdf"))
    assert old.path == branch.folder / "old.pdf"
    assert marks(old.path.read_bytes()) == marks(was)
    assert done(papercheck.check(branch, old.path)).verdict == "same"
    code = re.search(r"校验码(\S+?)咨询", _text(later))
    assert code is not None
    assert later.number in {one.number for one in done(codecheck.check(branch, code[1])).papers}
    assert branch.store.replay().ok


def test_what_was_printed_stands_in_the_audit_trail(branch: Desk) -> None:
    """Nobody could say who took the sheet out of the desk."""
    printed = _print(branch, _risk(branch), "sheet")
    lines = done(trail.page(at(branch, "auditor"), Sought(kinds=("papers",)), lang="zh")).lines
    assert [one.sentence for one in lines] == [f"风险台账 RK-0001：打印“风险登记表”{printed.number}"]


def test_a_character_that_the_fonts_lack_is_left_to_the_hand(branch: Desk) -> None:
    """A risk that nobody can print, or with a hole in its name that nobody is told of (SALE-14)."""
    printed = _print(branch, _risk(branch, title="客户\U0002a6d6面风险"), "sheet")
    assert "客户U+2A6D6面风险" in _text(printed)
    assert [one.saw for one in printed.warnings] == [{"characters": "\U0002a6d6 U+2A6D6"}]


@longer
def test_long_texts_go_on_on_the_next_page(branch: Desk) -> None:
    """What falls off the page was never recorded for whoever reads the paper."""
    no = _risk(branch, title="题目" * 55)
    later = (branch.today() + timedelta(30)).isoformat()
    for number in range(2, 30):
        measure = {"what": f"第{number}项" + "整改内容" * 20, "owner": "manager", "until": later}
        was_done(acting.begin(branch, "action", measure, parent_id=done(opening.entry(branch, no)).id))
    was_done(acting.do(at(branch, "manager"), no, "treat", 1, {"control": "控制" * 299 + "末尾"}))
    pdf = _print(at(branch, "compliance"), no, "sheet").path.read_bytes()
    pages = [squeezed(page) for page in texts(pdf)]
    inside(pdf)
    assert len(pages) > 2
    assert "控制末尾" in "".join(pages)
    assert all(f"第{number}项" in "".join(pages) for number in range(2, 30))
    assert "措施责任人期限状态" in pages[1], "the head of the table stands again"


def test_a_paper_that_the_register_has_not_is_refused(branch: Desk) -> None:
    """And so is an entry that one may not see, as if it were not there."""
    no = _risk(branch)
    folder = branch.folder / "papers"
    assert codes(printing.print_entry(branch, no, "letter", folder, "zh")) == ["INPUT.choice"]
    assert codes(printing.print_entry(at(branch, "administrator"), no, "sheet", folder, "zh")) == ["INPUT.unknown"]
    assert done(opening.entry(at(branch, "compliance"), no)).papers[0][0] == "sheet"


def test_a_client_s_paper_is_refused_with_what_must_not_reach_the_client(own: Desk) -> None:
    """A word that promises (SALE-11), or a dash where the printer may not see the value, in the client's hand."""
    made = visit(own, about="client:K-0001", brings="other", other="保本计划书")
    let_in(own, made.no)
    folder = own.folder / "papers"
    assert codes(printing.print_entry(own, made.no, "thanks", folder, "zh")) == ["SALE-11"]
    was_done(acting.do(own, made.no, "_amend", 2, {"other": "雨伞", "reason": "更正"}))
    text = _text(_print(own, made.no, "thanks"))
    assert "尊敬的测试甲：感谢您" in text
    assert "雨伞已登记" in text
    assert "状态" not in text, "nothing of the bank's inside"
    assert "来访登记台账" not in text
    was_done(acting.do(own, made.no, "watch", 3, {"remark": "无异常", "watched": "1"}))
    assert _text(_print(own, made.no, "rating")).count("2低") == 1
    assert codes(printing.print_entry(at(own, "manager"), made.no, "rating", folder, "zh")) == ["REGISTER.hidden"]


def test_a_narrowed_field_is_no_more_on_paper_than_on_the_screen(own: Desk) -> None:
    """The remark of security would leave the desk on the host's slip."""
    made = visit(own)
    let_in(own, made.no)
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "形迹可疑", "watched": "9"}))
    was_done(acting.do(at(own, "manager"), made.no, "jot", 3, {"note": "已送至会议室"}))
    slip = _text(_print(own, made.no, "slip"))
    assert "形迹可疑" not in slip
    assert "已送至会议室" in slip
    assert "（尚未抽样）" in slip
    full = _print(at(own, "compliance"), made.no, "slip")
    assert "形迹可疑" in _text(full)
    assert codes(printing.reprint_entry(at(own, "manager"), full.number, own.folder)) == ["INPUT.unknown"]


def test_nothing_of_a_third_person_is_printed(own: Desk) -> None:
    """Forgotten at the desk, and kept for ever in the copy of a slip (PIPL)."""
    made = visit(own, visitor="访客孙七", phone="13911112222")
    assert "孙七" not in _text(_print(own, made.no, "slip"))


def test_an_act_that_prints_says_what_is_printed_now(own: Desk) -> None:
    """The visitor waits at the door for a slip that nobody thought of."""
    made = visit(own)
    assert let_in(own, made.no).prints == ()
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "无异常", "watched": "1"}))
    left = was_done(acting.do(at(own, "reviewer"), made.no, "leave", 3, {}))
    assert left.prints == ((made.entry_id, "slip"),)
    assert "已离开" in _text(_print(own, *left.prints[0]))


def test_a_paper_about_a_client_is_in_the_language_of_his_file(own: Desk) -> None:
    """An English client is handed thanks in Chinese because the manager's screen is; every other paper is his."""
    client = register(at(own, "manager"), name="Jane Roe", papers="en")
    made = visit(own, about=f"client:{client.no}", brings="other", other="umbrella")
    let_in(own, made.no)
    assert "DearJaneRoe" in _text(_print(own, made.no, "thanks", "zh"))
    assert "来访" not in _text(_print(own, made.no, "slip", "zh"))
    nobody = visit(own)
    let_in(own, nobody.no)
    assert "来访" in _text(_print(own, nobody.no, "slip", "zh"))
