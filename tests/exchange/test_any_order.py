"""Three desks exchange in any order, with losses, repeats, cuts and misdeliveries: at the end all agree."""

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from exchange.meeting import carry, enrol_one_another, give, one_of, refused_as, work
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import standing, taking
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks, done
from support.tiers import also, longer

DESKS = st.integers(0, 2)


class Exchanging(RuleBasedStateMachine):
    """Every bundle that was given lies in a heap, from which anything may be taken in, again and again, or be lost."""

    fresh: ClassVar[FreshDesks]
    pack: ClassVar[Pack]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(tempfile.mkdtemp())
        self.heap: list[tuple[Path, int, int]] = []
        self.desks: list[Desk] = []
        self.given: dict[tuple[int, int], int] = {}

    @initialize()
    def three(self) -> None:
        """They know one another."""
        opened = (one_of(self.fresh, self.folder / name, self.pack, Clock()) for name in "abc")
        self.desks = [self.stack.enter_context(one) for one in opened]
        enrol_one_another(*self.desks)

    @rule(at=DESKS)
    def works(self, at: int) -> None:
        """A fact more."""
        work(self.desks[at])

    @rule(giver=DESKS, other=st.integers(1, 2))
    def gives(self, giver: int, other: int) -> None:
        """One bundle more on the heap."""
        to = (giver + other) % 3
        made = give(self.desks[giver], self.desks[to])
        self.given[giver, to] = made.number
        self.heap.append((made.file, giver, to))

    @rule(pick=st.integers(0, 99), keep=st.booleans())
    def takes(self, pick: int, keep: bool) -> None:
        """Any of them, in any order; it may come again."""
        if not self.heap:
            return
        at = pick % len(self.heap)
        file, giver, to = self.heap[at] if keep else self.heap.pop(at)
        before = self._held(to, giver)
        taken = done(taking.take(self.desks[to], file))
        assert self._held(to, giver) == before + taken.new

    @rule(pick=st.integers(0, 99), where=st.integers(0, 10_000), how=st.sampled_from(["cut", "flip", "elsewhere"]))
    def spoils(self, pick: int, where: int, how: str) -> None:
        """What is cut, altered or brought to somebody else is refused, and leaves nothing behind."""
        if not self.heap:
            return
        file, giver, to = self.heap[pick % len(self.heap)]
        data, at = bytearray(file.read_bytes()), where % file.stat().st_size
        spoilt = self.folder / "spoilt.bundle"
        if how == "cut":
            del data[at:]
        elif how == "flip":
            data[at] ^= 1
        spoilt.write_bytes(data)
        desk = self.desks[3 - giver - to] if how == "elsewhere" else self.desks[to]
        before = desk.store.head()
        answer = taking.take(desk, spoilt)
        assert isinstance(answer, Refused)
        assert refused_as(answer).startswith("EXCHANGE.")
        assert desk.store.head() == before

    def teardown(self) -> None:
        """Last rounds through every pair; then all hold what the others wrote, fact by fact, and nothing twice."""
        if self.desks:
            pairs = [(giver, to) for giver in range(3) for to in range(3) if giver != to]
            for giver, to in pairs:
                carry(self.desks[giver], self.desks[to])
            for giver, to in pairs:
                self._agree(giver, to)
            for desk in self.desks:
                assert desk.store.replay().faults == ()
        self.stack.close()
        shutil.rmtree(self.folder)

    def _agree(self, giver: int, to: int) -> None:
        sql = "SELECT seq, hash FROM received_fact WHERE desk = ? ORDER BY seq"
        device = self.desks[giver].store.device
        received = [tuple(row) for row in self.desks[to].store.query(sql, (device,))]
        own = [tuple(row) for row in self.desks[giver].store.query("SELECT seq, hash FROM journal ORDER BY seq")]
        assert received == own[: len(received)]
        one = next(one for one in done(standing.status(self.desks[to])) if one.peer.card.device == device)
        assert one.peer.clashes == ()
        assert one.peer.have.seq == len(received)
        came = self.given.get((giver, to), 0) + 1 - sum(last - first + 1 for first, last in one.missing)
        sql = "SELECT count(*) FROM bundle WHERE device = ? AND way = 'in'"
        assert self.desks[to].store.query(sql, (device,))[0][0] == came

    def _held(self, at: int, of: int) -> int:
        device = self.desks[of].store.device
        sql = "SELECT count(*) FROM received_fact WHERE desk = ?"
        return int(self.desks[at].store.query(sql, (device,))[0][0])


@longer
@pytest.mark.parametrize(("examples", "steps"), [(1, 12), also(20, 40)])
def test_in_any_order(fresh_desks: FreshDesks, pack: Pack, examples: int, steps: int) -> None:
    """Nothing is lost that somebody still has, nothing is doubled, and nothing that is sound is refused."""
    Exchanging.fresh, Exchanging.pack = fresh_desks, pack
    checked = settings(
        max_examples=examples + 1,  # all steps of the first one are alike
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Exchanging, settings=checked, _min_steps=steps)
