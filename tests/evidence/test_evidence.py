"""The evidence pack of a sale: missing first, six questions, papers, facts, verifier; the same again byte by byte."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from evidence.scene import ME, NAME, NUMBER, OFFICER, PHONE, SALE, client_of, sit
from paper.reading import squeezed
from rmdesk.desk import printing, sales
from rmdesk.desk.archive import filing
from rmdesk.desk.audit import evidence
from rmdesk.desk.audit.evidence import EvidencePack
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.evidence import QUESTIONS
from rmdesk.domain.people import Role
from support.clock import Clock
from support.desks import PASSWORD, codes, done, rested
from support.families import default_pack
from support.people import product
from support.tiers import longer
from support.walk import put_on, start


def _files(pack: EvidencePack) -> dict[str, bytes]:
    with zipfile.ZipFile(pack.zip) as archive_:
        return {name: archive_.read(name) for name in archive_.namelist()}


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def pack_(branch: Desk, tmp_path: Path) -> EvidencePack:
    """The evidence of the scene's sale."""
    return done(evidence.pack(branch, SALE, tmp_path / "out", "zh", ME))


def test_six_questions_each_with_its_facts(branch: Desk) -> None:
    """A court asks in this order, and each answer names the facts that give it."""
    found = done(evidence.look(branch, SALE, "zh"))
    assert tuple(one.question for one in found.sections) == QUESTIONS
    shown = {one.question: {exhibit.what for exhibit in one.exhibits} for one in found.sections}
    assert shown["product"] >= {"shelf.listed/1", "people.added/1", "seller"}
    assert shown["client"] >= {"client.registered/1", "known"}
    assert shown["match"] >= {"assessment.taken/1", "sale.opinion_given/2", "sale.product_chosen/1", "offered"}
    assert shown["told"] == {"sale.item_acknowledged/1", "told"}
    assert shown["understood"] == {"sale.understanding_tested/1", "understood"}
    assert shown["recorded"] >= {
        "sale.recording_noted/1",
        "paper.printed/1",
        "sale.papers_returned/1",
        "sale.countersigned/1",
        "sale.archived/1",
    }


def test_only_what_is_missing_is_named(branch: Desk) -> None:
    """The sale is sound: what it lacks are scans and the recording's digest, nothing else."""
    assert [one.code for one in done(evidence.look(branch, SALE, "zh")).missing] == [
        "SALE-09.unsealed",
        "DESK-16.unscanned",
    ]


def test_a_sale_that_stopped_half_way_lacks_the_rest(branch: Desk, clock: Clock) -> None:
    """What was never done is never passed over in silence, under the question that it leaves open."""
    put_on(branch, product(code="W-02"))
    walk = start(branch, clock, client_of(branch)).match().choose("W-02")
    found = done(evidence.look(branch, walk.id, "zh"))
    gaps = {one.question: [gap.code for gap in one.missing] for one in found.sections}
    assert gaps["told"] == ["SUIT-22.items"]
    assert gaps["understood"] == ["SUIT-22.understanding", "SALE-03"]
    assert gaps["recorded"][:3] == ["SALE-09", "SALE-13.printed", "SALE-13.returned"]
    assert {"SALE-13.countersign", "SALE-01.unarchived"} <= set(gaps["recorded"])
    assert gaps["product"] == gaps["client"] == gaps["match"] == []


def _missing(desk: Desk, sale: str) -> list[str]:
    return [one.code for one in done(evidence.look(desk, sale, "zh")).missing]


