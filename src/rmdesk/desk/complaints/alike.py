"""The same complaint again: open cases of one person about one matter, or in much the same words (COMP-07)."""

from typing import NamedTuple

from rmdesk.desk import same_person
from rmdesk.desk.complaints.reading import all_cases, hidden
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import mask_case
from rmdesk.domain.characters import is_word
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import About, Case, Complainant
from rmdesk.domain.contacts import canonical_id, contacts_in


class Alike(NamedTuple):
    """An open case that may be the same; `why`: "matter" (sale, product or people) or "words"."""

    id: str
    no: str
    name: str
    claim: str
    why: str


def alike_cases(desk: Desk, complainant: Complainant, about: About, claim: str, but: str = "") -> tuple[Alike, ...]:
    """Open cases that may be the same as this one, without those that are restricted for the person at the desk."""
    least, complainant = desk.pack.complaints.alike_percent, _of_one(desk, complainant)
    found = []
    for case in all_cases(desk, "ended = 0"):
        same = same_complainant(_of_one(desk, case.complainant), complainant) or _named_in(case, complainant, claim)
        if case.id == but or hidden(desk, case) or not same:
            continue
        why = "matter" if same_matter(case.about, about) else "words" if alike(case.claim, claim) >= least else ""
        if why:
            found.append(Alike(case.id, case.no, case.complainant.name, mask_case(case.complainant, case.claim), why))
    return tuple(found)


def _of_one(desk: Desk, who: Complainant) -> Complainant:
    """The complainant as whoever is one person over several files (DESK-01)."""
    return who.model_copy(update={"client_id": same_person.the_one(desk, who.client_id)}) if who.client_id else who


def _named_in(case: Case, who: Complainant, claim: str) -> bool:
    """Whether the contact of one stands in the other's words: "call me back at …"."""
    told = contacts_in(f"{case.claim}\n{case.wanted}\n{case.story}")
    return bool(told & _contacts(who)) or bool(contacts_in(claim) & _contacts(case.complainant))


def of_one_complainant(desk: Desk, case: Case, other: Case) -> bool:
    """Whether two cases may be handled as one (COMP-07): the same complainant, or one whom the other's words name; of
    two about whom no more than a name is known, the same name."""
    one, two = _of_one(desk, case.complainant), _of_one(desk, other.complainant)
    if same_complainant(one, two) or _named_in(case, two, other.claim):
        return True
    told = any(who.client_id or canonical_id(who.id_number) or _contacts(who) for who in (one, two))
    return not told and one.name == two.name


def unlinked_of(desk: Desk, client_id: str) -> tuple[Case, ...]:
    """Cases that are linked to no file, of somebody with this client's ID, or with the name and a contact; whichever
    file of the person these stand in. For use cases."""
    rows = (desk.store.get("client", one) for one in same_person.ids(desk, client_id))
    files = [_known(desk.parsed(Client, row["doc"])) for row in rows if row is not None]
    return tuple(case for case in all_cases(desk, "client_id IS NULL") if any(_is(case, one) for one in files))


def _known(client: Client) -> Complainant:
    return Complainant(name=client.name, contact=client.profile.get("phone", ""), id_number=client.number)


def _is(case: Case, known: Complainant) -> bool:
    """Whether a client complains here: a telephone alone may be the family's."""
    who = case.complainant
    return same_complainant(known, who) and (who.name == known.name or bool(canonical_id(who.id_number)))


def same_complainant(one: Complainant, other: Complainant) -> bool:
    """Whether two complainants are the same: the same client, ID, or a contact however it was typed."""
    ids = canonical_id(one.id_number), canonical_id(other.id_number)
    if (one.client_id and one.client_id == other.client_id) or (ids[0] and ids[0] == ids[1]):
        return True
    return bool(_contacts(one) & _contacts(other))


def _contacts(who: Complainant) -> frozenset[str]:
    """Telephone numbers and mail addresses; for what is neither (an account name), what was typed."""
    bare = who.contact.strip()
    return contacts_in(bare) or (frozenset({bare.casefold()}) if bare else frozenset())


def same_matter(one: About, other: About) -> bool:
    """Whether two cases are about the same sale, or the same product and people."""
    if one.sale_id is not None and one.sale_id == other.sale_id:
        return True
    return one.product is not None and one.product == other.product and set(one.people) == set(other.people)


def alike(one: str, other: str) -> int:
    """How much two texts have in common, from 0 to 100: the share of pairs of neighbouring characters."""
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return 0
    return round(200 * len(left & right) / (len(left) + len(right)))


def _pairs(text: str) -> set[str]:
    bare = "".join(character for character in text.lower() if is_word(character))
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def person_key(desk: Desk, case: Case) -> str:
    """What makes a complainant the same one over time: the client, else the ID, else the contact, else the name."""
    who = _of_one(desk, case.complainant)
    return who.client_id or canonical_id(who.id_number) or min(_contacts(who), default="") or who.name
