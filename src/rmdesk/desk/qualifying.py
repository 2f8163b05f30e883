"""Qualified investors, professional institutions and minors who live on own earnings: two people verify them on
evidence that the desk keeps encrypted, until a day (SALE-06, SUIT-11, SUIT-17, SUIT-21). Nothing else makes a client
one: no field of the file, no list, no form."""

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import becoming, clients, guarding, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.archive.proofs import flaw
from rmdesk.desk.archive.scans import pages_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.paper_files import leaving, size_of, write_file
from rmdesk.domain import facts, fields
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client import Client, PrivilegedClass, Qualification
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.investors import numbers_licence, qualified
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_at, written

ACT = "clients.qualify"
"""The sensitive act: a second person of review or compliance agrees (DATA-08)."""


class Evidence(NamedTuple):
    """What was seen: in words, and as a scan (PDF or picture); of a professional institution its licence's number and
    last day as typed, or "long"."""

    seen: str
    copy: Path
    licence_no: str = ""
    licence_until: str = ""


@use_case("clients.qualify")
def verify(
    desk: Desk, client_id: str, privilege: PrivilegedClass, evidence: Evidence, proof: Proof | None = None
) -> Client:
    """Two people saw the evidence. A qualified investor's figures in the file must say so too; a professional
    institution has a licence that is in force; a minor is of the age, and the file says whose earnings he lives on. It
    serves `qualified_valid_months`, a professional's no longer than the licence, a minor's until he is of age."""
    client = passed(clients.get(desk, client_id))
    seen = written("seen", evidence.seen)
    licence_no, licence_until = _licence(desk, client, evidence) if privilege == "professional" else ("", "")
    if privilege == "qualified" and not client.professional_on(desk.today()):
        stop_at("seen", qualified(client, desk.thresholds()))
    if privilege == "earner":
        stop_at("seen", _earns(desk, client))
    content = _content(desk, evidence.copy)
    stop_at("copy", _shared(desk, client, content, seen))
    with desk.transaction():
        second = guarding.prove(desk, ACT, proof, client.id)
        proven = Qualification(
            verified_on=desk.today(),
            valid_until=_until(desk, client, privilege, licence_until),
            evidence=seen,
            sha256=desk.store.attachments.put(content),
            licence_no=licence_no,
            licence_until=licence_until,
            by=desk.actor.login,
            second=second.person.login,
        )
        fact = facts.QualificationVerified(client_id=client.id, privilege=privilege, qualification=proven)
        desk.record(fact, client.id)
        _watch(desk, client.id, privilege, None if _of_age(desk, client, privilege, proven) else proven.valid_until)
    return clients.require(desk, client.id)


@use_case("clients.qualify")
def withdraw(desk: Desk, client_id: str, privilege: PrivilegedClass, reason: str) -> Client:
    """The client is none any more: found out, or asked for. One person is enough, since it only closes."""
    client, reason = passed(clients.get(desk, client_id)), written("reason", reason)
    if client.privilege(privilege) is None:
        stop("SUIT-17.none", privilege=privilege)
    with desk.transaction():
        fact = facts.QualificationWithdrawn(client_id=client.id, privilege=privilege, reason=reason)
        desk.record(fact, client.id)
        _watch(desk, client.id, privilege, None)
    return clients.require(desk, client.id)


@use_case("clients.qualify")
def take_out(desk: Desk, client_id: str, privilege: PrivilegedClass, folder: Path) -> Path:
    """Write the copy of the evidence into `folder`, in clear, for somebody to look at. That is a fact (DATA-07)."""
    client = passed(clients.get(desk, client_id))
    seen = client.privilege(privilege)
    content = None if seen is None else desk.store.attachments.get(seen.sha256)
    if seen is None or content is None:
        return stop("SUIT-17.none", privilege=privilege)
    with leaving(desk, folder):
        desk.record(facts.QualificationRead(client_id=client.id, sha256=seen.sha256), client.id)
        return write_file(folder / f"{client.no}-{privilege}.{_ending(content)}", content)


