"""Who holds the key can append what never happened: `verify --rules` names it (DATA-08, SALE-01)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from complaints.kit import shown, taken
from rmdesk import locale
from rmdesk.desk import checking, clients, disclosure_items, people, standing_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.proving.sales_then import sales_told
from rmdesk.desk.shelf import products
from rmdesk.domain import facts, people_facts
from rmdesk.domain.complaint import Ending, Notice, OpenPause
from rmdesk.domain.complaint_facts import CaseDeclined, CaseReopened, CaseWithdrawn, ClockPaused, NewFactsReceived
from rmdesk.domain.fact import Fact
from rmdesk.domain.imports.facts import FileImported, ImportTakenBack
from rmdesk.domain.product import altered
from rmdesk.domain.sale import Choice
from rmdesk.domain.vault_facts import ClockConfirmed
from rmdesk.formpack import Pack
from rmdesk.store import held_rows, journal, passing
from rmdesk.store.export import journal_lines
from rmdesk.store.passing import passed_by
from rmdesk.store.plain import plain
from rmdesk.store.retelling import Told, retold
from rmdesk.store.tables import clients as client_tables
from rmdesk.store.vault import APPEND, KEPT_IN_BATCH_KB, KEPT_KB
from rmdesk.tools import verify_journal
from support.clock import Clock
from support.desks import COST, PASSWORD, done
from support.people import product, staff
from support.walk import Walk, assessed, put_on, register, start


def _named(desk: Desk) -> list[str]:
    return [one.what for one in done(checking.rules(desk)).faults]


def _verified(desk: Desk) -> list[str]:
    return [one.what for one in done(checking.verify(desk, replay=True)).faults]


def _alone(desk: Desk, file: Path) -> list[str]:
    """What the stand-alone verifier says beside the chain."""
    file.write_text("".join(f"{line}\n" for line in journal_lines(desk.store, lambda *_: True)), encoding="ascii")
    with file.open(encoding="ascii") as lines:
        read, faults = verify_journal.verify(lines)
    assert faults == []
    return [what for _, what in read.unfit]


def _append(desk: Desk, fact: Fact, actor: str, subject: str = "desk") -> None:
    desk.store.append(fact, actor=actor, subject=subject, at=desk.now())


@pytest.fixture
def sold(desk: Desk, clock: Clock) -> Walk:
    """A sale that is ready to be signed."""
    put_on(desk, product())
    client = register(desk)
    clock.forward(minutes=5)
    assessed(desk, client)
    return start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()


def test_a_branch_that_lived_by_the_rules_is_told_so(sold: Walk, tmp_path: Path) -> None:
    """A false alarm about an honest sale would cost a manager the good name."""
    sold.countersign().archive()
    assert (_named(sold.desk), _verified(sold.desk), _alone(sold.desk, tmp_path / "j")) == ([], [], [])


def test_the_rules_need_no_more_memory_than_the_chain(sold: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand sales were proved in a third more: pages that are read once were kept, and so was a dictionary of
    readings, for an order of names by which nobody is judged. Whoever works on reads as before."""
    sold.countersign().archive()
    desk, ordered = sold.desk, list[str]()

    def order(name: str, *, person: bool) -> str:
        ordered.append(f"{name} {person}")
        return name

    def kept() -> int:
        return -int(desk.store.query("PRAGMA cache_size")[0][0])

    monkeypatch.setattr(client_tables, "sort_key", order)
    with sales_told(desk) as told:
        assert kept() == KEPT_IN_BATCH_KB
        assert [one for row in passed_by(desk.store, told.kinds) for one in told.one(row)] == []
    assert (ordered, kept()) == ([], KEPT_KB)


@pytest.mark.parametrize("held", [True, False])
def test_a_legal_date_moved_without_a_file_is_named(branch: Desk, *, held: bool) -> None:
    """COMP-07: two who agree gave themselves another 15 days. A fact of before this was asked is accused of nothing."""
    view = taken(branch)
    sha = shown(branch, view)[1] if held else "0" * 64
    moved = NewFactsReceived(case_id=view.case.id, at=branch.now(), what="…", agreed_by="second", evidence=sha)
    _append(branch, moved, "demo", view.case.id)
    assert [one for one in _named(branch) if one == "evidence"] == ([] if held else ["evidence"])


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("kind", [CaseWithdrawn, CaseDeclined])
def test_an_end_that_no_file_shows_to_be_in_time_is_named(
    branch: Desk, kind: type[CaseWithdrawn | CaseDeclined], *, held: bool
) -> None:
    """COMP-08: an end of an earlier day would be in time by a file that nobody ever kept."""
    view = taken(branch)
    sha = shown(branch, view)[1] if held else "0" * 64
    told = Notice(way="call", at=branch.now(), proof="…", evidence=sha, agreed_by="second")
    ended = kind(case_id=view.case.id, on=branch.today(), note="…", ending=Ending(told=told))
    _append(branch, ended, "demo", view.case.id)
    assert [one for one in _named(branch) if one == "evidence"] == ([] if held else ["evidence"])


