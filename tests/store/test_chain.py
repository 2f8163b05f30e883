"""Whoever changes the journal with the key and plain SQL is found, at the right number."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmdesk.store import Fault, Store
from rmdesk.store.verify import MOST_FAULTS
from store.kit import START, KitDeposited, fill, made, opened, raw, sealed, unguard
from support.tiers import longer

COLUMNS = "id, at, device, actor, kind, subject, payload, salt, digest, prev, hash"


def _tampered(folder: Path, change: Callable[[Any], object]) -> list[tuple[int | None, str]]:
    """Change the closed desk, then verify it: (seq, what) of all faults but the missing guards."""
    with raw(folder) as sql:
        unguard(sql)
        change(sql)
    with opened(folder, shared=True) as store:
        verdict = store.verify()
    assert not verdict.ok
    return [(fault.seq, fault.what) for fault in verdict.faults if fault.what != "schema"]


@pytest.fixture
def closed(store: Store, folder: Path) -> Path:
    """A desk of ten facts, closed."""
    store.close()
    return folder


def test_an_untouched_journal_is_sound(store: Store) -> None:
    """A verifier that cries wolf is switched off."""
    verdict = store.verify()
    assert verdict.ok
    assert (verdict.facts, verdict.head, verdict.faults) == (10, store.head(), ())


def test_an_empty_journal_is_sound(folder: Path) -> None:
    """A desk of the first minute verifies too."""
    with made(folder) as store:
        assert store.verify().ok
        assert store.replay().ok


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("id", "0190-x", "hash"),
        ("at", "2020-01-01T00:00:00.000000Z", "hash"),
        ("device", "laptop-2", "hash"),
        ("actor", "li", "hash"),
        ("kind", "kit.noted/1", "hash"),
        ("subject", "box/B", "hash"),
        ("payload", '{"box":"A","amount":"99.00"}', "digest"),
        ("salt", b"0" * 16, "digest"),
        ("actor", "wang ", "hash"),
    ],
)
@pytest.mark.parametrize("seq", [1, 5, 10])
def test_an_edited_field_is_found(closed: Path, column: str, value: object, what: str, seq: int) -> None:
    """A changed actor, time or content is what the journal is there to show."""
    found = _tampered(closed, lambda sql: sql.execute(f"UPDATE journal SET {column} = ? WHERE seq = ?", (value, seq)))
    assert found == [(seq, what)]


def test_moving_a_character_between_fields_is_found(closed: Path) -> None:
    """Fields run together without lengths would let "ab"+"c" pass for "a"+"bc"."""
    change = "UPDATE journal SET kind = kind || substr(subject, 1, 1), subject = substr(subject, 2) WHERE seq = 3"
    assert _tampered(closed, lambda sql: sql.execute(change)) == [(3, "hash")]


@pytest.mark.parametrize(
    ("column", "seq", "faults"),
    [
        ("digest", 4, [(4, "hash"), (4, "digest")]),
        ("prev", 4, [(4, "prev"), (4, "hash")]),
        ("hash", 4, [(4, "hash"), (5, "prev")]),
    ],
)
def test_an_edited_seal_is_found(closed: Path, column: str, seq: int, faults: list[tuple[int, str]]) -> None:
    """The seals themselves are part of what is checked."""
    change = f"UPDATE journal SET {column} = zeroblob(32) WHERE seq = {seq}"
    assert _tampered(closed, lambda sql: sql.execute(change)) == faults


@pytest.mark.parametrize(("seq", "what"), [(1, "missing"), (5, "missing"), (10, "head")])
def test_a_removed_fact_is_found(closed: Path, seq: int, what: str) -> None:
    """A complaint that never was: the number shows that it was, the last one too."""
    assert _tampered(closed, lambda sql: sql.execute("DELETE FROM journal WHERE seq = ?", (seq,))) == [(seq, what)]


def test_a_removed_fact_with_the_later_ones_moved_up_is_found(closed: Path) -> None:
    """Closing the gap does not hide it: every number is part of its fact's seal."""

    def change(sql: Any) -> None:
        sql.execute("DELETE FROM journal WHERE seq = 5")
        for seq in range(6, 11):
            sql.execute("UPDATE journal SET seq = ? WHERE seq = ?", (seq - 1, seq))

    found = _tampered(closed, change)
    assert (5, "prev") in found
    assert {(seq, "hash") for seq in range(5, 10)} <= set(found)


@pytest.mark.parametrize("pair", [(1, 2), (4, 7), (9, 10)])
def test_swapped_facts_are_found(closed: Path, pair: tuple[int, int]) -> None:
    """The order of assessment and sale is what matters."""

    def change(sql: Any) -> None:
        for old, new in ((pair[0], -1), (pair[1], pair[0]), (-1, pair[1])):
            sql.execute("UPDATE journal SET seq = ? WHERE seq = ?", (new, old))

    assert {seq for seq, _ in _tampered(closed, change)} >= set(pair)


def test_swapped_payloads_are_found(closed: Path) -> None:
    """What one fact says cannot be put into another's mouth."""

    def change(sql: Any) -> None:
        (payload,) = sql.execute("SELECT payload FROM journal WHERE seq = 2").fetchone()
        sql.execute("UPDATE journal SET payload = ? WHERE seq = 8", (payload,))

    assert _tampered(closed, change) == [(8, "digest")]


