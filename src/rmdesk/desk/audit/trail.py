"""The audit trail: who did what, when, about whom; what it was before and after; masked (DATA-05, DESK-01, DESK-17)."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.audit.before_after import Change, changes_of
from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.audit.seeking import GROUPS, Sought, conditions
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import leaving, write_file
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.base import Lang
from rmdesk.domain.fact import Fact, read_fact
from rmdesk.domain.refusal import stop
from rmdesk.locale import tr
from rmdesk.store.plain import instant
from rmdesk.store.vault import Row

__all__ = ["GROUPS", "AuditDetail", "AuditLine", "AuditPage", "Change", "Sought", "export", "one", "page"]
PAGE = 50
LONG = 10_000
_AT_ONCE = 20_000
"""So many facts are looked through before it is told how far it is: a tenth of a second."""
_COLUMNS = "seq, id, at, device, actor, kind, subject, payload, digest, hash"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class AuditLine(NamedTuple):
    """One fact in a list. `person` is the name of who did it; `erased`: what it said is gone after its retention."""

    seq: int
    at: datetime
    actor: str
    person: str
    kind: str
    sentence: str
    erased: bool


class AuditPage(NamedTuple):
    """Facts, the latest first. `before` asks for the next page, or for the rest of what was ended; None when there is
    none."""

    lines: tuple[AuditLine, ...]
    before: int | None


class AuditDetail(NamedTuple):
    """One fact whole: what changed by it, and its seal."""

    line: AuditLine
    changes: tuple[Change, ...]
    id: str
    device: str
    subject: str
    digest: str
    hash: str


@use_case("audit.read")
def page(
    desk: Desk,
    sought: Sought,
    lang: Lang,
    before: int | None = None,
    limit: int = PAGE,
    progress: Callable[[int, int], bool] | None = None,
) -> AuditPage:
    """Facts that fit, the latest first, from the one before the number `before`. `progress` is told now and then how
    many facts were looked through, of how many; False ends it, with what was found as far as that."""
    until = first = desk.store.head().seq + 1 if before is None else before
    where, params = conditions(desk, sought, lang)
    sentences, rows = FactSentences(desk, lang, masked=False), list[Row]()
    sql = f"SELECT {_COLUMNS} FROM journal WHERE seq >= ? AND seq < ? AND {where} ORDER BY seq DESC LIMIT ?"
    while until > 1 and len(rows) <= limit:
        since = 1 if progress is None else max(1, until - _AT_ONCE)
        rows += desk.store.query(sql, (since, until, *params, limit + 1 - len(rows)))
        until = since
        if progress is not None and not progress(first - until, first - 1):
            break
    lines = tuple(_line(sentences, row) for row in rows[:limit])
    more = until if until > 1 else None
    return AuditPage(lines, lines[-1].seq if len(rows) > limit else more)


def takes_long(desk: Desk, sought: Sought) -> bool:
    """Whether so many facts are looked through for it that whoever does it makes a screen wait: words and people are in
    no index."""
    return bool(sought.text.strip() or sought.person) and desk.store.head().seq > LONG


@use_case("audit.read")
def one(desk: Desk, seq: int, lang: Lang) -> AuditDetail:
    """One fact by its number, with what it was before and after. Numbers are masked."""
    where, params = conditions(desk, Sought(), lang)
    rows = desk.store.query(f"SELECT {_COLUMNS} FROM journal WHERE seq = ? AND {where}", (seq, *params))
    if not rows:
        stop("INPUT.unknown", what="fact", given=seq)
    row, sentences = rows[0], FactSentences(desk, lang, masked=False)
    fact = fact_of(row)
    changes = () if fact is None else changes_of(desk, sentences, fact, row["subject"], seq)
    seals = (row["digest"].hex(), row["hash"].hex())
    return AuditDetail(_line(sentences, row), changes, row["id"], row["device"], row["subject"], *seals)


@use_case("audit.export")
def export(desk: Desk, sought: Sought, file: Path, form: Literal["csv", "jsonl"], lang: Lang) -> int:
    """Write what fits to `file`, the oldest first, names and numbers masked (DATA-07); how many lines it has.

    The export is a fact. Refuses a file that cannot be written (DESK-19.unwritable).
    """
    lines = list(_masked(desk, sought, lang))
    content = (_as_csv if form == "csv" else _as_json)(desk, lines, lang).encode()
    sha256 = hashlib.sha256(content).hexdigest()
    given = sought.model_dump(mode="json", exclude_defaults=True)
    # What was typed may be a name: it must not outlive the client's file in the log of this export.
    told = ", ".join(key if key == "text" else f"{key}={value}" for key, value in given.items())
    with leaving(desk, file):
        desk.record(facts.AuditExported(sought=told, lines=len(lines), sha256=sha256), "desk")
        write_file(file, content)
    return len(lines)


def fact_of(row: Row) -> Fact | None:
    """The fact of a journal row; None when it was erased, or when this program cannot read it."""
    if row["payload"] is None:
        return None
    try:
        return read_fact(row["kind"], row["payload"])
    except (LookupError, ValueError):  # of a newer program: its line still says kind, time and person
        return None


def _masked(desk: Desk, sought: Sought, lang: Lang) -> Iterator[AuditLine]:
    """All that fit, the oldest first."""
    where, params = conditions(desk, sought, lang)
    sentences = FactSentences(desk, lang, masked=True)
    rows = desk.store.query(f"SELECT {_COLUMNS} FROM journal WHERE {where} ORDER BY seq", params)
    return (_line(sentences, row) for row in rows)


def _line(sentences: FactSentences, row: Row) -> AuditLine:
    fact, erased = fact_of(row), row["payload"] is None
    known = fact is not None or erased
    sentence = sentences.sentence(row["kind"], fact, row["subject"]) if known else sentences.unknown(row["kind"])
    person = sentences.doer(row["actor"], row["at"], sentences.whose(fact, row["subject"]))
    return AuditLine(row["seq"], instant(row["at"]), row["actor"], person, row["kind"], sentence, erased)


def _as_csv(desk: Desk, lines: list[AuditLine], lang: Lang) -> str:
    """With a byte order mark, so that office programs read the Chinese; no cell begins like a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([tr(lang, f"audit.column.{name}") for name in ("seq", "at", "person", "kind", "sentence")])
    for line in lines:
        at = f"{desk.local(line.at):%Y-%m-%d %H:%M:%S}"
        cells = (str(line.seq), at, line.person, line.kind, line.sentence)
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return "\ufeff" + file.getvalue()


def _as_json(desk: Desk, lines: list[AuditLine], lang: Lang) -> str:  # noqa: ARG001
    rows = (
        {"seq": one.seq, "at": one.at.isoformat(), "actor": one.actor, "kind": one.kind, "sentence": one.sentence}
        for one in lines
    )
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