@pytest.mark.parametrize(
    ("version", "days", "agreed_by", "wanted"),
    [(4, 1, "", ["second"]), (4, 1, "second", []), (4, 0, "", []), (3, 1, "", [])],
)
def test_a_pause_dated_back_by_one_person_is_named(
    branch: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch,
    version: int, days: int, agreed_by: str, wanted: list[str],
) -> None:  # fmt: skip
    """COMP-07: it takes a late case out of what is late. A fact of before this was asked is accused of nothing."""
    view, sha = shown(branch, taken(branch))
    clock.forward(days=2)
    begun = OpenPause(start=branch.today() - timedelta(days), kind="mediation")
    fact = ClockPaused(case_id=view.case.id, paused=begun, reason="…", evidence=sha, agreed_by=agreed_by)
    with monkeypatch.context() as before:
        before.setattr(ClockPaused, "kind", f"complaint.clock_paused/{version}")
        _append(branch, fact, "demo", view.case.id)
    assert _named(branch) == wanted


@pytest.mark.parametrize(("version", "days", "wanted"), [(2, 2, ["time"]), (2, 4, []), (2, 9, ["time"]), (1, 2, [])])
def test_an_end_of_before_the_case_was_reopened_is_named(
    branch: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch, version: int, days: int, wanted: list[str]
) -> None:
    """COMP-07: the case would have been withdrawn in time. A fact of before this was asked is accused of nothing."""
    case, received = taken(branch).case, branch.now()
    clock.forward(days=4)
    told = Notice(way="call", at=branch.now(), proof="…")
    ended = {"case_id": case.id, "on": branch.today(), "note": "…"}
    _append(branch, CaseDeclined(**ended, ending=Ending(told=told)), "demo", case.id)
    _append(branch, CaseReopened(case_id=case.id, at=branch.now(), reason="…", restarts=False), "demo", case.id)
    clock.forward(days=1)
    at = told.model_copy(update={"at": received + timedelta(days)})
    with monkeypatch.context() as before:
        before.setattr(CaseWithdrawn, "kind", f"complaint.withdrawn/{version}")
        _append(branch, CaseWithdrawn(**ended, ending=Ending(told=at)), "demo", case.id)
    assert _named(branch) == wanted


