"""Every list, search, export and log of the desk, walked for ID and phone numbers in full (DATA-05, DATA-07)."""

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import rmdesk.desk
from evidence.scene import CASE, CLIENT, ME, NAME, NUMBER, OTHER_NUMBER, OTHER_PHONE, PHONE, SALE, client_of, said
from rmdesk.commands.run import run
from rmdesk.desk import assess, book, clients, first_passwords, home, masking, people, sales, standing_in
from rmdesk.desk.access import USE_CASES
from rmdesk.desk.archive import filing, finding, retention
from rmdesk.desk.audit import evidence, journal_export, trail
from rmdesk.desk.audit.trail import Sought
from rmdesk.desk.complaints import board, cases, corrective_actions, ending, register, statistics
from rmdesk.desk.complaints import related_sales as complaint_sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, listing
from rmdesk.desk.holdings import keeping, seeing
from rmdesk.desk.indicators import figures
from rmdesk.desk.papers import looking
from rmdesk.desk.portrait import seeing as portrait
from rmdesk.desk.registers import acting, destroying, forms, of_client, opening, printing
from rmdesk.desk.registers import listing as listing_of
from rmdesk.desk.search import everything
from rmdesk.desk.shelf import documents, history, holders, institutions
from rmdesk.desk.shelf import listing as listing_of_shelf
from rmdesk.desk.shelf import products as shelf
from support.desks import done
from support.people import resident_number, staff


def _as_stranger(desk: Desk, look: Callable[[Desk, str], object]) -> object:
    """Looked at by somebody who had no part in the sale that the case is about (COMP-04)."""
    was, desk.actor = desk.actor, staff("officer", "compliance")
    try:
        return look(desk, CASE)
    finally:
        desk.actor = was


NUMBERS = (NUMBER, PHONE, OTHER_NUMBER, OTHER_PHONE)
_NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
Asked = Callable[[Desk], Any]

