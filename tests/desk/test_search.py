"""One search over everything, and what it never tells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk import clients
from rmdesk.desk.archive import sealing
from rmdesk.desk.complaints import cases as read_cases
from rmdesk.desk.complaints import letters
from rmdesk.desk.complaints import register as cases
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, finding, listing, printing, subjects
from rmdesk.desk.registers.views import Query
from rmdesk.desk.search import everything
from rmdesk.domain.complaint import About, Complainant
from rmdesk.domain.people_facts import ClientRead
from rmdesk.domain.product import Product
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks, done
from support.people import product, staff
from support.registers import at, people, second
from support.walk import assessed, put_on, register, start

RISK = {"title": "双录设备老化", "class": "operational", "source": "check"}


def _client(desk: Desk) -> None:
    """People, a product, and a client who was assessed."""
    people(desk)
    desk.actor = staff("demo")
    put_on(desk, product())
    assessed(desk, register(desk, name="单晓一"))


@pytest.fixture
def full(fresh_desks: FreshDesks, pack: Pack, clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    """A client with a sale, papers, a complaint, a product and a register entry, all numbered 0001."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, _client) as desk:
        client = done(clients.get(desk, "K-0001"))
        start(desk, clock, client).match().choose("W-01").tell().understand().record().print()
        who = Complainant(name="单晓一", contact="13800000001", client_id=client.id)
        done(cases.take(desk, NewCase(complainant=who, claim="多收了手续费", about=About())))
        yield desk


def _found(desk: Desk, text: str, *, deep: bool = True) -> set[tuple[str, str]]:
    return {(one.kind, one.no) for one in done(everything.find(desk, text, deep=deep))}


def test_a_sales_number_opens_the_sale(full: Desk) -> None:
    """Whoever reads a number off a paper must not know in which list to look."""
    for typed in ("J-0001", "j1", "Ｊ－０００１", "j 0001"):
        assert ("sale", "J-0001") in _found(full, typed), typed


def test_a_number_finds_what_it_may_become(full: Desk) -> None:
    """A list that is empty until the last digit looks like a client who is not there."""
    named = {"k-00": ("client", "K-0001"), "Ｊ００": ("sale", "J-0001"), "c-0": ("case", "C-0001")}
    for typed, found in named.items():
        assert found in _found(full, typed, deep=False), typed
    assert _found(full, "k-09", deep=False) == set()


def test_digits_alone_name_everything_with_that_number(full: Desk) -> None:
    """Nobody types the letter; and a key must not wait for what texts say."""
    found = _found(full, "0001", deep=False)
    assert {("client", "K-0001"), ("sale", "J-0001"), ("case", "C-0001"), ("paper", "P-0001")} <= found


def test_words_of_every_kind_are_found(full: Desk) -> None:
    """A name, a pinyin, a product's code, what somebody complained of."""
    assert ("client", "K-0001") in _found(full, "shanxiaoyi")
    assert _found(full, "单晓一") == {("client", "K-0001"), ("case", "C-0001")}
    assert all(("product", "W-01") in _found(full, typed) for typed in ("w-01", "W01"))
    assert _found(full, "多收了手续") == {("case", "C-0001")}
    assert _found(full, "没有这个") == _found(full, "%") == _found(full, "_") == _found(full, '"') == set()


def test_what_one_may_not_see_tells_nothing(full: Desk) -> None:
    """DATA-08, DATA-03, COMP-04: another book, no client at all, a sealed file; not even that a number is there."""
    texts = ("0001", "单晓一", "多收了手续费", "J-0001", "C-0001", "P-0001", "13800000001")
    for person in (staff("lin", "manager"), staff("keeper", "product_keeper"), staff("admin", "administrator")):
        full.actor = person
        for text in texts:
            assert _found(full, text) == set(), (person.login, text)
    full.actor = staff("demo")
    client = done(clients.get(full, "K-0001"))
    full.actor = staff("boss", "compliance")
    done(sealing.seal(full, client.id, "客户要求", second("compliance")))
    full.actor = staff("demo", "manager")
    for text in texts:
        assert _found(full, text) == ({("client", "K-0001")} if text == "0001" else set()), text


def test_a_case_about_somebody_is_not_found_by_him(full: Desk) -> None:
    """COMP-04: its number alone would tell that there is one."""
    full.actor = staff("demo", "manager")
    about = About(people=("demo",))
    done(
        cases.take(full, NewCase(complainant=Complainant(name="某人", contact="95500"), claim="态度恶劣", about=about))
    )
    for text in ("C-0002", "态度恶劣", "某人"):
        assert _found(full, text) == set()