def test_a_fact_dated_back_is_named(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice of last year would be "found" in the journal."""
    end = journal.Journal._end
    monkeypatch.setattr(journal.Journal, "_end", lambda self: _long_ago(end(self)))
    back = desk.now() - timedelta(300)
    desk.store.append(facts.HandOverStarted(client_id="x"), actor="demo", subject="x", at=back)
    assert (_named(desk), _verified(desk), _alone(desk, tmp_path / "j")) == (["time"], ["time"], ["time"])


def _long_ago(end: Any) -> Any:
    return (end[0], "1970-01-01T00:00:00.000000Z", end[2])


@pytest.mark.parametrize("confirms", ["second", "demo"])
def test_a_clock_put_back_by_one_person_is_named(branch: Desk, clock: Clock, tmp_path: Path, confirms: str) -> None:
    """DESK-19: else whoever dates a fact back confirms the clock first, alone, and nothing is said of either."""
    clock.forward(days=-1)
    turned = ClockConfirmed(last=branch.now() + timedelta(1), now=branch.now())
    _append(branch, turned, confirms)
    _append(branch, facts.DeskUnlocked(), "demo")
    wanted = [] if confirms == "second" else ["second"]
    assert (_named(branch), _verified(branch), _alone(branch, tmp_path / "j")) == (wanted,) * 3


def test_an_id_of_another_instant_is_named(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock was put back for the date alone: the id still says when it was."""
    monkeypatch.setattr(journal, "uuid7", lambda *_: "01900000-0000-7000-8000-000000000000")
    _append(desk, facts.HandOverStarted(client_id="x"), "demo")
    assert (_named(desk), _verified(desk), _alone(desk, tmp_path / "j")) == (["id"], ["id"], ["id"])


@pytest.mark.parametrize(
    ("actor", "in_all", "by_session"),
    [
        ("nobody", ["actor"], ["session", "actor"]),
        ("gone", ["actor"], ["session", "actor"]),
        ("auditor", ["role"], ["session", "role"]),
        ("seller", [], ["session"]),
    ],
)
def test_a_fact_in_another_name_is_named(
    desk: Desk, tmp_path: Path, actor: str, in_all: list[str], by_session: list[str]
) -> None:
    """Somebody who was not there would have read, sold or signed; of a colleague who may, the session tells."""
    for person in (staff("gone", "manager"), staff("auditor", "auditor", sells=False), staff("seller", "manager")):
        done(people.add(desk, person, PASSWORD, PASSWORD, COST))
    done(people.suspend(desk, "gone", "离岗", Proof(PASSWORD)))
    assert _named(desk) == []
    _append(desk, facts.HandOverStarted(client_id="x"), actor)
    assert (_named(desk), _verified(desk), _alone(desk, tmp_path / "j")) == (by_session, in_all, in_all)


def test_a_swapped_pack_is_named(desk: Desk, tmp_path: Path) -> None:
    """Under a digest that two people saw would stand other limits; and one that nobody saw is nobody's."""
    files = {**desk.pack.files, "pack.toml": desk.pack.files["pack.toml"] + "\n# other\n"}
    _append(desk, facts.PackAdopted(digest="0" * 64, files=files, begins=desk.today()), "demo")
    assert (_named(desk), _verified(desk), _alone(desk, tmp_path / "j")) == (["pack"] * 2,) * 3


def test_a_sale_above_the_level_is_named(sold: Walk, tmp_path: Path) -> None:
    """SUIT-02: the desk refuses it, so somebody appends the facts without the desk."""
    desk, sale = sold.desk, sold.view.sale
    put_on(desk, product(code="W-05", issuer_level="R5"))
    choice = Choice(code="W-05", amount=sale.choice.amount if sale.choice else 0, level="R5", at=desk.now())
    _append(desk, facts.ProductChosen(sale_id=sale.id, choice=choice), "demo", sale.id)
    _append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today()), "demo", sale.id)
    found = done(checking.rules(desk)).faults
    assert "SUIT-02" in {one.what for one in found}
    assert {one.fact for one in found} == {desk.store.head().seq}
    assert "level" in _alone(desk, tmp_path / "j")


def test_a_signature_that_nothing_stood_behind_is_named(sold: Walk) -> None:
    """Papers unreturned, sentence unseen, review left out: each is asked again at the moment of the signature."""
    desk, sale = sold.desk, sold.view.sale
    _append(desk, facts.PapersReturned(sale_id=sale.id, kinds=(), sentence_seen=False), "demo", sale.id)
    _append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today()), "demo", sale.id)
    assert set(_named(desk)) == {"SALE-13", "SALE-03"}


def test_a_filing_that_waited_for_something_is_named(sold: Walk) -> None:
    """SALE-13: an unsigned sale, or one whose review never came, would stand in the archive as if it were whole."""
    desk, sale = sold.desk, sold.view.sale
    _append(desk, facts.SaleArchived(sale_id=sale.id, shelf="A-1"), "demo", sale.id)
    assert [(one.what, one.fact) for one in done(checking.rules(desk)).faults] == [("SALE-13", desk.store.head().seq)]
    _append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today(), review="SUIT-10"), "demo", sale.id)
    _append(desk, facts.SaleArchived(sale_id=sale.id, shelf="A-1"), "demo", sale.id)
    found = done(checking.rules(desk)).faults
    assert [one.detail for one in found if "SALE-13.review" in one.detail and one.fact == desk.store.head().seq]


def test_two_sales_of_one_number_are_named(sold: Walk) -> None:
    """If it fails, a second sale under a number that is filed ends the check, or hides behind the first one."""
    desk, sale = sold.desk, sold.view.sale
    again = facts.SaleOpened(sale_id="another", no=sale.no, client_id=sale.client_id, visit_id=sale.visit_id)
    _append_bare(desk, again, "another")
    assert [(one.what, one.fact) for one in done(checking.rules(desk)).faults] == [
        ("unreadable", desk.store.head().seq)
    ]


