"""What head office hands down: every desk does it from its next bundle on, once, whatever becomes of the bundles."""

from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from exchange.meeting import SECOND, card_of, coded, enrol_one_another, refused_as
from office.headquarters import AN, BO, Headquarters
from rmdesk.desk import checking, confirming, packs, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import directed, standing, taking
from rmdesk.desk.exchange import enrolling as desk_enrolling
from rmdesk.desk.guarding import Proof
from rmdesk.desk.settings import branch
from rmdesk.desk.shelf import history, institutions, products
from rmdesk.domain.directives import HandedDown, PackGiven, Release
from rmdesk.domain.facts import DeskUnlocked, PackAdopted, PersonAdded
from rmdesk.domain.holidays import Holidays, NamedDay
from rmdesk.domain.people_facts import SecondPersonAgreed
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.domain.settings_facts import HolidaysSet
from rmdesk.faces.exchange import cells, directive_lines
from rmdesk.formpack import Pack, load_texts
from rmdesk.office import directing, giving
from rmdesk.office import enrolling as office_enrolling
from rmdesk.office import standing as office_standing
from rmdesk.office.directing import Second
from rmdesk.store.export import journal_lines
from rmdesk.tools import verify_journal
from support.clock import Clock
from support.desks import PASSWORD, done, rested
from support.people import product, staff
from support.tiers import longer
from support.walk import AMOUNT, assessed, put_on, register, start


def second(head: Headquarters) -> Second:
    """The other operator agrees."""
    return Second(head.folder, BO)


def state(desk: Desk, code: str = "W-01") -> str:
    """How it stands there today."""
    return done(products.get(desk, code)).state_on(desk.today())


def refused(answer: object) -> Refused:
    """What was refused."""
    assert isinstance(answer, Refused), answer
    return answer


def sound(*desks: Desk) -> None:
    """Nothing is wrong with chains, tables and rules."""
    for one in desks:
        assert one.store.replay().faults == ()
        assert done(checking.rules(one)).faults == ()


def standing_of(head: Headquarters, desk: Desk) -> tuple[directed.DirectiveLine, ...]:
    """What the exchange screen tells of head office."""
    found = done(standing.status(desk))
    return next(one.directed for one in found if one.peer.card.device == head.office.card.device)


def read_alone(desk: Desk, file: Path) -> int:
    """What the verifier says that runs without rmdesk."""
    file.write_text("\n".join(journal_lines(desk.store, lambda _seq, _kind: True)), encoding="utf-8")
    return verify_journal.main([str(file)])


def handed(desk: Desk) -> list[HandedDown]:
    """What the journal says came down."""
    found = [entry.fact for entry in desk.store.entries(kind=HandedDown.kind)]
    return [one for one in found if isinstance(one, HandedDown)]


def test_a_recall_is_withheld_at_each_desk(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, a product that head office recalled is sold on at a branch."""
    for one in (desk, other):
        put_on(one, product())
    assert done(directing.recall(head.office, head.dsn, "w-01", "净值异常", second(head), head.clock())) == 1
    assert done(directing.recall(head.office, head.dsn, "W-01", "净值异常", second(head), head.clock())) == 0
    for one in (desk, other):
        assert state(one) == "listed"
        head.answer(one)
        assert state(one) == "recalled"
        (fact,) = handed(one)
        assert (fact.by, fact.second, fact.held) == (AN.login, BO.login, "")
        sound(one)
    head.load(head.bundle(desk))
    head.project()
    head.agrees(desk)
    assert done(directing.release(head.office, head.dsn, "W-01", "已查明", second(head), head.clock())) == 1
    head.answer(desk)
    assert (state(desk), state(other)) == ("listed", "recalled")


def test_no_step_of_a_sale_goes_on_with_it(head: Headquarters, desk: Desk, clock: Clock) -> None:
    """If it fails, a sale that was begun before the recall is signed after it."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01")
    walk.tell().understand().record().print().take_back()
    done(directing.recall(head.office, head.dsn, "W-01", "净值异常", second(head), head.clock()))
    head.answer(desk)
    assert "DESK-03.recalled" in [one.code for one in refused(confirming.countersign(desk, walk.id)).reasons]
    later = start(desk, clock, client).match()
    answer = selling.choose(desk, later.id, "W-01", AMOUNT, own_choice=True, proof=Proof(PASSWORD))
    assert "DESK-03.recalled" in [one.code for one in refused(answer).reasons]
    sound(desk)