LISTS: dict[str, Asked] = {
    "clients.page": clients.page,
    "clients.find": lambda desk: [clients.find(desk, text) for text in ("", NAME, PHONE, PHONE[-4:], NUMBER, CLIENT)],
    "search.everything.find": lambda desk: [
        everything.find(desk, text) for text in (NAME, PHONE, NUMBER, CLIENT, CASE)
    ],
    "clients.duplicates": lambda desk: clients.duplicates(desk, {"phone": PHONE, "id_number": NUMBER, "name": NAME}),
    "home.overview": lambda desk: home.overview(desk),
    "home.business": home.business,
    "dues.listing.listed": lambda desk: listing.listed(desk, desk.today() + timedelta(9999)),
    "dues.client_dues.of_client": lambda desk: client_dues.of_client(desk, client_of(desk).id),
    "dues.client_dues.settled": lambda desk: client_dues.settled(desk, client_of(desk).id),
    "portrait.seeing.of_client": lambda desk: portrait.of_client(desk, client_of(desk).id),
    "portrait.seeing.in_stage": lambda desk: [portrait.in_stage(desk, one.key) for one in desk.pack.portrait.stage],
    "sales.open_sales": sales.open_sales,
    "sales.of_visit": lambda desk: sales.of_visit(desk, done(sales.start(desk, client_of(desk).id)).sale.visit_id),
    "sales.of_client": lambda desk: sales.of_client(desk, client_of(desk).id),
    "assess.history": lambda desk: assess.history(desk, client_of(desk).id),
    "shelf.products.products": shelf.products,
    "shelf.listing.page": lambda desk: listing_of_shelf.page(desk, listing_of_shelf.Sought("w")),
    "shelf.listing.values": lambda desk: [listing_of_shelf.values(desk, by) for by in listing_of_shelf.FILTERS],
    "shelf.listing.keepers": listing_of_shelf.keepers,
    "shelf.history.history": lambda desk: history.history(desk, "W-01", "zh"),
    "shelf.institutions.listed": institutions.listed,
    "shelf.documents.listed": lambda desk: documents.listed(desk, "W-01"),
    "shelf.holders.holders": lambda desk: holders.holders(desk, "W-01"),
    "people.everybody": people.everybody,
    "standing_in.standing": standing_in.standing,
    "first_passwords.key_states": first_passwords.key_states,
    "book.books": book.books,
    "book.open_work": lambda desk: book.open_work(desk, "demo"),
    "complaints.board.board": board.board,
    "complaints.cases.find": lambda desk: [cases.find(desk, text) for text in (NAME, PHONE, CASE)],
    "complaints.cases.taken_in": cases.taken_in,
    "complaints.cases.of_client": lambda desk: cases.of_client(desk, client_of(desk).id),
    "complaints.corrective_actions.repeated": corrective_actions.repeated,
    "complaints.statistics.statistics": lambda desk: statistics.statistics(desk, *_NOVEMBER),
    "indicators.figures.listed": lambda desk: figures.listed(desk, *_NOVEMBER),
    "indicators.figures.detail": lambda desk: [
        figures.detail(desk, one.key, *_NOVEMBER) for one in desk.pack.indicators.indicator
    ],
    "complaints.related_sales.who_else": lambda desk: _as_stranger(desk, complaint_sales.who_else),
    "complaints.ending.mergeable": lambda desk: _as_stranger(desk, ending.mergeable),
    "complaints.register.duplicates": lambda desk: register.duplicates(desk, register.NewCase(claim="x")),
    "holdings.seeing.of_client": lambda desk: seeing.of_client(desk, _holder(desk)),
    "archive.filing.of_client": lambda desk: filing.of_client(desk, CLIENT),
    "archive.filing.unfinished": filing.unfinished,
    "archive.finding.find": lambda desk: finding.find(desk, done(filing.of_client(desk, CLIENT))[0].track.number),
    "archive.retention.status": lambda desk: retention.status(desk, CLIENT),
    "archive.retention.due": lambda desk: _due(desk),
    "papers.looking.look": lambda desk: [looking.look(desk, one) for one in _papers(desk)],
    "audit.trail.page": lambda desk: [trail.page(desk, Sought(), lang, limit=9999) for lang in ("zh", "en")],
    "audit.trail.one": lambda desk: [trail.one(desk, seq, "zh") for seq in range(1, desk.store.head().seq + 1)],
    "audit.evidence.look": lambda desk: evidence.look(desk, SALE, "zh"),
    "registers.listing.kinds": listing_of.kinds,
    "registers.listing.page": lambda desk: listing_of.page(desk, _risk(desk)),
    "registers.listing.matrix": lambda desk: listing_of.matrix(desk, _risk(desk)),
    "registers.opening.entry": lambda desk: opening.entry(desk, (_risk(desk), "RK-0001")[1]),
    "registers.of_client.of_client": lambda desk: of_client.of_client(desk, (client_of(desk).id, _risk(desk))[0]),
    "registers.printing.printed_papers": lambda desk: printing.printed_papers(desk, (_risk(desk), "RK-0001")[1]),
    "registers.destroying.over": lambda desk: destroying.over(desk, date(2099, 1, 1)),
    "registers.forms.choices": lambda desk: [forms.choices(desk, "risk", "about", text) for text in (NAME, CLIENT)],
}
"""Every use case whose answer is a list, a search or a log."""


def _papers(desk: Desk) -> list[str]:
    numbers = [str(row["number"]) for row in desk.store.query("SELECT number FROM paper")]
    assert numbers
    return numbers


