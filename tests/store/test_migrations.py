"""A desk of another version: refused when newer, migrated all or nothing when older, rebuilt from its journal."""

from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.domain.fact import Fact
from rmdesk.store import Draft, Store, backup, container, schema, slots
from rmdesk.store.errors import (
    DiskFull,
    FactUnreadable,
    NewerDesk,
)
from rmdesk.store.rows import Row
from rmdesk.store.vault import Vault
from store.kit import (
    KEY,
    START,
    KitDeposited,
    boxes,
    fill,
    made,
    opened,
    raw,
)


def test_a_newer_desk_is_refused_and_left_alone(store: Store, folder: Path) -> None:
    """An older program would drop what it does not know."""
    store.close()
    known = len(schema.MIGRATIONS)
    with raw(folder) as sql:
        sql.execute(f"PRAGMA user_version = {known + 1}")
    before = (folder / "desk.db").read_bytes()
    for shared in (False, True):
        with pytest.raises(NewerDesk) as caught:
            opened(folder, shared=shared)
        assert (caught.value.found, caught.value.known) == (known + 1, known)
    assert (folder / "desk.db").read_bytes() == before


class KitPainted(Fact, kind="kit.painted/1"):
    """Invented: a kind that only the newer program knows."""

    box: str


def test_facts_of_a_newer_program_are_not_left_out_of_the_tables(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older program would show boxes without their paint, and nobody would notice."""
    store.close()
    newer = boxes()
    newer.table("paint", key="box")
    newer.projects(KitPainted)(lambda _rows, fact, _entry: [Row("paint", {"box": fact.box})])
    with opened(folder, newer) as painted:
        painted.append(KitPainted(box="A"), actor="wang", subject="box/A", at=START + timedelta(days=1))
    monkeypatch.delitem(Fact.registry, "kit.painted/1")
    before = (folder / "desk.db").read_bytes()
    with pytest.raises(FactUnreadable) as caught:
        opened(folder)
    assert (caught.value.seq, caught.value.kind, caught.value.why) == (11, "kit.painted/1", "unknown")
    assert (folder / "desk.db").read_bytes() == before


def _add_colour(vault: Vault) -> None:
    vault.execute("ALTER TABLE draft ADD COLUMN colour TEXT")


def _add_colour_and_fail(vault: Vault) -> None:
    _add_colour(vault)
    raise RuntimeError


def test_an_older_desk_is_migrated(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new release keeps the facts and drafts of the old one, whoever opens it first, and a copy as it was before."""
    slots.create(folder, KEY, "wang", "a password", slots.Cost.quick())
    store.drafts.put(Draft("d", "wang", "intake", "", START, {"a": 1}))
    store.close()
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, _add_colour])
    with opened(folder, shared=True) as again:
        assert again.rows("SELECT id, colour FROM draft") == [{"id": "d", "colour": None}]
        assert again.head().seq == 10
        assert again.replay().ok
    (kept,) = (folder / "backups").iterdir()
    assert kept.name.startswith(f"before-{len(schema.MIGRATIONS) - 1}-to-{len(schema.MIGRATIONS)}-")
    monkeypatch.undo()
    with backup.unpacked(kept, folder.parent / "old") as (work, header):
        backup.prove(kept, work, header, slots.open(work, "wang", "a password"))
    with opened(folder.parent / "old") as old:
        assert (old.head().seq, old.drafts.get("d") is not None) == (10, True)
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, _add_colour])
    with made(folder.parent / "new") as fresh:
        assert fresh.query("PRAGMA user_version")[0][0] == len(schema.MIGRATIONS)


@pytest.mark.parametrize("version", range(1, len(schema.MIGRATIONS)))
def test_a_desk_of_every_earlier_schema_is_migrated(
    folder: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever release a branch comes from."""
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:version])
        with made(folder) as store:
            fill(store, 5)
            store.drafts.put(Draft("d", "wang", "intake", "", START, {"a": 1}))
    slots.create(folder, KEY, "wang", "a password", slots.Cost.quick())
    with opened(folder) as again:
        assert again.query("PRAGMA user_version")[0][0] == len(schema.MIGRATIONS)
        assert (again.head().seq, again.drafts.get("d") is not None) == (5, True)
        assert again.replay().ok
    assert len(list((folder / "backups").iterdir())) == 1


def test_a_migration_that_fails_changes_nothing(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old program can go on with the desk."""
    slots.create(folder, KEY, "wang", "a password", slots.Cost.quick())
    store.close()
    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, _add_colour_and_fail])
        with pytest.raises(RuntimeError):
            opened(folder)
    with opened(folder) as again:
        assert again.replay().ok


def test_no_migration_without_a_backup(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk too full for a copy is too full for an experiment: the desk stays as it was, for the old program."""
    slots.create(folder, KEY, "wang", "a password", slots.Cost.quick())
    store.close()

    def full(*_: object) -> None:
        raise DiskFull(folder)

    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, _add_colour])
        newer.setattr(container, "write", full)
        with pytest.raises(DiskFull):
            opened(folder)
    with opened(folder) as again:
        assert again.replay().ok


def test_a_rebuild_that_fails_changes_nothing(store: Store, folder: Path) -> None:
    """Tables of a broken release must not replace those that work."""
    store.close()
    broken = boxes()
    broken.table("extra", key="a")

    def fails(_rows: object, _fact: object, _entry: object) -> tuple[Row, ...]:
        raise KeyError("extra")

    broken.projects(KitDeposited)(fails)
    with pytest.raises(FactUnreadable) as caught:
        opened(folder, broken)
    assert (caught.value.seq, caught.value.why) == (1, "projection")
    with opened(folder) as again:
        assert again.replay().ok


def test_the_file_keeps_which_migrations_it_has_seen(store: Store) -> None:
    """By name, not by count alone: whoever looks into a desk years later sees what was done to it, and when."""
    rows = store.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = 'rmdesk' ORDER BY id")
    assert [row["name"] for row in rows] == [step.__name__.strip("_") for step in schema.MIGRATIONS]