def test_the_keeper_brings_no_recalled_product_back(head: Headquarters, desk: Desk) -> None:
    """If it fails, whoever keeps a branch's shelf sells on by typing the product in anew."""
    done(directing.recall(head.office, head.dsn, "W-01", "净值异常", second(head), head.clock()))
    head.answer(desk)
    put_on(desk, product())
    assert state(desk) == "recalled"
    done(products.put_on(desk, product(note="新说明"), "核对"))
    done(products.set_status(desk, "W-01", "suspended", "核对"))
    done(products.set_status(desk, "W-01", "listed", "核对"))
    assert state(desk) == "recalled"
    sound(desk)


def test_a_shelf_goes_from_one_desk_to_all(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, each branch types the shelf in by itself."""
    put_on(desk, product(), product(code="W-02", self_issued=False, approved=True))
    head.load(head.bundle(desk))
    head.project()
    say = (head.office, head.dsn, desk.store.device)
    assert done(directing.shelf(*say, (), second(head), head.clock())) == 3
    assert done(directing.shelf(*say, (), second(head), head.clock())) == 0
    assert refused_as(directing.shelf(*say, ("W-09",), second(head), head.clock())) == "OFFICE.unconfirmed"
    head.answer(other)
    assert done(products.products(other)) == done(products.products(desk))
    assert institutions.states(other) == {product().issuer.zh: "admitted"}
    head.answer(desk)
    sound(desk, other)
    dearer = product(issuer_level="R3", bank_level="R3")
    done(products.put_on(desk, dearer, "评级上调"))
    head.load(head.bundle(desk))
    head.project()
    assert done(directing.shelf(*say, (), second(head), head.clock())) == 1
    head.answer(other)
    assert done(products.get(other, "W-01")) == dearer
    assert [one.said for one in done(history.history(other, "W-01", "zh"))] == [
        one.said for one in done(history.history(other, "W-01", "zh"))
    ]
    assert len(done(history.history(other, "W-01", "zh"))) == 2


@pytest.mark.parametrize(
    "older", ["ALTER TABLE told.product DROP COLUMN registered", "DROP TABLE told.product"], ids=["column", "table"]
)
def test_after_an_update_it_says_that_the_tables_are_filled_anew(head: Headquarters, desk: Desk, older: str) -> None:
    """Not that the server is gone, nor that no head office is here."""
    put_on(desk, product())
    head.load(head.bundle(desk))
    head.project()
    with psycopg.connect(head.dsn, autocommit=True) as connection:
        connection.execute(older.encode())
        connection.execute("UPDATE office.shape SET shape = 'of an older program'")
    say = (head.office, head.dsn, desk.store.device, (), second(head), head.clock())
    assert refused_as(directing.shelf(*say)) == "OFFICE.untold"
    head.project()
    assert done(directing.shelf(*say)) == 1


def test_what_a_desk_cannot_do_yet_waits(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, one product that a branch's forms do not know keeps every later bundle out, or is lost."""
    put_on(desk, product())
    head.load(head.bundle(desk))
    head.project()
    done(directing.shelf(head.office, head.dsn, desk.store.device, (), second(head), head.clock()))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(products, "fault", lambda *_: refuse("INPUT.choice", given="x", allowed="y"))
        head.answer(other)
        assert refused_as(products.get(other, "W-01")) == "INPUT.unknown"
        assert [one.held for one in standing_of(head, other)] == ["INPUT.choice"]
    head.answer(other)
    assert state(other) == "listed"
    assert [one.held for one in standing_of(head, other)] == [""]
    sound(other)


def test_days_letterhead_and_code(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, branches count other working days than head office, or print other letterheads."""
    year = Holidays(year=2027, off=(NamedDay(day=date(2027, 1, 4), name="元旦"),), working=(), source="通知")
    desk.record(HolidaysSet(holidays=year, before=None, name="a", sha256="0" * 64), "desk")
    done(branch.change_branch(desk, desk.branch.model_copy(update={"accent": "#102030", "regulator": "示例监管局"})))
    head.load(head.bundle(desk))
    head.project()
    assert done(directing.settings(head.office, head.dsn, desk.store.device, second(head), head.clock())) == 2
    assert done(directing.code(head.office, head.dsn, other.store.device, "07", second(head), head.clock())) == 1
    head.answer(other)
    head.answer(desk)
    assert not other.calendar.is_working(date(2027, 1, 4))
    assert (other.branch.accent, other.branch.regulator, other.branch.code) == ("#102030", "示例监管局", "07")
    assert desk.branch.code == ""
    assert {one.directive.what for one in handed(desk)} == {"holidays", "letterhead"}
    sound(desk, other)


def test_a_code_is_known_here_at_once_and_to_one_desk_alone(head: Headquarters, desk: Desk, other: Desk) -> None:
    """Head office could not name the desk by it, and two desks would give out the same numbers."""
    first, last = desk.store.device, other.store.device

    def code(device: str, given: str) -> int | Refused:
        return directing.code(head.office, head.dsn, device, given, second(head), head.clock())

    assert done(code(first, "07")) == 1
    assert {one.peer.card.name for one in done(office_standing.status(head.office, head.dsn))} == {"07", last}
    assert refused_as(code(last, "07")) == "OFFICE.code_taken"
    assert refused_as(code(last, "2026")) == "INPUT.desk_code"
    assert done(code("07", "09")) == 1
    assert done(code(last, "07")) == 1
    said = [one.about for one in done(directing.said(head.office, head.dsn))]
    assert said == [f"{first} 07", f"{first} 09", f"{last} 07"]
    head.answer(desk)
    assert "工作台代码 09" in " ".join(directive_lines(standing_of(head, desk), "zh"))


def test_other_desks_hear_of_a_code(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, each desk goes on calling another one by its device until somebody enrols its new card there."""
    enrol_one_another(desk, other)
    done(directing.code(head.office, head.dsn, other.store.device, "08", second(head), head.clock()))
    for one in (desk, other):
        head.answer(one)
        sound(one)
    (peer,) = (one.peer for one in done(standing.status(desk)) if one.peer.card.device == other.store.device)
    assert (peer.card.name, desk.branch.code, other.branch.code) == ("08", "", "08")
    assert f"工作台代码 {other.store.device} 08" in " ".join(directive_lines(standing_of(head, desk), "zh"))
    coded(desk, "07")
    card = head.folder.parent / "new.card"
    fingerprint = card_of(desk, card).fingerprint
    done(office_enrolling.enrol(head.office, head.dsn, card, fingerprint, head.folder, BO, head.clock()))
    say = (head.office, head.dsn, desk.store.device, "07", second(head), head.clock())
    assert done(directing.code(*say)) == 0, "it bears it already: nothing goes out"


def test_what_is_told_first() -> None:
    """If it fails, whoever takes a long list in does not read that somebody lost his rights by it."""
    many = [directed.DirectiveLine("product", f"W-{n}", n, "an", "bo", "", "", "product", f"W-{n}") for n in range(60)]
    lost = directed.DirectiveLine("person", "x lin", 70, "an", "bo", "", "停岗", "suspended", "林岚 lin")
    told = list(directive_lines([*many, lost], "zh"))
    assert "停用人员 林岚 lin" in told[0]
    assert told[-1] == "另有 52 项已执行"


def test_a_recall_of_what_no_desk_keeps_is_told(head: Headquarters, desk: Desk) -> None:
    """If it fails, a slip in a code recalls nothing and reads as done."""
    assert done(directing.kept(head.office, head.dsn, "W-01")) is False, "nothing was ever taken in"
    put_on(desk, product())
    head.load(head.bundle(desk))
    head.project()
    assert [done(directing.kept(head.office, head.dsn, code)) for code in ("w-01", "X-999")] == [True, False]


def test_lost_repeated_and_reordered(head: Headquarters, desk: Desk) -> None:
    """If it fails, a directive is lost with a stick, or done twice."""

    def give() -> Path:
        given = giving.give(head.office, head.dsn, desk.store.device, head.folder.parent, head.clock())
        return done(given).file

    put_on(desk, product())
    done(directing.recall(head.office, head.dsn, "W-01", "一", second(head), head.clock()))
    lost = give()
    done(directing.release(head.office, head.dsn, "W-01", "二", second(head), head.clock()))
    second_file = give()
    assert len(done(taking.take(desk, second_file)).directed) == 2
    assert done(taking.take(desk, lost)).directed == ()
    assert done(taking.take(desk, second_file)).again
    assert [one.directive.what for one in handed(desk)] == ["recall", "release"]
    assert state(desk) == "listed"
    head.load(head.bundle(desk))
    done(directing.recall(head.office, head.dsn, "W-01", "三", second(head), head.clock()))
    third = give()
    cut = third.with_suffix(".cut")
    cut.write_bytes(third.read_bytes()[:-20])
    assert refused_as(taking.take(desk, cut)) == "EXCHANGE.cut"
    assert state(desk) == "listed"
    assert len(done(taking.take(desk, third)).directed) == 1
    assert state(desk) == "recalled"
    sound(desk)


def test_nobody_else_hands_down(head: Headquarters, desk: Desk) -> None:
    """If it fails, an operator alone, another bank's office or one that was struck off stops sales."""
    put_on(desk, product())
    alone = Second(head.folder, AN)
    answer = directing.recall(head.office, head.dsn, "W-01", "一", alone, head.clock())
    assert refused_as(answer) == "DATA-08.same_person"
    assert refused_as(directing.release(head.office, head.dsn, "W-01", "一", second(head), head.clock())) == (
        "OFFICE.recalled"
    )
    done(directing.recall(head.office, head.dsn, "W-01", "一", second(head), head.clock()))
    file = done(giving.give(head.office, head.dsn, desk.store.device, head.folder.parent, head.clock())).file
    done(desk_enrolling.strike(desk, head.office.card.device, "停用", SECOND))
    assert done(taking.take(desk, file)).directed == ()
    assert state(desk) == "listed"


def test_what_head_office_never_said_is_found(head: Headquarters, desk: Desk) -> None:
    """If it fails, whoever writes a release into the own journal sells a recalled product, and verify is silent."""
    put_on(desk, product())
    done(directing.recall(head.office, head.dsn, "W-01", "一", second(head), head.clock()))
    head.answer(desk)
    said = Release(about="W-01", reason="可售")
    by = {"device": head.office.card.device, "by": "an", "second": "bo", "about": "W-01", "directive": said}
    desk.record(HandedDown(**by, seq=1), "recall:W-01")
    assert {one.what for one in done(checking.rules(desk)).faults} == {"elsewhere"}


def changed_pack(desk: Desk, version: str, share: str, begins: date) -> Pack:
    """The desk's pack in another version, with its own share of assets in one product."""
    meta, limits = desk.pack.meta, desk.pack.thresholds.rows_of("amount_share")[0].value
    top = f'version = "{desk.pack.version}"\neffective_from = {meta.effective_from}'
    files = dict(desk.pack.files)
    files["pack.toml"] = files["pack.toml"].replace(top, f'version = "{version}"\neffective_from = {begins}')
    head = 'key = "amount_share"\nvalue = '
    files["thresholds.toml"] = files["thresholds.toml"].replace(f"{head}{limits}\n", f"{head}{share}\n")
    return load_texts(files)


def test_a_pack_comes_down_with_its_day(
    head: Headquarters, desk: Desk, other: Desk, clock: Clock, tmp_path: Path
) -> None:
    """If it fails, branches work by other forms than head office adopted, or adopt each of them once more."""
    before, begins = other.pack, other.today() + timedelta(days=20)
    wanted = changed_pack(desk, "2027.1", "0.9", begins)
    desk.record(SecondPersonAgreed(act="packs.adopt", about=wanted.digest), "desk")
    desk.record(PackAdopted(digest=wanted.digest, files=wanted.files, begins=begins), "desk")
    head.load(head.bundle(desk))
    head.project()
    say = (head.office, head.dsn, desk.store.device, second(head), head.clock())
    assert (done(directing.pack(*say)), done(directing.pack(*say))) == (1, 0)
    other.record(PersonAdded(person=staff("manager", "manager")), "manager")
    other.actor = staff("manager", "manager")
    other.record(DeskUnlocked(), "manager")
    head.answer(other)
    head.answer(other)
    assert [(day, one.digest) for day, one in packs.waiting(other)] == [(begins, wanted.digest)]
    assert other.pack == before
    (line,) = standing_of(head, other)
    assert (line.what, line.about) == ("pack", f"{wanted.id} 2027.1")
    assert any("0.5 → 0.9" in one.zh for one in line.looser)
    told = tuple(directive_lines((line,), "en"))
    assert any("asks for less than before" in one for one in told)
    sound(other)
    assert read_alone(other, tmp_path / "journal.jsonl") == 0
    rested(other, clock, days=21)
    assert other.pack.digest == wanted.digest


@longer
def test_a_pack_that_a_desk_cannot_work_by_waits(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, a branch is given forms by which its products cannot be judged, or takes no bundle any more."""
    wanted = changed_pack(desk, "2027.1", "0.9", desk.today())
    desk.record(PackAdopted(digest=wanted.digest, files=wanted.files, begins=desk.today()), "desk")
    twin = changed_pack(other, "2027.1", "0.4", other.today())
    other.record(PackAdopted(digest=twin.digest, files=twin.files, begins=other.today()), "desk")
    other.pack = twin
    head.load(head.bundle(desk))
    head.project()
    done(directing.pack(head.office, head.dsn, desk.store.device, second(head), head.clock()))
    done(directing.recall(head.office, head.dsn, "W-01", "一", second(head), head.clock()))
    head.answer(other)
    (row,) = (one for one in done(standing.status(other)) if one.directed)
    assert "1 directive waits" in cells(row, "en")[-1]
    assert [(one.what, one.held) for one in standing_of(head, other)] == [("recall", ""), ("pack", "QUES-07.version")]
    assert other.pack == twin
    head.answer(other)
    assert len(handed(other)) == 2


def test_a_pack_that_nobody_handed_down_is_found(head: Headquarters, desk: Desk, tmp_path: Path) -> None:
    """If it fails, one person alone puts looser forms into force by writing that head office said so."""
    wanted = changed_pack(desk, "2027.1", "0.9", desk.today())
    said = PackGiven(about="x", digest=wanted.digest, files={})
    by = {"device": head.office.card.device, "by": "an", "second": "bo", "about": "x", "directive": said}
    desk.record(HandedDown(**by, seq=1), "pack:x")
    desk.record(PackAdopted(digest=wanted.digest, files=wanted.files, begins=desk.today()), "desk")
    assert "elsewhere" in {one.what for one in done(checking.rules(desk)).faults}
    desk.record(PackAdopted(digest=wanted.digest, files=wanted.files, begins=desk.today()), "desk")
    assert "pack" in {one.what for one in done(checking.rules(desk)).faults}
    assert read_alone(desk, tmp_path / "journal.jsonl") == 1
