"""Cases go round between three desks by bundles in any order, lost, repeated and late: one owner, nothing twice."""

import random
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from complaints.kit import taken
from exchange.meeting import OWN, carry, coded, enrol_one_another, give, one_of, sound
from rmdesk.desk.complaints import cases, work
from rmdesk.desk.complaints.reading import all_cases, clocks_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, taking
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_facts import RemarkAdded
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks, done
from support.tiers import also

CODES = ("07", "08", "09")


class Round:
    """Three desks, their cases, and the bundles that lie about."""

    def __init__(self, desks: list[Desk], chance: random.Random) -> None:
        self.desks, self.chance = desks, chance
        self.heap: list[tuple[Path, Desk]] = []
        self.noted, self.met = Counter[str](), Counter[str]()
        self.dates = dict[str, object]()

    def step(self) -> None:
        """Anything that may happen."""
        desk = self.chance.choice(self.desks)
        other = self.chance.choice([one for one in self.desks if one is not desk])
        match self.chance.choice(
            ("work", "give_up", "answer", "answer", "write", "write", "take", "take", "take", "lose", "again")
        ):
            case "work":
                self._works(desk)
            case "give_up" if own := [one for one in all_cases(desk) if not one.moved]:
                done(cases_out.give_up(desk, self.chance.choice(own).id, other.branch.code, "换办", OWN))
                self.met["given up"] += 1
            case "answer":
                self._answers(desk)
            case "write":
                self.heap.append((give(desk, other).file, other))
            case "take" if self.heap:
                self._takes(self.heap.pop(self.chance.randrange(len(self.heap))))
            case "again" if self.heap:
                self._takes(self.chance.choice(self.heap))
            case "lose" if self.heap:
                self.heap.pop(self.chance.randrange(len(self.heap)))
                self.met["lost"] += 1

    def _works(self, desk: Desk) -> None:
        open_here = [one for one in all_cases(desk) if not one.moved]
        if not open_here or self.chance.random() < 0.2:
            view = taken(desk)
            self.dates[view.case.id] = _dates(desk, view.case)
            return
        case = self.chance.choice(open_here)
        done(work.remark(desk, case.id, case.version, "note", "记"))
        self.noted[case.id] += 1

    def _answers(self, desk: Desk) -> None:
        for one in done(cases_in.waiting(desk)):
            if self.chance.random() < 0.3:
                done(cases_in.turn_down(desk, one.moving.move.case_id, "不办", one.moving.device))
                self.met["refused"] += 1
            elif not one.against:
                done(cases_in.take_over(desk, one.moving.move.case_id, "", OWN, one.moving.device))
                self.met["taken over"] += 1

    def _takes(self, sent: tuple[Path, Desk]) -> None:
        answer = taking.take(sent[1], sent[0])
        if isinstance(answer, Refused):
            assert answer.reasons[0].code == "EXCHANGE.gap"
        self.met["gap" if isinstance(answer, Refused) else "bundles"] += 1

    def end(self) -> None:
        """Everything is carried, and every case is somewhere once."""
        for _ in range(2):
            for desk in self.desks:
                for other in self.desks:
                    if desk is not other:
                        carry(desk, other)
        for case_id, dates in self.dates.items():
            held = [
                (desk, case) for desk in self.desks for case in all_cases(desk, "id = ?", (case_id,)) if not case.gone
            ]
            assert len(held) == 1, "one owner: no case is lost between two desks, and none is handled twice"
            desk, case = held[0]
            assert _dates(desk, case) == dates
            notes = [one for one in done(cases.timeline(desk, case_id)) if isinstance(one.fact, RemarkAdded)]
            assert len(notes) == self.noted[case_id], "no note is lost or told twice"
        sound(*self.desks)


def _dates(desk: Desk, case: Case) -> list[tuple[str, object]]:
    return [(one.id, one.due) for one in clocks_of(desk, case) if one.legal]


@pytest.mark.parametrize(("seed", "steps"), [(1, 150), also(2, 300), also(3, 300)])
def test_in_any_order_each_case_has_one_owner(
    fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock, seed: int, steps: int
) -> None:
    """If it fails, a complainant is told two results, or none, and the legal date passes between two desks."""
    with ExitStack() as stack:
        desks = [stack.enter_context(one_of(fresh_desks, tmp_path / code, pack, clock)) for code in CODES]
        for desk, code in zip(desks, CODES, strict=True):
            coded(desk, code)
        enrol_one_another(*desks)
        going = Round(desks, random.Random(seed))
        for _ in range(steps):
            going.step()
        going.end()
        assert going.met["taken over"] > 0
