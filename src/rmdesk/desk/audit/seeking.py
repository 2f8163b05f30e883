"""What an auditor seeks in the journal, as SQL: who, about which client, what kind, when, and words."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from rmdesk.desk import same_person
from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.seeing import shut
from rmdesk.domain import archive_facts as archive
from rmdesk.domain import complaint_facts as cases
from rmdesk.domain import documents, facts, printer
from rmdesk.domain import exchange_cases as moved_cases
from rmdesk.domain import exchange_facts as exchange
from rmdesk.domain import exchange_moves as moves
from rmdesk.domain import exchange_reviews as reviews
from rmdesk.domain import holding_facts as holdings
from rmdesk.domain import people_facts as people
from rmdesk.domain import settings_facts as settings
from rmdesk.domain import vault_facts as vault
from rmdesk.domain.base import Lang, Value
from rmdesk.domain.directives import CountedElsewhere, Directed, HandedDown, SettledFor
from rmdesk.domain.fact import Fact, name_of, written
from rmdesk.domain.imports.facts import FaultyRowsWritten, FileImported, ImportTakenBack, ProfileKept
from rmdesk.domain.indicators.facts import CrossingAnswered
from rmdesk.domain.institutions import InstitutionStated
from rmdesk.domain.registers import facts as registers
from rmdesk.locale import catalogue
from rmdesk.store.plain import instant_text

# The kinds of fact by what they are about, as a face offers them.
# fmt: off
_GROUPED: dict[str, tuple[type[Fact], ...]] = {
    "desk": (
        facts.DeskOpened, facts.BranchChanged, facts.PackAdopted, vault.PlaceAccepted, facts.DeskUnlocked,
        facts.LoginFailed, vault.LoginCountLost, vault.RecoveryCodeRenewed, vault.RecoveryUsed, vault.ClockConfirmed,
        vault.BackupMade, vault.BackupRestored, settings.HolidaysSet, settings.OpeningEnded, vault.RecoverySealed,
        printer.PrinterSet, printer.PrinterTested,
        exchange.KeysMade, exchange.DeskEnrolled, exchange.DeskStruck, exchange.BundleGiven, exchange.BundleTaken,
        exchange.ClashFound, HandedDown, Directed, reviews.ReviewReceived, reviews.ReviewAnswered, reviews.ReviewLapsed,
    ),
    "people": (
        people.StandInSet, people.StandInEnded,
        facts.PersonAdded, facts.PersonChanged, people.PersonRemoved, vault.PasswordChanged, people.SecondPersonAgreed,
        people.PersonTakenBack, vault.CodeIssued,
    ),
    "clients": (
        facts.ClientRegistered, facts.ClientChanged, facts.ClientTakenBack, facts.ChangeReported,
        facts.CheckAnswered,
        facts.QualificationVerified, facts.QualificationWithdrawn, facts.ClientLinked, facts.ClientUnlinked,
        moves.ClientGivenUp, moves.ClientMoveAnswered, moves.ClientMoveEnded, moves.ClientOffered, moves.FactMoved,
        moves.ClientTakenOver, moves.ClientRefused, SettledFor,
        people.ClientHandedOver, archive.ClientSealed, archive.ClientUnsealed, archive.RelationshipEnded,
        archive.RelationshipResumed,
    ),
    "reading": (
        facts.IdRevealed, facts.QualificationRead, people.ClientRead,
        cases.CaseNumbersRevealed, cases.EvidenceRead, archive.ScanRead, registers.EntryNumbersRevealed,
    ),
    "assessments": (
        facts.HandOverStarted, facts.HandOverEnded, facts.AssessmentTaken, facts.LevelConfirmed,
        facts.AssessmentReviewed, facts.AssessmentSentBack, CountedElsewhere,
    ),
    "shelf": (
        facts.ProductListed, facts.ProductChanged, facts.ProductRegraded, facts.ProductStatusChanged, InstitutionStated,
        documents.DocumentAdded, documents.DocumentWithdrawn, facts.ProductTakenBack, FileImported,
        ImportTakenBack, ProfileKept,
    ),
    "holdings": (
        holdings.HoldingNoted, holdings.HoldingChanged, holdings.HoldingRedeemed, holdings.HoldingEnded,
        holdings.HoldingTakenBack, holdings.RateEntered,
    ),
    "sales": (
        facts.VisitOpened, facts.SaleOpened, facts.WishStated, facts.OpinionGiven, facts.ProductChosen,
        facts.ItemAcknowledged, facts.DocumentsShown, facts.UnderstandingTested,
        facts.RecordingNoted, facts.OrderNoted, facts.PapersReturned, facts.Countersigned, facts.SaleReviewed,
        reviews.ReviewAsked, reviews.ReviewReturned,
        facts.SaleSentBack, facts.SaleArchived,
        facts.SaleAbandoned,
    ),
    "papers": (
        facts.PaperPrinted, printer.SetPrinted, printer.PaperReprinted, printer.RecordPrinted,
        cases.LetterPrinted, cases.ReportPrinted, registers.EntryPrinted,
        archive.PaperScanned, archive.PaperFiled, archive.ScanRead,
    ),
    "dues": (
        facts.DueCreated, facts.DueDone, facts.DuePostponed, CrossingAnswered,
    ),
    "complaints": (
        cases.ComplaintReceived, *cases.OF_CASES, moved_cases.CaseGivenUp, moved_cases.CaseMoveAnswered,
        moved_cases.CaseMoveEnded, moved_cases.CaseHeardOf, moved_cases.CaseOffered, moved_cases.CaseFactMoved,
        moved_cases.CaseTakenOver, moved_cases.CaseRefused,
    ),
    "exports": (
        archive.AuditExported, archive.ListExported, archive.JournalExported, archive.EvidencePacked,
        archive.ClientExported, documents.DocumentSaved, FaultyRowsWritten,
    ),
    "retention": (
        archive.HoldPut, archive.HoldLifted, archive.ClientDestroyed, archive.PayloadsErased,
    ),
    "registers": (
        registers.EntryBegun, registers.EntryActed, registers.EntryPrinted, registers.EntryPrivate,
        registers.EntryForgot,
        registers.EntriesDestroyed,
    ),
}
# fmt: on
GROUPS = {name: tuple(kind.kind for kind in kinds) for name, kinds in _GROUPED.items()}


class Sought(Value):
    """What is sought; what is left empty does not narrow. `person` is a login, `client` an id or number, `sale` and
    `case` too, `kinds` names of facts or of GROUPS, `since` and `until` local days, both included."""

    person: str = ""
    client: str = ""
    sale: str = ""
    case: str = ""
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""


def conditions(desk: Desk, sought: Sought, lang: Lang) -> tuple[str, list[Any]]:
    """A WHERE of the journal and its parameters. Cases in which the reader has an interest are left out (COMP-04), and
    entries of registers that are hidden from the reader."""
    found: list[tuple[str, Iterable[Any]]] = []
    if sought.person:
        found.append(("actor = ?", [sought.person]))
    for table, which in (("client", sought.client), ("sale", sought.sale), ("complaint", sought.case)):
        if which:
            found.append(_in("subject", subjects(desk, table, which)))
    if sought.kinds:
        names = {name_of(kind) for one in sought.kinds for kind in GROUPS.get(one, (one,))}
        found.append(_in("kind", written(names)))
    if sought.since:
        found.append(("at >= ?", [_midnight(desk, sought.since)]))
    if sought.until:
        found.append(("at < ?", [_midnight(desk, date.fromordinal(sought.until.toordinal() + 1))]))
    if sought.text.strip():
        found.append(_words(desk, sought.text.strip(), lang))
    if closed := closed_subjects(desk):
        condition, params = _closed(desk, closed)
        found.append((f"NOT {condition}", params))
    where = " AND ".join(condition for condition, _ in found) or "1"
    return where, [value for _, params in found for value in params]


def closed_subjects(desk: Desk) -> tuple[str, ...]:
    """The subjects whose facts the reader is not shown: cases in which he has an interest (COMP-04), and entries of
    registers that are hidden from him."""
    concerned = all_cases(desk, "doc LIKE ?", (f'%"{desk.actor.login}"%',))
    cases = (case.id for case in concerned if case.concerns(desk.actor.login))
    return (*cases, *(subject for id in shut(desk) for subject in (id, f"private:{id}")))


def _closed(desk: Desk, closed: Collection[str]) -> tuple[str, list[Any]]:
    """The facts about these subjects; an auditor's look at one of them tells its number, and is one of them."""
    about, subjects_of = _in("subject", closed)
    which, ids = _in("id", closed)
    numbers = [
        row["no"]
        for table in ("complaint", "entry")
        for row in desk.store.query(f"SELECT no FROM {table} WHERE {which}", ids)
    ]
    looked, named = _in(
        "upper(json_extract(payload, '$.about'))",
        {name.upper() for no in numbers if no for name in (no, desk.branch.coded(no))}
        | {one.upper() for one in closed},
    )
    return f"({about} OR (kind = ? AND coalesce({looked}, 0)))", [*subjects_of, people.ClientRead.kind, *named]


