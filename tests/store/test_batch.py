"""A batch of facts gives what the same facts give one by one: whoever brings a list in has the same desk after it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmdesk.store import Draft, Entry, Store
from rmdesk.store.batch import MOST
from rmdesk.store.project import Projections
from rmdesk.store.rows import Changes, Gone, Reader, Row
from rmdesk.store.vault import KEPT_IN_BATCH_KB, KEPT_KB
from store.kit import DEVICE, KEY, START, KitDeposited, KitNoted, boxes, counting, fill, made
from support.tiers import longer

Step = tuple[str, str]
WHAT = (
    "deposit",
    "deposit",
    "deposit",
    "bare",
    "drop",
    "clear",
    "sum",
    "part",
    "failing",
    "get",
    "query",
    "draft",
    "head",
)
STEPS = st.lists(st.tuples(st.sampled_from(WHAT), st.sampled_from("AB")), max_size=40)


class HalfWayError(RuntimeError):
    """The user's act failed half way."""


def _projections() -> Projections:
    """The kit's, and a remark that does something odd to the tables: a part of a row, rows gone by key or by value."""
    made = boxes()

    @made.projects(KitNoted)
    def odd(rows: Reader, fact: KitNoted, entry: Entry) -> Changes:
        what, box = fact.text.split()
        if what == "bare":
            yield Row("deposit", {"id": entry.id, "box": box, "amount": "1", "at": entry.at})
        elif what == "drop":
            yield Gone("box", {"name": box})
        elif what == "clear":
            yield Gone("deposit", {"box": box})
        else:
            yield Row(
                "box", {"name": box, "total": sum(Decimal(row["amount"]) for row in rows.where("deposit", box=box))}
            )

    return made


def _play(store: Store, steps: list[Step], clock: Iterator[int]) -> list[object]:
    """Do the steps; what every reading one saw."""
    seen: list[object] = []
    todo = list(steps)
    while todo:
        what, box = todo.pop(0)
        count = next(clock)
        at = START + timedelta(seconds=count)
        if what == "deposit":
            store.append(KitDeposited(box=box, amount=Decimal(count), note="记"), actor="w", subject=box, at=at)
        elif what in ("part", "failing"):
            inner, todo = todo[:3], todo[3:]
            with suppress(HalfWayError), store.transaction():
                seen += _play(store, inner, clock)
                if what == "failing":
                    raise HalfWayError
        elif what == "get":
            seen.append(store.get("box", box))
        elif what == "query":
            seen.append(store.rows("SELECT * FROM deposit ORDER BY rowid"))
        elif what == "draft":
            store.drafts.put(Draft(box, "w", "k", "", at, {"n": count}))
        elif what == "head":
            seen += [store.head(), store.last_at()]
        else:
            store.append(KitNoted(text=f"{what} {box}"), actor="w", subject="", at=at)
    return seen


def _left(how: Callable[[Store], AbstractContextManager[None]], steps: list[Step]) -> list[object]:
    """Everything that stands after the steps, to the last bit, and what was seen on the way."""
    with (
        tempfile.TemporaryDirectory() as name,
        Store.create(Path(name) / "desk", KEY, DEVICE, projections=_projections(), random=counting()) as store,
    ):
        with how(store):
            seen = _play(store, steps, iter(range(10**6)))
        tables = ("journal", "head", "box", "deposit", "note_search", "draft")
        assert store.replay().ok
        return [seen, *(store.rows(f"SELECT rowid, * FROM {table} ORDER BY rowid") for table in tables)]


@longer
@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_a_batch_is_the_same_as_one_by_one(steps: list[Step]) -> None:
    """Journal, tables, head, and what is read on the way: else an import would write another history than a form."""
    assert _left(Store.batch, steps) == _left(Store.transaction, steps)


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    """A list that is broken off half way must not stay half."""
    before = store.rows("SELECT * FROM journal"), store.rows("SELECT * FROM box"), store.head()

    def broken_off() -> None:
        with store.batch():
            fill(store, MOST)
            raise HalfWayError

    with pytest.raises(HalfWayError):
        broken_off()
    assert (store.rows("SELECT * FROM journal"), store.rows("SELECT * FROM box"), store.head()) == before
    fill(store, 1)
    assert store.replay().ok


def test_what_waits_is_bounded(folder: Path) -> None:
    """A list of any length needs no more memory than a short one."""
    with made(folder) as store, store.batch():
        fill(store, 2 * MOST)
        assert store._vault.batch is not None
        assert len(store._vault.batch._queue) <= MOST


def test_fewer_pages_stay_while_a_list_is_brought_in(folder: Path) -> None:
    """An import needs its memory itself; whoever works on afterwards, also after one that failed, reads as before."""

    def kept() -> int:
        return -int(store.query("PRAGMA cache_size")[0][0])

    with made(folder) as store:
        for how in (HalfWayError, None):
            with suppress(HalfWayError), store.batch():
                fill(store, 1)
                assert kept() == KEPT_IN_BATCH_KB
                if how is not None:
                    raise how
            assert kept() == KEPT_KB
