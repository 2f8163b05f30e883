"""Plain SQL, even with the key, is refused where only facts may write."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from rmdesk.store import Store
from rmdesk.store.vault import APPEND, ERASE, REBUILD
from store.kit import raw

CHANGES = [
    "INSERT INTO journal SELECT 11, 'new', at, device, actor, kind, subject, payload, salt, digest, prev, hash "
    "FROM journal WHERE seq = 1",
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    "UPDATE journal SET actor = 'li' WHERE seq = 1",
    "UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 1",
    "DELETE FROM journal WHERE seq = 10",
    "DELETE FROM journal",
    "UPDATE head SET seq = 3",
    "DELETE FROM head",
    "INSERT INTO meta VALUES ('x', 'y')",
    "UPDATE meta SET value = 'laptop-2'",
    "INSERT INTO box VALUES ('B', '5.00')",
    "INSERT OR REPLACE INTO box VALUES ('A', '5.00')",
    "UPDATE box SET total = '5.00'",
    "DELETE FROM deposit",
]


@pytest.mark.parametrize("change", CHANGES)
def test_another_program_with_the_key_is_refused(store: Store, folder: Path, change: str) -> None:
    """A table that says other than the journal misleads the counter until somebody replays it."""
    store.close()
    with raw(folder) as sql, pytest.raises(driver.Error, match=r"desk_act|only appended"):
        sql.execute(change)


@pytest.mark.parametrize("change", CHANGES)
def test_the_open_store_refuses_it_too(store: Store, change: str) -> None:
    """A slip in our own code must not get round the journal either."""
    with pytest.raises(driver.IntegrityError, match=r"only|facts"):
        store.query(change)
    assert store.replay().ok


@pytest.mark.parametrize("act", [APPEND, REBUILD, ERASE])
@pytest.mark.parametrize("change", [change for change in CHANGES if " journal" in change and "payload" not in change])
def test_no_act_changes_a_journal_row(store: Store, act: str, change: str) -> None:
    """Appending, rebuilding and erasing each have their right, and none of them is to rewrite."""
    with store._vault.acting(act), pytest.raises(driver.IntegrityError):
        store.query(change)
    assert store.verify().ok


def test_erasing_takes_payload_and_salt_and_nothing_else(store: Store) -> None:
    """The end of retention must be possible, and be no back door."""
    with store._vault.acting(ERASE):
        with pytest.raises(driver.IntegrityError):
            store.query("UPDATE journal SET payload = NULL, salt = NULL, actor = 'li' WHERE seq = 1")
        with pytest.raises(driver.IntegrityError):
            store.query("UPDATE journal SET payload = NULL WHERE seq = 1")
        store.query("UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 1")
    assert [(fault.seq, fault.what) for fault in store.verify().faults] == [(1, "erased")]


def test_the_act_ends_with_its_block(store: Store) -> None:
    """A right that outlives its use is a hole."""
    with pytest.raises(RuntimeError), store._vault.acting(APPEND):
        raise RuntimeError
    with pytest.raises(driver.IntegrityError):
        store.query("DELETE FROM deposit")


def test_a_field_of_a_wrong_type_is_refused(store: Store) -> None:
    """The journal's types are part of its seal."""
    with store._vault.acting(APPEND), pytest.raises(driver.IntegrityError):
        store.query(
            "INSERT INTO journal SELECT 11, 'new', at, device, NULL, kind, subject, payload, salt, digest, "
            "prev, hash FROM journal WHERE seq = 1"
        )
