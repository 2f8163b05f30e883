"""Appending facts and reading them back."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.domain.fact import Fact
from rmdesk.store import Store
from rmdesk.store.errors import ClockWentBack, FactUnreadable
from store.kit import DEVICE, START, KitDeposited, KitNoted, counting, fill, made, opened, raw, sealed, unguard


def test_a_fact_comes_back_as_it_was(store: Store) -> None:
    """Else the audit trail shows something that nobody did."""
    fact = KitDeposited(box="B", amount=Decimal("200000.00"), note="𠅤 [/b] '; DROP TABLE journal")
    written = store.append(fact, actor="王敏", subject="box/B", at=START + timedelta(days=1))
    (read,) = store.entries(subject="box/B")
    assert read == written
    assert read.fact == fact
    assert (read.seq, read.actor, read.device, read.kind) == (11, "王敏", DEVICE, "kit.deposited/1")


def test_a_fact_changes_the_tables_at_once(store: Store) -> None:
    """Else the next screen shows yesterday's truth."""
    assert store.get("box", "A") == {"name": "A", "total": "100.00"}
    assert len(store.query("SELECT * FROM deposit WHERE box = ?", ("A",))) == 10
    found = "SELECT rowid FROM note_search_fts WHERE note_search_fts MATCH ?"
    rows = store.rows(f"SELECT id FROM note_search WHERE rowid IN ({found})", ('"第 3"',))
    assert [row["id"] for row in rows] == [list(store.entries())[3].id]


def test_a_fact_without_a_table_is_kept(store: Store) -> None:
    """Reads that matter are facts too, and no table shows them."""
    store.append(KitNoted(text="looked"), actor="wang", subject="", at=START + timedelta(days=1))
    assert [entry.fact for entry in store.entries(kind="kit.noted/1")] == [KitNoted(text="looked")]


def test_entries_are_filtered(store: Store) -> None:
    """Else the audit screen shows another client's facts."""
    fill(store, 3, box="B")
    assert [entry.seq for entry in store.entries(subject="box/B")] == [11, 12, 13]
    assert [entry.seq for entry in store.entries(subject="box/B", after=11)] == [12, 13]
    assert [entry.seq for entry in store.entries(until=START + timedelta(seconds=1))] == [1, 2]
    assert list(store.entries(kind="kit.noted/1")) == []


def test_long_journals_are_read_in_pages(folder: Path) -> None:
    """A page too many or too few would drop or repeat a fact of a long history."""
    with made(folder) as store:
        fill(store, 2500)
        assert [entry.seq for entry in store.entries()] == list(range(1, 2501))


def test_facts_may_be_appended_while_the_journal_is_read(folder: Path) -> None:
    """A walk over the journal that writes what it finds must neither fail nor run for ever."""
    with made(folder) as store:
        fill(store, 1500)
        for entry in store.entries(until=START + timedelta(seconds=1499)):
            if entry.seq % 500 == 0:
                store.append(KitNoted(text="seen"), actor="wang", subject="", at=START + timedelta(days=1))
        assert store.head().seq == 1503


def test_the_clock_never_goes_back(store: Store) -> None:
    """Else an assessment could be dated before the one that it follows."""
    with pytest.raises(ClockWentBack) as caught:
        store.append(KitNoted(text="x"), actor="wang", subject="", at=START)
    assert caught.value.last == START + timedelta(seconds=9)
    assert caught.value.given == START
    assert store.head().seq == 10


def test_the_same_instant_is_no_step_back(store: Store) -> None:
    """Several facts of one act bear one instant."""
    at = START + timedelta(hours=1)
    ids = [store.append(KitNoted(text="x"), actor="w", subject="", at=at).id for _ in range(5)]
    assert len(set(ids)) == 5


def test_instants_are_kept_in_utc(store: Store) -> None:
    """A branch in another zone must not shift the order of facts."""
    local = datetime(2026, 11, 22, 8, 0, 0, 5, tzinfo=timezone(timedelta(hours=8)))
    entry = store.append(KitNoted(text="x"), actor="w", subject="", at=local)
    assert entry.at == local
    assert entry.at.tzinfo == UTC
    assert store.rows("SELECT at FROM journal WHERE seq = 11") == [{"at": "2026-11-22T00:00:00.000005Z"}]


def test_an_instant_without_zone_is_refused(store: Store) -> None:
    """A naive time would be read as another hour on another laptop."""
    with pytest.raises(ValueError, match="zone"):
        store.append(KitNoted(text="x"), actor="w", subject="", at=datetime(2027, 1, 1))
    assert store.head().seq == 10


def test_the_chain_is_as_its_description_says(store: Store) -> None:
    """An auditor writes a verifier from the description; it has to be true."""
    prev = bytes(32)
    for row in store.rows("SELECT * FROM journal ORDER BY seq"):
        assert row["prev"] == prev
        assert row["hash"] == sealed(row)
        prev = row["hash"]
    assert prev == store.head().hash


def test_the_head_has_a_code_with_its_number(store: Store) -> None:
    """It stands on every paper; somebody will compare it by eye."""
    before = store.head().short
    assert re.fullmatch(f"{store.head().seq}(-[0-9A-HJKMNP-TV-Z]{{4}}){{4}}", before)
    store.append(KitNoted(text="x"), actor="w", subject="", at=START + timedelta(days=1))
    assert store.head().short != before


def test_the_same_facts_and_chance_give_the_same_chain(tmp_path: Path) -> None:
    """A sample desk that differs at every build could not be compared."""
    heads = []
    for name in ("one", "two"):
        with made(tmp_path / name) as first:
            projections = first._projections
        with opened(tmp_path / name, projections, random=counting()) as store:
            fill(store, 5)
            heads.append(store.head())
    assert heads[0] == heads[1]


def test_equal_facts_have_different_digests(store: Store) -> None:
    """Without salt a digest betrays an erased name to anyone who guesses it."""
    at = START + timedelta(days=1)
    digests = {store.append(KitNoted(text="same"), actor="w", subject="", at=at).digest for _ in range(3)}
    assert len(digests) == 3


class KitForgotten(Fact, kind="kit.forgotten/1"):
    """Invented: a kind that a later program no longer knows."""

    text: str


def test_a_fact_of_an_unknown_kind_says_which(store: Store) -> None:
    """Else an older program fails in the dark on a newer desk's facts."""
    entry = store.append(KitForgotten(text="x"), actor="w", subject="", at=START + timedelta(days=1))
    kept = Fact.registry.pop("kit.forgotten/1")
    try:
        with pytest.raises(FactUnreadable) as caught:
            _ = entry.fact
    finally:
        Fact.registry["kit.forgotten/1"] = kept
    assert (caught.value.seq, caught.value.kind, caught.value.why) == (11, "kit.forgotten/1", "unknown")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("payload = NULL, salt = NULL", "erased"),
        ("payload = '{\"no\": 1}'", "shape"),
        ("payload = 'no json'", "shape"),
        ("at = 'yesterday'", "at"),
    ],
)
def test_a_fact_that_cannot_be_read_says_why(store: Store, folder: Path, change: str, why: str) -> None:
    """A damaged fact must end in a word, not in a traceback."""
    store.close()
    with raw(folder) as sql:
        unguard(sql)
        sql.execute(f"UPDATE journal SET {change} WHERE seq = 4")
    with opened(folder) as again, pytest.raises(FactUnreadable) as caught:
        _ = [entry.fact for entry in again.entries()]
    assert (caught.value.seq, caught.value.why) == (4, why)