def closed_seqs(desk: Desk) -> frozenset[int]:
    """The numbers of the facts about `closed_subjects`."""
    condition, params = _closed(desk, closed_subjects(desk))
    return frozenset(row["seq"] for row in desk.store.query(f"SELECT seq FROM journal WHERE {condition}", params))


def subjects(desk: Desk, table: str, which: str) -> tuple[str, ...]:
    """The subjects under which facts about a client, a sale or a case stand in the journal."""
    row = next(
        iter(desk.store.query(f"SELECT id FROM {table} WHERE id = ? OR no = ?", (which, desk.bare_no(which)))), None
    )
    if row is None:
        return ()
    return (row["id"], *(client_subjects(desk, row["id"]) if table == "client" else ()))


def client_subjects(desk: Desk, client_id: str) -> tuple[str, ...]:
    """Ids of whatever belongs to a client, in all files of the same person (DESK-01), and has facts of its own:
    visits, sales, dues, cases, entries."""
    mine = same_person.ids(desk, client_id)
    where = f"{same_person.among(mine)} ORDER BY id"
    found = [
        desk.store.query(f"SELECT id FROM {table} WHERE {where}", mine)
        for table in ("visit", "sale", "due", "complaint")
    ]
    entries = desk.store.query(f"SELECT id FROM entry WHERE {where}", mine)
    ids = (name for row in entries for name in (row["id"], f"private:{row['id']}"))
    return (*(one for one in mine if one != client_id), *(row["id"] for rows in found for row in rows), *ids)


