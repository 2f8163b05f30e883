"""Damaged files of every kind that the program reads: each is read or refused in words, none ends it or hangs.

Each reader gets its own files with a few random changes. It is wrong when it raises or takes more than `PATIENCE`
seconds of processor time; what was read then stays in a folder that is named.
"""

import contextlib
import io
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from faults.course import backup_wrong
from faults.courses import NEW
from faults.mutating import mutated
from faults.parts import Outcome
from imports.test_entries import ROWS, listed
from rmdesk.desk import backup, opening
from rmdesk.desk.archive import scan_filing
from rmdesk.desk.archive.scan_sources import read_source
from rmdesk.desk.audit import journal_export
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import holidays, questionnaire, running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.papers import papercheck
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.formpack import PackFaults, load_texts
from rmdesk.formpack.loader import load
from rmdesk.resources import folder as resource
from rmdesk.store import slots, tries
from rmdesk.tools import verify_journal
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk
from support.scanned import pages_of, sales_printed, save_pdf

PATIENCE: Final = 20
LISTS: Final = Path(__file__).parents[1] / "imports" / "files"
_KINDS: Final = {"clients": "clients", "products": "products", "holdings": "holdings", "staff": "people"}


class Reader(NamedTuple):
    """What reads files, and sound ones; `read` gives whether it took what it got."""

    name: str
    files: tuple[Path, ...]
    read: Callable[[Path, Path], bool]
    """Of the damaged file, and of the sound one that it comes from."""


@dataclass
class Report:
    """What one reader got, took, refused; and what ended it."""

    name: str
    read: int = 0
    taken: int = 0
    wrong: list[str] = field(default_factory=list)


@contextmanager
def readers(scratch: Path) -> Iterator[dict[str, Reader]]:
    """All of them, over one desk with papers."""
    clock = Clock()
    with new_desk(scratch / "desk", load(resource("forms")), clock) as desk:
        papers = tuple(sales_printed(desk, clock, 1, scratch / "papers"))
        scan = save_pdf([one.picture for one in pages_of(papers[0])], scratch / "scan.pdf")
        picture = scratch / "scan.png"
        next(iter(pages_of(papers[0]))).picture.save(picture)
        saved = done(backup.make(desk, scratch / "one.rmdesk")).file
        journal = scratch / "journal.jsonl"
        done(journal_export.export(desk, journal, Proof(PASSWORD)))
        keys = (desk.folder / slots.FILE, desk.folder / tries.FILE)
        lists = tuple(sorted(one for one in LISTS.iterdir() if one.suffix in {".csv", ".xls", ".xlsx"}))
        definitions = sorted(resource("forms").glob("registers/*.toml"))
        entries = listed(scratch, *ROWS)
        found = (
            Reader("lists", tuple(one for one in lists if _kind(one)), lambda at, of: _list(desk, at, of)),
            Reader(
                "holidays", tuple(LISTS.glob("*.ics")), lambda at, _: _took(holidays.look_at_holidays(desk, at, {}))
            ),
            Reader("forms", tuple(LISTS.glob("survey*.xlsx")), lambda at, _: _took(questionnaire.drafted(at))),
            Reader("papers", papers, lambda at, _: _took(papercheck.check(desk, at))),
            Reader("scans", (scan, picture), lambda at, _: _scan(desk, at)),
            Reader("backups", (saved,), lambda at, _: _restored(at, desk)),
            Reader("journals", (journal,), lambda at, _: _verified(at)),
            Reader("packs", tuple(sorted(resource("forms").glob("*.toml"))), lambda at, of: _pack(at, of)),
            Reader("registers", (*definitions, entries), lambda at, of: _register(desk, at, of)),
            Reader("keys", keys, lambda at, of: _opened(desk, at, of)),
        )
        yield {one.name: one for one in found}


def _took(answer: object) -> bool:
    return not isinstance(answer, Refused)


def _kind(path: Path) -> str:
    return _KINDS.get(path.stem.partition("_")[0], "")


def _list(desk: Desk, at: Path, of: Path) -> bool:
    return _took(running.look_at(desk, _kind(of), at, Choice()))


