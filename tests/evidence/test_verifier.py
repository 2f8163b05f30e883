"""The stand-alone verifier says what the desk says, fact by fact, so that an auditor need not trust the desk."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdesk.store import Store
from rmdesk.store.export import journal_lines
from rmdesk.tools import verify_journal
from store.kit import fill, made, opened, raw, sealed, unguard

COLUMNS = "id, at, device, actor, kind, subject, payload, salt, digest, prev, hash"
Change = Callable[[Any], object]


def _exported(store: Store, file: Path, *, payloads: bool = True) -> Path:
    file.write_text("".join(f"{line}\n" for line in journal_lines(store, lambda *_: payloads)), encoding="ascii")
    return file


def _judged(file: Path, **given: Any) -> list[tuple[int, str]]:
    with file.open(encoding="ascii") as lines:
        return verify_journal.verify(lines, **given)[1]


def _both(folder: Path, change: Change) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What the desk and the verifier say of a desk that was changed with the key and plain SQL."""
    with raw(folder) as sql:
        unguard(sql)
        change(sql)
    with opened(folder, shared=True) as store:
        found = sorted((one.seq or 0, one.what) for one in store.verify().faults if one.what != "schema")
        return found, _judged(_exported(store, folder.parent / "journal.jsonl"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed desk of ten facts."""
    with made(tmp_path / "desk") as store:
        fill(store, 10)
    return tmp_path / "desk"


def _edit(column: str, value: object, seq: int) -> Change:
    return lambda sql: sql.execute(f"UPDATE journal SET {column} = ? WHERE seq = ?", (value, seq))


def _remove(seq: int) -> Change:
    return lambda sql: sql.execute("DELETE FROM journal WHERE seq = ?", (seq,))


def _swap(sql: Any) -> None:
    for old, new in ((4, -1), (7, 4), (-1, 7)):
        sql.execute("UPDATE journal SET seq = ? WHERE seq = ?", (new, old))


def _close_the_gap(sql: Any) -> None:
    sql.execute("DELETE FROM journal WHERE seq = 5")
    for seq in range(6, 11):
        sql.execute("UPDATE journal SET seq = ? WHERE seq = ?", (seq - 1, seq))


def _insert(seq: int) -> Change:
    insert = f"INSERT INTO journal (seq, {COLUMNS}) SELECT {seq}, 'new', {COLUMNS[4:]} FROM journal WHERE seq = 3"
    return lambda sql: sql.execute(insert)


def _forge_the_end(sql: Any) -> None:
    names = [name.strip() for name in COLUMNS.split(",")]
    row = dict(zip(names, sql.execute(f"SELECT {COLUMNS} FROM journal WHERE seq = 10").fetchone(), strict=True))
    row |= {"seq": 11, "id": "forged", "prev": row["hash"]}
    row["hash"] = sealed(row)
    sql.execute(f"INSERT INTO journal ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", row)


def _untyped(value: str) -> Change:
    def change(sql: Any) -> None:
        sql.execute("ALTER TABLE journal RENAME TO old_journal")
        sql.execute("CREATE TABLE journal AS SELECT * FROM old_journal")
        sql.execute(f"UPDATE journal SET subject = {value}, hash = {value} WHERE seq = 6")

    return change


CHANGES: dict[str, Change] = {
    "edited actor": _edit("actor", "li", 5),
    "edited kind": _edit("kind", "KitNoted", 1),
    "edited time": _edit("at", "2020-01-01T00:00:00.000000Z", 10),
    "edited subject": _edit("subject", "box/B", 3),
    "edited payload": _edit("payload", '{"box":"A","amount":"99.00"}', 5),
    "edited salt": _edit("salt", b"0" * 16, 5),
    "edited digest": _edit("digest", bytes(32), 4),
    "edited prev": _edit("prev", bytes(32), 4),
    "edited hash": _edit("hash", bytes(32), 4),
    "short digest": _edit("digest", b"x", 4),
    "removed first": _remove(1),
    "removed inside": _remove(5),
    "removed last": _remove(10),
    "cut end": lambda sql: sql.execute("DELETE FROM journal WHERE seq > 6"),
    "cut end and note": lambda sql: (sql.execute("DELETE FROM journal WHERE seq > 6"), sql.execute("DELETE FROM head")),
    "everything removed": lambda sql: sql.execute("DELETE FROM journal"),
    "gap closed": _close_the_gap,
    "swapped": _swap,
    "inserted behind": _insert(11),
    "inserted far behind": _insert(15),
    "inserted before": _insert(0),
    "inserted below": _insert(-3),
    "forged end": _forge_the_end,
    "erased without a fact": lambda sql: sql.execute("UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 6"),
    "untyped null": _untyped("NULL"),
    "untyped number": _untyped("5"),
    "untyped bytes": _untyped("x'00'"),
    "no text": lambda sql: sql.execute("UPDATE journal SET actor = CAST(x'ff80' AS TEXT) WHERE seq = 2"),
}


def test_a_sound_journal_is_sound_to_both(folder: Path) -> None:
    """A verifier that cries wolf is thrown away by the auditor."""
    with opened(folder) as store:
        assert store.verify().ok
        assert _judged(_exported(store, folder.parent / "journal.jsonl")) == []


@pytest.mark.parametrize("name", CHANGES)
def test_the_verifier_finds_what_the_desk_finds(folder: Path, name: str) -> None:
    """Whoever holds the key may edit, remove, insert, swap or cut: both say so, at the same fact."""
    desk, verifier = _both(folder, CHANGES[name])
    assert desk
    assert verifier == desk


def test_payloads_may_be_withheld(folder: Path) -> None:
    """A journal without what its facts say still proves that none was changed, removed or slipped in."""
    with opened(folder) as store:
        file = _exported(store, folder.parent / "journal.jsonl", payloads=False)
    assert "第" not in file.read_text(encoding="ascii").encode().decode("unicode_escape")
    assert _judged(file) == []
    with raw(folder) as sql:
        unguard(sql)
        sql.execute("UPDATE journal SET actor = 'li' WHERE seq = 5")
    with opened(folder) as store:
        assert _judged(_exported(store, file, payloads=False)) == [(5, "hash")]


def test_an_expected_end_is_missed(folder: Path) -> None:
    """A file whose end was cut, and its first line with it, is unmasked by an end that was noted elsewhere."""
    with opened(folder) as store:
        head = store.head()
        lines = list(journal_lines(store, lambda *_: True))
    cut = folder.parent / "cut.jsonl"
    sixth = next(line for line in lines if line.startswith('{"seq":6,'))
    noted = sixth.split('"hash":"')[1][:64]
    first = lines[0].replace('"seq":10', '"seq":6').replace(head.hash.hex(), noted)
    cut.write_text("\n".join([first, *lines[1:7]]) + "\n", encoding="ascii")
    assert _judged(cut) == []
    assert _judged(cut, head=(10, head.hash)) == [(7, "head")]
    assert _judged(cut, head=(6, head.hash)) == [(6, "head")]
    assert _judged(cut, code=head.short) == [(6, "head")]
    assert _judged(cut, code=verify_journal.chain_code(6, bytes.fromhex(noted)).lower()) == []


def test_it_runs_without_rmdesk(folder: Path) -> None:
    """An auditor copies two files to a machine that has nothing but Python."""
    with opened(folder) as store:
        file = _exported(store, folder.parent / "journal.jsonl")
        head = store.head()
    script = folder.parent / "verify_journal.py"
    script.write_bytes(Path(verify_journal.__file__).read_bytes())

    def run(*given: str) -> "subprocess.CompletedProcess[str]":
        call = [sys.executable, "-I", "-S", str(script), *given]
        return subprocess.run(call, capture_output=True, text=True, check=False)

    sound = run(str(file), "--head", f"10:{head.hash.hex()}", "--code", head.short)
    assert (sound.returncode, sound.stdout.splitlines()[-1]) == (0, "SOUND")
    assert head.short in sound.stdout
    assert "10 facts" in sound.stdout
    unsound = run(str(file), "--head", f"12:{head.hash.hex()}")
    assert (unsound.returncode, unsound.stdout.splitlines()[0]) == (1, "11 head")
    assert run(str(script)).returncode == 2
    assert run(str(folder / "nothing")).returncode == 2


@pytest.mark.parametrize(("version", "offered"), [("1", [{"code": "W-01"}]), ("2", [{"codes": ["W-00", "W-01"]}])])
def test_what_was_not_offered_is_found_however_the_opinion_is_written(version: str, offered: list[object]) -> None:
    """A mis-sold product would pass by the verifier, else, in journals of before or of today (SUIT-02)."""
    fitting = verify_journal.Fitting()
    opinion = {"sale_id": "j", "opinion": {"offered": offered}}
    assert not list(fitting.said({}, f"sale.opinion_given/{version}", opinion))
    chosen = [{"sale_id": "j", "choice": {"code": code}} for code in ("W-01", "W-02")]
    assert [list(fitting.said({}, "sale.product_chosen/1", one)) for one in chosen] == [[], ["level"]]


def test_it_can_be_read_by_an_auditor() -> None:
    """A proof that is too long to read is taken on trust again."""
    lines = Path(verify_journal.__file__).read_text(encoding="utf-8").split('"""', 2)[2].splitlines()
    assert len([line for line in lines if line.strip()]) <= 253
    imports = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imports <= sys.stdlib_module_names
