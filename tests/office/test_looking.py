"""What head office looks up over the desks: their lists as one table, the evidence of any sale."""

import csv
from pathlib import Path
from zipfile import ZipFile

from office.headquarters import Branches
from rmdesk.desk.audit import evidence
from rmdesk.desk.guarding import Proof
from rmdesk.desk.lists import exporting
from rmdesk.office import looking
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import staff
from support.tiers import exhaustive

SALE = "J-0005"


@exhaustive
def test_lists_and_evidence_are_those_of_the_desks(branches: Branches, tmp_path: Path, clock: Clock) -> None:
    """A regulator asks the bank for its complaints, a court for one sale: head office answers without the laptop."""
    head, large, small = branches
    large.actor = staff("nobody", "compliance")
    known = {"虚构二支行": small, large.branch.branch: large}
    for name in looking.OF_ALL:
        path = tmp_path / f"{name}.csv"
        count = done(looking.write_list(head.office, head.dsn, name, path, "zh", clock()))
        with path.open(encoding="utf-8-sig", newline="") as file:
            _, *rows = csv.reader(file)
        assert len(rows) == count
        for branch, desk in known.items():
            done(exporting.export(desk, name, tmp_path / f"{branch}-{name}.csv", "zh"))
            with (tmp_path / f"{branch}-{name}.csv").open(encoding="utf-8-sig", newline="") as file:
                _, *own = csv.reader(file)
            assert [row[2:] for row in rows if row[0] == branch] == own, name
    path = tmp_path / "cases.csv"
    assert codes(looking.write_list(head.office, head.dsn, "cases", path, "zh", clock())) == ["INPUT.exists"]
    made = done(looking.evidence_of(head.office, head.dsn, large.store.device, SALE, tmp_path / "hq", "zh", clock()))
    large.actor = staff("compliance", "compliance")
    mine = done(evidence.pack(large, SALE, tmp_path / "own", "zh", Proof(PASSWORD)))
    theirs, ours = _content(made.zip), _content(mine.zip)
    assert made.missing == mine.missing
    assert theirs.keys() - {f"{made.number}-cover.pdf"} == ours.keys() - {f"{mine.number}-cover.pdf"}
    for name in theirs.keys() & ours.keys() - {"README.txt", "SHA256SUMS"}:  # both name the cover
        assert theirs[name] == ours[name] or name.startswith("papers/"), name
    assert "facts.jsonl" in theirs
    answers = (
        looking.evidence_of(head.office, head.dsn, "no such desk", SALE, tmp_path, "zh", clock()),
        looking.evidence_of(head.office, head.dsn, small.store.device, SALE, tmp_path, "zh", clock()),
    )
    assert [codes(one) for one in answers] == [["EXCHANGE.unknown"], ["INPUT.unknown"]]


def _content(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}
