"""A client's whole file on one screen (DESK-01): who, how assessed, which sales, what is due, which papers,
which complaints, what the registers hold."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk import assess, clients, linking, sales, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.cases import CaseLine
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.exchange import peers
from rmdesk.desk.holdings import seeing
from rmdesk.desk.holdings.seeing import HoldingLine, Holdings
from rmdesk.desk.portrait import seeing as portraits
from rmdesk.desk.portrait.seeing import Portrait
from rmdesk.desk.registers import feeding
from rmdesk.desk.registers.of_client import ClientEntry, of_client
from rmdesk.desk.sales import SaleLine
from rmdesk.domain.assessment import Assessment, serves
from rmdesk.domain.client import Client
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.client_standing import (
    acting_standing,
    client_standing,
    id_standing,
    information_refused,
    owners_standing,
)
from rmdesk.domain.portrait import Found
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.domain.refusal import Refusal, passed, refuse


class PaperLine(NamedTuple):
    """One printed paper; `sale_id` is None for papers that belong to no sale, `family` that of what the sale is of."""

    number: str
    kind: str
    at: datetime
    sale_id: str | None
    family: str | None = None


class ClientFile(NamedTuple):
    """Everything about one client, the latest first. `last_contact` and `satisfaction` (a figure, and of which day):
    as the registers say; `warnings` say what stands between the client and a sale, and what he is still to be told;
    `also`: the numbers of other files of the same person, which are read here; `portrait`: stage and segments;
    `settled`: what was due and is done; `came_from`: the desk that gave the client up to this one, "" for none."""

    client: Client
    assessments: tuple[Assessment, ...]
    sales: tuple[SaleLine, ...]
    dues: tuple[ClientDue, ...]
    papers: tuple[PaperLine, ...]
    complaints: tuple[CaseLine, ...]
    entries: tuple[ClientEntry, ...]
    holdings: tuple[HoldingLine, ...]
    held: Holdings
    last_contact: date | None
    satisfaction: tuple[Decimal, date] | None
    warnings: tuple[Refusal, ...]
    also: tuple[str, ...] = ()
    portrait: Portrait = portraits.NOTHING
    settled: tuple[ClientDue, ...] = ()
    came_from: str = ""

    @property
    def checks(self) -> tuple[Found, ...]:
        """What in it is stale, contradicts itself or is missing."""
        return self.portrait.checks


@use_case("clients.read")
def read(desk: Desk, client_id: str) -> ClientFile:
    """The file of the client with this id or number; of one that is linked to another of the same person, that one,
    with what stands in all of them (DESK-01)."""
    asked = passed(clients.get(desk, client_id))
    client = passed(clients.get(desk, asked.linked_to)) if asked.linked_to else asked
    held = passed(seeing.of_client(desk, client.id))
    return ClientFile(
        client,
        passed(assess.history(desk, client.id)),
        passed(sales.of_client(desk, client.id)),
        passed(client_dues.of_client(desk, client.id)),
        _papers(desk, client.id),
        tuple(one for one in passed(cases.of_client(desk, client.id)) if not one.restricted),
        passed(of_client(desk, client.id)),
        held.lines,
        held,
        feeding.last_contact(desk, client.id),
        feeding.satisfaction(desk, client.id),
        _warnings(desk, client),
        same_person.others(desk, client.id),
        passed(portraits.of_client(desk, client.id)),
        passed(client_dues.settled(desk, client.id)),
        _came_from(desk, client.id),
    )


def _came_from(desk: Desk, client_id: str) -> str:
    sql = "SELECT device FROM moving WHERE way = 'in' AND client_id = ? AND state = 'taken'"
    row = next(iter(desk.store.query(sql, (client_id,))), None)
    return "" if row is None else peers.called(desk, row["device"])


def _warnings(desk: Desk, client: Client) -> tuple[Refusal, ...]:
    day, limits = desk.today(), desk.thresholds()
    sealed = [refuse("DATA-03", client=client.no)] if client.kept == "sealed" else []
    found = [*sealed, *client_standing(client, day, limits), *information_refused(client)]
    expiring = id_standing(client, day, limits)
    if expiring is not None and expiring not in found:
        found.append(expiring)
    found += [one for one in acting_standing(client, day, limits) if one not in found]
    found += owners_standing(client, day)
    if client.profile.get("id_copy") == "no":
        found.append(refuse("KYC-11"))
    if client.says_professional and not client.professional_on(day):
        found.append(refuse("SUIT-17.unverified"))
    if client.says("own_earnings") and client.young(day, limits) and client.capacity(day, limits) != "full":
        found.append(refuse("SUIT-11.unverified"))
    if not client.professional_on(day):
        taken = standing.taken(desk, client.id)
        known = [taken.get(""), *(one for key, one in taken.items() if key in desk.pack.questionnaire_keys - {""})]
        found += filter(None, (serves(one, client, day, limits) for one in known))
    found += [refuse("DESK-01.double", client=one.no) for one in linking.doubles(desk, client)]
    found += filter(None, (same_person.settled_elsewhere(desk, client),))
    others = passed(assess.at_others(desk, client.id))
    if others is not None and others.desks:
        found.append(refuse("DESK-01.elsewhere", client=client.no, desks=", ".join(others.desks)))
    left = feeding.untold(desk, client.id)
    if left:
        found.append(refuse("SUIT-14.untold", count=len(left), no=", ".join(left[:3])))
    return tuple(found)


def _papers(desk: Desk, client_id: str) -> tuple[PaperLine, ...]:
    mine = same_person.ids(desk, client_id)
    family = "(SELECT family FROM product WHERE code = (SELECT product FROM sale WHERE id = sale_id)) AS family"
    sql = f"SELECT number, kind, at, sale_id, {family} FROM paper WHERE {same_person.among(mine)} ORDER BY at DESC"
    return tuple(
        PaperLine(row["number"], row["kind"], datetime.fromisoformat(row["at"]), row["sale_id"], row["family"])
        for row in desk.store.query(sql, mine)
    )


@use_case("assess.read")
def form_of(desk: Desk, client: Client, assessment: Assessment) -> Questionnaire:
    """The very form that an assessment was taken with (QUES-07)."""
    return standing.form_used(desk, client, assessment)
