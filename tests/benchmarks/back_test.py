"""How long it takes to ask every signed sale again under another pack, against the match alone over the same sales.

python tests/benchmarks/back_test.py [SALES]        1000 when not given
"""

import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Row, in_turn, seconds, table
from benchmarks.sales import SALES, sold
from rmdesk.desk import back_testing, sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.packs import Proposal
from rmdesk.desk.proving.desk_told import desk_told
from rmdesk.domain.facts import Countersigned
from rmdesk.domain.match import match
from rmdesk.formpack import load, load_texts
from rmdesk.resources import folder as resource
from rmdesk.store.passing import passed_by
from support.clock import Clock
from support.desks import done, new_desk

GOAL = 2.0


def rows(desk: Desk, count: int) -> Iterator[Row]:
    """Every sale is withheld: the most that there is to do."""
    proposal = stricter(desk)
    ours, bare = in_turn(lambda: seconds(lambda: _tested(desk, proposal)), lambda: seconds(lambda: _matched(desk)), 1)
    yield Row(f"backtest, all {count} sales withheld", ours, bare, "match", GOAL)
    memory = _memory(lambda: _tested(desk, proposal)), _memory(lambda: _matched(desk))
    yield Row("its memory", *memory, "match", bytes=True)


def stricter(desk: Desk) -> Proposal:
    """A pack under which nobody was trained for long enough."""
    texts = dict(desk.pack.files)
    was = 'key = "compliance_training_hours"\nvalue = 8'
    texts["thresholds.toml"] = texts["thresholds.toml"].replace(was, was.replace("8", "100"))
    return Proposal(load_texts(texts), (), desk.today())


def _tested(desk: Desk, proposal: Proposal) -> None:
    found = done(back_testing.back_test(desk, proposal, lambda _: None))
    assert found.withheld == found.sales > 0


def _matched(desk: Desk) -> None:
    """The match alone over the same sales, each at its moment."""
    with desk_told(desk) as told:
        for row in passed_by(desk.store, told.kinds):
            if row.payload is None or row.kind not in told.kinds:
                continue
            entry = row.entry
            sale, then = (told.sale(entry), told.at(entry)) if row.kind == Countersigned.kind else (None, None)
            if sale is not None and then is not None:
                asked, chosen = sales.judged_by(then, sale)
                assert chosen is not None
                match(chosen, asked)
            told.tell(entry, row.fact)


def _memory(act: Callable[[], object]) -> float:
    tracemalloc.start()
    act()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


if __name__ == "__main__":
    number, clock = int(sys.argv[1]) if len(sys.argv) > 1 else SALES, Clock()
    with tempfile.TemporaryDirectory() as name, new_desk(Path(name) / "sold", load(resource("forms")), clock) as desk:
        print(table(list(rows(sold(desk, clock, number), number))))
