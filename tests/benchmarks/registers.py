"""Registers with ten thousand entries of ten thousand clients: a list, the dues of one person, an act, a bulk of parts.

Each is held against the least that it could be: the same rows read and parsed, the same number of facts appended.
"""

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Row, in_turn, seconds
from rmdesk.desk import people as at_desk
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import registers as dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, listing, sources
from rmdesk.desk.registers.around import thresholds
from rmdesk.desk.registers.sources import Subject
from rmdesk.desk.registers.views import Query
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain import facts
from rmdesk.domain.registers.act_facts import beginning
from rmdesk.domain.registers.entry import Entry, begun
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.following import follows
from rmdesk.domain.registers.judging import Attempt
from support.desks import COST, PASSWORD, done
from support.people import client, person_profile, product, staff
from support.registers import SECRET, at, people, was_done
from support.walk import put_on

MANAGERS, CLIENTS = 40, 250
RECIPIENTS = 200


class Filled(NamedTuple):
    """A desk with a risk of every client, and how many."""

    desk: Desk
    entries: int


def filled(desk: Desk, managers: int = MANAGERS, clients: int = CLIENTS) -> Filled:
    """Fill a fresh desk: so many managers with so many clients each, one risk a client, owned by the manager."""
    people(desk)
    at(desk, "product_keeper")
    put_on(desk, product())
    for number in range(managers):
        done(
            at_desk.add(at(desk, "administrator", login="demo"), staff(f"m{number}", "manager"), SECRET, PASSWORD, COST)
        )
    with desk.transaction():
        for number in range(managers * clients):
            _risk(desk, number, f"m{number % managers}")
    return Filled(desk, managers * clients)


def _risk(desk: Desk, number: int, manager: str) -> None:
    at(desk, "compliance")
    profile = person_profile(name=f"客户{number}", phone=f"138{number:08d}")
    one = client(profile, id=f"client-{number}", no=f"K-{number + 1:04d}", manager=manager)
    desk.record(facts.ClientRegistered(client=one), one.id)
    register, about = desk.pack.registers["risk"], About(kind="client", id=one.id)
    grade = str(number % 5 + 1)
    answers = {"title": f"集中度{number}", "class": "operational", "source": "check", "likelihood": grade}
    answers |= {"impact": "3", "owner": manager, "review_on": (desk.today() + timedelta(number % 90)).isoformat()}
    attempt = Attempt(act="identify", entry=None, about=about, answers=answers)
    entry_id = f"entry-{number}"
    fact = beginning(register, attempt, entry_id=entry_id, no=f"RK-{number + 1:04d}", client_id=one.id, on=desk.today())
    zone = desk.local(desk.now()).tzinfo
    assert zone is not None
    after = follows(register, begun(fact, "compliance", desk.now()), CALENDAR, zone, {}, thresholds(desk))
    desk.record(fact.model_copy(update={"follows": after}), entry_id)


def rows(full: Filled, rounds: int = 5) -> Iterator[Row]:
    """Every measurement on a filled desk."""
    desk, many = full
    every, until = (lambda: _page(at(desk, "compliance"))), desk.today() + timedelta(30)
    yield _row(f"list of {many} entries, as compliance", every, _read(desk, ""), rounds, 8)
    mine = lambda: _page(at(desk, "manager", login="m7"))  # noqa: E731
    yield _row("the same as a manager with his own clients", mine, _read(desk, "m7"), rounds, 8)
    found = lambda: _page(at(desk, "compliance"), "集中度77")  # noqa: E731
    yield _row("search in it", found, _read(desk, ""), rounds, 30)
    due = lambda: list(dues.due(at(desk, "manager", login="m7"), until))  # noqa: E731
    yield _row("dues of one person", due, lambda: _due_rows(desk, "m7"), rounds, 12)
    yield _row("one act on an entry", lambda: _review(desk), lambda: _appended(desk, 1), rounds, 25)
    yield _bulk(desk)


def _row(what: str, ours: Callable[[], object], bare: Callable[[], object], rounds: int, goal: float) -> Row:
    taken, least = in_turn(lambda: seconds(ours), lambda: seconds(bare), rounds)
    return Row(what, taken, least, "the same rows read, or a fact appended", goal)


def _page(desk: Desk, text: str = "") -> None:
    done(listing.page(desk, "risk", Query(text=text)))


def _read(desk: Desk, manager: str) -> Callable[[], object]:
    """Two hundred entries in the list's order, parsed: of all, or of one manager's clients."""
    whose = "AND e.client_id IN (SELECT id FROM client WHERE manager = ?)" if manager else ""
    sql = f"""SELECT e.doc FROM entry_value v JOIN entry e ON e.id = v.entry_id {whose}
              WHERE v.register_id = 'risk' AND v.key = 'score' ORDER BY v.rank DESC LIMIT 200"""
    params = (manager,) if manager else ()
    return lambda: [Entry.model_validate_json(row["doc"]) for row in desk.store.query(sql, params)]


def _due_rows(desk: Desk, login: str) -> list[Entry]:
    sql = """SELECT e.doc FROM entry_due d JOIN entry e ON e.id = d.entry_id
             WHERE d.whom_kind = 'person' AND d.whom_id = ? AND d.on_day <= ?"""
    found = desk.store.query(sql, (login, (desk.today() + timedelta(44)).isoformat()))
    return [Entry.model_validate_json(row["doc"]) for row in found]


def _review(desk: Desk) -> None:
    row = desk.store.query("SELECT version FROM entry WHERE id = 'entry-3'")[0]
    answers = {"likelihood": "1", "impact": "2", "review_on": (desk.today() + timedelta(60)).isoformat()}
    was_done(acting.do(at(desk, "reviewer"), "entry-3", "review", row["version"], answers))


def _appended(desk: Desk, count: int) -> None:
    with desk.transaction():
        for _ in range(count):
            desk.record(facts.LoginFailed(login="nobody", tried_at=desk.now(), place="open"), "desk")


def _bulk(desk: Desk) -> Row:
    """A notice to two hundred holders, against so many facts appended."""
    subjects = tuple(Subject(About(kind="client", id=f"client-{number}"), {"amount": "20000"}, no=f"K-{number + 1:04d}")
                     for number in range(RECIPIENTS))  # fmt: skip
    typed = {"about": "W-01", "event": "regrade", "happened_on": desk.today().isoformat(), "facts": "等级调整"}
    typed |= {"until": (desk.today() + timedelta(5)).isoformat()}
    notice = was_done(acting.begin(at(desk, "product_keeper"), "notice", typed))
    real = sources.SOURCES["holders"]
    sources.SOURCES["holders"] = lambda *_: subjects
    try:
        day, proof = {"holders_on": desk.today().isoformat()}, Proof(SECRET)
        at(desk, "compliance")
        taken = seconds(lambda: was_done(acting.do(desk, notice.no, "release", 1, day, proof=proof)))
    finally:
        sources.SOURCES["holders"] = real
    return Row(f"a notice to {RECIPIENTS} holders", taken, seconds(lambda: _appended(desk, RECIPIENTS)),
               "so many facts appended", 15)  # fmt: skip


def memory_of_a_list(desk: Desk) -> int:
    """The most bytes that a page of the list held at once."""
    _page(at(desk, "compliance"))
    tracemalloc.start()
    _page(desk)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def folder_rows(folder: Path) -> Iterator[Row]:
    """On a fresh desk in `folder`."""
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource
    from support.clock import Clock
    from support.desks import new_desk

    with new_desk(folder / "registers", load(resource("forms")), Clock()) as desk:
        yield from rows(filled(desk))