def _append_bare(desk: Desk, fact: Fact, subject: str) -> None:
    """Sealed into the journal alone, as somebody would whom the desk's tables refuse."""
    with desk.store._vault.transaction(), desk.store._vault.acting(APPEND):
        desk.store._journal.write(fact, actor="demo", subject=subject, at=desk.now())


def test_rows_are_found_wherever_they_stand(sold: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it fails, `verify --rules` judges the sales of a large branch by half of its tables."""
    monkeypatch.setattr(held_rows, "MOST", 2)
    monkeypatch.setattr(held_rows, "MOST_WAITING", 3)
    sold.countersign().archive()
    client = register(sold.desk, date(1990, 1, 1))
    assessed(sold.desk, client)
    with retold(sold.desk.store, lambda _: True) as told:
        _all_told(told, sold.desk)
        for table, column in (("sale", "visit_id"), ("client", "linked_to"), ("assessment", "client_id")):
            for value in {row[column] for row in sold.desk.store.rows(f"SELECT * FROM {table}")}:
                wanted = sold.desk.store.where(table, **{column: value})
                found = told.where(table, **{column: value})
                assert [plain(row["doc"]) for row in found] == [row["doc"] for row in wanted]
        assert told.where("sale", visit_id="none") == []
    assert _named(sold.desk) == []


def test_of_a_paper_all_is_read_but_its_document(sold: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it fails, a sale is judged by papers that nobody printed, or each of them is read whole for nothing."""
    kind = facts.PaperPrinted.kind
    whole = [entry.fact for entry in sold.desk.store.entries(kind=kind)]
    bare = [one.model_copy(update={"content": "", "pdf_sha256": ""}) for one in whole]
    assert whole
    assert [row.fact for row in passed_by(sold.desk.store, {kind}) if row.payload] == bare
    monkeypatch.setattr(passing, "BEGINNING", 200)  # too little to say where the document begins
    assert [row.fact for row in passed_by(sold.desk.store, {kind}) if row.payload] == whole


def test_words_that_changed_since_accuse_nobody(sold: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """SUIT-22: what was told stood in the pack of that day. A newer program, or a newer pack, says something else now,
    and would call every sale before it one that told other words."""
    desk = sold.countersign().archive().desk
    said = locale._text
    monkeypatch.setattr(locale, "_text", lambda lang, key: f"{said(lang, key)}~")
    for one in vars(disclosure_items).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()
    assert locale.tr("zh", "papers.verdict").endswith("~")
    assert _named(desk) == []
    sentences = desk.pack.files["sentences.toml"].replace("可能损失", "有可能损失").replace("所选产品", "该产品")
    newer = Pack.of({**desk.pack.files, "sentences.toml": sentences})
    assert newer.sentences.worst_loss != desk.pack.sentences.worst_loss
    _append(desk, facts.PackAdopted(digest=newer.digest, files=newer.files, begins=desk.today()), "demo")
    assert _named(desk) == ["pack"], "that nobody agreed to it is all"


def test_a_certificate_that_ended_is_named_at_its_moment(sold: Walk) -> None:
    """SUIT-08: what holds today may not have held then, and the other way round."""
    desk, sale = sold.desk, sold.view.sale
    bare = staff("demo").model_copy(update={"certificates": ()})
    _append(desk, facts.PersonChanged(person=bare, reason="x"), "demo", "demo")
    _append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today()), "demo", sale.id)
    _append(desk, facts.PersonChanged(person=staff("demo"), reason="x"), "demo", "demo")
    assert "SUIT-08" in _named(desk)


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A desk with a reviewer."""
    done(people.add(desk, staff("second", "reviewer", sells=False), PASSWORD, PASSWORD, COST))
    return desk


def test_who_became_somebody_else_without_a_second_person_is_named(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """DATA-08: a level of one client would sell to another, and one person alone had done it."""
    client = register(branch, id_type="passport", id_number="E00000007")
    assessed(branch, client)
    clock.forward(minutes=5)
    proof = Proof(PASSWORD, "second")
    done(clients.change(branch, client.id, {**client.profile, "born": "1990-01-02"}, "更正", proof=proof))
    done(clients.change(branch, client.id, {**client.profile, "born": "1990-01-02", "address": "虚构路"}, "搬迁"))
    assert (_named(branch), _verified(branch), _alone(branch, tmp_path / "j")) == ([], [], [])
    other = register(branch, date(1981, 3, 5))
    assessed(branch, other)
    born = {"born": ("1981-03-05", "1990-01-02")}
    change = facts.ClientChanged(client_id=other.id, on=branch.today(), changes=born, reason="更正")
    agreed = people_facts.SecondPersonAgreed(act="clients.become", about=client.id)  # to another's
    _append(branch, agreed, "second", client.id)
    _append(branch, change, "demo", other.id)
    assert (_named(branch), _alone(branch, tmp_path / "j")) == (["second"], ["second"])
    assert done(checking.rules(branch)).faults[0].fact == branch.store.head().seq


@pytest.mark.parametrize("act", ["clients.link", "clients.qualify", "own", ""])
def test_a_link_that_one_person_made_is_named(branch: Desk, tmp_path: Path, act: str) -> None:
    """DATA-08, DESK-01: two files would be one person's because somebody said so; an own consent is none."""
    one, other = register(branch), register(branch, date(1981, 3, 5))
    if act:
        said = people_facts.SecondPersonAgreed(act="clients.link" if act == "own" else act, about=other.id)
        _append(branch, said, "demo" if act == "own" else "second", other.id)
    link = facts.ClientLinked(
        client_id=other.id, one_id=one.id, manager="demo", manager_before="demo", reason="x", evidence="x", second="x"
    )
    _append(branch, link, "demo", other.id)
    wanted = [] if act == "clients.link" else ["second"]
    assert (_named(branch), _verified(branch), _alone(branch, tmp_path / "j")) == (wanted,) * 3