_OPENED = {
    "complaints.cases.handed_on": "a case's number, and who handles it now",
    "exchange.asking.asked": "other desks, and days",
    "exchange.standing.status": "other desks, and numbers of bundles and facts",
    "settings.checklist.read": "what an opening lacks: people of the branch and no clients",
    "clients.get": "the file itself: the face masks what it shows, and a reveal is a fact",
    "client_file.read": "the file itself",
    "clients.would_end": "levels and classes of a client who is named",
    "client_file.form_of": "a questionnaire",
    "consents.took_back": "keys of consents and days",
    "training.as_trained": "somebody who works here",
    "audit.asof.read": "the file itself, as it was",
    "search.everything.outside_files": "the case or entry behind one paper, in the words of the search",
    "sales.view": "the file of one sale with the client in it",
    "sales.visit_today": "an id",
    "sales.count_open": "how many",
    "archive.filing.whole_scans": "kinds of paper of one sale",
    "matching.verdict": "one verdict",
    "matching.match": "verdicts of a client who is named",
    "holdings.keeping.get": "one holding",
    "holdings.keeping.find": "one holding",
    "holdings.rates.rates": "exchange rates",
    "selling.items": "texts for the client",
    "selling.questions": "texts for the client",
    "assess.get": "one assessment",
    "dues.client_dues.one": "one due",
    "dues.acting.own_act": "the key of an act",
    "assess.recompute": "a score",
    "assess.offered_forms": "questionnaires",
    "people.given": "who of the desk works in which roles",
    "assess.known_counts": "two numbers",
    "assess.at_others": "days, a level, names of desks",
    "shelf.products.get": "one product",
    "shelf.documents.find": "one document of a product",
    "shelf.documents.save": "one document of a product",
    "complaints.board.passed_warnings": "deadlines, by the number of the case",
    "complaints.cases.view": "the case itself: complainant and contact are what its handler works with",
    "complaints.cases.timeline": "the case itself, fact by fact",
    "complaints.evidence.content": "a file of the case",
    "complaints.letters.printable": "reasons",
    "complaints.letters.warnings": "reasons",
    "complaints.letters.reprint": "a letter to the complainant",
    "complaints.beforehand.faults": "reasons, before anything is typed",
    "complaints.statistics.figure_cases": "numbers of cases",
    "complaints.figures.write_csv": "counts",
    "complaints.figures.print_month": "counts",
    "complaints.linking.choices": "numbers, products and days of one client's sales",
    "complaints.related_sales.related_sale": "the sale behind one case",
    "indicators.correlating.with_outcome": "a coefficient",
    "indicators.reporting.managers": "people who work here",
    "indicators.reporting.print_report": "counts, and entries without their clients",
    "indicators.reporting.scorecard": "counts",
    "registers.opening.draw_again": "digests",
    "registers.printing.reprint_entry": "a paper of one entry, as it was printed",
}
"""Reading use cases that open one thing and are no list, and why."""


def _due(desk: Desk) -> Any:
    done(retention.end_relationship(desk, "K-0002", desk.today(), "测试"))
    found = done(retention.due(desk, date(2099, 1, 1)))
    assert len(found) == 1
    return found


def _holder(desk: Desk) -> str:
    """A client who holds something, with numbers in what somebody typed of it."""
    texts = {"product": "X-1", "name": f"来电 {PHONE}", "family": "wealth", "amount": "1", "note": f"证件 {NUMBER}"}
    done(keeping.add(desk, CLIENT, texts))
    return CLIENT


def _risk(desk: Desk) -> str:
    """A risk about the client, with numbers in every text that somebody types."""
    said = f"来电 {PHONE}，证件 {NUMBER}"
    typed = {"about": f"client:{CLIENT}", "title": f"{NAME} {PHONE}", "class": "operational", "source": "check"}
    later = date.fromordinal(desk.today().toordinal() + 30).isoformat()
    typed |= {"likelihood": "3", "impact": "5", "owner": desk.actor.login, "review_on": later}
    begun = done(acting.begin(desk, "risk", typed))
    done(acting.do(desk, begun.no, "treat", 1, {"control": said}))
    return "risk"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_no_number_in_full(branch: Desk, name: str) -> None:
    """Whoever looks over a shoulder, or photographs the screen, takes no number home."""
    client = client_of(branch)
    done(clients.change(branch, client.id, {**client.profile, "address": "虚构市新址"}, f"来电 {PHONE}，证件 {NUMBER}"))
    answer = LISTS[name](branch)
    shown = said(answer)
    assert not [one for one in (answer if isinstance(answer, list) else [answer]) if type(one).__name__ == "Refused"]
    assert [number for number in NUMBERS if number in shown] == []


