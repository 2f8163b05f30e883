"""Documents of a product: every version stays readable, the one of the day is in force (DESK-03)."""

import os
from datetime import date
from pathlib import Path

import pytest

from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import documents, history
from rmdesk.desk.shelf.documents import Brought
from rmdesk.domain.documents import Document, DocumentSaved, in_force
from rmdesk.domain.refusal import Faulty
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import product, staff
from support.walk import PNG, put_on


def pdf(said: str) -> bytes:
    """A small file that a program would take for a PDF."""
    return b"%PDF-1.4\n" + said.encode() + b"\n%%EOF\n"


def written(folder: Path, name: str = "说明书.pdf", said: str = "a") -> Path:
    """A small PDF that says something."""
    path = folder / name
    path.write_bytes(pdf(said))
    return path


@pytest.fixture
def shelf(desk: Desk) -> Desk:
    """A desk with one product."""
    put_on(desk, product())
    return desk


def _now(desk: Desk) -> list[tuple[str, int]]:
    found = done(documents.listed(desk, "W-01"))
    return [(one.kind, one.number) for one in in_force(found, desk.today())]


def test_a_new_version_leaves_the_old_one_readable(shelf: Desk, clock: Clock, tmp_path: Path) -> None:
    """Years later a client holds up the brochure of the day: the branch still has that very file."""
    first = done(documents.add(shelf, "w-01", Brought("prospectus", written(tmp_path), since="2026-01-05")))
    later = Brought("产品说明书", written(tmp_path, "新版.pdf", "b"), since="2027-01-05", change="费率上调")
    second = done(documents.add(shelf, "W-01", later))
    assert (first.number, second.number, second.kind, second.change) == (1, 2, "prospectus", "费率上调")
    assert _now(shelf) == [("prospectus", 1)], "the new one has its own day"
    done(documents.add(shelf, "W-01", Brought("contract", written(tmp_path, "合同.pdf", "c"))))
    rested(shelf, clock, days=45)
    assert _now(shelf) == [("contract", 1), ("prospectus", 2)]
    assert done(documents.find(shelf, "W-01", "prospectus")).id == second.id
    copy = done(documents.save(shelf, "W-01", first.id, tmp_path / "out" / "V1.pdf"))
    assert copy.read_bytes() == pdf("a")
    saved = [one.fact for one in shelf.store.entries(kind=DocumentSaved.kind)]
    assert [one.sha256 for one in saved if isinstance(one, DocumentSaved)] == [first.sha256]


def test_nothing_is_written_over_unasked(shelf: Desk, tmp_path: Path) -> None:
    """DATA-07: a copy that is there may be somebody's own notes."""
    one = done(documents.add(shelf, "W-01", Brought("prospectus", written(tmp_path))))
    there = tmp_path / "there.pdf"
    there.write_text("notes")
    assert codes(documents.save(shelf, "W-01", one.id, there)) == ["DESK-19.file_there"]
    assert there.read_text() == "notes"
    done(documents.save(shelf, "W-01", one.id, there, over=True))
    assert done(documents.save(shelf, "W-01", one.id, tmp_path)) == tmp_path / "W-01-V1-说明书.pdf"


def test_a_wrong_version_is_withdrawn_and_the_former_one_counts_again(shelf: Desk, tmp_path: Path) -> None:
    """A file of another product must not stand as this one's; what was shown of it stays to be looked at."""
    for name in ("a", "b"):
        done(documents.add(shelf, "W-01", Brought("prospectus", written(tmp_path, f"{name}.pdf", name))))
    wrong = done(documents.find(shelf, "W-01", "prospectus", 2))
    assert codes(documents.withdraw(shelf, "W-01", wrong.id, " ")) == ["INPUT.required"]
    assert done(documents.withdraw(shelf, "W-01", wrong.id, "放错文件")).withdrawn == "放错文件"
    assert codes(documents.withdraw(shelf, "W-01", wrong.id, "x")) == ["DESK-03.document_withdrawn"]
    assert _now(shelf) == [("prospectus", 1)]
    again = done(documents.add(shelf, "W-01", Brought("prospectus", written(tmp_path, "b.pdf", "b"))))
    assert again.number == 3, "the number of what was withdrawn is not given again"
    assert done(documents.save(shelf, "W-01", wrong.id, tmp_path / "wrong.pdf")).read_bytes() == pdf("b")


