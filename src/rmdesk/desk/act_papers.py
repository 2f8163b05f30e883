"""Printing the records of acts of the bank's own: a hand-over of clients (DESK-18), a destruction (KYC-08)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from rmdesk.desk import people_rows
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import records
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.desk.papers.records import Given, HandOver, Lost
from rmdesk.desk.printing import Sheet
from rmdesk.desk.record_papers import print_record
from rmdesk.domain.archive_facts import ClientDestroyed, PayloadsErased
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.fact import Fact
from rmdesk.domain.people_facts import ClientHandedOver
from rmdesk.domain.refusal import stop
from rmdesk.domain.registers.facts import EntriesDestroyed
from rmdesk.store.journal import Entry

F = TypeVar("F", bound=Fact)


@use_case("people.hand_over")
def print_hand_over(desk: Desk, giver: str, receiver: str, on: date, folder: Path, lang: Lang) -> Sheet:
    """Print the record of the clients whom `giver` gave `receiver` (logins) on a day, into `folder`: for either of
    them, and for compliance."""
    if desk.actor.login not in (giver, receiver) and "compliance" not in desk.actor.roles:
        stop("DATA-08.role", act="people.hand_over", roles="compliance")
    found = [
        (entry, fact)
        for entry, fact in _on(desk, ClientHandedOver, on)
        if (fact.giver, fact.receiver) == (giver, receiver)
    ]
    if not found:
        stop("INPUT.no_record", day=on)
    last, by = found[-1][0], {entry.actor for entry, _ in found} - {giver}
    given = HandOver(
        giver=_name(desk, giver),
        receiver=_name(desk, receiver),
        by=", ".join(_name(desk, one) for one in sorted(by)),
        at=last.at,
        reasons=tuple(dict.fromkeys(fact.reason for _, fact in found)),
        clients=tuple(_given(desk, fact) for _, fact in found),
    )
    clients = tuple(sorted({fact.client_id for _, fact in found}))
    title = f"{given.giver} → {given.receiver}"
    document = records.hand_over(frame_now(desk, lang), given)
    return print_record(desk, document, f"{giver}:{receiver}", "people", title, folder, clients)


@use_case("retention.erase")
def print_destruction(desk: Desk, on: date, folder: Path, lang: Lang) -> Sheet:
    """Print the record of all that was destroyed on a day, into `folder`. It names nobody whose file it was."""
    lost = (*_files(desk, on), *_entries(desk, on))
    if not lost:
        stop("INPUT.no_record", day=on)
    document = records.destruction(frame_now(desk, lang), on, lost)
    return print_record(desk, document, f"destroyed:{on}", "retention", on.isoformat(), folder)


def _on(desk: Desk, kind: type[F], on: date) -> Iterator[tuple[Entry, F]]:
    """The facts of a kind that happened on a day of the branch, as far as they are kept."""
    for entry in desk.store.entries(kind=kind.kind):
        fact = None if entry.payload is None or desk.local(entry.at).date() != on else entry.fact
        if isinstance(fact, kind):
            yield entry, fact


def _given(desk: Desk, fact: ClientHandedOver) -> Given:
    row = desk.store.get("client", fact.client_id)
    no, name = ("—", "—") if row is None else (desk.branch.coded(row["no"]), row["name"])
    sales = [row for one in fact.sale_ids if (row := desk.store.get("sale", one)) is not None]
    return Given(no, name, tuple(desk.branch.coded(row["no"]) for row in sales), len(fact.due_ids))


def _files(desk: Desk, on: date) -> Iterator[Lost]:
    clocks = {one.rule: one.name for one in desk.pack.archive.clock}
    for entry, fact in _on(desk, ClientDestroyed, on):
        yield Lost(
            no=desk.branch.coded(fact.no),
            what=desk.pack.label_text("client_kind", fact.client_kind),
            until=fact.until,
            rule=clocks.get(fact.rule),
            by=_name(desk, entry.actor),
            agreed=_name(desk, fact.approved_by),
            at=entry.at,
            reason=_reason(desk, fact.client_id),
        )


def _entries(desk: Desk, on: date) -> Iterator[Lost]:
    """Entries of registers; a part goes with its whole."""
    for entry, fact in _on(desk, EntriesDestroyed, on):
        for one in fact.entries:
            register = desk.pack.registers.get(one.register_id)
            if not one.parent_id:
                yield Lost(
                    no=desk.branch.coded(one.no),
                    what=Text(zh=one.register_id, en=one.register_id) if register is None else register.title,
                    until=None,
                    rule=None,
                    by=_name(desk, entry.actor),
                    agreed="",
                    at=entry.at,
                    reason="",
                )


def _reason(desk: Desk, client_id: str) -> str:
    for entry in desk.store.entries(subject=client_id, kind=PayloadsErased.kind):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, PayloadsErased):
            return fact.reason
    return ""


def _name(desk: Desk, login: str) -> str:
    person = people_rows.person_of(desk.store, login)
    return login if person is None else person.name