def test_every_reading_use_case_is_walked_or_says_why_not() -> None:
    """A list that is added later is walked too, or somebody says why it need not be."""
    for info in pkgutil.walk_packages(rmdesk.desk.__path__, "rmdesk.desk."):
        importlib.import_module(info.name)
    reading = {name for name, act in USE_CASES.items() if act.endswith(".read")}
    assert sorted(reading - LISTS.keys() - _OPENED.keys()) == []
    assert sorted((LISTS.keys() | _OPENED.keys()) - USE_CASES.keys()) == []


def test_no_export_shows_a_number_in_full(branch: Desk, tmp_path: Path) -> None:
    """What leaves the desk without a reason and without compliance is masked, every form of it."""
    client = client_of(branch)
    done(clients.change(branch, client.id, {**client.profile, "address": "x"}, f"来电 {PHONE}，证件 {NUMBER}"))
    done(trail.export(branch, Sought(), tmp_path / "a.csv", "csv", "zh"))
    done(trail.export(branch, Sought(), tmp_path / "a.jsonl", "jsonl", "en"))
    done(journal_export.export(branch, tmp_path / "j.jsonl", ME, verifier=True))
    done(evidence.pack(branch, SALE, tmp_path / "e", "zh", ME))
    files = [path for path in tmp_path.rglob("*") if path.is_file() and branch.folder not in path.parents]
    assert len(files) >= 6
    for path in files:
        content = path.read_bytes()
        assert [number for number in NUMBERS if number.encode() in content] == [], path.name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_command_that_lists_shows_a_number_in_full(
    branch: Desk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    lang: str,
) -> None:
    """A terminal's scroll-back and a redirected file are lists as well."""
    branch.close()
    password = tmp_path / "password"
    password.write_text("demo\n")
    monkeypatch.setenv("RMDESK_PASSWORD_FILE", str(password))
    for command in (["clients"], ["products"], ["verify"], ["retention", "due"], ["complaints"], ["match", CLIENT]):
        for more in ([], ["--json"]):
            code = run(["--desk", str(branch.folder), "--user", "demo", "--lang", lang, *command, *more])
            out = capsys.readouterr()
            assert code == 0, (command, out.err)
            assert [number for number in NUMBERS if number in out.out + out.err] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"电话{PHONE}。", "电话138****5678。"),
        ("+86 138 1234 5678", "+86 138****5678"),
        ("138-1234-5678", "138****5678"),
        (f"证件 {NUMBER}", f"证件 {NUMBER[:3]}*************{NUMBER[-2:]}"),
        ("金额 200,000.00 元，2026-11-21，J-0142", "金额 200,000.00 元，2026-11-21，J-0142"),
        ("产品 W-13812345678X", "产品 W-13812345678X"),
        ("护照 E0000001", "护照 E00***01"),
    ],
)
def test_numbers_in_free_text_are_masked(text: str, shown: str) -> None:
    """People type numbers where they should not."""
    assert masking.mask_text(text, ("E0000001",)) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("李建国", "李**"), ("王伟", "王*"), ("欧阳静怡", "欧***"), ("虚构贸易有限公司", "虚构******"), ("", "")],
)
def test_names_are_masked_in_exports(name: str, shown: str) -> None:
    """Enough to recognise whom one knows, too little to learn of whom one does not."""
    assert masking.mask_name(name) == shown


def test_numbers_of_everybody_around_a_client_are_known(branch: Desk) -> None:
    """A guardian's number is a number too."""
    guardian = resident_number(date(1950, 1, 1), serial=5)
    client = client_of(branch)
    around = client.model_copy(update={"profile": {**client.profile, "guardian.1.id_number": guardian}})
    assert {NUMBER, PHONE, guardian} <= set(masking.numbers_of(around))
