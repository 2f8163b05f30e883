"""Who holds the key can append what never happened: `verify --rules` names it (DATA-08, SALE-01)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from evidence.appended import alone, append, named, verified
from rmdesk import locale
from rmdesk.desk import checking, demands, disclosure_items, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.proving.sales_then import sales_told
from rmdesk.desk.wording.product_words import called_private
from rmdesk.domain import facts
from rmdesk.domain.fact import Fact
from rmdesk.domain.product import Product
from rmdesk.domain.sale import Choice, Sale
from rmdesk.formpack import Pack
from rmdesk.formpack.imports import ImportWords
from rmdesk.store import held_rows, journal, passing
from rmdesk.store.passing import passed_by
from rmdesk.store.plain import plain
from rmdesk.store.retelling import Told, retold
from rmdesk.store.tables import clients as client_tables
from rmdesk.store.vault import APPEND, KEPT_IN_BATCH_KB, KEPT_KB
from support.clock import Clock
from support.desks import COST, PASSWORD, done
from support.people import product, staff
from support.walk import Walk, assessed, put_on, register, start


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
    assert (named(sold.desk), verified(sold.desk), alone(sold.desk, tmp_path / "j")) == ([], [], [])


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


def test_what_every_sale_of_a_product_is_asked_is_worked_out_once(
    sold: Walk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand sales were proved in three times what their chain takes: which questions a product asks, and whether
    its words call it a private offer, was found out anew of each. In another pack both are asked again."""
    desk, asked = sold.countersign().archive().desk, list[str]()

    def private(words: ImportWords, product: Product) -> bool:
        asked.append(product.code)
        return called_private(words, product)

    monkeypatch.setattr(demands, "called_private", private)
    demands._called_private.cache_clear()
    client = register(desk, date(1990, 1, 1))
    assessed(desk, client)
    again = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    again.countersign().archive()
    assert (named(desk), asked) == ([], ["W-01"])
    text = desk.pack.files["imports.toml"]
    words = Pack.of({**desk.pack.files, "imports.toml": text.replace("version =", "# newer\nversion =", 1)})
    given, review = again.view.context, demands.review_reason
    assert given.product is not None
    assert review(words, given.product, given.match_input, care=False) == given.demands.review
    assert asked == ["W-01"] * 2


def test_a_fact_dated_back_is_named(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice of last year would be "found" in the journal."""
    end = journal.Journal._end
    monkeypatch.setattr(journal.Journal, "_end", lambda self: _long_ago(end(self)))
    back = desk.now() - timedelta(300)
    desk.store.append(facts.HandOverStarted(client_id="x"), actor="demo", subject="x", at=back)
    assert (named(desk), verified(desk), alone(desk, tmp_path / "j")) == (["time"], ["time"], ["time"])


def _long_ago(end: Any) -> Any:
    return (end[0], "1970-01-01T00:00:00.000000Z", end[2])


def test_an_id_of_another_instant_is_named(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock was put back for the date alone: the id still says when it was."""
    monkeypatch.setattr(journal, "uuid7", lambda *_: "01900000-0000-7000-8000-000000000000")
    append(desk, facts.HandOverStarted(client_id="x"), "demo")
    assert (named(desk), verified(desk), alone(desk, tmp_path / "j")) == (["id"], ["id"], ["id"])


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
    assert named(desk) == []
    append(desk, facts.HandOverStarted(client_id="x"), actor)
    assert (named(desk), verified(desk), alone(desk, tmp_path / "j")) == (by_session, in_all, in_all)


def test_a_swapped_pack_is_named(desk: Desk, tmp_path: Path) -> None:
    """Under a digest that two people saw would stand other limits; and one that nobody saw is nobody's."""
    files = {**desk.pack.files, "pack.toml": desk.pack.files["pack.toml"] + "\n# other\n"}
    append(desk, facts.PackAdopted(digest="0" * 64, files=files, begins=desk.today()), "demo")
    assert (named(desk), verified(desk), alone(desk, tmp_path / "j")) == (["pack"] * 2,) * 3


def test_a_sale_above_the_level_is_named(sold: Walk, tmp_path: Path) -> None:
    """SUIT-02: the desk refuses it, so somebody appends the facts without the desk."""
    desk, sale = sold.desk, sold.view.sale
    put_on(desk, product(code="W-05", issuer_level="R5"))
    choice = Choice(code="W-05", amount=sale.choice.amount if sale.choice else 0, level="R5", at=desk.now())
    append(desk, facts.ProductChosen(sale_id=sale.id, choice=choice), "demo", sale.id)
    append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today()), "demo", sale.id)
    found = done(checking.rules(desk)).faults
    assert "SUIT-02" in {one.what for one in found}
    assert {one.fact for one in found} == {desk.store.head().seq}
    assert "level" in alone(desk, tmp_path / "j")


