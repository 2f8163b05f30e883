"""Whom a matter concerns is told by its ties, and does not decide in it (COMP-04, SALE-13, QUES-09). For use cases."""

from typing import NamedTuple

from rmdesk.desk import same_person
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.complaints.alike import unlinked_of
from rmdesk.desk.complaints.reading import all_cases, everybody
from rmdesk.desk.desk import Desk
from rmdesk.desk.freeing import freed_by
from rmdesk.desk.people_rows import name_of
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.complaint import Case
from rmdesk.domain.concern import BARS, TIES, Tie
from rmdesk.domain.refusal import Refusal, refuse, stop_if
from rmdesk.domain.sale import Sale


class Matter(NamedTuple):
    """What is decided in: a case, perhaps with another one that it joins; a sale, an assessment, a client's file.
    `leans`: the sale stands on means that rose or were freed lately (SUIT-03)."""

    case: Case | None = None
    joins: Case | None = None
    sale: Sale | None = None
    assessment: Assessment | None = None
    client_id: str = ""
    leans: bool = False


def concerned(desk: Desk, act: str, matter: Matter) -> dict[str, Refusal]:
    """Login → why this person is barred from `act`, a key of `BARS`: the first tie to the matter that does."""
    ties = [(tie, login) for tie in BARS[act] for login in _barred(desk, tie, matter)]
    return {login: refuse(TIES[tie].code, person=name_of(desk.store, login)) for tie, login in reversed(ties)}


def stop_concerned(desk: Desk, act: str, matter: Matter, login: str) -> None:
    """Refuse where a tie to the matter bars this person from `act`."""
    stop_if(concerned(desk, act, matter).get(login))


def _barred(desk: Desk, tie: Tie, matter: Matter) -> frozenset[str]:
    found = _tied(desk, tie, matter)
    return frozenset() if TIES[tie].lone and found and not _others(desk, matter, found) else found


def _tied(desk: Desk, tie: Tie, matter: Matter) -> frozenset[str]:
    """Who has this tie to the matter."""
    case, sale, taken = matter.case, matter.sale, matter.assessment
    match tie:
        case "interested":
            return frozenset(who for one in (case, matter.joins) if one is not None for who in one.parties)
        case "owner":
            return frozenset() if case is None else _owners(desk, case)
        case "decider":
            return frozenset() if case is None else frozenset({case.decided_by} - {""})
        case "handler":
            return frozenset() if case is None or case.handler is None else frozenset({case.handler})
        case "party":
            return parties(desk, matter.client_id)
        case "seller" if sale is not None:
            return frozenset(sale.sellers)
        case "seller" if taken is not None:
            return _sold_on(desk, taken)
        case "freer" if sale is not None and matter.leans:
            return freed_by(desk, sale.client_id)
        case "assessor" if taken is not None:
            return frozenset({taken.by})
        case "manager" if taken is not None:
            row = desk.store.get("client", taken.client_id)
            return frozenset() if row is None else frozenset({str(row["manager"])})
    return frozenset()


def parties(desk: Desk, client_id: str) -> frozenset[str]:
    """Whom the complaints of a client concern, whichever file of the person they stand in, or none as yet."""
    mine = same_person.ids(desk, client_id)
    cases = (*all_cases(desk, same_person.among(mine), mine), *unlinked_of(desk, client_id))
    return frozenset(who for case in cases for who in case.parties)


def _sold_on(desk: Desk, taken: Assessment) -> frozenset[str]:
    """Who sells on an assessment, whichever file of the person the sale stands in (DESK-01)."""
    mine = same_person.ids(desk, taken.client_id)
    rows = desk.store.query(f"SELECT doc FROM sale WHERE {same_person.among(mine)}", mine)
    sales = (desk.parsed(Sale, row["doc"]) for row in rows)
    selling = (one for one in sales if one.opinion is not None and taken.id in one.opinion.stands_on.values())
    return frozenset(login for one in selling for login in one.sellers)


def _owners(desk: Desk, case: Case) -> frozenset[str]:
    """Everybody who ever had the corrective action to do: nobody frees himself by naming somebody else."""
    entries = desk.store.entries(subject=case.id, kind=facts.CorrectiveActionSet.kind)
    set_by = (entry.fact for entry in entries)
    named = {one.corrective_action.owner for one in set_by if isinstance(one, facts.CorrectiveActionSet)}
    return frozenset(named - {""})


def _others(desk: Desk, matter: Matter, tied: frozenset[str]) -> bool:
    """Whether anybody else of the branch could do it."""
    offices = ROLES_OF["complaints.work"]
    free = (one for one in everybody(desk).values() if one.active and offices & {*one.roles} and one.login not in tied)
    return any(matter.case is None or not matter.case.concerns(one.login) for one in free)
