"""COMP-04: whoever a case is about cannot open it, by whichever door."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from complaints.kit import DECISION, WHO, about, acting, new, registered, taken
from rmdesk.desk import clients, complaints
from rmdesk.desk.archive import filing
from rmdesk.desk.complaints import board, corrective_actions, drafting, evidence, register, statistics, timing, work
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.guarding import DOORS
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import rates
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import institutions, keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Text
from rmdesk.domain.client import Client
from rmdesk.domain.clocks import CASE_CLASSES
from rmdesk.domain.complaint import About
from rmdesk.domain.complaint_facts import CaseCompleted
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import client, private, product, staff
from support.walk import PNG, Walk, assessed, put_on, qualify, start
from support.walk import register as register_client

for module in pkgutil.iter_modules(complaints.__path__):
    importlib.import_module(f"{complaints.__name__}.{module.name}")

_GIVEN: dict[str, Any] = {
    "act": "close",
    "seen": 2, "record": new(), "login": "he", "way": "call", "at": datetime(2026, 11, 21, tzinfo=UTC), "text": "说明",
    "kind": "note", "reasons": ("accident",), "to": "总行", "reason": "理由", "notice_way": "sms",
    "notice_at": datetime(2026, 11, 21, tzinfo=UTC), "approval": Proof(PASSWORD, "he"),
    "start": date(2026, 11, 21), "end": date(2026, 11, 21), "what": "新情况", "decision": DECISION, "proof": "签收",
    "on": date(2026, 11, 21), "note": "说明", "into": "C-0002", "name": "证据.txt", "content": b"text",
    "sha256": "0" * 64, "folder": Path("papers"), "path": Path("none.txt"), "cause": "原因", "action": "措施",
    "effect": "有效", "why": "查无此人", "ours": False,
    "told": Told(way="call", at=datetime(2026, 11, 21, tzinfo=UTC), proof="录音"), "regulator_no": "", "evidence": "",
    "effective": True, "lang": "zh", "number": "P-0001", "sale_id": "", "client": "",
    "dimension": "cause", "key": "disclosure",
}  # fmt: skip
_KINDS = {"print_letter": "receipt", "warnings": "receipt", "pause": "appraisal"}


def _tried(door: Callable[..., Any], name: str, desk: Desk, which: str) -> Any:
    """The use case called with something sensible for everything that it wants beside the case."""
    parameters = list(inspect.signature(door).parameters.values())[2:]
    wanted = [one for one in parameters if one.default is inspect.Parameter.empty]
    values = {**_GIVEN, "kind": _KINDS.get(name, "note")}
    first = [] if "seen" not in _names(door) else [2]
    plain = [values[one.name] for one in wanted if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    named = {one.name: values[one.name] for one in wanted if one.kind is inspect.Parameter.KEYWORD_ONLY}
    return door(desk, which, *first, *plain, **named)


def _names(door: Callable[..., Any]) -> list[str]:
    """The parameters of the guard itself: the wrapped function knows nothing of a version."""
    inner = door
    while "seen" not in inner.__code__.co_varnames and hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    return ["seen"] if "seen" in inner.__code__.co_varnames else []


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a use case writes goes to a folder of the test."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def mine(branch: Desk) -> CaseView:
    """A case about the manager Lin, and one that is not."""
    view = taken(branch, about=about("lin"))
    taken(branch)
    return view


def test_there_are_doors() -> None:
    """A walk over nothing would prove nothing: every public function that takes a case is among them."""
    assert len(DOORS) >= 35
    for module in pkgutil.iter_modules(complaints.__path__):
        inside = importlib.import_module(f"{complaints.__name__}.{module.name}")
        for name, found in inspect.getmembers(inside, inspect.isfunction):
            takes_case = list(inspect.signature(found).parameters)[:2] == ["desk", "case"]
            public = found.__module__ == inside.__name__ and not name.startswith("_")
            if public and takes_case and hasattr(found, "__wrapped__"):
                assert f"{inside.__name__}.{name}" in DOORS, name


@pytest.mark.parametrize("by", ["id", "no"])
def test_every_door_is_closed_to_whom_it_is_about(branch: Desk, mine: CaseView, by: str) -> None:
    """The screen, the command and the plain mode all come this way."""
    before = branch.store.head()
    with acting(branch, "lin"):
        answers = {
            name: _tried(door, name.rpartition(".")[2], branch, getattr(mine.case, by)) for name, door in DOORS.items()
        }
    assert {name: codes(answer) for name, answer in answers.items() if codes(answer) != ["COMP-04"]} == {}
    assert [name for name, answer in answers.items() if mine.case.claim in str(answer)] == []
    assert branch.store.head() == before


@pytest.mark.parametrize("name", sorted(DOORS))
def test_every_door_opens_to_others(branch: Desk, mine: CaseView, name: str) -> None:
    """Else the walk above would pass for a wrong reason."""
    answer = _tried(DOORS[name], name.rpartition(".")[2], branch, mine.case.no)
    assert not isinstance(answer, Refused) or "COMP-04" not in codes(answer)


def test_an_auditor_looks_and_changes_nothing(branch: Desk, mine: CaseView) -> None:
    """Roles hold beside the interest."""
    with acting(branch, "shen"):
        done(looking.view(branch, mine.case.id))
        refused = [
            name
            for name, door in DOORS.items()
            if "DATA-08.role" in str(_tried(door, name.rpartition(".")[2], branch, mine.case.no))
        ]
    changing = {name for name, door in DOORS.items() if "seen" in _names(door)}
    assert set(refused) == changing | {"rmdesk.desk.complaints.numbers.reveal"}


def test_lists_say_no_more_than_the_number(branch: Desk, mine: CaseView) -> None:
    """Board, morning list, warnings, statistics, drafts: none of them tells what the case says."""
    whose = mine.case.complainant.client_id or ""
    with acting(branch, "lin"):
        shown = done(board.board(branch))
        assert shown.restricted == (mine.case.no,)
        lists: list[object] = [
            shown.lines,
            board.morning(branch),
            done(board.passed_warnings(branch, datetime(2026, 1, 1, tzinfo=UTC))),
            done(looking.of_client(branch, whose)),
            done(corrective_actions.repeated(branch)),
            done(register.duplicates(branch, new())),
        ]
        first, last = date(2026, 11, 1), date(2026, 11, 30)
        for dimension in statistics.DIMENSIONS:
            figures = done(statistics.statistics(branch, first, last)).by[dimension]
            lists += [done(statistics.figure_cases(branch, first, last, dimension, key)) for key, _ in figures]
        assert done(statistics.figure_cases(branch, first, last, "manager", "lin")) == ()
    assert mine.case.id not in [getattr(line, "id", "") for line in shown.lines]
    for found in lists:
        lines = [line for line in found if getattr(line, "id", "") == mine.case.id]  # type: ignore[attr-defined]
        assert all(line.restricted and not line.claim and not line.name for line in lines)


def test_a_draft_about_somebody_is_closed_to_him(branch: Desk) -> None:
    """Half a complaint says enough."""
    typed = done(drafting.keep(branch, "", {"claim": "服务差", "about.people": "zhou,lin"}))
    assert [one.id for one in done(drafting.kept(branch))] == [typed.id]
    with acting(branch, "lin"):
        assert done(drafting.kept(branch)) == ()
        assert codes(drafting.resume(branch, typed.id)) == ["COMP-04"]
        assert codes(drafting.discard(branch, typed.id)) == ["COMP-04"]
        assert codes(drafting.keep(branch, typed.id, {"claim": ""})) == ["COMP-04"]
    with acting(branch, "he"):
        assert done(drafting.resume(branch, typed.id)).values["claim"] == "服务差"
        assert register.take(branch, new(), typed.id) is not None
        assert done(drafting.kept(branch)) == ()


def test_a_complaint_about_oneself_is_taken_in_and_then_closed(branch: Desk) -> None:
    """Whoever hears a complaint writes it down, also about himself."""
    with acting(branch, "lin"):
        own = done(register.take(branch, new(about=about("lin"))))
        assert own.view is None
        assert codes(looking.view(branch, own.id)) == ["COMP-04"]
    assert done(looking.view(branch, own.id)).case.recorded_by == "lin"


def test_a_manager_sees_cases_of_the_own_book(branch: Desk) -> None:
    """The complaint desk is no way round the book: others' clients stay closed until the case is his to handle."""
    whose = registered(branch, client())
    view = taken(branch, complainant=WHO.model_copy(update={"client_id": whose.id}))
    stranger = taken(branch)
    with acting(branch, "lin"):
        assert codes(looking.view(branch, view.case.no)) == ["DATA-08.book"]
        shown = done(board.board(branch))
        assert ([line.no for line in shown.lines], shown.restricted) == ([stranger.case.no], ())
        assert {due.line.no for due in board.morning(branch)} == {stranger.case.no}
        found = {line.no: line.restricted for line in done(looking.find(branch, ""))}
        assert found == {view.case.no: True, stranger.case.no: False}
    done(work.assign(branch, view.case.id, view.case.version, "lin"))
    with acting(branch, "lin"):
        assert done(looking.view(branch, view.case.no)).case.handler == "lin"


