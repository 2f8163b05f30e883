"""What a desk does while its disk fails."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

from benchmarks.imports import clients_listed
from faults.bundling import Bundling, Installing
from faults.course import Course, at_desk, backup_wrong, desk_wrong, later, little_pack
from faults.tracing import tell
from rmdesk.desk import backup, clients, opening, people, printing, recovery, sales
from rmdesk.desk.archive import scan_filing
from rmdesk.desk.archive.scan_sources import read_source
from rmdesk.desk.audit import journal_export
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.lists import exporting
from rmdesk.domain.refusal import Refusal, Refused, passed
from rmdesk.store import Store, container, slots
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, done
from support.people import person_profile, staff
from support.scanned import pages_of, sales_printed, save_pdf
from support.walk import register, values_for

_ROWS: Final = 4
NEW: Final = "另一句口令 九月"


class Facts(Course):
    """A client and a sale are recorded, one fact after the other."""

    name = "facts"
    forms = ("questionnaire.toml",)

    def act(self, folder: Path) -> str | None:
        """Each is told when it is recorded."""
        with at_desk(folder) as desk:
            tell(desk.store.head().seq)
            values = values_for(desk, "person", person_profile(date(1981, 4, 2), phone="13800000456"))
            client = passed(clients.register(desk, "person", values))
            tell(desk.store.head().seq)
            passed(sales.start(desk, client.id))
            tell(desk.store.head().seq)
        return None


class Backup(Course):
    """A backup takes the place of an older one on a stick, and one is made at exit."""

    name = "backup"

    def more(self, desk: Desk, folder: Path) -> None:
        """The older one."""
        done(backup.make(desk, folder / "stick" / "one.rmdesk"))
        register(desk, date(1981, 4, 2))

    def act(self, folder: Path) -> str | None:
        """`made` when the new one counts."""
        with at_desk(folder) as desk:
            made = passed(backup.make(desk, folder / "stick" / "one.rmdesk", over=True))
            tell(("made", made.head.seq))
            passed(backup.at_exit(desk))
            tell(desk.store.head().seq)
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """There is a whole one on the stick, the new one once it was made."""
        yield from super().wrong(folder, told)
        file = folder / "stick" / "one.rmdesk"
        key = slots.open(folder / "desk", "demo", PASSWORD)
        yield from backup_wrong(file, key)
        seq = max((one[1] for one in told if isinstance(one, tuple)), default=0)
        if container.read_header(file).head.seq < seq:
            yield "the backup that was made is not there"


class Restore(Course):
    """A desk is made of a backup."""

    name = "restore"

    def more(self, desk: Desk, folder: Path) -> None:
        """The backup."""
        done(backup.make(desk, folder / "stick" / "one.rmdesk"))

    def act(self, folder: Path) -> str | None:
        """`restored` when it is there."""
        there = folder / "stick"
        passed(backup.restore(there / "one.rmdesk", there / "desk", "demo", PASSWORD, clock=later()))
        tell("restored")
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """The new desk is whole, or none is there and it can be made."""
        there = folder / "stick"
        if told or (there / "desk" / "desk.db").exists():
            yield from desk_wrong(there / "desk", told)
        else:
            answer = backup.restore(there / "one.rmdesk", there / "desk", "demo", PASSWORD, clock=later())
            if isinstance(answer, Refused):
                yield f"cannot be restored again: {answer}"


class Keys(Course):
    """A password and the recovery code are changed; then the new code gives a third password."""

    name = "keys"
    forms = ("sensitive_acts.toml",)

    def act(self, folder: Path) -> str | None:
        """Each is told when the old one is no longer good."""
        with at_desk(folder) as desk:
            passed(people.change_password(desk, PASSWORD, NEW, COST))
            tell("changed")
            code = passed(people.renew_recovery(desk, Proof(NEW), COST))
            tell("renewed")
        passed(recovery.recover(folder / "desk", "demo", code, NEW * 2, cost=COST, clock=later())).close()
        tell("recovered")
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """One of the passwords opens the desk: the last one that was told to be good, or the next."""
        all_ = (PASSWORD, NEW, NEW * 2)
        least = 2 if "recovered" in told else 1 if "changed" in told else 0
        yield from desk_wrong(folder / "desk", told, all_[least:])


class Import(Course):
    """A list of products is brought in."""

    name = "import"

    def more(self, desk: Desk, folder: Path) -> None:  # noqa: ARG002
        """The list."""
        clients_listed(folder / "stick", _ROWS).rename(folder / "list.xlsx")

    def act(self, folder: Path) -> str | None:
        """All of it, or nothing."""
        with at_desk(folder) as desk:
            passed(running.bring_in(desk, "clients", folder / "list.xlsx", Choice()))
            tell(desk.store.head().seq)
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """All clients of the list, of whom one was known before, or none."""
        yield from super().wrong(folder, told)
        with Store.open(folder / "desk", slots.open(folder / "desk", "demo", PASSWORD), shared=True) as store:
            count = store.query("SELECT count(*) FROM client")[0][0]
        if count not in (1, _ROWS):
            yield f"{count} clients"


class Print(Course):
    """Papers of a client, each in a file, and all of them in one on the stick."""

    name = "print"
    forms = (
        "complaint_letters.toml",
        "notices.toml",
        "paper_sets.toml",
        "questionnaire.toml",
        "sentences.toml",
    )

    def act(self, folder: Path) -> str | None:
        """`printed` with the files that are there."""
        with at_desk(folder) as desk:
            client = desk.store.query("SELECT id FROM client")[0]["id"]
            for where in (folder / "desk" / "papers", folder / "stick" / "papers"):
                sheets = passed(printing.print_client(desk, client, where, "zh", ("privacy_notice",)))
                tell(("printed", str(sheets[0].path), desk.store.head().seq))
                tell(desk.store.head().seq)
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """What was printed is there, and no paper is half a paper."""
        yield from super().wrong(folder, told)
        for path in (Path(one[1]) for one in told if isinstance(one, tuple)):
            if not path.is_file():
                yield f"{path.name} was printed and is not there"
        for path in folder.rglob("*.pdf"):
            if not path.read_bytes().rstrip().endswith((b"undrawn", b"%%EOF")):
                yield f"{path.name} is half a paper"


class Scans(Course):
    """A scanned paper is filed, and its source deleted."""

    name = "scans"
    forms = (
        "archive.toml",
        "complaint_letters.toml",
        "disclosures/wealth.toml",
        "notices.toml",
        "paper_sets.toml",
        "questionnaire.toml",
        "ranking.toml",
        "refusals.toml",
        "rules.toml",
        "sentences.toml",
    )

    def more(self, desk: Desk, folder: Path) -> None:
        """Two sheets of a paper, as a scanner gives them."""
        clock = desk.clock
        assert isinstance(clock, Clock)
        (file, *_) = sales_printed(desk, clock, 1, folder / "printed")
        save_pdf([one.picture for one in pages_of(file)], folder / "list.pdf")

    def act(self, folder: Path) -> str | None:
        """`filed` once every page is kept."""
        with at_desk(folder) as desk, patch.object(scan_filing, "pages_of_paper", return_value=2):
            source = _read(folder / "list.pdf")
            assert not isinstance(source, Refusal)
            taken = passed(scan_filing.take_in(desk, source))
            if taken.spare:
                tell(desk.store.head().seq)
                tell("filed")
                passed(scan_filing.delete_sources(desk, (taken,)))
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """The source is there, or all that it held."""
        yield from super().wrong(folder, told)
        with Store.open(folder / "desk", slots.open(folder / "desk", "demo", PASSWORD), shared=True) as store:
            kept = len({row["kind"] for row in store.query("SELECT kind FROM journal")} & {"archive.page_filed/1"})
            held = store.query("SELECT count(*) FROM attachment")[0][0]
        if held not in (0, 2) or (held == 0 and not (folder / "list.pdf").exists()):
            yield f"{held} pages kept ({kept}), source {(folder / 'list.pdf').exists()}"


class Export(Course):
    """The journal and a list are written to the stick."""

    name = "export"
    forms = ("sensitive_acts.toml",)

    def act(self, folder: Path) -> str | None:
        """`written` with each file."""
        with at_desk(folder) as desk:
            acts: tuple[tuple[str, Callable[[Path], object]], ...] = (
                ("journal.jsonl", lambda to: journal_export.export(desk, to, Proof(PASSWORD))),
                ("clients.csv", lambda to: exporting.export(desk, "clients", to, "zh")),
            )
            for name, write in acts:
                passed(write(folder / "stick" / name))
                tell(("written", name))
                tell(desk.store.head().seq)
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """Every file that was told to be written is there, whole."""
        yield from super().wrong(folder, told)
        for name in (str(one[1]) for one in told if isinstance(one, tuple)):
            if not (folder / "stick" / name).read_bytes().endswith(b"\n"):
                yield f"{name} is not whole"


class SetUp(Course):
    """A desk is set up."""

    name = "set-up"

    def build(self, folder: Path) -> None:
        """Nothing is there."""

    def act(self, folder: Path) -> str | None:
        """`made` with the recovery code, once somebody may note it down."""
        passed(_create(folder))[0].close()
        tell("made")
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """There is a desk, or one can be set up there."""
        answer = _create(folder)
        if not isinstance(answer, Refused):
            answer[0].close()
        yield from desk_wrong(folder / "desk", told)
        if told and not isinstance(answer, Refused):
            yield "the desk that was made is not there"


def _create(folder: Path) -> "tuple[Desk, str] | Refused":
    make = partial(opening.create, folder / "desk", BRANCH, staff("demo"), PASSWORD, little_pack(), "zh")
    return make(cost=COST, clock=later())


_read = cache(read_source)
"""Codes are looked for in a picture once."""
_ALL: Final = (
    *(SetUp(), Scans(), Backup(), Facts(), Import(), Keys(), Print(), Export(), Restore()),
    *(Bundling(), Installing()),
)
COURSES: Final[dict[str, Course]] = {one.name: one for one in _ALL}