def _licence(desk: Desk, client: Client, evidence: Evidence) -> tuple[str, str]:
    """Number and last day of a licence that is in force; never a natural person's (SUIT-17)."""
    if client.kind == "person":
        stop("SUIT-17.person")
    if not client.says_professional:
        stop("SUIT-17.kind", client=client.no)
    number = written("licence_no", evidence.licence_no)
    stop_at("licence_no", None if numbers_licence(number) else refuse("SUIT-17.number", given=number[:40]))
    until = fields.read("date_or_long", written("licence_until", evidence.licence_until))
    if isinstance(until, Refusal):
        stop_at("licence_until", until)
    elif until != LONG_TERM and date.fromisoformat(until) < desk.today():
        stop_at("licence_until", refuse("SUIT-17.licence", valid_until=until))
    return number, str(until)


def _earns(desk: Desk, client: Client) -> Refusal | None:
    """Why nobody can verify that the client lives on own earnings (SUIT-11)."""
    if not client.young(desk.today(), desk.thresholds()):
        limits = desk.thresholds()
        return refuse("SUIT-11.age", least=limits.own_earnings_age, full=limits.full_capacity_age)
    return None if client.claims("earner") else refuse("SUIT-11.claim", client=client.no)


def _last_young(desk: Desk, client: Client) -> date:
    """The day before a minor is of age."""
    return add_months(client.born or desk.today(), 12 * desk.thresholds().full_capacity_age) - timedelta(1)


def _of_age(desk: Desk, client: Client, privilege: PrivilegedClass, proven: Qualification) -> bool:
    """Whether nothing is to be verified again when it ends: the minor is of age then."""
    return privilege == "earner" and proven.valid_until == _last_young(desk, client)


def _until(desk: Desk, client: Client, privilege: PrivilegedClass, licence_until: str) -> date:
    """Until when it serves: so many months, no longer than the licence, nor than a minor is one."""
    longest = add_months(desk.today(), desk.thresholds().qualified_valid_months)
    if privilege == "earner":
        return min(longest, _last_young(desk, client))
    return longest if licence_until in ("", LONG_TERM) else min(longest, date.fromisoformat(licence_until))


def _content(desk: Desk, copy: Path) -> bytes:
    try:
        size = size_of(copy)
        if size > desk.pack.archive.files.most_bytes:
            stop_at("copy", refuse("DESK-16.file_size", size=size, most=desk.pack.archive.files.most_bytes))
        content = copy.read_bytes()
    except OSError:
        stop_at("copy", refuse("INPUT.unknown", what="file", given=str(copy)[-60:]))
        raise
    fault = pages_of(desk, copy.name, content)
    stop_at("copy", fault if isinstance(fault, Refusal) else _flaw(desk, copy.name, content))
    return content


def _flaw(desk: Desk, name: str, content: bytes) -> Refusal | None:
    """Why the copy proves nothing of the client: what the desk itself printed says what was told it, signed or not."""
    found = flaw(desk, name, content, signed=False)
    if found is None or found.unreadable is not None:
        return None if found is None else found.unreadable
    if found.printed:
        return refuse("SALE-06.printed", file=name[-40:], paper=found.printed)
    return refuse("SALE-06.blank", file=name[-40:])


def _shared(desk: Desk, client: Client, content: bytes, seen: str) -> Refusal | None:
    """Why the same copy cannot show it of somebody else, too: it was filed for another client, whom what was seen does
    not name. A couple's joint statement does show it of both."""
    digest, own = sha256(content).hexdigest(), same_person.ids(desk, client.id)
    for entry in desk.store.entries(kind=facts.QualificationVerified.kind):
        fact = entry.fact
        if not isinstance(fact, facts.QualificationVerified) or fact.client_id in own:
            continue
        row = desk.store.get("client", fact.client_id)
        if row is not None and fact.qualification.sha256 == digest and row["no"] not in seen:
            return refuse("DESK-16.shared", client=row["no"])
    return None


def _ending(content: bytes) -> str:
    return "pdf" if content.startswith(b"%PDF-") else "png" if content.startswith(b"\x89PNG") else "jpg"


def _watch(desk: Desk, client_id: str, privilege: PrivilegedClass, until: date | None) -> None:
    warn = desk.thresholds().id_remind_days
    client_dues.replace(desk, privilege, becoming.RULE[privilege], client_id, until, warn_days=warn)
