"""All benchmarks, as one table of ratios: python tests/benchmarks/run.py [start screens papers match build …]

Each is measured in turn with something bare in the same run, so that the ratios hold on any machine. Exits with 1 when
a goal is missed.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Row, table


def start(folder: Path) -> Iterator[Row]:
    """Cold start and `--version`."""
    from benchmarks import starting
    from support.sampled import sample_desk

    sample_desk(folder / "start").close()
    yield from starting.rows(folder / "start")


def screens(folder: Path) -> Iterator[Row]:
    """Screen changes."""
    from benchmarks import screens as changing
    from support.sampled import sample_desk

    desk = sample_desk(folder / "screens")
    yield from changing.rows(desk, folder / "screens")
    desk.close()


def papers(folder: Path) -> Iterator[Row]:
    """A paper set."""
    from benchmarks import papers as printing
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource
    from support.clock import Clock
    from support.desks import new_desk

    clock = Clock()
    with new_desk(folder / "papers", load(resource("forms")), clock) as desk:
        yield from printing.rows(desk, clock, folder / "pdf")


def match(folder: Path) -> Iterator[Row]:
    """The shelf of the sample."""
    from benchmarks import matching
    from support.sampled import sample_desk

    desk = sample_desk(folder / "match")
    yield from matching.rows(desk)
    desk.close()


def build(folder: Path) -> Iterator[Row]:  # noqa: ARG001
    """The sample desk."""
    from benchmarks import matching

    yield from matching.build_rows()


def journal(folder: Path) -> Iterator[Row]:  # noqa: ARG001
    """Verify."""
    from benchmarks import journal as verifying

    yield from verifying.rows()


def registers(folder: Path) -> Iterator[Row]:
    """Ten thousand entries."""
    from benchmarks import registers as kept

    yield from kept.folder_rows(folder)


def rules(folder: Path) -> Iterator[Row]:
    """Every sale asked again."""
    from benchmarks import sales

    yield from sales.folder_rows(folder, 2000)  # beside which starting the command costs little


def shelf(folder: Path) -> Iterator[Row]:
    """Five thousand products."""
    from benchmarks import shelf as shelved
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource
    from support.clock import Clock
    from support.desks import new_desk

    with new_desk(folder / "shelf", load(resource("forms")), Clock()) as desk:
        yield from shelved.rows(shelved.filled(desk), folder / "shelf")


def imports(folder: Path) -> Iterator[Row]:
    """A hundred thousand clients of another system, five thousand products of a head office."""
    from benchmarks import imports as brought

    yield from brought.rows(folder / "imports")


def clients(folder: Path) -> Iterator[Row]:
    """Ten thousand clients in one book."""
    from benchmarks import clients as sought
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource
    from support.clock import Clock
    from support.desks import new_desk

    with new_desk(folder / "clients", load(resource("forms")), Clock()) as desk:
        yield from sought.rows(sought.filled(desk))


def scans(folder: Path) -> Iterator[Row]:
    """Forty scanned pages of ten sales."""
    from benchmarks import scans as scanned
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource
    from support.clock import Clock
    from support.desks import new_desk

    clock = Clock()
    with new_desk(folder / "scans", load(resource("forms")), clock) as desk:
        yield from scanned.rows(desk, clock, folder / "scanned")


ALL: dict[str, Callable[[Path], Iterator[Row]]] = {
    "start": start,
    "screens": screens,
    "papers": papers,
    "match": match,
    "build": build,
    "journal": journal,
    "registers": registers,
    "shelf": shelf,
    "rules": rules,
    "clients": clients,
    "imports": imports,
    "scans": scans,
}


def main(names: list[str]) -> int:
    """Run those named, or all. 2 for a name that is none."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(ALL)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        rows = [row for which in names or ALL for row in ALL[which](Path(name))]
    print(table(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