@pytest.mark.parametrize("seq", [11, 12, 0, -3])
def test_an_inserted_fact_is_found(closed: Path, seq: int) -> None:
    """A confirmation slipped in afterwards, with a seal that is no seal."""
    insert = f"INSERT INTO journal (seq, {COLUMNS}) SELECT {seq}, 'new', {COLUMNS[4:]} FROM journal WHERE seq = 3"
    assert seq in {number for number, _ in _tampered(closed, lambda sql: sql.execute(insert))}


def test_a_fact_forged_with_a_right_seal_is_found(closed: Path) -> None:
    """The seal needs no secret; that the desk did not write this end shows all the same."""

    def change(sql: Any) -> None:
        names = [name.strip() for name in COLUMNS.split(",")]
        row = dict(zip(names, sql.execute(f"SELECT {COLUMNS} FROM journal WHERE seq = 10").fetchone(), strict=True))
        row |= {"seq": 11, "id": "forged", "prev": row["hash"]}
        row["hash"] = sealed(row)
        marks = ", ".join(f":{name}" for name in row)
        sql.execute(f"INSERT INTO journal ({', '.join(row)}) VALUES ({marks})", row)

    assert _tampered(closed, change) == [(11, "head")]


def test_an_edited_last_fact_with_a_right_seal_is_found(closed: Path) -> None:
    """The last fact has no follower that would miss its old hash."""

    def change(sql: Any) -> None:
        names = ["seq", *(name.strip() for name in COLUMNS.split(","))]
        row = dict(
            zip(names, sql.execute(f"SELECT seq, {COLUMNS} FROM journal WHERE seq = 10").fetchone(), strict=True)
        )
        row["actor"] = "li"
        sql.execute("UPDATE journal SET actor = 'li', hash = ? WHERE seq = 10", (sealed(row),))

    assert _tampered(closed, change) == [(10, "head")]


def test_a_noted_end_that_is_gone_is_found(closed: Path) -> None:
    """Taking the note away does not hide that the end was cut."""
    assert _tampered(closed, lambda sql: sql.execute("DELETE FROM head")) == [(10, "head")]


def test_an_erased_payload_without_a_fact_is_found(closed: Path) -> None:
    """Erasing is lawful at the end of retention only; the chain itself still holds."""
    change = "UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 6"
    assert _tampered(closed, lambda sql: sql.execute(change)) == [(6, "erased")]


@pytest.mark.parametrize("value", ["NULL", "5", "1.5", "x'00'"])
def test_a_journal_made_anew_without_types_is_no_traceback(closed: Path, value: str) -> None:
    """A field of a foreign type is a fault like others."""

    def change(sql: Any) -> None:
        sql.execute("ALTER TABLE journal RENAME TO old_journal")
        sql.execute("CREATE TABLE journal AS SELECT * FROM old_journal")
        sql.execute(f"UPDATE journal SET subject = {value}, hash = {value} WHERE seq = 6")

    assert 6 in {seq for seq, _ in _tampered(closed, change)}


def test_the_list_of_faults_has_an_end(folder: Path) -> None:
    """A million lines help nobody."""
    with made(folder) as store:
        fill(store, MOST_FAULTS + 500)
    found = _tampered(folder, lambda sql: sql.execute("UPDATE journal SET actor = 'x'"))
    assert len(found) == MOST_FAULTS


def test_a_missing_guard_is_found(closed: Path) -> None:
    """Whoever takes a guard away means to change something later."""
    with raw(closed) as sql:
        sql.execute("DROP TRIGGER journal_update")
    with opened(closed) as store:
        assert store.verify().faults == (Fault(None, "schema", "trigger journal_update"),)


def test_an_altered_or_added_table_is_found(closed: Path) -> None:
    """A weakened guard and a hidden table are as telling as a missing guard."""
    with raw(closed) as sql:
        sql.execute("CREATE TABLE hidden (x)")
        sql.execute("DROP TRIGGER box_guard_update")
        sql.execute("CREATE TRIGGER box_guard_update BEFORE UPDATE ON box WHEN 0 BEGIN SELECT 1; END")
    with opened(closed) as store:
        assert [fault.where for fault in store.verify().faults] == ["table hidden", "trigger box_guard_update"]


def test_a_reader_verifies_beside_a_writing_program(store: Store, folder: Path) -> None:
    """An auditor need not send the counter home."""
    with opened(folder, shared=True) as reader:
        fill(store, 5)
        assert reader.verify().ok
        assert reader.head() == store.head()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
acts = st.tuples(texts, texts, texts, st.decimals(-(10**9), 10**9, places=2), st.integers(0, 3))


@longer
@settings(max_examples=25, deadline=None)
@given(st.lists(acts, min_size=1, max_size=8), st.data())
def test_any_facts_verify_and_any_edit_is_found(
    facts: list[tuple[str, str, str, Decimal, int]], data: st.DataObject
) -> None:
    """Whatever is typed at a counter, in whatever script."""
    with TemporaryDirectory() as name:
        folder, at = Path(name) / "desk", START
        with made(folder) as store:
            for actor, subject, note, amount, seconds in facts:
                at += timedelta(seconds=seconds)
                store.append(KitDeposited(box=note, amount=amount, note=note), actor=actor, subject=subject, at=at)
            assert store.replay().ok
        seq, column = data.draw(st.integers(1, len(facts))), data.draw(st.sampled_from(["actor", "subject", "payload"]))
        edit = f"UPDATE journal SET {column} = {column} || ' ' WHERE seq = {seq}"
        assert [number for number, _ in _tampered(folder, lambda sql: sql.execute(edit))] == [seq]
