"""All benchmarks, as tables of ratios, each measured in turn with something bare in the same run: they hold on any
machine.

    python tests/benchmarks/run.py [start screens papers match build …]     those named, or all; 1 when a goal is missed
    python tests/benchmarks/run.py --clients 1000,10000,100000 [--products 45,5000] [--only ways,enter,keys,starts]
                          [--json FILE] [--kept DIR]
                          the table of RESULTS.md (whole.py); fails where a grown desk is not what its journal says;
                          --kept: the grown desks stay in this folder and are used again
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figure import Figure
from benchmarks.measuring import Row, table

PARTS = ("ways", "enter", "keys", "starts")
"""What the whole table consists of."""


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


def keys(folder: Path) -> Iterator[Row]:
    """Keys on each main screen, with ten thousand clients and five thousand products."""
    from benchmarks import keys as pressed
    from support.grown import grown

    desk, _ = grown(folder / "keys", 10_000, 5000)
    yield from pressed.rows(desk)
    desk.close()


def imports(folder: Path) -> Iterator[Row]:
    """A hundred thousand clients of another system, five thousand products of a head office."""
    from benchmarks import imports as brought

    yield from brought.rows(folder / "imports")


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
    "keys": keys,
    "imports": imports,
    "scans": scans,
}


def grow(asked: argparse.Namespace) -> int:
    """The whole table, or what `--only` names of it; also as JSON into a file."""
    from benchmarks import whole
    from benchmarks.figure import HEAD, machine

    found: list[Figure] = []
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        for one in whole.figures(asked.kept or Path(name), asked.clients, asked.products, asked.only):
            if isinstance(one, str):
                print(f"\n{one}\n\n{HEAD}", flush=True)
            else:
                found.append(one)
                print(one.line(), flush=True)
    if asked.json is not None:
        rows = [{**one._asdict(), "ratio": one.ratio} for one in found]
        asked.json.write_text(json.dumps({"on": machine(), "rows": rows}, ensure_ascii=False, indent=1))
    return 0


def _sizes(typed: str) -> tuple[int, ...]:
    return tuple(int(one) for one in typed.split(","))


def _names(typed: str) -> tuple[str, ...]:
    return tuple(typed.split(","))


def main(typed: list[str]) -> int:
    """Run those named, or all. 2 for a name that is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *ALL], help=argparse.SUPPRESS)
    parser.add_argument("--clients", type=_sizes, default=())
    parser.add_argument("--products", type=_sizes, default=(45,))
    parser.add_argument("--only", type=_names, default=PARTS)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--kept", type=Path)
    asked = parser.parse_args(typed)
    if asked.clients:
        return grow(asked)
    with tempfile.TemporaryDirectory() as name:
        rows = [row for which in asked.names or ALL for row in ALL[which](Path(name))]
    print(table(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
