"""Desks and head office over sticks that are lost, cut, copied, carried twice and in any order; and programs that are
killed at any call to the server."""

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from exchange.meeting import one_of, twin_of, work
from office.headquarters import Headquarters
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from rmdesk.office import projecting, standing
from support.clock import Clock
from support.desks import FreshDesks, done
from support.tiers import exhaustive
from support.walk import register

STEPS = 150


@exhaustive
@pytest.mark.parametrize("seed", range(2))
def test_in_any_order_everybody_agrees(
    head: Headquarters, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock, seed: int
) -> None:
    """At the end each desk's rows are at head office, once; what was refused was cut, or came from a copy."""
    chance, post, met = random.Random(seed), list[Path](), Counter[str]()
    with ExitStack() as stack:
        desks = [stack.enter_context(one_of(fresh_desks, tmp_path / f"d{n}", pack, clock)) for n in range(4)]
        for desk in desks:
            head.knows(desk)
        astray = twin_of(desks[0], tmp_path / "twin")
        stack.callback(astray.close)
        elsewhere = head._replace(folder=tmp_path / "elsewhere" / "keys")
        elsewhere.folder.parent.mkdir()
        work(desks[0], "甲")
        done(head.load(head.bundle(desks[0])))
        for step in range(STEPS):
            desk = chance.choice(desks)
            match chance.choice(
                ("work", "write", "carry", "carry", "repeat", "cut", "lose", "answer", "project", "copy")
            ):
                case "work":
                    register(desk, name=f"化名{step}") if chance.random() < 0.3 else work(desk, str(step))
                case "write":
                    post.append(head.bundle(desk))
                case "carry" if post:
                    met[_told(head.load(post.pop(chance.randrange(len(post)))))] += 1
                case "repeat" if post:
                    met[_told(head.load(chance.choice(post)))] += 1
                case "cut" if post:
                    short = Path(shutil.copy(chance.choice(post), tmp_path / "short.bundle"))
                    os.truncate(short, chance.randrange(short.stat().st_size))
                    met[_told(head.load(short))] += 1
                case "lose" if post:
                    post.pop(chance.randrange(len(post)))
                    met["lost"] += 1
                case "answer":
                    head.answer(desk)
                case "project":
                    head.project()
                case "copy":
                    work(astray, str(step))
                    met[_told(head.load(elsewhere.bundle(astray)))] += 1
        for desk in desks:
            done(head.load(head.bundle(desk)))
        head.project()
        for desk in desks:
            head.agrees(desk)
        proved = done(standing.verify(head.office, head.dsn))
        assert [(one.facts, one.faults) for one in proved] == [(one.peer.have.seq, ()) for one in proved]
    assert met["new"] > 5
    assert met.keys() <= {"new", "again", "lost", "EXCHANGE.cut", "EXCHANGE.none", "EXCHANGE.rewritten",
                          "EXCHANGE.rolled_back", "EXCHANGE.twin", "EXCHANGE.gap"}  # fmt: skip
    assert met["EXCHANGE.rewritten"] + met["EXCHANGE.twin"] + met["EXCHANGE.rolled_back"] > 0


def _told(answer: Any) -> str:
    if isinstance(answer, Refused):
        return answer.reasons[0].code
    return "again" if answer.again else "new"


@contextmanager
def _dying_after(calls: int) -> Iterator[None]:
    """This process is killed at a call to the server, after so many."""
    left = [calls]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)

        return called

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in (
            (psycopg.Connection, "execute"),
            (psycopg.Cursor, "executemany"),
            (psycopg.Copy, "write_row"),
        ):
            patch.setattr(owner, name, counted(getattr(owner, name)))
        yield


def _killed(calls: int, act: Callable[[], object]) -> bool:
    """Whether `act` was killed before it ended."""
    child = os.fork()
    if not child:
        with _dying_after(calls):
            act()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@exhaustive
def test_killed_anywhere_nothing_is_lost_or_doubled(
    head: Headquarters, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power goes at head office while bundles go in and tables are filled: what had not gone in whole goes in again."""
    monkeypatch.setattr(projecting, "_PART", 4)
    file, calls, kills = head.bundle(desk), 0, 0
    while _killed(calls, lambda: done(head.load(file))):
        calls, kills = calls + 1, kills + 1
        assert _counted(head) in ((0, 0, 0), (desk.store.head().seq - 1,) * 2 + (1,))
    for _ in range(3):
        register(desk, name="欧阳静怡")
        done(head.load(head.bundle(desk)))
        calls = 0
        while _killed(calls, head.project):
            calls, kills = calls + 5, kills + 1
    head.agrees(desk)
    assert kills > 50


def _counted(head: Headquarters) -> tuple[Any, ...] | None:
    """How many facts there are, how many the desk is said to have, how many bundles."""
    with psycopg.connect(head.dsn) as connection:
        sql = """SELECT (SELECT count(*) FROM office.fact), (SELECT have FROM office.desk),
        (SELECT count(*) FROM office.bundle)"""
        return connection.execute(sql.encode()).fetchone()