@pytest.mark.parametrize("second", ["second", "demo", "nobody", "gone"])
def test_a_second_person_whom_a_fact_names_was_there(branch: Desk, second: str) -> None:
    """DATA-08, COMP-11: a complaint ended with the agreement of the one who ended it, or of somebody who had left."""
    done(people.add(branch, staff("gone", "reviewer", sells=False), PASSWORD, PASSWORD, COST))
    done(people.suspend(branch, "gone", "离岗", Proof(PASSWORD)))
    case = taken(branch).case
    told = Notice(way="call", at=branch.now(), proof="录音")
    ended = CaseDeclined(case_id=case.id, on=branch.today(), note="非本行", ending=Ending(told=told, agreed_by=second))
    _append(branch, ended, "demo", case.id)
    wanted = [] if second == "second" else ["second"]
    assert (_named(branch), _verified(branch)) == (wanted, wanted)


def test_a_level_that_fell_by_one_word_is_named(branch: Desk) -> None:
    """SUIT-15, DATA-08: a product would be sold to those whose level it was above."""
    put_on(branch, product(bank_level="R3", issuer_level="R3"))
    done(products.regrade(branch, "W-01", "R2", "R2", "复评", Proof(PASSWORD, "second")))
    done(products.regrade(branch, "W-01", "R3", "R3", "复评"))
    assert _named(branch) == []
    for level in ("R2", "R4"):
        regraded = facts.ProductRegraded(code="W-01", issuer_level=level, bank_level=level, reason="x")
        _append(branch, regraded, "demo", "W-01")
    assert _named(branch) == ["second"]


@pytest.mark.parametrize("kind", [facts.ProductChanged, facts.ProductListed])
def test_a_level_that_fell_among_other_terms_is_named(
    branch: Desk, kind: type[facts.ProductChanged | facts.ProductListed]
) -> None:
    """SUIT-15: what nobody may do by changing the level alone would be done by changing the fee beside it."""
    above, below = product(issuer_level="R3", bank_level="R3"), product(issuer_level="R2", bank_level="R2")
    put_on(branch, above)
    done(products.put_on(branch, below, "复评", Proof(PASSWORD, "second")))
    done(products.put_on(branch, above, "复评"))
    assert _named(branch) == []
    said = {"altered": {"note": ("", "x")}} if kind is facts.ProductChanged else {}
    _append(branch, kind(product=below, reason="x", **said), "demo", "W-01")
    assert _named(branch) == ["second"]


def test_a_match_that_was_loosened_by_one_word_is_named(branch: Desk) -> None:
    """SUIT-15: called a deposit, the product would fit everybody, and the journal would accuse nobody."""
    before = product()
    put_on(branch, before)
    after = before.model_copy(update={"family": "deposit", "regime": "none", "worst_loss": Decimal(0)})
    change = facts.ProductChanged(product=after, altered=altered(before, after), reason="x")
    _append(branch, change, "demo", "W-01")
    assert _named(branch) == ["second"]


