"""A small branch: four people, a product, a client with a whole sale, another client, a complaint about the sale."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rmdesk.desk import clients, people
from rmdesk.desk.archive import client_copy, copy_maker
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import complaint_facts
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import About, Case, Complainant
from rmdesk.domain.people import Role
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import COST, PASSWORD, done, new_desk
from support.people import product, resident_number, staff
from support.walk import AMOUNT, assessed, put_on, register, start

BEGAN = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
START_OF_TESTS = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NAME, PHONE, NUMBER = "欧阳虚构", "13812345678", resident_number(date(1980, 3, 5), serial=77)
OTHER_NAME, OTHER_PHONE, OTHER_NUMBER = "司马假设", "13987654321", resident_number(date(1975, 6, 7), serial=88)
SECRETS = (NAME, PHONE, NUMBER, OTHER_NAME, OTHER_PHONE, OTHER_NUMBER)
ME = Proof(PASSWORD)
"""What `demo` types to prove a sensitive act."""
OFFICER = Proof(PASSWORD, "officer")
"""What somebody of compliance types as the second person."""
CLIENT, OTHER, SALE, CASE = "K-0001", "K-0002", "J-0001", "C-0001"
_PEOPLE: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("officer", ("compliance",)),
    ("li", ("manager", "compliance")),
    ("inspector", ("auditor",)),
)


def build_branch(folder: Path, pack: Pack) -> None:
    """Live through two days and close the desk."""
    clock = Clock(BEGAN)
    with new_desk(folder, pack, clock) as desk:
        for login, roles in _PEOPLE:
            done(people.add(desk, staff(login, *roles), PASSWORD, PASSWORD, COST))
        put_on(desk, product())
        client = register(desk, name=NAME, phone=PHONE, id_number=NUMBER)
        clock.forward(minutes=5)
        assessed(desk, client)
        clock.forward(minutes=5)
        walk = start(desk, clock, client).match(Wish(goal="growth", amount=AMOUNT)).choose("W-01")
        walk.tell().understand().record().print(folder.parent / "papers").take_back().countersign().archive()
        clock.forward(days=1)
        register(desk, date(1975, 6, 7), name=OTHER_NAME, phone=OTHER_PHONE, id_number=OTHER_NUMBER)
        desk.record(complaint_facts.ComplaintReceived(case=_case(desk, client, walk.id)), "case-1")


def _case(desk: Desk, client: Client, sale_id: str) -> Case:
    return Case(
        id="case-1",
        no=CASE,
        type="complaint",
        received_at=desk.now(),
        recorded_at=desk.now(),
        recorded_by="demo",
        touched_at=desk.now(),
        touched_by="demo",
        complainant=Complainant(name=client.name, client_id=client.id, contact=PHONE, id_number=NUMBER),
        about=About(sale_id=sale_id, product="W-01", people=("li",)),
        interested=("li",),
        claim="赎回时间与所说不符",
    )


def client_of(desk: Desk, no: str = CLIENT) -> Client:
    """A client of the scene."""
    return done(clients.get(desk, no))


def sit(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody else takes the seat."""
    desk.actor = staff(login, *roles)


def made_copy(desk: Desk, folder: Path, lang: Lang = "zh", no: str = CLIENT) -> client_copy.OwnDataFiles | Refused:
    """The client's copy of the own data, made by whom the lot names, who then leaves the seat again."""
    before, desk.actor = desk.actor, next(copy_maker.drawn_for(desk, client_of(desk, no)))
    made = client_copy.export(desk, no, folder, lang, ME)
    desk.actor = before
    return made


def said(value: object) -> str:
    """Everything that an answer shows, as one text."""
    parts: list[str] = []

    def walk(one: Any) -> None:
        if isinstance(one, (tuple, list, set, frozenset)):
            for inner in one:
                walk(inner)
        elif isinstance(one, dict):
            walk(list(one.items()))
        else:
            parts.append(str(one))

    walk(value)
    return "\n".join(parts)
