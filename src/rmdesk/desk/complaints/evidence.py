"""Evidence: files kept encrypted inside the desk (COMP-02). Names, sizes and contents are checked before."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from rmdesk.desk.complaints.guarding import reads_case, works_on_case
from rmdesk.desk.complaints.reading import CaseView, view_again
from rmdesk.desk.complaints.texts import read_text
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import leaving, size_of, write_file
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain import fields
from rmdesk.domain.complaint import Case, Evidence
from rmdesk.domain.refusal import Refusal, passed, passed_at, refuse, stop, stop_if

# The first bytes of files of each ending, where they have any that can be relied on; "????" stands for any four.
_BEGINS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "wav": (b"RIFF",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "m4a": (b"????ftyp",),
    "mp4": (b"????ftyp",),
}
_TEXTS = frozenset({"txt", "eml"})
_RESERVED = frozenset('<>:"/\\|?*')


@works_on_case("evidence")
def add(desk: Desk, case: Case, name: str, content: bytes, note: str = "") -> CaseView:
    """Keep a file in the desk and note it in the case. The journal holds its SHA-256, the vault its bytes."""
    said = passed_at("note", read_text(desk, "note", note))
    stop_if(file_fault(desk, name, content) or _too_many(desk, case))
    with desk.transaction():
        sha256 = desk.store.attachments.put(content)
        twice = next((one for one in case.evidence if one.sha256 == sha256), None)
        if twice is not None:
            stop("COMP-02.file_twice", given=twice.name)
        kept = Evidence(
            sha256=sha256, name=name.strip(), size=len(content), note=said, at=desk.now(), by=desk.actor.login
        )
        desk.record(facts.EvidenceKept(case_id=case.id, evidence=kept), case.id)
    return view_again(desk, case.id)


@works_on_case("evidence")
def add_file(desk: Desk, case: Case, path: Path, note: str = "") -> CaseView:
    """`add` for a file on the disk. A file that is too large is not read."""
    try:
        size = size_of(path)
        if size > desk.pack.complaints.files.most_bytes:
            stop("COMP-02.file_size", size=size, most=desk.pack.complaints.files.most_bytes)
        content = path.read_bytes()
    except OSError:
        stop("INPUT.unknown", what="evidence", given=str(path)[-60:])
    return passed(add(desk, case.id, case.version, path.name, content, note))


@reads_case("complaints.read")
def content(desk: Desk, case: Case, sha256: str) -> bytes:
    """The bytes of a piece of evidence."""
    found = desk.store.attachments.get(sha256) if any(one.sha256 == sha256 for one in case.evidence) else None
    if found is None:
        stop("INPUT.unknown", what="evidence", given=sha256[:16])
    return found


@works_on_case("evidence", "complaints.work")
def take_out(desk: Desk, case: Case, sha256: str, folder: Path) -> Path:
    """Write a piece of evidence into `folder`, in clear, for somebody to look at. That is a fact (DATA-07)."""
    kept = next((one for one in case.evidence if one.sha256 == sha256), None)
    found = None if kept is None else desk.store.attachments.get(sha256)
    if kept is None or found is None:
        stop("INPUT.unknown", what="evidence", given=sha256[:16])
    with leaving(desk, folder):
        desk.record(facts.EvidenceRead(case_id=case.id, sha256=sha256), case.id)
        return write_file(folder / f"{case.no}-{kept.name}", found)


def file_fault(desk: Desk, name: str, content: bytes) -> Refusal | None:
    """Why a file cannot be kept: its name, its type, its size, or a content that is not what the name says."""
    rules, bare = desk.pack.complaints.files, name.strip()
    if not _is_plain(bare, rules.name):
        return refuse("COMP-02.file_name", given=bare[:40])
    ending = PurePosixPath(bare).suffix.lower().removeprefix(".")
    if ending not in rules.endings:
        return refuse("COMP-02.file_type", given=ending or bare[:40], allowed=", ".join(rules.endings))
    if not content:
        return refuse("COMP-02.file_empty", given=bare)
    if len(content) > rules.most_bytes:
        return refuse("COMP-02.file_size", size=len(content), most=rules.most_bytes)
    return None if _is_what_it_says(ending, content) else refuse("COMP-02.file_content", given=bare)


def _is_plain(name: str, most: int) -> bool:
    """A name of one part, that any system can write and nobody mistakes."""
    readable = fields.read("text", name, most=most)
    if isinstance(readable, Refusal) or not readable or name.startswith(".") or _RESERVED & set(name):
        return False
    return PurePosixPath(name).name == name and PureWindowsPath(name).name == name


def _is_what_it_says(ending: str, content: bytes) -> bool:
    if ending in _TEXTS:
        return b"\x00" not in content[:4096]
    return any(_starts(content, wanted) for wanted in _BEGINS.get(ending, (b"",)))


def _starts(content: bytes, wanted: bytes) -> bool:
    skipped = 4 if wanted.startswith(b"????") else 0
    return content[skipped:].startswith(wanted[skipped:])


def _too_many(desk: Desk, case: Case) -> Refusal | None:
    most = desk.pack.complaints.files.most_files
    return refuse("COMP-02.file_count", most=most) if len(case.evidence) >= most else None
