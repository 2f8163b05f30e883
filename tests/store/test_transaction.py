"""All or nothing, at every depth."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.store import Draft, Entry, Store
from rmdesk.store.rows import Changes, Reader, Row
from store.kit import START, KitDeposited, KitNoted, boxes, fill, made

LATER = START + timedelta(days=1)


class HalfWayError(RuntimeError):
    """The user's act failed half way."""


def _state(store: Store) -> list[object]:
    queries = ("SELECT count(*) FROM journal", "SELECT total FROM box", "SELECT count(*) FROM deposit")
    return [tuple(map(tuple, store.query(sql))) for sql in (*queries, "SELECT count(*) FROM note_search")]


def _stopped(store: Store, act: Callable[[], object]) -> None:
    with store.transaction():
        act()
        raise HalfWayError


def test_a_failed_act_leaves_nothing(store: Store) -> None:
    """Half a sale in the file would be worse than none."""
    before, head = _state(store), store.head()
    with pytest.raises(HalfWayError):
        _stopped(store, lambda: fill(store, 3))
    assert (_state(store), store.head()) == (before, head)
    assert store.verify().ok


def test_an_inner_act_is_taken_back_alone(store: Store) -> None:
    """A caller that survives the failure of a part must not lose the rest, nor keep half of the part."""
    with store.transaction():
        fill(store, 1)
        with pytest.raises(HalfWayError):
            _stopped(store, lambda: fill(store, 2))
        fill(store, 1)
    assert store.head().seq == 12
    assert store.get("box", "A") == {"name": "A", "total": "120.00"}
    assert store.replay().ok


def test_an_outer_failure_takes_inner_acts_back(store: Store) -> None:
    """An inner success is none while the whole is not done."""

    def inner() -> None:
        with store.transaction():
            fill(store, 2)

    with pytest.raises(HalfWayError):
        _stopped(store, inner)
    assert store.head().seq == 10


def test_a_failing_projection_takes_its_fact_back(folder: Path) -> None:
    """A fact in the journal that no table shows would break every later replay."""
    projections = boxes()

    @projections.projects(KitNoted)
    def puts(_rows: Reader, fact: KitNoted, _entry: Entry) -> Changes:
        yield Row("box", {"name": fact.text, "total": "0"})

    @projections.projects(KitNoted)
    def fails(rows: Reader, fact: KitNoted, _entry: Entry) -> Changes:
        assert rows.row("box", fact.text) is not None, "the one before was put down"
        raise HalfWayError

    with made(folder, projections) as store:
        with store.transaction():
            fill(store, 1)
            with pytest.raises(HalfWayError):
                store.append(KitNoted(text="half"), actor="w", subject="", at=LATER)
        assert store.head().seq == 1
        assert store.get("box", "half") is None
        assert store.verify().ok


def test_a_misspelt_column_fails_loudly(folder: Path) -> None:
    """A projection that writes nowhere would lose what the fact says."""
    projections = boxes()

    @projections.projects(KitNoted)
    def misspelt(_rows: Reader, fact: KitNoted, _entry: Entry) -> Changes:
        yield Row("box", {"name": fact.text, "totl": "0"})

    with made(folder, projections) as store:
        with pytest.raises(Exception, match="totl"):
            store.append(KitNoted(text="x"), actor="w", subject="", at=LATER)
        assert store.head().seq == 0


def test_a_draft_falls_with_the_facts_that_replace_it(store: Store) -> None:
    """Either the draft stands or its facts do; else typed work is lost or entered twice."""
    store.drafts.put(Draft("d", "wang", "intake", "", START, {"name": "赵一鸣"}))

    def finish() -> None:
        store.append(KitDeposited(box="B", amount=Decimal(1)), actor="w", subject="", at=LATER)
        store.drafts.delete("d")

    with pytest.raises(HalfWayError):
        _stopped(store, finish)
    assert store.drafts.get("d") is not None
    with store.transaction():
        finish()
    assert store.drafts.get("d") is None


def test_two_thousand_facts_are_one_transaction(folder: Path) -> None:
    """The sample desk is built while somebody waits."""
    with made(folder) as store:
        fill(store, 2000)
        assert store.head().seq == 2000
