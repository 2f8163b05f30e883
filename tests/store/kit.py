"""What the store's tests share: two kinds of facts, a registry with a table and a search index, a desk, raw SQL."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from rmdesk.domain.fact import Fact
from rmdesk.store import Entry, Store
from rmdesk.store.project import Projections
from rmdesk.store.rows import Changes, Reader, Row

START = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
KEY = bytes(range(32))
DEVICE = "laptop-1"


class KitDeposited(Fact, kind="kit.deposited/1"):
    """Invented: an amount was paid into a box."""

    box: str
    amount: Decimal
    note: str = ""


class KitNoted(Fact, kind="kit.noted/1"):
    """Invented: a remark that no table shows."""

    text: str


def boxes() -> Projections:
    """One table with a running sum per box, one row per deposit, and a search index over the notes."""
    made = Projections()
    made.table("box", key="name", text=("total",))
    made.table("deposit", key="id", text=("box", "amount", "at"), empty=("note",), indexes=[("box",)])
    made.search_table("note_search", key="id", words=("note",))
    made.projects(KitDeposited)(_deposit)
    return made


def _deposit(rows: Reader, fact: KitDeposited, entry: Entry) -> Changes:
    before = rows.row("box", fact.box)
    total = Decimal(before["total"] if before else 0) + fact.amount
    yield Row("box", {"name": fact.box, "total": total})
    columns: dict[str, object] = {"id": entry.id, "box": fact.box, "amount": fact.amount, "at": entry.at}
    yield Row("deposit", {**columns, "note": fact.note})
    yield Row("note_search", {"id": entry.id, "note": " ".join(fact.note)})


def made(folder: Path, projections: Projections | None = None) -> Store:
    """A new desk in `folder`."""
    return Store.create(folder, KEY, DEVICE, projections=projections or boxes())


def opened(folder: Path, projections: Projections | None = None, **how: Any) -> Store:
    """That desk again."""
    return Store.open(folder, KEY, projections=projections or boxes(), **how)


def fill(store: Store, count: int, *, box: str = "A") -> list[Entry]:
    """Append `count` deposits, a second apart, after whatever stands there."""
    first = store.head().seq
    facts = [KitDeposited(box=box, amount=Decimal("10.00"), note=f"第{first + n}笔") for n in range(count)]
    with store.transaction():
        return [
            store.append(fact, actor="wang", subject=f"box/{box}", at=START + timedelta(seconds=first + n))
            for n, fact in enumerate(facts)
        ]


@contextmanager
def raw(folder: Path, key: bytes = KEY) -> Iterator[Any]:
    """Plain SQL with the desk's key, as somebody with another program would have it; committed at the end."""
    connection = driver.connect(str(folder / "desk.db"), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        yield connection
    finally:
        connection.close()


def unguard(connection: Any) -> None:
    """Drop every trigger."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def sealed(row: dict[str, Any]) -> bytes:
    """The hash of a journal row, written from the description in rmdesk.store.journal and nothing else."""
    texts = [row[name].encode() for name in ("id", "at", "device", "actor", "kind", "subject")]
    numbers = row["seq"].to_bytes(8, "big") + b"".join(len(text).to_bytes(4, "big") for text in texts)
    return hashlib.sha256(b"rmdesk-journal-1\n" + row["prev"] + numbers + b"".join(texts) + row["digest"]).digest()


@contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """Inside, the folder and its files may be read and not written, even where the tests run as root."""
    paths = [folder, *folder.iterdir()]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o600)


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that another user may reach; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def counting(start: int = 0) -> Callable[[int], bytes]:
    """Bytes that are the same in every run."""
    state = [start]

    def random(size: int) -> bytes:
        state[0] += 1
        return hashlib.sha256(state[0].to_bytes(8, "big")).digest()[:size]

    return random