def test_an_auditors_search_is_one_fact_that_says_what_it_listed(full: Desk) -> None:
    """Not one a kind."""
    full.actor = staff("eye", "auditor")
    before = full.store.head().seq
    _found(full, "0001")
    (entry,) = [one for one in full.store.entries() if one.seq > before]
    assert isinstance(entry.fact, ClientRead)
    assert {"K-0001", "J-0001", "C-0001", "P-0001"} <= set(entry.fact.listed)


def test_an_entry_is_found_by_its_number_and_its_words(full: Desk) -> None:
    """By whoever reads the register."""
    more = {"likelihood": "3", "impact": "3", "owner": "manager", "review_on": full.today().isoformat()}
    no = done(acting.begin(at(full, "compliance"), "risk", {**RISK, **more, "about": "branch"})).no
    for text in (no, no.lower().replace("-", ""), "设备老化"):
        assert ("entry", no) in _found(full, text), text
    drill = {"class": "run", "on": more["review_on"], "lead": "reviewer", "about": "branch"}
    no = done(acting.begin(full, "drill", drill)).no
    assert no == f"DR-{full.today():%Y}-0001"
    for text in (no, no.replace("-", ""), "dr1", "DR-0001"):  # without its year, as one says it
        assert ("entry", no) in _found(full, text), text
        assert [one.no for one in done(listing.page(full, "drill", Query(text=text))).lines] == [no]


def test_a_paper_of_an_entry_leads_to_it(full: Desk, tmp_path: Path) -> None:
    """A slip that comes back bears its paper's number alone; whoever may not read the entry finds nothing."""
    more = {"likelihood": "3", "impact": "3", "owner": "manager", "review_on": full.today().isoformat()}
    no = done(acting.begin(at(full, "compliance"), "risk", {**RISK, **more, "about": "branch"})).no
    printed = done(printing.print_entry(full, no, "sheet", tmp_path, "zh")).number
    assert ("entry", no) in _found(full, printed)
    assert ("entry", no) not in _found(at(full, "product_keeper"), printed)


def test_a_paper_leads_to_its_sale_and_a_letter_to_its_case(full: Desk, tmp_path: Path) -> None:
    """An auditor holds the paper alone; a letter leads nobody to a case that he may not read (COMP-04)."""
    case = done(read_cases.view(full, "C-0001")).case
    letter = done(letters.print_letter(full, case.id, case.version, "receipt", tmp_path, "zh")).number
    auditor = at(full, "auditor")
    assert {("sale", "J-0001"), ("paper", "P-0001")} <= _found(auditor, "P-0001")
    assert _found(auditor, letter) == {("case", "C-0001")}
    assert [(one.number, one.of.no) for one in done(everything.outside_files(auditor, letter))] == [(letter, "C-0001")]
    full.actor = staff("lin", "manager")
    assert _found(full, "P-0001") == _found(full, letter) == set()
    assert done(everything.outside_files(full, letter)) == ()


def test_many_products_are_sought_once_and_told_of_none(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With five thousand products, words that many of them bear stood still for a second: each register asked for them
    anew, and each product was read whole to say what it is."""
    put_on(full, *(product(code=f"W-{number}") for number in range(100, 130)))
    asked, read = list[str](), list[object]()
    looked_up, parsed = subjects.ids, Desk.parsed

    def ids(desk: Desk, kind: str, text: str) -> list[str]:
        asked.append(kind)
        return looked_up(desk, kind, text)

    def reading(desk: Desk, model: type[Any], doc: str) -> Any:
        read.append(model)
        return parsed(desk, model, doc)

    monkeypatch.setattr(finding, "ids", ids)
    monkeypatch.setattr(Desk, "parsed", reading)
    assert done(everything.find(full, "W-1"))
    assert sorted(asked) == sorted(set(asked))
    assert "product" in asked
    assert read.count(Product) <= 2 * everything._FEW, "those that are listed, each told in two languages"


def test_an_entry_is_found_by_whom_or_what_it_is_about(full: Desk) -> None:
    """Whoever types a product or a name looks for what the branch noted of it."""
    today = full.today().isoformat()
    risk = {**RISK, "likelihood": "3", "impact": "3", "owner": "manager", "review_on": today, "about": "product:W-01"}
    goods = done(acting.begin(at(full, "compliance"), "risk", risk)).no
    spoken = {"on": today, "channel": "phone", "side": "bank", "summary": "问候", "secrecy": "normal"}
    full.actor = staff("demo")
    person = done(acting.begin(full, "contact_log", {**spoken, "about": "client:K-0001"})).no
    for text, no in (("示例理财", goods), ("w01", goods), ("单晓一", person)):
        assert ("entry", no) in _found(full, text), text
    assert ("entry", goods) not in _found(full, "示例理财公司"), "its issuer is not what it is about"
