"""What a key or a screen costs as the book grows: the use cases behind the screens, each against the least that raw SQL
over the same encrypted file takes to find and read the same.

Processor time alone, ours and the bare thing in turn; so a busy machine falls on both.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.figure import Figure, figure
from rmdesk.desk import client_file, clients, home
from rmdesk.desk.archive import filing
from rmdesk.desk.audit import trail
from rmdesk.desk.audit.seeking import Sought
from rmdesk.desk.complaints import board
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import figures
from rmdesk.desk.registers import acting
from rmdesk.desk.registers import listing as registers
from rmdesk.desk.search import everything
from rmdesk.desk.shelf import listing as shelf
from rmdesk.domain.people import Role
from rmdesk.store.vault import FILE
from support.clock import Clock
from support.desks import done
from support.grown import MANAGER, grown, grown_before
from support.people import staff

PEOPLE: dict[str, tuple[str, Role]] = {"manager": (MANAGER, "manager"), "sees all": ("compliance", "compliance")}
_TYPED = {
    "one letter": "l",
    "two letters": "li",
    "a name in pinyin": "sunxiuying",
    "one character": "孙",
    "a name": "孙秀英",
    "a number": "K-0042",
    "digits": "13",
    "digits of a phone": "1390000004",
    "what nobody has": "qqqqq",
}
_ROUNDS, _LEAST_ROUNDS, _LONG = 25, 3, 4.0


class Way(NamedTuple):
    """What is done, and the bare thing: a query, its values, and what is read of its rows. `first` is done before each
    round of ours, and not measured. `whole`: goes through a whole book, all cases or all facts, or needs what does."""

    what: str
    ours: Callable[[], object]
    sql: str
    values: tuple[object, ...] = ()
    first: Callable[[], object] | None = None
    whole: bool = False


PROVED = 10_000
"""Up to so many clients the desk is told anew from its journal and compared."""
WHOLE = 100_000
"""Up to so many what goes through a whole book is measured too: of a million it takes minutes."""


def ready(folder: Path, size: int, products: int) -> tuple[Desk, Clock, str]:
    """A desk with so many clients and products in `folder`, the one that stands there or a new one, proved where that
    takes no hours; and in words what it took and takes."""
    if folder.exists():
        return (*grown_before(folder), f"{size:,} clients, {products:,} products: grown before")
    begun, processor = time.perf_counter(), time.process_time()
    desk, clock = grown(folder, size, products)
    wall, processor = time.perf_counter() - begun, time.process_time() - processor
    facts, room = desk.store.head().seq, (folder / FILE).stat().st_size / 1e6
    told = f"{size:,} clients, {products:,} products: {facts:,} facts, {room:,.0f} MB, grown in {processor:,.0f} s of"
    if size <= PROVED:
        said = desk.store.replay()
        assert said.ok, said.faults[:3]
    return desk, clock, f"{told} processor time ({wall:,.0f} s), at most {_held():,.0f} MB in memory"


def _held() -> float:
    """The most that this program ever held, in millions of bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def of_desk(desk: Desk, size: int, products: int, *, whole: bool) -> Iterator[Figure]:
    """Every way on a grown desk, as a plain manager and as one who sees all; `whole`: also what goes through a book."""
    for person, (login, role) in PEOPLE.items():
        desk.actor = staff(login, role)
        for way in ways(desk):
            if whole or not way.whole:
                yield figure(way.what, person, (size, products), *_in_turn(way, desk))