def test_a_sale_that_was_ended_lacks_nothing_that_was_not_due_there(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Whoever ends a sale because the client declined, or something ran out, did right: an auditor would read of papers
    that nobody was to print, and of a product that was taken off long after."""
    put_on(branch, product(code="W-02"))
    early = start(branch, clock, client_of(branch))
    matched = start(branch, clock, client_of(branch)).match().choose("W-02")
    told = start(branch, clock, client_of(branch)).match().choose("W-02").tell().understand()
    rested(branch, clock, days=400)
    done(shelf.set_status(branch, "W-02", "ended", "到期"))
    for walk in (early, matched, told):
        done(sales.abandon(branch, walk.id, "客户决定不购买"))
        done(printing.print_sale(branch, walk.id, tmp_path, "zh", ("sale_ended",)))
        assert _missing(branch, walk.id) == []


def test_a_sale_that_was_ended_still_lacks_what_it_went_on_without(branch: Desk, clock: Clock) -> None:
    """Signed without telling, and ended then: the end does not make it good."""
    walk = start(branch, clock, client_of(branch)).match().choose("W-01")
    branch.record(facts.Countersigned(sale_id=walk.id), walk.id)
    done(sales.abandon(branch, walk.id, "撤销"))
    missing = set(_missing(branch, walk.id))
    assert {"SUIT-22.items", "SALE-09", "SALE-13.printed", "SALE-03"} <= missing
    assert missing.isdisjoint({"SALE-13.countersign", "SALE-01.unarchived", "DESK-16.unscanned"})


def test_it_is_judged_by_the_day_of_the_sale(branch: Desk, clock: Clock) -> None:
    """A product that was regraded and an assessment that ran out since do not unmake the sale, nor mend another."""
    rested(branch, clock, days=700)
    done(shelf.regrade(branch, "W-01", "R5", "R5", "重新评级"))
    found = done(evidence.look(branch, SALE, "zh"))
    assert {one.code for one in found.missing} == {"SALE-09.unsealed", "DESK-16.unscanned"}
    assert not any(exhibit.what == "shelf.regraded/1" for one in found.sections for exhibit in one.exhibits)


def test_a_sale_forged_into_the_journal_is_not_made_good(branch: Desk, clock: Clock) -> None:
    """A countersignature without telling: the very rules of the sale say what it lacks."""
    walk = start(branch, clock, client_of(branch)).match().choose("W-01")
    branch.record(facts.Countersigned(sale_id=walk.id), walk.id)
    missing = {one.code for one in done(evidence.look(branch, walk.id, "zh")).missing}
    assert {"SUIT-22.items", "SUIT-22.understanding", "SALE-09", "SALE-13.printed", "SALE-03"} <= missing


def test_the_cover_says_first_what_is_missing(pack_: EvidencePack) -> None:
    """Whoever opens it learns the weak points before the other side tells them."""
    text = _text(pack_.cover.read_bytes())
    assert text.index("缺少 2 项") < text.index("本次销售") < text.index("产品是否已了解")
    places = [
        text.rindex(words) for words in ("产品是否", "客户是否已了解", "是否匹配", "是否已向", "是否理解", "留有记录")
    ]
    assert places == sorted(places)
    assert "C-0001" in text
    rules = {one.id: squeezed(one.title.zh) for one in default_pack().rules.rule}
    for rule in ("SALE-09", "DESK-16"):
        assert squeezed(text).count(rules[rule]) == 1, "once, in words"
        assert rule not in text


def test_the_pack_holds_cover_papers_facts_and_verifier(pack_: EvidencePack, branch: Desk) -> None:
    """Everything that a court needs, and nothing that it must ask the bank for."""
    files = _files(pack_)
    papers = sorted(name for name in files if name.startswith("papers/"))
    assert len(papers) == 4
    assert files["E-0001-cover.pdf"] == pack_.cover.read_bytes()
    assert {"README.txt", "SHA256SUMS", "facts.jsonl", "verify_journal.py"} < set(files)
    listed = (line.split("  ") for line in files["SHA256SUMS"].decode().splitlines())
    sums = {name: digest for digest, name in listed}
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS"}
    for name in papers:
        row = branch.store.get("paper", name.split("/")[1][:6])
        assert row is not None
        assert row["pdf_sha256"] == hashlib.sha256(files[name]).hexdigest()
    assert "verify_journal.py" in files["README.txt"].decode()


def test_its_facts_verify_without_rmdesk_and_a_change_is_found(pack_: EvidencePack, tmp_path: Path) -> None:
    """The other side runs it on its own machine."""
    for name, data in _files(pack_).items():
        path = tmp_path / "court" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def run() -> "subprocess.CompletedProcess[str]":
        call = [sys.executable, "-I", "verify_journal.py", "facts.jsonl"]
        return subprocess.run(call, cwd=tmp_path / "court", capture_output=True, text=True, check=False)

    sound = run()
    assert (sound.returncode, sound.stdout.splitlines()[-1]) == (0, "SOUND as far as it goes")
    file = tmp_path / "court" / "facts.jsonl"
    lines = file.read_text(encoding="ascii").splitlines()
    at = next(at for at, line in enumerate(lines) if '"kind":"sale.item_acknowledged/1"' in line)
    seq = json.loads(lines[at])["seq"]
    lines[at] = lines[at].replace('\\"seconds\\":30', '\\"seconds\\":90')
    file.write_text("\n".join(lines) + "\n", encoding="ascii")
    assert run().stdout.splitlines()[0] == f"{seq} digest"
    file.write_text("\n".join(lines[:at] + lines[at + 1 :]) + "\n", encoding="ascii")
    assert run().returncode == 0  # facts may be left out of a part; that is what comparing with the whole is for


def test_numbers_stay_at_the_desk(pack_: EvidencePack) -> None:
    """DATA-07: the facts that hold an ID or phone number in full come with their seal and without their words."""
    files = _files(pack_)
    for name, data in files.items():
        shown = _text(data) if name.endswith(".pdf") else data.decode()
        assert NUMBER not in shown, name
        assert PHONE not in shown, name
    assert pack_.withheld == 1
    facts_ = [json.loads(line) for line in files["facts.jsonl"].decode().splitlines()[1:]]
    assert [one["kind"] for one in facts_ if "payload" not in one] == ["client.registered/1"]
    assert NAME in _text(pack_.cover.read_bytes())


def test_numbers_leave_only_with_a_reason_and_compliance(branch: Desk, tmp_path: Path) -> None:
    """Two people and a reason, and the journal knows all three."""
    out = tmp_path / "out"
    assert codes(evidence.pack(branch, SALE, out, "zh", OFFICER, clear=True)) == ["DATA-07.reason"]
    assert codes(evidence.pack(branch, SALE, out, "zh", ME, clear=True, reason="法院调取")) == ["DATA-08.second"]
    self_ = Proof(PASSWORD, "demo")
    assert codes(evidence.pack(branch, SALE, out, "zh", self_, clear=True, reason="法院")) == ["DATA-08.same_person"]
    wrong = Proof("nonsense", "officer")
    assert codes(evidence.pack(branch, SALE, out, "zh", wrong, clear=True, reason="法院")) == ["DATA-08.password"]
    assert not out.exists()
    made = done(evidence.pack(branch, SALE, out, "zh", OFFICER, clear=True, reason="法院调取"))
    assert made.withheld == 0
    assert NUMBER in _files(made)["facts.jsonl"].decode()
    kinds = [
        entry.kind
        for entry in branch.store.entries()
        if entry.kind in ("people.second_agreed/1", "audit.evidence_packed/1")
    ]
    assert kinds == ["people.second_agreed/1", "audit.evidence_packed/1"]


@longer
def test_the_same_again_is_the_same_byte_by_byte(
    branch: Desk, pack_: EvidencePack, clock: Clock, tmp_path: Path
) -> None:
    """Two packs of one sale that differ would have to be explained; each taking is on record all the same."""
    clock.forward(days=3)
    again = done(evidence.pack(branch, SALE, tmp_path / "again", "zh", ME))
    assert again.number == pack_.number
    assert again.zip.read_bytes() == pack_.zip.read_bytes()
    assert len(list(branch.store.entries(kind="audit.evidence_packed/1"))) == 2
    papers = done(sales.view(branch, SALE)).sale.printed
    done(filing.file(branch, papers[0].number, "B-7"))
    changed = done(evidence.pack(branch, SALE, tmp_path / "later", "zh", ME))
    assert changed.number != pack_.number


def test_scans_go_with_it(branch: Desk, tmp_path: Path) -> None:
    """The signature stands on the scan, not on what was printed."""
    number = done(sales.view(branch, SALE)).sale.printed[0].number
    scan = b"\xff\xd8\xff" + b"scan" * 9 + b"\xff\xd9"
    done(filing.scan(branch, number, "第一页.jpg", scan))
    files = _files(done(evidence.pack(branch, SALE, tmp_path, "en", ME)))
    assert files[f"scans/{number}-1.jpg"] == scan
    assert "Evidence of a sale" in _text(next(data for name, data in files.items() if name.endswith("cover.pdf")))


def test_who_has_an_interest_does_not_learn_of_the_case(branch: Desk, tmp_path: Path) -> None:
    """COMP-04 holds on the cover too."""
    sit(branch, "li", "compliance")
    made = done(evidence.pack(branch, SALE, tmp_path, "zh", ME))
    assert "C-0001" not in _text(made.cover.read_bytes())


def test_it_asks_for_the_password_and_the_role(branch: Desk, tmp_path: Path) -> None:
    """A screen that was left open gives no evidence away."""
    assert codes(evidence.pack(branch, SALE, tmp_path, "zh")) == ["DATA-08.again"]
    assert codes(evidence.pack(branch, SALE, tmp_path, "zh", Proof("x"))) == ["DATA-08.password"]
    assert codes(evidence.pack(branch, "J-9999", tmp_path, "zh", ME)) == ["INPUT.unknown"]
    roles: tuple[Role, ...] = ("product_keeper", "administrator")
    for role in roles:
        sit(branch, "other", role)
        assert codes(evidence.pack(branch, SALE, tmp_path, "zh", ME)) == ["DATA-08.role"]


def test_a_folder_that_cannot_be_written_leaves_no_fact(branch: Desk, tmp_path: Path) -> None:
    """The journal must not say that a pack left which never did."""
    (tmp_path / "file").write_text("")
    assert codes(evidence.pack(branch, SALE, tmp_path / "file" / "x", "zh", ME)) == ["DESK-19.unwritable"]
    assert list(branch.store.entries(kind="audit.evidence_packed/1")) == []
