"""Evidence stays inside the encrypted desk, is what it says, and is missed when it is gone."""

import os
from pathlib import Path

import pytest

from complaints.kit import taken
from rmdesk.desk.complaints import evidence
from rmdesk.desk.desk import Desk
from rmdesk.store.vault import ERASE
from support.desks import codes, done

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.mark.parametrize(
    ("name", "content", "case"),
    [
        ("", PDF, "COMP-02.file_name"),
        ("../证据.pdf", PDF, "COMP-02.file_name"),
        ("C:\\证据.pdf", PDF, "COMP-02.file_name"),
        (".bashrc", PDF, "COMP-02.file_name"),
        ("证\u202e据.pdf", PDF, "COMP-02.file_name"),
        ("证\n据.pdf", PDF, "COMP-02.file_name"),
        ("证" * 90 + ".pdf", PDF, "COMP-02.file_name"),
        ("证据", PDF, "COMP-02.file_type"),
        ("程序.exe", b"MZ", "COMP-02.file_type"),
        ("网页.html", b"<html>", "COMP-02.file_type"),
        ("空.pdf", b"", "COMP-02.file_empty"),
        ("大.pdf", PDF + bytes(10_000_000), "COMP-02.file_size"),
        ("证据.pdf", PNG, "COMP-02.file_content"),
        ("照片.png", PDF, "COMP-02.file_content"),
        ("记录.txt", b"a\x00b", "COMP-02.file_content"),
        ("录音.m4a", b"\x00\x00\x00\x20abcd", "COMP-02.file_content"),
    ],
)
def test_files_that_are_not_kept(branch: Desk, name: str, content: bytes, case: str) -> None:
    """Wrong names, sizes and types; nothing of them stays behind."""
    view = taken(branch)
    assert codes(evidence.add(branch, view.case.id, view.case.version, name, content)) == [case]
    assert branch.store.query("SELECT count(*) FROM attachment")[0][0] == 0


def test_evidence_comes_back_as_it_was(branch: Desk, tmp_path: Path) -> None:
    """Byte by byte, out of the vault; taking it out is a fact."""
    view = taken(branch)
    view = done(evidence.add(branch, view.case.id, view.case.version, "流水.pdf", PDF, "客户提供"))
    kept = view.case.evidence[0]
    assert (kept.name, kept.size, kept.note, kept.by) == ("流水.pdf", len(PDF), "客户提供", "demo")
    assert done(evidence.content(branch, view.case.id, kept.sha256)) == PDF
    path = done(evidence.take_out(branch, view.case.id, view.case.version, kept.sha256, tmp_path))
    assert (path.read_bytes(), path.stat().st_mode & 0o077) == (PDF, 0)
    assert [entry.kind for entry in branch.store.entries(subject=view.case.id)][-1] == "complaint.evidence_read/1"
    twice = evidence.add(branch, view.case.id, view.case.version + 1, "另名.pdf", PDF)
    assert codes(twice) == ["COMP-02.file_twice"]


def test_nothing_of_it_stands_in_clear_on_the_disk(branch: Desk) -> None:
    """A stolen laptop tells nothing (DATA-04)."""
    secret = b"SECRET-STATEMENT-0417" * 50
    view = taken(branch)
    done(evidence.add(branch, view.case.id, view.case.version, "流水.txt", secret))
    for path in branch.folder.rglob("*"):
        if path.is_file():
            assert secret[:21] not in path.read_bytes(), path


def test_a_file_from_the_disk(branch: Desk, tmp_path: Path) -> None:
    """Too large a one is not even read, a missing one is named."""
    view = taken(branch)
    small, large = tmp_path / "照片.png", tmp_path / "大.pdf"
    small.write_bytes(PNG)
    with large.open("wb") as file:
        file.truncate(10_000_000_000)
    assert codes(evidence.add_file(branch, view.case.id, view.case.version, large)) == ["COMP-02.file_size"]
    assert codes(evidence.add_file(branch, view.case.id, view.case.version, tmp_path / "无.pdf")) == ["INPUT.unknown"]
    assert codes(evidence.add_file(branch, view.case.id, view.case.version, tmp_path)) == ["INPUT.unknown"]
    os.mkfifo(tmp_path / "管道.txt")
    assert codes(evidence.add_file(branch, view.case.id, view.case.version, tmp_path / "管道.txt")) == ["INPUT.unknown"]
    view = done(evidence.add_file(branch, view.case.id, view.case.version, small))
    assert view.case.evidence[0].name == "照片.png"


def test_a_file_that_is_gone_or_changed_is_found(branch: Desk) -> None:
    """The journal's digest says what was there; verify looks (QUES-07's spirit for evidence)."""
    view = taken(branch)
    view = done(evidence.add(branch, view.case.id, view.case.version, "流水.pdf", PDF))
    assert branch.store.verify().ok
    assert branch.store.replay().ok
    vault = branch.store._vault
    with vault.acting(ERASE):
        vault.execute("DELETE FROM attachment")
    found = branch.store.verify().faults
    assert [(fault.what, fault.where) for fault in found] == [("attachment", view.case.evidence[0].sha256)]
    assert found[0].seq is not None


def test_attachments_change_only_by_facts(branch: Desk) -> None:
    """Neither added, changed nor taken away past the desk."""
    view = taken(branch)
    done(evidence.add(branch, view.case.id, view.case.version, "流水.pdf", PDF))
    for change in (
        "INSERT INTO attachment VALUES ('x', x'00')",
        "UPDATE attachment SET content = x'00'",
        "DELETE FROM attachment",
    ):
        with pytest.raises(Exception, match="attachments"):
            branch.store.query(change)


def test_no_more_files_than_the_pack_allows(branch: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is no file server."""
    view = taken(branch)
    files = branch.pack.complaints.files.model_copy(update={"most_files": 1})
    settings = branch.pack.complaints.model_copy(update={"files": files})
    monkeypatch.setitem(branch.pack.__dict__, "complaints", settings)  # where a part that was read is kept
    view = done(evidence.add(branch, view.case.id, view.case.version, "一.pdf", PDF))
    full = evidence.add(branch, view.case.id, view.case.version, "二.pdf", PDF + b"2")
    assert codes(full) == ["COMP-02.file_count"]