def _words(desk: Desk, text: str, lang: Lang) -> tuple[str, list[Any]]:
    """In what the fact says, in its sentence, in the name of who did it or of the client it is about."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like, number = f"%{escaped}%", f"%{desk.bare_no(escaped)}%"
    names = [name for name, said in catalogue(lang, "facts").items() if text.lower() in said.lower()]
    by_kind, params = _in("kind", written(names))
    # Names and numbers are read in their indexes, once: the rows themselves are many times as long.
    clients = """SELECT id FROM client WHERE rowid IN (SELECT rowid FROM client WHERE name LIKE ? ESCAPE '\\'
                 UNION SELECT rowid FROM client WHERE no LIKE ? ESCAPE '\\')"""
    named = f"""{clients} UNION SELECT id FROM sale WHERE client_id IN ({clients})
                UNION SELECT id FROM sale WHERE rowid IN (SELECT rowid FROM sale WHERE no LIKE ? ESCAPE '\\')"""
    ids = [row[0] for row in desk.store.query(named, (like, number, like, number, number))]
    people = "actor IN (SELECT login FROM person WHERE json_extract(doc, '$.name') LIKE ? ESCAPE '\\')"
    about = "subject IN (SELECT value FROM json_each(?))"
    condition = f"(payload LIKE ? ESCAPE '\\' OR {by_kind} OR {about} OR {people})"
    return condition, [like, *params, json.dumps(ids), like]


def _in(column: str, values: Iterable[str]) -> tuple[str, list[str]]:
    listed = list(values)
    return f"{column} IN ({', '.join('?' * len(listed))})", listed


def _midnight(desk: Desk, day: date) -> str:
    """The first instant of a local day, as the journal writes it."""
    return instant_text(datetime.combine(day, time(), desk.local(desk.now()).tzinfo))