def test_nobody_with_an_interest_approves_owns_or_handles(branch: Desk) -> None:
    """The second person, the owner of the action, the next handler: all of them without an interest."""
    view = taken(branch, about=about("zhou"))
    case_id, seen = view.case.id, view.case.version
    late = timing.extend(branch, case_id, seen, "情况复杂", "sms", branch.now(), Proof(PASSWORD, "zhou"))
    assert codes(late) == ["COMP-04.person"]
    assert codes(work.assign(branch, view.case.id, view.case.version, "zhou")) == ["COMP-04.person"]
    plan = corrective_actions.set_action(
        branch, view.case.id, view.case.version, cause="原因", action="措施", owner="zhou"
    )
    assert codes(plan) == ["COMP-04.person"]
    assert view.case.case_class == CASE_CLASSES[0]


def test_nobody_takes_a_party_out_of_a_case_alone(branch: Desk) -> None:
    """COMP-04: the reviewer takes a colleague out of a case about him and hands it to him: he decides it himself."""
    view = taken(branch, about=about("lin", "he"))
    without = work.record_of(view.case).model_copy(update={"about": about()})

    def freed(proof: Proof | None) -> CaseView | Refused:
        return work.complete(branch, view.case.id, view.case.version, without, proof)

    assert codes(freed(None)) == ["DATA-08.second"]
    assert codes(freed(Proof(PASSWORD, "he"))) == ["COMP-04.person"], "he would agree that it is not about himself"
    assert done(looking.view(branch, view.case.id)).case.parties == {"he", "lin"}
    after = done(freed(Proof(PASSWORD, "zhou")))
    assert after.case.parties == frozenset()
    kept = branch.store.entries(subject=view.case.id, kind=CaseCompleted.kind)
    assert [one.fact.agreed_by for one in kept if isinstance(one.fact, CaseCompleted)] == ["zhou"]
    again_about = work.record_of(after.case).model_copy(update={"about": about("zhou")})
    done(work.complete(branch, view.case.id, after.case.version, again_about))
    assert branch.store.replay().ok


