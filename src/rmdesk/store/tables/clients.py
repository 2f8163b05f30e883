"""Clients' files, and the two indexes that find one: characters of the name with its pinyin, and number tails."""

import os
from datetime import date
from functools import cache
from itertools import product

from rmdesk.domain import archive_facts, facts, people_facts
from rmdesk.domain.client import Client, PrivilegedClass
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, search_table, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

VEIL = "＊"
"""What stands in lists for the name of a client whose file is sealed or destroyed."""
_PLACE = {"qualified": "qualification", "professional": "licence"}
_LONGEST = 12
"""Characters of a name that are spelt: nobody types more of an organisation's."""

table(
    "client",
    key="id",
    text=(
        "no", "kind", "name", "manager", "id_number", "phone", "id_reversed", "phone_reversed", "external_no", "doc",
    ),
    empty=("born", "qualified_until", "professional_until"),
    unique=[("no",)],
    indexes=[
        ("name", "id"), ("manager", "name", "id"),
        ("id_number",), ("phone",), ("id_reversed",), ("phone_reversed",),
        ("external_no",),
    ],
    edition=4,  # what two people verified
)  # fmt: skip
search_table("client_search", key="client_id", words=("name", "initials", "pinyin"))


@projects(facts.ClientRegistered)
def _registered(rows: Reader, fact: facts.ClientRegistered, entry: Entry) -> Changes:
    client = fact.client if fact.client.manager else fact.client.model_copy(update={"manager": entry.actor})
    yield _row(client)
    yield _indexed(client)


@projects(facts.ClientChanged)
def _changed(rows: Reader, fact: facts.ClientChanged, entry: Entry) -> Changes:
    client = _read(rows, fact.client_id)
    profile = {key: value for key, value in client.profile.items() if key not in fact.changes}
    profile |= {key: after for key, (_, after) in fact.changes.items() if after}
    update = {"profile": dict(sorted(profile.items())), "changed_at": entry.at, "lacking": ()}
    client = client.model_copy(update=update | ({} if fact.brought is None else dict(fact.brought)))
    yield _row(client)
    if "name" in fact.changes:
        yield Gone("client_search", {"client_id": client.id})
        yield _indexed(client)


@projects(facts.ClientTakenBack)
def _taken_back(rows: Reader, fact: facts.ClientTakenBack, entry: Entry) -> Changes:
    yield Gone("client", {"id": fact.client_id})
    yield Gone("client_search", {"client_id": fact.client_id})


@projects(facts.ChangeReported)
def _reported(rows: Reader, fact: facts.ChangeReported, entry: Entry) -> Changes:
    reported = {"change_reported_at": entry.at, "change_reported_on": fact.on}
    yield _row(_read(rows, fact.client_id).model_copy(update=reported))


@projects(facts.QualificationVerified)
def _qualified(rows: Reader, fact: facts.QualificationVerified, entry: Entry) -> Changes:
    yield _row(_read(rows, fact.client_id).model_copy(update={_PLACE[fact.privilege]: fact.qualification}))


@projects(facts.QualificationWithdrawn)
def _withdrawn(rows: Reader, fact: facts.QualificationWithdrawn, entry: Entry) -> Changes:
    yield _row(_read(rows, fact.client_id).model_copy(update={_PLACE[fact.privilege]: None}))


@projects(people_facts.ClientHandedOver)
def _handed_over(rows: Reader, fact: people_facts.ClientHandedOver, entry: Entry) -> Changes:
    yield _row(_read(rows, fact.client_id).model_copy(update={"manager": fact.receiver}))


@projects(archive_facts.ClientSealed)
@projects(archive_facts.ClientUnsealed)
def _sealed(rows: Reader, fact: archive_facts.ClientSealed | archive_facts.ClientUnsealed, entry: Entry) -> Changes:
    kept = "sealed" if isinstance(fact, archive_facts.ClientSealed) else "open"
    client = _read(rows, fact.client_id).model_copy(update={"kept": kept})
    yield _row(client)
    yield Gone("client_search", {"client_id": client.id})
    if kept == "open":
        yield _indexed(client)


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
    yield _row(empty)
    yield Gone("client_search", {"client_id": fact.client_id}, for_good=True)


def _until(client: Client, which: PrivilegedClass) -> date | None:
    """Until when lists mark the client so."""
    seen = client.privilege(which) if client.kept == "open" else None
    claimed = which == "qualified" or client.says_professional
    return seen.valid_until if seen is not None and claimed else None


def _read(rows: Reader, client_id: str) -> Client:
    return doc_of(rows, Client, "client", client_id)


def _row(client: Client) -> Row:
    """The row of a client. One that is sealed or destroyed is found by its number alone (DATA-03)."""
    shown = client.profile if client.kept == "open" else {"name": VEIL}
    number = shown.get("id_number" if client.kind == "person" else "uscc", "")
    phone = shown.get("phone", "").replace("-", "")
    return Row(
        "client",
        {
            "id": client.id,
            "no": client.no,
            "kind": client.kind,
            "name": shown.get("name", ""),
            "born": shown.get("born"),
            "manager": client.manager,
            "id_number": number,
            "phone": phone,
            "id_reversed": number[::-1],
            "phone_reversed": phone[::-1],
            "qualified_until": _until(client, "qualified"),
            "professional_until": _until(client, "professional"),
            "external_no": client.external_no if client.kept == "open" else "",
            "doc": client,
        },
    )


def _indexed(client: Client) -> Row:
    letters, syllables = spelt(client.name)
    characters = " ".join(client.name.replace(" ", ""))
    return Row("client_search", {"client_id": client.id, "name": characters, "initials": letters, "pinyin": syllables})


def spelt(name: str) -> tuple[str, str]:
    """Every reading of a name as pinyin initials and as whole pinyin: "曾国" gives "cg zg" and "cengguo zengguo"."""
    readings = [_readings(character) for character in name if not character.isspace()][:_LONGEST]
    ways = product(*readings[:1], *(one[:2] for one in readings[1:4]), *(one[:1] for one in readings[4:]))
    found = list(ways)
    letters = sorted({"".join(syllable[0] for syllable in way) for way in found})
    return " ".join(letters), " ".join(sorted({"".join(way) for way in found}))


@cache
def _readings(character: str) -> tuple[str, ...]:
    """Up to three syllables without tones: a surname's own reading is often the rarest (单 dan, chan, shan)."""
    if character.isascii():
        return (character.lower(),)
    # Loading phrases and copying its dictionaries costs 0.4 s and gives nothing for single characters.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors=lambda _: "")
    plain = dict.fromkeys(one for one in readings[0] if one and one.isascii()) if readings else {}
    return tuple(plain)[:3] or (character,)