def _brought(folder: Path, what: str) -> Path:
    path = folder / f"{what}.pdf"
    match what:
        case "huge":
            with path.open("wb") as file:
                file.truncate(100_000_001)
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "torn":
            path.write_bytes(b"%PDF-1.4 torn")
        case "picture":
            path.write_bytes(PNG)
        case "type":
            path = written(folder, "product.exe")
        case "name":
            path = written(folder, f"{'长' * 60}{'n' * 70}.pdf")
        case "twice":
            path = written(folder, "twice.pdf", "known")
    return path


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("huge", "DESK-03.file_size"),
        ("empty", "DESK-03.file_empty"),
        ("folder", "DESK-03.file_unreadable"),
        ("pipe", "DESK-03.file_unreadable"),
        ("missing", "DESK-03.file_unreadable"),
        ("torn", "DESK-03.file_content"),
        ("picture", "DESK-03.file_content"),
        ("type", "DESK-03.file_type"),
        ("name", "INPUT.too_long"),
        ("twice", "DESK-03.file_twice"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(shelf: Desk, tmp_path: Path, what: str, code: str) -> None:
    """A wrong file is told in words beside the field where its path was typed, and leaves nothing behind."""
    done(documents.add(shelf, "W-01", Brought("prospectus", written(tmp_path, "known.pdf", "known"))))
    answer = documents.add(shelf, "W-01", Brought("contract", _brought(tmp_path, what)))
    assert codes(answer) == [code]
    assert isinstance(answer, Faulty)
    assert list(answer.fields) == ["file"]
    assert len(done(documents.listed(shelf, "W-01"))) == 1


def test_what_is_typed_wrong_is_told_at_its_field(shelf: Desk, tmp_path: Path) -> None:
    """A kind that the pack does not know, a document without the title that tells it apart, a day that is none."""
    path = written(tmp_path)
    wrong = {
        "kind": Brought("leaflet", path),
        "title": Brought("other", path),
        "since": Brought("prospectus", path, since="2027-02-30"),
        "change": Brought("prospectus", path, change="长" * 201),
    }
    for field, brought in wrong.items():
        answer = documents.add(shelf, "W-01", brought)
        assert isinstance(answer, Faulty)
        assert list(answer.fields) == [field]
    assert codes(documents.add(shelf, "W-99", Brought("prospectus", path))) == ["INPUT.unknown"]
    assert codes(documents.find(shelf, "W-01", "prospectus")) == ["INPUT.unknown"]


def test_the_keeper_adds_and_whoever_sells_reads(shelf: Desk, tmp_path: Path) -> None:
    """SUIT-15: who sells does not change what the client is given; and each change says who and when."""
    one = done(documents.add(shelf, "W-01", Brought("other", written(tmp_path), "季度报告")))
    said = [change.said for change in done(history.history(shelf, "W-01", "zh"))]
    assert "季度报告 V1" in said[0]
    entry = next(iter(shelf.store.entries(kind="document.added/1")))
    assert "季度报告 V1 (2026-11-21) added" in FactSentences(shelf, "en", masked=True).sentence(
        entry.kind, entry.fact, entry.subject
    )
    shelf.actor = staff("manager", "manager")
    assert [(found.id, found.by) for found in done(documents.listed(shelf, "W-01"))] == [(one.id, "demo")]
    assert codes(documents.add(shelf, "W-01", Brought("prospectus", written(tmp_path, said="b")))) == ["DATA-08.role"]
    assert codes(documents.withdraw(shelf, "W-01", one.id, "x")) == ["DATA-08.role"]
    done(documents.save(shelf, "W-01", one.id, tmp_path / "copy.pdf"))


def _version(number: int, since: int, withdrawn: str = "", change: str = "") -> Document:
    return Document(
        kind="prospectus",
        title="",
        number=number,
        since=date(2027, 1, since),
        sha256="0" * 64,
        name="a.pdf",
        size=1,
        change=change,
        id=str(number),
        code="W-01",
        at=Clock()(),
        by="demo",
        withdrawn=withdrawn,
    )


@pytest.mark.parametrize(
    ("versions", "number"),
    [
        ((_version(1, 1), _version(2, 9)), 1),
        ((_version(1, 1), _version(2, 5)), 2),
        ((_version(1, 1), _version(2, 5, "x")), 1),
        ((_version(1, 1), _version(2, 4), _version(3, 2)), 3),
        ((_version(1, 9),), 0),
    ],
)
def test_the_highest_version_whose_day_has_come_counts(versions: tuple[Document, ...], number: int) -> None:
    """An older brochure given out after the change, or a newer one before its day, is a wrong one."""
    assert [one.number for one in in_force(versions, date(2027, 1, 5))] == ([number] if number else [])
