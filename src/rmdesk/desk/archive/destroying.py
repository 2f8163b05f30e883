"""Destroying a client's file at the end of its retention: proposed by one, approved by compliance, nothing left but
numbers and the record that it was done (KYC-08, SUIT-09)."""

from collections.abc import Sequence
from typing import NamedTuple

from rmdesk.desk import clients, guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.archive.leftovers import take_away
from rmdesk.desk.archive.retention import Retention, retention_of
from rmdesk.desk.audit.seeking import client_subjects
from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.concern import Matter, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import keeping
from rmdesk.desk.registers.printed import left_of, printed_naming
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Track
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import Case, Complainant, CorrectiveAction, Decision
from rmdesk.domain.exchange_moves import FactMoved
from rmdesk.domain.facts import QualificationVerified
from rmdesk.domain.printer import PaperReprinted, SetPrinted
from rmdesk.domain.refusal import Refusal, refuse, stop, stop_if, written
from rmdesk.domain.registers.facts import EntriesDestroyed
from rmdesk.store.attachments import files_of
from rmdesk.store.plain import instant
from rmdesk.store.store import KEPT
from rmdesk.store.tables import figures

_VEIL = "＊"


class Destroyed(NamedTuple):
    """What was destroyed of one client: how many facts were emptied, how many kept files taken away. `left`: files of
    the client in the desk's folders that could not be deleted; `named_in`: entries about something else whose texts
    name the client, which somebody must look at."""

    client_no: str
    facts: int
    files: int
    left: tuple[str, ...] = ()
    named_in: tuple[str, ...] = ()


@use_case("retention.erase")
def destroy(desk: Desk, which: Sequence[str], reason: str, proof: Proof | None = None) -> tuple[Destroyed, ...]:
    """Destroy the files of these clients (ids or numbers), all or none.

    Refuses while a clock runs, a hold stands or something is open (KYC-08); wants somebody of compliance beside the
    person at the desk. Backups made before still hold what is destroyed here, until they are rotated out.
    """
    reason = written("reason", reason)
    found = [_retention(desk, one) for one in dict.fromkeys(which)]
    wrong = [one for one in found if isinstance(one, Refusal)]
    chosen = [one for one in found if isinstance(one, Retention)]
    wrong += [against for one in chosen for against in one.against]
    stop_if(*wrong)
    if not chosen:
        stop("INPUT.required")
    for one in chosen:
        stop_concerned(desk, "of_file.erase", Matter(client_id=one.client.id), desk.actor.login)
    with desk.transaction():
        proven = guarding.prove(desk, "retention.erase", proof)
        for one in chosen:
            stop_concerned(desk, "second.retention.erase", Matter(client_id=one.client.id), proven.person.login)
    outside = [_outside(desk, one.client.id) for one in chosen]
    with desk.transaction():
        done = tuple(_destroy(desk, one, proven.person.login, reason) for one in chosen)
    desk.store.forget_erased()
    return tuple(one._replace(left=take_away(desk, known)) for one, known in zip(done, outside, strict=True))


def _retention(desk: Desk, which: str) -> Retention | Refusal:
    rows = desk.store.query("SELECT doc FROM client WHERE id = ? OR no = ?", (which, desk.bare_no(which)))
    if not rows:
        return refuse("INPUT.unknown", what="client", given=which)
    return retention_of(desk, desk.parsed(Client, rows[0]["doc"]))


def _destroy(desk: Desk, one: Retention, approved_by: str, reason: str) -> Destroyed:
    client = clients.require(desk, one.client.id)
    assert one.until is not None, "a retention that is over has a last day"
    subjects = (client.id, *client_subjects(desk, client.id))
    ids = (*_facts_of(desk, subjects), *(one.id for one in printed_naming(desk, client.id)))
    entries = keeping.of_client(desk, client.id)
    files = (*_files(desk, client.id), *keeping.files(desk, entries))
    named_in = keeping.naming(desk, client.name, entries)
    fact = facts.ClientDestroyed(
        client_id=client.id,
        no=client.no,
        client_kind=client.kind,
        registered_on=client.registered_on,
        until=one.until,
        rule=one.clocks[0].clock.rule,
        approved_by=approved_by,
        sales=_sales(desk, client.id),
        papers=_papers(desk, client.id),
        cases=tuple(emptied(case) for case in all_cases(desk, "client_id = ?", (client.id,))),
        ended_on=one.keeping.ended_on,
        figures=_figures(desk, client.id),
    )
    desk.record(fact, client.id)
    if entries:
        named = {left.number for left in fact.papers}
        left = tuple(one for one in keeping.papers(desk, entries) if one.number not in named)
        desk.record(
            EntriesDestroyed(entries=tuple(keeping.tally(desk, one) for one in entries), papers=left), client.id
        )
    desk.store.erase(ids, reason, actor=desk.actor.login, subject=client.id, at=desk.sure_now())
    desk.store.erase_files(files)
    desk.store.exchange.close_about(subjects)
    for draft in desk.store.drafts.list():
        if draft.subject in subjects:
            desk.store.drafts.delete(draft.id)
    return Destroyed(client.no, len(ids), len(files), named_in=named_in)