def ways(desk: Desk) -> Iterator[Way]:
    """What stands behind a key on each main screen, for whoever is at the desk."""
    mine = ("manager = ? AND", (desk.actor.login,)) if desk.actor.roles == ("manager",) else ("", ())
    whose, who = mine
    for what, text in _TYPED.items():
        yield Way(f"search: {what}", partial(_find, desk, text), *_sought(text, mine))
    yield Way(
        "search: words everywhere",
        lambda: done(everything.find(desk, "赎回费")),
        "SELECT doc FROM complaint WHERE ended = 0 LIMIT 50",
    )
    page = f"SELECT id, no, name, kind, doc FROM client WHERE {whose} 1 ORDER BY sort, id LIMIT 200"
    yield Way("clients: first page", lambda: done(clients.page(desk)), page, who)
    one = desk.store.query(f"SELECT id FROM client WHERE {whose} 1 ORDER BY no LIMIT 1", who)[0]["id"]
    yield Way("client's file", lambda: done(client_file.read(desk, one)), _FILE, (one,) * 5)
    until = desk.today().isoformat()
    due = f"""SELECT due.doc FROM due CROSS JOIN client ON client.id = due.client_id
              WHERE {whose.replace("manager", "+manager")} done = 0 AND remind <= ?"""
    today, spoken = partial(home.overview, desk), partial(_spoken_to, desk)
    through = partial(Way, whole=True)
    at_once = partial(home.overview, at_once=True)
    yield Way("morning: dues, what shows at once", lambda: _anew(desk, at_once), due, (*who, until))
    yield through("morning: dues, at the first look", lambda: _anew(desk, home.overview), due, (*who, until))
    yield through("morning: dues, after a contact", lambda: done(today()), due, (*who, until), spoken)
    yield through("morning: dues, at a return", lambda: done(today()), due, (*who, until))
    yield Way("morning: week and sales", lambda: done(home.business(desk)), "SELECT doc FROM sale WHERE state = 'open'")
    yield Way("board of cases", lambda: done(board.board(desk)), "SELECT doc FROM complaint WHERE ended = 0")
    tracks = "SELECT t.doc FROM track t JOIN client c ON c.id = t.client_id ORDER BY number LIMIT 200"
    yield Way("archive: unfinished", lambda: done(filing.unfinished(desk)), tracks)
    month = desk.today() - timedelta(30), desk.today()
    counted = "SELECT count(*), sum(amount) FROM figure_sales WHERE signed_at >= ?"
    since = (str(month[0]),)
    shown = partial(figures.listed, desk, *month)
    yield through(
        "indicators, at the first look",
        lambda: _anew(desk, lambda again: figures.listed(again, *month)),
        counted,
        since,
    )
    yield through("indicators, after a contact", lambda: done(shown()), counted, since, spoken)
    yield through("indicators, at a return", lambda: done(shown()), counted, since)
    entries = "SELECT doc FROM entry WHERE register_id = 'contact_log' ORDER BY no DESC LIMIT 200"
    yield Way("a register's list", lambda: done(registers.page(desk, "contact_log")), entries)
    yield Way("shelf: first page", lambda: done(shelf.page(desk, shelf.Sought())), "SELECT doc FROM product LIMIT 200")
    words = shelf.Sought("测试4号")
    yield Way("shelf: a filter", lambda: done(shelf.page(desk, words)), "SELECT doc FROM product LIMIT 200")
    if not {"compliance", "auditor"}.isdisjoint(desk.actor.roles):
        latest = "SELECT seq, at, actor, kind, subject, payload FROM journal ORDER BY seq DESC LIMIT 51"
        yield Way("audit: last page", lambda: done(trail.page(desk, Sought(), "zh")), latest)
        words_of = "SELECT seq FROM journal WHERE payload LIKE '%秀英%' ORDER BY seq DESC LIMIT 51"
        rare = partial(trail.page, desk, Sought(text="秀英"), "zh")
        yield through("audit: words", lambda: done(rare()), words_of)


_FILE = """SELECT doc FROM client WHERE id = ? UNION ALL SELECT doc FROM assessment WHERE client_id = ?
    UNION ALL SELECT doc FROM sale WHERE client_id = ? UNION ALL SELECT doc FROM due WHERE client_id = ?
    UNION ALL SELECT doc FROM entry WHERE client_id = ?"""
_BY_NAME = """SELECT id, no, name, kind, doc FROM client WHERE {whose} id IN
    (SELECT client_id FROM client_search WHERE rowid IN
        (SELECT rowid FROM client_search_fts WHERE client_search_fts MATCH ?)) ORDER BY sort, id LIMIT 50"""
_BY_NUMBER = "SELECT id, no, name, kind, doc FROM client WHERE {whose} {column} >= ? AND {column} < ? LIMIT 50"


def _anew(desk: Desk, look: Callable[[Desk], object]) -> None:
    """A look at the same desk, which has kept nothing yet of what stands until the next fact."""
    done(look(Desk(desk.folder, desk.store, desk.pack, desk.branch, desk.actor, desk.clock)))
    desk.caught_up()  # an auditor's look is a fact


def _spoken_to(desk: Desk) -> None:
    """What happens oftenest: somebody spoke with a client."""
    at_desk, desk.actor = desk.actor, staff(MANAGER, "manager")
    no = desk.store.query("SELECT no FROM client WHERE manager = ? ORDER BY no LIMIT 1", (MANAGER,))[0]["no"]
    said = {"channel": "phone", "side": "bank", "summary": "问候", "secrecy": "normal", "on": desk.today().isoformat()}
    done(acting.begin(desk, "contact_log", {**said, "about": f"client:{no}"}))
    desk.actor = at_desk


def _find(desk: Desk, text: str) -> None:
    done(everything.find(desk, text, deep=False))


def _sought(text: str, mine: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[object, ...]]:
    """The best query for what is typed, as somebody would write it who knows what it is."""
    whose, who = mine
    if text[0].isdigit() or "-" in text:
        column = "no" if "-" in text else "phone"
        end = text + ("" if "-" in text else "~")
        sql = _BY_NUMBER.format(whose=whose.replace("manager", "+manager"), column=column)
        return sql.replace("< ?", "<= ?"), (*who, text, end)
    words = f'spelling : "{text}"*' if text.isascii() else f'name : "{" ".join(text)}"'
    return _BY_NAME.format(whose=whose.replace("manager", "+manager")), (*who, words)


def _in_turn(way: Way, desk: Desk) -> tuple[list[float], list[float]]:
    """Milliseconds of processor time of each round of both; fewer rounds of what takes long."""
    ours, bare = [], []
    for _ in range(_ROUNDS):
        if way.first is not None:
            way.first()
        ours.append(_taken(way.ours))
        bare.append(max(_taken(lambda: desk.store.query(way.sql, way.values)), 0.001))
        if len(ours) >= _LEAST_ROUNDS and sum(ours) + sum(bare) > _LONG * 1000:
            break
    return ours[1:], bare[1:]  # what the first one reads from the disk, the others find


def _taken(act: Callable[[], object]) -> float:
    begun = time.process_time_ns()
    act()
    return (time.process_time_ns() - begun) / 1e6