def test_evidence_of_another_case_is_not_read_through_ones_own(branch: Desk, mine: CaseView) -> None:
    """A digest is no key."""
    kept = done(evidence.add(branch, mine.case.id, mine.case.version, "证据.txt", b"secret"))
    sha256 = kept.case.evidence[0].sha256
    with acting(branch, "lin"):
        assert codes(evidence.content(branch, "C-0002", sha256)) == ["INPUT.unknown"]


def _sold(branch: Desk, clock: Clock, code: str, verifier: str = "he") -> tuple[Client, Walk]:
    """A sale by lin, printed, to a client whom `verifier` and zhou verified as a qualified investor."""
    put_on(branch, private(code="P-01"), product())
    branch.actor = staff("lin", "manager")
    whose = register_client(branch, financial_assets="50000000", experience_years="5")
    with acting(branch, verifier):
        whose = qualify(branch, whose, "qualified", "zhou")
    assessed(branch, whose, "C5")
    sale = start(branch, clock, whose).match().choose(code, Decimal(1_000_000)).tell().understand().record().print()
    branch.actor = staff("shen", "compliance")
    return whose, sale


def _about(whose: Client, sale: Walk) -> dict[str, Any]:
    who = WHO.model_copy(update={"client_id": whose.id})
    return {"complainant": who, "about": About(sale_id=sale.id)}


