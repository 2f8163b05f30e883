"""What an auditor seeks in the journal, as SQL: who, about which client, what kind, when, and words."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang, Value
from rmdesk.locale import catalogue
from rmdesk.store.plain import instant_text

# The kinds of fact by what they are about, as a face offers them.
GROUPS: dict[str, tuple[str, ...]] = {
    "desk": (
        *("DeskOpened", "BranchChanged", "PackAdopted", "PlaceAccepted", "DeskUnlocked", "LoginFailed"),
        *("LoginCountLost", "RecoveryCodeRenewed", "RecoveryUsed", "ClockConfirmed", "BackupMade", "BackupRestored"),
    ),
    "people": ("StaffAdded", "StaffChanged", "StaffRemoved", "PasswordChanged", "SecondPersonAgreed"),
    "clients": (
        *("ClientRegistered", "ClientChanged", "ChangeReported", "QualificationVerified", "ClientHandedOver"),
        *("ClientSealed", "ClientUnsealed", "RelationshipEnded", "RelationshipResumed"),
    ),
    "reading": ("IdRevealed", "ClientRead", "CaseNumbersRevealed", "EvidenceRead", "ScanRead"),
    "assessments": (*("HandOverStarted", "HandOverEnded", "AssessmentTaken", "LevelConfirmed", "AssessmentReviewed"),),
    "shelf": ("ProductListed", "ProductRegraded", "ProductStatusChanged"),
    "sales": (
        *("JourneyOpened", "WishStated", "OpinionGiven", "ProductChosen", "ItemAcknowledged", "UnderstandingTested"),
        *("RecordingNoted", "PapersReturned", "Countersigned", "SaleReviewed", "JourneyArchived", "JourneyAbandoned"),
    ),
    "papers": ("PaperPrinted", "LetterPrinted", "ReportPrinted", "PaperScanned", "PaperFiled", "ScanRead"),
    "duties": ("DutyCreated", "DutyDone"),
    "complaints": (
        *("ComplaintReceived", "CaseCompleted", "BecameComplaint", "CaseAssigned", "CaseAnswered"),
        *("InvestigationBegun", "ExtensionApproved", "ClockPaused", "ClockResumed", "NewFactsReceived", "RemarkAdded"),
        *("EvidenceKept", "EvidenceRead", "DecisionDrafted", "CaseDecided", "ResultTold", "RecheckAsked"),
        *("RecheckTold", "CauseMended", "EffectChecked", "MajorFound", "MajorReported", "LetterPrinted"),
        *("CaseClosed", "CaseWithdrawn", "CaseMerged", "CaseJoined", "CaseDeclined", "CaseTransferred"),
        "CaseNumbersRevealed",
    ),
    "exports": ("AuditExported", "JournalExported", "EvidencePacked", "ClientExported"),
    "retention": ("HoldPut", "HoldLifted", "ClientDestroyed", "PayloadsErased"),
    "inspections": (
        *("InspectionPlanned", "SampleDrawn", "ItemLookedAt", "FindingNoted", "RectificationAgreed"),
        *("RectificationChecked", "InspectionClosed"),
    ),
}


class Sought(Value):
    """What is sought; what is left empty does not narrow. `person` is a login, `client` an id or number, `journey` and
    `case` too, `kinds` names of facts or of GROUPS, `since` and `until` local days, both included."""

    person: str = ""
    client: str = ""
    journey: str = ""
    case: str = ""
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""


def conditions(desk: Desk, sought: Sought, lang: Lang) -> tuple[str, list[Any]]:
    """A WHERE of the journal and its parameters. Cases in which the reader has an interest are left out (COMP-04)."""
    found: list[tuple[str, Iterable[Any]]] = []
    if sought.person:
        found.append(("actor = ?", [sought.person]))
    for table, which in (("client", sought.client), ("journey", sought.journey), ("complaint", sought.case)):
        if which:
            found.append(_in("subject", subjects(desk, table, which)))
    if sought.kinds:
        kinds = [kind for one in sought.kinds for kind in GROUPS.get(one, (one,))]
        found.append(_in("kind", kinds))
    if sought.since:
        found.append(("at >= ?", [_midnight(desk, sought.since)]))
    if sought.until:
        found.append(("at < ?", [_midnight(desk, date.fromordinal(sought.until.toordinal() + 1))]))
    if sought.text.strip():
        found.append(_words(sought.text.strip(), lang))
    concerned = all_cases(desk, "doc LIKE ?", (f'%"{desk.actor.login}"%',))
    closed = [case.id for case in concerned if case.concerns(desk.actor.login)]
    if closed:
        condition, params = _in("subject", closed)
        found.append((f"NOT {condition}", params))
    where = " AND ".join(condition for condition, _ in found) or "1"
    return where, [value for _, params in found for value in params]


def subjects(desk: Desk, table: str, which: str) -> tuple[str, ...]:
    """The subjects under which facts about a client, a journey or a case stand in the journal."""
    row = next(iter(desk.store.query(f"SELECT id FROM {table} WHERE id = ? OR no = ?", (which, which.upper()))), None)
    if row is None:
        return ()
    return (row["id"], *(client_subjects(desk, row["id"]) if table == "client" else ()))


def client_subjects(desk: Desk, client_id: str) -> tuple[str, ...]:
    """Ids of everything that belongs to a client and has facts of its own: journeys, duties, cases."""
    found = [
        desk.store.query(f"SELECT id FROM {table} WHERE client_id = ? ORDER BY id", (client_id,))
        for table in ("journey", "duty", "complaint")
    ]
    return tuple(row["id"] for rows in found for row in rows)


def _words(text: str, lang: Lang) -> tuple[str, list[Any]]:
    """In what the fact says, in its sentence, in the name of who did it or of the client it is about."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like = f"%{escaped}%"
    kinds = [kind for kind, said in catalogue(lang, "facts").items() if text.lower() in said.lower()]
    by_kind, params = _in("kind", kinds)
    named = """subject IN (SELECT id FROM client WHERE name LIKE ? ESCAPE '\\' OR no LIKE ? ESCAPE '\\'
               UNION SELECT j.id FROM journey j JOIN client c ON c.id = j.client_id
                     WHERE c.name LIKE ? ESCAPE '\\' OR c.no LIKE ? ESCAPE '\\' OR j.no LIKE ? ESCAPE '\\')"""
    people = "actor IN (SELECT login FROM staff WHERE json_extract(doc, '$.name') LIKE ? ESCAPE '\\')"
    condition = f"(payload LIKE ? ESCAPE '\\' OR {by_kind} OR {named} OR {people})"
    return condition, [like, *params, *[like] * 6]


def _in(column: str, values: Iterable[str]) -> tuple[str, list[str]]:
    listed = list(values)
    return f"{column} IN ({', '.join('?' * len(listed))})", listed


def _midnight(desk: Desk, day: date) -> str:
    """The first instant of a local day, as the journal writes it."""
    return instant_text(datetime.combine(day, time(), desk.local(desk.now()).tzinfo))
