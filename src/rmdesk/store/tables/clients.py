"""Clients' files, and the two indexes that find one: characters of the name with its spellings, and number tails."""

from datetime import date
from functools import partial

from rmdesk.domain import archive_facts, facts, people_facts
from rmdesk.domain.client import PLACE, Client, PrivilegedClass, bare_number, identity_number
from rmdesk.domain.client_changes import changed
from rmdesk.store.entry import Entry
from rmdesk.store.pinyin import anagram, sort_key, spelt
from rmdesk.store.plain import Late
from rmdesk.store.project import projects, search_table, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

VEIL = "＊"
"""What stands in lists for the name of a client whose file is sealed or destroyed."""
_SUPPLEMENT = 0x20000

table(
    "client",
    key="id",
    text=(
        "no", "kind", "name", "sort", "anagram", "manager", "id_number", "phone", "id_reversed", "phone_reversed",
        "external_no", "linked_to", "registered_on", "doc",
    ),
    empty=("born", "birthday", "qualified_until", "professional_until", "earner_until"),
    unique=[("no",)],
    indexes=[
        ("sort", "id"), ("manager", "sort", "id"), ("manager", "birthday"), ("name",),
        ("id_number",), ("phone", "linked_to", "id"), ("id_reversed",), ("phone_reversed",),
        ("external_no",), ("linked_to",), ("anagram", "born"),
        # read whole, of a book or of all: the rows behind them hold each client's file
        ("manager", "linked_to", "phone", "id"), ("registered_on", "linked_to", "manager", "kind", "id"),
    ],
    edition=8,  # 卜 and 乜 stand as they are read as surnames
)  # fmt: skip
table("check_answer", key=("client_id", "check_key"), text=("on_day", "note"))
search_table("client_search", key="client_id", words=("name", "spelling", "inside"), edition=2)  # third readings


@projects(facts.ClientRegistered)
def _registered(rows: Reader, fact: facts.ClientRegistered, entry: Entry) -> Changes:
    client = fact.client if fact.client.manager else fact.client.model_copy(update={"manager": entry.actor})
    yield row_of(client)


@projects(facts.ClientRegistered, alone="client_search")
def _findable(rows: Reader, fact: facts.ClientRegistered, entry: Entry) -> Changes:
    yield indexed(fact.client)


@projects(facts.ClientChanged)
def _changed(rows: Reader, fact: facts.ClientChanged, entry: Entry) -> Changes:
    client = changed(_read(rows, fact.client_id), fact.changes, entry.at, fact.on, fact.raised)
    if fact.brought is not None:
        client = client.model_copy(update=dict(fact.brought))
    yield row_of(client)
    if not {"name", "name_latin"}.isdisjoint(fact.changes):
        yield Gone("client_search", {"client_id": client.id})
        yield indexed(client)


@projects(facts.ClientTakenBack)
def _taken_back(rows: Reader, fact: facts.ClientTakenBack, entry: Entry) -> Changes:
    yield Gone("client", {"id": fact.client_id})
    yield Gone("client_search", {"client_id": fact.client_id})


@projects(facts.CheckAnswered, alone="check_answer")
def _answered(rows: Reader, fact: facts.CheckAnswered, entry: Entry) -> Changes:
    answer = {"client_id": fact.client_id, "check_key": fact.check, "on_day": fact.on, "note": fact.note}
    yield Row("check_answer", answer)


@projects(facts.ChangeReported)
def _reported(rows: Reader, fact: facts.ChangeReported, entry: Entry) -> Changes:
    reported = {"change_reported_at": entry.at, "change_reported_on": fact.on}
    yield row_of(_read(rows, fact.client_id).model_copy(update=reported))


@projects(facts.QualificationVerified)
def _qualified(rows: Reader, fact: facts.QualificationVerified, entry: Entry) -> Changes:
    yield row_of(_read(rows, fact.client_id).model_copy(update={PLACE[fact.privilege]: fact.qualification}))


@projects(facts.QualificationWithdrawn)
def _withdrawn(rows: Reader, fact: facts.QualificationWithdrawn, entry: Entry) -> Changes:
    yield row_of(_read(rows, fact.client_id).model_copy(update={PLACE[fact.privilege]: None}))


@projects(people_facts.ClientHandedOver)
def _handed_over(rows: Reader, fact: people_facts.ClientHandedOver, entry: Entry) -> Changes:
    yield from _given(rows, fact.client_id, fact.receiver)