@pytest.mark.parametrize(("code", "verified"), [("P-01", {"he", "zhou"}), ("W-01", set())])
def test_who_verified_an_investor_does_not_decide_on_the_private_sale(
    branch: Desk, clock: Clock, code: str, verified: set[str]
) -> None:
    """COMP-04, SALE-06: who said that the client may buy a private product decided the complaint that he never might
    have. A public product does not stand on it: there the two go on handling."""
    view = taken(branch, **_about(*_sold(branch, clock, code)))
    assert view.case.parties == {"lin", *verified}
    branch.actor = staff("demo", "reviewer")
    for login in ("he", "zhou"):
        assigned = work.assign(branch, view.case.id, view.case.version, login, "x")
        assert isinstance(assigned, Refused) == bool(verified)
        with acting(branch, login):
            shut = isinstance(looking.view(branch, view.case.id), Refused)
        assert shut == bool(verified)
        view = done(looking.view(branch, view.case.id))


@pytest.mark.parametrize(("rises", "parties"), [(True, {"lin", "he"}), (False, {"lin"})])
def test_who_made_the_means_of_a_sale_rise_does_not_decide_on_it(
    branch: Desk, clock: Clock, rises: bool, parties: set[str]
) -> None:
    """COMP-04, SUIT-03: whoever typed the assets that the sale stands on decided the complaint that they never were
    there. Raised where the sale does not lean on it, or after it was signed, it makes nobody a party."""
    put_on(branch, product())
    branch.actor = staff("lin", "manager")
    whose = register_client(branch, financial_assets="100000" if rises else "5000000")
    with acting(branch, "he"):
        branch.actor = staff("he", "manager", "compliance")
        whose = done(clients.change(branch, whose.id, whose.profile | {"financial_assets": "6000000"}, "客户告知"))
    assessed(branch, whose)
    sale = start(branch, clock, whose).match().choose("W-01", Decimal(200_000)).tell().understand().record().print()
    sale.take_back().countersign()
    clock.forward(minutes=5)
    branch.actor = staff("zhou", "manager", "reviewer")
    done(clients.change(branch, whose.id, whose.profile | {"financial_assets": "7000000"}, "客户告知"))
    branch.actor = staff("shen", "compliance")
    view = taken(branch, **_about(whose, sale))
    assert view.case.parties == parties
    branch.actor = staff("demo", "reviewer")
    assert isinstance(work.assign(branch, view.case.id, view.case.version, "he", "x"), Refused) == rises


def _public(branch: Desk, clock: Clock, code: str) -> tuple[Client, Walk]:
    """A sale by lin of a public product."""
    branch.actor = staff("lin", "manager")
    whose = register_client(branch, financial_assets="5000000")
    assessed(branch, whose, "C5")
    sale = start(branch, clock, whose).match().choose(code, Decimal(20_000)).tell().understand().record().print()
    branch.actor = staff("shen", "compliance")
    return whose, sale


def test_who_said_what_a_dollar_is_does_not_decide_on_the_sale_by_it(branch: Desk, clock: Clock) -> None:
    """COMP-04, SUIT-03: whoever entered the rate decided the complaint that it was too much for the client's means. A
    rate of another currency is no part of it."""
    put_on(branch, product(code="W-901", currency="USD"))
    branch.actor = staff("zhou", "product_keeper")
    done(rates.enter(branch, "HKD", Decimal("0.9"), branch.today(), "示例牌价"))
    branch.actor = staff("he", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today(), "示例牌价"))
    view = taken(branch, **_about(*_public(branch, clock, "W-901")))
    assert view.case.parties == {"lin", "he"}


@pytest.mark.parametrize(("back", "parties"), [(False, {"lin", "demo", "zhou"}), (True, {"lin"})])
def test_who_lowered_the_level_does_not_decide_on_the_sale(
    branch: Desk, clock: Clock, back: bool, parties: set[str]
) -> None:
    """COMP-04, SUIT-15: who keyed the lower level, and who agreed to it, decided whether it was sold above the client's
    level. One that was put back before it was sold is nobody's matter."""
    put_on(branch, product(code="W-05", issuer_level="R4", bank_level="R4"))
    branch.actor = staff("demo", "product_keeper")
    for levels in (("R3", None), ("R4", None)) if back else (("R3", None),):
        done(shelf.regrade(branch, "W-05", *levels, "总行函", Proof(PASSWORD, "zhou")))
    view = taken(branch, **_about(*_public(branch, clock, "W-05")))
    assert view.case.parties == parties


LIST = "产品代码,产品名称,产品类别,发行机构,风险等级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态"


