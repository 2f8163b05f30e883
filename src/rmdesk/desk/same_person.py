"""One person with several files: two people linked them, one is worked with, the others are only read (DESK-01).

Whatever counts, sums or lists what a client did asks here for all files of the person.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client, Raised, bare_number
from rmdesk.domain.client_changes import raised_beside
from rmdesk.domain.directives import SettledFor
from rmdesk.domain.facts import ClientChanged
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.store.pinyin import anagram, untitled

_MONTHS: Final = 12
_LEAP: Final = (2, 29)
_YEARS_APART: Final = 5


def ids(desk: Desk, client_id: str) -> tuple[str, ...]:
    """The ids of all files of the person whose file this is, the one that is worked with first."""
    if not client_id:  # every file that is linked to none would be of the same person
        return (client_id,)
    one = the_one(desk, client_id)
    rows = desk.store.where("client", linked_to=one)
    return (one, *(str(row["id"]) for row in rows))


def the_one(desk: Desk, client_id: str) -> str:
    """The id of the file that is worked with; of an unknown one the id itself."""
    row = desk.store.get("client", client_id)
    return client_id if row is None else str(row["linked_to"] or client_id)


def among(found: tuple[str, ...], column: str = "client_id") -> str:
    """The condition of a query that names one of so many files."""
    return f"{column} IN ({', '.join('?' * len(found))})"


def rows_of(desk: Desk, table: str, found: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of so many files in a table, file by file."""
    return [row for one in found for row in desk.store.where(table, client_id=one)]


def others(desk: Desk, client_id: str) -> tuple[str, ...]:
    """The numbers of the other files of the person, for whom is told of them."""
    rows = [desk.store.get("client", one) for one in ids(desk, client_id) if one != client_id]
    return tuple(str(row["no"]) for row in rows if row is not None)


class Likely(NamedTuple):
    """A file that is likely of the same person; `why` is "id", "name_born", "name_phone" or "born_phone"."""

    client: Client
    why: str


def alike(desk: Desk, client: Client) -> tuple[Client, ...]:
    """The other files that are of the same person by all that is known, linked to this one or not: with the number of
    this one, which no two have; or with its birth date and phone under the number of another document."""
    born, phone = client.born, _phone(client)
    both = born is not None and bool(phone)
    found = likely(desk, client)
    return tuple(one for one, why in found if why == "id" or (both and one.born == born and _phone(one) == phone))


def likely(desk: Desk, client: Client) -> tuple[Likely, ...]:
    """The other files that are likely of the same person, linked to this one or not: with its number, `namesakes`, with
    its name, in whatever letters, and a phone that both have or had, or under another name with its birth date, phone
    and sex. A phone alone is not enough: a family shares one."""
    number, born, phone = bare_number(client.number), client.profile.get("born", ""), _phone(client)
    found = [(row, "id") for row in (desk.store.where("client", id_number=number) if number else ())]
    of_name = desk.store.where("client", name=client.name) if client.name else ()
    named = [row for row in of_name if row["id"] != client.id]
    before = _phones_before(desk, of_name) if named else {}
    phones = {phone, *before.get(client.id, ())} - {""}
    found += [(row, "name_born") for row in _namesakes(desk, client.name, born, of_name)]
    of_phone = desk.store.where("client", phone=phone) if born and phone else ()
    found += [(row, "born_phone") for row in of_phone if row["born"] == born]
    alike = (row for row in of_phone if row["born"] and _called_alike(client.name, row["name"]))
    found += [(row, "name_phone") for row in alike if not _of_a_family(client.name, born, row)]
    found += [(row, "name_phone") for row in named if not phones.isdisjoint({row["phone"], *before.get(row["id"], ())})]
    first = dict[str, Likely]()
    for row, why in found:
        if row["id"] != client.id:
            first.setdefault(row["id"], Likely(desk.parsed(Client, row["doc"]), why))
    return tuple(one for one in first.values() if _may_be(client, one))


def namesakes(desk: Desk, name: str, born: str) -> tuple[str, ...]:
    """The ids of the files with a name and a birth date, or with a slip in them. For use cases."""
    of_name = desk.store.where("client", name=name) if name and born else ()
    return tuple(dict.fromkeys(row["id"] for row in _namesakes(desk, name, born, of_name)))


