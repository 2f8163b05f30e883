"""Taking a case in: the legal minimum first, everything that the desk knows prefilled (COMP-01, 02, 03, 07, 13)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from rmdesk.desk import clients, sales, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.complaints import documents, drafting
from rmdesk.desk.complaints.alike import Alike, alike_cases
from rmdesk.desk.complaints.interest import free_people
from rmdesk.desk.complaints.parties import interested_in
from rmdesk.desk.complaints.reading import CaseView, view_again
from rmdesk.desk.complaints.texts import read_text, read_texts
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain import fields
from rmdesk.domain.base import Value
from rmdesk.domain.client import Client
from rmdesk.domain.clocks import CaseType
from rmdesk.domain.complaint import (
    About,
    Case,
    Complainant,
    Labels,
    MajorReason,
    Priority,
    Source,
)
from rmdesk.domain.complaint_acts import record_faults
from rmdesk.domain.complaint_faults import receipt_fault
from rmdesk.domain.refusal import Refusal, passed, passed_at, refuse, stop_at, stop_if, written

_CLASSES = {"channel": "complaint_channel", "business": "complaint_business", "cause": "complaint_cause"}


class NewCase(Value):
    """What is typed when a case is taken in. `received_at` (UTC) is now when not given; for what the regulator
    forwards it is when the bank received it (COMP-13)."""

    type: CaseType = "complaint"
    received_at: datetime | None = None
    source: Source = "client"
    regulator_no: str = ""
    priority: Priority = "normal"
    complainant: Complainant = Complainant(name="")
    about: About = About()
    labels: Labels = Labels()
    claim: str = ""
    wanted: str = ""
    story: str = ""
    grounds: str = ""
    major: tuple[MajorReason, ...] = ()


class Taken(NamedTuple):
    """A case that was taken in. `view` is None for a case that is closed to the person who took it in (COMP-04)."""

    id: str
    no: str
    view: CaseView | None


@use_case("complaints.take")
def prefill(desk: Desk, *, client: str = "", sale: str = "", product: str = "") -> NewCase:
    """A new case with all that is known of a client, a sale or a product, each by id, number or code (COMP-02)."""
    new = NewCase()
    if sale:
        one = passed(sales.view(desk, sale)).sale
        code = None if one.choice is None else one.choice.code
        about = About(sale_id=one.id, product=code, people=interested_in(desk, About(sale_id=one.id)))
        client, new = one.client_id, new.model_copy(update={"about": about})
    if product:
        found = passed(shelf.get(desk, product))
        new = new.model_copy(update={"about": new.about.model_copy(update={"product": found.code})})
    if client:
        new = new.model_copy(update={"complainant": _known(passed(clients.get(desk, _worked_with(desk, client))))})
    return new


def _worked_with(desk: Desk, which: str) -> str:
    """Of a client with several files the one that is worked with (DESK-01), whichever was named."""
    return same_person.the_one(desk, passed(clients.get(desk, which)).id)


@use_case("complaints.take")
def duplicates(desk: Desk, new: NewCase) -> tuple[Alike, ...]:
    """Open cases that may be the same one: same complainant, and the same matter or a claim that is alike (COMP-07)."""
    return alike_cases(desk, new.complainant, new.about, new.claim)


@use_case("complaints.take")
def take(desk: Desk, new: NewCase, draft_id: str = "") -> Taken:
    """Take a case in and give it to somebody without an interest. The draft that it was typed in ends with it.

    Anybody takes in a complaint, also one about himself; he does not see it afterwards.
    """
    cleaned = clean(desk, new)
    if cleaned.source == "regulator":
        written("regulator_no", cleaned.regulator_no)  # the regulator asks by its own number how the case stands
    elif cleaned.regulator_no:
        stop_at("regulator_no", refuse("COMP-02.regulator_no", given=cleaned.regulator_no))
    stop_if(*_faults(desk, cleaned))
    case = _case(desk, cleaned, desk.new_id())
    with desk.transaction():
        desk.record(facts.ComplaintReceived(case=case), case.id)
        assign_by_rule(desk, case)
        drafting.end(desk, draft_id)
    return Taken(case.id, case.no, None if case.concerns(desk.actor.login) else view_again(desk, case.id))


def assign_by_rule(desk: Desk, case: Case) -> None:
    """Give the case to the first who may have it; it stays with nobody when all have an interest. For use cases."""
    free = free_people(desk, case)
    if free:
        desk.record(facts.CaseAssigned(case_id=case.id, handler=free[0].login, reason=""), case.id)


def major_reasons(who: Complainant, named: tuple[MajorReason, ...]) -> tuple[MajorReason, ...]:
    """Why a case is a major one: what somebody named, and the size of the group by itself (COMP-12). For use cases."""
    group: tuple[MajorReason, ...] = ("group",) if who.is_major_group else ()
    return tuple(dict.fromkeys((*named, *group)))


def clean(desk: Desk, new: NewCase) -> NewCase:
    """The case with its texts in canonical form, or the first that cannot be kept. For use cases."""
    texts, who = read_texts(desk, new), read_texts(desk, new.complainant)
    representatives = []
    for name in new.complainant.representatives:
        text = passed_at("name", read_text(desk, "name", name))
        representatives += [text] if text else []
    for key in ("id_number", "agent_id_number"):
        if who[key] and (key != "id_number" or new.complainant.kind == "person"):
            who[key] = passed_at(key, fields.read("id_number", who[key]))
    complainant = new.complainant.model_copy(update={**who, "representatives": tuple(representatives)})
    return new.model_copy(update={**texts, "complainant": complainant})


def reference_faults(desk: Desk, complainant: Complainant, about: About, labels: Labels) -> tuple[Refusal, ...]:
    """Clients, sales, products, people and classes that are named and that nobody knows. For use cases."""
    kinds = desk.pack.labels.label["id_type"]
    of_person = complainant.id_type if complainant.kind == "person" else ""
    known: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("id_type", of_person, kinds.get),
        ("id_type", complainant.agent_id_type, kinds.get),
        ("client", complainant.client_id or "", lambda key: desk.store.get("client", key)),
        ("sale", about.sale_id or "", lambda key: desk.store.get("sale", key)),
        ("product", about.product or "", lambda key: desk.store.get("product", key)),
        *(("person", login, lambda key: desk.store.get("person", key)) for login in about.people),
    )
    unknown = [refuse("INPUT.unknown", what=what, given=key) for what, key, find in known if key and not find(key)]
    for name, vocabulary in _CLASSES.items():
        options, given = desk.pack.labels.label[vocabulary], getattr(labels, name)
        if given and given not in options:
            unknown.append(refuse("INPUT.choice", given=given, allowed=", ".join(options)))
    return tuple(unknown)


def _faults(desk: Desk, new: NewCase) -> tuple[Refusal, ...]:
    case, now = _case(desk, new, ""), desk.now()
    received = receipt_fault(desk.local(case.received_at), desk.local(now))
    found = () if received is None else (received,)
    return (
        *found,
        *mandate_fault(desk, case),
        *documents.faults(case.complainant, desk.today()),
        *record_faults(case),
        *reference_faults(desk, new.complainant, new.about, new.labels),
    )


def mandate_fault(desk: Desk, case: Case) -> tuple[Refusal, ...]:
    """A power of attorney of tomorrow gives no power today (COMP-03). For use cases."""
    given = case.complainant.mandate_on
    return () if given is None or given <= desk.today() else (refuse("INPUT.future", given=given),)


def _case(desk: Desk, new: NewCase, case_id: str) -> Case:
    now = desk.now()
    own: dict[str, Any] = {name: getattr(new, name) for name in NewCase.model_fields}
    own |= {
        "id": case_id,
        "no": desk.next_no("C"),
        "received_at": new.received_at or now,
        "recorded_at": now,
        "recorded_by": desk.actor.login,
        "touched_at": now,
        "touched_by": desk.actor.login,
        "interested": interested_in(desk, new.about),
        "major": major_reasons(new.complainant, new.major),
    }
    return Case.model_validate(own)


def _known(client: Client) -> Complainant:
    """What the file says of a client, so that nobody is asked for it again (COMP-02)."""
    profile, person = client.profile, client.kind == "person"
    representative = next(iter(client.related("representative")), {})
    agent = next(iter(client.related("agent")), {})
    return Complainant(
        name=client.name,
        kind=client.kind,
        client_id=client.id,
        id_type=profile.get("id_type" if person else "licence_type", ""),
        id_number=client.number,
        id_valid_until=profile.get("id_valid_until", "") if person else "",
        contact=profile.get("phone", ""),
        address=profile.get("address", ""),
        legal_representative=representative.get("name", ""),
        agent_name=agent.get("name", ""),
        agent_id_type=agent.get("id_type", ""),
        agent_id_number=agent.get("id_number", ""),
        agent_id_valid_until=agent.get("id_valid_until", ""),
    )
