"""At the end of retention what was said is gone from the disk, and the chain still proves the rest."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from rmdesk.domain.archive_facts import PayloadsErased
from rmdesk.store import Entry, Fault, Store, container, slots
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.export import journal_lines
from rmdesk.store.rows import Changes, Gone, Reader
from rmdesk.tools import verify_journal
from store.kit import KEY, START, KitDeposited, KitNoted, boxes, fill, made, opened, raw, unguard

LATER = START + timedelta(days=4000)


def _emptied() -> Any:
    """A registry in which a note "empty X" takes away all that stands of the box X, as a destroyed client's file."""
    projections = boxes()

    @projections.projects(KitNoted)
    def emptied(rows: Reader, fact: KitNoted, _entry: Entry) -> Changes:
        for row in rows.where("deposit", box=fact.text):
            yield Gone("deposit", {"id": row["id"]})
            yield Gone("note_search", {"id": row["id"]}, for_good=True)
        yield Gone("box", {"name": fact.text})

    return projections


def _erase(store: Store) -> None:
    with store.transaction():
        store.append(KitNoted(text="A"), actor="he", subject="box/A", at=LATER)
        ids = [entry.id for entry in store.entries(subject="box/A") if entry.kind == "kit.deposited/1"]
        store.erase(ids, "保存期满", actor="he", subject="box/A", at=LATER)
    store.forget_erased()


@pytest.fixture
def erased(folder: Path) -> Path:
    """Ten deposits into A were erased, three into B stand; closed."""
    with made(folder, _emptied()) as store:
        fill(store, 10)
        fill(store, 3, box="B")
        _erase(store)
    return folder


def test_what_was_erased_is_gone_and_the_rest_is_proved(erased: Path) -> None:
    """KYC-08, SUIT-09: nothing of the client can be read, and nobody can say that more was taken away."""
    with opened(erased, _emptied()) as store:
        entries = list(store.entries())
        assert [entry.seq for entry in entries if entry.payload is None] == list(range(1, 11))
        with pytest.raises(FactUnreadable) as caught:
            _ = entries[0].fact
        assert caught.value.why == "erased"
        assert isinstance(entries[10].fact, KitDeposited)
        assert store.rows("SELECT name FROM box") == [{"name": "B"}]
        assert store.verify().ok
        assert store.replay().ok


def test_an_erasure_names_facts_and_every_reader_follows_it(erased: Path) -> None:
    """Rows are counted anew in every desk, ids are not: where facts of two desks meet, an erasure still says which it
    meant. The desk, its replay and the stand-alone verifier read the same list."""
    with opened(erased, _emptied()) as store:
        record = next(store.entries(kind=PayloadsErased.kind)).fact
        assert isinstance(record, PayloadsErased)
        gone = {entry.id for entry in store.entries() if entry.payload is None}
        assert set(record.ids) == gone
        assert store.replay().ok
        lines = list(journal_lines(store, lambda *_: True))
    journal, faults = verify_journal.verify(iter(lines))
    assert faults == []
    assert {id_ for _, id_ in journal.erased} == gone


def _pages(path: Path) -> bytes:
    """Every page of a desk file decrypted, free ones too: AES-256-CBC, its IV in the page's last 80 bytes."""
    data, clear = path.read_bytes(), b""
    for start in range(0, len(data), 4096):
        page = data[start : start + 4096]
        cipher = Cipher(algorithms.AES(KEY), modes.CBC(page[-80:-64])).decryptor()
        clear += cipher.update(page[16 if start == 0 else 0 : -80]) + cipher.finalize()
    return clear


def test_nothing_of_it_is_left_in_the_pages(erased: Path) -> None:
    """Whoever has the key and looks at every page finds nothing either: freed room is overwritten."""
    pages = _pages(erased / "desk.db")
    assert "第11笔".encode() in pages, "a deposit that was not erased"
    assert not any(f"第{number}笔".encode() in pages for number in range(10))
    assert not (erased / "desk.db-wal").exists()


def test_a_rebuild_after_an_erasure_gives_the_same_tables(erased: Path) -> None:
    """A newer program rebuilds its tables from a journal with holes."""
    newer = _emptied()
    newer.table("extra", key="a")
    with opened(erased, newer) as store:
        assert store.rows("SELECT name FROM box") == [{"name": "B"}]
        assert store.replay().ok


def test_an_erasure_that_no_fact_speaks_of_is_found(erased: Path) -> None:
    """A lawful erasure must not hide another one."""
    with raw(erased) as sql:
        unguard(sql)
        sql.execute("UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 12")
    with opened(erased, _emptied(), shared=True) as store:
        assert Fault(12, "erased") in store.verify().faults


def test_a_forged_list_of_erasures_explains_nothing(erased: Path) -> None:
    """Whoever erases with plain SQL and edits the list is found at the list."""
    with raw(erased) as sql:
        unguard(sql)
        sql.execute("UPDATE journal SET payload = 'no json' WHERE kind = 'archive.payloads_erased/1'")
    with opened(erased, _emptied(), shared=True) as store:
        found = {(fault.seq, fault.what) for fault in store.verify().faults if fault.what != "schema"}
    assert found == {(15, "digest"), *((seq, "erased") for seq in range(1, 11))}


def test_some_facts_cannot_be_erased(erased: Path) -> None:
    """An erasure of the record of an erasure would leave nothing to tell by."""
    with opened(erased, _emptied()) as store:
        head, record = store.head(), next(store.entries(after=14))
        for ids in ([record.id], [record.id[:-1]], ["15"], [""]):
            with pytest.raises(ValueError, match="cannot be erased"):
                store.erase(ids, "x", actor="he", subject="", at=LATER)
        assert store.head() == head


def test_a_backup_made_afterwards_holds_no_more_than_the_desk(erased: Path, tmp_path: Path) -> None:
    """The copy is page by page: freed pages go with it, and they are overwritten."""
    slots.create(erased, KEY, "he", "a password", slots.Cost.quick())
    with opened(erased, _emptied()) as store:
        made_file = store.backup(tmp_path / "one.rmdesk", LATER).file
    (tmp_path / "out").mkdir()
    container.unpack(made_file, tmp_path / "out")
    with raw(tmp_path / "out") as sql:
        rows = sql.execute("SELECT payload FROM journal WHERE seq <= 10").fetchall()
    assert rows == [(None,)] * 10
    assert "第3笔".encode() not in _pages(tmp_path / "out" / "desk.db")