@pytest.mark.parametrize("falls_to", ["R2", "R1"])
def test_a_level_that_a_list_raised_falls_with_the_list(branch: Desk, falls_to: str) -> None:
    """SUIT-15: taking a list back is nobody's lowering; a lower level than before would hide in it."""
    put_on(branch, product(issuer_level="R2", bank_level="R2"))
    list_id = "list"
    for level, ends in (("R4", _brought), (falls_to, _taken_back)):
        before = done(products.get(branch, "W-01"))
        after = before.model_copy(update={"issuer_level": level, "bank_level": level})
        change = facts.ProductChanged(product=after, altered=altered(before, after), reason="x")
        _append(branch, change, "demo", "W-01")
        if ends is _taken_back:
            assert _named(branch) == ["second"], "nothing says yet that a list is taken back"
        _append(branch, ends(list_id), "demo", list_id)
    assert _named(branch) == ([] if falls_to == "R2" else ["second"])


def _brought(list_id: str) -> FileImported:
    return FileImported(
        import_id=list_id, what="products", name="x", sha256="", rows=1, accepted=0, changed=1, refused=0, facts=1
    )


def _taken_back(list_id: str) -> ImportTakenBack:
    return ImportTakenBack(import_id=list_id, what="products", name="x", back=1, kept=0, facts=1)


@pytest.mark.parametrize("receiver", ["second", "demo", "nobody"])
def test_clients_who_were_given_to_nobody_who_agreed_are_named(branch: Desk, receiver: str) -> None:
    """DESK-18: whoever must see to the clients would not know of them."""
    client = register(branch)
    given = people_facts.ClientHandedOver(
        client_id=client.id, giver="demo", receiver=receiver, due_ids=(), sale_ids=(), reason="x"
    )
    _append(branch, given, "demo", client.id)
    assert (_named(branch), _verified(branch)) == (([], []) if receiver == "second" else (["second"], ["second"]))


def test_a_stand_in_who_was_not_asked_is_named(branch: Desk) -> None:
    """DESK-18: an absent manager's clients would be somebody's who never heard of it."""
    hired = staff("lin", "manager")
    done(people.add(branch, hired, PASSWORD, PASSWORD, COST))
    days = (branch.today(), branch.today() + timedelta(3))
    done(standing_in.appoint(branch, "demo", "lin", days, "休假", Proof(PASSWORD, "lin")))
    assert _named(branch) == []
    told = people_facts.StandInSet(absent="lin", stand_in="demo", since=days[0], until=days[1], reason="x")
    _append(branch, told, "demo", "lin")
    assert (_named(branch), _verified(branch)) == (["second"], ["second"])


def _all_told(told: Told, desk: Desk) -> None:
    for entry in desk.store.entries():
        told.tell(entry, entry.fact)


def test_the_sales_are_asked_by_the_very_tables_of_the_desk(sold: Walk) -> None:
    """Told again, with rows that wait as values, every table must say what it says at the desk: else an honest sale
    is blamed, or a wrong one passes."""
    sold.countersign().archive()
    with retold(sold.desk.store, lambda _: True) as told:
        _all_told(told, sold.desk)
        for table in ("client", "assessment", "sale", "visit", "paper", "track", "due", "product", "counter", "pack"):
            found, wanted = (store.rows(f"SELECT * FROM {table}") for store in (told, sold.desk.store))
            assert found == wanted, table
            assert table == "counter" or found, "an empty table proves nothing"


def test_tables_that_are_left_out_are_not_asked_for(sold: Walk) -> None:
    """An empty answer would pass a wrong sale: whoever asks is told that nobody knows. The others are told as ever."""
    with retold(sold.desk.store, lambda _: True, {"track", "paper"}) as told:
        _all_told(told, sold.desk)
        for asked in (
            lambda: told.get("track", "x"),
            lambda: told.query("SELECT * FROM paper"),
            lambda: told.query('SELECT * FROM client JOIN "track" USING (id)'),
        ):
            with pytest.raises(LookupError, match="is not told"):
                asked()
        assert told.rows("SELECT * FROM sale") == sold.desk.store.rows("SELECT * FROM sale")
