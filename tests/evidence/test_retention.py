"""Kept as long as the law asks, destroyed when everything is over, and then so that nothing is left but numbers."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from evidence.scene import CLIENT, ME, NAME, NUMBER, OFFICER, OTHER, OTHER_NAME, PHONE, SALE, client_of, made_copy, sit
from evidence.test_archive import JPEG
from indicators.second_count import count
from paper.reading import squeezed
from rmdesk.desk import act_papers, checking, clients, opening, printing, sales
from rmdesk.desk.archive import destroying, filing, retention
from rmdesk.desk.audit import asof, evidence, trail
from rmdesk.desk.audit.trail import Sought
from rmdesk.desk.complaints import reading
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.guarding import Proof
from rmdesk.desk.indicators import figures
from rmdesk.desk.papers import papercheck
from rmdesk.desk.registers import acting
from rmdesk.desk.registers.printing import print_entry
from rmdesk.desk.registers.views import Done
from rmdesk.domain import complaint_facts
from rmdesk.domain.archive import RetentionClock, destroyable, running
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import Evidence
from rmdesk.domain.people import Role
from rmdesk.store import slots
from rmdesk.store.export import journal_lines
from support.clock import Clock
from support.desks import PASSWORD, codes, done, rested
from support.memory import differences
from support.pages import clear_bytes
from support.people import text
from support.tiers import also
from support.walk import register

ENDED = date(2026, 11, 23)
UNTIL = date(2036, 11, 23)


def _ended(desk: Desk, which: str = CLIENT) -> None:
    for case in reading.all_cases(desk, "ended = 0"):
        desk.record(complaint_facts.CaseClosed(case_id=case.id, on=desk.today(), note="测试"), case.id)
    done(retention.end_relationship(desk, which, ENDED, "客户迁居"))


def _after(desk: Desk, clock: Clock, day: date) -> None:
    """At noon in Shanghai, the day after `day`; the desk rested meanwhile."""
    rested(desk, clock, days=(day - date(2026, 11, 23)).days + 1)


def test_the_longest_clock_counts() -> None:
    """SUIT-09 five years, KYC-08 ten: whoever sold last counts from there, and no clock runs before the end."""
    clocks = (
        RetentionClock(id="suitability", rule="SUIT-09", years=5, begins="relationship_end", name=text("a")),
        RetentionClock(id="transactions", rule="KYC-08", years=10, begins="last_sale", name=text("b")),
    )
    assert running(clocks, None, date(2026, 1, 1)) == ()
    found = running(clocks, date(2027, 3, 1), date(2026, 2, 28))
    assert [(one.clock.id, one.until) for one in found] == [
        ("transactions", date(2036, 2, 28)),
        ("suitability", date(2032, 3, 1)),
    ]
    assert [one.until for one in running(clocks, date(2028, 2, 29), None)] == [date(2033, 2, 28)]


def test_a_file_is_due_the_day_after_and_not_before(branch: Desk, clock: Clock) -> None:
    """One day early is inside the retention."""
    _ended(branch)
    kept = done(retention.status(branch, CLIENT))
    assert (kept.until, [one.code for one in kept.against]) == (UNTIL, ["KYC-08.until"])
    assert [one.clock.id for one in kept.clocks] == ["identity", "transactions", "suitability"]
    assert done(retention.due(branch)) == ()
    assert done(retention.due(branch, UNTIL)) == ()
    assert [one.client.no for one in done(retention.due(branch, UNTIL + timedelta(1)))] == [CLIENT]
    _after(branch, clock, UNTIL)
    assert [one.client.no for one in done(retention.due(branch))] == [CLIENT]


def test_a_file_at_its_end_stands_in_the_list_of_whoever_watches(branch: Desk, clock: Clock) -> None:
    """KYC-08: compliance sees it among the dues the day after, a manager does not, and a hold takes it out."""

    def listed() -> list[tuple[str, date]]:
        return [(one.no, one.day) for one in done(listing.listed(branch)) if one.kind == "archive.retention"]

    _ended(branch)
    _after(branch, clock, UNTIL - timedelta(1))
    sit(branch, "officer", "compliance")
    assert listed() == []
    clock.forward(days=1)
    assert listed() == [(CLIENT, UNTIL)]
    done(retention.put_hold(branch, CLIENT, "诉讼"))
    assert listed() == []
    sit(branch, "demo", "manager")
    assert listed() == []


def test_the_end_of_a_relationship_is_noted_once_with_a_reason(branch: Desk) -> None:
    """Whoever could move the end could shorten the retention."""
    assert codes(retention.end_relationship(branch, CLIENT, ENDED, " ")) == ["INPUT.required"]
    assert codes(retention.end_relationship(branch, CLIENT, ENDED + timedelta(1), "x")) == ["INPUT.future"]
    assert codes(retention.end_relationship(branch, CLIENT, date(2026, 1, 1), "x")) == ["INPUT.period"]
    assert codes(retention.resume_relationship(branch, CLIENT, "x")) == ["KYC-08.relationship"]
    _ended(branch)
    assert codes(retention.end_relationship(branch, CLIENT, ENDED, "again")) == ["KYC-08.ended"]
    assert done(retention.resume_relationship(branch, CLIENT, "客户返回")).until is None
    assert [one.code for one in done(retention.status(branch, CLIENT)).against] == ["KYC-08.relationship"]


def test_a_hold_stops_everything(branch: Desk, clock: Clock) -> None:
    """A dispute outlives every clock; only compliance puts and lifts."""
    _ended(branch)
    held = done(retention.put_hold(branch, CLIENT, "诉讼保全"))
    _after(branch, clock, UNTIL)
    assert [(one.client.no, one.held) for one in done(retention.due(branch))] == [(CLIENT, True)]
    assert codes(destroying.destroy(branch, [CLIENT], "期满", OFFICER)) == ["KYC-08.hold"]
    hold = held.keeping.holds[0]
    assert codes(retention.lift_hold(branch, CLIENT, "nothing", "x")) == ["INPUT.unknown"]
    assert codes(retention.lift_hold(branch, CLIENT, hold.id, "")) == ["INPUT.required"]
    done(retention.lift_hold(branch, CLIENT, hold.id, "诉讼终结"))
    assert [one.held for one in done(retention.due(branch))] == [False]
    sit(branch, "demo", "manager")
    assert codes(retention.put_hold(branch, CLIENT, "x")) == ["DATA-08.role"]


def test_nothing_is_destroyed_inside_its_retention(branch: Desk, clock: Clock) -> None:
    """KYC-08: whoever approves, whoever asks, whatever the reason."""
    assert codes(destroying.destroy(branch, [CLIENT], "x", OFFICER)) == ["KYC-08.relationship", "KYC-08.open"]
    _ended(branch)
    _after(branch, clock, UNTIL - timedelta(2))
    assert codes(destroying.destroy(branch, [CLIENT], "x", OFFICER)) == ["KYC-08.until"]
    assert client_of(branch).name == NAME
    assert not destroyable(done(retention.status(branch, OTHER)).keeping, (), branch.today())


def test_figures_of_past_years_stay_when_a_file_is_gone(branch: Desk, clock: Clock) -> None:
    """DESK-11: destroying a file must not change what the branch reported ten years ago; whose it was is not told."""
    _ended(branch)
    _after(branch, clock, UNTIL)
    month = (date(2026, 11, 1), date(2026, 11, 30))

    def told(known_on: date | None = None) -> dict[str, tuple[object, int]]:
        found = done(figures.listed(branch, *month, known_on=known_on))
        return {one.indicator.key: one.figure[:2] for one in found}

    before, then = told(), told(month[1])
    assert before["conversion"][1] > 0
    done(destroying.destroy(branch, [CLIENT], "期满", OFFICER))
    lines = list(journal_lines(branch.store, lambda _seq, _kind: True))
    again = count(lines, *month, branch.today())
    assert told() == before
    assert told(month[1]) == then, "nor what was known then: a figure that stayed counts in the past too"
    for one in done(figures.listed(branch, *month)):
        value, n, _ = again[one.indicator.key]
        shown = None if one.figure.value is None else f"{one.figure.value:f}"
        assert (one.indicator.key, shown, one.figure.n) == (one.indicator.key, value, n)
        numbers = {line.no for line in done(figures.detail(branch, one.indicator.key, *month)).rows}
        assert CLIENT not in numbers or one.indicator.source == "clients"


def test_a_clock_set_ahead_shortens_no_retention(branch: Desk, clock: Clock) -> None:
    """Ten years would be over with one setting of the computer."""
    _ended(branch)
    clock.forward(days=366 * 11)
    assert codes(retention.due(branch)) == ["DESK-19.clock_ahead"]
    assert codes(destroying.destroy(branch, [CLIENT], "期满", OFFICER)) == ["DESK-19.clock_ahead"]
    assert len(done(retention.due(branch, UNTIL + timedelta(1)))) == 1, "looking ahead by a day that is named goes on"


@pytest.mark.parametrize(
    ("proof", "case"),
    [
        (None, "DATA-08.second"),
        (ME, "DATA-08.second"),
        (Proof(PASSWORD, "demo"), "DATA-08.same_person"),
        (Proof(PASSWORD, "inspector"), "DATA-08.second_role"),
        (Proof("wrong", "officer"), "DATA-08.password"),
    ],
)
def test_it_takes_two_and_one_of_compliance(branch: Desk, clock: Clock, proof: Proof | None, case: str) -> None:
    """One person alone can make nothing disappear."""
    _ended(branch)
    _after(branch, clock, UNTIL)
    assert codes(destroying.destroy(branch, [CLIENT], "期满", proof)) == [case]
    assert client_of(branch).name == NAME


@pytest.fixture
def destroyed(branch: Desk, clock: Clock, tmp_path: Path) -> Desk:
    """The branch after the first client's file was destroyed."""
    number = done(sales.view(branch, SALE)).sale.printed[0].number
    done(filing.scan(branch, number, "a.jpg", JPEG))
    done(evidence.pack(branch, SALE, tmp_path / "out", "zh", ME))
    branch.store.drafts.put(_draft(branch))
    _ended(branch)
    _after(branch, clock, UNTIL)
    found = done(destroying.destroy(branch, [CLIENT], "保存期满", OFFICER))
    assert [(one.client_no, one.files) for one in found] == [(CLIENT, 1)]
    assert found[0].facts > 20
    return branch