@projects(facts.ClientLinked)
def _linked(rows: Reader, fact: facts.ClientLinked, entry: Entry) -> Changes:
    for row in rows.where("client", linked_to=fact.client_id):
        yield row_of(_read(rows, row["id"]).model_copy(update={"linked_to": fact.one_id, "manager": fact.manager}))
    linked = {"linked_to": fact.one_id, "manager": fact.manager, "manager_before": fact.manager_before}
    yield row_of(_read(rows, fact.client_id).model_copy(update=linked))
    if fact.raised:
        one = _read(rows, fact.one_id)
        yield row_of(one.model_copy(update={"raised": (*one.raised, *fact.raised)}))


@projects(facts.ClientUnlinked)
def _unlinked(rows: Reader, fact: facts.ClientUnlinked, entry: Entry) -> Changes:
    parted = {"linked_to": "", "manager": fact.manager, "manager_before": ""}
    yield row_of(_read(rows, fact.client_id).model_copy(update=parted))


@projects(archive_facts.ClientSealed)
@projects(archive_facts.ClientUnsealed)
def _sealed(rows: Reader, fact: archive_facts.ClientSealed | archive_facts.ClientUnsealed, entry: Entry) -> Changes:
    kept = "sealed" if isinstance(fact, archive_facts.ClientSealed) else "open"
    client = _read(rows, fact.client_id).model_copy(update={"kept": kept})
    yield row_of(client)
    yield Gone("client_search", {"client_id": client.id})
    if kept == "open":
        yield indexed(client)


@projects(archive_facts.ClientDestroyed)
def _destroyed(rows: Reader, fact: archive_facts.ClientDestroyed, entry: Entry) -> Changes:
    empty = Client(
        id=fact.client_id,
        no=fact.no,
        kind=fact.client_kind,
        profile={},
        registered_on=fact.registered_on,
        changed_at=entry.at,
        kept="destroyed",
    )
    yield row_of(empty)
    yield Gone("client_search", {"client_id": fact.client_id}, for_good=True)
    yield Gone("check_answer", {"client_id": fact.client_id}, for_good=True)


def _given(rows: Reader, client_id: str, manager: str) -> Changes:
    """A client goes into another book, and the other files of the same person with it (DESK-01)."""
    for one in (client_id, *(row["id"] for row in rows.where("client", linked_to=client_id))):
        yield row_of(_read(rows, one).model_copy(update={"manager": manager}))


def _until(client: Client, which: PrivilegedClass) -> date | None:
    """Until when lists mark the client so."""
    seen = client.privilege(which) if client.kept == "open" else None
    return seen.valid_until if seen is not None and client.claims(which) else None


def _birthday(client: Client) -> str | None:
    """Month and day of a person who agreed to be written to (DATA-02); None where nobody is to be greeted."""
    greeted = client.kept == "open" and not client.linked_to and client.profile.get("consent_marketing") == "yes"
    greeted = greeted and client.profile.get("do_not_disturb") != "yes"
    return client.profile.get("born", "")[5:] or None if greeted and client.kind == "person" else None


def _read(rows: Reader, client_id: str) -> Client:
    return doc_of(rows, Client, "client", client_id)


def row_of(client: Client) -> Row:
    """The row of a client. One that is sealed or destroyed is found by its number alone (DATA-03)."""
    shown = client.profile if client.kept == "open" else {"name": VEIL}
    number = bare_number(identity_number(client.kind, shown))
    phone = shown.get("phone", "").replace("-", "")
    return Row(
        "client",
        {
            "id": client.id,
            "no": client.no,
            "kind": client.kind,
            "name": shown.get("name", ""),
            "anagram": anagram(shown.get("name", "")),
            "sort": Late(partial(sort_key, shown.get("name", ""), person=client.kind == "person")),
            "born": shown.get("born"),
            "birthday": _birthday(client),
            "manager": client.manager,
            "id_number": number,
            "phone": phone,
            "id_reversed": number[::-1],
            "phone_reversed": phone[::-1],
            "qualified_until": _until(client, "qualified"),
            "professional_until": _until(client, "professional"),
            "earner_until": _until(client, "earner"),
            "external_no": client.external_no if client.kept == "open" else "",
            "linked_to": client.linked_to,
            "registered_on": client.registered_on,
            "doc": client,
        },
    )


def indexed(client: Client) -> Row:
    """How full text finds a client."""
    person = client.kind == "person"
    spellings = [spelt(name, person=person) for name in (client.name, client.profile.get("name_latin", "")) if name]
    return Row(
        "client_search",
        {
            "client_id": client.id,
            "name": characters(client.name),
            "spelling": " ".join(front for front, _ in spellings),
            "inside": " ".join(inner for _, inner in spellings),
        },
    )


def characters(text: str) -> str:
    """A text as full text knows it, character by character. One that the engine's tables are too old for goes by its
    code point, so that a name of such characters alone is found."""
    return " ".join(one if ord(one) < _SUPPLEMENT else f"u{ord(one):x}" for one in text if not one.isspace())