@pytest.mark.parametrize(
    ("name", "column", "answers", "parties"),
    [
        ("示例大额存单", "", {("family", "示例大额存单"): "wealth"}, {"lin", "demo"}),
        ("示例理财", ",代销级别", {("column", "代销级别"): "nothing"}, {"lin", "demo", "zhou"}),
        ("示例理财", "", {}, {"lin"}),
    ],
)
def test_who_said_of_a_product_what_its_list_left_open_does_not_decide_on_its_sale(
    branch: Desk, clock: Clock, name: str, column: str, answers: dict[tuple[str, str], str], parties: set[str]
) -> None:
    """COMP-04, SUIT-13, SUIT-24: whoever answered that what is called a deposit is a wealth product, or confirmed one
    past a column of levels that nobody read, decided the complaint that it was no such thing."""
    branch.actor = staff("demo", "product_keeper")
    done(institutions.state(branch, ("示例机构",), "admitted", "示例"))
    path = branch.folder / "list.csv"
    row = f"W-05,{name},理财,示例机构,R1,1000,10%,到期可能损失,浮动收益,在售{',R4' if column else ''}"
    path.write_text(f"{LIST}{column}\n{row}\n", encoding="utf-8")
    report = done(running.bring_in(branch, "products", path, Choice(answers=answers)))
    assert report.faults == ()
    if column:
        branch.actor = staff("zhou", "product_keeper")
        done(keeping.confirm(branch, "W-05", {}))
    view = taken(branch, **_about(*_public(branch, clock, "W-05")))
    assert view.case.parties == parties


def test_who_said_that_a_column_says_nothing_does_not_decide_on_what_its_list_brought(
    branch: Desk, clock: Clock
) -> None:
    """COMP-04, SUIT-15: whoever left out a column of a list decided that nothing in it had spoken against the product.
    Another list's columns, and who brought the list next day without an answer, are another matter."""
    done(institutions.state(branch, ("示例机构",), "admitted", "示例"))

    def brought(login: str, file: str, code: str, column: str, answers: dict[tuple[str, str], str]) -> None:
        branch.actor = staff(login, "product_keeper")
        row = f"{code},示例理财{code},理财,示例机构,R1,1000,10%,到期可能损失,浮动收益,在售,甲"
        (branch.folder / f"{file}.csv").write_text(f"{LIST},{column}\n{row}\n", encoding="utf-8")
        done(running.bring_in(branch, "products", branch.folder / f"{file}.csv", Choice(answers=answers)))

    brought("demo", "one", "W-04", "内部分类", {("column", "内部分类"): "nothing"})
    brought("he", "two", "W-06", "渠道安排", {("column", "渠道安排"): "nothing"})
    brought("zhou", "one", "W-05", "内部分类", {})
    view = taken(branch, **_about(*_public(branch, clock, "W-05")))
    assert view.case.parties == {"lin", "demo"}


def test_who_agreed_to_less_than_a_name_says_does_not_decide_on_its_sale(branch: Desk, clock: Clock) -> None:
    """COMP-04, SUIT-15: who keyed R1 of what is called R4, and who agreed to it."""
    put_on(branch, product())
    branch.actor = staff("demo", "product_keeper")
    sold = product(code="W-05", name=Text.same("示例理财（R4）"), issuer_level="R1", bank_level="R1")
    done(shelf.put_on(branch, sold, "总行函", Proof(PASSWORD, "zhou")))
    view = taken(branch, **_about(*_public(branch, clock, "W-05")))
    assert view.case.parties == {"lin", "demo", "zhou"}


@pytest.mark.parametrize("does", ["scan", "file"])
def test_who_scans_or_files_the_papers_of_a_sale_since_is_a_party(branch: Desk, clock: Clock, does: str) -> None:
    """COMP-04: what came back signed is what the complaint is decided by; whoever put it there had a part in it, as who
    printed it has."""
    whose, sale = _sold(branch, clock, "W-01")
    view = taken(branch, **_about(whose, sale))
    (first, *_) = [
        str(row["number"]) for row in branch.store.query("SELECT number FROM paper WHERE sale_id = ?", (sale.id,))
    ]
    branch.actor = staff("demo", "reviewer")
    assert "zhou" not in done(looking.view(branch, view.case.id)).case.parties
    branch.actor = staff("zhou", "manager", "reviewer", "administrator")
    if does == "scan":
        done(filing.scan(branch, first, "signed.png", PNG))
    else:
        done(filing.file(branch, first, "A-1"))
    assert codes(looking.view(branch, view.case.id)) == ["COMP-04"]