def _figures(desk: Desk, client_id: str) -> tuple[facts.FigureLeft, ...]:
    """What indicators of past years count, under ids that lead to nobody."""
    found = (
        (source, row)
        for source in figures.COLUMNS
        for row in desk.store.rows(f"SELECT * FROM figure_{source} WHERE client_id = ? ORDER BY id", (client_id,))
    )
    return tuple(facts.FigureLeft(source=name, id=desk.new_id(), values=figures.left_of(row)) for name, row in found)


def _facts_of(desk: Desk, subjects: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        entry.id
        for subject in subjects
        for entry in desk.store.entries(subject=subject)
        if entry.payload is not None and entry.kind not in KEPT
    )


def _files(desk: Desk, client_id: str) -> tuple[str, ...]:
    """Digests of the scans, of the evidence in the client's complaints, and of what the client was verified by."""
    tracks = desk.store.query("SELECT doc FROM track WHERE client_id = ?", (client_id,))
    scans = [scan.sha256 for row in tracks for scan in desk.parsed(Track, row["doc"]).scans]
    kept = [one.sha256 for case in all_cases(desk, "client_id = ?", (client_id,)) for one in case.evidence]
    return tuple(dict.fromkeys((*scans, *kept, *_verified(desk, client_id))))


def _verified(desk: Desk, client_id: str) -> tuple[str, ...]:
    """Copies of the evidence on which two people verified the client, also those of earlier years; what came with the
    client from another desk."""
    seen = (entry.fact for entry in desk.store.entries(subject=client_id) if entry.payload is not None)
    return tuple(
        sha256 for one in seen if isinstance(one, QualificationVerified | FactMoved) for sha256 in files_of(one)
    )


def _outside(desk: Desk, client_id: str) -> frozenset[str]:
    """Digests of what the desk may have written of a client into its own folders: papers, scans, copies, evidence."""
    known = {*_files(desk, client_id), *(one.pdf_sha256 for one in _papers(desk, client_id))}
    for subject in (client_id, *client_subjects(desk, client_id)):
        for entry in desk.store.entries(subject=subject):
            fact = None if entry.payload is None else entry.fact
            if isinstance(fact, facts.ClientExported):
                known.update(fact.sha256.values())
            elif isinstance(fact, (facts.EvidencePacked, SetPrinted, PaperReprinted)):
                known.add(fact.pdf_sha256)
    return frozenset(known - {""})


def _sales(desk: Desk, client_id: str) -> tuple[facts.SaleLeft, ...]:
    rows = desk.store.query("SELECT id, no, touched_at FROM sale WHERE client_id = ? ORDER BY id", (client_id,))
    return tuple(facts.SaleLeft(id=row["id"], no=row["no"], at=instant(row["touched_at"])) for row in rows)


def _papers(desk: Desk, client_id: str) -> tuple[facts.PaperLeft, ...]:
    letters = [one.number for case in all_cases(desk, "client_id = ?", (client_id,)) for one in case.letters]
    marks = ", ".join("?" * len(letters))
    sql = f"SELECT * FROM paper WHERE client_id = ? OR number IN ({marks}) ORDER BY number"
    rows = desk.store.query(sql, (client_id, *letters))
    own = tuple(
        facts.PaperLeft(
            number=row["number"],
            fact=row["fact"],
            kind=row["kind"],
            sale_id=row["sale_id"],
            at=instant(row["at"]),
            digest=row["digest"],
            pdf_sha256=row["pdf_sha256"],
            apart=row["number"] in letters,
        )
        for row in rows
    )
    return (*own, *(left_of(one) for one in printed_naming(desk, client_id)))


def emptied(case: Case) -> Case:
    """A case without names and words: what the statistics of past years still count (COMP-15)."""
    return Case(
        id=case.id,
        no=case.no,
        version=case.version,
        type=case.type,
        state=case.state,
        received_at=case.received_at,
        recorded_at=case.recorded_at,
        recorded_by=case.recorded_by,
        touched_at=case.touched_at,
        touched_by=case.touched_by,
        source=case.source,
        priority=case.priority,
        complainant=Complainant(name=_VEIL, client_id=case.complainant.client_id),
        about=case.about,
        interested=case.interested,
        labels=case.labels,
        claim=_VEIL,
        case_class=case.case_class,
        handler=case.handler,
        answered_at=case.answered_at,
        extensions=tuple(one.model_copy(update={"reason": _VEIL}) for one in case.extensions),
        pauses=case.pauses,
        new_facts_at=case.new_facts_at,
        decision=Decision(),
        decided_at=case.decided_at,
        notice=None if case.notice is None else case.notice.model_copy(update={"proof": _VEIL, "said": ""}),
        came_back=tuple(
            one.model_copy(update={"why": _VEIL, "notice": one.notice.model_copy(update={"proof": _VEIL, "said": ""})})
            for one in case.came_back
        ),
        recheck_asked=case.recheck_asked,
        corrective_action=CorrectiveAction(
            owner=case.corrective_action.owner, due=case.corrective_action.due, check_on=case.corrective_action.check_on
        ),
        major=case.major,
        major_reported_at=case.major_reported_at,
        merged_into=case.merged_into,
        joined=case.joined,
        ended_on=case.ended_on,
    )
