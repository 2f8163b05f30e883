"""Whoever complains, as the own file says how to write: in which language, and how large. Of a case of another desk,
whose file does not go along, as that one said (SUIT-10)."""

from rmdesk.desk import clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.large_print import by_file
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import Case
from rmdesk.domain.exchange_cases import CaseMove, CaseMoving


def complainant_file(desk: Desk, case: Case) -> Client | None:
    """The file of whoever complains, where he is a client. For use cases."""
    return None if case.complainant.client_id is None else clients.require(desk, case.complainant.client_id)


def reads_in(desk: Desk, case: Case) -> Lang | None:
    """The language for which the complainant's file asks; None where it names none. For use cases."""
    client = complainant_file(desk, case)
    if client is None:
        return next((one.lang for one in _moves(desk, case) if one.lang is not None), None)
    return client.papers_in


def reads_large(desk: Desk, case: Case) -> bool:
    """Whether the complainant's file asks for large print: nothing then turns it off. For use cases."""
    return by_file(desk, complainant_file(desk, case)) or any(one.large for one in _moves(desk, case))


def _moves(desk: Desk, case: Case) -> list[CaseMove]:
    """How the case came here, the last time first."""
    rows = desk.store.where("case_moving", way="in", case_id=case.id)
    found = [desk.parsed(CaseMoving, row["doc"]) for row in rows]
    return [one.move for one in sorted(found, key=lambda one: one.at, reverse=True)]