def test_a_signature_that_nothing_stood_behind_is_named(sold: Walk) -> None:
    """Papers unreturned, sentence unseen, review left out: each is asked again at the moment of the signature."""
    desk, sale = sold.desk, sold.view.sale
    append(desk, facts.PapersReturned(sale_id=sale.id, kinds=(), sentence_seen=False), "demo", sale.id)
    append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today()), "demo", sale.id)
    assert set(named(desk)) == {"SALE-13", "SALE-03"}


def test_a_filing_that_waited_for_something_is_named(sold: Walk) -> None:
    """SALE-13: an unsigned sale, or one whose review never came, would stand in the archive as if it were whole."""
    desk, sale = sold.desk, sold.view.sale
    append(desk, facts.SaleArchived(sale_id=sale.id, shelf="A-1"), "demo", sale.id)
    assert [(one.what, one.fact) for one in done(checking.rules(desk)).faults] == [("SALE-13", desk.store.head().seq)]
    append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today(), review="SUIT-10"), "demo", sale.id)
    append(desk, facts.SaleArchived(sale_id=sale.id, shelf="A-1"), "demo", sale.id)
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
    assert named(sold.desk) == []


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
    assert named(desk) == []
    sentences = desk.pack.files["sentences.toml"].replace("可能损失", "有可能损失").replace("所选产品", "该产品")
    newer = Pack.of({**desk.pack.files, "sentences.toml": sentences})
    assert newer.sentences.worst_loss != desk.pack.sentences.worst_loss
    append(desk, facts.PackAdopted(digest=newer.digest, files=newer.files, begins=desk.today()), "demo")
    assert named(desk) == ["pack"], "that nobody agreed to it is all"


def test_a_certificate_that_ended_is_named_at_its_moment(sold: Walk) -> None:
    """SUIT-08: what holds today may not have held then, and the other way round."""
    desk, sale = sold.desk, sold.view.sale
    bare = staff("demo").model_copy(update={"certificates": ()})
    append(desk, facts.PersonChanged(person=bare, reason="x"), "demo", "demo")
    append(desk, facts.Countersigned(sale_id=sale.id, on=desk.today()), "demo", sale.id)
    append(desk, facts.PersonChanged(person=staff("demo"), reason="x"), "demo", "demo")
    assert "SUIT-08" in named(desk)


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


def test_what_waits_is_found_by_what_it_cannot_change_and_by_what_it_can(sampled: Desk) -> None:
    """A sale of the same visit that is asked for before its facts were folded would be judged as it was before them."""
    with retold(sampled.store, lambda _: True) as told:
        opened, asked = dict[str, Sale](), 0
        for entry in sampled.store.entries():
            told.tell(entry, entry.fact)
            if entry.kind == facts.SaleOpened.kind:
                row = told.get("sale", entry.subject)
                opened[entry.subject] = told.parsed(Sale, row["doc"] if row else "")
            elif entry.subject in opened:
                asked += 1
                was = opened[entry.subject]
                beside = {row["id"]: row for row in told.where("sale", visit_id=was.visit_id)}
                one = told.parsed(Sale, beside[was.id]["doc"])
                if entry.kind.startswith("sale."):
                    assert (one.touched_at, one.touched_by) == (entry.at, entry.actor), entry.kind
                assert (one.no, one.client_id, one.visit_id) == (was.no, was.client_id, was.visit_id)
                assert one.id in {row["id"] for row in told.where("sale", state=beside[was.id]["state"])}
    assert asked > 100, "too few facts of sales prove nothing"