def _scan(desk: Desk, at: Path) -> bool:
    source = read_source(at)
    return not isinstance(source, Refusal) and _took(scan_filing.take_in(desk, source))


def _restored(at: Path, desk: Desk) -> bool:
    """Sound is only what the desk's own key seals; nothing is left of the rest."""
    there = at.parent / "restored"
    answer = backup.restore(at, there, "demo", PASSWORD, clock=desk.clock)
    if isinstance(answer, Refused):
        assert not list(at.parent.glob("restored*")), "left of a backup that was refused"
        return False
    key = slots.open(there, "demo", PASSWORD)
    assert not list(backup_wrong(at, key))
    for one in there.iterdir():
        one.unlink()
    there.rmdir()
    return True


def _verified(at: Path) -> bool:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return verify_journal.main([str(at)]) == 0


def _pack(at: Path, of: Path) -> bool:
    forms = resource("forms")
    texts = {str(one.relative_to(forms)): one.read_text("utf-8") for one in sorted(forms.rglob("*.toml"))}
    try:
        texts[str(of.relative_to(forms))] = at.read_bytes().decode()
        load_texts(texts)
    except (PackFaults, UnicodeDecodeError):
        return False
    return True


def _register(desk: Desk, at: Path, of: Path) -> bool:
    """What defines a register, or a list of its entries, which is brought in."""
    if of.suffix == ".toml":
        return _pack(at, of)
    return _took(running.bring_in(desk, of.stem, at, Choice()))


def _opened(desk: Desk, at: Path, of: Path) -> bool:
    """Beside the desk's own program: with the right password, and with a wrong one."""
    sound = of.read_bytes()
    of.write_bytes(at.read_bytes())
    try:
        opened = opening.unlock(desk.folder, "demo", PASSWORD, clock=desk.clock, shared=True)
        if isinstance(opened, Desk):
            opened.close()
        guessed = opening.unlock(desk.folder, "demo", NEW, clock=desk.clock, shared=True)
        assert isinstance(guessed, Refused)
        return isinstance(opened, Desk)
    finally:
        of.write_bytes(sound)


def fuzzed(reader: Reader, chance: random.Random, until: float, most: int, kept: Path) -> Report:
    """Give `reader` damaged files until then, or so many of them; what did not hold stays in the folder `kept`."""
    report = Report(reader.name)
    seen = Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        while report.read < most and time.monotonic() < until:
            of = chance.choice(reader.files)
            at = Path(scratch) / of.name
            at.write_bytes(mutated(of.read_bytes(), chance))
            report.read += 1
            try:
                report.taken += _patiently(partial(reader.read, at, of))
            except Exception as error:  # noqa: BLE001  whatever ends a reader is what is looked for
                last = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{type(error).__name__} {last.filename.rpartition('/')[2]}:{last.lineno}"
                seen[where] += 1
                if seen[where] == 1:
                    example = kept / f"{reader.name}-{report.read}-{of.name}"
                    example.write_bytes(at.read_bytes())
                    told = "\n".join(traceback.format_exc().splitlines()[-12:])
                    report.wrong.append(f"{where}: {example}\n{told}")
    return report


def _patiently(act: Callable[[], bool]) -> bool:
    def enough(*_: object) -> None:
        raise TimeoutError(f"{PATIENCE} s")

    before = signal.signal(signal.SIGPROF, enough)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        return act()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _fuzz(name: str, seconds: float, seed: int, scratch: Path) -> Outcome:
    """One reader, for so long."""
    kept = Path(tempfile.mkdtemp(prefix="fuzz-"))
    with readers(scratch) as all_:
        report = fuzzed(all_[name], random.Random(seed), time.monotonic() + seconds, sys.maxsize, kept)
    if not report.wrong:
        kept.rmdir()
    return Outcome(Counter({"damaged files": report.read, "of them taken": report.taken}), report.wrong)


NAMES: Final = ("lists", "holidays", "forms", "papers", "scans", "backups", "journals", "packs", "registers", "keys")
PARTS: Final = {name: partial(_fuzz, name) for name in NAMES}