def _namesakes(desk: Desk, name: str, born: str, of_name: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Files born on a day, or on one that a slip makes of it, and called so, in whatever letters and order, with a
    title or without: looked up by both, for lists give one date to everybody, and of a common name there are hundreds.
    Of those called just so, `of_name`, any figure may be mistyped."""
    key = anagram(name)
    rows = (row for day in _slips(born) for row in desk.store.where("client", anagram=key, born=day)) if key else ()
    found = [row for row in rows if _called_alike(name, row["name"])]
    return found + [row for row in of_name if _mistyped(born, row["born"] or "")]


def _mistyped(born: str, other: str) -> bool:
    """Whether of two birth dates one is the other with a figure mistyped, or with two neighbouring ones turned."""
    one, another = born.replace("-", ""), other.replace("-", "")
    if len(one) != len(another) or not one:
        return False
    at = [place for place, (this, that) in enumerate(zip(one, another, strict=True)) if this != that]
    if len(at) != 2:
        return len(at) == 1
    first, second = at
    return second == first + 1 and one[first] == another[second] and one[second] == another[first]


def _of_a_family(name: str, born: str, row: Mapping[str, Any]) -> bool:
    """Whether two who share a phone are called alike only by the sound, in other characters, and born years apart:
    father and son."""
    other = row["name"]
    if name == other or name.isascii() or other.isascii() or not born or _mistyped(born, row["born"]):
        return False
    return abs(int(born[:4]) - int(row["born"][:4])) >= _YEARS_APART


def _slips(born: str) -> tuple[str, ...]:
    """A birth date, and what a slip makes of it: a day or a year off, day and month turned round. None of what is no
    date yet."""
    try:
        on = date.fromisoformat(born)
    except ValueError:
        return ()
    day = timedelta(1)
    slips = [on, on - day, on + day]
    slips += [on.replace(month=on.day, day=on.month)] if on.day <= _MONTHS else []
    slips += [on.replace(year=on.year + by) for by in (-1, 1)] if (on.month, on.day) != _LEAP else []
    return tuple(dict.fromkeys(one.isoformat() for one in slips))


def _called_alike(name: str, other: str) -> bool:
    """Whether two names are one, whichever part of it stands first, and in Chinese or Latin letters."""
    one, another = untitled(name), untitled(other)
    return one == another or (len(one) > 1 and len(another) > 1 and anagram(one) == anagram(another))


def _may_be(client: Client, one: Likely) -> bool:
    """Of one kind; twins who share a phone are of one sex at least."""
    sexes = {each.profile.get("sex", "") for each in (client, one.client)} - {""}
    return one.client.kind == client.kind and (one.why != "born_phone" or len(sexes) < 2)


def _phone(client: Client) -> str:
    return client.profile.get("phone", "").replace("-", "")


def _phones_before(desk: Desk, of_name: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """The phones that the files of one name had before, by their ids: each change says what it was. One look: of a
    common name there are hundreds."""
    found = dict[str, set[str]]()
    for row in desk.store.said(ClientChanged.kind, "$.changes.phone[0]", tuple(row["id"] for row in of_name)):
        found.setdefault(row["subject"], set()).add(row["said"].replace("-", ""))
    return found


def apart(desk: Desk, client: Client, *, known: bool = False, files: tuple[str, ...] = ()) -> tuple[Client, ...]:
    """The files that are likely of the same person and that nobody has linked with this one: `likely` with this one or
    with a file that is linked with it, what is linked with those, and so on. Counted apart, and what a sale owes to
    that a second person looks at (SUIT-03). `known`: only those that are `alike`. `files`: the person's
    own, where they are known already."""
    mine = files or ids(desk, client.id)
    met = {client.id: client, **_files(desk, mine, but=client.id)}
    left = list(met.values())
    while left:
        of = left.pop()
        for one in alike(desk, of) if known else (one for one, _ in likely(desk, of)):
            more = {} if one.id in met else _files(desk, ids(desk, one.id))
            met |= more
            left += more.values()
    return tuple(one for one in met.values() if one.id not in mine)


def _files(desk: Desk, found: tuple[str, ...], but: str = "") -> dict[str, Client]:
    rows = (desk.store.get("client", one) for one in found if one != but)
    return {row["id"]: desk.parsed(Client, row["doc"]) for row in rows if row is not None}


def raised(desk: Desk, client: Client, before: Client | None = None) -> tuple[Raised, ...]:
    """Which means rise by this file being opened, or coming to be of the person of others (`before`: the file until
    then), beside these (SUIT-03)."""
    known = set() if before is None else {one.id for one, _ in likely(desk, before)}
    return raised_beside(client, (one for one, _ in likely(desk, client) if one.id not in known), desk.today())


def settled_elsewhere(desk: Desk, client: Client) -> Refusal | None:
    """Why nothing new is done with a file: head office said that another desk goes on with the person."""
    row = desk.store.get("settled", client.id) if client.kept == "open" else None
    fact = None if row is None else desk.parsed(SettledFor, row["doc"])
    return None if fact is None or fact.here else refuse("DESK-01.settled", client=client.no, desk=fact.keeps)


def turned_to(desk: Desk, client: Client) -> Refusal | None:
    """Why nothing new is done with a file that is linked to another, which is named; None for every other file."""
    if not client.linked_to:
        return None
    row = desk.store.get("client", client.linked_to)
    return refuse("DESK-01.linked", client=client.no, one="" if row is None else row["no"])