def _draft(desk: Desk) -> Any:
    from rmdesk.store import Draft

    return Draft("draft-1", "demo", "intake", client_of(desk).id, desk.now(), {"values": {"name": NAME}})


def _dump(desk: Desk) -> str:
    """Everything in the desk's file, table by table, the search index and its parts included."""
    names = [row[0] for row in desk.store.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    parts = []
    for name in names:
        for row in desk.store.query(f'SELECT * FROM "{name}"'):
            parts += [one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in row]
    return "\n".join(parts)


def test_after_it_nothing_of_the_client_is_left(destroyed: Desk) -> None:
    """No name, no number, no word of a complaint, no scan, in no table and no index."""
    left = _dump(destroyed)
    for secret in (NAME, " ".join(NAME), NUMBER, PHONE, NUMBER[::-1], "赎回时间", "invented picture"):
        assert secret not in left, secret
    assert OTHER_NAME in left


def test_no_page_of_the_file_or_its_log_holds_what_was_destroyed(branch: Desk, clock: Clock) -> None:
    """A deleted row may live on in a free page: whoever has the key and an editor for bytes must find nothing."""
    big = JPEG[:-2] + b"scanned secret " * 2000 + JPEG[-2:]
    number = done(sales.view(branch, SALE)).sale.printed[0].number
    done(filing.scan(branch, number, "a.jpg", big))
    _keep_evidence(branch, big.replace(b"scanned", b"claimed"))
    secrets = (b"scanned secret", b"claimed secret", NAME.encode(), NUMBER.encode(), PHONE.encode())
    before = _everything(branch)
    assert all(secret in before for secret in secrets), "the looking itself is looked at"
    _ended(branch)
    _after(branch, clock, UNTIL)
    done(destroying.destroy(branch, [CLIENT], "保存期满", OFFICER))
    after = _everything(branch)
    assert [secret for secret in secrets if secret in after] == []
    assert OTHER_NAME.encode() in after


def test_a_paper_of_an_entry_that_names_the_client_goes_too(branch: Desk, clock: Clock) -> None:
    """The branch's risk sheet lists him by name, and stays printable for ever (KYC-08)."""
    before = branch.actor
    sit(branch, "officer", "compliance")
    later = (branch.today() + timedelta(30)).isoformat()
    typed = {"about": f"client:{CLIENT}", "title": "集中度", "class": "operational", "source": "check"}
    typed |= {"likelihood": "3", "impact": "4", "owner": before.login, "review_on": later}
    risk = acting.begin(branch, "risk", typed)
    assert isinstance(risk, Done), risk
    sheet = done(print_entry(branch, risk.no, "sheet", branch.folder / "papers", "zh"))
    assert NAME in json.loads(_payload(branch, sheet.number))["content"].encode().decode("unicode_escape")
    answer = acting.do(branch, risk.no, "_void", 1, {"reason": "重复登记"})
    assert isinstance(answer, Done), answer
    branch.actor = before
    _ended(branch)
    _after(branch, clock, UNTIL)
    done(destroying.destroy(branch, [CLIENT], "保存期满", OFFICER))
    assert _payload(branch, sheet.number) is None
    assert not sheet.path.exists()
    left = branch.store.query("SELECT recording, order_no FROM sale WHERE state = 'destroyed'")
    assert {(row["recording"], row["order_no"]) for row in left} == {(None, None)}, "what leads to his voice is gone"
    assert branch.store.replay().ok


def _payload(desk: Desk, number: str) -> Any:
    row = desk.store.get("paper", number)
    assert row is not None, "that such a sheet was made stays known"
    return desk.store.query("SELECT payload FROM journal WHERE id = ?", (row["fact"],))[0][0]


def _keep_evidence(desk: Desk, content: bytes) -> None:
    with desk.transaction():
        sha256 = desk.store.attachments.put(content)
        kept = Evidence(sha256=sha256, name="b.jpg", size=len(content), note="", at=desk.now(), by="officer")
        desk.record(complaint_facts.EvidenceKept(case_id="case-1", evidence=kept), "case-1")


def _everything(desk: Desk) -> bytes:
    return clear_bytes(desk.folder / "desk.db", slots.open(desk.folder, "demo", PASSWORD))


def test_what_was_printed_into_the_desks_folder_goes_too(branch: Desk, clock: Clock) -> None:
    """The file is destroyed and its papers lie on in clear beside it: then nothing was destroyed (DATA-04)."""
    papers, exports = branch.folder / "papers", branch.folder / "exports"
    done(printing.print_client(branch, client_of(branch).id, papers, "zh"))
    done(evidence.pack(branch, SALE, exports, "zh", ME))
    done(made_copy(branch, exports))
    (papers / "note.txt").write_text("not of this client")
    other = done(printing.print_client(branch, client_of(branch, OTHER).id, papers, "zh"))
    _ended(branch)
    _after(branch, clock, UNTIL)
    (gone,) = done(destroying.destroy(branch, [CLIENT], "保存期满", OFFICER))
    assert gone.left == ()
    assert list(exports.iterdir()) == []
    assert {path.name for path in papers.iterdir()} == {"note.txt", *(one.path.name for one in other)}


def test_and_the_journal_still_proves_the_rest(destroyed: Desk) -> None:
    """The chain verifies, the tables are what it says, here and for a program that opens the desk tomorrow."""
    assert done(checking.verify(destroyed, replay=True)).ok
    assert differences(destroyed.store) == []
    assert len(destroyed.store.query("SELECT id FROM visit")) == 0, "nobody can say when the client sat here"
    line = done(trail.page(destroyed, Sought(kinds=("archive.client_destroyed/1",)), "zh")).lines[0]
    assert "K-0001" in line.sentence
    assert "officer" in line.sentence
    erased = [one for one in done(trail.page(destroyed, Sought(), "zh", limit=999)).lines if one.erased]
    assert len(erased) > 20
    assert all("销毁" in one.sentence for one in erased)
    destroyed.close()
    again = done(opening.unlock(destroyed.folder, "demo", PASSWORD, clock=destroyed.clock))
    assert again.store.replay().ok
    again.close()


def test_numbers_that_were_given_stay_taken(destroyed: Desk) -> None:
    """K-0001 must never be somebody else; a paper of then is still told apart from a forgery."""
    assert register(destroyed, name="测试新").no == "K-0003"
    assert codes(clients.get(destroyed, CLIENT)) == ["KYC-08.destroyed"]
    assert codes(sales.view(destroyed, SALE)) == ["KYC-08.destroyed"]
    assert codes(asof.read(destroyed, CLIENT, date(2026, 11, 22))) == ["KYC-08.destroyed"]
    assert [(one.no, one.name) for one in done(clients.find(destroyed, CLIENT))] == [(CLIENT, "＊")]
    assert done(clients.find(destroyed, NAME)) == ()
    assert len([one for one in done(clients.page(destroyed)) if one.no == CLIENT]) == 1
    kept = destroyed.store.query("SELECT number, pdf_sha256 FROM paper ORDER BY number")
    assert len(kept) >= 4
    found = papercheck._by_bytes(destroyed, kept[0]["pdf_sha256"])
    assert found is not None
    assert (found.number, found.content) == (kept[0]["number"], "")


def test_no_series_of_numbers_falls_back(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """The last paper, cover and copy were the destroyed client's: what was printed under their numbers is in the
    world, and the next one must not be taken for it."""
    done(evidence.pack(branch, SALE, tmp_path, "zh", ME))
    done(made_copy(branch, tmp_path))
    before = [branch.next_no(prefix) for prefix in "KJPCES"]
    assert before[-2:] == ["E-0002", "S-0002"]
    _ended(branch)
    _after(branch, clock, UNTIL)
    done(destroying.destroy(branch, [CLIENT], "保存期满", OFFICER))
    assert [branch.next_no(prefix) for prefix in "KJPCES"] == before
    assert branch.store.replay().ok


def test_a_case_stays_as_a_figure_without_words(destroyed: Desk) -> None:
    """The statistics of ten years ago still add up."""
    case = next(iter(reading.all_cases(destroyed)))
    assert (case.no, case.type, case.state, case.complainant.name, case.claim) == (
        "C-0001",
        "complaint",
        "closed",
        "＊",
        "＊",
    )


def test_a_second_time_there_is_nothing_to_destroy(destroyed: Desk) -> None:
    """Destroyed is destroyed; the other client is untouched."""
    assert codes(destroying.destroy(destroyed, [CLIENT], "x", OFFICER)) == ["KYC-08.destroyed"]
    assert done(retention.due(destroyed)) == ()
    assert client_of(destroyed, OTHER).name == OTHER_NAME
    assert codes(destroying.destroy(destroyed, ["K-7777"], "x", OFFICER)) == ["INPUT.unknown"]
    assert codes(destroying.destroy(destroyed, [], "x", OFFICER)) == ["INPUT.required"]
    assert codes(destroying.destroy(destroyed, [OTHER], "", OFFICER)) == ["INPUT.required"]


def test_all_or_none(branch: Desk, clock: Clock) -> None:
    """One file that must be kept keeps the whole list."""
    _ended(branch)
    _after(branch, clock, UNTIL)
    assert codes(destroying.destroy(branch, [CLIENT, OTHER], "期满", OFFICER)) == ["KYC-08.relationship"]
    assert client_of(branch).name == NAME


@pytest.mark.parametrize("role", ["auditor", "reviewer", "product_keeper", "administrator"])
def test_who_may_not_destroy(branch: Desk, role: Role) -> None:
    """An auditor sees the list and touches nothing."""
    sit(branch, "inspector", role)
    assert codes(destroying.destroy(branch, [CLIENT], "x", OFFICER)) == ["DATA-08.role"]
    assert isinstance(retention.due(branch), tuple) is (role == "auditor")


def test_the_export_says_what_was_erased(destroyed: Desk, tmp_path: Path) -> None:
    """The stand-alone verifier knows an erasure that is explained from one that is not."""
    from rmdesk.desk.audit import journal_export
    from rmdesk.tools import verify_journal

    made = done(journal_export.export(destroyed, tmp_path / "j.jsonl", ME))
    with made.path.open(encoding="ascii") as lines:
        journal, faults = verify_journal.verify(lines)
    assert faults == []
    assert len(journal.erased) > 20
    lines_ = made.path.read_text(encoding="ascii").splitlines()
    at = next(at for at, line in enumerate(lines_) if '"kind":"shelf.listed/1"' in line)
    one = json.loads(lines_[at])
    lines_[at] = json.dumps({**one, "payload": None, "salt": None})
    made.path.write_text("\n".join(lines_) + "\n", encoding="ascii")
    with made.path.open(encoding="ascii") as lines:
        assert verify_journal.verify(lines)[1] == [(one["seq"], "erased")]


@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_a_destruction_has_its_record(destroyed: Desk, tmp_path: Path, lang: Lang) -> None:
    """An inspector asks years later who burnt what by whose leave; the record names nobody whose file it was."""
    sit(destroyed, "wang", "manager")
    sheet = done(act_papers.print_destruction(destroyed, destroyed.today(), tmp_path, lang))
    text = squeezed("".join(page.extract_text() for page in PdfReader(sheet.path).pages))
    wanted = {
        "zh": ("档案销毁记录", "K-0001", "批准人", "彻底销毁"),
        "en": ("Recordoffilesdestroyed", "K-0001", "Approvedby"),
    }
    assert [one for one in wanted[lang] if one not in text] == []
    assert NAME not in text
    assert done(papercheck.check(destroyed, sheet.path)).verdict == "same"
    again = done(act_papers.print_destruction(destroyed, destroyed.today(), tmp_path, lang))
    assert again.number == sheet.number
    assert codes(act_papers.print_destruction(destroyed, date(2001, 1, 1), tmp_path, lang)) == ["INPUT.no_record"]
    assert destroyed.store.replay().ok
